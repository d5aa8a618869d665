"""School life expectancy: hand-worked, and what it must not be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from epm_xblocks.planning.life_expectancy import (
    LevelCount,
    school_life_expectancy,
    school_life_expectancy_net_of_repetition,
)
from epm_xblocks.planning.values import Reason, Unit


def test_the_sum_of_the_rates_in_years() -> None:
    result = school_life_expectancy([80, 95, 97.5, 60, 17.5])
    assert result.number == pytest.approx(3.5)  # not 0.7, the mean
    assert result.unit is Unit.YEARS


def test_pupils_of_unknown_age_count_by_level() -> None:
    """50 of 1,000 over 6 years add 0.3; 20 of 800 over 4 years add 0.1."""
    result = school_life_expectancy([100, 100], [LevelCount(50, 1000, 6), LevelCount(20, 800, 4)])
    assert result.number == pytest.approx(2.4)


def test_net_of_repetition() -> None:
    """120 repeaters of 1,000 children over 6 years take 0.72 years off."""
    result = school_life_expectancy_net_of_repetition(9.5, [LevelCount(120, 1000, 6), LevelCount(0, 700, 4)])
    assert result.number == pytest.approx(8.78)


@given(st.floats(0, 100), st.integers(1, 25))
def test_a_flat_rate_gives_rate_times_ages(rate: float, ages: int) -> None:
    assert school_life_expectancy([rate] * ages).number == pytest.approx(rate / 100 * ages)


@pytest.mark.parametrize(
    ("rates", "levels", "reason"),
    [
        ([], [], Reason.MISSING_INPUT),
        ([90, None], [], Reason.MISSING_INPUT),
        ([90], [LevelCount(5, 0, 6)], Reason.ZERO_DENOMINATOR),
        ([90], [LevelCount(5, None, 6)], Reason.MISSING_DENOMINATOR),
        ([90], [LevelCount(None, 100, 6)], Reason.MISSING_INPUT),
        ([90], [LevelCount(5, 100, None)], Reason.MISSING_INPUT),
    ],
)
def test_undefined_with_a_reason(rates: list[float | None], levels: list[LevelCount], reason: Reason) -> None:
    assert school_life_expectancy(rates, levels).undefined is reason


def test_net_of_repetition_undefined() -> None:
    assert school_life_expectancy_net_of_repetition(None, []).undefined is Reason.MISSING_INPUT
    net = school_life_expectancy_net_of_repetition(9.5, [LevelCount(1, 0, 6)])
    assert net.undefined is Reason.ZERO_DENOMINATOR
