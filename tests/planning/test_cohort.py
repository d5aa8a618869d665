"""The reconstructed cohort: by hand, closed form against simulation, against every path, and the caps' limit."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from epm_xblocks.planning.cohort import (
    Cohort,
    closed_form_cohort,
    cohort_of_flows,
    reconstructed_cohort,
    simulated_cohort,
)
from epm_xblocks.planning.efficiency import coefficient_of_efficiency, survival_rate_to_last_grade
from epm_xblocks.planning.flows import flow_rates
from epm_xblocks.planning.inconsistent_flows import report_and_stop, rescale
from epm_xblocks.planning.rounding import display
from epm_xblocks.planning.values import PlanningProblem
from tests.planning.cohorts import all_paths, grade_counts, rates
from tests.planning.francophone_table import GRADES, school_year

CYCLES = st.lists(grade_counts(1000), min_size=1, max_size=7)
SHORT_CYCLES = st.lists(grade_counts(50), min_size=1, max_size=3)
CAPS = st.one_of(st.none(), st.integers(0, 3))


def g31(timing="same-year"):
    return flow_rates(school_year("98/99"), school_year("99/00"), graduates_timing=timing, grades=GRADES)


@pytest.mark.parametrize(
    ("cap", "efficiency", "survival"), [(None, "57.9", "56.0"), (3, "55.2", None), (2, "51.1", "50.0")]
)
def test_g31_the_cap_changes_the_answer(cap: int | None, efficiency: str, survival: str | None) -> None:
    """98/99, diplomas of the same year: CE 57.9 % unlimited, 55.2 % cap 3, 51.1 % cap 2; survival 56.0 and 50.0."""
    cohort = cohort_of_flows(g31(), max_repetitions=cap)
    assert str(display(coefficient_of_efficiency(cohort))) == efficiency
    if survival:
        assert str(display(survival_rate_to_last_grade(cohort))) == survival


def test_g31_inconsistent_rates_are_refused_until_treated() -> None:
    bad = g31("following-year")
    with pytest.raises(PlanningProblem) as refusal:
        cohort_of_flows(bad, max_repetitions=2)
    assert (refusal.value.code, refusal.value.values["grade"]) == ("inconsistent-rates", 6)
    with pytest.raises(PlanningProblem) as refusal:
        cohort_of_flows(report_and_stop(bad), max_repetitions=2)
    assert (refusal.value.code, refusal.value.values) == ("undefined-rate", {"grade": 6})
    treated = cohort_of_flows(rescale(bad), max_repetitions=2)
    assert treated.arrivals == cohort_of_flows(g31(), max_repetitions=2).arrivals  # grade 6 alone was treated
    assert treated.graduates > cohort_of_flows(g31(), max_repetitions=2).graduates


# Two grades, p = .8 r = .2 and p = .5 r = .25, worked by hand.
HAND = ([0.8, 0.5], [0.2, 0.25])


def test_by_hand_unlimited() -> None:
    cohort = closed_form_cohort(*HAND)
    assert cohort.arrivals == pytest.approx((1000, 1000))
    assert cohort.pupil_years == pytest.approx((1250, 4000 / 3))
    assert cohort.graduates == pytest.approx(2000 / 3)
    assert cohort.dropouts == pytest.approx((0, 1000 / 3))
    assert cohort.graduate_years == pytest.approx((2500 / 3, 8000 / 9))


def test_by_hand_one_repetition_in_all() -> None:
    """Year 2: 200 repeat grade 1, 800 are in grade 2. Year 3: 160 arrive and 200 repeat; 40 left grade 1."""
    cohort = simulated_cohort(*HAND, max_repetitions=1)
    assert [list(row) for row in cohort.diagram] == [
        pytest.approx([1000, 0]),
        pytest.approx([200, 800]),
        pytest.approx([0, 360]),
    ]
    assert cohort.graduates_by_year == pytest.approx((0, 400, 180))
    assert cohort.arrivals == pytest.approx((1000, 960))
    assert cohort.dropouts == pytest.approx((40, 380))
    assert (cohort.graduates, cohort.still_enrolled) == (pytest.approx(580), 0)
    assert (cohort.max_repetitions, cohort.max_repetitions_per_grade) == (1, None)


def test_by_hand_one_repetition_in_each_grade() -> None:
    """Now the 160 who repeated grade 1 may repeat grade 2: 40 more pupil-years, 20 more graduates."""
    cohort = simulated_cohort(*HAND, max_repetitions=None, max_repetitions_per_grade=1)
    assert cohort.pupil_years == pytest.approx((1200, 1200))
    assert cohort.graduates == pytest.approx(600)
    assert cohort.dropouts == pytest.approx((40, 360))


@given(CYCLES)
@settings(max_examples=60)
def test_closed_form_and_simulation_agree(grades: list[tuple[int, int, int]]) -> None:
    p, r = rates(grades)
    r = [min(rate, 0.9) for rate in r]
    exact, followed = closed_form_cohort(p, r), simulated_cohort(p, r, max_repetitions=None, years=600)
    assert followed.still_enrolled < 1e-6
    for name in ("arrivals", "pupil_years", "graduate_years", "dropouts"):
        assert getattr(followed, name) == pytest.approx(getattr(exact, name), rel=1e-9, abs=1e-6), name
    assert followed.graduates == pytest.approx(exact.graduates, rel=1e-9, abs=1e-6)


@given(SHORT_CYCLES, CAPS, CAPS)
@settings(max_examples=80)
def test_the_simulation_is_the_sum_over_every_path(
    grades: list[tuple[int, int, int]], cap: int | None, cap_per_grade: int | None
) -> None:
    if cap is None and cap_per_grade is None:
        cap = 2
    cohort = simulated_cohort(
        *rates(grades), max_repetitions=cap, max_repetitions_per_grade=cap_per_grade, entrants=1.0
    )
    paths = all_paths(grades, cap, cap_per_grade)
    for name in ("arrivals", "pupil_years", "graduate_years"):
        assert getattr(cohort, name) == pytest.approx([float(x) for x in getattr(paths, name)], abs=1e-12), name
    assert cohort.graduates == pytest.approx(float(paths.graduates), abs=1e-12)
    for year, graduates in enumerate(cohort.graduates_by_year, 1):
        assert graduates == pytest.approx(float(paths.by_year.get(year, 0)), abs=1e-12)


@given(CYCLES, CAPS, CAPS)
def test_nobody_is_lost_or_counted_twice(
    grades: list[tuple[int, int, int]], cap: int | None, cap_per_grade: int | None
) -> None:
    cohort = reconstructed_cohort(*rates(grades), max_repetitions=cap, max_repetitions_per_grade=cap_per_grade)
    assert cohort.graduates + math.fsum(cohort.dropouts) == pytest.approx(1000)
    assert cohort.still_enrolled == 0
    assert all(0 <= g <= y * (1 + 1e-12) for g, y in zip(cohort.graduate_years, cohort.pupil_years, strict=True))


@given(CYCLES)
@settings(max_examples=60)
def test_growing_caps_rise_to_the_unlimited_cohort(grades: list[tuple[int, int, int]]) -> None:
    p, r = rates(grades)
    r = [min(rate, 0.5) for rate in r]
    unlimited = reconstructed_cohort(p, r, max_repetitions=None)
    caps = (0, 1, 2, 4, 8)
    for cohorts in (
        [reconstructed_cohort(p, r, max_repetitions=cap) for cap in (*caps, 100)],
        [reconstructed_cohort(p, r, max_repetitions=None, max_repetitions_per_grade=cap) for cap in (*caps, 40)],
    ):
        for one, two in zip(cohorts, [*cohorts[1:], unlimited], strict=True):
            assert one.graduates <= two.graduates * (1 + 1e-12)
            assert all(a <= b * (1 + 1e-12) for a, b in zip(one.arrivals, two.arrivals, strict=True))
            assert all(a <= b * (1 + 1e-12) for a, b in zip(one.pupil_years, two.pupil_years, strict=True))
        assert cohorts[-1].graduates == pytest.approx(unlimited.graduates, rel=1e-9)
        assert cohorts[-1].pupil_years == pytest.approx(unlimited.pupil_years, rel=1e-9)


def test_g31_efficiency_rises_with_the_cap_to_the_unlimited_value() -> None:
    ladder = [coefficient_of_efficiency(cohort_of_flows(g31(), max_repetitions=cap)).number for cap in range(60)]
    unlimited = coefficient_of_efficiency(cohort_of_flows(g31(), max_repetitions=None)).number
    assert ladder == sorted(ladder)
    assert ladder[-1] == pytest.approx(unlimited, abs=1e-9)


@given(CYCLES, CAPS)
def test_without_repetition_survival_is_the_product_of_promotion(
    grades: list[tuple[int, int, int]], cap: int | None
) -> None:
    p, r = rates([(pupils, promoted, 0) for pupils, promoted, _r in grades])
    cohort = reconstructed_cohort(p, r, max_repetitions=cap)
    for grade, pupils in enumerate(cohort.arrivals):
        assert pupils / 1000 == pytest.approx(math.prod(p[:grade]))
    assert cohort.graduates / 1000 == pytest.approx(math.prod(p))


@given(CYCLES)
def test_with_repetition_survival_is_not_the_product_of_promotion(grades: list[tuple[int, int, int]]) -> None:
    p, r = rates(grades)
    cohort = reconstructed_cohort(p, r, max_repetitions=None)
    expected = math.prod(pg / (1 - rg) for pg, rg in zip(p, r, strict=True))
    assert cohort.graduates / 1000 == pytest.approx(expected)


@given(CYCLES, st.floats(1, 1e7), CAPS)
def test_the_size_of_the_cohort_changes_nothing_but_its_size(grades, entrants: float, cap: int | None) -> None:
    small = reconstructed_cohort(*rates(grades), max_repetitions=cap)
    large = reconstructed_cohort(*rates(grades), max_repetitions=cap, entrants=entrants)
    assert large.graduates / entrants == pytest.approx(small.graduates / 1000)
    assert sum(large.pupil_years) / entrants == pytest.approx(sum(small.pupil_years) / 1000)


def test_the_diagram_ends_when_the_tighter_cap_has_emptied_the_school() -> None:
    for cap, per_grade, years in ((1, 3, 3), (None, 1, 4), (5, 1, 4), (0, None, 2)):
        cohort = simulated_cohort(*HAND, max_repetitions=cap, max_repetitions_per_grade=per_grade)
        assert len(cohort.diagram) == len(cohort.graduates_by_year) == years
        assert sum(cohort.diagram[-1]) > 0


def test_a_zero_cap_sends_would_be_repeaters_home() -> None:
    cohort = reconstructed_cohort(*HAND, max_repetitions=0)
    assert cohort.pupil_years == pytest.approx((1000, 800))
    assert cohort.dropouts == pytest.approx((200, 400))


def test_a_simulation_cut_short_says_who_is_left() -> None:
    cohort = simulated_cohort(*HAND, max_repetitions=None, years=2)
    assert cohort.still_enrolled == pytest.approx(40 + 160 + 200)
    assert cohort.graduates + sum(cohort.dropouts) + cohort.still_enrolled == pytest.approx(1000)


def refused(code: str, call, *args, **kwargs) -> dict[str, object]:
    with pytest.raises(PlanningProblem) as refusal:
        call(*args, **kwargs)
    assert refusal.value.code == code
    return refusal.value.values


@pytest.mark.parametrize(
    ("code", "p", "r"),
    [
        ("lengths-differ", [0.8], [0.1, 0.1]),
        ("no-grades", [], []),
        ("undefined-rate", [0.8, None], [0.1, 0.1]),
        ("undefined-rate", [0.8, 0.8], [0.1, None]),
        ("inconsistent-rates", [0.95], [0.1]),
        ("inconsistent-rates", [-0.1], [0.1]),
        ("inconsistent-rates", [0.5], [-0.1]),
        ("inconsistent-rates", [math.nan], [0.1]),
        ("inconsistent-rates", [85], [10]),  # per cent where fractions are asked for
    ],
)
@pytest.mark.parametrize("cap", [None, 2])
def test_rates_that_no_cohort_can_have(code: str, p: list[float], r: list[float], cap: int | None) -> None:
    refused(code, reconstructed_cohort, p, r, max_repetitions=cap)


def test_endless_repetition() -> None:
    assert refused("endless-repetition", reconstructed_cohort, [0.9, 0], [0.1, 1], max_repetitions=None) == {"grade": 2}
    assert reconstructed_cohort([0.9, 0], [0.1, 1], max_repetitions=3).graduates == 0


@pytest.mark.parametrize("cap", [-1, 101, 10**9])
def test_absurd_caps(cap: int) -> None:
    refused("bad-cap", reconstructed_cohort, *HAND, max_repetitions=cap)
    refused("bad-cap", reconstructed_cohort, *HAND, max_repetitions=None, max_repetitions_per_grade=cap)


def test_absurd_years_and_entrants() -> None:
    refused("years-needed", simulated_cohort, *HAND, max_repetitions=None)
    for years in (0, -1, 5001):
        refused("bad-years", simulated_cohort, *HAND, max_repetitions=None, years=years)
    refused("no-entrants", closed_form_cohort, *HAND, entrants=0)
    refused("negative-figure", closed_form_cohort, *HAND, entrants=-1)


def test_rates_that_exceed_one_by_the_noise_of_floats_pass() -> None:
    p, r = [0.1 + 0.2], [0.7]
    assert p[0] + r[0] > 1 - 1e-15
    assert isinstance(reconstructed_cohort(p, [0.7 + 1e-12], max_repetitions=2), Cohort)
