"""A country's data: tables with a schema, a licence and a source, read from a folder within bounds. package room.

`pack.toml` says what the tables hold; `epm data check` says what of it does not hold. A course reads the same files
when it is built (docs/data.md).
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from epm_xblocks import numerals
from epm_xblocks.findings import Finding, Place, Problem
from epm_xblocks.package.archive import why
from epm_xblocks.package.data_rules import Row, Rule, broken, read_rule

__all__ = ["DataPack", "check_data", "read_data"]

SCHEMA = "pack.toml"
LARGEST = 20_000_000
"""Bytes of one table."""
SHOWN = 20
"""Places that are told of one identity; the rest is counted."""
_FIGURE = re.compile(r"-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_NAME = re.compile(r"[a-z0-9_]{1,64}", re.ASCII)


@dataclass(frozen=True)
class Table:
    """What a file holds: the columns that name a row, and its figures with their units. `signed`: may be below 0."""

    name: str
    keys: tuple[str, ...]
    figures: Mapping[str, str]
    texts: tuple[str, ...] = ()
    signed: frozenset[str] = frozenset()
    blank: frozenset[str] = frozenset()


@dataclass(frozen=True)
class DataPack:
    """A pack as read: its schema, its rows, and what was wrong on the way."""

    name: str
    tables: Mapping[str, Table]
    rows: Mapping[str, tuple[Row, ...]]
    rules: tuple[Rule, ...]
    findings: tuple[Finding, ...] = ()


@dataclass
class _Reading:
    """The findings of one reading, gathered so that all are told at once."""

    folder: Path
    findings: list[Finding] = field(default_factory=list)

    def say(self, code: str, file: str, line: int = 0, /, **values: object) -> None:
        self.findings.append(Finding(code, values, Place(file=file, line=line)))


def read_data(folder: Path) -> DataPack:
    """The pack in a folder. Raises Problem where it has no schema that can be read; all else is a finding."""
    reading = _Reading(folder)
    told = _schema(folder)
    about = told.get("pack")
    about = about if isinstance(about, dict) else {}
    for name in ("name", "licence", "source"):
        if not isinstance(about.get(name), str) or not about[name].strip():
            reading.say("pack-about", SCHEMA, name=name)
    tables = dict(_tables(told.get("tables"), reading))
    rows = {name: tuple(_rows(table, reading)) for name, table in tables.items()}
    rules = tuple(_rules(told.get("identity"), tables, reading))
    known = {f"{name}.csv" for name in tables}
    for path in sorted(folder.glob("*.csv")):
        if path.name not in known:
            reading.say("pack-unnamed", path.name)
    return DataPack(str(about.get("name") or folder.name), tables, rows, rules, tuple(reading.findings))


def check_data(folder: Path) -> tuple[DataPack, list[Finding]]:
    """The pack and everything that does not hold in it, table by table. Raises Problem as `read_data`."""
    pack = read_data(folder)
    found = list(pack.findings)
    for rule in pack.rules:
        places = list(broken(rule, pack.rows))
        for one in places[:SHOWN]:
            where = ", ".join(f"{name} {value}" for name, value in one.place.items())
            values = {
                "rule": rule.code, "says": rule.says or rule.text, "where": where, "left": one.left, "right": one.right,
                "sign": "≠" if rule.compared == "=" else ">",
            }  # fmt: skip
            found.append(Finding("data-identity", values, Place(file=f"{one.table}.csv", line=one.line)))
        if len(places) > SHOWN:
            more = {"rule": rule.code, "more": len(places) - SHOWN}
            found.append(Finding("data-identities", more, Place(file=SCHEMA)))
    return pack, found


def _schema(folder: Path) -> dict[str, Any]:
    path = folder / SCHEMA
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as fault:
        raise Problem("pack-no-schema", place=Place(file=str(path))) from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise Problem("pack-schema", place=Place(file=str(path)), said=str(fault)) from fault
    except OSError as fault:
        raise Problem("package-unreadable", name=str(path), said=why(fault)) from fault


def _tables(told: object, reading: _Reading) -> Iterator[tuple[str, Table]]:
    for name, one in told.items() if isinstance(told, dict) else ():
        keys, figures = (one.get("keys"), one.get("figures")) if isinstance(one, dict) else (None, None)
        if not _NAME.fullmatch(name) or not _names(keys) or not isinstance(figures, dict):
            reading.say("pack-table", SCHEMA, name=str(name))
            continue
        units = {str(column): str(unit) for column, unit in figures.items()}
        lists = {part: one.get(part, []) for part in ("texts", "signed", "blank")}
        if not all(_names(columns) or columns == [] for columns in lists.values()):
            reading.say("pack-table", SCHEMA, name=str(name))
            continue
        signed, blank = frozenset(lists["signed"]), frozenset(lists["blank"])
        yield name, Table(name, tuple(keys), units, tuple(lists["texts"]), signed, blank)


def _names(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) for one in value)


def _rules(told: object, tables: Mapping[str, Table], reading: _Reading) -> Iterator[Rule]:
    codes: set[str] = set()
    for one in told if isinstance(told, list) else ():
        one = one if isinstance(one, dict) else {}
        code, text, by = str(one.get("code", "")), one.get("rule"), one.get("by")
        if not code or code in codes or not isinstance(text, str) or not _names(by):
            reading.say("pack-identity", SCHEMA, 0, rule=code or "?")
            continue
        codes.add(code)
        more = {name: float(one[name]) for name in ("tolerance", "missing") if isinstance(one.get(name), int | float)}
        try:
            rule = read_rule(code, text, by, says=str(one.get("says", "")), **more)
        except Problem as problem:
            reading.say(problem.code, SCHEMA, 0, **problem.values)
            continue
        lost = next(_strangers(rule, tables), None)
        if lost is not None:
            reading.say("rule-column", SCHEMA, 0, rule=code, read=lost)
            continue
        yield rule


def _strangers(rule: Rule, tables: Mapping[str, Table]) -> Iterator[str]:
    """What an identity names and no table has."""
    for term in (*rule.left, *rule.right):
        table = tables.get(term.table)
        if table is None or term.column not in table.figures:
            yield f"{term.table}.{term.column}"
            continue
        for key in (*rule.by, *term.shift, *term.where):
            if key not in table.keys:
                yield f"{term.table}.{key}"


def _rows(table: Table, reading: _Reading) -> Iterator[Row]:
    file = f"{table.name}.csv"
    text = _text(reading, file)
    if text is None:
        return
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    wanted = [*table.keys, *table.texts, *table.figures]
    try:
        head = next(lines, [])
        if len(head) == 1 and ";" in head[0]:
            return reading.say("table-semicolons", file, 1)
        lost = [name for name in wanted if name not in head]
        if lost:
            return reading.say("table-column", file, 1, name=lost[0], read=", ".join(head))
        seen: dict[tuple[str, ...], int] = {}
        for cells in lines:
            row = _row(dict(zip(head, cells, strict=False)), len(cells) - len(head), lines.line_num, table, reading)
            if row is None:
                continue
            name = tuple(row.keys.values())
            if name in seen:
                named = ", ".join(f"{key} {value}" for key, value in row.keys.items())
                reading.say("table-row-twice", file, row.line, row=named, first=seen[name])
                continue
            seen[name] = row.line
            yield row
    except csv.Error as fault:
        reading.say("table-form", file, lines.line_num, said=str(fault))


def _text(reading: _Reading, file: str) -> str | None:
    path = reading.folder / file
    try:
        if path.stat().st_size > LARGEST:
            reading.say("table-large", file, 0, bytes=path.stat().st_size, limit=LARGEST)
            return None
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        reading.say("table-missing", file)
    except UnicodeDecodeError as fault:
        reading.say("table-encoding", file, 1 + fault.object[: fault.start].count(b"\n"))
    except OSError as fault:
        reading.say("table-unreadable", file, 0, said=why(fault))
    return None


def _row(told: Mapping[str, str], more: int, line: int, table: Table, reading: _Reading) -> Row | None:
    """One row; None where it cannot be used, which is told."""
    file = f"{table.name}.csv"
    if more:
        reading.say("table-cells", file, line, more=more) if more > 0 else reading.say("table-short", file, line)
        return None
    keys = {name: told[name].strip() for name in table.keys}
    empty = [name for name, value in keys.items() if not value]
    if empty:
        reading.say("table-blank", file, line, name=empty[0])
        return None
    figures = {name: _figure(told[name], name, line, table, reading) for name in table.figures}
    return Row(line, keys, figures)


def _figure(text: str, name: str, line: int, table: Table, reading: _Reading) -> float | None:
    file, text = f"{table.name}.csv", text.strip()
    if not text:
        if name not in table.blank:
            reading.say("table-blank", file, line, name=name)
        return None
    if not _FIGURE.fullmatch(text):
        meant = numerals.read(text, "fr")
        value = meant.value if meant.kind == "number" else None
        plain = f"{value:.12g}" if value is not None else ""
        reading.say("table-figure-as" if plain else "table-figure", file, line, name=name, read=text, meant=plain)
        return None
    if text.startswith("-") and float(text) < 0 and name not in table.signed:
        reading.say("table-below-0", file, line, name=name, read=text)
    return float(text)
