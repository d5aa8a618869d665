"""A decision step's values: variables, situations, choices; and every state they can lead to. kinds room."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

from lxml import etree

from epm_xblocks.findings import Problem
from epm_xblocks.kinds.base import Json, Step
from epm_xblocks.kinds.reading import Reader, plain, plain_number
from epm_xblocks.kinds.rich import EMPTY, Rich, add_rich
from epm_xblocks.workbook.machine import run
from epm_xblocks.workbook.model import Given, Workbook
from epm_xblocks.workbook.postfix import Program, program
from epm_xblocks.workbook.refs import Cell, RefProblem, parse_cell

__all__ = [
    "Choice",
    "DecisionStep",
    "Go",
    "Situation",
    "State",
    "Tree",
    "Variable",
    "Words",
    "build_step",
    "check_step",
    "read_situation",
    "read_variable",
]

LARGEST = 400
"""States a step may lead to: each is a line that the page carries."""
KEPT = 32
"""Trees kept for the learners' different figures."""
SHEET = "State"
SCORE = "score"
_NAME = re.compile(r"[a-z][a-z_]*")
_WORD = re.compile(r"(?<![\w.])[a-z][a-z_]*(?![\w(])")
_SET = re.compile(r"\s*([a-z][a-z_]*)\s*=(?!=)\s*(.+?)\s*", re.DOTALL)

Values = Mapping[Cell, float | str | None]
Figures = tuple[float, ...]
"""The value of every variable, in their order."""


@dataclass(frozen=True)
class Variable:
    """What choices change. start: a figure, or the given cell it is taken from."""

    id: str
    label: str
    start: str
    decimals: int | None = None


@dataclass(frozen=True)
class Words:
    """A text of a situation, shown where its condition holds."""

    text: Rich
    when: str = ""


@dataclass(frozen=True)
class Go:
    """Another situation that follows where its condition holds after the choice."""

    to: str
    when: str


@dataclass(frozen=True)
class Choice:
    """What can be decided where `when` holds; `changes` are (variable, formula); then the first `go` that holds."""

    id: str
    text: Rich
    to: str
    when: str = ""
    set: str = ""
    changes: tuple[tuple[str, str], ...] = ()
    goes: tuple[Go, ...] = ()
    feedback: Rich = EMPTY


