"""The golden learner: types rates as Excel shows them, makes one early error, does all else right."""

from collections import Counter

import pytest

from epm_xblocks.workbook.entries import Entry
from epm_xblocks.workbook.marking import mark
from epm_xblocks.workbook.model import Cell
from epm_xblocks.workbook.values import key_values
from tests.workbook.cohort import DATA, SHEET, cohort, learner, typed

BOOK = cohort()
KEYS = key_values(BOOK)
C5 = Cell(SHEET, "D3")
SAME_YEAR = f"={DATA}!C3/{DATA}!B3*100"


def states(found):
    return Counter(one.state for one in found.cells.values())


def test_the_table_has_the_promised_size():
    assert len(BOOK.answers) == 55
    assert len(KEYS) == 55
    assert round(KEYS[Cell(SHEET, "C2")], 4) == round((141331 - 9416) / 151110 * 100, 4) == 87.2973


def test_the_key_typed_as_shown_is_right_everywhere():
    found = mark(BOOK, {cell: typed(key, BOOK.answers[cell].decimals or 0) for cell, key in KEYS.items()})
    assert states(found) == {"right": 55}
    assert (found.points, found.out_of, found.first_deviation) == (55.0, 55.0, None)


def test_working_on_with_rounded_figures_costs_nothing():
    """Half the table is beyond half a unit of the key, by rounding alone; the allowance explains every cell."""
    found = mark(BOOK, learner(BOOK))
    assert states(found)["consistent"] > 20
    assert states(found)["wrong"] == 0
    assert found.points == 55.0


def test_without_the_allowance_most_of_what_follows_would_be_wrong():
    """The same figures given as exact ones: this is what the allowance is for."""
    rounded = learner(BOOK, {C5: SAME_YEAR})
    exact = {cell: Entry("number", entry.value, 0.0, entry.text) for cell, entry in rounded.items()}
    from_full = learner(BOOK, {C5: SAME_YEAR}, from_shown=False)
    shown_of_full = {cell: Entry("number", entry.value, 0.0, entry.text) for cell, entry in from_full.items()}
    assert states(mark(BOOK, rounded))["wrong"] == 0
    assert states(mark(BOOK, exact))["wrong"] == 0  # worked out from what was typed: nothing to allow for
    assert states(mark(BOOK, from_full))["wrong"] == 0
    assert states(mark(BOOK, shown_of_full))["wrong"] + states(mark(BOOK, shown_of_full))["unexplained"] >= 10


@pytest.mark.parametrize("from_shown", [True, False])
def test_one_early_slip_loses_its_own_cell_alone(from_shown):
    found = mark(BOOK, learner(BOOK, {C5: SAME_YEAR}, from_shown=from_shown))
    slip = found.cells[C5]
    assert (slip.state, slip.slip, slip.points, slip.out_of) == ("slip", "same-year", 0.5, 1.0)
    assert found.points == 54.5
    assert found.first_deviation == C5
    after = found.cells[Cell(SHEET, "E3")]
    assert (after.state, after.own, after.stood_in) == ("consistent", ((C5, "7,1"),), ())


def test_the_figure_at_the_source_is_named_all_the_way_down():
    found = mark(BOOK, learner(BOOK, {C5: SAME_YEAR}))
    assert found.cells[Cell(SHEET, "F8")].own == ((C5, "7,1"),)
    assert found.cells[Cell(SHEET, "G9")].own == ((C5, "7,1"),)


EARLY = [cell for cell in BOOK.answers if cell.a1[0] in "BCD"]


@pytest.mark.parametrize("cell", EARLY, ids=str)
@pytest.mark.parametrize("factor", [1.06, 0.91])
def test_an_unnamed_error_loses_its_own_cell_and_what_reads_nothing_else(cell, factor):
    """What is worked out from the wrong figure alone cannot be told from an invention; all else is kept."""
    found = mark(BOOK, learner(BOOK, wrong_values={cell: KEYS[cell] * factor}))
    assert found.cells[cell].state == "wrong"
    lost = {at for at, one in found.cells.items() if one.points < one.out_of}
    alone = {Cell(SHEET, f"C{cell.row}")} if cell.a1[0] == "B" else set()
    if cell.a1 == "D2":
        alone = {Cell(SHEET, "G2"), Cell(SHEET, "J2")}  # 1000 / (1 − r), and r times it
    assert lost - alone == {cell}
    assert found.first_deviation == cell


