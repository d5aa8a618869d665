"""Mark a case again for everybody, learner by learner, as a platform's instructors do. campus room."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from epm_xblocks.campus.models import Completion, Course, FieldValue, Grade
from epm_xblocks.campus.people import anonymous_id, shown_name
from epm_xblocks.campus.results import learner_of
from epm_xblocks.campus.runtime import CampusRuntime
from epm_xblocks.registrar import api

__all__ = ["Remarked", "mark_again", "start_again"]

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Remarked:
    """What a re-marking did: submissions read, what changed (name, attempt, before, after, of), names it failed for."""

    read: int
    changes: tuple[tuple[str, int, float, float, float], ...]
    failures: tuple[str, ...]


def mark_again(course: Course, usage: str) -> Remarked:
    """Let the block judge every learner's answers again with the key as it is now; old marks are kept in the ledger."""
    before = {receipt.receipt: receipt for receipt in api.report(usage, course.key)}
    users = {
        user.person.anonymous: user
        for user in User.objects.filter(
            person__anonymous__in={each.learner for each in before.values()}
        ).select_related("person")
    }
    failed = [shown_name(user) for user in users.values() if not _rescore(course, usage, user)]
    changes = []
    for now in api.report(usage, course.key):
        old = before.get(now.receipt)
        if old is not None and (old.points, old.out_of) != (now.points, now.out_of):
            name = shown_name(users[now.learner]) if now.learner in users else "–"
            changes.append((name, now.number, old.points, now.points, now.out_of))
    return Remarked(len(before), tuple(changes), tuple(failed))


def _rescore(course: Course, usage: str, user: User) -> bool:
    """The platform's own way: the block, bound to the learner, scores itself again and publishes the mark."""
    block = CampusRuntime(course, user).get_block(usage)
    try:
        block.rescore(only_if_higher=False)
        block.save()
    except Exception:
        log.exception("%s could not be marked again", usage)
        return False
    return True


def start_again(course: Course, usage: str, user: User, by: User) -> int:
    """Give a learner a fresh start at a case; what was sent is put aside in the ledger, not destroyed.

    Returns the number of submissions put aside.
    """
    block = CampusRuntime(course, user).get_block(usage)
    sent = len(api.history(learner_of(course, usage, user)))
    clear: Any = getattr(block, "clear_student_state", None)
    if callable(clear):
        clear(user_id=anonymous_id(user), course_id=course.key, item_id=usage, requesting_user_id=anonymous_id(by))
    else:
        api.clear(learner_of(course, usage, user), now=timezone.now(), by=anonymous_id(by))
    FieldValue.objects.filter(block=usage, person=str(user.pk)).delete()
    Grade.objects.filter(usage=usage, user=user).delete()
    Completion.objects.filter(usage=usage, user=user).delete()
    return sent
