"""The workbooks that do not come back: with the marks of an attempt, with the key. blocks room."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from webob import Response

from epm_xblocks.blocks import chains, content, files, host, view
from epm_xblocks.blocks.answering import Refused
from epm_xblocks.blocks.ledger import open_ledger
from epm_xblocks.words.mark_texts import STATES
from epm_xblocks.words.text import ENGLISH, N_, Translate, fill

__all__ = ["marked", "solved"]

_MARKS = N_("Marks")
_KEY = N_("Key")
_SOLVED = N_("Every answer cell holds the formula of the key, with the figures of this file.")
_NOTED = N_("Each marked cell has a note with its state and its points; what is said of it stands below.")
_CELL = N_("{cells}: {said}")
_BESIDE = N_("{first} · {second}")


def marked(visit: host.Visit) -> Response:
    """The last submission with its marks, as the page shows them: the state of each cell in a note, sentences in a
    list before the sheets. Refused where nothing was sent, or while marks are not shown."""
    from epm_xblocks.case import pages
    from epm_xblocks.workbook import xlsx_out

    case, block = content.case_of(visit.block), visit.block
    last = open_ledger(visit).standing().last
    if last is None:
        raise Refused(409, "nothing-sent")
    marks = view.for_learner(visit)["marks"]
    if marks is None:
        raise Refused(403, "marks-later")
    given = last.answers if isinstance(last.answers, dict) else {}
    variant = chains.attempt(case, last.seed, given).workbook
    sheets = pages.pages(case, variant, dict(files.by_cell(case, given)), decide=files.decided(given))
    translate = host.translator(block) or ENGLISH
    said = dict(_comments(case, marks, translate))
    head = (marks["submitted_text"], marks["points_text"], translate.gettext(_NOTED))
    lines = [*(("text", text) for text in head), *_lines(case, marks, translate)]
    data = xlsx_out.marked_file(pages.marked_pages(sheets, said), _words(block, case, _MARKS, lines))
    return files.sent(data, f"{case.id or 'case'}-{last.number}-{translate.gettext(_MARKS)}.xlsx")


def solved(visit: host.Visit) -> Response:
    """The key: on the authored figures for those who may read the source, on their own for learners who may see it."""
    from epm_xblocks.case import pages
    from epm_xblocks.workbook import xlsx_out

    case, block, standing = content.case_of(visit.block), visit.block, open_ledger(visit).standing()
    trainer = host.may_read_source(block)
    if not trainer and not view.key_shown(visit, standing):
        raise Refused(403, "key-later")
    translate = host.translator(block) or ENGLISH
    given = {} if trainer or standing.last is None else standing.last.answers
    sheets = pages.solved_pages(case, chains.attempt(case, None if trainer else standing.seed, given).workbook)
    data = xlsx_out.solved_file(sheets, _words(block, case, _KEY, [("text", translate.gettext(_SOLVED))]))
    return files.sent(data, f"{case.id or 'case'}-{translate.gettext(_KEY)}.xlsx")


def _words(block: Any, case: Any, name: str, lines: list[tuple[Any, str]]) -> Any:
    """The first sheet, of (role, text)."""
    from epm_xblocks.workbook.xlsx_pages import Instructions, Line

    told = (Line(text, role) for role, text in lines if text)
    name = (host.translator(block) or ENGLISH).gettext(name)
    return Instructions(name, (Line(case.title, "title"), *told), host.language(block), case.title)


def _comments(case: Any, marks: dict[str, Any], translate: Translate) -> Iterator[tuple[Any, tuple[Any, str]]]:
    """(cell, (state, note)) of every marked cell."""
    from epm_xblocks.workbook.refs import Cell

    for step in case.steps:
        mark = marks["steps"].get(step.id, {})
        said = {cell: _plain(note) for note in _notes(mark) for cell in note["cells"]}
        for name, cell in mark.get("cells", {}).items():
            state = STATES[cell["state"]]
            head = {"first": translate.gettext(state), "second": cell["points_text"]}
            text = fill(translate.gettext(_BESIDE), head)
            yield Cell(step.cells.sheet, name), (cell["state"], "\n".join(filter(None, (text, said.get(name)))))


def _lines(case: Any, marks: dict[str, Any], translate: Translate) -> Iterator[tuple[str, str]]:
    """What is said of each step: its points, then the notes of its cells, its options or its text."""
    for step in case.steps:
        mark = marks["steps"].get(step.id)
        if mark is None:
            continue
        head = {"first": step.title, "second": mark["points_text"]}
        yield "head", fill(translate.gettext(_BESIDE), head) if mark["points_text"] else step.title
        for note in _notes(mark):
            said = " ".join(filter(None, (_plain(note), note.get("foot"))))
            yield "text", fill(translate.gettext(_CELL), {"cells": note["label"], "said": said})
        for option in mark.get("options", {}).values():
            yield "text", _text(option["html"])
        yield "text", mark.get("text", "")


def _notes(mark: dict[str, Any]) -> list[dict[str, Any]]:
    """The notes of a worksheet, the call-out first, as one of them."""
    call = mark.get("callout")
    first = [{**call, "cells": [call["cell"]], "label": call["cell"]}] if call else []
    return [*first, *mark.get("notes", [])]


def _plain(note: dict[str, Any]) -> str:
    return " ".join(filter(None, (note["lead"], _text(note["html"]))))


def _text(html: str) -> str:
    """Our own clean HTML without its tags."""
    return " ".join(unescape(re.sub(r"<[^<>]+>", "", re.sub(r"</(?:p|li|td|th|h\d)>", " ", html))).split())
