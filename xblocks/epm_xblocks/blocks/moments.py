"""Moments as people write them, with the place's time. blocks room."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

__all__ = ["clock", "full", "short"]


_BETWEEN = {"fr": " à ", "ar": "، "}  # between a day and its time


@lru_cache(maxsize=64)
def _locale(language: str) -> str:
    """A locale Babel knows; English as it is written outside the United States."""
    from babel import Locale, UnknownLocaleError

    name = language.replace("-", "_")
    for candidate in (name, name.split("_")[0]):
        try:
            return str(Locale.parse("en_GB" if candidate == "en" else candidate))
        except (UnknownLocaleError, ValueError):
            continue
    return "en_GB"


def _here(moment: datetime, zone: str) -> datetime:
    try:
        return moment.astimezone(ZoneInfo(zone))
    except (KeyError, ValueError, OverflowError):
        return moment


def clock(moment: datetime, language: str, zone: str) -> str:
    """`14:32`; in French `14 h 32`."""
    here = _here(moment, zone)
    if language.startswith("fr"):
        return f"{here.hour}\u00a0h\u00a0{here.minute:02}"
    from babel.dates import format_time

    return str(format_time(here, "HH:mm", locale=_locale(language)))


def full(moment: datetime, language: str, zone: str) -> str:
    """Day of the week, date, time and whose time it is, as `Sunday, 1 November 2026, 13:05 (Dakar)`."""
    from babel.dates import format_date

    day = _first(format_date(_here(moment, zone), "full", locale=_locale(language)), language)
    between = _BETWEEN.get(language[:2], ", ")
    place = zone.rpartition("/")[2].replace("_", " ")
    return f"{day}{between}{clock(moment, language, zone)} ({place})"


def short(moment: datetime, language: str, zone: str) -> tuple[str, str]:
    """Day and time: (`23 November`, `14:47`)."""
    return _day(_here(moment, zone).date(), language), clock(moment, language, zone)


@lru_cache(maxsize=64)
def _day(day: date, language: str) -> str:
    from babel.dates import format_skeleton

    return _first(str(format_skeleton("MMMMd", day, locale=_locale(language))), language)


def _first(day: str, language: str) -> str:
    """In French the first of a month is `1er`, written with a superscript where text has one sign for it."""
    if language.startswith("fr"):
        return day.replace(" 1 ", " 1ᵉʳ ") if not day.startswith("1 ") else "1ᵉʳ " + day[2:]
    return day
