"""Whole teachers, rooms and schools, rounded up or to the nearest. planning, GROUND, standard library only.

Near an integer the two give different needs and different gaps, and so does rounding school by school instead of in
total: each is declared, never assumed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from epm_xblocks.planning.rounding import round_half_away, round_up
from epm_xblocks.planning.values import PlanningProblem, Result

__all__ = ["Counted", "Rounding", "total_need", "whole", "whole_need"]

Rounding = Literal["ceil", "nearest", "none"]
"""Up to the next whole number; to the nearest, halves up; or not at all (a figure on the way to another)."""

Counted = Literal["by-school", "in-total"]
"""Whether each school's need is made whole before they are added, or the sum."""


def whole(value: float, rounding: Rounding) -> float:
    """`value` made whole as declared; 48.00000000000001, the noise of a division, counts as 48."""
    if rounding == "none":
        return value
    return float(round_up(value) if rounding == "ceil" else round_half_away(value))


def whole_need(need: Result, rounding: Rounding) -> Result:
    """The same result with its value made whole; undefined stays undefined."""
    return need if need.value is None else replace(need, value=whole(need.value, rounding))


def total_need(needs: Sequence[Result], *, rounding: Rounding, counted: Counted) -> Result:
    """The need of several schools together, from their unrounded needs (`rounding="none"`).

    counted: "by-school" gives a little more than "in-total", since no school shares its last teacher or room.
    Undefined, with the first reason, where a need is. Raises PlanningProblem "no-schools", "units-differ".
    """
    if not needs:
        raise PlanningProblem("no-schools")
    if len({need.unit for need in needs}) > 1:
        raise PlanningProblem("units-differ", units=", ".join(sorted({need.unit for need in needs})))
    for need in needs:
        if need.undefined is not None:
            return need
    if counted == "by-school":
        return replace(needs[0], value=math.fsum(whole(need.number, rounding) for need in needs), flags=())
    return replace(needs[0], value=whole(math.fsum(need.number for need in needs), rounding), flags=())
