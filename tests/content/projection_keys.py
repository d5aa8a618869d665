"""The keys of the course on projection, from the CSV files alone, by the mathematics of the planning room."""

from __future__ import annotations

from epm_xblocks.planning.population import growth_rate, projected_population
from epm_xblocks.planning.sprague import single_ages

from .course import total

K = "kalembu/"
GROUPS = (*(f"{age:02}_{age + 4:02}" for age in range(0, 65, 5)), "65_plus")


def _groups(year: int) -> list[int]:
    return [total(K + "population_groups.csv", "population", year=year, age_group=group) for group in GROUPS]


def _rate(first: float, last: float) -> float:
    return growth_rate(first, last, 5, growth="compound").number


def _after(people: float, rate: float, years: int) -> float:
    return projected_population(people, rate, years, growth="compound").number


def school_age() -> dict[str, float]:
    """Single ages come from all thirteen closed groups; the case needs the five youngest alone."""
    before, now = _groups(2019), _groups(2024)
    ages = single_ages(now, last="open")
    sprague, fifths = ages.at(6, 11), now[1] * 0.8 + now[2] * 0.4
    published = total(K + "population.csv", "population", year=2024, age=tuple(range(6, 12)))
    found = {f"Âges!B{age - 1}": ages.at(age, age) for age in range(5, 15)} | {
        "Lecture!B4": sprague,
        "Lecture!B5": fifths,
        "Lecture!B6": (sprague - published) / published * 100,
        "Lecture!B7": (fifths - published) / published * 100,
        "Lecture!B8": sprague / sum(now) * 100,
    }
    extended, survivors = [], []
    for group, column in enumerate("BCD"):
        rate = _rate(before[group], now[group])
        extended.append(_after(now[group], rate, 5))
        found |= {f"Croissance!{column}4": rate * 100, f"Croissance!{column}5": extended[-1]}
    for group, column in ((1, "B"), (2, "C")):
        ratio = now[group] / before[group - 1]
        survivors.append(ratio * now[group - 1])
        found |= {f"Survie!{column}4": ratio, f"Survie!{column}5": survivors[-1]}
        found[f"Survie!{column}6"] = extended[group] - survivors[-1]
    return found | _horizon(sprague, _rate(sum(before), sum(now)), _rate(now[1] + now[2], sum(survivors)))


def _horizon(people: float, total_rate: float, rate: float) -> dict[str, float]:
    in_2034, too_many = _after(people, rate, 10), _after(people, total_rate, 10)
    return {
        "Horizon!B4": total_rate * 100,
        "Horizon!B5": rate * 100,
        "Horizon!B6": _after(people, rate, 2),
        "Horizon!B7": _after(people, rate, 5),
        "Horizon!B8": in_2034,
        "Horizon!B9": in_2034 - people,
        "Horizon!B10": too_many,
        "Horizon!B11": too_many - in_2034,
    }


PROJECTION = {"school-age": school_age}
