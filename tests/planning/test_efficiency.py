"""Internal efficiency: by hand, CE x YIG = n, the parts of waste, the apparent cohort."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from epm_xblocks.planning import efficiency as eff
from epm_xblocks.planning.cohort import closed_form_cohort, reconstructed_cohort, simulated_cohort
from epm_xblocks.planning.rounding import display, round_half_away
from epm_xblocks.planning.values import PlanningProblem, Reason, Unit
from tests.planning.cohorts import grade_counts, rates
from tests.planning.golden_epm import golden

CYCLES = st.lists(grade_counts(1000), min_size=1, max_size=7)
CAPS = st.one_of(st.none(), st.integers(0, 4))
HAND = closed_form_cohort([0.8, 0.5], [0.2, 0.25])


def test_by_hand() -> None:
    """T = 1250 + 1333.3 = 2583.3; graduates 666.7; n = 2."""
    assert [rate.number for rate in eff.survival_rates(HAND)] == pytest.approx([100, 100])
    assert eff.cohort_completion_rate(HAND).number == pytest.approx(200 / 3)
    assert eff.cohort_dropout_rate(HAND).number == pytest.approx(100 / 3)
    assert eff.pupil_years(HAND) == pytest.approx(7750 / 3)
    assert eff.years_input_per_graduate(HAND).number == pytest.approx(3.875)
    assert eff.years_input_per_graduate(HAND).unit is Unit.PUPIL_YEARS_PER_GRADUATE
    assert str(display(eff.coefficient_of_efficiency(HAND))) == "51.6"
    assert eff.input_output_ratio(HAND).number == pytest.approx(1.9375)


def test_waste_by_hand() -> None:
    """1,250 years wasted: graduates repeat 166.7 and 222.2, dropouts spend 416.7 and 444.4."""
    waste = eff.waste(HAND)
    assert waste.repetition == pytest.approx((500 / 3, 2000 / 9))
    assert waste.dropout == pytest.approx((1250 / 3, 4000 / 9))
    assert waste.total == pytest.approx(1250)
    assert [share.number for share in waste.repetition_share] == pytest.approx([40 / 3, 160 / 9])
    assert [share.number for share in waste.dropout_share] == pytest.approx([100 / 3, 320 / 9])


@given(CYCLES, CAPS, CAPS)
def test_ce_times_yig_is_n(grades: list[tuple[int, int, int]], cap: int | None, per_grade: int | None) -> None:
    cohort = reconstructed_cohort(*rates(grades), max_repetitions=cap, max_repetitions_per_grade=per_grade)
    ce, yig = eff.coefficient_of_efficiency(cohort), eff.years_input_per_graduate(cohort)
    if not cohort.graduates:
        assert (ce.value, yig.undefined) == (0, Reason.NO_GRADUATES)
        return
    assert ce.number / 100 * yig.number == pytest.approx(len(grades))
    assert eff.input_output_ratio(cohort).number == pytest.approx(100 / ce.number)
    assert eff.input_output_ratio(cohort).number == pytest.approx(yig.number / len(grades))
    assert 0 < ce.number <= 100 * (1 + 1e-12)


@given(CYCLES, CAPS)
def test_completion_below_survival_and_with_dropout_100(grades: list[tuple[int, int, int]], cap: int | None) -> None:
    cohort = reconstructed_cohort(*rates(grades), max_repetitions=cap)
    survival = [rate.number for rate in eff.survival_rates(cohort)]
    completion = eff.cohort_completion_rate(cohort).number
    assert survival[0] == 100
    ladder = [*survival, completion]
    assert all(later <= earlier * (1 + 1e-12) for earlier, later in pairwise(ladder))
    assert completion + eff.cohort_dropout_rate(cohort).number == pytest.approx(100)
    assert eff.survival_rate_to_last_grade(cohort).number == survival[-1]


def test_g28_completion_is_what_dropout_leaves_and_is_below_survival() -> None:
    vector = golden("g28")
    dropout, printed = vector["inputs"]["cycle_dropout"], vector["published"]
    stays = 1 - dropout / 100
    to_last = printed["survival"] / 100
    cohort = reconstructed_cohort([to_last, stays / to_last], [0, 0], max_repetitions=None)
    assert float(round_half_away(eff.cohort_dropout_rate(cohort).number, 1)) == dropout
    assert float(round_half_away(eff.cohort_completion_rate(cohort).number, 1)) == printed["completion"]
    assert eff.cohort_completion_rate(cohort).number < eff.survival_rate_to_last_grade(cohort).number


@given(CYCLES, CAPS, CAPS)
def test_the_parts_of_waste_add_up(grades: list[tuple[int, int, int]], cap: int | None, per_grade: int | None) -> None:
    cohort = reconstructed_cohort(*rates(grades), max_repetitions=cap, max_repetitions_per_grade=per_grade)
    waste = eff.waste(cohort)
    useful = len(grades) * cohort.graduates
    assert waste.total == pytest.approx(eff.pupil_years(cohort) - useful, abs=1e-6)
    assert min((*waste.repetition, *waste.dropout)) >= 0
    if waste.total:
        shares = [share.number for share in (*waste.repetition_share, *waste.dropout_share)]
        assert math.fsum(shares) == pytest.approx(100)


def test_a_cohort_without_waste() -> None:
    cohort = reconstructed_cohort([1, 1, 1], [0, 0, 0], max_repetitions=3)
    waste = eff.waste(cohort)
    assert (waste.total, waste.repetition, waste.dropout) == (0, (0, 0, 0), (0, 0, 0))
    assert {share.undefined for share in waste.dropout_share} == {Reason.ZERO_DENOMINATOR}
    assert eff.coefficient_of_efficiency(cohort).number == 100
    assert eff.input_output_ratio(cohort).number == 1


def test_without_dropout_all_waste_is_repetition() -> None:
    waste = eff.waste(closed_form_cohort([0.9, 0.7], [0.1, 0.3]))
    assert waste.dropout == (0, 0)
    assert waste.repetition == pytest.approx((1000 / 0.9 - 1000, 1000 / 0.7 - 1000))


def test_without_repetition_all_waste_is_dropout() -> None:
    waste = eff.waste(closed_form_cohort([0.9, 0.7], [0, 0]))
    assert waste.repetition == (0, 0)
    assert waste.dropout == pytest.approx((370, 270))


def test_nobody_graduates() -> None:
    cohort = reconstructed_cohort([0.5, 0], [0.1, 0.1], max_repetitions=1)
    assert eff.years_input_per_graduate(cohort).undefined is Reason.NO_GRADUATES
    assert eff.input_output_ratio(cohort).undefined is Reason.NO_GRADUATES
    assert eff.coefficient_of_efficiency(cohort).value == 0  # a true zero: pupil-years were spent
    assert eff.waste(cohort).total == pytest.approx(eff.pupil_years(cohort))


def test_an_earlier_dropout_raises_the_coefficient() -> None:
    """The interpretation trap: half of the entrants lost in grade 1 costs less than half lost in grade 3."""
    early = closed_form_cohort([0.5, 1, 1], [0, 0, 0])
    late = closed_form_cohort([1, 1, 0.5], [0, 0, 0])
    assert eff.coefficient_of_efficiency(early).number == pytest.approx(75)
    assert eff.coefficient_of_efficiency(late).number == pytest.approx(50)


def test_waste_of_an_unfinished_cohort_is_refused() -> None:
    cohort = simulated_cohort([0.8, 0.5], [0.2, 0.25], max_repetitions=None, years=3)
    with pytest.raises(PlanningProblem, match="cohort-unfinished"):
        eff.waste(cohort)


def test_apparent_cohort_of_the_examination_table() -> None:
    """CP1 of 97/98 (472) to CM2 of 02/03 (299): 63.3 per cent, diagonal by diagonal."""
    data = golden("g31")["inputs"]["E"]
    years = ["97/98", "98/99", "99/00", "00/01", "01/02", "02/03"]
    rates_ = eff.apparent_survival_rates([data[year][:6] for year in years])
    assert [rate.number for rate in rates_] == pytest.approx([x / 4.72 for x in (472, 484, 408, 358, 325, 299)])
    assert str(display(rates_[-1])) == "63.3"


@given(st.floats(0.3, 1), st.floats(0.01, 0.4))
def test_the_apparent_cohort_overstates_dropout_where_pupils_repeat(p: float, r: float) -> None:
    """A first cohort of a new school: who repeats is missing from the next year's grade and counted as lost."""
    p = min(p, 1 - r)
    first, second = [1000.0, 0.0], [1000 * r, 1000 * p]
    apparent = eff.apparent_survival_rates([first, second])[-1].number
    assert apparent < eff.survival_rate_to_last_grade(closed_form_cohort([p, p], [r, r])).number


def test_apparent_cohort_without_its_figures() -> None:
    assert eff.apparent_survival_rates([[0], [0, 5]])[1].undefined is Reason.ZERO_DENOMINATOR
    assert eff.apparent_survival_rates([[None], [0, 5]])[1].undefined is Reason.MISSING_DENOMINATOR
    assert eff.apparent_survival_rates([[100], [90, None]])[1].undefined is Reason.MISSING_INPUT
    with pytest.raises(PlanningProblem, match="too-few-grades"):
        eff.apparent_survival_rates([[100], [90]])
    with pytest.raises(PlanningProblem, match="too-few-years"):
        eff.apparent_survival_rates([])
