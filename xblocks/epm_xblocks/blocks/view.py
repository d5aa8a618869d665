"""The view of a case: what the page is given (docs/architecture.md), assembled for learner, visitor and author.
blocks room.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from epm_xblocks.blocks import appraising, chains, content, host, moments, page, portfolio, teams
from epm_xblocks.blocks.ledger import open_ledger
from epm_xblocks.blocks.marking import marks_view
from epm_xblocks.blocks.sentences import say
from epm_xblocks.registrar.values import Receipt, Standing
from epm_xblocks.words.text import ENGLISH, N_, fill

__all__ = ["DUE", "case_view", "current_answers", "for_author", "for_learner", "for_public", "key_shown"]

DUE = N_("To be submitted by {moment}")
_LATE = N_("Accepted until {moment}, and noted as late")
_RECEIVED = N_("Attempt {number} received on {day} at {time}.")
_RECEIVED_LATE = N_("Attempt {number} received late, on {day} at {time}.")
_PRACTICE = N_("What is sent from here is for practice: it is not recorded.")
_DAMAGED = N_("This step cannot be shown: something in it must be corrected by its author.")
_PUBLIC = N_("You can read this case. To work on it, sign in and join the course.")


def for_learner(visit: host.Visit, held: Any = None, standing: Standing | None = None) -> dict[str, Any]:
    """The page of a learner as things stand now.

    held: revision of the case that the page shows already; then only what an attempt changes is said, as long as the
    case is the same and no key is to be shown. `answers` are left out where they are those of the marks.
    standing: where the learner stands, if it was just read.
    """
    if not visit.who.id:
        return for_public(visit.block)
    standing = standing or open_ledger(visit).standing()
    case = content.case_of(visit.block)
    answers = chains.started(visit, case, current_answers(visit, standing))
    reveal = key_shown(visit, standing)
    known = held == case.revision and not reveal
    view = {} if known else case_view(visit.block, case, standing.seed, answers, reveal=reveal)
    team = teams.told(visit)
    if (case.chains or team) and view:
        view["chain"] = chains.offered(visit, case, answers)
    if team:
        view["team"] = team
    _catch_up(visit, standing)
    kept = teams.kept(visit)
    shown = standing.last is not None and host.correctness_shown(visit)
    saved = kept.get("saved") if kept.get("answers") is not None else None
    received = _submitted(visit.block, standing.last) if standing.last else ""
    marks = _marks(visit, case, standing.last, reveal, received) if shown else None
    if not (known and marks and marks["answers"] == answers):
        view["answers"] = answers
    if view and appraising.asked(case) and host.may_mark(visit.block, visit.who):
        view["marker"] = True
    return view | {
        "attempt": _attempt(visit, standing, shown, received),
        "draft": {"version": kept.get("version", 0), "saved": saved},
        "marks": marks,
        "who": host.opaque(visit),
    }


def _catch_up(visit: host.Visit, standing: Standing) -> None:
    """Credit a member who comes after the team has submitted: who joined later was not there to be credited."""
    block, last = visit.block, standing.last
    if visit.team and last is not None and block.sent < last.number:
        block.sent = last.number
        host.publish_grade(visit, last.points, last.out_of)
        host.publish_completion(visit)


def for_public(block: Any) -> dict[str, Any]:
    """The case to be read: one set of figures for everybody, nothing of anybody, nothing to send."""
    view = case_view(block, content.case_of(block), None, {}, reveal=False)
    reason = _translate(block).gettext(_PUBLIC)
    return view | {
        "attempt": {"number": 0, "next": 0, "max": None, "left": 0, "closed": True, "reason": reason, "practice": True},
        "answers": {},
        "draft": {"version": 0, "saved": None},
        "marks": None,
        "who": "",
        "preview": True,
    }


def for_author(visit: host.Visit) -> dict[str, Any]:
    """What those see who may read the source: the learner's page, what must be corrected, the key and its notes."""
    from epm_xblocks.blocks.authoring import findings_view
    from epm_xblocks.blocks.corrige import trainers_copy

    block = visit.block
    case = content.case_of(block)
    return {
        "view": for_learner(visit),
        "findings": findings_view(block, case),
        "solved": case_view(block, case, None, {}, reveal=True),
        "corrige": _with_urls(block, trainers_copy(block)),
        "lang": host.language(block),
    }


