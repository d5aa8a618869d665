"""The step kind `worksheet`: tables on a sheet, marked together with the whole workbook. kinds room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lxml import etree

from epm_xblocks import numerals
from epm_xblocks.findings import Problem
from epm_xblocks.grading.mark import total
from epm_xblocks.kinds.base import Cells, Context, Json, Kind, Sample, Step, StepMark, place_of
from epm_xblocks.kinds.cells import (
    AnswerRange,
    GivenRange,
    answer_cells,
    area_of,
    given_cells,
    read_answers,
    read_given,
)
from epm_xblocks.kinds.details import cell_detail, key_texts
from epm_xblocks.kinds.grid import show_table
from epm_xblocks.kinds.reading import Reader, plain
from epm_xblocks.kinds.rich import EMPTY, Passage, Rich, add_rich, html
from epm_xblocks.kinds.table import Table, build_table, read_table
from epm_xblocks.safe_xml import outer, parse
from epm_xblocks.workbook.formula import localise
from epm_xblocks.workbook.model import Answer, Cell, Given
from epm_xblocks.workbook.refs import is_sheet_name
from epm_xblocks.workbook.values import Values, values_of

if TYPE_CHECKING:  # because reading and showing a case load no sentences
    from epm_xblocks.kinds.saying import Saying

__all__ = ["Worksheet", "WorksheetStep"]

MALFORMED: tuple[Json, ...] = (
    None,
    7,
    "x",
    [],
    {"cells": []},
    {"cells": None},
    {"cells": {"XFD1": "1"}},
    {"cells": {7: 7}},
)
ODD: tuple[Json, ...] = (
    True,
    [1],
    {},
    {"value": "x"},
    {"value": [[[]]]},
    {"formula": 3},
    {"value": float("nan")},
    10**400,
)


@dataclass(frozen=True)
class WorksheetStep(Step):
    """Tables with given and answer cells on one sheet."""

    sheet: str = ""
    intro: Rich = EMPTY
    tables: tuple[Table, ...] = ()
    givens: tuple[GivenRange, ...] = ()
    answers: tuple[AnswerRange, ...] = ()

    @property
    def out_of(self) -> float:
        """Points of the step."""
        return round(sum(answer.points for answer in self.cells.answers.values()), 9)

    def range_of(self, cell: Cell) -> AnswerRange | None:
        """The `answers` element that a cell comes from."""
        answer = self.cells.answers.get(cell)
        name = answer.id if answer else None
        return next((part for part in self.answers if f"{part.id}.{cell.a1}" == name), None)


class Worksheet(Kind):
    """A spreadsheet exercise."""

    name = "worksheet"

    def read(self, element: etree._Element) -> WorksheetStep:
        """The step; Unreadable where a table, a range or a figure of it cannot be read."""
        reader = Reader(element.get("id", ""))
        reader.text(element, "kind")
        tables = reader.children(element, "table")
        givens = reader.children(element, "given")
        answers = reader.children(element, "answers")
        reader.unique(tables)
        reader.unique([*givens, *answers])
        sheet = _sheet(element, reader)
        step = WorksheetStep(
            id=reader.required(element, "id"),
            kind=self.name,
            title=reader.text(element, "title"),
            xml=outer(element),
            line=place_of(element).line,
            sheet=sheet,
            intro=reader.rich(reader.child(element, "intro")),
            tables=tuple(read_table(table, reader) for table in tables),
            givens=tuple(read_given(given, reader) for given in givens),
            answers=tuple(read_answers(node, reader) for node in answers),
        )
        cells = _cells(step, [*givens, *answers], reader)
        return replace(step, cells=cells, findings=reader.finish())

    def write(self, step: Step) -> etree._Element:
        """The element as it was written, or built from the fields where the step was made by hand."""
        assert isinstance(step, WorksheetStep)  # noqa: S101 — because the registry hands each kind its own steps
        return parse(step.xml) if step.xml else _build(step)

    def show(self, step: Step, answer: Json, context: Context) -> dict[str, Json]:
        """Tables cell by cell; the key only where it may be shown. Tolerances, slips and formulas are never shown."""
        assert isinstance(step, WorksheetStep)  # noqa: S101 — as above
        view: dict[str, Json] = {
            "sheet": step.sheet,
            "intro": html(step.intro, context, step.sheet),
            "tables": [show_table(table, step.sheet, step.cells.answers, context) for table in step.tables],
            "points": step.out_of,
        }
        if context.reveal:
            view["key"] = {
                cell.a1: numerals.write(context.keys.get(cell), context.figures, decimals=about.decimals)
                for cell, about in step.cells.answers.items()
            }
        return view

    def grade(self, step: Step, answer: Json, context: Context) -> StepMark:
        """Points and states of the step's cells, out of the marks of the whole workbook in `context.sheets`."""
        assert isinstance(step, WorksheetStep)  # noqa: S101 — as above
        marks = context.sheets.cells if context.sheets else {}
        found = {cell: marks[cell] for cell in step.cells.answers if cell in marks}
        cells = {cell.a1: cell_detail(mark, context.typed.get(cell)) for cell, mark in found.items()}
        answered = any(mark.state != "blank" for mark in found.values())
        return StepMark(total(mark.points for mark in found.values()), step.out_of, {"cells": cells}, answered)

    def samples(self, step: Step, context: Context) -> tuple[Sample, ...]:
        """Every cell as its key shows it; the same but one cell; figures that cannot be read; what no page sends."""
        assert isinstance(step, WorksheetStep)  # noqa: S101 — as above
        right = {cell.a1: text for cell, text in key_texts(step, context).items()}
        partly = dict(list(right.items())[:-1])
        lost = step.out_of - list(step.cells.answers.values())[-1].points if right else 0.0
        share = lost / step.out_of if step.out_of and len(right) == len(step.cells.answers) else None
        return (
            Sample("right", {"cells": right}, 1.0 if len(right) == len(step.cells.answers) else None),
            Sample("partly-right", {"cells": partly, "decide": None}, share),
            Sample("wrong", {"cells": dict.fromkeys(right, "abc")}, 0.0),
            Sample("wrong", {"cells": {}}, 0.0),
            *(
                Sample("malformed", answer, 0.0)
                for answer in (*MALFORMED, *({"cells": {a1: odd}} for a1 in right for odd in ODD))
            ),
        )

    def texts(self, step: Step) -> Iterator[Passage]:
        """The introduction, what is said of slips, hints."""
        assert isinstance(step, WorksheetStep)  # noqa: S101 — as above
        yield Passage(step.intro, "before", step.id, step.sheet)
        for answers in step.answers:
            for slip in answers.slips:
                yield Passage(slip.feedback, "feedback", step.id, step.sheet)
            yield Passage(answers.hint, "feedback", step.id, step.sheet)

    def tell(self, step: Step, mark: StepMark, say: Saying) -> dict[str, Json]:
        """Cells with their states, notes of equal cause gathered, one call-out."""
        from epm_xblocks.kinds.notes import Notes

        assert isinstance(step, WorksheetStep)  # noqa: S101 — as above
        return Notes(step, say).view(mark)

    def solved(self, step: Step, context: Context) -> dict[str, Json]:
        """`cells`: name, text, formula as spreadsheets in the reader's language write it, tolerance, points, slips."""
        assert isinstance(step, WorksheetStep)  # noqa: S101 — as above
        values = values_of(context.workbook)
        cells = [_solved(answer, step, context, values) for answer in step.cells.answers.values()]
        return {"sheet": step.sheet, "cells": cells}


