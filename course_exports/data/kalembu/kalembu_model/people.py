"""The population of Kalembu: births, deaths and migration by region, sex and single age (data pack).

Ages are completed years on 1 October, the first day of the school year; year t stands for the school year t/t+1.
People move between regions only from the age of 16 on, so that no school-age cohort of a region ever grows.
"""

from dataclasses import dataclass
from functools import cache
from math import fsum

from .numbers import between, share, whole
from .places import REGIONS, SEXES

__all__ = ["FIRST_WHOLE_YEAR", "LAST_AGE", "Census", "censuses"]

LAST_AGE = 99
FIRST_AGE_MOVING = 16
START, FIRST_WHOLE_YEAR = 1930, 1985
_BOYS = 0.507  # share of boys among births

# Yearly chance of dying before the next 1 October, men, by age at the start of the year.
_DEATH = (
    (0, 0.0110), (1, 0.0080), (2, 0.0050), (4, 0.0028), (6, 0.0019), (10, 0.0012), (14, 0.0013), (20, 0.0024),
    (30, 0.0036), (40, 0.0056), (50, 0.0098), (60, 0.0210), (70, 0.0500), (80, 0.1150), (90, 0.2400), (99, 1.0),
)  # fmt: skip
_DEATH_BY_SEX = {"F": 0.88, "M": 1.0}
_DEATH_BY_REGION = {"R1": 0.82, "R2": 0.92, "R3": 1.0, "R4": 1.05, "R5": 1.10, "R6": 1.18}
_DEATH_BY_YEAR = ((1930, 2.6), (1960, 2.1), (1990, 1.65), (2024, 1.18))
_INFANT_DEATH = 0.040  # of births, before their first 1 October

# Children per woman in 2024, and what was added to it before; shape of fertility by age.
_FERTILITY = {"R1": 3.3, "R2": 4.3, "R3": 4.8, "R4": 4.9, "R5": 5.4, "R6": 5.6}
_FERTILITY_MORE = ((1930, 1.1), (1985, 1.5), (2024, 0.0))
_FERTILE_AGES = ((14, 0.0), (17, 0.09), (22, 0.23), (27, 0.25), (32, 0.20), (37, 0.14), (42, 0.07), (47, 0.02), (50, 0))

_LEAVING = {"R1": 0.0, "R2": 0.0, "R3": 0.007, "R4": 0.008, "R5": 0.010, "R6": 0.011}  # a year, ages 16 to 34
_ARRIVING = {"R1": 0.72, "R2": 0.28}
_START_SIZE = {"R1": 38, "R2": 53, "R3": 85, "R4": 58, "R5": 80, "R6": 44}  # thousands, sexes together, 1930


@dataclass(frozen=True)
class Census:
    """One region and sex on 1 October: people by single age 0–99 and the flows of the twelve months before."""

    people: tuple[int, ...]
    births: int
    deaths: int
    net_migration: int
    dead: tuple[int, ...]  # by age at the start of the twelve months


@cache
def _death_rates(region: str, sex: str, year: int) -> tuple[float, ...]:
    factor = _DEATH_BY_SEX[sex] * _DEATH_BY_REGION[region] * between(_DEATH_BY_YEAR, year)
    return tuple(min(1.0, between(_DEATH, age) * factor) if age < LAST_AGE else 1.0 for age in range(LAST_AGE + 1))


@cache
def _birth_rates(region: str, year: int) -> tuple[float, ...]:
    shape = [between(_FERTILE_AGES, age) for age in range(LAST_AGE + 1)]
    children = _FERTILITY[region] + between(_FERTILITY_MORE, year)
    return tuple(children * s / fsum(shape) for s in shape)


def _first(region: str, sex: str) -> list[float]:
    alive, weights = 1.0, []
    for rate in _death_rates(region, sex, START):
        weights.append(alive)
        alive *= (1 - rate) / 1.018
    return [_START_SIZE[region] * 500 * w / fsum(weights) for w in weights]


