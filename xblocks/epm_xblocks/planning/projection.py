"""Enrolment by grade and year: the flow model, and the ratio models. planning, GROUND, standard library only.

E(1,t+1) = N(1,t+1) + r(1) E(1,t); E(g,t+1) = p(g-1) E(g-1,t) + r(g) E(g,t). Rates are fractions 0-1, those of year t
rule what happens between t and t+1, and nothing is rounded on the way. Sources: UIS, Education Indicators: Technical
Guidelines, 2009 (flow rates); Mehta, enrolment projections (grade ratios); UNESCO Bangkok, ANPRO (targets).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from epm_xblocks.planning.flows import NOISE
from epm_xblocks.planning.values import (
    Number,
    PlanningProblem,
    Reason,
    Result,
    Unit,
    checked,
    defined,
    quotient,
    required,
    same_length,
    undefined,
)

__all__ = [
    "Projection",
    "Rates",
    "enrolment_by_ratio",
    "flow_projection",
    "grade_ratio_projection",
    "grade_ratios",
    "same_every_year",
]

MEHTA = "Mehta, enrolment projections: grade ratios"
RATIO = "enrolment-ratio method: GER * population"

Rates = Sequence[Sequence[Number]]
"""By year from the base year, then by grade; fractions 0-1, graduation last among the promotion rates."""


@dataclass(frozen=True, slots=True)
class Projection:
    """Pupils by year from the base year, then by grade.

    enrolment: one row more than there are years to project. The others have a row for each step from a year t to t+1:
    repeaters, new_entrants: of t+1 by grade (promoted pupils are new to their grade). dropouts: of t by grade.
    graduates: at the end of t. In each step pupils(t) + new_entrants of grade 1 = pupils(t+1) + graduates + dropouts.
    """

    enrolment: tuple[tuple[float, ...], ...]
    repeaters: tuple[tuple[float, ...], ...]
    new_entrants: tuple[tuple[float, ...], ...]
    dropouts: tuple[tuple[float, ...], ...]
    graduates: tuple[float, ...]

    @property
    def totals(self) -> tuple[float, ...]:
        """Pupils of all grades, year by year."""
        return tuple(math.fsum(grades) for grades in self.enrolment)


def flow_projection(
    enrolment: Sequence[Number], entrants: Sequence[Number], promotion: Rates, repetition: Rates
) -> Projection:
    """Enrolment by grade from the flow rates of each year.

    enrolment: pupils of the base year by grade. entrants: new entrants to grade 1 of the years after it
    (`intake.projected_intake`). promotion, repetition: as many years as entrants; constant ones by `same_every_year`,
    changing ones by `paths.rate_paths`. Raises PlanningProblem "lengths-differ", "missing-figure", "no-grades",
    "promoted-and-repeating" with year (from 1) and grade where p + r > 1.
    """
    same_length(entrants=entrants, promotion=promotion, repetition=repetition)
    if not enrolment:
        raise PlanningProblem("no-grades")
    steps = []
    years = [required(enrolment, "enrolment")]
    new = required(entrants, "entrants")
    for year, (entering, up, again) in enumerate(zip(new, promotion, repetition, strict=True), 1):
        step = _step(years[-1], entering, _possible(up, again, len(enrolment), year))
        steps.append(step)
        years.append(tuple(n + r for n, r in zip(step.new, step.repeating, strict=True)))
    return Projection(
        tuple(years),
        tuple(step.repeating for step in steps),
        tuple(step.new for step in steps),
        tuple(step.lost for step in steps),
        tuple(step.graduates for step in steps),
    )


def same_every_year(rates: Sequence[Number], years: int) -> Rates:
    """The same rates by grade in each of so many years."""
    return [tuple(rates)] * years


def grade_ratios(year: Sequence[Number], following: Sequence[Number]) -> tuple[Result, ...]:
    """E(g+1,t+1) / E(g,t), fractions, for every grade but the last; needs no repeaters. May exceed 1.

    year, following: pupils by grade of t and t+1. Raises PlanningProblem "lengths-differ". Source: Mehta.
    """
    same_length(year=year, following=following)
    pairs = zip(following[1:], year, strict=False)
    return tuple(
        quotient("grade-ratio", checked(above, "following"), checked(below, "year"), Unit.FRACTION, MEHTA)
        for above, below in pairs
    )


def grade_ratio_projection(
    enrolment: Sequence[Number], first_grade: Sequence[Number], ratios: Rates
) -> tuple[tuple[float, ...], ...]:
    """Enrolment by grade from grade ratios: E(g+1,t+1) = ratio(g) E(g,t); by year from the base year.

    enrolment: pupils of the base year by grade. first_grade: pupils of grade 1 in the years after it, repeaters among
    them. ratios: by year, one fewer than grades. Raises PlanningProblem "lengths-differ", "missing-figure",
    "no-grades". Source: Mehta.
    """
    same_length(first_grade=first_grade, ratios=ratios)
    if not enrolment:
        raise PlanningProblem("no-grades")
    years = [required(enrolment, "enrolment")]
    for first, row in zip(required(first_grade, "first_grade"), ratios, strict=True):
        known = required(row, "ratios")
        same_length(ratios=known, grades_below_the_last=enrolment[1:])
        years.append((first, *(ratio * pupils for ratio, pupils in zip(known, years[-1], strict=False))))
    return tuple(years)


def enrolment_by_ratio(gross_enrolment_ratio: Number, population: Number) -> Result:
    """E = GER * P / 100, in pupils; for levels without data by grade. GER in per cent, population of official ages."""
    ratio, people = checked(gross_enrolment_ratio, "gross_enrolment_ratio"), checked(population, "population")
    if ratio is None or people is None:
        return undefined("enrolment", Reason.MISSING_INPUT, Unit.PUPILS, RATIO)
    return defined("enrolment", ratio * people / 100, Unit.PUPILS, RATIO)


@dataclass(frozen=True, slots=True)
class _Step:
    """What becomes of one year's pupils, by grade."""

    new: tuple[float, ...]
    repeating: tuple[float, ...]
    lost: tuple[float, ...]
    graduates: float


def _step(pupils: tuple[float, ...], entering: float, rates: Sequence[tuple[float, float]]) -> _Step:
    promoted = [count * p for count, (p, _r) in zip(pupils, rates, strict=True)]
    repeating = tuple(count * r for count, (_p, r) in zip(pupils, rates, strict=True))
    lost = tuple(count * max(0.0, 1 - p - r) for count, (p, r) in zip(pupils, rates, strict=True))
    return _Step((entering, *promoted[:-1]), repeating, lost, promoted[-1])


def _possible(
    promotion: Sequence[Number], repetition: Sequence[Number], grades: int, year: int
) -> list[tuple[float, float]]:
    same_length(promotion=promotion, repetition=repetition, enrolment=range(grades))
    pairs = list(zip(required(promotion, "promotion"), required(repetition, "repetition"), strict=True))
    for grade, (p, r) in enumerate(pairs, 1):
        if p + r > 1 + NOISE:
            raise PlanningProblem("promoted-and-repeating", year=year, grade=grade, promotion=p, repetition=r)
    return pairs
