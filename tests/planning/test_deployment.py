"""Deployment: R² two ways, and a line that leaves nothing over."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from epm_xblocks.planning.deployment import teacher_deployment
from epm_xblocks.planning.regression import least_squares
from epm_xblocks.planning.values import PlanningProblem, Reason

SCHOOLS = st.lists(st.tuples(st.integers(10, 2000), st.integers(0, 60)), min_size=2, max_size=30)


def squared_correlation(x: list[int], y: list[int]) -> float:
    """The same R² from raw sums, in whole numbers until the last step."""
    n, sx, sy = len(x), sum(x), sum(y)
    xy = n * sum(a * b for a, b in zip(x, y, strict=True)) - sx * sy
    xx, yy = n * sum(a * a for a in x) - sx * sx, n * sum(b * b for b in y) - sy * sy
    return xy * xy / (xx * yy)


@given(SCHOOLS)
def test_r_squared_is_the_squared_correlation_and_randomness_the_rest(schools: list[tuple[int, int]]) -> None:
    pupils, teachers = [school[0] for school in schools], [school[1] for school in schools]
    assume(len(set(pupils)) > 1)
    found = teacher_deployment(pupils, teachers)
    assert math.fsum(found.surplus) == pytest.approx(0, abs=1e-6)
    if len(set(teachers)) == 1:
        assert found.r_squared.undefined is found.degree_of_randomness.undefined is Reason.ZERO_DENOMINATOR
        return
    assert found.r_squared.number == pytest.approx(squared_correlation(pupils, teachers), abs=1e-9)
    assert 0 <= found.r_squared.number <= 1
    assert found.r_squared.number + found.degree_of_randomness.number == 1
    left_over = math.fsum(one**2 for one in found.surplus)
    mean = sum(teachers) / len(teachers)
    whole = math.fsum((one - mean) ** 2 for one in teachers)
    assert found.degree_of_randomness.number == pytest.approx(left_over / whole, abs=1e-9)


@given(SCHOOLS, st.floats(0.1, 10))
def test_the_degree_of_randomness_has_no_unit(schools: list[tuple[int, int]], scale: float) -> None:
    pupils, teachers = [school[0] for school in schools], [school[1] for school in schools]
    assume(len(set(pupils)) > 1)
    assume(len(set(teachers)) > 1)
    one = teacher_deployment(pupils, teachers).degree_of_randomness.number
    other = teacher_deployment([count * scale for count in pupils], teachers).degree_of_randomness.number
    assert one == pytest.approx(other, abs=1e-9)


def test_one_teacher_for_forty_pupils_leaves_nothing_to_chance() -> None:
    found = teacher_deployment([80, 200, 440], [2, 5, 11])
    assert found.r_squared.number == pytest.approx(1)
    assert found.line.slope == pytest.approx(1 / 40)
    assert found.line.intercept == pytest.approx(0)
    assert found.surplus == pytest.approx((0, 0, 0))


def test_by_hand() -> None:
    """Pupils 100, 200, 300 with 2, 6, 4 teachers: products 200, squares 20,000 and 8; slope 0.01, R² = 2 / 8."""
    found = teacher_deployment([100, 200, 300], [2, 6, 4])
    assert (found.line.slope, found.line.intercept) == (pytest.approx(0.01), pytest.approx(2))
    assert found.r_squared.number == pytest.approx(0.25)
    assert found.surplus == pytest.approx((-1, 2, -1))


def test_what_has_no_line() -> None:
    with pytest.raises(PlanningProblem, match="no-spread"):
        teacher_deployment([200, 200], [3, 5])
    with pytest.raises(PlanningProblem, match="missing-figure"):
        least_squares([1, None], [1, 2])
    with pytest.raises(PlanningProblem, match="lengths-differ"):
        least_squares([1, 2, 3], [1, 2])
