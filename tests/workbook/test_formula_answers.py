"""Formulas that learners type: worked out where no key is, judged by what they do."""

import time

import pytest

from epm_xblocks.workbook.behaviour import behaviour_of
from epm_xblocks.workbook.entries import Entry
from epm_xblocks.workbook.formula import parse
from epm_xblocks.workbook.marking import mark
from epm_xblocks.workbook.model import Cell, Given, Slip, Workbook
from epm_xblocks.workbook.typed import read_formulas
from epm_xblocks.workbook.values import key_values
from tests.workbook.cohort import DATA, SHEET, cohort, learner, typed
from tests.workbook.small import ask, book, formula, marked, slip

RATE = {"unit": "percent", "decimals": 1, "tolerance": "last-digit"}
BOOK = book(
    {"A1": 151110.0, "A2": 141331.0, "A3": 9416.0, "A4": 14160.0},
    {
        "B1": ask("=A2-A3", decimals=0, tolerance="last-digit"),
        "B2": ask("=B1/A1*100", **RATE),
        "B3": ask("=A4/A1*100", slip("same-year", "=A3/A1*100"), **RATE),
        "B4": ask("=100-B2-B3", mode="formula", **RATE),
        "B5": ask("=A2/A1*100", slip("upside-down", "=A1/A2*100", 0.25), mode="formula", **RATE),
    },
)
KEYS = {cell.a1: key for cell, key in key_values(BOOK).items()}


@pytest.mark.parametrize(
    ("text", "lang", "state"),
    [
        ("=A4/A1*100", None, "right"),
        ("=100*A4/A1", None, "right"),
        ("=ARRONDI(A4/A1*100;1)", "fr", "right"),
        ("=SOMME(A4)/A1%", "fr", "right"),
        ("=A3/A1*100", None, "slip"),
        ("=9.4", None, "right"),
        ("=9,4", "fr", "right"),
        ("=A4/A1", None, "slip"),
    ],
)
def test_a_formula_in_a_cell_of_figures_is_its_figure(text, lang, state):
    assert marked(BOOK, lang, B3=formula(text))["B3"].state == state


@pytest.mark.parametrize(
    ("text", "state", "reason"),
    [
        ("=A2/A1*100", "right", ""),
        ("=A2*100/A1", "right", ""),
        ("=ROUND(A2/A1*100,1)", "right", ""),
        ("=(B1+A3)/A1*100", "right", ""),
        ("=93.5", "unexplained", "formula-method"),
        ("=93.5*A2/A2", "unexplained", "formula-method"),
        ("=A2/151110*100", "unexplained", "formula-method"),
        ("=A2/A1*100+0*B4", "unexplained", "formula-method"),
        ("=IF(A1=151110,93.5,0)", "unexplained", "formula-method"),
        ("=A1/A2*100", "slip", ""),
        ("=A1+A2", "wrong", ""),
    ],
)
def test_where_the_method_is_asked_it_is_judged_by_what_it_does(text, state, reason):
    entries = {"B1": KEYS["B1"], "B2": KEYS["B2"], "B3": KEYS["B3"], "B4": KEYS["B4"]}
    found = marked(BOOK, B5=formula(text), **entries)["B5"]
    if text.endswith("B4"):
        state, reason = "right", ""  # B4 does not follow from B5, so it may be read
    assert (found.state, found.reason) == (state, reason)


def test_a_pasted_number_is_told_apart_from_a_method():
    pasted = marked(BOOK, B5=93.5)["B5"]
    assert (pasted.state, pasted.reason, pasted.points) == ("unexplained", "formula-wanted", 0.0)
    assert marked(BOOK, B5=12.0)["B5"].state == "wrong"
    assert marked(BOOK)["B5"].state == "blank"


def test_a_right_method_on_wrong_figures_is_consistent():
    found = marked(BOOK, B1=KEYS["B1"], B2=80.0, B3=9.4, B4=formula("=100-B2-B3"))["B4"]
    assert (found.state, found.own) == ("consistent", ((Cell("S", "B2"), "80"),))


def test_a_right_method_needs_no_figures_at_all():
    found = marked(BOOK, B4=formula("=100-B2-B3"))["B4"]
    assert (found.state, found.points, found.stood_in) == ("consistent", 1.0, (Cell("S", "B2"), Cell("S", "B3")))


def test_a_formula_that_leans_on_blanks_blocks_nothing_and_shows_nothing():
    found = marked(BOOK, B2=formula("=B1/A1*100"), B3=9.4, B4=formula("=100-B2-B3"))
    assert [found[at].state for at in ("B1", "B2", "B4")] == ["blank", "consistent", "consistent"]
    assert found["B2"].stood_in == (Cell("S", "B1"),)


