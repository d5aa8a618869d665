"""Hidden names that tie a cell of the case to its place in a file, wherever the learner moves it. workbook room.

They are hidden on purpose: a visible name of one cell is what Excel writes into a formula when that cell is clicked
(`=100-epm_Calcul_B4`), and such a formula cannot be filled down.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from epm_xblocks.workbook.refs import Cell

__all__ = ["NAMED_STAMP", "STAMP_PROPERTY", "STAMP_SHEET", "cell_names"]

NAMED_STAMP = "epm_stamp"
"""The name of the hidden cell that holds the stamp."""
STAMP_PROPERTY = "EPM"
"""The document property that holds it too."""
STAMP_SHEET = "_epm"

_UNFIT = re.compile(r"\W+")


def cell_names(cells: Iterable[Cell]) -> dict[Cell, str]:
    """A name a cell, the same in any order of the cells: `epm_Calcul_B4`; sheets that would share one are numbered."""
    ordered = sorted(set(cells))
    labels: dict[str, str] = {}
    for sheet in dict.fromkeys(cell.sheet for cell in ordered):
        label = _UNFIT.sub("_", sheet)
        used = {one.casefold() for one in labels.values()}
        number = 2
        while label.casefold() in used:
            label = f"{_UNFIT.sub('_', sheet)}_{number}"
            number += 1
        labels[sheet] = label
    return {cell: f"epm_{labels[cell.sheet]}_{cell.a1}" for cell in ordered}
