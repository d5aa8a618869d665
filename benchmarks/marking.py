"""240 linked answer cells: marked by ours with follow-through, beside openedx-calc working the same 240 formulas out
once, without learner, tolerance or follow-through. `python -m benchmarks.marking`. benchmarks.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

from benchmarks.clock import Clock, warm
from benchmarks.exercise import chain_olx, chain_typed

__all__ = ["compared"]

ROWS, COLUMNS, ROUNDS = 48, 5, 5


def compared() -> dict[str, Any]:
    """Times for a learner who is all right, for one with a slip near the top of each column, and of openedx-calc, by
    turns.

    By themselves: of the marking, follow-through included, the figures having been read. `whole`: of `Attempt.mark`,
    which reads what was typed, marks it, and makes the details that are stored.
    """
    from calc import evaluator

    ours = f"epm-xblocks {version('epm-xblocks')}"
    told: dict[str, Any] = {"calc": {"package": f"openedx-calc {version('openedx-calc')}"}}
    works: dict[str, tuple[Callable[[int], Any], int]] = {"calc": (lambda _i: _calc(evaluator), 1)}
    case = _case()
    for name in ("right", "slip"):
        mark, marking, whole = _marked(case, {"work": {"cells": chain_typed(ROWS, COLUMNS, slip=name == "slip")}})
        told[name] = {"package": ours, "points": mark.points, "out_of": mark.out_of, "counts": list(mark.counts)}
        told[f"{name}, whole"] = {"package": ours}
        works |= {name: (marking, 40), f"{name}, whole": (whole, 20)}
    clocks = {name: Clock() for name in works}
    for work, _n in works.values():
        warm(work, 2)
    for _round in range(ROUNDS):
        for name, (work, n) in works.items():
            clocks[name].run(work, n)
    key = [float(text) for text in chain_typed(ROWS, COLUMNS).values()]
    told["calc"]["agree"] = sum(abs(a - b) <= 0.0500001 for a, b in zip(_calc(evaluator), key, strict=True))
    return {name: told[name] | clock.told() for name, clock in clocks.items()}


def _case() -> Any:
    from epm_xblocks.case import read
    from epm_xblocks.safe_xml import inner, parse

    root = parse(chain_olx(ROWS, COLUMNS).encode())
    return read(inner(root), {str(name): str(value) for name, value in root.attrib.items()})


def _marked(case: Any, answers: Any) -> tuple[Any, Callable[[int], Any], Callable[[int], Any]]:
    """The mark of these answers; the marking alone, and the whole of it."""
    from epm_xblocks.case import Attempt
    from epm_xblocks.workbook.marking import mark

    attempt = Attempt(case, 1, answers)
    entries = {cell: one.entry for cell, one in attempt.read.items()}
    found = attempt.mark()
    return found, lambda _i: mark(case.workbook, entries, lang="en"), lambda _i: Attempt(case, 1, answers).mark()


def _calc(evaluator: Callable[..., float]) -> list[float]:
    """The same formulas by openedx-calc, each given the value above it."""
    values = []
    for n in range(1, COLUMNS + 1):
        value = evaluator({"e": 1000.0}, {}, f"e*(1+{n}/100)")
        values.append(value)
        for _ in range(ROWS - 1):
            value = evaluator({"a": value}, {}, f"a*1.01+{n}")
            values.append(value)
    return values


if __name__ == "__main__":
    print(json.dumps(compared()))
