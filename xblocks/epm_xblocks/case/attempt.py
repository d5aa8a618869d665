"""One learner's attempt at a case: what to show, what it earns. Pure and deterministic. case room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from epm_xblocks import numerals
from epm_xblocks.case.chains import with_figures
from epm_xblocks.case.entries import Read, read_entries, step_answers
from epm_xblocks.case.mark import CaseMark, counted
from epm_xblocks.case.model import Case, Damaged, DataTable
from epm_xblocks.findings import Problem
from epm_xblocks.grading.mark import total
from epm_xblocks.kinds.base import Context, Step, StepMark, Typed
from epm_xblocks.kinds.figures import cell_text
from epm_xblocks.kinds.grid import show_columns
from epm_xblocks.kinds.registry import KINDS
from epm_xblocks.kinds.rich import html
from epm_xblocks.workbook.model import Cell, Workbook
from epm_xblocks.workbook.values import given_values, key_values
from epm_xblocks.workbook.variants import variant

if TYPE_CHECKING:
    from epm_xblocks.workbook.entries import SheetMark

__all__ = ["Attempt"]

VARIANTS_KEPT = 256
"""Learners whose own figures are kept ready, a case."""

EXAMPLES = (7.5, 12.5, 42.5, 3.5, 64.5, 18.5, 250.5, 31.25, 0.75, 1234.5)
"""Figures for sentences; the first that is near no answer is used."""
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "ckb", "dv", "ug", "sd", "yi"})


@dataclass(frozen=True)
class Attempt:
    """Answers to a case.

    seed: names the learner's own figures where the case varies them; None: the authored figures. answers: JSON as
    typed, `{step: answer}`. reveal: whether the key may be shown. lang: the reader's language (default: the case's); it
    decides how formulas are read, never how figures are: that is the case's `figures`. taken: figures of earlier cases
    in the given cells they replace (case.chains).
    """

    case: Case
    seed: int | str | None = None
    answers: Any = None
    reveal: bool = False
    lang: str | None = None
    taken: Mapping[Cell, float] = field(default_factory=dict)

    def show(self) -> dict[str, Any]:
        """The view of docs/architecture.md as far as the case knows it; never a key unless `reveal`. Never raises."""
        case, context = self.case, self.context
        return {
            "case": {
                "id": case.id,
                "title": case.title,
                "lang": case.lang,
                "dir": "rtl" if case.lang.partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr",
                "revision": case.revision,
            },
            "style": numerals.style_data(case.figures),
            "brief": html(case.brief, context),
            "formulas": html(case.formulas, context),
            "closing": html(case.closing, context) if self.reveal and case.closing else None,
            **self._given(context),
            "steps": [self._show_step(step) for step in case.steps],
        }

    def mark(self) -> CaseMark:
        """What the answers earn; all worksheets are marked together, once.

        Raises Problem only where the engine gives up on the authored workbook itself; nothing a learner sends does it.
        """
        sheets = self._sheets()
        context = self._context(sheets, {cell: read.typed for cell, read in self.read.items()})
        steps = {step.id: self._grade(step, context) for step in self.case.steps}
        return CaseMark(
            points=total(mark.points for mark in steps.values()),
            out_of=total(mark.out_of for mark in steps.values()),
            counts=counted(_states(steps)),
            first=self._first(sheets),
            steps=steps,
            example=self.example,
        )

    @cached_property
    def workbook(self) -> Workbook:
        """The workbook with this learner's figures; the authored ones where none of their own can be drawn."""
        own = self.case.workbook if self.seed is None else _own_figures(self.case.workbook, str(self.seed))
        return with_figures(own, self.taken)

    @cached_property
    def read(self) -> Mapping[Cell, Read]:
        """Every answer cell that holds something, as read."""
        return read_entries(self.case, self.answers, self.lang or self.case.lang)

    @cached_property
    def context(self) -> Context:
        """What steps may know when they are shown; answers are not read for it."""
        return self._context(None, {})

    @cached_property
    def keys(self) -> Mapping[Cell, float]:
        """Right values of this learner's variant; empty where they cannot be worked out."""
        try:
            return key_values(self.workbook)
        except Problem:
            return {}

    @cached_property
    def example(self) -> float:
        """A figure that is near no answer, so that no sentence gives one away."""
        keys = [round(abs(key), 6) for key in self.keys.values()]
        return next((one for one in EXAMPLES if all(abs(one - key) > 0.05 * one for key in keys)), EXAMPLES[-1])

    def _context(self, sheets: SheetMark | None, typed: Mapping[Cell, Typed]) -> Context:
        return Context(
            workbook=self.workbook,
            values=self._values,
            lang=self.lang or self.case.lang,
            figures=self.case.figures,
            reveal=self.reveal,
            sheets=sheets,
            keys=self.keys if self.reveal else {},
            typed=typed,
        )

    @cached_property
    def _values(self) -> Mapping[Cell, float | str | None]:
        try:
            return given_values(self.workbook)
        except Problem:
            return {cell: given.value for cell, given in self.workbook.givens.items()}

    def _sheets(self) -> SheetMark | None:
        """The marks of all worksheets; the engine is loaded here and not before."""
        if not self.workbook.answers:
            return None
        from epm_xblocks.workbook.marking import mark

        entries = {cell: read.entry for cell, read in self.read.items()}
        return mark(self.workbook, entries, lang=self.lang or self.case.lang)

    def _first(self, sheets: SheetMark | None) -> tuple[str, str] | None:
        cell = sheets.first_deviation if sheets else None
        step = self.case.steps_by_sheet.get(cell.sheet) if cell else None
        return (step.id, cell.a1) if cell and step else None

    def _given(self, context: Context) -> dict[str, Any]:
        """Data and conventions: the same for every attempt with the same figures, and kept with the case."""
        kept: dict[object, dict[str, Any]] = self.case.derived.setdefault("given", {})
        seed = ("" if self.seed is None else str(self.seed), *map(str, self.taken.items()))
        if seed not in kept:
            if len(kept) >= VARIANTS_KEPT:
                kept.clear()
            texts = [{"label": one.label, "text": html(one.text, context)} for one in self.case.conventions]
            kept[seed] = {"data": [_show_data(table, context) for table in self.case.data], "conventions": texts}
        return kept[seed]

    def _show_step(self, step: Step) -> dict[str, Any]:
        """A step for the page; a damaged one has its findings' codes and places, for the author alone."""
        head: dict[str, Any] = {"id": step.id, "kind": step.kind, "title": step.title}
        if isinstance(step, Damaged):
            return head | {"damaged": True}
        head["kind"] = KINDS[step.kind].drawn(step) or step.kind
        return head | KINDS[step.kind].show(step, step_answers(self.answers, step.id), self.context)

    def _grade(self, step: Step, context: Context) -> StepMark:
        if isinstance(step, Damaged):
            return StepMark(0.0, 0.0, None, False)
        return KINDS[step.kind].grade(step, step_answers(self.answers, step.id), context)


