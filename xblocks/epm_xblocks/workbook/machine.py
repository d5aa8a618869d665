"""Works out programs of `postfix` in Python; static/js/lazy/parts/machine.js is its twin, the engine their judge.

An error is not-a-number whatever its name; it passes through everything but IFERROR. workbook room.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from typing import TypeAlias

from epm_xblocks.workbook.postfix import Operation, Program

__all__ = ["Value", "run"]

Value: TypeAlias = float | bool | str | None
_Argument: TypeAlias = "Value | list[Value]"

ERROR = math.nan


def run(program: Program, values: Sequence[Value]) -> list[Value]:
    """The value of every place; `values` holds those that no formula gives, and is not changed. Never raises."""
    found = list(values)
    for place, operations in program.steps:
        found[place] = _worked_out(operations, found)
    return found


def _worked_out(operations: Iterable[Operation], values: Sequence[Value]) -> Value:
    stack: list[_Argument] = []
    for one in operations:
        if isinstance(one, tuple):
            stack.append([values[place] if place >= 0 else None for place in one])
        elif not isinstance(one, str):
            stack.append(one)
        elif one[0] == "@":
            stack.append(values[int(one[1:])])
        else:
            name, _, count = one.partition(":")
            taken = int(count) if count else 1 if name in ("neg", "%") else 2
            arguments = stack[-taken:]
            del stack[-taken:]
            stack.append(_applied(name, arguments))
    result = stack[0] if stack else None
    return 0.0 if result is None or isinstance(result, list) else result


def _applied(name: str, arguments: list[_Argument]) -> Value:
    try:
        value = _WHOLE[name](arguments) if name in _WHOLE else _SINGLE[name](*map(_one, arguments))
    except (ArithmeticError, ValueError):
        return ERROR
    if isinstance(value, float) and not math.isfinite(value):
        return ERROR
    return value


def _one(argument: _Argument) -> Value:
    return argument[0] if isinstance(argument, list) else argument


def _figure(value: Value) -> float:
    """A value where a figure is wanted: an empty cell is 0, TRUE 1, a text an error."""
    if value is None:
        return 0.0
    return ERROR if isinstance(value, str) else float(value)


def _figures(arguments: Iterable[_Argument]) -> Iterator[float]:
    """Of a range its figures alone; a value by itself as a figure."""
    for argument in arguments:
        if isinstance(argument, list):
            yield from (value for value in argument if isinstance(value, float))
        else:
            yield _figure(argument)


def _fifteen(value: float) -> float:
    """The figure with the 15 digits a spreadsheet compares and rounds by."""
    return float(f"{value:.14e}")


def _power(base: Value, exponent: Value) -> float:
    low, high = _figure(base), _figure(exponent)
    if (low == 0 and high <= 0) or (low < 0 and not high.is_integer()):
        return ERROR
    return float(low**high)


def _rounded(way: Callable[[float], float]) -> Callable[[Value, Value], Value]:
    def work(value: Value, digits: Value) -> Value:
        figure, places = _figure(value), _figure(digits)
        if math.isnan(figure) or math.isnan(places):
            return ERROR
        shift = int(max(-300.0, min(300.0, places)))
        moved = way(abs(_shifted(_fifteen(figure), shift)))
        return _fifteen(math.copysign(_shifted(moved, -shift), figure))

    return work


def _shifted(value: float, digits: int) -> float:
    """The figure times a power of ten, exactly as its digits say."""
    mantissa, _, exponent = repr(value).partition("e")
    return float(f"{mantissa}e{int(exponent or 0) + digits}")


def _half_up(value: float) -> float:
    return math.floor(value + 0.5) if value < 2**52 else value


def _modulo(value: Value, divisor: Value) -> float:
    rest, by = math.fmod(_figure(value), _figure(divisor)), _figure(divisor)
    return rest + by if rest and (rest < 0) != (by < 0) else rest


def _compared(holds: Callable[[int], bool]) -> Callable[[Value, Value], Value]:
    def work(left: Value, right: Value) -> Value:
        if left != left or right != right:
            return ERROR
        if left is None:
            left = _empty_beside(right)
        if right is None:
            right = _empty_beside(left)
        one, other = _rank(left), _rank(right)
        return holds((one > other) - (one < other))

    return work


def _empty_beside(other: Value) -> Value:
    return "" if isinstance(other, str) else False if isinstance(other, bool) else 0.0


def _rank(value: Value) -> tuple[int, float, str]:
    """Figures come before texts, texts before FALSE and TRUE."""
    if isinstance(value, str):
        return 1, 0.0, value.lower()
    return (2, float(value), "") if isinstance(value, bool) else (0, _fifteen(_figure(value)), "")


def _truths(arguments: Iterable[_Argument]) -> Iterator[Value]:
    for argument in arguments:
        if isinstance(argument, list):
            yield from (value for value in argument if isinstance(value, float | bool))
        else:
            yield _figure(argument)


def _all_or_any(ending: bool) -> Callable[[list[_Argument]], Value]:
    """AND ends at the first FALSE, OR at the first TRUE, as the engine does; of nothing they are errors."""

    def work(arguments: list[_Argument]) -> Value:
        met = False
        for value in _truths(arguments):
            if value != value:
                return ERROR
            met = True
            if bool(value) is ending:
                return ending
        return not ending if met else ERROR

    return work


def _if(arguments: list[_Argument]) -> Value:
    condition = _figure(_one(arguments[0]))
    if condition != condition:
        return ERROR
    if condition:
        return _one(arguments[1])
    return _one(arguments[2]) if len(arguments) > 2 else False


def _if_error(arguments: list[_Argument]) -> Value:
    value = _one(arguments[0])
    return _one(arguments[1]) if value != value else value


def _sum_of_products(arguments: list[_Argument]) -> float:
    """Texts, TRUE and empty cells of a range count as 0; errors stay errors."""
    columns = [argument if isinstance(argument, list) else [_figure(argument)] for argument in arguments]
    rows = zip(*columns, strict=True)
    return float(sum(math.prod(value if isinstance(value, float) else 0.0 for value in row) for row in rows))


def _fold(work: Callable[[list[float]], float]) -> Callable[[list[_Argument]], Value]:
    def folded(arguments: list[_Argument]) -> Value:
        figures = list(_figures(arguments))
        return ERROR if any(math.isnan(figure) for figure in figures) else float(work(figures))

    return folded


def _total(figures: list[float]) -> float:
    return reduce(lambda total, figure: total + figure, figures, 0.0)


def _of_one(work: Callable[[float], float]) -> Callable[[Value], Value]:
    def single(value: Value) -> Value:
        figure = _figure(value)
        return ERROR if math.isnan(figure) else float(work(figure))

    return single


def _not(value: Value) -> Value:
    figure = _figure(value)
    return ERROR if figure != figure else not figure


_WHOLE: Mapping[str, Callable[[list[_Argument]], Value]] = {
    "SUM": _fold(_total),
    "AVERAGE": _fold(lambda figures: _total(figures) / len(figures)),
    "MIN": _fold(lambda figures: min(figures, default=0.0)),
    "MAX": _fold(lambda figures: max(figures, default=0.0)),
    "PRODUCT": _fold(lambda figures: math.prod(figures) if figures else 0.0),
    "SUMSQ": _fold(lambda figures: _total([figure * figure for figure in figures])),
    "COUNT": lambda arguments: float(sum(not math.isnan(figure) for figure in _figures(arguments))),
    "SUMPRODUCT": _sum_of_products,
    "AND": _all_or_any(False),
    "OR": _all_or_any(True),
    "IF": _if,
    "IFERROR": _if_error,
}
_SINGLE: Mapping[str, Callable[..., Value]] = {
    "+": lambda a, b: _figure(a) + _figure(b),
    "-": lambda a, b: _figure(a) - _figure(b),
    "*": lambda a, b: _figure(a) * _figure(b),
    "/": lambda a, b: _figure(a) / _figure(b),
    "^": _power,
    "POWER": _power,
    "neg": lambda a: -_figure(a),
    "%": lambda a: _figure(a) / 100,
    "=": _compared(lambda sign: sign == 0),
    "<>": _compared(lambda sign: sign != 0),
    "<": _compared(lambda sign: sign < 0),
    ">": _compared(lambda sign: sign > 0),
    "<=": _compared(lambda sign: sign <= 0),
    ">=": _compared(lambda sign: sign >= 0),
    "NOT": _not,
    "ABS": _of_one(abs),
    "INT": _of_one(math.floor),
    "SIGN": _of_one(lambda figure: (figure > 0) - (figure < 0)),
    "SQRT": _of_one(math.sqrt),
    "EXP": _of_one(math.exp),
    "LN": _of_one(math.log),
    "LOG10": _of_one(math.log10),
    "MOD": _modulo,
    "ROUND": _rounded(_half_up),
    "ROUNDUP": _rounded(math.ceil),
    "ROUNDDOWN": _rounded(math.floor),
}
