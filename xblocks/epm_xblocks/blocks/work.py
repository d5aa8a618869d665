"""What a learner does: keep a draft, submit, be marked again. blocks room."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from xblock.scorable import Score

from epm_xblocks.blocks import chains, content, host, moments, teams, view
from epm_xblocks.blocks.answering import Refused, field_of, reply
from epm_xblocks.blocks.ledger import open_ledger
from epm_xblocks.blocks.marking import judge
from epm_xblocks.registrar.values import Learner, Receipt, Standing
from epm_xblocks.words.text import ENGLISH, N_, fill

__all__ = ["DRAFT_VERSION", "clear", "rescore", "revise", "save_draft", "score_now", "submit", "take_figures"]

DRAFT_VERSION = 1
_SAVED = N_("Saved at {time}")


def save_draft(data: dict[str, Any], visit: host.Visit) -> Any:
    """Keep answers that are not submitted; 409 with the kept ones where another window wrote since."""
    answers = field_of(data, "answers", dict)
    chains.refuse_foreign(visit, content.case_of(visit.block), answers)
    version = field_of(data, "version", int)
    kept = teams.kept(visit)
    draft = teams.keep(visit, answers, version + 1, DRAFT_VERSION) if version == kept.get("version", 0) else None
    if draft is None:
        return reply({"version": teams.kept(visit).get("version", 0), "answers": view.current_answers(visit)}, 409)
    return {"version": draft["version"], "saved": draft["saved"], "saved_text": _saved_text(visit)}


def submit(data: dict[str, Any], visit: host.Visit) -> Any:
    """Take an attempt, publish its marks, show them. A resend gets the same answer and changes nothing."""
    answers = field_of(data, "answers", dict)
    attempt = field_of(data, "attempt", int, None)
    block, case = visit.block, content.case_of(visit.block)
    if not case.steps:
        raise Refused(422, "nothing-to-mark")
    chains.refuse_foreign(visit, case, answers)
    receipt = open_ledger(visit).submit(
        data.get("key"),  # type: ignore[arg-type]  # because the ledger refuses whatever is no key
        answers,
        attempt=attempt,
        limit=block.max_attempts,
        mark=lambda given, seed: judge(case, given, seed),
    )
    standing = _after(receipt, answers, visit)
    return {"view": view.for_learner(visit, held=data.get("have"), standing=standing)}


def revise(data: dict[str, Any], visit: host.Visit) -> Any:
    """Take a text that was returned, written anew; the rest stays as it was sent."""
    from epm_xblocks.blocks import appraising

    case, kept = content.case_of(visit.block), teams.kept(visit)
    draft = kept.get("answers")
    receipt = appraising.revise(data, visit, lambda given, seed: judge(case, given, seed))
    merged = {**draft, data["step"]: data["text"]} if isinstance(draft, dict) else None
    # What was typed elsewhere and not sent is still theirs; a draft that says what was sent is none.
    teams.keep(visit, None if merged == receipt.answers else merged, kept.get("version", 0) + 1, DRAFT_VERSION)
    return {"view": view.for_learner(visit, standing=_published(receipt, visit))}


def take_figures(data: dict[str, Any], visit: host.Visit) -> Any:
    """Keep answers that name other results of an earlier case, and show the case with its figures."""
    said = save_draft(data, visit)
    return {"view": view.for_learner(visit)} if isinstance(said, dict) else said


def _after(receipt: Receipt, answers: Any, visit: host.Visit) -> Standing:
    """What follows a receipt, and where the learner stands now. Also after a resend: the first request may have been
    cut before it came this far.
    """
    kept = teams.kept(visit)
    if not receipt.repeated or kept.get("answers") == answers:
        teams.keep(visit, None, kept.get("version", 0) + 1, DRAFT_VERSION)
    return _published(receipt, visit)


def _published(receipt: Receipt, visit: host.Visit) -> Standing:
    """The mark and the completion handed to the host; where the learner stands now."""
    block = visit.block
    if block.sent < receipt.number:
        block.sent, block.seat = receipt.number, visit.who.id
    standing = open_ledger(visit).standing()
    last = standing.last or receipt
    host.publish_grade(visit, last.points, last.out_of)
    teams.credit(visit, last.points, last.out_of)
    host.publish_completion(visit)
    return standing


def _saved_text(visit: host.Visit) -> str:
    block, now = visit.block, visit.when.now
    time = moments.clock(now, host.language(block), host.zone(block))
    return fill((host.translator(block) or ENGLISH).gettext(_SAVED), {"time": time})


def score_now(visit: host.Visit) -> Score:
    """Marks of the last submission by the key as it is now; raises ValueError where there is none."""
    last = open_ledger(visit).standing().last
    if last is None:
        raise ValueError("nothing was submitted")
    marked = judge(content.case_of(visit.block), last.answers, last.seed)
    return Score(marked.points, marked.out_of)


def rescore(visit: host.Visit, only_if_higher: bool | None) -> None:
    """Mark again and publish; with `only_if_higher` a lower mark changes nothing, here or in the course."""
    last, new = open_ledger(visit).standing().last, score_now(visit)
    if only_if_higher and last is not None and new.raw_earned <= last.points:
        return
    case = content.case_of(visit.block)
    marked = open_ledger(visit).mark_again(lambda given, seed: judge(case, given, seed), case.revision)
    if marked is not None:
        host.publish_grade(visit, marked.points, marked.out_of, only_if_higher)
        teams.credit(visit, marked.points, marked.out_of)


def clear(learner: str, course: str, block: str, by: str, now: datetime | None = None) -> None:
    """Put the rows of a learner aside, where the registrar runs; the platform deletes the fields itself."""
    if host.has_registrar():
        from epm_xblocks.registrar import api

        api.clear(Learner(learner, course, block), now=now or host.now(), by=str(by))
