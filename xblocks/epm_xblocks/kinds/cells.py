"""Ranges of a worksheet step, filled cell by cell as Excel fills a formula. kinds room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from lxml import etree

from epm_xblocks.findings import Problem
from epm_xblocks.grading.tolerance import LAST_DIGIT, Tolerance, parse_tolerance
from epm_xblocks.kinds.base import place_of
from epm_xblocks.kinds.reading import Reader, plain_number
from epm_xblocks.kinds.rich import EMPTY, Rich
from epm_xblocks.kinds.table import split_cells
from epm_xblocks.workbook.formula import fill
from epm_xblocks.workbook.model import Answer, Band, Cell, Given, Slip, Vary, parse_band, parse_vary
from epm_xblocks.workbook.refs import Area, RefProblem, parse_area

__all__ = [
    "AnswerRange",
    "GivenRange",
    "SlipRange",
    "answer_cells",
    "area_of",
    "given_cell",
    "given_cells",
    "read_answers",
    "read_given",
]

LARGEST = 2_000
"""Cells of one range."""
MISSING = "-"
T = TypeVar("T")


@dataclass(frozen=True)
class GivenRange:
    """Given cells: as many values as the range has cells, row by row, or one that fills it."""

    id: str
    range: str
    values: tuple[str, ...] = ()
    unit: str = ""
    decimals: int | None = None
    vary: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class SlipRange:
    """A known wrong formula for a range of answers, its first cell's; `credit` is a share of the points."""

    id: str
    formula: str
    credit: float = 0.0
    feedback: Rich = EMPTY


@dataclass(frozen=True)
class AnswerRange:
    """Answer cells that share a formula (that of the first cell), a unit and rules of marking."""

    id: str
    range: str
    formula: str
    unit: str = ""
    decimals: int | None = None
    tolerance: Tolerance = LAST_DIGIT
    points: float = 1.0
    mode: str = "value"
    follow_credit: float = 1.0
    unexplained_credit: float = 0.0
    percent_slip_credit: float = 0.0
    band: str = ""
    slips: tuple[SlipRange, ...] = ()
    accept: tuple[str, ...] = ()
    hint: Rich = EMPTY
    line: int = field(default=0, compare=False)


def read_given(element: etree._Element, reader: Reader) -> GivenRange:
    """A `given` element."""
    given = GivenRange(
        id=reader.text(element, "id"),
        range=reader.required(element, "range"),
        values=split_cells(element.text or ""),
        unit=reader.text(element, "unit"),
        decimals=reader.whole(element, "decimals", most=15),
        vary=reader.text(element, "vary"),
        line=place_of(element).line,
    )
    tried(parse_vary, given.vary, None, element, reader)
    return given


def read_answers(element: etree._Element, reader: Reader) -> AnswerRange:
    """An `answers` element with its slips."""
    slips = reader.children(element, "slip")
    reader.unique(slips)
    answers = AnswerRange(
        id=reader.text(element, "id"),
        range=reader.required(element, "range"),
        formula=reader.required(element, "formula"),
        unit=reader.text(element, "unit"),
        decimals=reader.whole(element, "decimals", most=15),
        tolerance=tried(parse_tolerance, reader.text(element, "tolerance"), LAST_DIGIT, element, reader),
        points=reader.number(element, "points", 1.0),
        mode=reader.word(element, "mode", ("value", "formula"), "value"),
        follow_credit=reader.number(element, "follow_credit", 1.0, most=1),
        unexplained_credit=reader.number(element, "unexplained_credit", 0.0, most=1),
        percent_slip_credit=reader.number(element, "percent_slip_credit", 0.0, most=1),
        band=reader.text(element, "band"),
        slips=tuple(_slip(slip, reader) for slip in slips),
        accept=tuple(reader.required(accept, "formula") for accept in reader.children(element, "accept")),
        hint=reader.rich(reader.child(element, "hint")),
        line=place_of(element).line,
    )
    tried(parse_band, answers.band, Band(), element, reader)
    return answers


