"""The reconstructed cohort: closed form and year by year. planning, GROUND, standard library only.

Assumptions: nobody comes back, rates stay, repeaters fare as others do. The cap on repetitions changes the answer and
is never assumed: a pupil who would repeat beyond it leaves. Sources: UIS, Technical Guidelines 2009; MDG metadata.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from epm_xblocks.planning.flows import NOISE, FlowTable
from epm_xblocks.planning.values import Number, PlanningProblem, checked, same_length

__all__ = [
    "Cohort",
    "closed_form_cohort",
    "cohort_of_flows",
    "reconstructed_cohort",
    "simulated_cohort",
]

LARGEST_CAP = 100
MOST_YEARS = 5000
"""Beyond these a request is a mistake, and would keep the machine busy."""

Year = list[dict[int, float]]
"""Pupils of one year: by grade, by repetitions of that grade so far (all under 0 where no cap a grade counts them)."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """What becomes of the entrants to grade 1, in pupils and pupil-years; sequences run by grade.

    arrivals: pupils who ever reach the grade. pupil_years: years spent in it by all. graduate_years: of these, years
    of pupils who graduate (within the years followed). dropouts: pupils who leave from it, capped repeaters among
    them. still_enrolled: pupils not yet out when the simulation was cut. diagram: pupils by year, then by grade;
    graduates_by_year: at the end of each year; both empty in the closed form. max_repetitions,
    max_repetitions_per_grade: the caps; None = none.
    """

    entrants: float
    arrivals: tuple[float, ...]
    pupil_years: tuple[float, ...]
    graduate_years: tuple[float, ...]
    dropouts: tuple[float, ...]
    graduates: float
    max_repetitions: int | None = None
    max_repetitions_per_grade: int | None = None
    still_enrolled: float = 0.0
    diagram: tuple[tuple[float, ...], ...] = ()
    graduates_by_year: tuple[float, ...] = ()


def reconstructed_cohort(
    promotion: Sequence[Number],
    repetition: Sequence[Number],
    *,
    max_repetitions: int | None,
    max_repetitions_per_grade: int | None = None,
    entrants: float = 1000.0,
) -> Cohort:
    """The cohort under a declared convention: in closed form without a cap, else year by year until all are out.

    promotion, repetition: fractions 0-1 by grade, graduation last. max_repetitions: allowed over the whole cycle, None
    = unlimited. max_repetitions_per_grade: in each grade. entrants: pupils. Raises PlanningProblem "undefined-rate",
    "inconsistent-rates", "endless-repetition", "lengths-differ", "no-grades", "bad-cap", "no-entrants".
    """
    if max_repetitions is None and max_repetitions_per_grade is None:
        return closed_form_cohort(promotion, repetition, entrants=entrants)
    return simulated_cohort(
        promotion,
        repetition,
        max_repetitions=max_repetitions,
        max_repetitions_per_grade=max_repetitions_per_grade,
        entrants=entrants,
    )


def cohort_of_flows(
    table: FlowTable,
    *,
    max_repetitions: int | None,
    max_repetitions_per_grade: int | None = None,
    entrants: float = 1000.0,
) -> Cohort:
    """The cohort on a table of flow rates; a table whose rates are undefined or cannot be true is refused.

    Treat it first (`inconsistent_flows`). Arguments and errors: see `reconstructed_cohort`.
    """
    return reconstructed_cohort(
        [rate.value for rate in table.promotion],
        [rate.value for rate in table.repetition],
        max_repetitions=max_repetitions,
        max_repetitions_per_grade=max_repetitions_per_grade,
        entrants=entrants,
    )


def closed_form_cohort(
    promotion: Sequence[Number], repetition: Sequence[Number], *, entrants: float = 1000.0
) -> Cohort:
    """Unlimited repetition: y(g) = e(g) / (1 - r(g)) pupil-years, e(g+1) = y(g) p(g). Raises "endless-repetition" too.

    Arguments and other errors: see `reconstructed_cohort`.
    """
    rates = _valid_rates(promotion, repetition, entrants)
    arrivals, years, dropouts = [float(entrants)], [], []
    for grade, (p, r) in enumerate(rates):
        if r >= 1:
            raise PlanningProblem("endless-repetition", grade=grade + 1)
        years.append(arrivals[-1] / (1 - r))
        dropouts.append(years[-1] * max(0.0, 1 - p - r))
        arrivals.append(years[-1] * p)
    graduates = arrivals.pop()
    graduate_years = tuple(graduates / (1 - r) for _p, r in rates)
    return Cohort(float(entrants), tuple(arrivals), tuple(years), graduate_years, tuple(dropouts), graduates)


def simulated_cohort(
    promotion: Sequence[Number],
    repetition: Sequence[Number],
    *,
    max_repetitions: int | None,
    max_repetitions_per_grade: int | None = None,
    entrants: float = 1000.0,
    years: int | None = None,
) -> Cohort:
    """The cohort year by year, with its flow diagram.

    years: how many to follow; by default until the caps have emptied the school. Without a cap `years` is required
    (PlanningProblem "years-needed") and whoever is left stands in `still_enrolled`. Arguments and other errors: see
    `reconstructed_cohort`.
    """
    rates = _valid_rates(promotion, repetition, entrants)
    flow = _Flow(rates, _valid_cap(max_repetitions), _valid_cap(max_repetitions_per_grade))
    history = [flow.first_year(float(entrants))]
    for year in range(flow.horizon(years)):
        history.append(flow.next_year(history[year], year))
    left = math.fsum(sum(states.values()) for states in history.pop())
    diagram = tuple(tuple(math.fsum(states.values()) for states in pupils) for pupils in history)
    graduates_by_year = tuple(pupils[-1] * rates[-1][0] for pupils in diagram)
    return Cohort(
        entrants=float(entrants),
        arrivals=(float(entrants), *(math.fsum(y[g] * rates[g][0] for y in diagram) for g in range(len(rates) - 1))),
        pupil_years=tuple(math.fsum(column) for column in zip(*diagram, strict=True)),
        graduate_years=flow.graduate_years(history),
        dropouts=flow.dropouts(history),
        graduates=math.fsum(graduates_by_year),
        max_repetitions=max_repetitions,
        max_repetitions_per_grade=max_repetitions_per_grade,
        still_enrolled=left,
        diagram=diagram,
        graduates_by_year=graduates_by_year,
    )


@dataclass(frozen=True, slots=True)
class _Flow:
    """One year's step. In year t (from 0) a pupil of grade g (from 0) has repeated t - g times in all."""

    rates: tuple[tuple[float, float], ...]
    cap: int | None
    cap_per_grade: int | None

    def horizon(self, years: int | None) -> int:
        """How many years to follow."""
        n = len(self.rates)
        if years is not None:
            if not 1 <= years <= MOST_YEARS:
                raise PlanningProblem("bad-years", years=years, largest=MOST_YEARS)
            return years
        ends = [n + self.cap] if self.cap is not None else []
        ends += [n * (self.cap_per_grade + 1)] if self.cap_per_grade is not None else []
        if not ends:
            raise PlanningProblem("years-needed")
        return min(ends)

    def first_year(self, entrants: float) -> Year:
        return [{0: entrants}, *({} for _ in self.rates[1:])]

    def may_repeat(self, year: int, grade: int, repeated: int) -> bool:
        """Whether a pupil of `grade` in `year`, `repeated` times in this grade already, may repeat once more."""
        in_all = self.cap is None or year - grade < self.cap
        return in_all and (self.cap_per_grade is None or repeated < self.cap_per_grade)

    def once_more(self, repeated: int) -> int:
        return repeated if self.cap_per_grade is None else repeated + 1

    def next_year(self, pupils: Year, year: int) -> Year:
        following: Year = [{} for _ in self.rates]
        for grade, (p, r) in enumerate(self.rates):
            for repeated, count in pupils[grade].items():
                if grade + 1 < len(self.rates):
                    _add(following[grade + 1], 0, count * p)
                if self.may_repeat(year, grade, repeated):
                    _add(following[grade], self.once_more(repeated), count * r)
        return following

    def dropouts(self, history: Sequence[Year]) -> tuple[float, ...]:
        """Pupils who leave without graduating, by grade: d, and those who would repeat beyond a cap."""
        lost = [0.0] * len(self.rates)
        for year, pupils in enumerate(history):
            for grade, (p, r) in enumerate(self.rates):
                for repeated, count in pupils[grade].items():
                    stays = r if self.may_repeat(year, grade, repeated) else 0.0
                    lost[grade] += count * max(0.0, 1 - p - stays)
        return tuple(lost)

    def graduate_years(self, history: Sequence[Year]) -> tuple[float, ...]:
        """Pupil-years, by grade, of pupils who graduate in the end: each state times its chance to graduate."""
        spent = [0.0] * len(self.rates)
        chance: Year = [{} for _ in self.rates]
        for year in reversed(range(len(history))):
            chance = [
                {repeated: self._chance(chance, year, grade, repeated) for repeated in history[year][grade]}
                for grade in range(len(self.rates))
            ]
            for grade, states in enumerate(history[year]):
                spent[grade] += sum(count * chance[grade][repeated] for repeated, count in states.items())
        return tuple(spent)

    def _chance(self, later: Year, year: int, grade: int, repeated: int) -> float:
        p, r = self.rates[grade]
        up = 1.0 if grade + 1 == len(self.rates) else later[grade + 1].get(0, 0.0)
        again = later[grade].get(self.once_more(repeated), 0.0) if self.may_repeat(year, grade, repeated) else 0.0
        return p * up + r * again


