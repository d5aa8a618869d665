"""The uploaded workbook: every program's way of writing, every way of typing, cells that moved."""

from __future__ import annotations

import pytest

from epm_xblocks.workbook.refs import Cell
from epm_xblocks.workbook.xlsx_answers import answers_of
from epm_xblocks.workbook.xlsx_book import shown_as
from epm_xblocks.workbook.xlsx_in import AnswerPlace, FileProblem, Limits, read_file
from epm_xblocks.workbook.xlsx_out import workbook_file
from epm_xblocks.workbook.xlsx_pages import AnswerCell
from tests.workbook.office import filled, members, packed, sheet_parts
from tests.workbook.xlsx_case import (
    DATA,
    GIVEN_PLACES,
    PLACES,
    STAMP,
    WORDS,
    WORK,
    answered,
    downloaded,
    work,
)
from tests.workbook.xlsx_fixtures import STRICT_MAIN, cells, one, sheet, workbook

B4, C4, D4 = work("B4"), work("C4"), work("D4")
PERCENT = {cell: AnswerPlace(f"epm_Calcul_{cell.a1}", "percent") for cell in (B4, C4, D4)}
PUPILS = {cell: AnswerPlace(f"epm_Calcul_{cell.a1}", "pupils") for cell in (B4, C4, D4)}


def read(data, places=PERCENT, **more):
    return read_file(data, places, **more)


def test_an_untouched_download_comes_back_blank_with_its_stamp():
    upload = read_file(downloaded(), PLACES, givens=GIVEN_PLACES)
    assert len(upload.cells) == 30
    assert all(value.blank for value in upload.cells.values())
    assert upload.stamps == (STAMP, STAMP)
    assert upload.notes == ()
    assert answers_of(upload, PLACES, "fr") == {}


def test_what_was_written_is_read():
    sheets = answered(
        {
            "B4": AnswerCell(B4, "percent", 1, 87.3),
            "C4": AnswerCell(C4, "percent", 1, 9.370657, "=Données!C4/Données!B4*100"),
            "C5": AnswerCell(work("C5"), "percent", 1, "10.3.4"),
            "D4": AnswerCell(D4, "percent", 1, 3.329, "=100-B4-C4"),
            "B11": AnswerCell(work("B11"), "pupils", 0, 1103.0),
        }
    )
    upload = read_file(workbook_file(sheets, WORDS, stamp=STAMP), PLACES, givens=GIVEN_PLACES)
    assert answers_of(upload, PLACES, "fr") == {
        B4: "87,3",
        C4: {"value": 9.370657, "formula": "=Données!C4/Données!B4*100"},
        work("C5"): "10.3.4",
        D4: {"value": 3.329, "formula": "=100-B4-C4"},
        work("B11"): "1103",
    }


@pytest.mark.parametrize(
    ("content", "figure"),
    [
        ('s="1"|<v>0.873</v>', 87.3),  # typed 87,3 or 87,3 % in our cell
        ('s="6"|<v>-0.873</v>', -87.3),
        ('s="0"|<v>87.3</v>', 87.3),  # made plain by the learner
        ('s="5"|<v>87.3</v>', 87.3),
        ('s="4"|<v>87.3</v>', 87.3),  # a per-cent sign in quotes scales nothing
        ('s="7"|<v>87.3</v>', 87.3),
        ('s="1"|<f>E4/B4</f><v>0.87301</v>', 87.301),
        ('s="0"|<f>E4/B4*100</f><v>87.301</v>', 87.301),
        ('s="1"|<f>E4/B4*100</f><v>87.301</v>', 8730.1),  # shown as 8730.1 %: what a cell shows is what counts
        ('s="1"|<v>8.7300000000000004E-1</v>', 87.3),
        ("<v>87.3</v>", 87.3),
        ('s="999"|<v>87.3</v>', 87.3),
    ],
)
def test_per_cent_is_read_as_the_cell_shows_it(content, figure):
    assert read(one({"B4": content})).cells[B4].figure("percent") == figure


def test_elsewhere_a_per_cent_format_changes_nothing():
    upload = read(one({"B4": 's="1"|<v>0.125</v>'}), PUPILS)
    assert upload.cells[B4].figure("pupils") == 0.125


def test_excel_texts_booleans_errors_and_dates():
    shared = ["<t>no</t>", '<r><t xml:space="preserve">87,3</t></r><r><t> %</t></r><rPh sb="0" eb="1"><t>x</t></rPh>']
    found = {
        "B4": 't="s"|<v>1</v>',
        "C4": 't="str"|<f>"a"&amp;"b"</f><v>ab</v>',
        "D4": 't="inlineStr"|<is><t>1.103</t></is>',
        "B5": 't="e"|<f>1/0</f><v>#DIV/0!</v>',
        "C5": 't="b"|<v>1</v>',
        "D5": 's="3"|<v>45789</v>',
        "B6": 't="s"|<v>99</v>',
        "C6": 't="inlineStr"|<is><t>_x0041_b</t></is>',
        "D6": "<v>not a figure</v>",
    }
    places = {work(a1): AnswerPlace(a1, "percent") for a1 in found}
    upload = read(one(found, shared=shared), places)
    assert upload.cells[B4].value == "87,3 %"
    assert (upload.cells[C4].value, upload.cells[C4].formula) == ("ab", '="a"&"b"')
    assert upload.cells[work("B5")].error == "#DIV/0!"
    assert answers_of(upload, places, "fr") == {
        B4: "87,3 %",
        C4: "ab",
        D4: "1.103",
        work("B5"): "#DIV/0!",
        work("C5"): "TRUE",
        work("D5"): "2025-05-12",
        work("C6"): "Ab",
        work("D6"): "not a figure",
    }


