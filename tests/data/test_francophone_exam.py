"""The francophone examination table: complete, and it gives the figures known for it."""

import csv
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "course_exports" / "data" / "francophone-exam"
GRADES = ["CP1", "CP2", "CE1", "CE2", "CM1", "CM2"]
YEARS = [f"{y}/{(y + 1) % 100:02d}" for y in range(1997, 2006)]


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def table() -> dict[tuple[str, str], tuple[int, int]]:
    return {(r["grade"], r["year"]): (int(r["enrolment"]), int(r["repeaters"])) for r in rows("enrolment.csv")}


def diplomas() -> dict[str, int]:
    return {r["year"]: int(r["diplomas"]) for r in rows("diplomas.csv")}


def rates(year: str, after: str, graduates: int) -> list[tuple[float, float]]:
    """(promotion, repetition) of the six grades."""
    t = table()
    up = [t[g, after][0] - t[g, after][1] for g in GRADES[1:]] + [graduates]
    return [(n / t[g, year][0], t[g, after][1] / t[g, year][0]) for g, n in zip(GRADES, up, strict=True)]


def cohort(flow: list[tuple[float, float]], cap: int) -> tuple[float, float]:
    """(survival to the last grade, coefficient of efficiency) in per cent, with at most `cap` repetitions in all."""
    new = [1.0] + [0.0] * cap  # pupils who reach the grade, by repetitions so far
    years = reached = 0.0
    for promotion, repetition in flow:
        reached, here, up = sum(new), 0.0, []
        for arriving in new:
            here = arriving + here * repetition
            years += here
            up.append(here * promotion)
        new = up
    return 100 * reached, 100 * len(flow) * sum(new) / years


def test_the_table_is_complete_and_consistent() -> None:
    t = table()
    assert set(t) == {(g, y) for g in (*GRADES, "6e") for y in YEARS}
    assert list(diplomas()) == YEARS
    assert all(0 < again < pupils for pupils, again in t.values())
    assert (t["CP1", "1997/98"], t["CM2", "2005/06"], t["6e", "2000/01"]) == ((472, 47), (267, 56), (124, 12))
    assert sum(pupils for pupils, _ in t.values()) == 22299
    assert sum(again for _, again in t.values()) == 3665
    assert sum(diplomas().values()) == 1680


@pytest.mark.parametrize(("column", "expected"), [("1999/00", -5.5), ("1998/99", 0.9)])
def test_dropout_of_the_last_grade_depends_on_the_timing(column: str, expected: float) -> None:
    promotion, repetition = rates("1998/99", "1999/00", diplomas()[column])[-1]
    assert round(100 * (1 - promotion - repetition), 1) == expected


@pytest.mark.parametrize(("cap", "survival", "efficiency"), [(60, 56.0, 57.9), (3, None, 55.2), (2, 50.0, 51.1)])
def test_efficiency_depends_on_the_cap(cap: int, survival: float | None, efficiency: float) -> None:
    found = cohort(rates("1998/99", "1999/00", diplomas()["1998/99"]), cap)
    assert round(found[1], 1) == efficiency
    assert survival is None or round(found[0], 1) == survival
