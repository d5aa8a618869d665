"""Teachers: ratios, need, recruitment and training. planning, GROUND, standard library only.

Needs come from the pupils (a target ratio), from the hours to be taught, or from the class groups; the three agree
where their parameters do and are never mixed. Shares (attrition, completion) are fractions 0-1. Sources: UIS glossary
for the ratios; for needs and recruitment the planning practice that Correa, Quantitative Methods of Educational
Planning (1969), and the IIEP models follow; no published worked recruitment was found.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from epm_xblocks.planning.values import (
    Number,
    PlanningProblem,
    Reason,
    Result,
    Unit,
    checked,
    complete,
    defined,
    fraction,
    quotient,
    required,
    same_length,
    undefined,
)
from epm_xblocks.planning.whole import Rounding, whole_need

__all__ = [
    "StaffYear",
    "Surplus",
    "TeacherCount",
    "TeachersPerPair",
    "full_time_equivalents",
    "pupil_teacher_ratio",
    "pupil_teacher_ratio_of_schools",
    "pupil_trained_teacher_ratio",
    "pupils_per_class",
    "recruitment",
    "staff_plan",
    "teachers_by_groups",
    "teachers_by_hours",
    "teachers_by_ratio",
    "training_need",
]

UIS = "UIS glossary: pupil-teacher ratio"
PRACTICE = "planning practice (Correa 1969; IIEP models)"

TeacherCount = Literal["head-count", "full-time-equivalent"]
"""What a teacher is in the denominator; a full-time equivalent is flagged on the result."""

TeachersPerPair = Literal[1, 2]
"""Teachers of two class groups that share a room in double shift: the same one twice, or one each. Countries use
*double flux* and *double vacation* for both."""

Surplus = Literal["released", "kept"]
"""Teachers above the need: released (recruitment is negative), or kept until attrition has used them up."""


@dataclass(frozen=True, slots=True)
class StaffYear:
    """One year of a staff plan, in teachers: need, leavers since the year before, recruits, stock, shortage.

    shortage: need - stock, never below 0.
    """

    need: float
    leavers: float
    recruits: float
    stock: float
    shortage: float


def pupil_teacher_ratio(pupils: Number, teachers: Number, *, counted: TeacherCount) -> Result:
    """PTR: pupils / teachers, in pupils per teacher; not the size of a class. Source: UIS glossary.

    counted: head-count as UIS does, or full-time equivalents (`full_time_equivalents`).
    """
    ratio = _ratio("pupil-teacher-ratio", pupils, teachers)
    if counted == "full-time-equivalent" and ratio.value is not None:
        return defined(ratio.term, ratio.value, ratio.unit, UIS, ("full-time-equivalent",))
    return ratio


def pupil_trained_teacher_ratio(pupils: Number, trained_teachers: Number) -> Result:
    """Pupils / teachers with the required training, head-count: an indicator of its own. Source: UIS glossary."""
    return _ratio("pupil-trained-teacher-ratio", pupils, trained_teachers)


def pupil_teacher_ratio_of_schools(pupils: Sequence[Number], teachers: Sequence[Number]) -> Result:
    """Sum of pupils / sum of teachers, not the mean of the schools' ratios. Raises PlanningProblem "lengths-differ"."""
    same_length(pupils=pupils, teachers=teachers)
    return _ratio("pupil-teacher-ratio", _sum(pupils, "pupils"), _sum(teachers, "teachers"))


def full_time_equivalents(periods_taught: Sequence[Number], full_load: Number) -> Result:
    """Teachers in full-time equivalents: periods taught a week by each / periods of a full post."""
    taught = _sum(periods_taught, "periods_taught")
    return quotient("full-time-equivalents", taught, checked(full_load, "full_load"), Unit.TEACHERS, PRACTICE)


def pupils_per_class(pupils: Number, class_groups: Number) -> Result:
    """Average class size: pupils / class groups; a multigrade group counts once."""
    above, below = checked(pupils, "pupils"), checked(class_groups, "class_groups")
    return quotient("pupils-per-class", above, below, Unit.PUPILS_PER_CLASS, PRACTICE)


def teachers_by_ratio(pupils: Number, target_ratio: Number, *, rounding: Rounding) -> Result:
    """Need from the pupils: E / target PTR, in teachers."""
    need = quotient(
        "teacher-need", checked(pupils, "pupils"), checked(target_ratio, "target_ratio"), Unit.TEACHERS, PRACTICE
    )
    return whole_need(need, rounding)


