"""Figures and dates as the reader writes them. campus room, pure (the language is an argument)."""

from __future__ import annotations

import re
from datetime import date, datetime

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_time
from babel.numbers import format_decimal, format_percent

__all__ = ["clock", "day", "figure", "moment", "share", "size"]

NB, NNB = "\u00a0", "\u202f"


def _locale(lang: str) -> Locale:
    """The locale of a language; international English for English."""
    try:
        return Locale.parse("en_GB" if lang.startswith("en") else lang.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def figure(value: float, lang: str, decimals: int | None = None) -> str:
    """A figure; without `decimals`, as many as it needs, at most two."""
    pattern = "#,##0.##" if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    return str(format_decimal(value, format=pattern, locale=_locale(lang)))


def share(value: float, lang: str, decimals: int = 1) -> str:
    """A share (0 to 1) in per cent: 87.3% or 87,3 %."""
    text = format_percent(
        value, format="#,##0" + ("." + "0" * decimals if decimals else "") + "%", locale=_locale(lang)
    )
    return f"{text[:-1].rstrip()}{NB}%" if lang.startswith("fr") else str(text)


def day(value: date, lang: str, *, weekday: bool = False, year: bool = True) -> str:
    """A date in full: 23 November 2026, 1er décembre 2026, lundi 30 novembre."""
    form = ("EEEE d MMMM" if weekday else "d MMMM") + (" y" if year else "")
    text = str(format_date(value, format=form, locale=_locale(lang)))
    if lang.startswith("fr"):
        text = re.sub(r"\b1 (?=[^\W\d])", "1er ", text, count=1)
    return re.sub(r"(?<=\d) (?=[^\W\d])|(?<=1er) ", NB, text, count=1)


def clock(value: datetime, lang: str) -> str:
    """The time of day: 14:32, 14 h 32."""
    if lang.startswith("fr"):
        return f"{value.hour}{NB}h{NB}{value.minute:02d}"
    return str(format_time(value, format="HH:mm", locale=_locale(lang)))


def moment(value: datetime, lang: str, *, weekday: bool = False) -> str:
    """A date with its time: Friday 4 December 2026, 23:59."""
    comma = "،" if lang.startswith("ar") else ","
    return f"{day(value, lang, weekday=weekday)}{comma} {clock(value, lang)}"


def size(count: int, lang: str) -> str:
    """A number of bytes in kB or MB (octets in French)."""
    unit = "o" if lang.startswith("fr") else "B"
    if count < 1_000_000:
        return f"{figure(max(1, round(count / 1000)), lang)}{NB}k{unit}"
    return f"{figure(count / 1_000_000, lang, 1)}{NB}M{unit}"
