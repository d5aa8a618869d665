"""Inequality: published Ginis and Lorenz points, bounds, and the Gini pair by pair."""

import math
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from epm_xblocks.planning import equity as eq
from epm_xblocks.planning.rounding import round_half_away
from epm_xblocks.planning.values import PlanningProblem, Reason, Unit
from tests.planning.golden_epm import golden

GROUPS = st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 10**5)), min_size=1, max_size=12).filter(
    lambda groups: any(resource for resource, _people in groups)
)


def pairwise_gini(resource: list[int], people: list[int]) -> Fraction:
    """Half the mean difference between any two people over their mean; exact, with no sorting."""
    heads = [Fraction(have, count) for have, count in zip(resource, people, strict=True)]
    everybody, mean = sum(people), Fraction(sum(resource), sum(people))
    apart = sum(
        abs(one - other) * n * m
        for one, n in zip(heads, people, strict=True)
        for other, m in zip(heads, people, strict=True)
    )
    return apart / (2 * mean * everybody * everybody)


def test_g21_published_gini() -> None:
    data = golden("g21")
    gini = eq.gini_coefficient(data["inputs"]["x"])
    assert float(round_half_away(gini.number, 7)) == data["published"]["gini"]
    assert gini.unit is Unit.INDEX
    n = len(data["inputs"]["x"])
    assert float(round_half_away(gini.number * n / (n - 1), 7)) != data["published"]["gini"]


def test_g22_the_first_printed_point_is_a_misprint() -> None:
    given_, printed = golden("g22")["inputs"], golden("g22")["published"]
    curve = eq.lorenz_curve(given_["A"])
    points = [float(round_half_away(y * 100, 1)) for y in curve.resource]
    assert points == [0.0, 8.5, *printed["cumA"][1:]]
    assert printed["cumA"][0] == 8.8 != points[1]
    ginis = {name: eq.gini_coefficient(shares).number for name, shares in given_.items()}
    assert min(ginis, key=ginis.__getitem__) == printed["most_equal"]
    assert max(ginis, key=ginis.__getitem__) == printed["least_equal"]


@given(GROUPS)
def test_the_trapezoids_are_the_mean_difference(groups: list[tuple[int, int]]) -> None:
    resource, people = [group[0] for group in groups], [group[1] for group in groups]
    gini = eq.gini_coefficient(resource, people).number
    assert gini == pytest.approx(float(pairwise_gini(resource, people)), abs=1e-9)
    assert 0 <= gini < 1


@given(GROUPS)
def test_the_curve_runs_between_diagonal_and_axes(groups: list[tuple[int, int]]) -> None:
    curve = eq.lorenz_curve([group[0] for group in groups], [group[1] for group in groups])
    points = list(zip(curve.people, curve.resource, strict=True))
    assert (points[0], points[-1]) == ((0, 0), (1, 1))
    assert all(0 <= y <= x + 1e-9 <= 1 + 1e-9 for x, y in points)
    steps = [(right[0] - left[0], right[1] - left[1]) for left, right in pairwise(points)]
    assert all(across >= 0 and up >= -1e-12 for across, up in steps)
    slopes = [up / across for across, up in steps if across > 1e-9]
    assert all(later >= earlier - 1e-6 * max(1.0, later) for earlier, later in pairwise(slopes))


@given(st.integers(1, 10**6), st.lists(st.integers(1, 10**5), min_size=1, max_size=12), st.integers(2, 100))
def test_equality_is_zero_and_size_does_not_count(each: int, people: list[int], scale: int) -> None:
    assert eq.gini_coefficient([each * count for count in people], people).number == pytest.approx(0, abs=1e-9)
    unequal = [each * count * (number + 1) for number, count in enumerate(people)]
    one = eq.gini_coefficient(unequal, people).number
    assert eq.gini_coefficient([have * scale for have in unequal], people).number == pytest.approx(one, abs=1e-9)
    assert eq.gini_coefficient(unequal, [n * scale for n in people]).number == pytest.approx(one, abs=1e-9)


def test_one_has_everything() -> None:
    assert eq.gini_coefficient([0, 0, 0, 7]).number == pytest.approx(3 / 4)  # 1 - 1/n without the factor n / (n - 1)


def test_slips_of_a_learner_give_other_figures() -> None:
    """Unsorted, and without the point (0, 0)."""
    given_ = [1, 3, 2, 1, 1, 1, 4]
    right = eq.gini_coefficient(given_).number
    cumulated = [0.0] + [sum(given_[: n + 1]) / sum(given_) for n in range(len(given_))]
    unsorted = 1 - sum((low + high) / len(given_) for low, high in pairwise(cumulated))
    curve = eq.lorenz_curve(given_)
    without_origin = 1 - sum((low + high) / len(given_) for low, high in list(pairwise(curve.resource))[1:])
    assert abs(unsorted - right) > 0.01
    assert abs(without_origin - right) > 0.01


