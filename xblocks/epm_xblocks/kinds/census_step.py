"""A census step's values: records, rules, the errors planted, and what marked cells are worth. kinds room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from lxml import etree

from epm_xblocks.kinds.base import Json, Step
from epm_xblocks.kinds.reading import Reader, plain, plain_number
from epm_xblocks.kinds.rich import EMPTY, Rich, add_rich

__all__ = [
    "BLANK",
    "CensusStep",
    "Choice",
    "Column",
    "Found",
    "Planted",
    "Record",
    "build_step",
    "check_step",
    "read_choice",
    "read_column",
    "read_planted",
    "read_record",
]

BLANK = "-"
"""A figure that the school did not give."""
PLACE = 0.5
"""What the right cell earns of an error; its rule and its treatment share the rest."""


@dataclass(frozen=True)
class Column:
    """An item of the questionnaire."""

    id: str
    label: str
    decimals: int | None = None


@dataclass(frozen=True)
class Record:
    """A school's return: a figure for each column, None where it gave none."""

    id: str
    label: str
    figures: tuple[float | None, ...]
    written: str = ""


@dataclass(frozen=True)
class Choice:
    """A rule of control, or a treatment: what learners choose for a cell."""

    id: str
    label: str


@dataclass(frozen=True)
class Planted:
    """An error: every cell where it may be marked, its rule, the treatments that fit (none: it is not asked)."""

    id: str
    at: tuple[str, ...]
    rule: str
    treatments: tuple[str, ...] = ()
    feedback: Rich = EMPTY


class Found(NamedTuple):
    """What became of a marked cell: the error it belongs to, None where the figure is sound; its share of that error.

    again: the error is marked at another of its cells already, and this one counts neither way.
    """

    error: Planted | None
    share: float
    again: bool = False


@dataclass(frozen=True)
class CensusStep(Step):
    """Returns of a school census, and the errors planted in them."""

    points: float = 1.0
    prompt: Rich = EMPTY
    head: str = ""
    columns: tuple[Column, ...] = ()
    records: tuple[Record, ...] = ()
    rules: tuple[Choice, ...] = ()
    treatments: tuple[Choice, ...] = ()
    errors: tuple[Planted, ...] = ()

    @property
    def out_of(self) -> float:
        """Points of the step."""
        return self.points

    @property
    def key(self) -> Json:
        """The rules of marking, without words."""
        return [self.points, [[one.id, one.at, one.rule, one.treatments] for one in self.errors]]

    @cached_property
    def places(self) -> dict[str, float | None]:
        """The figure of every cell, by `record/column`, in the order of the page."""
        return {
            f"{record.id}/{column.id}": figure
            for record in self.records
            for column, figure in zip(self.columns, record.figures, strict=False)
        }

    def judged(self, flags: Mapping[str, Mapping[str, str]]) -> dict[str, Found]:
        """What became of each marked cell; of two cells of one error the one that earns more counts."""
        owner = {cell: error for error in self.errors for cell in error.at}
        shares = {cell: _share(owner[cell], said) if cell in owner else 0.0 for cell, said in flags.items()}
        best: dict[str, str] = {}
        for cell in flags:
            if cell in owner and shares[cell] > shares.get(best.get(owner[cell].id, ""), -1.0):
                best[owner[cell].id] = cell
        return {
            cell: Found(owner.get(cell), shares[cell], cell in owner and best[owner[cell].id] != cell) for cell in flags
        }

    def earned(self, found: Mapping[str, Found]) -> float:
        """The harmonic mean of precision and recall, each error counted by its share: 2 S / (cells marked + errors)."""
        counted = [one for one in found.values() if not one.again]
        total = sum(one.share for one in counted)
        return 2 * total / (len(counted) + len(self.errors)) if counted and self.errors else 0.0


def _share(error: Planted, said: Mapping[str, str]) -> float:
    right = [said.get("rule") == error.rule]
    if error.treatments:
        right.append(said.get("treatment") in error.treatments)
    return PLACE + (1 - PLACE) * sum(right) / len(right)


def read_column(element: etree._Element, reader: Reader) -> Column:
    """A `<column>`."""
    decimals = reader.whole(element, "decimals", 0, 15)
    return Column(reader.text(element, "id"), reader.required(element, "label"), decimals)


def read_record(element: etree._Element, columns: Sequence[Column], reader: Reader) -> Record:
    """A `<record>`: its figures as text, `-` for none."""
    written = " ".join((element.text or "").split())
    figures: list[float | None] = []
    for token in written.split():
        figure = plain_number(token)
        if figure is None and token != BLANK:
            reader.say("census-figure", element, id=reader.text(element, "id"), read=token)
        figures.append(figure)
    if len(figures) != len(columns):
        told = {"id": reader.text(element, "id"), "figures": len(figures), "columns": len(columns)}
        reader.say("census-record", element, **told)
    return Record(reader.text(element, "id"), reader.required(element, "label"), tuple(figures), written)


def read_choice(element: etree._Element, reader: Reader) -> Choice:
    """A `<rule>` or a `<treatment>`."""
    return Choice(reader.text(element, "id"), reader.required(element, "label"))


def read_planted(element: etree._Element, reader: Reader) -> Planted:
    """An `<error>`."""
    return Planted(
        reader.text(element, "id"),
        tuple(dict.fromkeys(reader.required(element, "at").split())),
        reader.required(element, "rule"),
        tuple(dict.fromkeys(reader.text(element, "treatment").split())),
        reader.rich(reader.child(element, "feedback")),
    )


def check_step(step: CensusStep, element: etree._Element, errors: Sequence[etree._Element], reader: Reader) -> None:
    """Says where there is nothing to find, and errors that name a cell, a rule or a treatment that is not there."""
    if not step.errors:
        reader.say("census-sound", element)
    if len(step.rules) < 2:
        reader.say("census-rules", element, rules=len(step.rules))
    rules, treatments = {one.id for one in step.rules}, {one.id for one in step.treatments}
    met: set[str] = set()
    for error, written in zip(step.errors, errors, strict=True):
        for cell in error.at:
            if cell not in step.places:
                reader.say("census-cell", written, id=error.id, read=cell)
            if cell in met:
                reader.say("census-twice", written, read=cell)
            met.add(cell)
        if error.rule and error.rule not in rules:
            reader.say("census-choice", written, id=error.id, read=error.rule)
        for one in error.treatments:
            if one not in treatments:
                reader.say("census-choice", written, id=error.id, read=one)


def build_step(step: CensusStep) -> etree._Element:
    """The element of a step made by hand."""
    settings = {"kind": step.kind, "id": step.id, "title": step.title, "points": plain(step.points)}
    element = etree.Element("step", settings | ({"head": step.head} if step.head else {}))
    add_rich(element, "prompt", step.prompt)
    for column in step.columns:
        told = {"id": column.id, "label": column.label}
        decimals = {} if column.decimals is None else {"decimals": str(column.decimals)}
        etree.SubElement(element, "column", told | decimals)
    for record in step.records:
        etree.SubElement(element, "record", {"id": record.id, "label": record.label}).text = record.written
    for tag, choices in (("rule", step.rules), ("treatment", step.treatments)):
        for one in choices:
            etree.SubElement(element, tag, {"id": one.id, "label": one.label})
    for error in step.errors:
        told = {"id": error.id, "at": " ".join(error.at), "rule": error.rule}
        asked = {"treatment": " ".join(error.treatments)} if error.treatments else {}
        add_rich(etree.SubElement(element, "error", told | asked), "feedback", error.feedback)
    return element
