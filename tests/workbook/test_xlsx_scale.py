"""Formulas between the case's per cent (0-100) and a spreadsheet's (0-1): the same figure, written the short way."""

from __future__ import annotations

import time

import pytest

from epm_xblocks.workbook.engine import evaluate, formula_of
from epm_xblocks.workbook.formula import parse
from epm_xblocks.workbook.refs import Cell
from epm_xblocks.workbook.xlsx_scale import from_file, shift, to_file

PERCENT = {f"{column}{row}" for column in "BC" for row in range(1, 7)}
"""Columns B and C are per cent, A and D are not; formulas stand in B9 (per cent) and A9 (not)."""
FIGURES = {f"A{row}": 1000.0 + 37 * row for row in range(1, 7)}
FIGURES |= {f"B{row}": 80.0 + row for row in range(1, 7)} | {f"C{row}": 3.0 + row / 2 for row in range(1, 7)}


def percent(cell: Cell) -> bool:
    return cell.a1 in PERCENT or cell.a1 == "B9"


FORMULAS = [
    # formula of the case, in a per-cent cell, in another
    ("=A2/A1*100", "=A2/A1", None),
    ("=100*A2/A1", "=1*A2/A1", None),
    ("=(A2-A3)/A1*100", "=(A2-A3)/A1", None),
    ("=100-B4-C4", "=1-B4-C4", "=100-B4*100-C4*100"),
    ("=A1*B4/100", None, "=A1*B4"),
    ("=A1/(1-C4/100)", None, "=A1/(1-C4)"),
    ("=A1*(1-B1/100)*(1-B2/100)", None, "=A1*(1-B1)*(1-B2)"),
    ("=SUM(B1:B6)", "=SUM(B1:B6)", "=SUM(B1:B6)*100"),
    ("=AVERAGE(B1:B6,50)", "=AVERAGE(B1:B6,0.5)", None),
    ("=SUM(A1:A6)/A1", None, "=SUM(A1:A6)/A1"),
    ("=SUMPRODUCT(A1:A6,B1:B6)/SUM(A1:A6)", "=SUMPRODUCT(A1:A6,B1:B6)/SUM(A1:A6)", None),
    ("=IF(B1>50,B1,100)", "=IF(B1*100>50,B1,1)", None),
    ("=ROUND(A2/A1*100,1)", "=ROUND(A2/A1,3)", None),
    ("=-B1", "=-B1", "=-(B1*100)"),
    ("=B1%", None, None),
    ("=B1*C1/100", "=B1*C1", None),
    ("=B1/C1", None, "=B1/C1"),
    ("=MAX(B1,C1)-MIN(B1:B6)", "=MAX(B1,C1)-MIN(B1:B6)", None),
    ("=(B1+C1)/2", "=(B1+C1)/2", None),
    ("=(A1/A2)^(1/5)*100-100", "=(A1/A2)^(1/5)-1", None),
    ("=B1^2", None, None),
    ("=SQRT(B1*C1)", None, None),
    ("=COUNT(B1:B6)", None, "=COUNT(B1:B6)"),
    ("=A1-(A2-A3)", None, "=A1-(A2-A3)"),
    ("=B1-(B2-B3)", "=B1-(B2-B3)", None),
    ("=A1*(B1=B2)", None, None),
    ("=B1&A1", None, None),
    ("=A1/A2/A3*100", "=A1/A2/A3", None),
    ("=A1/100", "=A1/100/100", "=A1/100"),
    ("=2*B1", None, None),
]


def value(formula: str, figures: dict[str, float], a1: str) -> float:
    return evaluate({"S": {**figures, a1: formula_of(parse(formula))}})["S"][a1]


def in_file(a1: str, figure: float) -> float:
    return figure / 100 if a1 in PERCENT else figure


@pytest.mark.parametrize("a1", ["A9", "B9"])
@pytest.mark.parametrize("formula", [row[0] for row in FORMULAS])
def test_the_same_figure_in_both_scales(formula, a1):
    cell = Cell("S", a1)
    carried = to_file(formula, cell, percent)
    assert carried is not None or formula in ("=B1&A1", "=B1^2")
    if carried is None:
        return
    here = value(formula, FIGURES, a1)
    there = value(carried, {name: in_file(name, figure) for name, figure in FIGURES.items()}, a1)
    if isinstance(here, str):
        return
    assert there * (100 if a1 == "B9" else 1) == pytest.approx(here, rel=1e-12)
    back = from_file(carried, cell, percent)
    assert back is not None
    assert value(back, FIGURES, a1) == pytest.approx(here, rel=1e-12)


@pytest.mark.parametrize(("formula", "in_percent", "elsewhere"), FORMULAS)
def test_the_short_way(formula, in_percent, elsewhere):
    if in_percent:
        assert to_file(formula, Cell("S", "B9"), percent) == in_percent
    if elsewhere:
        assert to_file(formula, Cell("S", "A9"), percent) == elsewhere


def test_what_does_not_follow_the_scale_is_not_carried():
    for formula in ("=STDEV(B1:B6)", "=SUM(A1:B6)", "=COUNTIF(B1:B6,90)", "=VLOOKUP(85,B1:C6,2)"):
        assert to_file(formula, Cell("S", "B9"), percent) is None


def test_decimal_point_is_moved_without_dust():
    assert [shift(figure, 2) for figure in (0.873, 0.07, 0.29, 1.1, -0.005)] == [87.3, 7.0, 29.0, 110.0, -0.5]
    assert [shift(figure, -2) for figure in (87.3, 7.0, 0.1)] == [0.873, 0.07, 0.001]
    assert shift(float("inf"), 2) == float("inf")


@pytest.mark.parametrize("inner", ["B1*2", "MAX(B1,2)", "SUM(B1:B2)"])
def test_nested_formulas_take_no_longer_than_their_length(inner):
    nested = "=" + "(" * 28 + inner + "*3)" * 28
    start = time.process_time()
    assert to_file(nested, Cell("S", "B9"), percent) is not None
    assert to_file("=" + "MAX(" * 28 + inner + ",3)" * 28, Cell("S", "B9"), percent) is not None
    assert time.process_time() - start < 1.0
