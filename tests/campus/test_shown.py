"""Figures and dates as the reader writes them."""

from datetime import UTC, date, datetime

import pytest

from epm_xblocks.campus import shown

AT = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("lang", "value", "decimals", "expected"),
    [
        ("fr", 122.5, None, "122,5"),
        ("fr", 1234567.891, None, "1\u202f234\u202f567,89"),
        ("en", 1234.5, None, "1,234.5"),
        ("en", 12, 2, "12.00"),
        ("ar", 12.5, None, "12.5"),
        ("xx-unknown", 0.5, None, "0.5"),
    ],
)
def test_figures(lang: str, value: float, decimals: int | None, expected: str) -> None:
    assert shown.figure(value, lang, decimals) == expected


def test_shares() -> None:
    assert shown.share(0.875, "fr") == "87,5\u00a0%"
    assert shown.share(0.875, "en") == "87.5%"


@pytest.mark.parametrize(
    ("lang", "day", "weekday", "expected"),
    [
        ("fr", date(2026, 12, 1), False, "1er\u00a0décembre 2026"),
        ("fr", date(2026, 11, 30), True, "lundi 30\u00a0novembre 2026"),
        ("fr", date(2026, 12, 11), False, "11\u00a0décembre 2026"),
        ("en", date(2026, 11, 23), False, "23\u00a0November 2026"),
        ("en", date(2026, 12, 4), True, "Friday 4\u00a0December 2026"),
    ],
)
def test_days(lang: str, day: date, weekday: bool, expected: str) -> None:
    assert shown.day(day, lang, weekday=weekday) == expected


def test_clocks() -> None:
    assert shown.clock(AT, "fr") == "14\u00a0h\u00a005"
    assert shown.clock(AT, "en") == "14:05"
    assert shown.moment(AT, "en") == "23\u00a0November 2026, 14:05"


def test_sizes() -> None:
    assert shown.size(1_800_000, "fr") == "1,8\u00a0Mo"
    assert shown.size(4_096, "en") == "4\u00a0kB"
    assert shown.size(1, "en") == "1\u00a0kB"