def _own_figures(workbook: Workbook, seed: str) -> Workbook:
    """The workbook drawn from a seed, kept beside the authored one; that itself where nothing can be drawn."""
    if not any(given.vary for given in workbook.givens.values()):
        return workbook
    drawn: dict[str, Workbook] = workbook.derived.setdefault("variants", {})
    if seed not in drawn:
        if len(drawn) >= VARIANTS_KEPT:
            drawn.clear()
        try:
            drawn[seed] = variant(workbook, seed)
        except Problem:
            return workbook
    return drawn[seed]


def _show_data(data: DataTable, context: Context) -> dict[str, Any]:
    table = data.table
    return {
        "id": table.id,
        "sheet": data.sheet,
        "at": table.at,
        "caption": table.caption,
        "note": table.note,
        "source": data.source,
        "columns": [
            {**column, "text": _is_text(data, index, context)} for index, column in enumerate(show_columns(table))
        ],
        "rows": [
            {"n": number, "label": row.label, "role": row.role, "cells": [_text(cell, context) for cell in cells[1:]]}
            for row, number, cells in table.places(data.sheet)
        ],
    }


def _is_text(data: DataTable, index: int, context: Context) -> bool:
    """Whether a column holds words: its heads and cells then align at the start."""
    cells = [cells[index] for _row, _number, cells in data.table.places(data.sheet)]
    return index == 0 or any(isinstance(context.values.get(cell), str) for cell in cells)


def _text(cell: Cell, context: Context) -> str:
    """A given figure in the reader's way; "–" where it is missing, empty where the table has no cell."""
    given = context.workbook.givens.get(cell)
    return cell_text(context.values.get(cell), given.decimals, context.figures) if given else ""


def _states(steps: Mapping[str, StepMark]) -> Iterator[str]:
    """States of answer cells and of choices."""
    for mark in steps.values():
        detail = mark.detail if isinstance(mark.detail, dict) else {}
        if "cells" in detail:
            yield from (cell["state"] for cell in detail["cells"].values())
        elif mark.out_of:
            yield detail.get("state", "blank")
