"""Promotion, repetition and dropout from two years of data. planning, GROUND, standard library only.

p(g) = N(g+1,t+1) / E(g,t), r(g) = R(g,t+1) / E(g,t), d(g) = 1 - p - r: a residue that also holds deaths, unrecorded
transfers and errors. Rates are fractions 0-1. Not for single schools: pupils who change school would count as
dropouts. Sources: UIS glossary; IIEP Learning Portal glossary.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from epm_xblocks.findings import Finding
from epm_xblocks.planning.values import (
    Number,
    PlanningProblem,
    Reason,
    Result,
    Unit,
    checked,
    defined,
    quotient,
    same_length,
    undefined,
)

__all__ = [
    "FlowTable",
    "GradeFlow",
    "GraduatesTiming",
    "SchoolYear",
    "Treatment",
    "flow_findings",
    "flow_rates",
    "percentage_of_repeaters",
    "summed",
]

SOURCE = "UIS glossary: flow rates"
NOISE = 1e-9
"""Share of pupils below which a negative dropout is arithmetic of floats, not data."""

GraduatesTiming = Literal["same-year", "following-year"]
"""Which year's column holds the graduates of year t's final grade."""

Treatment = Literal["none", "report-and-stop", "common-schools", "rescale", "smooth"]
"""What was done about inconsistent data; never silent, so it is part of the table."""


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """One year's figures of a cycle by grade, in pupils: enrolment E, repeaters R, graduates G of the last grade.

    A missing figure is None. Raises PlanningProblem "lengths-differ", "no-grades", "negative-figure", "not-finite".
    """

    enrolment: tuple[Number, ...]
    repeaters: tuple[Number, ...]
    graduates: Number = None

    def __post_init__(self) -> None:
        same_length(enrolment=self.enrolment, repeaters=self.repeaters)
        if not self.enrolment:
            raise PlanningProblem("no-grades")
        for name, figures in (("enrolment", self.enrolment), ("repeaters", self.repeaters)):
            for figure in figures:
                checked(figure, name)
        checked(self.graduates, "graduates")


@dataclass(frozen=True, slots=True)
class GradeFlow:
    """Promotion, repetition and dropout rate of one grade, fractions 0-1; the last grade's promotion is graduation."""

    grade: str
    promotion: Result
    repetition: Result
    dropout: Result


@dataclass(frozen=True, slots=True)
class FlowTable:
    """Flow rates of a cycle, what was found wrong in the data, and what was done about it."""

    grades: tuple[GradeFlow, ...]
    findings: tuple[Finding, ...]
    graduates_timing: GraduatesTiming
    treatment: Treatment = "none"

    @property
    def promotion(self) -> tuple[Result, ...]:
        """Promotion rates grade by grade."""
        return tuple(grade.promotion for grade in self.grades)

    @property
    def repetition(self) -> tuple[Result, ...]:
        """Repetition rates grade by grade."""
        return tuple(grade.repetition for grade in self.grades)

    @property
    def dropout(self) -> tuple[Result, ...]:
        """Dropout rates grade by grade."""
        return tuple(grade.dropout for grade in self.grades)


def flow_rates(
    year: SchoolYear,
    following: SchoolYear,
    *,
    graduates_timing: GraduatesTiming,
    grades: Sequence[str] = (),
) -> FlowTable:
    """Flow rates of `year` by its grades, with every inconsistency found.

    graduates_timing: which of the two years holds the graduates of `year`'s last grade. grades: names, "1", "2" … by
    default. Rates stand as the data give them, also where they cannot be true: see `findings`, and
    `inconsistent_flows` for the declared treatments. Raises PlanningProblem "lengths-differ".
    """
    names = tuple(grades) or tuple(str(number + 1) for number in range(len(year.enrolment)))
    same_length(year=year.enrolment, following=following.enrolment, grades=names)
    graduates = year.graduates if graduates_timing == "same-year" else following.graduates
    promoted = [*(_new(following, grade) for grade in range(1, len(names))), checked(graduates, "graduates")]
    rows = tuple(
        _grade_flow(name, checked(year.enrolment[g], "enrolment"), promoted[g], checked(following.repeaters[g], "r"))
        for g, name in enumerate(names)
    )
    found = _count_findings(names, year, following) + flow_findings(rows)
    return FlowTable(rows, found, graduates_timing)


