"""States of an answer, points and their sums. grading room (GROUND, standard library only)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

__all__ = ["EXPLAINED", "OFF_THE_ROAD", "STATES", "State", "counts", "total"]

State = Literal["right", "consistent", "slip", "wrong", "unexplained", "blank", "unread"]

STATES: tuple[State, ...] = get_args(State)
"""Every state, in the order in which a summary counts them."""

EXPLAINED: frozenset[State] = frozenset({"right", "consistent", "slip"})
"""States of figures that can be accounted for; only these carry follow-through further."""

OFF_THE_ROAD: frozenset[State] = frozenset({"slip", "wrong", "unexplained", "unread"})
"""States at which a path of calculation can have left the road; nothing that was left blank is among them."""


def counts(states: Iterable[State]) -> tuple[tuple[State, int], ...]:
    """How often each state occurs, in the order of a summary; states that do not occur are left out."""
    seen = list(states)
    return tuple((state, seen.count(state)) for state in STATES if state in seen)


def total(points: Iterable[float]) -> float:
    """The sum of points, free of the dust of binary fractions (ten times 0.1 is 1)."""
    return round(sum(points), 9)
