"""The cells of one sheet of a file, as they stand there: kind, text, formula, style. workbook room."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

from epm_xblocks.findings import Place
from epm_xblocks.workbook.formula import MAX_LENGTH, parse, written
from epm_xblocks.workbook.problems import GateProblem
from epm_xblocks.workbook.refs import MAX_COLUMN, MAX_ROW, column_number
from epm_xblocks.workbook.tree import Node, shifted
from epm_xblocks.workbook.xlsx_xml import stream
from epm_xblocks.workbook.xlsx_zip import Archive, FileProblem

__all__ = ["Raw", "Sheet", "read_sheet"]

Spot = tuple[int, int]

_A1 = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})", re.ASCII)
_PREFIXES = re.compile(r"_xl(?:fn|ws|udf)\.", re.ASCII)
_LONGEST_FORMULA = 4 * MAX_LENGTH


class Raw(NamedTuple):
    """A cell as written: kind (`n`, `s`, `str`, `inlineStr`, `b`, `e`, `d`), text of its value, style number; its
    formula without `=`, and the group of a formula that it shares."""

    kind: str = "n"
    text: str | None = None
    style: int = 0
    formula: str | None = None
    shared: str = ""

    @property
    def shared_text(self) -> int | None:
        """The number of a text that several cells share; None for every other cell."""
        text = self.text or ""
        return int(text) if self.kind == "s" and text.isascii() and text.isdigit() and len(text) < 10 else None


class Sheet:
    """Cells by (row, column), and the formulas that several of them share."""

    def __init__(self) -> None:
        self.cells: dict[Spot, Raw] = {}
        self.masters: dict[str, tuple[Spot, str]] = {}

    def formula(self, spot: Spot) -> str | None:
        """The formula of a cell with its `=`: canonical where it can be read here, else as written; or None."""
        if self.written(spot) is None:
            return None
        try:
            return written(self.tree(spot))
        except GateProblem:
            return self.written(spot)

    def tree(self, spot: Spot) -> Node:
        """The formula of a cell, read. Raises GateProblem where it cannot be read here."""
        text = self.written(spot) or ""
        (row, column) = self._master(spot)[0]
        return shifted(parse(text), spot[0] - row, spot[1] - column)

    def written(self, spot: Spot) -> str | None:
        """The formula as the file has it, `=` first; that of the first cell of its group where it is shared."""
        raw = self.cells.get(spot)
        if raw is None or raw.formula is None:
            return None
        return "=" + _PREFIXES.sub("", raw.formula or self._master(spot)[1])

    def _master(self, spot: Spot) -> tuple[Spot, str]:
        """The first cell of the group that shares a formula, and its formula; the cell itself where it has its own."""
        raw = self.cells.get(spot)
        if raw is None or not raw.shared or raw.formula:
            return spot, ""
        return self.masters.get(raw.shared, (spot, ""))


def read_sheet(archive: Archive, part: str, wanted: Collection[Spot] = ()) -> Sheet:
    """Every cell that holds something, and the `wanted` ones even if they only have a style. Raises FileProblem."""
    reader = _SheetReader(part, archive, frozenset(wanted))
    stream(archive, part, reader)
    return reader.sheet


class _SheetReader:
    """Counts rows and cells as they come, so that a file too large is refused early."""

    def __init__(self, part: str, archive: Archive, wanted: frozenset[Spot]) -> None:
        self.sheet = Sheet()
        self._part = part
        self._limits = archive.limits
        self._wanted = wanted
        self._rows = self._cells = 0
        self._row = self._column = self._length = 0
        self._attributes: Mapping[str, str] = {}
        self._formula: Mapping[str, str] | None = None
        self._words: dict[str, list[str]] = {}
        self._into = ""
        self._reading = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            self._open(attributes)
        elif name in ("v", "f", "t") and not self._reading:
            self._into = name
            self._length = 0
            if name == "f":
                self._formula = dict(attributes)
        elif name == "row":
            self._rows += 1
            if self._rows > self._limits.rows:
                raise FileProblem("file-too-many-rows", place=Place(file=self._part), limit=self._limits.rows)
            number = attributes.get("r", "")
            self._row = int(number) if number.isascii() and number.isdigit() and len(number) < 8 else self._row + 1
            self._column = 0
        elif name == "rPh":
            self._reading = True

    def _open(self, attributes: Mapping[str, str]) -> None:
        self._cells += 1
        if self._cells > self._limits.cells:
            raise FileProblem("file-too-many-cells", place=Place(file=self._part), limit=self._limits.cells)
        found = _A1.fullmatch(attributes.get("r", ""))
        if found:
            self._row, self._column = int(found[2]), column_number(found[1])
        else:
            self._column += 1
        self._attributes = dict(attributes)
        self._formula = None
        self._words = {}

    def text(self, text: str) -> None:
        if self._into and self._length <= self._limits.text:
            self._length += len(text)
            self._words.setdefault(self._into, []).append(text)

    def end(self, name: str) -> None:
        if name in ("v", "f", "t"):
            self._into = ""
        elif name == "rPh":
            self._reading = False
        elif name == "c":
            self._close()

    def _close(self) -> None:
        spot = (self._row, self._column)
        if not (1 <= self._row <= MAX_ROW and 1 <= self._column <= MAX_COLUMN):
            return
        kind = self._attributes.get("t", "n")
        value = self._words.get("t" if kind == "inlineStr" else "v")
        formula = self._formula_text(spot)
        if value is None and formula is None and spot not in self._wanted:
            return
        style = self._attributes.get("s", "")
        number = int(style) if style.isascii() and style.isdigit() and len(style) < 8 else 0
        shared = (self._formula or {}).get("si", "") if (self._formula or {}).get("t") == "shared" else ""
        said = None if value is None else "".join(value)[: self._limits.text]
        self.sheet.cells[spot] = Raw(kind, said, number, formula, shared)

    def _formula_text(self, spot: Spot) -> str | None:
        if self._formula is None:
            return None
        text = "".join(self._words.get("f", ()))[:_LONGEST_FORMULA].strip()
        if self._formula.get("t") == "shared" and text:
            self.sheet.masters.setdefault(self._formula.get("si", ""), (spot, text))
        return text
