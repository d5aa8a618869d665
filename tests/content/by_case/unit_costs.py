"""Unit costs of primary and lower secondary school, from the CSV files alone."""

from __future__ import annotations

import csv
from collections.abc import Mapping

from tests.content.course import DATA, total

CELLS = 10
LEVELS = (("B", "primary", 2019), ("C", "primary", 2024), ("D", "lower_secondary", 2024))


def economy(year: int) -> tuple[float, float, float]:
    """GDP, deflator, population."""
    with (DATA / "kalembu/finance.csv").open(encoding="utf-8", newline="") as stream:
        row = next(row for row in csv.DictReader(stream) if row["year"] == str(year))
    return float(row["gdp"]), float(row["gdp_deflator"]), float(row["total_population"])


def keys() -> dict[str, float]:
    """Current spending per public pupil; salaries by the teachers' number, not by the average salary."""
    found: dict[str, float] = {}
    for column, level, year in LEVELS:
        at = {"level": level, "year": year}
        wages = total("kalembu/expenditure.csv", "amount", nature="teacher_salaries", **at)
        other = total("kalembu/expenditure.csv", "amount", nature="other_current", **at)
        pupils = total("kalembu/enrolment_by_status.csv", "enrolment", status="public", **at)
        teachers = total("kalembu/teachers.csv", "teachers", status="public", **at)
        found |= {
            f"Unitaire!{column}4": (wages + other) / pupils,
            f"Unitaire!{column}5": pupils / teachers,
            f"Unitaire!{column}6": wages / pupils,
            f"Unitaire!{column}7": other / pupils,
            f"Unitaire!{column}8": wages / (wages + other) * 100,
        }
    (_, before, _), (gdp, now, people) = economy(2019), economy(2024)
    real = found["Unitaire!B4"] * now / before
    found["Comparaison!B4"] = gdp / people
    found["Comparaison!B5"] = found["Unitaire!C4"] / (gdp / people) * 100
    found["Comparaison!B6"] = found["Unitaire!D4"] / (gdp / people) * 100
    found["Comparaison!B7"] = real
    found["Comparaison!B8"] = (found["Unitaire!C4"] - real) / real * 100
    found["Comparaison!B9"] = found["Unitaire!D4"] / found["Unitaire!C4"]
    mixed = total("kalembu/salaries.csv", "average_salary", level="lower_secondary", year=2024) / found["Unitaire!C5"]
    found["Écart!B4"] = mixed - found["Unitaire!C6"]
    found["Écart!B5"] = found["Unitaire!D6"] - mixed
    found["Écart!B6"] = found["Unitaire!D7"] - found["Unitaire!C7"]
    found["Écart!B7"] = found["Unitaire!D4"] - found["Unitaire!C4"]
    found["Écart!B8"] = found["Écart!B5"] / found["Écart!B7"] * 100
    return found


def story(found: Mapping[str, float]) -> None:
    """Lower secondary costs more; salary and ratio explain much of it; salaries are teachers times the average."""
    assert found["Comparaison!B9"] > 1.5
    assert all(found[f"Écart!B{row}"] > 0 for row in (4, 5, 6))
    assert found["Écart!B4"] + found["Écart!B5"] > 0.4 * found["Écart!B7"]
    assert found["Unitaire!D5"] < found["Unitaire!C5"]
