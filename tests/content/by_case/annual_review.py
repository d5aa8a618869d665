"""The annual review, from the CSV files alone."""

from __future__ import annotations

from collections.abc import Mapping

from tests.content.course import total

K = "kalembu/"
PUBLIC = {"level": "primary", "status": "public"}
TARGETS = (95, 0.97, 7, 42, 72, 45)
FALLING = (2, 3)
"""Repetition and pupils per teacher are better where they are lower."""
READ = {2023: (771, 2410), 2024: (879, 2466)}
VOTED, COMMITTED = (26_000, 16_200, 9_800), (25_900, 14_900, 7_300)


def year_of(year: int) -> tuple[float, ...]:
    """The six indicators."""
    sexes = [total(K + "enrolment.csv", "enrolment", year=year, level="primary", sex=sex) for sex in "FM"]
    children = total(K + "population.csv", "population", year=year, age=tuple(range(6, 12)))
    repeaters = total(K + "enrolment.csv", "repeaters", year=year, level="primary")
    pupils = total(K + "enrolment_by_status.csv", "enrolment", year=year, **PUBLIC)
    teachers = total(K + "teachers.csv", "teachers", year=year, **PUBLIC)
    qualified = total(K + "teachers.csv", "qualified", year=year, **PUBLIC)
    all_, (reached, tested) = sum(sexes), READ[year]
    return (
        all_ / children * 100, sexes[0] / sexes[1], repeaters / all_ * 100, pupils / teachers,
        qualified / teachers * 100, reached / tested * 100,
    )  # fmt: skip


def keys() -> dict[str, float]:
    """Gaps and progress are positive where the news is good."""
    before, now = year_of(2023), year_of(2024)
    found: dict[str, float] = {}
    for at, target in enumerate(TARGETS):
        row, way = 4 + at, -1 if at in FALLING else 1
        real = (target / now[at] if at in FALLING else now[at] / target) * 100
        found |= {f"Indicateurs!B{row}": before[at], f"Indicateurs!C{row}": now[at]}
        found |= {f"Écarts!B{row}": way * (now[at] - target), f"Écarts!C{row}": way * (now[at] - before[at])}
        found |= {f"Écarts!D{row}": real, f"Exécution!B{row + 7}": 3 if real >= 97 else 2 if real >= 90 else 1}
    natures = ("teacher_salaries", "other_current", "capital")
    paid = [total(K + "expenditure.csv", "amount", level="primary", year=2024, nature=one) / 1e6 for one in natures]
    for row, (voted, committed, out) in enumerate(
        zip((*VOTED, sum(VOTED)), (*COMMITTED, sum(COMMITTED)), (*paid, sum(paid)), strict=True), 4
    ):
        found |= {f"Exécution!B{row}": out / voted * 100, f"Exécution!C{row}": out / committed * 100}
    return found


def story(found: Mapping[str, float]) -> None:
    """Reading is the gravest gap; capital executes badly, salaries well; lights of three colours."""
    real = [found[f"Écarts!D{row}"] for row in range(4, 10)]
    assert min(real) == real[5] < 90
    assert found["Exécution!B6"] < 60 < 95 < found["Exécution!B4"]
    assert {found[f"Exécution!B{row}"] for row in range(11, 17)} == {1, 2, 3}
    assert found["Écarts!B5"] < 0
    assert found["Écarts!C4"] > 0
