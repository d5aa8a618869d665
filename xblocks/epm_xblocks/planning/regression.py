"""The line of least squares, for trends and for deployment. planning, GROUND, standard library only."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from epm_xblocks.planning.values import (
    Number,
    PlanningProblem,
    Reason,
    Result,
    Unit,
    defined,
    required,
    same_length,
    undefined,
)

__all__ = ["Line", "least_squares"]

SOURCE = "ordinary least squares"


@dataclass(frozen=True, slots=True)
class Line:
    """y = intercept + slope * x, and the share of the variance of y it explains.

    r_squared: fraction 0-1; undefined ("zero-denominator") where y does not vary.
    """

    intercept: float
    slope: float
    r_squared: Result

    def at(self, x: float) -> float:
        """The height of the line at x."""
        return self.intercept + self.slope * x


def least_squares(x: Sequence[Number], y: Sequence[Number]) -> Line:
    """The line through points by ordinary least squares, y on x.

    Raises PlanningProblem "lengths-differ", "missing-figure", "no-spread" where x does not vary: no line, or every one.
    """
    same_length(x=x, y=y)
    across, up = required(x, "x"), required(y, "y")
    if len(set(across)) < 2:
        raise PlanningProblem("no-spread", points=len(across))
    x_mean, y_mean = math.fsum(across) / len(across), math.fsum(up) / len(up)
    x_square = math.fsum((one - x_mean) ** 2 for one in across)
    product = math.fsum((one - x_mean) * (other - y_mean) for one, other in zip(across, up, strict=True))
    slope = product / x_square
    return Line(y_mean - slope * x_mean, slope, _explained(up, y_mean, slope * product))


def _explained(y: Sequence[float], mean: float, explained: float) -> Result:
    if len(set(y)) < 2:
        return undefined("coefficient-of-determination", Reason.ZERO_DENOMINATOR, Unit.FRACTION, SOURCE)
    share = explained / math.fsum((one - mean) ** 2 for one in y)
    return defined("coefficient-of-determination", min(1.0, share), Unit.FRACTION, SOURCE)
