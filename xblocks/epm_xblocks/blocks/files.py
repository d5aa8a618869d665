"""The workbook that leaves and comes back: instructions, stamp, what was read. blocks room."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from html import escape
from typing import Any
from urllib.parse import quote

from webob import Response

from epm_xblocks.blocks import chains, content, host, moments, view
from epm_xblocks.blocks.answering import FILE_LIMIT, Refused
from epm_xblocks.blocks.ledger import open_ledger
from epm_xblocks.words.text import ENGLISH, N_, fill

__all__ = ["answers", "by_cell", "decided", "sent", "workbook"]

_NAME = N_("Read me")
_LINES = (
    ("text", N_("Attempt {number}. Downloaded {moment}.")),
    ("text", "{due}"),
    ("head", N_("How to fill it in")),
    ("given", N_("Given figures look like this. They cannot be changed.")),
    (
        "answer",
        N_("Write your answers in cells like this: figures, or formulas that read cells of this file."),
    ),
    ("text", N_("You may add rows, columns and sheets of your own for your working.")),
    (
        "text",
        N_("Save the file as .xlsx and upload it on the page: you see what was read before you submit."),
    ),
    ("text", N_("Choices and texts are answered on the page.")),
)
_AGAIN = N_("This file was read before.")
_AGAIN_REMEDY = N_("The answers are those of that time. If you changed the file since, save it and upload it again.")
_REMEMBERED = 10


def workbook(visit: host.Visit) -> Response:
    """The learner's own variant with the answers so far, stamped."""
    from epm_xblocks.case import pages
    from epm_xblocks.workbook import stamp, xlsx_out

    work = _Work(visit)
    held = dict(by_cell(work.case, work.answers))
    sheets = pages.pages(work.case, work.variant, held, decide=decided(work.answers))
    data = xlsx_out.workbook_file(sheets, _instructions(work), stamp=stamp.issue(work.issue(sheets), host.secrets()[0]))
    return sent(data, f"{work.case.id or 'case'}-{work.attempt}.xlsx")


