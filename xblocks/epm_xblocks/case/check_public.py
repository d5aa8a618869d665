"""Answer cells whose key a learner can already read in a scenario's model, which is public. case room."""

from __future__ import annotations

from collections.abc import Iterator

from epm_xblocks.case.model import Case
from epm_xblocks.findings import Finding, Place
from epm_xblocks.kinds.scenario_step import ScenarioStep
from epm_xblocks.workbook.refs import Cell
from epm_xblocks.workbook.structure import Structure, structure_of
from epm_xblocks.workbook.tree import Group, Node, Percent, Ref, mapped, parts, walk

__all__ = ["check_public"]

TELLING = 3
"""Figures and references that a formula must have to be taken for another's; a bare quotient is everybody's."""


def check_public(case: Case) -> Iterator[Finding]:
    """One warning a range: its key copies a cell of a model, or is a formula that stands in one."""
    public = {step.sheet for step in case.steps if isinstance(step, ScenarioStep)}
    if not public or not case.workbook.answers:
        return
    structure = structure_of(case.workbook)
    open_ways = {
        _relative(structure.admitted.trees[cell], cell): cell
        for cell in case.workbook.givens
        if cell.sheet in public and cell in structure.admitted.trees
    }
    told: set[str] = set()
    for cell, answer in case.workbook.answers.items():
        name = answer.id.rpartition(".")[0] or str(cell)
        source = _read_from(cell, structure, public, open_ways)
        if source is not None and answer.points and (cell.sheet + name) not in told:
            told.add(cell.sheet + name)
            values = {"cell": str(cell), "formula": answer.formula, "model": str(source)}
            yield Finding("key-public", values, Place(sheet=cell.sheet, cell=cell.a1), "warning")


def _read_from(cell: Cell, structure: Structure, public: set[str], known: dict[Node, Cell]) -> Cell | None:
    """The cell of a model where the key of an answer can be read, if there is one."""
    way = structure.ways[cell][0]
    tree = way.tree
    while isinstance(tree, Group | Percent):
        tree = tree.inner if isinstance(tree, Group) else tree.operand
    if isinstance(tree, Ref) and way.givens and way.givens[0].sheet in public:
        return way.givens[0]
    leaves = sum(not parts(node) for node in walk(way.tree))
    return known.get(_relative(way.tree, cell)) if leaves >= TELLING else None


def _relative(tree: Node, cell: Cell) -> Node:
    """The formula by the distance of what it reads, as a spreadsheet fills it; other sheets keep their names."""

    def moved(ref: Ref) -> Ref:
        row = ref.row if ref.row_fixed or ref.sheet else ref.row - cell.row
        column = ref.column if ref.column_fixed or ref.sheet else ref.column - cell.column
        return Ref(ref.sheet, row, column, ref.row_fixed, ref.column_fixed)

    return mapped(tree, moved)