def _add(states: dict[int, float], repeated: int, count: float) -> None:
    if count:
        states[repeated] = states.get(repeated, 0.0) + count


def _valid_rates(
    promotion: Sequence[Number], repetition: Sequence[Number], entrants: float
) -> tuple[tuple[float, float], ...]:
    """(p, r) by grade, known and possible."""
    same_length(promotion=promotion, repetition=repetition)
    if not promotion:
        raise PlanningProblem("no-grades")
    if not checked(entrants, "entrants"):
        raise PlanningProblem("no-entrants", entrants=entrants)
    pairs = zip(promotion, repetition, strict=True)
    return tuple(_valid_pair(grade, p, r) for grade, (p, r) in enumerate(pairs, 1))


def _valid_pair(grade: int, promotion: Number, repetition: Number) -> tuple[float, float]:
    if promotion is None or repetition is None:
        raise PlanningProblem("undefined-rate", grade=grade)
    p, r = float(promotion), float(repetition)
    if not (p >= 0 and r >= 0 and p + r <= 1 + NOISE):
        raise PlanningProblem("inconsistent-rates", grade=grade, promotion=p, repetition=r)
    return p, r


def _valid_cap(cap: int | None) -> int | None:
    if cap is not None and not 0 <= cap <= LARGEST_CAP:
        raise PlanningProblem("bad-cap", cap=cap, largest=LARGEST_CAP)
    return cap
