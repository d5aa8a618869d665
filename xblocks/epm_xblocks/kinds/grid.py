"""A table of a worksheet as the page draws it: cell names, given figures, answer boxes. kinds room."""

from __future__ import annotations

from collections.abc import Mapping

from epm_xblocks.kinds.base import Context, Json
from epm_xblocks.kinds.figures import cell_text
from epm_xblocks.kinds.table import Table
from epm_xblocks.workbook.model import Answer, Cell
from epm_xblocks.workbook.refs import column_letters

__all__ = ["show_columns", "show_table"]


def show_table(table: Table, sheet: str, answers: Mapping[Cell, Answer], context: Context) -> dict[str, Json]:
    """Heads with their letters, rows with their numbers; nothing of an answer cell but what it asks for."""
    return {
        "id": table.id,
        "caption": table.caption,
        "note": table.note,
        "at": table.at,
        "columns": show_columns(table),
        "rows": [
            {
                "n": number,
                "label": row.label,
                "role": row.role,
                "cells": [_cell(cell, answers, context) for cell in cells[1:]],
            }
            for row, number, cells in table.places(sheet)
        ],
    }


def show_columns(table: Table) -> list[dict[str, Json]]:
    """The heads of a table."""
    left = table.corner[1]
    return [
        {
            "col": column_letters(left + index),
            "label": column.label,
            "symbol": column.symbol,
            "unit": column.unit,
            "decimals": column.decimals,
        }
        for index, column in enumerate(table.columns)
    ]


def _cell(cell: Cell, answers: Mapping[Cell, Answer], context: Context) -> dict[str, Json] | None:
    answer = answers.get(cell)
    if answer is not None:
        asked = {"unit": answer.unit, "decimals": answer.decimals, "points": answer.points, "mode": answer.mode}
        return {"ref": cell.a1, "type": "answer", **asked}
    given = context.workbook.givens.get(cell)
    if given is None:
        return None
    return {
        "ref": cell.a1,
        "type": "given",
        "text": cell_text(context.values.get(cell), given.decimals, context.figures),
    }
