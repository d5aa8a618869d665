"""Sprague: published ages, sums of groups, and the multipliers against the formula they come from."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from epm_xblocks.planning import sprague
from epm_xblocks.planning.rounding import round_half_away
from epm_xblocks.planning.values import PlanningProblem
from tests.planning import osculatory
from tests.planning.golden_epm import golden

GROUPS = st.lists(st.integers(0, 10**7), min_size=6, max_size=18)


def test_g34_published_ages() -> None:
    data = golden("g34")
    ages = sprague.single_ages(data["inputs"]["groups"], last="open").people
    assert [float(round_half_away(age, 3)) for age in ages[:6]] == data["published"]["ages"]


@pytest.mark.parametrize("panel", ["FIRST", "SECOND", "MIDDLE"])
def test_the_multipliers_keep_a_group_and_a_flat_population(panel: str) -> None:
    rows = getattr(sprague, panel)
    own = {"FIRST": 0, "SECOND": 1, "MIDDLE": 2}[panel]
    assert [sum(column) for column in zip(*rows, strict=True)] == [10_000 if g == own else 0 for g in range(5)]
    assert [sum(row) for row in rows] == [2_000] * 5


@given(GROUPS)
def test_the_multipliers_are_the_osculatory_formula(groups: list[int]) -> None:
    ages = sprague.single_ages(groups, last="closed").people
    assert ages == tuple(float(age) for age in osculatory.single_ages(groups))


@given(GROUPS, st.sampled_from(["open", "closed"]))
def test_single_ages_add_up_to_their_group(groups: list[int], last: sprague.LastGroup) -> None:
    found = sprague.single_ages(groups, last=last)
    closed = groups[:-1] if last == "open" else groups
    assert found.open_group == (groups[-1] if last == "open" else None)
    assert len(found.people) == 5 * len(closed)
    for number, group in enumerate(closed):
        assert sum(found.people[5 * number : 5 * number + 5]) == pytest.approx(group, abs=1e-6)


@given(st.integers(0, 10**9), st.integers(6, 18))
def test_a_flat_population_is_a_fifth_each(group: int, groups: int) -> None:
    assert set(sprague.single_ages([group] * groups, last="closed").people) == {group / 5}


@given(GROUPS)
def test_old_and_young_ends_mirror_each_other(groups: list[int]) -> None:
    ages = sprague.single_ages(groups, last="closed").people
    assert sprague.single_ages(groups[::-1], last="closed").people == ages[::-1]


def test_a_smooth_population_comes_back_whole() -> None:
    groups = osculatory.cubic_groups(9, factor=5**4)
    curve = [osculatory.value(osculatory.quartic([Fraction(sum(groups[:n])) for n in range(5)], 0), Fraction(a, 5))
             for a in range(46)]  # fmt: skip
    ages = [float(later - earlier) for earlier, later in pairwise(curve)]
    assert sprague.single_ages(groups, last="closed").people == pytest.approx(ages)


def test_ages_asked_for_by_name() -> None:
    found = sprague.single_ages([500, 450, 400, 350, 300, 250, 900], last="open")
    assert found.at(0, 4) == pytest.approx(500)
    assert found.at(6, 11) == pytest.approx(sum(found.people[6:12]))
    for first, last in ((6, 30), (-1, 3), (8, 7)):
        with pytest.raises(PlanningProblem, match="ages-not-covered"):
            found.at(first, last)
    later = sprague.single_ages([500, 450, 400, 350, 300, 250], last="closed", first_age=5)
    assert later.at(5, 9) == pytest.approx(500)


def test_ages_below_zero_are_told() -> None:
    found = sprague.single_ages([1000, 10, 10, 10, 10, 10], last="closed")
    assert found.below_zero
    assert all(found.people[age] < 0 for age in found.below_zero)
    assert sprague.single_ages([500, 450, 400, 350, 300, 250], last="closed").below_zero == ()


def test_groups_that_do_not_do() -> None:
    with pytest.raises(PlanningProblem) as refusal:
        sprague.single_ages([1, 2, 3, 4, 5], last="closed")
    assert (refusal.value.code, refusal.value.values) == ("too-few-groups", {"groups": 5, "needed": 6})
    with pytest.raises(PlanningProblem, match="missing-figure"):
        sprague.single_ages([1, 2, 3, None, 5, 6], last="open")
    with pytest.raises(PlanningProblem, match="negative-figure"):
        sprague.single_ages([1, 2, 3, -4, 5, 6], last="open")
