"""What a learner submitted in named cases of the course, as a report and as a workbook. blocks room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from webob import Response

from epm_xblocks.blocks import chains, content, files, host, moments
from epm_xblocks.blocks.answering import Refused, field_of
from epm_xblocks.registrar.values import Receipt
from epm_xblocks.words.text import ENGLISH, N_, fill

__all__ = ["asked", "report", "workbook"]

_RECEIVED = N_("Attempt {number}, received on {day}. Receipt {receipt}.")
_NOT_YET = N_("Nothing was submitted here yet.")
_GONE = N_("This case is no longer in the course.")
_NAME = N_("Annex")
_NOTED = N_("Every figure is the one that was submitted.")
_LONGEST_NAME = 31


def asked(case: Any) -> bool:
    """Whether the case has a portfolio."""
    return any(step.kind == "portfolio" for step in case.steps)


def report(data: dict[str, Any], visit: host.Visit) -> dict[str, Any]:
    """The sections of a portfolio: tables with the learner's figures, texts, charts; JSON-ready."""
    sections = _sections(visit, field_of(data, "step", str))
    return {"sections": [_told(section, visit) for section in sections], "day": _day(visit, visit.when.now)}


def workbook(visit: host.Visit, step: str) -> Response:
    """The same as .xlsx: the sheets of every case, its texts before them."""
    from epm_xblocks.workbook import xlsx_out
    from epm_xblocks.workbook.xlsx_pages import Instructions, Line

    say, sheets = (host.translator(visit.block) or ENGLISH).gettext, []
    title = content.case_of(visit.block).title
    lines = [Line(title, "title"), Line(say(_NOTED))]
    for number, section in enumerate(_sections(visit, step), 1):
        told = _told(section, visit)
        lines += [Line(told["title"], "head"), Line(told["said"])]
        for text in told["texts"]:
            lines += [Line(text["title"], "head"), *(Line(part) for part in text["text"].split("\n") if part.strip())]
        if section.case is not None:
            sheets += list(_renamed(section, number))
    words = Instructions(say(_NAME), tuple(lines), host.language(visit.block), title)
    return files.sent(xlsx_out.marked_file(sheets, words), f"{say(_NAME)}.xlsx")


@dataclass(frozen=True)
class _Section:
    """One section with the case it takes from, the attempt of the submission, and its figures by step and cell."""

    about: Any
    said: str
    case: Any = None
    attempt: Any = None
    answers: Any = None
    figures: Any = None

    def steps(self) -> Iterator[Any]:
        """The steps that are shown."""
        for step in self.case.steps:
            if step.kind in ("worksheet", "written") and (not self.about.steps or step.id in self.about.steps):
                yield step


def _sections(visit: host.Visit, name: str) -> list[_Section]:
    step = content.case_of(visit.block).step(name)
    if step is None or step.kind != "portfolio":
        raise Refused(422, "not-an-object", name="step")
    return [_section(visit, about) for about in step.sections]


def _section(visit: host.Visit, about: Any) -> _Section:
    from epm_xblocks.case.chains import figures_in

    last, where = _last(visit, about.case)
    if last is None:
        return _Section(about, _say(visit, _NOT_YET))
    block = host.sibling(visit.block, where)
    if block is None:
        return _Section(about, _say(visit, _GONE))
    case = content.case_of(block)
    given = last.answers if isinstance(last.answers, dict) else {}
    attempt = chains.attempt(case, last.seed, given, lang=host.language(visit.block))
    told = {"number": last.number, "day": _day(visit, last.at), "receipt": last.receipt}
    return _Section(about, _say(visit, _RECEIVED, **told), case, attempt, given, figures_in(last.detail))


def _last(visit: host.Visit, name: str) -> tuple[Receipt | None, str]:
    """The learner's last submission of a case, and the block it was made at."""
    if visit.practice or not visit.who.id or not host.has_registrar():
        return None, ""
    from epm_xblocks.registrar import api

    last = api.of_case(visit.who.id, visit.course, name)
    found = api.by_number(last.receipt) if last else None
    return (last, found[0].block) if last and found else (None, "")


