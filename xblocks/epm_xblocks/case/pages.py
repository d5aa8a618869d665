"""The sheets of a case as a workbook file shows them: data, steps, the learner's figures and answers. case room."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from epm_xblocks import numerals
from epm_xblocks.case.model import Case
from epm_xblocks.grading.mark import State
from epm_xblocks.kinds.scenario_step import ScenarioStep
from epm_xblocks.kinds.table import Table
from epm_xblocks.kinds.worksheet import WorksheetStep
from epm_xblocks.numerals.reading import Meaning
from epm_xblocks.workbook.formula import canonical
from epm_xblocks.workbook.model import Answer, Cell, Workbook
from epm_xblocks.workbook.problems import GateProblem
from epm_xblocks.workbook.values import given_values, key_values
from epm_xblocks.workbook.xlsx_in import AnswerPlace
from epm_xblocks.workbook.xlsx_names import cell_names
from epm_xblocks.workbook.xlsx_pages import AnswerCell, GivenCell, RowPage, SheetPage, TablePage

__all__ = ["marked_pages", "pages", "places", "solved_pages"]

Answers = Mapping[Cell, Any]
"""The learner's answers by cell, as JSON values: text as typed, or {"value", "formula"} from a file."""


def pages(
    case: Case, workbook: Workbook, answers: Answers | None = None, *, decide: Meaning | None = None
) -> tuple[SheetPage, ...]:
    """The sheets of a learner's variant with the answers so far; nothing of the key.

    workbook: the variant (its given figures are shown). decide: the learner's word on an ambiguous separator. An answer
    that cannot be read stands in its cell as it was typed. Raises Problem where the given figures cannot be computed.
    """
    held = answers or {}
    style = numerals.style_of(case.figures)

    def answer(about: Answer) -> AnswerCell:
        value, formula = _answered(held.get(about.ref), about, style, case.lang, decide)
        return AnswerCell(about.ref, about.unit, about.decimals, value, formula)

    return _sheets(case, workbook, answer, formulas=False)


def solved_pages(case: Case, workbook: Workbook) -> tuple[SheetPage, ...]:
    """The sheets with every formula and right value, for trainers and once the key is shown. Raises Problem."""
    keys = key_values(workbook)

    def answer(about: Answer) -> AnswerCell:
        return AnswerCell(about.ref, about.unit, about.decimals, keys.get(about.ref), about.formula)

    return _sheets(case, workbook, answer, formulas=True)


def marked_pages(sheets: tuple[SheetPage, ...], said: Mapping[Cell, tuple[State, str]]) -> tuple[SheetPage, ...]:
    """The sheets of `pages` with the state of each marked cell, and what is said of it in the reader's language."""

    def marked(cell: AnswerCell) -> AnswerCell:
        state, comment = said.get(cell.ref, (cell.state, cell.comment))
        return replace(cell, state=state, comment=comment)

    return tuple(replace(sheet, answers=tuple(marked(cell) for cell in sheet.answers)) for sheet in sheets)


def places(workbook: Workbook) -> tuple[dict[Cell, AnswerPlace], dict[Cell, AnswerPlace]]:
    """Where `read_file` finds the answer cells, and the given cells, of a case."""
    names = cell_names([*workbook.givens, *workbook.answers])
    answers = {cell: AnswerPlace(names[cell], about.unit) for cell, about in workbook.answers.items()}
    givens = {cell: AnswerPlace(names[cell], about.unit) for cell, about in workbook.givens.items()}
    return answers, givens


def _sheets(
    case: Case, workbook: Workbook, answer: Callable[[Answer], AnswerCell], *, formulas: bool
) -> tuple[SheetPage, ...]:
    values = given_values(workbook)
    givens: dict[str, list[GivenCell]] = {sheet: [] for sheet in workbook.sheets}
    answers: dict[str, list[AnswerCell]] = {sheet: [] for sheet in workbook.sheets}
    for cell, given in workbook.givens.items():
        formula = given.formula if formulas else None
        shown = GivenCell(cell, values.get(cell), given.unit, given.decimals, formula=formula)
        givens[cell.sheet].append(shown)
    for cell, about in workbook.answers.items():
        answers[cell.sheet].append(answer(about))
    tables: dict[str, list[TablePage]] = {sheet: [] for sheet in workbook.sheets}
    for sheet, page in _tables(case):
        tables.setdefault(sheet, []).append(page)
    return tuple(
        SheetPage(sheet, tuple(tables[sheet]), tuple(givens[sheet]), tuple(answers[sheet])) for sheet in workbook.sheets
    )


def _tables(case: Case) -> Iterator[tuple[str, TablePage]]:
    for data in case.data:
        yield data.sheet, _table(data.table, data.source)
    for step in case.steps:
        if isinstance(step, WorksheetStep | ScenarioStep):
            for table in step.tables:
                yield step.sheet, _table(table)


def _table(table: Table, source: str = "") -> TablePage:
    heads = (f"{column.label} ({column.symbol})" if column.symbol else column.label for column in table.columns)
    rows = tuple(RowPage(row.label, row.role) for row in table.rows)
    return TablePage(table.at, tuple(heads), rows, table.caption, " · ".join(filter(None, (table.note, source))))


def _answered(
    answer: Any, about: Answer, style: numerals.Style, lang: str, decide: Meaning | None
) -> tuple[float | str | None, str | None]:
    """An answer as a figure in its unit or a text, and its formula."""
    if isinstance(answer, dict):
        value, formula = answer.get("value"), answer.get("formula")
        figure = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
        return figure, _formula(formula, "en") if isinstance(formula, str) else None
    if not isinstance(answer, str):
        return None, None
    if answer.lstrip().startswith("="):
        formula = _formula(answer, lang)
        return (None, formula) if formula else (answer, None)
    reading = numerals.read(answer, style, percent=about.unit == "percent", decide=decide)
    return (reading.value if reading.kind == "number" else answer if reading.kind != "blank" else None), None


def _formula(text: str, lang: str) -> str | None:
    try:
        return canonical(text, lang)
    except GateProblem:
        return None
