"""Three policies of 2030, in plain arithmetic from the CSV files and the cases before."""

from __future__ import annotations

from collections.abc import Mapping

from tests.content.by_case import classrooms, teachers, unit_costs
from tests.content.course import total

POLICIES = (("B", 43.1, 0, 0, 1.66), ("C", 40, 6, 12, 1.7), ("D", 36, 15, 30, 1.8))
"""Column, pupils per teacher, rises of salaries and of other spending, share of GDP."""


def keys() -> dict[str, float]:
    """In KLF millions of 2024."""
    pupils = round(teachers.keys()["Besoin!B9"])
    building = round(classrooms.keys()["Construction!D9"])
    other = round(unit_costs.keys()["Unitaire!C7"])
    wage = total("kalembu/salaries.csv", "average_salary", level="primary", year=2024)
    gdp = unit_costs.economy(2024)[0] * 1.05**6
    found: dict[str, float] = {}
    for column, ratio, pay, more, share in POLICIES:
        staff = pupils / ratio
        wages, rest = staff * wage * (100 + pay) / 1e8, pupils * other * (100 + more) / 1e8
        cost, state = wages + rest + building, gdp * share / 1e8
        values = (staff, wages, rest, cost, state, cost - state, (cost - state) / cost * 100)
        found |= dict(zip((f"Politiques!{column}{row}" for row in range(4, 11)), values, strict=True))
    return found


def story(found: Mapping[str, float]) -> None:
    """Money is left with A; C lacks a great deal."""
    assert found["Politiques!B9"] < 0
    assert found["Politiques!D9"] > 3 * abs(found["Politiques!C9"])
    assert found["Politiques!D10"] > 10
