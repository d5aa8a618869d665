"""The gate: what every formula must pass before the engine sees it, authored or typed. workbook room.

The engine can be made to end the process, fill memory or never return, and no `except` stops that. So a formula is read
by our own reader first (length, depth, closed list of functions), then weighed here: ranges lie in the declared sheets
and are bounded, results are single values, work and text lengths are bounded over the whole workbook, and nothing runs
in a circle.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from epm_xblocks.findings import Finding
from epm_xblocks.workbook.formula import MAX_DEPTH, MAX_LENGTH, parse
from epm_xblocks.workbook.functions import FUNCTIONS
from epm_xblocks.workbook.graph import in_order, reads_among
from epm_xblocks.workbook.problems import GateProblem
from epm_xblocks.workbook.refs import Cell
from epm_xblocks.workbook.tree import Call, Chain, Group, Node, Percent, Prefix, Range, Ref, Text, areas, cell_of

__all__ = [
    "MAX_AREA",
    "MAX_DEPTH",
    "MAX_LENGTH",
    "MAX_TEXT",
    "MAX_WORK",
    "MAX_WORK_IN_ALL",
    "Admitted",
    "GateProblem",
    "admit",
    "admit_all",
    "bound_texts",
    "refusals",
    "weigh",
]

MAX_AREA = 20_000
"""Cells a range, or a table made of ranges, may have."""
MAX_WORK = 400_000
"""Cells a formula may visit, those of tables it makes counted fivefold: about 20 ms."""
MAX_WORK_IN_ALL = 1_000_000
"""The same for all formulas of a workbook, or all that a learner types."""
MAX_TEXT = 4_096
"""Characters a text result may have."""

MAX_STACK = 160_000
"""Bytes of stack the engine may need; in a thread with 256 KiB it was measured to have 219 kB."""

_FIGURE = 32
_STACK = {"&": 1250, "^": 3300} | dict.fromkeys(("=", "<>", "<", ">", "<=", ">="), 1250)
_STACK_OF_ARITHMETIC, _STACK_OF_SIGN, _STACK_OF_GROUP, _STACK_OF_CALL = 450, 650, 3000, 3900
_TABLE_WORK = 5


@dataclass(frozen=True, slots=True)
class _Weight:
    """What a part of a formula gives and costs: rows and columns of its result, cells visited."""

    rows: int = 1
    columns: int = 1
    work: int = 1

    @property
    def size(self) -> int:
        return self.rows * self.columns


def admit(formula: str, sheet: str, sheets: Collection[str]) -> Node:
    """The tree of a canonical formula standing on `sheet`; raises GateProblem where it may not reach the engine."""
    node = parse(formula)
    weigh(node, sheet, sheets)
    return node


def weigh(node: Node, sheet: str, sheets: Collection[str]) -> int:
    """Cells that a formula visits; raises GateProblem for sheets, areas, tables, work and stack beyond the bounds."""
    if _stack(node) > MAX_STACK:
        raise GateProblem("formula-operators", bytes=_stack(node), limit=MAX_STACK)
    for area in areas(node, sheet):
        if area.sheet not in sheets:
            raise GateProblem("formula-sheet-unknown", read=area.sheet, sheets=tuple(sheets))
        if area.size > MAX_AREA:
            raise GateProblem("formula-area", cells=area.size, limit=MAX_AREA)
    weight = _weight(node, sheet)
    if weight.size > 1:
        raise GateProblem("formula-table", rows=weight.rows, columns=weight.columns)
    if weight.work > MAX_WORK:
        raise GateProblem("formula-work", cells=weight.work, limit=MAX_WORK)
    return weight.work


def admit_all(formulas: Mapping[Cell, str], sheets: Sequence[str], texts: Mapping[Cell, str] | None = None) -> Admitted:
    """The trees of a whole workbook's formulas in the order they follow; raises GateProblem with the cell.

    texts: the cells that hold a text, for the length of what formulas join.
    """
    trees: dict[Cell, Node] = {}
    work = 0
    for cell, formula in formulas.items():
        try:
            trees[cell] = parse(formula)
            work += weigh(trees[cell], cell.sheet, sheets)
        except GateProblem as refusal:
            raise refusal.at(cell) from None
        if work > MAX_WORK_IN_ALL:
            raise GateProblem("workbook-work", cells=work, limit=MAX_WORK_IN_ALL).at(cell)
    reads = reads_among(trees)
    order = in_order(reads, sheets)
    bound_texts(trees, order, texts or {})
    return Admitted(trees, reads, order)


@dataclass(frozen=True, slots=True)
class Admitted:
    """Formulas that may reach the engine: trees, what each reads among them, and the order in which they follow."""

    trees: Mapping[Cell, Node]
    reads: Mapping[Cell, tuple[Cell, ...]]
    order: tuple[Cell, ...]


def refusals(formulas: Mapping[Cell, str], sheets: Sequence[str]) -> tuple[Finding, ...]:
    """Every refusal of a workbook's formulas, for an author; circles are looked for where each formula passes."""
    found: list[Finding] = []
    for cell, formula in formulas.items():
        try:
            admit(formula, cell.sheet, sheets)
        except GateProblem as refusal:
            found.append(refusal.at(cell).finding())
    if not found:
        try:
            admit_all(formulas, sheets)
        except GateProblem as refusal:
            found.append(refusal.finding())
    return tuple(found)


