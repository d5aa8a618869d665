"""The solved case for trainers: right values, formulas, slips. Data only; never for learners. case room."""

from __future__ import annotations

from typing import Any

from epm_xblocks import numerals
from epm_xblocks.case.attempt import Attempt
from epm_xblocks.case.model import Case, Damaged
from epm_xblocks.kinds.base import Context, Step
from epm_xblocks.kinds.choice import ChoiceStep
from epm_xblocks.kinds.rich import html
from epm_xblocks.kinds.worksheet import WorksheetStep
from epm_xblocks.kinds.written import WrittenStep
from epm_xblocks.workbook.formula import localise
from epm_xblocks.workbook.model import Answer
from epm_xblocks.workbook.values import Values, values_of

__all__ = ["corrige"]


def corrige(case: Case, seed: int | str | None = None, lang: str | None = None) -> dict[str, Any]:
    """The trainer's copy of a case, or of one learner's variant of it. JSON-ready.

    steps: {id, kind, title, …} with `cells` (name, text, formula as spreadsheets in `lang` write it, tolerance, points,
    slips), `right` options or the `model_answer`. Raises Problem where the workbook cannot be worked out.
    """
    attempt = Attempt(case, seed, None, reveal=True, lang=lang)
    values = values_of(attempt.workbook)
    return {
        "title": case.title,
        "lang": attempt.context.lang,
        "out_of": case.out_of,
        "steps": [
            {"id": step.id, "kind": step.kind, "title": step.title, "points": step.out_of}
            | _solved(step, attempt.context, values)
            for step in case.steps
            if not isinstance(step, Damaged)
        ],
        "closing": html(case.closing, attempt.context),
        "trainer_notes": html(case.trainer_notes, attempt.context),
    }


def _solved(step: Step, context: Context, values: Values) -> dict[str, Any]:
    if isinstance(step, WorksheetStep):
        cells = [_cell(answer, step, context, values) for answer in step.cells.answers.values()]
        return {"sheet": step.sheet, "cells": cells}
    if isinstance(step, ChoiceStep):
        return {"right": [{"id": one.id, "text": html(one.text, context)} for one in step.options if one.right]}
    if isinstance(step, WrittenStep):
        return {"model_answer": html(step.model_answer, context)}
    return {}


def _cell(answer: Answer, step: WorksheetStep, context: Context, values: Values) -> dict[str, Any]:
    def shown(value: float | None) -> str:
        return numerals.write(value, context.figures, decimals=answer.decimals, percent=answer.unit == "percent")

    feedback = {one.id: one.feedback for answers in step.answers for one in answers.slips}
    return {
        "cell": answer.ref.a1,
        "text": shown(values.keys.get(answer.ref)),
        "formula": localise(answer.formula, context.lang),
        "tolerance": str(answer.tolerance),
        "points": answer.points,
        "slips": [
            {
                "id": slip.id,
                "text": shown(value),
                "formula": localise(slip.formula, context.lang),
                "credit": slip.credit,
                "feedback": html(feedback[slip.id], context, step.sheet),
            }
            for slip, value in zip(answer.slips, values.slips[answer.ref], strict=True)
        ],
    }
