"""Projection: no pupil is lost, the loop is a power of a matrix, and the cohort is a projection without successors."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from epm_xblocks.planning.cohort import simulated_cohort
from epm_xblocks.planning.flows import SchoolYear, flow_rates
from epm_xblocks.planning.paths import rate_paths
from epm_xblocks.planning.projection import (
    Projection,
    enrolment_by_ratio,
    flow_projection,
    grade_ratio_projection,
    grade_ratios,
    same_every_year,
)
from epm_xblocks.planning.values import PlanningProblem, Reason, Unit
from tests.planning.cohorts import grade_counts, rates

CYCLES = st.lists(grade_counts(1000), min_size=1, max_size=7)
ENTRANTS = st.lists(st.integers(0, 10**6), max_size=12)


def projected(grades: list[tuple[int, int, int]], pupils: int, entrants: list[int]) -> Projection:
    promotion, repetition = rates(grades)
    years = len(entrants)
    return flow_projection(
        [pupils] * len(grades), entrants, same_every_year(promotion, years), same_every_year(repetition, years)
    )


@given(CYCLES, st.integers(0, 10**6), ENTRANTS)
def test_no_pupil_is_lost_or_made(grades: list[tuple[int, int, int]], pupils: int, entrants: list[int]) -> None:
    found = projected(grades, pupils, entrants)
    assert len(found.enrolment) == len(entrants) + 1
    for year, entering in enumerate(entrants):
        former, following = found.totals[year], found.totals[year + 1]
        left = found.graduates[year] + sum(found.dropouts[year])
        assert following + left == pytest.approx(former + entering, abs=1e-3)
        for grade, count in enumerate(found.enrolment[year + 1]):
            assert count == pytest.approx(found.repeaters[year][grade] + found.new_entrants[year][grade])
        assert found.new_entrants[year][0] == entering


def by_matrix_power(grades: list[tuple[int, int, int]], pupils: int, entering: int, years: int) -> list[Fraction]:
    """E(t) from the power of one matrix, the entrants carried in a row that stays 1; exact."""
    size = len(grades)
    step = [[Fraction(0)] * (size + 1) for _ in range(size + 1)]
    step[size][size], step[0][size] = Fraction(1), Fraction(entering)
    for grade, (whole, promoted, repeated) in enumerate(grades):
        step[grade][grade] += Fraction(repeated, whole)
        if grade + 1 < size:
            step[grade + 1][grade] += Fraction(promoted, whole)
    power = [[Fraction(int(row == column)) for column in range(size + 1)] for row in range(size + 1)]
    while years:
        if years % 2:
            power = product(power, step)
        step, years = product(step, step), years // 2
    start = [Fraction(pupils)] * size + [Fraction(1)]
    return [sum((a * b for a, b in zip(row, start, strict=True)), Fraction(0)) for row in power[:size]]


def product(one: list[list[Fraction]], other: list[list[Fraction]]) -> list[list[Fraction]]:
    columns = list(zip(*other, strict=True))
    return [[sum((a * b for a, b in zip(row, c, strict=True)), Fraction(0)) for c in columns] for row in one]


@given(
    st.lists(grade_counts(50), min_size=1, max_size=5),
    st.integers(0, 10**5),
    st.integers(0, 10**5),
    st.integers(0, 15),
)
def test_the_loop_is_a_power_of_the_transition_matrix(
    grades: list[tuple[int, int, int]], pupils: int, entering: int, years: int
) -> None:
    last = projected(grades, pupils, [entering] * years).enrolment[-1]
    exact = by_matrix_power(grades, pupils, entering, years)
    assert last == pytest.approx([float(count) for count in exact], rel=1e-9, abs=1e-6)


@given(CYCLES)
def test_one_cohort_without_successors_is_the_reconstructed_cohort(grades: list[tuple[int, int, int]]) -> None:
    promotion, repetition = rates(grades)
    years = 12
    found = flow_projection(
        [1000] + [0] * (len(grades) - 1),
        [0] * years,
        same_every_year(promotion, years),
        same_every_year(repetition, years),
    )
    cohort = simulated_cohort(promotion, repetition, max_repetitions=None, years=years)
    for ours, theirs in zip(found.enrolment, cohort.diagram, strict=False):
        assert ours == pytest.approx(theirs, abs=1e-6)
    assert found.graduates == pytest.approx(cohort.graduates_by_year, abs=1e-6)


@given(CYCLES, st.integers(1, 10**6))
def test_flow_rates_of_a_projection_are_its_rates(grades: list[tuple[int, int, int]], entering: int) -> None:
    promotion, repetition = rates(grades)
    found = flow_projection([1000] * len(grades), [entering], [promotion], [repetition])
    year = SchoolYear(found.enrolment[0], (0,) * len(grades), found.graduates[0])
    table = flow_rates(year, SchoolYear(found.enrolment[1], found.repeaters[0]), graduates_timing="same-year")
    assert [rate.number for rate in table.promotion] == pytest.approx(list(promotion), abs=1e-6)
    assert [rate.number for rate in table.repetition] == pytest.approx(list(repetition), abs=1e-6)


def test_by_hand_and_the_commonest_slip() -> None:
    found = flow_projection([1000, 800], [1100], [[0.8, 0.9]], [[0.1, 0.05]])
    assert found.enrolment[1] == pytest.approx((1200, 840))
    assert found.repeaters == (pytest.approx((100, 40)),)
    assert found.graduates == (pytest.approx(720),)
    assert found.dropouts == (pytest.approx((100, 40)),)
    assert found.enrolment[1][1] != 1000 * 0.8  # p without r


def test_rates_that_follow_a_path_to_their_targets() -> None:
    promotion = rate_paths([0.8, 0.85], [0.95, 0.95], 2024, 2034, shape="linear")
    repetition = rate_paths([0.12, 0.1], [0.02, 0.02], 2024, 2034, shape="linear")
    years = range(2024, 2034)
    found = flow_projection(
        [1000, 900], [1000] * 10, [promotion[year] for year in years], [repetition[year] for year in years]
    )
    frozen = flow_projection(
        [1000, 900], [1000] * 10, same_every_year([0.8, 0.85], 10), same_every_year([0.12, 0.1], 10)
    )
    assert found.enrolment[1] == pytest.approx(frozen.enrolment[1])  # the base year's rates rule the first step
    assert found.graduates[-1] > frozen.graduates[-1]


@pytest.mark.parametrize(
    ("promotion", "repetition", "code"),
    [
        ([[0.8, 0.9]], [[0.3, 0.05]], "promoted-and-repeating"),
        ([[80, 90]], [[10, 5]], "promoted-and-repeating"),
        ([[0.8, None]], [[0.1, 0.1]], "missing-figure"),
        ([[0.8]], [[0.1]], "lengths-differ"),
        ([], [], "lengths-differ"),
    ],
)
def test_rates_that_do_not_do(promotion, repetition, code: str) -> None:
    with pytest.raises(PlanningProblem, match=code):
        flow_projection([1000, 800], [1100], promotion, repetition)


def test_a_projection_of_nothing() -> None:
    with pytest.raises(PlanningProblem, match="no-grades"):
        flow_projection([], [], [], [])
    with pytest.raises(PlanningProblem, match="no-grades"):
        grade_ratio_projection([], [], [])
    assert flow_projection([5, 6], [], [], []).enrolment == ((5, 6),)


@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=7), st.lists(st.integers(1, 10**6), min_size=2, max_size=7))
def test_grade_ratios_lead_from_one_year_to_the_next(first: list[int], second: list[int]) -> None:
    grades = min(len(first), len(second))
    first, second = first[:grades], second[:grades]
    ratios = [ratio.number for ratio in grade_ratios(first, second)]
    rebuilt = grade_ratio_projection(first, [second[0]], [ratios])
    assert rebuilt[0] == tuple(first)
    assert rebuilt[1] == pytest.approx(second)


def test_grade_ratios_without_their_figures() -> None:
    assert [ratio.undefined for ratio in grade_ratios([0, None, 5], [9, 8, 7])] == [
        Reason.ZERO_DENOMINATOR,
        Reason.MISSING_DENOMINATOR,
    ]
    with pytest.raises(PlanningProblem, match="lengths-differ"):
        grade_ratios([1, 2], [1])
    with pytest.raises(PlanningProblem, match="lengths-differ"):
        grade_ratio_projection([1, 2], [1], [[0.9, 0.9]])


def test_enrolment_by_ratio() -> None:
    found = enrolment_by_ratio(97.5, 20_000)
    assert (found.number, found.unit) == (19_500, Unit.PUPILS)
    assert enrolment_by_ratio(None, 20_000).undefined is Reason.MISSING_INPUT
