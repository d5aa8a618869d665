"""The step kind `choice`: one or several options, each with its feedback. kinds room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lxml import etree

from epm_xblocks.findings import Finding, Place, Problem
from epm_xblocks.kinds.base import Context, Json, Kind, Sample, Step, StepMark, place_of
from epm_xblocks.kinds.reading import Reader, plain
from epm_xblocks.kinds.rich import EMPTY, Passage, Rich, add_rich, html, words_of
from epm_xblocks.safe_xml import outer, parse

if TYPE_CHECKING:  # because reading and showing a case load no sentences
    from epm_xblocks.kinds.saying import Saying

__all__ = ["Choice", "ChoiceStep", "Option"]


MALFORMED: tuple[Json, ...] = (None, 7, {"a": []}, [[["a"]]], ["no-such-option"])


@dataclass(frozen=True)
class Option:
    """One option: its text, whether it is right, what is said to those who pick it."""

    id: str
    text: Rich
    right: bool = False
    feedback: Rich = EMPTY


@dataclass(frozen=True)
class ChoiceStep(Step):
    """A question with options; `mode` one (a radio button each) or many (a tick box each)."""

    mode: str = "one"
    points: float = 1.0
    prompt: Rich = EMPTY
    options: tuple[Option, ...] = ()

    @property
    def out_of(self) -> float:
        """Points of the step."""
        return self.points

    @property
    def key(self) -> Json:
        """The rules of marking, without words."""
        return [self.mode, self.points, [[option.id, option.right] for option in self.options]]

    @property
    def right(self) -> frozenset[str]:
        """Ids of the right options."""
        return frozenset(option.id for option in self.options if option.right)


class Choice(Kind):
    """Options of which one, or several, are right."""

    name = "choice"

    def read(self, element: etree._Element) -> ChoiceStep:
        """The step; Unreadable where options or their right ones are missing."""
        reader = Reader(element.get("id", ""))
        reader.text(element, "kind")
        options = reader.children(element, "option")
        reader.unique(options)
        step = ChoiceStep(
            id=reader.required(element, "id"),
            kind=self.name,
            title=reader.text(element, "title"),
            xml=outer(element),
            line=place_of(element).line,
            mode=reader.word(element, "mode", ("one", "many"), "one"),
            points=reader.number(element, "points", 1.0),
            prompt=reader.rich(reader.child(element, "prompt")),
            options=tuple(_option(reader, option) for option in options),
        )
        _check(reader, element, step)
        return replace(step, findings=reader.finish())

    def write(self, step: Step) -> etree._Element:
        """The element as it was written, or built from the fields where the step was made by hand."""
        assert isinstance(step, ChoiceStep)  # noqa: S101 — because the registry hands each kind its own steps
        return parse(step.xml) if step.xml else _build(step)

    def show(self, step: Step, answer: Json, context: Context) -> dict[str, Json]:
        """Prompt and options in the author's order; the right ones only where the key may be shown."""
        assert isinstance(step, ChoiceStep)  # noqa: S101 — as above
        view: dict[str, Json] = {
            "mode": step.mode,
            "prompt": html(step.prompt, context),
            "options": [{"id": option.id, "text": html(option.text, context)} for option in step.options],
            "points": step.points,
        }
        if context.reveal:
            view["key"] = [option.id for option in step.options if option.right]
        return view

    def grade(self, step: Step, answer: Json, context: Context) -> StepMark:
        """One: all or nothing. Many: share of the right ones ticked less that of the wrong ones, never below 0."""
        assert isinstance(step, ChoiceStep)  # noqa: S101 — as above
        picked = _picked(step, answer)
        share = _share(step, frozenset(picked))
        state = "blank" if not picked else "right" if share == 1 else "part" if share > 0 else "wrong"
        return StepMark(share * step.points, step.points, {"state": state, "picked": picked}, bool(picked))

    def samples(self, step: Step, context: Context) -> tuple[Sample, ...]:
        """The right options, one of several, a wrong one, everything, and what no page sends."""
        assert isinstance(step, ChoiceStep)  # noqa: S101 — as above
        right = [option.id for option in step.options if option.right]
        wrong = [option.id for option in step.options if not option.right]
        partly = (Sample("partly-right", right[:1], 1 / len(right)),) if step.mode == "many" and len(right) > 1 else ()
        everything = (Sample("wrong", [*right, *wrong], 0.0),)
        return (
            Sample("right", right if step.mode == "many" else right[:1], 1.0),
            *partly,
            Sample("wrong", wrong[:1], 0.0),
            *everything,
            Sample("wrong", [], 0.0),
            *(Sample("malformed", answer, 0.0) for answer in MALFORMED),
        )

    def texts(self, step: Step) -> Iterator[Passage]:
        """The prompt, the options, what is said of each."""
        assert isinstance(step, ChoiceStep)  # noqa: S101 — as above
        yield Passage(step.prompt, "before", step.id)
        for option in step.options:
            yield Passage(option.text, "before", step.id)
            yield Passage(option.feedback, "feedback", step.id)

    def tell(self, step: Step, mark: StepMark, say: Saying) -> dict[str, Json]:
        """Feedback of the options that were picked; of all where the key may be shown."""
        assert isinstance(step, ChoiceStep)  # noqa: S101 — as above
        detail = mark.detail if isinstance(mark.detail, dict) else {}
        picked = detail.get("picked", [])
        shown = [option for option in step.options if option.id in picked or say.context.reveal]
        return {
            "options": {
                option.id: {"html": html(option.feedback, say.context), "right": option.right} for option in shown
            }
        }

    def solved(self, step: Step, context: Context) -> dict[str, Json]:
        """The `right` options, and what is said of each."""
        assert isinstance(step, ChoiceStep)  # noqa: S101 — as above
        return {
            "right": [{"id": one.id, "text": html(one.text, context)} for one in step.options if one.right],
            "feedback": {one.id: html(one.feedback, context) for one in step.options},
        }

    def advise(self, step: Step) -> Iterator[Finding]:
        """No points; a wrong option of which nothing is said."""
        assert isinstance(step, ChoiceStep)  # noqa: S101 — as above
        at = Place(line=step.line, step=step.id)
        if step.points <= 0:
            yield Finding("points-zero", {"id": step.id}, at, "warning")
        for option in step.options:
            if not option.right and not option.feedback:
                yield Finding("feedback-missing", {"id": option.id}, at, "note")

    def guesses(self, step: Step) -> Mapping[str, Sequence[Json]]:
        """The first option, the last, all of them, one at random."""
        assert isinstance(step, ChoiceStep)  # noqa: S101 — as above
        names = [option.id for option in step.options]
        return {"first": [names[:1]], "last": [names[-1:]], "everything": [names], "random": [[name] for name in names]}

    def answer_of(self, step: Step, text: str) -> Json:
        """Ids of options, with spaces between them."""
        assert isinstance(step, ChoiceStep)  # noqa: S101 — as above
        known = {option.id for option in step.options}
        unknown = [name for name in text.split() if name not in known]
        if unknown:
            raise Problem("test-names", read=unknown[0])
        return text.split()


