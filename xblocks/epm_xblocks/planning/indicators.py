"""Access, coverage and participation. planning, GROUND, standard library only.

Counts go in as they are (pupils, children); rates come out in per cent 0-100, unrounded and never cut at 100.
A rate whose denominator is missing or zero is undefined with a reason. Every function raises PlanningProblem
"negative-figure" or "not-finite" for a figure that cannot be a count. What must not pass unseen (a net rate above
100) is a flag on the result.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    "Backlog",
    "adjusted_net_enrolment_rate",
    "age_specific_enrolment_rate",
    "effective_transition_rate",
    "expected_intake_ratio_to_last_grade",
    "gross_enrolment_ratio",
    "gross_intake_ratio",
    "gross_intake_ratio_to_last_grade",
    "implied_population",
    "net_enrolment_rate",
    "net_intake_rate",
    "new_entrants",
    "out_of_school_number",
    "out_of_school_number_of_both_sexes",
    "out_of_school_rate",
    "out_of_school_rate_of_both_sexes",
    "participation_findings",
    "schooling_profile",
    "transition_rate",
]

UIS = "UIS glossary"
UIS_2009 = "UIS, Education Indicators: Technical Guidelines, 2009"

Backlog = Literal["included", "excluded"]
"""Whether entrants above entry age who catch up on earlier years count in the gross intake."""


def new_entrants(enrolment: Number, repeaters: Number) -> float | None:
    """Pupils new to a grade, N = E - R, in pupils; None where either is missing.

    Raises PlanningProblem "repeaters-above-enrolment". Source: UIS glossary, new entrants.
    """
    pupils, repeating = checked(enrolment, "enrolment"), checked(repeaters, "repeaters")
    if pupils is None or repeating is None:
        return None
    if repeating > pupils:
        raise PlanningProblem("repeaters-above-enrolment", enrolment=pupils, repeaters=repeating)
    return pupils - repeating


def gross_intake_ratio(
    entrants: Number, population: Number, *, backlog: Backlog = "included", backlog_entrants: Number = None
) -> Result:
    """GIR: new entrants to grade 1 of any age / population of official entry age, per cent; may exceed 100.

    entrants: N(1,t), repeaters left out (`new_entrants`). population: P(entry age, t). backlog: "excluded" takes
    `backlog_entrants` (entrants above entry age, pupils) out. Source: UIS glossary, gross intake ratio.
    """
    above = checked(entrants, "entrants")
    if backlog == "excluded":
        late = checked(backlog_entrants, "backlog_entrants")
        above = new_entrants(above, late)
    return _per_cent("gross-intake-ratio", above, population, f"{UIS}: gross intake ratio")


def net_intake_rate(entrants_of_entry_age: Number, population: Number) -> Result:
    """NIR: new entrants to grade 1 of official entry age / population of that age, per cent; above 100 is flagged.

    Source: UIS glossary, net intake rate.
    """
    return _net("net-intake-rate", entrants_of_entry_age, population, f"{UIS}: net intake rate")


def gross_enrolment_ratio(enrolment: Number, population: Number) -> Result:
    """GER: pupils of a level, all ages / population of the level's official ages, per cent; above 100 is valid.

    Source: UIS glossary, gross enrolment ratio.
    """
    return _per_cent("gross-enrolment-ratio", enrolment, population, f"{UIS}: gross enrolment ratio")


def net_enrolment_rate(pupils_of_official_age: Number, population: Number) -> Result:
    """NER: pupils of official age in the level / population of those ages, per cent; above 100 is flagged.

    Source: UIS glossary, net enrolment rate.
    """
    return _net("net-enrolment-rate", pupils_of_official_age, population, f"{UIS}: net enrolment rate")


def adjusted_net_enrolment_rate(pupils_in_level: Number, pupils_in_higher_levels: Number, population: Number) -> Result:
    """ANER: pupils of official age in the level or a higher one / population of those ages, per cent.

    Pupils of official age in lower levels stay out. Above 100 is flagged. Source: UIS glossary, adjusted net
    enrolment rate.
    """
    pupils = _sum(checked(pupils_in_level, "pupils_in_level"), checked(pupils_in_higher_levels, "pupils_in_higher"))
    return _net("adjusted-net-enrolment-rate", pupils, population, f"{UIS}: adjusted net enrolment rate")


def age_specific_enrolment_rate(pupils_of_age: Number, population_of_age: Number) -> Result:
    """ASER: pupils of an age in any level / population of that age, per cent; above 100 is flagged.

    Source: UIS glossary, age-specific enrolment rate.
    """
    source = f"{UIS}: age-specific enrolment rate"
    return _net("age-specific-enrolment-rate", pupils_of_age, population_of_age, source)


def gross_intake_ratio_to_last_grade(entrants_to_last_grade: Number, population: Number) -> Result:
    """GIRLG, completion proxy: N(n,t) / population of the theoretical age of grade n, per cent; may exceed 100.

    Neither a survival rate nor the completion rate of household surveys. Source: UIS glossary, gross intake ratio to
    the last grade.
    """
    source = f"{UIS}: gross intake ratio to the last grade"
    return _per_cent("gross-intake-ratio-to-last-grade", entrants_to_last_grade, population, source)


def expected_intake_ratio_to_last_grade(intake_ratio: Number, survival_rate: Number) -> Result:
    """Expected GIRLG: GIR * survival rate to the last grade / 100; both and the result in per cent 0-100.

    Source: UIS glossary, expected gross intake ratio to the last grade (node 334627).
    """
    term, source = "expected-gross-intake-ratio-to-last-grade", f"{UIS}: expected gross intake ratio to the last grade"
    intake, survival = checked(intake_ratio, "intake_ratio"), checked(survival_rate, "survival_rate")
    if intake is None or survival is None:
        return undefined(term, Reason.MISSING_INPUT, Unit.PER_CENT, source)
    return defined(term, intake * survival / 100, Unit.PER_CENT, source)


def schooling_profile(entrants_by_grade: Sequence[Number], population_by_age: Sequence[Number]) -> tuple[Result, ...]:
    """Cross-sectional profile: N(g,t) / population of the theoretical age of grade g, per cent, grade by grade.

    Its first point is the GIR, its last the GIRLG. Raises PlanningProblem "lengths-differ".
    """
    same_length(entrants_by_grade=entrants_by_grade, population_by_age=population_by_age)
    pairs = zip(entrants_by_grade, population_by_age, strict=True)
    return tuple(_per_cent("access-rate-by-grade", entrants, people, UIS_2009) for entrants, people in pairs)


def out_of_school_number(population: Number, pupils_in_primary_or_higher: Number) -> Result:
    """Children of primary age who are not in primary or higher, in children.

    A negative number (more pupils than children) is kept and flagged "below-0". Source: UIS glossary.
    """
    term, source = "out-of-school-number", f"{UIS}: out-of-school children"
    people, pupils = checked(population, "population"), checked(pupils_in_primary_or_higher, "pupils")
    if people is None or pupils is None:
        return undefined(term, Reason.MISSING_INPUT, Unit.CHILDREN, source)
    return _below_zero(defined(term, people - pupils, Unit.CHILDREN, source))


def out_of_school_rate(population: Number, pupils_in_primary_or_higher: Number) -> Result:
    """Out-of-school number / population of official ages, per cent = 100 - ANER (not 100 - GER, not 100 - NER).

    A negative rate is kept and flagged "below-0". Source: UIS glossary, out-of-school rate.
    """
    number = out_of_school_number(population, pupils_in_primary_or_higher).value
    below = checked(population, "population")
    source = f"{UIS}: out-of-school rate"
    return _below_zero(quotient("out-of-school-rate", number, below, Unit.PER_CENT, source, scale=100))


def implied_population(number: Number, rate: Number) -> Result:
    """The population, in children, behind a published number and its rate (per cent); undefined where the rate is 0."""
    return quotient("population", checked(number, "number"), checked(rate, "rate"), Unit.CHILDREN, UIS, scale=100)


def out_of_school_number_of_both_sexes(girls: Number, boys: Number) -> Result:
    """Out-of-school girls + boys, in children; undefined where either is missing."""
    total = _sum(checked(girls, "girls"), checked(boys, "boys"))
    term, source = "out-of-school-number", f"{UIS}: out-of-school children"
    if total is None:
        return undefined(term, Reason.MISSING_INPUT, Unit.CHILDREN, source)
    return defined(term, total, Unit.CHILDREN, source)


def out_of_school_rate_of_both_sexes(
    girls: Number, girls_population: Number, boys: Number, boys_population: Number
) -> Result:
    """Both sexes' number / both sexes' population, per cent: the population-weighted mean, not the mean of two rates.

    girls, boys: out of school, in children; populations in children (`implied_population` where only rates are known).
    """
    number = _sum(checked(girls, "girls"), checked(boys, "boys"))
    people = _sum(checked(girls_population, "girls_population"), checked(boys_population, "boys_population"))
    return quotient("out-of-school-rate", number, people, Unit.PER_CENT, f"{UIS}: out-of-school rate", scale=100)


def transition_rate(entrants_next_year: Number, enrolment_last_grade: Number) -> Result:
    """New entrants to the upper level's first grade in t+1 / pupils of the lower level's last grade in t, per cent.

    Repeaters of the upper grade stay out (`new_entrants`); above 100 is flagged. Source: UIS glossary, term 2213.
    """
    return _net("transition-rate", entrants_next_year, enrolment_last_grade, f"{UIS}: transition rate (term 2213)")


def effective_transition_rate(
    entrants_next_year: Number, enrolment_last_grade: Number, repeaters_next_year: Number
) -> Result:
    """Transition rate among those who do not repeat: the last grade's repeaters of t+1 leave the denominator.

    Raises PlanningProblem "repeaters-above-enrolment". Source: UIS glossary, effective transition rate.
    """
    leaving = new_entrants(enrolment_last_grade, repeaters_next_year)
    return _net("effective-transition-rate", entrants_next_year, leaving, f"{UIS}: effective transition rate")


def participation_findings(gross: Number, net: Number, adjusted: Number) -> tuple[Finding, ...]:
    """What published GER, NER and ANER (per cent) of one level must satisfy: NER <= ANER <= 100 and NER <= GER.

    Rates that are missing are not judged. Codes: "net-above-gross", "net-above-adjusted", "adjusted-above-100".
    """
    ger, ner, aner = checked(gross, "gross"), checked(net, "net"), checked(adjusted, "adjusted")
    orders = (
        ("net-above-gross", ner, ger),
        ("net-above-adjusted", ner, aner),
        ("adjusted-above-100", aner, 100.0),
    )
    return tuple(
        Finding(code, {"smaller": low, "larger": high})
        for code, low, high in orders
        if low is not None and high is not None and low > high
    )


def _sum(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one + other


def _per_cent(term: str, above: Number, below: Number, source: str) -> Result:
    return quotient(term, checked(above, "numerator"), checked(below, "population"), Unit.PER_CENT, source, scale=100)


def _net(term: str, above: Number, below: Number, source: str) -> Result:
    """A rate that exceeds 100 only when the data are wrong: kept as it is, and flagged."""
    rate = _per_cent(term, above, below, source)
    if rate.value is not None and rate.value > 100:
        return defined(term, rate.value, rate.unit, source, ("above-100",))
    return rate


def _below_zero(result: Result) -> Result:
    if result.value is not None and result.value < 0:
        return defined(result.term, result.value, result.unit, result.source, ("below-0",))
    return result
