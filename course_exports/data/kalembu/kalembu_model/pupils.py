"""Pupils of Kalembu by grade and age, moved forward year by year (data pack).

Every pupil of year t repeats, moves up (or graduates) or leaves; every newcomer enters grade 1 from the children who
never went to school. No one returns, so the identities of flow data hold by construction.
"""

from dataclasses import dataclass
from functools import cache

from .numbers import share, spread, whole
from .people import FIRST_WHOLE_YEAR, Census, censuses
from .places import LEVELS, REGIONS, SEXES
from .rates import ENTRY_AGES, GRADES, OLDEST, STRATA, dropout, entry_chance, repetition, transition

__all__ = ["Roll", "rolls"]

AGES = range(max(OLDEST.values()) + 1)
Grid = tuple[tuple[int, ...], ...]  # grade, then age
_NO_ONE: Grid = ((0,) * len(AGES),) * GRADES
_LAST_GRADES = {level.first + level.grades - 1: level for level in LEVELS}
_LEVEL_OF = [level for level in LEVELS for _ in range(level.grades)]


@dataclass(frozen=True)
class Roll:
    """Pupils of one set of schools, one region and sex, at the start of a school year; by grade and age."""

    pupils: Grid
    repeaters: Grid

    def new_entrants(self, grade: int) -> tuple[int, ...]:
        return tuple(e - r for e, r in zip(self.pupils[grade], self.repeaters[grade], strict=True))


@dataclass(frozen=True)
class _Fate:
    """What the school year makes of a roll, by grade and age at its start."""

    repeat: Grid
    succeed: Grid

    def graduates(self, level_index: int) -> int:
        level = LEVELS[level_index]
        return sum(self.succeed[level.first + level.grades - 1])


def _fate(roll: Roll, region: str, sex: str, year: int, part: int) -> _Fate:
    repeat, succeed = [], []
    for grade, pupils in enumerate(roll.pupils):
        oldest = OLDEST[_LEVEL_OF[grade].code]
        again = spread(pupils, [repetition(region, sex, grade, year) if a < oldest else 0.0 for a in AGES])
        gone = spread(pupils, [dropout(region, sex, grade, a, year, part) for a in AGES])
        up = [max(0, n - r - d) for n, r, d in zip(pupils, again, gone, strict=True)]
        if grade not in _LAST_GRADES:
            up = [n if a < oldest else 0 for a, n in enumerate(up)]
        repeat.append(tuple(again))
        succeed.append(tuple(up))
    return _Fate(tuple(repeat), tuple(succeed))


def _older(row: tuple[int, ...] | list[int]) -> tuple[int, ...]:
    return (0, *row[:-1])


def _next_roll(fate: _Fate, entrants: list[int], region: str, sex: str, year: int) -> Roll:
    pupils, repeaters = [], []
    for grade in range(GRADES):
        again = _older(fate.repeat[grade])
        if grade == 0:
            new = tuple(entrants)
        elif grade - 1 in _LAST_GRADES:
            rates = [transition(region, sex, year) if a < OLDEST["primary"] else 0.0 for a in AGES]
            new = _older(spread(fate.succeed[grade - 1], rates))
        else:
            new = _older(fate.succeed[grade - 1])
        repeaters.append(again)
        pupils.append(tuple(a + b for a, b in zip(again, new, strict=True)))
    return Roll(tuple(pupils), tuple(repeaters))


def _never_older(never: list[int], now: Census, after: Census) -> list[int]:
    """Children who never went to school, a year later; they die as all children of their age do."""
    living = [n - whole(n * after.dead[a] / max(1, now.people[a])) for a, n in enumerate(never)]
    return [after.people[0], *living[:-1]]


@dataclass(frozen=True)
class Schools:
    """One region and sex in a year: the rolls of its sets of schools and their graduates at the end of the year."""

    rolls: tuple[Roll, ...]
    graduates: tuple[tuple[int, ...], ...]  # set of schools, then level

    def pupils(self, grade: int, age: int) -> int:
        return sum(roll.pupils[grade][age] for roll in self.rolls)

    def repeaters(self, grade: int) -> int:
        return sum(sum(roll.repeaters[grade]) for roll in self.rolls)


def _children_entering(never: list[int], region: str, sex: str, year: int) -> list[int]:
    entering = [whole(n * entry_chance(region, sex, age, year)) for age, n in enumerate(never)]
    return entering + [0] * (len(AGES) - len(entering))


def _history(region: str, sex: str, last: int) -> dict[int, Schools]:
    people = {year: census[region, sex] for year, census in censuses(last).items()}
    never = list(people[FIRST_WHOLE_YEAR].people[: ENTRY_AGES[-1] + 1])
    sets = tuple(Roll(_NO_ONE, _NO_ONE) for _ in STRATA[region])
    result = {}
    for year in range(FIRST_WHOLE_YEAR, last + 1):
        fates = [_fate(roll, region, sex, year, part) for part, roll in enumerate(sets)]
        result[year] = Schools(sets, tuple(tuple(f.graduates(i) for i in range(len(LEVELS))) for f in fates))
        if year == last:
            break
        never = _never_older(never, people[year], people[year + 1])
        entering = _children_entering(never, region, sex, year + 1)
        never = [n - e for n, e in zip(never, entering, strict=False)]
        parts = [share(n, STRATA[region]) for n in entering]
        sets = tuple(_next_roll(f, [p[i] for p in parts], region, sex, year) for i, f in enumerate(fates))
    return result


@cache
def rolls(last: int) -> dict[tuple[str, str], dict[int, Schools]]:
    """Pupils of every (region, sex) in each year from 1985 to `last` (complete from about 2005 on)."""
    return {(place.code, sex): _history(place.code, sex, last) for place in REGIONS for sex in SEXES}
