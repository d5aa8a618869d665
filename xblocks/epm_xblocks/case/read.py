"""OLX to Case. A damaged step becomes a message, a damaged whole a case without steps; neither raises. case room."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from lxml import etree

from epm_xblocks.case.book import Book, bound
from epm_xblocks.case.chains import check_chains
from epm_xblocks.case.model import Case, Damaged, DataTable
from epm_xblocks.case.parts import read_parts
from epm_xblocks.case.tables import read_data
from epm_xblocks.case.upgrade import upgraded, version_of
from epm_xblocks.findings import Finding
from epm_xblocks.kinds.base import Step, Unreadable, place_of
from epm_xblocks.kinds.reading import Reader
from epm_xblocks.kinds.registry import KINDS
from epm_xblocks.safe_xml import XmlProblem, inside, outer
from epm_xblocks.workbook.model import Cell, Given

__all__ = ["read"]


def read(source: str, attributes: Mapping[str, object] | None = None, *, file: str = "", line: int = 1) -> Case:
    """The case of what stands between the tags of `<epm_case>`, and of that element's attributes. Never raises.

    file, line: where `source` begins, for the places of findings. The result is remembered by text and attributes.
    """
    told = tuple(sorted((str(name), str(value)) for name, value in (attributes or {}).items()))
    return _read(source, told, file, line)


@lru_cache(maxsize=64)
def _read(source: str, told: tuple[tuple[str, str], ...], file: str, line: int) -> Case:
    attributes = dict(told)
    case = _named(Case(source, attributes, file=file, line=line))
    version, findings = version_of(attributes, file)
    if any(finding.severity == "blocking" for finding in findings):
        return replace(case, findings=findings)
    try:
        root = upgraded(inside(source, "epm_case", file=file, line=line), version)
    except XmlProblem as problem:
        return replace(case, findings=(*findings, problem.finding("blocking")))
    whole = _whole(case, root)
    placed = tuple(_placed(finding, file, line) for finding in whole.findings)
    return replace(whole, findings=(*findings, *placed), revision=_revision(whole))


def _named(case: Case) -> Case:
    told = {name: value.strip() for name, value in case.attributes.items()}
    lang = told.get("lang") or "en"
    title = told.get("display_name", "")
    return replace(case, id=told.get("case_id", ""), title=title, lang=lang, figures=told.get("figures") or lang)


def _whole(case: Case, root: etree._Element) -> Case:
    reader = Reader()
    parts = read_parts(root, reader)
    data, cells, found = _data(root)
    steps = _steps(root)
    reader.unknown()
    book = bound(Book(cells, tuple(dict.fromkeys(table.sheet for table in data)), parts.identities), steps)
    notes = [note for step in book.steps for note in step.findings]
    wrong = list(check_chains(parts.chains, book.workbook, case.id))
    lost = {finding.place.line for finding in wrong}
    return replace(
        case,
        chains=tuple(chain for chain in parts.chains if chain.line not in lost),
        brief=parts.brief,
        data=data,
        conventions=parts.conventions,
        formulas=parts.formulas,
        identities=parts.identities,
        steps=book.steps,
        closing=parts.closing,
        trainer_notes=parts.trainer_notes,
        tests=parts.tests,
        workbook=book.workbook,
        findings=(*reader.findings, *found, *book.findings, *notes, *wrong),
    )


def _data(root: etree._Element) -> tuple[tuple[DataTable, ...], dict[Cell, Given], list[Finding]]:
    """The data tables and their cells; a cell that two tables claim stays the first one's."""
    tables: list[DataTable] = []
    cells: dict[Cell, Given] = {}
    found: list[Finding] = []
    for element in root.iterchildren("data"):
        table, own, reader = read_data(element)
        for cell in own.keys() & cells.keys():
            reader.say("cell-twice", element, cell=str(cell))
        if table.id in [other.id for other in tables]:
            reader.say("id-twice", element, id=table.id, element="data")
        reader.unknown()
        found.extend(reader.findings)
        if table.sheet:
            tables.append(table)
            cells = {**own, **cells}
    return tuple(tables), cells, found


def _steps(root: etree._Element) -> list[Step]:
    steps: list[Step] = []
    for number, element in enumerate(root.iterchildren("step"), 1):
        step = _step(element)
        if not step.id or step.id in [other.id for other in steps]:
            twice = Finding("step-id-twice", {"id": step.id}, place_of(element, step.id))
            step = _damaged(element, f"step-{number}", step.findings if not step.id else (twice,))
        steps.append(step)
    return steps


def _step(element: etree._Element) -> Step:
    kind = KINDS.get((element.get("kind") or "").strip())
    name = (element.get("id") or "").strip()
    if kind is None:
        values = {"read": element.get("kind") or "", "allowed": ", ".join(sorted(KINDS))}
        return _damaged(element, name, (Finding("step-kind", values, place_of(element, name)),))
    try:
        return kind.read(element)
    except Unreadable as fault:
        return _damaged(element, name, fault.findings)


def _damaged(element: etree._Element, name: str, findings: Iterable[Finding]) -> Damaged:
    return Damaged(
        id=name,
        kind=(element.get("kind") or "").strip(),
        title=(element.get("title") or "").strip(),
        xml=outer(element),
        line=place_of(element).line,
        findings=tuple(findings),
        sheet=(element.get("sheet") or "").strip(),
    )


def _placed(finding: Finding, file: str, line: int) -> Finding:
    """The finding with its file, and its line counted from the top of that file."""
    place = finding.place
    return replace(finding, place=replace(place, file=file, line=place.line + line - 1 if place.line else 0))


def _revision(case: Case) -> str:
    """A name for everything that marks depend on: it changes with keys, figures and points, not with prose."""
    book = case.workbook
    silent = [
        replace(answer, slips=tuple(replace(slip, feedback="") for slip in answer.slips))
        for answer in book.answers.values()
    ]
    keys = [(step.id, step.key) for step in case.steps if step.key is not None]
    parts: tuple[object, ...] = (case.figures, book.sheets, list(book.givens.values()), silent, book.identities, keys)
    if case.chains:
        parts += ([replace(chain, title="") for chain in case.chains],)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]
