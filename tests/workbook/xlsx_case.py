"""A small case as sheets of a file: six grades, flow rates, a cohort; figures are those of Kalembu."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from epm_xblocks.workbook import stamp
from epm_xblocks.workbook.refs import Cell
from epm_xblocks.workbook.xlsx_in import AnswerPlace
from epm_xblocks.workbook.xlsx_names import cell_names
from epm_xblocks.workbook.xlsx_out import workbook_file
from epm_xblocks.workbook.xlsx_pages import (
    AnswerCell,
    GivenCell,
    Instructions,
    Line,
    RowPage,
    SheetPage,
    TablePage,
    revision,
)

DATA, WORK = "Données", "Calcul"
SECRET = b"a secret of this installation, 32+"
ENROLMENT = (151110, 137198, 127434, 118835, 109950, 99103)
REPEATERS = (14160, 9416, 7466, 6358, 6422, 10248)
GRADES = tuple(RowPage(str(grade)) for grade in range(1, 7))

_GIVENS = tuple(
    GivenCell(Cell(DATA, f"{column}{row}"), float(figure), "pupils", 0)
    for column, figures in (("B", ENROLMENT), ("C", REPEATERS))
    for row, figure in enumerate(figures, 4)
)
_GIVENS += (GivenCell(Cell(DATA, "D4"), 87.3, "percent", 1), GivenCell(Cell(DATA, "D5"), None, "percent", 1))
_ANSWERS = tuple(AnswerCell(Cell(WORK, f"{column}{row}"), "percent", 1) for row in range(4, 10) for column in "BCD")
_ANSWERS += tuple(AnswerCell(Cell(WORK, f"{column}{row}"), "pupils", 0) for row in range(11, 17) for column in "BC")

SHEETS = (
    SheetPage(
        DATA,
        (
            TablePage(
                "A3", ("Année d’études", "Effectifs 2023", "Redoublants 2024", "Taux"), GRADES, "Effectifs", "2023"
            ),
        ),
        _GIVENS,
    ),
    SheetPage(
        WORK,
        (
            TablePage(
                "A3", ("Année d’études", "Promotion (p)", "Redoublement (r)", "Abandon (d)"), GRADES, "Taux", "%"
            ),
            TablePage("A10", ("Année d’études", "Entrants", "Années-élèves"), GRADES, "Cohorte", "Sans décimale."),
        ),
        (),
        _ANSWERS,
    ),
)
WORDS = Instructions("Consignes", (Line("Taux de flux", "title"), Line("À remplir", "answer")), "fr", "Taux de flux")
ISSUE = stamp.Issue("flow-rates", revision(SHEETS), "17", "pseudonym", 1, datetime(2026, 11, 23, 14, 47, tzinfo=UTC))
STAMP = stamp.issue(ISSUE, SECRET)

_NAMES = cell_names([cell.ref for sheet in SHEETS for cell in sheet.cells])
PLACES = {cell.ref: AnswerPlace(_NAMES[cell.ref], cell.unit) for cell in _ANSWERS}
GIVEN_PLACES = {cell.ref: AnswerPlace(_NAMES[cell.ref], cell.unit) for cell in _GIVENS}


def work(a1: str) -> Cell:
    """A cell of the sheet to fill."""
    return Cell(WORK, a1)


def answered(answers: dict[str, AnswerCell]) -> tuple[SheetPage, ...]:
    """The sheets with some answer cells replaced."""
    cells = tuple(answers.get(cell.ref.a1, cell) for cell in SHEETS[1].answers)
    return (SHEETS[0], replace(SHEETS[1], answers=cells))


def downloaded() -> bytes:
    """The file a learner gets."""
    return workbook_file(SHEETS, WORDS, stamp=STAMP)
