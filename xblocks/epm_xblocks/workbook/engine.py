"""The one door to the spreadsheet engine (IronCalc). workbook room.

The engine is imported at the first evaluation, not before. Every evaluation has a model of its own, made here and
dropped here: none is ever shared between learners or threads. Only formulas that passed the gate may come here.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Protocol, TypeAlias

from epm_xblocks.workbook.formula import written
from epm_xblocks.workbook.problems import EngineProblem
from epm_xblocks.workbook.refs import position
from epm_xblocks.workbook.tree import Node

__all__ = [
    "CellError",
    "Content",
    "Evaluator",
    "Formula",
    "IronCalc",
    "Prepared",
    "Spot",
    "Value",
    "evaluate",
    "formula_of",
    "number",
]


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that holds an error: `#DIV/0!`, `#VALUE!` …"""

    code: str


@dataclass(frozen=True, slots=True)
class Formula:
    """An admitted formula, canonical, `=` first."""

    text: str


Value: TypeAlias = float | str | bool | CellError | None
Content: TypeAlias = float | str | bool | Formula
Spot: TypeAlias = tuple[int, int, int]
"""Sheet from 0, row and column from 1."""


class Evaluator(Protocol):
    """What another engine would have to do to take this one's place."""

    def evaluate(self, sheets: Mapping[str, Mapping[str, Content]]) -> dict[str, dict[str, Value]]:
        """The value of every cell of a workbook, by sheet and A1 name."""
        ...


@lru_cache(maxsize=1)
def _engine() -> Any:
    import ironcalc  # here, because a page is shown without the engine: it loads at the first mark

    return ironcalc


@contextmanager
def _guarded() -> Iterator[None]:
    """The engine's panics are BaseExceptions that would pass every `except Exception`; here they become a Problem."""
    try:
        yield
    except BaseException as fault:
        if type(fault).__name__ not in ("PanicException", "WorkbookError"):
            raise
        raise EngineProblem("engine-failed", said=str(fault)[:200]) from None


def _value(model: Any, spot: Spot) -> Value:
    value = model.get_cell_value(*spot)
    if isinstance(value, float):
        return value if math.isfinite(value) else CellError("#NUM!")
    if isinstance(value, str) and model.get_cell_type(*spot) == _engine().CellType.ErrorValue:
        return CellError(value)
    return value if value is None or isinstance(value, str | bool) else float(value)


def _put(model: Any, spot: Spot, content: Content) -> None:
    if isinstance(content, Formula):
        model.update_cell_with_formula(*spot, content.text)
    elif isinstance(content, bool):
        model.update_cell_with_bool(*spot, content)
    elif isinstance(content, str):
        model.update_cell_with_text(*spot, content)
    else:
        model.update_cell_with_number(*spot, float(content))


def _model(names: Sequence[str]) -> Any:
    """An empty model whose sheets have these names; at least one."""
    model = _engine().create("case", "en", "UTC", "en")
    for number_, name in enumerate(names):
        if number_:
            model.add_sheet(name)
        else:
            model.rename_sheet(0, name)
    return model


class IronCalc:
    """The engine as an Evaluator: one model an evaluation."""

    def evaluate(self, sheets: Mapping[str, Mapping[str, Content]]) -> dict[str, dict[str, Value]]:
        """The value of every cell. Raises EngineProblem `engine-failed` where the engine gives up."""
        with _guarded():
            model = _model(list(sheets))
            spots = {
                (name, a1): (number_, *position(a1))
                for number_, (name, cells) in enumerate(sheets.items())
                for a1 in cells
            }
            for (name, a1), spot in spots.items():
                _put(model, spot, sheets[name][a1])
            model.evaluate()
            found: dict[str, dict[str, Value]] = {name: {} for name in sheets}
            for (name, a1), spot in spots.items():
                found[name][a1] = _value(model, spot)
            return found


@dataclass(frozen=True)
class Prepared:
    """A one-sheet model kept as bytes, loaded afresh for every run."""

    image: bytes = field(repr=False)

    @classmethod
    def of(cls, contents: Mapping[tuple[int, int], Content]) -> Prepared:
        """The model with these cells, by (row, column) from 1. Raises EngineProblem."""
        with _guarded():
            model = _model(["S"])
            for (row, column), content in contents.items():
                _put(model, (0, row, column), content)
            return cls(bytes(model.to_bytes()))

    def run(self, figures: Sequence[tuple[int, int, float]], wanted: Sequence[tuple[int, int]]) -> list[float | None]:
        """The model with `figures` (row, column, value) put in: the value of each wanted cell, None where no figure.

        Raises EngineProblem `engine-failed`.
        """
        with _guarded():
            model = _engine().load_from_bytes(self.image)
            put, get = model.update_cell_with_number, model.get_cell_value
            for row, column, figure in figures:
                put(0, row, column, figure)
            model.evaluate()
            return [number(get(0, row, column)) for row, column in wanted]


def number(value: object) -> float | None:
    """The value as a finite figure, None if it is none; TRUE and FALSE are none."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else None


_DEFAULT: Evaluator = IronCalc()


def evaluate(sheets: Mapping[str, Mapping[str, Content]]) -> dict[str, dict[str, Value]]:
    """The value of every cell of a workbook of admitted formulas, in a model of its own. Raises EngineProblem."""
    return _DEFAULT.evaluate(sheets)


def formula_of(node: Node) -> Formula:
    """An admitted tree as the engine takes it."""
    return Formula(written(node))
