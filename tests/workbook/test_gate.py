"""The gate: what kills the engine is refused in milliseconds with a typed problem, and what it admits kills nothing."""

import random
import string
import subprocess
import sys
import time

import pytest

from epm_xblocks.workbook.formula import canonical
from epm_xblocks.workbook.functions import FUNCTIONS
from epm_xblocks.workbook.gate import MAX_AREA, MAX_TEXT, GateProblem, admit, admit_all, refusals
from epm_xblocks.workbook.refs import Cell

SHEETS = ("S", "Données")

KILLERS = [
    ("(" * 2500 + "1" + ")" * 2500, "formula-too-long"),
    ("(" * 10_000 + "1" + ")" * 10_000, "formula-too-long"),
    ("(" * 128 + "1" + ")" * 128, "formula-too-deep"),
    ("(" * 33 + "1" + ")" * 33, "formula-too-deep"),
    ("IF(1," * 128 + "1" + ")" * 128, "formula-too-deep"),
    ("-" * 500 + "1", "formula-too-deep"),
    ("1" + "%" * 500, "formula-too-deep"),
    ("^".join("9" * 400), "formula-too-deep"),
    ("(" * 1000, "formula-too-deep"),
    ("SUM(B1:XFD1000)", "formula-area"),
    ("MEDIAN(G1:Z1048576)", "formula-area"),
    ("SUM(A1:A20001)", "formula-area"),
    ("SUM(A:A)", "formula-whole-column"),
    ("SUM($A:$C)", "formula-whole-column"),
    ("SUM(S!A:A)", "formula-whole-column"),
    ("SUM(1:1048576)", "formula-whole-row"),
    ("COMBIN(1E15,5E14)", "formula-function"),
    ("FACT(1E300)", "formula-function"),
    ("PERMUT(1E9,9)", "formula-function"),
    ('REPT("a",1E9)', "formula-function"),
    ("SEQUENCE(1E6,1E4)", "formula-function"),
    ("LET(a,1,a)", "formula-function"),
    ("LAMBDA(1)(2)", "formula-function"),
    ("RAND()", "formula-function"),
    ("NOW()", "formula-function"),
    ("TODAY()", "formula-function"),
    ('INDIRECT("A1")', "formula-function"),
    ("OFFSET(A1,1,1)", "formula-function"),
    ('CELL("contents",A1)', "formula-function"),
    ("FORMULATEXT(A1)", "formula-function"),
    ("CUMIPMT(0.1,1E9,1,1,1E9,0)", "formula-function"),
    ("DDB(1,1,1E9,1E9)", "formula-function"),
    ("_xlfn.LET(a,1,a)", "formula-function"),
    ("SUMPRODUCT(SUMIF(A1:A20000,A1:A20000))", "formula-work"),
    ("SUMPRODUCT(COUNTIF(A1:A20,A1:A20))", "formula-one-value"),
    ("SUMPRODUCT(MOD(A1:A9,10))", "formula-one-value"),
    ("SUM(IFERROR(A1:A9/B1:B9,0))", "formula-one-value"),
    ("SUMPRODUCT(A1:A20000*B1:Z1)", "formula-area"),
    ("SUM(A1:A10*B1:K1*A1:A20000*1)", "formula-area"),
    ("SUM(" + ",".join(["A1:A20000"] * 60) + ")", "formula-work"),
    ("A1:A3", "formula-table"),
    ("A1:A3*2", "formula-table"),
    ("IF(A1:A3>1,1,0)", "formula-table"),
    ("Elsewhere!A1", "formula-sheet-unknown"),
    ("SUM(Elsewhere!A1:A3)", "formula-sheet-unknown"),
    ("[1]S!A1", "formula-external"),
    ("'[book.xlsx]S'!A1", "formula-external"),
    ("'C:\\x\\[book.xlsx]S'!A1", "formula-external"),
    ("{1,2,3}", "formula-array"),
    ("SUM({1,2})", "formula-array"),
    ("Table1[Column]", "formula-external"),
    ("A1:INDEX(A1:A9,3)", "formula-range"),
    ("A1:B2:C3", "formula-range"),
    ("total", "formula-name"),
    ("A1#", "formula-error-value"),
    ("#REF!", "formula-error-value"),
    ("@A1", "formula-sign"),
    ("A1 B1", "formula-unexpected"),
    ("(A1,B1)", "formula-unexpected"),
    ("1e999", "formula-number"),
    ("A1048577", "formula-reference"),
    ("XFE1", "formula-reference"),
    ("", "formula-ends-early"),
    ("1+", "formula-ends-early"),
    ("SUM(1", "formula-ends-early"),
    ("SUM 1", "formula-name"),
    ("SUM()", "formula-arguments"),
    ("ROUND(1)", "formula-arguments"),
    ('"abc', "formula-quote"),
    ("'abc", "formula-quote"),
    ("1\x00", "formula-sign"),
    ("cmd|' /C calc'!A0", "formula-sign"),
    ("SUM(A1:A3))", "formula-unexpected"),
    ("&".join(["1"] * 512), "formula-operators"),
    ("=".join(["1"] * 400), "formula-operators"),
    ("+".join(["1"] * 500), "formula-operators"),
    ("(1=1&1+1*" * 32 + "1" + ")" * 32 + "&1" * 300, "formula-operators"),
]


