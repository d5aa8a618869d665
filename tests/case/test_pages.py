"""A case as a workbook file: every cell under its own name, nothing of the key, answers there and back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from epm_xblocks.case.attempt import Attempt
from epm_xblocks.case.model import Case
from epm_xblocks.case.pages import marked_pages, pages, places, solved_pages
from epm_xblocks.case.read import read
from epm_xblocks.safe_xml import inner, parse
from epm_xblocks.workbook.refs import Cell
from epm_xblocks.workbook.values import key_values
from epm_xblocks.workbook.xlsx_answers import answers_of
from epm_xblocks.workbook.xlsx_in import read_file
from epm_xblocks.workbook.xlsx_missing import evaluate_missing
from epm_xblocks.workbook.xlsx_out import marked_file, solved_file, workbook_file
from epm_xblocks.workbook.xlsx_pages import Instructions, Line, revision
from epm_xblocks.workbook.xlsx_scale import shift
from tests.workbook.office import computed, filled, members, saved, without_results

SAMPLE = Path(__file__).parent / "samples" / "flow_rates.xml"
WORDS = Instructions("Consignes", (Line("Taux de flux", "title"),), "fr", "Taux de flux")


def case(change=lambda text: text) -> Case:
    root = parse(change(SAMPLE.read_text("utf-8")))
    found = read(inner(root), dict(root.attrib))
    assert found.workbook.answers
    return found


def back(made: Case, data: bytes) -> dict[str, object]:
    answers, givens = places(made.workbook)
    upload = evaluate_missing(read_file(data, answers, givens=givens))
    assert upload.notes == ()
    return {cell.a1: answer for cell, answer in answers_of(upload, answers, made.figures).items()}


def test_the_sheets_of_the_case():
    made = case()
    data, work = pages(made, made.workbook)
    assert (data.name, work.name) == ("Données", "Calcul")
    assert [table.at for table in work.tables] == ["A3", "A10"]
    assert work.tables[0].heads == ("Année d’études", "Promotion (p)", "Redoublement (r)", "Abandon (d)")
    assert data.tables[0].rows[6].role == "total"
    assert "Annuaire statistique" in data.tables[0].note
    values = {given.ref.a1: given.value for given in data.givens}
    assert values["B10"] == 743630.0, "the formula of a given cell is shown as its figure"
    assert all(cell.value is None and cell.formula is None for cell in work.answers)
    assert len(work.answers) == len(made.workbook.answers)


def secrets(text: str) -> str:
    """The case with a token in everything a learner may not see, and other keys, slips, points and tolerances."""
    text = re.sub(r'(<answers [^>]*?)formula="=', r'\1formula="=8675309*', text)
    text = re.sub(r'(<slip [^>]*?)formula="=', r'\1formula="=5309867+', text)
    text = re.sub(r"(<slip [^>]*>)<p>", r"\1<p>canary-slip ", text)
    text = text.replace('decimals="1" points="1"', 'decimals="1" points="7" tolerance="0.4242"')
    text = text.replace("<model_answer><p>", "<model_answer><p>canary-answer ")
    return text.replace("<trainer_notes ", '<trainer_notes class="canary-notes" ')


def test_canary_two_keys_one_file():
    """Two downloads whose keys differ but whose givens agree are byte-equal."""
    one, other = case(), case(secrets)
    assert key_values(one.workbook) != key_values(other.workbook)
    files = [workbook_file(pages(made, made.workbook), WORDS, stamp="") for made in (one, other)]
    assert files[0] == files[1]
    assert revision(pages(one, one.workbook)) == revision(pages(other, other.workbook))
    everything = b"".join(members(files[1]).values())
    for token in (b"8675309", b"5309867", b"canary", b"0.4242", b"tolerance", b"slip"):
        assert token not in everything


def test_no_right_value_stands_in_the_download():
    made = case()
    everything = b"".join(members(workbook_file(pages(made, made.workbook), WORDS)).values()).decode()
    for cell, key in key_values(made.workbook).items():
        for shown in (f"<v>{key!r}</v>", f"<v>{round(key, 1)!r}</v>", f"<v>{key / 100!r}"):
            assert shown not in everything, cell


TYPED = {
    "B4": "87,3",
    "B5": "90.3",
    "C4": "9,4 %",
    "C5": "1.103",
    "C6": "10.3.4",
    "C9": "–",
    "D4": {"value": 3.3292, "formula": "=100-B4-C4"},
    "D5": "=100-B5-C5",
    "D6": "=SOMME(",
    "B12": {"value": 872.4171, "formula": None},
}


def test_answers_so_far_go_out_and_come_back():
    made = case()
    typed = {Cell("Calcul", a1): answer for a1, answer in TYPED.items()}
    data = workbook_file(pages(made, made.workbook, typed), WORDS)
    found = back(made, data)
    assert found["B4"] == "87,3"
    assert found["B5"] == "90,3"
    assert found["C4"] == "9,4"
    assert found["C5"] == "1.103", "an ambiguous figure stays as it was typed"
    assert found["C6"] == "10.3.4"
    assert "C9" not in found
    assert found["D4"] == TYPED["D4"]
    assert found["D5"]["formula"] == "=100-B5-C5"
    assert found["D6"] == "=SOMME("
    assert found["B12"] == {"value": 872.4171, "formula": None} or found["B12"] == "872,4171"
    decided = pages(made, made.workbook, typed, decide="group")
    assert next(cell for cell in decided[1].answers if cell.ref.a1 == "C5").value == 1103.0


def test_marks():
    made = case()
    said = {Cell("Calcul", "B4"): ("slip", "p-all")}
    sheets = marked_pages(pages(made, made.workbook), said)
    data = marked_file(sheets, WORDS)
    assert b"p-all" in members(data)["xl/comments1.xml"]
    assert [cell.state for cell in sheets[1].answers].count("slip") == 1


def test_the_solved_workbook_holds_every_formula_and_gives_the_keys():
    made = case()
    data = solved_file(solved_pages(made, made.workbook), WORDS)
    found = back(made, without_results(data))
    for cell, key in key_values(made.workbook).items():
        assert found[cell.a1]["value"] == pytest.approx(key, rel=1e-12), cell
    assert found["C4"]["formula"] == "=Données!E4/Données!B4*100"


@pytest.mark.office
def test_libreoffice_computes_the_keys():
    made = case()
    rows = computed(without_results(solved_file(solved_pages(made, made.workbook), WORDS)))["Calcul"]
    for cell, key in key_values(made.workbook).items():
        shown = rows[cell.row - 1][cell.column - 1]
        assert shown.endswith("%") == (made.workbook.answers[cell].unit == "percent")
        assert float(shown.rstrip("%")) == pytest.approx(key, rel=1e-9), cell


def worked(made: Case) -> dict[str, str]:
    """An honest learner: rates typed as Excel shows them, one early slip in C5, the rest follows from own figures."""
    asked = made.workbook.answers
    shown = {cell.a1: f"{key:.{asked[cell].decimals or 0}f}" for cell, key in key_values(made.workbook).items()}
    slip = round(9673 / 137198 * 100, 1)
    return {**shown, "C5": f"{slip:.1f}", "D5": f"{100 - float(shown['B5']) - slip:.1f}"}


def marked(made: Case, answers: dict[str, object]):
    mark = Attempt(made, answers={"rates": {"cells": answers}}).mark().steps["rates"]
    return mark.points, {a1: cell["state"] for a1, cell in mark.detail["cells"].items()}


def in_file(made: Case, typed: dict[str, str]) -> dict[tuple[str, str], float | str]:
    units = {cell.a1: about.unit for cell, about in made.workbook.answers.items()}
    return {("Calcul", a1): shift(float(text), -2 if units[a1] == "percent" else 0) for a1, text in typed.items()}


FORMULAS = {("Calcul", "C4"): "=Données!E4/Données!B4", ("Calcul", "D4"): "=1-B4-C4", ("Calcul", "D5"): "=1-B5-C5"}
FORMULAS |= {("Calcul", "B18"): "=B17*6/SUM(C11:C16)", ("Calcul", "B17"): "=C16*B9", ("Calcul", "C11"): "=B11/(1-C4)"}


def test_the_same_work_earns_the_same_mark_on_the_page_and_in_the_file():
    made = case()
    typed = worked(made)
    data = workbook_file(pages(made, made.workbook), WORDS)
    page = marked(made, {a1: text.replace(".", ",") for a1, text in typed.items()})
    assert page[1]["C5"] == "slip"
    assert page[0] > 0.8 * made.step("rates").out_of
    assert marked(made, back(made, filled(data, in_file(made, typed)))) == page


def test_formulas_in_the_file_follow_the_learners_own_figures():
    made = case()
    data = workbook_file(pages(made, made.workbook), WORDS)
    work = {**in_file(made, worked(made)), **FORMULAS}
    points, states = marked(made, back(made, filled(data, work)))
    assert {states[a1] for _, a1 in FORMULAS} <= {"right", "consistent", "own"}
    assert points == pytest.approx(made.step("rates").out_of - 0.5)


@pytest.mark.office
def test_filled_by_libreoffice_and_without_results_earn_the_same_mark():
    made = case()
    data = workbook_file(pages(made, made.workbook), WORDS)
    work = {**in_file(made, worked(made)), **FORMULAS}
    once = back(made, filled(data, work))
    assert marked(made, back(made, saved(filled(data, work)))) == marked(made, once)
    assert marked(made, back(made, without_results(saved(filled(data, work))))) == marked(made, once)
