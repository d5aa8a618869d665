"""Identities of a data pack, as its `pack.toml` writes them: sums of columns compared, place by place. package room.

    enrolment.new_entrants[grade+1,year+1] + enrolment.repeaters[year+1] <= enrolment.enrolment

A term is `table.column`, after it what it is taken at (`[year+1]`: the row of the next year) and which rows count
(`{level=primary|lower_secondary}`). Every term is summed over the keys that the identity does not compare `by`. A term
that has no row at a place is not compared there, unless the identity says `missing = 0`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from epm_xblocks.findings import Problem

__all__ = ["Broken", "Row", "Rule", "Term", "broken", "read_rule"]

_TERM = re.compile(
    r"\s*(?P<table>\w+)\.(?P<column>\w+)\s*(?:\[(?P<shift>[^\]]*)\])?\s*(?:\{(?P<where>[^}]*)\})?\s*", re.ASCII
)
_SHIFT = re.compile(r"\s*(?P<key>\w+)\s*(?P<by>[+-]\s*\d{1,4})\s*", re.ASCII)
_COMPARED = re.compile(r"(?:<=|=)(?![^{]*\})")
LONGEST = 1_000
"""Characters of an identity."""

Key = tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """A row of a table: its line in the file, its keys, its figures (None: left blank)."""

    line: int
    keys: Mapping[str, str]
    figures: Mapping[str, float | None]


@dataclass(frozen=True)
class Term:
    """One sum of an identity; `shift` moves keys that count (years, grades), `where` admits some values of a key."""

    table: str
    column: str
    sign: int = 1
    shift: Mapping[str, int] = field(default_factory=dict)
    where: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def __str__(self) -> str:
        moved = ",".join(f"{key}{by:+d}" for key, by in self.shift.items())
        return f"{self.table}.{self.column}" + (f"[{moved}]" if moved else "")


@dataclass(frozen=True)
class Rule:
    """An identity: left and right sums, how they compare, the keys they are compared by, how far they may differ."""

    code: str
    text: str
    left: tuple[Term, ...]
    right: tuple[Term, ...]
    compared: Literal["=", "<="]
    by: tuple[str, ...]
    tolerance: float = 0.0
    missing: float | None = None
    says: str = ""


@dataclass(frozen=True)
class Broken:
    """A place where an identity does not hold: the keys there, both sides, the table and line to look at first."""

    place: Mapping[str, str]
    left: float
    right: float
    table: str
    line: int


def read_rule(code: str, text: str, by: Sequence[str], **more: object) -> Rule:
    """The identity of its text. Raises Problem: rule-form (read), rule-long."""
    if len(text) > LONGEST:
        raise Problem("rule-long", rule=code, characters=len(text), limit=LONGEST)
    sides = _COMPARED.split(text)
    if len(sides) != 2:
        raise Problem("rule-form", rule=code, read=text)
    compared: Literal["=", "<="] = "<=" if "<=" in text else "="
    left, right = (tuple(_terms(side, code)) for side in sides)
    return Rule(code, text, left, right, compared, tuple(by), **more)  # type: ignore[arg-type]  # the caller's values


def broken(rule: Rule, tables: Mapping[str, Sequence[Row]]) -> Iterator[Broken]:
    """Where an identity does not hold, in the order of its keys."""
    sums = [(term, _sums(term, rule.by, tables[term.table])) for term in (*rule.left, *rule.right)]
    places = set.union(*(set(found) for _term, found in sums)) if sums else set()
    lefts, rights = sums[: len(rule.left)], sums[len(rule.left) :]
    for place in sorted(places, key=_order):
        left, right = _total(lefts, place, rule), _total(rights, place, rule)
        if left is None or right is None:
            continue
        apart = left - right if rule.compared == "<=" else abs(left - right)
        if apart > rule.tolerance + 1e-9 * max(abs(left), abs(right), 1.0):
            table, line = _where(sums, place)
            yield Broken(dict(zip(rule.by, place, strict=True)), left, right, table, line)


def _terms(side: str, code: str) -> Iterator[Term]:
    at, sign = 0, 1
    while True:
        found = _TERM.match(side, at)
        if found is None:
            raise Problem("rule-form", rule=code, read=side.strip())
        yield Term(
            found["table"], found["column"], sign, _shifts(found["shift"], code), _conditions(found["where"], code)
        )
        at = found.end()
        if at == len(side):
            return
        if side[at] not in "+-":
            raise Problem("rule-form", rule=code, read=side[at:].strip())
        sign, at = (1 if side[at] == "+" else -1), at + 1


def _shifts(text: str | None, code: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in text.split(",") if text else ():
        moved = _SHIFT.fullmatch(part)
        if moved is None:
            raise Problem("rule-form", rule=code, read=part.strip())
        found[moved["key"]] = int(moved["by"].replace(" ", ""))
    return found


def _conditions(text: str | None, code: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for part in text.split(";") if text else ():
        name, equals, values = part.partition("=")
        if not equals or not name.strip():
            raise Problem("rule-form", rule=code, read=part.strip())
        found[name.strip()] = frozenset(value.strip() for value in values.split("|"))
    return found


def _sums(term: Term, by: Sequence[str], rows: Sequence[Row]) -> dict[Key, tuple[float, int]]:
    """The sums of a term by place, and the line of their first row. A place with a blank figure has none."""
    found: dict[Key, list[float]] = {}
    lines: dict[Key, int] = {}
    blank: set[Key] = set()
    for row in rows:
        if any(row.keys.get(name, "") not in values for name, values in term.where.items()):
            continue
        place = _place(row, by, term.shift)
        if place is None:
            continue
        figure = row.figures.get(term.column)
        if figure is None:
            blank.add(place)
            continue
        found.setdefault(place, []).append(figure)
        lines.setdefault(place, row.line)
    return {place: (math.fsum(figures), lines[place]) for place, figures in found.items() if place not in blank}


def _place(row: Row, by: Sequence[str], shift: Mapping[str, int]) -> Key | None:
    """The place a row counts at: a term taken at year+1 counts its row of 2024 at 2023."""
    place = []
    for name in by:
        value = row.keys.get(name, "")
        if name in shift:
            if not value.isascii() or not value.isdigit():
                return None
            value = str(int(value) - shift[name])
        place.append(value)
    return tuple(place)


def _total(sums: Sequence[tuple[Term, Mapping[Key, tuple[float, int]]]], place: Key, rule: Rule) -> float | None:
    parts = []
    for term, found in sums:
        value = found[place][0] if place in found else rule.missing
        if value is None:
            return None
        parts.append(term.sign * value)
    return math.fsum(parts)


def _where(sums: Sequence[tuple[Term, Mapping[Key, tuple[float, int]]]], place: Key) -> tuple[str, int]:
    return next((term.table, found[place][1]) for term, found in sums if place in found)


def _order(place: Key) -> tuple[tuple[int, float, str], ...]:
    return tuple((0, float(part), "") if part.isascii() and part.isdigit() else (1, 0.0, part) for part in place)
