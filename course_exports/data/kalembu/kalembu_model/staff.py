"""Teachers and classrooms of Kalembu, and the private and urban shares of its pupils (data pack)."""

from dataclasses import dataclass
from functools import cache

from .numbers import between, noise, share, whole
from .people import censuses
from .places import LEVELS, SEXES, YEARS, Level
from .pupils import AGES, rolls

__all__ = ["AREAS", "STATUSES", "Rooms", "Teachers", "by_area", "by_status", "classrooms", "enrolled", "teachers"]

STATUSES = ("public", "private")
AREAS = ("urban", "rural")
_BEFORE = YEARS[0] - 1  # the stock of teachers starts a year before the first year shown

_PRIVATE = {  # share of pupils in 2024, by level
    "primary": {"R1": 0.38, "R2": 0.20, "R3": 0.11, "R4": 0.14, "R5": 0.06, "R6": 0.025},
    "lower_secondary": {"R1": 0.46, "R2": 0.27, "R3": 0.16, "R4": 0.18, "R5": 0.10, "R6": 0.05},
}
_PRIVATE_BY_YEAR = ((2018, 0.88), (2024, 1.0))

_URBAN = {"R1": 0.93, "R2": 0.47, "R3": 0.30, "R4": 0.27, "R5": 0.21, "R6": 0.16}  # of children aged 6–11
_RURAL_RATE = {"R1": 0.93, "R2": 0.94, "R3": 0.88, "R4": 0.87, "R5": 0.81, "R6": 0.70}  # NER rural / NER urban

_PUPILS_PER_TEACHER = {  # aimed at by the ministry in public primary schools
    "R1": ((2018, 39), (2024, 38)), "R2": ((2018, 42), (2024, 40)), "R3": ((2018, 46), (2024, 44)),
    "R4": ((2018, 45), (2024, 43)), "R5": ((2018, 54), (2024, 50)), "R6": ((2018, 43), (2024, 41)),
}  # fmt: skip
_PRIVATE_PUPILS_PER_TEACHER = 31
_TEACHING_A_CLASS = 0.94  # the others are heads without a class
_GROUP_SIZE = {"R1": 54, "R2": 52, "R3": 50, "R4": 48, "R5": 52, "R6": 42}  # lower secondary, public
_PRIVATE_GROUP_SIZE = 38
_PERIODS, _LOAD = 30, 18  # lower secondary: weekly periods of a group, of a teacher
_LEAVERS = {"public": 0.042, "private": 0.085}
_WOMEN = {"R1": 0.50, "R2": 0.43, "R3": 0.36, "R4": 0.30, "R5": 0.25, "R6": 0.19}
_WOMEN_BY_LEVEL = {"primary": 1.0, "lower_secondary": 0.6}
_QUALIFIED = {"R1": 0.84, "R2": 0.79, "R3": 0.72, "R4": 0.66, "R5": 0.60, "R6": 0.55}
_DOUBLE_SHIFT = {"R1": 0.26, "R2": 0.17, "R3": 0.09, "R4": 0.05, "R5": 0.12, "R6": 0.0}  # of public primary groups
_PERMANENT = {"R1": 0.93, "R2": 0.88, "R3": 0.80, "R4": 0.66, "R5": 0.68, "R6": 0.59}


@dataclass(frozen=True)
class Teachers:
    """Teachers of one region, level and status at the start of the year, and how the stock came about."""

    teachers: int
    female: int
    qualified: int
    left: int
    recruited: int


@dataclass(frozen=True)
class Rooms:
    """Class groups and the rooms they use; two groups of a double shift share one room."""

    groups: int
    double_shift: int
    permanent: int

    @property
    def rooms(self) -> int:
        return self.groups - self.double_shift // 2


def enrolled(region: str, sex: str, level: Level, year: int) -> int:
    """Pupils of all ages in a level, in every school."""
    schools = rolls(YEARS[-1])[region, sex][year]
    grades = range(level.first, level.first + level.grades)
    return sum(schools.pupils(grade, age) for grade in grades for age in AGES)


