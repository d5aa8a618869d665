"""Cost of a plan, domestic resources, and the gap between them. planning, GROUND, standard library only.

Money in one currency; all amounts of a gap at the same prices. Shares are fractions 0-1. What is bought to last
(rooms, furniture) is capital and never stands in recurrent cost. Sources: IIEP Learning Portal, issue brief on plan
costing; benchmarks: Education 2030 Framework for Action, whose text was not read again.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from epm_xblocks.findings import Finding
from epm_xblocks.planning.values import (
    Number,
    PlanningProblem,
    Reason,
    Result,
    Unit,
    checked,
    complete,
    defined,
    finite,
    fraction,
    quotient,
    required,
    same_length,
    undefined,
)

__all__ = [
    "CapitalYear",
    "FinancingGap",
    "Prices",
    "RecurrentCost",
    "at_base_prices",
    "capital_plan",
    "domestic_resources",
    "execution_rate",
    "financing_gap",
    "plausibility_findings",
    "recurrent_cost",
    "spending_years",
]

IIEP = "IIEP Learning Portal: plan costing"

Prices = Literal["constant", "current"]
"""Money of one base year, or of the year in which it is spent; the two are never added up."""

BENCHMARKS = {"education-in-budget": (0.15, 0.20), "education-in-gdp": (0.04, 0.06)}
"""Education 2030: 15-20 per cent of public expenditure, 4-6 per cent of GDP."""


@dataclass(frozen=True, slots=True)
class RecurrentCost:
    """One year's recurrent cost by part, in currency."""

    salaries: float
    goods: float
    transfers: float

    @property
    def total(self) -> float:
        """The sum of the parts."""
        return math.fsum((self.salaries, self.goods, self.transfers))


@dataclass(frozen=True, slots=True)
class CapitalYear:
    """Rooms that one school year adds and replaces, and their cost by part; in rooms and currency."""

    new_rooms: float
    replaced_rooms: float
    building: float
    replacement: float
    furniture: float

    @property
    def total(self) -> float:
        """The sum of the parts."""
        return math.fsum((self.building, self.replacement, self.furniture))


@dataclass(frozen=True, slots=True)
class FinancingGap:
    """Cost less resources, year by year, in currency; negative is a surplus.

    yearly, cumulated: by year. share: yearly gap in per cent of the year's cost. total_share: the whole gap in per
    cent of the whole cost.
    """

    yearly: tuple[float, ...]
    cumulated: tuple[float, ...]
    share: tuple[Result, ...]
    total_share: Result

    @property
    def total(self) -> float:
        """The gap of all years together, surpluses set off."""
        return self.cumulated[-1] if self.cumulated else 0.0


def recurrent_cost(
    staff: Sequence[Number],
    salaries: Sequence[Number],
    *,
    real_growth: Number,
    years: Number,
    pupils: Number,
    goods_per_pupil: Number,
    transfers: Number,
) -> RecurrentCost:
    """Staff * mean salary * (1 + real growth)^k, goods per pupil * E, and transfers; currency of the base year.

    staff, salaries: one a category; salaries of the base year. real_growth: of salaries, a fraction a year above
    inflation, may be below zero. years: k, from the base year. Raises PlanningProblem "lengths-differ",
    "missing-figure", "growth-out-of-range".
    """
    same_length(staff=staff, salaries=salaries)
    growth = finite(real_growth, "real_growth")
    span, learners, goods, grants = required([years, pupils, goods_per_pupil, transfers], "cost")
    if growth is None:
        raise PlanningProblem("missing-figure", name="real_growth", at=1)
    if abs(growth) > 1 or span > 100:
        raise PlanningProblem("growth-out-of-range", rate=growth, years=span, largest=100)
    pay = math.fsum(
        count * salary for count, salary in zip(required(staff, "staff"), required(salaries, "salaries"), strict=True)
    )
    return RecurrentCost(pay * (1 + growth) ** span, learners * goods, grants)


def capital_plan(
    rooms_needed: Sequence[Number],
    stock: Number,
    *,
    cost_per_room: Number,
    furniture_per_room: Number = 0,
    life: Number = None,
) -> tuple[CapitalYear, ...]:
    """Capital cost of the rooms that each school year needs; it is spent earlier (`spending_years`).

    rooms_needed: by school year. stock: rooms there before the first. life: years a room lasts, each year 1 / life of
    the rooms then in use is replaced; None = no replacement. Surplus rooms are kept. Raises PlanningProblem
    "missing-figure", "bad-life".
    """
    (rooms,) = required([stock], "stock")
    price, equipment = required([cost_per_room, furniture_per_room], "cost")
    lasting = checked(life, "life")
    if lasting == 0:
        raise PlanningProblem("bad-life", life=lasting)
    plan: list[CapitalYear] = []
    for needed in required(rooms_needed, "rooms_needed"):
        replaced = rooms / lasting if lasting else 0.0
        new = max(0.0, needed - rooms)
        rooms += new
        plan.append(CapitalYear(new, replaced, new * price, replaced * price, (new + replaced) * equipment))
    return tuple(plan)