@pytest.mark.parametrize(("text", "code"), KILLERS, ids=[code + str(n) for n, (_, code) in enumerate(KILLERS)])
def test_a_killer_is_refused_at_once(text, code):
    spent = []
    for _ in range(3):  # the best of them, because a collection of rubbish may fall into one
        began = time.process_time()
        with pytest.raises(GateProblem) as caught:
            admit("=" + text, "S", SHEETS)
        spent.append(time.process_time() - began)
    assert min(spent) < 0.05
    assert caught.value.code == code
    assert all(isinstance(value, str | int | tuple) for value in caught.value.values.values())


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_hundred_thousand_signs_are_refused_by_their_length(lang):
    for text in ("(" * 100_000, "=" + "(" * 100_000, "=" + "A1+" * 33_000, "=" + '"' * 99_999, "=" + " " * 100_000):
        began = time.process_time()
        with pytest.raises(GateProblem) as caught:
            canonical(text, lang)
        assert time.process_time() - began < 0.01
        assert caught.value.code == "formula-too-long"


def test_a_formula_says_where_it_stops_being_one():
    with pytest.raises(GateProblem) as caught:
        admit("=B2/C2 D2", "S", SHEETS)
    assert caught.value.values == {"read": "D2", "at": 8}


@pytest.mark.parametrize(
    "text",
    [
        "=B2/C2*100",
        "=SUM(A1:A20000)",
        "=SUMPRODUCT(A1:A500,B1:B500)",
        "=SUMPRODUCT((A1:A500>3)*B1:B500)",
        "=SUM(IF(A1:A500>1,1,0))",
        '=COUNTIF(A1:A500,">3")',
        "=INDEX(Données!A1:C9,MATCH(2,Données!A1:A9,0),3)",
        "=" + "(" * 32 + "1" + ")" * 32,
        "=" + "+".join(["A1"] * 300),
        "=9^9^9",
        "=VLOOKUP(A1,Données!A1:D99,2,FALSE)",
        "=IF(A1,,1)",
        "=IFERROR(A1/B1,0)",
        "=COUNTIFS(A1:A9,1,B1:B9,2)",
        "=XLOOKUP(1,A1:A9,B1:B9)",
    ],
)
def test_what_planners_write_is_admitted(text):
    assert admit(text, "S", SHEETS)


def test_a_circle_is_named_with_its_path():
    formulas = {
        Cell("S", "A1"): "=B1+1",
        Cell("S", "B1"): "=Données!C1",
        Cell("Données", "C1"): "=S!A1",
        Cell("S", "D1"): "=A1",
    }
    with pytest.raises(GateProblem) as caught:
        admit_all(formulas, SHEETS)
    assert caught.value.code == "formula-cycle"
    assert caught.value.values["path"] == ("S!A1", "S!B1", "Données!C1", "S!A1")
    assert (caught.value.place.sheet, caught.value.place.cell) == ("S", "A1")


@pytest.mark.parametrize("formula", ["=H9+1", "=100-F9-H9", "=SUM(H1:H20)", "=IF(FALSE,H9,1)"])
def test_a_cell_that_reads_itself_is_a_circle(formula):
    with pytest.raises(GateProblem) as caught:
        admit_all({Cell("S", "H9"): formula}, SHEETS)
    assert caught.value.values["path"] == ("S!H9", "S!H9")


def test_a_circle_of_fifty_thousand_cells_is_found_without_recursion():
    formulas = {Cell("S", f"A{row}"): f"=A{row + 1}" for row in range(1, 5000)} | {Cell("S", "A5000"): "=A1"}
    with pytest.raises(GateProblem) as caught:
        admit_all(formulas, SHEETS)
    assert len(caught.value.values["path"]) == 5001


def test_a_chain_is_put_in_order():
    formulas = {Cell("S", f"A{row}"): f"=A{row + 1}+1" for row in range(1, 100)} | {Cell("S", "A100"): "=1"}
    assert admit_all(formulas, SHEETS).order == tuple(Cell("S", f"A{row}") for row in range(100, 0, -1))


def test_texts_that_double_are_stopped():
    formulas = {Cell("S", "A1"): '="' + "x" * 200 + '"'} | {
        Cell("S", f"A{row}"): f"=A{row - 1}&A{row - 1}" for row in range(2, 60)
    }
    with pytest.raises(GateProblem) as caught:
        admit_all(formulas, SHEETS)
    assert caught.value.code == "formula-text"
    assert caught.value.place.cell == "A6"
    assert caught.value.values["length"] == 6400 > MAX_TEXT


def test_a_range_of_texts_joined_counts_every_cell():
    with pytest.raises(GateProblem) as caught:
        admit_all({Cell("S", "B1"): "=CONCAT(A1:A9000)"}, SHEETS)
    assert caught.value.code == "formula-text"