def _solved(answer: Answer, step: WorksheetStep, context: Context, values: Values) -> dict[str, Json]:
    def shown(value: float | None) -> str:
        return numerals.write(value, context.figures, decimals=answer.decimals, percent=answer.unit == "percent")

    feedback = {one.id: one.feedback for answers in step.answers for one in answers.slips}
    return {
        "cell": answer.ref.a1,
        "text": shown(values.keys.get(answer.ref)),
        "formula": localise(answer.formula, context.lang),
        "tolerance": str(answer.tolerance),
        "points": answer.points,
        "slips": [
            {
                "id": slip.id,
                "text": shown(value),
                "formula": localise(slip.formula, context.lang),
                "credit": slip.credit,
                "feedback": html(feedback[slip.id], context, step.sheet),
            }
            for slip, value in zip(answer.slips, values.slips[answer.ref], strict=True)
        ],
    }


def _sheet(element: etree._Element, reader: Reader) -> str:
    sheet = reader.required(element, "sheet")
    if sheet and not is_sheet_name(sheet):
        reader.say("sheet-name", element, read=sheet)
    return sheet


def _cells(step: WorksheetStep, elements: list[etree._Element], reader: Reader) -> Cells:
    """Every cell of the step; one that two ranges claim is a finding."""
    givens: dict[Cell, Given] = {}
    answers: dict[Cell, Answer] = {}
    ranges: list[GivenRange | AnswerRange] = [*step.givens, *step.answers]
    for part, element in zip(ranges, elements, strict=True):
        for cell in _filled(part, step, element, reader):
            if cell.ref in givens or cell.ref in answers:
                reader.say("cell-twice", element, cell=str(cell.ref))
            elif isinstance(cell, Given):
                givens[cell.ref] = cell
            else:
                answers[cell.ref] = cell
    return Cells(step.sheet, givens, answers)


def _filled(
    part: GivenRange | AnswerRange, step: WorksheetStep, element: etree._Element, reader: Reader
) -> list[Given | Answer]:
    """The cells of one range; a formula or rule that cannot be read is a finding."""
    area = area_of(part.range, step.sheet, element, reader) if part.range and step.sheet else None
    if area is None:
        return []
    try:
        if isinstance(part, GivenRange):
            return [*given_cells(part, area, element, reader)]
        return [*answer_cells(part, area)]
    except Problem as problem:
        reader.pass_on(problem, element)
        return []


def _build(step: WorksheetStep) -> etree._Element:
    element = etree.Element("step", {"kind": step.kind, "id": step.id, "title": step.title, "sheet": step.sheet})
    add_rich(element, "intro", step.intro)
    for table in step.tables:
        element.append(build_table(table))
    for given in step.givens:
        _child(element, "given", given).text = " ".join(given.values)
    for answers in step.answers:
        node = _child(element, "answers", answers)
        for slip in answers.slips:
            add_rich(node, "slip", slip.feedback)
            child = node[-1] if slip.feedback else etree.SubElement(node, "slip")
            child.attrib.update({"id": slip.id, "formula": slip.formula, "credit": plain(slip.credit)})
        for formula in answers.accept:
            etree.SubElement(node, "accept", formula=formula)
        add_rich(node, "hint", answers.hint)
    return element


_DEFAULTS = AnswerRange("", "", "")
_WRITTEN = (
    "id",
    "range",
    "formula",
    "unit",
    "decimals",
    "vary",
    "tolerance",
    "points",
    "mode",
    "follow_credit",
    "unexplained_credit",
    "percent_slip_credit",
    "band",
)


def _child(parent: etree._Element, tag: str, part: GivenRange | AnswerRange) -> etree._Element:
    """A child with the attributes that differ from their defaults."""
    child = etree.SubElement(parent, tag)
    for name in _WRITTEN:
        value = getattr(part, name, None)
        if value not in (None, "", getattr(_DEFAULTS, name, None)):
            child.set(name, plain(value) if isinstance(value, int | float) else str(value))
    return child
