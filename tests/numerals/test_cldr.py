"""Every figure that CLDR writes, and its variants, is read right or asked back exactly as the rule permits."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest

from epm_xblocks.numerals import read
from tests.numerals.cldr_cases import LOCALES, Case, cases, other_readings


@cache
def by_style() -> dict[str, list[Case]]:
    sorted_out: dict[str, list[Case]] = {style: [] for style in LOCALES}
    for case in dict.fromkeys(cases()):
        sorted_out[case.style].append(case)
    return sorted_out


def fault(case: Case) -> str:
    """What is wrong with the reading of one case; empty if nothing."""
    reading = read(case.text, case.style, percent=case.percent_cell)
    asked, value = other_readings(case)
    if asked:
        meant = {candidate.decimal for candidate in reading.readings}
        return (
            "" if reading.kind == "ambiguous" and len(meant) == 2 and case.meant in meant else f"not asked: {reading}"
        )
    if reading.kind != "number" or reading.decimal != value or reading.value != float(value):
        return f"{value} read as {reading}"
    if value == case.meant and reading.half_unit != Decimal(f"5E{-case.places - 1}"):
        return f"half unit {reading.half_unit}"
    return ""


@pytest.mark.parametrize("style", LOCALES)
def test_no_wrong_reading(style: str) -> None:
    faults = [f"{case.text!r}: {found}" for case in by_style()[style] if (found := fault(case))]
    assert not faults, f"{len(faults)} of {len(by_style()[style])}: " + "\n".join(faults[:10])


def test_the_set_is_as_large_as_promised() -> None:
    count = sum(map(len, by_style().values()))
    asked = sum(other_readings(case)[0] for found in by_style().values() for case in found)
    assert count >= 5000
    assert all(len(found) >= 1000 for found in by_style().values())
    assert 0 < asked < count / 20


def test_what_a_locale_writes_is_never_asked_back_in_its_own_style() -> None:
    own = [case for style in ("en", "es", "ar-MA", "sw") for case in by_style()[style][:500]]
    assert [case for case in own if read(case.text, case.style).kind != "number"] == []
