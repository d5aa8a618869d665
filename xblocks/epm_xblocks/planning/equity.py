"""Inequality of resources and of schooling: Lorenz, Gini, quartile ratio. planning, GROUND, standard library only.

A resource is set against the people who share it (teachers of a school against its pupils), sorted from the worst
served. Sources: R package ineq (Gini without the factor n / (n - 1)); Thomas, Wang and Fan (education Gini); DepEd,
Guide in Computing Key Performance Indicators, 2022, as implemented in public code (inter-quartile ratio).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Literal

from epm_xblocks.planning.values import (
    Number,
    PlanningProblem,
    Reason,
    Result,
    Unit,
    complete,
    defined,
    fraction,
    quotient,
    required,
    same_length,
    undefined,
)

__all__ = [
    "Lorenz",
    "Spread",
    "coefficient_of_variation",
    "education_gini",
    "gini_coefficient",
    "lorenz_curve",
    "range_of",
    "resource_quartile_ratio",
    "share_of_best_served",
]

GINI = "Gini coefficient of a population, without n / (n - 1)"
DEPED = "DepEd, Guide in Computing Key Performance Indicators, 2022, pp. 21-23"
FEWEST_SCHOOLS = 8

Spread = Literal["population", "sample"]
"""Whether the variance is divided by n (all units are there) or by n - 1 (they stand for others)."""


@dataclass(frozen=True, slots=True)
class Lorenz:
    """The Lorenz curve from (0, 0) to (1, 1): cumulated shares of people and of the resource, worst served first."""

    people: tuple[float, ...]
    resource: tuple[float, ...]

    def at(self, share: float) -> float:
        """Share of the resource that the worst served `share` (0-1) of the people hold, linear between points."""
        point = fraction(share, "share") or 0.0
        for (left, low), (right, high) in pairwise(zip(self.people, self.resource, strict=True)):
            if point < right:
                return low + (high - low) * (point - left) / (right - left)
        return 1.0


def lorenz_curve(resource: Sequence[Number], people: Sequence[Number] | None = None) -> Lorenz:
    """Points of the Lorenz curve.

    resource: total of each group (teachers of a school, income of a quintile). people: of each group; None = as many
    in each. Groups without people are left out. Raises PlanningProblem "lengths-differ", "missing-figure",
    "nothing-to-share" where there are no people or no resource.
    """
    held = required(resource, "resource")
    heads = required(people, "people") if people is not None else (1.0,) * len(held)
    same_length(resource=held, people=heads)
    pairs = sorted(
        ((have, count) for have, count in zip(held, heads, strict=True) if count), key=lambda pair: pair[0] / pair[1]
    )
    everybody, all_there = math.fsum(count for _have, count in pairs), math.fsum(have for have, _count in pairs)
    if not everybody or not all_there:
        raise PlanningProblem("nothing-to-share", people=everybody, resource=all_there)
    across = accumulate((count for _have, count in pairs), initial=0.0)
    up = accumulate((have for have, _count in pairs), initial=0.0)
    return Lorenz(
        (*(min(1.0, x / everybody) for x in list(across)[:-1]), 1.0),
        (*(min(1.0, y / all_there) for y in list(up)[:-1]), 1.0),
    )


def gini_coefficient(resource: Sequence[Number], people: Sequence[Number] | None = None) -> Result:
    """Gini = 1 - sum of (x(i) - x(i-1)) * (y(i) + y(i-1)) under the Lorenz curve, an index from 0 (equality) below 1.

    Arguments and errors: see `lorenz_curve`; undefined where a figure is missing or there is nothing to share.
    """
    return _gini("gini-coefficient", resource, people)


def education_gini(years: Sequence[Number], shares: Sequence[Number]) -> Result:
    """Gini of years of schooling: sum over pairs of p(i) |y(i) - y(j)| p(j) / mean, an index.

    years: of schooling of each level of attainment. shares: people at that level, in any unit. Source: Thomas, Wang
    and Fan; the text itself was not read again.
    """
    same_length(years=years, shares=shares)
    schooling, heads = complete(years, "years"), complete(shares, "shares")
    if schooling is None or heads is None:
        return undefined("education-gini", Reason.MISSING_INPUT, Unit.INDEX, GINI)
    return _gini("education-gini", [y * p for y, p in zip(schooling, heads, strict=True)], heads)


def share_of_best_served(resource: Sequence[Number], people: Sequence[Number], share: Number) -> Result:
    """Share of the resource, per cent, that the best served `share` (fraction) of the people hold.

    With public spending by attainment and 0.1 it is the part that the most educated tenth captures. Raises as
    `lorenz_curve`.
    """
    part = fraction(share, "share")
    if part is None:
        return undefined("share-of-best-served", Reason.MISSING_INPUT, Unit.PER_CENT, GINI)
    held = 1 - lorenz_curve(resource, people).at(1 - part)
    return defined("share-of-best-served", held * 100, Unit.PER_CENT, GINI)


def resource_quartile_ratio(resource: Sequence[Number], pupils: Sequence[Number]) -> Result:
    """Resource of the best served quarter of pupils / that of the worst served, an index of at least 1.

    resource, pupils: one figure a school. The quarters are cut through schools: interpolation adds, where the memo
    prints a minus sign. Up to 1.3 is read as equitable. Undefined ("too-few-schools") below eight schools with pupils.
    Source: DepEd, Guide in Computing Key Performance Indicators, 2022. Raises as `lorenz_curve`.
    """
    term = "inter-quartile-ratio"
    if sum(1 for count in required(pupils, "pupils") if count) < FEWEST_SCHOOLS:
        return undefined(term, Reason.TOO_FEW_SCHOOLS, Unit.INDEX, DEPED)
    curve = lorenz_curve(resource, pupils)
    return quotient(term, 1 - curve.at(0.75), curve.at(0.25), Unit.INDEX, DEPED)


def coefficient_of_variation(values: Sequence[Number], *, spread: Spread) -> Result:
    """Standard deviation / mean, per cent. Undefined with fewer than two values of a sample, or a mean of zero."""
    term, source = "coefficient-of-variation", "descriptive statistics"
    known = complete(values, "values")
    if known is None:
        return undefined(term, Reason.MISSING_INPUT, Unit.PER_CENT, source)
    count = len(known) - (1 if spread == "sample" else 0)
    if count < 1:
        return undefined(term, Reason.ZERO_DENOMINATOR, Unit.PER_CENT, source)
    mean = math.fsum(known) / len(known)
    deviation = math.sqrt(math.fsum((value - mean) ** 2 for value in known) / count)
    return quotient(term, deviation, mean, Unit.PER_CENT, source, scale=100)


def range_of(values: Sequence[Number], *, unit: Unit) -> Result:
    """Greatest less least value, in their unit."""
    known = complete(values, "values")
    if not known:
        return undefined("range", Reason.MISSING_INPUT, unit)
    return defined("range", max(known) - min(known), unit)


def _gini(term: str, resource: Sequence[Number], people: Sequence[Number] | None) -> Result:
    if None in resource or (people is not None and None in people):
        return undefined(term, Reason.MISSING_INPUT, Unit.INDEX, GINI)
    try:
        curve = lorenz_curve(resource, people)
    except PlanningProblem as problem:
        if problem.code != "nothing-to-share":
            raise
        return undefined(term, Reason.ZERO_DENOMINATOR, Unit.INDEX, GINI)
    strips = pairwise(zip(curve.people, curve.resource, strict=True))
    area = math.fsum((right - left) * (low + high) for (left, low), (right, high) in strips)
    return defined(term, max(0.0, 1 - area), Unit.INDEX, GINI)
