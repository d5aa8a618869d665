"""The one door: what the engine is given and what comes back."""

import subprocess
import sys
import threading

import pytest

from epm_xblocks.workbook import engine
from epm_xblocks.workbook.engine import CellError, Formula, Prepared, evaluate
from epm_xblocks.workbook.functions import FUNCTIONS
from epm_xblocks.workbook.problems import EngineProblem


def test_values_come_back_typed():
    cells = {
        "A1": 2.5,
        "A2": "text",
        "A3": True,
        "B1": Formula("=A1*2"),
        "B2": Formula('=A2&"!"'),
        "B3": Formula("=A1>2"),
        "B4": Formula("=1/0"),
        "B5": Formula("=Z9"),
        "B6": Formula("=SQRT(-1)"),
        "B7": Formula("=SUM(A1:A3)"),
    }
    found = evaluate({"S": cells})["S"]
    assert found["B1"] == 5.0
    assert found["B2"] == "text!"
    assert found["B3"] is True
    assert found["B4"] == CellError("#DIV/0!")
    assert found["B5"] == 0.0
    assert found["B6"] == CellError("#NUM!")
    assert found["B7"] == 2.5


def test_a_text_that_looks_like_an_error_or_a_formula_is_a_text():
    found = evaluate({"S": {"A1": "#DIV/0!", "A2": "=1+1", "A3": Formula("=A2")}})["S"]
    assert found == {"A1": "#DIV/0!", "A2": "=1+1", "A3": "=1+1"}


def test_sheets_read_each_other():
    assert evaluate({"W0": {"A1": 3.0}, "W1": {"A1": Formula("=W0!A1*2")}})["W1"]["A1"] == 6.0


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("=-2^2", 4.0),
        ("=2^3^2", 64.0),
        ("=2^-1", 0.5),
        ("=50%", 0.5),
        ("=-50%^2", 0.25),
        ("=1-2-3", -4.0),
        ("=8/2/2", 2.0),
        ("=1+2&3", "33"),
        ("=1=1=TRUE", True),
        ("=9^9^9", 9.0**81),
    ],
)
def test_ranks_of_operators_are_those_of_excel(text, value):
    """As Excel documents them: signs before powers, powers from the left."""
    found = evaluate({"S": {"A1": Formula(text)}})["S"]["A1"]
    assert found == (pytest.approx(value, rel=1e-12) if isinstance(value, float) else value)


def test_a_prepared_sheet_is_new_at_every_run():
    prepared = Prepared.of({(1, 1): 1.0, (1, 2): Formula("=A1*10"), (2, 2): Formula('="x"')})
    assert prepared.run([(1, 1, 7.0)], [(1, 2), (2, 2)]) == [70.0, None]
    assert prepared.run([], [(1, 2)]) == [10.0]


def test_a_panic_becomes_a_problem():
    """The engine's own test of it: a BaseException that no `except Exception` would have caught."""
    with pytest.raises(EngineProblem) as caught, engine._guarded():
        engine._engine().test_panic()
    assert caught.value.code == "engine-failed"


@pytest.mark.parametrize("fault", [KeyboardInterrupt, SystemExit, TypeError, ZeroDivisionError])
def test_other_faults_pass_as_they_are(fault):
    with pytest.raises(fault), engine._guarded():
        raise fault


def test_a_wrong_cell_is_a_problem():
    with pytest.raises(EngineProblem):
        Prepared.of({(0, 0): 1.0})


def test_threads_have_models_of_their_own():
    """Twenty threads, each with its own figure: nobody reads another's."""
    wrong: list[tuple[float, object]] = []

    def work(figure: float) -> None:
        for _ in range(30):
            found = evaluate({"S": {"A1": figure, "A2": Formula("=A1*2"), "A3": Formula("=A2+A1")}})["S"]["A3"]
            if found != figure * 3:
                wrong.append((figure, found))

    threads = [threading.Thread(target=work, args=(float(number),)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_nothing_loads_the_engine_before_the_first_mark():
    """Nor do marking, kinds' types or the gate bring it in."""
    rooms = ", ".join(f"epm_xblocks.workbook.{name}" for name in ("marking", "check", "variants", "values"))
    said = f"import sys; import {rooms}; print('ironcalc' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


_LIFTED = {
    "ABS": "ABS({})", "EVEN": "EVEN({})", "EXP": "EXP({})", "IF": "IF({}>2,{},-1)", "INT": "INT({})",
    "LEFT": "LEFT({},1)*1", "LEN": "LEN({})", "LN": "LN({})", "LOG10": "LOG10({})", "MID": "MID({},1,1)*1",
    "ODD": "ODD({})", "POWER": "POWER({},2)", "RIGHT": "RIGHT({},1)*1", "SIGN": "SIGN({})", "SQRT": "SQRT({})",
    "SUMIF": "SUMIF($A$1:$A$4,{})",
}  # fmt: skip


def test_each_function_that_is_said_to_lift_is_tried():
    assert {name for name, function in FUNCTIONS.items() if function.lifts} == set(_LIFTED)


@pytest.mark.parametrize("written", _LIFTED.values(), ids=list(_LIFTED))
def test_over_a_range_a_lifting_function_gives_each_cell_its_own_result(written):
    figures = (1.5, 2.25, 3.75, 4.2)
    cells = {f"A{row}": figure for row, figure in enumerate(figures, 1)}
    cells |= {f"B{row}": Formula("=" + written.replace("{}", f"A{row}")) for row in range(1, 5)}
    cells |= {"C1": Formula(f"=SUMPRODUCT({written.replace('{}', 'A1:A4')})"), "C2": Formula("=SUM(B1:B4)")}
    found = evaluate({"S": cells})["S"]
    assert found["C1"] == pytest.approx(found["C2"], rel=1e-12)
    assert len({found[f"B{row}"] for row in range(1, 5)}) > 1 or written.startswith(("LEN", "SIGN"))
