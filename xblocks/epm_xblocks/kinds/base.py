"""What every step kind answers: five verbs, what it says beside them, and the values that pass. kinds room."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from lxml import etree

from epm_xblocks.findings import Finding, Place, Problem
from epm_xblocks.workbook.entries import NOTHING
from epm_xblocks.workbook.model import Answer, Cell, Given, Workbook

if TYPE_CHECKING:  # because reading and showing a case must not load the engine
    from epm_xblocks.kinds.rich import Passage
    from epm_xblocks.kinds.saying import Saying
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
    def by_people(self) -> float:
        """Those of them that people give; the rest is worked out."""
        return 0.0

    @property
    def key(self) -> Json:
        """What marks of this step depend on beside its cells; a change of it is a new revision. None: nothing."""
        return None


class Typed(NamedTuple):
    """What a learner put into a cell: the text, both readings where there are two, values of why it was not read, the
    figure if it is one."""

    text: str
    readings: tuple[tuple[str, float], ...] = ()
    values: Mapping[str, object] = NOTHING
    value: float | None = None


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


class Kind(ABC):
    """Five verbs that every kind has, and what it may say beside them: by default nothing.

    Answers are JSON values exactly as the learner typed them.
    """

    name: ClassVar[str]
    """The word in `<step kind="…">`."""
    bundle: ClassVar[str] = ""
    """The script and style sheet that draw it, `dist/kind-<bundle>`, where the first view does not carry them."""

    # the five verbs

    @abstractmethod
    def read(self, element: etree._Element) -> Step:
        """The step of a `<step>` element; raises Unreadable with every reason where it cannot be read."""

    @abstractmethod
    def write(self, step: Step) -> etree._Element:
        """The element of a step, equal (as canonical XML) to the one it was read from."""

    @abstractmethod
    def show(self, step: Step, answer: Json, context: Context) -> dict[str, Json]:
        """What the page needs to draw the step; never holds the key unless `context.reveal`."""

    @abstractmethod
    def grade(self, step: Step, answer: Json, context: Context) -> StepMark:
        """The mark of an answer; never raises for anything a learner can send."""

    @abstractmethod
    def samples(self, step: Step, context: Context) -> tuple[Sample, ...]:
        """Right, partly right, wrong and malformed answers with the share of points each must earn."""

    # what it may say beside them

    def drawn(self, step: Step) -> str:
        """The bundle that draws this step, by whose name the page knows it; "" where the first view does."""
        return self.bundle

    def texts(self, step: Step) -> Iterable[Passage]:
        """Its texts in the order of the page, each with the time it is seen."""
        return ()

    def tell(self, step: Step, mark: StepMark, say: Saying) -> dict[str, Json]:
        """A mark in the reader's words, for the page; `mark.detail` may be an old one. Never raises."""
        return {}

    def solved(self, step: Step, context: Context) -> dict[str, Json]:
        """The trainer's copy: `lines`, a list of {label, html}, or what the kind's own page draws. Raises Problem."""
        return {}

    def advise(self, step: Step) -> Iterable[Finding]:
        """What an author should look at though the step works."""
        return ()

    def guesses(self, step: Step) -> Mapping[str, Sequence[Json]]:
        """Ways to answer without thinking; one that is left to chance has several answers, as likely as each other."""
        return {}

    def answer_of(self, step: Step, text: str) -> Json:
        """The answer that the text of a question test's `<set>` stands for; raises Problem, code `test-names`."""
        return text


def place_of(element: etree._Element, step: str = "") -> Place:
    """Where an element was read."""
    line = element.sourceline
    return Place(line=line if isinstance(line, int) else 0, step=step)
