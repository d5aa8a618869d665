"""The stamp of a downloaded workbook: whose it is, of which variant and attempt, under a secret. workbook room.

80 signs, fixed: version, key id, time of issue, attempt, a digest each of case, revision, variant and learner, then
HMAC-SHA256 over all of it (truncated to 128 bits, RFC 2104 §5). Digests keep the pseudonym and the seed out of the
file.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from epm_xblocks.findings import Problem

__all__ = ["Issue", "Stamp", "StampProblem", "digest_of", "issue", "read", "read_any", "refuse"]

_PREFIX = "epm1."
_TEXT = re.compile(r"epm1\.[A-Za-z0-9_-]{80}", re.ASCII)
_VERSION = b"\x01"
_KEY, _TIME, _ATTEMPT, _PART, _MAC = 4, 5, 2, 8, 16
_PARTS = ("case", "revision", "variant", "learner")


class StampProblem(Problem):
    """A stamp that does not let a file in.

    stamp-missing · stamp-broken (`reason`: shape, secret, differ) · stamp-other-case · stamp-other-learner ·
    stamp-other-attempt (`read`, `expected`: numbers) · stamp-other-variant · stamp-older-revision (`issued`).
    """


@dataclass(frozen=True, slots=True)
class Issue:
    """What a stamp vouches for.

    case: authored id. revision: of what the learner sees (see `pages.revision`), so that a corrected key lets older
    files in. variant: the seed, "" without. learner: pseudonym. attempt: from 1. issued: aware server time, whole
    seconds.
    """

    case: str
    revision: str
    variant: str
    learner: str
    attempt: int
    issued: datetime


@dataclass(frozen=True, slots=True)
class Stamp:
    """A stamp whose signature holds: digests of what it vouches for, attempt, time of issue, id of the secret."""

    case: bytes
    revision: bytes
    variant: bytes
    learner: bytes
    attempt: int
    issued: datetime
    key: str


def issue(fields: Issue, secret: bytes) -> str:
    """The stamp's text. Raises ValueError for an attempt or time that no stamp can hold, or an empty secret."""
    if not secret:
        raise ValueError("a stamp needs a secret")
    if not 0 <= fields.attempt < 1 << 8 * _ATTEMPT:
        raise ValueError("attempt out of range")
    body = _VERSION + _key_id(secret)
    body += int(fields.issued.timestamp()).to_bytes(_TIME, "big") + fields.attempt.to_bytes(_ATTEMPT, "big")
    body += b"".join(digest_of(name, getattr(fields, name)) for name in _PARTS)
    return _PREFIX + base64.urlsafe_b64encode(body + _signature(body, secret)).decode().rstrip("=")


def read(text: str | None, secrets: Sequence[bytes]) -> Stamp:
    """The stamp, if one of the secrets (newest first) signed it. Raises StampProblem stamp-missing, stamp-broken."""
    text = (text or "").strip()
    if not text:
        raise StampProblem("stamp-missing")
    data = _decoded(text)
    body, mac = data[:-_MAC], data[-_MAC:]
    held = [hmac.compare_digest(_signature(body, secret), mac) for secret in secrets if secret]
    if not any(held):
        raise StampProblem("stamp-broken", reason="secret")
    return _stamp(body)


def read_any(texts: Iterable[str | None], secrets: Sequence[bytes]) -> Stamp:
    """The stamp of a file that carries it in two places, either of which a program may have dropped.

    Raises StampProblem: stamp-missing where no place has one, stamp-broken where none holds or two that hold differ.
    """
    found: set[Stamp] = set()
    refusal = StampProblem("stamp-missing")
    for text in texts:
        try:
            found.add(read(text, secrets))
        except StampProblem as problem:
            refusal = problem if problem.code == "stamp-broken" else refusal
    if len(found) > 1:
        raise StampProblem("stamp-broken", reason="differ")
    if not found:
        raise refusal
    return found.pop()


def refuse(stamp: Stamp, expected: Issue) -> StampProblem | None:
    """Why the file does not belong here and now, named by the first difference; None where it does.

    Lateness is not judged here: the server's time decides, not the time of issue.
    """
    if not _equal(stamp, expected, "case"):
        return StampProblem("stamp-other-case")
    if not _equal(stamp, expected, "learner"):
        return StampProblem("stamp-other-learner")
    if stamp.attempt != expected.attempt:
        return StampProblem("stamp-other-attempt", read=stamp.attempt, expected=expected.attempt)
    if not _equal(stamp, expected, "variant"):
        return StampProblem("stamp-other-variant")
    if not _equal(stamp, expected, "revision"):
        return StampProblem("stamp-older-revision", issued=stamp.issued.isoformat())
    return None


def digest_of(name: str, value: str) -> bytes:
    """The 8 bytes that stand for one part (`case`, `revision`, `variant`, `learner`) of a stamp."""
    return hashlib.sha256(f"epm stamp {name}\0{value}".encode("utf-8", "surrogatepass")).digest()[:_PART]


def _equal(stamp: Stamp, expected: Issue, name: str) -> bool:
    return hmac.compare_digest(getattr(stamp, name), digest_of(name, getattr(expected, name)))


def _key_id(secret: bytes) -> bytes:
    return hashlib.sha256(b"epm stamp key id\0" + secret).digest()[:_KEY]


def _signature(body: bytes, secret: bytes) -> bytes:
    return hmac.new(secret, b"epm stamp\0" + body, hashlib.sha256).digest()[:_MAC]


def _decoded(text: str) -> bytes:
    if not _TEXT.fullmatch(text):
        raise StampProblem("stamp-broken", reason="shape")
    try:
        data = base64.urlsafe_b64decode(text.removeprefix(_PREFIX))
    except (binascii.Error, ValueError):
        raise StampProblem("stamp-broken", reason="shape") from None
    if data[:1] != _VERSION:
        raise StampProblem("stamp-broken", reason="shape")
    return data


def _stamp(body: bytes) -> Stamp:
    at = 1
    taken = []
    for size in (_KEY, _TIME, _ATTEMPT, *(_PART for _ in _PARTS)):
        taken.append(body[at : at + size])
        at += size
    key, time, attempt, *parts = taken
    case, revision, variant, learner = parts
    return Stamp(
        case,
        revision,
        variant,
        learner,
        attempt=int.from_bytes(attempt, "big"),
        issued=datetime.fromtimestamp(int.from_bytes(time, "big"), UTC),
        key=key.hex(),
    )
