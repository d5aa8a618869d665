"""Marks that people give: who made what of which step. They stand beside those that are worked out, and a mark of the
ledger is the sum of both. registrar room.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from epm_xblocks.registrar.locking import database
from epm_xblocks.registrar.models import Assessment, Sitting, Submission
from epm_xblocks.registrar.values import Assessed, Marked, canonical

__all__ = ["PEOPLE", "assessed", "carry", "note", "returned", "with_people"]

PEOPLE = "people"
"""Where the detail of a mark says what people gave: {step: {outcome, levels, points, out_of}}."""


def assessed(submission: Submission) -> tuple[Assessed, ...]:
    """The newest assessment of each step and seat."""
    rows = Assessment.objects.using(database()).filter(submission=submission).order_by("pk")
    newest = {(row.step, row.seat): row for row in rows}
    return tuple(_value(row) for row in newest.values())


def with_people(marked: Marked, found: Iterable[Assessed]) -> Marked:
    """The marks with what people gave added; those of a seat are told by step."""
    told = {
        one.step: {"outcome": one.outcome, "levels": one.levels, "points": one.points, "out_of": one.out_of}
        for one in found
    }
    if not told or not isinstance(marked.detail, dict):
        return marked
    points = marked.points + sum(one["points"] for one in told.values())
    return replace(marked, points=round(points, 9), detail={**marked.detail, PEOPLE: told})


def returned(sitting: Sitting, step: str) -> bool:
    """Whether a trainer returned this step of the last submission."""
    last = sitting.submissions.order_by("-number").first()
    return last is not None and any(one.step == step and one.outcome == "returned" for one in assessed(last))


def carry(sitting: Sitting, submission: Submission) -> tuple[Assessed, ...]:
    """The marks of steps whose answer is what it was in the submission before: they need not be given again."""
    before = sitting.submissions.filter(number=submission.number - 1).first() if submission.number > 1 else None
    found = assessed(before) if before is not None else ()
    if before is None or not found:
        return ()
    then, now = json.loads(before.answers), json.loads(submission.answers)
    same = [one for one in found if one.outcome == "marked" and _answer(then, one.step) == _answer(now, one.step)]
    for one in same:
        note(submission, one)
    return tuple(same)


def note(submission: Submission, one: Assessed) -> Assessment:
    """Keep an assessment."""
    return Assessment.objects.using(database()).create(
        submission=submission, step=one.step, seat=one.seat, marker=one.marker, outcome=one.outcome,
        levels=canonical(one.levels), comments=canonical(one.comments), points=one.points, out_of=one.out_of,
        revision=one.revision, at=one.at,
    )  # fmt: skip


def _value(row: Assessment) -> Assessed:
    return Assessed(
        step=row.step, outcome=row.outcome, levels=json.loads(row.levels), comments=json.loads(row.comments),
        points=row.points, out_of=row.out_of, revision=row.revision, marker=row.marker, seat=row.seat, at=row.at,
        number=row.pk,
    )  # fmt: skip


def _answer(answers: Any, step: str) -> Any:
    return answers.get(step) if isinstance(answers, Mapping) else None
