"""Cell names: letters, corners, sheets in quotes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from epm_xblocks.workbook.refs import (
    MAX_COLUMN,
    MAX_ROW,
    Area,
    Cell,
    RefProblem,
    a1_of,
    column_letters,
    column_number,
    is_sheet_name,
    parse_area,
    parse_cell,
    position,
    quoted,
)


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")]
)
def test_letters_and_numbers(number, letters):
    assert column_letters(number) == letters
    assert column_number(letters) == number
    assert column_number(letters.lower()) == number


@given(st.integers(1, MAX_ROW), st.integers(1, MAX_COLUMN))
def test_names_and_positions_are_each_other(row, column):
    assert position(a1_of(row, column)) == (row, column)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("B4", Cell("Calcul", "B4")),
        ("$b$4", Cell("Calcul", "B4")),
        ("Données!B10", Cell("Données", "B10")),
        ("'Ma feuille'!C3", Cell("Ma feuille", "C3")),
        ("Ma feuille!C3", Cell("Ma feuille", "C3")),
        ("'L''an 1'!A1", Cell("L'an 1", "A1")),
    ],
)
def test_reads_a_cell(text, cell):
    assert parse_cell(text, "Calcul") == cell
    assert parse_cell(str(cell)) == cell


@pytest.mark.parametrize(
    "text",
    ["", "B", "4", "B0", "XFE1", "A1048577", "B4:C5", "B-4", "Б4", "A1B", "[x]!A1", "a/b!A1", "B4" * 100, "!A1", "A 1"],
)
def test_refuses_what_is_no_cell(text):
    with pytest.raises(RefProblem) as caught:
        parse_cell(text, "S")
    assert caught.value.code in ("ref-unread", "sheet-name")


def test_corners_come_in_any_order():
    area = parse_area("C5:B4", "S")
    assert area == Area("S", 4, 2, 5, 3)
    assert area.size == 4
    assert list(area.cells()) == [Cell("S", "B4"), Cell("S", "C4"), Cell("S", "B5"), Cell("S", "C5")]
    assert area.holds(Cell("S", "C4"))
    assert not area.holds(Cell("T", "C4"))
    assert not area.holds(Cell("S", "D4"))


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Calcul", "Calcul"),
        ("Données", "Données"),
        ("Ma feuille", "'Ma feuille'"),
        ("A1", "'A1'"),
        ("2024", "'2024'"),
        ("L'an", "'L''an'"),
        ("TRUE", "'TRUE'"),
    ],
)
def test_sheets_are_quoted_where_excel_needs_it(name, written):
    assert quoted(name) == written


@pytest.mark.parametrize("name", ["", "a" * 32, "a[b", "a:b", "a?b", "'a", "a'", " a", "a\nb", "a!b", "a\u202eb"])
def test_refuses_sheet_names_that_excel_refuses(name):
    assert not is_sheet_name(name)
