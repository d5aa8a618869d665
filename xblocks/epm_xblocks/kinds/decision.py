"""The step kind `decision`: choices that change variables, and what follows from them. kinds room."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from epm_xblocks.findings import Finding, Place, Problem
from epm_xblocks.kinds.base import Context, Json, Kind, Sample, Step, StepMark, place_of
from epm_xblocks.kinds.decision_step import (
    DecisionStep,
    Tree,
    build_step,
    check_step,
    read_situation,
    read_variable,
)
from epm_xblocks.kinds.figures import cell_text
from epm_xblocks.kinds.reading import Reader
from epm_xblocks.kinds.rich import Passage, html
from epm_xblocks.safe_xml import outer, parse
from epm_xblocks.workbook.draws import uniform

if TYPE_CHECKING:  # because reading and showing a case load no sentences
    from epm_xblocks.kinds.saying import Saying

__all__ = ["Decision", "DecisionStep"]

DRAWS = 40
"""Paths drawn at random to see what answering without thinking earns."""
GUESSABLE = 0.15
"""What a path at random may earn before the author is told."""
Choosing = Callable[[list[str], int], str]
MALFORMED: tuple[Json, ...] = (None, 7, "a b", {"path": ["a"]}, [["a"], 3, None], ["zz"])


class Decision(Kind):
    """Situations one after another; what comes next and what it shows follow from the variables."""

    name = "decision"
    bundle = "decision"

    def read(self, element: etree._Element) -> DecisionStep:
        """The step; Unreadable where names are unknown, choices run in a circle, or a way cannot go on."""
        reader = Reader(element.get("id", ""))
        reader.text(element, "kind")
        variables, situations = reader.children(element, "variable"), reader.children(element, "situation")
        reader.unique(variables)
        reader.unique(situations)
        step = DecisionStep(
            id=reader.required(element, "id"),
            kind=self.name,
            title=reader.text(element, "title"),
            xml=outer(element),
            line=place_of(element).line,
            points=reader.number(element, "points", 1.0),
            score=reader.required(element, "score"),
            floor=reader.number(element, "floor", 0.0, -1e12, 1e12),
            undo=reader.word(element, "undo", ("all", "last", "none"), "all"),
            prompt=reader.rich(reader.child(element, "prompt")),
            variables=tuple(read_variable(one, reader) for one in variables),
            situations=tuple(read_situation(one, reader) for one in situations),
        )
        check_step(step, element, reader)
        return replace(step, findings=reader.finish())

    def write(self, step: Step) -> etree._Element:
        """The element as it was written, or built from the fields where the step was made by hand."""
        assert isinstance(step, DecisionStep)  # noqa: S101 — because the registry hands each kind its own steps
        return parse(step.xml) if step.xml else build_step(step)

    def show(self, step: Step, answer: Json, context: Context) -> dict[str, Json]:
        """Situations, and every state they can lead to with its figures; the best path only where it may be shown."""
        assert isinstance(step, DecisionStep)  # noqa: S101 — as above
        tree = _tree(step, context)
        view: dict[str, Json] = {
            "prompt": html(step.prompt, context),
            "undo": step.undo,
            "variables": [one.label for one in step.variables],
            "situations": [
                {
                    "title": one.title,
                    "texts": [html(words.text, context) for words in one.texts],
                    "choices": [
                        {"id": way.id, "text": html(way.text, context), "then": html(way.feedback, context)}
                        for way in one.choices
                    ],
                }
                for one in step.situations
            ],
            "states": [
                {
                    "at": state.situation,
                    "texts": list(state.texts),
                    "figures": [
                        cell_text(figure, one.decimals, context.figures)
                        for one, figure in zip(step.variables, state.figures, strict=True)
                    ],
                    "ways": dict(state.ways),
                }
                for state in (tree.states if tree else ())
            ],
        }
        if tree and context.reveal:
            view["key"] = list(tree.best[1])
        return view

    def grade(self, step: Step, answer: Json, context: Context) -> StepMark:
        """The score of the ending beside that of the best path (Tree.share); nothing before an ending is reached."""
        assert isinstance(step, DecisionStep)  # noqa: S101 — as above
        tree = _tree(step, context)
        path = answer if isinstance(answer, list) else []
        walked = tree.walk(path) if tree else [0]
        if tree is None or len(walked) == 1:
            return StepMark(0.0, step.out_of, {"state": "blank"}, False)
        if walked[-1] not in tree.scores:
            return StepMark(0.0, step.out_of, {"state": "open"})
        share = tree.share(walked[-1])
        return StepMark(share * step.points, step.out_of, {"state": _state(share)})

    def samples(self, step: Step, context: Context) -> tuple[Sample, ...]:
        """The best path, one that ends lower, the best one broken off, and what no page sends."""
        assert isinstance(step, DecisionStep)  # noqa: S101 — as above
        tree = _tree(step, context)
        if tree is None:
            return ()
        best = list(tree.best[1])
        ends = {tuple(one): tree.share(tree.walk(one)[-1]) for one in self._drawn(step, tree)}
        lower = sorted((share, one) for one, share in ends.items() if share < 1)
        between = [one for share, one in lower if share > 0]
        return (
            Sample("right", best, 1.0),
            Sample("partly-right", list(between[-1] if between else lower[-1][1] if lower else best[:-1]), None),
            *(Sample("wrong", list(one), 0.0) for share, one in lower[:1] if share == 0),
            Sample("wrong", best[:-1], 0.0),
            Sample("wrong", [], 0.0),
            *(Sample("malformed", answer, 0.0) for answer in MALFORMED),
        )

    def texts(self, step: Step) -> Iterator[Passage]:
        """The prompt, and situation by situation its texts, its choices and what follows from them."""
        assert isinstance(step, DecisionStep)  # noqa: S101 — as above
        yield Passage(step.prompt, "before", step.id)
        for situation in step.situations:
            for words in situation.texts:
                yield Passage(words.text, "before", step.id)
            for choice in situation.choices:
                yield Passage(choice.text, "before", step.id)
                yield Passage(choice.feedback, "before", step.id)

    def tell(self, step: Step, mark: StepMark, say: Saying) -> dict[str, Json]:
        """`notes`: whether a better path exists."""
        from epm_xblocks.words.decision_texts import SAID  # because a page is shown without sentences

        detail = mark.detail if isinstance(mark.detail, dict) else {}
        state = detail.get("state")
        sentence = SAID[state if isinstance(state, str) and state in SAID else "blank"]
        return {"notes": [say.translate.gettext(sentence)]}

    def solved(self, step: Step, context: Context) -> dict[str, Json]:
        """The best path, situation by situation; its score, and what a path at random earns. Raises Problem."""
        assert isinstance(step, DecisionStep)  # noqa: S101 — as above
        tree = step.tree(context.values)
        if tree is None:
            raise Problem("decision-unknown", id=step.id)
        lines = []
        walked = tree.walk(tree.best[1])
        for at, name in zip(walked, tree.best[1], strict=False):
            situation = step.situations[tree.states[at].situation]
            choice = next(one for one in situation.choices if one.id == name)
            said = f"{html(choice.text, context)} {html(choice.feedback, context)}"
            lines.append({"label": situation.title, "html": said})
        end = tree.states[walked[-1]]
        figures = [
            f"{one.label} <bdi>{cell_text(figure, one.decimals, context.figures)}</bdi>"
            for one, figure in zip(step.variables, end.figures, strict=True)
        ]
        lines.append({"label": step.situations[end.situation].title, "html": " · ".join(figures)})
        return {"lines": lines}

    def advise(self, step: Step) -> Iterator[Finding]:
        """No points; a path at random that earns much; a choice of which nothing follows in words."""
        assert isinstance(step, DecisionStep)  # noqa: S101 — as above
        at = Place(line=step.line, step=step.id)
        if step.out_of <= 0:
            yield Finding("points-zero", {"id": step.id}, at, "warning")
        tree = step.tree({})
        if tree and tree.chance > GUESSABLE:
            share = round(100 * tree.chance)
            yield Finding("decision-guessable", {"id": step.id, "share": share}, at, "warning")
        for situation in step.situations:
            for choice in situation.choices:
                if not choice.feedback:
                    yield Finding("decision-silent", {"id": choice.id}, at, "note")

    def guesses(self, step: Step) -> Mapping[str, Sequence[Json]]:
        """The first choice everywhere, the last one everywhere, choices at random."""
        assert isinstance(step, DecisionStep)  # noqa: S101 — as above
        tree = step.tree({})
        if tree is None:
            return {}
        return {
            "first": [_path(tree, lambda ways, _turn: ways[0])],
            "last": [_path(tree, lambda ways, _turn: ways[-1])],
            "random": self._drawn(step, tree),
        }

    def answer_of(self, step: Step, text: str) -> Json:
        """`a c b`: the choices of the path, by id."""
        assert isinstance(step, DecisionStep)  # noqa: S101 — as above
        names = {choice.id for situation in step.situations for choice in situation.choices}
        for read in text.split():
            if read not in names:
                raise Problem("test-names", read=read)
        return text.split()

    def _drawn(self, step: Step, tree: Tree) -> list[list[str]]:
        def drawn(seed: int) -> list[str]:
            return _path(tree, lambda ways, turn: ways[int(len(ways) * uniform("lazy", step.id, f"{seed} {turn}"))])

        return [drawn(seed) for seed in range(DRAWS)]


def _tree(step: DecisionStep, context: Context) -> Tree | None:
    """The states of this learner; None where a figure is missing or, with it, a way breaks."""
    try:
        return step.tree(context.values)
    except Problem:
        return None


def _state(share: float) -> str:
    return "right" if share == 1 else "part" if share > 0 else "wrong"


def _path(tree: Tree, choose: Choosing) -> list[str]:
    """A path to an ending, each choice by `choose(the choices offered, how many were made)`."""
    path: list[str] = []
    at = 0
    while tree.states[at].ways:
        name = choose(list(tree.states[at].ways), len(path))
        path.append(name)
        at = tree.states[at].ways[name]
    return path
