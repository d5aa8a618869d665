"""Writing per locale, and that what is written is read back."""

from __future__ import annotations

import math
import unicodedata
from decimal import Decimal

import pytest
from babel import Locale, numbers
from hypothesis import given, settings
from hypothesis import strategies as st

from epm_xblocks.numerals import read, round_half_away, style_of, write
from epm_xblocks.numerals.cldr import LOCALES

NB, NN, LRM, ALM = "\u00a0", "\u202f", "\u200e", "\u061c"
EVERY = [word.partition("=")[0] for word in LOCALES.split()]


@pytest.mark.parametrize(("value", "style", "options", "text"), [
    (12450.5, "fr", {}, f"12{NN}450,5"),
    (1036, "fr", {}, f"1{NN}036"),
    (87.3, "fr", {"percent": True}, f"87,3{NB}%"),
    (87.3, "fr", {"percent": True, "decimals": 2}, f"87,30{NB}%"),
    (87.3, "fr-CH", {"percent": True}, "87,3%"),
    (12450.5, "fr", {"grouping": False}, "12450,5"),
    (12450.5, "en", {"decimals": 2}, "12,450.50"),
    (87.3, "en", {"percent": True}, "87.3%"),
    (1036, "es", {}, "1036"),
    (12450, "es", {}, "12.450"),
    (1036, "es-MX", {}, "1,036"),
    (12450.5, "pt-MZ", {}, f"12{NB}450,5"),
    (1036, "ar-EG", {}, "١٬٠٣٦"),
    (87.3, "ar-EG", {"percent": True}, f"٨٧٫٣٪{ALM}"),
    (-87.3, "ar-EG", {}, f"{ALM}−٨٧٫٣"),
    (1036, "ar-MA", {}, "1.036"),
    (-87.3, "ar-MA", {"percent": True}, f"{LRM}−87,3{LRM}%{LRM}"),
    (1036, "sw", {}, "1,036"),
    (1036.2, "am", {}, "1,036.2"),
    (12345678, "en-IN", {}, "1,23,45,678"),
    (12.5, "tr", {"percent": True}, "%12,5"),
    (-2.5, "fr", {"decimals": 0}, "−3"),
    (2.5, "fr", {"decimals": 0}, "3"),
    (0.125, "en", {"decimals": 2}, "0.13"),
    (-0.04, "en", {"decimals": 1}, "0.0"),
    (-0.0, "en", {}, "0"),
    (2.675, "en", {"decimals": 2}, "2.68"),
    (1250, "en", {"decimals": -2}, "1,300"),
    (49, "en", {"decimals": -2}, "0"),
    (1e21, "fr", {}, "1E21"),
    (1.5e300, "fr", {"decimals": 1}, "1,5E300"),
    (2.5e-9, "en", {}, "2.5E-9"),
    (2.5e-9, "en", {"decimals": 2}, "0.00"),
    (None, "fr", {"percent": True}, "–"),
    (math.nan, "fr", {}, "–"),
    (-math.inf, "en", {"decimals": 1}, "–"),
    (Decimal("1234.50"), "en", {}, "1,234.5"),
])  # fmt: skip
def test_written(value: float | None, style: str, options: dict[str, int], text: str) -> None:
    assert write(value, style, **options) == text


@pytest.mark.parametrize("style", ["en", "fr", "fr-CH", "es", "pt-PT", "pt-MZ", "ar-EG", "ar-MA", "sw", "am"])
@pytest.mark.parametrize("value", [Decimal("12450.5"), Decimal("743630"), Decimal("-98765432.1"), Decimal("0.25")])
def test_as_cldr_but_for_the_minus(style: str, value: Decimal) -> None:
    locale = Locale.parse(style, sep="-")
    expected = numbers.format_decimal(value, locale=locale, numbering_system="default")
    western = "".join(str(unicodedata.decimal(char, char)) for char in write(value, style))  # Babel leaves digits alone
    assert western.strip(LRM + ALM) == expected.replace("-", "−").strip(LRM + ALM)


@settings(max_examples=300, deadline=None)
@given(
    st.floats(-1e15, 1e15),
    st.integers(0, 6),
    st.sampled_from(EVERY),
    st.booleans(),
)
def test_what_is_written_is_read_back(value: float, decimals: int, style: str, percent: bool) -> None:
    text = write(value, style, decimals=decimals, percent=percent)
    reading = read(text, style, percent=percent)
    assert reading.decimal == round_half_away(value, decimals), (text, reading)


@settings(max_examples=200, deadline=None)
@given(st.floats(-1e308, 1e308).filter(lambda value: abs(value) > 1e-300), st.sampled_from(["en", "fr", "ar-EG", "es"]))
def test_every_digit_is_kept_without_decimals(value: float, style: str) -> None:
    assert read(write(value, style), style).value == value


@pytest.mark.parametrize("style", EVERY)
def test_every_locale_reads_what_it_writes(style: str) -> None:
    for value in (-1234567.891, 1234.5, 1.234, 1234.0, 0.5, 12345.0):
        assert read(write(value, style), style).value == value
        assert read(write(value, style, percent=True), style, percent=True).value == value


def test_missing_is_read_as_blank() -> None:
    assert read(write(None, "fr"), "fr").kind == "blank"


def test_unknown_style_has_no_marks_of_its_own() -> None:
    assert style_of("qqq-ZZ").western == ("", "")
    assert write(1234.5, "qqq") == "1,234.5"
