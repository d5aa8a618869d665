"""The kind map: coverage beside the best choice, rules that must hold, what guessing earns, what authors are told."""

# ruff: noqa: E501 — because a step is easier to read with one element a line
import pytest

from epm_xblocks.case import Attempt, marks_view
from epm_xblocks.findings import Problem
from epm_xblocks.kinds.base import Unreadable
from epm_xblocks.kinds.registry import KINDS
from epm_xblocks.words.text import ENGLISH
from tests.case.helpers import case_of
from tests.kinds.helpers import CONTEXT, REVEALED, step

MAP = KINDS["map"]


def xml(floor="40", ceiling="700", east="240"):
    return f"""<step kind="map" id="s" title="t" points="10" limit="60" ceiling="{ceiling}" minimum="60" floor="{floor}"><prompt>p</prompt>
<site id="old" label="Old" x="10" y="10" existing="yes"/><site id="a" label="A" x="40" y="20" cost="300"/>
<site id="b" label="B" x="70" y="60" cost="350"/><site id="c" label="C" x="30" y="80" cost="400"/><site id="d" label="D" x="80" y="10" cost="300"/>
<village id="v1" label="V1" x="12" y="12" children="200">10 70 - - -</village>
<village id="v2" label="V2" x="45" y="25" children="{east}">80 15 90 - 70</village>
<village id="v3" label="V3" x="72" y="65" children="130">- 85 60 75 -</village>
<village id="v4" label="V4" x="28" y="85" children="90">- - 80 25 -</village>
<village id="v5" label="V5" x="82" y="12" children="40">- 90 - - 12</village></step>"""


STEP = step(xml())
FLOOR, BEST = 40, 100 * 570 / 700  # by hand: 200 + 240 + 130 of 700 children with a and b


@pytest.mark.parametrize(
    ("answer", "points", "detail"),
    [
        (["a", "b"], 10, ("right", False, False)),
        (["b", "a", "b"], 10, ("right", False, False)),
        (["a"], 10 * (100 * 440 / 700 - FLOOR) / (BEST - FLOOR), ("part", False, False)),
        (["a", "c"], 10 * (100 * 530 / 700 - FLOOR) / (BEST - FLOOR), ("part", False, False)),
        (["b", "c"], 0, ("wrong", True, False)),
        (["a", "d"], 0, ("wrong", False, True)),
        (["a", "b", "c", "d"], 0, ("wrong", True, True)),
    ],
)
def test_points(answer, points, detail):
    case = MAP.grade(STEP, answer, CONTEXT)
    if answer == ["a", "c"]:  # 700 is the ceiling itself, which is allowed
        assert STEP.plan(answer, (200, 240, 130, 90, 40)).cost == 700
    assert case.points == pytest.approx(points)
    assert (case.detail["state"], case.detail["over"], case.detail["small"]) == detail


@pytest.mark.parametrize("answer", [[], None, ["old"], ["zz", ["a"]], {"a": 1}])
def test_nothing_chosen_is_not_answered(answer):
    mark = MAP.grade(STEP, answer, CONTEXT)
    assert (mark.points, mark.detail["state"], mark.answered) == (0, "blank", False)


def test_each_learners_own_figures_decide():
    own = step(xml(east="Données!B4"))
    assert MAP.show(own, None, CONTEXT)["villages"][1]["children"] == 151110
    assert MAP.show(step(xml(east="Données!Z9")), None, CONTEXT)["villages"][1]["children"] is None
    with pytest.raises(Problem) as caught:
        MAP.solved(step(xml(east="Données!Z9")), CONTEXT)
    assert caught.value.code == "map-unknown"


def test_the_best_choice_is_shown_only_where_it_may():
    assert "key" not in MAP.show(STEP, None, CONTEXT)
    assert MAP.show(STEP, None, REVEALED)["key"] == ["a", "b"]
    assert [line["label"] for line in MAP.solved(STEP, CONTEXT)["lines"]] == ["A", "B", "Σ"]


def test_a_broken_rule_is_named():
    case = case_of(f'<epm_case case_id="c" display_name="t">{xml()}</epm_case>')
    attempt = Attempt(case, None, {"s": ["a", "d"]})
    told = marks_view(attempt, attempt.mark(), ENGLISH)["steps"]["s"]["notes"]
    assert told == ["A new school would have fewer pupils than the minimum: the plan does not count."]


def test_guessing_is_told():
    assert [one.code for one in MAP.advise(STEP)] == ["map-guessable"]
    assert list(MAP.advise(step(xml(floor="78")))) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("10 70 - - -", "10 70 - -"), "map-lengths"),
        (("10 70 - - -", "10 far - - -"), "map-travel"),
        (('floor="40"', 'floor="95"'), "map-floor"),
        ((' children="130"', ""), "attribute-missing"),
        ((' children="130"', ' children="many"'), "ranking-figure"),
        ((' x="12"', ""), "attribute-missing"),
        ((' limit="60"', ""), "attribute-missing"),
        (('id="b" label="B"', 'id="a" label="B"'), "id-twice"),
    ],
)
def test_what_cannot_work_is_refused(change, code):
    assert change[0] in xml()
    with pytest.raises(Unreadable) as caught:
        step(xml().replace(change[0], change[1], 1))
    assert code in [finding.code for finding in caught.value.findings]


def test_answers_of_question_tests():
    assert MAP.answer_of(STEP, "a b") == ["a", "b"]
    with pytest.raises(Problem) as caught:
        MAP.answer_of(STEP, "a old")
    assert caught.value.code == "test-names"
