"""Answers made by the house itself: all right, following a first error, or whatever a strategy says. case room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from epm_xblocks import numerals
from epm_xblocks.case.attempt import Attempt
from epm_xblocks.case.entries import read_entries
from epm_xblocks.case.model import Case, Damaged, Set
from epm_xblocks.kinds.base import Context, Step
from epm_xblocks.kinds.details import key_text
from epm_xblocks.kinds.registry import KINDS
from epm_xblocks.workbook.model import Answer, Cell, Given, Workbook
from epm_xblocks.workbook.values import key_values, values_of

__all__ = ["SCALES", "following", "right_answers", "typed_figure", "with_sets"]

SCALES = {"times-100": 100.0, "divided-by-100": 0.01}
"""The slips that every per cent cell knows."""


def right_answers(case: Case) -> dict[str, Any]:
    """Every step answered right, figures typed as Excel shows them. Raises Problem where keys cannot be worked out."""
    context = _context(case, key_values(case.workbook))
    return {step.id: _right(step, context) for step in case.steps if _sound(step)}


def with_sets(case: Case, answers: Mapping[str, Any], sets: tuple[Set, ...], *, follow: bool) -> dict[str, Any]:
    """The answers with some put otherwise; with `follow`, what comes after them worked out from them."""
    put = {one: _cell(case, one) for one in sets}
    texts = {cell: _text(case, one, cell) for one, cell in put.items() if cell is not None}
    changed: dict[str, Any] = dict(answers)
    followed = follow and bool(texts)
    slips = {cell: one.slip for one, cell in put.items() if cell is not None and _declares(case, cell, one.slip)}
    if followed:
        changed |= following(case, texts, slips)
    for cell, text in texts.items():
        if not (followed and cell in slips):  # a slip after another is one on the figures that came out of the first
            changed = _with_cell(changed, case.steps_by_sheet[cell.sheet].id, cell.a1, text)
    for one in sets:
        step = case.step(one.step)
        if not one.cell and step is not None and _sound(step):
            changed[one.step] = KINDS[step.kind].answer_of(step, one.text)
    return changed


def following(case: Case, texts: Mapping[Cell, str], slips: Mapping[Cell, str] | None = None) -> dict[str, Any]:
    """Worksheets where some cells hold these texts and every other is worked out from them by its key.

    A text that is no figure leaves the key in its place, as marking does. slips: cells whose text is that of a slip,
    worked out anew where what it reads was changed too. Raises Problem.
    """
    book = _with_figures(case, texts, slips or {})
    keys = key_values(book)
    found: dict[str, Any] = {}
    for step in case.steps:
        if step.cells.answers:
            context = replace(_context(case, keys), workbook=book)
            found[step.id] = {"cells": {cell.a1: text for cell, text in _typed(step, context).items()}}
            for cell in step.cells.answers.keys() & texts.keys():
                found[step.id]["cells"].setdefault(cell.a1, texts[cell])
    return found


def typed_figure(value: float, answer: Answer, figures: str) -> str:
    """A figure as somebody types it into an answer cell."""
    return numerals.write(value, figures, decimals=answer.decimals)


def _context(case: Case, keys: Mapping[Cell, float]) -> Context:
    return replace(Attempt(case).context, keys=keys)


def _sound(step: Step) -> bool:
    """A damaged step keeps its kind's name, but nobody can answer it."""
    return step.kind in KINDS and not isinstance(step, Damaged)


def _right(step: Step, context: Context) -> Any:
    return next(sample.answer for sample in KINDS[step.kind].samples(step, context) if sample.name == "right")


def _typed(step: Step, context: Context) -> dict[Cell, str]:
    """What each cell of a step shows, slips included, by the keys of the context."""
    answers = {cell: context.workbook.answers.get(cell, answer) for cell, answer in step.cells.answers.items()}
    return {
        cell: key_text(answer, context.keys[cell], context.figures, context.lang)
        for cell, answer in answers.items()
        if cell in context.keys
    }


def _with_figures(case: Case, texts: Mapping[Cell, str], slips: Mapping[Cell, str]) -> Workbook:
    """The workbook in which cells with a figure of the learner's are given, and cells with a slip follow the slip.

    Only keys are worked out from it: other ways and identities are left out, which is most of the work.
    """
    read = read_entries(case, _as_answers(case, texts), case.lang)
    givens = dict(case.workbook.givens)
    answers = {cell: replace(answer, slips=(), accept=()) for cell, answer in case.workbook.answers.items()}
    for cell in texts:
        slip = next((one for one in case.workbook.answers[cell].slips if one.id == slips.get(cell)), None)
        entry = read[cell].entry if cell in read else None
        if slip is not None:
            answers[cell] = replace(answers[cell], formula=slip.formula)
        elif entry is not None and entry.kind == "number":
            givens[cell] = Given(cell, entry.value)
            del answers[cell]
    return replace(case.workbook, givens=givens, answers=answers, identities=())


def _as_answers(case: Case, texts: Mapping[Cell, str]) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for cell, text in texts.items():
        answers = _with_cell(answers, case.steps_by_sheet[cell.sheet].id, cell.a1, text)
    return answers


def _with_cell(answers: Mapping[str, Any], step: str, name: str, text: str) -> dict[str, Any]:
    given = answers.get(step)
    cells = dict(given.get("cells", {})) if isinstance(given, dict) else {}
    return {**answers, step: {"cells": {**cells, name: text}}}


def _cell(case: Case, one: Set) -> Cell | None:
    step = case.step(one.step)
    cell = Cell(step.cells.sheet, one.cell) if step and one.cell else None
    return cell if step and cell in step.cells.answers else None


def _declares(case: Case, cell: Cell, slip: str) -> bool:
    return any(one.id == slip for one in case.workbook.answers[cell].slips)


def _text(case: Case, one: Set, cell: Cell) -> str:
    """What a `set` types: its text, or the figure of a slip on right figures."""
    if not one.slip:
        return one.text
    answer, values = case.workbook.answers[cell], values_of(case.workbook)
    if one.slip in SCALES:
        value: float | None = values.keys[cell] * SCALES[one.slip]
        return numerals.write(value, case.figures, decimals=(answer.decimals or 0) + 2)
    names = [slip.id for slip in answer.slips]
    value = values.slips[cell][names.index(one.slip)] if one.slip in names else None
    return key_text(replace(answer, mode="value"), value, case.figures, case.lang) if value is not None else ""
