"""A model's formulas as short lists of operations, in postfix order, that a page works through too. workbook room.

Compiled from the gate's own trees: no text is ever evaluated. An operation is
- a figure, TRUE or FALSE: that value; null: an empty cell;
- `"@7"`: the value of place 7; `[3, 4, -1]`: the places of a range, -1 for a cell that holds nothing;
- `"+"` … or `"SUM:2"`: an operator, or a function with its number of arguments; takes them off, puts its result.

Where one value is wanted a reference is `"@7"`; where a function reads ranges whole it is a range of one, because an
empty cell, a text or TRUE counts otherwise there. `machine` works programs out, and in the
page static/js/lazy/parts/machine.js.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from epm_xblocks.workbook.functions import FUNCTIONS
from epm_xblocks.workbook.graph import read_cells
from epm_xblocks.workbook.model import Workbook
from epm_xblocks.workbook.problems import GateProblem
from epm_xblocks.workbook.refs import Cell
from epm_xblocks.workbook.structure import structure_of
from epm_xblocks.workbook.tree import Bool, Call, Chain, Group, Node, Number, Percent, Prefix, Range, Ref, Text, cell_of

__all__ = ["MODEL_FUNCTIONS", "Operation", "Program", "operations", "program"]

Operation: TypeAlias = float | bool | str | tuple[int, ...] | None

MODEL_FUNCTIONS = frozenset(
    (
        "ABS AND AVERAGE COUNT EXP IF IFERROR INT LN LOG10 MAX MIN MOD NOT OR POWER PRODUCT ROUND ROUNDDOWN ROUNDUP "
        "SIGN SQRT SUM SUMPRODUCT SUMSQ"
    ).split()
)
"""The functions a model may use: what the page can work out exactly as the engine does."""


@dataclass(frozen=True)
class Program:
    """The formulas of a model in the order they follow.

    cells: what stands at each place. steps: a place and the operations that give its value.
    """

    cells: tuple[Cell, ...]
    steps: tuple[tuple[int, tuple[Operation, ...]], ...]
    places: Mapping[Cell, int] = field(repr=False)


def program(workbook: Workbook, sheet: str, moved: Collection[Cell], wanted: Collection[Cell]) -> Program:
    """What must be worked out to know `wanted` when the cells `moved` take other values.

    That is: the formulas of `sheet`, and those of other sheets that the moved cells reach. Everything else keeps the
    value it has in the workbook. Raises GateProblem with the cell.
    """
    admitted = structure_of(workbook).admitted
    trees = {cell: tree for cell, tree in admitted.trees.items() if cell in workbook.givens and cell not in moved}
    reached = set(moved)
    for cell in admitted.order:
        tree = trees.get(cell)
        if tree is not None and (cell.sheet == sheet or read_cells(tree, cell.sheet, reached)):
            reached.add(cell)
    needed: dict[Cell, tuple[Cell, ...]] = {}
    waiting = [*wanted, *moved]
    while waiting:
        cell = waiting.pop()
        if cell not in needed and cell in workbook.givens:
            works = cell in trees and cell in reached
            needed[cell] = read_cells(trees[cell], cell.sheet, workbook.givens) if works else ()
            waiting.extend(needed[cell])
    places = {cell: place for place, cell in enumerate(cell for cell in workbook.givens if cell in needed)}
    steps = [(places[cell], tuple(_found(cell, trees[cell], places))) for cell in admitted.order if needed.get(cell)]
    return Program(tuple(places), tuple(steps), places)


def _found(cell: Cell, tree: Node, places: Mapping[Cell, int]) -> Iterator[Operation]:
    try:
        yield from operations(tree, cell.sheet, lambda one: places.get(one, -1))
    except GateProblem as refusal:
        raise refusal.at(cell) from None


def operations(node: Node, sheet: str, place: Callable[[Cell], int]) -> Iterator[Operation]:
    """The operations of an admitted tree on `sheet`; raises GateProblem for what no model may hold."""
    match node:
        case Number():
            yield float(node.text)
        case Bool():
            yield node.value
        case Ref():
            at = place(cell_of(node, sheet))
            yield None if at < 0 else f"@{at}"
        case Group():
            yield from operations(node.inner, sheet, place)
        case Prefix():
            yield from operations(node.operand, sheet, place)
            yield from ("neg" for sign in node.signs if sign == "-")
        case Percent():
            yield from operations(node.operand, sheet, place)
            yield from ["%"] * node.count
        case Chain():
            yield from operations(node.first, sheet, place)
            for operator, operand in node.rest:
                if operator == "&":
                    raise GateProblem("model-text", read="&")
                yield from operations(operand, sheet, place)
                yield operator
        case Call():
            yield from _call(node, sheet, place)
        case Text():
            raise GateProblem("model-text", read=f'"{node.value}"')
        case Range():
            raise GateProblem("model-range", read=str(node))
        case _:
            raise GateProblem("model-argument")


def _call(node: Call, sheet: str, place: Callable[[Cell], int]) -> Iterator[Operation]:
    if node.name not in MODEL_FUNCTIONS:
        raise GateProblem("model-function", read=node.name, allowed=", ".join(sorted(MODEL_FUNCTIONS)))
    shapes = set()
    for index, argument in enumerate(node.arguments):
        inner = argument
        while isinstance(inner, Group):
            inner = inner.inner
        whole = isinstance(inner, Ref | Range) and FUNCTIONS[node.name].takes(index) == "r"
        if whole and isinstance(inner, Ref | Range):
            area = (inner if isinstance(inner, Range) else Range(inner, inner)).area(sheet)
            shapes.add((area.bottom - area.top, area.right - area.left))
            yield tuple(place(cell) for cell in area.cells())
        else:
            shapes.add((0, 0))
            yield from operations(argument, sheet, place)
    if node.name == "SUMPRODUCT" and len(shapes) > 1:
        raise GateProblem("model-shapes", read=node.name)
    yield f"{node.name}:{len(node.arguments)}"
