"""What the case on unit costs and its note say beside the figures of its cells."""

from __future__ import annotations

import math

import pytest

from epm_xblocks.planning.costing import LevelSpending, in_gdp_per_head, unit_costs
from tests.planning.golden_epm import golden

from .by_case import unit_costs as unit
from .course import case, folder, keys, total

NOTE = folder("epm-projection-costing")["html/unit-costs-note.html"].decode()


def test_the_story_is_in_the_data() -> None:
    unit.story(keys("unit-costs"))


def test_the_example_of_the_note_is_the_worksheet_of_the_world_bank() -> None:
    given = golden("g26")["inputs"]
    parts = list(zip(given["personnel"], given["goods"], given["welfare"], strict=True))
    levels = [
        LevelSpending(name, pupils, spent)
        for (name, pupils), spent in zip(given["students_k"].items(), parts[:3], strict=True)
    ]
    costs = unit_costs(levels, math.fsum(parts[3]), allocation="pupils")
    shares = [in_gdp_per_head(cost.number * 1000, given["gdp_pc"]).number for cost in costs]
    said = [f"{share:.1f}".replace(".", ",") + "\u00a0%" for share in shares]
    assert all(share in NOTE for share in said), said


@pytest.mark.parametrize("level", ["primary", "lower_secondary"])
@pytest.mark.parametrize("year", [2019, 2024])
def test_the_wage_bill_is_that_of_public_teachers(level: str, year: int) -> None:
    """Or the average salary of the case would not be that of salaries.csv."""
    salary = total("kalembu/salaries.csv", "average_salary", level=level, year=year)
    assert unit.spent(level, "teacher_salaries", year) == salary * unit.people("teachers", "teachers", level, year)


def test_administration_has_no_teachers() -> None:
    """So that current spending of administration is its other current spending alone."""
    assert unit.spent("administration", "teacher_salaries") == 0


def test_sharing_administration_by_pupil_brings_the_levels_closer() -> None:
    """As the feedback says; sharing by spending leaves their ratio as it is."""
    found, levels = keys("unit-costs"), unit.levels()[:2]
    administration = unit.spent("administration", "other_current")
    primary, lower = (cost.number for cost in unit_costs(levels, administration, allocation="pupils"))
    assert lower / primary < found["Comparaison!B17"]
    assert found["Comparaison!C13"] / found["Comparaison!B13"] == pytest.approx(found["Comparaison!B17"])


def test_the_finance_department_comes_out_lower() -> None:
    """Dividing by private pupils too gives too low a cost, as the slip says, with capital or without."""
    for column, level, year in unit.LEVELS:
        everyone = total("kalembu/enrolment_by_status.csv", "enrolment", level=level, year=year)
        money = sum(unit.spent(level, nature, year) for nature in ("teacher_salaries", "other_current", "capital"))
        assert money / everyone < keys("unit-costs")[f"Unitaire!{column}8"]


def test_rises_multiply() -> None:
    """The trainer's check: prices that double and a cost that triples leave half more, not twice as much."""
    assert case("unit-costs").trainer_notes is not None
    assert (3 / 2 - 1, 3 - 2) == (0.5, 1)
