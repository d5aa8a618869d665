"""The kind scenario: paths of levers, what is judged and marked, page and server alike, what authors are told."""

import copy
import dataclasses
import json
import math
import random
import re
import shutil
from functools import lru_cache
from pathlib import Path

import pytest

from epm_xblocks.case import Attempt, check, marks_view
from epm_xblocks.findings import Problem
from epm_xblocks.kinds.base import Unreadable
from epm_xblocks.kinds.registry import KINDS
from epm_xblocks.kinds.scenario_model import Model
from epm_xblocks.safe_xml import outer, parse
from epm_xblocks.words.text import ENGLISH
from epm_xblocks.workbook.engine import number
from epm_xblocks.workbook.model import Workbook
from epm_xblocks.workbook.values import given_values
from tests.browser.harness.lab import case_in
from tests.case.helpers import case_of
from tests.kinds.helpers import step
from tests.workbook.machines import in_node

SCENARIO = KINDS["scenario"]
DOCS = Path(__file__).parents[2] / "docs" / "kinds" / "scenario.md"
STEP = re.search(r"```xml\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)[1]


def case_with(xml=STEP):
    return case_of(f'<epm_case case_id="c" display_name="t" lang="en">{xml}</epm_case>')


def marked(levers, xml=STEP):
    return Attempt(case_with(xml), None, {"policy": {"levers": levers}}).mark().steps["policy"]


def why(mark):
    return {name: part["why"] for name, part in mark.detail["parts"].items()}


@lru_cache
def model(xml=STEP):
    case = case_with(xml)
    return Model(case.step("policy"), Attempt(case).context)


def laboratory():
    """The model of the browser tests: four levers, eleven years, six grades."""
    case = case_in("en")
    return Model(case.step("policy"), Attempt(case).context)


def test_the_example_of_the_documentation_is_sound():
    assert {finding.code for finding in check(case_with())} == {"scenario-public", "tests-missing"}


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("", [36, 35, 34, 33]),
        ('path="stepped"', [36, 36, 36, 33]),
        ('path="stepped" to="2026"', [36, 36, 33, 33]),
        ('from="2025"', [36, 36, 34.5, 33]),
        ('from="2024" to="2026"', [36, 34.5, 33, 33]),
    ],
)
def test_a_lever_writes_its_path(path, values):
    found = model(STEP.replace('label="Pupils per teacher in 2027"', f'label="x" {path}'))
    ran = found.run({"class": 33.0})
    assert [ran[place] for place, _ in found.paths("class")] == pytest.approx(values)


def test_a_lever_of_one_cell_is_its_target():
    one = STEP.replace('range="B5:E5" start="0"', 'range="B5" start="0"').replace("B5/100", "$B$5/100")
    one = one.replace('range="B5:E5" unit', 'range="B5" unit')
    found = model(one)
    [(place, share)] = found.paths("pay")
    assert (found.program.cells[place].a1, share, found.run({"pay": 4.0})[place]) == ("B5", 1.0, 4.0)


@pytest.mark.parametrize(
    ("levers", "points", "state", "told"),
    [
        ({"class": 33, "pay": 4}, 4, "right", {"small": "met", "paid": "met", "ceiling": "kept"}),
        ({"class": 33}, 0, "wrong", {"small": "alone", "paid": "missed", "ceiling": "kept"}),
        ({"class": 33, "pay": 15}, 0, "wrong", {"small": "void", "paid": "void", "ceiling": "broken"}),
        ({"class": 40, "pay": 1}, 0, "wrong", {"small": "missed", "paid": "missed", "ceiling": "kept"}),
        ({"class": 36, "pay": 0}, 0, "blank", {}),
        ({}, 0, "blank", {}),
        ({"class": 27}, 0, "unread", {}),
        ({"class": "33"}, 0, "unread", {}),
        ({"class": float("inf")}, 0, "unread", {}),
    ],
)
def test_marks(levers, points, state, told):
    mark = marked(levers)
    assert (mark.points, mark.out_of, mark.detail["state"]) == (points, 4, state)
    assert why(mark) == told
    json.dumps(mark.detail)


def test_a_goal_that_the_baseline_meets_counts_once_every_target_is_met():
    held = STEP.replace(
        "<constraint ", '<goal id="cheap" output="cost" relation="at-most" value="B9:E9" year="every"/><constraint '
    )
    assert marked({"class": 33, "pay": 4}, held).points == 5
    mark = marked({"class": 33, "pay": 1}, held)
    assert (mark.points, why(mark)["cheap"]) == (0, "held")


def test_met_targets_need_more_than_half_of_the_points_of_all():
    three = STEP.replace("<constraint ", '<goal id="cap" output="pay" value="19" points="1"/><constraint ')
    mark = marked({"class": 33, "pay": 4}, three)
    assert (mark.points, mark.detail["state"], why(mark)["cap"]) == (4, "part", "missed")


def test_a_figure_is_judged_as_it_is_shown():
    assert why(marked({"class": 33.54, "pay": 4}))["small"] == "met"
    assert why(marked({"class": 33.56, "pay": 4}))["small"] == "missed"