def test_an_unnamed_error_anywhere_keeps_ninety_nine_per_cent_of_the_rest():
    kept = []
    for cell in BOOK.answers:
        found = mark(BOOK, learner(BOOK, wrong_values={cell: KEYS[cell] * 1.06}))
        others = found.points - found.cells[cell].points
        kept.append(others / (found.out_of - 1))
    assert sum(kept) / len(kept) >= 0.99
    assert min(kept) >= 0.96


@pytest.mark.parametrize("grade", range(2, 8))
def test_a_fraction_in_a_per_cent_cell_is_named_and_followed(grade):
    cell = Cell(SHEET, f"C{grade}")
    found = mark(BOOK, learner(BOOK, {cell: f"=B{grade}/{DATA}!B{grade}"}, decimals={cell: 3}))
    assert (found.cells[cell].state, found.cells[cell].slip) == ("slip", "divided-by-100")
    assert {at for at, one in found.cells.items() if one.points < one.out_of} == {cell}


def test_a_per_cent_too_many_is_named():
    cell = Cell(SHEET, "D2")
    entries = learner(BOOK) | {cell: Entry("number", round(KEYS[cell] * 100, 0), 0.5, "937")}
    assert mark(BOOK, entries).cells[cell].slip == "times-100"


def test_a_fraction_in_a_cell_of_pupils_is_simply_wrong():
    cell = Cell(SHEET, "G2")
    entries = learner(BOOK) | {cell: Entry("number", KEYS[cell] / 100, 0.0, "11")}
    assert mark(BOOK, entries).cells[cell].state == "wrong"


@pytest.mark.parametrize("blank", ["B3", "C2", "D4", "G3", "F5"])
@pytest.mark.parametrize("kind", ["blank", "unread", "ambiguous"])
def test_a_cell_without_figure_blocks_nothing(blank, kind):
    cell = Cell(SHEET, blank)
    entries = learner(BOOK, from_shown=False) | {cell: Entry(kind, None, 0.0, "?", "two-decimal-marks")}
    found = mark(BOOK, entries)
    assert found.cells[cell].state == ("blank" if kind == "blank" else "unread")
    assert found.points == 54.0
    assert found.first_deviation == (None if kind == "blank" else cell)


def test_the_key_stands_in_without_being_shown():
    missing, slip = Cell(SHEET, "C3"), C5
    entries = learner(BOOK, {slip: SAME_YEAR}) | {missing: Entry("blank")}
    found = mark(BOOK, entries).cells[Cell(SHEET, "E3")]
    assert (found.state, found.stood_in, found.own) == ("consistent", (missing,), ((slip, "7,1"),))
    assert str(KEYS[missing])[:5] not in repr(found)


def test_every_blank_is_a_blank():
    found = mark(BOOK, {})
    assert states(found) == {"blank": 55}
    assert (found.points, found.first_deviation) == (0.0, None)


def test_entries_of_cells_that_are_no_answers_change_nothing():
    entries = learner(BOOK)
    stray = {Cell(DATA, "B2"): Entry("number", 1.0), Cell("Nowhere", "A1"): Entry("formula", None, 0, "=1")}
    assert mark(BOOK, entries | stray) == mark(BOOK, entries)


def test_a_real_method_error_is_still_caught():
    """Survival worked out as the product of p: the allowance does not swallow it."""
    wrong = {Cell(SHEET, f"F{row}"): f"=F{row - 1}*C{row - 1}/100" for row in range(3, 8)}
    found = mark(BOOK, learner(BOOK, wrong))
    assert all(found.cells[cell].state in ("wrong", "unexplained") for cell in wrong)
    assert found.points <= 50.0


def test_two_markings_are_equal():
    entries = learner(BOOK, {C5: SAME_YEAR})
    assert mark(BOOK, entries) == mark(BOOK, entries) == mark(cohort(), entries)


def test_unread_says_why():
    cell = Cell(SHEET, "C2")
    found = mark(BOOK, {cell: Entry("unread", None, 0.0, "10.3.4", "two-decimal-marks")}).cells[cell]
    assert (found.state, found.reason, found.points) == ("unread", "two-decimal-marks", 0.0)
    found = mark(BOOK, {cell: Entry("ambiguous", None, 0.0, "1.103")}).cells[cell]
    assert (found.state, found.reason) == ("unread", "ambiguous")


@pytest.mark.parametrize("figure", [1e308, -1e308, 5e-324, 0.0, -0.0, float("inf"), float("-inf"), float("nan")])
def test_figures_at_the_end_of_the_doubles_are_marked(figure):
    found = mark(BOOK, {cell: Entry("number", figure, 0.0, "x") for cell in BOOK.answers})
    assert found.points == 0.0
    assert sum(states(found).values()) == 55