def teachers_by_hours(groups: Number, weekly_periods: Number, teacher_load: Number, *, rounding: Rounding) -> Result:
    """Need from the hours: class groups * weekly periods of a group / weekly periods a teacher teaches."""
    classes, periods = checked(groups, "groups"), checked(weekly_periods, "weekly_periods")
    taught = None if classes is None or periods is None else classes * periods
    need = quotient("teacher-need", taught, checked(teacher_load, "teacher_load"), Unit.TEACHERS, PRACTICE)
    return whole_need(need, rounding)


def teachers_by_groups(
    groups: Number,
    teachers_per_group: Number = 1,
    *,
    rounding: Rounding,
    groups_in_double_shift: Number = 0,
    teachers_per_pair: TeachersPerPair = 2,
) -> Result:
    """Need from the class groups, those in double shift by pairs of groups.

    teachers_per_group: of a group in single shift. groups_in_double_shift: of `groups`. teachers_per_pair: see
    TeachersPerPair. Raises PlanningProblem "part-above-whole" where more groups share rooms than there are.
    """
    classes, each = checked(groups, "groups"), checked(teachers_per_group, "teachers_per_group")
    shared = checked(groups_in_double_shift, "groups_in_double_shift")
    if classes is None or each is None or shared is None:
        return undefined("teacher-need", Reason.MISSING_INPUT, Unit.TEACHERS, PRACTICE)
    if shared > classes:
        raise PlanningProblem("part-above-whole", name="groups_in_double_shift", part=shared, whole=classes)
    need = (classes - shared) * each + shared * each * teachers_per_pair / 2
    return whole_need(defined("teacher-need", need, Unit.TEACHERS, PRACTICE), rounding)


def recruitment(stock: Number, need: Number, attrition: Number, *, surplus: Surplus) -> Result:
    """rec(t+1) = T(t+1) - T(t) * (1 - a), in teachers: leavers are replaced and growth is met.

    stock: T(t). need: T(t+1). attrition: a, share of the stock of t that leaves before t+1. surplus: see Surplus;
    flagged "surplus" where there is one.
    """
    term = "recruitment"
    now, next_year, leaving = checked(stock, "stock"), checked(need, "need"), fraction(attrition, "attrition")
    if now is None or next_year is None or leaving is None:
        return undefined(term, Reason.MISSING_INPUT, Unit.TEACHERS, PRACTICE)
    recruits = next_year - now * (1 - leaving)
    if recruits >= 0:
        return defined(term, recruits, Unit.TEACHERS, PRACTICE)
    return defined(term, recruits if surplus == "released" else 0.0, Unit.TEACHERS, PRACTICE, ("surplus",))


def training_need(recruits: Number, *, completion: Number, deployment: Number) -> Result:
    """Gross training need: recruits / (completion * deployment), in entrants to teacher training.

    completion: share of entrants who complete the training; deployment: share of these who take up a post; 0-1.
    """
    completing, deployed = fraction(completion, "completion"), fraction(deployment, "deployment")
    below = None if completing is None or deployed is None else completing * deployed
    return quotient("training-need", checked(recruits, "recruits"), below, Unit.TEACHERS, PRACTICE)


def staff_plan(
    stock: Number,
    needs: Sequence[Number],
    attrition: Sequence[Number],
    *,
    surplus: Surplus,
    capacity: Sequence[Number] | None = None,
) -> tuple[StaffYear, ...]:
    """Recruitment year by year: stock(t+1) = stock(t) - leavers + recruits.

    stock: teachers in the base year. needs, attrition: of the years after it, attrition as a share of the stock of
    the year before. capacity: most recruits of each year (posts, or graduates of the colleges); None = no limit. What
    it leaves open is the shortage, carried into the next year. Raises PlanningProblem "lengths-differ",
    "missing-figure", "not-a-fraction".
    """
    limits = required(capacity, "capacity") if capacity is not None else (math.inf,) * len(needs)
    same_length(needs=needs, attrition=attrition, capacity=limits)
    (now,) = required([stock], "stock")
    years: list[StaffYear] = []
    for need, rate, most in zip(required(needs, "needs"), required(attrition, "attrition"), limits, strict=True):
        recruits = min(recruitment(now, need, rate, surplus=surplus).number, most)
        leavers = now * rate
        now = max(0.0, now - leavers + recruits)  # nobody is left: the noise of floats must not be less
        years.append(StaffYear(need, leavers, recruits, now, max(0.0, need - now)))
    return tuple(years)


def _ratio(term: str, pupils: Number, teachers: Number) -> Result:
    return quotient(term, checked(pupils, "pupils"), checked(teachers, "teachers"), Unit.PUPILS_PER_TEACHER, UIS)


def _sum(figures: Sequence[Number], name: str) -> float | None:
    known = complete(figures, name)
    return None if known is None else math.fsum(known)
