"""A scenario as the page works it: levers, operations, outputs, rules, and the tables of the model. kinds room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from epm_xblocks.findings import Problem
from epm_xblocks.kinds.base import Json
from epm_xblocks.kinds.figures import cell_text
from epm_xblocks.kinds.grid import show_columns
from epm_xblocks.kinds.scenario_model import Model, area_of_rule, cells_of
from epm_xblocks.kinds.table import Table
from epm_xblocks.workbook.formula import localise

if TYPE_CHECKING:
    from epm_xblocks.kinds.levers import Lever, Output, Rule

__all__ = ["model_view"]


def model_view(model: Model) -> dict[str, Json]:
    """What the page needs to move the levers by itself.

    values, steps: the model (see workbook/postfix.py). Each lever has `path`, pairs of a place and its share of the
    way; outputs and limits have the places of their cells.
    """
    step = model.step
    return {
        "points": step.out_of,
        "first_year": step.first_year,
        "values": model.base,
        "steps": [[place, list(operations)] for place, operations in model.program.steps],
        "levers": [_lever(lever, model) for lever in step.levers],
        "outputs": [_output(output, model) for output in step.outputs],
        "rules": [_rule(rule, model) for rule in step.rules],
        "model": [_table(table, model) for table in step.tables],
    }


def _lever(lever: Lever, model: Model) -> dict[str, Json]:
    cells = len(cells_of(lever.range, model.step.sheet))
    start, last = model.step.first_year, model.step.first_year + cells - 1
    return {
        "id": lever.id,
        "label": lever.label,
        "unit": lever.unit,
        "decimals": lever.decimals,
        "min": lever.least,
        "max": lever.most,
        "step": lever.step,
        "start": model.starts[lever.id],
        "path": model.paths(lever.id),
        "shape": lever.path if cells > 1 else "",
        "from": lever.first or start,
        "to": lever.to or last,
    }


def _places(model: Model, cells: str) -> list[int]:
    return [model.program.places.get(cell, -1) for cell in cells_of(cells, model.step.sheet)]


def _output(output: Output, model: Model) -> dict[str, Json]:
    return {
        "id": output.id,
        "label": output.label,
        "note": output.note,
        "unit": output.unit,
        "decimals": output.decimals,
        "chart": output.chart,
        "places": _places(model, output.range),
    }


def _rule(rule: Rule, model: Model) -> dict[str, Json]:
    area = area_of_rule(rule, model.step.sheet)
    cells = len(cells_of(model.step.output(rule.output).range, model.step.sheet))
    return {
        "id": rule.id,
        "tag": rule.tag,
        "output": rule.output,
        "label": rule.label,
        "relation": rule.relation,
        "points": rule.points,
        "every": rule.year == "every",
        "at": model.years_of(rule, cells),
        "limit": None if area else float(rule.value),
        "places": [model.program.places.get(cell, -1) for cell in area.cells()] if area else [],
    }


def _table(table: Table, model: Model) -> dict[str, Json]:
    """A table of the model; cells that move have the `place` of their value."""
    step, context = model.step, model.context
    moving = {place for place, _ in model.program.steps}
    moving |= {place for lever in step.levers for place, _ in model.paths(lever.id)}
    rows = []
    for row, number, cells in table.places(step.sheet):
        shown: list[Json] = []
        formula = ""
        for cell in cells[1:]:
            given = step.cells.givens.get(cell)
            place = model.program.places.get(cell)
            if given is None:
                shown.append(None)
                continue
            formula = given.formula or formula
            text = cell_text(context.values.get(cell), given.decimals, context.figures)
            shown.append({"text": text, "decimals": given.decimals} | ({"place": place} if place in moving else {}))
        rows.append(
            {
                "n": number,
                "label": row.label,
                "role": row.role,
                "cells": shown,
                "formula": _local(formula, context.lang),
            }
        )
    return {
        "id": table.id,
        "caption": table.caption,
        "note": table.note,
        "at": table.at,
        "columns": show_columns(table),
        "rows": rows,
    }


def _local(formula: str, lang: str) -> str:
    try:
        return localise(formula, lang) if formula else ""
    except Problem:
        return ""
