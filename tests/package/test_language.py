"""A course in its other language: sheets, formulas, figures and tests follow; what is not translated is told."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest

from epm_xblocks.case import Case, read, run_tests
from epm_xblocks.findings import Problem
from epm_xblocks.kinds.worksheet import WorksheetStep
from epm_xblocks.package import build, check, question_tests, update_catalogue
from epm_xblocks.package.segments import RICH, RICH_ONE, TRAINER
from epm_xblocks.safe_xml import inner, parse
from epm_xblocks.workbook.refs import Cell
from epm_xblocks.workbook.values import given_values, key_values
from tests.package.small import CASE, FILES, catalogue, folder


def built_case(course: Path, lang: str | None = None) -> Case:
    case = parse(build(course, lang).files["vertical/v.xml"]).find("epm_case")
    assert case is not None
    return read(inner(case), dict(case.attrib.items()))


def test_formulas_of_given_cells_rows_answers_and_slips_follow_a_translated_sheet(tmp_path: Path) -> None:
    course = folder(tmp_path)
    french, english = built_case(course), built_case(course, "en")
    assert english.findings == ()
    assert english.workbook.sheets == ("School data", "Work")
    givens, answers = english.workbook.givens, english.workbook.answers
    assert givens[Cell("Work", "B4")].formula == "='School data'!B6"
    assert givens[Cell("School data", "B6")].formula == "=SUM('School data'!B4:B5)"
    assert answers[Cell("Work", "C5")].formula == "='School data'!C5/'School data'!B5*100"
    assert answers[Cell("Work", "C4")].slips[0].formula == "='School data'!B4/'School data'!C4"
    for values in (given_values, key_values):
        assert list(values(french.workbook).values()) == list(values(english.workbook).values())


def test_the_question_tests_of_a_case_hold_in_the_other_language(tmp_path: Path) -> None:
    course = folder(tmp_path)
    for lang in ("fr", "en"):
        assert [(result.id, result.passed) for _case, result in question_tests(course, lang)] == [
            ("right", True),
            ("typed", True),
        ]
    typed = {one.cell: one.text for one in built_case(course, "en").tests[1].sets}
    assert typed == {"C4": "8.0", "C5": "=SUM('School data'!C5)/'School data'!B5*100"}


def test_a_figure_in_prose_follows_and_inline_marks_stay(tmp_path: Path) -> None:
    english = built_case(folder(tmp_path), "en")
    assert english.brief.xml == (
        "<p><b>The rate</b> <i>of repetition</i> <fig of=\"'School data'!B4\"/> <sub>t</sub>.</p>"
    )
    assert english.conventions[0].text.xml == "<i>E</i><sub>t</sub> when school begins"
    assert (english.lang, english.figures) == ("en", "en")


def test_sheets_follow_where_a_translation_has_fewer_inline_marks(tmp_path: Path) -> None:
    po = catalogue(FILES).replace("<b>The rate</b> <i>of repetition</i>", "The rate of repetition")
    english = built_case(folder(tmp_path, {"locale/en.po": po}), "en")
    assert english.workbook.sheets == ("School data", "Work")
    assert english.findings == ()
    assert "'School data'!B4" in english.brief.xml


def test_every_rich_text_of_a_case_is_offered_for_translation(tmp_path: Path) -> None:
    text = (Path(__file__).resolve().parents[2] / "docs/olx.md").read_text("utf-8")
    named = re.search(r"\*\*Rich text\*\* \(([^)]+)\)", text)
    assert named is not None
    assert set(re.findall(r"`(\w+)`", named[1])) == RICH | RICH_ONE | TRAINER
    step = built_case(folder(tmp_path), "en").steps[0]
    assert isinstance(step, WorksheetStep)
    assert step.answers[0].hint.xml == "<p>Which year?</p>"


def test_a_formula_of_a_row_may_name_a_sheet_with_a_blank(tmp_path: Path) -> None:
    text = CASE.replace('sheet="Données"', 'sheet="Mes données"').replace("Données!", "'Mes données'!")
    english = built_case(folder(tmp_path, {"epm_case/rates.xml": text}), "en")
    assert english.findings == ()
    assert english.workbook.givens[Cell("EN Mes données", "B6")].formula == "=SUM('EN Mes données'!B4:B5)"


def test_what_is_not_translated_stays_and_is_told(tmp_path: Path) -> None:
    po = polib.pofile(catalogue(FILES))
    for entry in po:
        if entry.msgid == "Redoublants":
            entry.flags.append("fuzzy")
        if entry.msgid == "Cohorte":
            entry.msgstr = ""
    built = build(folder(tmp_path, {"locale/en.po": str(po)}), "en")
    told = [(finding.code, finding.values["text"], finding.place.file) for finding in built.findings]
    assert told == [
        ("text-untranslated", "Redoublants", "epm_case/rates.xml"),
        ("text-untranslated", "Cohorte", "epm_case/rates.xml"),
    ]
    assert b"Redoublants" in built.files["vertical/v.xml"]


def test_a_translation_that_does_not_close_its_tags_is_left_out_and_told(tmp_path: Path) -> None:
    po = catalogue(FILES).replace("<i>of repetition</i>", "<i>of repetition")
    built = build(folder(tmp_path, {"locale/en.po": po}), "en")
    assert [finding.code for finding in built.findings] == ["translation-broken"]
    assert b"de redoublement" in built.files["vertical/v.xml"]


def test_a_broken_catalogue_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(Problem) as refused:
        build(folder(tmp_path, {"locale/en.po": 'msgid "x\nmsgstr'}), "en")
    assert (refused.value.code, refused.value.place.file) == ("po-broken", "locale/en.po")


def test_updating_the_catalogue_keeps_what_is_known_and_marks_what_left() -> None:
    files = {name: text.encode() for name, text in FILES.items()}
    po = catalogue(FILES).encode()
    assert update_catalogue(files, "en", update_catalogue(files, "en", po)) == update_catalogue(files, "en", po)
    files["html/h.html"] = b"<p>Bonsoir.</p>"
    after = polib.pofile(update_catalogue(files, "en", po).decode())
    assert [entry.msgid for entry in after if not entry.msgstr and not entry.obsolete] == ["Bonsoir."]
    assert [entry.msgid for entry in after.obsolete_entries()] == ["Bonjour <b>à</b> <i>tous</i>."]
    known = {entry.msgid: entry.msgstr for entry in after if not entry.obsolete}
    assert known["Données"] == "School data"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_built_course_has_no_finding(tmp_path: Path, lang: str) -> None:
    report = check(build(folder(tmp_path), lang).body, trusted=True)
    assert [finding.code for finding in report.findings if finding.severity != "note"] == []
    assert all(result.passed for result in run_tests(built_case(folder(tmp_path), lang)))


def test_the_start_of_a_lever_follows_a_translated_sheet(tmp_path: Path) -> None:
    step = (
        '<step kind="scenario" id="s" title="Politique" sheet="Modèle" first_year="2024">'
        '<given id="g" range="B5:C5">=B4*2</given>'
        '<lever id="e" label="Effectifs" range="B4:C4" start="Données!B4" max="9000" key="2000"/>'
        '<output id="o" label="Total" range="B5:C5"/><goal id="t" output="o" value="4000"/></step><tests>'
    )
    course = folder(tmp_path, {"epm_case/rates.xml": CASE.replace("<tests>", step)})
    english = built_case(course, "en")
    assert english.findings == ()
    assert english.workbook.givens[Cell("EN Modèle", "B4")].formula == "='School data'!B4"
