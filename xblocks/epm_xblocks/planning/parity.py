"""Parity indices by sex, place and wealth. planning, GROUND, standard library only.

Compare rates, never enrolments: with enrolments the population's own ratio leaks in. Girls over boys, rural over
urban, poorest over richest quintile.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from epm_xblocks.planning.rounding import round_half_away
from epm_xblocks.planning.values import Number, Reason, Result, Unit, checked, defined, quotient, undefined

__all__ = ["Band", "ZeroOverZero", "adjusted_parity_index", "parity_band", "parity_index"]

SOURCE = "UIS glossary: gender parity index"
ADJUSTED_SOURCE = "UIS glossary: adjusted parity index (node 539580)"

ZeroOverZero = Literal["undefined", "uis"]
"""What 0 against 0 gives: "undefined" (ours), or the 0 stored in UIS data ("uis"); flagged either way."""


class Band(StrEnum):
    """Whom a disparity favours (IIEP Learning Portal glossary, gender parity index)."""

    FAVOURS_REFERENCE = "favours-reference"
    PARITY = "parity"
    FAVOURS_COMPARED = "favours-compared"


def parity_index(compared: Number, reference: Number) -> Result:
    """compared / reference, an index: 0.8 and 1.25 are the same disparity seen from the two sides.

    compared: the rate of girls, rural areas or the poorest; reference: of boys, urban areas or the richest; same unit.
    Undefined where the reference is 0 ("zero-over-zero" where both are). Source: UIS glossary.
    """
    above, below = checked(compared, "compared"), checked(reference, "reference")
    if above == 0 and below == 0:
        return undefined("parity-index", Reason.ZERO_OVER_ZERO, Unit.INDEX, SOURCE, ("zero-over-zero",))
    return quotient("parity-index", above, below, Unit.INDEX, SOURCE)


def adjusted_parity_index(compared: Number, reference: Number, *, zero_over_zero: ZeroOverZero = "undefined") -> Result:
    """The plain index x where x <= 1, else 2 - 1/x: from 0 to 2 and symmetric round 1.

    Computed from the two unrounded rates. A reference of 0 gives 2, the limit (flag "reference-zero").
    zero_over_zero: see ZeroOverZero. Source: UIS glossary, adjusted parity index (node 539580).
    """
    term = "adjusted-parity-index"
    above, below = checked(compared, "compared"), checked(reference, "reference")
    if above is None or below is None:
        reason = Reason.MISSING_DENOMINATOR if below is None else Reason.MISSING_INPUT
        return undefined(term, reason, Unit.INDEX, ADJUSTED_SOURCE)
    if above == 0 and below == 0:
        flags = ("zero-over-zero",)
        if zero_over_zero == "uis":
            return defined(term, 0.0, Unit.INDEX, ADJUSTED_SOURCE, flags)
        return undefined(term, Reason.ZERO_OVER_ZERO, Unit.INDEX, ADJUSTED_SOURCE, flags)
    value = above / below if above <= below else 2 - below / above
    return defined(term, value, Unit.INDEX, ADJUSTED_SOURCE, ("reference-zero",) if below == 0 else ())


def parity_band(index: Number, *, lower: float = 0.97, upper: float = 1.03, decimals: int | None = None) -> Band | None:
    """Where an index stands: below `lower`, from `lower` to `upper` (both included), above; None where missing.

    decimals: compare the index as printed with so many decimals; by default unrounded, so that 0.9699 is not parity.
    """
    value = checked(index, "index")
    if value is None:
        return None
    judged = value if decimals is None else float(round_half_away(value, decimals))
    if judged < lower:
        return Band.FAVOURS_REFERENCE
    return Band.PARITY if judged <= upper else Band.FAVOURS_COMPARED
