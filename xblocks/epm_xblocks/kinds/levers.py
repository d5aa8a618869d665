"""What a scenario step is made of: levers, outputs, and the rules a policy is held to. kinds room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from epm_xblocks.kinds.base import place_of
from epm_xblocks.kinds.cells import area_of
from epm_xblocks.kinds.reading import Reader, plain_number
from epm_xblocks.planning.paths import path
from epm_xblocks.workbook.refs import Area, Cell, RefProblem, parse_area

__all__ = ["Lever", "Output", "Rule", "area_in", "read_lever", "read_output", "read_rule"]

LARGEST = 1e12


@dataclass(frozen=True)
class Lever:
    """A policy parameter: where it may go, from `start` (a figure or a cell), and the years on which it writes.

    path: linear (the same change every year from the year `first` to the year `to`) or stepped (nothing before `to`).
    key: its place in a policy that meets every goal; known to trainers alone.
    """

    id: str
    label: str
    range: str
    start: str
    least: float
    most: float
    step: float
    key: float | None = None
    unit: str = ""
    decimals: int | None = None
    path: str = "linear"
    first: int | None = None
    to: int | None = None
    line: int = field(default=0, compare=False)

    def shares(self, year: int, cells: int) -> tuple[float, ...]:
        """How much of the way from start to target each cell has gone, its first one standing for `year`."""
        if cells == 1:
            return (1.0,)
        first = self.first if self.first is not None else year
        to = self.to if self.to is not None else year + cells - 1
        between = path({first: 0, to: 1}, shape="stepped" if self.path == "stepped" else "linear")
        return tuple(between.get(one, 0.0 if one < first else 1.0) for one in range(year, year + cells))


@dataclass(frozen=True)
class Output:
    """A row of results, a cell a year (or one cell): shown as a chart (`line`, `bar` or `none`) and in the table."""

    id: str
    label: str
    range: str
    unit: str = ""
    note: str = ""
    decimals: int | None = None
    chart: str = "line"
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Rule:
    """A goal (it earns points) or a constraint (broken, no goal counts): an output at least, or at most, a value.

    value: a figure, a cell or a range as long as the output. year: `last`, `every`, or a year.
    """

    id: str
    tag: str
    output: str
    relation: str
    value: str
    label: str = ""
    year: str = "last"
    points: float = 0.0
    line: int = field(default=0, compare=False)


def read_lever(element: etree._Element, reader: Reader) -> Lever:
    """A `lever` element."""
    least = reader.number(element, "min", 0.0, -LARGEST, LARGEST)
    most = reader.number(element, "max", 100.0, -LARGEST, LARGEST)
    lever = Lever(
        id=reader.text(element, "id"),
        label=reader.required(element, "label"),
        range=reader.required(element, "range"),
        start=reader.required(element, "start"),
        least=least,
        most=most,
        step=reader.number(element, "step", 0.1, 1e-9, LARGEST),
        key=plain_number(reader.required(element, "key")),
        unit=reader.text(element, "unit"),
        decimals=reader.whole(element, "decimals", most=9),
        path=reader.word(element, "path", ("linear", "stepped"), "linear"),
        first=reader.whole(element, "from", 1, 9999),
        to=reader.whole(element, "to", 1, 9999),
        line=place_of(element).line,
    )
    if least >= most:
        reader.say("lever-bounds", element, id=lever.id, least=least, most=most)
    for name, figure in (("key", lever.key), ("start", plain_number(lever.start))):
        if element.get(name) and (
            (figure is None and name == "key") or (figure is not None and not least <= figure <= most)
        ):
            reader.say("lever-outside", element, id=lever.id, name=name, read=element.get(name), least=least, most=most)
    return lever


def read_output(element: etree._Element, reader: Reader) -> Output:
    """An `output` element."""
    return Output(
        id=reader.text(element, "id"),
        label=reader.required(element, "label"),
        range=reader.required(element, "range"),
        unit=reader.text(element, "unit"),
        note=reader.text(element, "note"),
        decimals=reader.whole(element, "decimals", most=9),
        chart=reader.word(element, "chart", ("line", "bar", "none"), "line"),
        line=place_of(element).line,
    )


def read_rule(element: etree._Element, reader: Reader) -> Rule:
    """A `goal` or `constraint` element; a constraint holds in every year unless it names one."""
    tag = "goal" if element.tag == "goal" else "constraint"
    year = reader.text(element, "year", "last" if tag == "goal" else "every")
    if year not in ("last", "every") and not (year.isascii() and year.isdigit()):
        reader.say("attribute-word", element, name="year", read=year, allowed="every, last, 2030")
        year = "last"
    return Rule(
        id=reader.text(element, "id"),
        tag=tag,
        output=reader.required(element, "output"),
        relation=reader.word(element, "relation", ("at-least", "at-most"), "at-least"),
        value=reader.required(element, "value"),
        label=reader.text(element, "label"),
        year=year,
        points=reader.number(element, "points", 1.0) if tag == "goal" else 0.0,
        line=place_of(element).line,
    )


def area_in(
    written: str, sheet: str, known: Mapping[Cell, object], element: etree._Element, reader: Reader
) -> Area | None:
    """A range of the step's own sheet whose cells all hold something; a row or a column."""
    area = area_of(written, sheet, element, reader) if written and sheet else None
    if area is None:
        return None
    missing = [cell.a1 for cell in area.cells() if cell not in known]
    if missing:
        reader.say("scenario-cell", element, range=written, cell=missing[0])
    elif area.top != area.bottom and area.left != area.right:
        reader.say("scenario-row", element, range=written)
    else:
        return area
    return None


def limit_of(rule: Rule, sheet: str) -> float | Area:
    """The figure, or the range, that a rule compares with. Raises RefProblem."""
    figure = plain_number(rule.value)
    if figure is not None:
        return figure
    try:
        return parse_area(rule.value, sheet)
    except RefProblem as problem:
        raise RefProblem("rule-value", read=rule.value) from problem
