"""Per cent in two scales: a case counts 0-100, a spreadsheet's per-cent cell holds 0-1. workbook room.

A formula that is carried from one to the other is rewritten so that it gives the same figure: `=E4/B4*100` in the
case is `=E4/B4` in a cell shown as 87.3 %; `=C11*B4/100` is `=C11*B4`; `=100-B4-C4` is `=1-B4-C4`.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from epm_xblocks.workbook.formula import parse, written
from epm_xblocks.workbook.problems import GateProblem
from epm_xblocks.workbook.refs import Cell
from epm_xblocks.workbook.tree import Call, Chain, Group, Node, Number, Percent, Prefix, Range, Ref, cell_of

__all__ = ["from_file", "shift", "to_file"]

IsPercent = Callable[[Cell], bool]

_LINEAR = frozenset({"SUM", "AVERAGE", "MIN", "MAX", "MEDIAN", "ABS"})
_ROUNDING = frozenset({"ROUND", "ROUNDUP", "ROUNDDOWN"})
_SIZELESS = frozenset({"COUNT", "COUNTA", "COUNTBLANK", "ROWS", "COLUMNS", "ISNUMBER", "ISBLANK", "CORREL"})


class _Unscalable(Exception):
    """A function whose result does not follow the scale of what it reads."""


def to_file(formula: str, cell: Cell, percent: IsPercent) -> str | None:
    """A formula of the case as it stands in a file; None where it has no simple form there. Raises GateProblem."""
    return _carried(formula, cell, percent, 2)


def from_file(formula: str, cell: Cell, percent: IsPercent) -> str | None:
    """A formula of a file as the case counts; None where it has no simple form there. Raises GateProblem.

    percent: whether a cell is shown as per cent in the file and counts 0-100 in the case.
    """
    return _carried(formula, cell, percent, -2)


def shift(value: float, places: int) -> float:
    """The figure with its decimal point moved: 0.873 becomes 87.3, without the dust of a multiplication."""
    if value != value or value in (float("inf"), float("-inf")):
        return value
    return float(Decimal(repr(value)).scaleb(places))


def _carried(formula: str, cell: Cell, percent: IsPercent, power: int) -> str | None:
    tree = parse(formula)
    try:
        found = written(_Scaling(cell.sheet, percent, power).scaled(tree, -power if percent(cell) else 0))
        parse(found)
    except (_Unscalable, GateProblem):
        return None
    return found


class _Scaling:
    """Rewrites a tree: every per-cent reference stands for itself times 10^power."""

    def __init__(self, sheet: str, percent: IsPercent, power: int) -> None:
        self._sheet = sheet
        self._percent = percent
        self._power = power
        self._known: dict[tuple[int, int], Node | None] = {}

    def scaled(self, node: Node, by: int) -> Node:
        """The node's value times 10^by, in the new scale; raises _Unscalable.

        Each is worked out once: the tries below would double with every level of parentheses.
        """
        key = (id(node), by)
        if key not in self._known:
            try:
                self._known[key] = self._scaled(node, by)
            except _Unscalable:
                self._known[key] = None
        found = self._known[key]
        if found is None:
            raise _Unscalable
        return found

    def _scaled(self, node: Node, by: int) -> Node:
        match node:
            case Ref():
                return _times(node, by + self._of(node))
            case Range():
                if by + self._of(node):
                    raise _Unscalable
                return node
            case Number():
                return _times(node, by)
            case Group():
                return self.scaled(node.inner, by)
            case Prefix():
                return Prefix(node.signs, _tight(self.scaled(node.operand, by)))
            case Percent():
                return Percent(node.count, _tight(self.scaled(node.operand, by)))
            case Chain():
                return self._chain(node, by)
            case Call():
                return self._call(node, by)
        if by:
            raise _Unscalable
        return node

    def _of(self, node: Ref | Range) -> int:
        """The power that a reference brings; a range must be of one kind."""
        if isinstance(node, Ref):
            return self._power if self._percent(cell_of(node, self._sheet)) else 0
        area = node.area(self._sheet)
        if area.size > 2000:
            raise _Unscalable
        kinds = {self._percent(cell) for cell in area.cells()}
        if len(kinds) > 1:
            raise _Unscalable
        return self._power if kinds.pop() else 0

    def _chain(self, node: Chain, by: int) -> Node:
        signs = {sign for sign, _ in node.rest}
        if signs <= {"+", "-"}:
            return Chain(self._term(node.first, by), tuple((sign, self._term(part, by)) for sign, part in node.rest))
        if signs <= {"*", "/"}:
            return self._product(node, by)
        bare = "" if "^" in signs else "^*/+-"
        first = _grouped(self.scaled(node.first, 0), bare)
        rest = tuple((sign, _grouped(self.scaled(part, 0), bare)) for sign, part in node.rest)
        return _times(Chain(first, rest), by)

    def _term(self, node: Node, by: int) -> Node:
        return _grouped(self.scaled(node, by), "*/^")

    def _shortest(self, node: Node) -> tuple[Node, int]:
        """A factor in whichever scale is written shortest, and the power that is then left over."""
        found: list[tuple[int, Node, int]] = []
        for inner in (0, -self._power):
            try:
                carried = _grouped(self.scaled(node, inner), "^")
            except _Unscalable:
                continue
            found.append((len(written(carried)), carried, -inner))
        if not found:
            raise _Unscalable
        _, carried, left = min(found, key=lambda one: one[0])
        return carried, left

    def _product(self, node: Chain, by: int) -> Node:
        """A product: powers of its references are gathered, then taken from or given to a factor of 100."""
        parts: list[tuple[str, Node]] = []
        for sign, part in (("*", node.first), *node.rest):
            if isinstance(part, Ref):
                by += self._of(part) if sign == "*" else -self._of(part)
                parts.append((sign, part))
            elif isinstance(part, Number):
                parts.append((sign, part))
            else:
                carried, left = self._shortest(part)
                by += left if sign == "*" else -left
                parts.append((sign, carried))
        for _ in range(abs(by) // 2):
            drop = ("*" if by < 0 else "/", Number("100"))
            if drop in parts and parts.index(drop) > 0:
                parts.remove(drop)
            elif isinstance(parts[0][1], Number):
                parts[0] = ("*", _times(parts[0][1], 2 if by > 0 else -2))
            else:
                parts.append(("/" if by < 0 else "*", Number("100")))
        return Chain(parts[0][1], tuple(parts[1:])) if len(parts) > 1 else parts[0][1]

    def _call(self, node: Call, by: int) -> Node:
        name, arguments = node.name, node.arguments
        if name in _SIZELESS:
            return _times(node, by)
        if name in _LINEAR:
            for inner in dict.fromkeys((by, -self._power, 0)):
                try:
                    return _times(Call(name, tuple(self.scaled(part, inner) for part in arguments)), by - inner)
                except _Unscalable:
                    continue
            raise _Unscalable
        if name == "SUMPRODUCT" and all(isinstance(part, Range) for part in arguments):
            return _times(node, by + sum(self._of(part) for part in arguments if isinstance(part, Range)))
        if name == "IF":
            return Call(name, (self.scaled(arguments[0], 0), *(self.scaled(part, by) for part in arguments[1:])))
        if name in _ROUNDING and by and isinstance(arguments[1], Number):
            digits = Number(str(int(float(arguments[1].text)) - by))
            return Call(name, (self.scaled(arguments[0], by), digits))
        return _times(Call(name, tuple(self.scaled(part, 0) for part in arguments)), by)


def _times(node: Node, by: int) -> Node:
    """The node times 10^by, written the short way."""
    if by == 0:
        return node
    if isinstance(node, Number):
        return Number(f"{Decimal(node.text).scaleb(by).normalize():f}")
    sign = "*" if by > 0 else "/"
    return Chain(_tight(node), tuple((sign, Number("100")) for _ in range(abs(by) // 2)))


def _tight(node: Node) -> Node:
    return Group(node) if isinstance(node, Chain | Prefix) else node


def _grouped(node: Node, bare: str) -> Node:
    """The node in parentheses, unless it is a chain of operators that may stand bare here, or no chain."""
    if isinstance(node, Prefix):
        return Group(node)
    return Group(node) if isinstance(node, Chain) and node.rest[0][0] not in tuple(bare) else node
