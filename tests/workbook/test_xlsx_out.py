"""The downloaded workbook: what it shows, what it locks, and that nothing of the key is in it."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

from epm_xblocks.workbook.refs import Cell
from epm_xblocks.workbook.xlsx_in import read_file
from epm_xblocks.workbook.xlsx_names import cell_names
from epm_xblocks.workbook.xlsx_out import marked_file, safe_text, solved_file, workbook_file
from epm_xblocks.workbook.xlsx_pages import (
    AnswerCell,
    GivenCell,
    Instructions,
    Line,
    RowPage,
    SheetPage,
    TablePage,
    placed_texts,
    revision,
)
from tests.workbook.office import members, sheet_parts
from tests.workbook.xlsx_case import DATA, PLACES, SHEETS, STAMP, WORDS, WORK, answered, downloaded, work


def sheet_xml(data: bytes, name: str) -> str:
    parts = members(data)
    return parts[sheet_parts(parts)[name]].decode()


def cell_xml(data: bytes, sheet: str, a1: str) -> str:
    found = re.search(rf'<c r="{a1}"[^>]*?(?:/>|>.*?</c>)', sheet_xml(data, sheet))
    return found[0] if found else ""


def style_of(data: bytes, sheet: str, a1: str) -> dict[str, str]:
    """The cell's style as XML: its format code, fill, and whether it is locked."""
    number = int(re.search(r' s="(\d+)"', cell_xml(data, sheet, a1))[1])
    styles = members(data)["xl/styles.xml"].decode()
    xf = re.findall(r"<xf [^>]*/>|<xf .*?</xf>", styles.partition("<cellXfs")[2].partition("</cellXfs>")[0])[number]
    codes = dict(re.findall(r'<numFmt numFmtId="(\d+)" formatCode="([^"]*)"', styles)) | {"3": "#,##0", "9": "0%"}
    fills = re.findall(r"<fill>.*?</fill>", styles)
    chosen = re.search(r'numFmtId="(\d+)"', xf)[1]
    fill = fills[int(re.search(r'fillId="(\d+)"', xf)[1])]
    return {"format": codes.get(chosen, "General"), "fill": fill, "locked": 'locked="0"' not in xf}


def test_same_description_same_bytes():
    assert downloaded() == downloaded()
    for info in zipfile.ZipFile(io.BytesIO(downloaded())).infolist():
        assert info.date_time[0] == 1980


def test_given_cells_are_locked_figures_without_formula():
    data = downloaded()
    assert "<f>" not in sheet_xml(data, DATA)
    assert cell_xml(data, DATA, "B4").endswith("<v>151110</v></c>")
    assert style_of(data, DATA, "B4")["locked"]
    assert style_of(data, DATA, "B4")["format"] == "#,##0"
    assert cell_xml(data, DATA, "D4").endswith("<v>0.873</v></c>")
    assert style_of(data, DATA, "D4")["format"] == "0.0%"
    assert 't="s"' in cell_xml(data, DATA, "D5"), "a missing figure is a dash, not 0 and not blank"


def test_answer_cells_are_free_coloured_blank_and_formatted():
    data = downloaded()
    assert "<v>" not in cell_xml(data, WORK, "B4")
    assert style_of(data, WORK, "B4")["format"] == "0.0%"
    assert style_of(data, WORK, "B11")["format"] == "#,##0"
    assert "E8F1F6" in style_of(data, WORK, "B4")["fill"]
    assert not style_of(data, WORK, "B4")["locked"]


def test_protection_leaves_room_for_the_learners_own_work():
    text = sheet_xml(downloaded(), WORK)
    protection = re.search(r"<sheetProtection[^>]*>", text)[0]
    assert "password" not in protection
    for free in ("insertRows", "insertColumns", "formatCells", "deleteRows"):
        assert f'{free}="0"' in protection
    column = re.search(r'<col min="(\d+)" max="256" .*?style="(\d+)"', text)
    assert column is not None, "columns beside the tables are free to write in"
    assert "workbookProtection" not in members(downloaded())["xl/workbook.xml"].decode()


def test_the_learners_answers_stand_in_their_cells():
    formula = AnswerCell(work("C4"), "percent", 1, 9.4, "=Données!C4/Données!B4*100")
    sheets = answered(
        {
            "B4": AnswerCell(work("B4"), "percent", 1, 87.3),
            "B5": AnswerCell(work("B5"), "percent", 1, "10.3.4"),
            "C4": formula,
            "C5": replace(formula, ref=work("C5"), value=None),
            "B11": AnswerCell(work("B11"), "pupils", 0, 1000.0),
        }
    )
    data = workbook_file(sheets, WORDS)
    assert "<v>0.873</v>" in cell_xml(data, WORK, "B4")
    assert 't="s"' in cell_xml(data, WORK, "B5")
    assert "<f>Données!C4/Données!B4</f><v>0.094</v>" in cell_xml(data, WORK, "C4")
    assert "<f>Données!C4/Données!B4</f><v></v>" in cell_xml(data, WORK, "C5")
    assert "<v>1000</v>" in cell_xml(data, WORK, "B11")


