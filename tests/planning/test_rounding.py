"""Rounding as printed tables do: halves away from zero, never to even."""

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from epm_xblocks.planning.rounding import DISPLAY_DECIMALS, display, round_half_away
from epm_xblocks.planning.values import PlanningProblem, Reason, Unit, defined, undefined


@pytest.mark.parametrize(
    ("value", "decimals", "printed", "half_even_gives"),
    [
        (0.5, 0, "1", "0"),
        (2.5, 0, "3", "2"),
        (-2.5, 0, "-3", "-2"),
        (0.125, 2, "0.13", "0.12"),
        (62.25, 1, "62.3", "62.2"),
        (-62.25, 1, "-62.3", "-62.2"),
        (2.675, 2, "2.68", "2.67"),  # the float lies below 2.675; the reader sees 2.675
        (1.005, 2, "1.01", "1.0"),
        (56.04999999999999, 1, "56.1", "56.0"),  # 56.05 after a few float operations
        (12500, -3, "13000", "12000"),
    ],
)
def test_halves_go_away_from_zero_where_pythons_round_does_not(
    value: float, decimals: int, printed: str, half_even_gives: str
) -> None:
    assert round_half_away(value, decimals) == Decimal(printed)
    assert Decimal(str(round(value, decimals))) == Decimal(half_even_gives) != Decimal(printed)


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [(57.92, 1, "57.9"), (3.5, 0, "4"), (0.0, 1, "0.0"), (-0.04, 1, "0.0"), (-0.0, 0, "0"), (100, 1, "100.0")],
)
def test_printed_figures(value: float, decimals: int, printed: str) -> None:
    assert str(round_half_away(value, decimals)) == printed


@given(st.integers(-(10**9), 10**9), st.integers(0, 4))
def test_every_half_goes_away_from_zero(whole: int, decimals: int) -> None:
    unit = Fraction(1, 10**decimals)
    value = float((whole + Fraction(1, 2) * (1 if whole >= 0 else -1)) * unit)
    assert Fraction(round_half_away(value, decimals)) == (whole + (1 if whole >= 0 else -1)) * unit


@given(st.floats(-1e9, 1e9), st.integers(-3, 5))
def test_rounding_moves_by_half_a_unit_at_most_and_keeps_the_sign(value: float, decimals: int) -> None:
    rounded = round_half_away(value, decimals)
    slack = max(abs(value), 1e-300) * 1e-14
    assert abs(float(rounded) - value) <= 0.5 * 10.0**-decimals + slack
    assert rounded == -round_half_away(-value, decimals)


@given(st.floats(allow_nan=False, allow_infinity=False), st.integers(-15, 15))
def test_any_float_can_be_printed(value: float, decimals: int) -> None:
    assert round_half_away(value, decimals).as_tuple().exponent == -decimals


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(PlanningProblem, match="not-finite"):
        round_half_away(value, 1)


@pytest.mark.parametrize("decimals", [-16, 16, 10**9])
def test_absurd_decimals_are_refused(decimals: int) -> None:
    with pytest.raises(PlanningProblem, match="decimals-out-of-range"):
        round_half_away(1.0, decimals)


def test_display_uses_the_units_decimals() -> None:
    assert set(DISPLAY_DECIMALS) == set(Unit)
    assert str(display(defined("x", 62.25, Unit.PER_CENT))) == "62.3"
    assert str(display(defined("x", 0.985, Unit.INDEX))) == "0.99"
    assert str(display(defined("x", 1229604.5, Unit.CHILDREN))) == "1229605"
    assert str(display(defined("x", 62.25, Unit.PER_CENT), 0)) == "62"
    assert display(undefined("x", Reason.ZERO_DENOMINATOR, Unit.PER_CENT)) is None
