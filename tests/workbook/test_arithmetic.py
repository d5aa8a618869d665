"""Plain arithmetic gives what the engine gives, or leaves it to the engine."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from epm_xblocks.workbook.arithmetic import compiled, worked_out
from epm_xblocks.workbook.engine import Formula, evaluate, number
from epm_xblocks.workbook.formula import parse, written
from epm_xblocks.workbook.refs import Cell
from epm_xblocks.workbook.tree import Call, Chain, Group, Number, Percent, Prefix, Range, Ref

CELLS = tuple(Cell("S", f"A{row}") for row in range(1, 6))
FIGURES = st.one_of(
    st.floats(-1e6, 1e6, allow_nan=False),
    st.integers(-20, 20).map(float),
    st.sampled_from([0.0, 1.0, -1.0, 1e-9, 1e12]),
)

REFS = st.integers(1, 6).map(lambda row: Ref("", row, 1))
LEAVES = st.one_of(
    REFS, st.integers(0, 100).map(lambda figure: Number(str(figure))), st.sampled_from(["0.5", "1E3"]).map(Number)
)
RANGES = st.tuples(st.integers(1, 6), st.integers(1, 6)).map(
    lambda rows: Range(Ref("", rows[0], 1), Ref("", rows[1], 1))
)


def _compound(inner):
    operand = st.one_of(LEAVES, inner.map(Group))
    chain = st.builds(
        lambda a, rest: Chain(a, tuple(rest)),
        operand,
        st.lists(st.tuples(st.sampled_from("+-"), operand), min_size=1, max_size=3),
    )
    product = st.builds(
        lambda a, rest: Chain(a, tuple(rest)),
        operand,
        st.lists(st.tuples(st.sampled_from("*/"), operand), min_size=1, max_size=3),
    )
    exponent = st.sampled_from([Number("2"), Number("3"), Number("0"), Prefix("-", Number("1"))])
    power = st.builds(lambda a, b: Chain(a, (("^", b),)), operand, exponent)
    signed = st.builds(Prefix, st.sampled_from(["-", "--", "+-"]), operand)
    percent = st.builds(Percent, st.integers(1, 2), operand)
    call = st.builds(
        lambda name, parts: Call(name, tuple(parts)),
        st.sampled_from(["SUM", "AVERAGE", "MIN", "MAX"]),
        st.lists(st.one_of(inner, RANGES), min_size=1, max_size=3),
    )
    size = inner.map(lambda node: Call("ABS", (node,)))
    return st.one_of(chain, product, power, signed, percent, call, size)


@settings(max_examples=120, deadline=None)
@given(st.recursive(LEAVES, _compound, max_leaves=10), st.lists(FIGURES, min_size=5, max_size=5))
def test_arithmetic_agrees_with_the_engine(tree, figures):
    program = compiled(tree, "S", CELLS)
    if program is None:
        return  # a range over the one empty cell alone
    sheet = {cell.a1: figure for cell, figure in zip(CELLS, figures, strict=True)}
    engine = number(evaluate({"S": {**sheet, "C1": Formula(written(tree))}})["S"]["C1"])
    ours = worked_out(program, figures)
    if engine is None or ours is None:
        both_gone = engine is None and ours is None
        assert both_gone or abs(engine or ours or 0.0) > 1e300 or _subnormal(figures)
    else:
        scale = max(1.0, *(abs(figure) for figure in figures))
        assert math.isclose(ours, engine, rel_tol=1e-9, abs_tol=1e-9 * scale)


def _subnormal(figures):
    return any(0 < abs(figure) < 1e-290 for figure in figures)


@pytest.mark.parametrize(
    "text",
    [
        "=IF(A1>0,1,2)",
        "=ROUND(A1,1)",
        '=A1&"x"',
        "=A1>A2",
        "=VLOOKUP(A1,A1:A5,1,FALSE)",
        '="3"+1',
        "=TRUE+1",
        "=SUM(TRUE,1)",
        "=SUMPRODUCT(A1:A2*A2:A3)",
        "=SUM(,1)",
        "=ABS(A1:A2)",
    ],
)
def test_all_else_is_left_to_the_engine(text):
    assert compiled(parse(text), "S", CELLS) is None


@pytest.mark.parametrize("text", ["=A1/0", "=0^0", "=0^-1", "=1E300*1E300", "=9^9^9^9", "=1E300^9"])
def test_what_a_spreadsheet_shows_as_an_error_is_no_figure(text):
    program = compiled(parse(text), "S", CELLS)
    assert program is not None
    assert worked_out(program, [1.0] * 5) is None
    assert number(evaluate({"S": {"A1": 1.0, "C1": Formula(text)}})["S"]["C1"]) is None


def test_a_program_holds_no_text_of_the_formula():
    program = compiled(parse("=A1*2+SUM(A2:A4)"), "S", CELLS)
    assert program is not None
    assert program.__code__.co_names == ("SUM",)
    assert program([1.0, 2.0, 3.0, 4.0, 5.0]) == 11.0