def _option(reader: Reader, element: etree._Element) -> Option:
    text = reader.child(element, "text")
    if text is None or not words_of(text):
        reader.say("option-empty", element, id=element.get("id", ""))
    return Option(
        id=reader.text(element, "id"),
        text=reader.rich(text),
        right=reader.word(element, "right", ("true", "false"), "false") == "true",
        feedback=reader.rich(reader.child(element, "feedback")),
    )


def _check(reader: Reader, element: etree._Element, step: ChoiceStep) -> None:
    right = len(step.right)
    if len(step.options) < 2:
        reader.say("choice-options", element, options=len(step.options))
    elif right == 0 or right == len(step.options):
        reader.say("choice-right", element, right=right, options=len(step.options))
    elif step.mode == "one" and right > 1:
        reader.say("choice-one-right", element, right=right)


def _picked(step: ChoiceStep, answer: Json) -> list[str]:
    """The options ticked, in the author's order; whatever is no option of this step does not count."""
    given = {item for item in answer if isinstance(item, str)} if isinstance(answer, list) else set()
    return [option.id for option in step.options if option.id in given]


def _share(step: ChoiceStep, picked: frozenset[str]) -> float:
    if step.mode == "one":
        return 1.0 if len(picked) == 1 and picked <= step.right else 0.0
    wrong = len(step.options) - len(step.right)
    hits, misses = len(picked & step.right), len(picked - step.right)
    return max(0.0, hits / len(step.right) - misses / wrong)


def _build(step: ChoiceStep) -> etree._Element:
    settings = {"title": step.title, "mode": step.mode, "points": plain(step.points)}
    element = etree.Element("step", {"kind": step.kind, "id": step.id, **settings})
    add_rich(element, "prompt", step.prompt)
    for option in step.options:
        node = etree.SubElement(element, "option", {"id": option.id} | ({"right": "true"} if option.right else {}))
        add_rich(node, "text", option.text)
        add_rich(node, "feedback", option.feedback)
    return element
