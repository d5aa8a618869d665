"""Reading a figure as somebody typed it. Room: numerals (GROUND). The rule is stated in the package's docstring."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from epm_xblocks.numerals.characters import fold, has_native_digits
from epm_xblocks.numerals.refusals import LIMIT, MARKS, Refusal, misplaced, unlike_a_figure
from epm_xblocks.numerals.styles import Style, style_of

__all__ = ["Candidate", "Kind", "Meaning", "Reading", "read"]

NOTHING: Mapping[str, str | int] = MappingProxyType({})
Kind = Literal["number", "ambiguous", "blank", "unread"]
Meaning = Literal["decimal", "group"]

_OUTLINE = re.compile(
    rf"(?P<sign>[-+(])? *(?P<before>%)?(?P<body>[\d{MARKS}]*)(?:[eE](?P<exponent>[-+]?\d+))?"
    r" *(?P<after>%)? *(?P<close>\))? *(?P<last>%)?",
    re.ASCII,
)
_PLAIN = re.compile(r"(-?)(\d{1,15})(?:[.,](\d{1,15}))?", re.ASCII)
_DIGIT = re.compile(r"\d", re.ASCII)
_MARK = re.compile(f"([{MARKS}])")
_FIRST_GROUP = re.compile(r"[1-9]\d{0,2}", re.ASCII)
_ENDLESS = 330  # an exponent beyond this is outside every double whatever the 64 characters before it


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of an ambiguous figure: the value, half a unit of its last digit, and what the mark would mean."""

    value: float
    decimal: Decimal
    half_unit: Decimal
    meaning: Meaning


class Reading(NamedTuple):
    """What was read from a cell. A tuple, for hundreds are made at each mark.

    kind: "number", "ambiguous" (see `readings`), "blank" or "unread" (see `reason`, `detail`).
    text: as typed. value: in the cell's unit (per cent 0-100 in a per-cent cell). decimal: the same, exact.
    half_unit: half a unit of the last typed digit, in the unit of the value (`87,3` -> 0.05, `3.2e5` -> 5000).
    percent_sign: whether a per cent sign was typed. readings: (as group mark, as decimal mark) if ambiguous.
    """

    kind: Kind
    text: str
    value: float | None = None
    decimal: Decimal | None = None
    half_unit: Decimal | None = None
    percent_sign: bool = False
    readings: tuple[Candidate, ...] = ()
    reason: str = ""
    detail: Mapping[str, str | int] = NOTHING


def read(text: str, style: str | Style, *, percent: bool = False, decide: Meaning | None = None) -> Reading:
    """A typed figure as a value, as two possible values, as blank, or as a refusal with its reason; never raises.

    style: the cell's declared style, a locale code or a Style. percent: the cell's unit is per cent, 0-100.
    decide: the learner's earlier answer for this sheet, used only where the figure is ambiguous.
    """
    plain = _plain(text)
    if plain is not None:
        return plain
    folded = fold(text[: 64 * LIMIT])
    if len(folded) > LIMIT or len(text) > 64 * LIMIT:
        return Reading("unread", text, reason="too-long", detail={"limit": LIMIT})
    if not folded or (folded == "-" and ("–" in text or "—" in text)):
        return Reading("blank", text)
    outline = _OUTLINE.fullmatch(folded)
    refusal = _uneven(outline) if outline else unlike_a_figure(folded)
    if outline is None or refusal is not None:
        return _unread(text, refusal or unlike_a_figure(folded))
    return _figure(text, outline, style_of(style), percent, decide)


def _plain(text: str) -> Reading | None:
    """The most usual figures at once: plain digits with at most one mark, which cannot group (rule 2); else None."""
    found = _PLAIN.fullmatch(text)
    if found is None:
        return None
    sign, before, after = found.groups("")
    if len(after) == 3 and len(before) <= 3 and before[0] != "0":
        return None
    value = Decimal(f"{sign}{before}.{after}")
    value = value or abs(value)  # because nobody means minus zero
    return Reading("number", text, float(value), value, _half_unit(len(after)))


@lru_cache(maxsize=16)
def _half_unit(decimals: int) -> Decimal:
    return Decimal(f"5E-{decimals + 1}")


def _unread(text: str, refusal: Refusal) -> Reading:
    return Reading("unread", text, reason=refusal.reason, detail=refusal.detail)


