"""School life expectancy, plain and net of repetition. planning, GROUND, standard library only."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from epm_xblocks.planning.values import Number, Reason, Result, Unit, checked, defined, quotient, undefined

__all__ = ["LevelCount", "school_life_expectancy", "school_life_expectancy_net_of_repetition"]

SOURCE = "UIS glossary: school life expectancy"
NET_SOURCE = "UIS glossary: school life expectancy net of repetition (node 334792)"


@dataclass(frozen=True, slots=True)
class LevelCount:
    """Pupils of one level who are of unknown age, or who repeat.

    pupils: pupils. population: children of the level's official ages. duration: years of the level.
    """

    pupils: Number
    population: Number
    duration: Number

    def years(self) -> Result:
        """pupils / population * duration, in years."""
        share = quotient("years", checked(self.pupils, "pupils"), checked(self.population, "population"), Unit.YEARS)
        duration = checked(self.duration, "duration")
        if duration is None:
            return undefined("years", Reason.MISSING_INPUT, Unit.YEARS)
        return share if share.value is None else defined("years", share.value * duration, Unit.YEARS)


def school_life_expectancy(rates_by_age: Sequence[Number], unknown_age: Sequence[LevelCount] = ()) -> Result:
    """SLE: sum of the age-specific rates / 100, plus by level unknown-age pupils / population * duration; in years.

    rates_by_age: ASER of each single age from the start of schooling, per cent 0-100. It includes years spent
    repeating, so it is not a number of grades completed. Undefined where a rate is missing or there is none.
    """
    term = "school-life-expectancy"
    rates = [checked(rate, "rate") for rate in rates_by_age]
    known = [rate for rate in rates if rate is not None]
    if not rates or len(known) < len(rates):
        return undefined(term, Reason.MISSING_INPUT, Unit.YEARS, SOURCE)
    extra = [level.years() for level in unknown_age]
    return _total(term, [*(rate / 100 for rate in known)], extra, 1, SOURCE)


def school_life_expectancy_net_of_repetition(expectancy: Number, repeaters: Sequence[LevelCount]) -> Result:
    """SLE - sum over levels of repeaters / population * duration; in years.

    expectancy: the SLE in years. repeaters: one LevelCount a level.
    """
    term = "school-life-expectancy-net-of-repetition"
    years = checked(expectancy, "expectancy")
    if years is None:
        return undefined(term, Reason.MISSING_INPUT, Unit.YEARS, NET_SOURCE)
    return _total(term, [years], [level.years() for level in repeaters], -1, NET_SOURCE)


def _total(term: str, years: list[float], levels: list[Result], sign: int, source: str) -> Result:
    for level in levels:
        if level.undefined is not None:
            return undefined(term, level.undefined, Unit.YEARS, source)
        years.append(sign * level.number)
    return defined(term, math.fsum(years), Unit.YEARS, source)