def _stack(node: Node) -> int:
    """Bytes of stack the engine takes for a part, as measured: in a chain the first operand lies deepest."""
    match node:
        case Call():
            return _STACK_OF_CALL + max(map(_stack, node.arguments), default=0)
        case Chain():
            deepest = _stack(node.first)
            for operator, operand in node.rest:
                deepest = max(deepest, _stack(operand)) + _STACK.get(operator, _STACK_OF_ARITHMETIC)
            return deepest
        case Prefix():
            return _STACK_OF_SIGN * len(node.signs) + _stack(node.operand)
        case Percent():
            return _STACK_OF_SIGN * node.count + _stack(node.operand)
        case Group():
            return _STACK_OF_GROUP + _stack(node.inner)
    return 0


def _weight(node: Node, sheet: str) -> _Weight:
    match node:
        case Range():
            area = node.area(sheet)
            return _Weight(area.bottom - area.top + 1, area.right - area.left + 1, area.size)
        case Call():
            return _weight_of_call(node, sheet)
        case Chain():
            return _table([_weight(node.first, sheet), *(_weight(operand, sheet) for _, operand in node.rest)])
        case Prefix() | Percent():
            return _table([_weight(node.operand, sheet)])
        case Group():
            return _weight(node.inner, sheet)
    return _Weight()


def _weight_of_call(node: Call, sheet: str) -> _Weight:
    function = FUNCTIONS[node.name]
    whole: list[_Weight] = []
    single: list[_Weight] = []
    for index, argument in enumerate(node.arguments):
        weight = _weight(argument, sheet)
        if function.takes(index) == "r":
            whole.append(weight)
        elif weight.size == 1 or function.lifts:
            single.append(weight)
        else:
            raise GateProblem("formula-one-value", read=node.name, argument=index + 1, cells=weight.size)
    table = _table(single)
    searched = sum(weight.size for weight in whole) * (table.size if table.size > 1 else 0)
    work = table.work + searched + sum(weight.work for weight in whole)
    return _Weight(table.rows, table.columns, _bounded(work))


def _table(weights: list[_Weight]) -> _Weight:
    """Operands joined: the result is as large as the largest; tables are made anew, which costs more than reading."""
    rows = max((weight.rows for weight in weights), default=1)
    columns = max((weight.columns for weight in weights), default=1)
    if rows * columns > MAX_AREA:
        raise GateProblem("formula-area", cells=rows * columns, limit=MAX_AREA)
    made = _TABLE_WORK * rows * columns * max(1, len(weights) - 1) if rows * columns > 1 else 1
    return _Weight(rows, columns, _bounded(made + sum(weight.work for weight in weights)))


def _bounded(work: int) -> int:
    if work > MAX_WORK:
        raise GateProblem("formula-work", cells=work, limit=MAX_WORK)
    return work


def bound_texts(trees: Mapping[Cell, Node], order: Sequence[Cell], texts: Mapping[Cell, str]) -> None:
    """Refuse what could join texts without end: `=A1&A1` filled down fifty rows is a text of 2^50 characters."""
    lengths = {cell: len(text) for cell, text in texts.items() if len(text) > _FIGURE}
    for cell in order:
        length = _length(trees[cell], cell.sheet, lengths)
        if length > MAX_TEXT:
            raise GateProblem("formula-text", length=length, limit=MAX_TEXT).at(cell)
        if length > _FIGURE:
            lengths[cell] = length


def _length(node: Node, sheet: str, lengths: Mapping[Cell, int]) -> int:
    """The longest text a part can give; a figure counts as 32."""
    match node:
        case Text():
            return max(_FIGURE, len(node.value))
        case Ref():
            return lengths.get(cell_of(node, sheet), _FIGURE)
        case Range():
            area = node.area(sheet)
            return max((length for cell, length in lengths.items() if area.holds(cell)), default=_FIGURE)
        case Call():
            of_arguments = [_length(argument, sheet, lengths) for argument in node.arguments] or [_FIGURE]
            return _joined(node, sheet, of_arguments) if FUNCTIONS[node.name].joins else max(of_arguments)
        case Chain():
            operands = [node.first, *(operand for _, operand in node.rest)]
            of_operands = [_length(operand, sheet, lengths) for operand in operands]
            return sum(of_operands) if node.rest[0][0] == "&" else max(of_operands)
        case Prefix() | Percent():
            return _length(node.operand, sheet, lengths)
        case Group():
            return _length(node.inner, sheet, lengths)
    return _FIGURE


def _joined(node: Call, sheet: str, lengths: list[int]) -> int:
    """A joined range gives each of its cells' texts, as long as its longest."""
    sizes = [_weight(argument, sheet).size for argument in node.arguments]
    return sum(size * length for size, length in zip(sizes, lengths, strict=True))
