"""Take a submission once. registrar room."""

from __future__ import annotations

import json
import secrets
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from epm_xblocks.registrar.locking import database, hold, patiently, seat
from epm_xblocks.registrar.models import Mark, Sitting, Submission
from epm_xblocks.registrar.people import carry, returned, with_people
from epm_xblocks.registrar.reading import newest, receipt_of, standing
from epm_xblocks.registrar.values import (
    Learner,
    Marked,
    Marker,
    Receipt,
    Refusal,
    Standing,
    canonical,
    digest,
    receipt_number,
    refuse_if_over,
    valid_key,
)

__all__ = ["judge", "sit", "submit"]

ANSWERS_VERSION = 1


def submit(
    who: Learner,
    key: str,
    answers: Any,
    *,
    attempt: int | None,
    limit: int | None,
    closes: datetime | None,
    now: datetime,
    mark: Marker,
    due: datetime | None = None,
    seed: int | None = None,
    revises: str = "",
) -> Receipt:
    """Take a submission once.

    `key`: idempotency key made by the page (8–64 letters, digits, `-`, `_`), unique per (learner, block).
    `attempt`: the number the page showed (from 1), or None where the caller does not know it. `limit`: attempts
    allowed, or None. `closes`: last moment, grace included; `due`: after it a submission is late. `seed`: that of the
    variant, used when the sitting is new. `mark(answers, seed)` is called before the lock is taken. `revises`: the step
    that a trainer returned; such a submission is bound by no limit and no close, and refused where none was returned.
    Returns the receipt, `repeated` for a resend. Raises Refusal; then nothing has changed.
    """
    valid_key(key)
    text, print_of = canonical(answers), digest(answers)

    def refuse(row: Sitting) -> None:
        if not revises:
            refuse_if_over(row.used, attempt, limit, closes, now, row.revisions)
        elif not returned(row, revises):
            raise Refusal("not-returned", step=revises)
        else:
            refuse_if_over(row.used, attempt, None, None, now)

    def once() -> Receipt:
        sitting = seat(who, secrets.randbits(62) if seed is None else seed, now)
        known = _known(sitting, key, print_of)
        if known is not None:
            return known
        refuse(sitting)
        marked = mark(json.loads(text), sitting.seed)
        with transaction.atomic(using=database()):
            row = hold(sitting.code)
            if row is None or row.pk != sitting.pk:
                raise _ResetMeanwhile
            known = _known(row, key, print_of)
            if known is not None:
                return known
            refuse(row)
            row.case = who.case[:255] or row.case
            row.revisions += bool(revises)
            return _write(row, key, print_of, text, marked, now, late=not revises and due is not None and now > due)

    for _ in range(3):
        try:
            return patiently(once)
        except _ResetMeanwhile:
            continue
        except IntegrityError:  # the same key came first in a transaction that ours could not see yet
            known = _known(seat(who, 0, now), key, print_of, locking=True)
            if known is not None:
                return known
    raise Refusal("busy")


class _ResetMeanwhile(Exception):
    """Staff reset the sitting between reading and locking it."""


def _known(sitting: Sitting, key: str, print_of: str, *, locking: bool = False) -> Receipt | None:
    """The receipt of a submission already received under this key; raises Refusal where its answers differ."""
    rows = Submission.objects.using(database()).filter(sitting=sitting, key=key)
    if locking:
        with transaction.atomic(using=database()):
            found = rows.select_for_update().first()
    else:
        found = rows.first()
    if found is None:
        return None
    if found.digest != print_of or found.key != key:
        raise Refusal("key-conflict", number=found.number, receipt=found.receipt)
    return replace(receipt_of(found, newest(found), sitting.learner), repeated=True)


def _write(row: Sitting, key: str, print_of: str, text: str, marked: Marked, now: datetime, *, late: bool) -> Receipt:
    submission = Submission.objects.using(database()).create(
        sitting=row, number=row.used + 1, key=key, digest=print_of, receipt=_free_number(), answers=text,
        version=ANSWERS_VERSION, seed=row.seed, revision=marked.revision, at=now, late=late,
    )  # fmt: skip
    judged = judge(submission, with_people(marked, carry(row, submission)), "submit", now)
    row.used += 1
    row.save(using=database(), update_fields=["used", "revisions", "case"])
    return receipt_of(submission, judged, row.learner)


def _free_number() -> str:
    number = receipt_number()
    while Submission.objects.using(database()).filter(receipt=number).exists():
        number = receipt_number()
    return number


def judge(submission: Submission, marked: Marked, cause: str, now: datetime) -> Mark:
    return Mark.objects.using(database()).create(
        submission=submission, points=marked.points, out_of=marked.out_of, detail=canonical(marked.detail),
        revision=marked.revision, cause=cause, at=now,
    )  # fmt: skip


def sit(who: Learner, seed: int, now: datetime) -> Standing:
    """Where the learner stands; the sitting is made with `seed` (0 to 2**62) if there is none: a seed never changes."""
    patiently(lambda: seat(who, seed, now))
    found = standing(who)
    return found if found is not None else sit(who, seed, now)  # reset between the two: sit down again
