"""Scenarios side by side, and what one point of a lever changes. planning, GROUND, standard library only.

Compare from the same base year and the same population, first one change at a time. Source: IIEP Learning Portal,
issue brief on plan costing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from epm_xblocks.findings import Finding
from epm_xblocks.planning.values import PlanningProblem, Result, Unit, quotient

__all__ = ["Difference", "Scenario", "Sensitivity", "compared", "comparison_findings", "sensitivity"]

SOURCE = "IIEP Learning Portal: plan costing"


@dataclass(frozen=True, slots=True)
class Scenario:
    """A run of the model.

    years: of the outputs. levers: what was assumed, by name. outputs: a figure for every year, by name (enrolment,
    teachers, rooms, recurrent, capital, gap).
    """

    name: str
    years: tuple[int, ...]
    levers: Mapping[str, float]
    outputs: Mapping[str, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Difference:
    """Scenario less reference in one output, in the output's unit.

    at_horizon: in the last year. peak_year: the first year in which the scenario's output is highest. at_peak: the
    difference in that year. share: at_horizon in per cent of the reference.
    """

    output: str
    at_horizon: float
    peak_year: int
    at_peak: float
    share: Result


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The change of one output when a lever moves by a step down and by a step up."""

    lever: str
    down: float
    up: float


def compared(reference: Scenario, scenario: Scenario) -> tuple[Difference, ...]:
    """What the scenario changes, output by output, in the order of the reference.

    Raises PlanningProblem "different-years", "different-outputs", "lengths-differ".
    """
    if reference.years != scenario.years or not reference.years:
        raise PlanningProblem("different-years", one=reference.name, other=scenario.name)
    if reference.outputs.keys() != scenario.outputs.keys():
        missing = sorted(reference.outputs.keys() ^ scenario.outputs.keys())
        raise PlanningProblem("different-outputs", outputs=", ".join(missing))
    return tuple(_difference(name, reference, scenario) for name in reference.outputs)


def comparison_findings(reference: Scenario, scenario: Scenario) -> tuple[Finding, ...]:
    """A note where more than one lever differs: no difference can then be put down to one of them.

    Code: "several-changes" with the levers' names.
    """
    names = reference.levers.keys() | scenario.levers.keys()
    changed = sorted(name for name in names if reference.levers.get(name) != scenario.levers.get(name))
    return (Finding("several-changes", {"levers": ", ".join(changed)}, severity="note"),) if len(changed) > 1 else ()


def sensitivity(
    model: Callable[[Mapping[str, float]], float], levers: Mapping[str, float], *, step: float = 0.01
) -> tuple[Sensitivity, ...]:
    """How one output answers to each lever alone.

    model: gives the output from all levers. step: in the levers' unit; by default one point of a fraction.
    """
    base = model(levers)
    return tuple(
        Sensitivity(name, model({**levers, name: value - step}) - base, model({**levers, name: value + step}) - base)
        for name, value in levers.items()
    )


def _difference(name: str, reference: Scenario, scenario: Scenario) -> Difference:
    before, after = reference.outputs[name], scenario.outputs[name]
    if not len(before) == len(after) == len(reference.years):
        raise PlanningProblem("lengths-differ", lengths={reference.name: len(before), scenario.name: len(after)})
    changes = [new - old for old, new in zip(before, after, strict=True)]
    peak = after.index(max(after))
    share = quotient("difference", changes[-1], abs(before[-1]), Unit.PER_CENT, SOURCE, scale=100)
    return Difference(name, changes[-1], reference.years[peak], changes[peak], share)
