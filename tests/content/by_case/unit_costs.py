"""Unit costs of primary and lower secondary school, from the CSV files alone."""

from __future__ import annotations

import csv
from collections.abc import Mapping

from epm_xblocks.planning.costing import (
    LevelSpending,
    in_gdp_per_head,
    relative_unit_cost,
    unit_cost,
    unit_cost_by_parts,
    unit_costs,
)
from epm_xblocks.planning.finance import at_base_prices
from epm_xblocks.planning.teachers import pupil_teacher_ratio
from tests.content.course import DATA, total

CELLS = 10
LEVELS = (("B", "primary", 2019), ("C", "primary", 2024), ("D", "lower_secondary", 2024))
OTHERS = ("pre_primary", "upper_secondary", "technical", "tertiary")


def economy(year: int) -> tuple[float, float, float]:
    """GDP, deflator, population."""
    with (DATA / "kalembu/finance.csv").open(encoding="utf-8", newline="") as stream:
        row = next(row for row in csv.DictReader(stream) if row["year"] == str(year))
    return float(row["gdp"]), float(row["gdp_deflator"]), float(row["total_population"])


def spent(level: object, nature: str, year: int = 2024) -> int:
    return total("kalembu/expenditure.csv", "amount", level=level, nature=nature, year=year)


def people(file: str, column: str, level: str, year: int) -> int:
    return total(f"kalembu/{file}.csv", column, level=level, status="public", year=year)


def keys() -> dict[str, float]:
    """Salaries are those of salaries.csv, which the case works out from the wage bill."""
    found: dict[str, float] = {}
    for column, level, year in LEVELS:
        pupils = people("enrolment_by_status", "enrolment", level, year)
        salary = total("kalembu/salaries.csv", "average_salary", level=level, year=year)
        ratio = pupil_teacher_ratio(pupils, people("teachers", "teachers", level, year), counted="head-count").number
        other = spent(level, "other_current", year) / pupils
        parts = unit_cost_by_parts(salary, ratio, non_teacher_share=0, materials=other, transfers=0).number
        found |= {f"Unitaire!{column}4": salary, f"Unitaire!{column}5": ratio, f"Unitaire!{column}6": parts - other}
        found |= {f"Unitaire!{column}7": other, f"Unitaire!{column}8": parts}
    return found | _prices(found) | _effort(found) | _effects(found)


def in_2024(amount: float) -> float:
    return at_base_prices(amount, economy(2019)[1], economy(2024)[1]).number


def _prices(unit: Mapping[str, float]) -> dict[str, float]:
    before, now = unit["Unitaire!B8"], unit["Unitaire!C8"]
    return {
        "Prix!B4": in_2024(unit["Unitaire!B4"]),
        "Prix!B5": in_2024(unit["Unitaire!B7"]),
        "Prix!B6": in_2024(before),
        "Prix!B7": 100 * (now - before) / before,
        "Prix!B8": 100 * (now - in_2024(before)) / in_2024(before),
    }


def _effort(unit: Mapping[str, float]) -> dict[str, float]:
    heads = [gdp / everyone for gdp, _, everyone in (economy(2019), economy(2024))]
    found = {"Comparaison!B4": heads[0], "Comparaison!B5": heads[1]}
    for column, head in (("B", heads[0]), ("C", heads[1]), ("D", heads[1])):
        found[f"Comparaison!{column}9"] = in_gdp_per_head(unit[f"Unitaire!{column}8"], head).number
    full = unit_costs(levels(), spent("administration", "other_current"), allocation="expenditure")
    found |= {"Comparaison!B13": full[0].number, "Comparaison!C13": full[1].number}
    return found | {"Comparaison!B17": relative_unit_cost(unit["Unitaire!D8"], unit["Unitaire!C8"]).number}


def levels() -> list[LevelSpending]:
    """Primary, lower secondary, and all others as one, whose pupils are not in the data."""
    found = []
    for name in ("primary", "lower_secondary"):
        money = (spent(name, "teacher_salaries"), spent(name, "other_current"))
        found.append(LevelSpending(name, people("enrolment_by_status", "enrolment", name, 2024), money))
    return [*found, LevelSpending("others", 1, (spent(OTHERS, "teacher_salaries"), spent(OTHERS, "other_current")))]


def _effects(unit: Mapping[str, float]) -> dict[str, float]:
    """Each part replaced in turn in the whole cost, the joint effect from its own formula."""
    start = (in_2024(unit["Unitaire!B4"]), unit["Unitaire!B5"], in_2024(unit["Unitaire!B7"]))
    middle = tuple(unit[f"Unitaire!C{row}"] for row in (4, 5, 7))
    arrival = tuple(unit[f"Unitaire!D{row}"] for row in (4, 5, 7))
    return _steps("B", start, middle) | _steps("C", middle, arrival)


def _steps(column: str, start: tuple[float, ...], end: tuple[float, ...]) -> dict[str, float]:
    def cost(*parts: float) -> float:
        return unit_cost(parts[0] / parts[1] + parts[2], 1).number

    base = cost(*start)
    alone = [cost(*(end[i] if i == part else start[i] for i in range(3))) - base for part in range(3)]
    gap = cost(*end) - base
    joint = (end[0] - start[0]) * (1 / end[1] - 1 / start[1])
    rows = (gap, *alone, joint, 100 * alone[0] / gap)
    return {f"Écart!{column}{row}": value for row, value in enumerate(rows, 4)}


def story(found: Mapping[str, float]) -> None:
    """Orders and inequalities that the brief, options, model answer and closing claim."""
    assert found["Unitaire!B8"] < found["Unitaire!C8"] < found["Unitaire!D8"]
    assert found["Unitaire!D5"] < found["Unitaire!C5"] < found["Unitaire!B5"]
    assert 0 < found["Prix!B8"] < found["Prix!B7"]
    assert 0 < found["Comparaison!C9"] - found["Comparaison!B9"] < 0.5
    assert found["Comparaison!B17"] > 1.5
    salary, ratio, other, joint = (found[f"Écart!B{row}"] for row in range(5, 9))
    assert salary > ratio > other > joint > 0
    assert salary > 0.5 * found["Écart!B4"]
    salary, ratio, other, joint = (found[f"Écart!C{row}"] for row in range(5, 9))
    assert other > ratio > salary > joint > 0
    # With the joint effect put to its account salary would pass before the ratio, as the note says.
    assert salary + joint > ratio
