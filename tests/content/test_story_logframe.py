"""What the texts of case 15 say of its figures."""

from __future__ import annotations

import pytest

from epm_xblocks.kinds.ranking_step import RankingStep
from epm_xblocks.planning.priorities import Direction, weight_sensitivity

from .by_case import logframe
from .course import case, keys

DELAY: tuple[Direction, ...] = ("more-is-better", "less-is-better", "less-is-better")


def test_story() -> None:
    logframe.story(keys("logframe"))


def test_the_order_of_the_measures_and_the_weight_that_decides() -> None:
    """As the trainer notes say: grants first, unless cost weighs more; then classes of several levels."""
    scores = logframe.scaled(list(logframe.MEASURES.values()), DELAY)
    sums = dict(zip(logframe.MEASURES, logframe.sums(scores, logframe.WEIGHTS), strict=True))
    assert sorted(sums, key=sums.__getitem__, reverse=True) == ["grants", "multi", "meals", "wells", "boarding"]
    changes = [one for one in weight_sensitivity(scores, logframe.WEIGHTS, step=0.1) if one.leader_changes]
    assert [(one.criterion, one.weight, one.ranks[2]) for one in changes] == [(1, pytest.approx(0.5), 1)]


def test_what_the_feedback_says_of_the_measures() -> None:
    girls, cost, delay = zip(*logframe.MEASURES.values(), strict=True)
    wells, meals, multi, boarding, grants = range(5)
    assert (delay.index(max(delay)), girls.index(max(girls))) == (wells, meals)
    assert (cost.index(min(cost)), cost.index(max(cost)), girls.index(min(girls))) == (multi, boarding, boarding)
    assert sorted(cost)[-2] == cost[meals]
    assert delay[grants] == delay[meals] == min(delay)
    step = next(one for one in case("logframe").steps if isinstance(one, RankingStep))
    assert [one.id for one in step.options] == list(logframe.MEASURES)


def test_cost_gains_most_when_luveka_sets_no_bound() -> None:
    """The range of costs shrinks by a larger share than that of children or of the gap."""
    rows = logframe.indicators()
    kept = [(max(column[1:]) - min(column[1:])) / (max(column) - min(column)) for column in zip(*rows, strict=True)]
    assert kept[2] == min(kept)
    assert kept[2] < 0.6 < 0.65 < min(kept[:2])
