"""A scenario step as its element holds it: read with every fault gathered, and written from its fields. kinds room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from epm_xblocks.findings import Finding, Problem
from epm_xblocks.kinds.base import Cells, Json, Step, place_of
from epm_xblocks.kinds.cells import GivenRange, area_of, given_cells
from epm_xblocks.kinds.levers import Lever, Output, Rule, area_in, limit_of
from epm_xblocks.kinds.reading import Reader, plain, plain_number
from epm_xblocks.kinds.rich import EMPTY, Rich, add_rich
from epm_xblocks.kinds.table import Table, build_table
from epm_xblocks.workbook.formula import parse as parse_formula
from epm_xblocks.workbook.model import Cell, Given
from epm_xblocks.workbook.postfix import operations
from epm_xblocks.workbook.refs import Area, parse_cell

__all__ = ["ScenarioStep", "build_step", "check_step", "model_cells", "year_of"]

LONGEST = 200
"""Years that a lever's path may take."""


@dataclass(frozen=True)
class ScenarioStep(Step):
    """Levers, the model they move, its outputs, and the rules that a policy is held to."""

    sheet: str = ""
    first_year: int = 0
    intro: Rich = EMPTY
    tables: tuple[Table, ...] = ()
    givens: tuple[GivenRange, ...] = ()
    levers: tuple[Lever, ...] = ()
    outputs: tuple[Output, ...] = ()
    rules: tuple[Rule, ...] = ()

    @property
    def out_of(self) -> float:
        """Points of all goals."""
        return round(sum(rule.points for rule in self.rules), 9)

    @property
    def key(self) -> Json:
        """Levers and rules without their words; the model is in the step's cells."""
        levers = [repr(replace(lever, label="", line=0)) for lever in self.levers]
        rules = [repr(replace(rule, label="", line=0)) for rule in self.rules]
        return [self.first_year, levers, rules, [[one.id, one.range, one.decimals] for one in self.outputs]]

    @property
    def solution(self) -> dict[str, float]:
        """The author's policy that meets every goal."""
        return {lever.id: lever.key for lever in self.levers if lever.key is not None}

    def output(self, name: str) -> Output:
        """The output with this id; reading made sure that it is there."""
        return next(output for output in self.outputs if output.id == name)


def year_of(element: etree._Element, reader: Reader) -> int:
    """The year of the first cell of levers and outputs."""
    reader.required(element, "first_year")
    return reader.whole(element, "first_year", 1, 9999) or 0


def model_cells(step: ScenarioStep, parts: Mapping[str, list[etree._Element]], reader: Reader) -> Cells:
    """The model's cells: given ones, and those of levers, which stand at their start."""
    givens: dict[Cell, Given] = {}
    ranges: list[GivenRange | Lever] = [*step.givens, *step.levers]
    for part, element in zip(ranges, [*parts["given"], *parts["lever"]], strict=True):
        area = area_of(part.range, step.sheet, element, reader) if part.range and step.sheet else None
        if area is None:
            continue
        try:
            found = given_cells(part, area, element, reader) if isinstance(part, GivenRange) else _started(part, area)
            for given in found:
                if given.ref in givens:
                    reader.say("cell-twice", element, cell=str(given.ref))
                givens[given.ref] = given
        except Problem as problem:
            reader.pass_on(problem, element)
    return Cells(step.sheet, givens)


def _started(lever: Lever, area: Area) -> Iterator[Given]:
    figure = plain_number(lever.start)
    formula = None if figure is not None else f"={parse_cell(lever.start, area.sheet)}"
    for cell in area.cells():
        yield Given(cell, figure, formula=formula, unit=lever.unit, decimals=lever.decimals)


