"""The step kind `portfolio`: the learner's own results of named cases in one report. kinds room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from epm_xblocks.findings import Problem
from epm_xblocks.kinds.base import Context, Json, Kind, Sample, Step, StepMark, place_of
from epm_xblocks.kinds.reading import Reader
from epm_xblocks.kinds.rich import EMPTY, Passage, Rich, add_rich, html
from epm_xblocks.safe_xml import outer, parse
from epm_xblocks.workbook.refs import parse_area

__all__ = ["Picture", "Portfolio", "PortfolioStep", "Section"]

LARGEST = 40
"""Cells of one chart."""


@dataclass(frozen=True)
class Picture:
    """A bar chart of answer cells of one step, in reading order; named by the labels of their rows."""

    id: str
    step: str
    cells: str
    caption: str


@dataclass(frozen=True)
class Section:
    """What is taken of one case: some of its steps (none named: every worksheet and text), and charts."""

    id: str
    case: str
    title: str
    steps: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class PortfolioStep(Step):
    """Sections, one a case of the same course. It earns nothing: what it shows was marked where it was made."""

    prompt: Rich = EMPTY
    sections: tuple[Section, ...] = ()


class Portfolio(Kind):
    """A report that puts itself together from what the learner has submitted."""

    name = "portfolio"
    bundle = "portfolio"

    def read(self, element: etree._Element) -> PortfolioStep:
        """The step; Unreadable where a section names no case, or a chart no cells."""
        reader = Reader(element.get("id", ""))
        reader.text(element, "kind")
        sections = reader.children(element, "section")
        reader.unique(sections)
        step = PortfolioStep(
            id=reader.required(element, "id"),
            kind=self.name,
            title=reader.text(element, "title"),
            xml=outer(element),
            line=place_of(element).line,
            prompt=reader.rich(reader.child(element, "prompt")),
            sections=tuple(_section(one, reader) for one in sections),
        )
        if not sections:
            reader.say("portfolio-empty", element)
        return replace(step, findings=reader.finish())

    def write(self, step: Step) -> etree._Element:
        """The element as it was written, or built from the fields where the step was made by hand."""
        assert isinstance(step, PortfolioStep)  # noqa: S101 — because the registry hands each kind its own steps
        return parse(step.xml) if step.xml else _build(step)

    def show(self, step: Step, answer: Json, context: Context) -> dict[str, Json]:
        """The sections' titles; what was submitted is fetched when it is asked for."""
        assert isinstance(step, PortfolioStep)  # noqa: S101 — as above
        return {
            "prompt": html(step.prompt, context),
            "sections": [{"id": one.id, "title": one.title or one.case} for one in step.sections],
        }

    def grade(self, step: Step, answer: Json, context: Context) -> StepMark:
        """Nothing is asked, nothing is earned."""
        return StepMark(0.0, 0.0, {"state": "blank"}, answered=False)

    def samples(self, step: Step, context: Context) -> tuple[Sample, ...]:
        """Whatever is sent earns nothing."""
        odd: tuple[Json, ...] = (7, "a", [], {"a": 1})
        names = ("right", "partly-right", "wrong")
        return (*(Sample(name, None, None) for name in names), *(Sample("malformed", one, None) for one in odd))

    def texts(self, step: Step) -> Iterator[Passage]:
        """The prompt."""
        assert isinstance(step, PortfolioStep)  # noqa: S101 — as above
        yield Passage(step.prompt, "before", step.id)


def _section(element: etree._Element, reader: Reader) -> Section:
    charts = reader.children(element, "chart")
    reader.unique(charts)
    return Section(
        reader.text(element, "id"),
        reader.required(element, "case"),
        reader.text(element, "title"),
        tuple(dict.fromkeys(reader.text(element, "steps").split())),
        tuple(_picture(one, reader) for one in charts),
    )


def _picture(element: etree._Element, reader: Reader) -> Picture:
    cells = reader.required(element, "cells")
    try:
        fits = parse_area(cells, "Sheet").size <= LARGEST
    except Problem:
        fits = False
    if cells and not fits:
        reader.say("portfolio-cells", element, read=cells, most=LARGEST)
    return Picture(
        reader.text(element, "id"), reader.required(element, "step"), cells, reader.required(element, "caption")
    )


def _build(step: PortfolioStep) -> etree._Element:
    element = etree.Element("step", {"kind": step.kind, "id": step.id, "title": step.title})
    add_rich(element, "prompt", step.prompt)
    for one in step.sections:
        told = {"id": one.id, "case": one.case, "title": one.title}
        node = etree.SubElement(element, "section", told | ({"steps": " ".join(one.steps)} if one.steps else {}))
        for chart in one.pictures:
            etree.SubElement(
                node, "chart", {"id": chart.id, "step": chart.step, "cells": chart.cells, "caption": chart.caption}
            )
    return element
