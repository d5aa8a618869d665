"""The trainer's copy of a case: key, formulas, slips, notes, question tests. Only where the source may be read.
blocks room.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from epm_xblocks.blocks import content, host
from epm_xblocks.findings import Problem
from epm_xblocks.words.text import ENGLISH, N_, NN_, Translate, cell_ranges, fill

__all__ = ["trainers_copy"]

_ROUNDED = N_("the right value, rounded")
_WIDTHS = {"absolute": N_("± {size}"), "relative": N_("± {size} per cent")}
_DIGITS = NN_("± {size} unit of the last decimal", "± {size} units of the last decimal")


def trainers_copy(block: Any) -> dict[str, Any]:
    """What trainers know of a case and learners do not, on the authored figures: docs/architecture.md, `corrige`.

    A case that cannot be worked out has no steps here; its findings say why.
    """
    case = content.case_of(block)
    copy = _Copy(case, host.language(block), host.translator(block) or ENGLISH)
    return {"out_of": case.out_of, **copy.solved(), "tests": copy.tests()}


@dataclass(frozen=True)
class _Copy:
    """One case in the reader's words."""

    case: Any
    lang: str
    translate: Translate

    def solved(self) -> dict[str, Any]:
        """Notes for trainers, and what each step holds back from learners."""
        from epm_xblocks.case import corrige

        try:
            told = corrige(self.case, None, self.lang)
            steps = {step["id"]: self._step(step) for step in told["steps"]}
        except Problem:
            return {"notes": "", "steps": {}}
        return {"notes": told["trainer_notes"], "steps": steps}

    def tests(self) -> dict[str, Any]:
        """How many question tests there are, and what those that fail expected and found; run once a text."""
        from epm_xblocks.case import run_tests

        if "tests" not in self.case.derived:
            self.case.derived["tests"] = run_tests(self.case)
        results = self.case.derived["tests"]
        failed = [{"id": one.id, "said": one.said(self.translate)} for one in results if not one.passed]
        return {"count": len(results), "failed": failed}

    def _step(self, told: dict[str, Any]) -> dict[str, Any]:
        if "cells" in told:
            return {"points": told["points"], "ranges": list(self._ranges(told))}
        return {name: told[name] for name in ("points", "feedback", "lines") if name in told}

    def _ranges(self, told: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """The `answers` elements of a worksheet with the cells they fill, formulas as they stand in the first one."""
        from epm_xblocks.workbook.formula import localise
        from epm_xblocks.workbook.refs import Cell, position

        step = self.case.step(told["id"])
        for part in step.answers:
            cells = [cell for cell in told["cells"] if step.range_of(Cell(step.sheet, cell["cell"])) is part]
            if not cells:
                continue
            about = step.cells.answers[Cell(step.sheet, cells[0]["cell"])]
            names = [(*reversed(position(cell["cell"])), cell["cell"]) for cell in cells]
            yield {
                "label": cell_ranges(names, self.translate),
                "first": cells[0]["cell"],
                "formula": cells[0]["formula"],
                "method": about.mode == "formula",
                "accept": [localise(formula, self.lang) for formula in about.accept],
                "tolerance": self._tolerance(about.tolerance),
                "points": about.points,
                "slips": [self._slip(number, cells) for number in range(len(cells[0]["slips"]))],
            }

    def _slip(self, number: int, cells: list[dict[str, Any]]) -> dict[str, Any]:
        """A slip, and the figure by which it is caught in each cell of the range."""
        slip = cells[0]["slips"][number]
        caught = [{"cell": cell["cell"], "text": cell["slips"][number]["text"]} for cell in cells]
        return {"formula": slip["formula"], "credit": slip["credit"], "html": slip["feedback"], "caught": caught}

    def _tolerance(self, tolerance: Any) -> str:
        from epm_xblocks import numerals

        if tolerance.kind == "last-digit" and tolerance.size == 0.5:
            return self.translate.gettext(_ROUNDED)
        size = tolerance.size * (100 if tolerance.kind == "relative" else 1)
        told = {"size": numerals.write(round(size, 12), self.case.figures)}
        if tolerance.kind == "last-digit":
            return fill(self.translate.ngettext(*_DIGITS, 1 if size <= 1 else 2), told)
        return fill(self.translate.gettext(_WIDTHS[tolerance.kind]), told)
