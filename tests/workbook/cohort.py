"""A flow-rate and reconstructed-cohort table of six grades and 55 answer cells, and learners who fill it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from epm_xblocks.workbook.engine import evaluate, formula_of, number
from epm_xblocks.workbook.formula import parse
from epm_xblocks.workbook.marking import Entry
from epm_xblocks.workbook.model import Answer, Cell, Given, Slip, Workbook
from epm_xblocks.workbook.structure import structure_of
from epm_xblocks.workbook.values import inside, inside_names, values_of

DATA, SHEET = "Données", "Calcul"
ENROLLED = (151110, 137198, 127434, 118835, 109950, 99103)
REPEATERS = (14340, 9673, 7727, 6551, 6280, 9686)
ENROLLED_NEXT = (155586, 141331, 131337, 122694, 114928, 108482)
REPEATERS_NEXT = (14160, 9416, 7466, 6358, 6422, 10248)
GRADUATES = 80307
"""The fictional country's flow data as the suite's own case prints them."""


def cohort() -> Workbook:
    """Grades in rows 2-7: entrants, p, r, d, cohort, pupil-years, survival, dropouts, lost years; totals below."""
    givens = {}
    for grade in range(6):
        row = grade + 2
        figures = (ENROLLED[grade], REPEATERS[grade], ENROLLED_NEXT[grade], REPEATERS_NEXT[grade])
        for column, figure in zip("BCDE", figures, strict=True):
            givens[Cell(DATA, f"{column}{row}")] = Given(Cell(DATA, f"{column}{row}"), float(figure), decimals=0)
    givens[Cell(DATA, "B9")] = Given(Cell(DATA, "B9"), float(GRADUATES), decimals=0)
    givens[Cell(SHEET, "F2")] = Given(Cell(SHEET, "F2"), 1000.0, decimals=0)
    answers: dict[Cell, Answer] = {}

    def ask(a1: str, formula: str, decimals: int, unit: str = "", slips: tuple[Slip, ...] = ()) -> None:
        cell = Cell(SHEET, a1)
        answers[cell] = Answer(cell, formula, f"a.{a1}", unit, decimals, slips=slips)

    for row in range(2, 8):
        last = row == 7
        ask(f"B{row}", "=Données!B9" if last else f"=Données!D{row + 1}-Données!E{row + 1}", 0)
        same_year = Slip("same-year", f"=Données!C{row}/Données!B{row}*100", 0.5)
        ask(f"C{row}", f"=B{row}/Données!B{row}*100", 1, "percent")
        ask(f"D{row}", f"=Données!E{row}/Données!B{row}*100", 1, "percent", (same_year,))
        ask(f"E{row}", f"=100-C{row}-D{row}", 1, "percent")
        if row > 2:
            ask(f"F{row}", f"=G{row - 1}*C{row - 1}/100", 0)
        no_repetition = Slip("no-repetition", f"=F{row}", 0.25)
        ask(f"G{row}", f"=F{row}/(1-D{row}/100)", 0, "", (no_repetition,))
        ask(f"H{row}", f"=F{row}/F$2*100", 1, "percent")
        ask(f"I{row}", f"=G{row}*E{row}/100", 0)
        ask(f"J{row}", f"=G{row}*D{row}/100", 0)
    ask("F8", "=G7*C7/100", 0)
    ask("G8", "=SUM(G2:G7)", 0)
    ask("G9", "=G8/F8", 2)
    del answers[Cell(SHEET, "H2")]
    return Workbook((DATA, SHEET), givens, answers)


def shown(value: float, decimals: int) -> float:
    """A figure as Excel shows it: rounded half away from zero."""
    return float(Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def typed(value: float, decimals: int) -> Entry:
    """An entry typed with so many decimals."""
    figure = shown(value, decimals)
    return Entry("number", figure, 0.5 * 10.0**-decimals, f"{figure:.{decimals}f}".replace(".", ","))


def learner(
    book: Workbook,
    wrong: Mapping[Cell, str] | None = None,
    decimals: Mapping[Cell, int] | None = None,
    wrong_values: Mapping[Cell, float] | None = None,
    from_shown: bool = True,
) -> dict[Cell, Entry]:
    """An honest learner: works every cell out from own figures (as shown, or full ones) and types it as Excel shows it.

    wrong: cells where another formula is used; wrong_values: cells where a figure falls from the sky.
    """
    names = inside_names(book)
    figures: dict[Cell, float] = {}
    entries: dict[Cell, Entry] = {}
    for cell in structure_of(book).order:
        answer = book.answers[cell]
        formula = (wrong or {}).get(cell, answer.formula)
        sheets: dict[str, dict[str, object]] = {name: {} for name in names.values()}
        for part in (values_of(book).givens, figures):
            for known, value in part.items():
                if value is None:
                    continue
                sheets[names[known.sheet]][known.a1] = value
        sheets["X"] = {"A1": formula_of(inside(parse(formula), cell.sheet, names))}
        value = number(evaluate(sheets)["X"]["A1"])  # type: ignore[arg-type]
        value = (wrong_values or {}).get(cell, value)
        assert value is not None
        places = (decimals or {}).get(cell, answer.decimals or 0)
        entries[cell] = typed(value, places)
        figures[cell] = shown(value, places) if from_shown else value
    return entries


def everywhere(book: Workbook, figure: Callable[[Cell], float | None]) -> dict[Cell, Entry]:
    """A learner who puts a figure into every cell; None leaves it blank."""
    found: dict[Cell, Entry] = {}
    for cell in book.answers:
        value = figure(cell)
        found[cell] = Entry("blank") if value is None else Entry("number", value, 0.0, f"{value:g}")
    return found
