"""Times of something done n times, warm. benchmarks.

Two clocks: the wall's, which other programs on the machine lengthen, and the processor's, which they hardly do. Goals
are judged by the second, except where people wait (end to end); both are printed.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter, process_time
from typing import Any

__all__ = ["Clock", "warm"]


@dataclass
class Clock:
    """Milliseconds of every run so far."""

    wall: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)

    def run(self, work: Callable[[int], Any], n: int) -> Clock:
        """Call work(i) n times by the clock; i goes on counting from the runs before."""
        for i in range(len(self.wall), len(self.wall) + n):
            start, busy = perf_counter(), process_time()
            work(i)
            self.worked.append((process_time() - busy) * 1000)
            self.wall.append((perf_counter() - start) * 1000)
        return self

    def told(self) -> dict[str, Any]:
        """As JSON: of the processor's time median (`cpu`) and `least`, of the wall's `median` and `p95`."""
        wall = sorted(self.wall)
        return {
            "n": len(wall),
            "cpu": statistics.median(self.worked),
            "least": min(self.worked),
            "median": statistics.median(wall),
            "p95": wall[min(len(wall) - 1, int(len(wall) * 0.95))],
        }


def warm(work: Callable[[int], Any], n: int = 5) -> None:
    """Call work(-1), work(-2) … before the clock starts."""
    for i in range(n):
        work(-1 - i)
