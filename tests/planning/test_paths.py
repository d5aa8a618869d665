"""Paths: every point is hit, nothing overshoots, and what cannot be is found between two possible ends."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from epm_xblocks.planning.paths import path, rate_paths, rates_findings
from epm_xblocks.planning.values import PlanningProblem

SHAPES = ["linear", "stepped", "logistic"]
POINTS = st.dictionaries(st.integers(2020, 2060), st.floats(0.01, 0.99), min_size=2, max_size=6)


@given(POINTS, st.sampled_from(SHAPES))
def test_a_path_hits_every_point_and_stays_between_them(points: dict[int, float], shape) -> None:
    series = path(points, shape=shape)
    assert list(series) == list(range(min(points), max(points) + 1))
    for year, value in points.items():
        assert series[year] == value
    for (start, low), (end, high) in pairwise(sorted(points.items())):
        for year in range(start, end):
            assert min(low, high) - 1e-12 <= series[year] <= max(low, high) + 1e-12


@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99), st.integers(1, 30), st.sampled_from(SHAPES))
def test_a_path_never_turns_back(base: float, target: float, years: int, shape) -> None:
    series = list(path({2024: base, 2024 + years: target}, shape=shape).values())
    assert (series[0], series[-1]) == (base, target)
    steps = [later - earlier for earlier, later in pairwise(series)]
    assert all(step * (target - base) >= 0 or abs(step) < 1e-12 for step in steps)


def test_three_shapes_by_hand() -> None:
    points = {2024: 0.6, 2028: 0.8}
    assert list(path(points, shape="linear").values()) == pytest.approx([0.6, 0.65, 0.7, 0.75, 0.8])
    assert list(path(points, shape="stepped").values()) == [0.6, 0.6, 0.6, 0.6, 0.8]
    logistic = path(points, shape="logistic")
    assert logistic[2026] == pytest.approx(1 / (1 + (4 / 6 * 2 / 8) ** 0.5))  # the mean of the log-odds
    assert path({2024: 40, 2026: 60}, shape="logistic", ceiling=100)[2025] == pytest.approx(50)


def test_an_intermediate_year_is_a_point() -> None:
    series = path({2024: 0.6, 2026: 0.75, 2030: 0.8}, shape="linear")
    assert series[2025] == pytest.approx(0.675)
    assert series[2028] == pytest.approx(0.775)


@pytest.mark.parametrize(
    ("points", "shape", "code"),
    [
        ({2024: 0.6}, "linear", "too-few-points"),
        ({2024: 0.6, 2030: None}, "linear", "missing-figure"),
        ({2024: 0.6, 9024: 0.7}, "linear", "path-too-long"),
        ({2024: 0.0, 2030: 0.5}, "logistic", "outside-ceiling"),
        ({2024: 0.5, 2030: 1.0}, "logistic", "outside-ceiling"),
        ({2024: float("nan"), 2030: 1.0}, "linear", "not-finite"),
    ],
)
def test_paths_that_do_not_do(points: dict[int, float | None], shape, code: str) -> None:
    with pytest.raises(PlanningProblem, match=code):
        path(points, shape=shape)


@given(st.floats(0, 0.5), st.floats(0, 0.5), st.floats(0, 0.5), st.floats(0, 0.5))
def test_linear_paths_between_possible_rates_stay_possible(p0: float, p1: float, r0: float, r1: float) -> None:
    promotion = rate_paths([p0], [p1], 2024, 2034, shape="linear")
    repetition = rate_paths([r0], [r1], 2024, 2034, shape="linear")
    assert rates_findings(promotion, repetition) == ()


def test_possible_ends_need_not_make_a_possible_path() -> None:
    """Promotion rises at once year by year while repetition falls only in the target year."""
    promotion = rate_paths([0.7, 0.8], [0.95, 0.9], 2024, 2028, shape="linear")
    repetition = rate_paths([0.25, 0.1], [0.02, 0.05], 2024, 2028, shape="stepped")
    found = rates_findings(promotion, repetition)
    assert [(one.values["year"], one.values["grade"]) for one in found] == [(2025, 1), (2026, 1), (2027, 1)]
    assert {one.code for one in found} == {"promoted-and-repeating"}


def test_only_years_of_both_are_judged() -> None:
    assert rates_findings({2024: [0.9]}, {2025: [0.9]}) == ()
    with pytest.raises(PlanningProblem, match="lengths-differ"):
        rates_findings({2024: [0.9]}, {2024: [0.1, 0.1]})
    with pytest.raises(PlanningProblem, match="lengths-differ"):
        rate_paths([0.9], [0.9, 0.9], 2024, 2030, shape="linear")
