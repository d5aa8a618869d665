"""Paths of a rate from a base year to a target, and whether they can be. planning, GROUND, standard library only.

A path goes through every point that is given, intermediate years too (as ANPRO lets planners set them), and hits its
target exactly. What it does between points is a convention, so it is declared.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Literal

from epm_xblocks.findings import Finding
from epm_xblocks.planning.flows import NOISE
from epm_xblocks.planning.values import Number, PlanningProblem, finite, required, same_length

__all__ = ["Shape", "path", "rate_paths", "rates_findings"]

Shape = Literal["linear", "stepped", "logistic"]
"""Between two points: the same change every year; no change until the later point's year; or an S-curve (linear in
the log-odds), slow near zero and near the ceiling."""

MOST_YEARS = 500


def path(points: Mapping[int, Number], *, shape: Shape, ceiling: float = 1.0) -> dict[int, float]:
    """A value for every year from the first point to the last.

    points: year to value, two or more; any unit. shape: see Shape. ceiling: of the logistic shape alone, in the same
    unit; its points lie strictly between 0 and the ceiling. Raises PlanningProblem "missing-figure",
    "too-few-points", "path-too-long", "outside-ceiling".
    """
    years = sorted(points)
    values = [_known(points[year], year) for year in years]
    if len(years) < 2:
        raise PlanningProblem("too-few-points", points=len(years), needed=2)
    if years[-1] - years[0] > MOST_YEARS:
        raise PlanningProblem("path-too-long", first=years[0], last=years[-1], largest=MOST_YEARS)
    if shape == "logistic":
        _inside(values, ceiling)
    series: dict[int, float] = {}
    for (start, low), (end, high) in pairwise(zip(years, values, strict=True)):
        for year in range(start, end):
            series[year] = _between(low, high, (year - start) / (end - start), shape, ceiling)
    return {**series, years[-1]: values[-1]}


def rate_paths(
    base: Sequence[Number], target: Sequence[Number], base_year: int, target_year: int, *, shape: Shape
) -> dict[int, tuple[float, ...]]:
    """Rates of every grade for every year, from those of the base year to those of the target year.

    base, target: one rate a grade, fractions 0-1. Check the result (`rates_findings`): two paths that are possible at
    both ends need not be between them where their shapes differ. Raises as `path`, and "lengths-differ".
    """
    same_length(base=base, target=target)
    grades = [
        path({base_year: first, target_year: last}, shape=shape) for first, last in zip(base, target, strict=True)
    ]
    return {year: tuple(grade[year] for grade in grades) for year in range(base_year, target_year + 1)}


def rates_findings(
    promotion: Mapping[int, Sequence[Number]], repetition: Mapping[int, Sequence[Number]]
) -> tuple[Finding, ...]:
    """Years and grades in which p + r > 1: no pupil can be promoted and repeat.

    promotion, repetition: by year, then by grade; of the years in both. Code: "promoted-and-repeating".
    """
    found: list[Finding] = []
    for year in sorted(promotion.keys() & repetition.keys()):
        same_length(promotion=promotion[year], repetition=repetition[year])
        pairs = zip(required(promotion[year], "promotion"), required(repetition[year], "repetition"), strict=True)
        for grade, (p, r) in enumerate(pairs, 1):
            if p + r > 1 + NOISE:
                found.append(
                    Finding("promoted-and-repeating", {"year": year, "grade": grade, "promotion": p, "repetition": r})
                )
    return tuple(found)


def _known(value: Number, year: int) -> float:
    figure = finite(value, "path")
    if figure is None:
        raise PlanningProblem("missing-figure", name="path", at=year)
    return figure


def _inside(values: Sequence[float], ceiling: float) -> None:
    for value in values:
        if not 0 < value < ceiling:
            raise PlanningProblem("outside-ceiling", value=value, ceiling=ceiling)


def _between(low: float, high: float, share: float, shape: Shape, ceiling: float) -> float:
    """The value `share` (0 up to 1) of the way from one point to the next; exact at the first."""
    if shape == "stepped" or not share or low == high:
        return low
    if shape == "linear":
        return low + (high - low) * share
    odds = math.log(low / (ceiling - low)) * (1 - share) + math.log(high / (ceiling - high)) * share
    return ceiling / (1 + math.exp(-odds))
