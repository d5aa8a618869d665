"""A learner's journey: one early slip, figures typed as Excel shows them, the network cut, the file. tests/journeys."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from tests.journeys.conftest import Campus, enter
from tests.workbook.office import filled, saved

CASE = "flow-rates"
SLIP = "C5"


def shown_table(page: Any, caption: str) -> list[list[int]]:
    """The figures of a data table, read off the page as a learner reads them."""
    table = page.locator("table", has_text=caption).first
    table.wait_for()
    rows = table.locator("tbody tr").all()
    cells = [row.locator("td").all_inner_texts() for row in rows]
    figures = [[re.sub(r"[^\d-]", "", text) for text in row] for row in cells]
    return [[int(text) for text in row if text] for row in figures]


def one_decimal(value: float) -> Decimal:
    return Decimal(repr(value)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def rates(page: Any) -> dict[str, Decimal]:
    """The table of step 1, with the percentage of repeaters in place of one repetition rate."""
    table = [row[-5:] for row in shown_table(page, "Effectifs et redoublants publiés")[:6]]
    graduates = shown_table(page, "Diplômés du primaire")[1][-2]
    before, after = [row[1] for row in table], [row[2] for row in table]
    repeaters_before, repeaters = [row[3] for row in table], [row[4] for row in table]
    said: dict[str, Decimal] = {}
    for grade in range(6):
        promoted = graduates if grade == 5 else after[grade + 1] - repeaters[grade + 1]
        repeated = repeaters_before[grade] if f"C{grade + 4}" == SLIP else repeaters[grade]
        p, r = one_decimal(100 * promoted / before[grade]), one_decimal(100 * repeated / before[grade])
        said |= {f"B{grade + 4}": p, f"C{grade + 4}": r, f"D{grade + 4}": 100 - p - r}
    return said


def cell(page: Any, name: str) -> Any:
    return page.locator(f'input[aria-label^="{name},"]').first


def type_all(page: Any, figures: dict[str, Decimal]) -> None:
    for name, value in figures.items():
        cell(page, name).fill(str(value).replace(".", ","))


def submit(page: Any) -> None:
    page.get_by_role("button", name=re.compile("soumettre", re.I)).last.click()
    anyway = page.get_by_role("button", name="Soumettre quand même")
    if anyway.count():
        anyway.click()
    page.get_by_text("C’est ici que le chemin a dévié").wait_for()


def points(page: Any) -> str:
    return str(re.search(r"([\d,]+)\s+sur\s+\d+\s+points", page.locator("main").inner_text())[1])  # type: ignore[index]


def test_one_early_slip_costs_its_own_cell_and_the_file_earns_the_same(
    campus: Campus, french: Any, tmp_path: Path
) -> None:
    page = french
    enter(page, campus, 0)
    page.goto(campus.unit(CASE))
    figures = rates(page)
    type_all(page, figures)
    page.get_by_text(re.compile("Enregistré à")).first.wait_for()
    submit(page)
    text = page.locator("main").inner_text()
    assert "pourcentage de redoublants" in text
    own = str(figures[SLIP]).replace(".", ",")
    assert re.search(rf"Méthode juste, avec vo(?:s|\w+) .*{own} \({SLIP}\)", text)
    earned = points(page)

    with page.expect_download() as download:
        page.get_by_text("Télécharger en .xlsx").first.click()
    empty = Path(download.value.path()).read_bytes()
    cells = {("Taux", name): float(value) / 100 for name, value in figures.items()}  # as Excel keeps 96,2 %
    for kind, body in (("office", saved(filled(empty, cells))), ("without-results", filled(empty, cells))):
        path = tmp_path / f"{kind}.xlsx"
        path.write_bytes(body)
        page.locator('input[type="file"]').first.set_input_files(str(path))
        page.get_by_text(re.compile(r"lues? dans le fichier|déjà été lu")).first.wait_for()
        assert cell(page, "B4").input_value().replace(",", ".") == str(figures["B4"])
    submit(page)
    assert points(page) == earned
