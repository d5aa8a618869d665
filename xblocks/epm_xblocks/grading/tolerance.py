"""How far an answer may lie from the right value, in the author's terms. grading room (GROUND)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from epm_xblocks.findings import Problem

__all__ = ["LAST_DIGIT", "Tolerance", "ToleranceProblem", "parse_tolerance"]

Kind = Literal["absolute", "relative", "last-digit"]

_TEXT = re.compile(
    r"(?P<number>\d{1,12}(?:\.\d{1,12})?|\.\d{1,12})\s*(?P<unit>%|last-digits?)?|(?P<word>last-digit)", re.ASCII
)


class ToleranceProblem(Problem):
    """A tolerance that cannot be read: code `tolerance-unread`, value `read`."""


@dataclass(frozen=True, slots=True)
class Tolerance:
    """A width around the right value, its bounds included.

    kind "absolute": `size` in the unit of the answer · "relative": `size` is a share of the right value (0.01 = 1 %) ·
    "last-digit": `size` units of the last decimal asked for (0.5 = the answer is the right value, rounded).
    """

    kind: Kind = "last-digit"
    size: float = 0.5

    def width(self, right: float, decimals: int | None) -> float:
        """Half the accepted interval around `right`, in the unit of the answer.

        decimals: the decimals asked for; without them "last-digit" has no width (the author check says so).
        """
        if self.kind == "absolute":
            return self.size
        if self.kind == "relative":
            return self.size * abs(right)
        return 0.0 if decimals is None else self.size * 10.0**-decimals

    def accepts(self, value: float, right: float, decimals: int | None, allowance: float = 0.0) -> bool:
        """Whether `value` lies within the tolerance of `right`, widened by `allowance`; the bounds are inside."""
        return within(value, right, self.width(right, decimals) + allowance)

    def __str__(self) -> str:
        """As an author writes it: `last-digit`, `2 last-digits`, `0.05`, `1%`; `parse_tolerance` reads it back."""
        if self.kind == "absolute":
            return _plain(self.size)
        if self.kind == "relative":
            return f"{_plain(self.size * 100)}%"
        return "last-digit" if self.size == 0.5 else f"{_plain(self.size)} last-digits"


LAST_DIGIT = Tolerance()
"""The answer is the right value rounded as asked: half a unit of the last decimal."""


def within(value: float, right: float, width: float) -> bool:
    """|value − right| ≤ width, bounds included although binary fractions cannot hold 0.05 exactly."""
    gap = abs(value - right)
    return gap <= width or gap <= width * (1 + 1e-9) + 1e-13 * (abs(value) + abs(right))


def parse_tolerance(text: str) -> Tolerance:
    """The tolerance an author wrote: `last-digit`, `2 last-digits` (± 2 units), `0.05`, `1%`; empty means `last-digit`.

    Raises ToleranceProblem `tolerance-unread`.
    """
    found = _TEXT.fullmatch(text.strip()[:64]) if text.strip() else None
    if found is None:
        if not text.strip():
            return LAST_DIGIT
        raise ToleranceProblem("tolerance-unread", read=text[:64])
    if found["word"]:
        return LAST_DIGIT
    size = float(found["number"])
    if found["unit"] == "%":
        return Tolerance("relative", round(size / 100, 16))
    return Tolerance("last-digit" if found["unit"] else "absolute", size)


def _plain(size: float) -> str:
    return f"{size:.12f}".rstrip("0").rstrip(".")
