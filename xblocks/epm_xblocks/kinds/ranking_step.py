"""A ranking step's values: options, criteria, and the right ranks, worked out and never stored. kinds room."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, permutations
from xml.sax.saxutils import quoteattr

from lxml import etree

from epm_xblocks.kinds.base import Json, Step
from epm_xblocks.kinds.reading import Reader, plain, plain_number
from epm_xblocks.kinds.rich import EMPTY, Rich, add_rich, words_of
from epm_xblocks.kinds.shuffled import shuffled
from epm_xblocks.planning.priorities import Direction, Normalisation, normalised, ranks, weight_sensitivity
from epm_xblocks.planning.priorities import weighted_sums as sums_of
from epm_xblocks.planning.values import PlanningProblem
from epm_xblocks.workbook.model import Cell

__all__ = [
    "HOLDS",
    "Criterion",
    "Figure",
    "Option",
    "Ranking",
    "RankingStep",
    "build_step",
    "check_step",
    "figure_of",
    "named_cells",
    "order_share",
    "read_criterion",
    "read_option",
]

HOLDS = "-"
"""The answer "the first place holds, whichever weight changes"."""
FEW = 6
"""Up to so many options every order is tried, to know what one at random earns."""
_TOKEN = re.compile(r"'[^']*'!\S+|\S+")
_CELL = re.compile(r"(?:'([^']+)'|([^\s'!]+))!\$?([A-Z]{1,3})\$?([1-9]\d{0,5})")

Figure = float | Cell
"""A figure as written, or the given cell it is taken from."""
Values = Mapping[Cell, float | str | None]


@dataclass(frozen=True)
class Criterion:
    """What options are judged by: its weight, whether more is better, decimals of its scores."""

    id: str
    label: str
    weight: Figure = 0.0
    direction: Direction = "more-is-better"
    decimals: int | None = None


@dataclass(frozen=True)
class Option:
    """What is put in order: its rank (mode order) or its scores, criterion by criterion (mode criteria)."""

    id: str
    text: Rich
    rank: int = 0
    scores: tuple[Figure, ...] = ()
    written: str = ""
    feedback: Rich = EMPTY


@dataclass(frozen=True)
class Ranking:
    """The right answer on a learner's figures. `sums` and `sensitive` are empty where the author gave the ranks."""

    ranks: Mapping[str, int]
    sums: Mapping[str, float]
    sensitive: frozenset[str] = frozenset()

    @cached_property
    def order(self) -> list[str]:
        """Options from the first rank on; ties in the author's order."""
        return sorted(self.ranks, key=lambda name: self.ranks[name])

    def fits(self, name: str, at: int) -> bool:
        """Whether an option may stand at a place (from 0): its own, or one of those it shares with its equals."""
        rank = self.ranks[name]
        return rank <= at + 1 < rank + sum(other == rank for other in self.ranks.values())


