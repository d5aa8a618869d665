"""Answers as JSON to what marking reads: figures typed or from a file, formulas, what is none of these. case room."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from epm_xblocks import numerals
from epm_xblocks.case.model import Case
from epm_xblocks.kinds.base import Typed
from epm_xblocks.kinds.figures import cell_text
from epm_xblocks.workbook.entries import NOTHING, Entry
from epm_xblocks.workbook.model import Answer, Cell

__all__ = ["Read", "read_entries", "step_answers"]

LONGEST = 1_200
"""Characters of one cell that are looked at; a formula may have 1,024."""
SHOWN = 60
"""Characters of an answer that are said back."""

Decide = Literal["decimal", "group"]


class Read(NamedTuple):
    """An answer cell as read: entry for marking, both readings where there are two, values of why it was not read."""

    entry: Entry
    readings: tuple[tuple[str, float], ...] = ()
    values: Mapping[str, object] = NOTHING

    @property
    def typed(self) -> Typed:
        """The answer as it is said back to the learner."""
        text = self.entry.text
        shown = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
        return Typed(shown, self.readings, self.values, self.entry.value)


def step_answers(answers: object, step: str) -> Any:
    """What was answered in a step; None where nothing was, or where the answers are no answers."""
    return answers.get(step) if isinstance(answers, Mapping) else None


def read_entries(case: Case, answers: object, lang: str) -> dict[Cell, Read]:
    """Every answer cell that holds something. Cells and steps the case does not have are left out; nothing raises.

    lang: the language in which formulas are typed.
    """
    found: dict[Cell, Read] = {}
    for step in case.steps:
        given = step_answers(answers, step.id) if step.cells.answers else None
        cells = given.get("cells") if isinstance(given, Mapping) else None
        if not isinstance(given, Mapping) or not isinstance(cells, Mapping):
            continue
        decide = _decided(given.get("decide"))
        for cell, answer in step.cells.answers.items():
            read = _read(cells.get(cell.a1), answer, case.figures, decide, lang)
            if read is not None:
                found[cell] = read
    return found


def _decided(word: object) -> Decide | None:
    if word == "decimal":
        return "decimal"
    return "group" if word == "group" else None


def _read(given: object, answer: Answer, figures: str, decide: Decide | None, lang: str) -> Read | None:
    """One cell; None where nothing was answered."""
    if given is None or given == "":
        return None
    if isinstance(given, str):
        return _typed(given, answer, figures, decide, lang)
    if isinstance(given, Mapping):
        return _from_file(given, answer, figures)
    figure = _figure(given)
    return _exact(figure, answer, figures) if figure is not None else _unread("", "not-a-figure")


def _typed(text: str, answer: Answer, figures: str, decide: Decide | None, lang: str) -> Read | None:
    if text[:LONGEST].lstrip().startswith("="):
        return Read(Entry("formula", text=text[:LONGEST].strip(), lang=lang))
    found = numerals.read(text[:LONGEST], figures, percent=answer.unit == "percent", decide=decide)
    if found.kind == "blank":
        return None
    shown = text[:LONGEST].strip()
    if found.kind == "number":
        return Read(Entry("number", found.value, float(found.half_unit or 0), shown))
    if found.kind == "ambiguous":
        return Read(Entry("ambiguous", text=shown), tuple((one.meaning, one.value) for one in found.readings))
    return Read(Entry("unread", text=shown, reason=found.reason), values=found.detail)


def _from_file(given: Mapping[Any, Any], answer: Answer, figures: str) -> Read | None:
    """A cell of an uploaded workbook, in full precision, with the formula that stood in it."""
    formula, value = given.get("formula"), _figure(given.get("value"))
    if isinstance(formula, str) and formula[:LONGEST].lstrip().startswith("="):
        text = formula[:LONGEST].strip()
        return Read(Entry("formula", value, text=text, lang="en"))
    if value is not None:
        return _exact(value, answer, figures)
    return None if given.get("value") is None else _unread("", "not-a-figure")


def _exact(value: float, answer: Answer, figures: str) -> Read:
    return Read(Entry("number", value, text=cell_text(value, answer.decimals, figures)))


def _unread(text: str, reason: str) -> Read:
    return Read(Entry("unread", text=text, reason=reason))


def _figure(given: object) -> float | None:
    """A finite figure; True and False are none."""
    if isinstance(given, bool) or not isinstance(given, int | float):
        return None
    try:
        value = float(given)
    except OverflowError:
        return None
    return value if math.isfinite(value) else None
