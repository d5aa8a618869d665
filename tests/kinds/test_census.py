"""The kind census: precision and recall, what rules are worth, what guessing earns, what authors are told."""

import pytest

from epm_xblocks.case import Attempt, gaming, marks_view
from epm_xblocks.findings import Problem
from epm_xblocks.kinds.base import Unreadable
from epm_xblocks.kinds.registry import KINDS
from epm_xblocks.words.text import ENGLISH
from tests.case.helpers import case_of
from tests.kinds.helpers import CONTEXT, REVEALED, step

CENSUS = KINDS["census"]
ERRORS = (
    '<error id="e1" at="s2/t s2/g s2/b" rule="sum" treatment="correct"><feedback>F1</feedback></error>'
    '<error id="e2" at="s3/r" rule="over" treatment="ask"><feedback>F2</feedback></error>'
)


def xml(errors=ERRORS, records=20):
    inside = "".join(f'<column id="{one}" label="L{one}"/>' for one in "gbtr")
    inside += "".join(f'<record id="s{at}" label="School {at}">10 12 22 3</record>' for at in range(1, records + 1))
    inside += "".join(f'<rule id="{one}" label="R{one}"/>' for one in ("sum", "over"))
    inside += "".join(f'<treatment id="{one}" label="T{one}"/>' for one in ("ask", "correct"))
    return f'<step kind="census" id="s" title="t" points="10"><prompt>p</prompt>{inside}{errors}</step>'


STEP = step(xml())
E1, E2 = {"rule": "sum", "treatment": "correct"}, {"rule": "over", "treatment": "ask"}


@pytest.mark.parametrize(
    ("answer", "points", "state"),
    [
        ({"s2/t": E1, "s3/r": E2}, 10, "right"),
        ({"s2/g": E1, "s3/r": E2}, 10, "right"),
        ({"s2/g": {}, "s2/t": E1, "s3/r": E2}, 10, "right"),
        ({"s2/g": E1, "s2/t": E1, "s3/r": E2}, 10, "right"),
        ({"s2/t": {**E1, "rule": "over"}, "s3/r": E2}, 10 * 2 * 1.75 / 4, "part"),
        ({"s2/t": E1}, 10 * 2 / 3, "part"),
        ({"s2/t": E1, "s3/r": {"rule": "over"}}, 10 * 2 * 1.75 / 4, "part"),
        ({"s2/t": E1, "s3/r": {}}, 10 * 2 * 1.5 / 4, "part"),
        ({"s2/t": E1, "s3/r": E2, "s5/g": E1}, 10 * 4 / 5, "part"),
        ({"s5/g": E1}, 0, "wrong"),
        ({}, 0, "blank"),
        ({"s99/g": E1}, 0, "blank"),
        ([], 0, "blank"),
    ],
)
def test_points(answer, points, state):
    mark = CENSUS.grade(STEP, answer, CONTEXT)
    assert mark.points == pytest.approx(points)
    assert (mark.out_of, mark.detail["state"]) == (10, state)


def test_a_treatment_that_is_not_asked_costs_nothing():
    errors = ERRORS.replace(' treatment="ask"', "")
    mark = CENSUS.grade(step(xml(errors)), {"s2/t": E1, "s3/r": {"rule": "over", "treatment": "correct"}}, CONTEXT)
    assert mark.points == 10


def test_what_was_marked_is_told_and_what_was_overlooked_is_not():
    case = case_of(f'<epm_case case_id="c" display_name="t">{xml()}</epm_case>')
    attempt = Attempt(case, None, {"s": {"s2/t": {"rule": "over"}, "s5/g": E1}})
    told = marks_view(attempt, attempt.mark(), ENGLISH)["steps"]["s"]
    assert {cell: one["state"] for cell, one in told["cells"].items()} == {"s2/t": "part", "s5/g": "wrong"}
    assert told["cells"]["s2/t"]["html"] == "F1"
    assert told["notes"] == ["Errors found: 1 of 2.", "Figures marked that are errors: 1 of 2."]
    assert "F2" not in str(told)


def test_old_or_odd_marks_are_told_without_fault():
    case = case_of(f'<epm_case case_id="c" display_name="t">{xml()}</epm_case>')
    attempt = Attempt(case, None, {})
    for detail in (None, [], {"parts": 3}, {"parts": {"s2/t": 7}}, {"parts": {"gone/x": {"state": "right"}}}):
        mark = attempt.mark()
        mark.steps["s"] = type(mark.steps["s"])(0.0, 10.0, detail)
        assert marks_view(attempt, mark, ENGLISH)["steps"]["s"]["cells"] == {}


def test_the_errors_are_shown_only_where_they_may():
    assert "key" not in CENSUS.show(STEP, {}, CONTEXT)
    assert CENSUS.show(STEP, {}, REVEALED)["key"][1] == {"at": ["s3/r"], "text": "Rover → Task", "html": "F2"}
    assert [line["label"] for line in CENSUS.solved(STEP, CONTEXT)["lines"]] == ["School 2 · Lt", "School 3 · Lr"]


def test_guessing_earns_little_and_the_author_is_told_where_it_does_not():
    case = case_of(f'<epm_case case_id="c" display_name="t">{xml()}</epm_case>')
    assert gaming(case)[0].points / case.out_of <= 0.15
    few = CENSUS.advise(step(xml(records=3)))
    assert [finding.code for finding in few] == ["census-guessable"]
    assert [one.code for one in CENSUS.advise(step(xml(ERRORS.replace("<feedback>F2</feedback>", ""))))] == [
        "census-silent"
    ]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("s3/r", "s3/zz"), "census-cell"),
        (("s3/r", "s2/t"), "census-twice"),
        (('rule="over" t', 'rule="none" t'), "census-choice"),
        (('treatment="ask"', 'treatment="burn"'), "census-choice"),
        (("10 12 22 3</record>", "10 12 22</record>"), "census-record"),
        (("10 12 22 3</record>", "10 12 22 x</record>"), "census-figure"),
        ((ERRORS, ""), "census-sound"),
        (('<rule id="over" label="Rover"/>', ""), "census-rules"),
    ],
)
def test_what_cannot_work_is_refused(change, code):
    with pytest.raises(Unreadable) as caught:
        step(xml().replace(change[0], change[1], 1))
    assert code in [finding.code for finding in caught.value.findings]


def test_answers_of_question_tests():
    assert CENSUS.answer_of(STEP, "s2/t sum correct; s3/r over") == {"s2/t": E1, "s3/r": {"rule": "over"}}
    for text in ("s9x/t sum", "s2/t none", "s2/t sum burn", "s2/t sum ask more"):
        with pytest.raises(Problem) as caught:
            CENSUS.answer_of(STEP, text)
        assert caught.value.code == "test-names"
