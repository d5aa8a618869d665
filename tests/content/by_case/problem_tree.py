"""Facts of the problem tree: girls of the Tazmeur Desert, from the CSV files."""

from __future__ import annotations

from collections.abc import Mapping

from tests.content.course import total

COMPUTING = False
E = "kalembu/enrolment.csv"


def keys() -> dict[str, float]:
    """Who left is who is neither in the next grade as new nor in the same as a repeater."""

    def of(column: str, year: int, grade: int, sex: str = "F") -> int:
        return total(E, column, level="primary", region="R6", year=year, grade=grade, sex=sex)

    found, left, girls = {}, 0.0, 0
    for grade in range(1, 6):
        before = of("enrolment", 2023, grade)
        there = of("new_entrants", 2024, grade + 1) + of("repeaters", 2024, grade)
        found[f"Faits!B{grade + 3}"] = of("enrolment", 2024, grade) / of("enrolment", 2024, grade, "M")
        found[f"Faits!C{grade + 3}"] = (before - there) / before * 100
        left, girls = left + before - there, girls + before
    rate = left / girls * 100
    return found | {"Faits!B12": left, "Faits!B13": rate, "Faits!B14": rate / 2, "Faits!B15": left / 2}


def story(found: Mapping[str, float]) -> None:
    """Fewer girls than boys in every grade, fewer still higher up; girls do leave."""
    index = [found[f"Faits!B{row}"] for row in range(4, 9)]
    assert index == sorted(index, reverse=True)
    assert max(index) < 1
    assert all(found[f"Faits!C{row}"] > 0 for row in range(4, 9))
