"""Marks of a worksheet in words: notes of equal cause gathered, one call-out. kinds room.

Nothing here knows a right value: notes are made of states, of what was typed, and of what authors wrote about slips.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from epm_xblocks.kinds.base import StepMark
from epm_xblocks.kinds.rich import html
from epm_xblocks.kinds.saying import Saying
from epm_xblocks.words.finding_texts import FINDINGS
from epm_xblocks.words.mark_texts import PLURALS, SLIPS, TEXTS
from epm_xblocks.words.text import cell_ranges, fill, joined, marked
from epm_xblocks.words.unread import UNREAD
from epm_xblocks.workbook.model import Cell
from epm_xblocks.workbook.refs import position, quoted

if TYPE_CHECKING:
    from epm_xblocks.kinds.worksheet import WorksheetStep

__all__ = ["Notes", "details_of"]


@dataclass(frozen=True)
class _Note:
    """Cells with one state for one reason, and what is said of them."""

    cells: tuple[str, ...]
    state: str
    lead: str
    html: str


@dataclass(frozen=True)
class Notes:
    """The notes of one step."""

    step: WorksheetStep
    say: Saying

    def view(self, mark: StepMark) -> dict[str, Any]:
        """Cells, notes and the call-out of a mark."""
        details = details_of(self.step, mark)
        first = self.say.first[1] if self.say.first and self.say.first[0] == self.step.id else ""
        view: dict[str, Any] = {
            "cells": {name: self._cell(detail) for name, detail in details.items()},
            "notes": [self._note(note) for note in self._notes(details, first)],
        }
        if first in details:
            view["callout"] = self._callout(first, details)
        return view

    def _cell(self, detail: Mapping[str, Any]) -> dict[str, Any]:
        cell = {
            "state": detail["state"],
            "points_text": self.say.points(detail["points"], detail["out_of"]),
            "text": detail.get("text", ""),
        }
        if detail.get("readings"):
            cell["readings"] = [
                {"meaning": meaning, "text": self.say.figure(value)} for meaning, value in detail["readings"]
            ]
        return cell

    def _note(self, note: _Note) -> dict[str, Any]:
        label = cell_ranges([(position(cell)[1], position(cell)[0], cell) for cell in note.cells], self.say.translate)
        return {"cells": list(note.cells), "label": label, "state": note.state, "lead": note.lead, "html": note.html}

    def _callout(self, name: str, details: Mapping[str, Any]) -> dict[str, Any]:
        """The first cell where the path left the road: what happened there, and what it earned."""
        note = self._one_note((name,), details)
        state = note.state
        foot = {
            "state": note.lead.rstrip("."),
            "points": self.say.points(details[name]["points"], details[name]["out_of"]),
        }
        lead = self.say.lead("first-unread" if state == "unread" else "first")
        template = TEXTS["foot"]
        foot_text = fill(self.say.translate.gettext(template), foot)
        return {"cell": name, "lead": lead, "html": note.html, "foot": foot_text}

    def _notes(self, details: Mapping[str, Any], first: str) -> Iterator[_Note]:
        """Notes table by table, in reading order of their first cells; right cells and the call-out's have none."""
        for table in _tables(self.step, details):
            groups: dict[object, list[str]] = {}
            for name in table:
                if name != first and details[name]["state"] != "right":
                    groups.setdefault(self._cause(name, details[name]), []).append(name)
            for names in groups.values():
                yield self._one_note(tuple(names), details)

    def _cause(self, name: str, detail: Mapping[str, Any]) -> object:
        """What cells must share to be spoken of together."""
        state = detail["state"]
        own = frozenset((sheet, cell) for sheet, cell, _text in detail.get("own", ()))
        if state in ("consistent", "blank"):
            return state, own
        if state == "slip":
            return state, detail.get("slip"), self._range(name) if detail.get("slip") not in SLIPS else ""
        if state in ("wrong", "unexplained"):
            return state, detail.get("reason"), own, self._range(name)
        return state, name

    def _range(self, name: str) -> str:
        found = self.step.range_of(Cell(self.step.sheet, name))
        return found.id if found else ""

    def _one_note(self, names: tuple[str, ...], details: Mapping[str, Any]) -> _Note:
        detail = details[names[0]]
        state = detail["state"]
        make = {
            "consistent": self._consistent,
            "slip": self._slip,
            "wrong": self._wrong,
            "unexplained": self._unexplained,
            "unread": self._unread,
        }.get(state, self._blank)
        lead, body = make(names, details)
        return _Note(names, state, lead, body)

    def _consistent(self, names: Sequence[str], details: Mapping[str, Any]) -> tuple[str, str]:
        own = details[names[0]].get("own", ())
        lead = (
            fill(self.say.plural("own", len(own)), {"figures": self._figures(own)}) if own else self.say.lead("method")
        )
        return lead, self._stood_in(names, details)

    def _slip(self, names: Sequence[str], details: Mapping[str, Any]) -> tuple[str, str]:
        slip = details[names[0]].get("slip", "")
        return self.say.lead("slip"), self._slip_text(names[0], slip) + self._stood_in(names, details)

    def _slip_text(self, name: str, slip: str) -> str:
        if slip in SLIPS:
            example = self.say.example
            told = {"example": self.say.figure(example), "share": self.say.figure(example / 100)}
            return marked(self.say.translate.gettext(SLIPS[slip]), told)
        answers = self.step.range_of(Cell(self.step.sheet, name))
        known = next((one for one in answers.slips if one.id == slip), None) if answers else None
        authored = html(known.feedback, self.say.context, self.step.sheet) if known else ""
        return authored or self.say.text("slip", {})

    def _wrong(self, names: Sequence[str], details: Mapping[str, Any]) -> tuple[str, str]:
        typed = [details[name].get("text", "") for name in names]
        if any(text.startswith("=") for text in typed):
            body = self.say.text("wrong-formula", {})
        else:
            distinct = list(dict.fromkeys(typed))
            told = {"typed": joined(distinct, self.say.translate)}
            body = self.say.text("wrong-several" if len(distinct) > 1 else "wrong", told)
        answers = self.step.range_of(Cell(self.step.sheet, names[0]))
        hint = html(answers.hint, self.say.context, self.step.sheet) if answers else ""
        return self.say.lead("wrong"), " ".join(part for part in (body, hint) if part)

    def _unexplained(self, names: Sequence[str], details: Mapping[str, Any]) -> tuple[str, str]:
        detail = details[names[0]]
        if detail.get("reason") in TEXTS:
            return self.say.lead("unexplained"), self.say.text(detail["reason"], {})
        points = fill(self.say.plural("points", detail["points"]), {"points": self.say.figure(detail["points"])})
        own = detail.get("own", ())
        told = {"points": points, "figures": self._figures(own)}
        if not own:
            return self.say.lead("unexplained"), self.say.text("unexplained-alone", told)
        return self.say.lead("unexplained"), marked(self.say.plural("unexplained", len(own)), told)

    def _unread(self, names: Sequence[str], details: Mapping[str, Any]) -> tuple[str, str]:
        detail = details[names[0]]
        readings = [self.say.figure(value) for _meaning, value in detail.get("readings", ())]
        told: dict[str, object] = {
            **detail.get("values", {}),
            "typed": detail.get("text", ""),
            "example": self.say.figure(self.say.example),
            **dict(zip(("first", "second"), readings, strict=False)),
        }
        what, remedy = _unread_texts(detail.get("reason", ""))
        said = [marked(self.say.translate.gettext(text), told) for text in (what, remedy) if text]
        return self.say.lead("unread"), " ".join(said)

    def _blank(self, names: Sequence[str], details: Mapping[str, Any]) -> tuple[str, str]:
        return self.say.lead("blank"), self.say.text("blank", {})

    def _stood_in(self, names: Sequence[str], details: Mapping[str, Any]) -> str:
        """Cells for which the key stands in, by why it does."""
        cells = dict.fromkeys((sheet, cell) for name in names for sheet, cell in details[name].get("stood_in", ()))
        by_state: dict[str, list[str]] = {}
        for sheet, cell in cells:
            state = details.get(cell, {}).get("state", "") if sheet == self.step.sheet else ""
            key = f"stood-in-{state}" if state in ("blank", "unread") else "stood-in-other"
            by_state.setdefault(key, []).append(_named(sheet, cell, self.step))
        said = []
        for key, names in by_state.items():
            template = self.say.plural(key, len(names)) if key in PLURALS else self.say.translate.gettext(TEXTS[key])
            said.append(marked(template, {"cells": joined(names, self.say.translate)}))
        return " ".join(said)

    def _figures(self, own: Iterable[Sequence[str]]) -> str:
        """The learner's own figures with their cells: "7.1 (C5) and 83.1 (B9)"."""
        said = [f"{text} ({_named(sheet, cell, self.step)})" for sheet, cell, text in own]
        return joined(said, self.say.translate)


def details_of(step: WorksheetStep, mark: StepMark) -> dict[str, Any]:
    """The stored cells that the step still has, in reading order."""
    told = mark.detail.get("cells", {}) if isinstance(mark.detail, dict) else {}
    known = {cell.a1 for cell in step.cells.answers}
    return {name: told[name] for name in sorted((name for name in told if name in known), key=position)}


def _tables(step: WorksheetStep, details: Mapping[str, Any]) -> Iterator[list[str]]:
    """The cells of each table of the step; those of none come last."""
    left = dict.fromkeys(details)
    for table in step.tables:
        inside = {cell.a1 for _row, _number, cells in table.places(step.sheet) for cell in cells}
        here = [name for name in left if name in inside]
        for name in here:
            del left[name]
        yield here
    yield list(left)


def _unread_texts(reason: str) -> tuple[str, str]:
    return UNREAD.get(reason) or FINDINGS.get(reason) or UNREAD["not-a-figure"]


def _named(sheet: str, cell: str, step: WorksheetStep) -> str:
    """A cell as this step's notes name it: with its sheet where that is another."""
    return cell if sheet == step.sheet else f"{quoted(sheet)}!{cell}"
