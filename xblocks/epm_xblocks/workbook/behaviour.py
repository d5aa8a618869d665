"""Whether a formula is a method: the same as the key's on other data too. workbook room.

The given figures are perturbed in a few fixed ways, the right values follow, and the learner's formula is worked out on
each such world: given cells and right values of *that* world as plain figures, in a workbook with no formula but the
learner's. A pasted number gives itself away, and nothing of the real key is there to be read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from epm_xblocks.findings import Problem
from epm_xblocks.workbook.draws import uniform
from epm_xblocks.workbook.engine import Content, evaluate, formula_of, number
from epm_xblocks.workbook.graph import cells_in
from epm_xblocks.workbook.model import Answer, Cell, Given, Workbook
from epm_xblocks.workbook.refs import a1_of
from epm_xblocks.workbook.structure import shared, structure_of
from epm_xblocks.workbook.tree import Node, Ref, areas, mapped
from epm_xblocks.workbook.values import Values, values_of

__all__ = ["Behaviour", "behaviour_of"]

SPREADS = (0.04, 0.12, 0.3, 0.3, 0.5)
"""How far the given figures go from the authored ones, up or down, in each world."""
FEWEST = 2
"""Worlds in which the key must have a value, or nothing is told by behaviour."""
_INTEGERS_FROM = 20


@dataclass(frozen=True)
class Behaviour:
    """methods: "" where a formula does what a right way does, the id of the slip it does, None for neither."""

    methods: Mapping[Cell, str | None] = field(default_factory=dict)


def behaviour_of(workbook: Workbook, trees: Mapping[Cell, Node]) -> Behaviour:
    """What each admitted formula does. A formula that reads what follows from its own cell does nothing right."""
    if not trees:
        return Behaviour()
    structure = structure_of(workbook)
    methods: dict[Cell, str | None] = dict.fromkeys(trees)
    forward = {
        cell: tree
        for cell, tree in trees.items()
        if structure.after(cell).isdisjoint(cells_in(areas(tree, cell.sheet), workbook.answers.keys()))
    }
    worlds = _worlds(workbook)
    found = _worked_out(workbook, worlds, forward) if worlds and forward else {}
    for cell in forward:
        methods[cell] = _method(workbook.answers[cell], cell, worlds, found.get(cell, ()))
    return Behaviour(methods)


def _method(answer: Answer, cell: Cell, worlds: Sequence[Values], found: Sequence[float | None]) -> str | None:
    if not found:
        return None
    for index in range(len(worlds[0].ways[cell])):
        if _agrees(answer, found, [world.ways[cell][index] for world in worlds]):
            return ""
    for index, slip in enumerate(answer.slips):
        if _agrees(answer, found, [world.slips[cell][index] for world in worlds]):
            return slip.id
    return None


def _agrees(answer: Answer, found: Sequence[float | None], wanted: Sequence[float | None]) -> bool:
    """Whether two formulas give the same in every world where the wanted one gives anything; it must move at all."""
    told = [(have, want) for have, want in zip(found, wanted, strict=True) if want is not None]
    if len(told) < FEWEST:
        return False
    return all(have is not None and answer.tolerance.accepts(have, want, answer.decimals) for have, want in told)


def _worlds(workbook: Workbook) -> tuple[Values, ...]:
    """The perturbed worlds of a workbook, the same for all its variants."""
    kept = shared(workbook)
    if "worlds" not in kept:
        found: list[Values] = []
        for place, spread in enumerate(SPREADS):
            givens = {cell: _perturbed(given, spread, str(place)) for cell, given in workbook.givens.items()}
            world = replace(workbook, givens=givens)
            world.derived["shared"] = kept
            try:
                found.append(values_of(world))
            except Problem:
                continue
        kept["worlds"] = tuple(found)
    worlds: tuple[Values, ...] = kept["worlds"]
    return worlds


def _perturbed(given: Given, spread: float, world: str) -> Given:
    if given.formula or not isinstance(given.value, float | int):
        return given
    moved = given.value * (1 + spread * (2 * uniform("world", world, given.ref.sheet, given.ref.a1) - 1))
    whole = float(given.value).is_integer() and abs(given.value) >= _INTEGERS_FROM
    return replace(given, value=float(round(moved)) if whole else moved)


def _worked_out(
    workbook: Workbook, worlds: Sequence[Values], trees: Mapping[Cell, Node]
) -> dict[Cell, list[float | None]]:
    """Each formula in each world; worlds are sheets of figures side by side, formulas stand apart from them.

    A key that reads nothing is the same in every world, so it is left out of all.
    """
    sheets: dict[str, dict[str, Content]] = {}
    fixed = {cell for cell, ways in structure_of(workbook).ways.items() if not (ways[0].answers or ways[0].givens)}
    for place, world in enumerate(worlds):
        for number_, sheet in enumerate(workbook.sheets):
            name = f"W{place}_{number_}"
            sheets[name] = {
                cell.a1: value
                for part in (world.givens, world.keys)
                for cell, value in part.items()
                if cell.sheet == sheet and value is not None and cell not in fixed
            }
    aside: dict[str, Content] = {}
    for row, (cell, tree) in enumerate(trees.items(), 1):
        for place in range(len(worlds)):
            aside[a1_of(row, place + 1)] = formula_of(_in_world(workbook, tree, cell.sheet, place))
    found = evaluate({**sheets, "X": aside})["X"]
    columns = range(1, len(worlds) + 1)
    return {cell: [number(found[a1_of(row, column)]) for column in columns] for row, cell in enumerate(trees, 1)}


def _in_world(workbook: Workbook, tree: Node, sheet: str, place: int) -> Node:
    numbers = {name: number_ for number_, name in enumerate(workbook.sheets)}

    def moved(ref: Ref) -> Ref:
        return Ref(f"W{place}_{numbers[ref.sheet or sheet]}", ref.row, ref.column)

    return mapped(tree, moved)