def case_view(block: Any, case: Any, seed: int | None, answers: dict[str, Any], *, reveal: bool) -> dict[str, Any]:
    """The case itself, without anybody's attempt."""
    view = chains.attempt(case, seed, answers, reveal=reveal, lang=host.language(block)).show()
    for step in view["steps"]:
        if step.get("damaged"):
            step["damaged"] = _translate(block).gettext(_DAMAGED)
    view["urls"] = {"aids": page.aids(block), "kinds": _bundles(block, case), "login": host.login_url()}
    if appraising.asked(case):
        view["urls"] |= {name: host.handler_url(block, name) for name in ("revise", "scripts", "script", "assess")}
    if portfolio.asked(case):
        view["urls"] |= {name: host.handler_url(block, name) for name in ("portfolio", "portfolio_file")}
    return _with_urls(block, view) if "/static/" in case.source else view


def _bundles(block: Any, case: Any) -> dict[str, list[str]]:
    """What draws the steps of this case that the first view does not."""
    from epm_xblocks.case import Damaged
    from epm_xblocks.kinds.registry import KINDS

    names = dict.fromkeys(KINDS[step.kind].drawn(step) for step in case.steps if not isinstance(step, Damaged))
    return {name: page.kind_files(block, name) for name in names if name}


def current_answers(visit: host.Visit, standing: Standing | None = None) -> dict[str, Any]:
    """The draft, else the last submission."""
    kept = teams.kept(visit).get("answers")
    if isinstance(kept, dict):
        return kept
    last = (standing or open_ledger(visit).standing()).last
    return last.answers if last is not None and isinstance(last.answers, dict) else {}


def key_shown(visit: host.Visit, standing: Standing) -> bool:
    """Whether this learner may see the key: the due date is past, nothing can be sent any more, marks may be seen."""
    when, limit = visit.when, visit.block.max_attempts
    spent = limit is not None and standing.counted >= limit
    past = when.due is None or when.over or (when.closes is not None and when.now > when.closes)
    return past and (when.over or spent) and host.correctness_shown(visit)


@dataclass(frozen=True)
class _Room:
    """Whether another attempt may be sent, and if not, why."""

    left: int | None
    closed: bool
    reason: str | None


def _room(visit: host.Visit, used: int) -> _Room:
    limit, translate = visit.block.max_attempts, _translate(visit.block)
    left = None if limit is None else max(0, limit - used)
    if visit.when.over:
        closes = visit.when.closes
        told = {"closes_text": _full(visit.block, closes)} if closes else {}
        return _Room(left, True, say("closed" if closes else "closed-now", told, translate)["lead"])
    if left == 0:
        return _Room(0, True, say("no-attempt-left", {"limit": limit}, translate)["lead"])
    return _Room(left, False, translate.gettext(_PRACTICE) if visit.practice else None)


def _attempt(visit: host.Visit, standing: Standing, shown: bool, received: str) -> dict[str, Any]:
    block, when, room = visit.block, visit.when, _room(visit, standing.counted)
    translate = _translate(block)
    late = when.due is not None and when.closes is not None and when.closes > when.due
    due_text = fill(translate.gettext(DUE), {"moment": _full(block, when.due)}) if when.due else ""
    return {
        "number": standing.used if standing.used and (shown or room.closed) else standing.used + 1,
        "next": standing.used + 1,
        "max": block.max_attempts,
        "left": room.left,
        "closed": room.closed,
        "reason": room.reason,
        "due": when.due.isoformat() if when.due else None,
        "due_text": due_text,
        "late_allowed": late,
        "late_text": fill(translate.gettext(_LATE), {"moment": _full(block, when.closes)}) if late else "",
        "submitted_text": received,
        "practice": visit.practice,
    }


def _marks(visit: host.Visit, case: Any, last: Receipt | None, reveal: bool, received: str) -> dict[str, Any] | None:
    if last is None:
        return None
    marks = marks_view(visit.block, case, last, reveal=reveal)
    marks = _with_urls(visit.block, marks) if "/static/" in case.source else marks
    appraising.told(visit, case, last, marks)
    return marks | {
        "receipt": last.receipt,
        "submitted_text": received,
        "answers": last.answers,
    }


def _submitted(block: Any, last: Receipt) -> str:
    day, time = moments.short(last.at, host.language(block), host.zone(block))
    sentence = _translate(block).gettext(_RECEIVED_LATE if last.late else _RECEIVED)
    return fill(sentence, {"number": last.number, "day": day, "time": time})


def _full(block: Any, moment: Any) -> str:
    return moments.full(moment, host.language(block), host.zone(block))


def _translate(block: Any) -> Any:
    return host.translator(block) or ENGLISH


def _with_urls(block: Any, value: Any) -> Any:
    """Every text of the view with the course's own files addressed: the host rewrites HTML, not data."""
    if isinstance(value, str):
        return host.replace_urls(block, value)
    if isinstance(value, dict):
        return {name: _with_urls(block, part) for name, part in value.items()}
    return [_with_urls(block, part) for part in value] if isinstance(value, list) else value
