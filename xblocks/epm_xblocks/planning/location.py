"""Shares against shares: location quotient and dissimilarity. planning, GROUND, standard library only."""

from __future__ import annotations

import math
from collections.abc import Sequence

from epm_xblocks.planning.values import (
    Number,
    Reason,
    Result,
    Unit,
    checked,
    complete,
    defined,
    quotient,
    same_length,
    undefined,
)

__all__ = ["dissimilarity_index", "location_quotient", "location_quotients", "representation_index"]

SOURCE = "GeoDZ: location quotient"
DUNCAN = "index of dissimilarity (Duncan and Duncan)"


def location_quotient(part: Number, part_total: Number, base: Number, base_total: Number) -> Result:
    """(A(i) / sum of A) / (B(i) / sum of B), an index: above 1 the area has more of A than of B. Source: GeoDZ.

    part, base: the area's figures of what is studied and of what it is compared with; the totals of all areas.
    """
    shares = [
        quotient("share", checked(one, "figure"), checked(whole, "total"), Unit.FRACTION)
        for one, whole in ((part, part_total), (base, base_total))
    ]
    for share in shares:
        if share.undefined is not None:
            return undefined("location-quotient", share.undefined, Unit.INDEX, SOURCE)
    return quotient("location-quotient", shares[0].value, shares[1].value, Unit.INDEX, SOURCE)


def location_quotients(parts: Sequence[Number], base: Sequence[Number]) -> tuple[Result, ...]:
    """The location quotient of every area; weighted by the areas' shares of the base their mean is 1.

    Totals are those of the areas given: an area that is missing makes all undefined. Raises PlanningProblem
    "lengths-differ".
    """
    same_length(parts=parts, base=base)
    known, compared = complete(parts, "parts"), complete(base, "base")
    if known is None or compared is None:
        return tuple(undefined("location-quotient", Reason.MISSING_INPUT, Unit.INDEX, SOURCE) for _ in parts)
    totals = math.fsum(known), math.fsum(compared)
    return tuple(location_quotient(a, totals[0], b, totals[1]) for a, b in zip(known, compared, strict=True))


def representation_index(share: Number, base_share: Number) -> Result:
    """A group's share among pupils / its share in the population, in one unit; 1 is proportional. Source: GeoDZ."""
    above, below = checked(share, "share"), checked(base_share, "base_share")
    return quotient("representation-index", above, below, Unit.INDEX, SOURCE)


def dissimilarity_index(parts: Sequence[Number], base: Sequence[Number]) -> Result:
    """Half the sum of |a(i) - b(i)| over shares, an index 0-1: the part of A that would have to move to match B.

    Raises PlanningProblem "lengths-differ".
    """
    term = "index-of-dissimilarity"
    same_length(parts=parts, base=base)
    known, compared = complete(parts, "parts"), complete(base, "base")
    if known is None or compared is None:
        return undefined(term, Reason.MISSING_INPUT, Unit.INDEX, DUNCAN)
    totals = math.fsum(known), math.fsum(compared)
    if not all(totals):
        return undefined(term, Reason.ZERO_DENOMINATOR, Unit.INDEX, DUNCAN)
    moved = math.fsum(abs(a / totals[0] - b / totals[1]) for a, b in zip(known, compared, strict=True)) / 2
    return defined(term, moved, Unit.INDEX, DUNCAN)
