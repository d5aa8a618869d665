"""What sends children to school, keeps them there and moves them on: rates of Kalembu (data pack).

All rates are fractions of 1. Grades are numbered from 0 through both levels (0–5 primary, 6–9 lower secondary).
Invented, but set so that the picture is that of a country with schooling for most and not yet for all.
"""

from functools import cache

from .numbers import between, noise
from .places import LEVELS

__all__ = ["ENTRY_AGES", "GRADES", "OLDEST", "STRATA", "dropout", "entry_chance", "official_age", "repetition",
           "transition"]  # fmt: skip

GRADES = sum(level.grades for level in LEVELS)
ENTRY_AGES = range(5, 14)
OLDEST = {"primary": 17, "lower_secondary": 21}

# Schools of one region in two sets, with the share of its new pupils: in the second, questionnaires were lost once.
STRATA = {"R1": (1.0,), "R2": (1.0,), "R3": (1.0,), "R4": (1.0,), "R5": (0.85, 0.15), "R6": (1.0,)}

# Chance that a child who never went to school starts in the year, boys, 2024, by age 5, 6 … 13.
_ENTRY = {
    "R1": (0.30, 0.85, 0.88, 0.70, 0.45, 0.20, 0.10, 0.05, 0.02),
    "R2": (0.13, 0.67, 0.70, 0.52, 0.32, 0.16, 0.08, 0.04, 0.02),
    "R3": (0.09, 0.61, 0.66, 0.50, 0.31, 0.16, 0.08, 0.04, 0.02),
    "R4": (0.08, 0.57, 0.63, 0.50, 0.32, 0.17, 0.08, 0.04, 0.02),
    "R5": (0.06, 0.53, 0.56, 0.40, 0.25, 0.12, 0.06, 0.03, 0.01),
    "R6": (0.04, 0.385, 0.405, 0.26, 0.15, 0.08, 0.04, 0.02, 0.01),
}
_ENTRY_BY_YEAR = ((1985, 0.50), (2016, 0.74), (2019, 0.93), (2024, 1.0))  # school fees ended in 2017
_ENTRY_GIRLS = {"R1": 0.99, "R2": 0.97, "R3": 0.93, "R4": 0.93, "R5": 0.84, "R6": 0.74}  # in 2024, against boys
_GIRLS_GAP_BY_YEAR = ((1985, 1.8), (2019, 1.12), (2024, 1.0))  # the gap above, times this

_REPEAT = (0.104, 0.076, 0.066, 0.062, 0.069, 0.106, 0.088, 0.080, 0.084, 0.128)
_REPEAT_BY_REGION = {"R1": 1.26, "R2": 1.0, "R3": 1.04, "R4": 1.14, "R5": 0.96, "R6": 0.86}
_REPEAT_BY_YEAR = ((1985, 1.5), (2010, 1.22), (2024, 0.97))
_REPEAT_GIRLS = 0.96

_DROP = (0.052, 0.028, 0.029, 0.031, 0.036, 0.056, 0.050, 0.048, 0.052, 0.066)
_DROP_BY_REGION = {"R1": 0.40, "R2": 0.76, "R3": 0.98, "R4": 1.16, "R5": 1.26, "R6": 1.55}
_DROP_BY_YEAR = ((1985, 1.5), (2010, 1.2), (2024, 1.0))
_DROP_GIRLS = {"R1": 0.94, "R2": 0.98, "R3": 1.06, "R4": 1.06, "R5": 1.18, "R6": 1.28}
_DROP_PER_YEAR_LATE = 0.12  # each year beyond the first above the official age adds this share
_DROP_BY_SET = (1.0, 1.15)  # the second set of schools, see STRATA, lies off the roads
_HARD_YEARS = {("R6", 2021): 1.22}  # a drought: families leave with their herds

_GO_ON = {"R1": 0.92, "R2": 0.86, "R3": 0.80, "R4": 0.77, "R5": 0.72, "R6": 0.66}  # graduates who enter the next level
_GO_ON_GIRLS = {"R1": 1.0, "R2": 0.99, "R3": 0.96, "R4": 0.95, "R5": 0.88, "R6": 0.80}


def official_age(grade: int) -> int:
    """Official age of a grade numbered from 0 through both levels."""
    return LEVELS[0].entry_age + grade


@cache
def entry_chance(region: str, sex: str, age: int, year: int) -> float:
    """Share of the children of an age who never went to school that enter grade 1 in the year."""
    if age not in ENTRY_AGES:
        return 0.0
    chance = _ENTRY[region][age - ENTRY_AGES[0]] * between(_ENTRY_BY_YEAR, year)
    if sex == "F":
        chance *= 1 - (1 - _ENTRY_GIRLS[region]) * between(_GIRLS_GAP_BY_YEAR, year)
    return min(0.97, chance * (1 + 0.015 * noise("entry", region, year)))


@cache
def repetition(region: str, sex: str, grade: int, year: int) -> float:
    """Share of the pupils of a grade in the year who are in the same grade a year later."""
    rate = _REPEAT[grade] * _REPEAT_BY_REGION[region] * between(_REPEAT_BY_YEAR, year)
    rate *= _REPEAT_GIRLS if sex == "F" else 1.0
    return rate + 0.004 * noise("repeat", region, grade, year) + 0.0015 * noise("repeat", region, sex, grade, year)


@cache
def dropout(region: str, sex: str, grade: int, age: int, year: int, part: int = 0) -> float:
    """Share of the pupils of a grade and age in the year who are in no class a year later and did not graduate."""
    rate = _DROP[grade] * _DROP_BY_REGION[region] * between(_DROP_BY_YEAR, year) * _HARD_YEARS.get((region, year), 1.0)
    rate *= _DROP_GIRLS[region] if sex == "F" else 1.0
    rate *= _DROP_BY_SET[part]
    rate *= 1 + _DROP_PER_YEAR_LATE * max(0, age - official_age(grade) - 1)
    return rate + 0.003 * noise("drop", region, grade, year) + 0.001 * noise("drop", region, sex, grade, year)


def transition(region: str, sex: str, year: int) -> float:
    """Share of those who graduate from primary school at the end of the year that enter lower secondary."""
    return _GO_ON[region] * (_GO_ON_GIRLS[region] if sex == "F" else 1.0) + 0.01 * noise("go on", region, year)
