"""What an author should look at in the texts of a case: figures, above all. case room."""

from __future__ import annotations

import re
from collections.abc import Iterator

from epm_xblocks import numerals
from epm_xblocks.case.model import Case, Damaged
from epm_xblocks.case.texts import passages
from epm_xblocks.findings import Finding, Place
from epm_xblocks.kinds.figures import Fig, target
from epm_xblocks.kinds.rich import Passage, figs, plain_text
from epm_xblocks.workbook.model import Cell

__all__ = ["check_texts"]

_LONG = re.compile(
    r"(?<![\w.,])\d{1,3}(?:[ \u00a0\u202f.,'’]\d{3})+(?:[.,]\d+)?(?![\w])|(?<![\w.,])\d{5,}(?:[.,]\d+)?(?!\w)"
)
LEAST = 10_000
"""Figures below this are years, grades and round numbers too often to be told from data."""


def check_texts(case: Case) -> Iterator[Finding]:
    """Figures of cells that are not there, keys that would show as "–", figures of the data written out by hand."""
    data = {cell: given.value for cell, given in case.workbook.givens.items() if isinstance(given.value, float)}
    written = {value: cell for cell, value in reversed(data.items()) if abs(value) >= LEAST}
    sheets = {step.sheet for step in case.steps if isinstance(step, Damaged)}
    damaged = {Cell(finding.place.sheet, finding.place.cell) for finding in case.findings}
    for passage in passages(case):
        if not passage.text:
            continue
        for fig in figs(passage.text):
            cell = target(fig, passage.sheet)
            if cell is None or not (cell.sheet in sheets or cell in damaged):
                yield from _of_fig(fig, cell, passage, case)
        yield from _typed(passage, written, case)


def _of_fig(fig: Fig, cell: Cell | None, passage: Passage, case: Case) -> Iterator[Finding]:
    named, place = fig.of or fig.own, Place(line=fig.line, step=passage.step)
    if not named:
        return  # told when the text was read
    book = case.workbook
    if cell is None or (cell not in book.answers and cell not in book.givens):
        yield Finding("fig-cell", {"cell": named}, place)
    elif fig.own and (passage.role != "feedback" or cell not in book.answers):
        yield Finding("fig-own", {"cell": named}, place, "warning")
    elif not fig.own and passage.role != "after" and cell in book.answers:
        yield Finding("fig-answer", {"cell": named}, place)


def _typed(passage: Passage, written: dict[float, Cell], case: Case) -> Iterator[Finding]:
    """Figures of the data in prose, which would stay when another country's data come."""
    for found in _LONG.finditer(plain_text(passage.text)):
        value = numerals.read(found[0], case.figures).value
        cell = written.get(value) if value is not None else None
        if cell is not None:
            place = Place(line=passage.text.line, step=passage.step)
            yield Finding("fig-typed", {"read": found[0], "cell": str(cell)}, place, "warning")
