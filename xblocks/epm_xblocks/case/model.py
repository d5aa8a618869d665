"""A case as read from its OLX: frozen values; the XML it came from stays the truth. case room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from epm_xblocks.findings import Finding
from epm_xblocks.kinds.base import Step
from epm_xblocks.kinds.rich import EMPTY, Rich
from epm_xblocks.kinds.table import Table
from epm_xblocks.workbook.model import Workbook

__all__ = [
    "SCHEMA_VERSION", "Case", "Chain", "Convention", "Damaged", "DataTable", "Expect", "Identity", "QuestionTest",
    "Set",
]  # fmt: skip

SCHEMA_VERSION = 1
"""The version of the format this release writes; older ones are read for ever."""


@dataclass(frozen=True)
class DataTable:
    """A table of given figures on a sheet; `pack` and `match` say which file of a data pack it is filled from."""

    table: Table
    sheet: str
    source: str = ""
    pack: str = ""
    match: str = ""

    @property
    def id(self) -> str:
        """The authored name of the table."""
        return self.table.id


@dataclass(frozen=True)
class Convention:
    """A choice of method that the learner is told (timing of graduates, cap on repetition …)."""

    id: str
    label: str
    text: Rich


@dataclass(frozen=True)
class Identity:
    """A condition that every learner's figures must meet, as a formula that is TRUE or FALSE."""

    id: str
    formula: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Chain:
    """Given cells (`into`, `Data!B4:D9`) that hold the learner's own figures of answer cells (`cells`, `B4:D9`) of a
    step of an earlier case of the course; `title` is how that case is called."""

    id: str
    case: str
    step: str
    cells: str
    into: str
    title: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Set:
    """One answer that a question test puts: a cell with a text or a slip, else what the kind makes of the text."""

    step: str
    cell: str = ""
    text: str = ""
    slip: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Expect:
    """What a question test expects: the state of a cell, points of a step or the case, or points lost on the whole."""

    step: str = ""
    cell: str = ""
    state: str = ""
    points: str = ""
    lost: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class QuestionTest:
    """Answers and the marks expected for them; `fill` is key, follow or blank."""

    id: str
    fill: str
    sets: tuple[Set, ...] = ()
    expects: tuple[Expect, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Damaged(Step):
    """A step that cannot be used: its findings say why, its XML is kept, the other steps work.

    sheet: the one it would lie on; what reads a cell there cannot be judged.
    """

    sheet: str = ""


@dataclass(frozen=True)
class Case:
    """A whole case. `source` is what stands between the tags of `<epm_case>`, as written; `attributes` its attributes.

    `workbook` holds every given and answer cell of the data tables and worksheets that could be read.
    `findings`: what an author must know; a case that could not be read at all has findings and no steps.
    `revision` names everything that marks depend on. `file`, `line`: where `source` begins.
    `derived`: what follows from the case and is kept with it.
    """

    source: str
    attributes: Mapping[str, str]
    id: str = ""
    title: str = ""
    lang: str = "en"
    figures: str = "en"
    brief: Rich = EMPTY
    data: tuple[DataTable, ...] = ()
    conventions: tuple[Convention, ...] = ()
    formulas: Rich = EMPTY
    identities: tuple[Identity, ...] = ()
    chains: tuple[Chain, ...] = ()
    steps: tuple[Step, ...] = ()
    closing: Rich = EMPTY
    trainer_notes: Rich = EMPTY
    tests: tuple[QuestionTest, ...] = ()
    workbook: Workbook = field(default_factory=Workbook)
    findings: tuple[Finding, ...] = ()
    revision: str = ""
    file: str = ""
    line: int = 1
    derived: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def case_id(self) -> str:
        """The authored name of the case inside its course."""
        return self.id

    @property
    def out_of(self) -> float:
        """The points of the case: authored content only, no learner needed."""
        return sum(step.out_of for step in self.steps)

    @property
    def worked_out(self) -> float:
        """Those of them that are worked out, not given by people: what question tests and lazy strategies speak of."""
        return self.out_of - sum(step.by_people for step in self.steps)

    @property
    def steps_by_sheet(self) -> Mapping[str, Step]:
        """The worksheet step on each sheet that has one."""
        return {step.cells.sheet: step for step in self.steps if step.cells.sheet}

    def step(self, name: str) -> Step | None:
        """The step with this id."""
        return next((step for step in self.steps if step.id == name), None)
