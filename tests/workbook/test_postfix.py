"""Operation lists of a model: the engine is their judge, in Python and in the page's own script."""

import json
import math
import random
import shutil

import pytest

from epm_xblocks.workbook.engine import number
from epm_xblocks.workbook.machine import run
from epm_xblocks.workbook.model import Cell, Given, Workbook
from epm_xblocks.workbook.postfix import MODEL_FUNCTIONS, program
from epm_xblocks.workbook.problems import GateProblem
from epm_xblocks.workbook.values import given_values
from tests.workbook.machines import in_node

SHEET = "M"
FORMULAS = """
=SUM(A1:A5) =SUM(A3,A9,A2) =SUM(A3+0,TRUE) =AVERAGE(A1:A5) =AVERAGE(A9:A9) =MIN(A3:A6) =MIN(A9:A9) =MAX(A2:A2)
=MAX(3,1/0) =PRODUCT(A3:A6) =SUMSQ(A3:A4) =COUNT(A1:A9) =COUNT(A3,A2,A9) =SUMPRODUCT(A3:A4,A5:A6)
=SUMPRODUCT(A1:A4,A1:A4) =SUMPRODUCT(A3,A4) =A3+A4*A5-A6/A3 =-2^2 =2^-1 =2^3^2 =10% =A3% =--A3 =+A4 =0^0 =0^-1
=(-8)^3 =(-8)^0.3 =POWER(2,0.5) =1/0 =A2+1 =A9*2 =A9 =10^300*10^300 =ROUND(2.5,0) =ROUND(-2.5,0) =ROUND(1.005,2)
=ROUND(2.675,2) =ROUND(1234.5,-2) =ROUND(0.49999999999999994,0) =ROUND(5.015,2) =ROUND(-1.005,2) =ROUND(0.285,2)
=ROUND(1234567.845,2) =ROUND(1.45,1.9) =ROUND(0.1+0.2-0.3,20) =ROUND(A2,1) =ROUND(1/3,15) =ROUND(A9,2)
=ROUNDUP(2.1,0) =ROUNDUP(-2.1,0) =ROUNDUP(3*0.1*10,0) =ROUNDUP(8.2*100,0) =ROUNDUP(1.1*3,1) =ROUNDUP(-2.1,-1)
=ROUNDUP(4.000000000000001,0) =ROUNDDOWN(-2.19,1) =ROUNDDOWN(8.2*100,0) =ROUNDDOWN(2.9999999999999996,0)
=ROUNDDOWN(123.456,-1) =INT(-2.5) =INT(2.9999999999999996) =MOD(-7,3) =MOD(7,-3) =MOD(5.3,0.1) =MOD(3,0) =MOD(6,3)
=ABS(A4) =ABS(A2) =SIGN(A4) =SIGN(0) =SQRT(2) =SQRT(-1) =EXP(1) =EXP(1000) =LN(2) =LN(0) =LOG10(1000)
=IF(A3>1,A4,A5) =IF(A4>1,A4) =IF(A3,1,1/0) =IF(1/0,1,2) =IF(A9,1,2) =IF(A2,1,2) =IF(A3>1,A9,1) =IFERROR(1/0,7)
=IFERROR(A3,7) =IF(AND(A3>1,A4<1),1,0) =IF(AND(FALSE,1/0),1,0) =IF(AND(1/0,FALSE),1,0) =IF(OR(TRUE,1/0),1,0)
=IF(OR(A3<1,A4>1),1,0) =IF(AND(A9:A9),1,2) =IF(OR(A1:A3),1,2) =IF(NOT(A3),1,2) =IF(NOT(A9),1,2) =IF(A3=5,1,0)
=IF(A9=0,1,0) =IF(A3<>5,1,0) =IF(0.1+0.2=0.3,1,0) =IF(0.3<0.1+0.2,1,0) =IF(0.1+0.2<=0.3,1,0) =IF(A2>A3,1,0)
=IF(A2=A2,1,0) =IF(A3>=A4,1,0)
""".split()


def book(formulas, **cells):
    values = {"A2": "abc", "A3": 5.0, "A4": -2.5, "A5": 0.30000000000000004, "A6": 0.1, **cells}
    givens = {Cell(SHEET, a1): Given(Cell(SHEET, a1), value) for a1, value in values.items()}
    for row, formula in enumerate(formulas, 1):
        givens[Cell(SHEET, f"C{row}")] = Given(Cell(SHEET, f"C{row}"), formula=formula)
    return Workbook((SHEET,), givens)


def start(workbook, made):
    known = given_values(workbook)
    return [known[cell] for cell in made.cells]


@pytest.mark.skipif(not shutil.which("node"), reason="Node is not installed here: the page's script cannot be run")
def test_the_page_and_the_server_agree_with_the_engine_function_by_function():
    workbook = book(FORMULAS)
    wanted = [Cell(SHEET, f"C{row}") for row in range(1, len(FORMULAS) + 1)]
    made = program(workbook, SHEET, [Cell(SHEET, "A3")], wanted)
    engine = given_values(workbook)
    [page] = in_node(made, [start(workbook, made)])
    server = run(made, start(workbook, made))
    for cell, formula in zip(wanted, FORMULAS, strict=True):
        place = made.places[cell]
        judged = engine[cell]
        found = [number(value) if not isinstance(value, bool) else None for value in (server[place], page[place])]
        for value in found:
            assert (value is None) == (judged is None), (formula, found, judged)
            assert value is None or math.isclose(value, judged, rel_tol=1e-12, abs_tol=1e-15), (formula, found, judged)


