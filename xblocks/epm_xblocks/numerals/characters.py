"""The characters of typed figures, folded to a small alphabet. Room: numerals (GROUND).

Done by an explicit table and not by NFKC, which turns `10²` into 102 and `1½` into 11⁄2: wrong figures, silently.
"""

from __future__ import annotations

import re

__all__ = ["ZEROS", "fold", "has_native_digits"]

# The zero of every digit set that CLDR gives a language as its own: Arabic-Indic, Persian, N’Ko, Devanagari, Bengali,
# Tibetan, Myanmar, Ol Chiki, Meetei Mayek, Chakma, Nyiakeng Puachue Hmong, Adlam.
ZEROS = "٠۰߀०০༠၀᱐꯰\U00011136\U0001e140\U0001e950"

_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_BREAKS = "\t\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"
# Marks of direction and joining.
_INVISIBLE = "\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_ALIKE = {
    " ": _SPACES,
    "\n": _BREAKS,
    "": _INVISIBLE,
    "-": "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d",
    "+": "\ufe62\uff0b",
    "%": "\u066a\ufe6a\uff05",
    "'": "\u2018\u2019\u02bc\uff07",
    ",": "\uff0c\ufe50\u2e41",
    ".": "\uff0e\ufe52",
    "(": "\uff08\ufe59",
    ")": "\uff09\ufe5a",
    "E": "\uff25",
    "e": "\uff45",
}
_TABLE = {ord(mark): plain for plain, marks in _ALIKE.items() for mark in marks}
_TABLE |= {ord(zero) + digit: str(digit) for zero in ZEROS + "\uff10" for digit in range(10)}
_NATIVE = re.compile("[" + "".join(f"{zero}-{chr(ord(zero) + 9)}" for zero in ZEROS) + "]")
_ARABIC_EXPONENT = "أس"  # CLDR's exponential sign with Arabic-Indic digits


def fold(text: str) -> str:
    """`text` in ASCII digits, plain space, - + % ' . , ( ) E, trimmed, without invisible marks; the rest as typed."""
    return text.translate(_TABLE).replace(_ARABIC_EXPONENT, "E").strip(" \n")


def has_native_digits(text: str) -> bool:
    """Whether a digit of `text` belongs to another set than the Western one (full-width digits are Western)."""
    return _NATIVE.search(text) is not None
