"""`<rubric>` of a step: criteria with described levels, read, written, shown. kinds room."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from epm_xblocks.grading.rubric import Criterion, Level, Rubric
from epm_xblocks.kinds.base import Context, Json
from epm_xblocks.kinds.reading import Reader, plain
from epm_xblocks.kinds.rich import Rich, add_rich, html, words_of

__all__ = ["NO_RUBRIC", "Described", "Scale", "WrittenRubric", "add_rubric", "read_rubric", "show_rubric"]


@dataclass(frozen=True)
class Described:
    """A level: what it is worth, and how work of this level looks."""

    id: str
    points: float
    text: Rich


@dataclass(frozen=True)
class Scale:
    """A criterion: its name, its levels from the lowest on."""

    id: str
    title: str
    levels: tuple[Described, ...]


@dataclass(frozen=True)
class WrittenRubric:
    """How people mark a step. `self_assessment`: the learner too rates the work, beside the marks and never counted."""

    scales: tuple[Scale, ...] = ()
    self_assessment: bool = False

    @cached_property
    def rule(self) -> Rubric:
        """The same without words, as points are counted."""
        return Rubric(
            tuple(
                Criterion(scale.id, tuple(Level(level.id, level.points) for level in scale.levels))
                for scale in self.scales
            )
        )


NO_RUBRIC = WrittenRubric()
"""That of a step whose points nobody gives."""


def read_rubric(element: etree._Element, reader: Reader) -> WrittenRubric:
    """A `<rubric>` with every fault said."""
    reader.text(element, "id")
    criteria = reader.children(element, "criterion")
    reader.unique(criteria)
    told = reader.word(element, "self_assessment", ("yes", "no"), "no")
    if not criteria:
        reader.say("rubric-empty", element)
    return WrittenRubric(tuple(_scale(criterion, reader) for criterion in criteria), told == "yes")


def _scale(element: etree._Element, reader: Reader) -> Scale:
    levels = reader.children(element, "level")
    reader.unique(levels)
    name = reader.text(element, "id")
    scale = Scale(name, reader.required(element, "title"), tuple(_level(level, name, reader) for level in levels))
    worth = [level.points for level in scale.levels]
    if len(worth) < 2 or worth != sorted(set(worth)):
        reader.say("rubric-levels", element, id=name, points=", ".join(plain(one) for one in worth) or "–")
    return scale


def _level(element: etree._Element, criterion: str, reader: Reader) -> Described:
    if not reader.text(element, "points"):
        reader.say("attribute-missing", element, name="points", element="level")
    if not words_of(element):
        reader.say("rubric-undescribed", element, id=criterion, level=reader.text(element, "id"))
    return Described(reader.text(element, "id"), reader.number(element, "points", 0.0, most=1000), reader.rich(element))


def add_rubric(element: etree._Element, rubric: WrittenRubric) -> None:
    """Adds the `<rubric>` to a step's element."""
    if not rubric.scales:
        return
    node = etree.SubElement(element, "rubric", {"self_assessment": "yes"} if rubric.self_assessment else {})
    for scale in rubric.scales:
        criterion = etree.SubElement(node, "criterion", {"id": scale.id, "title": scale.title})
        for level in scale.levels:
            add_rich(criterion, "level", level.text)
            criterion[-1].attrib.update({"id": level.id, "points": plain(level.points)})


def show_rubric(rubric: WrittenRubric, context: Context) -> dict[str, Json]:
    """For the page: learners see how they will be marked before they write."""
    return {
        "self": rubric.self_assessment,
        "criteria": [
            {
                "id": scale.id,
                "title": scale.title,
                "levels": [
                    {"id": level.id, "points": level.points, "text": html(level.text, context)}
                    for level in scale.levels
                ],
            }
            for scale in rubric.scales
        ],
    }