@dataclass(frozen=True)
class RankingStep(Step):
    """Options to put in order. `shift`: how far each weight is moved to see if the first place holds; 0: not asked.

    `shift_points`: points of that question.
    """

    mode: str = "order"
    points: float = 1.0
    shift: float = 0.0
    shift_points: float = 0.0
    scaling: Normalisation = "none"
    prompt: Rich = EMPTY
    criteria: tuple[Criterion, ...] = ()
    options: tuple[Option, ...] = ()

    @property
    def out_of(self) -> float:
        """Points of the step."""
        return self.points + self.shift_points

    @property
    def key(self) -> Json:
        """The rules of marking, without words."""
        criteria = [[one.id, str(one.weight), one.direction] for one in self.criteria]
        options = [[one.id, one.rank, [str(score) for score in one.scores]] for one in self.options]
        return [self.mode, self.points, self.shift, self.shift_points, self.scaling, criteria, options]

    def ranking(self, values: Values) -> Ranking | None:
        """The right ranks; None where a cell holds no figure or the weights are not to be used."""
        if self.mode == "order":
            placed = ranks([-float(option.rank) for option in self.options])
            return Ranking(dict(zip(self._names, placed, strict=True)), {})
        try:
            weights = [_figure(one.weight, values) for one in self.criteria]
            scaled = self._scaled(values)
            sums = [float(one.value or 0.0) for one in sums_of(scaled, weights, weights_rule="must-sum-to-one")]
            moved = weight_sensitivity(scaled, weights, step=self.shift) if self.shift else ()
        except PlanningProblem:
            return None
        sensitive = frozenset(self.criteria[one.criterion].id for one in moved if one.leader_changes)
        return Ranking(
            dict(zip(self._names, ranks(sums), strict=True)), dict(zip(self._names, sums, strict=True)), sensitive
        )

    def shown(self, values: Values) -> list[str]:
        """The options in the order of the page: none that would earn much, itself or read from below."""
        right = self.ranking(values)

        def earns(order: Sequence[str]) -> float:
            return max(order_share(order, right), order_share(order[::-1], right)) if right else 0.0

        return shuffled(self._names, self.id, earns)

    def chance(self, values: Values) -> float:
        """What an order at random earns on average; 0 where options are so many that it is little."""
        right = self.ranking(values)
        if right is None or len(self.options) > FEW:
            return 0.0
        earned = [order_share(order, right) for order in permutations(self._names)]
        return sum(earned) / len(earned)

    @property
    def _names(self) -> list[str]:
        return [option.id for option in self.options]

    def _scaled(self, values: Values) -> list[list[float]]:
        columns = []
        for at, criterion in enumerate(self.criteria):
            column = [_figure(option.scores[at], values) for option in self.options]
            made = normalised(column, direction=criterion.direction, normalisation=self.scaling)
            columns.append([float(one.value or 0.0) for one in made])
        return [list(row) for row in zip(*columns, strict=True)]


def order_share(order: Sequence[str], right: Ranking) -> float:
    """((pairs in the right order - pairs in the wrong one) / pairs that differ in rank) squared; 0 if not above 0."""
    place = {name: at for at, name in enumerate(order)}
    pairs = [(a, b) for a, b in combinations(right.order, 2) if right.ranks[a] != right.ranks[b]]
    known = [place[a] < place[b] for a, b in pairs if a in place and b in place]
    balance = 2 * sum(known) - len(known)
    return (balance / len(pairs)) ** 2 if pairs and balance > 0 else 0.0


def read_figures(element: etree._Element, name: str, reader: Reader) -> tuple[Figure, ...]:
    """The figures and cells of an attribute; a finding for what is neither."""
    found: list[Figure] = []
    for token in _TOKEN.findall(reader.text(element, name)):
        cell, number = _CELL.fullmatch(token), plain_number(token)
        if cell:
            found.append(Cell(cell[1] or cell[2], cell[3] + cell[4]))
        elif number is not None:
            found.append(number)
        else:
            reader.say("ranking-figure", element, name=name, read=token)
            found.append(0.0)
    return tuple(found)


def read_criterion(element: etree._Element, reader: Reader) -> Criterion:
    """A `<criterion>`."""
    weight = read_figures(element, "weight", reader)
    if len(weight) != 1:
        reader.say("attribute-missing", element, name="weight", element="criterion")
    direction = reader.word(element, "direction", ("more-is-better", "less-is-better"), "more-is-better")
    return Criterion(
        reader.text(element, "id"),
        reader.required(element, "label"),
        weight[0] if weight else 0.0,
        "more-is-better" if direction == "more-is-better" else "less-is-better",
        reader.whole(element, "decimals", 0, 15),
    )