def _told(section: _Section, visit: host.Visit) -> dict[str, Any]:
    about = section.about
    told: dict[str, Any] = {"title": about.title or about.case, "said": section.said}
    told |= {"tables": [], "texts": [], "charts": []}
    if section.case is None:
        return told
    told["title"] = about.title or section.case.title
    views = {view["id"]: view for view in section.attempt.show()["steps"]}
    for step in section.steps():
        if step.kind == "written":
            text = section.answers.get(step.id)
            written = text.strip() if isinstance(text, str) else ""
            told["texts"].append({"title": step.title, "text": written or "–"})
        else:
            told["tables"] += [_table(section, step, table) for table in views[step.id].get("tables", ())]
    told["charts"] = [chart for about in about.pictures if (chart := _chart(section, about))]
    return told


def _table(section: _Section, step: Any, table: dict[str, Any]) -> dict[str, Any]:
    """Heads and rows as texts; an answer that holds no figure as it was typed."""

    def text(cell: Any) -> str:
        if not cell:
            return ""
        return _shown(section, step, cell["ref"]) if cell.get("type") == "answer" else str(cell.get("text") or "")

    return {
        "title": step.title,
        "caption": table.get("caption", ""),
        "note": table.get("note", ""),
        "heads": [column.get("label", "") for column in table["columns"]],
        "rows": [
            {"label": row.get("label", ""), "cells": [text(cell) for cell in row.get("cells", ())]}
            for row in table["rows"]
        ],
    }


def _shown(section: _Section, step: Any, a1: str) -> str:
    from epm_xblocks import numerals

    about = next(answer for cell, answer in step.cells.answers.items() if cell.a1 == a1)
    value = section.figures.get(step.id, {}).get(a1)
    if value is not None:
        sign = "\u00a0%" if about.unit == "percent" else ""
        return f"{numerals.write(value, section.case.figures, decimals=about.decimals)}{sign}"
    given = section.answers.get(step.id)
    typed = given.get("cells", {}).get(a1) if isinstance(given, dict) and isinstance(given.get("cells"), dict) else None
    return typed[:80] if isinstance(typed, str) and typed.strip() else "–"


def _chart(section: _Section, about: Any) -> dict[str, Any] | None:
    """Figures of a chart with the labels of their rows; None where the case has no such cells."""
    from epm_xblocks.workbook.refs import parse_area, position

    step = section.case.step(about.step)
    if step is None or step.kind != "worksheet":
        return None
    answers = {cell.a1: answer for cell, answer in step.cells.answers.items()}
    cells = [cell.a1 for cell in parse_area(about.cells, step.sheet).cells()]
    if not all(a1 in answers for a1 in cells):
        return None
    labels = {position(table.at)[0] + at: row.label for table in step.tables for at, row in enumerate(table.rows, 1)}
    own = section.figures.get(step.id, {})
    return {
        "caption": about.caption,
        "labels": [labels.get(position(a1)[0], a1) for a1 in cells],
        "values": [own.get(a1) for a1 in cells],
        "decimals": answers[cells[0]].decimals or 0,
    }


def _renamed(section: _Section, number: int) -> Iterator[Any]:
    """The sheets of a case under numbered names, answers as figures: a formula would read another sheet."""
    from epm_xblocks.case import pages
    from epm_xblocks.workbook.refs import Cell

    shown = {step.sheet for step in section.steps() if step.kind == "worksheet"}
    shown |= {table.sheet for table in section.case.data}
    names = {step.cells.sheet: step.id for step in section.case.steps if step.cells.sheet}
    held = dict(files.by_cell(section.case, section.answers))
    for sheet in pages.pages(section.case, section.attempt.workbook, held, decide=files.decided(section.answers)):
        if sheet.name not in shown:
            continue
        own = section.figures.get(names.get(sheet.name, ""), {})
        name = f"{number} {sheet.name}"[:_LONGEST_NAME]
        yield replace(
            sheet,
            name=name,
            givens=tuple(replace(cell, ref=Cell(name, cell.ref.a1)) for cell in sheet.givens),
            answers=tuple(
                replace(
                    cell,
                    ref=Cell(name, cell.ref.a1),
                    value=own.get(cell.ref.a1, cell.value if cell.formula is None else None),
                    formula=None,
                )
                for cell in sheet.answers
            ),
        )


def _day(visit: host.Visit, moment: Any) -> str:
    return moments.short(moment, host.language(visit.block), host.zone(visit.block))[0]


def _say(visit: host.Visit, template: str, **values: object) -> str:
    return fill((host.translator(visit.block) or ENGLISH).gettext(template), values)
