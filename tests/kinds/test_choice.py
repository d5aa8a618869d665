"""The kind choice: points for one and for many, hostile answers, what authors are told."""

import pytest

from epm_xblocks.kinds.base import Unreadable
from epm_xblocks.kinds.registry import KINDS
from tests.kinds.helpers import CONTEXT, REVEALED, step

CHOICE = KINDS["choice"]


def xml(options, mode="many", points="2"):
    inside = "".join(f'<option id="{name}" right="{right}"><text>{name}</text></option>' for name, right in options)
    return f'<step kind="choice" id="c" title="t" mode="{mode}" points="{points}"><prompt>p</prompt>{inside}</step>'


MANY = step(xml([("a", "true"), ("b", "true"), ("c", "true"), ("d", "false")]))
ONE = step(xml([("a", "true"), ("b", "false"), ("c", "false")], mode="one"))


@pytest.mark.parametrize(
    ("answer", "points", "state"),
    [
        (["a", "b", "c"], 2, "right"),
        (["c", "a", "b", "a"], 2, "right"),
        (["a", "b"], 4 / 3, "part"),
        (["a"], 2 / 3, "part"),
        (["a", "b", "c", "d"], 0, "wrong"),
        (["d"], 0, "wrong"),
        ([], 0, "blank"),
        (["zz"], 0, "blank"),
        ("abc", 0, "blank"),
        ({"a": 1}, 0, "blank"),
        ([["a"], {"a": 1}, 3, None], 0, "blank"),
        (None, 0, "blank"),
    ],
)
def test_many(answer, points, state):
    mark = CHOICE.grade(MANY, answer, CONTEXT)
    assert mark.points == pytest.approx(points)
    assert (mark.out_of, mark.detail["state"]) == (2, state)


@pytest.mark.parametrize(("answer", "points"), [(["a"], 2), (["b"], 0), (["a", "b"], 0), (["a", "b", "c"], 0), ([], 0)])
def test_one(answer, points):
    assert CHOICE.grade(ONE, answer, CONTEXT).points == points


def test_the_view_holds_the_key_only_when_revealed():
    assert CHOICE.show(ONE, ["b"], CONTEXT) == {
        "mode": "one",
        "prompt": "p",
        "options": [{"id": name, "text": name} for name in "abc"],
        "points": 2.0,
    }
    assert CHOICE.show(ONE, ["b"], REVEALED)["key"] == ["a"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (xml([("a", "true")]), "choice-options"),
        (xml([("a", "true"), ("b", "true")]), "choice-right"),
        (xml([("a", "false"), ("b", "false")]), "choice-right"),
        (xml([("a", "true"), ("b", "true"), ("c", "false")], mode="one"), "choice-one-right"),
        (xml([("a", "true"), ("a", "false")]), "id-twice"),
        (xml([("a", "true"), ("", "false")]), "attribute-missing"),
        (xml([("a", "true"), ("b", "maybe")]), "attribute-word"),
        (xml([("a", "true"), ("b", "false")], points="-1"), "attribute-number"),
        (xml([("a", "true"), ("b", "false")], points="nan"), "attribute-number"),
        (xml([("a", "true"), ("b", "false")], mode="few"), "attribute-word"),
        (xml([("a", "true"), ("b", "false")]).replace("<text>b</text>", ""), "option-empty"),
    ],
)
def test_unreadable(written, code):
    with pytest.raises(Unreadable) as caught:
        step(written)
    assert code in [finding.code for finding in caught.value.findings]


def test_what_is_not_known_is_a_warning():
    found = step(
        xml([("a", "true"), ("b", "false")])
        .replace("<prompt>", "<hint/><prompt>")
        .replace("mode=", 'shuffle="1" mode=')
    ).findings
    assert {(finding.code, finding.severity) for finding in found} == {
        ("element-unknown", "warning"),
        ("attribute-unknown", "warning"),
    }
