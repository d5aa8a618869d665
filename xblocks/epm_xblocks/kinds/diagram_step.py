"""A diagram step's values and its rules: cards, places, what hangs on what, what an answer earns. kinds room."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from lxml import etree

from epm_xblocks.kinds.base import Json, Step
from epm_xblocks.kinds.reading import Reader, plain
from epm_xblocks.kinds.rich import EMPTY, Rich, add_rich, words_of
from epm_xblocks.kinds.shuffled import shuffled

__all__ = [
    "ABOVE",
    "BELOW",
    "FOCAL",
    "OUT",
    "REASONS",
    "TREE",
    "Card",
    "DiagramStep",
    "Level",
    "Put",
    "build_step",
    "check_step",
    "read_card",
    "read_level",
]

FOCAL, BELOW, ABOVE, OUT = "focal", "below", "above", "-"
TREE = (FOCAL, BELOW, ABOVE)
"""Places of a tree: its core, what leads to it, what follows from it."""
REASONS = ("absence", "solution", "problem", "vague", "outside")
"""Why a card stands in no diagram: it names a missing remedy, a remedy, a problem, nothing certain, another subject."""
HALF = 0.5
"""What a card earns at the right place that hangs on another card than it should."""
FEWEST, MOST = 4, 40

Put = tuple[str, str]
"""A place, and the card it hangs on ("" for none)."""
Placed = Mapping[str, Put]


@dataclass(frozen=True)
class Level:
    """A level of a results chain, from the lowest up."""

    id: str
    label: str


@dataclass(frozen=True)
class Card:
    """A statement: its place, the cards it may hang on, or why it stays out (`place` is then OUT)."""

    id: str
    text: Rich
    place: str = OUT
    on: tuple[str, ...] = ()
    out: str = ""
    feedback: Rich = EMPTY


@dataclass(frozen=True)
class DiagramStep(Step):
    """Cards to arrange. shape: `problem` and `objective` trees, `chain` of results, whose `levels` are the places."""

    points: float = 1.0
    shape: str = "problem"
    prompt: Rich = EMPTY
    levels: tuple[Level, ...] = ()
    cards: tuple[Card, ...] = ()

    @property
    def out_of(self) -> float:
        """Points of the step."""
        return self.points

    @property
    def key(self) -> Json:
        """The rules of marking, without words."""
        cards = [[one.id, one.place, sorted(one.on), one.out] for one in self.cards]
        return [self.points, self.shape, [one.id for one in self.levels], cards]

    @cached_property
    def places(self) -> tuple[str, ...]:
        """Where a card may stand in the diagram."""
        return tuple(one.id for one in self.levels) if self.shape == "chain" else TREE

    @cached_property
    def by_id(self) -> Mapping[str, Card]:
        """Cards by id."""
        return {one.id: one for one in self.cards}

    @cached_property
    def right(self) -> dict[str, Put]:
        """The first right answer."""
        return {one.id: (one.place, one.on[0] if one.on else "") for one in self.cards}

    def bearers(self, place: str) -> tuple[str, ...]:
        """The places on whose cards one at `place` may hang; none where it hangs on nothing."""
        if self.shape != "chain":
            return {BELOW: (FOCAL, BELOW), ABOVE: (FOCAL, ABOVE)}.get(place, ())
        at = self.places.index(place) + 1
        return self.places[at : at + 1]

    def broken(self, placed: Placed) -> dict[str, tuple[str, ...]]:
        """Rules of form that an answer breaks, with the cards that do: focal, circle, loose, level."""
        standing = {name: put for name, put in placed.items() if put[0] != OUT}
        found: dict[str, tuple[str, ...]] = {}
        cores = tuple(name for name, put in standing.items() if put[0] == FOCAL)
        if self.shape != "chain" and standing and len(cores) != 1:
            found["focal"] = cores
        circles = _circles(standing)
        loose = [n for n, (place, on) in standing.items() if self.bearers(place) and on not in standing]
        level = [
            name
            for name, (place, on) in standing.items()
            if self.bearers(place) and on in standing and standing[on][0] not in self.bearers(place)
        ]
        for rule, names in (("circle", circles), ("loose", loose), ("level", level)):
            if names:
                found[rule] = tuple(names)
        return found

    def credit(self, name: str, placed: Placed) -> float:
        """1 for a card that stands and hangs where it should, a half where only its place is right, else 0."""
        card, put = self.by_id[name], placed.get(name)
        if put is None or put[0] != card.place:
            return 0.0
        if card.place == OUT or not self.bearers(card.place):
            return 1.0
        bearer = placed.get(put[1])
        hangs = put[1] in card.on and bearer is not None and bearer[0] == self.by_id[put[1]].place
        return 1.0 if hangs else HALF

    def share(self, placed: Placed) -> float:
        """Credit of all cards less the cost of the wrong ones, over their number; never below 0."""
        credit, wrong = self._sums(placed)
        return max(0.0, (credit - self.cost * wrong) / len(self.cards))

    @cached_property
    def cost(self) -> float:
        """What a wrong card costs: so much that all cards put alike earn nothing, a whole card at most."""
        worst = 0.0
        for placed in self.alike:
            credit, wrong = self._sums(placed)
            worst = max(worst, credit / wrong if wrong else 1.0)
        return min(1.0, worst)

    @cached_property
    def alike(self) -> tuple[Placed, ...]:
        """Every way to put all cards in one place: on nothing, or on one card that is where it belongs."""
        names = [one.id for one in self.cards]
        made: list[Placed] = [dict.fromkeys(names, (OUT, ""))]
        for place in self.places:
            made.append(dict.fromkeys(names, (place, "")))
            for bearer in self.cards:
                if bearer.place in self.bearers(place):
                    made.append(dict.fromkeys(names, (place, bearer.id)) | {bearer.id: self.right[bearer.id]})
        return tuple(made)

    @cached_property
    def shown(self) -> tuple[Card, ...]:
        """The cards in the order of the page: none in which the author's order shows through."""
        names = [one.id for one in self.cards]

        def in_turn(order: Sequence[str]) -> float:
            """Pairs of neighbours that stand in the author's order."""
            return sum(names.index(b) - names.index(a) == 1 for a, b in pairwise(order))

        return tuple(self.by_id[name] for name in shuffled(names, self.id, in_turn))

    def _sums(self, placed: Placed) -> tuple[float, int]:
        credits = {name: self.credit(name, placed) for name in placed}
        return sum(credits.values()), sum(one == 0 for one in credits.values())


