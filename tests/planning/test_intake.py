"""Intake: the ratio, and the children who are there to enter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from epm_xblocks.planning.intake import projected_intake
from epm_xblocks.planning.values import PlanningProblem

YEARS = st.lists(st.tuples(st.floats(0, 2), st.integers(0, 10**6)), max_size=12)


@given(YEARS, st.integers(0, 10**6), st.sampled_from(["unlimited", "used-up"]))
def test_children_enter_once_or_wait(years: list[tuple[float, int]], waiting: int, backlog) -> None:
    ratios, population = [year[0] for year in years], [year[1] for year in years]
    found = projected_intake(ratios, population, backlog=backlog, waiting=waiting)
    balance = float(waiting)
    for entrants, left, children in zip(found.entrants, found.waiting, population, strict=True):
        balance += children - entrants
        assert left == pytest.approx(balance, abs=1e-3)
    if backlog == "used-up":
        assert min(found.waiting, default=0) >= -1e-3
        assert all(n <= r * c * (1 + 1e-12) for n, r, c in zip(found.entrants, ratios, population, strict=True))
    else:
        assert found.entrants == tuple(r * c for r, c in zip(ratios, population, strict=True))


def test_an_intake_above_100_per_cent_uses_up_the_backlog() -> None:
    """120 per cent of 1,000 children with 300 waiting: 1,200, then 1,100, then no more than reach entry age."""
    limited = projected_intake([1.2] * 4, [1000] * 4, backlog="used-up", waiting=300)
    assert limited.entrants == (1200, 1100, 1000, 1000)
    assert limited.waiting == (100, 0, 0, 0)
    assert [(one.code, one.values["year"]) for one in limited.findings] == [
        ("intake-limited", 2),
        ("intake-limited", 3),
        ("intake-limited", 4),
    ]
    unlimited = projected_intake([1.2] * 4, [1000] * 4, backlog="unlimited", waiting=300)
    assert unlimited.entrants == (1200,) * 4
    assert unlimited.waiting == (100, -100, -300, -500)
    assert [(one.code, one.values["year"]) for one in unlimited.findings] == [("backlog-overdrawn", 2)]


def test_intake_without_its_figures() -> None:
    with pytest.raises(PlanningProblem, match="missing-figure"):
        projected_intake([1.0], [1000], backlog="used-up", waiting=None)
    with pytest.raises(PlanningProblem, match="lengths-differ"):
        projected_intake([1.0, 1.0], [1000], backlog="used-up", waiting=0)
