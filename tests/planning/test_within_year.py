"""Within-year variants, declared by their names."""

import pytest

from epm_xblocks.planning.values import Reason, Unit
from epm_xblocks.planning.within_year import simple_dropout_rate, within_year_rates


def test_pass_and_fail_rates_over_the_final_roll() -> None:
    rates = within_year_rates(850, 150, 1000)
    assert (rates.passed.number, rates.failed.number) == (85.0, 15.0)
    assert rates.passed.unit is Unit.PER_CENT


@pytest.mark.parametrize(("passed", "stands"), [(830, True), (870, True), (829, False), (871, False)])
def test_rates_that_miss_the_roll_by_more_than_two_per_cent_are_undefined(passed: int, stands: bool) -> None:
    rates = within_year_rates(passed, 150, 1000)
    reasons = {rates.passed.undefined, rates.failed.undefined}
    assert reasons == ({None} if stands else {Reason.INCONSISTENT_DATA})


def test_the_tolerance_is_a_parameter() -> None:
    assert within_year_rates(800, 150, 1000, tolerance=5).passed.number == 80.0
    assert within_year_rates(849, 150, 1000, tolerance=0).passed.undefined is Reason.INCONSISTENT_DATA


def test_undefined_with_a_reason() -> None:
    assert within_year_rates(1, 1, 0).passed.undefined is Reason.ZERO_DENOMINATOR
    assert within_year_rates(None, 1, 10).passed.undefined is Reason.MISSING_INPUT
    assert within_year_rates(9, 1, None).failed.undefined is Reason.MISSING_DENOMINATOR
    assert simple_dropout_rate(3, 0).undefined is Reason.ZERO_DENOMINATOR


def test_simple_dropout_rate() -> None:
    assert simple_dropout_rate(30, 1200).number == 2.5
