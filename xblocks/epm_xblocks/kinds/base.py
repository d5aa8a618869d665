"""What every step kind answers: five verbs, and the values that pass between them. kinds room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from lxml import etree

from epm_xblocks.findings import Finding, Place, Problem
from epm_xblocks.workbook.entries import NOTHING
from epm_xblocks.workbook.model import Answer, Cell, Given, Workbook

if TYPE_CHECKING:  # because reading and showing a case must not load the engine
    from epm_xblocks.workbook.marking import SheetMark

__all__ = ["Cells", "Context", "Json", "Kind", "Sample", "Step", "StepMark", "Typed", "Unreadable", "place_of"]

Json = Any
"""A JSON value as it came from a learner: any type, any depth."""


@dataclass(frozen=True)
class Cells:
    """What a step brings to the case's workbook: the sheet it lies on, given and answer cells."""

    sheet: str = ""
    givens: Mapping[Cell, Given] = field(default_factory=dict)
    answers: Mapping[Cell, Answer] = field(default_factory=dict)


@dataclass(frozen=True)
class Step:
    """A step as every kind has it; kinds subclass it.

    `xml` is the element as written, so that nothing is lost; a step made by hand has none and is built from its fields.
    `cells`: the given and answer cells it brings to the workbook. `out_of`: the points of the step. `findings`: what
    the author should look at, though the step works.
    """

    id: str
    kind: str
    title: str
    xml: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)
    findings: tuple[Finding, ...] = field(default=(), compare=False)
    cells: Cells = field(default_factory=Cells, compare=False, repr=False)

    @property
    def out_of(self) -> float:
        """Points that can be earned here."""
        return 0.0

    @property
    def key(self) -> Json:
        """What marks of this step depend on beside its cells; a change of it is a new revision. None: nothing."""
        return None


class Typed(NamedTuple):
    """What a learner put into a cell: the text, both readings where there are two, values of why it was not read."""

    text: str
    readings: tuple[tuple[str, float], ...] = ()
    values: Mapping[str, object] = NOTHING


@dataclass(frozen=True)
class Context:
    """What a step may know of its case when it is shown or marked.

    `values`: every given cell of the learner's variant, computed. `figures`: the locale figures are typed and shown in.
    `reveal`: whether the key may be shown now (decided by the host). `sheets`: marks of the whole workbook, if marked.
    `keys`: right values of the answer cells; filled only where they are needed (grading, samples, a revealed view).
    `typed`: what the learner wrote in each answer cell.
    """

    workbook: Workbook
    values: Mapping[Cell, float | str | None]
    lang: str
    figures: str
    reveal: bool = False
    sheets: SheetMark | None = None
    keys: Mapping[Cell, float] = field(default_factory=dict)
    typed: Mapping[Cell, Typed] = field(default_factory=dict)


@dataclass(frozen=True)
class StepMark:
    """Points of one step, and what the page needs to say about it (JSON values; codes, no sentences)."""

    points: float
    out_of: float
    detail: Json = None
    answered: bool = True


@dataclass(frozen=True)
class Sample:
    """An answer a kind makes for its own step; `share` of the points it earns, None where no share is promised."""

    name: str  # right, partly-right, wrong, malformed
    answer: Json
    share: float | None


class Unreadable(Problem):
    """A step that cannot be read: every reason, each with its line."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        first = findings[0] if findings else Finding("step-unreadable")
        super().__init__(first.code, place=first.place, **dict(first.values))
        self.findings = findings


class Kind(Protocol):
    """The five verbs. Answers are JSON values exactly as the learner typed them."""

    @property
    def name(self) -> str:
        """The word in `<step kind="…">`."""
        ...

    def read(self, element: etree._Element) -> Step:
        """The step of a `<step>` element; raises Unreadable with every reason where it cannot be read."""
        ...

    def write(self, step: Step) -> etree._Element:
        """The element of a step, equal (as canonical XML) to the one it was read from."""
        ...

    def show(self, step: Step, answer: Json, context: Context) -> dict[str, Json]:
        """What the page needs to draw the step; never holds the key unless `context.reveal`."""
        ...

    def grade(self, step: Step, answer: Json, context: Context) -> StepMark:
        """The mark of an answer; never raises for anything a learner can send."""
        ...

    def samples(self, step: Step, context: Context) -> tuple[Sample, ...]:
        """Right, partly right, wrong and malformed answers with the share of points each must earn."""
        ...


def place_of(element: etree._Element, step: str = "") -> Place:
    """Where an element was read."""
    line = element.sourceline
    return Place(line=line if isinstance(line, int) else 0, step=step)