def test_formulas_that_read_each_other_are_worked_out_together():
    found = marked(
        BOOK, B1=formula("=A2-A3"), B2=formula("=B1/A1*100"), B3=formula("=A4/A1*100"), B4=formula("=100-B2-B3")
    )
    assert {found[at].state for at in ("B1", "B2", "B3", "B4")} == {"right"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("=Key!B5", "formula-sheet-unknown"),
        ("='W0'!B5", "formula-sheet-unknown"),
        ("=X!A1", "formula-sheet-unknown"),
        ("=Z99", "formula-outside"),
        ("=SUM(X1:Z99)", "formula-outside"),
        ("=B3", "formula-cycle"),
        ("=SUM(A1:B9)", "formula-cycle"),
        ('=INDIRECT("B3")', "formula-function"),
        ("=FORMULATEXT(B3)", "formula-function"),
        ('=CELL("contents",B3)', "formula-function"),
        ("=OFFSET(A1,2,1)", "formula-function"),
        ("=1/0", "formula-no-figure"),
        ('="9.4"', "formula-no-figure"),
        ("=A1=A1", "formula-no-figure"),
        ("=", "formula-ends-early"),
        ("=A4/A1*", "formula-ends-early"),
        ("=" + "(" * 5000, "formula-too-long"),
        ("9.4", "formula-no-equals"),
    ],
)
def test_a_formula_that_cannot_be_taken_is_unread_with_its_reason(text, reason):
    found = marked(BOOK, B3=formula(text))["B3"]
    assert (found.state, found.reason, found.points) == ("unread", reason, 0.0)


def test_a_circle_among_learners_formulas_leaves_the_others_alone():
    found = marked(BOOK, B1=formula("=B2"), B2=formula("=B1"), B3=formula("=A4/A1*100"))
    assert [found[at].state for at in ("B1", "B2", "B3")] == ["unread", "unread", "right"]
    assert found["B1"].values["path"] == ("S!B1", "S!B2", "S!B1")


def test_a_file_keeps_the_figure_where_its_formula_cannot_be_taken():
    """Own helper cells are allowed in a file; the stored figure is what the learner saw."""
    assert marked(BOOK, B3=formula("=Z99*100", value=9.37))["B3"].state == "right"
    assert marked(BOOK, B3=formula("=Z99*100", value=3.0))["B3"].state == "wrong"
    assert marked(BOOK, B5=formula("=Z99*100", value=93.5))["B5"].state == "unexplained"


def test_a_file_without_stored_figures_is_worked_out():
    stale = marked(BOOK, B3=formula("=A4/A1*100", value=0.0))["B3"]
    assert stale.state == "right"


def test_a_files_formula_is_english_whatever_the_page_is():
    assert marked(BOOK, "fr", B3=formula("=ROUND(A4/A1*100,1)", lang="en"))["B3"].state == "right"
    both = book({"A1": 4.0}, {"B1": ask("=A1+2.5")})
    assert marked(both, "fr", B1=formula("=SUM(4,2.5)", lang="en"))["B1"].state == "right"
    assert marked(both, "fr", B1=formula("=SOMME(4;2,5)"))["B1"].state == "right"


TOKEN = 918273645.125
"""A figure nobody could guess; it is the key."""


@pytest.fixture(scope="module")
def secret() -> Workbook:
    return book({"A1": 1.0}, {"B1": ask(f"=A1*{TOKEN}"), "B2": ask("=B1*2", mode="formula"), "B3": ask("=A1*7")})


PROBES = """
=B1 | =B1*1 | =B1+B2 | =SUM(B1:B2) | =INDEX(A1:B2,1,2) | =VLOOKUP(1,A1:B2,2,FALSE) | =MAX(A1:B2) | =IF(B1>0,B1,0)
| =LOOKUP(1,A1:A2,B1:B2) | =CONCAT(A1:B2) | =LEN(B1) | =XLOOKUP(1,A1:A2,B1:B2) | =CHOOSE(2,A1,B1) | =SUMPRODUCT(A1:B1)
| =COUNTIF(B1:B2,">5") | =B1&B2
""".replace("\n", "").split(" | ")


@pytest.mark.parametrize("probe", PROBES)
def test_a_formula_that_points_at_the_key_earns_nothing_and_shows_nothing(secret, probe):
    """B1 is blank: whatever reads it finds an empty cell, and no part of the mark holds the token."""
    entries = {Cell("S", "B3"): formula(probe)}
    found = mark(secret, entries)
    assert found.points == 0.0
    assert found.cells[Cell("S", "B3")].state in ("wrong", "unread")
    read = read_formulas(secret, entries, "en")
    for told in (repr(found), repr(read)):
        assert "918273645" not in told
        assert "1836547290" not in told


