"""The figures of a workbook: given cells computed, right values, values of known slips. workbook room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from epm_xblocks.workbook.engine import Content, Value, evaluate, formula_of, number
from epm_xblocks.workbook.model import Cell, Workbook
from epm_xblocks.workbook.refs import a1_of
from epm_xblocks.workbook.structure import Structure, structure_of
from epm_xblocks.workbook.tree import Node, Ref, mapped

__all__ = ["Values", "given_values", "key_values", "values_of"]

_ASIDE = "X"


@dataclass(frozen=True)
class Values:
    """Every figure that follows from a workbook's data.

    givens: as shown, formulas computed, None where there is nothing or no value. keys: right values, cells without a
    figure left out. ways, slips: for each answer cell the value of each of its ways, in the order of the structure.
    identities: whether each holds.
    """

    givens: Mapping[Cell, float | str | None]
    keys: Mapping[Cell, float]
    ways: Mapping[Cell, tuple[float | None, ...]]
    slips: Mapping[Cell, tuple[float | None, ...]]
    identities: tuple[bool, ...]


def given_values(workbook: Workbook) -> Mapping[Cell, float | str | None]:
    """Every given cell's figure or text; the engine is not loaded where no given cell has a formula. Raises Problem."""
    if not any(given.formula for given in workbook.givens.values()):
        return {cell: given.value for cell, given in workbook.givens.items()}
    return values_of(workbook).givens


def key_values(workbook: Workbook) -> Mapping[Cell, float]:
    """The right value of every answer cell that has one. Raises Problem."""
    return values_of(workbook).keys


def values_of(workbook: Workbook) -> Values:
    """Every figure, computed in one evaluation at the first call. Raises GateProblem or EngineProblem."""
    if "values" not in workbook.derived:
        workbook.derived["values"] = _values(workbook)
    found: Values = workbook.derived["values"]
    return found


def inside_names(workbook: Workbook) -> dict[str, str]:
    """The engine's own names for the declared sheets; it never meets authored ones."""
    return {sheet: f"W{place}" for place, sheet in enumerate(workbook.sheets)}


def inside(tree: Node, sheet: str, names: Mapping[str, str]) -> Node:
    """A formula that stands on `sheet` with every reference naming its sheet by the engine's own name."""

    def renamed(ref: Ref) -> Ref:
        return Ref(names[ref.sheet or sheet], ref.row, ref.column, ref.row_fixed, ref.column_fixed)

    return mapped(tree, renamed)


def _values(workbook: Workbook) -> Values:
    structure, names = structure_of(workbook), inside_names(workbook)
    sheets: dict[str, dict[str, Content]] = {name: {} for name in names.values()}
    for cell, given in workbook.givens.items():
        if given.value is not None and not given.formula:
            sheets[names[cell.sheet]][cell.a1] = given.value
    for cell, tree in structure.admitted.trees.items():
        sheets[names[cell.sheet]][cell.a1] = formula_of(inside(tree, cell.sheet, names))
    aside: list[Node] = [inside(way.tree, way.cell.sheet, names) for way in structure.all_ways()]
    aside += [inside(tree, "", names) for tree in structure.identities]
    sheets[_ASIDE] = {a1_of(row, 1): formula_of(tree) for row, tree in enumerate(aside, 1)}
    found = evaluate(sheets)
    beside = [found[_ASIDE][a1_of(row, 1)] for row in range(1, len(aside) + 1)]
    return _sorted(workbook, structure, names, found, beside)


def _sorted(
    workbook: Workbook,
    structure: Structure,
    names: Mapping[str, str],
    found: Mapping[str, Mapping[str, Value]],
    aside: list[Value],
) -> Values:
    givens: dict[Cell, float | str | None] = {}
    for cell, given in workbook.givens.items():
        value = found[names[cell.sheet]][cell.a1] if given.formula else given.value
        givens[cell] = value if isinstance(value, str) else number(value)
    keys = {cell: number(found[names[cell.sheet]][cell.a1]) for cell in structure.order}
    spots = iter(aside)
    ways: dict[Cell, tuple[float | None, ...]] = {}
    slips: dict[Cell, tuple[float | None, ...]] = {}
    for cell in structure.order:
        ways[cell] = tuple(number(next(spots)) for _ in structure.ways[cell])
        slips[cell] = tuple(number(next(spots)) for _ in structure.slips[cell])
    holds = tuple(value is True for value in spots)
    return Values(givens, {cell: key for cell, key in keys.items() if key is not None}, ways, slips, holds)