def spending_years(school_years: Sequence[int], *, lead: int = 1) -> tuple[int, ...]:
    """The years in which rooms are paid: `lead` years before the school years that need them.

    Raises PlanningProblem "bad-lead" below 0.
    """
    if lead < 0:
        raise PlanningProblem("bad-lead", lead=lead)
    return tuple(year - lead for year in school_years)


def domestic_resources(
    gdp: Number,
    *,
    revenue_share: Number,
    education_share: Number,
    subsector_share: Number = 1,
    recurrent_share: Number = 1,
) -> Result:
    """GDP * revenue share * education share * sub-sector share (* recurrent share), in currency.

    Shares are fractions: of revenue in GDP, of education in revenue, of the sub-sector in education, of recurrent in
    the sub-sector; 1 leaves a step out.
    """
    term = "domestic-resources"
    product = checked(gdp, "gdp")
    shares = (
        ("revenue_share", revenue_share),
        ("education_share", education_share),
        ("subsector_share", subsector_share),
        ("recurrent_share", recurrent_share),
    )
    for name, share in shares:
        known = fraction(share, name)
        if product is None or known is None:
            return undefined(term, Reason.MISSING_INPUT, Unit.MONEY, IIEP)
        product *= known
    if product is None:
        return undefined(term, Reason.MISSING_INPUT, Unit.MONEY, IIEP)
    return defined(term, product, Unit.MONEY, IIEP)


def financing_gap(
    cost: Sequence[Number],
    domestic: Sequence[Number],
    external: Sequence[Number],
    *,
    prices_of_cost: Prices,
    prices_of_resources: Prices,
) -> FinancingGap:
    """Gap = cost - domestic resources - committed external funding, yearly and cumulated.

    All by year, in currency. Raises PlanningProblem "prices-mixed" where costs and resources are not at the same
    prices (`at_base_prices`), "lengths-differ", "missing-figure".
    """
    if prices_of_cost != prices_of_resources:
        raise PlanningProblem("prices-mixed", cost=prices_of_cost, resources=prices_of_resources)
    same_length(cost=cost, domestic=domestic, external=external)
    needed = required(cost, "cost")
    funds = zip(required(domestic, "domestic"), required(external, "external"), strict=True)
    yearly = tuple(spend - own - given for spend, (own, given) in zip(needed, funds, strict=True))
    return FinancingGap(
        yearly,
        tuple(accumulate(yearly)),
        tuple(_share(gap, spend) for gap, spend in zip(yearly, needed, strict=True)),
        _share(math.fsum(yearly), math.fsum(needed)),
    )


def at_base_prices(amount: Number, deflator: Number, base_deflator: Number) -> Result:
    """An amount of one year in money of the base year: amount * base deflator / deflator, in currency."""
    known = complete([amount, base_deflator], "amount")
    above = None if known is None else known[0] * known[1]
    return quotient("amount-at-base-prices", above, checked(deflator, "deflator"), Unit.MONEY, IIEP)


def execution_rate(spent: Number, budget: Number) -> Result:
    """Budget execution rate: spent / budget, per cent; above 100 (overspent) is flagged."""
    rate = quotient(
        "budget-execution-rate", checked(spent, "spent"), checked(budget, "budget"), Unit.PER_CENT, IIEP, scale=100
    )
    if rate.value is not None and rate.value > 100:
        return defined(rate.term, rate.value, rate.unit, IIEP, ("above-100",))
    return rate


def plausibility_findings(education_in_budget: Number, education_in_gdp: Number) -> tuple[Finding, ...]:
    """A warning for each share (fraction) outside its international benchmark; what is missing is not judged.

    Code: "outside-benchmark". Source: Education 2030 Framework for Action.
    """
    shares = {
        "education-in-budget": fraction(education_in_budget, "education_in_budget"),
        "education-in-gdp": fraction(education_in_gdp, "education_in_gdp"),
    }
    found: list[Finding] = []
    for name, share in shares.items():
        low, high = BENCHMARKS[name]
        if share is not None and not low <= share <= high:
            values = {"share": share, "name": name, "low": low, "high": high}
            found.append(Finding("outside-benchmark", values, severity="warning"))
    return tuple(found)


def _share(gap: float, cost: float) -> Result:
    return quotient("financing-gap", gap, cost, Unit.PER_CENT, IIEP, scale=100)