def test_the_worlds_of_behaviour_hold_no_key(secret):
    """What a learner's formula could read while it is judged follows from other data."""
    from epm_xblocks.workbook import behaviour

    worlds = behaviour._worlds(secret)
    assert len(worlds) >= 3
    assert all(abs(world.keys[Cell("S", "B1")] - TOKEN) > 1 for world in worlds)


def test_a_key_that_reads_nothing_is_in_no_world():
    constant = book({"A1": 1.0}, {"B1": ask(f"={TOKEN}"), "B3": ask("=A1*7", mode="formula")})
    told = marked(constant, B3=formula(f"=IF(B1={TOKEN},A1*7,0)"))["B3"]
    assert (told.state, told.points) == ("wrong", 0.0)


def test_the_token_is_in_no_mark_whatever_is_entered(secret):
    for entry in (Entry("blank"), Entry("number", 5.0), Entry("number", TOKEN * 2, 0.0, "typed"), formula("=A1*3")):
        found = mark(secret, {Cell("S", "B2"): entry})
        assert "918273645" not in repr(found)


def test_formulas_all_over_the_golden_table_are_right():
    """Every cell filled with its own method, in French, as an upload without stored values brings them."""
    workbook = cohort()
    from epm_xblocks.workbook.formula import localise

    entries = {cell: formula(localise(answer.formula, "fr")) for cell, answer in workbook.answers.items()}
    began = time.process_time()
    found = mark(workbook, entries, lang="fr")
    assert found.points == 55.0
    assert time.process_time() - began < 2


def test_figures_and_formulas_mixed_after_an_early_slip():
    workbook = cohort()
    early = Cell(SHEET, "D3")
    entries = learner(workbook, {early: f"=ROUND({DATA}!C3/{DATA}!B3*100,1)"})
    entries[Cell(SHEET, "E3")] = formula("=100-C3-D3")
    entries[early] = formula(f"=ARRONDI({DATA}!C3/{DATA}!B3*100;1)", lang="fr")
    found = mark(workbook, entries)
    assert found.cells[early].slip == "same-year"
    assert found.cells[Cell(SHEET, "E3")].state == "consistent"
    assert found.points == 54.5


def test_behaviour_sees_through_what_looks_different():
    workbook = book(
        {"A1": 10.0, "A2": 20.0, "A3": 30.0},
        {"B1": ask("=SUM(A1:A3)", Slip("mean", "=AVERAGE(A1:A3)")), "B2": ask("=B1/3")},
    )
    at = Cell("S", "B1")
    does = {
        text: behaviour_of(workbook, {at: parse(text)}).methods[at]
        for text in ("=A1+A2+A3", "=A3+A2+A1*1", "=AVERAGE(A1:A3)*3", "=A1*6", "=60", "=(A1+A2+A3)/3", "=B2*3")
    }
    assert does == {
        "=A1+A2+A3": "",
        "=A3+A2+A1*1": "",
        "=AVERAGE(A1:A3)*3": "",
        "=A1*6": None,
        "=60": None,
        "=(A1+A2+A3)/3": "mean",
        "=B2*3": None,
    }


def test_whole_figures_stay_whole_and_texts_stay_texts_in_other_worlds():
    from epm_xblocks.workbook.behaviour import SPREADS, _perturbed

    many = Given(Cell("S", "A1"), 151110.0)
    moved = [_perturbed(many, spread, str(place)).value for place, spread in enumerate(SPREADS)]
    assert all(float(value).is_integer() for value in moved)
    assert len(set(moved)) == len(SPREADS)
    assert _perturbed(Given(Cell("S", "A1"), "Total"), 0.5, "0").value == "Total"


def test_a_text_that_grows_among_learners_formulas_is_stopped():
    chain = book({"A1": 1.0}, {f"B{row}": ask("=A1") for row in range(1, 40)})
    entries = {"B1": formula('="' + "x" * 200 + '"')} | {
        f"B{row}": formula(f"=B{row - 1}&B{row - 1}") for row in range(2, 40)
    }
    began = time.process_time()
    found = marked(chain, **entries)
    assert time.process_time() - began < 1
    assert {one.state for one in found.values()} == {"unread"}
    assert "formula-text" in {one.reason for one in found.values()}


def test_typed_is_what_excel_shows():
    assert typed(87.2973330686255, 1) == Entry("number", 87.3, 0.05, "87,3")
