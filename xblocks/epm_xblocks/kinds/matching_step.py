"""A matching step's values and its rule of marking: items, targets, what guessing is worth. kinds room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from epm_xblocks.kinds.base import Json, Step
from epm_xblocks.kinds.reading import Reader, plain
from epm_xblocks.kinds.rich import EMPTY, Rich, add_rich, words_of
from epm_xblocks.kinds.shuffled import shuffled

__all__ = ["NOWHERE", "Item", "MatchingStep", "Target", "build_step", "check_step", "read_item", "read_target"]

NOWHERE = "-"
"""The answer "belongs nowhere"."""


@dataclass(frozen=True)
class Target:
    """Where items may go: its short name in the list of choices (else its text), and what it is."""

    id: str
    label: str = ""
    text: Rich = EMPTY


@dataclass(frozen=True)
class Item:
    """What is placed: the targets that are right for it (none: it belongs nowhere), what those who err are told."""

    id: str
    text: Rich
    to: tuple[str, ...] = ()
    feedback: Rich = EMPTY

    @property
    def right(self) -> tuple[str, ...]:
        """The answers that are right."""
        return self.to or (NOWHERE,)


@dataclass(frozen=True)
class MatchingStep(Step):
    """Items, each of which goes to a target. `item_head`, `target_head`: heads of the two columns."""

    points: float = 1.0
    item_head: str = ""
    target_head: str = ""
    prompt: Rich = EMPTY
    targets: tuple[Target, ...] = ()
    items: tuple[Item, ...] = ()

    @property
    def out_of(self) -> float:
        """Points of the step."""
        return self.points

    @property
    def key(self) -> Json:
        """The rules of marking, without words."""
        return [self.points, list(self.choices), [[item.id, sorted(item.right)] for item in self.items]]

    @cached_property
    def choices(self) -> tuple[str, ...]:
        """What can be answered of an item; "belongs nowhere" only where that is true of one."""
        nowhere = (NOWHERE,) if any(not item.to for item in self.items) else ()
        return (*(target.id for target in self.targets), *nowhere)

    @cached_property
    def most(self) -> int:
        """How many items are right when all are put in one place, the best for that."""
        return max((sum(choice in item.right for item in self.items) for choice in self.choices), default=0)

    def share(self, placed: Mapping[str, str]) -> float:
        """Share of the points: a right item is worth 1, a wrong one costs what makes all in one place worth 0."""
        count = len(self.items)
        hits = sum(placed.get(item.id) in item.right for item in self.items)
        wrong = sum(item.id in placed for item in self.items) - hits
        return max(0.0, (hits - wrong * self.most / (count - self.most)) / count)

    @cached_property
    def chance(self) -> float:
        """What places drawn at random earn on average."""
        spread = [1.0]  # probability of 0, 1, 2 … hits
        for item in self.items:
            hit = len(item.right) / len(self.choices)
            miss = [one * (1 - hit) for one in spread]
            spread = [a + b * hit for a, b in zip([*miss, 0.0], [0.0, *spread], strict=True)]
        count, cost = len(self.items), self.most / (len(self.items) - self.most)
        return sum(p * max(0.0, (hits - (count - hits) * cost) / count) for hits, p in enumerate(spread))

    @cached_property
    def shown(self) -> tuple[Item, ...]:
        """The items in the order of the page: none in which taking the targets in turn would earn much."""
        known = {item.id: item for item in self.items}

        def earns(order: Sequence[str]) -> float:
            return max(self.share(self.in_turn(order)), self.share(self.in_blocks(order)))

        return tuple(known[name] for name in shuffled(list(known), self.id, earns))

    def in_turn(self, order: Sequence[str]) -> dict[str, str]:
        """The first item to the first target, the second to the second, and so on round."""
        return {name: self.choices[at % len(self.choices)] for at, name in enumerate(order)}

    def in_blocks(self, order: Sequence[str]) -> dict[str, str]:
        """The first few items to the first target, the next few to the second."""
        return {name: self.choices[at * len(self.choices) // len(order)] for at, name in enumerate(order)}


def read_target(element: etree._Element, reader: Reader) -> Target:
    """A `<target>`; a finding where it has neither label nor words."""
    target = Target(reader.text(element, "id"), reader.text(element, "label"), reader.rich(element))
    if not target.label and not words_of(element):
        reader.say("matching-empty", element, element="target", id=target.id)
    if target.id == NOWHERE:
        reader.say("matching-reserved", element, id=target.id)
    return target


def read_item(element: etree._Element, reader: Reader) -> Item:
    """An `<item>`; a finding where it has no words, or does not say where it goes."""
    text = reader.child(element, "text")
    if text is None or not words_of(text):
        reader.say("matching-empty", element, element="item", id=reader.text(element, "id"))
    if element.get("to") is None:
        reader.say("attribute-missing", element, name="to", element="item")
    return Item(
        reader.text(element, "id"),
        reader.rich(text),
        tuple(dict.fromkeys(reader.text(element, "to").split())),
        reader.rich(reader.child(element, "feedback")),
    )


def check_step(step: MatchingStep, element: etree._Element, items: Sequence[etree._Element], reader: Reader) -> None:
    """Says which items name no target of the step, and where there is nothing to tell apart."""
    known = [target.id for target in step.targets]
    for item, written in zip(step.items, items, strict=True):
        for name in item.to:
            if name not in known:
                reader.say("matching-target", written, id=item.id, read=name, allowed=", ".join(known))
    if len(step.items) < 2 or len(step.choices) < 2:
        reader.say("matching-few", element, items=len(step.items), targets=len(step.targets))
    elif step.most == len(step.items):
        reader.say("matching-same", element)


def build_step(step: MatchingStep) -> etree._Element:
    """The element of a step made by hand."""
    heads = {name: text for name in ("item_head", "target_head") if (text := getattr(step, name))}
    settings = {"kind": step.kind, "id": step.id, "title": step.title, "points": plain(step.points)}
    element = etree.Element("step", settings | heads)
    add_rich(element, "prompt", step.prompt)
    for target in step.targets:
        add_rich(element, "target", target.text) if target.text else etree.SubElement(element, "target")
        element[-1].set("id", target.id)
        if target.label:
            element[-1].set("label", target.label)
    for item in step.items:
        node = etree.SubElement(element, "item", {"id": item.id, "to": " ".join(item.to)})
        add_rich(node, "text", item.text)
        add_rich(node, "feedback", item.feedback)
    return element
