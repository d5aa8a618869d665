"""Figures as the reader sees them: of cells, and of `<fig>` in prose. kinds room."""

from __future__ import annotations

from dataclasses import dataclass, field

from epm_xblocks import numerals
from epm_xblocks.kinds.base import Context
from epm_xblocks.workbook.model import Answer, Given
from epm_xblocks.workbook.refs import Cell, RefProblem, parse_cell

__all__ = ["Fig", "cell_text", "figure", "target"]

SIGNIFICANT = 12
"""Digits shown of a figure whose decimals nobody has set."""


@dataclass(frozen=True)
class Fig:
    """A figure that a text refers to: `of` a cell of the workbook, or the learner's `own` in a cell."""

    of: str = ""
    own: str = ""
    decimals: str = ""
    unit: bool = True
    line: int = field(default=0, compare=False)


def figure(fig: Fig, context: Context, sheet: str = "") -> str:
    """The figure in the reader's way; "–" where there is none, or where it is a key that may not be shown."""
    cell = target(fig, sheet)
    if cell is None:
        return numerals.MISSING
    about = context.workbook.answers.get(cell) or context.workbook.givens.get(cell)
    if fig.own:
        typed = context.typed.get(cell)
        return typed.text if typed and typed.text else numerals.MISSING
    decimals = about.decimals if about is not None else None
    if fig.decimals.isascii() and fig.decimals.isdigit():
        decimals = int(fig.decimals[:2])
    percent = fig.unit and about is not None and about.unit == "percent"
    return cell_text(_value(cell, about, context), decimals, context.figures, percent=percent)


def target(fig: Fig, sheet: str = "") -> Cell | None:
    """The cell a figure speaks of; None where its name cannot be read."""
    try:
        return parse_cell(fig.of or fig.own, sheet)
    except RefProblem:
        return None


def cell_text(value: float | str | None, decimals: int | None, figures: str, *, percent: bool = False) -> str:
    """A cell's value in the reader's way: figures with their decimals, texts as they are, "–" for nothing."""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and decimals is None:
        value = float(f"{value:.{SIGNIFICANT}g}")
    return numerals.write(value, figures, decimals=decimals, percent=percent)


def _value(cell: Cell, about: Given | Answer | None, context: Context) -> float | str | None:
    if isinstance(about, Answer):
        return context.keys.get(cell) if context.reveal else None
    return context.values.get(cell)
