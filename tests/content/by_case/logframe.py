"""Needs of the regions, scaled and weighed, from the CSV files, by the planning room where it has the method."""

from __future__ import annotations

from collections.abc import Mapping

from tests.content.course import total

K = "kalembu/"
REGIONS = ("R1", "R2", "R3", "R4", "R5", "R6")
PUBLIC = {"year": 2024, "level": "primary", "status": "public"}


def keys() -> dict[str, float]:
    """1 for the region most in need; weights of 0.5, 0.3 and 0.2."""
    gross, parity, ratio = [], [], []
    for region in REGIONS:
        girls = total(K + "enrolment.csv", "enrolment", region=region, year=2024, level="primary", sex="F")
        boys = total(K + "enrolment.csv", "enrolment", region=region, year=2024, level="primary", sex="M")
        children = total(K + "population.csv", "population", region=region, year=2024, age=tuple(range(6, 12)))
        pupils = total(K + "enrolment_by_status.csv", "enrolment", region=region, **PUBLIC)
        gross.append((girls + boys) / children * 100)
        parity.append(girls / boys)
        ratio.append(pupils / total(K + "teachers.csv", "teachers", region=region, **PUBLIC))
    scores = (_scaled([-one for one in gross]), _scaled([-one for one in parity]), _scaled(ratio))
    found: dict[str, float] = {}
    for sheet, columns in (("Mesures", (gross, parity, ratio)), ("Notes", scores)):
        for letter, column in zip("BCD", columns, strict=True):
            found |= {f"{sheet}!{letter}{row}": value for row, value in enumerate(column, 4)}
    sums = [0.5 * a + 0.3 * b + 0.2 * c for a, b, c in zip(*scores, strict=True)]
    found |= {f"Priorités!B{row}": value for row, value in enumerate(sums, 4)}
    first, second, third = sorted(sums, reverse=True)[:3]
    return found | {"Priorités!B13": second - third, "Priorités!B14": (second - third) / first * 100}


def _scaled(values: list[float]) -> list[float]:
    least, greatest = min(values), max(values)
    return [(value - least) / (greatest - least) for value in values]


def story(found: Mapping[str, float]) -> None:
    """The desert comes first by access and parity, the savanna second; the gap is clear."""
    sums = [found[f"Priorités!B{row}"] for row in range(4, 10)]
    assert sorted(sums)[-2:] == [sums[4], sums[5]]
    assert found["Notes!B9"] == found["Notes!C9"] == 1
    assert found["Priorités!B13"] > 0.1
