"""Values that cross the ledger's door: who submits, what is kept, why it is refused. registrar room, pure."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from epm_xblocks.findings import Problem

__all__ = [
    "Assessed", "Change", "Learner", "Marked", "Marker", "Receipt", "Refusal", "Remark", "Standing",
    "canonical", "digest", "receipt_number", "refuse_if_over", "sitting_code", "valid_key",
]  # fmt: skip

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U, to be read out
_KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")


class Refusal(Problem):
    """The ledger did not take a submission; nothing was changed.

    Codes: `key-conflict` (number), `attempt-taken` (sent, next), `no-attempt-left` (limit, used), `closed` (closes),
    `key-malformed` (key), `answers-malformed`, `busy`, `not-returned`; of people's marks `no-such-receipt` (receipt),
    `superseded` (number), `marked-meanwhile`.
    """


@dataclass(frozen=True, slots=True)
class Learner:
    """One person at one block: the platform's anonymous id, the course key and the usage key, as text; the authored
    name of the case, by which later cases of the course find its results."""

    learner: str
    course: str
    block: str
    case: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """Points of `out_of`, what the page says about them (JSON), and the revision of the key that judged."""

    points: float
    out_of: float
    detail: Any
    revision: str


Marker = Callable[[Any, int], Marked]  # (answers, seed) -> marks


@dataclass(frozen=True, slots=True)
class Receipt:
    """One submission as the ledger holds it, with its newest marks. `repeated`: it had been received before."""

    number: int
    receipt: str
    at: datetime
    late: bool
    answers: Any
    seed: int
    key: str
    points: float
    out_of: float
    detail: Any
    revision: str
    repeated: bool = False
    learner: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a learner stands at a block: variant seed, attempts used, the last submission if any, how many of the
    attempts were revisions that a trainer asked for."""

    seed: int
    used: int
    last: Receipt | None
    revisions: int = 0

    @property
    def counted(self) -> int:
        """Attempts that count for a limit."""
        return self.used - self.revisions


@dataclass(frozen=True, slots=True)
class Assessed:
    """What one person made of one step: `outcome` marked or returned, levels by criterion, comments by criterion ("":
    on the whole), points of `out_of`. `number` names the row."""

    step: str
    outcome: str
    levels: Any
    comments: Any
    points: float
    out_of: float
    revision: str
    marker: str = ""
    seat: str = "trainer"
    at: datetime | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """One submission whose marks changed when it was marked again."""

    learner: str
    receipt: str
    number: int
    before: tuple[float, float]
    after: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Remark:
    """Report of a re-marking: submissions read, changed, and those that could not be marked (receipt, reason)."""

    revision: str
    read: int
    changes: tuple[Change, ...]
    failures: tuple[tuple[str, str], ...]


def canonical(value: Any) -> str:
    """JSON text of answers in ASCII; raises Refusal where the value is no JSON."""
    try:
        return json.dumps(value, allow_nan=False, separators=(",", ":"))
    except (TypeError, ValueError, RecursionError) as fault:
        raise Refusal("answers-malformed") from fault


def digest(value: Any) -> str:
    """Fingerprint of answers that does not depend on the order of their keys."""
    text = json.dumps(value, allow_nan=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def valid_key(key: object) -> str:
    """The idempotency key, if it is 8 to 64 letters, digits, `-` or `_`; raises Refusal otherwise."""
    if isinstance(key, str) and _KEY.fullmatch(key):
        return key
    raise Refusal("key-malformed", key=str(key)[:80])


def sitting_code(who: Learner) -> str:
    """The identity of (learner, block), exact to the case of each letter."""
    return hashlib.sha256(f"{who.learner}\0{who.block}".encode()).hexdigest()


def receipt_number() -> str:
    """A number for people: eight random letters and digits and a check sign, as `K7QF-2M9D-V`."""
    signs = [secrets.randbelow(32) for _ in range(8)]
    check = sum((place + 1) * sign for place, sign in enumerate(signs)) % 31
    text = "".join(_ALPHABET[sign] for sign in (*signs, check))
    return f"{text[:4]}-{text[4:8]}-{text[8]}"


def refuse_if_over(
    used: int, attempt: int | None, limit: int | None, closes: datetime | None, now: datetime, revisions: int = 0
) -> None:
    """Raise Refusal where another attempt may not be taken now; of those used, `revisions` count for no limit."""
    if closes is not None and now > closes:
        raise Refusal("closed", closes=closes)
    if limit is not None and used - revisions >= limit:
        raise Refusal("no-attempt-left", limit=limit, used=used)
    if attempt is not None and attempt != used + 1:
        raise Refusal("attempt-taken", sent=attempt, next=used + 1)