def test_every_function_of_a_model_is_judged():
    assert [name for name in sorted(MODEL_FUNCTIONS) if not any(f"{name}(" in formula for formula in FORMULAS)] == []


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        ("=MEDIAN(A3:A5)", "model-function"),
        ('=IF(A3>1,"over",1)', "model-text"),
        ("=A3&A4", "model-text"),
        ("=IF(A3>1,,1)", "model-argument"),
        ("=SUMPRODUCT(A3:A4,A3:A5)", "model-shapes"),
        ("=SUMPRODUCT(A3:A4,2)", "model-shapes"),
        ("=SUMPRODUCT(A3:A4*2)", "model-range"),
    ],
)
def test_what_no_model_may_hold_is_refused_by_name(formula, code):
    with pytest.raises(GateProblem) as caught:
        program(book([formula]), SHEET, [Cell(SHEET, "A3")], [Cell(SHEET, "C1")])
    assert caught.value.code == code
    assert caught.value.place.cell == "C1"


def test_only_what_is_wanted_is_worked_out():
    made = program(book(["=A3*2", "=C1+1", "=A5*2"]), SHEET, [Cell(SHEET, "A3")], [Cell(SHEET, "C2")])
    assert [cell.a1 for cell in made.cells] == ["A3", "C1", "C2"]
    assert [made.cells[place].a1 for place, _ in made.steps] == ["C1", "C2"]


def test_a_program_is_json_and_holds_no_text_to_evaluate():
    made = program(book(["=IF(SUM(A3:A5)>1,ROUND(A3/3,1),-A4)"]), SHEET, [Cell(SHEET, "A3")], [Cell(SHEET, "C1")])
    assert json.loads(json.dumps(made.steps)) == [
        [3, [[0, 1, 2], "SUM:1", 1.0, ">", "@0", 3.0, "/", 1.0, "ROUND:2", "@1", "neg", "IF:3"]]
    ]


def _random_formula(draw, row):
    """A formula over the cells above, of every function that gives figures."""
    cell = lambda: f"A{draw.randint(3, 6)}" if row < 3 or draw.random() < 0.5 else f"C{draw.randint(1, row - 1)}"  # noqa: E731
    ways = [
        lambda: f"={cell()}+{cell()}*{draw.choice(['2', '0.37', '-1.5'])}",
        lambda: f"=({cell()}-{cell()})/({cell()}^2+1)",
        lambda: f"=ROUND({cell()}/3,{draw.randint(-1, 3)})",
        lambda: f"=ROUNDUP({cell()},{draw.randint(0, 2)})+ROUNDDOWN({cell()},1)",
        lambda: f"=IF(AND({cell()}>{cell()},{cell()}<>0),{cell()},-{cell()})",
        lambda: f"=SUM(A3:A6,{cell()})*MAX({cell()},0.1)/(1+ABS(MIN({cell()},{cell()})))",
        lambda: "=SUMPRODUCT(A3:A4,A5:A6)+AVERAGE(A3:A6)",
        lambda: f"=IFERROR(LN({cell()}),MOD({cell()},7))",
        lambda: f"=INT({cell()})+SQRT(ABS({cell()}))",
    ]
    return draw.choice(ways)()


def _agree(books, settings):
    if not shutil.which("node"):
        pytest.skip("Node is not installed here: the page's script cannot be run")
    for seed in range(books):
        draw = random.Random(seed)
        formulas = [_random_formula(draw, row) for row in range(1, 41)]
        wanted = [Cell(SHEET, f"C{row}") for row in range(1, 41)]
        moved = [Cell(SHEET, f"A{row}") for row in range(3, 7)]
        made = program(book(formulas), SHEET, moved, wanted)
        figures = [[round(draw.uniform(-20, 20), draw.randint(0, 4)) for _ in moved] for _ in range(settings)]
        starts, judged = [], []
        for setting in figures:
            workbook = book(formulas, **{cell.a1: value for cell, value in zip(moved, setting, strict=True)})
            starts.append(start(book(formulas), made))
            for cell, value in zip(moved, setting, strict=True):
                starts[-1][made.places[cell]] = value
            judged.append(given_values(workbook))
        for begun, page, engine in zip(starts, in_node(made, starts), judged, strict=True):
            for values in (run(made, begun), page):
                for cell in wanted:
                    found, right = number(values[made.places[cell]]), engine[cell]
                    assert (found is None) == (right is None), (seed, cell, formulas)
                    assert found is None or math.isclose(found, right, rel_tol=1e-9, abs_tol=1e-9), (
                        seed,
                        cell,
                        formulas,
                    )


def test_random_models_agree_with_the_engine():
    _agree(books=4, settings=15)


@pytest.mark.soak
def test_many_random_models_agree_with_the_engine():
    _agree(books=50, settings=40)
