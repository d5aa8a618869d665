"""Question tests, and what laziness earns: they pass where they should, and fail where they must."""

import pytest

from epm_xblocks.case import Damaged, gaming, run_tests
from epm_xblocks.case.gaming import ALLOWED, STRATEGIES
from epm_xblocks.findings import Finding
from epm_xblocks.words.findings import sentence
from epm_xblocks.words.text import English
from tests.case.helpers import case_of, sample, sample_text


def with_tests(tests, text=None):
    text = text or sample_text()
    head, tail = text[: text.index("<tests>")], text[text.index("</tests>") :]
    return case_of(f"{head}<tests>{tests}{tail}")


def run_one(test, text=None):
    return run_tests(with_tests(test, text))[0]


def test_the_sample_passes_its_own():
    assert [(result.id, result.points, result.failures) for result in run_tests(sample())] == [
        ("all-right", 32.0, ()),
        ("one-early-slip", 31.5, ()),
        ("nothing", 0.0, ()),
        ("nonsense", 31.0, ()),
    ]


def test_a_damaged_step_leaves_the_tests_of_the_others_to_run():
    text = sample_text()
    broken = text.replace('formula="=100-B4-C4"', 'formula="=100-Q1"')
    assert broken != text
    case = case_of(broken)
    assert any(isinstance(step, Damaged) for step in case.steps)
    assert [result.id for result in run_tests(case)] == ["all-right", "one-early-slip", "nothing", "nonsense"]


SLIPS = [
    (cell, slip)
    for slip, cells in {
        "p-all": ["B4", "B8"],
        "same-year": ["C4", "C5", "C9"],
        "entrants-not-years": ["B12", "B16"],
        "one-repetition": ["C11", "C13"],
        "upside-down": ["B18"],
        "times-100": ["D4", "D9"],
        "divided-by-100": ["D5", "B18"],
    }.items()
    for cell in cells
]


@pytest.mark.parametrize(("cell", "slip"), SLIPS)
def test_one_slip_loses_its_own_cell_alone(cell, slip):
    lost = {"upside-down": 0.75, "times-100": 1, "divided-by-100": 1}.get(slip, 0.5)
    result = run_one(
        f'<test id="t" fill="follow"><set step="rates" cell="{cell}" slip="{slip}"/>'
        f'<expect step="rates" cell="{cell}" state="slip"/><expect lost="{lost}"/></test>'
    )
    assert result.failures == ()


@pytest.mark.parametrize(
    ("cell", "typed"), [("B4", "45,5"), ("C5", "45,5"), ("B9", "83,1"), ("C11", "1250"), ("B16", "700")]
)
def test_one_early_error_loses_its_own_cell_alone(cell, typed):
    result = run_one(
        f'<test id="t" fill="follow"><set step="rates" cell="{cell}">{typed}</set>'
        f'<expect step="rates" cell="{cell}" state="wrong"/><expect lost="1"/></test>'
    )
    assert result.failures == ()


@pytest.mark.parametrize(
    ("test", "failure"),
    [
        ('<test id="t" fill="key"><expect points="31"/></test>', "points: 31 ≠ 32"),
        ('<test id="t" fill="blank"><expect points="all"/></test>', "points: 32 ≠ 0"),
        ('<test id="t" fill="key"><expect lost="1"/></test>', "points lost: 1 ≠ 0"),
        (
            '<test id="t" fill="key"><set step="rates" cell="C4">1</set>'
            '<expect step="rates" cell="C4" state="right"/></test>',
            "rates C4: right ≠ wrong",
        ),
        ('<test id="t" fill="key"><expect step="nowhere" points="1"/></test>', "nowhere: 1 ≠ –"),
        ('<test id="t" fill="key"><expect step="rates" cell="Z9" state="right"/></test>', "rates Z9: right ≠ –"),
    ],
)
def test_a_broken_expectation_fails(test, failure):
    result = run_one(test)
    assert str(result) == failure
    assert not result.passed


def test_a_failure_names_states_in_the_readers_words():
    french = {
        "right": "juste",
        "known slip": "erreur reconnue",
        "{where}: {expected} ≠ {found}": "{where} : {expected} ≠ {found}",
    }

    class French(English):
        def gettext(self, message):
            return french.get(message, message)

    result = run_one(
        '<test id="t" fill="follow"><set step="rates" cell="B4" slip="p-all"/>'
        '<expect step="rates" cell="B4" state="right"/></test>'
    )
    assert str(result) == "rates B4: right ≠ known slip"
    assert result.said(French()) == "rates B4 : juste ≠ erreur reconnue"
    told = sentence(Finding("question-test-failed", {"test": "t", "said": result}), French())
    assert "juste ≠ erreur reconnue" in told.what


def test_sets_of_choices_and_texts():
    choice = (
        '<step kind="choice" id="q" title="t"><prompt>p</prompt><option id="a" right="true"><text>A</text></option>'
        '<option id="b"><text>B</text></option></step>'
    )
    text = sample_text().replace("<closing", choice + "<closing")
    tests = (
        '<test id="t" fill="key"><set step="q" option="b"/><set step="memo">un mot</set>'
        '<expect step="q" points="0"/><expect step="q" state="wrong"/><expect step="memo" state="short"/>'
        '<expect points="32"/></test>'
    )
    assert run_one(tests, text).failures == ()


def test_a_case_whose_key_changes_breaks_its_tests():
    text = sample_text().replace('C12" state="consistent"', 'C12" state="right"')
    assert [result.passed for result in run_tests(case_of(text))] == [True, False, True, True]


def test_twelve_lazy_strategies_and_more_earn_little():
    table = gaming(sample())
    assert {lazy.strategy for lazy in table} == set(STRATEGIES)
    assert len(table) >= 12
    assert max(lazy.share for lazy in table) <= ALLOWED
    assert [lazy.points for lazy in table] == sorted((lazy.points for lazy in table), reverse=True)


def test_a_case_that_can_be_gamed_is_found_out():
    easy = sample_text().replace('formula="=100-B4-C4"', 'formula="=B4/B4" unexplained_credit="1"')
    assert max(lazy.share for lazy in gaming(case_of(easy))) > ALLOWED


def test_guessing_choices_counts():
    choice = (
        '<step kind="choice" id="q" title="t" points="{}"><prompt>p</prompt><option id="a"><text>A</text></option>'
        '<option id="b" right="true"><text>B</text></option><option id="c"><text>C</text></option></step>'
    )
    case = case_of(sample_text().replace("<closing", choice.format(3) + "<closing"))
    assert max(lazy.points for lazy in gaming(case)) == pytest.approx(1)
