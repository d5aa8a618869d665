"""The school census as it was first published: one year with lost returns, one question misread (data pack).

The true series keep every identity; the published ones differ from it in the two places named here and nowhere else.
"""

from .numbers import whole
from .places import LEVELS, SEXES
from .pupils import Roll, rolls
from .rates import STRATA
from .staff import enrolled

__all__ = ["COMMON_YEARS", "LOST", "MISREAD", "common_graduates", "common_roll", "published", "schools_returned"]

LAST = 2024
LOST = ("R5", 2022)  # questionnaires of the second set of schools of this region were lost in this year
MISREAD = ("R2", 2024)  # pupils coming from a nursery class were entered as repeaters of grade 1
COMMON_YEARS = (2021, 2022, 2023)
_MISREAD_SHARE = 0.14  # of the true new entrants
_PUPILS_PER_SCHOOL = {"R1": 410, "R2": 320, "R3": 255, "R4": 205, "R5": 230, "R6": 140}
PRIMARY = LEVELS[0]


def common_roll(sex: str, year: int) -> Roll:
    """The roll of the schools of the region that did answer in the year of lost returns, in any year."""
    return rolls(LAST)[LOST[0], sex][year].rolls[0]


def common_graduates(sex: str, year: int) -> int:
    """Primary graduates, at the end of the year, of the schools that did answer in the year of lost returns."""
    return rolls(LAST)[LOST[0], sex][year].graduates[0][0]


def published(region: str, sex: str, grade: int, year: int) -> tuple[int, int]:
    """Enrolment and repeaters of a primary grade (from 0) as published."""
    if (region, year) == LOST:
        roll = common_roll(sex, year)
        return sum(roll.pupils[grade]), sum(roll.repeaters[grade])
    schools = rolls(LAST)[region, sex][year]
    pupils, repeaters = sum(sum(roll.pupils[grade]) for roll in schools.rolls), schools.repeaters(grade)
    if (region, year) == MISREAD and grade == 0:
        repeaters += whole((pupils - repeaters) * _MISREAD_SHARE)
    return pupils, repeaters


def schools_returned(region: str, year: int) -> tuple[int, int]:
    """Primary schools on the register, and those whose questionnaire came back."""
    pupils = sum(enrolled(region, sex, PRIMARY, 2019) for sex in SEXES)
    schools = whole(pupils / _PUPILS_PER_SCHOOL[region] * (1 + 0.017 * (year - 2019)))
    return schools, whole(schools * STRATA[region][0]) if (region, year) == LOST else schools
