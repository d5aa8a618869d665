"""Priorities among regions and targets of girls' schooling, from the CSV files and the planning room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from epm_xblocks.planning.indicators import out_of_school_number, out_of_school_rate
from epm_xblocks.planning.priorities import Direction, normalised, weighted_sums
from tests.content.course import total

REGIONS = ("R1", "R2", "R3", "R4", "R5", "R6")
COST = (146, 96, 86, 110, 91, 118)
"""Of one more pupil, in thousands of KLF, as the feasibility study says."""
WEIGHTS = (0.4, 0.4, 0.2)
DIRECTIONS: tuple[Direction, ...] = ("more-is-better", "more-is-better", "less-is-better")
OUBRANI, TAZMEUR = 4, 5
"""Places of the two regions among all six."""

MEASURES = {
    "wells": (450, 92, 4),
    "meals": (1080, 190, 1),
    "multi": (740, 64, 2),
    "boarding": (340, 240, 3),
    "grants": (900, 112, 1),
}
"""Girls gained, cost of each, years before the first effect."""


def people(region: str, year: int, *sexes: str) -> int:
    """Children of 6 to 11."""
    return total("kalembu/population.csv", "population", region=region, year=year, school_age="primary", sex=sexes)


def pupils(region: str, year: int, *sexes: str) -> int:
    """Children of 6 to 11 at any level of school."""
    return total("kalembu/enrolment_by_age.csv", "pupils", region=region, year=year, school_age="primary", sex=sexes)


def rate(region: str, year: int, sex: str) -> float:
    """Out of school, of 100 children of that sex."""
    return out_of_school_rate(people(region, year, sex), pupils(region, year, sex)).number


def indicators() -> list[tuple[float, float, float]]:
    """Children out of school, gap of girls and boys, cost; all six regions."""
    found = []
    for region, cost in zip(REGIONS, COST, strict=True):
        out = out_of_school_number(people(region, 2024, "F", "M"), pupils(region, 2024, "F", "M")).number
        found.append((out, rate(region, 2024, "F") - rate(region, 2024, "M"), float(cost)))
    return found


def scaled(rows: Sequence[Sequence[float]], directions: Sequence[Direction] = DIRECTIONS) -> list[tuple[float, ...]]:
    """Each criterion from 0 to 1 between the least and the greatest of these options."""
    columns = [
        [one.number for one in normalised(column, direction=direction, normalisation="min-max")]
        for column, direction in zip(zip(*rows, strict=True), directions, strict=True)
    ]
    return list(zip(*columns, strict=True))


def sums(scores: Sequence[Sequence[float]], weights: Sequence[float]) -> list[float]:
    return [one.number for one in weighted_sums(scores, weights, weights_rule="must-sum-to-one")]


def with_cost(weight: float) -> tuple[float, float, float]:
    """The weights when that of cost is this one and the others give way in proportion."""
    rest = (1 - weight) / (WEIGHTS[0] + WEIGHTS[1])
    return WEIGHTS[0] * rest, WEIGHTS[1] * rest, weight


def lead(scores: Sequence[Sequence[float]], weights: Sequence[float]) -> float:
    """By how much Tazmeur is above Oubrani, the last two options."""
    found = sums(scores, weights)
    return found[-1] - found[-2]


def tie(scores: Sequence[Sequence[float]]) -> float:
    """The weight of cost at which the two are equal, halved in from both sides."""
    low, high = 0.0, 1.0
    assert lead(scores, with_cost(low)) > 0 > lead(scores, with_cost(high))
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if lead(scores, with_cost(middle)) > 0 else (low, middle)
    return low


def keys() -> dict[str, float]:
    rows = indicators()
    scores = scaled(rows)
    found: dict[str, float] = {}
    for place in range(1, 6):
        row = place + 4
        found |= {f"Indicateurs!{column}{row}": rows[place][k] for k, column in enumerate("BC")}
        found |= {f"Notes!{column}{row}": scores[place][k] for k, column in enumerate("BCD")}
        found[f"Sommes!B{row - 1}"] = sums(scores, WEIGHTS)[place]
    found["Sensibilité!C4"] = lead(scores, WEIGHTS)
    found |= {f"Sensibilité!C{5 + k}": lead(scores, with_cost(weight)) for k, weight in enumerate((0.0, 0.1, 0.3))}
    found |= {"Sensibilité!B11": tie(scores), "Sensibilité!B12": lead(scaled(rows[1:]), WEIGHTS)}
    for k, region in enumerate(("R5", "R6")):
        now, before = rate(region, 2024, "F"), rate(region, 2021, "F")
        target = now - now / 3
        found |= {
            f"Cibles!B{4 + k}": now,
            f"Cibles!C{4 + k}": (now - before) / (2024 - 2021),
            f"Cibles!B{9 + k}": target,
            f"Cibles!C{9 + k}": now + (target - now) * (2026 - 2024) / (2030 - 2024),
        }
    return found


def story(found: Mapping[str, float]) -> None:
    """Luveka sets a bound of each criterion; two regions stand apart; cost, or the bounds, change their order."""
    rows = indicators()
    assert [
        column.index(pick(column)) for column, pick in zip(zip(*rows, strict=True), (min, min, max), strict=True)
    ] == [
        0,
        0,
        0,
    ]
    assert (found["Notes!B8"], found["Notes!C9"], found["Notes!D6"]) == (1, 1, 1)
    totals = [found[f"Sommes!B{row}"] for row in range(4, 9)]
    assert sorted(totals, reverse=True) == [totals[4], totals[3], totals[1], totals[2], totals[0]]
    assert totals[3] - totals[1] > 0.3
    assert 0 < found["Sensibilité!C4"] < 0.05
    assert found["Sensibilité!C7"] < 0 < found["Sensibilité!C6"] < found["Sensibilité!C5"]
    assert found["Sensibilité!B12"] < 0 < found["Sensibilité!B11"] - WEIGHTS[2] < 0.05
    for weight in (0.0, 0.1, 0.2, 0.3, 0.5):
        assert sorted(sums(scaled(rows), with_cost(weight)))[-2] in sums(scaled(rows), with_cost(weight))[4:]
    past, asked = found["Cibles!C5"], (found["Cibles!B10"] - found["Cibles!B5"]) / 6
    assert 2.7 < asked / past < 3
    assert past < 0