@dataclass(frozen=True)
class Situation:
    """Where learners stand; one without choices is an ending."""

    id: str
    title: str
    texts: tuple[Words, ...] = ()
    choices: tuple[Choice, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class State:
    """A situation with the variables as they then are, the texts it shows (numbers), and where each choice leads."""

    situation: int
    figures: Figures
    texts: tuple[int, ...]
    ways: Mapping[str, int]


@dataclass(frozen=True)
class Tree:
    """Every state that can be reached, the first one where all begin, and the scores of the endings."""

    states: tuple[State, ...]
    scores: Mapping[int, float]
    floor: float

    @cached_property
    def best(self) -> tuple[float, tuple[str, ...]]:
        """The highest score, and the choices that lead there (the first ones, where several do)."""
        found: dict[int, tuple[float, tuple[str, ...]]] = {}
        for at in self._backwards():
            ways = [(found[to][0], (name, *found[to][1])) for name, to in self.states[at].ways.items()]
            found[at] = max(ways, key=lambda one: one[0]) if ways else (self.scores[at], ())
        return found[0]

    @cached_property
    def chance(self) -> float:
        """The share of the points that choosing at random earns on average."""
        found: dict[int, float] = {}
        for at in self._backwards():
            ways = [found[to] for to in self.states[at].ways.values()]
            found[at] = sum(ways) / len(ways) if ways else self.share(at)
        return found[0]

    def share(self, at: int) -> float:
        """What a state earns: (score - floor) / (best score - floor), from 0 to 1; nothing before the end."""
        if at not in self.scores:
            return 0.0
        best, score = self.best[0], self.scores[at]
        if score >= best:
            return 1.0
        return max(0.0, (score - self.floor) / (best - self.floor)) if best > self.floor else 0.0

    def walk(self, path: Sequence[Json]) -> list[int]:
        """The states along a path, as far as its choices are offered."""
        states = [0]
        for name in path:
            to = self.states[states[-1]].ways.get(name) if isinstance(name, str) else None
            if to is None:
                break
            states.append(to)
        return states

    def _backwards(self) -> Iterator[int]:
        """Every state after all that it leads to."""
        yield from TopologicalSorter({at: set(one.ways.values()) for at, one in enumerate(self.states)}).static_order()


@dataclass(frozen=True)
class DecisionStep(Step):
    """Situations and choices. score: a formula of the variables, taken at an ending; `floor`: the score worth nothing.

    undo: `all`, `last` (one choice back) or `none`.
    """

    points: float = 1.0
    score: str = ""
    floor: float = 0.0
    undo: str = "all"
    prompt: Rich = EMPTY
    variables: tuple[Variable, ...] = ()
    situations: tuple[Situation, ...] = ()

    @property
    def out_of(self) -> float:
        """Points of the step."""
        return self.points

    @property
    def key(self) -> Json:
        """The rules of marking, without words."""
        ways = [
            [
                one.id,
                [[way.id, way.to, way.when, way.changes, [(go.to, go.when) for go in way.goes]] for way in one.choices],
            ]
            for one in self.situations
        ]
        return [self.points, self.score, self.floor, [(one.id, one.start) for one in self.variables], ways]

    @cached_property
    def formulas(self) -> tuple[str, ...]:
        """Every formula once, as the author wrote it, in the order of the step."""
        found = [self.score]
        for situation in self.situations:
            found += [one.when for one in situation.texts]
            for choice in situation.choices:
                found += [
                    choice.when,
                    *(formula for _name, formula in choice.changes),
                    *(go.when for go in choice.goes),
                ]
        return tuple(dict.fromkeys(one for one in found if one))

    @cached_property
    def program(self) -> Program:
        """The formulas compiled, as those of a sheet: variables in its column A, formulas in B. Raises Problem."""
        names = {one.id: f"A{at}" for at, one in enumerate(self.variables, 1)}
        cells = {Cell(SHEET, f"A{at}"): Given(Cell(SHEET, f"A{at}"), 0.0) for at in range(1, len(names) + 1)}
        moved, wanted = list(cells), []
        for at, formula in enumerate(self.formulas, 1):
            cell = Cell(SHEET, f"B{at}")
            cells[cell] = Given(cell, formula="=" + _WORD.sub(lambda word: names.get(word[0], word[0]), formula))
            wanted.append(cell)
        return program(Workbook((SHEET,), cells, {}), SHEET, moved, wanted)

    def starts(self, values: Values) -> Figures | None:
        """The variables at first; None where a cell holds no figure."""
        figures = [start_of(one.start, values) for one in self.variables]
        return tuple(figure for figure in figures if figure is not None) if None not in figures else None

    def tree(self, values: Values) -> Tree | None:
        """Every state from a learner's own figures; None where one is missing. Raises Problem where a way is broken."""
        starts = self.starts(values)
        if starts is None:
            return None
        if starts not in self._trees:
            if len(self._trees) >= KEPT:
                self._trees.clear()
            self._trees[starts] = self._grown(starts)
        return self._trees[starts]

    @cached_property
    def _trees(self) -> dict[Figures, Tree]:
        return {}

    @cached_property
    def _places(self) -> dict[str, int]:
        return {one.id: at for at, one in enumerate(self.situations)}

    def _worked(self, figures: Figures) -> dict[str, float | str | bool | None]:
        """Every formula of the step at these figures."""
        made = self.program
        values: list[float | str | None] = [None] * len(made.cells)
        for at, figure in enumerate(figures, 1):
            place = made.places.get(Cell(SHEET, f"A{at}"))
            if place is not None:
                values[place] = figure
        done = run(made, values)
        return {formula: done[made.places[Cell(SHEET, f"B{at}")]] for at, formula in enumerate(self.formulas, 1)}

    def _grown(self, starts: Figures) -> Tree:
        known: dict[tuple[int, Figures], int] = {(0, starts): 0}
        worked: dict[Figures, dict[str, float | str | bool | None]] = {}
        order: list[tuple[int, Figures]] = [(0, starts)]
        states: list[State] = []
        scores: dict[int, float] = {}

        def at(figures: Figures) -> dict[str, float | str | bool | None]:
            if figures not in worked:
                worked[figures] = self._worked(figures)
            return worked[figures]

        while len(states) < len(order):
            here, figures = order[len(states)]
            situation, now = self.situations[here], at(figures)
            ways: dict[str, int] = {}
            for choice in situation.choices:
                if not _holds(choice.when, now):
                    continue
                after = self._after(choice, figures, now)
                then = at(after)
                to = next((go.to for go in choice.goes if _holds(go.when, then)), choice.to)
                state = (self._places[to], after)
                if state not in known:
                    known[state] = len(order)
                    order.append(state)
                ways[choice.id] = known[state]
            if situation.choices and not ways:
                raise Problem("decision-stuck", id=situation.id, figures=self.spoken(figures))
            if not situation.choices:
                score = now[self.score]
                if not _figure(score):
                    raise Problem("decision-figure", id=situation.id, read=self.score, figures=self.spoken(figures))
                scores[len(states)] = float(score or 0)
            texts = tuple(i for i, one in enumerate(situation.texts) if _holds(one.when, now))
            states.append(State(here, figures, texts, ways))
            if len(order) > LARGEST:
                raise Problem("decision-large", most=LARGEST)
        return Tree(tuple(states), scores, self.floor)

    def _after(self, choice: Choice, figures: Figures, now: Mapping[str, float | str | bool | None]) -> Figures:
        changed = dict(zip((one.id for one in self.variables), figures, strict=True))
        for name, formula in choice.changes:
            value = now[formula]
            if not _figure(value):
                raise Problem("decision-figure", id=choice.id, read=formula, figures=self.spoken(figures))
            changed[name] = float(f"{value or 0:.12g}")
        return tuple(changed.values())

    def spoken(self, figures: Figures) -> str:
        """The variables as an author reads them: `budget = 120, pupils = 40`."""
        return ", ".join(f"{one.id} = {plain(value)}" for one, value in zip(self.variables, figures, strict=True))


def start_of(start: str, values: Values) -> float | None:
    """A figure as written or the figure of a given cell; None where there is none."""
    figure = plain_number(start)
    if figure is not None:
        return figure
    try:
        value = values.get(parse_cell(start, ""))
    except RefProblem:
        return None
    return float(value) if isinstance(value, int | float) else None


def _figure(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _holds(when: str, worked: Mapping[str, float | str | bool | None]) -> bool:
    value = worked[when] if when else True
    return value is True or (_figure(value) and value != 0)


def read_variable(element: etree._Element, reader: Reader) -> Variable:
    """A `<variable>`."""
    name, start = reader.text(element, "id"), reader.required(element, "start")
    if name and not _NAME.fullmatch(name):
        reader.say("decision-name", element, id=name)
    if start and plain_number(start) is None:
        try:
            parse_cell(start, "")
        except RefProblem as problem:
            reader.pass_on(problem, element)
    return Variable(name, reader.required(element, "label"), start, reader.whole(element, "decimals", 0, 15))


def read_situation(element: etree._Element, reader: Reader) -> Situation:
    """A `<situation>` with its texts and choices."""
    choices = reader.children(element, "choice")
    reader.unique(choices)
    return Situation(
        reader.text(element, "id"),
        reader.required(element, "title"),
        tuple(Words(reader.rich(one), reader.text(one, "when")) for one in reader.children(element, "text")),
        tuple(_read_choice(one, reader) for one in choices),
        element.sourceline if isinstance(element.sourceline, int) else 0,
    )


def _read_choice(element: etree._Element, reader: Reader) -> Choice:
    text, written = reader.child(element, "text"), reader.text(element, "set")
    changes = []
    for part in filter(str.strip, written.split(";")):
        found = _SET.fullmatch(part)
        if found:
            changes.append((found[1], found[2]))
        else:
            reader.say("decision-set", element, read=part.strip())
    return Choice(
        reader.text(element, "id"),
        reader.rich(text),
        reader.required(element, "to"),
        reader.text(element, "when"),
        written,
        tuple(changes),
        tuple(Go(reader.required(one, "to"), reader.required(one, "when")) for one in reader.children(element, "go")),
        reader.rich(reader.child(element, "feedback")),
    )


def check_step(step: DecisionStep, element: etree._Element, reader: Reader) -> None:
    """Says which names are unknown, where choices run in a circle, and (with figures as written) where a way breaks."""
    names, places = {one.id for one in step.variables}, {one.id for one in step.situations}
    if not step.situations or not step.situations[0].choices:
        reader.say("decision-empty", element)
    for situation in step.situations:
        for choice in situation.choices:
            for to in (choice.to, *(go.to for go in choice.goes)):
                if to not in places:
                    reader.say("decision-to", element, id=choice.id, read=to)
            for name, _formula in choice.changes:
                if name not in names:
                    reader.say("decision-variable", element, id=choice.id, read=name)
    for formula in step.formulas:
        for word in _WORD.findall(formula):
            if word not in names:
                reader.say("decision-variable", element, id=step.id, read=word)
    if any(finding.severity == "error" for finding in reader.findings):
        return
    ways = {
        one.id: {to for way in one.choices for to in (way.to, *(go.to for go in way.goes))} for one in step.situations
    }
    try:
        list(TopologicalSorter(ways).static_order())
        tree = step.program and step.tree({})
    except CycleError as circle:
        reader.say("decision-circle", element, path=" → ".join(reversed(circle.args[1])))
        return
    except Problem as problem:
        reader.pass_on(problem, element)
        return
    met = {state.situation for state in tree.states} if isinstance(tree, Tree) else None
    for at, situation in enumerate(step.situations):
        if met is not None and at not in met:
            reader.say("decision-unmet", element, "warning", id=situation.id)
    if isinstance(tree, Tree) and tree.best[0] <= step.floor:
        reader.say("decision-floor", element, best=plain(tree.best[0]), floor=plain(step.floor))


def build_step(step: DecisionStep) -> etree._Element:
    """The element of a step made by hand."""
    settings = {"kind": step.kind, "id": step.id, "title": step.title, "points": plain(step.points)}
    settings |= {"score": step.score, "floor": plain(step.floor), "undo": step.undo}
    element = etree.Element("step", settings)
    add_rich(element, "prompt", step.prompt)
    for one in step.variables:
        decimals = {} if one.decimals is None else {"decimals": str(one.decimals)}
        etree.SubElement(element, "variable", {"id": one.id, "label": one.label, "start": one.start} | decimals)
    for situation in step.situations:
        node = etree.SubElement(element, "situation", {"id": situation.id, "title": situation.title})
        for words in situation.texts:
            add_rich(node, "text", words.text)
            if words.when and len(node):
                node[-1].set("when", words.when)
        for choice in situation.choices:
            told = {"id": choice.id, "to": choice.to} | ({"when": choice.when} if choice.when else {})
            way = etree.SubElement(node, "choice", told | ({"set": choice.set} if choice.set else {}))
            add_rich(way, "text", choice.text)
            add_rich(way, "feedback", choice.feedback)
            for go in choice.goes:
                etree.SubElement(way, "go", {"to": go.to, "when": go.when})
    return element
