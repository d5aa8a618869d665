"""The solved case for trainers: right values, formulas, slips. Data only; never for learners. case room."""

from __future__ import annotations

from typing import Any

from epm_xblocks.case.attempt import Attempt
from epm_xblocks.case.model import Case, Damaged
from epm_xblocks.kinds.registry import KINDS
from epm_xblocks.kinds.rich import html
from epm_xblocks.workbook.values import key_values

__all__ = ["corrige"]


def corrige(case: Case, seed: int | str | None = None, lang: str | None = None) -> dict[str, Any]:
    """The trainer's copy of a case, or of one learner's variant of it. JSON-ready.

    steps: {id, kind, title, points} and what the kind says of itself (Kind.solved). Raises Problem where the workbook
    cannot be worked out.
    """
    attempt = Attempt(case, seed, None, reveal=True, lang=lang)
    key_values(attempt.workbook)  # because it raises where an attempt shows what it can
    return {
        "title": case.title,
        "lang": attempt.context.lang,
        "out_of": case.out_of,
        "steps": [
            {"id": step.id, "kind": step.kind, "title": step.title, "points": step.out_of}
            | KINDS[step.kind].solved(step, attempt.context)
            for step in case.steps
            if not isinstance(step, Damaged)
        ],
        "closing": html(case.closing, attempt.context),
        "trainer_notes": html(case.trainer_notes, attempt.context),
    }
