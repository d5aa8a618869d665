"""The school map, in plain arithmetic and by trying every set of sites."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from epm_xblocks.kinds.map_step import MapStep
from epm_xblocks.workbook.values import given_values
from tests.content.course import case

CHILDREN = (110, 240, 180, 110, 180, 40, 210, 170, 150, 130, 150, 120)
ENROLLED = (103, 214, 59, 61, 169, 31, 76, 70, 139, 39, 52, 46)
NEAR = (5, 20, 100, 50, 5, 45, 85, 55, 5, 90, 75, 65)
GAINED = 180 + 150
"""Ferela and Pilame: within 45 minutes of the site of Pilame, and of no school."""


def keys() -> dict[str, float]:
    """Covered are those at 45 minutes or less."""
    all_, near = sum(CHILDREN), [minutes <= 45 for minutes in NEAR]
    covered = sum(n for n, yes in zip(CHILDREN, near, strict=True) if yes)
    there = sum(n for n, yes in zip(ENROLLED, near, strict=True) if yes)
    rate, walk = there / covered, sum(n * m for n, m in zip(CHILDREN, NEAR, strict=True)) / all_
    elsewhere = (sum(ENROLLED) - there) / (all_ - covered)
    state = (all_, covered, covered / all_ * 100, walk, rate * 100, elsewhere * 100)
    found = dict(zip((f"Diagnostic!B{row}" for row in range(4, 10)), state, strict=True))
    pupils = GAINED * rate
    rooms = -(-pupils // 40)
    cost, after = 10 + 6 * rooms, (covered + GAINED) / all_ * 100
    site = (GAINED, pupils, pupils / 40, rooms, cost, cost * 1000 / GAINED, after, GAINED / all_ * 100)
    found |= dict(zip((f"Essai!B{row}" for row in range(4, 12)), site, strict=True))
    return found | {"Essai!B12": all_ - covered - GAINED}


def story(found: Mapping[str, float]) -> None:
    """One best set, of three sites; taking the best site at each step gives less; where school is near they come."""
    one = case("school-map")
    step = one.step("sites")
    assert isinstance(step, MapStep)
    children = step.children(given_values(one.workbook))
    assert children is not None
    held = {}
    for size in range(len(step.candidates) + 1):
        for chosen in combinations(step.candidates, size):
            plan = step.plan(chosen, children)
            if plan.holds:
                held[chosen] = plan.coverage
    best = max(held.values())
    assert [chosen for chosen, reached in held.items() if reached == best] == [("s7", "s10", "s11")]
    greedy: tuple[str, ...] = ()
    while True:
        more = [tuple(one for one in step.candidates if one in (*greedy, new)) for new in step.candidates]
        more = [chosen for chosen in more if chosen in held and held[chosen] > held[greedy]]
        if not more:
            break
        greedy = max(more, key=held.__getitem__)
    assert held[greedy] < best - 3
    assert found["Diagnostic!B8"] > 2 * found["Diagnostic!B9"]
