"""Read the ledger: where a learner stands, receipts, the rows of a report. registrar room."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.db.models import OuterRef, QuerySet, Subquery

from epm_xblocks.registrar.locking import database
from epm_xblocks.registrar.models import Mark, Sitting, Submission
from epm_xblocks.registrar.people import assessed
from epm_xblocks.registrar.values import Assessed, Learner, Receipt, Standing, sitting_code

__all__ = [
    "assessments", "batches", "by_number", "history", "last", "newest", "of_case", "receipt_of", "report", "standing",
]  # fmt: skip

_BATCH = 500


def standing(who: Learner) -> Standing | None:
    """Where the learner stands, or None before the first sitting. One query, two after a submission."""
    sittings = Sitting.objects.using(database()).filter(code=sitting_code(who))
    found = list(sittings.values_list("pk", "seed", "used", "revisions"))
    if not found:
        return None
    pk, seed, used, revisions = found[0]
    marks = Mark.objects.using(database()).filter(submission__sitting=pk, submission__number=used)
    mark = marks.select_related("submission").order_by("-pk").first() if used else None
    return Standing(seed, used, receipt_of(mark.submission, mark, who.learner) if mark else None, revisions)


def last(who: Learner) -> Receipt | None:
    """The last submission with its newest marks."""
    found = standing(who)
    return found.last if found else None


def history(who: Learner) -> tuple[Receipt, ...]:
    """Every submission of the present sitting, first to last, each with its newest marks."""
    rows = Submission.objects.using(database()).filter(sitting__code=sitting_code(who))
    return tuple(receipts(rows.order_by("number")))


def receipts(rows: QuerySet[Submission]) -> Iterator[Receipt]:
    """Receipts in two queries, however many."""
    newest = Mark.objects.filter(submission=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    found = list(rows.annotate(newest=Subquery(newest)).select_related("sitting"))
    marks = Mark.objects.using(rows.db).in_bulk([row.newest for row in found])
    return (receipt_of(row, marks[row.newest], row.sitting.learner) for row in found)


def of_case(learner: str, course: str, case: str) -> Receipt | None:
    """The learner's last submission of the case with this authored name; None too where two blocks bear it."""
    rows = Sitting.objects.using(database()).filter(learner=learner, course=course, case=case, cleared__isnull=True)
    exact = [row for row in rows if (row.learner, row.course, row.case) == (learner, course, case)]
    found = [last(Learner(row.learner, row.course, row.block)) for row in exact if row.used]
    return found[0] if len(found) == 1 else None


def by_number(receipt: str) -> tuple[Learner, Receipt] | None:
    """The submission with this receipt number, reset or not, and whose it is."""
    rows = Submission.objects.using(database()).filter(receipt=receipt[:16])
    found = next((one for one in receipts(rows) if one.receipt == receipt), None)
    if found is None:
        return None
    sitting = rows.select_related("sitting")[0].sitting
    return Learner(sitting.learner, sitting.course, sitting.block, sitting.case), found


def assessments(receipt: str) -> tuple[Assessed, ...]:
    """What people made of the submission with this receipt number: the newest of each step and seat."""
    rows = Submission.objects.using(database()).filter(receipt=receipt[:16])
    found = next((row for row in rows if row.receipt == receipt), None)
    return assessed(found) if found is not None else ()


def report(block: str, course: str | None = None) -> Iterator[Receipt]:
    """Every submission of a block that was not reset, by learner and number, with its newest marks."""
    for batch in batches(block, course):
        yield from receipts(batch)


def batches(block: str, course: str | None = None, learner: str | None = None) -> Iterator[QuerySet[Submission]]:
    """Submissions of a block, some hundreds at a time; the name is compared again because collations ignore case."""
    rows = Submission.objects.filter(sitting__block=block, sitting__cleared__isnull=True)
    if course is not None:
        rows = rows.filter(sitting__course=course)
    if learner is not None:
        rows = rows.filter(sitting__learner=learner)
    order = "sitting__learner", "number"
    found = [pk for pk, name in rows.order_by(*order).values_list("pk", "sitting__block") if name == block]
    for start in range(0, len(found), _BATCH):
        some = Submission.objects.filter(pk__in=found[start : start + _BATCH])
        yield some.select_related("sitting").order_by(*order)


def newest(submission: Submission) -> Mark:
    return submission.marks.order_by("-pk")[0]


def receipt_of(submission: Submission, mark: Mark, learner: str) -> Receipt:
    return Receipt(
        number=submission.number, receipt=submission.receipt, at=submission.at, late=submission.late,
        answers=json.loads(submission.answers), seed=submission.seed, key=submission.key, points=mark.points,
        out_of=mark.out_of, detail=json.loads(mark.detail), revision=mark.revision, learner=learner,
    )  # fmt: skip
