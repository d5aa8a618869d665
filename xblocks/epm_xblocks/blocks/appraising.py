"""Written work marked by people: what was sent, one text and its rubric, a mark or a return. blocks room."""

from __future__ import annotations

import hashlib
from typing import Any

from epm_xblocks.blocks import content, host, moments
from epm_xblocks.blocks.answering import Refused, field_of
from epm_xblocks.blocks.ledger import RecordLedger
from epm_xblocks.registrar.values import Assessed, Receipt

__all__ = ["COMMENT_LIMIT", "asked", "assess", "queue", "revise", "script", "told"]

COMMENT_LIMIT = 5_000
"""Characters of one comment."""
LISTED = 300
"""Texts in one list."""
SELF = "@self"
"""Where answers keep how learners rate their own work: {step: {criterion: level}}."""


def asked(case: Any) -> dict[str, Any]:
    """The steps of a case that people mark, by id."""
    return {step.id: step for step in case.steps if getattr(step, "rubric", None) and step.rubric.scales}


def queue(visit: host.Visit) -> dict[str, Any]:
    """The last text of each learner at each step with a rubric, without names: what waits first, in an order that
    says nothing of who wrote it."""
    from epm_xblocks.registrar import api

    steps, last = asked(content.case_of(visit.block)), dict[str, Receipt]()
    for receipt in api.report(visit.usage, visit.course):
        last[receipt.learner] = receipt
    rows = [row for receipt in last.values() for step in steps.values() for row in _row(visit, step, receipt)]
    rows.sort(key=lambda row: (row["outcome"] != "waiting", hashlib.sha256(row["receipt"].encode()).digest()))
    counts = {name: sum(row["outcome"] == name for row in rows) for name in ("waiting", "returned", "marked")}
    return {"rows": rows[:LISTED], "counts": counts}


def _row(visit: host.Visit, step: Any, receipt: Receipt) -> list[dict[str, Any]]:
    if not _text(receipt, step.id).strip():
        return []
    people = _people(receipt).get(step.id) or {}
    day, time = moments.short(receipt.at, host.language(visit.block), host.zone(visit.block))
    return [
        {
            "receipt": receipt.receipt, "step": step.id, "title": step.title, "number": receipt.number,
            "late": receipt.late, "day": day, "time": time, "outcome": people.get("outcome", "waiting"),
            "points": people.get("points"), "out_of": step.out_of,
        }
    ]  # fmt: skip


def script(data: dict[str, Any], visit: host.Visit) -> dict[str, Any]:
    """One text: what was written, how its writer rates it, what was made of it so far."""
    step, receipt = _found(data, visit)
    mine = receipt.answers.get(SELF) if isinstance(receipt.answers, dict) else None
    rated = mine.get(step.id) if isinstance(mine, dict) else None
    now = _newest(receipt, step.id)
    return {
        "receipt": receipt.receipt,
        "step": step.id,
        "text": _text(receipt, step.id),
        "self": rated if isinstance(rated, dict) else {},
        "levels": now.levels if now else {},
        "comments": now.comments if now else {},
        "outcome": now.outcome if now else "waiting",
        "seen": now.number if now else 0,
    }


def assess(data: dict[str, Any], visit: host.Visit) -> dict[str, Any]:
    """Keep a mark or a return, hand the new total to the host, and give the list as it is now."""
    from epm_xblocks.registrar import api

    step, receipt = _found(data, visit)
    outcome = field_of(data, "outcome", str)
    levels, comments = _levels(data, step), _comments(data, step)
    if outcome == "marked":
        missing = step.rubric.rule.missing(levels)
        if missing:
            named = [scale.title for scale in step.rubric.scales if scale.id in missing]
            raise Refused(422, "levels-missing", criteria=", ".join(named))
    elif outcome != "returned":
        raise Refused(422, "not-an-object", name="outcome")
    elif not any(comments.values()):
        raise Refused(422, "return-without-words")
    given = Assessed(
        step=step.id, outcome=outcome, levels=levels, comments=comments,
        points=step.rubric.rule.earned(levels) if outcome == "marked" else 0.0, out_of=step.out_of,
        revision=content.case_of(visit.block).revision, marker=visit.who.id, at=visit.when.now,
    )  # fmt: skip
    now = api.assess(receipt.receipt, given, seen=field_of(data, "seen", int, None), now=visit.when.now)
    host.publish_grade_of(visit.block, now.learner, now.points, now.out_of)
    for name in api.members(now.learner):
        host.publish_grade_to(visit.block, name, now.points, now.out_of)
    return queue(visit)


def revise(data: dict[str, Any], visit: host.Visit, mark: Any) -> Receipt:
    """Take the new text of a step that was returned: the other answers stay as they were sent."""
    name, text = field_of(data, "step", str), field_of(data, "text", str)
    ledger = RecordLedger(visit)
    last = ledger.standing().last
    if visit.practice or last is None or name not in asked(content.case_of(visit.block)):
        raise Refused(422, "not-marked-here", step=name[:80])
    known = last.key == data.get("key")  # a resend: the ledger knows it by its answers
    answers = {**(last.answers if isinstance(last.answers, dict) else {}), name: text}
    return ledger.revise(data.get("key"), answers, step=name, attempt=None if known else last.number + 1, mark=mark)


def told(visit: host.Visit, case: Any, last: Receipt, marks: dict[str, Any]) -> None:
    """Adds to the marks what a trainer wrote of each step: comments by criterion, when."""
    found = {name for name in asked(case) if name in _people(last)}
    if not found or not host.has_registrar():
        return
    from epm_xblocks.registrar import api

    for one in api.assessments(last.receipt):
        people = marks["steps"].get(one.step, {}).get("people")
        if people is not None:
            day, _time = moments.short(one.at, host.language(visit.block), host.zone(visit.block))
            people.update(comments=one.comments, day=day)


def _found(data: dict[str, Any], visit: host.Visit) -> tuple[Any, Receipt]:
    """The step and the submission that a request names, of this block alone."""
    from epm_xblocks.registrar import api

    name, number = field_of(data, "step", str), field_of(data, "receipt", str)
    step = asked(content.case_of(visit.block)).get(name)
    if step is None:
        raise Refused(422, "not-marked-here", step=name[:80])
    found = api.by_number(number)
    if found is None or (found[0].course, found[0].block) != (visit.course, visit.usage):
        raise Refused(422, "no-such-receipt", receipt=number[:16])
    return step, found[1]


def _newest(receipt: Receipt, step: str) -> Assessed | None:
    from epm_xblocks.registrar import api

    return next((one for one in api.assessments(receipt.receipt) if one.step == step), None)


def _levels(data: dict[str, Any], step: Any) -> dict[str, str]:
    given = field_of(data, "levels", dict)
    return {one.id: given[one.id] for one in step.rubric.scales if isinstance(given.get(one.id), str)}


def _comments(data: dict[str, Any], step: Any) -> dict[str, str]:
    given = field_of(data, "comments", dict)
    names = ["", *(scale.id for scale in step.rubric.scales)]
    return {
        name: given[name][:COMMENT_LIMIT].strip()
        for name in names
        if isinstance(given.get(name), str) and given[name].strip()
    }


def _people(receipt: Receipt) -> dict[str, Any]:
    people = receipt.detail.get("people") if isinstance(receipt.detail, dict) else None
    return people if isinstance(people, dict) else {}


def _text(receipt: Receipt, step: str) -> str:
    text = receipt.answers.get(step) if isinstance(receipt.answers, dict) else None
    return text if isinstance(text, str) else ""