def _uneven(outline: re.Match[str]) -> Refusal | None:
    """What is wrong around the digits: lone or unmatched signs."""
    signs = [outline[name] for name in ("before", "after", "last") if outline[name]]
    if (outline["sign"] == "(") != bool(outline["close"]):
        return Refusal("parenthesis", {"found": "(" if outline["sign"] == "(" else ")"})
    if len(signs) > 1:
        return Refusal("two-percent-signs", {"found": "%"})
    if not _DIGIT.search(outline["body"]):
        return _hollow(outline, bool(signs))
    return None


def _hollow(outline: re.Match[str], signed: bool) -> Refusal:
    """No digit where the figure should stand."""
    if outline["exponent"]:
        return Refusal("letters", {"found": "E"})
    if signed:
        return Refusal("percent-alone", {"found": "%"})
    if outline["sign"]:
        reason = "empty-after-plus" if outline["sign"] == "+" else "empty-after-minus"
        return Refusal(reason, {"found": outline["sign"]})
    return Refusal("no-digits", {"found": outline[0]})


def _figure(text: str, outline: re.Match[str], style: Style, percent: bool, decide: Meaning | None) -> Reading:
    parts = _MARK.split(outline["body"].strip())
    pieces, marks = parts[::2], parts[1::2]
    own = style.native if has_native_digits(text) else style.western
    meanings = _meanings(pieces, marks, own, scientific=bool(outline["exponent"]))
    if not meanings:
        return _unread(text, misplaced(pieces, marks, own[1]))
    percent_sign = "%" in outline[0]
    shift = int(outline["exponent"] or 0) - (2 if percent_sign and not percent else 0)
    if abs(shift) > _ENDLESS:
        return _unread(text, _beyond(shift))
    negative = outline["sign"] in ("-", "(")
    kept = [decide] if decide in meanings else meanings
    readings = tuple(_candidate(pieces, meaning, shift, negative) for meaning in kept if meaning)
    return _reading(text, readings, percent_sign, marks)


def _reading(text: str, readings: tuple[Candidate, ...], percent_sign: bool, marks: list[str]) -> Reading:
    if len(readings) == 2:
        return Reading("ambiguous", text, percent_sign=percent_sign, readings=readings, detail={"mark": marks[0]})
    only = readings[0]
    if only.value in (float("inf"), float("-inf")):
        return _unread(text, _beyond(1))
    if only.value == 0 and only.decimal:
        return _unread(text, _beyond(-1))
    return Reading("number", text, only.value, only.decimal, only.half_unit, percent_sign)


def _beyond(shift: int) -> Refusal:
    return Refusal("too-large" if shift > 0 else "too-small", {})


def _meanings(pieces: list[str], marks: list[str], own: tuple[str, str], *, scientific: bool) -> list[Meaning]:
    """What the last mark can mean: one meaning, both (ambiguous), or none (unread)."""
    kinds = set(marks)
    if not marks or (len(kinds) == 1 and len(marks) > 1):
        return ["group"] if _grouped(pieces, marks, own) else []
    mark, grouped = marks[-1], _grouped(pieces[:-1], marks[:-1], own)
    if len(marks) > 1:
        return ["decimal"] if grouped and mark not in kinds.intersection(marks[:-1]) and mark not in "٬' " else []
    if mark in "٬' ":
        return ["group"] if _grouped(pieces, marks, own) else []
    if mark == "٫" or scientific or not _grouped(pieces, marks, own) or mark == own[0]:
        return ["decimal"]
    return ["group"] if mark == own[1] else ["group", "decimal"]


def _grouped(pieces: list[str], marks: list[str], own: tuple[str, str]) -> bool:
    """Whether the pieces are a whole number: without marks, in groups of three, or grouped the Indian way."""
    if not marks:
        return True
    if len(set(marks)) > 1 or marks[0] == "٫" or not _FIRST_GROUP.fullmatch(pieces[0]) or len(pieces[-1]) != 3:
        return False
    sizes = {len(piece) for piece in pieces[1:-1]}
    return sizes <= {3} or (sizes == {2} and len(pieces[0]) < 3 and marks[0] in ",٬" and own[0] != ",")


def _candidate(pieces: list[str], meaning: Meaning, shift: int, negative: bool) -> Candidate:
    digits = "".join(pieces)
    power = shift - (len(pieces[-1]) if meaning == "decimal" else 0)
    value = Decimal(f"{'-' if negative and digits.strip('0') else ''}{digits}E{power}")
    return Candidate(float(value), value, Decimal(f"5E{power - 1}"), meaning)