def test_the_other_date_system():
    places = {B4: AnswerPlace("b", "pupils")}
    assert answers_of(read(one({"B4": 's="3"|<v>0</v>'}, date1904=True), places), places, "en") == {B4: "1904-01-01"}
    assert answers_of(read(one({"B4": 's="3"|<v>9E9</v>'}), places), places, "en")[B4]


@pytest.mark.parametrize(
    ("style", "stored", "typed"),
    [
        ("fr", "0.05", "5"),
        ("fr", "0.0110300000000000", "1,103"),
        ("en", "0.01103", "1.103"),
        ("es", "12.345", "1234,5"),
        ("ar-EG", "0.873", "87٫3"),
        ("fr", "0.087654321987654", {"value": 8.7654321987654, "formula": None}),
        ("fr", "1E-20", {"value": 1e-18, "formula": None}),
    ],
)
def test_a_figure_typed_in_the_file_is_a_typed_figure(style, stored, typed):
    """87.3 % typed into Excel gets the same allowance for rounding as 87.3 typed on the page."""
    places = {B4: AnswerPlace("b", "percent")}
    assert answers_of(read(one({"B4": f's="1"|<v>{stored}</v>'}), places), places, style) == {B4: typed}


def test_google_style_no_references_absolute_targets_and_strict_dialect():
    rows = '<row r="4"><c t="inlineStr"><is><t>1</t></is></c><c s="1"><v>0.5</v></c><c><v>2</v></c></row>'
    for data in (
        workbook({"Calcul": sheet(rows, head="")}, absolute=True),
        workbook({"Calcul": sheet(rows, head="", main=STRICT_MAIN)}, strict=True),
        workbook({"CALCUL": sheet(rows, head="")}),
    ):
        upload = read(data)
        assert upload.cells[B4].figure("percent") == 50.0
        assert upload.cells[C4].figure("percent") == 2.0
        assert upload.cells[D4].blank


def test_wps_writes_rows_without_numbers_and_formulas_of_other_programs():
    rows = "<row/><row/><row/><row><c/><c><f>_xlfn.STDEV.S(A1:A3)</f><v>1.5</v></c></row>"
    upload = read(workbook({"Calcul": sheet(rows, head="")}), PUPILS)
    assert (upload.cells[B4].value, upload.cells[B4].formula) == (1.5, "=STDEV.S(A1:A3)")


def test_shared_formulas_are_unfolded():
    found = {
        "B4": '<f t="shared" ref="B4:D4" si="0">Données!E4/$A$1*A4</f><v>1</v>',
        "C4": '<f t="shared" si="0"/><v>2</v>',
        "D4": '<f t="shared" si="7"/><v>3</v>',
    }
    upload = read(one(found))
    assert [upload.cells[cell].formula for cell in (B4, C4)] == ["=Données!E4/$A$1*A4", "=Données!F4/$A$1*B4"]
    assert (upload.cells[D4].formula, upload.cells[D4].value) == ("=", 3.0), "a group without its first cell"


def test_a_formula_that_we_do_not_read_is_kept_as_written():
    upload = read(one({"B4": '<f>INDIRECT("A"&amp;1)</f><v>0.5</v>', "C4": "<f>[1]Sheet1!A1</f><v>2</v>"}))
    assert upload.cells[B4].formula == '=INDIRECT("A"&1)'
    assert upload.cells[C4].formula == "=[1]Sheet1!A1"
    assert answers_of(upload, PERCENT, "en") == {
        B4: {"value": 0.5, "formula": None},
        C4: {"value": 2.0, "formula": None},
    }


NAMES = {"epm_Calcul_B4": "'Mon travail'!$B$6", "epm_Calcul_C4": "'Mon travail'!$D$6", "epm_Calcul_D4": "#REF!"}


def test_cells_are_found_by_name_where_they_were_moved_and_renamed():
    found = {"B6": 's="1"|<v>0.5</v>', "D6": 's="1"|<f>B6*2</f><v>1</v>', "B4": "<v>7</v>"}
    upload = read(one(found, "Mon travail", names=NAMES))
    assert upload.cells[B4].at == Cell("Mon travail", "B6")
    assert upload.cells[B4].figure("percent") == 50.0
    assert upload.cells[D4].at is None
    assert [(note.code, note.place.cell) for note in upload.notes] == [("upload-cell-gone", "D4")]
    assert answers_of(upload, PERCENT, "en")[C4] == {"value": 100.0, "formula": "=B4*2"}