def sent(data: bytes, name: str) -> Response:
    """A workbook as a response that is saved and not kept by caches."""
    from epm_xblocks.workbook.xlsx_out import MEDIA_TYPE

    response = Response(data, content_type=MEDIA_TYPE, charset=None, cache_control="no-store")
    response.headers["Content-Disposition"] = _disposition(name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def answers(request: Any, visit: host.Visit) -> dict[str, Any]:
    """Answers of an uploaded workbook; nothing is submitted. Raises Problem for a file that does not belong here."""
    from epm_xblocks.case import pages
    from epm_xblocks.workbook import stamp
    from epm_xblocks.workbook.xlsx_answers import answers_of
    from epm_xblocks.workbook.xlsx_in import read_file
    from epm_xblocks.workbook.xlsx_missing import evaluate_missing

    data, work = _file(request, visit), _Work(visit)
    places, givens = pages.places(work.variant)
    upload = read_file(data, places, givens=givens)
    wrong = stamp.refuse(
        stamp.read_any(upload.stamps, host.secrets()), work.issue(pages.pages(work.case, work.variant))
    )
    if wrong is not None:
        raise wrong
    upload = evaluate_missing(upload)
    read = answers_of(upload, places, work.case.figures)
    return {"answers": _by_step(work, read), "notes": [*_again(data, work), *_notes(upload, work)]}


class _Work:
    """What both ways need: the case, the learner's variant, the attempt that is being worked on."""

    def __init__(self, visit: host.Visit) -> None:
        ledger = open_ledger(visit)
        self.visit, self.case = visit, content.case_of(visit.block)
        self.seed = ledger.seat()
        standing = ledger.standing()
        self.attempt = standing.used + 1
        self.answers = view.current_answers(visit, standing)
        self.variant = chains.attempt(self.case, self.seed, self.answers).workbook

    def issue(self, sheets: Any) -> Any:
        """What the stamp vouches for."""
        from epm_xblocks.workbook import stamp, xlsx_pages

        return stamp.Issue(
            self.visit.usage,
            xlsx_pages.revision(sheets),
            str(self.seed),
            self.visit.who.id,
            self.attempt,
            self.visit.when.now,
        )


def _file(request: Any, visit: host.Visit) -> bytes:
    try:
        sent = request.POST.get("file")
        who = request.POST.get("who")
    except (ValueError, OSError) as fault:  # because a damaged envelope has no parts
        raise Refused(422, "no-file") from fault
    if who and who != host.opaque(visit):
        raise Refused(409, "other-person")
    if not hasattr(sent, "file"):
        raise Refused(422, "no-file")
    data = sent.file.read(FILE_LIMIT + 1)
    if len(data) > FILE_LIMIT:
        raise Refused(413, "too-large", bytes=len(data), limit=FILE_LIMIT)
    return bytes(data)


def by_cell(case: Any, given: dict[str, Any]) -> Iterator[tuple[Any, Any]]:
    """Answers by cell of the workbook."""
    for step in case.steps:
        answer = given.get(step.id)
        cells = answer.get("cells") if isinstance(answer, dict) else None
        for cell in step.cells.answers if isinstance(cells, dict) else ():
            if cell.a1 in cells:
                yield cell, cells[cell.a1]


def _by_step(work: _Work, read: dict[Any, Any]) -> dict[str, Any]:
    """Answers by step, as the page has them; what the learner said of separators stays."""
    found: dict[str, Any] = {}
    for step in work.case.steps:
        cells = {cell.a1: read[cell] for cell in step.cells.answers if cell in read}
        if cells:
            before = work.answers.get(step.id)
            found[step.id] = {"cells": cells, "decide": before.get("decide") if isinstance(before, dict) else None}
    return found


def decided(given: dict[str, Any]) -> Any:
    """What the learner said of an ambiguous separator, if anything."""
    words = (answer.get("decide") for answer in given.values() if isinstance(answer, dict))
    return next((word for word in words if word in ("decimal", "group")), None)


def _notes(upload: Any, work: _Work) -> list[dict[str, Any]]:
    from epm_xblocks.words.findings import sentence

    translate = host.translator(work.visit.block) or ENGLISH
    notes = []
    for finding in upload.notes:
        said = sentence(finding, translate)
        cell = finding.place.cell
        label = cell or finding.place.sheet
        notes.append(_note([cell] if cell else [], label, said.what, said.remedy))
    return notes


def _again(data: bytes, work: _Work) -> list[dict[str, Any]]:
    """A note where this very file was read before; it is remembered with the draft."""
    block, print_of = work.visit.block, hashlib.sha256(data).hexdigest()[:16]
    kept = block.draft or {}
    known = kept.get("files", [])
    if print_of in known:
        translate = host.translator(block) or ENGLISH
        return [_note([], "", translate.gettext(_AGAIN), translate.gettext(_AGAIN_REMEDY))]
    block.draft = {**kept, "files": [*known, print_of][-_REMEMBERED:]}
    return []


def _note(cells: list[str], label: str, lead: str, text: str) -> dict[str, Any]:
    return {"cells": cells, "label": label, "state": "note", "lead": lead, "html": escape(text)}


def _instructions(work: _Work) -> Any:
    from epm_xblocks.workbook.xlsx_pages import Instructions, Line

    block, when = work.visit.block, work.visit.when
    translate, lang, zone = host.translator(block) or ENGLISH, host.language(block), host.zone(block)
    values = {
        "number": work.attempt,
        "moment": moments.full(when.now, lang, zone),
        "due": fill(translate.gettext(view.DUE), {"moment": moments.full(when.due, lang, zone)}) if when.due else "",
    }
    said = [(role, fill(translate.gettext(text) if text != "{due}" else text, values)) for role, text in _LINES]
    lines = [Line(work.case.title, "title"), *(Line(text, role) for role, text in said if text)]
    return Instructions(translate.gettext(_NAME), tuple(lines), lang, work.case.title)


def _disposition(name: str) -> str:
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
