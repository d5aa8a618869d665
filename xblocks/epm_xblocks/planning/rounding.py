"""Rounding for display, half away from zero as printed tables do. planning, GROUND, standard library only.

Never used on the way to another figure: a chain of rounded figures drifts, and printed indices follow only from the
unrounded parts.
"""

from __future__ import annotations

import math
from decimal import ROUND_CEILING, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal

from epm_xblocks.planning.values import PlanningProblem, Result, Unit

__all__ = ["DISPLAY_DECIMALS", "display", "round_half_away", "round_up"]

DISPLAY_DECIMALS: dict[Unit, int] = {
    Unit.PER_CENT: 1,
    Unit.FRACTION: 3,
    Unit.INDEX: 2,
    Unit.CHILDREN: 0,
    Unit.PUPILS: 0,
    Unit.YEARS: 1,
    Unit.PUPIL_YEARS: 0,
    Unit.PUPIL_YEARS_PER_GRADUATE: 2,
    Unit.PEOPLE: 0,
    Unit.TEACHERS: 0,
    Unit.CLASS_GROUPS: 0,
    Unit.ROOMS: 0,
    Unit.PERIODS: 0,
    Unit.PUPILS_PER_TEACHER: 1,
    Unit.PUPILS_PER_CLASS: 1,
    Unit.MONEY: 0,
    Unit.MONEY_PER_PUPIL: 0,
    Unit.TRAVEL: 1,
    Unit.SCORE: 2,
}
"""Decimals a table prints for a unit where the exercise does not say otherwise."""

# A spreadsheet shows 15 significant digits; taking them first makes 56.04999999999999 the 56.05 it stands for.
_AS_A_SPREADSHEET = Context(prec=15, rounding=ROUND_HALF_EVEN)
_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)  # wide enough for any float at any number of decimals asked here


def round_half_away(value: float, decimals: int = 0) -> Decimal:
    """`value` with `decimals` digits after the point, halves away from zero: 0.125 gives 0.13, -2.5 gives -3.

    decimals may be negative (-3: thousands), -15 to 15. Raises PlanningProblem "not-finite" for NaN and infinities,
    "decimals-out-of-range".
    """
    if not -15 <= decimals <= 15:
        raise PlanningProblem("decimals-out-of-range", decimals=decimals)
    rounded = _as_shown(value).quantize(Decimal(1).scaleb(-decimals), context=_WIDE)
    return abs(rounded) if rounded.is_zero() else rounded  # a printed table has no "-0.0"


def round_up(value: float) -> Decimal:
    """The least whole number not below `value` as a spreadsheet shows it: 48.00000000000001 is 48, 48.1 is 49.

    Raises PlanningProblem "not-finite" for NaN and infinities.
    """
    rounded = _as_shown(value).to_integral_value(rounding=ROUND_CEILING)
    return abs(rounded) if rounded.is_zero() else rounded


def display(result: Result, decimals: int | None = None) -> Decimal | None:
    """The figure as a table prints it, with the unit's usual decimals unless given; None where undefined."""
    if result.value is None:
        return None
    return round_half_away(result.value, DISPLAY_DECIMALS[result.unit] if decimals is None else decimals)


def _as_shown(value: float) -> Decimal:
    if not math.isfinite(value):
        raise PlanningProblem("not-finite", name="value")
    return _AS_A_SPREADSHEET.create_decimal(repr(float(value)))
