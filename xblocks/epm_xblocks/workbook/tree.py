"""The syntax tree of a formula, and walks over it. workbook room.

Operators of one rank stand in one chain, so that the tree is never deeper than what is nested in the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from epm_xblocks.workbook.problems import GateProblem
from epm_xblocks.workbook.refs import MAX_COLUMN, MAX_ROW, Area, Cell, a1_of, column_letters, quoted

__all__ = [
    "Bool",
    "Call",
    "Chain",
    "Group",
    "Missing",
    "Node",
    "Number",
    "Percent",
    "Prefix",
    "Range",
    "Ref",
    "Text",
    "areas",
    "mapped",
    "parts",
    "shifted",
    "walk",
]


@dataclass(frozen=True, slots=True)
class Number:
    """A figure as written, with a dot: `3.5`, `1E6`."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text, without its quotes."""

    value: str


@dataclass(frozen=True, slots=True)
class Bool:
    """TRUE or FALSE."""

    value: bool


@dataclass(frozen=True, slots=True)
class Missing:
    """An argument left empty: `IF(A1,,1)`."""


@dataclass(frozen=True, slots=True)
class Ref:
    """One cell: `B4`, `$B$4`, `Données!B4`; sheet "" is the formula's own."""

    sheet: str
    row: int
    column: int
    row_fixed: bool = False
    column_fixed: bool = False

    def __str__(self) -> str:
        a1 = ("$" * self.column_fixed) + column_letters(self.column) + ("$" * self.row_fixed) + str(self.row)
        return f"{quoted(self.sheet)}!{a1}" if self.sheet else a1


@dataclass(frozen=True, slots=True)
class Range:
    """A rectangle between two corners on one sheet; both corners carry its sheet."""

    first: Ref
    last: Ref

    def __str__(self) -> str:
        return f"{self.first}:{Ref('', *_corner(self.last))}"

    def area(self, sheet: str) -> Area:
        """The rectangle, for a formula that stands on `sheet`."""
        a, b = self.first, self.last
        return Area(
            a.sheet or sheet,
            min(a.row, b.row),
            min(a.column, b.column),
            max(a.row, b.row),
            max(a.column, b.column),
        )


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments; the name is English."""

    name: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """Operands joined by operators of one rank, read from the left: `a + b − c`."""

    first: Node
    rest: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class Prefix:
    """Signs before an operand: `-`, `+`, `--`."""

    signs: str
    operand: Node


@dataclass(frozen=True, slots=True)
class Percent:
    """Per-cent signs after an operand."""

    count: int
    operand: Node


@dataclass(frozen=True, slots=True)
class Group:
    """An operand in parentheses."""

    inner: Node


Node: TypeAlias = Number | Text | Bool | Missing | Ref | Range | Call | Chain | Prefix | Percent | Group


def _corner(ref: Ref) -> tuple[int, int, bool, bool]:
    return ref.row, ref.column, ref.row_fixed, ref.column_fixed


def parts(node: Node) -> tuple[Node, ...]:
    """What a node is made of; a range counts as whole."""
    match node:
        case Call():
            return node.arguments
        case Chain():
            return (node.first, *(operand for _, operand in node.rest))
        case Prefix() | Percent():
            return (node.operand,)
        case Group():
            return (node.inner,)
    return ()


def walk(node: Node) -> Iterator[Node]:
    """The node and everything in it, from the left."""
    waiting = [node]
    while waiting:
        found = waiting.pop()
        yield found
        waiting.extend(reversed(parts(found)))


def areas(node: Node, sheet: str) -> tuple[Area, ...]:
    """Every rectangle a formula on `sheet` reads, a single cell being one of size 1, in order of appearance."""
    found: dict[Area, None] = {}
    for part in walk(node):
        if isinstance(part, Ref):
            found[Area(part.sheet or sheet, part.row, part.column, part.row, part.column)] = None
        elif isinstance(part, Range):
            found[part.area(sheet)] = None
    return tuple(found)


def mapped(node: Node, change: Callable[[Ref], Ref]) -> Node:
    """The formula with every reference (both corners of a range) replaced."""
    match node:
        case Ref():
            return change(node)
        case Range():
            return Range(change(node.first), change(node.last))
        case Call():
            return Call(node.name, tuple(mapped(argument, change) for argument in node.arguments))
        case Chain():
            rest = tuple((operator, mapped(operand, change)) for operator, operand in node.rest)
            return Chain(mapped(node.first, change), rest)
        case Prefix():
            return Prefix(node.signs, mapped(node.operand, change))
        case Percent():
            return Percent(node.count, mapped(node.operand, change))
        case Group():
            return Group(mapped(node.inner, change))
    return node


def shifted(node: Node, rows: int, columns: int) -> Node:
    """The formula as Excel fills it `rows` down and `columns` right; raises GateProblem `formula-off-sheet`."""

    def move(ref: Ref) -> Ref:
        row = ref.row if ref.row_fixed else ref.row + rows
        column = ref.column if ref.column_fixed else ref.column + columns
        if not (1 <= row <= MAX_ROW and 1 <= column <= MAX_COLUMN):
            raise GateProblem("formula-off-sheet", read=str(ref), rows=rows, columns=columns)
        return Ref(ref.sheet, row, column, ref.row_fixed, ref.column_fixed)

    return mapped(node, move)


def cell_of(ref: Ref, sheet: str) -> Cell:
    """The cell a reference names, for a formula that stands on `sheet`."""
    return Cell(ref.sheet or sheet, a1_of(ref.row, ref.column))
