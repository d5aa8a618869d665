"""Internal efficiency of a reconstructed cohort: survival, years, waste. planning, GROUND, standard library only.

Read with care: an earlier dropout raises the coefficient, and efficiency is not learning. Sources: UIS, Technical
Guidelines 2009; UNESCO-PROAP, management information systems handbook, p. 170.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from epm_xblocks.planning.cohort import Cohort
from epm_xblocks.planning.values import (
    Number,
    PlanningProblem,
    Reason,
    Result,
    Unit,
    checked,
    defined,
    quotient,
    undefined,
)

__all__ = [
    "Waste",
    "apparent_survival_rates",
    "coefficient_of_efficiency",
    "cohort_completion_rate",
    "cohort_dropout_rate",
    "input_output_ratio",
    "pupil_years",
    "survival_rate_to_last_grade",
    "survival_rates",
    "waste",
    "years_input_per_graduate",
]

SOURCE = "UIS, Education Indicators: Technical Guidelines, 2009: reconstructed cohort"


@dataclass(frozen=True, slots=True)
class Waste:
    """Pupil-years beyond n a graduate, by grade and cause.

    repetition: extra years of pupils who graduate. dropout: all years of pupils who never do. Both in pupil-years.
    repetition_share, dropout_share: each grade's and cause's part of the whole waste, per cent 0-100.
    """

    repetition: tuple[float, ...]
    dropout: tuple[float, ...]
    total: float
    repetition_share: tuple[Result, ...]
    dropout_share: tuple[Result, ...]


def survival_rates(cohort: Cohort) -> tuple[Result, ...]:
    """Share of the entrants who ever reach each grade, per cent; 100 for the first.

    With repetition it is the product of p / (1 - r), not of p.
    """
    return tuple(_share_of_entrants("survival-rate", pupils, cohort) for pupils in cohort.arrivals)


def survival_rate_to_last_grade(cohort: Cohort) -> Result:
    """Share of the entrants who reach the last grade, per cent; not those who graduate from it."""
    return survival_rates(cohort)[-1]


def cohort_completion_rate(cohort: Cohort) -> Result:
    """Graduates / entrants, per cent."""
    return _share_of_entrants("cohort-completion-rate", cohort.graduates, cohort)


def cohort_dropout_rate(cohort: Cohort) -> Result:
    """Entrants who leave the cycle without graduating, per cent = 100 - completion once everybody is out."""
    return _share_of_entrants("cohort-dropout-rate", math.fsum(cohort.dropouts), cohort)


def pupil_years(cohort: Cohort) -> float:
    """All pupil-years T the cohort spends in the cycle, those of dropouts among them."""
    return math.fsum(cohort.pupil_years)


def years_input_per_graduate(cohort: Cohort) -> Result:
    """YIG = T / graduates, in pupil-years per graduate; undefined ("no-graduates") where nobody graduates."""
    term, unit = "years-input-per-graduate", Unit.PUPIL_YEARS_PER_GRADUATE
    if cohort.graduates == 0:
        return undefined(term, Reason.NO_GRADUATES, unit, SOURCE)
    return defined(term, pupil_years(cohort) / cohort.graduates, unit, SOURCE)


def coefficient_of_efficiency(cohort: Cohort) -> Result:
    """CE = n * graduates / T, per cent, at most 100; 0 where nobody graduates. n: grades of the cycle."""
    useful = len(cohort.pupil_years) * cohort.graduates
    return quotient("coefficient-of-efficiency", useful, pupil_years(cohort), Unit.PER_CENT, SOURCE, scale=100)


def input_output_ratio(cohort: Cohort) -> Result:
    """Wastage ratio = YIG / n = 100 / CE, an index of at least 1; undefined ("no-graduates") where nobody graduates."""
    if cohort.graduates == 0:
        return undefined("input-output-ratio", Reason.NO_GRADUATES, Unit.INDEX, SOURCE)
    useful = len(cohort.pupil_years) * cohort.graduates
    return defined("input-output-ratio", pupil_years(cohort) / useful, Unit.INDEX, SOURCE)


def waste(cohort: Cohort) -> Waste:
    """T - n * graduates, split by grade into extra years of graduates and years of dropouts.

    Shares are undefined where nothing is wasted. Raises PlanningProblem "cohort-unfinished" where pupils are still
    enrolled, since their years belong to neither.
    """
    if cohort.still_enrolled > cohort.entrants * 1e-9:
        raise PlanningProblem("cohort-unfinished", still_enrolled=cohort.still_enrolled)
    repetition = tuple(_rest(years, cohort.graduates) for years in cohort.graduate_years)
    dropout = tuple(_rest(y, g) for y, g in zip(cohort.pupil_years, cohort.graduate_years, strict=True))
    total = math.fsum((*repetition, *dropout))
    return Waste(
        repetition,
        dropout,
        total,
        tuple(_share_of_waste("share-of-waste-by-repetition", years, total) for years in repetition),
        tuple(_share_of_waste("share-of-waste-by-dropout", years, total) for years in dropout),
    )


def apparent_survival_rates(enrolment: Sequence[Sequence[Number]]) -> tuple[Result, ...]:
    """Apparent cohort: E(1+k, t+k) / E(1,t), per cent; for data without repeaters.

    enrolment: pupils by year from t, then by grade; as many rates as years. It overstates dropout where repetition is
    high. Raises PlanningProblem "too-few-grades" where a year lacks the grade needed, "too-few-years" without any.
    """
    if not enrolment:
        raise PlanningProblem("too-few-years", years=0, needed=1)
    diagonal = []
    for grade, pupils in enumerate(enrolment):
        if len(pupils) <= grade:
            raise PlanningProblem("too-few-grades", year=grade + 1, grades=len(pupils), needed=grade + 1)
        diagonal.append(checked(pupils[grade], "enrolment"))
    source = "UNESCO Bangkok, EFA module A3, annex 3: apparent cohort"
    return tuple(
        quotient("apparent-survival-rate", pupils, diagonal[0], Unit.PER_CENT, source, scale=100) for pupils in diagonal
    )


def _share_of_entrants(term: str, pupils: float, cohort: Cohort) -> Result:
    return quotient(term, pupils, cohort.entrants, Unit.PER_CENT, SOURCE, scale=100)


def _share_of_waste(term: str, years: float, total: float) -> Result:
    return quotient(term, years, total, Unit.PER_CENT, SOURCE, scale=100)


def _rest(whole: float, part: float) -> float:
    """whole - part where the two differ by more than the noise of floats; a cohort without waste must show none."""
    rest = whole - part
    return rest if rest > whole * 1e-12 else 0.0
