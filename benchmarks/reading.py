"""Figures as French planners write them: how many each reader reads rightly, and how fast.
`python -m benchmarks.reading`. benchmarks.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

from benchmarks.clock import Clock, warm

__all__ = ["FIGURES"]

FIGURES = {
    "1234": 1234, "79,8": 79.8, "1 234,5": 1234.5, "1\u00a0234,5": 1234.5, "1\u202f234\u202f567": 1234567,
    "12 450": 12450, "-3,25": -3.25, "\u22123,25": -3.25, "(1 200)": -1200, "0,123": 0.123, "1,103": 1.103,
    "1.234,5": 1234.5, "1,234.5": 1234.5, "3,2e5": 320000, "12,5": 12.5, "1’036,5": 1036.5, ".5": 0.5,
    "1.234.567": 1234567, "151 110": 151110, "87.3": 87.3,
}  # fmt: skip
"""Text as typed and its value; each has one reading (the rule stands in the numerals room)."""


def _ours() -> Callable[[str], float | None]:
    from epm_xblocks.numerals import read

    return lambda text: read(text, "fr").value


def _babel() -> Callable[[str], float | None]:
    from babel.numbers import parse_decimal

    return lambda text: float(parse_decimal(text, locale="fr"))


def _calc() -> Callable[[str], float | None]:
    from calc import evaluator

    return lambda text: float(evaluator({}, {}, text))


def _told(package: str, reader: Callable[[str], float | None]) -> dict[str, Any]:
    def read(text: str) -> float | None:
        try:
            return reader(text)
        except Exception:  # noqa: BLE001 — because each reader refuses in its own way
            return None

    right = sum(read(text) == value for text, value in FIGURES.items())
    wrong = sum(read(text) not in (value, None) for text, value in FIGURES.items())

    def all_of_them(_i: int) -> list[float | None]:
        return [read(text) for text in FIGURES]

    warm(all_of_them, 2)
    return {
        "package": f"{package} {version(package)}",
        "right": right,
        "wrong": wrong,
        "of": len(FIGURES),
    } | Clock().run(all_of_them, 20).told()


if __name__ == "__main__":
    sides = (("ours", "epm-xblocks", _ours), ("babel", "Babel", _babel), ("calc", "openedx-calc", _calc))
    print(json.dumps({name: _told(package, make()) for name, package, make in sides}))
