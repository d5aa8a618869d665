"""One transaction that holds a sitting's row, on any database and whatever the host's settings are. registrar room."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.db import IntegrityError, OperationalError, connections, router, transaction
from django.db.models import F

from epm_xblocks.registrar.models import Sitting
from epm_xblocks.registrar.values import Learner, Refusal, sitting_code

__all__ = ["database", "hold", "patiently", "seat"]

T = TypeVar("T")
_TRIES = 6


def database() -> str:
    """Alias of the database the ledger is written to (never a read replica)."""
    return router.db_for_write(Sitting)


def seat(who: Learner, seed: int, now: datetime) -> Sitting:
    """The sitting of (learner, block), made with `seed` where there is none yet.

    Two requests may make it at the same time: the unique code lets one win and the other reads what it wrote.
    """
    rows = Sitting.objects.using(database())
    code = sitting_code(who)
    found = rows.filter(code=code).first()
    if found is not None:
        return found
    try:
        with transaction.atomic(using=database()):
            named = {"learner": who.learner, "course": who.course, "block": who.block, "case": who.case[:255]}
            return rows.create(code=code, seed=seed, created=now, **named)
    except IntegrityError:
        # A locking read sees the other's row even inside a repeatable-read transaction of the host.
        with transaction.atomic(using=database()):
            return rows.select_for_update().get(code=code)


def hold(code: str) -> Sitting | None:
    """Lock and read a sitting inside a transaction; None if it was reset meanwhile.

    SQLite has no row locks: an UPDATE as the first statement takes its write lock before anything is read,
    which is what BEGIN IMMEDIATE would do, whatever `transaction_mode` the host has set.
    """
    rows = Sitting.objects.using(database()).filter(code=code)
    if not connections[database()].features.has_select_for_update:
        rows.update(used=F("used"))
    return rows.select_for_update().first()


def patiently(work: Callable[[], T]) -> T:
    """Do `work`, again after a deadlock, a lock time-out or a failed serialisation; raises Refusal `busy` in the end.

    Inside a transaction of the host nothing can be tried again: the first such fault is `busy`.
    """
    tries = 1 if connections[database()].in_atomic_block else _TRIES
    for turn in range(tries):
        try:
            return work()
        except OperationalError as fault:
            if turn + 1 == tries:
                raise Refusal("busy") from fault
        time.sleep(random.uniform(0.01, 0.05) * 2**turn)  # noqa: S311 — because it only spreads the tries out
    raise Refusal("busy")
