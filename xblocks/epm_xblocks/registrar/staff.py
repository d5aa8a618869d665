"""What staff and the platform do to the ledger: reset, mark again, set marks by hand, retire people. registrar room."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from datetime import datetime
from itertools import chain
from typing import Any

from django.db import transaction

from epm_xblocks.registrar.locking import database, hold, patiently
from epm_xblocks.registrar.models import Assessment, Sitting, Submission
from epm_xblocks.registrar.people import PEOPLE, assessed, note, with_people
from epm_xblocks.registrar.reading import batches, newest, receipt_of
from epm_xblocks.registrar.taking import judge
from epm_xblocks.registrar.values import (
    Assessed,
    Change,
    Learner,
    Marked,
    Marker,
    Receipt,
    Refusal,
    Remark,
    canonical,
    digest,
    sitting_code,
)

__all__ = ["assess", "clear", "override", "remark", "retire"]

RETIRED_TEXT = "[retired]"


def clear(who: Learner, *, now: datetime, by: str = "") -> int:
    """Reset by staff: the learner may start again; the old rows are kept under a code of their own.

    Returns the number of submissions put aside.
    """

    def once() -> int:
        with transaction.atomic(using=database()):
            row = hold(sitting_code(who))
            if row is None:
                return 0
            row.code, row.cleared, row.cleared_by = f"cleared-{row.pk}", now, by[:64]
            row.save(using=database(), update_fields=["code", "cleared", "cleared_by"])
            return row.used

    return patiently(once)


def remark(
    block: str,
    mark: Marker,
    revision: str,
    *,
    now: datetime,
    course: str | None = None,
    learner: str | None = None,
) -> Remark:
    """Mark every submission of a block again (or one learner's); a changed mark is a new row, the old one stays.

    `mark(answers, seed)` gives marks of `revision`. A submission it cannot mark is reported and keeps its marks, and
    so does one that was marked by hand.
    """
    changes, failures, read = [], [], 0
    for submission in chain.from_iterable(batches(block, course, learner)):
        read += 1
        try:
            marked = with_people(mark(json.loads(submission.answers), submission.seed), assessed(submission))
        except Exception as fault:  # noqa: BLE001 — because one submission must not stop the others; it is reported
            failures.append((submission.receipt, f"{type(fault).__name__}: {fault}"))
            continue
        change = _replace_mark(submission, marked, now)
        if change is not None:
            changes.append(change)
    return Remark(revision, read, tuple(changes), tuple(failures))


def _replace_mark(submission: Submission, marked: Marked, now: datetime) -> Change | None:
    """Add the new mark where it differs; a mark given by hand is left alone."""
    before = newest(submission)
    same = (before.points, before.out_of, before.detail) == (marked.points, marked.out_of, canonical(marked.detail))
    if before.cause == "override" or (same and before.revision == marked.revision):
        return None
    patiently(lambda: judge(submission, marked, "remark", now))
    if (before.points, before.out_of) == (marked.points, marked.out_of):
        return None
    pairs = (before.points, before.out_of), (marked.points, marked.out_of)
    return Change(submission.sitting.learner, submission.receipt, submission.number, *pairs)


def assess(receipt: str, given: Assessed, *, seen: int | None, now: datetime) -> Receipt:
    """Keep what a person made of a step of the last submission of its sitting; its mark is told anew.

    `seen`: number of the assessment of this step that the person had before them, 0 for none; None is not compared.
    Raises Refusal `no-such-receipt`, `superseded` where the learner has sent another since, `marked-meanwhile`.
    """

    def once() -> Receipt:
        found = Submission.objects.using(database()).filter(receipt=receipt[:16]).select_related("sitting").first()
        if found is None or found.receipt != receipt:
            raise Refusal("no-such-receipt", receipt=receipt[:16])
        with transaction.atomic(using=database()):
            row = hold(found.sitting.code)
            if row is None or row.used != found.number:
                raise Refusal("superseded", number=found.number)
            before = {(one.step, one.seat): one for one in assessed(found)}
            last = before.get((given.step, given.seat))
            if seen is not None and seen != (last.number if last else 0):
                raise Refusal("marked-meanwhile", receipt=receipt)
            note(found, given)
            mark = newest(found)
            if mark.cause == "override":  # a mark set by hand stands, whatever is said of a step
                return receipt_of(found, mark, row.learner)
            detail = json.loads(mark.detail)
            people = detail.pop(PEOPLE, {}) if isinstance(detail, dict) else {}
            machine = mark.points - sum(one["points"] for one in people.values())
            bare = Marked(machine, mark.out_of, detail, mark.revision)
            judged = judge(found, with_people(bare, assessed(found)), "people", now)
            return receipt_of(found, judged, row.learner)

    return patiently(once)


def override(who: Learner, points: float, out_of: float, *, now: datetime, by: str = "") -> Receipt | None:
    """Set the marks of the last submission by hand; None where nothing was submitted."""
    row = Sitting.objects.using(database()).filter(code=sitting_code(who)).first()
    submission = row.submissions.order_by("-number").first() if row else None
    if row is None or submission is None:
        return None
    before = newest(submission)
    marked = Marked(points, out_of, json.loads(before.detail), before.revision)
    return receipt_of(submission, patiently(lambda: judge(submission, marked, "override", now)), row.learner)


def retire(learners: Iterable[str]) -> int:
    """Make rows of retired people anonymous: a random name, free texts and what was said of them removed, figures and
    marks kept. Where they marked others, their name is taken out.

    Returns the number of sittings changed.
    """
    rows = list(Sitting.objects.using(database()).filter(learner__in=list(learners)))
    for row in rows:
        patiently(lambda row=row: _retire_one(row))
    marked = Assessment.objects.using(database()).filter(marker__in=list(learners))
    patiently(lambda: marked.update(marker="retired"))
    return len(rows)


def _retire_one(row: Sitting) -> None:
    with transaction.atomic(using=database()):
        row.learner = f"retired-{secrets.token_hex(16)}"
        row.code = row.learner
        row.save(using=database(), update_fields=["learner", "code"])
        for submission in row.submissions.all():
            answers = _without_texts(json.loads(submission.answers))
            submission.answers, submission.digest = canonical(answers), digest(answers)
            submission.save(using=database(), update_fields=["answers", "digest"])
        Assessment.objects.using(database()).filter(submission__sitting=row).update(comments="{}")


def _without_texts(answers: Any) -> Any:
    """Answers without what a person wrote: a text that answers a whole step. Figures in cells stay as typed."""
    if not isinstance(answers, dict):
        return answers
    return {step: RETIRED_TEXT if isinstance(answer, str) else answer for step, answer in answers.items()}
