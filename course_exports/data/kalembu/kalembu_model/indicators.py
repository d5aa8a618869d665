"""Indicators of the data pack, in per cent unless said otherwise, straight from the definitions (data pack).

`place` is any of region="R1", sex="F"; without it the whole country. Sources of the definitions: UNESCO Institute for
Statistics, glossary; reconstructed cohort with unlimited repetition.
"""

from collections.abc import Callable
from dataclasses import dataclass

from .pack import Pack

__all__ = ["TARGETED", "Cohort", "Flow", "age_rate", "aner", "cohort", "flow", "flows", "ger", "gir", "gpi", "ner",
           "nir", "out_of_school", "reading", "transition"]  # fmt: skip

GRADES = range(1, 7)


@dataclass(frozen=True)
class Flow:
    """Promotion, repetition and dropout of a grade between two years, as fractions of 1."""

    promotion: float
    repetition: float

    @property
    def dropout(self) -> float:
        return 1 - self.promotion - self.repetition


@dataclass(frozen=True)
class Cohort:
    """Survival to grade 6 and coefficient of efficiency in per cent, years-input per graduate in years."""

    survival: float
    efficiency: float
    years_per_graduate: float


def _children(pack: Pack, level: str, year: int, **place: str) -> int:
    return pack.total("population", "population", school_age=level, year=year, **place)


def ger(pack: Pack, year: int, level: str = "primary", **place: str) -> float:
    pupils = pack.total("enrolment", "enrolment", level=level, year=year, **place)
    return 100 * pupils / _children(pack, level, year, **place)


def ner(pack: Pack, year: int, level: str = "primary", **place: str) -> float:
    pupils = pack.total("enrolment_by_age", "pupils", level=level, school_age=level, year=year, **place)
    return 100 * pupils / _children(pack, level, year, **place)


def aner(pack: Pack, year: int, **place: str) -> float:
    """Children of primary age in primary or lower secondary (none is beyond)."""
    pupils = pack.total("enrolment_by_age", "pupils", school_age="primary", year=year, **place)
    return 100 * pupils / _children(pack, "primary", year, **place)


def out_of_school(pack: Pack, year: int, **place: str) -> float:
    return 100 - aner(pack, year, **place)


def gir(pack: Pack, year: int, **place: str) -> float:
    new = pack.total("enrolment", "new_entrants", level="primary", grade=1, year=year, **place)
    return 100 * new / pack.total("population", "population", age=6, year=year, **place)


def nir(pack: Pack, year: int, **place: str) -> float:
    new = pack.total("entrants_by_age", "entrants", age=6, year=year, **place)
    return 100 * new / pack.total("population", "population", age=6, year=year, **place)


def age_rate(pack: Pack, age: int, year: int, **place: str) -> float:
    pupils = pack.total("enrolment_by_age", "pupils", age=age, year=year, **place)
    return 100 * pupils / pack.total("population", "population", age=age, year=year, **place)


def gpi(pack: Pack, year: int, level: str = "primary", **place: str) -> float:
    """Girls' GER divided by boys'."""
    return ger(pack, year, level, sex="F", **place) / ger(pack, year, level, sex="M", **place)


def flow(pack: Pack, grade: int, year: int, level: str = "primary", source: str = "enrolment", **place: str) -> Flow:
    """Rates between `year` and the next; the last grade is promoted when it graduates at the end of `year`."""
    enrolled = pack.total(source, "enrolment", level=level, grade=grade, year=year, **place)
    again = pack.total(source, "repeaters", level=level, grade=grade, year=year + 1, **place)
    if grade == (6 if level == "primary" else 4):
        graduates = "graduates_common_schools" if source == "enrolment_common_schools" else "graduates"
        up = pack.total(graduates, "graduates", level=level, year=year, **place)
    else:
        up = pack.total(source, "new_entrants", level=level, grade=grade + 1, year=year + 1, **place)
    return Flow(up / enrolled, again / enrolled)


def flows(pack: Pack, year: int, source: str = "enrolment", **place: str) -> list[Flow]:
    """Rates of the six primary grades between `year` and the next."""
    return [flow(pack, grade, year, "primary", source, **place) for grade in GRADES]


def transition(pack: Pack, year: int, **place: str) -> float:
    new = pack.total("enrolment", "new_entrants", level="lower_secondary", grade=1, year=year + 1, **place)
    return 100 * new / pack.total("enrolment", "enrolment", level="primary", grade=6, year=year, **place)


def cohort(rates: list[Flow]) -> Cohort:
    """A cohort carried through the grades, repetition unlimited."""
    entering, years, last = 1.0, 0.0, 1.0
    for rate in rates:
        last, spent = entering, entering / (1 - rate.repetition)
        years, entering = years + spent, spent * rate.promotion
    return Cohort(100 * last, 100 * len(rates) * entering / years, years / entering)


def reading(pack: Pack, year: int, **place: str) -> float:
    """Pupils of grade 6 at the minimum level of reading or above, in per cent of those tested."""
    reached, tested = (pack.total("learning_results", k, year=year, **place) for k in ("reached_minimum", "tested"))
    return 100 * reached / tested


def _repetition(pack: Pack, year: int) -> float:
    """All repeaters of primary of the year in per cent of the pupils of the year before."""
    again = pack.total("enrolment", "repeaters", level="primary", year=year)
    return 100 * again / pack.total("enrolment", "enrolment", level="primary", year=year - 1)


def _pupils_per_teacher(pack: Pack, year: int) -> float:
    public = {"level": "primary", "status": "public", "year": year}
    return pack.total("enrolment_by_status", "enrolment", **public) / pack.total("teachers", "teachers", **public)


def _education_share(pack: Pack, year: int) -> float:
    education, spent = (pack.total("finance", k, year=year) for k in ("education_total", "public_expenditure"))
    return 100 * education / spent


TARGETED: dict[str, Callable[[Pack, int], float]] = {  # as targets.csv means them; flows lead to the year
    "gross_enrolment": ger,
    "gender_parity": gpi,
    "repetition": _repetition,
    "survival": lambda pack, year: cohort(flows(pack, year - 1)).survival,
    "pupils_per_teacher": _pupils_per_teacher,
    "education_share": _education_share,
    "reading": reading,
}
