"""Analytic rubrics: criteria, each with described levels worth points. grading room (GROUND, standard library only)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Criterion", "Level", "Rubric"]


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a criterion and what it is worth."""

    id: str
    points: float


@dataclass(frozen=True, slots=True)
class Criterion:
    """What is looked at, and its levels from the lowest to the highest."""

    id: str
    levels: tuple[Level, ...]

    @property
    def points(self) -> float:
        """What the highest level is worth."""
        return max((level.points for level in self.levels), default=0.0)


@dataclass(frozen=True, slots=True)
class Rubric:
    """The criteria by which people mark; "not observed" is no level."""

    criteria: tuple[Criterion, ...] = ()

    @property
    def points(self) -> float:
        """The sum of the criteria's points."""
        return sum(criterion.points for criterion in self.criteria)

    def missing(self, levels: Mapping[str, object]) -> tuple[str, ...]:
        """Criteria that have no level, or one that they do not have."""
        return tuple(one.id for one in self.criteria if levels.get(one.id) not in [level.id for level in one.levels])

    def earned(self, levels: Mapping[str, object]) -> float:
        """Points of the levels given, {criterion: level}; criteria without one, and unknown names, earn nothing."""
        known = ((level, one.id) for one in self.criteria for level in one.levels)
        return sum(level.points for level, criterion in known if levels.get(criterion) == level.id)
