"""What an author should look at before learners do: everything about a case that is suspicious. case room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from epm_xblocks.case.attempt import Attempt
from epm_xblocks.case.check_cells import check_cells
from epm_xblocks.case.check_public import check_public
from epm_xblocks.case.check_texts import check_texts
from epm_xblocks.case.filling import SCALES
from epm_xblocks.case.gaming import ALLOWED, gaming
from epm_xblocks.case.model import Case, Damaged, Expect, QuestionTest, Set
from epm_xblocks.findings import Finding, Place, Problem
from epm_xblocks.kinds.base import Step
from epm_xblocks.kinds.registry import KINDS
from epm_xblocks.workbook.model import Answer, Cell

__all__ = ["check"]

FOLLOWS = "formula-lost-cell"
"""What a formula says that reads a cell of something damaged."""
_RANK = ("blocking", "error", "warning", "note")


def check(case: Case) -> list[Finding]:
    """Every finding of a case, worst first, those of its reading included. Question tests are run by `run_tests`.

    One fault is one finding: what only points into something damaged is left out until that is repaired.
    """
    found = [finding for finding in case.findings if finding.code != FOLLOWS]
    if not any(finding.severity == "blocking" for finding in found):
        more = [*_whole(case), *_steps(case), *check_texts(case), *check_cells(case), *_tests(case)]
        more += [] if any(finding.severity == "error" for finding in [*found, *more]) else _trials(case)
        found += [_placed(finding, case) for finding in more]
    return sorted(found, key=lambda finding: (_RANK.index(finding.severity), finding.place.line))


def _placed(finding: Finding, case: Case) -> Finding:
    place = finding.place
    line = place.line + case.line - 1 if place.line else 0
    return replace(finding, place=replace(place, file=case.file, line=line))


def _whole(case: Case) -> Iterator[Finding]:
    if not case.steps:
        yield Finding("case-no-steps", {}, Place(), "warning")
    elif not case.out_of and not any(isinstance(step, Damaged) for step in case.steps):
        yield Finding("case-points", {}, Place(), "warning")
    if not case.attributes.get("lang", "").strip():
        yield Finding("case-language", {}, Place(), "warning")
    if not case.id:
        yield Finding("case-id-missing", {}, Place(), "warning")
    if not case.title:
        yield Finding("case-title-missing", {}, Place(), "warning")
    for table in case.data:
        if not table.source:
            yield Finding("data-source-missing", {"id": table.id}, Place(line=table.table.line), "note")
    if case.out_of and not case.tests:
        yield Finding("tests-missing", {}, Place(), "note")


def _steps(case: Case) -> Iterator[Finding]:
    for step in case.steps:
        at = Place(line=step.line, step=step.id)
        if isinstance(step, Damaged):
            continue
        if not step.title:
            yield Finding("title-missing", {}, at, "warning")
        yield from KINDS[step.kind].advise(step)


def _trials(case: Case) -> Iterator[Finding]:
    """What shows only when answers are given: tried where nothing is wrong by itself."""
    yield from check_public(case)
    try:
        laziest = next(iter(gaming(case)), None) if case.out_of else None
    except Problem as problem:
        yield problem.finding()
        return
    if laziest and laziest.share > ALLOWED:
        values = {"strategy": laziest.strategy, "share": round(100 * laziest.share)}
        yield Finding("lazy-answers", values, Place(), "warning")
    for step in case.steps:
        if step.out_of and not step.cells.answers:
            yield from _unearned(case, step)


def _unearned(case: Case, step: Step) -> Iterator[Finding]:
    """A right answer, written by hand, that does not earn what it should."""
    for sample in KINDS[step.kind].samples(step, Attempt(case).context):
        if sample.name == "right" and sample.share == 1:
            earned = Attempt(case, None, {step.id: sample.answer}).mark().steps[step.id].points
            if earned < step.out_of - 1e-9:
                values = {"id": step.id, "earned": f"{earned:g}", "points": f"{step.out_of:g}"}
                yield Finding("key-earns-less", values, Place(line=step.line, step=step.id), "warning")


def _tests(case: Case) -> Iterator[Finding]:
    """Question tests that speak of what is not there; whether they hold is found by running them."""
    for test in case.tests:
        parts: list[Set | Expect] = [*test.sets, *test.expects]
        for part in parts:
            fault = _fault(part, case)
            if fault:
                values = {"test": test.id, "read": fault}
                yield Finding("test-names", values, Place(line=part.line, step=part.step, cell=part.cell))
        yield from _pointless(test)


def _pointless(test: QuestionTest) -> Iterator[Finding]:
    if not test.expects:
        yield Finding("test-expects-nothing", {"test": test.id}, Place(line=test.line), "warning")


def _fault(part: Set | Expect, case: Case) -> str:
    """The first name in a test that the case does not have; empty where all are there."""
    step = case.step(part.step) if part.step else None
    if part.step and step is None:
        return part.step
    if isinstance(step, Damaged):
        return ""
    if part.cell and _answer(step, part.cell) is None:
        return part.cell
    if isinstance(part, Set) and part.slip:
        answer = _answer(step, part.cell)
        known_slips = [slip.id for slip in answer.slips] if answer else []
        return "" if part.slip in [*known_slips, *SCALES] else part.slip
    if isinstance(part, Set) and step is not None and not part.cell:
        try:
            KINDS[step.kind].answer_of(step, part.text)
        except Problem as problem:
            return str(problem.values["read"])
    return ""


def _answer(step: Step | None, cell: str) -> Answer | None:
    return step.cells.answers.get(Cell(step.cells.sheet, cell)) if step else None