def test_a_text_that_looks_like_a_formula_stays_a_text():
    answer = AnswerCell(work("B4"), "percent", 1, "=HYPERLINK(1)")
    given = GivenCell(Cell(DATA, "B4"), "=1+1")
    title = replace(SHEETS[0].tables[0], caption="=1+1", heads=("=1", "@x"), rows=(RowPage("+1"),))
    data = workbook_file((SheetPage(DATA, (title,), (given,)), *answered({"B4": answer})[1:]), WORDS)
    assert "<f>" not in sheet_xml(data, DATA) + sheet_xml(data, WORK)


def test_names_are_hidden_and_the_stamp_lies_in_two_places():
    parts = members(downloaded())
    book = parts["xl/workbook.xml"].decode()
    names = re.findall(r"<definedName .*?</definedName>", book)
    assert len(names) == len([cell for sheet in SHEETS for cell in sheet.cells]) + 1
    assert all('hidden="1"' in name for name in names), "a visible name would be put into formulas by Excel"
    assert '<definedName name="epm_Calcul_B4" hidden="1">Calcul!$B$4</definedName>' in book
    assert STAMP in parts["docProps/custom.xml"].decode()
    assert 'name="_epm" sheetId="4" state="veryHidden"' in book
    assert STAMP in parts["xl/sharedStrings.xml"].decode()


def test_print_and_view():
    text = sheet_xml(downloaded(), DATA)
    assert re.search(r'<pageSetup paperSize="9"[^>]*orientation="landscape"', text)
    assert 'fitToHeight="0"' in text
    assert '<pane xSplit="1" ySplit="3"' in text
    assert "rightToLeft" not in text
    arabic = replace(WORDS, lang="ar-EG")
    assert 'rightToLeft="1"' in sheet_xml(workbook_file(SHEETS, arabic), DATA)


def test_instructions_come_first_under_a_name_of_their_own():
    same = Instructions(DATA, (Line("x"),), "fr")
    names = list(sheet_parts(members(workbook_file(SHEETS, same))))
    assert names == ["Données 2", DATA, WORK]


def test_what_is_described_has_no_place_for_a_key():
    """The canary on a whole case is in tests/case/test_pages.py."""
    assert set(AnswerCell.__dataclass_fields__) == {
        "ref", "unit", "decimals", "value", "formula", "message", "state", "comment"
    }  # fmt: skip


def test_marks_are_written_beside_the_cells():
    cell = AnswerCell(work("B4"), "percent", 1, 71.0, state="wrong", comment="Divisez par les effectifs de 2023.")
    data = marked_file(answered({"B4": cell}), WORDS)
    assert "FBECEA" in style_of(data, WORK, "B4")["fill"]
    assert "Divisez par les effectifs" in members(data)["xl/comments1.xml"].decode()
    assert "docProps/custom.xml" not in members(data), "a marked copy is no submission"
    assert read_file(data, PLACES).stamps == ()


def test_solved_workbook_shows_formulas_in_the_scale_of_the_file():
    key = AnswerCell(work("C4"), "percent", 1, 9.37, "=Données!C4/Données!B4*100")
    data = solved_file(answered({"C4": key}), WORDS)
    assert "<f>Données!C4/Données!B4</f><v>0.0937</v>" in cell_xml(data, WORK, "C4")
    assert "sheetProtection" not in sheet_xml(data, WORK)


def test_a_long_message_and_odd_signs_do_no_harm():
    cell = AnswerCell(work("B4"), "percent", 1, message="m" * 400)
    assert "<dataValidation " in sheet_xml(workbook_file(answered({"B4": cell}), WORDS), WORK)
    assert safe_text("a\x00b\ud800c\x1f") == "a b?c "
    assert safe_text("😀" * 20, 10) == "😀" * 4 + "…"
    assert len(safe_text("x" * 50_000)) == 32_767


def test_captions_stand_on_free_cells_only():
    tables = (TablePage("A3", ("a", "b"), (RowPage("1"),), "first", "note"), TablePage("A5", ("a", "b"), (), "second"))
    found = list(placed_texts(SheetPage("S", tables)))
    assert found == [(1, 1, "first", "caption"), (2, 1, "note", "note"), (5, 4, "second", "caption")]
    beside = GivenCell(Cell("S", "D5"), 1.0)
    assert len(list(placed_texts(SheetPage("S", tables, (beside,))))) == 2, "no room: no caption"
    assert [spot[:2] for spot in placed_texts(SheetPage("S", (TablePage("A1", ("a",), (), "c"),)))] == [(1, 3)]


def test_revision_follows_figures_and_not_answers_or_words():
    assert revision(SHEETS) == revision(answered({"B4": AnswerCell(work("B4"), "percent", 1, 1.0)}))
    assert revision(SHEETS) == revision([replace(SHEETS[0], tables=()), SHEETS[1]])
    other = replace(SHEETS[0], givens=(replace(SHEETS[0].givens[0], value=1.0), *SHEETS[0].givens[1:]))
    assert revision(SHEETS) != revision([other, SHEETS[1]])


def test_names_of_cells():
    cells = [Cell("A b", "B4"), Cell("A_b", "B4"), Cell("Élèves", "C5")]
    assert cell_names(cells) == cell_names(reversed(cells))
    assert len(set(cell_names(cells).values())) == 3
    assert cell_names(cells)[Cell("Élèves", "C5")] == "epm_Élèves_C5"
