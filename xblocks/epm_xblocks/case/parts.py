"""The parts of a case around its steps: texts, conventions, identities, question tests. case room."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from epm_xblocks.case.model import Chain, Convention, Expect, Identity, QuestionTest, Set
from epm_xblocks.grading.mark import STATES
from epm_xblocks.kinds.base import place_of
from epm_xblocks.kinds.reading import Reader
from epm_xblocks.kinds.rich import Rich

__all__ = ["CHILDREN", "EXPECTED", "Parts", "read_parts"]

CHILDREN = (
    "brief", "data", "conventions", "formulas", "identity", "chain", "step", "closing", "trainer_notes", "tests",
)  # fmt: skip

FILLS = ("key", "follow", "blank")
EXPECTED = (*STATES, "part", "within", "short", "long")
"""States a test may expect: of cells, and of choices and texts."""


@dataclass(frozen=True)
class Parts:
    """What surrounds the steps."""

    brief: Rich
    conventions: tuple[Convention, ...]
    formulas: Rich
    identities: tuple[Identity, ...]
    chains: tuple[Chain, ...]
    closing: Rich
    trainer_notes: Rich
    tests: tuple[QuestionTest, ...]


def read_parts(root: etree._Element, reader: Reader) -> Parts:
    """Everything but data and steps; faults go to the reader, nothing raises."""
    reader.children(root, *CHILDREN)
    return Parts(
        brief=reader.rich(reader.child(root, "brief")),
        conventions=_conventions(root, reader),
        formulas=reader.rich(reader.child(root, "formulas")),
        identities=_identities(root, reader),
        chains=_chains(root, reader),
        closing=reader.rich(reader.child(root, "closing")),
        trainer_notes=reader.rich(reader.child(root, "trainer_notes")),
        tests=_tests(root, reader),
    )


def _conventions(root: etree._Element, reader: Reader) -> tuple[Convention, ...]:
    parent = reader.child(root, "conventions")
    if parent is None:
        return ()
    reader.text(parent, "id")
    elements = reader.children(parent, "convention")
    reader.unique(elements)
    return tuple(
        Convention(reader.text(element, "id"), reader.text(element, "label"), reader.rich(element))
        for element in elements
    )


def _identities(root: etree._Element, reader: Reader) -> tuple[Identity, ...]:
    elements = reader.children(root, "identity")
    reader.unique(elements)
    return tuple(
        Identity(reader.text(element, "id"), reader.required(element, "formula"), place_of(element).line)
        for element in elements
    )


def _chains(root: etree._Element, reader: Reader) -> tuple[Chain, ...]:
    elements = reader.children(root, "chain")
    reader.unique(elements)
    return tuple(
        Chain(
            reader.text(element, "id"),
            reader.required(element, "case"),
            reader.required(element, "step"),
            reader.required(element, "cells"),
            reader.required(element, "into"),
            reader.text(element, "title"),
            place_of(element).line,
        )
        for element in elements
    )


def _tests(root: etree._Element, reader: Reader) -> tuple[QuestionTest, ...]:
    parent = reader.child(root, "tests")
    if parent is None:
        return ()
    reader.text(parent, "id")
    elements = reader.children(parent, "test")
    reader.unique(elements)
    return tuple(_test(element, reader) for element in elements)


def _test(element: etree._Element, reader: Reader) -> QuestionTest:
    return QuestionTest(
        id=reader.text(element, "id"),
        fill=reader.word(element, "fill", FILLS, "blank"),
        sets=tuple(_set(node, reader) for node in reader.children(element, "set")),
        expects=tuple(_expect(node, reader) for node in reader.children(element, "expect")),
        line=place_of(element).line,
    )


def _set(element: etree._Element, reader: Reader) -> Set:
    return Set(
        step=reader.required(element, "step"),
        cell=reader.text(element, "cell"),
        text=reader.text(element, "option") or (element.text or "").strip(),
        slip=reader.text(element, "slip"),
        line=place_of(element).line,
    )


def _expect(element: etree._Element, reader: Reader) -> Expect:
    state = reader.text(element, "state")
    if state:
        reader.word(element, "state", EXPECTED, state)
    return Expect(
        step=reader.text(element, "step"),
        cell=reader.text(element, "cell"),
        state=state,
        points=_number_or(element, reader, "points", "all"),
        lost=_number_or(element, reader, "lost", ""),
        line=place_of(element).line,
    )


def _number_or(element: etree._Element, reader: Reader, name: str, word: str) -> str:
    written = reader.text(element, name)
    if written and written != word:
        reader.number(element, name, 0.0)
    return written
