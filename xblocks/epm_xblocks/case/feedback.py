"""Marks as the page shows them: notes of equal cause gathered, one call-out, in the reader's language. case room.

Nothing here knows a right value: notes are made of states, of what was typed, and of what authors wrote about slips.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from epm_xblocks import numerals
from epm_xblocks.case.attempt import Attempt
from epm_xblocks.case.mark import CaseMark
from epm_xblocks.kinds.base import Context, StepMark, Typed
from epm_xblocks.kinds.choice import ChoiceStep
from epm_xblocks.kinds.rich import html
from epm_xblocks.kinds.worksheet import WorksheetStep
from epm_xblocks.kinds.written import WrittenStep
from epm_xblocks.words.finding_texts import FINDINGS
from epm_xblocks.words.mark_texts import LEADS, PLURALS, SLIPS, TEXTS, WRITTEN
from epm_xblocks.words.text import Translate, cell_ranges, fill, joined, marked
from epm_xblocks.words.unread import UNREAD
from epm_xblocks.workbook.model import Cell
from epm_xblocks.workbook.refs import position, quoted

__all__ = ["marks_view"]


def marks_view(attempt: Attempt, mark: CaseMark, translate: Translate) -> dict[str, Any]:
    """`marks` of docs/architecture.md for an attempt and its mark (also one that was stored). Never raises.

    Whether the right options of a choice are named is decided by `attempt.reveal`.
    """
    say = _Say(attempt, mark, translate, replace(attempt.context, typed=_typed(attempt, mark)))
    return {
        "points": mark.points,
        "out_of": mark.out_of,
        "points_text": say.points(mark.points, mark.out_of),
        "counts": [list(count) for count in mark.counts],
        "first": {"step": mark.first[0], "cell": mark.first[1]} if mark.first else None,
        "steps": {step.id: say.step(step.id) for step in attempt.case.steps if step.id in mark.steps},
    }


@dataclass(frozen=True)
class _Note:
    """Cells with one state for one reason, and what is said of them."""

    cells: tuple[str, ...]
    state: str
    lead: str
    html: str


@dataclass(frozen=True)
class _Say:
    """The sentences of one mark."""

    attempt: Attempt
    mark: CaseMark
    translate: Translate
    context: Context
    said: dict[tuple[float, float], str] = field(default_factory=dict)

    def step(self, name: str) -> dict[str, Any]:
        """The marks of one step."""
        step, mark = self.attempt.case.step(name), self.mark.steps[name]
        view: dict[str, Any] = {
            "points": mark.points,
            "out_of": mark.out_of,
            "points_text": self.points(mark.points, mark.out_of),
        }
        if isinstance(step, WorksheetStep):
            view |= self._worksheet(step, mark)
        elif isinstance(step, ChoiceStep):
            view["options"] = self._options(step, mark)
        elif isinstance(step, WrittenStep):
            view |= self._written(step, mark)
        return view

    # figures and points

    def figure(self, value: float, decimals: int | None = None) -> str:
        return numerals.write(round(value, 6), self.attempt.case.figures, decimals=decimals)

    def points(self, points: float, out_of: float) -> str:
        if not out_of:
            return ""
        if (points, out_of) not in self.said:
            self.said[points, out_of] = self._points(points, out_of)
        return self.said[points, out_of]

    def _points(self, points: float, out_of: float) -> str:
        told = {"points": self.figure(round(points, 2)), "out_of": self.figure(round(out_of, 2))}
        return fill(self._plural("points-of", _number(out_of)), told)

    def _plural(self, name: str, number: int) -> str:
        return self.translate.ngettext(*PLURALS[name], number)

    def _text(self, name: str, values: Mapping[str, object]) -> str:
        return marked(self.translate.gettext(TEXTS[name]), values)

    def _lead(self, name: str, **values: object) -> str:
        return fill(self.translate.gettext(LEADS[name]), values)

    # worksheets

    def _worksheet(self, step: WorksheetStep, mark: StepMark) -> dict[str, Any]:
        details = _details(step, mark)
        first = self.mark.first[1] if self.mark.first and self.mark.first[0] == step.id else ""
        view: dict[str, Any] = {
            "cells": {name: self._cell(detail) for name, detail in details.items()},
            "notes": [self._note(note) for note in self._notes(step, details, first)],
        }
        if first in details:
            view["callout"] = self._callout(step, first, details)
        return view

    def _cell(self, detail: Mapping[str, Any]) -> dict[str, Any]:
        cell = {
            "state": detail["state"],
            "points_text": self.points(detail["points"], detail["out_of"]),
            "text": detail.get("text", ""),
        }
        if detail.get("readings"):
            cell["readings"] = [
                {"meaning": meaning, "text": self.figure(value)} for meaning, value in detail["readings"]
            ]
        return cell

    def _note(self, note: _Note) -> dict[str, Any]:
        label = cell_ranges([(position(cell)[1], position(cell)[0], cell) for cell in note.cells], self.translate)
        return {"cells": list(note.cells), "label": label, "state": note.state, "lead": note.lead, "html": note.html}

    def _callout(self, step: WorksheetStep, name: str, details: Mapping[str, Any]) -> dict[str, Any]:
        """The first cell where the path left the road: what happened there, and what it earned."""
        note = self._one_note(step, (name,), details)
        state = note.state
        foot = {"state": note.lead.rstrip("."), "points": self.points(details[name]["points"], details[name]["out_of"])}
        lead = self._lead("first-unread" if state == "unread" else "first")
        template = TEXTS["foot"]
        foot_text = fill(self.translate.gettext(template), foot)
        return {"cell": name, "lead": lead, "html": note.html, "foot": foot_text}

    def _notes(self, step: WorksheetStep, details: Mapping[str, Any], first: str) -> Iterator[_Note]:
        """Notes table by table, in reading order of their first cells; right cells and the call-out's have none."""
        for table in _tables(step, details):
            groups: dict[object, list[str]] = {}
            for name in table:
                if name != first and details[name]["state"] != "right":
                    groups.setdefault(self._cause(step, name, details[name]), []).append(name)
            for names in groups.values():
                yield self._one_note(step, tuple(names), details)

    def _cause(self, step: WorksheetStep, name: str, detail: Mapping[str, Any]) -> object:
        """What cells must share to be spoken of together."""
        state = detail["state"]
        own = frozenset((sheet, cell) for sheet, cell, _text in detail.get("own", ()))
        if state in ("consistent", "blank"):
            return state, own
        if state == "slip":
            return state, detail.get("slip"), self._range(step, name) if detail.get("slip") not in SLIPS else ""
        if state in ("wrong", "unexplained"):
            return state, detail.get("reason"), own, self._range(step, name)
        return state, name

    def _range(self, step: WorksheetStep, name: str) -> str:
        found = step.range_of(Cell(step.sheet, name))
        return found.id if found else ""

    def _one_note(self, step: WorksheetStep, names: tuple[str, ...], details: Mapping[str, Any]) -> _Note:
        detail = details[names[0]]
        state = detail["state"]
        make = {
            "consistent": self._consistent,
            "slip": self._slip,
            "wrong": self._wrong,
            "unexplained": self._unexplained,
            "unread": self._unread,
        }.get(state, self._blank)
        lead, body = make(step, names, details)
        return _Note(names, state, lead, body)

    def _consistent(self, step: WorksheetStep, names: Sequence[str], details: Mapping[str, Any]) -> tuple[str, str]:
        own = details[names[0]].get("own", ())
        lead = (
            fill(self._plural("own", len(own)), {"figures": self._figures(own, step)}) if own else self._lead("method")
        )
        return lead, self._stood_in(step, names, details)

    def _slip(self, step: WorksheetStep, names: Sequence[str], details: Mapping[str, Any]) -> tuple[str, str]:
        slip = details[names[0]].get("slip", "")
        return self._lead("slip"), self._slip_text(step, names[0], slip) + self._stood_in(step, names, details)

    def _slip_text(self, step: WorksheetStep, name: str, slip: str) -> str:
        if slip in SLIPS:
            example = self.mark.example
            told = {"example": self.figure(example), "share": self.figure(example / 100)}
            return marked(self.translate.gettext(SLIPS[slip]), told)
        answers = step.range_of(Cell(step.sheet, name))
        known = next((one for one in answers.slips if one.id == slip), None) if answers else None
        authored = html(known.feedback, self.context, step.sheet) if known else ""
        return authored or self._text("slip", {})

    def _wrong(self, step: WorksheetStep, names: Sequence[str], details: Mapping[str, Any]) -> tuple[str, str]:
        typed = [details[name].get("text", "") for name in names]
        if any(text.startswith("=") for text in typed):
            body = self._text("wrong-formula", {})
        else:
            distinct = list(dict.fromkeys(typed))
            told = {"typed": joined(distinct, self.translate)}
            body = self._text("wrong-several" if len(distinct) > 1 else "wrong", told)
        answers = step.range_of(Cell(step.sheet, names[0]))
        hint = html(answers.hint, self.context, step.sheet) if answers else ""
        return self._lead("wrong"), " ".join(part for part in (body, hint) if part)

    def _unexplained(self, step: WorksheetStep, names: Sequence[str], details: Mapping[str, Any]) -> tuple[str, str]:
        detail = details[names[0]]
        if detail.get("reason") in TEXTS:
            return self._lead("unexplained"), self._text(detail["reason"], {})
        points = fill(self._plural("points", _number(detail["points"])), {"points": self.figure(detail["points"])})
        own = detail.get("own", ())
        told = {"points": points, "figures": self._figures(own, step)}
        if not own:
            return self._lead("unexplained"), self._text("unexplained-alone", told)
        return self._lead("unexplained"), marked(self._plural("unexplained", len(own)), told)

    def _unread(self, step: WorksheetStep, names: Sequence[str], details: Mapping[str, Any]) -> tuple[str, str]:
        detail = details[names[0]]
        readings = [self.figure(value) for _meaning, value in detail.get("readings", ())]
        told: dict[str, object] = {
            **detail.get("values", {}),
            "typed": detail.get("text", ""),
            "example": self.figure(self.mark.example),
            **dict(zip(("first", "second"), readings, strict=False)),
        }
        what, remedy = _unread_texts(detail.get("reason", ""))
        said = [marked(self.translate.gettext(text), told) for text in (what, remedy) if text]
        return self._lead("unread"), " ".join(said)

    def _blank(self, step: WorksheetStep, names: Sequence[str], details: Mapping[str, Any]) -> tuple[str, str]:
        return self._lead("blank"), self._text("blank", {})

    def _stood_in(self, step: WorksheetStep, names: Sequence[str], details: Mapping[str, Any]) -> str:
        """Cells for which the key stands in, by why it does."""
        cells = dict.fromkeys((sheet, cell) for name in names for sheet, cell in details[name].get("stood_in", ()))
        by_state: dict[str, list[str]] = {}
        for sheet, cell in cells:
            state = details.get(cell, {}).get("state", "") if sheet == step.sheet else ""
            key = f"stood-in-{state}" if state in ("blank", "unread") else "stood-in-other"
            by_state.setdefault(key, []).append(_named(sheet, cell, step))
        said = []
        for key, names in by_state.items():
            template = self._plural(key, len(names)) if key in PLURALS else self.translate.gettext(TEXTS[key])
            said.append(marked(template, {"cells": joined(names, self.translate)}))
        return " ".join(said)

    def _figures(self, own: Iterable[Sequence[str]], step: WorksheetStep) -> str:
        """The learner's own figures with their cells: "7.1 (C5) and 83.1 (B9)"."""
        said = [f"{text} ({_named(sheet, cell, step)})" for sheet, cell, text in own]
        return joined(said, self.translate)

    # choices and texts

    def _options(self, step: ChoiceStep, mark: StepMark) -> dict[str, Any]:
        """Feedback of the options that were picked; of all where the key may be shown."""
        detail = mark.detail if isinstance(mark.detail, dict) else {}
        picked = detail.get("picked", [])
        return {
            option.id: {"html": html(option.feedback, self.context), "right": option.right}
            for option in step.options
            if option.id in picked or self.attempt.reveal
        }

    def _written(self, step: WrittenStep, mark: StepMark) -> dict[str, Any]:
        detail = mark.detail if isinstance(mark.detail, dict) else {}
        words = int(detail.get("words", 0))
        told = {
            "words": self.figure(words),
            "least": self.figure(step.min_words or 0),
            "most": self.figure(step.max_words or 0),
        }
        counted = fill(self._plural("words", words), told) if words else ""
        said = fill(self.translate.gettext(WRITTEN.get(detail.get("state", "blank"), WRITTEN["blank"])), told)
        return {"state": detail.get("state", "blank"), "text": " ".join(part for part in (counted, said) if part)}


def _typed(attempt: Attempt, mark: CaseMark) -> dict[Cell, Typed]:
    """What was typed, from the mark itself: it is said back as it was marked."""
    return {
        Cell(step.sheet, name): Typed(detail.get("text", ""))
        for step in attempt.case.steps
        if isinstance(step, WorksheetStep) and step.id in mark.steps
        for name, detail in _details(step, mark.steps[step.id]).items()
    }


def _number(value: float) -> int:
    """A whole number that chooses the plural this one takes: 1.5 goes as 0 (English plural, French singular)."""
    return int(value) if value == int(value) or value > 2 else 0


def _details(step: WorksheetStep, mark: StepMark) -> dict[str, Any]:
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
