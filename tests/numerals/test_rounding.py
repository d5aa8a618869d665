"""Rounding half away from zero, on the decimals people see."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from epm_xblocks.numerals import round_half_away


@pytest.mark.parametrize(("value", "decimals", "rounded"), [
    (0.5, 0, "1"), (1.5, 0, "2"), (2.5, 0, "3"), (-0.5, 0, "-1"), (-2.5, 0, "-3"),
    (2.675, 2, "2.68"), (1.005, 2, "1.01"), (87.25, 1, "87.3"), (87.35, 1, "87.4"), (-87.25, 1, "-87.3"),
    (0.49999999999999994, 0, "0"), (-0.4, 0, "0"), (1250, -2, "1300"), (1e22, 0, "1e22"), (Decimal("0.045"), 2, "0.05"),
    (10**30 + 5, -1, "1000000000000000000000000000010"),
])  # fmt: skip
def test_halves_go_away_from_zero(value: float, decimals: int, rounded: str) -> None:
    assert round_half_away(value, decimals) == Decimal(rounded)


def test_no_negative_zero() -> None:
    assert str(round_half_away(-0.001, 2)) == "0.00"


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("-Infinity")])
def test_only_finite_figures(value: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        round_half_away(value, 1)


@given(st.floats(-1e12, 1e12), st.integers(0, 5))
def test_within_half_a_unit_and_odd(value: float, decimals: int) -> None:
    rounded = round_half_away(value, decimals)
    assert abs(rounded - Decimal(repr(value))) <= Decimal(5).scaleb(-decimals - 1)
    assert round_half_away(-value, decimals) == -rounded
