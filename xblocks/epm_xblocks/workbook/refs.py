"""Cell names: A1 references, ranges, sheet names. workbook room."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from epm_xblocks.findings import Problem

__all__ = [
    "MAX_COLUMN",
    "MAX_ROW",
    "Area",
    "Cell",
    "RefProblem",
    "a1_of",
    "column_letters",
    "column_number",
    "is_sheet_name",
    "parse_area",
    "parse_cell",
    "position",
    "quoted",
]

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384

_A1 = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})", re.ASCII)
_PLAIN_SHEET = re.compile(r"[^\W\d][\w.]*")
_FORBIDDEN_IN_SHEET = frozenset("[]:*?/\\!")


class RefProblem(Problem):
    """A cell name that cannot be read: `ref-unread` with `read`, or `sheet-name` with `read`."""


class Cell(NamedTuple):
    """A cell of a workbook by its names: `Cell("Données", "B4")`; the name is in capitals and without `$`."""

    sheet: str
    a1: str

    def __str__(self) -> str:
        """`Sheet!B4`, the sheet in quotes where Excel needs them."""
        return f"{quoted(self.sheet)}!{self.a1}" if self.sheet else self.a1

    @property
    def row(self) -> int:
        """Row number, from 1."""
        return position(self.a1)[0]

    @property
    def column(self) -> int:
        """Column number, from 1."""
        return position(self.a1)[1]


class Area(NamedTuple):
    """A rectangle of one sheet, bounds included, from 1."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int

    @property
    def size(self) -> int:
        """Number of cells."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)

    def holds(self, cell: Cell) -> bool:
        """Whether the cell lies in it."""
        if cell.sheet != self.sheet:
            return False
        row, column = position(cell.a1)
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def cells(self) -> Iterator[Cell]:
        """Every cell, row by row."""
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield Cell(self.sheet, a1_of(row, column))


@lru_cache(maxsize=1024)
def column_letters(number: int) -> str:
    """`A` for 1, `XFD` for 16,384."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """1 for `A`, 16,384 for `XFD`, in either case."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


@lru_cache(maxsize=8192)
def a1_of(row: int, column: int) -> str:
    """`B4` for row 4, column 2."""
    return f"{column_letters(column)}{row}"


@lru_cache(maxsize=8192)
def position(a1: str) -> tuple[int, int]:
    """(row, column) from 1, of `B4`, `$b$4`; raises RefProblem `ref-unread`."""
    found = _A1.fullmatch(a1[:16])
    if found is None or len(a1) > 16:
        raise RefProblem("ref-unread", read=a1[:64])
    row, column = int(found[2]), column_number(found[1])
    if row > MAX_ROW or column > MAX_COLUMN:
        raise RefProblem("ref-unread", read=a1[:64])
    return row, column


def parse_cell(text: str, sheet: str = "") -> Cell:
    """The cell named by `B4`, `Données!B4` or `'My sheet'!B4`, else on `sheet`. Raises RefProblem."""
    named, rest = _sheet_and_rest(text, sheet)
    return Cell(named, a1_of(*position(rest)))


def parse_area(text: str, sheet: str = "") -> Area:
    """The rectangle named by `B4`, `B4:C9` or `Données!B4:C9`, corners in any order. Raises RefProblem."""
    named, rest = _sheet_and_rest(text, sheet)
    first, _, last = rest.partition(":")
    (row, column), (row2, column2) = position(first), position(last or first)
    return Area(named, min(row, row2), min(column, column2), max(row, row2), max(column, column2))


def is_sheet_name(name: str) -> bool:
    """Whether a sheet may have this name: 1 to 31 characters, none of `[]:*?/\\!`, no quote at either end."""
    return (
        0 < len(name) <= 31
        and not _FORBIDDEN_IN_SHEET.intersection(name)
        and name.isprintable()
        and name == name.strip("' ")
    )


@lru_cache(maxsize=256)
def quoted(sheet: str) -> str:
    """A sheet name as a formula writes it, in quotes where needed."""
    if _PLAIN_SHEET.fullmatch(sheet) and not _A1.fullmatch(sheet) and sheet.upper() not in ("R", "C", "TRUE", "FALSE"):
        return sheet
    return "'" + sheet.replace("'", "''") + "'"


def _sheet_and_rest(text: str, sheet: str) -> tuple[str, str]:
    text = text.strip()
    if len(text) > 128:
        raise RefProblem("ref-unread", read=text[:64])
    head, mark, rest = text.rpartition("!")
    if not mark:
        return sheet, text
    if len(head) > 2 and head[0] == head[-1] == "'":
        head = head[1:-1].replace("''", "'")
    if not is_sheet_name(head):
        raise RefProblem("sheet-name", read=head[:64])
    return head, rest