def flow_findings(grades: Sequence[GradeFlow]) -> tuple[Finding, ...]:
    """What rates cannot be, grade by grade; values hold grade and rates.

    Codes: "negative-promotion" (more repeaters than pupils in the grade above), "negative-dropout" (p + r > 1, the
    same thing as d < 0), "promotion-above-one".
    """
    found: list[Finding] = []
    for row in grades:
        p, r, d = row.promotion.value, row.repetition.value, row.dropout.value
        values = {"grade": row.grade, "promotion": p, "repetition": r, "dropout": d}
        if p is not None and p < -NOISE:
            found.append(Finding("negative-promotion", values))
        if p is not None and p > 1 + NOISE:
            found.append(Finding("promotion-above-one", values))
        if d is not None and d < -NOISE:
            found.append(Finding("negative-dropout", values))
    return tuple(found)


def percentage_of_repeaters(repeaters: Number, enrolment: Number) -> Result:
    """Repeaters / enrolment of the same grade and the same year, per cent. It is not the repetition rate.

    Source: UIS glossary, percentage of repeaters.
    """
    source = "UIS glossary: percentage of repeaters"
    above, below = checked(repeaters, "repeaters"), checked(enrolment, "enrolment")
    return quotient("percentage-of-repeaters", above, below, Unit.PER_CENT, source, scale=100)


def summed(years: Sequence[SchoolYear]) -> SchoolYear:
    """The figures of several schools, or of several years, added up; a sum with a missing part is missing."""
    if not years:
        raise PlanningProblem("no-school-years")
    same_length(**{str(number): year.enrolment for number, year in enumerate(years)})
    return SchoolYear(
        tuple(_added(figures) for figures in zip(*(year.enrolment for year in years), strict=True)),
        tuple(_added(figures) for figures in zip(*(year.repeaters for year in years), strict=True)),
        _added(tuple(year.graduates for year in years)),
    )


def _added(figures: tuple[Number, ...]) -> float | None:
    known = [float(figure) for figure in figures if figure is not None]
    return sum(known) if len(known) == len(figures) else None


def _new(year: SchoolYear, grade: int) -> float | None:
    """N = E - R as the data give it, below zero too: the findings say so, here nothing is hidden."""
    pupils, repeating = year.enrolment[grade], year.repeaters[grade]
    return None if pupils is None or repeating is None else float(pupils) - float(repeating)


def _grade_flow(grade: str, enrolment: float | None, promoted: float | None, repeating: float | None) -> GradeFlow:
    promotion = quotient("promotion-rate", promoted, enrolment, Unit.FRACTION, SOURCE)
    repetition = quotient("repetition-rate", repeating, enrolment, Unit.FRACTION, SOURCE)
    reason: Reason | None = promotion.undefined or repetition.undefined
    if reason is not None:
        return GradeFlow(grade, promotion, repetition, undefined("dropout-rate", reason, Unit.FRACTION, SOURCE))
    rest = 1 - promotion.number - repetition.number
    return GradeFlow(grade, promotion, repetition, defined("dropout-rate", rest, Unit.FRACTION, SOURCE))


def _count_findings(grades: Sequence[str], year: SchoolYear, following: SchoolYear) -> tuple[Finding, ...]:
    """Repeaters who cannot be: above their own grade's enrolment, or above the pupils who could have repeated."""
    found: list[Finding] = []
    for g, grade in enumerate(grades):
        for code, repeating, pupils in (
            ("repeaters-above-enrolment", year.repeaters[g], year.enrolment[g]),
            ("next-repeaters-above-next-enrolment", following.repeaters[g], following.enrolment[g]),
            ("repeaters-above-previous-enrolment", following.repeaters[g], year.enrolment[g]),
        ):
            if repeating is not None and pupils is not None and repeating > pupils:
                found.append(Finding(code, {"grade": grade, "repeaters": repeating, "enrolment": pupils}))
    return tuple(found)
