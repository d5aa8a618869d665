"""School mapping: catchments, coverage, and the choice of sites. planning, GROUND, standard library only.

Distance is what the matrix says, walking minutes or metres along the way; straight lines across a river are not the
planner's business. A village goes to its nearest school, so nobody is counted twice. Sources: Caillods, school mapping
modules I-V (IIEP); IIEP, school catchment areas (routing, bands).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from epm_xblocks.findings import Finding
from epm_xblocks.planning.values import (
    Number,
    PlanningProblem,
    Reason,
    Result,
    Unit,
    checked,
    complete,
    defined,
    fraction,
    quotient,
    required,
    same_length,
    undefined,
)

__all__ = [
    "Catchment",
    "Travel",
    "best_sites",
    "catchment_threshold",
    "catchments",
    "new_school_findings",
    "people_by_band",
    "site_cost",
    "size_findings",
    "smallest_viable_school",
]

SOURCE = "Caillods, school mapping (IIEP)"
MOST_PLANS = 200_000
"""Combinations of sites that are tried; more would keep the machine busy."""

Travel = Sequence[Sequence[Number]]
"""Minutes or metres by village, then by school; None where there is no way."""


@dataclass(frozen=True, slots=True)
class Catchment:
    """Who goes where under a norm.

    school: of each village, its number from 0, None where none is near enough. pupils: of each school. coverage: per
    cent of the children. mean_travel: of the children covered, in the unit of the matrix.
    """

    school: tuple[int | None, ...]
    pupils: tuple[float, ...]
    coverage: Result
    mean_travel: Result


def catchments(travel: Travel, children: Sequence[Number], *, limit: float, open_sites: Sequence[int]) -> Catchment:
    """Each village's nearest open school within the limit, and what follows.

    travel: by village, then by site. children: of school age by village. limit: the norm, itself allowed. open_sites:
    numbers of the sites with a school; among equals the first in this list is nearest. Raises PlanningProblem
    "lengths-differ", "missing-figure", "unknown-site".
    """
    same_length(travel=travel, children=children)
    heads, sites = required(children, "children"), _sites(travel)
    _known(open_sites, sites)
    nearest = [_nearest(row, open_sites, limit) for row in travel]
    pupils = [0.0] * sites
    for count, (_far, site) in zip(heads, nearest, strict=True):
        if site is not None:
            pupils[site] += count
    walked = math.fsum(count * far for count, (far, site) in zip(heads, nearest, strict=True) if site is not None)
    covered = math.fsum(count for count, (_far, site) in zip(heads, nearest, strict=True) if site is not None)
    return Catchment(
        tuple(site for _far, site in nearest),
        tuple(pupils),
        quotient("coverage-rate", covered, math.fsum(heads), Unit.PER_CENT, SOURCE, scale=100),
        quotient("mean-travel", walked, covered, Unit.TRAVEL, SOURCE),
    )


def people_by_band(
    travel: Travel, children: Sequence[Number], *, limits: Sequence[float], open_sites: Sequence[int]
) -> tuple[float, ...]:
    """Children by band of travel to their nearest school: up to each limit, and beyond the last.

    limits: ascending, each the upper end of its band. The bands add up to all children. Raises as `catchments`, and
    "limits-not-ascending".
    """
    if any(low >= high for low, high in pairwise(limits)):
        raise PlanningProblem("limits-not-ascending", limits=", ".join(map(str, limits)))
    same_length(travel=travel, children=children)
    _known(open_sites, _sites(travel))
    bands: list[list[float]] = [[] for _ in (*limits, None)]
    for row, count in zip(travel, required(children, "children"), strict=True):
        far, _site = _nearest(row, open_sites, math.inf)
        bands[sum(1 for limit in limits if far > limit)].append(count)
    return tuple(math.fsum(band) for band in bands)


def catchment_threshold(minimum_pupils: Number, *, share_of_school_age: Number, enrolment_ratio: Number) -> Result:
    """People a catchment needs: minimum pupils / (share of school age * target GER), both fractions (GER may exceed 1).

    The population of all ages, of which only this share are pupils.
    """
    share, ratio = fraction(share_of_school_age, "share_of_school_age"), checked(enrolment_ratio, "enrolment_ratio")
    below = None if share is None or ratio is None else share * ratio
    above = checked(minimum_pupils, "minimum_pupils")
    return quotient("catchment-threshold", above, below, Unit.PEOPLE, SOURCE)


def smallest_viable_school(grades: int, minimum_group: Number, *, grades_per_group: int = 1) -> Result:
    """Pupils a school needs: groups * minimum group; a multigrade group of two grades halves it.

    grades: of the school. minimum_group: pupils in a group. grades_per_group: grades taught together. Raises
    PlanningProblem "no-grades".
    """
    if grades < 1 or grades_per_group < 1:
        raise PlanningProblem("no-grades")
    least = checked(minimum_group, "minimum_group")
    if least is None:
        return undefined("smallest-viable-school", Reason.MISSING_INPUT, Unit.PUPILS, SOURCE)
    groups = math.ceil(grades / grades_per_group)
    return defined("smallest-viable-school", groups * least, Unit.PUPILS, SOURCE)


def size_findings(
    plan: Catchment, *, open_sites: Sequence[int], minimum: float, maximum: float = math.inf
) -> tuple[Finding, ...]:
    """Open schools below the minimum or above the maximum size, both sizes allowed.

    Codes: "school-too-small", "school-too-large", with site and pupils.
    """
    found: list[Finding] = []
    for site in open_sites:
        pupils = plan.pupils[site]
        if pupils < minimum:
            found.append(Finding("school-too-small", {"site": site, "pupils": pupils, "minimum": minimum}))
        if pupils > maximum:
            found.append(Finding("school-too-large", {"site": site, "pupils": pupils, "maximum": maximum}))
    return tuple(found)


def new_school_findings(
    travel: Travel,
    children: Sequence[Number],
    *,
    limit: float,
    existing: Sequence[int],
    proposed: Sequence[int],
    seats: Sequence[Number],
) -> tuple[Finding, ...]:
    """Proposed schools that only take pupils from existing schools which have room for them.

    seats: of every site, 0 where there is none. A proposal stands where it brings a village within the limit, or
    relieves a school with more pupils than seats. Code: "seats-nearby" with site, pupils and the seats that are free.
    Raises as `catchments`.
    """
    places = required(seats, "seats")
    same_length(seats=places, sites=range(_sites(travel)))
    before = catchments(travel, children, limit=limit, open_sites=existing)
    after = catchments(travel, children, limit=limit, open_sites=[*existing, *proposed])
    found: list[Finding] = []
    for site in proposed:
        schools = {old for old, new in zip(before.school, after.school, strict=True) if new == site}
        near = [school for school in schools if school is not None]
        free = [places[school] - before.pupils[school] for school in near]
        if near and len(near) == len(schools) and min(free) >= 0:
            values = {"site": site, "pupils": after.pupils[site], "seats": math.fsum(free)}
            found.append(Finding("seats-nearby", values, severity="warning"))
    return tuple(found)


def site_cost(sites: Sequence[int], costs: Sequence[Number]) -> Result:
    """What the chosen sites cost together, in currency; undefined where one has no cost."""
    _known(sites, len(costs))
    known = complete([costs[site] for site in sites], "cost")
    if known is None:
        return undefined("cost-of-sites", Reason.MISSING_INPUT, Unit.MONEY, SOURCE)
    return defined("cost-of-sites", math.fsum(known), Unit.MONEY, SOURCE)


def best_sites(
    travel: Travel,
    children: Sequence[Number],
    *,
    limit: float,
    existing: Sequence[int],
    candidates: Sequence[int],
    number: int,
) -> tuple[tuple[int, ...], ...]:
    """All choices of `number` new sites that cover the most children beside the existing schools, in order.

    Every combination is tried, so the answer is certain; a district of a course is small. Raises as `catchments`, and
    "too-many-plans".
    """
    plans = math.comb(len(candidates), number) if number >= 0 else 0
    if plans > MOST_PLANS:
        raise PlanningProblem("too-many-plans", plans=plans, largest=MOST_PLANS)
    best: list[tuple[int, ...]] = []
    most = -1.0
    for chosen in combinations(candidates, max(0, number)):
        plan = catchments(travel, children, limit=limit, open_sites=[*existing, *chosen])
        covered = math.fsum(plan.pupils)
        if covered > most:
            best, most = [chosen], covered
        elif covered == most:
            best.append(chosen)
    return tuple(best)


def _sites(travel: Travel) -> int:
    same_length(**{str(number): row for number, row in enumerate(travel, 1)})
    return len(travel[0]) if travel else 0


def _known(chosen: Sequence[int], sites: int) -> None:
    for site in chosen:
        if not 0 <= site < sites:
            raise PlanningProblem("unknown-site", site=site, sites=sites)


def _nearest(row: Sequence[Number], open_sites: Sequence[int], limit: float) -> tuple[float, int | None]:
    """Travel to the nearest open school within the limit and its number; (inf, None) where there is none."""
    near: tuple[float, int | None] = (math.inf, None)
    for site in open_sites:
        far = checked(row[site], "travel")
        if far is not None and far <= limit and far < near[0]:
            near = (far, site)
    return near
