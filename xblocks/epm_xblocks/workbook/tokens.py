"""A formula's text cut into tokens; refuses by name what no formula here may hold. workbook room."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from epm_xblocks.workbook.problems import GateProblem

__all__ = ["MAX_LENGTH", "Kind", "Marks", "Token", "marks_of", "tokens"]

MAX_LENGTH = 1024
"""Characters a formula may have, its `=` included."""

Kind = Literal["number", "text", "name", "ref", "sheet", "operator", "separator", "open", "close", "colon", "end"]


class Token(NamedTuple):
    """A piece of a formula: kind, canonical text, position from 1."""

    kind: Kind
    text: str
    at: int


class Marks(NamedTuple):
    """How a language writes formulas: the decimal mark and the mark between arguments."""

    decimal: str
    separator: str


_COMMA = Marks(",", ";")
_POINT = Marks(".", ",")
_MARKS = {"fr": _COMMA, "es": _COMMA, "pt": _COMMA, "fr-CH": Marks(".", ";"), "es-MX": _POINT}

_SAME = {"−": "-", "–": "-", "×": "*", "÷": "/", "∕": "/", "≤": "<=", "≥": ">=", "≠": "<>", "\u066a": "%"}
"""Signs people type or paste for an operator."""

_PIECES = r"""
(?P<space>[\s\u00a0\u202f]+)
|(?P<number>(?:\d+(?:{decimal}\d*)?|{decimal}\d+)(?:[eE][+-]?\d+)?)
|(?P<text>"(?:[^"]|"")*")
|(?P<quoted>'(?:[^']|'')+'!)
|(?P<plain>[^\W\d][\w.]*!)
|(?P<ref>\$?[A-Za-z]{{1,3}}\$?[1-9][0-9]{{0,6}}(?![\w.(]|\s*\())
|(?P<name>[^\W\d][\w.]*)
|(?P<operator><=|>=|<>|[-+*/^&=<>%−–×÷∕≤≥≠\u066a])
|(?P<separator>{separator})
|(?P<open>\()
|(?P<close>\))
|(?P<colon>:)
"""


def _scanner(marks: Marks) -> re.Pattern[str]:
    pieces = _PIECES.format(decimal=re.escape(marks.decimal), separator=re.escape(marks.separator))
    return re.compile(pieces, re.VERBOSE)


_SCANNERS = {marks: _scanner(marks) for marks in {_COMMA, _POINT, *_MARKS.values()}}

_WHOLE = re.compile(r"\$(?:[A-Za-z]{1,3}|[0-9]{1,7})\s*:", re.ASCII)
_REFUSED = {
    "{": "formula-array",
    "}": "formula-array",
    "[": "formula-external",
    "]": "formula-external",
    "#": "formula-error-value",
    '"': "formula-quote",
    "'": "formula-quote",
}


def marks_of(lang: str) -> Marks:
    """The marks of a language (`fr`, `fr-CH`, `en` …); those of English where we know nothing else."""
    return _MARKS.get(lang) or _MARKS.get(lang[:2], _POINT)


def tokens(text: str, marks: Marks = _POINT) -> list[Token]:
    """The tokens of a formula that begins with `=`, an `end` token last. Raises GateProblem, length first."""
    if len(text) > MAX_LENGTH + 64 or len(text.strip()) > MAX_LENGTH:
        raise GateProblem("formula-too-long", length=len(text), limit=MAX_LENGTH)
    start = len(text) - len(text.lstrip())
    if text[start : start + 1] != "=":
        raise GateProblem("formula-no-equals", read=text[:32])
    found: list[Token] = []
    scanner, spot = _SCANNERS[marks], start + 1
    while spot < len(text):
        piece = scanner.match(text, spot)
        if piece is None:
            _refuse(text, spot)
        elif piece.lastgroup != "space":
            found.append(_token(piece, marks))
        spot = piece.end() if piece else len(text)
    found.append(Token("end", "", len(text) + 1))
    return found


def _token(piece: re.Match[str], marks: Marks) -> Token:
    kind, text, at = piece.lastgroup, piece[0], piece.start() + 1
    match kind:
        case "number":
            return Token("number", text.replace(marks.decimal, "."), at)
        case "text":
            return Token("text", text[1:-1].replace('""', '"'), at)
        case "quoted":
            return Token("sheet", text[1:-2].replace("''", "'"), at)
        case "plain":
            return Token("sheet", text[:-1], at)
        case "operator":
            return Token("operator", _SAME.get(text, text), at)
        case "separator" | "open" | "close" | "colon" | "name" | "ref":
            return Token(kind, text, at)
    raise AssertionError(kind)


def _refuse(text: str, spot: int) -> None:
    sign = text[spot]
    if _WHOLE.match(text, spot):
        whole = "row" if text[spot + 1].isdecimal() else "column"
        raise GateProblem(f"formula-whole-{whole}", read=text[spot : spot + 8], at=spot + 1)
    raise GateProblem(_REFUSED.get(sign, "formula-sign"), read=sign, at=spot + 1)
