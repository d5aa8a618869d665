"""The four declared answers to flow rates that cannot be true. planning, GROUND, standard library only.

None is the right one: what counts is that the inconsistency is seen and the choice justified. Each returns a table
that names its treatment and keeps what was found. Sources: Mehta on common schools; UIS practice.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from epm_xblocks.planning.flows import (
    FlowTable,
    GradeFlow,
    GraduatesTiming,
    SchoolYear,
    flow_findings,
    flow_rates,
    summed,
)
from epm_xblocks.planning.values import PlanningProblem, Reason, Result, Unit, defined, same_length, undefined

__all__ = ["CommonSchools", "SmoothingMean", "on_common_schools", "report_and_stop", "rescale", "smooth"]

SmoothingMean = Literal["pooled", "simple"]
"""Over years: sum of the numerators / sum of the denominators, or the simple mean of the yearly rates."""


@dataclass(frozen=True, slots=True)
class CommonSchools:
    """Flow rates on the schools that answered in both years, and what share of the data they are.

    kept: names of the schools. enrolment_share: their share of the first year's enrolment, per cent.
    """

    table: FlowTable
    kept: tuple[str, ...]
    enrolment_share: Result


def report_and_stop(table: FlowTable) -> FlowTable:
    """Option 1: the rates of every grade with a finding become undefined ("inconsistent-data"); the findings stay.

    A cohort on such a table is refused; a table without findings keeps its rates.
    """
    wrong = {finding.values.get("grade") for finding in table.findings}
    grades = tuple(_stopped(row) if row.grade in wrong else row for row in table.grades)
    return replace(table, grades=grades, treatment="report-and-stop")


def on_common_schools(
    year: Mapping[str, SchoolYear],
    following: Mapping[str, SchoolYear],
    *,
    graduates_timing: GraduatesTiming,
    grades: Sequence[str] = (),
) -> CommonSchools:
    """Option 2: flow rates on the sums over the schools present in both years, matched by name.

    What is still inconsistent stays in the table's findings. Raises PlanningProblem "no-common-schools".
    """
    kept = tuple(sorted(year.keys() & following.keys()))
    if not kept:
        raise PlanningProblem("no-common-schools", year=len(year), following=len(following))
    first, second = summed([year[name] for name in kept]), summed([following[name] for name in kept])
    table = flow_rates(first, second, graduates_timing=graduates_timing, grades=grades)
    return CommonSchools(replace(table, treatment="common-schools"), kept, _share(first, summed([*year.values()])))


def rescale(table: FlowTable) -> FlowTable:
    """Option 3: where d < 0, d = 0 and p and r are divided by p + r, so that their proportion stays.

    A grade with a negative promotion rate cannot be rescaled and becomes undefined ("inconsistent-data").
    """
    wrong = {finding.values.get("grade") for finding in table.findings if finding.code == "negative-promotion"}
    grades = tuple(_stopped(row) if row.grade in wrong else _rescaled(row) for row in table.grades)
    return replace(table, grades=grades, treatment="rescale")


def smooth(
    years: Sequence[SchoolYear],
    *,
    graduates_timing: GraduatesTiming,
    mean: SmoothingMean = "pooled",
    grades: Sequence[str] = (),
) -> FlowTable:
    """Option 4: rates over two or more successive year pairs; `years` in order, at least three.

    mean: see SmoothingMean. What is still inconsistent is in the findings. Raises PlanningProblem "too-few-years".
    """
    if len(years) < 3:
        raise PlanningProblem("too-few-years", years=len(years), needed=3)
    if mean == "pooled":
        first, second = summed(years[:-1]), summed(years[1:])
        table = flow_rates(first, second, graduates_timing=graduates_timing, grades=grades)
        return replace(table, treatment="smooth")
    pairs = pairwise(years)
    tables = [flow_rates(one, two, graduates_timing=graduates_timing, grades=grades) for one, two in pairs]
    same_length(**{str(number): table.grades for number, table in enumerate(tables)})
    rows = tuple(_mean_flow(rows) for rows in zip(*(table.grades for table in tables), strict=True))
    return FlowTable(rows, flow_findings(rows), graduates_timing, "smooth")


def _stopped(row: GradeFlow) -> GradeFlow:
    return GradeFlow(row.grade, *(_without_value(rate) for rate in (row.promotion, row.repetition, row.dropout)))


def _without_value(rate: Result) -> Result:
    return undefined(rate.term, rate.undefined or Reason.INCONSISTENT_DATA, rate.unit, rate.source)


def _rescaled(row: GradeFlow) -> GradeFlow:
    if row.dropout.value is None or row.dropout.value >= 0:
        return row
    total = row.promotion.number + row.repetition.number
    rates = (row.promotion.number / total, row.repetition.number / total, 0.0)
    return _flow(row, rates, flags=("rescaled",))


def _mean_flow(rows: Sequence[GradeFlow]) -> GradeFlow:
    """Simple mean of the yearly rates; a rate missing in one year is missing, with that year's reason."""
    for row in rows:
        if row.dropout.undefined is not None:
            return row
    count = len(rows)
    promotion = math.fsum(row.promotion.number for row in rows) / count
    repetition = math.fsum(row.repetition.number for row in rows) / count
    return _flow(rows[0], (promotion, repetition, 1 - promotion - repetition))


def _flow(row: GradeFlow, rates: tuple[float, float, float], flags: tuple[str, ...] = ()) -> GradeFlow:
    terms = (row.promotion, row.repetition, row.dropout)
    results = (
        defined(old.term, rate, Unit.FRACTION, old.source, flags) for old, rate in zip(terms, rates, strict=True)
    )
    return GradeFlow(row.grade, *results)


def _share(part: SchoolYear, whole: SchoolYear) -> Result:
    term = "share-of-enrolment-in-common-schools"
    if None in part.enrolment or None in whole.enrolment:
        return undefined(term, Reason.MISSING_INPUT, Unit.PER_CENT)
    kept = math.fsum(float(pupils or 0) for pupils in part.enrolment)
    total = math.fsum(float(pupils or 0) for pupils in whole.enrolment)
    if total == 0:
        return undefined(term, Reason.ZERO_DENOMINATOR, Unit.PER_CENT)
    return defined(term, kept / total * 100, Unit.PER_CENT)
