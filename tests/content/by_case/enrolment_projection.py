"""Projection by flows, year by year and grade by grade, in plain arithmetic from the CSV files."""

from __future__ import annotations

from collections.abc import Mapping

from tests.content.course import total

GRID = 96 + 10
"""Answer cells: the grid is the exercise; it is filled in a spreadsheet, a formula a column."""
E = "kalembu/enrolment.csv"
PROMOTION = (94, 95, 95, 95, 94)
REPETITION = (8, 5, 4, 4, 7, 6)
PLACES = (("B", 4), ("C", 4), ("D", 4), ("B", 18), ("C", 18), ("D", 18))
"""Where 2024 stands for each grade on the sheet Effectifs; the years follow below."""


def keys() -> dict[str, float]:
    """Straight paths from the rates measured between 2023 and 2024 to the feasible targets of 2034."""

    def of(column: str, year: int, grade: int) -> int:
        return total(E, column, level="primary", year=year, grade=grade)

    before = [of("enrolment", 2023, grade) for grade in range(1, 7)]
    now = [of("enrolment", 2024, grade) for grade in range(1, 7)]
    repeaters = [of("repeaters", 2024, grade) for grade in range(1, 7)]
    p = [(now[g + 1] - repeaters[g + 1]) / before[g] * 100 for g in range(5)]
    r = [repeaters[g] / before[g] * 100 for g in range(6)]
    kept = [min(REPETITION[g], 100 - PROMOTION[g]) for g in range(5)]
    found = {f"Taux!B{4 + g}": p[g] for g in range(5)} | {f"Taux!C{4 + g}": r[g] for g in range(6)}
    found |= {f"Cibles!B{4 + g}": PROMOTION[g] + REPETITION[g] for g in range(5)}
    found |= {f"Cibles!C{4 + g}": kept[g] for g in range(5)}
    six, pace = 146454.0, 2.20
    intake = (now[0] - repeaters[0]) / six * 100
    found["Accès!B4"] = intake
    stock: list[float] = list(map(float, now))
    for k in range(1, 11):
        six *= 1 + pace / 100
        entrants = six * (intake + (100 - intake) * k / 10) / 100
        found[f"Accès!B{7 + k}"] = entrants
        promoted = [(a + (b - a) * k / 10) / 100 for a, b in zip(p, PROMOTION, strict=True)]
        repeated = [(a + (b - a) * k / 10) / 100 for a, b in zip(r, [*kept, REPETITION[5]], strict=True)]
        arrive = [entrants, *(stock[g] * promoted[g] for g in range(5))]
        stock = [arrive[g] + stock[g] * repeated[g] for g in range(6)]
        found |= {f"Effectifs!{column}{row + k}": stock[g] for g, (column, row) in enumerate(PLACES)}
        found[f"Bilan!B{3 + k}"] = sum(stock)
    found["Bilan!B17"] = found["Bilan!B13"] - sum(now)
    found["Bilan!B18"] = ((found["Bilan!B13"] / sum(now)) ** 0.1 - 1) * 100
    return found


def story(found: Mapping[str, float]) -> None:
    """Two targets of five are impossible, one is just possible; the totals grow; intake starts above 100."""
    sums = [found[f"Cibles!B{row}"] for row in range(4, 9)]
    assert [total > 100 for total in sums] == [True, False, False, False, True]
    assert sums[1] == 100
    assert found["Bilan!B8"] < found["Bilan!B13"]
    assert found["Taux!B4"] < PROMOTION[0]
    assert found["Taux!C4"] > found["Cibles!C4"]
