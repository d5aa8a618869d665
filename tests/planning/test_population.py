"""Population: published growth, its inverse, and trends rescaled to a total."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from epm_xblocks.planning import population as pop
from epm_xblocks.planning.regression import least_squares
from epm_xblocks.planning.rounding import round_half_away
from epm_xblocks.planning.values import PlanningProblem, Reason
from tests.planning.golden_epm import golden

PEOPLE = st.floats(1, 1e9)
RATES = st.floats(-0.1, 0.1)
GROWTH: list[pop.Growth] = ["compound", "exponential"]


def test_g11_published_growth() -> None:
    data = golden("g11")
    given_ = data["inputs"]
    years = given_["target_year"] - given_["base_year"]
    for growth in GROWTH:
        people = pop.projected_population(given_["p0_million"], given_["growth_pct"] / 100, years, growth=growth).number
        assert float(round_half_away(people, 1)) == data["published"]["p_million"]
    simple = given_["p0_million"] * (1 + given_["growth_pct"] / 100 * years)
    assert float(round_half_away(simple, 1)) == 2.8  # simple interest, a learner's mistake, is another figure


@given(PEOPLE, RATES, st.integers(1, 40), st.sampled_from(GROWTH))
def test_the_rate_comes_back(people: float, rate: float, years: int, growth: pop.Growth) -> None:
    later = pop.projected_population(people, rate, years, growth=growth).number
    assert pop.growth_rate(people, later, years, growth=growth).number == pytest.approx(rate, abs=1e-9)


@given(PEOPLE, st.floats(0.001, 0.1), st.integers(1, 40))
def test_exponential_growth_gives_more_for_the_same_rate(people: float, rate: float, years: int) -> None:
    compound, moment = (pop.projected_population(people, rate, years, growth=growth).number for growth in GROWTH)
    assert moment > compound
    same = pop.projected_population(people, math.log1p(rate), years, growth="exponential").number
    assert same == pytest.approx(compound)


@given(PEOPLE, RATES, st.integers(0, 20), st.sampled_from(GROWTH))
def test_year_by_year_is_all_at_once(people: float, rate: float, years: int, growth: pop.Growth) -> None:
    series = pop.population_series(people, [rate] * years, growth=growth)
    assert len(series) == years + 1
    assert series[-1].number == pytest.approx(pop.projected_population(people, rate, years, growth=growth).number)


def test_a_missing_rate_leaves_what_follows_undefined() -> None:
    series = pop.population_series(100, [0.1, None, 0.1], growth="compound")
    assert [year.value for year in series[:2]] == [100, pytest.approx(110)]
    assert [year.undefined for year in series[2:]] == [Reason.MISSING_INPUT] * 2


def test_growth_without_a_value() -> None:
    assert pop.growth_rate(0, 5, 3, growth="compound").undefined is Reason.ZERO_DENOMINATOR
    assert pop.growth_rate(5, 5, 0, growth="compound").undefined is Reason.ZERO_DENOMINATOR
    assert pop.growth_rate(5, 0, 3, growth="exponential").undefined is Reason.ZERO_DENOMINATOR
    assert pop.growth_rate(5, 0, 3, growth="compound").number == -1
    assert pop.growth_rate(None, 5, 3, growth="compound").undefined is Reason.MISSING_INPUT


@pytest.mark.parametrize(("rate", "years"), [(2.2, 15), (-1.1, 1), (0.02, 501)])
def test_growth_in_per_cent_is_refused(rate: float, years: int) -> None:
    with pytest.raises(PlanningProblem, match="growth-out-of-range"):
        pop.projected_population(100, rate, years, growth="compound")


def test_g29_published_trend_and_totals() -> None:
    given_, printed = golden("g29")["inputs"], golden("g29")["published"]
    line = least_squares(given_["periods"], given_["cells"][0])
    assert (line.intercept, line.slope) == (
        pytest.approx(printed["intercept0"], abs=1e-12),
        pytest.approx(printed["slope0"]),
    )
    trend = pop.trend_population(given_["periods"], given_["cells"], given_["predict"], below_zero="kept")
    assert trend[0] == pytest.approx(printed["pred0"])
    for total, adjusted in zip(given_["reference_sums"], printed["adjusted"], strict=True):
        assert [float(round_half_away(cell)) for cell in pop.rescaled(trend, total)] == adjusted


@given(st.lists(st.integers(0, 10**6), min_size=1).filter(any), st.integers(0, 10**9))
def test_rescaling_hits_the_total_and_keeps_the_proportions(figures: list[int], total: int) -> None:
    scaled = pop.rescaled(figures, total)
    assert math.fsum(scaled) == pytest.approx(total)
    factor = total / math.fsum(figures)
    assert scaled == pytest.approx([figure * factor for figure in figures])


def test_a_falling_trend_below_nobody_is_declared() -> None:
    kept, zero = (pop.trend_population([1, 2], [[10, 4]], 4, below_zero=rule)[0] for rule in ("kept", "zero"))
    assert (kept, zero) == (pytest.approx(-8), 0)


def test_nothing_to_rescale() -> None:
    with pytest.raises(PlanningProblem, match="nothing-to-rescale"):
        pop.rescaled([0, 0], 5)
    with pytest.raises(PlanningProblem, match="missing-figure"):
        pop.rescaled([1, 2], None)
