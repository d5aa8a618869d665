"""Single ages from five-year groups by Sprague multipliers. planning, GROUND, standard library only.

Osculatory interpolation: groups keep their sums, a flat population gives exactly a fifth for each age, and ages may
come out below zero where groups jump. Not for heaped data that were not smoothed. Sources: Sprague, Explanation of a
new formula for interpolation, Journal of the Institute of Actuaries 22, 1880; coefficients as in DemoTools.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from epm_xblocks.planning.values import Number, PlanningProblem, required

__all__ = ["LastGroup", "SingleAges", "single_ages"]

LastGroup = Literal["open", "closed"]
"""Whether the last group has no upper limit ("65 and over"); it is then passed on as it is."""

FEWEST_GROUPS = 6
Panel = tuple[tuple[int, ...], ...]
"""Five coefficients for each of the five ages of a group, in ten-thousandths."""

FIRST: Panel = (
    (3616, -2768, 1488, -336, 0),
    (2640, -960, 400, -80, 0),
    (1840, 400, -320, 80, 0),
    (1200, 1360, -720, 160, 0),
    (704, 1968, -848, 176, 0),
)
SECOND: Panel = (
    (336, 2272, -752, 144, 0),
    (80, 2320, -480, 80, 0),
    (-80, 2160, -80, 0, 0),
    (-160, 1840, 400, -80, 0),
    (-176, 1408, 912, -144, 0),
)
MIDDLE: Panel = (
    (-128, 848, 1504, -240, 16),
    (-16, 144, 2224, -416, 64),
    (64, -336, 2544, -336, 64),
    (64, -416, 2224, 144, -16),
    (16, -240, 1504, 848, -128),
)


@dataclass(frozen=True, slots=True)
class SingleAges:
    """People by single age from `first_age`, and those of the open last group (None where it is closed).

    below_zero: ages whose figure is negative, to be told to the reader.
    """

    first_age: int
    people: tuple[float, ...]
    open_group: float | None

    @property
    def below_zero(self) -> tuple[int, ...]:
        """The ages that cannot be true."""
        return tuple(age for age, count in enumerate(self.people, self.first_age) if count < 0)

    def at(self, first: int, last: int) -> float:
        """People of the ages `first` to `last`, both included. Raises PlanningProblem "ages-not-covered"."""
        start, end = first - self.first_age, last - self.first_age + 1
        if not 0 <= start < end <= len(self.people):
            covered = self.first_age + len(self.people) - 1
            raise PlanningProblem("ages-not-covered", first=first, last=last, from_age=self.first_age, to_age=covered)
        return math.fsum(self.people[start:end])


def single_ages(groups: Sequence[Number], *, last: LastGroup, first_age: int = 0) -> SingleAges:
    """Five-year groups split into single ages; unrounded, in people.

    groups: people by five-year group without a gap, the youngest first, six or more with the last. last: see
    LastGroup. first_age: lowest age of the first group. Raises PlanningProblem "too-few-groups", "missing-figure".
    """
    if len(groups) < FEWEST_GROUPS:
        raise PlanningProblem("too-few-groups", groups=len(groups), needed=FEWEST_GROUPS)
    counts = required(groups, "groups")
    closed, open_group = (counts[:-1], counts[-1]) if last == "open" else (counts, None)
    people = [age for at in range(len(closed)) for age in _ages_of(closed, at)]
    return SingleAges(first_age, tuple(people), open_group)


def _ages_of(groups: Sequence[float], at: int) -> list[float]:
    """The five ages of one group: the two panels at either end mirror each other."""
    from_end = len(groups) - 1 - at
    if at < 2:
        return _weighted((FIRST, SECOND)[at], groups[:5])
    if from_end < 2:
        return _weighted((FIRST, SECOND)[from_end], groups[:-6:-1])[::-1]
    return _weighted(MIDDLE, groups[at - 2 : at + 3])


def _weighted(panel: Panel, groups: Sequence[float]) -> list[float]:
    """Divided last, so that whole people give the exact ten-thousandths."""
    return [math.fsum(c * count for c, count in zip(row, groups, strict=True)) / 10_000 for row in panel]
