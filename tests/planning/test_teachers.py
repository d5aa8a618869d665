"""Teachers: the published need, the three ways to it, and a stock that adds up."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from epm_xblocks.planning import teachers as t
from epm_xblocks.planning.population import projected_population
from epm_xblocks.planning.values import PlanningProblem, Reason, Unit
from tests.planning.golden_epm import golden

COUNTS = st.integers(0, 10**6)
SHARES = st.floats(0, 1)


def test_g13_published_need() -> None:
    given_, printed = golden("g13")["inputs"], golden("g13")["published"]
    pupils = projected_population(given_["enrolment"], given_["growth_pct"] / 100, 1, growth="compound").number
    assert pupils == printed["enrolment_next"]
    now = t.teachers_by_ratio(given_["enrolment"], given_["ptr_now"], rounding="ceil")
    following = t.teachers_by_ratio(pupils, given_["ptr_target"], rounding="ceil")
    assert (now.number, following.number) == (printed["teachers_now"], printed["teachers_next"])
    net = t.recruitment(now.number, following.number, 0, surplus="kept")
    assert (net.number, net.unit) == (printed["additional"], Unit.TEACHERS)
    assert t.recruitment(20, 48, 0.05, surplus="kept").number == 29  # leavers are replaced: net is not gross


def test_ratios() -> None:
    plain = t.pupil_teacher_ratio(1200, 20, counted="head-count")
    assert (plain.number, plain.unit, plain.flags) == (60, Unit.PUPILS_PER_TEACHER, ())
    posts = t.full_time_equivalents([24, 12, 12], 24)
    assert posts.number == 2
    assert t.pupil_teacher_ratio(90, posts.value, counted="full-time-equivalent").flags == ("full-time-equivalent",)
    assert t.pupil_trained_teacher_ratio(1200, 15).number == 80
    assert t.pupils_per_class(1200, 24).number == 50
    assert t.pupil_teacher_ratio(50, 0, counted="head-count").undefined is Reason.ZERO_DENOMINATOR
    assert t.pupil_teacher_ratio(50, None, counted="full-time-equivalent").undefined is Reason.MISSING_DENOMINATOR
    assert t.full_time_equivalents([24, None], 24).undefined is Reason.MISSING_INPUT


def test_the_ratio_of_schools_is_not_the_mean_of_their_ratios() -> None:
    together = t.pupil_teacher_ratio_of_schools([20, 300], [1, 5])
    assert together.number == pytest.approx(320 / 6)
    assert together.number != (20 / 1 + 300 / 5) / 2
    assert t.pupil_teacher_ratio_of_schools([20, None], [1, 5]).undefined is Reason.MISSING_INPUT
    with pytest.raises(PlanningProblem, match="lengths-differ"):
        t.pupil_teacher_ratio_of_schools([20], [1, 5])


@given(COUNTS, st.integers(10, 80), st.integers(10, 40), st.integers(10, 40))
def test_hours_ratio_and_groups_agree_where_their_parameters_do(pupils: int, size: int, week: int, load: int) -> None:
    groups = pupils / size
    by_hours = t.teachers_by_hours(groups, week, load, rounding="none").number
    by_ratio = t.teachers_by_ratio(pupils, size * load / week, rounding="none").number
    by_groups = t.teachers_by_groups(groups, week / load, rounding="none").number
    assert by_hours == pytest.approx(by_ratio)
    assert by_hours == pytest.approx(by_groups)


def test_missing_parts_of_a_need() -> None:
    assert t.teachers_by_hours(None, 30, 24, rounding="ceil").undefined is Reason.MISSING_INPUT
    assert t.teachers_by_hours(3, 30, 0, rounding="ceil").undefined is Reason.ZERO_DENOMINATOR
    assert t.teachers_by_groups(3, None, rounding="ceil").undefined is Reason.MISSING_INPUT
    assert t.teachers_by_ratio(100, 0, rounding="ceil").undefined is Reason.ZERO_DENOMINATOR


@given(st.integers(0, 1000), st.integers(0, 1000))
def test_a_pair_in_double_shift_has_one_teacher_or_two(single: int, pairs: int) -> None:
    groups = single + 2 * pairs
    one, two = (
        t.teachers_by_groups(groups, rounding="none", groups_in_double_shift=2 * pairs, teachers_per_pair=each).number
        for each in (1, 2)
    )
    assert (one, two) == (single + pairs, groups)


def test_more_groups_in_double_shift_than_groups() -> None:
    with pytest.raises(PlanningProblem, match="part-above-whole"):
        t.teachers_by_groups(10, rounding="ceil", groups_in_double_shift=12)


def test_negative_recruitment_is_never_silent() -> None:
    released = t.recruitment(100, 80, 0.1, surplus="released")
    kept = t.recruitment(100, 80, 0.1, surplus="kept")
    assert (released.value, released.flags) == (-10, ("surplus",))
    assert (kept.value, kept.flags) == (0, ("surplus",))
    assert t.recruitment(100, None, 0.1, surplus="kept").undefined is Reason.MISSING_INPUT


def test_attrition_in_per_cent_is_refused() -> None:
    with pytest.raises(PlanningProblem) as refusal:
        t.recruitment(100, 120, 5, surplus="kept")
    assert (refusal.value.code, refusal.value.values) == ("not-a-fraction", {"name": "attrition", "figure": 5.0})


def test_attrition_is_of_the_stock_that_was_there() -> None:
    right = t.recruitment(100, 120, 0.05, surplus="kept").number
    assert right == pytest.approx(25)
    assert right != pytest.approx(120 * 1.05 - 100)  # applied to next year's need


def test_training_need() -> None:
    assert t.training_need(90, completion=0.9, deployment=0.8).number == pytest.approx(125)
    assert t.training_need(90, completion=0, deployment=0.8).undefined is Reason.ZERO_DENOMINATOR
    assert t.training_need(90, completion=None, deployment=0.8).undefined is Reason.MISSING_DENOMINATOR


YEARS = st.lists(st.tuples(COUNTS, SHARES, COUNTS), max_size=8)


@given(COUNTS, YEARS, st.sampled_from(["released", "kept"]), st.booleans())
def test_stock_is_what_was_there_less_leavers_and_with_recruits(
    stock: int, years: list[tuple[int, float, int]], surplus: t.Surplus, limited: bool
) -> None:
    needs, attrition, most = ([year[part] for year in years] for part in range(3))
    plan = t.staff_plan(stock, needs, attrition, surplus=surplus, capacity=most if limited else None)
    before = float(stock)
    for year, (need, rate, limit) in zip(plan, years, strict=True):
        assert year.leavers == pytest.approx(before * rate)
        assert year.stock == pytest.approx(before - year.leavers + year.recruits, abs=1e-6)
        assert year.shortage == pytest.approx(max(0, need - year.stock), abs=1e-6)
        assert not limited or year.recruits <= limit
        if surplus == "released" and not limited:
            assert year.stock == pytest.approx(need, abs=1e-6)
        if surplus == "kept":
            assert year.recruits >= 0
            assert limited or year.stock >= need - 1e-6
        before = year.stock


def test_staff_plan_by_hand() -> None:
    first, second = t.staff_plan(100, [120, 110], [0.1, 0.1], surplus="kept", capacity=[20, 20])
    assert (first.leavers, first.recruits, first.stock, first.shortage) == (10, 20, 110, 10)
    assert (second.leavers, second.recruits, second.stock, second.shortage) == (11, 11, 110, 0)


def test_a_plan_without_its_figures() -> None:
    with pytest.raises(PlanningProblem) as refusal:
        t.staff_plan(100, [120, None], [0.1, 0.1], surplus="kept")
    assert (refusal.value.code, refusal.value.values) == ("missing-figure", {"name": "needs", "at": 2})
    with pytest.raises(PlanningProblem, match="lengths-differ"):
        t.staff_plan(100, [120], [0.1, 0.1], surplus="kept")
    with pytest.raises(PlanningProblem, match="not-finite"):
        t.staff_plan(100, [math.inf], [0.1], surplus="kept")
