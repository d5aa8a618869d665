"""What an author should look at in the cells of a case: what the workbook says, with lines, and what only a step knows.
case room.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from epm_xblocks.case.model import Case
from epm_xblocks.findings import Finding, Place, Problem, Severity
from epm_xblocks.kinds.cells import AnswerRange
from epm_xblocks.kinds.worksheet import WorksheetStep
from epm_xblocks.workbook import check as workbook_check
from epm_xblocks.workbook.model import Answer, Cell
from epm_xblocks.workbook.values import Values, values_of

__all__ = ["check_cells"]


def check_cells(case: Case) -> Iterator[Finding]:
    """Findings about cells, each with its line and step."""
    steps = [step for step in case.steps if isinstance(step, WorksheetStep)]
    for step in steps:
        yield from _unseen(step)
        for answers in step.answers:
            yield from _of_range(answers, step)
    if not case.workbook.answers and not case.workbook.givens:
        return
    lines = _lines(case)
    found = [_located(finding, lines, case) for finding in workbook_check.check(case.workbook)]
    yield from _weighed(found, steps)
    try:
        values = values_of(case.workbook)
    except Problem:
        return  # told by the workbook's own check
    yield from _of_givens(case, values, lines)
    for step in steps:
        for cell, answer in step.cells.answers.items():
            yield from _of_values(answer, values, lines[cell])


def _lines(case: Case) -> dict[Cell, Place]:
    """Where each cell of the case is written."""
    found: dict[Cell, Place] = {}
    for data in case.data:
        for row, _number, cells in data.table.places(data.sheet):
            found |= {cell: Place(line=row.line, sheet=cell.sheet, cell=cell.a1) for cell in cells}
    for step in case.steps:
        for cell in (*step.cells.givens, *step.cells.answers):
            answers = step.range_of(cell) if isinstance(step, WorksheetStep) else None
            line = answers.line if answers else step.line
            found[cell] = Place(line=line, step=step.id, sheet=cell.sheet, cell=cell.a1)
    return found


def _located(finding: Finding, lines: dict[Cell, Place], case: Case) -> Finding:
    place = lines.get(Cell(finding.place.sheet, finding.place.cell))
    if place is None:
        line = next((one.line for one in case.identities if one.formula == finding.values.get("formula")), 0)
        place = replace(finding.place, line=line)
    return replace(finding, place=place)


def _weighed(found: list[Finding], steps: list[WorksheetStep]) -> Iterator[Finding]:
    """A slip that meets the key in some cells of a range is chance, to be known; in all of them it is a fault."""
    ranges = {cell: part for step in steps for cell in step.cells.answers if (part := step.range_of(cell)) is not None}
    for finding in found:
        part = ranges.get(Cell(finding.place.sheet, finding.place.cell))
        if finding.code == "slip-like-key" and part is not None:
            size = sum(other is part for other in ranges.values())
            alike = [
                other for other in found if other.code == finding.code and other.values["id"] == finding.values["id"]
            ]
            met = sum(ranges.get(Cell(other.place.sheet, other.place.cell)) is part for other in alike)
            finding = finding if met == size else replace(finding, severity="note")
        yield finding


def _unseen(step: WorksheetStep) -> Iterator[Finding]:
    """Answer cells that no table of the step shows: nobody could fill them."""
    shown = {cell for table in step.tables for _row, _number, cells in table.places(step.sheet) for cell in cells[1:]}
    labels = {cells[0] for table in step.tables for _row, _number, cells in table.places(step.sheet) if cells}
    for cell in (*step.cells.answers, *step.cells.givens):
        if cell not in shown:
            severity: Severity = "error" if cell in step.cells.answers else "warning"
            answers = step.range_of(cell)
            place = Place(line=answers.line if answers else step.line, step=step.id, sheet=step.sheet, cell=cell.a1)
            yield Finding("cell-on-label" if cell in labels else "cell-unseen", {"cell": cell.a1}, place, severity)


def _of_range(answers: AnswerRange, step: WorksheetStep) -> Iterator[Finding]:
    at = Place(line=answers.line, step=step.id, sheet=step.sheet)
    if answers.points <= 0:
        yield Finding("points-zero", {"id": answers.id}, at, "warning")
    for slip in answers.slips:
        if not slip.feedback:
            yield Finding("slip-silent", {"id": slip.id}, at, "warning")
        if slip.credit >= 1:
            yield Finding("slip-full-credit", {"id": slip.id}, at, "warning")


def _of_givens(case: Case, values: Values, lines: dict[Cell, Place]) -> Iterator[Finding]:
    for cell, given in case.workbook.givens.items():
        if given.formula and values.givens.get(cell) is None:
            yield Finding("given-no-value", {"cell": str(cell)}, lines[cell], "warning")


def _of_values(answer: Answer, values: Values, place: Place) -> Iterator[Finding]:
    key = values.keys.get(answer.ref)
    if key is None:
        return
    if answer.unit == "percent" and 0 < abs(key) <= 1 and "/" in answer.formula and "100" not in answer.formula:
        yield Finding("percent-share", {"cell": answer.ref.a1}, place, "warning")
    met: dict[str, float] = {}
    for slip, value in zip(answer.slips, values.slips[answer.ref], strict=True):
        for other, figure in met.items() if value is not None else ():
            if value is not None and answer.tolerance.accepts(value, figure, answer.decimals):
                told = {"id": slip.id, "other": other, "cell": answer.ref.a1}
                yield Finding("slips-alike", told, place, "warning")
        met |= {slip.id: value} if value is not None else {}
