"""Workbooks as other programs write them, made by hand: Excel, Google Sheets, WPS, a writer without calculation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.workbook.office import MAIN, REL, packed

OFFICE = "http://schemas.openxmlformats.org/package/2006"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_REL = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_EXCEL = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac xr"'
    ' xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"'
    ' xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" xr:uid="{0-1}"'
)

FORMATS = ("General", "0.0%", "#,##0", "dd/mm/yyyy", '0.0" %"', "0.00", "[Red]0.0%;[Blue]-0.0%", '_-* #,##0.0\\ "F"')
"""Number formats of cell styles 0, 1, 2 …"""


def styles(formats: Sequence[str] = FORMATS, main: str = MAIN) -> str:
    """styles.xml whose cell style n shows figures in format n."""
    codes = "".join(
        f'<numFmt numFmtId="{164 + n}" formatCode="{code.replace("&", "&amp;").replace(chr(34), "&quot;")}"/>'
        for n, code in enumerate(formats)
    )
    used = "".join(f'<xf numFmtId="{164 + n}" fontId="0"/>' for n in range(len(formats)))
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="{main}">'
        f'<numFmts count="{len(formats)}">{codes}</numFmts><cellStyleXfs count="1"><xf numFmtId="9"/></cellStyleXfs>'
        f'<cellXfs count="{len(formats)}">{used}</cellXfs>'
        f'<dxfs><dxf><numFmt numFmtId="164" formatCode="0%"/></dxf></dxfs></styleSheet>'
    )


def sheet(rows: str, *, head: str = _EXCEL, main: str = MAIN, dimension: str = "A1:D9") -> str:
    """A worksheet part."""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{main}" xmlns:r="{REL}" {head}>'
        f'<dimension ref="{dimension}"/><sheetFormatPr defaultRowHeight="15"/>'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )


def cells(found: Mapping[str, str]) -> str:
    """Rows from `{"B4": '<v>1</v>', "C4": 's="1"|<v>2</v>'}`; what stands before the bar are attributes."""
    by_row: dict[int, list[str]] = {}
    for a1, content in found.items():
        attributes, _, inner = content.rpartition("|")
        number = int("".join(sign for sign in a1 if sign.isdigit()))
        by_row.setdefault(number, []).append(f'<c r="{a1}" {attributes}>{inner}</c>')
    return "".join(
        f'<row r="{number}" spans="1:4" x14ac:dyDescent="0.25">{"".join(row)}</row>'
        for number, row in sorted(by_row.items())
    )


def workbook(
    sheets: Mapping[str, str],
    *,
    names: Mapping[str, str] | None = None,
    shared: Sequence[str] | None = None,
    more: Mapping[str, str | bytes] | None = None,
    date1904: bool = False,
    strict: bool = False,
    absolute: bool = False,
) -> bytes:
    """An .xlsx: sheet name to worksheet part; names to what they stand for; shared texts as the insides of `<si>`."""
    main, rel = (STRICT_MAIN, STRICT_REL) if strict else (MAIN, REL)
    start = "/xl/" if absolute else ""
    listed = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(sheets, 1))
    named = "".join(f'<definedName name="{name}" hidden="1">{to}</definedName>' for name, to in (names or {}).items())
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{rel}/worksheet" Target="{start}worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    relations += f'<Relationship Id="rIdS" Type="{rel}/styles" Target="{start}styles.xml"/>'
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{OFFICE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{OFFICE}/relationships">'
        f'<Relationship Id="rId1" Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{rel}"><workbookPr date1904="{int(date1904)}"/>'
        f"<sheets>{listed}</sheets><definedNames>{named}</definedNames></workbook>",
        "xl/styles.xml": styles(main=main),
    }
    if shared is not None:
        relations += f'<Relationship Id="rIdT" Type="{rel}/sharedStrings" Target="{start}sharedStrings.xml"/>'
        items = "".join(f"<si>{text}</si>" for text in shared)
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{main}" count="9" uniqueCount="{len(shared)}">{items}</sst>'
    parts["xl/_rels/workbook.xml.rels"] = f'<Relationships xmlns="{OFFICE}/relationships">{relations}</Relationships>'
    for number, part in enumerate(sheets.values(), 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = part
    return packed({**parts, **(more or {})})


def one(found: Mapping[str, str], name: str = "Calcul", **more: object) -> bytes:
    """A workbook of one sheet in Excel's style."""
    return workbook({name: sheet(cells(found))}, **more)  # type: ignore[arg-type] — because the keywords are workbook's
