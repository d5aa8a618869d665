"""Formulas a learner typed or uploaded: gated, worked out where no key is, judged by what they do. workbook room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from epm_xblocks.workbook.behaviour import Behaviour, behaviour_of
from epm_xblocks.workbook.engine import Content, evaluate, formula_of, number
from epm_xblocks.workbook.entries import Entry
from epm_xblocks.workbook.formula import canonical, parse
from epm_xblocks.workbook.gate import MAX_WORK_IN_ALL, bound_texts, weigh
from epm_xblocks.workbook.graph import cells_in, in_order, reads_among
from epm_xblocks.workbook.model import Cell, Workbook
from epm_xblocks.workbook.problems import EngineProblem, GateProblem
from epm_xblocks.workbook.refs import a1_of
from epm_xblocks.workbook.tree import Node, areas
from epm_xblocks.workbook.values import inside, inside_names, values_of

__all__ = ["Typed", "read_formulas"]


@dataclass(frozen=True)
class Typed:
    """Entries with formulas worked out.

    entries: formulas have become figures, or are unread with a reason. methods: for formulas judged by behaviour, ""
    where it is that of a right way, the id of a slip, None for neither. leaning: for a formula that reads cells without
    figure, these cells. refused: why formulas were refused.
    """

    entries: Mapping[Cell, Entry]
    methods: Mapping[Cell, str | None] = field(default_factory=dict)
    leaning: Mapping[Cell, tuple[Cell, ...]] = field(default_factory=dict)
    refused: Mapping[Cell, GateProblem | EngineProblem] = field(default_factory=dict)

    def said(self, cell: Cell) -> Mapping[str, object]:
        """The values of the refusal of a cell's formula."""
        return self.refused[cell].values if cell in self.refused else {}


def read_formulas(workbook: Workbook, entries: Mapping[Cell, Entry], lang: str) -> Typed:
    """The entries with every formula worked out on the learner's own figures, in a workbook that holds no key."""
    formulas = {cell: entry for cell, entry in entries.items() if entry.kind == "formula" and cell in workbook.answers}
    if not formulas:
        return Typed(entries)
    trees, refused = _admitted(workbook, formulas, lang)
    plain = {cell: entry for cell, entry in entries.items() if entry.kind != "formula"}
    try:
        figures = _worked_out(workbook, plain, trees)
    except EngineProblem as problem:
        refused |= dict.fromkeys(trees, problem)
        trees, figures = {}, {}
    leaning = _leaning(workbook, plain, trees)
    judged = {cell: tree for cell, tree in trees.items() if cell in leaning or workbook.answers[cell].mode == "formula"}
    behaviour: Behaviour = behaviour_of(workbook, judged)
    read = dict(plain)
    for cell, entry in formulas.items():
        held_up = cell in leaning and behaviour.methods.get(cell) is not None
        read[cell] = _entry(entry, None if held_up else figures.get(cell), refused.get(cell))
    return Typed(read, behaviour.methods, leaning, refused)


def _entry(entry: Entry, figure: float | None, refusal: GateProblem | EngineProblem | None) -> Entry:
    """The figure of a formula; a file's stored figure where the formula itself cannot be taken."""
    if figure is not None:
        return entry._replace(kind="number", value=figure, half_unit=0.0)
    if entry.value is not None and refusal is not None:
        return entry._replace(kind="number", half_unit=0.0)
    return entry._replace(kind="unread", value=None, reason=refusal.code if refusal else "formula-no-figure")


def _admitted(
    workbook: Workbook, formulas: Mapping[Cell, Entry], lang: str
) -> tuple[dict[Cell, Node], dict[Cell, GateProblem | EngineProblem]]:
    """The trees that may run together, and why the others may not."""
    trees: dict[Cell, Node] = {}
    refused: dict[Cell, GateProblem | EngineProblem] = {}
    work = 0
    for cell, entry in formulas.items():
        try:
            tree = parse(canonical(entry.text, entry.lang or lang))
            work += weigh(tree, cell.sheet, workbook.sheets)
            if work > MAX_WORK_IN_ALL:
                raise GateProblem("workbook-work", cells=work, limit=MAX_WORK_IN_ALL)
            _only_the_case(workbook, cell, tree)
            trees[cell] = tree
        except GateProblem as refusal:
            refused[cell] = refusal.at(cell)
    _without_circles(workbook, trees, refused)
    return trees, refused


def _only_the_case(workbook: Workbook, cell: Cell, tree: Node) -> None:
    """A learner's formula reads given and answer cells alone, and never its own."""
    for area in areas(tree, cell.sheet):
        answers = cells_in([area], workbook.answers.keys())
        if cell in answers:
            raise GateProblem("formula-cycle", path=(str(cell), str(cell)))
        if not answers and not cells_in([area], workbook.givens.keys()):
            raise GateProblem("formula-outside", read=str(Cell(area.sheet, a1_of(area.top, area.left))))


def _without_circles(
    workbook: Workbook, trees: dict[Cell, Node], refused: dict[Cell, GateProblem | EngineProblem]
) -> None:
    """Take out formulas that run in a circle or join texts without end, until the rest can run."""
    while trees:
        try:
            bound_texts(trees, in_order(reads_among(trees), workbook.sheets), _texts(workbook))
        except GateProblem as refusal:
            named = refusal.values.get("path")
            stuck = [cell for cell in trees if isinstance(named, tuple) and str(cell) in named]
            for cell in stuck or [Cell(refusal.place.sheet, refusal.place.cell)]:
                refused[cell] = refusal.at(cell)
                del trees[cell]
        else:
            return


def _texts(workbook: Workbook) -> dict[Cell, str]:
    return {cell: given.value for cell, given in workbook.givens.items() if isinstance(given.value, str)}


def _worked_out(
    workbook: Workbook, plain: Mapping[Cell, Entry], trees: Mapping[Cell, Node]
) -> dict[Cell, float | None]:
    """Formulas on the given cells and the learner's own figures; cells without figure are empty."""
    names = inside_names(workbook)
    sheets: dict[str, dict[str, Content]] = {name: {} for name in names.values()}
    for cell, value in values_of(workbook).givens.items():
        if value is not None:
            sheets[names[cell.sheet]][cell.a1] = value
    for cell, entry in plain.items():
        if cell in workbook.answers and entry.kind == "number" and entry.value is not None:
            sheets[names[cell.sheet]][cell.a1] = entry.value
    for cell, tree in trees.items():
        sheets[names[cell.sheet]][cell.a1] = formula_of(inside(tree, cell.sheet, names))
    found = evaluate(sheets)
    return {cell: number(found[names[cell.sheet]][cell.a1]) for cell in trees}


def _leaning(
    workbook: Workbook, plain: Mapping[Cell, Entry], trees: Mapping[Cell, Node]
) -> dict[Cell, tuple[Cell, ...]]:
    """The cells without figure that each formula reads, itself or through other formulas."""
    figured = {cell for cell, entry in plain.items() if entry.kind == "number" and entry.value is not None}
    empty = workbook.answers.keys() - figured - trees.keys()
    order = in_order(reads_among(trees), workbook.sheets)
    found: dict[Cell, tuple[Cell, ...]] = {}
    for cell in order:
        read = areas(trees[cell], cell.sheet)
        through = [source for other in cells_in(read, trees.keys()) for source in found.get(other, ())]
        leans = dict.fromkeys([*cells_in(read, empty), *through])
        if leans:
            found[cell] = tuple(leans)
    return found
