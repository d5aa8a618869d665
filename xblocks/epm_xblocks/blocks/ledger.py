"""Which ledger takes a submission: the registrar's where it is installed, else one in the block's fields, for practice.
blocks room.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import datetime
from typing import Any, Protocol

from epm_xblocks.blocks.host import Visit
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

__all__ = ["Ledger", "PracticeLedger", "RecordLedger", "open_ledger", "seed_of"]

_KEPT = 5
"""Submissions a practice ledger remembers."""


class Ledger(Protocol):
    """What the block asks of a ledger, for one learner at one block."""

    def standing(self) -> Standing:
        """Seed, attempts used and last submission; writes nothing."""
        ...

    def seat(self) -> int:
        """The seed of the learner's variant, kept from now on."""
        ...

    def submit(self, key: str, answers: Any, *, attempt: int | None, limit: int | None, mark: Marker) -> Receipt:
        """Take a submission once; raises Refusal."""
        ...

    def mark_again(self, mark: Marker, revision: str) -> Receipt | None:
        """Mark the learner's submissions by another key; the last one with its marks, None where there is none."""
        ...

    def set_marks(self, points: float, out_of: float) -> None:
        """Set the marks of the last submission by hand."""
        ...


def open_ledger(visit: Visit) -> Ledger:
    """The ledger of this visit. Staff who look as a learner see the learner's record and write beside it."""
    if not visit.practice:
        return RecordLedger(visit)
    from epm_xblocks.blocks.host import has_registrar

    shown = RecordLedger(visit).standing if visit.who.behind and has_registrar() else None
    return PracticeLedger(visit, shown)


def seed_of(visit: Visit) -> int:
    """The seed of a learner's first variant, from the anonymous id and the block: the same wherever it is asked."""
    text = f"{visit.who.id}\0{visit.usage}\0variant 1"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") >> 2


