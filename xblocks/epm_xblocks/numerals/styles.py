"""How a locale writes figures: its marks, digits and signs, looked up in a table from CLDR. Room: numerals (GROUND)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from epm_xblocks.numerals.cldr import LOCALES, SHAPES

__all__ = ["Style", "style_data", "style_of"]


@dataclass(frozen=True, slots=True)
class Style:
    """The style a cell declares.

    decimal, group: as written. western, native: the (decimal, group) marks whose meaning the style itself gives,
    between Western digits and between digits of another set. zero: the zero of its digits. percent: "#" and the sign.
    minus: with its bidi marks. further: digits of every group but the first from the right. minimum: digits that must
    stand before the first group mark (Spanish writes 1234, then 12.345).
    """

    decimal: str
    group: str
    western: tuple[str, str]
    native: tuple[str, str]
    zero: str = "0"
    percent: str = "#%"
    minus: str = "−"
    further: int = 3
    minimum: int = 1

    @property
    def exponent(self) -> str:
        """The sign before a power of ten."""
        return "أس" if self.zero == "٠" else "E"

    @property
    def digits(self) -> dict[int, str]:
        """Western digits to the style's, for str.translate; empty if they are the same."""
        return {48 + digit: chr(ord(self.zero) + digit) for digit in range(10)} if self.zero != "0" else {}


# No mark is its own: 1.234 and 1,234 are both asked back.
_UNKNOWN = Style(decimal=".", group=",", western=("", ""), native=("", ""))


def style_of(style: str | Style) -> Style:
    """The style of a locale code ("fr-CH", "pt_MZ", "ar-EG"), or the nearest known one, or one without own marks."""
    return style if isinstance(style, Style) else _looked_up(style[:40])


@lru_cache(maxsize=512)
def _looked_up(code: str) -> Style:
    tags = code.replace("_", "-").lower().split("-")
    while tags:
        shape = _places().get("-".join(tags))
        if shape is not None:
            return Style(*SHAPES[shape])
        tags.pop()
    return _UNKNOWN


@lru_cache(maxsize=1)
def _places() -> dict[str, int]:
    return {name: int(place) for name, _, place in (word.partition("=") for word in LOCALES.split())}


def style_data(locale: str | Style) -> dict[str, object]:
    """The style as data for static/js/numerals.js, which carries no table of its own; JSON-ready."""
    style = style_of(locale)
    return {
        "decimal": style.decimal,
        "group": [style.group],
        "percentPattern": style.percent,
        "digits": "".join(chr(ord(style.zero) + digit) for digit in range(10)),
        "minus": style.minus,
        "exponent": style.exponent,
        "grouping": [style.further, style.minimum],
        "western": list(style.western),
        "native": list(style.native),
    }
