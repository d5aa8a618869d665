"""The learner's figures as marking takes them: values, and how far each was rounded. workbook room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite

from epm_xblocks.workbook.entries import Entry
from epm_xblocks.workbook.model import Answer, Cell, Workbook

__all__ = ["BLANK", "Figures", "figures_of"]

BLANK = Entry("blank")

_LARGEST_ROUNDING = 0.01
"""Half a unit counts up to this share of the figure: `1e3` would otherwise allow anything from 500 to 1,500."""


@dataclass(frozen=True)
class Figures:
    """typed: figures that can be used. half_units: by how much each may differ from the one it was rounded from.

    leaning: for a figure whose formula reads cells without figure, those cells.
    """

    typed: Mapping[Cell, float]
    half_units: Mapping[Cell, float]
    leaning: Mapping[Cell, tuple[Cell, ...]] = field(default_factory=dict)


def figures_of(workbook: Workbook, entries: Mapping[Cell, Entry]) -> Figures:
    """The figures among the entries; formulas must have been worked out before."""
    typed: dict[Cell, float] = {}
    half_units: dict[Cell, float] = {}
    for cell, answer in workbook.answers.items():
        entry = entries.get(cell, BLANK)
        if entry.kind == "number" and entry.value is not None and isfinite(entry.value):
            typed[cell] = entry.value
            if entry.half_unit:
                half_units[cell] = _half_unit(entry.value, entry.half_unit, answer)
    return Figures(typed, half_units)


def _half_unit(value: float, half_unit: float, answer: Answer) -> float:
    """Half a unit as typed, but no more than a hundredth of the figure, or than the decimals asked for explain."""
    share = _LARGEST_ROUNDING * abs(value)
    if half_unit <= share:
        return half_unit
    asked = answer.tolerance.width(value, None) if answer.decimals is None else 0.5 * 10.0**-answer.decimals
    return min(half_unit, max(asked, share))
