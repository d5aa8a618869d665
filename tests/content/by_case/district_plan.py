"""The annual plan of a district, in plain arithmetic from the figures of the framework letter."""

from __future__ import annotations

from collections.abc import Mapping

PUPILS, TEACHERS, SCHOOLS, READERS, ROOMS = 36480, 724, 118, 11900, 46
STATE, COMMUNE, PARTNER = 160, 30, 40
OPENED, BOOKS, WORKS = (20, 50, 75, 100), (10, 25, 50, 100), (30, 80, 90, 100)
"""Per cent of the year, added up from January."""


def keys() -> dict[str, float]:
    """Readers, training and visits are kept; rehabilitation takes what remains, in whole rooms."""
    pupils, usable = PUPILS * 1.04, READERS * 0.8
    buy, train, visits = pupils / 2 - usable, TEACHERS / 2, SCHOOLS * 3
    found = dict(zip((f"Besoins!B{row}" for row in range(4, 9)), (pupils, usable, buy, train, visits), strict=True))
    readers, rooms, training, visiting = buy * 0.0042, ROOMS * 4.5, train * 0.095, visits * 0.06
    demand = readers + rooms + training + visiting
    costs = (readers, rooms, training, visiting, demand, demand - STATE - COMMUNE - PARTNER)
    found |= dict(zip((f"Coûts!B{row}" for row in range(4, 10)), costs, strict=True))
    free, paid = STATE * 0.9, min(PARTNER, training)
    left = training - paid
    kept = free - readers - visiting - left
    done = int((kept + COMMUNE) / 4.5)
    plan = readers + done * 4.5 + training + visiting
    funding = (free, paid, left, kept, done, done * 4.5, plan, kept + COMMUNE - done * 4.5, done / ROOMS * 100)
    found |= dict(zip((f"Financement!B{row}" for row in range(4, 13)), funding, strict=True))
    for at in range(4):
        opened = free * OPENED[at] / 100
        spent = (readers + visiting) * BOOKS[at] / 100 + (left + done * 4.5 - COMMUNE) * WORKS[at] / 100
        row = 4 + at
        found |= {f"Calendrier!B{row}": opened, f"Calendrier!C{row}": spent, f"Calendrier!D{row}": opened - spent}
    return found


def story(found: Mapping[str, float]) -> None:
    """Demand exceeds the ceiling; the partner does not spend all; the second quarter lacks credits."""
    assert found["Coûts!B9"] > 10
    assert found["Financement!B5"] < PARTNER
    assert 0 <= found["Financement!B11"] < 4.5
    left = [found[f"Calendrier!D{row}"] for row in range(4, 8)]
    assert min(left) == left[1] < 0 < left[2]
    assert 0 < found["Financement!B8"] < ROOMS
