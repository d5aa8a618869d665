"""The mark of a whole case: points, states, codes, ready to be stored. No sentences and no keys. case room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from epm_xblocks.kinds.base import StepMark

__all__ = ["ORDER", "CaseMark"]

ORDER = ("right", "consistent", "part", "slip", "wrong", "unexplained", "blank", "unread")
"""The order in which a summary counts states; `part` is that of a choice."""


@dataclass(frozen=True)
class CaseMark:
    """The mark of one attempt.

    counts: (state, how often) in the order of a summary, without states that do not occur. first: (step, cell) where
    the path left the road. example: a figure that is no answer of the case, for sentences that need one.
    """

    points: float
    out_of: float
    counts: tuple[tuple[str, int], ...] = ()
    first: tuple[str, str] | None = None
    steps: Mapping[str, StepMark] = field(default_factory=dict)
    example: float = 7.5

    @property
    def detail(self) -> dict[str, Any]:
        """Everything but the points, as JSON; `CaseMark.of` reads it back."""
        steps = {
            name: {"points": mark.points, "out_of": mark.out_of, "answered": mark.answered, "detail": mark.detail}
            for name, mark in self.steps.items()
        }
        first = list(self.first) if self.first else None
        return {"counts": [list(one) for one in self.counts], "first": first, "steps": steps, "example": self.example}

    @classmethod
    def of(cls, points: float, out_of: float, detail: Any) -> CaseMark:
        """A mark that was stored; what an older release left out is empty."""
        told = detail if isinstance(detail, dict) else {}
        people = told.get("people") or {}
        steps = {
            name: _with_people(
                StepMark(one.get("points", 0.0), one.get("out_of", 0.0), one.get("detail"), one.get("answered", True)),
                people.get(name),
            )
            for name, one in (told.get("steps") or {}).items()
        }
        first = told.get("first")
        counts = tuple((state, number) for state, number in told.get("counts") or ())
        pair = (first[0], first[1]) if first else None
        return cls(points, out_of, counts, pair, steps, told.get("example", 7.5))


def _with_people(mark: StepMark, people: Any) -> StepMark:
    """The mark of a step that people marked too: the ledger keeps what they gave beside what was worked out."""
    if not isinstance(people, dict):
        return mark
    detail = mark.detail if isinstance(mark.detail, dict) else {}
    return replace(mark, points=mark.points + people.get("points", 0.0), detail={**detail, "people": people})


def counted(states: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """How often each state occurs."""
    seen = list(states)
    return tuple((state, seen.count(state)) for state in ORDER if state in seen)
