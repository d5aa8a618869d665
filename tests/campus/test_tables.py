"""Tables for spreadsheets: nothing that was typed becomes a formula, figures stay figures."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from epm_xblocks.campus.tables import csv_table, neutral, xlsx_table

DANGEROUS = [
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1", " =1+1", "\u00a0=1", "＝1+1", "＋1+1",
    "－2+3", "＠SUM(1)",
    "=cmd|' /C calc'!A0", "|calc", "%=1", "-A1", "+A1", "\ufeff=1", "'=1",
]  # fmt: skip
HARMLESS = ["", "a=b", "12,5", "-12,5", "-12.5", "+3", "- 4", "-1 234,5", "12 %", "Année", "1-2"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_dangerous_texts_are_marked_and_can_be_had_back(text: str) -> None:
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_texts_stay(text: str) -> None:
    assert neutral(text) == text


@given(st.text(max_size=40))
def test_no_text_is_taken_for_a_formula(text: str) -> None:
    out = neutral(text)
    assert out in (text, f"'{text}")
    if out == text and text.strip(" \u00a0\ufeff\u200b")[:1] in tuple("=@|"):
        raise AssertionError(text)


def test_csv_by_language() -> None:
    at = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)
    rows = [["Name", "Points"], ["Awa; Tindiri", 12.5], ["=1+1", None], [at, -3]]
    french, english = csv_table(rows, lang="fr").decode("utf-8-sig"), csv_table(rows, lang="en").decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(french), delimiter=";"))[1:] == [
        ["Awa; Tindiri", "12,5"], ["'=1+1", ""], ["2026-11-23 14:05:00", "-3"],
    ]  # fmt: skip
    assert list(csv.reader(io.StringIO(english)))[1] == ["Awa; Tindiri", "12.5"]


def test_xlsx_has_texts_and_figures_and_no_formula() -> None:
    body = xlsx_table([["Name", "Points"], *[[text, 1.5] for text in DANGEROUS]], title="Résultats: [1]")
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        sheet = etree.fromstring(packed.read("xl/worksheets/sheet1.xml"))
        book = packed.read("xl/workbook.xml").decode()
    assert not sheet.findall(".//{*}f")
    texts = [node.text for node in sheet.iter("{*}t")]
    assert texts[2:] == [text.replace("\r", "\n") for text in DANGEROUS]
    assert {node.text for node in sheet.iter("{*}v")} == {"1.5"}
    assert 'name="Résultats   1"' in book


@given(st.text(max_size=60))
def test_xlsx_takes_any_text(text: str) -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx_table([["x"], [text]], title=text))) as packed:
        for name in packed.namelist():
            etree.fromstring(packed.read(name))


@pytest.mark.office
def test_libreoffice_reads_no_formula(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "t.xlsx").write_bytes(xlsx_table([["Name", "Points"], *[[text, 2.5] for text in DANGEROUS]], title="T"))
    (tmp_path / "u.csv").write_bytes(csv_table([["Name", "Points"], *[[text, 2.5] for text in DANGEROUS]], lang="en"))
    for name in ("t.xlsx", "u.csv"):
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = [
            office,
            profile,
            "--headless",
            "--convert-to",
            "fods",
            "--outdir",
            str(tmp_path),
            str(tmp_path / name),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        told = (tmp_path / name).with_suffix(".fods").read_text(encoding="utf-8")
        assert "table:formula" not in told
        assert told.count('office:value="2.5"') == len(DANGEROUS)
