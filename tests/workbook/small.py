"""Small workbooks for tests of single rules."""

from __future__ import annotations

from typing import Any

from epm_xblocks.grading.tolerance import parse_tolerance
from epm_xblocks.workbook.entries import CellMark, Entry
from epm_xblocks.workbook.marking import mark
from epm_xblocks.workbook.model import Answer, Cell, Given, Slip, Workbook

__all__ = ["ask", "book", "figure", "formula", "marked", "slip"]

SHEET = "S"


def ask(formula: str, *slips: Slip, tolerance: str = "0.01", **more: Any) -> dict[str, Any]:
    """What makes an answer cell; tolerance as an author writes it."""
    return {"formula": formula, "slips": slips, "tolerance": parse_tolerance(tolerance), **more}


def slip(name: str, formula: str, credit: float = 0.5) -> Slip:
    return Slip(name, formula, credit)


def book(givens: dict[str, Any], answers: dict[str, dict[str, Any]], identities: tuple[str, ...] = ()) -> Workbook:
    """A workbook on one sheet: figures, texts or Given by name; answers as `ask` makes them."""
    cells = {Cell(SHEET, a1): value for a1, value in givens.items()}
    made = {cell: value if isinstance(value, Given) else Given(cell, value) for cell, value in cells.items()}
    asked = {Cell(SHEET, a1): Answer(Cell(SHEET, a1), id=f"a.{a1}", **about) for a1, about in answers.items()}
    return Workbook((SHEET,), made, asked, identities)


def figure(value: float, half_unit: float = 0.0) -> Entry:
    return Entry("number", value, half_unit, f"{value:g}")


def formula(text: str, value: float | None = None, lang: str = "") -> Entry:
    return Entry("formula", value, 0.0, text, "", lang)


def marked(workbook: Workbook, lang: str | None = None, **entries: Entry | float) -> dict[str, CellMark]:
    """Marks by name for entries by name; a bare figure is an exact one."""
    read = {
        Cell(SHEET, a1): figure(entry) if isinstance(entry, float | int) else entry for a1, entry in entries.items()
    }
    return {cell.a1: one for cell, one in mark(workbook, read, lang=lang).cells.items()}
