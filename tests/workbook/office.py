"""LibreOffice as a judge: a workbook filled, recalculated and saved by it, and what it computes."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import pytest
from lxml import etree

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FULL_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
"""Every sheet, UTF-8, figures with all their digits."""


def soffice() -> str:
    """The program; skips the test where it is missing, fails it where EPM_REQUIRE says that it must be there."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        if "office" in os.environ.get("EPM_REQUIRE", ""):
            pytest.fail("LibreOffice is required (EPM_REQUIRE) and is not installed")
        pytest.skip("LibreOffice is not installed")
    return found


@lru_cache(maxsize=1)
def _profile() -> str:
    return tempfile.mkdtemp(prefix="epm-office-")


def converted(data: bytes, to: str, name: str = "work.xlsx") -> dict[str, bytes]:
    """What LibreOffice makes of a file, by file name."""
    program = soffice()
    with tempfile.TemporaryDirectory(prefix="epm-office-") as folder:
        source, out = Path(folder, name), Path(folder, "out")
        source.write_bytes(data)
        command = [program, f"-env:UserInstallation=file://{_profile()}", "--headless", "--convert-to", to]
        done = subprocess.run(
            [*command, "--outdir", str(out), str(source)], capture_output=True, timeout=180, check=False
        )
        files = {path.name: path.read_bytes() for path in sorted(out.glob("*"))} if out.exists() else {}
        assert files, f"LibreOffice gave nothing: {done.stdout!r} {done.stderr!r}"
        return files


def saved(data: bytes) -> bytes:
    """The workbook opened, recalculated where results are missing, and saved as .xlsx."""
    (found,) = converted(data, "xlsx:Calc MS Excel 2007 XML").values()
    return found


def computed(data: bytes) -> dict[str, list[list[str]]]:
    """Every sheet's cells as LibreOffice computes them, by sheet name."""
    files = converted(data, FULL_CSV)
    read = {name: list(csv.reader(io.StringIO(body.decode("utf-8")))) for name, body in files.items()}
    return {name.removeprefix("work-").removesuffix(".csv"): rows for name, rows in read.items()}


def filled(data: bytes, cells: Mapping[tuple[str, str], float | str]) -> bytes:
    """The workbook with cells typed in, as a program without calculation leaves it: formulas (`=…`) have no result.

    cells: (sheet, A1) to a figure as stored, a formula, or a text; styles stay as they were.
    """
    parts = members(data)
    sheets = sheet_parts(parts)
    for name in dict.fromkeys(sheet for sheet, _ in cells):
        root = etree.fromstring(parts[sheets[name]])
        for (sheet, a1), content in cells.items():
            if sheet == name:
                _put(root, a1, content)
        parts[sheets[name]] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return packed(parts)


def without_results(data: bytes) -> bytes:
    """The workbook with every result of a formula taken out."""
    parts = members(data)
    for part in sheet_parts(parts).values():
        root = etree.fromstring(parts[part])
        for cell in root.iter(f"{{{MAIN}}}c"):
            if cell.find(f"{{{MAIN}}}f") is not None:
                cell.attrib.pop("t", None)
                for value in cell.findall(f"{{{MAIN}}}v"):
                    cell.remove(value)
        parts[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return packed(parts)


def members(data: bytes) -> dict[str, bytes]:
    """The parts of a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes | str]) -> bytes:
    """Parts as a workbook."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return out.getvalue()


def sheet_parts(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Sheet name to part."""
    relations = etree.fromstring(parts["xl/_rels/workbook.xml.rels"])
    targets = {node.get("Id"): node.get("Target", "") for node in relations}
    workbook = etree.fromstring(parts["xl/workbook.xml"])
    found = {}
    for sheet in workbook.iter(f"{{{MAIN}}}sheet"):
        target = targets[sheet.get(f"{{{REL}}}id")].lstrip("/")
        found[sheet.get("name")] = target if target.startswith("xl/") else f"xl/{target}"
    return found


def _put(root: etree._Element, a1: str, content: float | str) -> None:
    cell = next((node for node in root.iter(f"{{{MAIN}}}c") if node.get("r") == a1), None)
    if cell is None:
        cell = _new_cell(root, a1)
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)
    if isinstance(content, str) and content.startswith("="):
        etree.SubElement(cell, f"{{{MAIN}}}f").text = content[1:]
    elif isinstance(content, str):
        cell.set("t", "inlineStr")
        etree.SubElement(etree.SubElement(cell, f"{{{MAIN}}}is"), f"{{{MAIN}}}t").text = content
    else:
        etree.SubElement(cell, f"{{{MAIN}}}v").text = repr(content)


def _new_cell(root: etree._Element, a1: str) -> etree._Element:
    """A cell where none was, its row in order, itself in order."""
    number = int("".join(sign for sign in a1 if sign.isdigit()))
    data = root.find(f"{{{MAIN}}}sheetData")
    row = next((node for node in data if node.get("r") == str(number)), None)
    if row is None:
        row = etree.Element(f"{{{MAIN}}}row", r=str(number))
        data.insert(sum(int(node.get("r")) < number for node in data), row)
    cell = etree.Element(f"{{{MAIN}}}c", r=a1)
    key = (len(a1), a1)
    row.insert(sum((len(node.get("r")), node.get("r")) < key for node in row), cell)
    return cell
