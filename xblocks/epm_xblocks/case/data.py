"""Fills the data tables of a case from the CSV files of a data pack. Pure: the text of a file is handed in. case room.

A figure is the sum of a CSV column (`value`) over the rows of a file (`from`) that satisfy every condition: `match`,
the column's `where` and the row's `key`. The nearest `from`, `value` and `match` counts: the row's, else the column's,
else the table's. A row with one of its own is filled as far as it has cells (all where it has none).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from lxml import etree

from epm_xblocks.findings import Finding
from epm_xblocks.kinds.base import place_of
from epm_xblocks.kinds.table import split_cells

__all__ = ["OpenCsv", "fill", "packs_of"]

OpenCsv = Callable[[str], str | None]
"""Gives the text of a CSV by the name in `from`, None where there is none."""

MISSING = "-"
TO_FILL = "."


@dataclass
class _Pack:
    """The rows of a CSV, and the names of its columns."""

    columns: tuple[str, ...]
    rows: list[Mapping[str, str]]


@dataclass(frozen=True)
class _Source:
    """Where one figure comes from: a file, a column to sum, and the conditions a row must satisfy."""

    file: str
    value: str
    conditions: tuple[str, ...]


@dataclass
class _Filling:
    """One run over a case: the packs read so far and what is to be told."""

    open_csv: OpenCsv
    file: str
    packs: dict[str, _Pack | None] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    told: set[tuple[str, str]] = field(default_factory=set)

    def say(self, code: str, element: etree._Element, **values: object) -> None:
        place = place_of(element)
        self.findings.append(Finding(code, values, type(place)(file=self.file, line=place.line)))

    def once(self, code: str, element: etree._Element, name: str, **values: object) -> None:
        """Says what concerns a whole file once, not at each figure."""
        if (code, name) not in self.told:
            self.told.add((code, name))
            self.say(code, element, name=name, **values)


def fill(element: etree._Element, open_csv: OpenCsv, *, file: str = "") -> tuple[etree._Element, tuple[Finding, ...]]:
    """A copy of an `epm_case` (or `data`) element with its figures taken from the packs, and what could not be filled.

    Formulas, totals, columns without `value` and rows without `key` stay as written; filling twice changes no more.
    """
    filled = deepcopy(element)
    run = _Filling(open_csv, file)
    for data, original in zip(filled.iter("data"), element.iter("data"), strict=True):
        if any(node.get("from") for node in data.iter("data", "column", "row")):
            _fill_table(data, original, run)
    return filled, tuple(run.findings)


def packs_of(element: etree._Element) -> tuple[str, ...]:
    """The names of the CSV files a case is filled from, in order."""
    names = (node.get("from", "") for node in element.iter("data", "column", "row"))
    return tuple(dict.fromkeys(name for name in names if name))


def _fill_table(data: etree._Element, original: etree._Element, run: _Filling) -> None:
    columns = list(data.iterchildren("column"))[1:]
    for row, place in zip(data.iterchildren("row"), original.iterchildren("row"), strict=True):
        own = any(row.get(name) is not None for name in ("from", "value", "match"))
        if row.get("key") is None:
            if own:
                run.say("pack-key-missing", place, row=_name(row))
            continue
        cells = list(split_cells(row.text or ""))
        wanted = len(cells) or len(columns) if own else len(columns)
        cells += [TO_FILL] * (wanted - len(cells))
        new = _row(data, columns, row, cells, place, run)
        if new != cells:
            row.text = " ".join(new)


def _row(
    data: etree._Element,
    columns: list[etree._Element],
    row: etree._Element,
    cells: list[str],
    place: etree._Element,
    run: _Filling,
) -> list[str]:
    """The cells of a row with its figures; two that would be one and the same sum are refused, as a slip of the pen."""
    sources = [_source(data, column, row) for column in columns[: len(cells)]]
    sums = [one for one, cell in zip(sources, cells, strict=False) if one and not cell.startswith("=")]
    if row.get("value") and len(set(sums)) < len(sums):
        run.say("pack-cells-alike", place, row=_name(row), column=row.get("value"))
        return cells
    filled = [
        cell if cell.startswith("=") or source is None else _figure(source, cell, place, run)
        for source, cell in zip(sources, cells, strict=False)
    ]
    return filled + cells[len(filled) :]


def _source(data: etree._Element, column: etree._Element, row: etree._Element) -> _Source | None:
    """Where a figure comes from: of file, column and `match` the nearest says, `where` and `key` hold as well."""
    value = _nearest("value", row, column)
    if not value:
        return None
    conditions = (_nearest("match", row, column, data), column.get("where", ""), row.get("key", ""))
    return _Source(_nearest("from", row, column, data), value, conditions)


def _nearest(name: str, *elements: etree._Element) -> str:
    return next((said for element in elements if (said := element.get(name)) is not None), "")


def _name(row: etree._Element) -> str:
    return row.get("label") or row.get("id") or ""


def _figure(source: _Source, cell: str, place: etree._Element, run: _Filling) -> str:
    """One figure, or the cell as it was where it cannot be filled."""
    name, value = source.file, source.value
    if not name:
        run.once("pack-file-missing", place, value, column=value)
        return cell
    pack = _pack(name, place, run)
    if pack is None:
        return cell
    wanted = _wanted(*source.conditions)
    for lacking in sorted({value, *wanted} - set(pack.columns)):
        run.once("pack-column-missing", place, f"{name}: {lacking}", file=name, column=lacking)
    if not {value, *wanted} <= set(pack.columns):
        return cell
    never = next((key for key, allowed in wanted.items() if not allowed), None)
    if never is not None:
        run.say("pack-conditions-clash", place, column=never, wanted=" · ".join(filter(None, source.conditions)))
        return cell
    found = [line[value] for line in pack.rows if all(line[key].strip() in allowed for key, allowed in wanted.items())]
    if not found:
        run.say("pack-rows-missing", place, file=name, wanted=_said(wanted))
        return cell
    return _sum(found, cell, name, value, place, run)


def _sum(found: list[str], cell: str, name: str, value: str, place: etree._Element, run: _Filling) -> str:
    figures = [text.strip() for text in found if text.strip() not in ("", MISSING)]
    if not figures:
        return MISSING
    if len(figures) < len(found):
        run.say(
            "pack-figures-missing", place, file=name, column=value, missing=len(found) - len(figures), rows=len(found)
        )
        return MISSING
    try:
        total = sum((Decimal(text) for text in figures), Decimal(0))
    except InvalidOperation:
        run.say("pack-figure", place, file=name, column=value, read=next(_not_numbers(figures)))
        return cell
    return f"{total:f}" if total.is_finite() else cell


def _not_numbers(figures: list[str]) -> Iterator[str]:
    for text in figures:
        try:
            Decimal(text)
        except InvalidOperation:
            yield text


def _pack(name: str, place: etree._Element, run: _Filling) -> _Pack | None:
    if name not in run.packs:
        text = run.open_csv(name)
        try:
            run.packs[name] = _read(text) if text is not None else None
        except csv.Error as fault:
            run.once("pack-broken", place, name, said=str(fault))
            run.packs[name] = _Pack((), [])
    if run.packs[name] is None:
        run.once("pack-missing", place, name)
    return run.packs[name]


def _read(text: str) -> _Pack:
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), restval="", restkey="")
    rows: list[Mapping[str, str]] = list(reader)
    return _Pack(tuple(reader.fieldnames or ()), rows)


def _wanted(*conditions: str) -> dict[str, frozenset[str]]:
    """`name=value` pairs joined by `;`, alternatives by `|`; a name met twice must satisfy both."""
    wanted: dict[str, frozenset[str]] = {}
    for part in ";".join(conditions).split(";"):
        name, _, values = part.partition("=")
        allowed = frozenset(value.strip() for value in values.split("|"))
        if name.strip():
            wanted[name.strip()] = wanted.get(name.strip(), allowed) & allowed
    return wanted


def _said(wanted: Mapping[str, frozenset[str]]) -> str:
    return "; ".join(f"{name}={'|'.join(sorted(values))}" for name, values in wanted.items())
