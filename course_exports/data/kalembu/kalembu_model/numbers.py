"""Whole numbers out of rates, and repeatable noise (data pack).

Only + - * / on floats, `math.fsum` and SHA-256 are used: they give the same bits on Python 3.11 and 3.12
(the built-in `sum` of floats does not).
"""

import hashlib
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import floor

__all__ = ["SEED", "between", "noise", "share", "spread", "whole"]

SEED = 2026


def whole(value: float) -> int:
    """The nearest whole number, half upwards (values here are never negative)."""
    return floor(value + 0.5)


def noise(*key: object) -> float:
    """A number in [-1, 1) that depends on the seed and the key alone, so that a new draw moves no other."""
    digest = hashlib.sha256("|".join(map(str, (SEED, *key))).encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**47 - 1


def between(points: Sequence[tuple[float, float]], x: float) -> float:
    """The value at x of the broken line through the points (sorted by x), flat beyond both ends."""
    if x <= points[0][0]:
        return points[0][1]
    for (x0, y0), (x1, y1) in pairwise(points):
        if x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return points[-1][1]


def spread(counts: Iterable[int], rates: Iterable[float]) -> list[int]:
    """Count × rate of each cell as whole numbers, each rounding error carried to the next, none above its count."""
    carried, result = 0.0, []
    for count, rate in zip(counts, rates, strict=True):
        exact = count * rate + carried
        taken = min(max(whole(exact), 0), count)
        carried = exact - taken
        result.append(taken)
    return result


def share(total: int, weights: Sequence[float]) -> list[int]:
    """A total split by weights into whole numbers that sum to it (largest remainder)."""
    scale = sum(int(w * 10**9) for w in weights)
    parts = [total * int(w * 10**9) // scale for w in weights]
    rests = sorted(range(len(parts)), key=lambda i: (-(total * int(weights[i] * 10**9) % scale), i))
    for i in rests[: total - sum(parts)]:
        parts[i] += 1
    return parts
