"""The ledger, one request at a time: once, limits, time, resend, reset, re-mark, retirement."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from epm_xblocks.registrar import api
from epm_xblocks.registrar.locking import hold
from epm_xblocks.registrar.models import Mark, Sitting, Submission
from epm_xblocks.registrar.values import sitting_code

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
AWA = api.Learner("a" * 32, "course-v1:IFPE+PLAN+2026", "block-v1:IFPE+PLAN+2026+type@epm_case+block@taux")
ANSWERS = {"rates": {"cells": {"C4": "87,3"}, "decide": None}, "memo": "Awa Diallo : le redoublement …\x00\ud800"}


def marker(points=3.0, revision="r1", out_of=4.0):
    return lambda answers, seed: api.Marked(points, out_of, {"seed": seed}, revision)


def send(key="key-00001", answers=ANSWERS, who=AWA, mark=None, **more):
    options = {"attempt": None, "limit": None, "closes": None, "now": NOON, "mark": mark or marker()} | more
    return api.submit(who, key, answers, **options)


def rows():
    """What counts: submissions, and attempts used (an empty sitting holds a seed only)."""
    used = Sitting.objects.filter(used__gt=0).values_list("used", "code")
    return list(Submission.objects.values_list("pk", "digest")), list(used)


def refused(code, **more):
    before = rows()
    with pytest.raises(api.Refusal) as caught:
        send(**more)
    assert caught.value.code == code
    assert rows() == before
    return caught.value.values


def test_answers_come_back_as_typed_with_their_marks():
    given = send()
    kept = api.last(AWA)
    assert given == kept
    assert kept.answers == ANSWERS
    assert list(kept.answers) == ["rates", "memo"]
    assert (kept.number, kept.points, kept.out_of, kept.revision, kept.late) == (1, 3.0, 4.0, "r1", False)
    assert kept.detail == {"seed": kept.seed}
    assert kept.at == NOON


def test_a_resend_gives_the_first_receipt_even_after_the_close_and_without_attempts_left():
    first = send(limit=1)
    again = send(limit=1, closes=NOON - timedelta(days=1), attempt=1, mark=marker(points=0))
    assert again.repeated
    assert not first.repeated
    assert again.receipt == first.receipt
    assert again.points == 3.0
    assert Submission.objects.count() == 1


def test_a_resend_is_recognised_whatever_the_order_of_its_keys():
    send()
    assert send(answers=dict(reversed(ANSWERS.items()))).repeated


def test_the_same_key_with_other_answers_is_a_conflict():
    send()
    assert refused("key-conflict", answers={"memo": "autre"})["number"] == 1


def test_the_same_key_of_another_learner_or_block_is_another_submission():
    send()
    assert not send(who=api.Learner("b" * 32, AWA.course, AWA.block)).repeated
    assert not send(who=api.Learner(AWA.learner, AWA.course, AWA.block.upper())).repeated
    assert Sitting.objects.count() == 3


def test_limit_and_attempt_number_are_kept():
    send("key-00001", limit=2, attempt=1)
    assert refused("attempt-taken", key="key-00002", attempt=1, limit=2) == {"sent": 1, "next": 2}
    assert send("key-00002", limit=2, attempt=2).number == 2
    assert refused("no-attempt-left", key="key-00003", attempt=3, limit=2) == {"limit": 2, "used": 2}


@pytest.mark.parametrize(
    ("minutes", "outcome"), [(-1, "in time"), (0, "in time"), (1, "late"), (30, "late"), (31, "closed")]
)
def test_the_server_clock_decides(minutes, outcome):
    times = {"now": NOON + timedelta(minutes=minutes), "due": NOON, "closes": NOON + timedelta(minutes=30)}
    if outcome == "closed":
        refused("closed", **times)
    else:
        assert send(**times).late == (outcome == "late")


@pytest.mark.parametrize("key", [None, "", "short", "x" * 65, "semi;colon1", 12345678, ["key-00001"], "é" * 10])
def test_a_malformed_key_is_refused(key):
    refused("key-malformed", key=key)


@pytest.mark.parametrize("answers", [{"a": float("nan")}, {"a": float("inf")}, {"a": {1, 2}}, {"a": b"x"}])
def test_what_is_no_json_is_refused(answers):
    refused("answers-malformed", answers=answers)


def test_nothing_is_kept_when_marking_fails():
    def broken(answers, seed):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        send(mark=broken)
    assert Submission.objects.count() == 0
    assert Sitting.objects.get().used == 0


def test_the_seed_of_a_sitting_is_made_once():
    assert api.standing(AWA) is None
    assert api.sit(AWA, 42, NOON) == api.Standing(42, 0, None)
    assert api.sit(AWA, 43, NOON).seed == 42
    assert send(seed=44).seed == 42


def test_receipts_can_be_read_out():
    numbers = {send(f"key-{n:05}").receipt for n in range(40)}
    assert len(numbers) == 40
    assert all(len(number) == 11 and not set(number) & set("ILOU") for number in numbers)


def test_history_gives_each_attempt_once_with_its_newest_marks():
    for n in range(3):
        send(f"key-0000{n}", answers={"n": n}, mark=marker(points=n))
    api.remark(AWA.block, marker(points=4.0, revision="r2"), "r2", now=NOON)
    assert [(row.number, row.answers["n"], row.points) for row in api.history(AWA)] == [(1, 0, 4), (2, 1, 4), (3, 2, 4)]


def test_a_reset_starts_again_and_keeps_the_old_rows():
    send(limit=1)
    assert api.clear(AWA, now=NOON, by="staff") == 1
    assert api.last(AWA) is None
    assert api.history(AWA) == ()
    assert send(limit=1).number == 1
    assert api.clear(AWA, now=NOON) == 1
    assert send(limit=1).number == 1
    assert Submission.objects.count() == 3
    assert len(list(api.report(AWA.block))) == 1
    assert api.clear(api.Learner("nobody", "", ""), now=NOON) == 0


def test_marking_again_keeps_old_marks_and_reports_what_changed():
    send("key-00001", answers={"n": 1})
    send("key-00002", answers={"n": 2}, who=api.Learner("b" * 32, AWA.course, AWA.block))
    send("key-00003", answers={"n": 3}, who=api.Learner("c" * 32, AWA.course, AWA.block))

    def fixed(answers, seed):
        if answers["n"] == 3:
            raise ValueError("damaged")
        return api.Marked(4.0 if answers["n"] == 1 else 3.0, 4.0, {"seed": seed}, "r2")

    done = api.remark(AWA.block, fixed, "r2", now=NOON)
    assert (done.revision, done.read) == ("r2", 3)
    assert [(change.learner, change.before, change.after) for change in done.changes] == [
        (AWA.learner, (3.0, 4.0), (4.0, 4.0))
    ]
    assert [reason for _receipt, reason in done.failures] == ["ValueError: damaged"]
    assert list(Mark.objects.order_by("pk").values_list("points", "revision", "cause")) == [
        *[(3.0, "r1", "submit")] * 3, (4.0, "r2", "remark"), (3.0, "r2", "remark"),
    ]  # fmt: skip
    assert api.remark(AWA.block, fixed, "r2", now=NOON).changes == ()
    assert Mark.objects.count() == 5


def test_marks_by_hand_survive_a_re_marking():
    send()
    assert api.override(AWA, 4.0, 4.0, now=NOON).points == 4.0
    api.remark(AWA.block, marker(points=1.0, revision="r2"), "r2", now=NOON)
    assert api.last(AWA).points == 4.0
    assert api.override(api.Learner("nobody", "", ""), 1, 1, now=NOON) is None


def test_the_report_reads_one_block_of_one_course_and_any_number_of_rows():
    for n in range(12):
        send("key-00001", who=api.Learner(f"{n:032}", AWA.course if n % 2 else "course-v1:X+Y+Z", AWA.block))
    send(who=api.Learner(AWA.learner, AWA.course, AWA.block.upper()))
    assert [row.learner for row in api.report(AWA.block)] == [f"{n:032}" for n in range(12)]
    assert len(list(api.report(AWA.block, AWA.course))) == 6


def test_a_sitting_is_locked_before_it_is_read(django_assert_max_num_queries):
    """The storm may miss it where the machine is busy; SQLite has no row locks, there a write comes first."""
    send()
    with transaction.atomic(), django_assert_max_num_queries(2) as asked:
        hold(sitting_code(AWA))
    first = asked.captured_queries[0]["sql"]
    assert first.startswith("UPDATE") or "FOR UPDATE" in first


def test_the_report_takes_few_queries(django_assert_max_num_queries):
    for n in range(30):
        send("key-00001", who=api.Learner(f"{n:032}", AWA.course, AWA.block))
    with django_assert_max_num_queries(3):
        assert len(list(api.report(AWA.block))) == 30


def test_the_standing_takes_two_queries(django_assert_num_queries):
    send()
    with django_assert_num_queries(2):
        assert api.standing(AWA).last.points == 3.0


def test_retirement_leaves_marks_and_figures_and_nothing_of_the_person():
    send()
    send(who=api.Learner("b" * 32, AWA.course, AWA.block))
    assert api.retire([AWA.learner, "unknown"]) == 1
    assert api.last(AWA) is None
    gone, stays = sorted(api.report(AWA.block), key=lambda row: row.learner != "b" * 32, reverse=True)
    assert gone.learner.startswith("retired-")
    assert gone.answers == {"rates": ANSWERS["rates"], "memo": "[retired]"}
    assert gone.points == 3.0
    assert stays.answers == ANSWERS
    text = " ".join(Submission.objects.get(receipt=gone.receipt).__dict__[name] for name in ("answers", "digest"))
    assert "Awa" not in text
    assert not Sitting.objects.filter(learner=AWA.learner).exists()


def test_one_learner_can_be_marked_again_alone():
    other = api.Learner("b" * 32, AWA.course, AWA.block)
    send()
    send(who=other)
    done = api.remark(AWA.block, marker(points=1.0, revision="r2"), "r2", now=NOON, learner=other.learner)
    assert (done.read, len(done.changes)) == (1, 1)
    assert (api.last(AWA).points, api.last(other).points) == (3.0, 1.0)
