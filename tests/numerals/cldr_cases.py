"""Figures as CLDR writes them and as planners vary them, with what each must be read as.

The expectation does not come from the package under test: the figure is known before it is written, and whether a
string may be asked back is decided here from Babel's symbols, in the words of the rule.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from babel import Locale, numbers

LOCALES = ["en", "fr", "fr-CH", "es", "pt-PT", "pt-MZ", "ar-EG", "ar-MA", "sw", "am"]
WHOLES = [
    "0",
    "5",
    "12",
    "87",
    "103",
    "900",
    "1000",
    "1036",
    "9999",
    "12450",
    "100001",
    "743630",
    "1234567",
    "20000000",
]
PARTS = ["", ".5", ".05", ".25", ".103", ".0625"]
SPACES = [" ", "\u00a0", "\u202f", "\u2009", "'", "’"]
MINUSES = "-−–‐"
BIDI = re.compile("[\u061c\u200e\u200f\u2066\u2069]")
PLAIN = "#,##0.######"


@dataclass(frozen=True, slots=True)
class Case:
    """A string typed under a declared style, the figure meant, and its number of decimals as typed."""

    style: str
    text: str
    meant: Decimal
    places: int
    percent_cell: bool = False


def figures() -> list[Decimal]:
    """Magnitudes from 0 to 20 million, with 0 to 4 decimals."""
    return [Decimal(whole + part) for whole in WHOLES for part in PARTS]


def systems(locale: Locale) -> list[str]:
    """The digit sets people of this locale type."""
    return ["latn", "arab"] if locale.language == "ar" else ["latn"]


def written(figure: Decimal, code: str, system: str, pattern: str = PLAIN, grouped: bool = True) -> str:
    """The figure as Babel formats it in a locale."""
    locale = Locale.parse(code, sep="-")
    text = numbers.format_decimal(figure, pattern, locale, group_separator=grouped, numbering_system=system)
    return digits(text, system)


def digits(text: str, system: str) -> str:
    """Babel takes the marks of a numbering system and leaves Western digits: its digits, put in."""
    return text.translate({48 + digit: 0x660 + digit for digit in range(10)}) if system == "arab" else text


def own_marks(code: str, text: str) -> tuple[str, str]:
    """(decimal, group) that CLDR gives the style between digits of the set used in `text`."""
    locale = Locale.parse(code, sep="-")
    western = "ARABIC-INDIC" not in "".join(unicodedata.name(char) for char in text if char.isdigit())
    symbols = locale.number_symbols["latn" if western else locale.default_numbering_system]
    return symbols["decimal"], symbols["group"]


def other_readings(case: Case) -> tuple[bool, Decimal]:
    """(whether the figure must be asked back, the value under the declared style), by the rule alone."""
    bare = "".join(str(unicodedata.decimal(char, char)) for char in BIDI.sub("", case.text))
    shape = re.fullmatch(r"[-−–‐+(]?([1-9]\d{0,2})([.,])(\d{3})[)%٪％\s]*", bare)
    if not shape:
        return False, case.meant
    decimal, group = own_marks(case.style, case.text)
    if shape[2] not in (decimal, group):
        return True, case.meant
    value = Decimal(f"{shape[1]}.{shape[3]}" if shape[2] == decimal else shape[1] + shape[3])
    return False, value.copy_sign(case.meant) / (100 if re.search("[%٪％]", bare) and not case.percent_cell else 1)


def cases() -> Iterator[Case]:
    """Every case: own writing, variants of it, and each locale's writing under each other style."""
    for style in LOCALES:
        for system in systems(Locale.parse(style, sep="-")):
            for figure in figures():
                yield from own_forms(style, system, figure)
        for writer in LOCALES:
            for figure in figures() if writer != style else []:
                for system in systems(Locale.parse(writer, sep="-")):
                    yield Case(style, written(figure, writer, system), figure, places(figure))


def places(figure: Decimal) -> int:
    """Decimals typed: the formats drop trailing zeros, and so do the figures here."""
    return -int(figure.as_tuple().exponent)


def own_forms(style: str, system: str, figure: Decimal) -> Iterator[Case]:
    """One figure as its own locale writes it, and as its people type it."""
    own = places(figure)
    text, bare = written(figure, style, system), written(figure, style, system, grouped=False)
    minus = figure.copy_negate() if figure else figure
    symbols = Locale.parse(style, sep="-").number_symbols[system]
    for form in (text, bare, f" {text}\u00a0", f"\u2066{text}\u2069", f"+{text}"):
        yield Case(style, form, figure, own)
    for space in SPACES:
        yield Case(style, text.replace(symbols["group"], space), figure, own)
    for sign in MINUSES:
        yield Case(style, sign + text, minus, own)
    yield Case(style, written(minus, style, system), minus, own)
    yield Case(style, written(minus, style, system, f"{PLAIN};({PLAIN})"), minus, own)
    if system == "latn":
        yield Case(style, text.translate({48 + digit: 0xFF10 + digit for digit in range(10)}), figure, own)
    if system == "arab":
        yield Case(style, text.translate({0x660 + digit: 48 + digit for digit in range(10)}), figure, own)
        yield Case(style, text.translate({0x660 + digit: 0x6F0 + digit for digit in range(10)}), figure, own)
    yield from per_cent_forms(style, system, figure, bare)
    yield from scientific_forms(style, system, figure)


def per_cent_forms(style: str, system: str, figure: Decimal, bare: str) -> Iterator[Case]:
    """The same figure with a per cent sign, in a per cent cell and elsewhere."""
    own = places(figure)
    locale = Locale.parse(style, sep="-")
    formatted = numbers.format_percent(
        figure / 100, locale=locale, decimal_quantization=False, numbering_system=system, group_separator=False
    )
    typed = [bare + sign for sign in ("%", " %", "\u00a0%", "\u202f%", "٪", "％")]
    for text in [digits(formatted, system), *typed]:
        yield Case(style, text, figure, own, percent_cell=True)
        yield Case(style, text, figure / 100, own + 2)


def scientific_forms(style: str, system: str, figure: Decimal) -> Iterator[Case]:
    """The same figure with a power of ten, as CLDR and as spreadsheets show it."""
    if not figure:
        return
    locale = Locale.parse(style, sep="-")
    figure = figure.normalize()
    own = -int(figure.as_tuple().exponent)
    for pattern in ("0.############E0", "0.############E+00"):
        text = numbers.format_scientific(figure, pattern, locale, decimal_quantization=False, numbering_system=system)
        yield Case(style, digits(text, system), figure, own)
        yield Case(style, text.replace("E", "e"), figure, own)
