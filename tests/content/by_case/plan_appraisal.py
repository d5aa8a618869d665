"""The appraisal of a plan, in plain arithmetic from the CSV files and what the plan says."""

from __future__ import annotations

from collections.abc import Mapping

from tests.content.course import total

PUBLIC = {"level": "primary", "status": "public", "year": 2024}


def keys() -> dict[str, float]:
    """Growth is compounded over six years; those who leave are replaced."""
    pupils = total("kalembu/enrolment_by_status.csv", "enrolment", **PUBLIC)
    teachers = total("kalembu/teachers.csv", "teachers", **PUBLIC)
    gone = total("kalembu/teachers.csv", "left_since_last_year", **PUBLIC) / teachers
    later = float(pupils)
    for _ in range(6):
        later *= 1.03
    staff = later / 40
    yearly = gone * (teachers + staff) / 2
    need = staff - teachers + 6 * yearly
    found = {"Contrôles!B4": later, "Contrôles!C4": later - 742_000, "Contrôles!B5": staff, "Contrôles!B9": gone * 100}
    found |= {"Contrôles!B10": yearly, "Contrôles!B11": need, "Contrôles!B12": need - 4200}
    found["Contrôles!B13"] = later / (teachers + 4200 - 6 * yearly)
    lines, wages = 29_400 + 18_300 + 9_200, staff * 1.748
    cost = wages + 18_300 + 9_200
    money = (
        lines, lines - 54_900, wages, wages - 29_400, cost, cost - 56_200, (cost - 56_200) / cost * 100,
        5149 / 9800 * 100, 9_200 * 5149 / 9800,
    )  # fmt: skip
    return found | dict(zip((f"Argent!B{row}" for row in range(4, 13)), money, strict=True))


def story(found: Mapping[str, float]) -> None:
    """The plan announces too few pupils and teachers, adds up wrongly, and lacks money where it leaves some over."""
    assert found["Contrôles!C4"] > 0
    assert found["Contrôles!B12"] > 0
    assert found["Contrôles!B13"] > 45
    assert found["Argent!B5"] > 0
    assert found["Argent!B7"] > 0
    assert found["Argent!B9"] > 0 > 54_900 - 56_200
    assert found["Argent!B11"] < 60