def by_status(region: str, sex: str, level: Level, year: int) -> dict[str, int]:
    """Pupils in public and in private schools; they sum to all pupils."""
    pupils = enrolled(region, sex, level, year)
    rate = _PRIVATE[level.code][region] * between(_PRIVATE_BY_YEAR, year) * (1.03 if sex == "F" else 1.0)
    private = whole(pupils * (rate + 0.003 * noise("private", region, level.code, year)))
    return {"public": pupils - private, "private": private}


def by_area(region: str, sex: str, year: int) -> dict[str, tuple[int, int, int]]:
    """Children of primary age, primary pupils of any age and those of official age, in towns and in the country."""
    primary = LEVELS[0]
    people = censuses(YEARS[-1])[year][region, sex].people
    children = sum(people[age] for age in primary.official_ages)
    schools = rolls(YEARS[-1])[region, sex][year]
    official = sum(schools.pupils(g, a) for g in range(primary.grades) for a in primary.official_ages)
    others = enrolled(region, sex, primary, year) - official
    urban_share = _URBAN[region] + 0.003 * (year - YEARS[-1])
    towns = whole(children * urban_share)
    weights = (towns, (children - towns) * (_RURAL_RATE[region] - (0.02 if sex == "F" else 0.0)))
    at_age = share(official, [w / children for w in weights])
    other = share(others, [towns / children, 1 - towns / children])
    sizes = (towns, children - towns)
    return {area: (sizes[i], at_age[i] + other[i], at_age[i]) for i, area in enumerate(AREAS)}


def _pupils(region: str, level: Level, status: str, year: int) -> int:
    return sum(by_status(region, sex, level, year)[status] for sex in SEXES)


def _groups_wanted(region: str, level: Level, status: str, year: int) -> int:
    size = _GROUP_SIZE[region] if status == "public" else _PRIVATE_GROUP_SIZE
    return max(1, whole(_pupils(region, level, status, year) / size))


def _wanted(region: str, level: Level, status: str, year: int) -> float:
    """Teachers that the ministry, or private owners, aim at."""
    if level.code == "lower_secondary":
        return _groups_wanted(region, level, status, year) * _PERIODS / _LOAD
    aim = between(_PUPILS_PER_TEACHER[region], year) if status == "public" else _PRIVATE_PUPILS_PER_TEACHER
    return _pupils(region, level, status, year) / aim


def _with_shares(region: str, level: Level, year: int, total: int, left: int, recruited: int) -> Teachers:
    later = year - YEARS[-1]
    women = _WOMEN[region] * _WOMEN_BY_LEVEL[level.code] + 0.006 * later
    return Teachers(total, whole(total * women), whole(total * (_QUALIFIED[region] + 0.012 * later)), left, recruited)


@cache
def teachers(region: str, level: Level, status: str) -> dict[int, Teachers]:
    """The stock in each year: last year's, less those who left, plus those recruited."""
    stock, result = whole(_wanted(region, level, status, _BEFORE)), {}
    for year in YEARS:
        left = whole(stock * (_LEAVERS[status] + 0.006 * noise("leave", region, level.code, status, year)))
        recruited = max(0, whole(_wanted(region, level, status, year)) - (stock - left))
        stock = stock - left + recruited
        result[year] = _with_shares(region, level, year, stock, left, recruited)
    return result


def classrooms(region: str, level: Level, status: str, year: int) -> Rooms:
    """Class groups (one teacher each in primary), those in double shift, and permanent rooms."""
    if level.code == "primary":
        groups = whole(teachers(region, level, status)[year].teachers * _TEACHING_A_CLASS)
    else:
        groups = _groups_wanted(region, level, status, year)
    sharing = _DOUBLE_SHIFT[region] if (level.code, status) == ("primary", "public") else 0.0
    double = 2 * whole(groups * sharing / 2)
    rooms = groups - double // 2
    return Rooms(groups, double, whole(rooms * (_PERMANENT[region] + 0.01 * (year - YEARS[-1]))))
