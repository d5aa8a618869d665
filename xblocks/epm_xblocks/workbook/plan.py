"""The engine sheet that follows a learner's figures: laid out once, run once a mark. workbook room.

One engine sheet holds blocks, one below the other. Each block has the learner's figures (all sheets side by side) and,
in zones to the right, a copy of every formula that reads them. The first block holds the figures as typed; the others
hold them with some moved by half a unit of their last typed digit, up or down. Figures that no formula reads together
are moved in the same block, so a few blocks give the effect of each figure on each formula. Copies keep their place
inside a block, so that the engine sees the same relative formula and reads it once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from epm_xblocks.workbook.engine import Content, Prepared, formula_of
from epm_xblocks.workbook.model import Cell, Workbook
from epm_xblocks.workbook.problems import GateProblem
from epm_xblocks.workbook.refs import MAX_COLUMN, MAX_ROW, a1_of
from epm_xblocks.workbook.structure import Way, shared, structure_of
from epm_xblocks.workbook.tree import Ref, mapped
from epm_xblocks.workbook.values import values_of

__all__ = ["Followed", "Plan", "follow", "plan_of"]

MOST_MOVED = 64
"""Figures of one formula that are moved apart from each other; beyond it some share a block."""


@dataclass(frozen=True, slots=True)
class Followed:
    """A way worked out with the learner's figures, and by how much their rounding can move it; None where no figure."""

    value: float | None
    allowance: float


@dataclass(frozen=True)
class _Layout:
    """Where things stand: first column of each sheet, width of a zone, height of a block."""

    columns: Mapping[str, int]
    width: int
    height: int

    def spot(self, cell: Cell, block: int = 0, zone: int = 0) -> tuple[int, int]:
        return block * self.height + cell.row, zone * self.width + self.columns[cell.sheet] + cell.column


@dataclass(frozen=True)
class Plan:
    """The laid-out sheet: where to put each figure, and where each way's values stand.

    puts: (row, column, index of the cell in `read`, +1, -1 or 0 for how its half unit moves it). wanted: for each of
    `ways` its own spot, then the pairs (up, down) of the moved ones, `moved` such pairs.
    """

    read: tuple[Cell, ...]
    puts: tuple[tuple[int, int, int, int], ...]
    ways: tuple[Way, ...]
    wanted: tuple[tuple[int, int], ...]
    moved: tuple[int, ...]
    formulas: Mapping[tuple[int, int], Content]
    given_spots: Mapping[Cell, tuple[tuple[int, int], ...]]


def follow(
    plan: Plan, workbook: Workbook, figures: Mapping[Cell, float], half_units: Mapping[Cell, float]
) -> dict[int, Followed]:
    """Every way of the plan with these figures, by the way's number. Raises EngineProblem."""
    own = [figures.get(cell, 0.0) for cell in plan.read]
    halves = [half_units.get(cell, 0.0) for cell in plan.read]
    put = [(row, column, own[index] + move * halves[index]) for row, column, index, move in plan.puts]
    found = _prepared(plan, workbook).run(put, plan.wanted)
    followed: dict[int, Followed] = {}
    spot = 0
    for way, moved in zip(plan.ways, plan.moved, strict=True):
        last = spot + 1 + 2 * moved
        followed[way.number] = Followed(found[spot], _allowance(found[spot], found[spot + 1 : last]))
        spot = last
    return followed


def _allowance(value: float | None, effects: list[float | None]) -> float:
    """The sum over figures of the larger effect of half a unit up or down; a side without value is left out."""
    if value is None:
        return 0.0
    changes = [0.0 if effect is None else abs(effect - value) for effect in effects]
    return sum(map(max, changes[::2], changes[1::2]))


def plan_of(workbook: Workbook, apart: Collection[int]) -> Plan:
    """The plan for every way that reads answers, but those worked out apart (by number). Raises GateProblem."""
    plans: dict[frozenset[int], Plan] = shared(workbook).setdefault("plans", {})
    ways = tuple(way for way in structure_of(workbook).all_ways() if way.answers and way.number not in apart)
    key = frozenset(way.number for way in ways)
    if key not in plans:
        plans[key] = _plan(workbook, ways)
    return plans[key]


def _prepared(plan: Plan, workbook: Workbook) -> Prepared:
    """The variant's sheet: the plan's formulas and the variant's given figures."""
    images: dict[int, Prepared] = workbook.derived.setdefault("prepared", {})
    if id(plan) not in images:
        givens = values_of(workbook).givens
        contents = dict(plan.formulas)
        for cell, spots in plan.given_spots.items():
            value = givens[cell]
            if value is not None:
                contents.update((spot, value) for spot in spots)
        images[id(plan)] = Prepared.of(contents)
    return images[id(plan)]


