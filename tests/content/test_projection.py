"""What the texts of the course on projection say is so in its data."""

from __future__ import annotations

import pytest

from .course import LANGUAGES, keys, total


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_story_of_school_age(lang: str) -> None:
    """By hand, with the coefficients that the learner sees, in the language the learner reads."""
    found = list(keys("school-age", lang).values())
    groups = [
        total("kalembu/population_groups.csv", "population", year=2024, age_group=group)
        for group in ("00_04", "05_09", "10_14", "15_19", "20_24")
    ]
    six = sum(c * g for c, g in zip((0.0080, 0.2320, -0.0480, 0.0080, 0), groups, strict=True))
    assert found[1] == pytest.approx(six)
    assert six > groups[1] / 5
    assert sum(found[:5]) == pytest.approx(groups[1])
    assert sum(found[5:10]) == pytest.approx(groups[2])


def test_what_the_texts_of_school_age_say() -> None:
    found = keys("school-age")
    assert abs(found["Lecture!B6"]) < abs(found["Lecture!B7"])
    assert found["Horizon!B4"] > found["Horizon!B5"]
    assert found["Horizon!B11"] > 1000
    assert found["Croissance!B4"] < found["Croissance!C4"] < found["Croissance!D4"] < found["Horizon!B4"]
    assert all(found[f"Âges!B{row}"] > found[f"Âges!B{row + 1}"] for row in range(4, 13))
