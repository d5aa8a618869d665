"""What was read from a file, as answers: figures typed there are typed figures, results carry all digits. workbook
room.

A planner who types 87,3 % into Excel has typed a rounded figure, as one who types 87,3 on the page: such a cell
becomes the text "87,3", with the same allowance for rounding and the same mark. The result of a formula, and a figure
pasted with more digits than anybody types, keep their full precision.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from epm_xblocks import numerals
from epm_xblocks.workbook.formula import parse, written
from epm_xblocks.workbook.problems import GateProblem
from epm_xblocks.workbook.refs import Cell, position
from epm_xblocks.workbook.tree import Ref, cell_of, mapped
from epm_xblocks.workbook.xlsx_in import AnswerPlace, Upload, Value
from epm_xblocks.workbook.xlsx_scale import from_file

__all__ = ["MOST_TYPED", "answer_of", "answers_of"]

MOST_TYPED = 12
"""Significant digits up to which a figure counts as typed by a person."""


def answers_of(upload: Upload, answers: Mapping[Cell, AnswerPlace], style: str | numerals.Style) -> dict[Cell, Any]:
    """The answers of an upload, as JSON values: text as typed, or {"value", "formula"}; empty cells are left out.

    style: the declared style of figures. Texts ("87,3 %" typed into a text cell) are passed on for `numerals.read`.
    """
    carrier = _Carrier(upload, answers)
    found: dict[Cell, Any] = {}
    for cell, value in upload.cells.items():
        answer = answer_of(value, answers[cell].unit, style, date1904=upload.file.book.date1904)
        if isinstance(answer, dict):
            answer["formula"] = carrier.formula(cell)
            answer = answer if answer["formula"] or answer["value"] is not None else None
        if answer is not None:
            found[cell] = answer
    return found


def answer_of(value: Value, unit: str, style: str | numerals.Style, *, date1904: bool = False) -> Any:
    """One cell as an answer, None where it is empty; a formula without result keeps None for its value."""
    if value.error:
        return value.error
    if value.value is None:
        return {"value": None, "formula": value.formula} if value.formula else None
    if isinstance(value.value, bool):
        return "TRUE" if value.value else "FALSE"
    if isinstance(value.value, str):
        return value.value or None
    if value.date_format:
        return value.date_text(date1904=date1904)
    figure = value.figure(unit)
    typed = None if value.formula or figure is None else _as_typed(figure, style)
    return typed if typed is not None else {"value": figure, "formula": value.formula}


def _as_typed(figure: float, style: str | numerals.Style) -> str | None:
    """The figure as a person types it in this style; None if nobody types so many digits."""
    exact = Decimal(repr(figure))
    exact = exact.quantize(1) if exact == exact.to_integral_value() and abs(exact) < 10**15 else exact.normalize()
    if len(exact.as_tuple().digits) > MOST_TYPED or not -16 < exact.adjusted() < 15:
        return None
    text = f"{exact:f}".replace(".", numerals.style_of(style).decimal)
    reading = numerals.read(text, style, percent=True)
    return text if reading.value == figure else None


class _Carrier:
    """Carries formulas of a file back to the case: its own cell names, its own scale of per cent."""

    def __init__(self, upload: Upload, answers: Mapping[Cell, AnswerPlace]) -> None:
        self._upload = upload
        self._moved = upload.moved
        self._homes = frozenset(upload.moved.values())
        self._hundreds = {spot for spot, home in upload.moved.items() if self._counts_hundred(spot, home, answers)}

    def formula(self, cell: Cell) -> str | None:
        """The formula of an answer cell as the case would have it; None where it has no form there."""
        value = self._upload.cells[cell]
        if value.formula is None or value.at is None:
            return None
        at = value.at
        try:
            carried = from_file(value.formula, at, lambda one: self._spelled(one) in self._hundreds)
            return written(mapped(parse(carried), lambda ref: self._home(ref, at))) if carried else None
        except GateProblem:
            return None

    def _counts_hundred(self, spot: Cell, home: Cell, answers: Mapping[Cell, AnswerPlace]) -> bool:
        """Whether a cell holds 0-1 in the file and 0-100 in the case."""
        place = answers.get(home)
        if place is not None:
            return place.unit == "percent" and self._upload.cells[home].percent_format
        return self._upload.units.get(home) == "percent" and self._upload.file.percent_shown(spot)

    def _home(self, ref: Ref, at: Cell) -> Ref:
        """A reference as the case names it; cells of the learner's own stay as they are.

        Raises GateProblem for a cell of the learner's own where the case has another.
        """
        spot = self._spelled(cell_of(ref, at.sheet))
        home = self._moved.get(spot)
        if home is None:
            if spot in self._homes:
                raise GateProblem("formula-reference", read=str(spot))
            return ref
        row, column = position(home.a1)
        sheet = "" if home.sheet == self._moved.get(at, at).sheet and not ref.sheet else home.sheet
        return replace(ref, sheet=sheet, row=row, column=column)

    def _spelled(self, cell: Cell) -> Cell:
        return Cell(self._upload.file.book.sheet(cell.sheet) or cell.sheet, cell.a1)
