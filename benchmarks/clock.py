"""Times of something done n times, warm. benchmarks."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import asdict, dataclass
from time import perf_counter, process_time
from typing import Any

__all__ = ["Times", "measure"]


@dataclass(frozen=True)
class Times:
    """Milliseconds of n runs after the warm-up: by the clock, and (median) what the processor worked."""

    n: int
    median: float
    least: float
    p95: float
    cpu: float

    def told(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)


def measure(work: Callable[[int], Any], n: int, warm: int = 5) -> Times:
    """Call work(i) `warm` times, then n times by the clock."""
    for i in range(warm):
        work(-1 - i)
    taken, worked = [], []
    for i in range(n):
        start, busy = perf_counter(), process_time()
        work(i)
        taken.append((perf_counter() - start) * 1000)
        worked.append((process_time() - busy) * 1000)
    taken.sort()
    return Times(n, statistics.median(taken), taken[0], taken[min(n - 1, int(n * 0.95))], statistics.median(worked))
