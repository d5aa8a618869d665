"""Cost, resources and gap: every total is the sum of its parts, and prices are never mixed."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from epm_xblocks.planning import finance as f
from epm_xblocks.planning.values import PlanningProblem, Reason, Unit

MONEY = st.integers(0, 10**12)
YEARS = st.lists(st.tuples(MONEY, MONEY, MONEY), min_size=1, max_size=12)


@given(
    st.lists(st.tuples(st.integers(0, 10**5), st.floats(0, 1e7)), max_size=5),
    st.floats(-0.1, 0.1),
    st.integers(0, 20),
    st.integers(0, 10**7),
    st.floats(0, 1e4),
    MONEY,
)
def test_recurrent_cost_is_the_sum_of_its_parts(
    staff: list[tuple[int, float]], growth: float, years: int, pupils: int, goods: float, transfers: float
) -> None:
    numbers, salaries = [one[0] for one in staff], [one[1] for one in staff]
    cost = f.recurrent_cost(
        numbers,
        salaries,
        real_growth=growth,
        years=years,
        pupils=pupils,
        goods_per_pupil=goods,
        transfers=transfers,
    )
    assert cost.total == pytest.approx(cost.salaries + cost.goods + cost.transfers)
    pay = sum(number * salary * (1 + growth) ** years for number, salary in staff)
    assert cost.salaries == pytest.approx(pay)
    assert (cost.goods, cost.transfers) == (pupils * goods, transfers)


def test_salaries_grow_from_the_base_year() -> None:
    given_ = {"pupils": 0, "goods_per_pupil": 0, "transfers": 0, "real_growth": 0.02}
    assert f.recurrent_cost([10], [500], years=0, **given_).salaries == 5000
    assert f.recurrent_cost([10], [500], years=2, **given_).salaries == pytest.approx(5202)
    with pytest.raises(PlanningProblem, match="growth-out-of-range"):
        f.recurrent_cost([10], [500], years=2, **{**given_, "real_growth": 2})
    with pytest.raises(PlanningProblem, match="missing-figure"):
        f.recurrent_cost([10], [500], years=2, **{**given_, "real_growth": None})
    with pytest.raises(PlanningProblem, match="lengths-differ"):
        f.recurrent_cost([10, 5], [500], years=2, **given_)


@given(st.lists(st.integers(0, 10**4), min_size=1, max_size=12), st.integers(0, 10**4), st.floats(1, 100))
def test_capital_buys_the_rooms_that_are_missing(needed: list[int], stock: int, life: float) -> None:
    plan = f.capital_plan(needed, stock, cost_per_room=100, furniture_per_room=10, life=life)
    rooms = stock
    for year, wanted in zip(plan, needed, strict=True):
        assert year.total == pytest.approx(year.building + year.replacement + year.furniture)
        assert year.replaced_rooms == pytest.approx(rooms / life)
        rooms += year.new_rooms
        assert rooms >= wanted
        assert year.building == 100 * year.new_rooms
        assert year.replacement == pytest.approx(100 * year.replaced_rooms)
        assert year.furniture == pytest.approx(10 * (year.new_rooms + year.replaced_rooms))
    assert rooms == max(stock, *needed)


def test_capital_by_hand() -> None:
    first, second = f.capital_plan([110, 105], 100, cost_per_room=50)
    assert (first.new_rooms, first.total, second.new_rooms, second.total) == (10, 500, 0, 0)
    with pytest.raises(PlanningProblem, match="bad-life"):
        f.capital_plan([110], 100, cost_per_room=50, life=0)


def test_a_room_is_paid_before_the_year_that_needs_it() -> None:
    assert f.spending_years([2026, 2027], lead=1) == (2025, 2026)
    assert f.spending_years([2026], lead=0) == (2026,)
    with pytest.raises(PlanningProblem, match="bad-lead"):
        f.spending_years([2026], lead=-1)


def test_domestic_resources() -> None:
    shares = {"revenue_share": 0.18, "education_share": 0.2, "subsector_share": 0.45, "recurrent_share": 0.9}
    found = f.domestic_resources(1e12, **shares)
    assert (found.number, found.unit) == (pytest.approx(1e12 * 0.18 * 0.2 * 0.45 * 0.9), Unit.MONEY)
    assert f.domestic_resources(1e12, revenue_share=0.18, education_share=0.2).number == pytest.approx(3.6e10)
    assert f.domestic_resources(1e12, **{**shares, "revenue_share": None}).undefined is Reason.MISSING_INPUT
    assert f.domestic_resources(None, **shares).undefined is Reason.MISSING_INPUT
    with pytest.raises(PlanningProblem, match="not-a-fraction"):
        f.domestic_resources(1e12, **{**shares, "revenue_share": 18})


def gap(years: list[tuple[int, int, int]]) -> f.FinancingGap:
    cost, domestic, external = ([year[part] for year in years] for part in range(3))
    return f.financing_gap(cost, domestic, external, prices_of_cost="constant", prices_of_resources="constant")


@given(YEARS)
def test_gap_is_cost_less_resources_every_year_and_in_all(years: list[tuple[int, int, int]]) -> None:
    found = gap(years)
    for (cost, domestic, external), yearly in zip(years, found.yearly, strict=True):
        assert yearly + domestic + external == pytest.approx(cost, abs=1e-3)
    whole = math.fsum(cost - domestic - external for cost, domestic, external in years)
    assert found.total == found.cumulated[-1] == pytest.approx(whole, abs=1e-2)
    for before, after, yearly in zip(found.cumulated, found.cumulated[1:], found.yearly[1:], strict=False):
        assert after - before == pytest.approx(yearly, abs=1e-2)


def test_a_surplus_keeps_its_sign_and_is_set_off() -> None:
    found = gap([(100, 60, 10), (100, 110, 10)])
    assert found.yearly == (30, -20)
    assert found.cumulated == (30, 10)
    assert [share.number for share in found.share] == [30, -20]
    assert found.total_share.number == 5
    assert gap([(0, 5, 0)]).share[0].undefined is Reason.ZERO_DENOMINATOR


def test_prices_are_not_mixed() -> None:
    with pytest.raises(PlanningProblem) as refusal:
        f.financing_gap([1], [1], [0], prices_of_cost="constant", prices_of_resources="current")
    assert refusal.value.values == {"cost": "constant", "resources": "current"}
    assert f.at_base_prices(120, 1.2, 1).number == pytest.approx(100)
    assert f.at_base_prices(120, 0, 1).undefined is Reason.ZERO_DENOMINATOR
    assert f.at_base_prices(None, 1.2, 1).undefined is Reason.MISSING_INPUT


def test_budget_execution() -> None:
    assert f.execution_rate(90, 120).number == 75
    assert f.execution_rate(150, 120).flags == ("above-100",)
    assert f.execution_rate(90, 0).undefined is Reason.ZERO_DENOMINATOR


def test_benchmarks_warn_and_do_not_judge_what_is_missing() -> None:
    assert f.plausibility_findings(0.15, 0.06) == ()
    assert f.plausibility_findings(None, None) == ()
    budget, gdp = f.plausibility_findings(0.25, 0.03)
    assert (budget.code, budget.severity, budget.values["name"]) == (
        "outside-benchmark",
        "warning",
        "education-in-budget",
    )
    assert gdp.values == {"share": 0.03, "name": "education-in-gdp", "low": 0.04, "high": 0.06}
