"""Population: growth, and trends in small areas. planning, GROUND, standard library only.

Growth rates are fractions a year (0.022 = 2.2 per cent) and may be below zero. Single ages from five-year groups are
in `sprague`. Sources: UNESCO EPSSim, preliminary exercise (constant growth); IIEP, spatial population projections
(trend by cell, rescaled to the reference total).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from epm_xblocks.planning.regression import least_squares
from epm_xblocks.planning.values import (
    Number,
    PlanningProblem,
    Reason,
    Result,
    Unit,
    checked,
    defined,
    finite,
    required,
    undefined,
)

__all__ = [
    "BelowZero",
    "Growth",
    "growth_rate",
    "population_series",
    "projected_population",
    "rescaled",
    "trend_population",
]

EPSSIM = "UNESCO EPSSim: population at constant growth"
MOST_YEARS = 500

Growth = Literal["compound", "exponential"]
"""P * (1 + i)^k, a rate by year; or P * e^(i k), a rate at every moment, which gives more for the same i."""

BelowZero = Literal["kept", "zero"]
"""What becomes of a falling trend that has gone below no people: kept as it is, or nobody."""


def projected_population(population: Number, rate: Number, years: Number, *, growth: Growth) -> Result:
    """Population after `years` at a constant rate; a rate of simple interest would give less.

    population: people in the base year. rate: fraction a year, -1 to 1. years: from the base year to the year wanted
    (2005 to 2020 is 15). growth: see Growth. Raises PlanningProblem "growth-out-of-range".
    """
    people, a_year, span = checked(population, "population"), finite(rate, "rate"), checked(years, "years")
    if people is None or a_year is None or span is None:
        return undefined("projected-population", Reason.MISSING_INPUT, Unit.PEOPLE, EPSSIM)
    if abs(a_year) > 1 or span > MOST_YEARS:
        raise PlanningProblem("growth-out-of-range", rate=a_year, years=span, largest=MOST_YEARS)
    factor = (1 + a_year) ** span if growth == "compound" else math.exp(a_year * span)
    return defined("projected-population", people * factor, Unit.PEOPLE, EPSSIM)


def population_series(population: Number, rates: Sequence[Number], *, growth: Growth) -> tuple[Result, ...]:
    """Population of the base year and of each year after it, with a rate for every year; as many years as rates + 1.

    After a year without a rate the population is undefined. Arguments and errors: see `projected_population`.
    """
    years = [projected_population(population, 0, 0, growth=growth)]
    for rate in rates:
        years.append(projected_population(years[-1].value, rate, 1, growth=growth))
    return tuple(years)


def growth_rate(first: Number, last: Number, years: Number, *, growth: Growth) -> Result:
    """The constant yearly rate that leads from `first` to `last` in `years`, a fraction; inverse of the projection.

    Undefined where there was nobody, or no year between. With growth="exponential" an end at zero is undefined too.
    """
    term = "population-growth-rate"
    start, end, span = checked(first, "first"), checked(last, "last"), checked(years, "years")
    if start is None or end is None or span is None:
        return undefined(term, Reason.MISSING_INPUT, Unit.FRACTION, EPSSIM)
    if not start or not span or (growth == "exponential" and not end):
        return undefined(term, Reason.ZERO_DENOMINATOR, Unit.FRACTION, EPSSIM)
    a_year = (end / start) ** (1 / span) - 1 if growth == "compound" else math.log(end / start) / span
    return defined(term, a_year, Unit.FRACTION, EPSSIM)


def trend_population(
    periods: Sequence[Number], cells: Sequence[Sequence[Number]], period: float, *, below_zero: BelowZero
) -> tuple[float, ...]:
    """Population of each small area in `period` by its own line of least squares; unrounded, in people.

    periods: dates of the counts, as numbers. cells: by area, one count a period. below_zero: see BelowZero. Rescale
    the result to a reference total (`rescaled`). Raises PlanningProblem "lengths-differ", "missing-figure",
    "no-spread". Source: IIEP, spatial population projections.
    """
    people = (least_squares(periods, counts).at(period) for counts in cells)
    return tuple(max(0.0, count) if below_zero == "zero" else count for count in people)


def rescaled(figures: Sequence[float], total: Number) -> tuple[float, ...]:
    """`figures` in the same proportions, adding up to `total`.

    Raises PlanningProblem "missing-figure", "nothing-to-rescale" where they add up to zero.
    """
    (wanted,) = required([total], "total")
    sum_now = math.fsum(figures)
    if not sum_now:
        raise PlanningProblem("nothing-to-rescale", total=wanted)
    return tuple(figure * wanted / sum_now for figure in figures)
