"""Marks as the page shows them, in the reader's language: each kind words its own. case room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from epm_xblocks.case.attempt import Attempt
from epm_xblocks.case.mark import CaseMark
from epm_xblocks.case.model import Damaged
from epm_xblocks.kinds.base import Step, StepMark, Typed
from epm_xblocks.kinds.registry import KINDS
from epm_xblocks.kinds.saying import Saying
from epm_xblocks.words.text import Translate
from epm_xblocks.workbook.model import Cell

__all__ = ["marks_view"]


def marks_view(attempt: Attempt, mark: CaseMark, translate: Translate) -> dict[str, Any]:
    """`marks` of docs/architecture.md for an attempt and its mark (also one that was stored). Never raises.

    Whether right answers may be named is decided by `attempt.reveal`.
    """
    context = replace(attempt.context, typed=_typed(attempt, mark))
    say = Saying(translate, context, mark.example, mark.first)
    return {
        "points": round(mark.points, 2),
        "out_of": mark.out_of,
        "points_text": say.points(mark.points, mark.out_of),
        "counts": [list(count) for count in mark.counts],
        "first": {"step": mark.first[0], "cell": mark.first[1]} if mark.first else None,
        "steps": {
            step.id: _step(step, mark.steps[step.id], say) for step in attempt.case.steps if step.id in mark.steps
        },
    }


def _step(step: Step, mark: StepMark, say: Saying) -> dict[str, Any]:
    said = {} if isinstance(step, Damaged) else KINDS[step.kind].tell(step, mark, say)
    return {
        "points": round(mark.points, 2),
        "out_of": mark.out_of,
        "points_text": say.points(mark.points, mark.out_of),
        **said,
    }


def _typed(attempt: Attempt, mark: CaseMark) -> Mapping[Cell, Typed]:
    """What was typed, from the mark itself: it is said back as it was marked."""
    found: dict[Cell, Typed] = {}
    for step in attempt.case.steps:
        detail = mark.steps[step.id].detail if step.id in mark.steps else None
        told = detail.get("cells", {}) if isinstance(detail, dict) else {}
        known = (cell for cell in step.cells.answers if cell.a1 in told)
        found |= {cell: Typed(told[cell.a1].get("text", "")) for cell in known}
    return found
