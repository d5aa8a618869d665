"""One workbook out of data tables and steps; a step whose formulas cannot work is damaged alone. case room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from epm_xblocks.case.model import Damaged, Identity
from epm_xblocks.findings import Finding, Place, Problem
from epm_xblocks.kinds.base import Cells, Step
from epm_xblocks.workbook.gate import admit, admit_all
from epm_xblocks.workbook.graph import cells_in
from epm_xblocks.workbook.model import Answer, Cell, Given, Workbook
from epm_xblocks.workbook.refs import Area, a1_of, quoted
from epm_xblocks.workbook.tree import areas

__all__ = ["Book", "Bound", "bound"]


@dataclass(frozen=True)
class Book:
    """What the data tables give: their cells, their sheets, and the identities of the case."""

    givens: Mapping[Cell, Given]
    sheets: tuple[str, ...]
    identities: tuple[Identity, ...] = ()


@dataclass(frozen=True)
class Bound:
    """The workbook, the steps as far as they work with it, and what was wrong beside them."""

    workbook: Workbook
    steps: tuple[Step, ...]
    findings: tuple[Finding, ...]


@dataclass
class _Lost:
    """What cannot be read because something else is damaged: whole sheets of steps, cells of data tables."""

    sheets: set[str]
    cells: set[Cell]

    def holds(self, area: Area) -> bool:
        """Whether an area lies where cells were lost."""
        return area.sheet in self.sheets or bool(cells_in([area], self.cells))


@dataclass(frozen=True)
class _Fault:
    """Why a formula cannot work."""

    cell: Cell
    code: str
    values: Mapping[str, object]


def bound(book: Book, steps: Iterable[Step]) -> Bound:
    """Steps and data joined. A formula that may not run, or reads a cell that is not there, damages its step alone.

    A faulty formula of a data table leaves its cell empty, and the steps that need it damaged. What is damaged only
    because it reads something damaged says so (`formula-lost-cell`).
    """
    findings: list[Finding] = []
    givens = dict(book.givens)
    working = _apart(list(steps), book)
    lost = _Lost({step.sheet for step in working if isinstance(step, Damaged) and step.sheet}, set())
    sheets = tuple(dict.fromkeys([*book.sheets, *(step.cells.sheet for step in working if step.cells.sheet)]))
    while True:
        cells = _joined(givens, working)
        faults = _first_faults(cells, sheets, lost)
        if not faults:
            break
        working = [_damaged(step, faults) if _owned(step) & faults.keys() else step for step in working]
        lost.sheets |= {step.sheet for step in working if isinstance(step, Damaged) and step.sheet}
        lost.cells |= givens.keys() & faults.keys()
        findings += [_finding(faults[cell], "") for cell in givens.keys() & faults.keys()]
        givens = {cell: given for cell, given in givens.items() if cell not in faults}
    kept, refused = _identities(book.identities, givens, sheets, lost)
    workbook = Workbook(sheets, cells.givens, cells.answers, kept)
    return Bound(workbook, tuple(working), (*findings, *refused))


def _owned(step: Step) -> set[Cell]:
    return {*step.cells.givens, *step.cells.answers}


def _joined(givens: Mapping[Cell, Given], steps: Iterable[Step]) -> Cells:
    all_givens, answers = dict(givens), dict[Cell, Answer]()
    for step in steps:
        all_givens.update(step.cells.givens)
        answers.update(step.cells.answers)
    return Cells("", all_givens, answers)


def _apart(steps: list[Step], book: Book) -> list[Step]:
    """Steps that lie on cells of their own; one on the sheet of another step, or on data, is damaged."""
    taken: set[Cell] = set(book.givens)
    sheets: dict[str, str] = {}
    apart: list[Step] = []
    for step in steps:
        sheet, shared = step.cells.sheet, _owned(step) & taken
        if sheet and sheets.setdefault(sheet, step.id) != step.id:
            step = _damage(step, "sheet-twice", {"sheet": sheet, "other": sheets[sheet]})
        elif shared:
            step = _damage(step, "cell-twice", {"cell": str(min(shared))})
        taken |= _owned(step)
        apart.append(step)
    return apart


def _first_faults(cells: Cells, sheets: tuple[str, ...], lost: _Lost) -> dict[Cell, _Fault]:
    """The first fault of each cell whose formula cannot work; a circle only where each formula by itself can."""
    faults: dict[Cell, _Fault] = {}
    known = (*sheets, *lost.sheets)
    for cell, formula, role in _formulas(cells):
        try:
            _must_be_there(areas(admit(formula, cell.sheet, known), cell.sheet), cells, cell, role, lost)
        except Problem as problem:
            faults.setdefault(cell, _Fault(cell, problem.code, {**problem.values, "formula": formula}))
    if not faults:
        try:
            formulas = {cell: formula for cell, formula, role in _formulas(cells) if role in ("given", "key")}
            texts = {cell: given.value for cell, given in cells.givens.items() if isinstance(given.value, str)}
            admit_all(formulas, known, texts)
        except Problem as problem:
            cell = Cell(problem.place.sheet, problem.place.cell)
            faults[cell] = _Fault(cell, problem.code, problem.values)
    return faults


def _formulas(cells: Cells) -> Iterator[tuple[Cell, str, str]]:
    for cell, given in cells.givens.items():
        if given.formula:
            yield cell, given.formula, "given"
    for cell, answer in cells.answers.items():
        yield cell, answer.formula, "key"
        for formula in answer.accept:
            yield cell, formula, "accept"
        for slip in answer.slips:
            yield cell, slip.formula, "slip"


def _must_be_there(read: Iterable[Area], cells: Cells, cell: Cell, role: str, lost: _Lost) -> None:
    """Raises where a formula reads what is not there, or what it must not."""
    for area in read:
        met = {*cells_in([area], cells.givens), *cells_in([area], cells.answers)}
        if not met:
            code = "formula-lost-cell" if lost.holds(area) else "formula-empty-cell"
            raise Problem(code, cell=str(cell), reads=_name(area, cell.sheet))
        if role == "given" and any(one in cells.answers for one in met):
            raise Problem("given-reads-answer", cell=str(cell), reads=_name(area, cell.sheet))
        if cell in met:
            raise Problem("formula-cycle", path=(str(cell), str(cell)))


def _name(area: Area, sheet: str) -> str:
    first, last = a1_of(area.top, area.left), a1_of(area.bottom, area.right)
    name = first if first == last else f"{first}:{last}"
    return name if area.sheet == sheet else f"{quoted(area.sheet)}!{name}"


def _identities(
    identities: Iterable[Identity], givens: Mapping[Cell, Given], sheets: tuple[str, ...], lost: _Lost
) -> tuple[tuple[str, ...], list[Finding]]:
    """The identities that can be judged: formulas over given cells, each naming its sheet."""
    kept: list[str] = []
    findings: list[Finding] = []
    for identity in identities:
        try:
            for area in areas(admit(identity.formula, "", (*sheets, *lost.sheets)), ""):
                if not cells_in([area], givens):
                    code = "formula-lost-cell" if lost.holds(area) else "identity-cell"
                    raise Problem(code, reads=_name(area, ""))
        except Problem as problem:
            values = {**problem.values, "id": identity.id, "formula": identity.formula}
            findings.append(Finding(problem.code, values, Place(line=identity.line)))
        else:
            kept.append(identity.formula)
    return tuple(kept), findings


def _damaged(step: Step, faults: Mapping[Cell, _Fault]) -> Step:
    """The step with the faults of its cells; one that a whole range shares is told at its first cell."""
    cells = sorted(_owned(step) & faults.keys(), key=lambda cell: (cell.row, cell.column))
    told: dict[tuple[str, str], _Fault] = {}
    for cell in cells:
        answer = step.cells.answers.get(cell)
        told.setdefault((faults[cell].code, answer.id.rpartition(".")[0] if answer else cell.a1), faults[cell])
    first, *more = told.values()
    return _damage(step, first.code, first.values, first.cell, tuple(more))


def _damage(
    step: Step, code: str, values: Mapping[str, object], cell: Cell | None = None, more: tuple[_Fault, ...] = ()
) -> Damaged:
    at = Place(line=step.line, step=step.id, sheet=step.cells.sheet, cell=cell.a1 if cell else "")
    found = (
        Finding(code, values, at),
        *(replace(_finding(fault, step.id), place=replace(at, cell=fault.cell.a1)) for fault in more),
    )
    findings = (*found, *step.findings)
    return Damaged(step.id, step.kind, step.title, step.xml, step.line, findings, sheet=step.cells.sheet)


def _finding(fault: _Fault, step: str) -> Finding:
    return Finding(fault.code, fault.values, Place(step=step, sheet=fault.cell.sheet, cell=fault.cell.a1))
