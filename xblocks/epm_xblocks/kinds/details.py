"""The mark of a cell as JSON, and right answers as a person types them. kinds room."""

from __future__ import annotations

from collections.abc import Mapping

from epm_xblocks import numerals
from epm_xblocks.kinds.base import Context, Json, Step, Typed
from epm_xblocks.workbook.entries import CellMark
from epm_xblocks.workbook.formula import localise
from epm_xblocks.workbook.model import Answer, Cell

__all__ = ["cell_detail", "key_text", "key_texts"]


def cell_detail(mark: CellMark, typed: Typed | None) -> dict[str, Json]:
    """State, points, what was typed, and codes for the note: no sentence, no right value. Empty parts are left out.

    own: [sheet, cell, text] of the learner's figures that made it consistent. stood_in: [sheet, cell] of cells whose
    key stands in. readings: [meaning, value] of an ambiguous figure.
    """
    told: dict[str, Json] = {"state": mark.state, "points": mark.points, "out_of": mark.out_of}
    parts: dict[str, Json] = {
        "text": typed.text if typed else "",
        "slip": mark.slip,
        "own": [[cell.sheet, cell.a1, text] for cell, text in mark.own],
        "stood_in": [[cell.sheet, cell.a1] for cell in mark.stood_in],
        "reason": mark.reason,
        "values": {**(typed.values if typed else {}), **mark.values} if mark.reason else {},
        "readings": [[meaning, value] for meaning, value in typed.readings] if typed else [],
    }
    told.update((name, part) for name, part in parts.items() if part)
    if typed and typed.value is not None:
        told["value"] = typed.value  # for a later case that takes it up
    return told


def key_texts(step: Step, context: Context) -> Mapping[Cell, str]:
    """Right answers of a step's cells as a person types them; cells whose key has no value are left out."""
    return {
        cell: key_text(answer, context.keys[cell], context.figures, context.lang)
        for cell, answer in step.cells.answers.items()
        if cell in context.keys
    }


def key_text(answer: Answer, key: float, figures: str, lang: str) -> str:
    """The key as Excel would show it; with all its digits where the decimals asked for are not enough."""
    if answer.mode == "formula":
        return localise(answer.formula, lang)
    shown = numerals.write(key, figures, decimals=answer.decimals)
    value = numerals.read(shown, figures, percent=answer.unit == "percent").value
    near = value is not None and answer.tolerance.accepts(value, key, answer.decimals)
    return shown if near else numerals.write(key, figures)
