"""Lazy strategies earn next to nothing."""

import random
from collections.abc import Callable

import pytest

from epm_xblocks.workbook.entries import Entry
from epm_xblocks.workbook.marking import mark
from epm_xblocks.workbook.model import Cell
from epm_xblocks.workbook.values import key_values
from tests.workbook.cohort import DATA, SHEET, cohort, everywhere, learner

BOOK = cohort()
KEYS = key_values(BOOK)
CHANCE = random.Random(11)
GIVEN = [given.value for given in BOOK.givens.values() if isinstance(given.value, float)]


def by_column(**figures: float) -> Callable[[Cell], float]:
    return lambda cell: figures.get(cell.a1[0], 1000.0)


STRATEGIES: dict[str, Callable[[Cell], float | None]] = {
    "all 1": lambda cell: 1.0,
    "all 0": lambda cell: 0.0,
    "all 100": lambda cell: 100.0,
    "all 1000": lambda cell: 1000.0,
    "constants, plausible": by_column(B=140000.0, C=90.0, D=7.0, E=3.0, F=900.0, G=1000.0, H=90.0, I=30.0, J=70.0),
    "constants, others": by_column(B=120000.0, C=88.0, D=8.0, E=4.0, F=800.0, G=900.0, H=80.0, I=40.0, J=80.0),
    "a system without loss": by_column(B=100000.0, C=100.0, D=0.0, E=0.0, H=100.0, I=0.0, J=0.0),
    "no repetition": by_column(B=100000.0, C=90.0, D=0.0, E=10.0, H=100.0, I=100.0, J=0.0),
    "key × 9": lambda cell: KEYS[cell] * 9,
    "key × 1.5": lambda cell: KEYS[cell] * 1.5,
    "minus the key": lambda cell: -KEYS[cell],
    "all blank": lambda cell: None,
    "a given figure": lambda cell: GIVEN[(cell.row * 7 + cell.column) % len(GIVEN)],
    "the given figure of the row": lambda cell: BOOK.givens[Cell(DATA, f"B{min(7, max(2, cell.row))}")].value,
    "any size": lambda cell: 10 ** CHANCE.uniform(0, 5),
    "near the key": lambda cell: KEYS[cell] * CHANCE.uniform(0.5, 2),
    "row numbers": lambda cell: float(cell.row),
    "every other cell": lambda cell: 1000.0 if cell.column % 2 else None,
    "huge": lambda cell: 1e300,
}


@pytest.mark.parametrize("name", STRATEGIES)
def test_a_lazy_strategy_earns_at_most_fifteen_per_cent(name):
    found = mark(BOOK, everywhere(BOOK, STRATEGIES[name]))
    assert found.points <= 0.15 * found.out_of


@pytest.mark.parametrize("name", STRATEGIES)
def test_nor_with_rounding_that_would_explain_anything(name):
    """`1e3` has half a unit of 500: the allowance must not open the door."""
    entries = {
        cell: Entry("number", entry.value, abs(entry.value or 0) / 2, entry.text) if entry.kind == "number" else entry
        for cell, entry in everywhere(BOOK, STRATEGIES[name]).items()
    }
    found = mark(BOOK, entries)
    assert found.points <= 0.15 * found.out_of


def test_invented_rates_with_all_else_worked_out_from_them_earn_nothing():
    """The most diligent of the lazy: a fictitious system, calculated faithfully."""
    invented = {"B": 140000.0, "C": 90.0, "D": 5.0}
    entries = learner(
        BOOK, wrong_values={cell: invented[cell.a1[0]] for cell in BOOK.answers if cell.a1[0] in invented}
    )
    found = mark(BOOK, entries)
    assert found.points == 0.0
    assert {one.state for one in found.cells.values()} == {"wrong", "unexplained"}


def test_an_author_may_give_something_for_what_cannot_be_explained():
    from dataclasses import replace

    answers = {cell: replace(answer, unexplained_credit=0.25) for cell, answer in BOOK.answers.items()}
    book = replace(BOOK, answers=answers)
    entries = learner(book, wrong_values={Cell(SHEET, "B2"): KEYS[Cell(SHEET, "B2")] * 1.1})
    found = mark(book, entries).cells[Cell(SHEET, "C2")]
    assert (found.state, found.points) == ("unexplained", 0.25)
