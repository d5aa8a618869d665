"""The instructor's report: one row a submission, figures as typed, nothing a spreadsheet would run. blocks room."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from epm_xblocks.blocks import host
from epm_xblocks.words.text import ENGLISH, N_

__all__ = ["harmless", "rows"]

_NUMBER = re.compile(r"[-+]?[\d\s.,\u00a0\u202f]*%?")
_HEADS = {
    "number": N_("Attempt"), "receipt": N_("Receipt"), "at": N_("Received"), "late": N_("Late"), "points": N_("Points"),
    "out_of": N_("Out of"), "revision": N_("Key revision"),
}  # fmt: skip


def rows(block: Any, states: Any, limit: int | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """(username, row) for each submission; `states` are the platform's stored states, by which names are known."""
    translate = host.translator(block) or ENGLISH
    names = dict(filter(None, map(_seat, states))) | _teams(block)
    for receipt in islice(_receipts(block), limit):
        yield names.get(receipt.learner, receipt.learner), _row(receipt, translate)


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe before one that would be."""
    risky = text.lstrip("\ufeff \u00a0")[:1] in tuple("=+-@\t\r\n|%＝＋－＠") or text[:1] in ("\t", "\r", "\n")
    return f"'{text}" if risky and not _NUMBER.fullmatch(text.strip()) else text


def _teams(block: Any) -> dict[str, str]:
    """Teams by their names in the ledger."""
    if not host.has_registrar():
        return {}
    from epm_xblocks.registrar import api

    return api.team_names(host.course_id(block))


def _receipts(block: Any) -> Iterator[Any]:
    if not host.has_registrar():
        return iter(())
    from epm_xblocks.registrar import api

    return api.report(host.usage_id(block), host.course_id(block))


def _seat(state: Any) -> tuple[str, str] | None:
    """(name in the ledger, username) of a stored state; the platform's tuple, or a pair of campus."""
    username = getattr(state, "username", None) or state[0]
    fields = getattr(state, "state", None)
    if fields is None:
        fields = state[1]
    seat = fields.get("seat") if isinstance(fields, dict) else None
    if isinstance(seat, str) and seat.startswith('"'):
        seat = json.loads(seat)
    return (seat, username) if seat else None


def _row(receipt: Any, translate: Any) -> dict[str, Any]:
    values = {
        "number": receipt.number, "receipt": receipt.receipt, "at": receipt.at.isoformat(timespec="seconds"),
        "late": int(receipt.late), "points": receipt.points, "out_of": receipt.out_of, "revision": receipt.revision,
    }  # fmt: skip
    told = {translate.gettext(head): values[name] for name, head in _HEADS.items()}
    answers = receipt.answers if isinstance(receipt.answers, dict) else {}
    own = {str(step): answer for step, answer in answers.items() if not str(step).startswith("@")}
    cells = chain.from_iterable(_cells(step, answer) for step, answer in own.items())
    return told | {harmless(name): harmless(value) for name, value in cells}


def _cells(step: str, answer: Any) -> Iterator[tuple[str, str]]:
    """Columns of one step: `step!B4` a cell, `step` for anything else."""
    cells = answer.get("cells") if isinstance(answer, dict) else None
    if not isinstance(cells, dict):
        yield step, answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)
        return
    for name, value in cells.items():
        typed = value.get("formula", value.get("value", "")) if isinstance(value, dict) else value
        yield f"{step}!{name}", str(typed)