def read_option(element: etree._Element, mode: str, reader: Reader) -> Option:
    """An `<option>`: with `rank` in mode order, with `scores` in mode criteria."""
    text = reader.child(element, "text")
    if text is None or not words_of(text):
        reader.say("option-empty", element, id=reader.text(element, "id"))
    rank = reader.whole(element, "rank", 1, 999) if mode == "order" else None
    if mode == "order" and rank is None:
        reader.say("attribute-missing", element, name="rank", element="option")
    return Option(
        reader.text(element, "id"),
        reader.rich(text),
        rank or 0,
        read_figures(element, "scores", reader) if mode == "criteria" else (),
        reader.text(element, "scores") if mode == "criteria" else "",
        reader.rich(reader.child(element, "feedback")),
    )


def check_step(step: RankingStep, element: etree._Element, options: Sequence[etree._Element], reader: Reader) -> None:
    """Says where there is nothing to order, where scores are missing, and weights that do not add up to 1."""
    if len(step.options) < 3:
        reader.say("ranking-options", element, options=len(step.options))
    if step.mode == "order":
        if len({option.rank for option in step.options}) < 2 <= len(step.options):
            reader.say("ranking-same", element)
        return
    if len(step.criteria) < 2:
        reader.say("ranking-criteria", element, criteria=len(step.criteria))
    for option, written in zip(step.options, options, strict=True):
        if len(option.scores) != len(step.criteria):
            told = {"id": option.id, "scores": len(option.scores), "criteria": len(step.criteria)}
            reader.say("ranking-scores", written, **told)
    if HOLDS in [criterion.id for criterion in step.criteria]:
        reader.say("ranking-reserved", element, id=HOLDS)
    weights = [one.weight for one in step.criteria if isinstance(one.weight, float)]
    if len(weights) == len(step.criteria) and abs(sum(weights) - 1) > 1e-9:
        reader.say("ranking-weights", element, total=plain(round(sum(weights), 9)))
    elif any(weight < 0 for weight in weights):
        reader.say("ranking-weights", element, total=plain(min(weights)))
    if bool(step.shift) != bool(step.shift_points):
        reader.say("ranking-shift", element)


def named_cells(step: RankingStep) -> Rich:
    """The cells it takes figures from, as a text that names them: so author checks look at them as at any other."""
    figures = [one.weight for one in step.criteria] + [score for one in step.options for score in one.scores]
    named = [f"'{cell.sheet}'!{cell.a1}" for cell in figures if isinstance(cell, Cell)]
    return Rich("".join(f"<fig of={quoteattr(name)}/>" for name in named), step.line) if named else EMPTY


def build_step(step: RankingStep) -> etree._Element:
    """The element of a step made by hand."""
    settings = {"kind": step.kind, "id": step.id, "title": step.title, "mode": step.mode, "points": plain(step.points)}
    if step.mode == "criteria":
        settings |= {"scaling": step.scaling}
    if step.shift:
        settings |= {"shift": plain(step.shift), "shift_points": plain(step.shift_points)}
    element = etree.Element("step", settings)
    add_rich(element, "prompt", step.prompt)
    for one in step.criteria:
        told = {"id": one.id, "label": one.label, "weight": _written(one.weight), "direction": one.direction}
        etree.SubElement(element, "criterion", told | ({} if one.decimals is None else {"decimals": str(one.decimals)}))
    for option in step.options:
        marked = {"rank": str(option.rank)} if step.mode == "order" else {"scores": option.written}
        node = etree.SubElement(element, "option", {"id": option.id} | marked)
        add_rich(node, "text", option.text)
        add_rich(node, "feedback", option.feedback)
    return element


def _written(figure: Figure) -> str:
    return f"'{figure.sheet}'!{figure.a1}" if isinstance(figure, Cell) else plain(figure)


def figure_of(figure: Figure, values: Values) -> float | None:
    """A figure as it stands now; None where its cell holds none."""
    value = values.get(figure) if isinstance(figure, Cell) else figure
    return float(value) if isinstance(value, int | float) else None


def _figure(figure: Figure, values: Values) -> float:
    value = figure_of(figure, values)
    if value is None:
        raise PlanningProblem("missing-figure", name="scores", at=0)
    return value
