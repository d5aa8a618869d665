"""What answering without thinking earns: lazy strategies run on a case. case room."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from epm_xblocks.case.attempt import Attempt
from epm_xblocks.case.filling import following, typed_figure
from epm_xblocks.case.model import Case, Damaged
from epm_xblocks.kinds.registry import KINDS
from epm_xblocks.workbook.draws import uniform
from epm_xblocks.workbook.model import Cell
from epm_xblocks.workbook.structure import structure_of
from epm_xblocks.workbook.values import given_values, key_values

__all__ = ["ALLOWED", "STRATEGIES", "Lazy", "gaming"]

ALLOWED = 0.15
"""The share of the points that no lazy strategy may earn more of."""


@dataclass(frozen=True)
class Lazy:
    """What a strategy earned: points of those a machine marks, and its share of them."""

    strategy: str
    points: float
    out_of: float

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.points / self.out_of if self.out_of else 0.0


@dataclass(frozen=True)
class _Sheet:
    """What a lazy learner sees, and what we know of it."""

    case: Case
    keys: Mapping[Cell, float]
    givens: Mapping[Cell, float]
    reads: Mapping[Cell, Sequence[Cell]]
    order: Sequence[Cell]

    def filled(self, figure: Callable[[Cell], float | None]) -> dict[str, Any]:
        """Every answer cell with its figure, typed."""
        found: dict[str, Any] = {}
        for step in self.case.steps:
            for cell, answer in step.cells.answers.items():
                value = figure(cell)
                if value is not None:
                    text = typed_figure(value, answer, self.case.figures)
                    found.setdefault(step.id, {"cells": {}})["cells"][cell.a1] = text
        return found

    def followed(self, figure: Callable[[Cell], float]) -> dict[str, Any]:
        """Invented figures where a cell reads data alone, everything after them worked out honestly."""
        roots = {cell: typed_figure(figure(cell), self._answer(cell), self.case.figures) for cell in self.roots}
        return following(self.case, roots)

    @property
    def roots(self) -> list[Cell]:
        """Answer cells that read no other answer."""
        return [cell for cell in self.order if not self.reads[cell]]

    def read_given(self, cell: Cell, which: int) -> float | None:
        """A given figure that the key of a cell reads: the first, the last …"""
        ways = structure_of(self.case.workbook).ways[cell][0]
        figures = [self.givens[one] for one in ways.givens if one in self.givens]
        return figures[which] if figures else next(iter(self.givens.values()), None)

    def name_of(self, cell: Cell) -> str:
        """The `answers` element a cell belongs to."""
        return self.case.workbook.answers[cell].id.rpartition(".")[0]

    def usual(self, cell: Cell) -> float:
        """The mean of the keys of its range: the size of figure that stands there."""
        near = [key for other, key in self.keys.items() if self.name_of(other) == self.name_of(cell)]
        return sum(near) / len(near) if near else 1.0

    def _answer(self, cell: Cell) -> Any:
        return self.case.workbook.answers[cell]


def _per_range(sheet: _Sheet, cell: Cell) -> float:
    """One invented constant for each range, of a plausible size: up to half above or below."""
    return sheet.usual(cell) * (0.5 + uniform("lazy", cell.sheet, sheet.name_of(cell)))


def _copied_answer(sheet: _Sheet, cell: Cell) -> float | None:
    """The figure of the first answer the cell reads, else of the first given."""
    read = sheet.reads[cell]
    return sheet.keys.get(read[0]) if read else sheet.read_given(cell, 0)


def _nonsense(case: Case) -> dict[str, Any]:
    return {step.id: {"cells": {cell.a1: "?" for cell in step.cells.answers}} for step in case.steps}


STRATEGIES: Mapping[str, Callable[[_Sheet], dict[str, Any]]] = {
    "all-1": lambda sheet: sheet.filled(lambda cell: 1.0),
    "all-0": lambda sheet: sheet.filled(lambda cell: 0.0),
    "all-100": lambda sheet: sheet.filled(lambda cell: 100.0),
    "copy-first-given": lambda sheet: sheet.filled(lambda cell: sheet.read_given(cell, 0)),
    "copy-last-given": lambda sheet: sheet.filled(lambda cell: sheet.read_given(cell, -1)),
    "copy-precedent": lambda sheet: sheet.filled(lambda cell: _copied_answer(sheet, cell)),
    "key-times-9": lambda sheet: sheet.filled(lambda cell: 9 * sheet.keys.get(cell, 1.0)),
    "key-halved": lambda sheet: sheet.filled(lambda cell: 0.5 * sheet.keys.get(cell, 1.0)),
    "constant-a-range": lambda sheet: sheet.filled(lambda cell: _per_range(sheet, cell)),
    "invented-then-followed": lambda sheet: sheet.followed(lambda cell: _per_range(sheet, cell)),
    "random-then-followed": lambda sheet: sheet.followed(
        lambda cell: sheet.keys.get(cell, 1.0) * (0.3 + 2 * uniform("lazy", cell.sheet, cell.a1))
    ),
    "all-1-then-followed": lambda sheet: sheet.followed(lambda cell: 1.0),
    "nonsense": lambda sheet: _nonsense(sheet.case),
    "blank": lambda sheet: {},
}
"""Worksheets filled without thinking; steps of other kinds are guessed beside them."""


def gaming(case: Case) -> list[Lazy]:
    """What each lazy strategy earns on the authored figures, most first. Raises Problem where there are no keys.

    With each goes the best of the lazy ways that kinds know to guess: for a choice always the first option, always the
    last, everything ticked, or what one picked at random earns on average.
    """
    guessed = _guessed(case)
    if not case.workbook.answers:
        return [Lazy("guessed-choices", guessed, case.worked_out)]
    structure = structure_of(case.workbook)
    figures = {cell: value for cell, value in given_values(case.workbook).items() if isinstance(value, float)}
    sheet = _Sheet(case, key_values(case.workbook), figures, structure.reads, structure.order)
    found = [Lazy(name, _points(case, fill(sheet)) + guessed, case.worked_out) for name, fill in STRATEGIES.items()]
    return sorted(found, key=lambda lazy: -lazy.points)


def _points(case: Case, answers: Mapping[str, Any]) -> float:
    return Attempt(case, None, answers).mark().points


def _guessed(case: Case) -> float:
    """What the best of the lazy ways earns, each followed through the whole case."""
    earned: dict[str, float] = {}
    for step in case.steps:
        ways = {} if isinstance(step, Damaged) else KINDS[step.kind].guesses(step)
        for name, answers in ways.items():
            mean = sum(_points(case, {step.id: answer}) for answer in answers) / max(1, len(answers))
            earned[name] = earned.get(name, 0.0) + mean
    return max(earned.values(), default=0.0)
