"""Random figures that are the same for ever: SHA-256 of what they are for. workbook room.

The standard library's generator may change its distributions between releases; a learner's variant must not.
"""

from __future__ import annotations

from hashlib import sha256

__all__ = ["digest", "uniform"]


def digest(*parts: str) -> str:
    """64 hexadecimal digits of a list of texts; `("ab", "c")` and `("a", "bc")` differ."""
    told = sha256()
    for part in parts:
        body = part.encode("utf-8")
        told.update(len(body).to_bytes(8, "big") + body)
    return told.hexdigest()


def uniform(*parts: str) -> float:
    """A figure from 0 up to 1 (excluded), evenly spread, fixed by the texts."""
    return (int(digest(*parts)[:14], 16) >> 3) / 2**53
