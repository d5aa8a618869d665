"""What a learner put into a cell, as read; and what marking says of it. workbook room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, NamedTuple

from epm_xblocks.grading.mark import State
from epm_xblocks.workbook.refs import Cell

__all__ = ["NOTHING", "CellMark", "Entry", "EntryKind", "SheetMark"]

NOTHING: Mapping[str, object] = MappingProxyType({})
EntryKind = Literal["number", "blank", "unread", "ambiguous", "formula"]


class Entry(NamedTuple):
    """One answer. A tuple, for hundreds are made at each mark.

    kind: "formula" carries the formula in `text`, written in `lang`, and in `value` what a file had stored for it.
    value: in the cell's unit (per cent 0-100). half_unit: half a unit of the last typed digit, 0 for full precision.
    text: as typed. reason: why it was not read.
    """

    kind: EntryKind
    value: float | None = None
    half_unit: float = 0.0
    text: str = ""
    reason: str = ""
    lang: str = ""


class CellMark(NamedTuple):
    """The mark of one answer cell; never holds a right value. A tuple, as above.

    points, out_of: earned, and to be earned. own: the learner's own figures, with their text, that made it consistent:
    nearest first, figures that follow from others left out. slip: id of the slip, `times-100` or `divided-by-100`.
    stood_in: cells whose right value stood in for figures that are missing or unread. reason: code for
    unread cells and formulas that were not taken (`formula-wanted`: a figure where the method was asked for;
    `formula-method`: a formula that gives the figure without the method).
    """

    cell: Cell
    state: State
    points: float
    out_of: float
    own: tuple[tuple[Cell, str], ...] = ()
    slip: str | None = None
    stood_in: tuple[Cell, ...] = ()
    reason: str = ""
    values: Mapping[str, object] = NOTHING


@dataclass(frozen=True)
class SheetMark:
    """The marks of a whole workbook. first_deviation: the first cell, in order of calculation, that left the road."""

    cells: Mapping[Cell, CellMark]
    points: float
    out_of: float
    first_deviation: Cell | None = None
