"""Scenarios: differences at the horizon and at the peak, and one lever at a time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from epm_xblocks.planning.scenarios import Scenario, compared, comparison_findings, sensitivity
from epm_xblocks.planning.values import PlanningProblem, Reason

YEARS = (2024, 2025, 2026)
BASE = Scenario("trend", YEARS, {"gir": 1.0, "ptr": 45.0}, {"teachers": (10.0, 12.0, 14.0), "gap": (0.0, 0.0, 0.0)})


def changed(**levers: float) -> Scenario:
    return Scenario("other", YEARS, {**BASE.levers, **levers}, {"teachers": (10.0, 18.0, 17.0), "gap": (0.0, 5.0, 4.0)})


def test_differences_at_the_horizon_and_in_the_peak_year() -> None:
    teachers, gap = compared(BASE, changed(ptr=40.0))
    assert (teachers.output, teachers.at_horizon, teachers.peak_year, teachers.at_peak) == ("teachers", 3, 2025, 6)
    assert teachers.share.number == pytest.approx(300 / 14)
    assert (gap.at_horizon, gap.peak_year, gap.at_peak) == (4, 2025, 5)
    assert gap.share.undefined is Reason.ZERO_DENOMINATOR


@given(st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=3))
def test_a_scenario_does_not_differ_from_itself(figures: list[float]) -> None:
    one = Scenario("a", YEARS, {}, {"x": tuple(figures)})
    (difference,) = compared(one, one)
    assert (difference.at_horizon, difference.at_peak) == (0, 0)
    assert figures[YEARS.index(difference.peak_year)] == max(figures)


def test_more_than_one_change_is_noted() -> None:
    assert comparison_findings(BASE, changed(ptr=40.0)) == ()
    (note,) = comparison_findings(BASE, changed(ptr=40.0, gir=1.1))
    assert (note.code, note.severity, note.values) == ("several-changes", "note", {"levers": "gir, ptr"})
    assert comparison_findings(BASE, BASE) == ()


def test_scenarios_that_cannot_be_compared() -> None:
    other = Scenario("late", (2025, 2026, 2027), {}, BASE.outputs)
    with pytest.raises(PlanningProblem, match="different-years"):
        compared(BASE, other)
    with pytest.raises(PlanningProblem, match="different-outputs"):
        compared(BASE, Scenario("poor", YEARS, {}, {"teachers": (1.0, 2.0, 3.0)}))
    with pytest.raises(PlanningProblem, match="lengths-differ"):
        compared(BASE, Scenario("short", YEARS, {}, {"teachers": (1.0,), "gap": (0.0,)}))


@given(st.floats(1, 100), st.floats(1, 100), st.floats(0.001, 0.5))
def test_sensitivity_moves_one_lever_and_leaves_the_others(a: float, b: float, step: float) -> None:
    rows = sensitivity(lambda levers: 3 * levers["a"] - 2 * levers["b"], {"a": a, "b": b}, step=step)
    assert [(row.lever, row.down, row.up) for row in rows] == [
        ("a", pytest.approx(-3 * step, abs=1e-9), pytest.approx(3 * step, abs=1e-9)),
        ("b", pytest.approx(2 * step, abs=1e-9), pytest.approx(-2 * step, abs=1e-9)),
    ]