def _circles(standing: Placed) -> list[str]:
    """Cards that come back to themselves by what they hang on."""
    found = []
    for name in standing:
        seen: set[str] = set()
        at = name
        while at in standing and at not in seen:
            seen.add(at)
            at = standing[at][1]
        if at == name and seen:
            found.append(name)
    return found


def read_level(element: etree._Element, reader: Reader) -> Level:
    """A `<level>`."""
    name = reader.text(element, "id")
    if name == OUT:
        reader.say("matching-reserved", element, id=name)
    return Level(name, reader.required(element, "label"))


def read_card(element: etree._Element, reader: Reader, places: Collection[str]) -> Card:
    """A `<card>`; a finding where it has no words, no place or two."""
    text = reader.child(element, "text")
    name = reader.text(element, "id")
    if text is None or not words_of(text):
        reader.say("matching-empty", element, element="card", id=name)
    out = reader.word(element, "out", ("", *REASONS), "")
    on = tuple(dict.fromkeys(reader.text(element, "on").split()))
    if out:
        if element.get("place") is not None or on:
            reader.say("diagram-both", element, id=name)
        place = OUT
    else:
        reader.required(element, "place")
        place = reader.word(element, "place", tuple(places), next(iter(places), OUT))
    return Card(name, reader.rich(text), place, on, out, reader.rich(reader.child(element, "feedback")))


def check_step(step: DiagramStep, element: etree._Element, cards: Sequence[etree._Element], reader: Reader) -> None:
    """The rules learners are held to hold for the key; there is enough to arrange."""
    if not FEWEST <= len(step.cards) <= MOST:
        reader.say("diagram-cards", element, cards=len(step.cards), fewest=FEWEST, most=MOST)
    if step.shape == "chain" and len(step.levels) < 2:
        reader.say("diagram-levels", element, levels=len(step.levels))
        return
    cores = sum(one.place == FOCAL for one in step.cards)
    if step.shape != "chain" and cores != 1:
        reader.say("diagram-focal", element, cards=cores)
    for card, written in zip(step.cards, cards, strict=True):
        bearers = step.bearers(card.place) if card.place != OUT and card.place in step.places else ()
        if bearers and not card.on:
            reader.say("attribute-missing", written, name="on", element="card")
        for name in card.on:
            on = step.by_id.get(name)
            if on is None or on.place not in bearers:
                reader.say("diagram-on", written, id=card.id, read=name)
    for card, written in zip(step.cards, cards, strict=True):
        ways = [dict(step.right) | {card.id: (card.place, name)} for name in card.on]
        if any(card.id in _circles({n: put for n, put in way.items() if put[0] != OUT}) for way in ways):
            reader.say("diagram-circle", written, id=card.id)


def build_step(step: DiagramStep) -> etree._Element:
    """The element of a step made by hand."""
    settings = {"kind": step.kind, "id": step.id, "title": step.title, "shape": step.shape}
    element = etree.Element("step", settings | {"points": plain(step.points)})
    add_rich(element, "prompt", step.prompt)
    for level in step.levels:
        etree.SubElement(element, "level", {"id": level.id, "label": level.label})
    for card in step.cards:
        told = {"out": card.out} if card.place == OUT else {"place": card.place}
        node = etree.SubElement(
            element, "card", {"id": card.id, **told, **({"on": " ".join(card.on)} if card.on else {})}
        )
        add_rich(node, "text", card.text)
        add_rich(node, "feedback", card.feedback)
    return element
