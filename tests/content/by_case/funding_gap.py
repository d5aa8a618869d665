"""Costs, resources and the gap, from the CSV files and the three cases before."""

from __future__ import annotations

from collections.abc import Mapping

from tests.content.by_case import classrooms, teachers, unit_costs
from tests.content.course import total

MILLION = 1_000_000
AID = {2025, 2026, 2027, 2028}


def keys() -> dict[str, float]:
    """Salaries grow by 2 %, other spending per pupil by 3 %, GDP by 5 % a year; aid as signed."""
    staff, rooms, unit = teachers.keys(), classrooms.keys(), unit_costs.keys()
    wage = total("kalembu/salaries.csv", "average_salary", level="primary", year=2024)
    gdp = unit_costs.economy(2024)[0]
    share = _primary() / gdp
    found = {"Ressources!B4": share * 100}
    for k in range(1, 7):
        row, year = 3 + k, 2024 + k
        pay = round(staff[f"Besoin!D{row}"]) * wage * 1.02**k / MILLION
        rest = round(staff[f"Besoin!B{row}"]) * round(unit["Unitaire!C7"]) * 1.03**k / MILLION
        cost = pay + rest + round(rooms[f"Construction!D{row}"])
        state = gdp * 1.05**k * share / MILLION
        aid = total("kalembu/external.csv", "promised", year=year) / MILLION if year in AID else 0.0
        found |= {f"Coûts!B{row}": pay, f"Coûts!C{row}": rest, f"Coûts!D{row}": cost}
        found |= {f"Ressources!B{row + 4}": state, f"Ressources!C{row + 4}": cost - state}
        found[f"Écart!B{row}"] = cost - state - aid
    found["Écart!B13"] = found["Coûts!D9"] * MILLION / (gdp * 1.05**6) * 100
    found["Écart!B14"] = found["Écart!B13"] - share * 100
    found["Écart!B15"] = found["Écart!B9"] / found["Coûts!D9"] * 100
    found["Écart!B16"] = found["Écart!B8"] + found["Écart!B9"]
    return found


def _primary() -> float:
    """Spending on primary in 2024, by nature."""
    natures = ("teacher_salaries", "other_current", "capital")
    return sum(total("kalembu/expenditure.csv", "amount", level="primary", year=2024, nature=one) for one in natures)


def story(found: Mapping[str, float]) -> None:
    """Money is left until aid ends; it is missing in 2029 and 2030, more in 2030."""
    assert found["Écart!B4"] < 0
    assert 0 < found["Écart!B8"] < found["Écart!B9"]
    assert found["Écart!B14"] > 0
