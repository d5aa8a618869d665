"""Why a string is no figure: a code and values for a sentence. Room: numerals (GROUND).

Works on folded text (characters.py). The first rule that fits gives the code; `found` is the part it fitted.
The same rules, in the same order, stand in static/js/numerals.js; a golden file holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

__all__ = ["LIMIT", "MARKS", "Refusal", "misplaced", "unlike_a_figure"]

LIMIT = 64  # characters of a typed figure
MARKS = ".,،٫٬' "
# Letters, roughly: enough to choose a code, and the same in Python and JavaScript.
_L = "A-Za-zªµºÀ-ÖØ-öø-\u060b\u060d-\u066a\u066d-\u1fff\u2c00-\u2dff\u3040-\ud7ff\uf900-\ufdff"
_N = rf"\d{MARKS}"

_RULES = (
    ("error-value", r"^#.*"),
    ("formula", r"[=*^×÷·]|\d *\+ *\d"),
    ("per-mille", r"[‰؉]"),
    ("infinite", r"^[-+ ]*(?:[iI][nN][fF](?:[iI][nN][iI](?:[tT][yY])?)?|[nN][aA][nN]|∞)$"),
    (
        "date-like",
        r"^(?:\d{1,4}([/.-])\d{1,2}\1\d{1,4}|(?:19|20)\d\d *[/-] *(?:19|20)?\d\d|\d{1,2} ?[:hH] ?\d\d(?::\d\d)?)$",
    ),
    ("fraction", r"[¼-¾⅐-⅟↉⁄]|^[-+ ]*[\d ]+/ *\d+ *%?$"),
    ("letter-o", rf"^(?=.*\d)(?=.*[oOоО])[-+()%{_N}oOоО]+$"),
    ("letter-l", rf"^(?=.*\d)(?=.*[lI])[-+()%{_N}lI]+$"),
    ("exponent", rf"^[-+( ]*[{_N}]*\d[{MARKS}]*[eE][-+ ]*\d[-+{_N}eE)%]*$"),
    ("letters", rf"[{_L}][^\d]*"),
    ("symbols", rf"[^-+()%/;:|~\n{_N}]"),
    ("trailing-sign", r"\d[ %)]*[-+]$"),
    ("two-signs", r"[-+(] *[-+(]"),
    ("two-percent-signs", r"%.*%"),
    ("several-numbers", r"[\n;:|~/]|\d *-|\d *%.*\d|\).*\d|\d.*\("),
    ("parenthesis", r"[()]"),
)

_DATE = re.compile(r"\d\d?\.\d\d?\.(?:19|20)\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A code (kebab-case) and the values a sentence about it needs."""

    reason: str
    detail: dict[str, str | int] = field(default_factory=dict)


def unlike_a_figure(folded: str) -> Refusal:
    """The refusal of a string that has not the outline of a figure."""
    for code, pattern in _compiled():
        match = pattern.search(folded)
        if match:
            return Refusal(code, {"found": match[0].strip(" ")})
    return Refusal("symbols", {"found": folded})


@cache
def _compiled() -> list[tuple[str, re.Pattern[str]]]:
    """The rules, compiled at the first refusal: figures that are read never pay for them."""
    return [(code, re.compile(pattern, re.ASCII)) for code, pattern in _RULES]


def misplaced(pieces: Sequence[str], marks: Sequence[str], own_group: str) -> Refusal:
    """The refusal of digits whose marks leave no reading; `own_group` is the style's own group mark."""
    if "" in pieces[1:-1]:
        here = pieces.index("", 1)
        pair = marks[here - 1 : here + 1]
        if " " in pair:
            return Refusal("stray-space", {"found": "".join(pair)})
    if len(set(marks)) > 1:
        return _mixed(pieces, marks)
    if marks[0] == "." and _DATE.fullmatch(".".join(pieces)):
        return Refusal("date-like", {"found": ".".join(pieces)})
    if marks[0] in ".,،٫" and marks[0] != own_group:
        return Refusal(_twice(marks[0]), {"mark": marks[0], "count": len(marks)})
    return _ungrouped(pieces, marks[0])


def _twice(mark: str) -> str:
    return "two-decimal-points" if mark == "." else "two-decimal-commas"


def _mixed(pieces: Sequence[str], marks: Sequence[str]) -> Refusal:
    """Several kinds of mark: bad groups before a decimal mark, or no order that makes sense."""
    if len(set(marks[:-1])) == 1 and marks[0] != "٫" and marks[-1] in ".,،٫":
        return _ungrouped(pieces[:-1], marks[0])
    return Refusal("mixed-separators", {"found": "".join(marks)})


def _ungrouped(pieces: Sequence[str], mark: str) -> Refusal:
    """Groups that are not of three digits."""
    if mark == " " and len(pieces[0]) > 3:
        return Refusal("several-numbers", {"found": " "})
    if pieces[0].startswith("0") and all(len(piece) == 3 for piece in pieces[1:]):
        return Refusal("leading-zero", {"found": pieces[0]})
    bad = next((piece for piece in pieces[1:] if len(piece) != 3), pieces[0])
    return Refusal("group-size", {"mark": mark, "group": bad})
