"""The workbook that a learner downloads: own variant, answer cells, a stamp, nothing of the key. workbook room.

**What a cell shows is what counts.** A per-cent figure, 0-100 in the case, stands in the file as a spreadsheet's own
per cent: 87.3 is 0.873 shown as `87.3%`. So a planner can type `87,3` or `87,3 %` (both become 0.873 there), or
`=E4/B4`; a formula ending in `*100` shows 8730.0 % and is seen at once. A cell given a plain format by the learner is
read as it shows. The alternative, 87.3 in a plain format, keeps `87,3 %` as 0.873 shown as "0.9", which nobody sees.

Sheets are protected without a password, labels and given figures only: every other cell is free, rows and columns can
be inserted, sheets added. The same description and stamp give the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from epm_xblocks.numerals import MISSING
from epm_xblocks.workbook.refs import Cell, position, quoted
from epm_xblocks.workbook.xlsx_names import NAMED_STAMP, STAMP_PROPERTY, STAMP_SHEET, cell_names
from epm_xblocks.workbook.xlsx_pages import AnswerCell, GivenCell, Instructions, SheetPage, column_widths, placed_texts
from epm_xblocks.workbook.xlsx_scale import shift, to_file
from epm_xblocks.workbook.xlsx_styles import Formats, number_format

__all__ = ["MEDIA_TYPE", "marked_file", "safe_text", "solved_file", "workbook_file"]

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_LAST_COLUMN = 255
_LONGEST = 32_767
_WIDE = 96
_ROW = 18
_CREATED = datetime(2020, 1, 1)  # noqa: DTZ001 — because the file format has no zone, and the date must not change
_FREE = dict.fromkeys(
    "objects scenarios format_cells format_columns format_rows insert_columns insert_rows insert_hyperlinks"
    " delete_columns delete_rows sort autofilter pivot_tables".split(),
    True,
)


def workbook_file(sheets: Sequence[SheetPage], words: Instructions, *, stamp: str = "") -> bytes:
    """The .xlsx of a learner's variant. Answer cells hold the learner's own answers so far, formulas without results.

    sheets: in order, after the instructions. stamp: text from `stamp.issue`, kept in a hidden cell and as a property.
    """
    return _Writer(sheets, words).written(stamp)


def marked_file(sheets: Sequence[SheetPage], words: Instructions) -> bytes:
    """The same workbook with marks: cells coloured by `state`, `comment` beside them; no stamp: it is no submission."""
    return _Writer(sheets, words).written("")


def solved_file(sheets: Sequence[SheetPage], words: Instructions) -> bytes:
    """The workbook with every formula in sight, keys included: for trainers, and for learners once the key is shown."""
    return _Writer(sheets, words, solved=True).written("")


def safe_text(text: str, limit: int = _LONGEST) -> str:
    """A text that a cell can hold: no lone surrogates, no control signs but tab and line break, ≤ `limit` signs."""
    kept = "".join(sign if sign in "\t\n" or sign >= " " else " " for sign in text)
    kept = kept.encode("utf-8", "replace").decode("utf-8")
    units = kept.encode("utf-16-le")
    return kept if len(units) <= 2 * limit else units[: 2 * limit - 2].decode("utf-16-le", "ignore") + "…"


class _Writer:
    """One workbook being written."""

    def __init__(self, sheets: Sequence[SheetPage], words: Instructions, *, solved: bool = False) -> None:
        self._sheets = sheets
        self._words = words
        self._solved = solved
        self._out = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._out, {"in_memory": True, "use_future_functions": True})
        self._format = Formats(self._book)
        cells: list[GivenCell | AnswerCell] = [cell for sheet in sheets for cell in sheet.cells]
        self._units: Mapping[Cell, str] = {cell.ref: cell.unit for cell in cells}

    def written(self, stamp: str) -> bytes:
        """The bytes."""
        self._book.set_properties({"title": safe_text(self._words.title, 250), "created": _CREATED})
        self._instructions()
        for page in self._sheets:
            self._sheet(page)
        if not self._solved:
            self._names()
        if stamp:
            self._stamp(stamp)
        self._book.close()
        return self._out.getvalue()

    def _instructions(self) -> None:
        taken = {page.name.casefold() for page in self._sheets}
        name, number = self._words.name[:31], 2
        while name.casefold() in taken:
            name, number = f"{self._words.name[:26]} {number}", number + 1
        sheet = self._add(name, protected=False)
        sheet.set_column(0, 0, _WIDE)
        sheet.hide_gridlines(2)
        for row, line in enumerate(self._words.lines):
            title = line.role == "title"
            lines = max(1, -(-len(line.text) // (60 if title else _WIDE)))
            sheet.set_row(row, (24 if title else 16) * lines + 2)
            sheet.write_string(row, 0, safe_text(line.text), self._format(f"line-{line.role}"))
        sheet.activate()

    def _add(self, name: str, *, protected: bool = True) -> Any:
        sheet = self._book.add_worksheet(name)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(0.59, 0.59, 0.59, 0.59)
        sheet.set_footer("&L&F&R&A · &P/&N")
        if self._words.rtl:
            sheet.right_to_left()
        if protected:
            sheet.protect("", _FREE)
        return sheet

    def _sheet(self, page: SheetPage) -> None:
        sheet = self._add(page.name, protected=not self._solved)
        sheet.set_default_row(_ROW)
        widths = self._columns(sheet, page)
        sheet.ignore_errors({"formula_unlocked": "A1:IV9999"})
        for row, column, text, role in placed_texts(page):
            sheet.write_string(row - 1, column - 1, safe_text(text), self._format(role))
        totals = self._tables(sheet, page, widths)
        for given in page.givens:
            self._given(sheet, given, total=given.total or given.ref.row in totals)
        for answer in page.answers:
            self._answer(sheet, answer)

    def _columns(self, sheet: Any, page: SheetPage) -> Mapping[int, int]:
        """Widths: labels by their length, figures alike; every column free to write in."""
        free = self._format("free")
        sheet.set_column(0, _LAST_COLUMN, None, free)
        widths = column_widths(page)
        for number, width in sorted(widths.items()):
            sheet.set_column(number - 1, number - 1, width, free)
        if page.tables:
            row, column = position(page.tables[0].at)
            sheet.freeze_panes(row if len(page.tables) == 1 else 0, column if column <= 2 else 0)
        return widths

    def _tables(self, sheet: Any, page: SheetPage, widths: Mapping[int, int]) -> set[int]:
        """Heads and row labels; gives the rows that are totals."""
        totals = set()
        for table in page.tables:
            top, left = position(table.at)
            lines = max((-(-len(head) // widths[left + number]) for number, head in enumerate(table.heads)), default=1)
            sheet.set_row(top - 1, _ROW + 15 * (max(1, lines) - 1))
            for number, head in enumerate(table.heads):
                style = self._format("head" if number else "corner")
                sheet.write_string(top - 1, left - 1 + number, safe_text(head), style)
            for number, row in enumerate(table.rows, top):
                total = row.role == "total"
                if total:
                    totals.add(number + 1)
                style = self._format("total-label" if total else "label")
                sheet.write_string(number, left - 1, safe_text(row.label), style)
        return totals

    def _given(self, sheet: Any, cell: GivenCell, *, total: bool) -> None:
        shown = "" if isinstance(cell.value, str) else number_format(cell.unit, cell.decimals)
        style = self._format("total" if total else "given", shown)
        self._put(
            sheet,
            cell.ref,
            MISSING if cell.value is None else cell.value,
            cell.formula if self._solved else None,
            style,
        )

    def _answer(self, sheet: Any, cell: AnswerCell) -> None:
        style = self._format("answer", number_format(cell.unit, cell.decimals), cell.state)
        self._put(sheet, cell.ref, cell.value, cell.formula, style)
        spot = position(cell.ref.a1)
        if cell.message:
            said = {"validate": "any", "input_message": safe_text(cell.message, 255)}
            sheet.data_validation(spot[0] - 1, spot[1] - 1, spot[0] - 1, spot[1] - 1, said)
        if cell.comment:
            sheet.write_comment(
                spot[0] - 1, spot[1] - 1, safe_text(cell.comment), {"author": "", "x_scale": 2.4, "y_scale": 1.4}
            )

    def _put(self, sheet: Any, ref: Cell, value: float | str | None, formula: str | None, style: Any) -> None:
        """Writes a formula with its result (none if unknown), a figure in the scale of the file, a text, or a blank."""
        row, column = (number - 1 for number in position(ref.a1))
        percent = self._units.get(ref) == "percent"
        figure = shift(float(value), -2 if percent else 0) if isinstance(value, int | float) else None
        carried = to_file(formula, ref, lambda cell: self._units.get(cell) == "percent") if formula else None
        if carried is not None:
            sheet.write_formula(row, column, carried, style, "" if figure is None else figure)
        elif figure is not None:
            sheet.write_number(row, column, figure, style)
        elif isinstance(value, str) and value:
            sheet.write_string(row, column, safe_text(value), style)
        else:
            sheet.write_blank(row, column, None, style)

    def _names(self) -> None:
        for cell, name in cell_names(self._units).items():
            row, column = position(cell.a1)
            self._hidden_name(name, f"={quoted(cell.sheet)}!{_fixed(row, column)}")

    def _hidden_name(self, name: str, formula: str) -> None:
        if self._book.define_name(name, formula) == 0:
            self._book.defined_names[-1][3] = True  # hidden: the writer has no option for it

    def _stamp(self, stamp: str) -> None:
        name = STAMP_SHEET
        while name.casefold() in {sheet.get_name().casefold() for sheet in self._book.worksheets()}:
            name += "_"
        sheet = self._book.add_worksheet(name)
        sheet.write_string(0, 0, stamp)
        sheet.very_hidden()
        self._hidden_name(NAMED_STAMP, f"={quoted(name)}!$A$1")
        self._book.set_custom_property(STAMP_PROPERTY, stamp, "text")


def _fixed(row: int, column: int) -> str:
    return str(xlsxwriter.utility.xl_rowcol_to_cell(row - 1, column - 1, row_abs=True, col_abs=True))