def test_the_first_year_that_passes_a_ceiling_is_named():
    case = case_with()
    attempt = Attempt(case, None, {"policy": {"levers": {"class": 33, "pay": 15}}})
    notes = marks_view(attempt, attempt.mark(), ENGLISH)["steps"]["policy"]["notes"]
    assert notes[0]["label"] == "Budget ceiling"
    assert notes[0]["lead"] == "Constraint broken: no goal counts."
    assert notes[0]["html"].startswith("First passed in <bdi>2026</bdi>: <bdi>41,620</bdi>")


def test_a_lever_beyond_its_end_is_asked_back_in_a_sentence():
    attempt = Attempt(case_with(), None, {"policy": {"levers": {"class": 27}}})
    [note] = marks_view(attempt, attempt.mark(), ENGLISH)["steps"]["policy"]["notes"]
    assert (note["label"], note["state"]) == ("Pupils per teacher in 2027", "unread")
    assert "<bdi>27</bdi> does not lie between <bdi>28</bdi> and <bdi>44</bdi>" in note["html"]


@pytest.mark.parametrize(
    "detail", [None, {}, {"parts": None}, {"parts": {"small": 3}}, {"state": "unread"}, {"state": "blank"}]
)
def test_an_old_mark_is_told_as_far_as_it_goes(detail):
    attempt = Attempt(case_with(), None, {})
    mark = attempt.mark()
    old = dataclasses.replace(mark, steps={"policy": dataclasses.replace(mark.steps["policy"], detail=detail)})
    assert isinstance(marks_view(attempt, old, ENGLISH)["steps"]["policy"]["notes"], list)


def test_lazy_policies_earn_little():
    case = case_with()
    for name, answers in SCENARIO.guesses(case.step("policy")).items():
        earned = [Attempt(case, None, {"policy": answer}).mark().points for answer in answers]
        assert sum(earned) / len(earned) <= 0.15 * case.out_of, name


def test_the_trainer_sees_the_policy_of_the_keys_and_what_it_reaches():
    lines = SCENARIO.solved(case_with().step("policy"), Attempt(case_with()).context)["lines"]
    assert [line["label"] for line in lines][:2] == ["Pupils per teacher in 2027", "Real growth of pay by 2027"]
    assert lines[0]["html"] == "<bdi>33.0</bdi>"
    assert lines[-1]["html"].endswith("✓")


def test_a_key_that_does_not_earn_the_points_is_told():
    found = check(case_with(STEP.replace('key="4"', 'key="2"')))
    assert "key-earns-less" in [finding.code for finding in found]


def test_the_text_of_a_question_test():
    read = step(STEP)
    assert SCENARIO.answer_of(read, "class=33 pay=4,5") == {"levers": {"class": 33.0, "pay": 4.5}}
    for text in ("size=3", "class", "class=x"):
        with pytest.raises(Problem):
            SCENARIO.answer_of(read, text)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("=ROUNDUP(B6/B4,0)", "=MEDIAN(B6,B4)", "model-function"),
        ("=ROUNDUP(B6/B4,0)", '=IF(B6>1,"x",1)', "model-text"),
        ('key="33"', "", "attribute-missing"),
        ('key="33"', 'key="50"', "lever-outside"),
        ('key="33"', 'key="x"', "lever-outside"),
        ('start="36"', 'start="99"', "lever-outside"),
        ('min="28" max="44"', 'min="44" max="28"', "lever-bounds"),
        ('step="0.5" key="33"', 'step="0" key="33"', "attribute-number"),
        ('label="Pupils per teacher in 2027"', 'label="x" from="2027" to="2025"', "lever-years"),
        ('label="Pupils per teacher in 2027"', 'label="x" from="1" to="9999"', "lever-years"),
        ('label="Pupils per teacher in 2027"', 'label="x" path="curved"', "attribute-word"),
        ('range="B8:E8" decimals="0"/>', 'range="B18:E18" decimals="0"/>', "scenario-cell"),
        ('range="B8:E8" decimals="0"/>', 'range="B7:E8" decimals="0"/>', "scenario-row"),
        ('output="class"', 'output="nothing"', "scenario-output"),
        ('value="33.5"', 'value="many"', "rule-value"),
        ('value="B9:E9"', 'value="B9:D9"', "rule-length"),
        ('value="B9:E9"', 'value="B19:E19"', "scenario-cell"),
        ('value="33.5"', 'value="33.5" year="2040"', "rule-year"),
        ('value="33.5"', 'value="33.5" year="soon"', "attribute-word"),
        ('first_year="2024"', "", "attribute-missing"),
        ('range="B9:E9" decimals="0">', 'range="B5:E5" decimals="0">', "cell-twice"),
        ('id="pay" label', 'id="class" label', "id-twice"),
    ],
)
def test_unreadable(old, new, code):
    assert old in STEP
    with pytest.raises(Unreadable) as caught:
        step(STEP.replace(old, new))
    assert code in [finding.code for finding in caught.value.findings]


