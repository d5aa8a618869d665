"""What a workbook's formulas are, apart from its figures: read once, kept for every variant. workbook room."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from epm_xblocks.workbook.gate import Admitted, admit, admit_all
from epm_xblocks.workbook.graph import cells_in, descendants, reading_order, reads_among
from epm_xblocks.workbook.model import Slip, Workbook
from epm_xblocks.workbook.problems import GateProblem
from epm_xblocks.workbook.refs import Cell
from epm_xblocks.workbook.tree import Node, areas

__all__ = ["Structure", "Way", "shared", "structure_of"]


@dataclass(frozen=True)
class Way:
    """One way to work a cell out: its key, another accepted formula, or a slip.

    number: its place among all ways. answers, givens: the cells of each sort that it reads.
    """

    number: int
    cell: Cell
    tree: Node
    answers: tuple[Cell, ...]
    givens: tuple[Cell, ...]
    slip: Slip | None = None

    @cached_property
    def reads(self) -> tuple[Cell, ...]:
        """Every known cell it reads."""
        return (*self.answers, *self.givens)


@dataclass(frozen=True)
class Structure:
    """Formulas of a workbook, admitted.

    order: answer cells so that each follows what it reads, else in reading order. ways: for each answer cell its right
    ways (the key first). slips: its wrong ones. reads: answer cells that each key reads.
    """

    admitted: Admitted
    order: tuple[Cell, ...]
    reads: Mapping[Cell, tuple[Cell, ...]]
    ways: Mapping[Cell, tuple[Way, ...]]
    slips: Mapping[Cell, tuple[Way, ...]]
    identities: tuple[Node, ...]
    rank: Mapping[Cell, int]

    def all_ways(self) -> Iterator[Way]:
        """Every way of every cell, in order."""
        for cell in self.order:
            yield from self.ways[cell]
            yield from self.slips[cell]

    def after(self, cell: Cell) -> frozenset[Cell]:
        """The answer cells that depend on this one, itself included."""
        return descendants(cell, self.reads, self.order)


def shared(workbook: Workbook) -> dict[str, Any]:
    """What a workbook keeps together with all its variants."""
    kept: dict[str, Any] = workbook.derived.setdefault("shared", {})
    return kept


def structure_of(workbook: Workbook) -> Structure:
    """The workbook's formulas, read and admitted at the first call. Raises GateProblem with the cell."""
    kept = shared(workbook)
    if "structure" not in kept:
        kept["structure"] = _structure(workbook)
    found: Structure = kept["structure"]
    return found


def _structure(workbook: Workbook) -> Structure:
    formulas = {cell: given.formula for cell, given in workbook.givens.items() if given.formula}
    formulas |= {cell: answer.formula for cell, answer in workbook.answers.items()}
    texts = {cell: given.value for cell, given in workbook.givens.items() if isinstance(given.value, str)}
    admitted = admit_all(formulas, workbook.sheets, texts)
    keys = {cell: admitted.trees[cell] for cell in workbook.answers}
    count = itertools.count()
    ways, slips = {}, {}
    for cell, answer in workbook.answers.items():
        accepted = [_admitted(formula, cell, workbook) for formula in answer.accept]
        ways[cell] = tuple(_way(next(count), workbook, cell, tree) for tree in (keys[cell], *accepted))
        wrong = ((_admitted(slip.formula, cell, workbook), slip) for slip in answer.slips)
        slips[cell] = tuple(_way(next(count), workbook, cell, tree, slip) for tree, slip in wrong)
    return Structure(
        admitted,
        tuple(cell for cell in admitted.order if cell in workbook.answers),
        reads_among(keys),
        ways,
        slips,
        tuple(admit(formula, "", workbook.sheets) for formula in workbook.identities),
        reading_order(workbook.answers, workbook.sheets),
    )


def _admitted(formula: str, cell: Cell, workbook: Workbook) -> Node:
    try:
        return admit(formula, cell.sheet, workbook.sheets)
    except GateProblem as refusal:
        raise refusal.at(cell) from None


def _way(number: int, workbook: Workbook, cell: Cell, tree: Node, slip: Slip | None = None) -> Way:
    read = areas(tree, cell.sheet)
    answers, givens = cells_in(read, workbook.answers.keys()), cells_in(read, workbook.givens.keys())
    if cell in answers:
        raise GateProblem("formula-cycle", path=(str(cell), str(cell))).at(cell)
    return Way(number, cell, tree, answers, givens, slip)
