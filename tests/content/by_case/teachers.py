"""Teachers needed and recruited, from the CSV files and the projection of the case before, by the planning room."""

from __future__ import annotations

from collections.abc import Mapping

from epm_xblocks.planning.deployment import teacher_deployment
from tests.content.by_case import enrolment_projection
from tests.content.course import total

S = "kalembu/enrolment_by_status.csv"
T = "kalembu/teachers.csv"
PUBLIC = {"level": "primary", "status": "public"}
REGIONS = ("R1", "R2", "R3", "R4", "R5", "R6")
TARGET, COLLEGES = 40, 1100


def keys() -> dict[str, float]:
    """The need of each year is met; departures count among those of the year before."""
    stock = {year: total(T, "teachers", year=year, **PUBLIC) for year in (2022, 2023, 2024)}
    left = {year: total(T, "left_since_last_year", year=year, **PUBLIC) for year in (2023, 2024)}
    public = total(S, "enrolment", year=2024, **PUBLIC)
    share = public / total(S, "enrolment", year=2024, level="primary")
    ratio, attrition = public / stock[2024], (left[2023] + left[2024]) / (stock[2022] + stock[2023])
    found = {
        "Départ!B4": ratio,
        "Départ!B5": share * 100,
        "Départ!B6": total(T, "qualified", year=2024, **PUBLIC) / stock[2024] * 100,
        "Départ!B7": left[2024] / stock[2023] * 100,
        "Départ!B8": attrition * 100,
    }
    projected, before = enrolment_projection.keys(), float(stock[2024])
    for k in range(1, 7):
        row, pupils = 3 + k, round(projected[f"Bilan!B{3 + k}"]) * share
        aim = ratio + (TARGET - ratio) * k / 6
        need, leave = pupils / aim, before * attrition
        new = need - before + leave
        found |= {f"Besoin!B{row}": pupils, f"Besoin!C{row}": aim, f"Besoin!D{row}": need}
        found |= {f"Recrutement!B{row}": leave, f"Recrutement!C{row}": new, f"Recrutement!D{row}": new - COLLEGES}
        before = need
    pupils_of = [total(S, "enrolment", year=2024, region=region, **PUBLIC) for region in REGIONS]
    teachers_of = [total(T, "teachers", year=2024, region=region, **PUBLIC) for region in REGIONS]
    r2 = _r2(pupils_of, teachers_of)
    found |= {"Répartition!B4": r2 * 100, "Répartition!B5": 100 - r2 * 100}
    found["Répartition!B6"] = pupils_of[4] / ratio
    found["Répartition!B7"] = pupils_of[4] / ratio - teachers_of[4]
    return found


def _r2(pupils: list[int], teachers: list[int]) -> float:
    """By hand, and as the planning room has it."""
    n = len(pupils)
    x, y = sum(pupils) / n, sum(teachers) / n
    xy = sum((a - x) * (b - y) for a, b in zip(pupils, teachers, strict=True))
    square = xy**2 / (sum((a - x) ** 2 for a in pupils) * sum((b - y) ** 2 for b in teachers))
    assert abs(teacher_deployment(pupils, teachers).r_squared.number - square) < 1e-9
    return square


def story(found: Mapping[str, float]) -> None:
    """The colleges do not suffice; recruitment grows; the savanna lacks teachers although R² is high."""
    assert 0 < found["Recrutement!D4"] < found["Recrutement!D9"]
    assert found["Recrutement!C4"] < found["Recrutement!C9"]
    assert found["Répartition!B4"] > 60
    assert found["Répartition!B7"] > 100
    assert found["Recrutement!B9"] > 0.4 * (found["Recrutement!C9"] - found["Recrutement!B9"])
