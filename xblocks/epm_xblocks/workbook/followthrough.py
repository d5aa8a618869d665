"""Follow-through: a figure judged by the learner's own earlier figures, and guarded against gaming. workbook room.

A cell is consistent if its figure is what a right formula gives on the learner's own figures upstream, within its
tolerance and what their rounding explains. That earns credit only where the figures upstream are plausible or
explained, at least half of the answer cells read are explained, and the method can be told from a slip or from copying
a precedent; where every cell read is explained, it need not be told apart.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from epm_xblocks.grading.mark import EXPLAINED
from epm_xblocks.grading.tolerance import within
from epm_xblocks.workbook.entries import CellMark
from epm_xblocks.workbook.figures import Figures
from epm_xblocks.workbook.model import Answer, Cell, Workbook
from epm_xblocks.workbook.road import Desk, Ground, Road
from epm_xblocks.workbook.structure import Structure, Way

__all__ = ["PERCENT_SLIPS", "Judge", "Match", "is_scaled"]

PERCENT_SLIPS = (("times-100", 100.0), ("divided-by-100", 0.01))
"""Built-in slips of per-cent cells: the figure is so many times what it should be."""
MOST_OWN = 8
"""Own figures named for one cell."""


class Match(NamedTuple):
    """A way that gives the learner's figure. sound: whether credit may follow. slip: its id, None for a right way.

    stood_in: cells it reads whose right value stood in.
    """

    way: Way
    sound: bool
    slip: str | None
    stood_in: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges figures in the order of calculation; `marks` holds those of the cells before."""

    workbook: Workbook
    structure: Structure
    ground: Ground
    figures: Figures
    marks: Mapping[Cell, CellMark]
    road: Road

    def consistent(self, desk: Desk, figure: float) -> Match | None:
        """The right way that gives this figure on their road, if one does."""
        answer, road = desk.answer, self.road
        for way in desk.ways:
            value = road.value(way)
            if value is None:
                continue
            width = desk.width if desk.width is not None else answer.tolerance.width(value, answer.decimals)
            if not within(figure, value, width):
                allowance = road.allowance(way)
                if not allowance or not within(figure, value, width + allowance) or self._is_slip(answer, figure):
                    continue
            told_apart = self._telling(desk, figure, way, value, width) or self._explained(way)
            sound = told_apart and self._grounded(way)
            return Match(way, sound, None, self._stood_in(way))
        return None

    def slip(self, desk: Desk, figure: float) -> Match | None:
        """The slip on the learner's own figures that gives this figure, where credit may follow."""
        answer = desk.answer
        for way in desk.slips:
            if way.slip and self._gives(answer, figure, way) and self._grounded(way):
                return Match(way, True, way.slip.id, self._stood_in(way))
        for way in desk.ways if answer.unit == "percent" else ():
            name = self._scaled(answer, figure, way)
            if name and self._grounded(way):
                return Match(way, True, name, self._stood_in(way))
        return None

    def _gives(self, answer: Answer, figure: float, way: Way) -> bool:
        """Whether the way gives the figure on this road, within the tolerance and what rounding explains."""
        value = self.road.value(way)
        if value is None:
            return False
        width = self._width(answer, value)
        return within(figure, value, width) or within(figure, value, width + self.road.allowance(way))

    def _is_slip(self, answer: Answer, figure: float) -> bool:
        """Whether a slip gives the figure within the tolerance: rounding must not make a right way of it."""
        wrong = (self.road.value(slip) for slip in self.structure.slips[answer.ref])
        return any(one is not None and within(figure, one, self._width(answer, one)) for one in wrong)

    def _width(self, answer: Answer, value: float) -> float:
        width = self.ground.desks[answer.ref].width
        return answer.tolerance.width(value, answer.decimals) if width is None else width

    def _scaled(self, answer: Answer, figure: float, way: Way) -> str | None:
        half, value = self.figures.half_units.get(answer.ref, 0.0), self.road.value(way)
        for name, factor in PERCENT_SLIPS:
            if is_scaled(answer, figure, half, value, factor, self.road.allowance(way)):
                return name
        return None

    def _grounded(self, way: Way) -> bool:
        """At least half of the answer cells read are explained, and every own figure is plausible or explained."""
        explained = 0
        for cell in way.answers:
            mark = self.marks.get(cell)
            if cell not in self.figures.typed or (mark is not None and mark.state in EXPLAINED):
                explained += 1
            elif not self._plausible(cell):
                return False
        return 2 * explained >= len(way.answers)

    def _explained(self, way: Way) -> bool:
        """Whether every figure it reads is the learner's and explained: then a figure that fits is chance, not gaming.

        Who copies or invents leaves the road at the first figure, and nothing after it is explained this far.
        """
        marks = (self.marks.get(cell) for cell in way.answers)
        return all(mark is not None and mark.state in EXPLAINED for mark in marks)

    def _plausible(self, cell: Cell) -> bool:
        key = self.ground.known.get(cell)
        return key is not None and self.workbook.answers[cell].band.holds(self.figures.typed[cell], key)

    def _telling(self, desk: Desk, figure: float, way: Way, value: float, width: float) -> bool:
        """Whether the figure shows the method: no slip gives the same, and it is no copy of a figure that is read.

        A figure of another unit is copied to the last digit or not at all; one of the same unit may have been rounded.
        """
        road = self.road
        for slip in desk.all_slips:
            wrong = road.value(slip)
            if wrong is not None and within(wrong, value, width):
                return False
        exact = 1e-12 * abs(figure)
        for cell in way.reads:
            copy = road.figures.get(cell)
            if copy is not None and abs(figure - copy) <= (width + exact if cell in desk.alike else exact):
                return False
        return True

    def _stood_in(self, way: Way) -> tuple[Cell, ...]:
        typed = self.figures.typed
        if len(typed) == len(self.workbook.answers):
            return ()
        return tuple(cell for cell in way.answers if cell not in typed)

    def own(self, match: Match, text: Callable[[Cell], str]) -> tuple[tuple[Cell, str], ...]:
        """The learner's figures behind a consistent one: nearest first, in place of those that follow their sources."""
        if len(match.way.answers) == 1 and not match.stood_in:
            only = self.marks.get(match.way.answers[0])
            if only is not None and only.own:
                return only.own
        near: dict[Cell, str] = {}
        far: dict[Cell, str] = {}
        rounded: dict[Cell, str] = {}
        for cell in match.way.answers:
            if cell in match.stood_in:
                continue
            mark = self.marks.get(cell)
            if mark is None or mark.state not in ("right", "consistent"):
                near[cell] = text(cell)
            elif mark.state == "right":
                rounded[cell] = text(cell)
            elif mark.own:
                (rounded if self.marks[mark.own[0][0]].state == "right" else far).update(mark.own)
        return tuple((near | far or rounded).items())[:MOST_OWN]


def is_scaled(
    answer: Answer, figure: float, half_unit: float, value: float | None, factor: float, allowance: float = 0.0
) -> bool:
    """Whether a figure is `factor` times a value, within the cell's tolerance and its own rounding once scaled back."""
    if not value:
        return False
    width = answer.tolerance.width(value, answer.decimals) + allowance + half_unit / factor
    return within(figure / factor, value, width)
