"""New entrants of future years from intake ratios. planning, GROUND, standard library only.

A gross intake above 100 per cent draws on children who should have entered earlier; once that backlog is used up no
more can come than reach entry age. Ratios are fractions (1.05 = 105 per cent).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from epm_xblocks.findings import Finding
from epm_xblocks.planning.flows import NOISE
from epm_xblocks.planning.values import Number, required, same_length

__all__ = ["BacklogRule", "Intake", "projected_intake"]

BacklogRule = Literal["unlimited", "used-up"]
"""Whether the ratio stands whatever children are left, or nobody enters who is not there."""


@dataclass(frozen=True, slots=True)
class Intake:
    """New entrants to grade 1 by year, and the children past entry age who still wait after each intake.

    entrants, waiting: pupils and children. findings: "backlog-overdrawn", the first year in which more have entered
    than there were children, and "intake-limited", years in which the ratio could not be reached.
    """

    entrants: tuple[float, ...]
    waiting: tuple[float, ...]
    findings: tuple[Finding, ...]


def projected_intake(
    ratios: Sequence[Number], population: Sequence[Number], *, backlog: BacklogRule, waiting: Number
) -> Intake:
    """N(1,t) = GIR(t) * P(entry age, t), year by year.

    ratios: gross intake ratios, fractions. population: children of entry age. waiting: children above entry age who
    never entered and still can, before the first year. backlog: see BacklogRule. Raises PlanningProblem
    "lengths-differ", "missing-figure".
    """
    same_length(ratios=ratios, population=population)
    (left,) = required([waiting], "waiting")
    entrants: list[float] = []
    balance: list[float] = []
    found: list[Finding] = []
    for year, (ratio, children) in enumerate(
        zip(required(ratios, "ratios"), required(population, "population"), strict=True), 1
    ):
        wanted, there = ratio * children, left + children
        short = wanted > there * (1 + NOISE)
        entering = there if short and backlog == "used-up" else wanted
        if short and (backlog == "used-up" or not found):
            code = "intake-limited" if backlog == "used-up" else "backlog-overdrawn"
            found.append(Finding(code, {"year": year, "wanted": wanted, "children": there}, severity="warning"))
        left = there - entering
        entrants.append(entering)
        balance.append(left)
    return Intake(tuple(entrants), tuple(balance), tuple(found))
