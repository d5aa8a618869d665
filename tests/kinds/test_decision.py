"""The kind decision: states, conditions, the best path, what an ending earns, what authors are told."""

# ruff: noqa: E501 — because a step is easier to read with one element a line
import pytest

from epm_xblocks.case import Attempt, gaming, marks_view
from epm_xblocks.findings import Problem
from epm_xblocks.kinds.base import Unreadable
from epm_xblocks.kinds.registry import KINDS
from epm_xblocks.words.text import ENGLISH
from tests.case.helpers import case_of
from tests.kinds.helpers import CONTEXT, REVEALED, step

DECISION = KINDS["decision"]


def xml(pupils="1000", floor="900", more="", undo="all"):
    return f"""<step kind="decision" id="s" title="t" points="10" score="pupils" floor="{floor}" undo="{undo}">
<prompt>p</prompt>
<variable id="budget" label="Budget" start="500"/><variable id="pupils" label="Pupils" start="{pupils}"/>
<situation id="one" title="One"><text>First</text>
 <choice id="tents" to="two" set="budget = budget - 100; pupils = pupils - 50"><text>T</text><feedback>T done</feedback></choice>
 <choice id="rooms" to="two" when="budget >= 400" set="budget = budget - 400"><text>R</text><feedback>R</feedback></choice>
 <choice id="wait" to="two" set="pupils = pupils * 0.8"><text>W</text><feedback>W</feedback></choice></situation>
<situation id="two" title="Two"><text>Second</text><text when="budget &lt; 200">Poor</text>
 <choice id="grants" to="end" when="budget >= 300" set="budget = budget - 300; pupils = pupils + 80"><text>G</text><feedback>G</feedback></choice>
 <choice id="nothing" to="end"><text>N</text><feedback>N</feedback><go to="shut" when="pupils &lt; 850"/></choice></situation>
<situation id="end" title="End"/><situation id="shut" title="Shut"/>{more}</step>"""


STEP = step(xml())


@pytest.mark.parametrize(
    ("path", "points", "state"),
    [
        (["tents", "grants"], 10, "right"),
        (["rooms", "nothing"], 10 * 100 / 130, "part"),
        (["tents", "nothing"], 10 * 50 / 130, "part"),
        (["wait", "nothing"], 0, "wrong"),
        (["wait", "grants"], 0, "wrong"),
        (["rooms", "grants"], 0, "open"),
        (["tents"], 0, "open"),
        (["tents", "grants", "grants"], 10, "right"),
        (["grants"], 0, "blank"),
        ([], 0, "blank"),
        (None, 0, "blank"),
    ],
)
def test_points(path, points, state):
    mark = DECISION.grade(STEP, path, CONTEXT)
    assert mark.points == pytest.approx(points)
    assert (mark.out_of, mark.detail["state"], mark.answered) == (10, state, state != "blank")


def test_what_comes_next_and_what_it_shows_depend_on_the_variables():
    states = DECISION.show(STEP, None, CONTEXT)["states"]
    titles = [one.title for one in STEP.situations]
    rooms = states[states[0]["ways"]["rooms"]]
    assert (rooms["texts"], list(rooms["ways"])) == ([0, 1], ["nothing"])
    tents = states[states[0]["ways"]["tents"]]
    assert (tents["texts"], list(tents["ways"]), tents["figures"]) == ([0], ["grants", "nothing"], ["400", "950"])
    wait = states[states[0]["ways"]["wait"]]
    assert [titles[states[to]["at"]] for to in wait["ways"].values()] == ["End", "Shut"]


def test_each_learners_own_figures_lead_the_way():
    own = step(xml(pupils="Données!B4"))
    view = DECISION.show(own, None, CONTEXT)
    assert view["states"][0]["figures"][1].replace("\u202f", "") == "151110"
    assert DECISION.grade(own, ["tents", "grants"], CONTEXT).points == 10
    assert DECISION.show(step(xml(pupils="Données!Z9")), None, CONTEXT)["states"] == []
    with pytest.raises(Problem) as caught:
        DECISION.solved(step(xml(pupils="Données!Z9")), CONTEXT)
    assert caught.value.code == "decision-unknown"


