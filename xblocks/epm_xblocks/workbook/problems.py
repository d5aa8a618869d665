"""The refusals of this room. workbook room."""

from __future__ import annotations

from epm_xblocks.findings import Place, Problem
from epm_xblocks.workbook.refs import Cell

__all__ = ["EngineProblem", "GateProblem", "place_of"]


class GateProblem(Problem):
    """A formula that is not admitted: code, values (`read`, `at` counted from 1, limits), place with sheet and cell."""

    def at(self, cell: Cell) -> GateProblem:
        """The same refusal, with the cell it stands in."""
        return GateProblem(self.code, place=place_of(cell), **self.values)


class EngineProblem(Problem):
    """The engine failed on a workbook that the gate had admitted: `engine-failed`, value `said`."""


def place_of(cell: Cell) -> Place:
    """The place of a cell."""
    return Place(sheet=cell.sheet, cell=cell.a1)