def check_step(
    step: ScenarioStep,
    element: etree._Element,
    parts: Mapping[str, list[etree._Element]],
    rules: list[etree._Element],
    reader: Reader,
) -> None:
    """Whether ranges, years, limits and formulas fit each other; faults go to the reader."""
    for code, lacking in (("scenario-levers", step.levers), ("scenario-goals", parts["goal"])):
        if not lacking:
            reader.say(code, element)
    held = step.cells.givens
    for lever, node in zip(step.levers, parts["lever"], strict=True):
        area = area_in(lever.range, step.sheet, held, node, reader)
        last = step.first_year + (area.size if area else 1) - 1
        first, to = lever.first or step.first_year, lever.to or last
        if area and area.size > 1 and not first < to <= first + LONGEST:
            reader.say("lever-years", node, id=lever.id, first=first, to=to)
    lengths = {}
    for output, node in zip(step.outputs, parts["output"], strict=True):
        area = area_in(output.range, step.sheet, held, node, reader)
        lengths[output.id] = area.size if area else 0
    for rule, node in zip(step.rules, rules, strict=True):
        _check_rule(rule, step, lengths, node, reader)
    _check_formulas(step, element, reader)


def _check_rule(
    rule: Rule, step: ScenarioStep, lengths: Mapping[str, int], node: etree._Element, reader: Reader
) -> None:
    cells = lengths.get(rule.output)
    if cells is None:
        reader.say("scenario-output", node, read=rule.output)
        return
    last = step.first_year + cells - 1
    if rule.year.isdigit() and cells and not step.first_year <= int(rule.year) <= last:
        reader.say("rule-year", node, read=rule.year, id=rule.output, first=step.first_year, last=last)
    if not rule.value:
        return
    try:
        limit = limit_of(rule, step.sheet)
    except Problem as problem:
        reader.pass_on(problem, node)
        return
    inside = isinstance(limit, Area) and area_in(rule.value, step.sheet, step.cells.givens, node, reader)
    if isinstance(limit, Area) and inside and cells and limit.size not in (1, cells):
        reader.say("rule-length", node, read=rule.value, cells=limit.size, id=rule.output, wanted=cells)


def _check_formulas(step: ScenarioStep, element: etree._Element, reader: Reader) -> None:
    """Each formula must be one that the page can work out; a fault that a whole range shares is told once."""
    said = set()
    for cell, given in step.cells.givens.items():
        try:
            list(operations(parse_formula(given.formula), cell.sheet, lambda _: 0) if given.formula else ())
        except Problem as problem:
            if problem.code.startswith("model-") and (problem.code, str(problem.values)) not in said:
                said.add((problem.code, str(problem.values)))
                place = replace(place_of(element, step.id), sheet=cell.sheet, cell=cell.a1)
                reader.findings.append(Finding(problem.code, problem.values, place))


_LEVER = ("id", "label", "range", "start", "least", "most", "step", "key", "unit", "decimals", "path", "first", "to")
_OUTPUT = ("id", "label", "range", "unit", "note", "decimals", "chart")
_RULE = ("id", "output", "relation", "value", "label", "year", "points")
_NAMES = {"least": "min", "most": "max", "first": "from"}


def build_step(step: ScenarioStep) -> etree._Element:
    """The element of a step made by hand."""
    head = {"kind": step.kind, "id": step.id, "title": step.title, "sheet": step.sheet}
    element = etree.Element("step", {**head, "first_year": str(step.first_year)})
    add_rich(element, "intro", step.intro)
    for table in step.tables:
        element.append(build_table(table))
    for given in step.givens:
        _child(element, "given", given, ("id", "range", "unit", "decimals", "vary")).text = " ".join(given.values)
    for lever in step.levers:
        _child(element, "lever", lever, _LEVER)
    for output in step.outputs:
        _child(element, "output", output, _OUTPUT)
    for rule in step.rules:
        _child(element, rule.tag, rule, _RULE if rule.tag == "goal" else _RULE[:-1])
    return element


def _child(
    parent: etree._Element, tag: str, part: GivenRange | Lever | Output | Rule, names: Sequence[str]
) -> etree._Element:
    child = etree.SubElement(parent, tag)
    for name in names:
        value = getattr(part, name)
        if value not in (None, ""):
            written = plain(value) if isinstance(value, int | float) else str(value)
            child.set(_NAMES.get(name, name), written)
    return child
