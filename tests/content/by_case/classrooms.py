"""Rooms needed and built, in plain arithmetic from the CSV files and the case on teachers."""

from __future__ import annotations

from collections.abc import Mapping

from tests.content.by_case import teachers
from tests.content.course import total

C = "kalembu/classrooms.csv"
PUBLIC = {"level": "primary", "status": "public", "year": 2024}
SIZE, FUND, YEARS, COST = 42, 1100, 12, 7


def keys() -> dict[str, float]:
    """Group size and double shift go to their targets in six equal steps; a twelfth of the temporary is replaced."""
    groups = total(C, "class_groups", **PUBLIC)
    double = total(C, "groups_double_shift", **PUBLIC)
    rooms = total(C, "rooms_used", **PUBLIC)
    temporary, permanent = total(C, "temporary", **PUBLIC), total(C, "permanent", **PUBLIC)
    pupils = total("kalembu/enrolment_by_status.csv", "enrolment", **PUBLIC)
    size, shared = pupils / groups, double / groups
    found = {
        "Départ!B4": size,
        "Départ!B5": shared * 100,
        "Départ!B6": groups / rooms,
        "Départ!B7": groups - double / 2,
        "Départ!B8": temporary / (temporary + permanent) * 100,
    }
    before, built, projected = float(rooms), 0.0, teachers.keys()
    for k in range(1, 7):
        row = 3 + k
        many = round(projected[f"Besoin!B{row}"]) / (size + (SIZE - size) * k / 6)
        still = shared * (6 - k) / 6
        need = many - many * still / 2
        build = need - before + temporary / YEARS
        found |= {f"Salles!B{row}": many, f"Salles!D{row}": need}
        found |= {f"Salles!C{row}": still * 100} if k < 6 else {}
        found |= {
            f"Construction!B{row}": build,
            f"Construction!C{row}": build - FUND,
            f"Construction!D{row}": build * COST,
        }
        before, built = need, built + build
    found["Construction!B13"] = built
    found["Construction!B14"] = found["Salles!B9"] * shared / 2
    found["Construction!B15"] = found["Construction!B14"] / built * 100
    return found


def story(found: Mapping[str, float]) -> None:
    """The convention gives the rooms reported; the fund suffices until 2027; double shift is the smaller part."""
    assert abs(found["Départ!B7"] - total(C, "rooms_used", **PUBLIC)) < 1
    assert found["Construction!C6"] < 0 < found["Construction!C7"] < found["Construction!C9"]
    assert found["Construction!B15"] < 20
