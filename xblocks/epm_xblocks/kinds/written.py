"""The step kind `written`: a text within word limits, a model answer afterwards. kinds room."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lxml import etree

from epm_xblocks.kinds.base import Context, Json, Kind, Sample, Step, StepMark, place_of
from epm_xblocks.kinds.reading import Reader
from epm_xblocks.kinds.rich import EMPTY, Passage, Rich, add_rich, html
from epm_xblocks.kinds.rubric import NO_RUBRIC, WrittenRubric, add_rubric, read_rubric, show_rubric
from epm_xblocks.safe_xml import outer, parse
from epm_xblocks.words.text import fill

if TYPE_CHECKING:  # because reading and showing a case load no sentences
    from epm_xblocks.kinds.saying import Saying

__all__ = ["Written", "WrittenStep", "count_words"]

LONGEST = 200_000
"""Characters of an answer that are read; the rest is not looked at."""

_UNSEEN = dict.fromkeys(
    [0x00AD, 0x0640, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF]
)  # because they split no word
_INSIDE_FIGURES = re.compile(r"(?<=\d)[\u00a0\u202f\u2009](?=\d)")
_PLAIN_GROUPS = re.compile(r"(?<!\d)(\d{1,3}(?: \d{3})+)(?!\d)")


@dataclass(frozen=True)
class WrittenStep(Step):
    """A question answered in words; `min_words` and `max_words` may each be open."""

    min_words: int | None = None
    max_words: int | None = None
    prompt: Rich = EMPTY
    guidance: Rich = EMPTY
    model_answer: Rich = EMPTY
    rubric: WrittenRubric = NO_RUBRIC

    @property
    def out_of(self) -> float:
        """Points that people may give; none without a rubric."""
        return self.rubric.rule.points

    @property
    def by_people(self) -> float:
        """All of them."""
        return self.out_of

    @property
    def key(self) -> Json:
        """The rubric, without words."""
        rule = self.rubric.rule
        return [[one.id, [[level.id, level.points] for level in one.levels]] for one in rule.criteria] or None


class Written(Kind):
    """An interpretation, a memo, a justification. People give its points by a rubric; without one it earns none."""

    name = "written"

    def drawn(self, step: Step) -> str:
        """A rubric is drawn, and marked by, with a bundle of its own."""
        assert isinstance(step, WrittenStep)  # noqa: S101 — because the registry hands each kind its own steps
        return "rubric" if step.rubric.scales else ""

    def read(self, element: etree._Element) -> WrittenStep:
        """The step; Unreadable where its limits contradict each other."""
        reader = Reader(element.get("id", ""))
        reader.text(element, "kind")
        rubric = reader.child(element, "rubric")
        step = WrittenStep(
            id=reader.required(element, "id"),
            kind=self.name,
            title=reader.text(element, "title"),
            xml=outer(element),
            line=place_of(element).line,
            min_words=reader.whole(element, "min_words", most=20_000),
            max_words=reader.whole(element, "max_words", least=1, most=20_000),
            prompt=reader.rich(reader.child(element, "prompt")),
            guidance=reader.rich(reader.child(element, "guidance")),
            model_answer=reader.rich(reader.child(element, "model_answer")),
            rubric=NO_RUBRIC if rubric is None else read_rubric(rubric, reader),
        )
        if step.min_words and step.max_words and step.min_words > step.max_words:
            reader.say("written-limits", element, least=step.min_words, most=step.max_words)
        return replace(step, findings=reader.finish())

    def write(self, step: Step) -> etree._Element:
        """The element as it was written, or built from the fields where the step was made by hand."""
        assert isinstance(step, WrittenStep)  # noqa: S101 — because the registry hands each kind its own steps
        return parse(step.xml) if step.xml else _build(step)

    def show(self, step: Step, answer: Json, context: Context) -> dict[str, Json]:
        """Prompt, limits and guidance; the model answer only where the key may be shown."""
        assert isinstance(step, WrittenStep)  # noqa: S101 — as above
        view: dict[str, Json] = {
            "prompt": html(step.prompt, context),
            "min_words": step.min_words,
            "max_words": step.max_words,
            "guidance": html(step.guidance, context),
        }
        if step.rubric.scales:
            view["rubric"] = show_rubric(step.rubric, context)
        if context.reveal:
            view["model_answer"] = html(step.model_answer, context)
        return view

    def grade(self, step: Step, answer: Json, context: Context) -> StepMark:
        """Whether the text is within its limits; its points, if any, are given by people afterwards."""
        assert isinstance(step, WrittenStep)  # noqa: S101 — as above
        words = count_words(answer) if isinstance(answer, str) else 0
        return StepMark(0.0, step.out_of, {"state": _state(step, words), "words": words}, words > 0)

    def samples(self, step: Step, context: Context) -> tuple[Sample, ...]:
        """Texts within, below and above the limits; none earns or loses a point."""
        assert isinstance(step, WrittenStep)  # noqa: S101 — as above
        least, most = step.min_words or 1, step.max_words
        return (
            Sample("right", " ".join(["mot"] * least), None),
            Sample("partly-right", "mot", None),
            *((Sample("wrong", " ".join(["mot"] * (most + 1)), None),) if most else ()),
            Sample("wrong", " ", None),
            *(Sample("malformed", answer, None) for answer in (None, 12, ["mot"], {"text": "mot"})),
        )

    def texts(self, step: Step) -> Iterator[Passage]:
        """The prompt, the guidance, the model answer."""
        assert isinstance(step, WrittenStep)  # noqa: S101 — as above
        yield Passage(step.prompt, "before", step.id)
        yield Passage(step.guidance, "before", step.id)
        for scale in step.rubric.scales:
            for level in scale.levels:
                yield Passage(level.text, "before", step.id)
        yield Passage(step.model_answer, "after", step.id)

    def tell(self, step: Step, mark: StepMark, say: Saying) -> dict[str, Json]:
        """How many words, and whether that is within the limits."""
        from epm_xblocks.words.mark_texts import WRITTEN

        assert isinstance(step, WrittenStep)  # noqa: S101 — as above
        detail = mark.detail if isinstance(mark.detail, dict) else {}
        words, state = int(detail.get("words", 0)), detail.get("state", "blank")
        told = {
            "words": say.figure(words),
            "least": say.figure(step.min_words or 0),
            "most": say.figure(step.max_words or 0),
        }
        counted = fill(say.plural("words", words), told) if words else ""
        name = "within-marked" if state == "within" and step.rubric.scales else state
        said = fill(say.translate.gettext(WRITTEN.get(name, WRITTEN["blank"])), told)
        text = " ".join(part for part in (counted, said) if part)
        return {"state": state, "text": text, **_by_people(step, detail, say)}

    def solved(self, step: Step, context: Context) -> dict[str, Json]:
        """The `model_answer`."""
        assert isinstance(step, WrittenStep)  # noqa: S101 — as above
        return {"model_answer": html(step.model_answer, context)}


def count_words(text: str) -> int:
    """Words as word processors and French examinations count them: what stands between spaces, with a letter or digit.

    « l’école », peut-être and 3,5 are one word each; a figure with grouped thousands (151 110) is one; signs that
    French sets apart with a space ( : ; ? ! « » – ) are none. Arabic, with or without vowel marks, is counted so too.
    """
    seen = text[:LONGEST].translate(_UNSEEN)
    seen = _INSIDE_FIGURES.sub("", seen)
    seen = _PLAIN_GROUPS.sub(lambda match: match[0].replace(" ", ""), seen)
    return sum(any(map(str.isalnum, word)) for word in seen.replace("—", " ").split())


def _state(step: WrittenStep, words: int) -> str:
    if not words:
        return "blank"
    if words < (step.min_words or 0):
        return "short"
    return "long" if step.max_words and words > step.max_words else "within"


def _by_people(step: WrittenStep, detail: dict[str, Json], say: Saying) -> dict[str, Json]:
    """What people made of the text so far: `people` {outcome, levels}; `stands`: the sentence of where it stands."""
    from epm_xblocks.words.mark_texts import PEOPLE

    if not step.rubric.scales:
        return {}
    found = detail.get("people")
    people: dict[str, Json] = found if isinstance(found, dict) else {}
    outcome = str(people.get("outcome") or ("blank" if detail.get("state") == "blank" else "waiting"))
    points = say.points(float(people.get("points", 0.0)), step.out_of)
    told = {"points": points, "out_of": fill(say.plural("points", step.out_of), {"points": say.figure(step.out_of)})}
    return {
        "people": {"outcome": outcome, "levels": people.get("levels") or {}},
        "stands": fill(say.translate.gettext(PEOPLE.get(outcome, PEOPLE["waiting"])), told),
    }


def _build(step: WrittenStep) -> etree._Element:
    element = etree.Element("step", {"kind": step.kind, "id": step.id, "title": step.title})
    for name, limit in (("min_words", step.min_words), ("max_words", step.max_words)):
        if limit is not None:
            element.set(name, str(limit))
    add_rich(element, "prompt", step.prompt)
    add_rich(element, "guidance", step.guidance)
    add_rich(element, "model_answer", step.model_answer)
    add_rubric(element, step.rubric)
    return element
