"""Plain arithmetic without the engine: admitted trees of `+ − × ÷ ^ %` and a few sums, as functions. workbook room.

Follow-through works the same few formulas out with many sets of figures, and nearly all are plain arithmetic on
doubles, where a function gives the engine's own result in a tenth of a microsecond. Everything else (IF, ROUND,
lookups, texts) goes to the engine, and a function is used only after it agreed with the engine on the case's data (see
`road`).
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from epm_xblocks.workbook.graph import cells_in
from epm_xblocks.workbook.refs import Cell
from epm_xblocks.workbook.tree import Call, Chain, Group, Node, Number, Percent, Prefix, Range, Ref, cell_of

__all__ = ["Program", "compiled", "worked_out"]

Program: TypeAlias = Callable[[Sequence[float]], float]

_OPERATORS: dict[str, Callable[[], ast.operator]] = {"+": ast.Add, "-": ast.Sub, "*": ast.Mult, "/": ast.Div}
_FUNCTIONS = ("SUM", "AVERAGE", "MIN", "MAX", "ABS")


class _BeyondArithmetic(Exception):
    """The tree needs the engine."""


def _power(base: float, exponent: float) -> float:
    """No value for 0^0 and 0^−1, as in spreadsheets, nor (here alone) for roots of negative figures."""
    if base == 0 and exponent <= 0:
        raise ZeroDivisionError
    if base < 0 and not exponent.is_integer():
        raise ValueError
    return float(base**exponent)


def _sum(*figures: float) -> float:
    return sum(figures)


def _mean(*figures: float) -> float:
    return sum(figures) / len(figures)


def _least(*figures: float) -> float:
    return min(figures)


def _most(*figures: float) -> float:
    return max(figures)


_NAMES = {"__builtins__": {}, "POWER": _power, "SUM": _sum, "AVERAGE": _mean, "MIN": _least, "MAX": _most, "ABS": abs}


@dataclass(frozen=True)
class _Compiler:
    """Turns a tree into a Python expression over a list of figures."""

    sheet: str
    places: Mapping[Cell, int]

    def expression(self, node: Node) -> ast.expr:
        match node:
            case Number():
                return ast.Constant(float(node.text))
            case Ref():
                return self._cell(cell_of(node, self.sheet))
            case Group():
                return self.expression(node.inner)
            case Chain():
                return self._chain(node)
            case Prefix():
                negative = node.signs.count("-") % 2
                return ast.UnaryOp(ast.USub() if negative else ast.UAdd(), self.expression(node.operand))
            case Percent():
                return ast.BinOp(self.expression(node.operand), ast.Div(), ast.Constant(100.0**node.count))
            case Call() if node.name in _FUNCTIONS:
                return self._call(node)
        raise _BeyondArithmetic

    def _cell(self, cell: Cell) -> ast.expr:
        if cell not in self.places:
            return ast.Constant(0.0)
        figures = ast.Name("x", ast.Load())
        return ast.Subscript(figures, ast.Constant(self.places[cell]), ast.Load())

    def _chain(self, node: Chain) -> ast.expr:
        found = self.expression(node.first)
        for operator, operand in node.rest:
            right = self.expression(operand)
            if operator == "^":
                found = ast.Call(ast.Name("POWER", ast.Load()), [found, right], [])
            elif operator in _OPERATORS:
                found = ast.BinOp(found, _OPERATORS[operator](), right)
            else:
                raise _BeyondArithmetic
        return found

    def _is_empty(self, node: Node) -> bool:
        while isinstance(node, Group):
            node = node.inner
        return isinstance(node, Ref) and cell_of(node, self.sheet) not in self.places

    def _call(self, node: Call) -> ast.expr:
        arguments: list[ast.expr] = []
        for argument in node.arguments:
            if isinstance(argument, Range):
                if node.name == "ABS":
                    raise _BeyondArithmetic
                arguments += [self._cell(cell) for cell in cells_in([argument.area(self.sheet)], self.places.keys())]
            elif self._is_empty(argument):
                raise _BeyondArithmetic  # a mean leaves an empty cell out, where a sum would take it for 0
            else:
                arguments.append(self.expression(argument))
        if not arguments:
            raise _BeyondArithmetic
        return ast.Call(ast.Name(node.name, ast.Load()), arguments, [])


def compiled(tree: Node, sheet: str, cells: Sequence[Cell]) -> Program | None:
    """A function of the figures of `cells`, in their order, or None where the tree needs the engine.

    Every cell that is read and not among `cells` must be empty. The function raises ArithmeticError or ValueError where
    a spreadsheet shows an error; see `worked_out`.
    """
    compiler = _Compiler(sheet, {cell: place for place, cell in enumerate(cells)})
    try:
        body = compiler.expression(tree)
    except _BeyondArithmetic:
        return None
    figures = ast.arguments(posonlyargs=[], args=[ast.arg("x")], kwonlyargs=[], kw_defaults=[], defaults=[])
    whole = ast.fix_missing_locations(ast.Expression(ast.Lambda(figures, body)))
    code = compile(whole, "<formula>", "eval")
    program: Program = eval(code, _NAMES)  # noqa: S307 — because it is built node by node here and holds no text
    return program


def worked_out(program: Program, figures: Sequence[float]) -> float | None:
    """The program's figure, None where a spreadsheet shows an error or the figure is beyond a double."""
    try:
        found = program(figures)
    except (ArithmeticError, ValueError):
        return None
    return found if -1e308 < found < 1e308 else None
