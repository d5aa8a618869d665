"""The stamp of a downloaded workbook: what it vouches for, and every way in which it can be wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from epm_xblocks.workbook.stamp import Issue, StampProblem, issue, read, read_any, refuse

SECRET, OLDER, OTHER = b"now, 32 bytes of a secret ......", b"before", b"of another installation"
ISSUE = Issue("flow-rates", "0a1b2c", "17", "pseudonym", 2, datetime(2026, 11, 23, 14, 47, 5, tzinfo=UTC))


def code(text: str | None, *secrets: bytes) -> tuple[str, object]:
    with pytest.raises(StampProblem) as caught:
        read(text, secrets or (SECRET,))
    return caught.value.code, caught.value.values.get("reason")


def test_round_trip_under_the_present_and_a_former_secret():
    stamp = read(issue(ISSUE, OLDER), (SECRET, OLDER))
    assert (stamp.attempt, stamp.issued) == (2, ISSUE.issued)
    assert refuse(stamp, ISSUE) is None
    assert stamp.key == read(issue(ISSUE, OLDER), (OLDER,)).key != read(issue(ISSUE, SECRET), (SECRET,)).key


def test_text_is_short_plain_and_names_nobody():
    text = issue(replace(ISSUE, learner="a" * 400, case="ن" * 400), SECRET)
    assert len(text) == 85
    assert text.isascii()
    assert len(text) <= 255, "a document property holds no more"
    assert "pseudonym" not in issue(ISSUE, SECRET)


def test_missing_and_broken():
    text = issue(ISSUE, SECRET)
    assert code(None)[0] == code("")[0] == code("  ")[0] == "stamp-missing"
    assert code(text, OTHER) == ("stamp-broken", "secret")
    assert code(text, b"") == ("stamp-broken", "secret")
    for damaged in (
        text[:-1],
        text + "A",
        "epm2" + text[4:],
        "é" * 85,
        text.replace(text[40], "*"),
        "epm1." + "!" * 80,
    ):
        assert code(damaged) == ("stamp-broken", "shape")


def test_every_changed_sign_is_noticed():
    text = issue(ISSUE, SECRET)
    for spot in range(5, len(text)):
        changed = text[:spot] + ("A" if text[spot] != "A" else "B") + text[spot + 1 :]
        assert code(changed)[0] == "stamp-broken"


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"case": "other"}, "stamp-other-case"),
        ({"learner": "other"}, "stamp-other-learner"),
        ({"attempt": 3}, "stamp-other-attempt"),
        ({"variant": "18"}, "stamp-other-variant"),
        ({"revision": "ffffff"}, "stamp-older-revision"),
        ({"issued": datetime(2027, 1, 1, tzinfo=UTC)}, None),
    ],
)
def test_the_difference_is_named(change, refusal):
    problem = refuse(read(issue(ISSUE, SECRET), (SECRET,)), replace(ISSUE, **change))
    assert (problem.code if problem else None) == refusal


def test_attempts_are_told_and_people_are_not():
    stamp = read(issue(ISSUE, SECRET), (SECRET,))
    assert refuse(stamp, replace(ISSUE, attempt=3)).values == {"read": 2, "expected": 3}
    assert refuse(stamp, replace(ISSUE, learner="x")).values == {}


def test_two_places_either_of_which_may_be_lost():
    one, two = issue(ISSUE, SECRET), issue(replace(ISSUE, attempt=1), SECRET)
    assert read_any([None, one], [SECRET]) == read_any([one, one], [SECRET]) == read_any([one, "junk"], [SECRET])
    for texts, reason in (([], None), (["", None], None), ([one, two], "differ"), (["junk", ""], "shape")):
        with pytest.raises(StampProblem) as caught:
            read_any(texts, [SECRET])
        assert caught.value.values.get("reason") == reason


def test_what_no_stamp_can_hold():
    for wrong, secret in ((replace(ISSUE, attempt=70_000), SECRET), (replace(ISSUE, attempt=-1), SECRET), (ISSUE, b"")):
        with pytest.raises(ValueError, match=r"stamp|attempt"):
            issue(wrong, secret)
