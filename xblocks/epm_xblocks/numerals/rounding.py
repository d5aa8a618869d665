"""Rounding half away from zero, as planners and spreadsheets do. Room: numerals (GROUND)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

__all__ = ["exact", "round_half_away"]

# Wide enough for every double with every decimal asked for: quantize refuses results beyond the precision.
_WIDE = Context(prec=800, rounding=ROUND_HALF_UP)


def exact(value: float | int | Decimal) -> Decimal:
    """A figure as the shortest decimal that names it: the float 2.675 is 2.675, not 2.67499999…

    Raises ValueError for infinities and not-a-number.
    """
    result = Decimal(repr(float(value))) if isinstance(value, float) else Decimal(value)
    if not result.is_finite():
        raise ValueError(f"not a finite figure: {value!r}")
    return result


def round_half_away(value: float | int | Decimal, decimals: int = 0) -> Decimal:
    """`value` rounded to `decimals` places, halves away from zero: 2.675 -> 2.68, -0.5 -> -1, never half-even.

    `decimals` may be negative (-2 rounds to hundreds). A result of zero has no sign. Raises ValueError if not finite.
    """
    rounded = exact(value).quantize(Decimal(1).scaleb(-decimals), context=_WIDE)
    return abs(rounded) if rounded.is_zero() else rounded
