"""Unit costs: the World Bank's worksheet, and the ways to share out administration."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from epm_xblocks.planning import costing as c
from epm_xblocks.planning.rounding import round_half_away
from epm_xblocks.planning.values import PlanningProblem, Reason, Unit
from tests.planning.golden_epm import golden

GIVEN26, PRINTED26 = golden("g26")["inputs"], golden("g26")["published"]
NAMES = list(GIVEN26["students_k"])
SPENT = list(zip(GIVEN26["personnel"], GIVEN26["goods"], GIVEN26["welfare"], strict=True))
LEVELS = [c.LevelSpending(name, GIVEN26["students_k"][name], spent) for name, spent in zip(NAMES, SPENT, strict=False)]
ADMINISTRATION = math.fsum(SPENT[3])


def test_g26_published_totals() -> None:
    totals = [*(level.total for level in LEVELS), ADMINISTRATION]
    assert [float(round_half_away(total, 1)) for total in (*totals, math.fsum(totals))] == PRINTED26["totals"]
    by_nature = [math.fsum(row) for row in zip(*SPENT, strict=True)]
    assert [float(round_half_away(total, 1)) for total in by_nature] == PRINTED26["row_totals"]
    assert math.fsum(GIVEN26["students_k"].values()) == pytest.approx(PRINTED26["students_total"])


def test_g26_the_blank_cells_of_the_worksheet() -> None:
    """Unit costs of 2,257, 6,725 and 8,280; 25.4, 75.6 and 93.0 per cent of GDP per head (computed, not printed)."""
    costs = [cost.number * 1000 for cost in c.unit_costs(LEVELS, ADMINISTRATION, allocation="pupils")]
    assert [round_half_away(cost) for cost in costs] == [2257, 6725, 8280]
    shares = [c.in_gdp_per_head(cost, GIVEN26["gdp_pc"]) for cost in costs]
    assert [float(round_half_away(share.number, 1)) for share in shares] == [25.4, 75.6, 93.0]
    assert float(round_half_away(c.relative_unit_cost(costs[1], costs[0]).number, 2)) == 2.98


MONEY = st.floats(0, 1e9)
SYSTEMS = st.lists(st.tuples(st.integers(1, 10**6), st.floats(1, 1e9)), min_size=1, max_size=5)


@given(SYSTEMS, MONEY, st.sampled_from(["pupils", "expenditure", "none"]))
def test_unit_costs_times_pupils_spend_everything(levels: list[tuple[int, float]], administration: float, key) -> None:
    rows = [c.LevelSpending(str(n), pupils, (spent,)) for n, (pupils, spent) in enumerate(levels)]
    costs = c.unit_costs(rows, administration, allocation=key)
    spent = math.fsum(cost.number * pupils for cost, (pupils, _spent) in zip(costs, levels, strict=True))
    shared = 0 if key == "none" else administration
    assert spent == pytest.approx(math.fsum(amount for _pupils, amount in levels) + shared)


@given(SYSTEMS, MONEY)
def test_keys_differ_by_who_pays(levels: list[tuple[int, float]], administration: float) -> None:
    rows = [c.LevelSpending(str(n), pupils, (spent,)) for n, (pupils, spent) in enumerate(levels)]
    own = [cost.number for cost in c.unit_costs(rows, administration, allocation="none")]
    by_pupils = [cost.number for cost in c.unit_costs(rows, administration, allocation="pupils")]
    by_money = [cost.number for cost in c.unit_costs(rows, administration, allocation="expenditure")]
    per_pupil = administration / sum(pupils for pupils, _spent in levels)
    assert by_pupils == pytest.approx([cost + per_pupil for cost in own])
    factor = 1 + administration / math.fsum(spent for _pupils, spent in levels)
    assert by_money == pytest.approx([cost * factor for cost in own])


def test_unit_costs_without_their_figures() -> None:
    known, missing = c.LevelSpending("a", 10, (5, 5)), c.LevelSpending("b", None, (5, None))
    assert missing.total is None
    assert {cost.undefined for cost in c.unit_costs([known, missing], 9, allocation="pupils")} == {
        Reason.MISSING_DENOMINATOR
    }
    assert c.unit_costs([known], None, allocation="pupils")[0].undefined is Reason.MISSING_INPUT
    assert c.unit_costs([c.LevelSpending("c", 0, (5,))], 9, allocation="pupils")[0].undefined is Reason.ZERO_DENOMINATOR
    own = c.unit_costs([known, missing], None, allocation="none")
    assert (own[0].value, own[0].unit) == (1, Unit.MONEY_PER_PUPIL)
    assert own[1].undefined is Reason.MISSING_DENOMINATOR


@given(st.floats(1, 1e6), st.integers(5, 100), st.floats(0, 2), MONEY, MONEY, st.integers(1, 10**4))
def test_the_decomposition_is_the_expenditure_per_pupil(
    salary: float, ratio: int, others: float, materials: float, transfers: float, teachers: int
) -> None:
    pupils = teachers * ratio
    parts = c.unit_cost_by_parts(salary, ratio, non_teacher_share=others, materials=materials, transfers=transfers)
    spent = teachers * salary * (1 + others) + pupils * (materials + transfers)
    assert parts.number == pytest.approx(c.unit_cost(spent, pupils).number)


def test_parts_that_are_missing() -> None:
    rest = {"non_teacher_share": 0.2, "materials": 3, "transfers": None}
    assert c.unit_cost_by_parts(600, 40, **rest).undefined is Reason.MISSING_INPUT
    assert c.unit_cost_by_parts(600, 0, **rest).undefined is Reason.ZERO_DENOMINATOR
    assert c.unit_cost(600, 40, administration=None).undefined is Reason.MISSING_INPUT


def test_the_average_salary_is_weighted() -> None:
    mean = c.average_salary([900, 500], [1, 3])
    assert (mean.number, mean.unit) == (600, Unit.MONEY)
    assert mean.number != (900 + 500) / 2
    with pytest.raises(PlanningProblem, match="lengths-differ"):
        c.average_salary([900], [1, 3])