def test_the_best_path_is_shown_only_where_it_may():
    assert "key" not in DECISION.show(STEP, None, CONTEXT)
    assert DECISION.show(STEP, None, REVEALED)["key"] == ["tents", "grants"]
    assert [line["label"] for line in DECISION.solved(STEP, CONTEXT)["lines"]] == ["One", "Two", "End"]


def test_a_mark_says_whether_there_is_a_better_path():
    case = case_of(f'<epm_case case_id="c" display_name="t">{xml()}</epm_case>')
    attempt = Attempt(case, None, {"s": ["rooms", "nothing"]})
    told = marks_view(attempt, attempt.mark(), ENGLISH)["steps"]["s"]
    assert told["notes"] == ["Other choices would have led to a better result."]


def test_guessing_is_told():
    assert "decision-guessable" in [one.code for one in DECISION.advise(STEP)]
    hard = step(xml(floor="1020"))
    assert [one.code for one in DECISION.advise(hard) if one.severity == "warning"] == ["decision-guessable"]
    case = case_of(f'<epm_case case_id="c" display_name="t">{xml()}</epm_case>')
    assert gaming(case)[0].points > 0


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (('to="shut"', 'to="gone"'), "decision-to"),
        (('to="end"><text>N', 'to="one"><text>N'), "decision-circle"),
        (("pupils * 0.8", "pupil * 0.8"), "decision-variable"),
        (("pupils = pupils * 0.8", "crowd = pupils * 0.8"), "decision-variable"),
        (("pupils = pupils * 0.8", "pupils * 0.8"), "decision-set"),
        (("pupils * 0.8", "pupils / (budget - 500)"), "decision-figure"),
        (('id="nothing" to="end"', 'id="nothing" to="end" when="budget > 900"'), "decision-stuck"),
        (('floor="900"', 'floor="2000"'), "decision-floor"),
        (('variable id="budget"', 'variable id="Budget2"'), "decision-name"),
        ((' score="pupils"', ""), "attribute-missing"),
    ],
)
def test_what_cannot_work_is_refused(change, code):
    assert change[0] in xml()
    with pytest.raises(Unreadable) as caught:
        step(xml().replace(change[0], change[1], 1))
    assert code in [finding.code for finding in caught.value.findings]


def test_a_formula_that_the_gate_refuses_is_refused_here_too():
    for formula in ("pupils * INDIRECT(1)", "pupils * (", "[x]!A1"):
        with pytest.raises(Unreadable):
            step(xml().replace("pupils * 0.8", formula))


def test_a_situation_that_nothing_meets_is_a_warning():
    found = step(xml(more='<situation id="never" title="Never"/>')).findings
    assert [(one.code, one.severity) for one in found] == [("decision-unmet", "warning")]


def test_more_states_than_a_page_can_carry_are_refused():
    nodes = "".join(
        f'<situation id="n{at}" title="t"><choice id="a{at}" to="n{at + 1}" set="pupils = pupils + {2**at}"><text>a</text></choice>'
        f'<choice id="b{at}" to="n{at + 1}"><text>b</text></choice></situation>'
        for at in range(10)
    )
    many = (
        '<step kind="decision" id="s" title="t" score="pupils"><variable id="pupils" label="P" start="0"/>'
        f'{nodes}<situation id="n10" title="t"/></step>'
    )
    with pytest.raises(Unreadable) as caught:
        step(many)
    assert [finding.code for finding in caught.value.findings] == ["decision-large"]


def test_answers_of_question_tests():
    assert DECISION.answer_of(STEP, "tents grants") == ["tents", "grants"]
    with pytest.raises(Problem) as caught:
        DECISION.answer_of(STEP, "tents fly")
    assert caught.value.code == "test-names"