def _layout(workbook: Workbook, ways: Iterable[Way], zones: int) -> _Layout:
    """Sheets side by side, each as wide as its known cells; ranges may reach beyond them, which reads empty cells."""
    used = [*workbook.givens, *workbook.answers]
    width: dict[str, int] = dict.fromkeys(workbook.sheets, 1)
    height = 1
    for cell in used:
        width[cell.sheet] = max(width[cell.sheet], cell.column)
        height = max(height, cell.row)
    for way in ways:
        for ref in _refs(way):
            sheet = ref.sheet or way.cell.sheet
            width[sheet] = max(width[sheet], ref.column)
            height = max(height, ref.row)
    columns, total = {}, 0
    for sheet in workbook.sheets:
        columns[sheet] = total
        total += width[sheet]
    if total * (zones + 1) > MAX_COLUMN:
        raise GateProblem("workbook-too-wide", columns=total * (zones + 1), limit=MAX_COLUMN)
    return _Layout(columns, total, height)


def _refs(way: Way) -> list[Ref]:
    found: list[Ref] = []

    def note(ref: Ref) -> Ref:
        found.append(ref)
        return ref

    mapped(way.tree, note)
    return found


def _colours(ways: Iterable[Way], most: int) -> dict[Cell, int]:
    """A block number for every read cell, so that two cells read by one formula differ where `most` allows it."""
    together: dict[Cell, dict[Cell, None]] = {}
    for way in ways:
        for cell in way.answers:
            together.setdefault(cell, {}).update(dict.fromkeys(way.answers[: 4 * most]))
    colours: dict[Cell, int] = {}
    for cell, others in together.items():
        taken = {colours[other] for other in others if other in colours and other != cell}
        free = next((colour for colour in range(most) if colour not in taken), len(colours) % most)
        colours[cell] = free
    return colours


def _plan(workbook: Workbook, ways: tuple[Way, ...]) -> Plan:
    zones = _zones(ways)
    layout = _layout(workbook, ways, max(zones, default=0))
    most = max(1, min(MOST_MOVED, (MAX_ROW // layout.height - 1) // 2))
    colours = _colours(ways, most)
    read = {cell: index for index, cell in enumerate(colours)}
    formulas: dict[tuple[int, int], Content] = {}
    puts: dict[tuple[int, int], tuple[int, int]] = {}
    givens: dict[Cell, dict[tuple[int, int], None]] = {}
    wanted: list[tuple[int, int]] = []
    moved: list[int] = []
    for way, zone in zip(ways, zones, strict=True):
        used = sorted({colours[cell] for cell in way.answers})
        moved.append(len(used))
        for block in [0, *(block for colour in used for block in (2 * colour + 1, 2 * colour + 2))]:
            spot = layout.spot(way.cell, block, zone)
            wanted.append(spot)
            formulas[spot] = formula_of(mapped(way.tree, _Mover(layout, way.cell.sheet, block)))
            for cell in way.answers:
                puts[layout.spot(cell, block)] = (read[cell], _move(block, colours[cell]))
            for cell in way.givens:
                givens.setdefault(cell, {})[layout.spot(cell, block)] = None
    return Plan(
        tuple(read),
        tuple((row, column, index, move) for (row, column), (index, move) in puts.items()),
        ways,
        tuple(wanted),
        tuple(moved),
        formulas,
        {cell: tuple(spots) for cell, spots in givens.items()},
    )


def _zones(ways: Iterable[Way]) -> list[int]:
    """The zone of each way: the first of a cell stands in zone 1, its next in zone 2 …"""
    seen: dict[Cell, int] = {}
    zones: list[int] = []
    for way in ways:
        seen[way.cell] = seen.get(way.cell, 0) + 1
        zones.append(seen[way.cell])
    return zones


def _move(block: int, colour: int) -> int:
    """How a cell of this colour stands in a block: up in block 2c+1, down in 2c+2, else as typed."""
    if block and (block - 1) // 2 == colour:
        return 1 if block % 2 else -1
    return 0


@dataclass(frozen=True)
class _Mover:
    """Takes a reference of a formula on `sheet` to the figures of a block."""

    layout: _Layout
    sheet: str
    block: int

    def __call__(self, ref: Ref) -> Ref:
        cell = Cell(ref.sheet or self.sheet, a1_of(ref.row, ref.column))
        row, column = self.layout.spot(cell, self.block)
        return Ref("", row, column)