def test_a_formula_that_reads_the_learners_own_cell_where_the_case_has_another_is_not_carried():
    found = {"B6": 's="1"|<v>0.5</v>', "D6": 's="1"|<f>B4*2</f><v>1</v>'}
    names = {name: place.replace("'Mon travail'", "Calcul") for name, place in NAMES.items()}
    upload = read(one(found, names=names))
    assert answers_of(upload, PERCENT, "en")[C4] == {"value": 100.0, "formula": None}


def test_a_missing_sheet_is_said_once():
    upload = read(one({"B4": "<v>1</v>"}, "Feuil1"))
    assert [(note.code, note.values) for note in upload.notes] == [("upload-sheet-missing", {"sheet": "Calcul"})]
    assert all(value.blank for value in upload.cells.values())


def test_two_names_for_one_cell_give_one_answer():
    names = {"epm_Calcul_B4": "Calcul!$B$4", "epm_Calcul_C4": "Calcul!$B$4"}
    upload = read(one({"B4": "<v>1</v>"}, names=names))
    assert upload.cells[B4].value == 1.0
    assert upload.cells[C4].blank
    assert "upload-cell-gone" in [note.code for note in upload.notes]


def test_local_names_and_nonsense_names_are_passed_over():
    names = {
        "epm_Calcul_B4": "Calcul!$B$4:$C$9",
        "epm_x": "1+1",
        "_xlnm.Print_Area": "Calcul!$A$1",
        "epm_Calcul_C4": "",
    }
    assert read(one({"B4": "<v>1</v>"}, names=names)).cells[B4].value == 1.0


def test_rows_inserted_by_the_learner():
    """As Excel leaves it: the cells, the names and the formulas have moved down by one."""
    parts = members(filled(downloaded(), {(WORK, "B5"): 0.903, (WORK, "C5"): "=1-B5"}))
    part = sheet_parts(parts)[WORK]
    text = parts[part].decode()
    for row in range(16, 3, -1):
        text = text.replace(f'r="{row}"', f'r="{row + 1}"')
        for column in "ABCDE":
            text = text.replace(f'r="{column}{row}"', f'r="{column}{row + 1}"')
    parts[part] = text.replace("<f>1-B5</f>", "<f>1-B6</f><v>0.097</v>").encode()
    book = parts["xl/workbook.xml"].decode()
    for row in range(16, 3, -1):
        for column in "BCD":
            book = book.replace(f"Calcul!${column}${row}<", f"Calcul!${column}${row + 1}<")
    parts["xl/workbook.xml"] = book.encode()
    upload = read_file(packed(parts), PLACES, givens=GIVEN_PLACES)
    assert answers_of(upload, PLACES, "fr") == {
        work("B5"): "90,3",
        work("C5"): {"value": 9.7, "formula": "=100-B5"},
    }


def test_givens_that_moved_are_named_as_the_case_names_them():
    found = {"B4": 's="1"|<f>Données!B9/Données!C9</f><v>0.5</v>'}
    names = {"epm_Données_B4": "Données!$B$9", "epm_Données_C4": "Données!$C$9"}
    data = workbook({"Calcul": sheet(cells(found)), DATA: sheet(cells({"B9": "<v>1</v>"}))}, names=names)
    upload = read_file(data, PLACES, givens=GIVEN_PLACES)
    assert answers_of(upload, PLACES, "fr")[B4]["formula"] == "=Données!B4/Données!C4*100"


def test_the_stamp_survives_in_either_place():
    parts = members(downloaded())
    del parts["docProps/custom.xml"]
    assert read_file(packed(parts), PLACES).stamps == (STAMP,)
    parts = members(downloaded())
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"_epm", b"gone").replace(b"epm_stamp", b"gone_too")
    assert read_file(packed(parts), PLACES).stamps == (STAMP,)
    assert read(one({})).stamps == ()


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("0%", "percent"),
        ("0.0 %", "percent"),
        ('0.0"%"', ""),
        ("0.0\\%", ""),
        ("General", ""),
        ("general", ""),
        ("0.00E+00", ""),
        ("[$-40C]d mmm yyyy", "date"),
        ("[h]:mm", "date"),
        ("[Red]0.0", ""),
        ("[$€-40C] #,##0", ""),
        ('# ##0" élèves"', ""),
        ("0;0%", ""),
        ("yyyy\\-mm\\-dd", "date"),
        ("@", ""),
        ("", ""),
    ],
)
def test_number_formats(code, shown):
    assert shown_as(code) == shown


def test_limits_are_the_callers():
    data = one({f"B{row}": "<v>1</v>" for row in range(1, 60)})
    for limits, code in (
        (Limits(rows=50), "file-too-many-rows"),
        (Limits(cells=50), "file-too-many-cells"),
        (Limits(size=100), "file-too-large"),
        (Limits(members=3), "file-too-many-parts"),
        (Limits(unpacked=1000), "file-too-large-unpacked"),
    ):
        with pytest.raises(FileProblem) as caught:
            read(data, limits=limits)
        assert caught.value.code == code
