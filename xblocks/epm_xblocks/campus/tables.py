"""Tables for spreadsheets: CSV and XLSX in which nothing that a person typed becomes a formula. campus room."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from xml.sax.saxutils import escape

__all__ = ["CELL_LIMIT", "csv_table", "neutral", "xlsx_table"]

Cell = str | float | int | datetime | None
CELL_LIMIT = 32_767
"""Characters of one cell of a spreadsheet."""
_FORMULA_SIGNS = "=+-@\t\r\n|%"
_FIGURE = re.compile(r"[-+]?[\d\s\u00a0\u202f]+(?:[.,]\d+)?\s?%?")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def neutral(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula.

    Full-width signs and leading spaces are looked through; a plain figure such as -12,5 stays a figure.
    Take the apostrophe away to have the text as it was typed.
    """
    bare = unicodedata.normalize("NFKC", text).lstrip(" \u00a0\u200b\ufeff")
    dangerous = bare[:1] in _FORMULA_SIGNS if bare else False
    return f"'{text}" if (dangerous or text[:1] == "'") and not _FIGURE.fullmatch(bare) else text


def csv_table(rows: Iterable[Sequence[Cell]], *, lang: str) -> bytes:
    """The rows as a CSV that a spreadsheet of this language opens by itself: French has `;` and decimal commas."""
    comma_decimals = lang.split("-")[0] in ("fr", "pt", "es")
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";" if comma_decimals else ",", lineterminator="\r\n")
    for row in rows:
        writer.writerow([_text(cell, comma_decimals) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def _text(cell: Cell, comma_decimals: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(cell, float | int):
        plain = f"{cell:.10g}"
        return plain.replace(".", ",") if comma_decimals else plain
    return neutral(cell.replace("\x00", "")[:CELL_LIMIT])


def xlsx_table(rows: Iterable[Sequence[Cell]], *, title: str) -> bytes:
    """The rows as one sheet of an .xlsx; a text is written as a text, so that no sign in it can make it a formula."""
    body = "".join(f'<row r="{number}">{_cells(row, number)}</row>' for number, row in enumerate(rows, start=1))
    sheet = f"{_FROZEN}<sheetData>{body}</sheetData>"
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _rels(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f"<workbook {_MAIN} {_DOC}><sheets>{_sheet(title)}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _rels(("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")),
        "xl/styles.xml": _STYLES,
        "xl/worksheets/sheet1.xml": f"<worksheet {_MAIN}>{sheet}</worksheet>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for path, text in parts.items():
            packed.writestr(
                zipfile.ZipInfo(path, (2020, 1, 1, 0, 0, 0)),
                '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + text,
                zipfile.ZIP_DEFLATED,
            )
    return out.getvalue()


def _cells(row: Sequence[Cell], number: int) -> str:
    return "".join(_cell(cell, f"{_column(at)}{number}", head=number == 1) for at, cell in enumerate(row))


def _cell(cell: Cell, ref: str, *, head: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        days = (cell.replace(tzinfo=None) - datetime(1899, 12, 30)).total_seconds() / 86_400  # noqa: DTZ001 — because a sheet's dates have no zone
        return f'<c r="{ref}" s="2"><v>{days:.6f}</v></c>'
    if isinstance(cell, float | int):
        return f'<c r="{ref}"><v>{cell!r}</v></c>'
    text = escape(_NOT_XML.sub("\ufffd", cell)[:CELL_LIMIT])
    style = ' s="1"' if head else ""
    return f'<c r="{ref}" t="inlineStr"{style}><is><t xml:space="preserve">{text}</t></is></c>'


def _column(at: int) -> str:
    """A, B … Z, AA."""
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(65 + rest) + name
    return name


def _sheet(title: str) -> str:
    return f'<sheet name="{_name(title)}" sheetId="1" r:id="r1"/>'


def _name(title: str) -> str:
    """A name a sheet may have."""
    return escape(re.sub(r"[\[\]:*?/\\'\x00-\x1f]", " ", title).strip()[:31] or "1", {'"': "&quot;"})


def _rels(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/{kind}" Target="{path}"/>'
        for n, (kind, path) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_DOC = f'xmlns:r="{_OFFICE}"'
_ML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_ML}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_ML}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_ML}.styles+xml"/></Types>'
)
_FROZEN = (
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/>'
    "</sheetView></sheetViews>"
)
_BLANK = '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
_FONTS = '<font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font>'
_STYLES = (
    f'<styleSheet {_MAIN}><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>'
    f'<fonts count="2">{_FONTS}</fonts><fills count="2">{_BLANK}</fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs>'
    "</styleSheet>"
)
