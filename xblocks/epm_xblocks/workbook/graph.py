"""Which cells a formula reads, in which order they follow, and whether they run in a circle. workbook room."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Mapping, Sequence

from epm_xblocks.workbook.problems import GateProblem, place_of
from epm_xblocks.workbook.refs import Area, Cell
from epm_xblocks.workbook.tree import Node, areas

__all__ = ["cells_in", "descendants", "in_order", "read_cells", "reading_order", "reads_among"]


def read_cells(node: Node, sheet: str, known: Collection[Cell]) -> tuple[Cell, ...]:
    """The cells of `known` that a formula on `sheet` reads, in order of appearance."""
    return cells_in(areas(node, sheet), known)


def cells_in(rectangles: Iterable[Area], known: Collection[Cell]) -> tuple[Cell, ...]:
    """The cells of `known` in these rectangles; the smaller of the two is searched."""
    found: dict[Cell, None] = {}
    for area in rectangles:
        within = (cell for cell in known if area.holds(cell)) if area.size > len(known) else area.cells()
        found.update((cell, None) for cell in within if cell in known)
    return tuple(found)


def reads_among(trees: Mapping[Cell, Node]) -> dict[Cell, tuple[Cell, ...]]:
    """For each formula cell the formula cells it reads."""
    return {cell: read_cells(tree, cell.sheet, trees.keys()) for cell, tree in trees.items()}


def reading_order(cells: Iterable[Cell], sheets: Sequence[str]) -> dict[Cell, int]:
    """Each cell's place when read sheet by sheet, row by row."""
    rank = {sheet: number for number, sheet in enumerate(sheets)}
    ordered = sorted(cells, key=lambda cell: (rank.get(cell.sheet, len(rank)), cell.sheet, cell.row, cell.column))
    return {cell: number for number, cell in enumerate(ordered)}


def in_order(reads: Mapping[Cell, Sequence[Cell]], sheets: Sequence[str]) -> tuple[Cell, ...]:
    """The cells so that each comes after what it reads, else as a page is read.

    Raises GateProblem `formula-cycle` with `path` (names, the first repeated at the end).
    """
    rank = reading_order(reads, sheets)
    waiting = {cell: len(set(read)) for cell, read in reads.items()}
    readers: dict[Cell, list[Cell]] = {cell: [] for cell in reads}
    for cell, read in reads.items():
        for source in set(read):
            readers[source].append(cell)
    ready = [(rank[cell], cell) for cell, count in waiting.items() if not count]
    heapq.heapify(ready)
    ordered: list[Cell] = []
    while ready:
        _, cell = heapq.heappop(ready)
        ordered.append(cell)
        for reader in readers[cell]:
            waiting[reader] -= 1
            if not waiting[reader]:
                heapq.heappush(ready, (rank[reader], reader))
    if len(ordered) < len(reads):
        raise _circle(reads, {cell for cell, count in waiting.items() if count}, rank)
    return tuple(ordered)


def descendants(start: Cell, reads: Mapping[Cell, Sequence[Cell]], order: Sequence[Cell]) -> frozenset[Cell]:
    """The cells that depend on `start`, itself included; `order` as `in_order` gives it."""
    found = {start}
    for cell in order:
        if not found.isdisjoint(reads[cell]):
            found.add(cell)
    return frozenset(found)


def _circle(reads: Mapping[Cell, Sequence[Cell]], stuck: set[Cell], rank: Mapping[Cell, int]) -> GateProblem:
    """The circle met first when one walks backwards from the first cell that could not be ordered."""
    cell = min(stuck, key=rank.__getitem__)
    path: dict[Cell, None] = {}
    while cell not in path:
        path[cell] = None
        cell = next(source for source in reads[cell] if source in stuck)
    names = list(path)[list(path).index(cell) :]
    return GateProblem("formula-cycle", place=place_of(cell), path=tuple(str(name) for name in (*names, cell)))
