"""Tables as authors lay them on a sheet: column heads at a cell, rows below, labels in the first column. kinds room."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from lxml import etree

from epm_xblocks.kinds.base import place_of
from epm_xblocks.kinds.reading import Reader
from epm_xblocks.workbook.refs import Cell, RefProblem, a1_of, position

__all__ = ["Column", "Row", "Table", "build_table", "map_cells", "read_table", "split_cells"]


@dataclass(frozen=True)
class Column:
    """A column: its head, unit and decimals; `symbol` as in a formula (p, r, d).

    `vary`: how far each learner's figures may differ; `value`, `where`, `match` and `pack`: where figures come from
    (see case/data.py).
    """

    id: str
    label: str = ""
    symbol: str = ""
    unit: str = ""
    decimals: int | None = None
    vary: str = ""
    value: str = ""
    where: str = ""
    match: str | None = None
    pack: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Row:
    """A row: its label, `role` (total draws the rule above it), its figures as written, `key` … for data packs."""

    id: str
    label: str = ""
    role: str = ""
    key: str = ""
    value: str = ""
    match: str | None = None
    pack: str = ""
    cells: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)


Places: TypeAlias = "tuple[tuple[Row, int, tuple[Cell, ...]], ...]"


@dataclass(frozen=True)
class Table:
    """A table whose first column head lies at `at` (a cell name such as A3); row n of it is n cells below."""

    id: str
    at: str
    caption: str = ""
    note: str = ""
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    line: int = field(default=0, compare=False)
    _places: dict[str, Places] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def corner(self) -> tuple[int, int]:
        """Row and column, from 1, of the first column head."""
        return position(self.at)

    def places(self, sheet: str) -> Places:
        """Each row with its row number on the sheet and its cells, label first."""
        if sheet not in self._places:
            top, left = self.corner
            self._places[sheet] = tuple(
                (row, number, tuple(Cell(sheet, a1_of(number, left + index)) for index in range(len(self.columns))))
                for number, row in enumerate(self.rows, top + 1)
            )
        return self._places[sheet]


_CELL = re.compile(r"""=(?:"[^"]*"|'[^']*'|\S)*|"[^"]*"|\S+""")


def split_cells(text: str) -> tuple[str, ...]:
    """The cells of a row as written: separated by white space, texts in double quotes.

    A formula may have blanks inside quotes alone, as in `='Mes données'!B4`.
    """
    return tuple(_CELL.findall(text))


def map_cells(text: str, change: Callable[[str], str]) -> str:
    """The text of a row with each of its cells changed, the white space between them kept."""
    return _CELL.sub(lambda cell: change(cell[0]), text)


def read_table(element: etree._Element, reader: Reader) -> Table:
    """A `table` or `data` element: heads and rows; faults go to the reader."""
    columns, rows = reader.children(element, "column"), reader.children(element, "row")
    reader.unique(columns)
    reader.unique(rows)
    if not columns or not rows:
        reader.say("table-empty", element, columns=len(columns), rows=len(rows))
    return Table(
        id=reader.text(element, "id"),
        at=_corner(element, reader),
        caption=reader.text(element, "caption"),
        note=reader.text(element, "note"),
        columns=tuple(_column(column, reader) for column in columns),
        rows=tuple(_row(row, reader) for row in rows),
        line=place_of(element).line,
    )


def _corner(element: etree._Element, reader: Reader) -> str:
    written = reader.required(element, "at")
    try:
        return a1_of(*position(written)) if written else "A1"
    except RefProblem as problem:
        reader.pass_on(problem, element)
        return "A1"


def _column(element: etree._Element, reader: Reader) -> Column:
    return Column(
        id=reader.text(element, "id"),
        label=reader.text(element, "label"),
        symbol=reader.text(element, "symbol"),
        unit=reader.text(element, "unit"),
        decimals=reader.whole(element, "decimals", most=15),
        vary=reader.text(element, "vary"),
        value=reader.text(element, "value"),
        where=reader.text(element, "where"),
        match=_match(element, reader),
        pack=reader.text(element, "from"),
        line=place_of(element).line,
    )


def _row(element: etree._Element, reader: Reader) -> Row:
    return Row(
        id=reader.text(element, "id"),
        label=reader.text(element, "label"),
        role=reader.word(element, "role", ("", "total"), ""),
        key=reader.text(element, "key"),
        value=reader.text(element, "value"),
        match=_match(element, reader),
        pack=reader.text(element, "from"),
        cells=split_cells(element.text or ""),
        line=place_of(element).line,
    )


def _match(element: etree._Element, reader: Reader) -> str | None:
    """The condition in place of the table's, "" for none; None where the table's holds."""
    written = reader.text(element, "match")
    return None if element.get("match") is None else written


_COLUMN = {
    "label": "label",
    "symbol": "symbol",
    "unit": "unit",
    "vary": "vary",
    "value": "value",
    "where": "where",
    "match": "match",
    "pack": "from",
}
_ROW = {"label": "label", "role": "role", "key": "key", "value": "value", "match": "match", "pack": "from"}


def _written(part: Column | Row, names: Mapping[str, str]) -> dict[str | bytes, str | bytes]:
    """The attributes that say something; an empty `match` does: it lifts the table's."""
    said = {name: getattr(part, field_) for field_, name in names.items()}
    return {name: value for name, value in said.items() if value or (name == "match" and value is not None)}


def build_table(table: Table, tag: str = "table") -> etree._Element:
    """The element of a table made by hand."""
    element = etree.Element(tag, {"id": table.id, "at": table.at})
    for name in ("caption", "note"):
        if getattr(table, name):
            element.set(name, getattr(table, name))
    for column in table.columns:
        child = etree.SubElement(element, "column", id=column.id)
        child.attrib.update(_written(column, _COLUMN))
        if column.decimals is not None:
            child.set("decimals", str(column.decimals))
    for row in table.rows:
        child = etree.SubElement(element, "row", id=row.id)
        child.attrib.update(_written(row, _ROW))
        child.text = " ".join(row.cells) or None
    return element
