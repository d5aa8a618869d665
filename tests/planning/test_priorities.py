"""Several criteria: the published sums, a tie that is kept, and units that do not count."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from epm_xblocks.planning import priorities as p
from epm_xblocks.planning.rounding import round_half_away
from epm_xblocks.planning.values import PlanningProblem, Reason
from tests.planning.golden_epm import golden


def scores_of(vector: str) -> list[float]:
    given_ = golden(vector)["inputs"]
    sums = p.weighted_sums(given_["matrix"], given_["weights"], weights_rule="must-sum-to-one")
    return [one.number for one in sums]


def test_g19_published_scores_and_their_tie() -> None:
    scores = scores_of("g19")
    assert [float(round_half_away(score, 2)) for score in scores] == golden("g19")["published"]["scores"]
    assert p.ranks(scores) == (3, 1, 1)


def test_g20_one_published_score_is_wrong() -> None:
    scores = [float(round_half_away(score, 2)) for score in scores_of("g20")]
    printed = golden("g20")["published"]["scores"]
    assert scores[:2] == printed[:2]
    assert (scores[2], printed[2]) == (22.0, 20.0)
    assert p.ranks(printed) == (2, 1, 3)  # the misprint makes a tie into a last place


def test_g17_published_trade_off() -> None:
    given_, printed = golden("g17")["inputs"], golden("g17")["published"]
    found = p.trade_off(given_["z1"], given_["z2"], given_["total"])
    assert (found.intercept, found.slope, found.greatest) == (
        printed["intercept"],
        printed["slope"],
        printed["z_max"],
    )
    assert found.best == (printed["n1"], printed["n2"])


@given(st.integers(0, 500), st.integers(0, 500), st.integers(1, 40))
def test_a_trade_off_is_best_at_an_end(one: int, other: int, total: int) -> None:
    found = p.trade_off(one, other, total)
    tried = {n2: one * (total - n2) + other * n2 for n2 in range(total + 1)}
    assert found.greatest == max(tried.values())
    assert all(found.intercept + found.slope * n2 == z for n2, z in tried.items())
    if found.best is None:
        assert one == other
    else:
        assert tried[int(found.best[1])] == found.greatest


OPTIONS = st.lists(st.lists(st.integers(0, 1000), min_size=3, max_size=3), min_size=2, max_size=6)
WEIGHTS = st.lists(st.integers(1, 100), min_size=3, max_size=3)
DIRECTIONS: list[p.Direction] = ["more-is-better", "less-is-better", "more-is-better"]


def ranked(options: list[list[float]], weights: list[float]) -> list[float]:
    columns = [
        [one.number for one in p.normalised(column, direction=direction, normalisation="min-max")]
        for column, direction in zip(zip(*options, strict=True), DIRECTIONS, strict=True)
    ]
    rows = list(zip(*columns, strict=True))
    return [one.number for one in p.weighted_sums(rows, weights, weights_rule="rescaled")]


@given(OPTIONS, WEIGHTS, st.lists(st.tuples(st.integers(1, 1000), st.integers(0, 1000)), min_size=3, max_size=3))
def test_units_of_the_criteria_do_not_count(
    options: list[list[int]], weights: list[int], units: list[tuple[int, int]]
) -> None:
    assume(all(len(set(column)) > 1 for column in zip(*options, strict=True)))
    changed = [[x * factor + shift for x, (factor, shift) in zip(row, units, strict=True)] for row in options]
    assert ranked(changed, weights) == pytest.approx(ranked(options, weights), abs=1e-12)


@given(OPTIONS, WEIGHTS, st.integers(1, 1000))
def test_the_scale_of_the_weights_does_not_count(options: list[list[int]], weights: list[int], factor: int) -> None:
    one = p.weighted_sums(options, weights, weights_rule="rescaled")
    other = p.weighted_sums(options, [weight * factor for weight in weights], weights_rule="rescaled")
    assert [score.number for score in other] == pytest.approx([score.number for score in one])


@given(st.lists(st.integers(0, 50), min_size=1, max_size=10))
def test_ranks_share_ties_and_skip_what_they_took(scores: list[int]) -> None:
    placed = p.ranks(scores)
    best_first = sorted(scores, reverse=True)
    assert [best_first[place - 1] for place in placed] == scores
    assert all(best_first.index(score) + 1 == place for score, place in zip(scores, placed, strict=True))


def test_ties_are_not_broken_by_the_noise_of_floats() -> None:
    assert 0.1 + 0.2 != 0.3
    assert p.ranks([0.1 + 0.2, 0.3, 0.29]) == (1, 1, 3)
    assert p.ranks([-1, -1, -2]) == (1, 1, 3)
    with pytest.raises(PlanningProblem, match="missing-figure"):
        p.ranks([1, None])


def test_directions_and_normalisation() -> None:
    distance = p.normalised([2, 6, 10], direction="less-is-better", normalisation="min-max")
    assert [one.number for one in distance] == [1, 0.5, 0]
    assert [one.number for one in p.normalised([2, 6], direction="less-is-better", normalisation="none")] == [-2, -6]
    same = p.normalised([4, 4], direction="more-is-better", normalisation="min-max")
    assert {one.undefined for one in same} == {Reason.ZERO_DENOMINATOR}
    missing = p.normalised([4, None], direction="more-is-better", normalisation="min-max")
    assert {one.undefined for one in missing} == {Reason.MISSING_INPUT}
    assert p.normalised([], direction="more-is-better", normalisation="min-max") == ()


def test_weights_that_do_not_do() -> None:
    with pytest.raises(PlanningProblem, match="weights-not-one"):
        p.weighted_sums([[1, 2]], [0.5, 0.4], weights_rule="must-sum-to-one")
    with pytest.raises(PlanningProblem, match="no-weight"):
        p.weighted_sums([[1, 2]], [0, 0], weights_rule="rescaled")
    with pytest.raises(PlanningProblem, match="lengths-differ"):
        p.weighted_sums([[1, 2, 3]], [0.5, 0.5], weights_rule="must-sum-to-one")
    with pytest.raises(PlanningProblem, match="not-finite"):
        p.weighted_sums([[1, float("nan")]], [0.5, 0.5], weights_rule="must-sum-to-one")
    (one,) = p.weighted_sums([[1, None]], [0.5, 0.5], weights_rule="must-sum-to-one")
    assert one.undefined is Reason.MISSING_INPUT


def test_sensitivity_shows_the_weight_that_turns_the_ranking() -> None:
    """Option 0 leads by need, option 1 by cost; at 60 to 40 need decides, at 40 to 60 cost."""
    shifts = p.weight_sensitivity([[1, 0], [0, 1]], [0.6, 0.4], step=0.2)
    assert [(one.criterion, round(one.weight, 6), one.ranks, one.leader_changes) for one in shifts] == [
        (0, 0.4, (2, 1), True),
        (0, 0.8, (1, 2), False),
        (1, 0.2, (1, 2), False),
        (1, 0.6, (2, 1), True),
    ]
    assert p.weight_sensitivity([[1, 0], [0, 1]], [1, 0], step=0.1)[0].criterion == 1


@given(OPTIONS, WEIGHTS, st.floats(0.01, 0.5))
def test_an_option_best_in_everything_leads_whatever_the_weights(
    options: list[list[int]], weights: list[int], step: float
) -> None:
    options = [[1001] * 3, *options]
    shares = [weight / sum(weights) for weight in weights]
    shifts = p.weight_sensitivity(options, shares, step=step)
    assert len(shifts) == 6
    assert all(one.ranks[0] == 1 and not one.leader_changes for one in shifts)
