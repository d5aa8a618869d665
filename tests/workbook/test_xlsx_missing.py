"""Formulas that come without results: evaluated among the learner's own cells, refused one by one."""

from __future__ import annotations

import pytest

from epm_xblocks.workbook.refs import Cell
from epm_xblocks.workbook.xlsx_in import AnswerPlace, Limits, read_file
from epm_xblocks.workbook.xlsx_missing import evaluate_missing
from tests.workbook.office import filled, without_results
from tests.workbook.xlsx_case import GIVEN_PLACES, PLACES, WORK, downloaded, work
from tests.workbook.xlsx_fixtures import cells, one, sheet, workbook

B4, C4, D4 = work("B4"), work("C4"), work("D4")
THREE = {cell: AnswerPlace(cell.a1, "percent") for cell in (B4, C4, D4)}


def evaluated(data, places=THREE, **more):
    return evaluate_missing(read_file(data, places, **more))


def reasons(upload):
    return {note.place.cell: note.code for note in upload.notes}


def test_nothing_missing_nothing_done():
    upload = read_file(one({"B4": "<f>1+1</f><v>2</v>"}), THREE)
    assert evaluate_missing(upload) is upload


def test_chains_ranges_helper_sheets_and_shared_texts():
    found = {
        "B4": 's="1"|<f>Aide!B1/SUM(Aide!B1:B3)</f>',
        "C4": 's="1"|<f>1-B4</f><v></v>',
        "D4": '<f>IF(Aide!A1="oui",aide!B3,0)</f>',
    }
    helper = {
        "A1": 't="s"|<v>0</v>',
        "B1": "<v>10</v>",
        "B2": "<f>B1*2</f>",
        "B3": "<f>B2+B1</f><v>70</v>",
    }
    data = workbook({WORK: sheet(cells(found)), "Aide": sheet(cells(helper))}, shared=["<t>oui</t>"])
    upload = evaluated(data)
    assert upload.cells[B4].figure("percent") == pytest.approx(10.0)
    assert upload.cells[C4].figure("percent") == pytest.approx(90.0)
    assert upload.cells[D4].value == 70.0, "a result that the file holds is used as it stands"
    assert upload.notes == ()
    assert all(upload.cells[cell].cached for cell in THREE)


def test_errors_are_results():
    upload = evaluated(one({"B4": "<f>1/0</f>", "C4": "<f>A1+1</f>", "A1": 't="e"|<v>#REF!</v>', "D4": "<f>Z99</f>"}))
    assert upload.cells[B4].error == "#DIV/0!"
    assert upload.cells[C4].error
    assert upload.cells[D4].value == 0.0


def test_refusals_touch_what_reads_them_and_nothing_else():
    found = {
        "B4": "<f>A1*2</f>",
        "C4": "<f>1+1</f>",
        "D4": "<f>B4+1</f>",
        "A1": "<f>INDIRECT(&quot;A2&quot;)</f>",
    }
    upload = evaluated(one(found))
    assert upload.cells[C4].value == 2.0
    assert reasons(upload) == {"B4": "formula-function", "D4": "formula-function"}
    assert not upload.cells[B4].cached


@pytest.mark.parametrize(
    ("formula", "reason"),
    [
        ("(" * 60 + "1" + ")" * 60, "formula-too-deep"),
        ("SUM(B1:XFD1000)", "formula-area"),
        ("Nulle_part!B1", "formula-sheet-unknown"),
        ("[1]Sheet1!A1", "formula-external"),
        ("COMBIN(1E15,5E14)", "formula-function"),
        ("1+", "formula-ends-early"),
        ("+".join(["1"] * 2000), "formula-too-long"),
        ("B4", "formula-cycle"),
        ("C4", "formula-cycle"),
    ],
)
def test_every_refusal_of_the_gate_is_told(formula, reason):
    upload = evaluated(one({"B4": f"<f>{formula}</f>", "C4": "<f>B4</f>" if formula == "C4" else "<f>2</f>"}))
    assert reasons(upload)["B4"] == reason
    assert upload.cells[C4].value == (None if formula == "C4" else 2.0)


def test_cells_that_may_be_collected_are_bounded():
    found = {f"A{row}": f"<f>A{row + 1}+1</f>" for row in range(1, 400)}
    upload = evaluated(one({"B4": "<f>A1</f>", "C4": "<f>2</f>", **found}), limits=Limits(formulas=300))
    assert reasons(upload)["B4"] == "upload-formula-limit"
    assert evaluated(one({"B4": "<f>A1</f>", **found})).cells[B4].value == 399.0


def test_a_damaged_helper_sheet_spoils_only_what_reads_it():
    broken = {"xl/worksheets/sheet2.xml": "<worksheet><sheetData><row>"}
    data = workbook({WORK: sheet(cells({"B4": "<f>Aide!A1</f>", "C4": "<f>3</f>"})), "Aide": sheet("")}, more=broken)
    upload = evaluated(data)
    assert upload.cells[C4].value == 3.0
    assert reasons(upload) == {"B4": "file-damaged-part"}


def test_a_planners_file_without_results_gives_the_figures_of_one_with_them():
    typed = {(WORK, f"B{row}"): f"=Données!C{row}/Données!B{row}" for row in range(4, 10)}
    typed |= {(WORK, f"C{row}"): f"=1-B{row}" for row in range(4, 10)}
    typed[WORK, "B11"] = "=ROUND(SUM(Données!B4:B9)*AVERAGE(B4:B9),0)"
    data = without_results(filled(downloaded(), typed))
    upload = evaluate_missing(read_file(data, PLACES, givens=GIVEN_PLACES))
    assert upload.notes == ()
    assert upload.cells[Cell(WORK, "B4")].figure("percent") == pytest.approx(14160 / 151110 * 100, rel=1e-12)
    assert upload.cells[Cell(WORK, "C9")].figure("percent") == pytest.approx(100 - 10248 / 99103 * 100, rel=1e-12)
