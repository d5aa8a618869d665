"""A second implementation of Sprague's method, from its definition: a judge for the multipliers.

The cumulated population is interpolated. In the first two panels of either end it is the curve of the fourth degree
through five points; between, a curve of the fifth degree that meets, at both ends of its panel, the height, slope and
curvature of the curves of the fourth degree through the five points around each end. All in fractions.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import comb

Polynomial = list[Fraction]
"""Coefficients from the constant upwards; the unit is a panel of five years."""


def single_ages(groups: Sequence[int]) -> list[Fraction]:
    """Single ages of closed five-year groups, five or more."""
    heights = [Fraction(sum(groups[:number])) for number in range(len(groups) + 1)]
    last = len(groups) - 1
    ages: list[Fraction] = []
    for panel in range(len(groups)):
        if panel < 2:
            curve, start = quartic(heights[:5], 0), panel
        elif panel > last - 2:
            curve, start = quartic(heights[-5:], 0), panel - (last - 3)
        else:
            curve, start = osculating(heights, panel), 0
        at = [value(curve, start + Fraction(year, 5)) for year in range(6)]
        ages += [later - earlier for earlier, later in pairwise(at)]
    return ages


def quartic(heights: Sequence[Fraction], origin: int) -> Polynomial:
    """Through five points one panel apart, whose abscissa is 0 at point `origin` (Lagrange)."""
    total = [Fraction(0)] * 5
    for point, height in enumerate(heights):
        term: Polynomial = [height]
        for other in range(5):
            if other != point:
                term = times(term, [Fraction(-(other - origin), point - other), Fraction(1, point - other)])
        total = [one + more for one, more in zip(total, term, strict=True)]
    return total


def osculating(heights: Sequence[Fraction], panel: int) -> Polynomial:
    """On 0..1, with height, slope and curvature of the quartics round both ends (Hermite)."""
    left = quartic(heights[panel - 2 : panel + 3], 2)
    right = quartic(heights[panel - 1 : panel + 4], 2)
    y0, s0, c0 = left[0], left[1], 2 * left[2]
    y1, s1, c1 = right[0], right[1], 2 * right[2]
    known = [y0, s0, c0 / 2]
    rise, slope, bend = y1 - sum(known), s1 - s0 - c0, c1 - c0
    return [*known, 10 * rise - 4 * slope + bend / 2, -15 * rise + 7 * slope - bend, 6 * rise - 3 * slope + bend / 2]


def times(one: Polynomial, other: Polynomial) -> Polynomial:
    product = [Fraction(0)] * (len(one) + len(other) - 1)
    for i, a in enumerate(one):
        for j, b in enumerate(other):
            product[i + j] += a * b
    return product


def value(curve: Polynomial, at: Fraction) -> Fraction:
    return sum((coefficient * at**power for power, coefficient in enumerate(curve)), Fraction(0))


def cubic_groups(groups: int, factor: int = 1) -> list[int]:
    """Five-year groups of a smooth population that every panel must return exactly: differences of t^4."""
    heights = [factor * comb(groups + 5 - number, 4) for number in range(groups + 1)]
    return [one - other for one, other in pairwise(heights)]