def test_groups_without_people_are_left_out_and_nothing_is_not_shared() -> None:
    assert eq.lorenz_curve([5, 9, 5], [1, 0, 1]) == eq.lorenz_curve([5, 5], [1, 1])
    with pytest.raises(PlanningProblem, match="nothing-to-share"):
        eq.lorenz_curve([0, 0])
    assert eq.gini_coefficient([0, 0]).undefined is Reason.ZERO_DENOMINATOR
    assert eq.gini_coefficient([]).undefined is Reason.ZERO_DENOMINATOR
    assert eq.gini_coefficient([1, None]).undefined is Reason.MISSING_INPUT
    with pytest.raises(PlanningProblem, match="lengths-differ"):
        eq.gini_coefficient([1, 2], [1])
    with pytest.raises(PlanningProblem, match="negative-figure"):
        eq.gini_coefficient([1, -2])


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 10**5)), min_size=2, max_size=6))
def test_education_gini_pair_by_pair(levels: list[tuple[int, int]]) -> None:
    """Thomas, Wang and Fan: the sum over j < i, no sorting needed, 1 / mean in front."""
    years, people = [level[0] for level in levels], [level[1] for level in levels]
    gini = eq.education_gini(years, people)
    mean = Fraction(sum(y * p for y, p in levels), sum(people))
    if not mean:
        assert gini.undefined is Reason.ZERO_DENOMINATOR
        return
    whole = sum(people)
    pairs = sum(
        Fraction(levels[i][1] * levels[j][1] * abs(levels[i][0] - levels[j][0]), whole * whole)
        for i in range(len(levels))
        for j in range(i)
    )
    assert gini.number == pytest.approx(float(pairs / mean), abs=1e-9)


def test_education_gini_without_its_figures() -> None:
    assert eq.education_gini([0, None], [1, 2]).undefined is Reason.MISSING_INPUT
    assert eq.education_gini([0, 5], [1, 1]).term == "education-gini"


SCHOOLS = st.lists(st.tuples(st.integers(1, 50), st.integers(1, 500)), min_size=8, max_size=20)


def quartile_ratio_pupil_by_pupil(schools: list[tuple[int, int]]) -> float:
    """Every pupil in a queue, the best served first, four parts of each; a quarter of the queue at each end."""
    queue = sorted(
        (Fraction(teachers, pupils) for teachers, pupils in schools for _ in range(pupils * 4)), reverse=True
    )
    quarter = len(queue) // 4
    return float(sum(queue[:quarter]) / sum(queue[-quarter:]))


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 30)), min_size=8, max_size=10))
def test_quartile_ratio_pupil_by_pupil(schools: list[tuple[int, int]]) -> None:
    ratio = eq.resource_quartile_ratio([school[0] for school in schools], [school[1] for school in schools])
    assert ratio.number == pytest.approx(quartile_ratio_pupil_by_pupil(schools), rel=1e-9)
    assert ratio.number >= 1 - 1e-12


def test_quartile_ratio_needs_eight_schools() -> None:
    assert eq.resource_quartile_ratio([5] * 7, [200] * 7).undefined is Reason.TOO_FEW_SCHOOLS
    assert eq.resource_quartile_ratio([5] * 8, [200] * 7 + [0]).undefined is Reason.TOO_FEW_SCHOOLS
    assert eq.resource_quartile_ratio([5] * 8, [200] * 8).number == pytest.approx(1)
    nothing_for_a_quarter = eq.resource_quartile_ratio([0] * 2 + [5] * 6, [200] * 8)
    assert nothing_for_a_quarter.undefined is Reason.ZERO_DENOMINATOR


@given(SCHOOLS, st.floats(0, 1))
def test_the_best_served_hold_at_least_their_share(schools: list[tuple[int, int]], share: float) -> None:
    resource, people = [school[0] for school in schools], [school[1] for school in schools]
    held = eq.share_of_best_served(resource, people, share)
    assert share * 100 - 1e-6 <= held.number <= 100 + 1e-9
    assert eq.share_of_best_served(resource, people, None).undefined is Reason.MISSING_INPUT


def test_the_most_educated_tenth() -> None:
    """10 of 100 people hold 60 of 100: exactly, and half of them half of it."""
    assert eq.share_of_best_served([40, 60], [90, 10], 0.1).number == pytest.approx(60)
    assert eq.share_of_best_served([40, 60], [90, 10], 0.05).number == pytest.approx(30)
    with pytest.raises(PlanningProblem, match="not-a-fraction"):
        eq.share_of_best_served([40, 60], [90, 10], 10)


def test_variation_and_range() -> None:
    values = [30, 40, 50]
    assert eq.coefficient_of_variation(values, spread="sample").number == pytest.approx(25)
    assert eq.coefficient_of_variation(values, spread="population").number == pytest.approx(math.sqrt(200 / 3) / 0.4)
    assert eq.coefficient_of_variation([30], spread="sample").undefined is Reason.ZERO_DENOMINATOR
    assert eq.coefficient_of_variation([0, 0], spread="population").undefined is Reason.ZERO_DENOMINATOR
    assert eq.coefficient_of_variation([1, None], spread="population").undefined is Reason.MISSING_INPUT
    assert (eq.range_of(values, unit=Unit.PER_CENT).number, eq.range_of([], unit=Unit.INDEX).value) == (20, None)