def test_work_is_bounded_over_the_whole_workbook():
    formulas = {Cell("S", f"B{row}"): f"=SUM(A1:A{MAX_AREA})" for row in range(1, 100)}
    with pytest.raises(GateProblem) as caught:
        admit_all(formulas, SHEETS)
    assert caught.value.code == "workbook-work"


def test_an_author_gets_every_refusal_with_its_cell():
    found = refusals({Cell("S", "A1"): "=RAND()", Cell("S", "B2"): "=1+", Cell("S", "C3"): "=A1"}, SHEETS)
    assert [(finding.code, finding.place.cell) for finding in found] == [
        ("formula-function", "A1"),
        ("formula-ends-early", "B2"),
    ]


ALPHABET = string.printable + "éÉœ−×÷€ \u00a0\u202f\u202e\u200f٣٫𝟛\U0001f600"
PIECES = [
    "SUM(",
    "A1",
    ":",
    "B2",
    "(",
    ")",
    ",",
    ";",
    "1",
    "%",
    "^",
    "-",
    "=",
    "'S'!",
    "S!",
    '"',
    "IF(",
    "RAND(",
    "$",
    "[",
    "{",
    "!",
]


def _random_text(chance: random.Random) -> str:
    if chance.random() < 0.5:
        return "=" + "".join(chance.choices(PIECES, k=chance.randint(1, 60)))
    return chance.choice(["", "=", " = "]) + "".join(chance.choices(ALPHABET, k=chance.randint(0, 1200)))


def _hammer(count: int, seed: int) -> dict[str, int]:
    chance, seen = random.Random(seed), dict[str, int]()
    for _ in range(count):
        text, lang = _random_text(chance), chance.choice(["en", "fr", "es"])
        try:
            admit(canonical(text, lang), "S", SHEETS)
            code = "admitted"
        except GateProblem as refusal:
            code = refusal.code
        seen[code] = seen.get(code, 0) + 1
    return seen


def test_random_strings_are_refused_by_type():
    """A thousand here, ten thousand in the soak: nothing but a typed refusal, or a formula."""
    seen = _hammer(1000, seed=1)
    assert sum(seen.values()) == 1000
    assert len(seen) >= 8


@pytest.mark.soak
def test_ten_thousand_random_strings_are_refused_by_type():
    assert sum(_hammer(10_000, seed=2).values()) == 10_000


WORST = """
import sys, threading, time
from epm_xblocks.workbook.engine import Formula, evaluate, formula_of
from epm_xblocks.workbook.gate import admit
def go():
    for text in sys.stdin.read().splitlines():
        began = time.process_time()
        cells = {"A1": 5.0, "A2": 1e300, "A3": -1e300, "A4": 1e-300, "B1": formula_of(admit(text, "S", ("S",)))}
        value = evaluate({"S": cells})["S"]["B1"]
        spent = time.process_time() - began
        assert spent < 0.5, (text[:80], spent)
        print("done", repr(value)[:60])
threading.stack_size(256 * 1024)
thread = threading.Thread(target=go); thread.start(); thread.join()
"""


def _deepest() -> list[str]:
    """Formulas at the bound of 32 levels, each level as heavy as it can be."""
    return [
        "=" + "(" * 32 + "1" + ")" * 32,
        "=" + "IF(1," * 32 + "1" + ")" * 32,
        "=" + "1=1&1+1*1^(" * 16 + "1" + ")" * 16,
        "=" + "-(" * 16 + "1" + ")" * 16,
        "=" + "IF(1,1=1&1+1*-(" * 10 + "1" + "))" * 10,
        "=" + "SUM(1,1*" * 31 + "1" + ")" * 31,
        "=" + "1+(" * 32 + "1" + ")" * 32,
        "=" + "^".join("2" * 33),
        "=" + "-" * 32 + "1",
        "=1" + "%" * 32,
        "=" + "+".join(["1"] * 355),
        "=" + "&".join(["1"] * 128),
        "=" + "=".join(["1"] * 128),
        "=" + "(" * 32 + "&".join(["1"] * 50) + ")" * 32,
        "=" + "(" * 32 + "1" + ")" * 32 + "&1" * 50,
        "=" + "(1+1*" * 32 + "1" + ")" * 32 + "+1" * 70,
    ]


def _extremes() -> list[str]:
    """Every admitted function with arguments chosen to run long."""
    found = []
    for name, function in FUNCTIONS.items():
        for arguments in ("A2", "A3", "A4", "A1", "1E15", "-1", "0"):
            for count in {function.least, min(function.least + 1, function.most), min(function.most, 6)}:
                found.append(f"={name}({','.join([arguments] * count)})")
    return found


def test_what_is_admitted_neither_ends_the_process_nor_takes_long():
    """In a process of its own, in a thread with the smallest stack a server gives."""
    formulas = [
        *_deepest(),
        *_extremes(),
        "=9^9^9",
        "=9^9^9^9^9",
        "=1E300*1E300",
        "=SUMPRODUCT(A1:A6000*B2:B6001)",
        "=SUM(A1:A20000)",
    ]
    done = subprocess.run(
        [sys.executable, "-c", WORST], input="\n".join(formulas), capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.count("done") == len(formulas), done.stderr[-2000:]