class RecordLedger:
    """The registrar's tables: what a learner is told is received is there."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.who = Learner(visit.who.id, visit.course, visit.usage, visit.block.case_id or "")

    def standing(self) -> Standing:
        """From the tables, or what a first sitting would be."""
        from epm_xblocks.registrar import api

        return api.standing(self.who) or Standing(seed_of(self.visit), 0, None)

    def seat(self) -> int:
        """The sitting is made now if there is none."""
        from epm_xblocks.registrar import api

        return api.sit(self.who, seed_of(self.visit), self.visit.when.now).seed

    def submit(self, key: str, answers: Any, *, attempt: int | None, limit: int | None, mark: Marker) -> Receipt:
        """Under the row lock of the sitting. The host has judged whether the time is over."""
        from epm_xblocks.registrar import api

        when = self.visit.when
        return api.submit(
            self.who, key, answers, attempt=attempt, limit=limit, closes=_close(when), now=when.now, mark=mark,
            due=when.due if when.closes else None, seed=seed_of(self.visit),
        )  # fmt: skip

    def revise(self, key: Any, answers: Any, *, step: str, attempt: int | None, mark: Marker) -> Receipt:
        """A text that a trainer returned, written anew: no limit and no due date stand against it."""
        from epm_xblocks.registrar import api

        return api.submit(
            self.who, key, answers, attempt=attempt, limit=None, closes=None, now=self.visit.when.now, mark=mark,
            revises=step,
        )  # fmt: skip

    def mark_again(self, mark: Marker, revision: str) -> Receipt | None:
        """Every submission of the learner; old marks are kept."""
        from epm_xblocks.registrar import api

        now, who = self.visit.when.now, self.who
        api.remark(who.block, mark, revision, now=now, course=who.course, learner=who.learner)
        return api.last(who)

    def set_marks(self, points: float, out_of: float) -> None:
        """A new row of marks, unless these are the marks already."""
        from epm_xblocks.registrar import api

        last = api.last(self.who)
        if last is not None and (last.points, last.out_of) != (points, out_of):
            api.override(self.who, points, out_of, now=self.visit.when.now)


class PracticeLedger:
    """A field of the block, of this person alone: the same rules, no record. A reload of Studio may empty it."""

    def __init__(self, visit: Visit, shown: Callable[[], Standing] | None = None) -> None:
        self.visit, self.shown = visit, shown

    def standing(self) -> Standing:
        """What was practised, else what stands in the record of the learner who is looked at."""
        kept = self._kept()
        if not kept and self.shown is not None:
            return self.shown()
        last = _receipt(kept[-1]) if kept else None
        return Standing(seed_of(self.visit), last.number if last else 0, last)

    def seat(self) -> int:
        """Nothing is kept: the seed follows from the person and the block."""
        return self.standing().seed

    def submit(self, key: str, answers: Any, *, attempt: int | None, limit: int | None, mark: Marker) -> Receipt:
        """The registrar's rules, without its lock: one person in one browser."""
        valid_key(key)
        when, kept = self.visit.when, self._kept()
        known = next((one for one in map(_receipt, kept) if one.key == key), None)
        if known is not None and digest(known.answers) != digest(answers):
            raise Refusal("key-conflict", number=known.number, receipt=known.receipt)
        if known is not None:
            return replace(known, repeated=True)
        canonical(answers)
        now = self.standing()
        refuse_if_over(now.used, attempt, limit, _close(when), when.now)
        marked = mark(answers, now.seed)
        late = when.due is not None and when.closes is not None and when.now > when.due
        receipt = _new(key, answers, now, marked, when.now, late)
        self._keep([*kept, _row(receipt)])
        return receipt

    def mark_again(self, mark: Marker, revision: str) -> Receipt | None:
        """The last one only."""
        last = self.standing().last
        if last is None or not self._kept():
            return last
        return self._put(mark(last.answers, last.seed))

    def set_marks(self, points: float, out_of: float) -> None:
        """On the last one."""
        last = self.standing().last
        if last is not None and self._kept():
            self._put(Marked(points, out_of, last.detail, last.revision))

    def _put(self, marked: Marked) -> Receipt:
        kept = self._kept()
        changed = replace(
            _receipt(kept[-1]),
            points=marked.points,
            out_of=marked.out_of,
            detail=marked.detail,
            revision=marked.revision,
        )
        self._keep([*kept[:-1], _row(changed)])
        return changed

    def _kept(self) -> list[Any]:
        rows = (self.visit.block.practice or {}).get("sent", [])
        return rows if isinstance(rows, list) else []

    def _keep(self, rows: list[Any]) -> None:
        self.visit.block.practice = {"version": 2, "sent": rows[-_KEPT:]}


def _close(when: Any) -> datetime | None:
    """The close as the ledger compares it with `now`: the host may judge otherwise than the dates alone."""
    if not when.over:
        return None
    return (
        min(when.closes, when.now)
        if when.closes and when.closes < when.now
        else datetime.min.replace(tzinfo=when.now.tzinfo)
    )


def _new(key: str, answers: Any, now: Standing, marked: Marked, at: datetime, late: bool) -> Receipt:
    return Receipt(
        number=now.used + 1, receipt=receipt_number(), at=at, late=late, answers=answers, seed=now.seed, key=key,
        points=marked.points, out_of=marked.out_of, detail=marked.detail, revision=marked.revision,
    )  # fmt: skip


def _row(receipt: Receipt) -> str:
    """As text: fields are copied deep at each request, a text costs nothing there."""
    row = {one.name: getattr(receipt, one.name) for one in fields(receipt)}
    return json.dumps(row | {"at": receipt.at.isoformat()})


def _receipt(row: Any) -> Receipt:
    """Of a text; version 1 kept the row itself."""
    kept = json.loads(row) if isinstance(row, str) else row
    return Receipt(**(kept | {"at": datetime.fromisoformat(kept["at"])}))
