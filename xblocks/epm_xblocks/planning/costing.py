"""Unit costs: what a pupil costs, and why. planning, GROUND, standard library only.

Money in one currency at one year's prices; `finance` goes from unit costs to a plan's cost and gap. Sources: World
Bank (Mingat and Tan), worksheet 1 (unit costs by level, administration shared out); IIEP practice (decomposition).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from epm_xblocks.planning.values import (
    Number,
    Reason,
    Result,
    Unit,
    checked,
    complete,
    defined,
    quotient,
    undefined,
    weighted_mean,
)

__all__ = [
    "AllocationKey",
    "LevelSpending",
    "average_salary",
    "in_gdp_per_head",
    "relative_unit_cost",
    "unit_cost",
    "unit_cost_by_parts",
    "unit_costs",
]

WORKSHEET = "World Bank (Mingat and Tan), worksheet 1: unit costs"
PRACTICE = "planning practice (IIEP): decomposition of the unit cost"

AllocationKey = Literal["pupils", "expenditure", "none"]
"""How administration is shared out among levels: the same for every pupil, in proportion to the level's own
expenditure, or not at all."""


@dataclass(frozen=True, slots=True)
class LevelSpending:
    """One level's pupils and its own current expenditure by nature (staff, goods, welfare), in currency."""

    name: str
    pupils: Number
    expenditure: tuple[Number, ...]

    @property
    def total(self) -> float | None:
        """All current expenditure of the level, None where a part is missing."""
        parts = complete(self.expenditure, "expenditure")
        return None if parts is None else math.fsum(parts)


def unit_cost(current_expenditure: Number, pupils: Number, *, administration: Number = 0) -> Result:
    """(Current expenditure + the level's share of administration) / pupils, in currency per pupil."""
    spent, shared = checked(current_expenditure, "current_expenditure"), checked(administration, "administration")
    total = None if spent is None or shared is None else spent + shared
    return quotient("unit-cost", total, checked(pupils, "pupils"), Unit.MONEY_PER_PUPIL, WORKSHEET)


def unit_costs(
    levels: Sequence[LevelSpending], administration: Number, *, allocation: AllocationKey
) -> tuple[Result, ...]:
    """Unit cost of each level with its share of administration, in currency per pupil.

    administration: current expenditure that belongs to no level. allocation: see AllocationKey. All are undefined
    where the key is not known for every level.
    """
    shared = _shares(levels, checked(administration, "administration"), allocation)
    if isinstance(shared, Reason):
        return tuple(undefined("unit-cost", shared, Unit.MONEY_PER_PUPIL, WORKSHEET) for _ in levels)
    pairs = zip(levels, shared, strict=True)
    return tuple(unit_cost(level.total, level.pupils, administration=share) for level, share in pairs)


def in_gdp_per_head(amount: Number, gdp_per_head: Number, *, term: str = "unit-cost-in-gdp-per-head") -> Result:
    """A unit cost in per cent of GDP per head; a salary in the same way (400 per cent: four times)."""
    above, below = checked(amount, "amount"), checked(gdp_per_head, "gdp_per_head")
    return quotient(term, above, below, Unit.PER_CENT, WORKSHEET, scale=100)


def relative_unit_cost(cost: Number, primary_cost: Number) -> Result:
    """A level's unit cost with that of primary as 1, an index."""
    above, below = checked(cost, "cost"), checked(primary_cost, "primary_cost")
    return quotient("relative-unit-cost", above, below, Unit.INDEX, WORKSHEET)


def unit_cost_by_parts(
    salary: Number, pupils_per_teacher: Number, *, non_teacher_share: Number, materials: Number, transfers: Number
) -> Result:
    """Unit cost = salary / PTR * (1 + non-teacher share) + materials + transfers, in currency per pupil.

    salary: mean yearly salary of a teacher. non_teacher_share: other staff's pay as a fraction of teachers' pay, may
    exceed 1. materials, transfers: currency per pupil.
    """
    pay = quotient(
        "unit-cost", checked(salary, "salary"), checked(pupils_per_teacher, "ratio"), Unit.MONEY_PER_PUPIL, PRACTICE
    )
    rest = complete([non_teacher_share, materials, transfers], "part")
    if pay.value is None:
        return pay
    if rest is None:
        return undefined("unit-cost", Reason.MISSING_INPUT, Unit.MONEY_PER_PUPIL, PRACTICE)
    others, goods, grants = rest
    return defined("unit-cost", pay.value * (1 + others) + goods + grants, Unit.MONEY_PER_PUPIL, PRACTICE)


def average_salary(salaries: Sequence[Number], teachers: Sequence[Number]) -> Result:
    """Mean salary of categories weighted by their teachers, in currency; not the mean of the categories.

    Raises PlanningProblem "lengths-differ".
    """
    return weighted_mean(salaries, teachers, term="average-salary", unit=Unit.MONEY)


def _shares(
    levels: Sequence[LevelSpending], administration: float | None, allocation: AllocationKey
) -> list[float] | Reason:
    """Administration of each level, or why it cannot be shared out."""
    if allocation == "none":
        return [0.0] * len(levels)
    keys = complete([level.pupils if allocation == "pupils" else level.total for level in levels], "key")
    if keys is None:
        return Reason.MISSING_DENOMINATOR
    if administration is None:
        return Reason.MISSING_INPUT
    whole = math.fsum(keys)
    return [administration * key / whole for key in keys] if whole else Reason.ZERO_DENOMINATOR
