"""A scenario's model at work: a policy in, outputs and the standing of every rule out. kinds room."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from epm_xblocks.findings import Problem
from epm_xblocks.kinds.base import Context
from epm_xblocks.kinds.levers import Output, Rule, limit_of
from epm_xblocks.numerals import round_half_away
from epm_xblocks.workbook.machine import Value, run
from epm_xblocks.workbook.postfix import Program, program
from epm_xblocks.workbook.refs import Area, Cell, parse_area
from epm_xblocks.workbook.structure import shared

if TYPE_CHECKING:
    from epm_xblocks.kinds.scenario_step import ScenarioStep

__all__ = ["Model", "Policy", "Verdict", "area_of_rule", "cells_of"]

Policy = Mapping[str, float]
"""Levers by id; one that is missing stands at its start."""


@dataclass(frozen=True)
class Verdict:
    """How a policy stands to a rule.

    at: the index of the year looked at: the first one that breaks it, else the last. value, limit: there; None where
    the model gives no figure, which meets no rule.
    """

    rule: Rule
    met: bool
    at: int
    value: float | None
    limit: float | None


@dataclass(frozen=True)
class Model:
    """A step's model with the figures of one learner's variant."""

    step: ScenarioStep
    context: Context

    @cached_property
    def program(self) -> Program:
        """The operations, compiled once for a workbook and all its variants; none where the workbook cannot work."""
        kept = shared(self.context.workbook)
        name = f"scenario {self.step.id}"
        if name not in kept:
            try:
                kept[name] = program(self.context.workbook, self.step.sheet, self._moved, self._wanted)
            except Problem:
                kept[name] = Program((), (), {})
        found: Program = kept[name]
        return found

    @cached_property
    def base(self) -> list[Value]:
        """The workbook's own value at every place."""
        return [self.context.values.get(cell) for cell in self.program.cells]

    @cached_property
    def starts(self) -> dict[str, float]:
        """Where each lever stands at first; its lower end where its cell holds no figure."""
        found = {}
        for lever in self.step.levers:
            value = self.context.values.get(cells_of(lever.range, self.step.sheet)[0])
            found[lever.id] = value if isinstance(value, float) else lever.least
        return found

    def paths(self, lever: str) -> list[tuple[int, float]]:
        """The places a lever writes on, each with its share of the way."""
        one = next(one for one in self.step.levers if one.id == lever)
        cells = cells_of(one.range, self.step.sheet)
        shares = one.shares(self.step.first_year, len(cells))
        return [
            (self.program.places[cell], share)
            for cell, share in zip(cells, shares, strict=True)
            if cell in self.program.places
        ]

    def run(self, policy: Policy) -> list[Value]:
        """The value of every place under a policy."""
        values = list(self.base)
        for lever in self.step.levers:
            start = self.starts[lever.id]
            target = policy.get(lever.id, start)
            for place, share in self.paths(lever.id):
                values[place] = target if share == 1 else start + (target - start) * share
        return run(self.program, values)

    def row(self, area: Area, values: list[Value]) -> list[float | None]:
        """The figures of a range, None where there is none."""
        places = [self.program.places.get(cell) for cell in area.cells()]
        return [_figure(values[place]) if place is not None else None for place in places]

    def verdicts(self, policy: Policy) -> list[Verdict]:
        """How a policy stands to every rule."""
        values = self.run(policy)
        return [self._verdict(rule, values) for rule in self.step.rules]

    def _verdict(self, rule: Rule, values: list[Value]) -> Verdict:
        output = self.step.output(rule.output)
        found = self.row(parse_area(output.range, self.step.sheet), values)
        limit = limit_of(rule, self.step.sheet)
        limits = self.row(limit, values) if isinstance(limit, Area) else [limit]
        years = self.years_of(rule, len(found))
        for at in years:
            bound = limits[min(at, len(limits) - 1)]
            if not _meets(found[at], bound, rule, output):
                return Verdict(rule, False, at, found[at], bound)
        last = years[-1]
        return Verdict(rule, True, last, found[last], limits[min(last, len(limits) - 1)])

    def years_of(self, rule: Rule, cells: int) -> list[int]:
        """The years a rule looks at, by index."""
        if rule.year == "every":
            return list(range(cells))
        at = cells - 1 if rule.year == "last" else int(rule.year) - self.step.first_year
        return [max(0, min(cells - 1, at))]

    def year_of(self, verdict: Verdict) -> int:
        """The year a verdict speaks of; of an output of one cell, the last year of the model."""
        lengths = {one.id: len(cells_of(one.range, self.step.sheet)) for one in self.step.outputs}
        at = verdict.at if lengths[verdict.rule.output] > 1 else max(lengths.values()) - 1
        return self.step.first_year + at

    @property
    def _moved(self) -> list[Cell]:
        return [cell for lever in self.step.levers for cell in cells_of(lever.range, self.step.sheet)]

    @property
    def _wanted(self) -> list[Cell]:
        """Everything that is shown or judged: outputs, limits, and the cells of the model's own sheet."""
        wanted = [cell for output in self.step.outputs for cell in cells_of(output.range, self.step.sheet)]
        for rule in self.step.rules:
            area = area_of_rule(rule, self.step.sheet)
            wanted += area.cells() if area else ()
        return [*wanted, *(cell for cell in self.step.cells.givens if cell.sheet == self.step.sheet)]


def area_of_rule(rule: Rule, sheet: str) -> Area | None:
    """The range a rule takes its limit from; None for a figure."""
    limit = limit_of(rule, sheet)
    return limit if isinstance(limit, Area) else None


def cells_of(written: str, sheet: str) -> list[Cell]:
    """The cells of a range."""
    return list(parse_area(written, sheet).cells())


def _meets(value: float | None, limit: float | None, rule: Rule, output: Output) -> bool:
    """Whether the figure, as it is shown, keeps the rule: what reads 88.0 is at least 88.0."""
    if value is None or limit is None:
        return False
    if output.decimals is not None:
        value, limit = _shown(value, output.decimals), _shown(limit, output.decimals)
    slack = 1e-9 * max(1.0, abs(limit))
    return value >= limit - slack if rule.relation == "at-least" else value <= limit + slack


def _shown(value: float, decimals: int) -> float:
    return float(round_half_away(float(f"{value:.14e}"), decimals))


def _figure(value: Value) -> float | None:
    """The value as a figure; TRUE counts 1."""
    if value is None or isinstance(value, str):
        return None
    return float(value) if math.isfinite(value) else None
