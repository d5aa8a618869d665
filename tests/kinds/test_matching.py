"""The kind matching: what right, wrong and open items earn, what guessing earns, what authors are told."""

import pytest

from epm_xblocks.case import Attempt, gaming, marks_view
from epm_xblocks.findings import Problem
from epm_xblocks.kinds.base import Unreadable
from epm_xblocks.kinds.registry import KINDS
from epm_xblocks.words.text import ENGLISH
from tests.case.helpers import case_of
from tests.kinds.helpers import CONTEXT, REVEALED, step

MATCHING = KINDS["matching"]


def xml(items, targets="abcd", points="6"):
    inside = "".join(f'<target id="{name}" label="L{name}"/>' for name in targets)
    inside += "".join(
        f'<item id="{name}" to="{to}"><text>T{name}</text><feedback>F{name}</feedback></item>' for name, to in items
    )
    return f'<step kind="matching" id="m" title="t" points="{points}"><prompt>p</prompt>{inside}</step>'


SIX = {"i1": "a", "i2": "a", "i3": "b", "i4": "b c", "i5": "d", "i6": ""}
STEP = step(xml(SIX.items()))
RIGHT = {"i1": "a", "i2": "a", "i3": "b", "i4": "c", "i5": "d", "i6": "-"}


@pytest.mark.parametrize(
    ("answer", "points", "state"),
    [
        (RIGHT, 6, "right"),
        ({**RIGHT, "i4": "b"}, 6, "right"),
        ({**RIGHT, "i6": "a"}, 4.5, "part"),
        ({name: RIGHT[name] for name in ("i1", "i2", "i3", "i4", "i5")}, 5, "part"),
        ({"i1": "a"}, 1, "part"),
        ({"i1": "b"}, 0, "wrong"),
        (dict.fromkeys(SIX, "a"), 0, "wrong"),
        (dict.fromkeys(SIX, "b"), 0, "wrong"),
        (dict.fromkeys(SIX, "-"), 0, "wrong"),
        (dict.fromkeys(SIX, ""), 0, "blank"),
        (dict.fromkeys(SIX, "z"), 0, "blank"),
        ({"i1": ["a"], "i2": {"a": 1}, "i3": 3, "zz": "a"}, 0, "blank"),
        ([["i1", "a"]], 0, "blank"),
        (None, 0, "blank"),
    ],
)
def test_points(answer, points, state):
    mark = MATCHING.grade(STEP, answer, CONTEXT)
    assert mark.points == pytest.approx(points)
    assert (mark.out_of, mark.detail["state"], mark.answered) == (6, state, state != "blank")


def test_an_item_is_told_by_itself_and_its_key_stays_here():
    mark = MATCHING.grade(STEP, {**RIGHT, "i1": "d", "i3": ""}, CONTEXT)
    assert mark.detail["parts"]["i1"] == {"state": "wrong", "put": "d"}
    assert mark.detail["parts"]["i3"] == {"state": "blank", "put": ""}
    case = case_of(f'<epm_case case_id="c" display_name="t">{xml(SIX.items())}</epm_case>')
    attempt = Attempt(case, None, {"m": {**RIGHT, "i1": "d"}})
    told = marks_view(attempt, attempt.mark(), ENGLISH)["steps"]["m"]["items"]
    assert (told["i1"], told["i2"]) == ({"state": "wrong", "html": "Fi1"}, {"state": "right", "html": ""})


def test_old_or_odd_marks_are_told_without_fault():
    case = case_of(f'<epm_case case_id="c" display_name="t">{xml(SIX.items())}</epm_case>')
    attempt = Attempt(case, None, {})
    for detail in (None, [], {"parts": 3}, {"parts": {"i1": 7}}, {"parts": {"gone": {"state": "right"}}}):
        mark = attempt.mark()
        mark.steps["m"] = type(mark.steps["m"])(0.0, 6.0, detail)
        assert marks_view(attempt, mark, ENGLISH)["steps"]["m"]["items"]["i1"]["state"] == "blank"


def test_the_view_offers_nowhere_only_where_it_is_right():
    assert MATCHING.show(STEP, None, CONTEXT)["nowhere"] is True
    plain = step(xml([("i1", "a"), ("i2", "b"), ("i3", "c")]))
    assert MATCHING.show(plain, None, CONTEXT)["nowhere"] is False
    assert "key" not in MATCHING.show(STEP, RIGHT, CONTEXT)
    assert MATCHING.show(STEP, None, REVEALED)["key"]["i6"] == ["-"]


@pytest.mark.parametrize("name", ["m", "n", "levels", "logframe", "étapes"])
def test_the_shown_order_does_not_pay(name):
    made = step(xml([(f"i{at}", to) for at, to in enumerate("abcd", 1)]).replace('id="m"', f'id="{name}"', 1))
    order = [item.id for item in made.shown]
    assert order == [item.id for item in made.shown]
    assert made.share(made.in_turn(order)) == made.share(made.in_blocks(order)) == 0


def test_lazy_ways_earn_little():
    case = case_of(f'<epm_case case_id="c" display_name="t">{xml(SIX.items())}</epm_case>')
    assert gaming(case)[0].points / case.out_of <= 0.15
    assert STEP.chance <= 0.15
    two = step(xml([("i1", "a"), ("i2", "b"), ("i3", "a"), ("i4", "b")], targets="ab"))
    assert two.chance == pytest.approx(0.1875)
    assert "matching-guessable" in [finding.code for finding in MATCHING.advise(two)]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (xml([("i1", "a")]), "matching-few"),
        (xml([("i1", "a"), ("i2", "a")], targets="a"), "matching-few"),
        (xml([("i1", "a"), ("i2", "a")]), "matching-same"),
        (xml([("i1", "a"), ("i2", "e")]), "matching-target"),
        (xml([("i1", "a"), ("i2", "b")], targets="ab-"), "matching-reserved"),
        (xml([("i1", "a"), ("i1", "b")]), "id-twice"),
        (xml([("i1", "a"), ("i2", "b")], targets="aab"), "id-twice"),
        (xml([("i1", "a"), ("i2", "b")]).replace(' to="b"', ""), "attribute-missing"),
        (xml([("i1", "a"), ("i2", "b")]).replace("<text>Ti2</text>", "<text> </text>"), "matching-empty"),
        (xml([("i1", "a"), ("i2", "b")]).replace(' label="Lc"', ""), "matching-empty"),
        (xml([("i1", "a"), ("i2", "b")], points="-1"), "attribute-number"),
        ('<step kind="matching" id="m" title="t"/>', "matching-few"),
    ],
)
def test_unreadable(written, code):
    with pytest.raises(Unreadable) as caught:
        step(written)
    assert code in [finding.code for finding in caught.value.findings]


def test_the_text_of_a_question_test():
    assert MATCHING.answer_of(STEP, "i1=a  i6=-") == {"i1": "a", "i6": "-"}
    for text in ("i1=z", "i9=a", "i1", "=a"):
        with pytest.raises(Problem) as caught:
            MATCHING.answer_of(STEP, text)
        assert caught.value.values["read"] == text


def test_the_trainer_reads_where_each_belongs():
    lines = MATCHING.solved(STEP, REVEALED)["lines"]
    assert lines[3] == {"label": "Ti4", "html": "<b>Lb</b> · <b>Lc</b> Fi4"}