@pytest.mark.parametrize("tag", ["lever", "goal"])
def test_a_scenario_has_levers_and_goals(tag):
    bare = re.sub(f"<{tag} [^>]*/>", "", STEP)
    with pytest.raises(Unreadable) as caught:
        step(bare)
    assert f"scenario-{tag}s" in [finding.code for finding in caught.value.findings]


def test_levers_may_start_at_a_figure_of_the_data():
    data = '<data id="d" sheet="Data" at="A3" source="s"><column id="a"/><column id="b"/><row id="r">36</row></data>'
    case = case_with(data + STEP.replace('"36"', '"Data!B4"'))
    assert case.findings == ()
    assert Model(case.step("policy"), Attempt(case).context).starts == {"class": 36.0, "pay": 0.0}


def _agree(one, settings):
    """Page, server and engine on random levers: every cell of the model within 1e-9."""
    if not shutil.which("node"):
        pytest.skip("Node is not installed here: the page's script cannot be run")
    draw = random.Random(7)
    shown = SCENARIO.show(one.step, None, one.context)
    policies = [{lever.id: draw.uniform(lever.least, lever.most) for lever in one.step.levers} for _ in range(settings)]
    starts = []
    for policy in policies:
        values = list(shown["values"])
        for lever in shown["levers"]:
            for place, share in lever["path"]:
                target = policy[lever["id"]]
                values[place] = target if share == 1 else lever["start"] + (target - lever["start"]) * share
        starts.append(values)
    for policy, begun, page in zip(policies, starts, in_node(one.program, starts), strict=True):
        moved = {one.program.cells[place]: begun[place] for lever in shown["levers"] for place, _share in lever["path"]}
        book = one.context.workbook
        givens = {
            cell: dataclasses.replace(given, value=moved[cell], formula=None) if cell in moved else given
            for cell, given in book.givens.items()
        }
        engine = given_values(Workbook(book.sheets, givens))
        for cell, server, browser in zip(one.program.cells, one.run(policy), page, strict=True):
            for found in (server, browser):
                assert math.isclose(number(found), engine[cell], rel_tol=1e-9, abs_tol=1e-9), (policy, cell)


def test_page_server_and_engine_agree_on_random_levers():
    _agree(model(), 60)
    _agree(laboratory(), 20)


@pytest.mark.soak
def test_page_server_and_engine_agree_on_a_thousand_settings():
    _agree(laboratory(), 1000)


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        ("=Model!E8", True),
        ("=B6*1.6*(1+B4/100)", True),
        ("=ROUNDUP(Model!E6/Model!E4,0)+1", False),
        ("=B5/B4", False),
    ],
)
def test_an_answer_whose_formula_stands_in_the_open_model_is_flagged(formula, told):
    sheet = (
        '<step kind="worksheet" id="w" title="w" sheet="Calc"><table id="t" at="A3"><column id="a"/><column id="b"/>'
        '<row id="r4"/><row id="r5"/><row id="r6"/><row id="r7"/></table><given id="g" range="B4:B6">2 3 4</given>'
        f'<answers id="x" range="B7" formula="{formula}" decimals="0"/></step>'
    )
    found = [finding.values["cell"] for finding in check(case_with(STEP + sheet)) if finding.code == "key-public"]
    assert found == (["Calc!B7"] if told else [])


ODD_VALUES = (
    "", "0", "-1", "1e308", "nan", "B4", "B4:E4", "A1:XFD1048576", "Data!B4", "'", "=1/0", "last", "every", "9999",
    "stepped", "bar", "x" * 300, "36", "١", "1e-9", "2027", "-1e12", "class", "cost",
)  # fmt: skip


def _mutated(draw):
    """The example with one to three attributes, elements or formulas changed, lost or doubled."""
    root = parse(STEP)
    for _ in range(draw.randint(1, 3)):
        node = draw.choice(list(root.iter()))
        way = draw.random()
        if way < 0.6 and node.attrib:
            node.set(draw.choice(list(node.attrib)), draw.choice(ODD_VALUES))
        elif way < 0.75 and node.attrib:
            del node.attrib[draw.choice(list(node.attrib))]
        elif way < 0.85 and node is not root:
            node.getparent().remove(node)
        elif way < 0.95 and node.text:
            node.text = draw.choice(["=B5", "=SUM(B4:E4)", "1 2 3", '"x"', "=ROUND(B6,B4)", "-", "=IF(B4>1,1/0,2)"])
        elif node is not root:
            node.getparent().append(copy.deepcopy(node))
    return outer(root)


@pytest.mark.fuzz
def test_mutated_steps_work_or_are_damaged_in_a_sentence():
    draw = random.Random(11)
    for _ in range(150):
        case = case_with(_mutated(draw))
        for answer in ({}, {"levers": {"class": 33, "pay": 4}}):
            attempt = Attempt(case, None, {case.steps[0].id: answer}, reveal=True)
            mark = attempt.mark()
            assert 0 <= mark.points <= mark.out_of + 1e-9
            for told in (attempt.show(), marks_view(attempt, mark, ENGLISH), mark.detail):
                json.dumps(told, allow_nan=False)
