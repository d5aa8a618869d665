"""A learner's journeys: one early slip, figures as Excel shows them, keys alone, a pasted block, the file."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.journeys import hands
from tests.journeys.conftest import Campus, Visit
from tests.journeys.hands import Account, cell
from tests.workbook.office import filled, saved

CASE = "flow-rates"
SLIP = "C5"
Newcomer = Callable[..., Account]


def shown_table(page: Any, number: int) -> list[list[int]]:
    """The figures of a data table, read off the page as a learner reads them."""
    table = page.locator("table.data").nth(number)
    table.wait_for()
    cells = [row.locator("td").all_inner_texts() for row in table.locator("tbody tr").all()]
    figures = [[re.sub(r"[^\d-]", "", text) for text in row] for row in cells]
    return [[int(text) for text in row if text] for row in figures]


def one_decimal(value: float) -> Decimal:
    return Decimal(repr(value)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def rates(page: Any, slip: str = SLIP) -> dict[str, Decimal]:
    """The table of step 1, with the percentage of repeaters in place of one repetition rate."""
    table = [row[-5:] for row in shown_table(page, 0)[:6]]
    graduates = shown_table(page, 1)[1][-2]
    before, after = [row[1] for row in table], [row[2] for row in table]
    repeaters_before, repeaters = [row[3] for row in table], [row[4] for row in table]
    said: dict[str, Decimal] = {}
    for grade in range(6):
        promoted = graduates if grade == 5 else after[grade + 1] - repeaters[grade + 1]
        repeated = repeaters_before[grade] if f"C{grade + 4}" == slip else repeaters[grade]
        p, r = one_decimal(100 * promoted / before[grade]), one_decimal(100 * repeated / before[grade])
        said |= {f"B{grade + 4}": p, f"C{grade + 4}": r, f"D{grade + 4}": 100 - p - r}
    return said


def written(figures: dict[str, Decimal], lang: str = "fr") -> dict[str, str]:
    """The figures as a planner of that language types them."""
    return {name: str(value).replace(".", "," if lang == "fr" else ".") for name, value in figures.items()}


def test_one_early_slip_costs_its_own_cell_and_the_file_earns_the_same(
    campus: Campus, visit: Visit, newcomer: Newcomer, tmp_path: Path
) -> None:
    page = visit("fr")
    hands.sign_in(page, campus.url, newcomer())
    page.goto(hands.unit(campus.url, CASE))
    figures = rates(page)
    texts = written(figures)
    hands.type_all(page, texts)
    hands.wait_until_saved(page)
    page.get_by_role("tab").nth(3).click()
    hands.submit(page)
    page.get_by_text("C’est ici que le chemin a dévié").wait_for()  # the page has turned to the step of the slip
    text = page.locator("main").inner_text()
    assert "pourcentage de redoublants" in text
    assert re.search(rf"Méthode juste, avec vo(?:s|\w+) .*{texts[SLIP]} \({SLIP}\)", text)
    earned = hands.points(page)
    assert earned == "17,5"  # of eighteen cells, half a point lost in one

    page.reload()
    assert hands.points(page) == earned  # the marks and the answers are still there
    assert hands.typed(page, texts) == texts

    with page.expect_download() as download:
        page.get_by_text("Télécharger en .xlsx").first.click()
    empty = Path(download.value.path()).read_bytes()
    cells = {("Taux", name): float(value) / 100 for name, value in figures.items()}  # as Excel keeps 96,2 %
    for kind, body in (("office", saved(filled(empty, cells))), ("without-results", filled(empty, cells))):
        path = tmp_path / f"{kind}.xlsx"
        path.write_bytes(body)
        page.locator('input[type="file"]').first.set_input_files(str(path))
        page.get_by_text(re.compile(r"lues? dans le fichier|déjà été lu")).first.wait_for()
        assert cell(page, "B4").input_value() == texts["B4"]
    hands.submit(page, attempt=2)
    assert hands.points(page) == earned


def test_a_block_copied_from_excel_fills_the_cells(campus: Campus, visit: Visit, newcomer: Newcomer) -> None:
    page = visit("fr", permissions=["clipboard-read", "clipboard-write"])
    hands.sign_in(page, campus.url, newcomer())
    page.goto(hands.unit(campus.url, CASE))
    texts = written(rates(page))
    lines = ["\t".join(f"{texts[f'{column}{row}']} %" for column in "BCD") for row in range(4, 10)]
    page.evaluate("text => navigator.clipboard.writeText(text)", "\r\n".join(lines) + "\r\n")  # what Excel leaves
    cell(page, "B4").click()
    page.keyboard.press("Control+V")
    page.locator(".echo.on").wait_for()
    assert hands.typed(page, texts) == {name: f"{text} %" for name, text in texts.items()}
    assert page.locator(".echo.on").inner_text().endswith(f"{texts['B4']}\u00a0%")
    page.keyboard.press("Control+Z")
    assert set(hands.typed(page, texts).values()) == {""}
    page.keyboard.press("Control+Y")
    hands.submit(page)
    assert hands.points(page) == "17,5"


KEYS = {
    "fr": {
        "enter": "Entrer",
        "course": "Indicateurs et diagnostic",
        "unit": "Cas : une mauvaise année",
        "step": "Calculer les taux publiés",
        "first option": "Des élèves d’une région voisine",
        "option": "Une partie des écoles manque",
        "points": "20",
    },
    "en": {
        "enter": "Enter",
        "course": "Indicators and diagnosis",
        "unit": "Case: a bad year",
        "step": "Compute the published rates",
        "first option": "Pupils from a neighbouring region",
        "option": "Some of the schools are missing",
        "points": "20",
    },
}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_from_the_first_page_to_the_mark_by_keys_alone(campus: Campus, visit: Visit, lang: str) -> None:
    page = visit(lang)
    said = KEYS[lang]
    page.goto(campus.url)
    for way in ("enter", "course", "unit"):
        hands.follow(page, said[way])
    hands.tab_to(page, "B4,")
    figures = written(rates(page, slip=""), lang)
    snake = [f"B{row}" for row in range(4, 10)] + [f"C{row}" for row in range(9, 3, -1)]
    snake += [f"D{row}" for row in range(4, 10)]
    for name, onward in zip(snake, [*"dddddruuuuurddddd", ""], strict=True):
        page.keyboard.type(figures[name])
        if onward:
            page.keyboard.press({"d": "Enter", "u": "ArrowUp", "r": "ArrowRight"}[onward])
    assert hands.typed(page, figures) == figures
    hands.tab_to(page, said["step"], key="Shift+Tab")
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    hands.tab_to(page, said["first option"])
    hands.tab_to(page, said["option"], key="ArrowDown")
    hands.tab_to(page, re.compile("^(Soumettre|Submit)$"))
    page.keyboard.press("Enter")
    hands.tab_to(page, hands.WORDS[lang]["anyway"])
    page.keyboard.press("Enter")
    page.locator(".summary:focus").wait_for()  # where the result is read
    assert hands.points(page, lang) == said["points"]
    assert page.locator('.choice [type="radio"]:checked').count() == 1
