"""Class groups, rooms, shifts and their utilisation. planning, GROUND, standard library only.

Primary rooms follow from class groups and shifts, secondary rooms from the periods to be taught. Shares are fractions
0-1. Source: Correa, Quantitative Methods of Educational Planning, 1969, p. 200 (periods, utilisation); IIEP practice.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from epm_xblocks.planning.values import (
    Number,
    PlanningProblem,
    Reason,
    Result,
    Unit,
    checked,
    defined,
    fraction,
    quotient,
    required,
    same_length,
    undefined,
)
from epm_xblocks.planning.whole import Rounding, whole_need

__all__ = [
    "SharesOf",
    "class_groups",
    "mean_periods_per_room",
    "room_gap",
    "rooms_by_periods",
    "rooms_in_shifts",
    "space_utilisation_rate",
    "time_utilisation_rate",
    "utilisation_rate",
    "weekly_periods",
]

CORREA = "Correa, Quantitative Methods of Educational Planning, 1969, p. 200"
PRACTICE = "planning practice (IIEP models)"

SharesOf = Literal["periods", "rooms"]
"""What shares are shares of: of the periods taught the mean is harmonic, of the rooms arithmetic."""


def class_groups(pupils: Number, target_size: Number, *, rounding: Rounding) -> Result:
    """Class groups: E / target size of a group."""
    above, below = checked(pupils, "pupils"), checked(target_size, "target_size")
    return whole_need(quotient("class-groups", above, below, Unit.CLASS_GROUPS, PRACTICE), rounding)


def rooms_in_shifts(
    groups: Number, *, share_in_shifts: Number, shifts: int = 2, rounding: Rounding, term: str = "classroom-need"
) -> Result:
    """Rooms for class groups of which a share s takes turns: groups * (1 - s + s / shifts).

    share_in_shifts: 0 = every group has its room, 1 = all take turns (in double shift half the rooms). It is a share of
    the groups, so that grades in single shift keep their rooms. shifts: groups that take turns in a room, 1 or more.
    Raises PlanningProblem "bad-shifts", "not-a-fraction".
    """
    if shifts < 1:
        raise PlanningProblem("bad-shifts", shifts=shifts)
    classes, share = checked(groups, "groups"), fraction(share_in_shifts, "share_in_shifts")
    if classes is None or share is None:
        return undefined(term, Reason.MISSING_INPUT, Unit.ROOMS, PRACTICE)
    return whole_need(defined(term, classes * (1 - share + share / shifts), Unit.ROOMS, PRACTICE), rounding)


def weekly_periods(groups: Number, periods_per_group: Number) -> Result:
    """H = class groups * weekly periods of a group, in periods a week."""
    classes, each = checked(groups, "groups"), checked(periods_per_group, "periods_per_group")
    if classes is None or each is None:
        return undefined("weekly-periods", Reason.MISSING_INPUT, Unit.PERIODS, CORREA)
    return defined("weekly-periods", classes * each, Unit.PERIODS, CORREA)


def rooms_by_periods(periods: Number, available: Number, *, utilisation: Number = 1, rounding: Rounding) -> Result:
    """Rooms = H / (periods a room is available a week * utilisation rate).

    utilisation: fraction 0-1; 1 where `available` is already what a room really takes. Source: Correa, Table 11-6.
    """
    taught, open_periods = checked(periods, "periods"), checked(available, "available")
    used = fraction(utilisation, "utilisation")
    per_room = None if open_periods is None or used is None else open_periods * used
    return whole_need(quotient("classroom-need", taught, per_room, Unit.ROOMS, CORREA), rounding)


def room_gap(need: Number, stock: Number) -> Result:
    """Rooms to build: need - rooms in use; below zero rooms are free (flag "surplus")."""
    wanted, existing = checked(need, "need"), checked(stock, "stock")
    if wanted is None or existing is None:
        return undefined("classroom-gap", Reason.MISSING_INPUT, Unit.ROOMS, PRACTICE)
    gap = wanted - existing
    return defined("classroom-gap", gap, Unit.ROOMS, PRACTICE, ("surplus",) if gap < 0 else ())


def mean_periods_per_room(shares: Sequence[Number], periods: Sequence[Number], *, shares_of: SharesOf) -> Result:
    """Mean weekly periods of rooms of several kinds (one shift, two shifts).

    shares: one a kind, in any unit; periods: weekly periods of a room of that kind. shares_of: see SharesOf. Undefined
    where all shares are zero, or where periods are taught in rooms that have none. Raises PlanningProblem
    "lengths-differ", "missing-figure". Source: Correa, p. 200.
    """
    term = "periods-per-room"
    same_length(shares=shares, periods=periods)
    parts = [pair for pair in zip(required(shares, "shares"), required(periods, "periods"), strict=True) if pair[0]]
    total = math.fsum(share for share, _periods in parts)
    if shares_of == "rooms":
        return quotient(term, math.fsum(share * each for share, each in parts), total, Unit.PERIODS, CORREA)
    if any(not each for _share, each in parts):
        return undefined(term, Reason.ZERO_DENOMINATOR, Unit.PERIODS, CORREA)
    rooms = math.fsum(share / each for share, each in parts)
    return quotient(term, total, rooms, Unit.PERIODS, CORREA)


def time_utilisation_rate(periods_taught: Number, periods_available: Number) -> Result:
    """Periods taught a week / periods available, per cent; above 100 is flagged."""
    return _utilisation("time-utilisation-rate", periods_taught, periods_available)


def space_utilisation_rate(pupils: Number, seats: Number) -> Result:
    """Pupils in a room while it is used / its seats, per cent; above 100 (crowded) is flagged."""
    return _utilisation("space-utilisation-rate", pupils, seats)


def utilisation_rate(time_rate: Number, space_rate: Number) -> Result:
    """Utilisation in time and space together: their product / 100; all in per cent."""
    time, space = checked(time_rate, "time_rate"), checked(space_rate, "space_rate")
    if time is None or space is None:
        return undefined("utilisation-rate", Reason.MISSING_INPUT, Unit.PER_CENT, PRACTICE)
    return defined("utilisation-rate", time * space / 100, Unit.PER_CENT, PRACTICE)


def _utilisation(term: str, used: Number, available: Number) -> Result:
    above, below = checked(used, "used"), checked(available, "available")
    rate = quotient(term, above, below, Unit.PER_CENT, PRACTICE, scale=100)
    if rate.value is not None and rate.value > 100:
        return defined(term, rate.value, rate.unit, PRACTICE, ("above-100",))
    return rate
