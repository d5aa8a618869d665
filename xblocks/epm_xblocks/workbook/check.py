"""What an author must know of a workbook before learners do: every finding with its cell. workbook room."""

from __future__ import annotations

from collections.abc import Iterator

from epm_xblocks.findings import Finding, Problem
from epm_xblocks.grading.tolerance import within
from epm_xblocks.workbook.formula import precedents
from epm_xblocks.workbook.gate import admit
from epm_xblocks.workbook.graph import cells_in
from epm_xblocks.workbook.model import Answer, Cell, Workbook
from epm_xblocks.workbook.problems import GateProblem, place_of
from epm_xblocks.workbook.refs import Area, a1_of, is_sheet_name
from epm_xblocks.workbook.structure import Structure, structure_of
from epm_xblocks.workbook.tree import Group, Node, Percent, Ref
from epm_xblocks.workbook.values import Values, values_of
from epm_xblocks.workbook.variants import VariantProblem, seed_for, variant

__all__ = ["check"]

_TRIED_VARIANTS = 5


def check(workbook: Workbook) -> list[Finding]:
    """Everything wrong or doubtful with a workbook, formulas first; figures are looked at where all formulas pass."""
    found = [*_sheets(workbook), *_cells(workbook)]
    faults = [*_formulas(workbook)]
    if faults or any(finding.code == "sheet-undeclared" for finding in found):
        return found + faults
    try:
        structure, values = structure_of(workbook), values_of(workbook)
    except Problem as problem:
        return [*found, problem.finding()]
    for cell in structure.order:
        found += _answer(workbook.answers[cell], structure, values)
    found += [
        Finding("identity-broken", {"formula": formula})
        for formula, holds in zip(workbook.identities, values.identities, strict=True)
        if not holds
    ]
    return [*found, *_variants(workbook, values)]


def _sheets(workbook: Workbook) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for sheet in workbook.sheets:
        if not is_sheet_name(sheet):
            yield Finding("sheet-name", {"read": sheet})
        if sheet.casefold() in seen:
            yield Finding("sheet-name-twice", {"read": sheet, "other": seen[sheet.casefold()]})
        seen[sheet.casefold()] = sheet


def _cells(workbook: Workbook) -> Iterator[Finding]:
    ids: dict[tuple[str, str], Cell] = {}  # steps may use one id each: a sheet belongs to one step
    for cell, answer in workbook.answers.items():
        if cell in workbook.givens:
            yield Finding("cell-twice", {"cell": str(cell)}, place_of(cell))
        mark = (cell.sheet, answer.id)
        if answer.id and mark in ids:
            yield Finding("answer-id-twice", {"id": answer.id, "other": str(ids[mark])}, place_of(cell))
        ids[mark] = cell
        if answer.tolerance.kind == "last-digit" and answer.decimals is None:
            yield Finding("tolerance-without-decimals", {}, place_of(cell))
        names = [slip.id for slip in answer.slips]
        if len(set(names)) < len(names):
            yield Finding("slip-id-twice", {"ids": tuple(names)}, place_of(cell))
    for cell in (*workbook.answers, *workbook.givens):
        if cell.sheet not in workbook.sheets:
            yield Finding("sheet-undeclared", {"read": cell.sheet}, place_of(cell))


def _formulas(workbook: Workbook) -> Iterator[Finding]:
    for cell, formula, role in _all_formulas(workbook):
        try:
            admit(formula, cell.sheet, workbook.sheets)
            yield from _precedents(workbook, cell, formula, role)
        except GateProblem as refusal:
            yield refusal.at(cell).finding()
    for formula in workbook.identities:
        try:
            admit(formula, "", workbook.sheets)
        except GateProblem as refusal:
            yield Finding(refusal.code, {**refusal.values, "formula": formula})


def _all_formulas(workbook: Workbook) -> Iterator[tuple[Cell, str, str]]:
    for cell, given in workbook.givens.items():
        if given.formula:
            yield cell, given.formula, "given"
    for cell, answer in workbook.answers.items():
        yield cell, answer.formula, "key"
        for formula in answer.accept:
            yield cell, formula, "accept"
        for slip in answer.slips:
            yield cell, slip.formula, "slip"


def _precedents(workbook: Workbook, cell: Cell, formula: str, role: str) -> Iterator[Finding]:
    read = precedents(formula, cell.sheet)
    for area in read:
        answers = cells_in([area], workbook.answers.keys())
        if not answers and not cells_in([area], workbook.givens.keys()):
            yield Finding("formula-empty-cell", {"formula": formula, "reads": _name(area)}, place_of(cell))
        if answers and role == "given":
            yield Finding("given-reads-answer", {"formula": formula, "reads": _name(area)}, place_of(cell))
    if not read and role == "key":
        yield Finding("formula-reads-nothing", {"formula": formula}, place_of(cell), "warning")


def _name(area: Area) -> str:
    first, last = Cell(area.sheet, a1_of(area.top, area.left)), a1_of(area.bottom, area.right)
    return str(first) if area.size == 1 else f"{first}:{last}"


def _answer(answer: Answer, structure: Structure, values: Values) -> Iterator[Finding]:
    cell, place = answer.ref, place_of(answer.ref)
    key = values.keys.get(cell)
    if key is None:
        yield Finding("key-no-figure", {"formula": answer.formula}, place)
        return
    if _copies(structure.ways[cell][0].tree) and structure.ways[cell][0].answers:
        yield Finding("key-copies", {"formula": answer.formula}, place, "warning")
    for slip, value in zip(answer.slips, values.slips[cell], strict=True):
        if value is None:
            yield Finding("slip-no-figure", {"id": slip.id, "formula": slip.formula}, place, "warning")
        elif within(value, key, 2 * answer.tolerance.width(key, answer.decimals)):
            yield Finding("slip-like-key", {"id": slip.id, "formula": slip.formula}, place)
    for index, value in enumerate(values.ways[cell][1:]):
        if value is None:
            yield Finding("accept-no-figure", {"formula": answer.accept[index]}, place, "warning")


def _copies(tree: Node) -> bool:
    """Whether a key is one cell and no more: then following cannot be told from copying."""
    while isinstance(tree, Group | Percent):
        tree = tree.inner if isinstance(tree, Group) else tree.operand
    return isinstance(tree, Ref)


def _variants(workbook: Workbook, values: Values) -> Iterator[Finding]:
    """A few variants, drawn as learners' are: some case must be found for each, and slips must stay apart from keys."""
    if not any(given.vary for given in workbook.givens.values()) or not all(values.identities):
        return
    for number in range(_TRIED_VARIANTS):
        try:
            drawn = variant(workbook, seed_for("author", "check", number))
        except VariantProblem as problem:
            yield problem.finding()
            return
        structure, figures = structure_of(drawn), values_of(drawn)
        for cell in structure.order:
            for finding in _answer(drawn.answers[cell], structure, figures):
                if finding.code == "slip-like-key":
                    yield Finding("slip-like-key-in-variant", finding.values, finding.place, "warning")
