"""The step kind `matching`: items, each placed at the target it belongs to. kinds room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from lxml import etree

from epm_xblocks.findings import Finding, Place, Problem
from epm_xblocks.kinds.base import Context, Json, Kind, Sample, Step, StepMark, place_of
from epm_xblocks.kinds.matching_step import (
    NOWHERE,
    MatchingStep,
    Target,
    build_step,
    check_step,
    read_item,
    read_target,
)
from epm_xblocks.kinds.reading import Reader
from epm_xblocks.kinds.rich import Passage, html, plain_text
from epm_xblocks.safe_xml import outer, parse
from epm_xblocks.workbook.draws import uniform

if TYPE_CHECKING:  # because reading and showing a case load no sentences
    from epm_xblocks.kinds.saying import Saying

__all__ = ["Matching", "MatchingStep"]

DRAWS = 40
"""Placements drawn at random to see what answering without thinking earns."""
GUESSABLE = 0.15
"""What places drawn at random may earn before the author is told."""
MALFORMED: tuple[Json, ...] = (None, 7, "i1=output", [["i1", "output"]], {"no-such": "output"})
ODD: tuple[Json, ...] = (3, None, [], {"a": 1})


class Matching(Kind):
    """Items and targets: levels of a results chain, indicators, cells of a logframe."""

    name = "matching"
    bundle = "matching"

    def read(self, element: etree._Element) -> MatchingStep:
        """The step; Unreadable where items or targets are missing or do not fit together."""
        reader = Reader(element.get("id", ""))
        reader.text(element, "kind")
        targets, items = reader.children(element, "target"), reader.children(element, "item")
        reader.unique(targets)
        reader.unique(items)
        step = MatchingStep(
            id=reader.required(element, "id"),
            kind=self.name,
            title=reader.text(element, "title"),
            xml=outer(element),
            line=place_of(element).line,
            points=reader.number(element, "points", 1.0),
            item_head=reader.text(element, "item_head"),
            target_head=reader.text(element, "target_head"),
            prompt=reader.rich(reader.child(element, "prompt")),
            targets=tuple(read_target(target, reader) for target in targets),
            items=tuple(read_item(item, reader) for item in items),
        )
        check_step(step, element, items, reader)
        return replace(step, findings=reader.finish())

    def write(self, step: Step) -> etree._Element:
        """The element as it was written, or built from the fields where the step was made by hand."""
        assert isinstance(step, MatchingStep)  # noqa: S101 — because the registry hands each kind its own steps
        return parse(step.xml) if step.xml else build_step(step)

    def show(self, step: Step, answer: Json, context: Context) -> dict[str, Json]:
        """Targets in the author's order, items shuffled; where items belong only where the key may be shown."""
        assert isinstance(step, MatchingStep)  # noqa: S101 — as above
        view: dict[str, Json] = {
            "prompt": html(step.prompt, context),
            "points": step.points,
            "item_head": step.item_head,
            "target_head": step.target_head,
            "nowhere": NOWHERE in step.choices,
            "targets": [
                {
                    "id": target.id,
                    "label": _label(target, context),
                    "text": html(target.text, context) if target.label else "",
                }
                for target in step.targets
            ],
            "items": [{"id": item.id, "text": html(item.text, context)} for item in step.shown],
        }
        if context.reveal:
            view["key"] = {item.id: list(item.right) for item in step.items}
        return view

    def grade(self, step: Step, answer: Json, context: Context) -> StepMark:
        """Right items less a part of the wrong ones (MatchingStep.share); those left open neither earn nor cost."""
        assert isinstance(step, MatchingStep)  # noqa: S101 — as above
        placed = _placed(step, answer)
        share = step.share(placed)
        state = "blank" if not placed else "right" if share == 1 else "part" if share > 0 else "wrong"
        parts = {
            item.id: {
                "state": "blank" if item.id not in placed else "right" if placed[item.id] in item.right else "wrong",
                "put": placed.get(item.id, ""),
            }
            for item in step.items
        }
        return StepMark(share * step.points, step.points, {"state": state, "parts": parts}, bool(placed))

    def samples(self, step: Step, context: Context) -> tuple[Sample, ...]:
        """Every item right, half of them, none, all in one place, and what no page sends."""
        assert isinstance(step, MatchingStep)  # noqa: S101 — as above
        right = {item.id: item.right[0] for item in step.items}
        half = dict(list(right.items())[: len(right) // 2])
        wrong = {
            item.id: next(choice for choice in step.choices if choice not in item.right)
            for item in step.items
            if len(item.right) < len(step.choices)
        }
        everywhere = tuple(
            Sample("wrong", {item.id: choice for item in step.items}, 0.0) for choice in (*step.choices, "abc")
        )
        return (
            Sample("right", right, 1.0),
            Sample("partly-right", half, len(half) / len(right)),
            Sample("wrong", wrong, 0.0),
            *everywhere,
            Sample("wrong", {}, 0.0),
            *(Sample("malformed", answer, 0.0) for answer in MALFORMED),
            *(Sample("malformed", {step.items[0].id: odd}, 0.0) for odd in ODD),
        )

    def texts(self, step: Step) -> Iterator[Passage]:
        """The prompt, the targets, the items, what is said of each."""
        assert isinstance(step, MatchingStep)  # noqa: S101 — as above
        yield Passage(step.prompt, "before", step.id)
        for target in step.targets:
            yield Passage(target.text, "before", step.id)
        for item in step.items:
            yield Passage(item.text, "before", step.id)
            yield Passage(item.feedback, "feedback", step.id)

    def tell(self, step: Step, mark: StepMark, say: Saying) -> dict[str, Json]:
        """`items`: state of each, and its feedback where it was placed wrongly."""
        assert isinstance(step, MatchingStep)  # noqa: S101 — as above
        detail = mark.detail if isinstance(mark.detail, dict) else {}
        known = detail.get("parts")
        parts: dict[str, Json] = known if isinstance(known, dict) else {}
        told: dict[str, Json] = {}
        for item in step.items:
            part = parts.get(item.id)
            state = part.get("state", "blank") if isinstance(part, dict) else "blank"
            told[item.id] = {"state": state, "html": html(item.feedback, say.context) if state == "wrong" else ""}
        return {"items": told}

    def solved(self, step: Step, context: Context) -> dict[str, Json]:
        """Where each item belongs, and what is said to those who place it elsewhere."""
        assert isinstance(step, MatchingStep)  # noqa: S101 — as above
        names = {target.id: _label(target, context) for target in step.targets} | {NOWHERE: "–"}
        lines = []
        for item in step.items:
            where = " · ".join(f"<b>{escape(names[name])}</b>" for name in item.right)
            lines.append({"label": html(item.text, context), "html": f"{where} {html(item.feedback, context)}"})
        return {"lines": lines}

    def advise(self, step: Step) -> Iterator[Finding]:
        """No points; guessing pays; an item of which nothing is said."""
        assert isinstance(step, MatchingStep)  # noqa: S101 — as above
        at = Place(line=step.line, step=step.id)
        if step.points <= 0:
            yield Finding("points-zero", {"id": step.id}, at, "warning")
        if step.chance > GUESSABLE:
            yield Finding("matching-guessable", {"id": step.id, "share": round(100 * step.chance)}, at, "warning")
        for item in step.items:
            if not item.feedback:
                yield Finding("matching-silent", {"id": item.id}, at, "note")

    def guesses(self, step: Step) -> Mapping[str, Sequence[Json]]:
        """All at the first target, all at the last; the targets in turn, in blocks, at random."""
        assert isinstance(step, MatchingStep)  # noqa: S101 — as above
        order = [item.id for item in step.shown]
        count = len(step.choices)
        drawn = [
            {name: step.choices[int(count * uniform("lazy", step.id, str(turn), name))] for name in order}
            for turn in range(DRAWS)
        ]
        return {
            "first": [dict.fromkeys(order, step.choices[0])],
            "last": [dict.fromkeys(order, step.choices[-1])],
            "everything": [step.in_turn(order)],
            "extremes": [step.in_blocks(order)],
            "random": drawn,
        }

    def answer_of(self, step: Step, text: str) -> Json:
        """`i1=output i2=impact i3=-`: items and where they were put, `-` for nowhere; those left out stay open."""
        assert isinstance(step, MatchingStep)  # noqa: S101 — as above
        answer: dict[str, str] = {}
        for pair in text.split():
            name, _, choice = pair.partition("=")
            if name not in {item.id for item in step.items} or choice not in step.choices:
                raise Problem("test-names", read=pair)
            answer[name] = choice
        return answer


def _label(target: Target, context: Context) -> str:
    return target.label or plain_text(target.text, context)


def _placed(step: MatchingStep, answer: Json) -> dict[str, str]:
    """Items with what was chosen for them; whatever the step does not have does not count."""
    if not isinstance(answer, dict):
        return {}
    given = {item.id: answer.get(item.id) for item in step.items}
    return {name: put for name, put in given.items() if isinstance(put, str) and put in step.choices}
