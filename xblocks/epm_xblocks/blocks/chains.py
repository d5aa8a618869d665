"""Figures that a learner takes from their own results of an earlier case: offered, resolved in the ledger, refused.
blocks room.
"""

from __future__ import annotations

from typing import Any

from epm_xblocks.blocks import host, moments
from epm_xblocks.blocks.answering import Refused
from epm_xblocks.registrar.values import Receipt
from epm_xblocks.words.text import ENGLISH, N_, fill

__all__ = ["REFERENCE", "attempt", "offered", "refuse_foreign", "started"]

REFERENCE = "reference"
"""The choice of the authored figures, where the learner has results of their own."""

_OWN = N_("Your results, attempt {number}, received on {day}")
_OWN_PART = N_(
    "Your results, attempt {number}, received on {day} (figures that are missing there are those of reference)"
)
_AUTHORED = N_("The reference figures")
_NOT_YET = N_("These are reference figures. Submit the earlier case first to work with your own results.")


def attempt(case: Any, seed: int | None, answers: Any, **more: Any) -> Any:
    """The attempt, with the figures of earlier cases that its answers name by receipt.

    A receipt that names nothing (any more) leaves the authored figures in place.
    """
    from epm_xblocks.case import Attempt

    return Attempt(case, seed, answers, taken=_taken(case, answers), **more)


def _taken(case: Any, answers: Any) -> dict[Any, float]:
    if not case.chains or not host.has_registrar():
        return {}
    from epm_xblocks.case import chains
    from epm_xblocks.registrar import api

    figures = {}
    for name, receipt in chains.chosen(case, answers).items():
        found = api.by_number(receipt) if receipt != REFERENCE else None
        if found is not None and found[0].case == name:
            figures[name] = chains.figures_in(found[1].detail)
    return chains.taken(case, figures)


def refuse_foreign(visit: host.Visit, case: Any, answers: Any) -> None:
    """Raises Refused where answers name results that are not this learner's own, of this course."""
    if not case.chains or visit.practice or not host.has_registrar():
        return
    from epm_xblocks.case import chains
    from epm_xblocks.registrar import api

    for name, receipt in chains.chosen(case, answers).items():
        if receipt == REFERENCE:
            continue
        found = api.by_number(receipt)
        whose = (found[0].learner, found[0].course, found[0].case) if found else None
        if whose != (visit.who.id, visit.course, name):
            raise Refused(422, "not-your-results", receipt=receipt[:16])


def started(visit: host.Visit, case: Any, answers: dict[str, Any]) -> dict[str, Any]:
    """The answers with the learner's own last results named, where nothing was chosen and nothing answered yet."""
    if not case.chains or answers:
        return answers
    from epm_xblocks.case.chains import FROM

    own = {name: last.receipt for name, last in _own(visit, case).items()}
    return {FROM: own} if own else answers


def offered(visit: host.Visit, case: Any, answers: dict[str, Any]) -> list[dict[str, Any]]:
    """For each earlier case: its name, what can be taken, what is taken; why nothing can be, if so."""
    if not case.chains:
        return []
    from epm_xblocks.case import chains

    taken, own = chains.chosen(case, answers), _own(visit, case)
    told = []
    for name in dict.fromkeys(chain.case for chain in case.chains):
        receipts = _choices(own.get(name), taken.get(name, ""), name)
        title = next((chain.title for chain in case.chains if chain.case == name and chain.title), name)
        options = [{"value": one.receipt, "text": _named(visit, case, name, one)} for one in receipts]
        options.append({"value": REFERENCE, "text": _say(visit, _AUTHORED)})
        known = [option["value"] for option in options]
        told.append(
            {
                "case": name,
                "title": title,
                "options": options if receipts else [],
                "chosen": taken[name] if taken.get(name) in known else REFERENCE,
                "text": "" if receipts else _say(visit, _NOT_YET),
            }
        )
    return told


def _own(visit: host.Visit, case: Any) -> dict[str, Receipt]:
    """The learner's last submission of each earlier case that has one."""
    if visit.practice or not visit.who.id or not host.has_registrar():
        return {}
    from epm_xblocks.registrar import api

    names = dict.fromkeys(chain.case for chain in case.chains)
    found = {name: api.of_case(visit.who.id, visit.course, name) for name in names}
    return {name: last for name, last in found.items() if last is not None}


def _choices(last: Receipt | None, taken: str, name: str) -> list[Receipt]:
    """The last results, and those taken before them."""
    from epm_xblocks.registrar import api

    earlier = api.by_number(taken) if taken and taken != REFERENCE and (not last or taken != last.receipt) else None
    older = earlier[1] if earlier and earlier[0].case == name else None
    return [one for one in (last, older) if one is not None]


def _named(visit: host.Visit, case: Any, name: str, receipt: Receipt) -> str:
    from epm_xblocks.case import chains

    figures = chains.figures_in(receipt.detail)
    wanted = [(chain.step, a1) for chain in case.chains if chain.case == name for a1, _into in chains.pairs(chain)]
    whole = all(a1 in figures.get(step, {}) for step, a1 in wanted)
    day, _time = moments.short(receipt.at, host.language(visit.block), host.zone(visit.block))
    return _say(visit, _OWN if whole else _OWN_PART, number=receipt.number, day=day)


def _say(visit: host.Visit, template: str, **values: object) -> str:
    return fill((host.translator(visit.block) or ENGLISH).gettext(template), values)
