"""The return of school forms and what it hid, from the CSV files alone."""

from __future__ import annotations

import math
from collections.abc import Mapping

from tests.content.course import total

YEARS = (2021, 2022, 2023, 2024)


def keys() -> dict[str, float]:
    """Absent schools are lent the average of those that answered."""
    found: dict[str, float] = {}
    at = {"region": "R5"}
    for row, year in enumerate(YEARS, 4):
        schools = total("kalembu/census_returns.csv", "schools", year=year, **at)
        back = total("kalembu/census_returns.csv", "schools_returned", year=year, **at)
        pupils = total("kalembu/enrolment_reported.csv", "enrolment", level="primary", year=year, **at)
        found[f"Retour!B{row}"] = back / schools * 100
        found[f"Retour!C{row}"] = pupils / back
        found[f"Retour!D{row}"] = pupils * schools / back
        if year == 2022:
            found["Effet!B9"] = math.ceil(0.98 * schools) - back
            published = pupils
    estimate = found["Retour!D5"]
    before = total("kalembu/enrolment_reported.csv", "enrolment", level="primary", year=2021, **at)
    corrected = total("kalembu/enrolment.csv", "enrolment", level="primary", year=2022, **at)
    found["Effet!B4"] = estimate - published
    found["Effet!B5"] = (estimate - published) / estimate * 100
    found["Effet!B6"] = (published - before) / before * 100
    found["Effet!B7"] = (estimate - found["Retour!D4"]) / found["Retour!D4"] * 100
    found["Effet!B8"] = (estimate - corrected) / corrected * 100
    return found


def story(found: Mapping[str, float]) -> None:
    """The published year falls, the estimated one grows, and the estimate is close to the corrected series."""
    assert found["Effet!B6"] < 0 < found["Effet!B7"]
    assert abs(found["Effet!B8"]) < 1
    assert found["Retour!B5"] < 90 < 100 == found["Retour!B4"] == found["Retour!B6"]
