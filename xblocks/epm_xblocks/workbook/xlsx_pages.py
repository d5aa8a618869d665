"""What a downloaded workbook shows: sheets, tables, given and answer cells, instructions. Frozen values. workbook room.

Nothing here has a place for a key, a slip or a tolerance: what is not described cannot be written.
Figures are in the units of the case (`percent` holds 0-100); the writer turns them into what a spreadsheet shows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from epm_xblocks.grading.mark import State
from epm_xblocks.workbook.refs import Cell, a1_of, position

__all__ = [
    "AnswerCell",
    "GivenCell",
    "Instructions",
    "Line",
    "RowPage",
    "SheetPage",
    "TablePage",
    "column_widths",
    "placed_texts",
    "revision",
]

LineRole = Literal["title", "head", "text", "given", "answer"]


@dataclass(frozen=True, slots=True)
class RowPage:
    """A row of a table: its label; role "total" draws the rule above it."""

    label: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class TablePage:
    """A table: its first column head lies at `at`, its rows below; the first head stands over the row labels."""

    at: str
    heads: tuple[str, ...]
    rows: tuple[RowPage, ...] = ()
    caption: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class GivenCell:
    """A locked cell: figure in its unit, text, or None (shown as "–"). formula: canonical, when solved."""

    ref: Cell
    value: float | str | None = None
    unit: str = ""
    decimals: int | None = None
    total: bool = False
    formula: str | None = None


@dataclass(frozen=True, slots=True)
class AnswerCell:
    """A cell to fill: the learner's own answer so far, as a figure in its unit, or as text that could not be read.

    formula: the learner's own, canonical (in a solved workbook: the key). message: shown by Excel when the cell is
    entered. state, comment: of a marked workbook.
    """

    ref: Cell
    unit: str = ""
    decimals: int | None = None
    value: float | str | None = None
    formula: str | None = None
    message: str = ""
    state: State | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class SheetPage:
    """One sheet under its own name."""

    name: str
    tables: tuple[TablePage, ...] = ()
    givens: tuple[GivenCell, ...] = ()
    answers: tuple[AnswerCell, ...] = ()

    @property
    def cells(self) -> tuple[GivenCell | AnswerCell, ...]:
        """Every cell of the case on this sheet."""
        return (*self.givens, *self.answers)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the instructions; "given" and "answer" are drawn as such cells are."""

    text: str
    role: LineRole = "text"


@dataclass(frozen=True, slots=True)
class Instructions:
    """The first sheet, in the reader's language. lang: its code; Arabic and its like turn every sheet around."""

    name: str
    lines: tuple[Line, ...]
    lang: str = "en"
    title: str = ""

    @property
    def rtl(self) -> bool:
        """Whether the language runs from right to left."""
        return self.lang.partition("-")[0].partition("_")[0] in ("ar", "fa", "he", "ur", "ps", "dv", "ug", "yi")


def revision(sheets: Iterable[SheetPage]) -> str:
    """12 signs that change when cells, units or given figures change, and not with words, answers or keys.

    For `stamp.Issue.revision`: a file downloaded before a key was corrected still comes in; one with other figures not.
    """
    digest = hashlib.sha256()
    for sheet in sheets:
        for given in sheet.givens:
            digest.update(f"g\0{given.ref}\0{given.value!r}\0{given.unit}\n".encode("utf-8", "surrogatepass"))
        for answer in sheet.answers:
            digest.update(f"a\0{answer.ref}\0{answer.unit}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:12]


def column_widths(sheet: SheetPage) -> dict[int, int]:
    """Widths of the columns that tables use, by number from 1: labels by their length, figures 15 signs or a word."""
    widths: dict[int, int] = {}
    for table in sheet.tables:
        left = position(table.at)[1]
        labels = max((len(row.label) for row in table.rows), default=0)
        words = [max((len(word) for word in head.split()), default=0) for head in table.heads]
        for number, word in enumerate(words, left):
            width = max(15, word + 2) if number > left else max(12, labels + 2, word + 2)
            widths[number] = min(46, max(widths.get(number, 0), width))
    return widths


def placed_texts(sheet: SheetPage) -> Iterator[tuple[int, int, str, Literal["caption", "note"]]]:
    """Captions and notes as (row, column, text, role) on cells that nothing else uses; never on a cell of the case.

    Above the heads where there is room, else beside the table's right edge; a text without room stands nowhere.
    """
    taken = _taken(sheet)
    for table in sheet.tables:
        row, column = position(table.at)
        texts: list[tuple[str, Literal["caption", "note"]]] = []
        if table.caption:
            texts.append((table.caption, "caption"))
        if table.note:
            texts.append((table.note, "note"))
        rows = range(row - len(texts), row)
        if rows and (rows[0] < 1 or any((spot, at) in taken for spot in rows for at in _under(table, column))):
            column += len(table.heads) + 1
            rows = range(row, row + len(texts))
        for spot, (text, role) in zip(rows, texts, strict=True):
            if (spot, column) not in taken:
                taken.add((spot, column))
                yield spot, column, text, role


def _under(table: TablePage, column: int) -> range:
    return range(column, column + max(1, len(table.heads)))


def _taken(sheet: SheetPage) -> set[tuple[int, int]]:
    taken = {position(cell.ref.a1) for cell in sheet.cells}
    for table in sheet.tables:
        row, column = position(table.at)
        height = range(row, row + len(table.rows) + 1)
        taken |= {position(a1_of(spot, at)) for spot in height for at in _under(table, column)}
    return taken
