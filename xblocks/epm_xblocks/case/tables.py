"""The data tables of a case: from their elements, and as given cells of the workbook. case room."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from epm_xblocks.case.model import DataTable
from epm_xblocks.kinds.base import place_of
from epm_xblocks.kinds.cells import given_cell
from epm_xblocks.kinds.reading import Reader
from epm_xblocks.kinds.table import Column, Row, read_table
from epm_xblocks.workbook.model import Cell, Given, ModelProblem, Vary, parse_vary
from epm_xblocks.workbook.refs import is_sheet_name

__all__ = ["TO_FILL", "read_data"]

TO_FILL = "."
"""A figure that `epm build` has still to fill."""


def read_data(element: etree._Element) -> tuple[DataTable, dict[Cell, Given], Reader]:
    """A `data` element, its cells, and the reader with what was wrong; nothing raises."""
    reader = Reader()
    reader.required(element, "id")
    sheet = reader.required(element, "sheet")
    if sheet and not is_sheet_name(sheet):
        reader.say("sheet-name", element, read=sheet)
    data = DataTable(
        table=read_table(element, reader),
        sheet=sheet,
        source=reader.text(element, "source"),
        pack=reader.text(element, "from"),
        match=reader.text(element, "match"),
    )
    cells = {given.ref: given for given in _givens(data, element, reader)}
    return data, cells, reader


def _givens(data: DataTable, element: etree._Element, reader: Reader) -> Iterator[Given]:
    table = data.table
    varies = [_vary(column, element, reader) for column in table.columns]
    rows = [child for child in element if child.tag == "row"]
    for (row, _number, cells), place in zip(table.places(data.sheet), rows, strict=True):
        if len(row.cells) > len(table.columns) - 1:
            reader.say("row-long", place, row=row.label, figures=len(row.cells), columns=len(table.columns) - 1)
        for written, column, cell, vary in zip(row.cells, table.columns[1:], cells[1:], varies[1:], strict=False):
            found = _given(written, column, row, cell, vary, place, reader)
            if found is not None:
                yield found


def _given(
    written: str, column: Column, row: Row, cell: Cell, vary: Vary | None, place: etree._Element, reader: Reader
) -> Given | None:
    if written == TO_FILL:
        reader.say("figure-unfilled", place, column=column.label or column.id, row=row.label or row.id)
        return Given(cell, None, unit=column.unit, decimals=column.decimals)
    found = given_cell(cell, written, column.unit, column.decimals, vary)
    if found is None:
        reader.say("figure-unread", place, read=written[:40], cell=str(cell))
    return found


def _vary(column: Column, element: etree._Element, reader: Reader) -> Vary | None:
    try:
        return parse_vary(column.vary)
    except ModelProblem as problem:
        line = next((child for child in element.iterchildren("column") if place_of(child).line == column.line), element)
        reader.pass_on(problem, line)
        return None
