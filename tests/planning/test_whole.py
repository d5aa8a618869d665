"""Whole teachers, rooms and schools: the rounding that is declared, and no other."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from epm_xblocks.planning.rounding import round_up
from epm_xblocks.planning.teachers import teachers_by_ratio
from epm_xblocks.planning.values import PlanningProblem, Reason, Unit, defined
from epm_xblocks.planning.whole import total_need, whole, whole_need


@pytest.mark.parametrize(
    ("value", "up", "nearest"),
    [(48.0, 48, 48), (48.1, 49, 48), (48.5, 49, 49), (-2.5, -2, -3), (0.0, 0, 0), (-0.3, 0, 0)],
)
def test_up_and_to_the_nearest(value: float, up: int, nearest: int) -> None:
    assert (whole(value, "ceil"), whole(value, "nearest"), whole(value, "none")) == (up, nearest, value)


def test_the_noise_of_a_division_is_not_a_teacher() -> None:
    noisy = 0.1 * 3 / 0.1  # 3.0000000000000004
    assert whole(noisy, "ceil") == 3 < math.ceil(noisy)
    assert str(round_up(-0.2)) == "0"
    with pytest.raises(PlanningProblem, match="not-finite"):
        round_up(math.nan)


@given(st.integers(0, 10**9), st.integers(1, 10**4))
def test_up_is_the_least_whole_number_that_serves_all(pupils: int, ratio: int) -> None:
    need = int(teachers_by_ratio(pupils, ratio, rounding="ceil").number)
    exact = Fraction(pupils, ratio)
    assert need == math.ceil(exact)
    nearest = int(teachers_by_ratio(pupils, ratio, rounding="nearest").number)
    assert nearest == math.floor(exact + Fraction(1, 2))


@given(st.lists(st.integers(0, 2000), min_size=1), st.integers(1, 80))
def test_by_school_needs_no_less_than_in_total(schools: list[int], ratio: int) -> None:
    needs = [teachers_by_ratio(pupils, ratio, rounding="none") for pupils in schools]
    each = total_need(needs, rounding="ceil", counted="by-school").number
    together = total_need(needs, rounding="ceil", counted="in-total").number
    assert together == math.ceil(Fraction(sum(schools), ratio))
    assert together <= each <= together + len(schools)


def test_the_unrounded_need_does_not_depend_on_where_it_is_added() -> None:
    needs = [teachers_by_ratio(pupils, 40, rounding="none") for pupils in (50, 30, 20)]
    assert [total_need(needs, rounding="none", counted=way).number for way in ("by-school", "in-total")] == [2.5, 2.5]
    assert total_need(needs, rounding="ceil", counted="by-school").number == 4
    assert total_need(needs, rounding="ceil", counted="in-total").number == 3


def test_what_cannot_be_added() -> None:
    missing = teachers_by_ratio(None, 40, rounding="ceil")
    assert whole_need(missing, "ceil") is missing
    known = teachers_by_ratio(50, 40, rounding="none")
    assert total_need([known, missing], rounding="ceil", counted="in-total").undefined is Reason.MISSING_INPUT
    with pytest.raises(PlanningProblem, match="no-schools"):
        total_need([], rounding="ceil", counted="in-total")
    with pytest.raises(PlanningProblem, match="units-differ"):
        total_need([known, defined("rooms", 2, Unit.ROOMS)], rounding="ceil", counted="in-total")
