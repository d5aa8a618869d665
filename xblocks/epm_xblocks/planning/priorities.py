"""Ranking by several criteria: weighted sums and what their weights decide. planning, GROUND, standard library only.

Scores are added only once they have one unit and one direction. Sources: Fishburn and Triantaphyllou, weighted sum
model; Correa, Quantitative Methods of Educational Planning, 1969, p. 231 (two kinds of training).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from epm_xblocks.planning.values import (
    Number,
    PlanningProblem,
    Reason,
    Result,
    Unit,
    complete,
    defined,
    finite,
    required,
    same_length,
    undefined,
)

__all__ = [
    "Direction",
    "Normalisation",
    "TradeOff",
    "WeightShift",
    "Weights",
    "normalised",
    "ranks",
    "trade_off",
    "weight_sensitivity",
    "weighted_sums",
]

FISHBURN = "weighted sum model (Fishburn; Triantaphyllou)"
SAME = 1e-9
"""Two scores nearer than this share of the larger are a tie: the difference is arithmetic of floats."""

Direction = Literal["more-is-better", "less-is-better"]
Normalisation = Literal["min-max", "none"]
"""(x - least) / (greatest - least), which frees a criterion of its unit; or figures that have one unit already."""

Weights = Literal["must-sum-to-one", "rescaled"]
"""What becomes of weights that do not add up to 1: refused, or divided by their sum."""


@dataclass(frozen=True, slots=True)
class WeightShift:
    """The ranking when one criterion's weight moves and the others give way in proportion.

    criterion: number from 0. weight: its new weight. ranks: of each option. leader_changes: whether the first place
    goes to another option, or is shared with one.
    """

    criterion: int
    weight: float
    ranks: tuple[int, ...]
    leader_changes: bool


@dataclass(frozen=True, slots=True)
class TradeOff:
    """Z = intercept + slope * n2 for n1 + n2 = total; best: (n1, n2) of the greatest Z, None where all are equal."""

    intercept: float
    slope: float
    best: tuple[float, float] | None
    greatest: float


def normalised(values: Sequence[Number], *, direction: Direction, normalisation: Normalisation) -> tuple[Result, ...]:
    """One criterion's scores of all options with more as better.

    min-max gives 0 for the worst and 1 for the best, whatever the unit; undefined where all options are equal. "none"
    keeps the figures, those of "less-is-better" with a minus sign.
    """
    known = complete(values, "values")
    if known is None:
        return tuple(undefined("score", Reason.MISSING_INPUT, Unit.SCORE, FISHBURN) for _ in values)
    if normalisation == "none":
        sign = 1.0 if direction == "more-is-better" else -1.0
        return tuple(defined("score", sign * value, Unit.SCORE, FISHBURN) for value in known)
    least, most = min(known, default=0.0), max(known, default=0.0)
    if least == most:
        return tuple(undefined("score", Reason.ZERO_DENOMINATOR, Unit.SCORE, FISHBURN) for _ in values)
    shares = ((value - least if direction == "more-is-better" else most - value) / (most - least) for value in known)
    return tuple(defined("score", share, Unit.SCORE, FISHBURN) for share in shares)


def weighted_sums(
    scores: Sequence[Sequence[Number]], weights: Sequence[Number], *, weights_rule: Weights
) -> tuple[Result, ...]:
    """Sum of weight * score of each option; undefined for an option with a missing score.

    scores: by option, then by criterion, in one unit and direction (`normalised`). Raises PlanningProblem
    "lengths-differ", "missing-figure", "weights-not-one", "no-weight".
    """
    shares = _valid_weights(weights, weights_rule)
    return tuple(_weighted_sum(row, shares) for row in scores)


def ranks(scores: Sequence[Number]) -> tuple[int, ...]:
    """Rank of each option, 1 for the highest score; equal scores share a rank and the next one is skipped.

    Scores may be below zero. Raises PlanningProblem "missing-figure".
    """
    known = [_score(score, place) for place, score in enumerate(scores, 1)]
    return tuple(1 + sum(1 for other in known if _above(other, score)) for score in known)


def weight_sensitivity(
    scores: Sequence[Sequence[Number]], weights: Sequence[Number], *, step: float
) -> tuple[WeightShift, ...]:
    """The ranking with each weight `step` lower and higher (as far as 0 and 1), the others rescaled to a sum of 1.

    weights: adding up to 1. A criterion that has all the weight has nobody to give it to and is left out. Raises as
    `weighted_sums`.
    """
    shares = _valid_weights(weights, "must-sum-to-one")
    leaders = _leaders(scores, shares)
    shifts: list[WeightShift] = []
    for criterion, weight in enumerate(shares):
        rest = math.fsum(shares) - weight
        for moved in (max(0.0, weight - step), min(1.0, weight + step)) if rest > SAME else ():
            changed = [share * (1 - moved) / rest for share in shares]
            changed[criterion] = moved
            placed = ranks([one.value for one in weighted_sums(scores, changed, weights_rule="rescaled")])
            now = {option for option, place in enumerate(placed) if place == 1}
            shifts.append(WeightShift(criterion, moved, placed, now != leaders))
    return tuple(shifts)


def trade_off(first: Number, second: Number, total: Number) -> TradeOff:
    """Criterion Z = z1 n1 + z2 n2 for two kinds of training with n1 + n2 = total: a line in n2, best at an end.

    first, second: worth of one teacher trained in each way. total: teachers to train. Source: Correa, p. 231.
    """
    one, other, number = required([first, second, total], "trade_off")
    slope = other - one
    best = None if not slope else (number, 0.0) if slope < 0 else (0.0, number)
    return TradeOff(one * number, slope, best, max(one, other) * number)


def _valid_weights(weights: Sequence[Number], rule: Weights) -> tuple[float, ...]:
    known = required(weights, "weights")
    total = math.fsum(known)
    if not total:
        raise PlanningProblem("no-weight")
    if rule == "rescaled":
        return tuple(weight / total for weight in known)
    if abs(total - 1) > SAME:
        raise PlanningProblem("weights-not-one", total=total)
    return known


def _weighted_sum(row: Sequence[Number], weights: Sequence[float]) -> Result:
    same_length(scores=row, weights=weights)
    known = [score for score in (finite(score, "score") for score in row) if score is not None]
    if len(known) < len(row):
        return undefined("weighted-score", Reason.MISSING_INPUT, Unit.SCORE, FISHBURN)
    total = math.fsum(weight * score for weight, score in zip(weights, known, strict=True))
    return defined("weighted-score", total, Unit.SCORE, FISHBURN)


def _leaders(scores: Sequence[Sequence[Number]], weights: Sequence[float]) -> set[int]:
    placed = ranks([one.value for one in weighted_sums(scores, weights, weights_rule="rescaled")])
    return {option for option, place in enumerate(placed) if place == 1}


def _score(score: Number, place: int) -> float:
    known = finite(score, "score")
    if known is None:
        raise PlanningProblem("missing-figure", name="scores", at=place)
    return known


def _above(one: float, other: float) -> bool:
    return one - other > SAME * max(abs(one), abs(other))