def _born(women: list[float], region: str, year: int) -> dict[str, float]:
    births = fsum(n * rate for n, rate in zip(women, _birth_rates(region, year), strict=True))
    return {"F": births * (1 - _BOYS), "M": births * _BOYS}


def _infants_dead(births: float, region: str, sex: str, year: int) -> float:
    return births * _INFANT_DEATH * _DEATH_BY_SEX[sex] * _DEATH_BY_REGION[region] * between(_DEATH_BY_YEAR, year)


def _leaving_rate(region: str, age: int) -> float:
    return _LEAVING[region] if FIRST_AGE_MOVING <= age < 35 else 0.0


def _year_of_floats(now: dict[tuple[str, str], list[float]], year: int) -> dict[tuple[str, str], list[float]]:
    after: dict[tuple[str, str], list[float]] = {}
    for (region, sex), people in now.items():
        births = _born(now[region, "F"], region, year)[sex]
        rates = _death_rates(region, sex, year)
        older = [n * (1 - q) for n, q in zip(people[:LAST_AGE], rates, strict=False)]
        after[region, sex] = [births - _infants_dead(births, region, sex, year), *older]
    for sex in SEXES:
        for age in range(FIRST_AGE_MOVING, 35):
            moving = {p.code: after[p.code, sex][age] * _leaving_rate(p.code, age) for p in REGIONS}
            for region, number in moving.items():
                after[region, sex][age] += fsum(moving.values()) * _ARRIVING.get(region, 0.0) - number
    return after


def _moves(after: dict[tuple[str, str], list[int]], sex: str) -> dict[str, int]:
    """Moves people of one sex between regions, in place; net arrivals by region (their sum is 0)."""
    net = dict.fromkeys((p.code for p in REGIONS), 0)
    for age in range(FIRST_AGE_MOVING, 35):
        moving = {p.code: whole(after[p.code, sex][age] * _leaving_rate(p.code, age)) for p in REGIONS}
        arrivals = dict(zip(_ARRIVING, share(sum(moving.values()), list(_ARRIVING.values())), strict=True))
        for region in net:
            change = arrivals.get(region, 0) - moving[region]
            after[region, sex][age] += change
            net[region] += change
    return net


def _year_of_people(now: dict[tuple[str, str], Census], year: int) -> dict[tuple[str, str], Census]:
    after, flows = {}, {}
    for (region, sex), census in now.items():
        births = whole(_born(list(now[region, "F"].people), region, year)[sex])
        infants = whole(_infants_dead(births, region, sex, year))
        rates = _death_rates(region, sex, year)
        dead = tuple(whole(n * q) for n, q in zip(census.people, rates, strict=True))
        older = [n - d for n, d in zip(census.people, dead, strict=True)][:LAST_AGE]
        after[region, sex] = [births - infants, *older]
        flows[region, sex] = (births, infants + sum(dead), dead)
    moved = {sex: _moves(after, sex) for sex in SEXES}
    return {
        (region, sex): Census(tuple(people), births, deaths, moved[sex][region], dead)
        for (region, sex), people in after.items()
        for births, deaths, dead in [flows[region, sex]]
    }


@cache
def censuses(last: int) -> dict[int, dict[tuple[str, str], Census]]:
    """Census of every (region, sex) for each year from 1985 to `last`, in whole people."""
    floats = {(p.code, sex): _first(p.code, sex) for p in REGIONS for sex in SEXES}
    for year in range(START, FIRST_WHOLE_YEAR):
        floats = _year_of_floats(floats, year)
    nobody = (0,) * (LAST_AGE + 1)
    now = {key: Census(tuple(map(whole, people)), 0, 0, 0, nobody) for key, people in floats.items()}
    result = {FIRST_WHOLE_YEAR: now}
    for year in range(FIRST_WHOLE_YEAR, last):
        result[year + 1] = now = _year_of_people(now, year)
    return result
