"""The annual review, from the CSV files alone."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from epm_xblocks.planning.indicators import gross_enrolment_ratio
from epm_xblocks.planning.parity import parity_index
from epm_xblocks.planning.teachers import pupil_teacher_ratio
from tests.content.course import DATA, total

K = "kalembu/"
PRIMARY = {"level": "primary"}
PUBLIC = {"level": "primary", "status": "public"}
INDICATORS = ("gross_enrolment", "education_share", "reading", "gender_parity", "repetition", "pupils_per_teacher")
FALLING = ("repetition", "pupils_per_teacher")
"""Better where they are lower."""
NATURES = ("teacher_salaries", "other_current", "capital")
YEARS = (2023, 2024)
START = 2022
REGIONS = ("R1", "R2", "R3", "R4", "R5", "R6")


def target(indicator: str, year: int) -> float:
    """What the plan writes; of the year it starts in, what was measured."""
    lines = (DATA / K / "targets.csv").read_text("utf-8").splitlines()
    (found,) = (Decimal(line.split(",")[2]) for line in lines if line.startswith(f"{indicator},{year},"))
    return float(found)


def reading(year: int, **place: object) -> float:
    """Pupils at the minimum level, in per cent of those tested."""
    reached, tested = (
        total(K + "learning_results.csv", column, year=year, **place) for column in ("reached_minimum", "tested")
    )
    return reached / tested * 100


def pupils(year: int, **where: object) -> int:
    return total(K + "enrolment.csv", "enrolment", year=year, **PRIMARY, **where)


def result(indicator: str, year: int) -> float:
    """An indicator of the plan in a year."""
    if indicator == "gross_enrolment":
        return _enrolment(year)
    if indicator == "gender_parity":
        return parity_index(_enrolment(year, sex="F"), _enrolment(year, sex="M")).number
    if indicator == "reading":
        return reading(year)
    if indicator == "repetition":
        return total(K + "enrolment.csv", "repeaters", year=year, **PRIMARY) / pupils(year - 1) * 100
    if indicator == "education_share":
        spent = total(K + "expenditure.csv", "amount", year=year)
        return spent / total(K + "finance.csv", "public_expenditure", year=year) * 100
    public = total(K + "enrolment_by_status.csv", "enrolment", year=year, **PUBLIC)
    teachers = total(K + "teachers.csv", "teachers", year=year, **PUBLIC)
    return pupil_teacher_ratio(public, teachers, counted="head-count").number


def _enrolment(year: int, **place: object) -> float:
    children = total(K + "population.csv", "population", year=year, age=tuple(range(6, 12)), **place)
    return gross_enrolment_ratio(pupils(year, **place), children).number


def money(stage: str, year: int, nature: object = NATURES) -> int:
    """Voted, committed or paid; what is paid comes from the file on expenditure."""
    if stage == "paid":
        return total(K + "expenditure.csv", "amount", year=year, nature=nature)
    return total(K + "budget.csv", stage, year=year, nature=nature)


def path(indicator: str, value: float, year: int) -> float:
    """How much of the way from the start to the target of a year a value has gone, in per cent."""
    start, end = target(indicator, START), target(indicator, year)
    return (value - start) / (end - start) * 100


def light(share: float) -> int:
    return 3 if share >= 90 else 2 if share >= 50 else 1


def keys() -> dict[str, float]:
    """Gaps are positive where the news is good."""
    found: dict[str, float] = {}
    for row, name in enumerate(INDICATORS, 4):
        way = -1 if name in FALLING else 1
        for column, year in zip("BC", YEARS, strict=True):
            found[f"Résultats!{column}{row}"] = result(name, year)
            found[f"Écarts!{column}{row}"] = way * (result(name, year) - target(name, year))
        share = path(name, result(name, 2024), 2024)
        found |= {f"Feux!B{row}": share, f"Feux!C{row}": light(share)}
    for row, nature in enumerate((*NATURES, NATURES), 4):
        paid = money("paid", 2024, nature)
        found[f"Exécution!B{row}"] = paid / money("voted", 2024, nature) * 100
        found[f"Exécution!C{row}"] = paid / money("committed", 2024, nature) * 100
    return found | {"Exécution!B11": money("paid", 2023) / money("voted", 2023) * 100}


def published() -> float:
    """What the review of 2023 announced: the mean of three rates."""
    return sum(money("paid", 2023, nature) / money("voted", 2023, nature) for nature in NATURES) / 3 * 100


def story(found: Mapping[str, float]) -> None:
    """The order of the ranking, the lights, what each choice and model answer says of the figures."""
    shares = {name: found[f"Feux!B{row}"] for row, name in enumerate(INDICATORS, 4)}
    assert sorted(shares, key=shares.__getitem__) == [
        *("reading", "pupils_per_teacher", "gross_enrolment", "gender_parity", "repetition", "education_share"),
    ]
    assert [found[f"Feux!C{row}"] for row in range(4, 10)] == [2, 3, 1, 2, 3, 1]
    assert [name for name, share in shares.items() if share < 0] == ["reading"]
    assert all(abs(share - limit) > 5 for share in shares.values() for limit in (50, 90))
    gaps = {name: found[f"Écarts!C{row}"] for row, name in enumerate(INDICATORS, 4)}
    assert min(gaps, key=lambda name: abs(gaps[name])) == "gender_parity"
    assert found["Écarts!B4"] > 0 > found["Écarts!C4"]
    assert found["Résultats!C4"] > found["Résultats!B4"]
    assert found["Écarts!C5"] > 0 < found["Écarts!B5"]
    assert found["Écarts!B8"] < 0 < found["Écarts!C8"]
    assert found["Exécution!B6"] < found["Exécution!B5"] < found["Exécution!B7"] < found["Exécution!B4"]
    assert found["Exécution!C5"] < 82 < 92 < found["Exécution!C6"]
    assert 0 < published() - found["Exécution!B7"] < 3 < 6 < found["Exécution!B11"] - found["Exécution!B7"]
