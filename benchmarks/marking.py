"""240 linked answer cells: marked by ours with follow-through, beside openedx-calc working the same 240 formulas out
once, without learner, tolerance or follow-through. `python -m benchmarks.marking`. benchmarks.
"""

from __future__ import annotations

import json
from importlib.metadata import version
from typing import Any

from benchmarks.clock import measure
from benchmarks.exercise import chain_olx, chain_typed

__all__ = ["calc_values", "marked"]

ROWS, COLUMNS = 48, 5


def marked() -> dict[str, Any]:
    """Times for a learner who is all right, and for one with a slip near the top of each column.

    By themselves: of the marking, follow-through included, the figures having been read. `whole`: of `Attempt.mark`,
    which reads what was typed, marks it, and makes the details that are stored.
    """
    from epm_xblocks.case import Attempt, read
    from epm_xblocks.safe_xml import inner, parse
    from epm_xblocks.workbook.marking import mark as mark_sheets

    root = parse(chain_olx(ROWS, COLUMNS).encode())
    case = read(inner(root), {str(name): str(value) for name, value in root.attrib.items()})
    right, slip = ({"work": {"cells": chain_typed(ROWS, COLUMNS, slip=slip), "decide": None}} for slip in (False, True))
    told: dict[str, Any] = {"package": f"epm-xblocks {version('epm-xblocks')}", "cells": ROWS * COLUMNS}
    for name, answers in (("right", right), ("slip", slip)):
        attempt = Attempt(case, 1, answers)
        mark, entries = attempt.mark(), {cell: one.entry for cell, one in attempt.read.items()}
        told[name] = {"points": mark.points, "out_of": mark.out_of, "counts": list(mark.counts)}
        told[name] |= measure(lambda _i, read=entries: mark_sheets(case.workbook, read, lang="en"), 200, warm=10).told()
        whole = measure(lambda _i, answers=answers: Attempt(case, 1, answers).mark(), 100, warm=10)
        told[name]["whole"] = whole.told()
    return told


def calc_values() -> dict[str, Any]:
    """Times of openedx-calc for the same formulas, each given the value above it."""
    from calc import evaluator

    def work(_i: int) -> list[float]:
        values = []
        for n in range(1, COLUMNS + 1):
            value = evaluator({"e": 1000.0}, {}, f"e*(1+{n}/100)")
            values.append(value)
            for _ in range(ROWS - 1):
                value = evaluator({"a": value}, {}, f"a*1.01+{n}")
                values.append(value)
        return values

    key = [float(text) for text in chain_typed(ROWS, COLUMNS).values()]
    agree = sum(abs(value - right) <= 0.0500001 for value, right in zip(work(0), key, strict=True))
    return {"package": f"openedx-calc {version('openedx-calc')}", "agree": agree} | measure(work, 5, warm=1).told()


if __name__ == "__main__":
    print(json.dumps({"ours": marked(), "calc": calc_values()}))