def _slip(element: etree._Element, reader: Reader) -> SlipRange:
    return SlipRange(
        id=reader.text(element, "id"),
        formula=reader.required(element, "formula"),
        credit=reader.number(element, "credit", 0.0, most=1),
        feedback=reader.rich(element),
    )


def tried(parse: Callable[[str], T], written: str, default: T, element: etree._Element, reader: Reader) -> T:
    """What `parse` makes of an attribute; its refusal becomes a finding."""
    try:
        return parse(written)
    except Problem as problem:
        reader.pass_on(problem, element)
        return default


def area_of(written: str, sheet: str, element: etree._Element, reader: Reader) -> Area | None:
    """The range an element lies on; None, with a finding, where it cannot be read, is too large or on another sheet."""
    try:
        area = parse_area(written, sheet)
    except RefProblem as problem:
        reader.pass_on(problem, element)
        return None
    if area.size > LARGEST:
        reader.say("range-large", element, range=written, cells=area.size, limit=LARGEST)
    elif area.sheet != sheet:
        reader.say("range-sheet", element, range=written, sheet=sheet)
    else:
        return area
    return None


def given_cell(ref: Cell, written: str, unit: str, decimals: int | None, vary: Vary | None) -> Given | None:
    """A given cell from its figure, text in quotes, `-` (missing) or formula; None where it is none of these."""
    if written.startswith("="):
        return Given(ref, formula=written, unit=unit, decimals=decimals)
    if len(written) > 1 and written[0] == written[-1] == '"':
        return Given(ref, written[1:-1], unit=unit)
    if written == MISSING:
        return Given(ref, None, unit=unit, decimals=decimals)
    value = plain_number(written)
    return None if value is None else Given(ref, value, unit=unit, decimals=decimals, vary=vary)


def given_cells(given: GivenRange, area: Area, element: etree._Element, reader: Reader) -> Iterator[Given]:
    """The given cells of a range; faults go to the reader."""
    cells = list(area.cells())
    if len(given.values) not in (1, len(cells)):
        reader.say("given-count", element, range=given.range, cells=len(cells), values=len(given.values))
        return
    vary = parse_vary(given.vary)
    for number, cell in enumerate(cells):
        written = given.values[number if len(given.values) > 1 else 0]
        if len(given.values) == 1:
            written = filled(written, area, cell)
        found = given_cell(cell, written, given.unit, given.decimals, vary)
        if found is None:
            reader.say("figure-unread", element, read=written[:40], cell=str(cell))
        else:
            yield found


def answer_cells(answers: AnswerRange, area: Area) -> Iterator[Answer]:
    """The answer cells of a range, key and slips filled from the first cell."""
    for cell in area.cells():
        yield Answer(
            ref=cell,
            formula=filled(answers.formula, area, cell),
            id=f"{answers.id}.{cell.a1}",
            unit=answers.unit,
            decimals=answers.decimals,
            tolerance=answers.tolerance,
            points=answers.points,
            slips=tuple(_filled_slip(slip, area, cell) for slip in answers.slips),
            accept=tuple(filled(formula, area, cell) for formula in answers.accept),
            follow_credit=answers.follow_credit,
            unexplained_credit=answers.unexplained_credit,
            percent_slip_credit=answers.percent_slip_credit,
            band=parse_band(answers.band),
            mode="formula" if answers.mode == "formula" else "value",
        )


def filled(formula: str, area: Area, cell: Cell) -> str:
    """The formula of the first cell of a range as it stands in another: references without `$` move along."""
    if not formula.startswith("="):
        return formula
    return fill(formula, cell.row - area.top, cell.column - area.left)


def _filled_slip(slip: SlipRange, area: Area, cell: Cell) -> Slip:
    return Slip(slip.id, filled(slip.formula, area, cell), slip.credit, slip.feedback.xml)
