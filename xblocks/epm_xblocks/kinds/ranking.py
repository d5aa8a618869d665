"""The step kind `ranking`: options put in order, by what is known of them or by weighted criteria. kinds room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from lxml import etree

from epm_xblocks.findings import Finding, Place, Problem
from epm_xblocks.kinds.base import Context, Json, Kind, Sample, Step, StepMark, place_of
from epm_xblocks.kinds.figures import cell_text
from epm_xblocks.kinds.ranking_step import (
    HOLDS,
    Figure,
    Ranking,
    RankingStep,
    build_step,
    check_step,
    figure_of,
    named_cells,
    order_share,
    read_criterion,
    read_option,
)
from epm_xblocks.kinds.reading import Reader
from epm_xblocks.kinds.rich import Passage, html
from epm_xblocks.safe_xml import outer, parse
from epm_xblocks.workbook.draws import digest, uniform

if TYPE_CHECKING:  # because reading and showing a case load no sentences
    from epm_xblocks.kinds.saying import Saying

__all__ = ["RankingKind", "RankingStep"]

DRAWS = 40
"""Orders drawn at random to see what answering without thinking earns."""
GUESSABLE = 0.15
"""What an order drawn at random may earn before the author is told."""
MALFORMED: tuple[Json, ...] = (None, 7, "a b", [3, None, ["a"]], {"order": 3}, {"order": [], "sensitive": {"a": 1}})


class RankingKind(Kind):
    """An order: steps of a cycle, priorities; or what weighted criteria make of options."""

    name = "ranking"
    bundle = "ranking"

    def read(self, element: etree._Element) -> RankingStep:
        """The step; Unreadable where options, criteria or weights do not fit together."""
        reader = Reader(element.get("id", ""))
        reader.text(element, "kind")
        mode = reader.word(element, "mode", ("order", "criteria"), "order")
        by_criteria = mode == "criteria"
        criteria = reader.children(element, "criterion") if by_criteria else []
        options = reader.children(element, "option")
        reader.unique(criteria)
        reader.unique(options)
        scaled = by_criteria and reader.word(element, "scaling", ("none", "min-max"), "none") == "min-max"
        step = RankingStep(
            id=reader.required(element, "id"),
            kind=self.name,
            title=reader.text(element, "title"),
            xml=outer(element),
            line=place_of(element).line,
            mode=mode,
            points=reader.number(element, "points", 1.0),
            shift=reader.number(element, "shift", 0.0, 0, 1) if by_criteria else 0.0,
            shift_points=reader.number(element, "shift_points", 0.0) if by_criteria else 0.0,
            scaling="min-max" if scaled else "none",
            prompt=reader.rich(reader.child(element, "prompt")),
            criteria=tuple(read_criterion(one, reader) for one in criteria),
            options=tuple(read_option(one, mode, reader) for one in options),
        )
        check_step(step, element, options, reader)
        return replace(step, findings=reader.finish())

    def write(self, step: Step) -> etree._Element:
        """The element as it was written, or built from the fields where the step was made by hand."""
        assert isinstance(step, RankingStep)  # noqa: S101 — because the registry hands each kind its own steps
        return parse(step.xml) if step.xml else build_step(step)

    def show(self, step: Step, answer: Json, context: Context) -> dict[str, Json]:
        """Options in an order that is not the right one; scores and weights; the key only where it may be shown."""
        assert isinstance(step, RankingStep)  # noqa: S101 — as above
        options = {one.id: one for one in step.options}
        view: dict[str, Json] = {
            "mode": step.mode,
            "prompt": html(step.prompt, context),
            "options": [{"id": name, "text": html(options[name].text, context)} for name in step.shown(context.values)],
        }
        if step.mode == "criteria":
            view |= {
                "scaling": step.scaling,
                "shift": cell_text(step.shift, None, context.figures) if step.shift else "",
                "criteria": [
                    {
                        "id": one.id,
                        "label": one.label,
                        "weight": _shown(one.weight, None, context),
                        "less": one.direction == "less-is-better",
                        "cells": {
                            option.id: _shown(option.scores[at], one.decimals, context) for option in step.options
                        },
                    }
                    for at, one in enumerate(step.criteria)
                ],
            }
        right = step.ranking(context.values) if context.reveal else None
        if right:
            sums = {name: cell_text(value, 2, context.figures) for name, value in right.sums.items()}
            view["key"] = {"order": right.order, "ranks": dict(right.ranks), "sums": sums}
            view["key"]["sensitive"] = _asked(step, right)
        return view

    def grade(self, step: Step, answer: Json, context: Context) -> StepMark:
        """The order by its pairs (order_share); the weights, under the right first place only, as a choice."""
        assert isinstance(step, RankingStep)  # noqa: S101 — as above
        order, ticked = _given(step, answer)
        right = step.ranking(context.values)
        if right is None or not (order or ticked):
            return StepMark(0.0, step.out_of, {"state": "blank", "parts": {}}, bool(order or ticked))
        share = order_share(order, right)
        first = bool(order) and right.ranks[order[0]] == 1
        weighed = _ticked_share(step, ticked, right) if first and step.shift else 0.0
        earned = share * step.points + weighed * step.shift_points
        parts: dict[str, Json] = {
            name: {"state": "right" if right.fits(name, at) else "wrong"} for at, name in enumerate(order)
        }
        whole = share == 1 and (not step.shift or weighed == 1)
        detail = {"state": "right" if whole else "part" if share or weighed else "wrong", "parts": parts}
        detail["order"] = _state(bool(order), share)
        if step.shift:
            detail["weights"] = "idle" if ticked and not first else _state(bool(ticked), weighed)
        return StepMark(earned, step.out_of, detail)

    def samples(self, step: Step, context: Context) -> tuple[Sample, ...]:
        """The right order, one with two neighbours changed, the reverse, and what no page sends."""
        assert isinstance(step, RankingStep)  # noqa: S101 — as above
        right = step.ranking(context.values)
        if right is None:
            return ()
        order = right.order
        at = max(i for i in range(1, len(order)) if right.ranks[order[i - 1]] != right.ranks[order[i]])
        swapped = [*order[: at - 1], order[at], order[at - 1], *order[at + 1 :]]
        asked = _asked(step, right)
        return (
            Sample("right", _answer(step, order, asked), 1.0),
            Sample("partly-right", _answer(step, swapped, []), None),
            Sample("wrong", _answer(step, order[::-1], asked), 0.0),
            Sample("wrong", _answer(step, [], asked), 0.0),
            Sample("wrong", [], 0.0),
            *(Sample("malformed", answer, 0.0) for answer in MALFORMED),
        )

    def texts(self, step: Step) -> Iterator[Passage]:
        """The prompt, the cells it reads, the options, what is said of each."""
        assert isinstance(step, RankingStep)  # noqa: S101 — as above
        yield Passage(step.prompt, "before", step.id)
        yield Passage(named_cells(step), "before", step.id)
        for option in step.options:
            yield Passage(option.text, "before", step.id)
            yield Passage(option.feedback, "feedback", step.id)

    def tell(self, step: Step, mark: StepMark, say: Saying) -> dict[str, Json]:
        """`options`: state of each place and its feedback; `notes`: what became of the order and of the weights."""
        assert isinstance(step, RankingStep)  # noqa: S101 — as above
        from epm_xblocks.words.ranking_texts import SAID  # because a page is shown without sentences

        detail = mark.detail if isinstance(mark.detail, dict) else {}
        known = detail.get("parts")
        parts: dict[str, Json] = known if isinstance(known, dict) else {}
        told: dict[str, Json] = {}
        for option in step.options:
            part = parts.get(option.id)
            if isinstance(part, dict) and part.get("state") in ("right", "wrong"):
                wrong = part["state"] == "wrong"
                told[option.id] = {
                    "state": part["state"],
                    "html": html(option.feedback, say.context) if wrong else "",
                }
        states = [(name, detail.get(name)) for name in ("order", "weights")]
        notes = [
            {"state": "blank" if state == "idle" else state, "text": say.translate.gettext(SAID[f"{name}-{state}"])}
            for name, state in states
            if f"{name}-{state}" in SAID
        ]
        return {"options": told, "notes": notes}

    def solved(self, step: Step, context: Context) -> dict[str, Json]:
        """Rank by rank, with its weighted sum; then the weights that decide the first place. Raises Problem."""
        assert isinstance(step, RankingStep)  # noqa: S101 — as above
        right = step.ranking(context.values)
        if right is None:
            raise Problem("ranking-unknown", id=step.id)
        options = {one.id: one for one in step.options}
        lines = []
        for name in right.order:
            total = f" (<bdi>{cell_text(right.sums[name], 2, context.figures)}</bdi>)" if right.sums else ""
            said = f"{html(options[name].text, context)}{total} {html(options[name].feedback, context)}"
            lines.append({"label": cell_text(float(right.ranks[name]), 0, context.figures), "html": said})
        if step.shift:
            names = [one.label for one in step.criteria if one.id in right.sensitive]
            lines.append(
                {"label": f"± {cell_text(step.shift, None, context.figures)}", "html": escape(", ".join(names) or "–")}
            )
        return {"lines": lines}

    def advise(self, step: Step) -> Iterator[Finding]:
        """No points; so few options that guessing pays; an option of which nothing is said."""
        assert isinstance(step, RankingStep)  # noqa: S101 — as above
        at = Place(line=step.line, step=step.id)
        if step.out_of <= 0:
            yield Finding("points-zero", {"id": step.id}, at, "warning")
        chance = step.chance({})
        if chance > GUESSABLE:
            yield Finding("ranking-guessable", {"id": step.id, "share": round(100 * chance)}, at, "warning")
        for option in step.options:
            if step.mode == "order" and not option.feedback:
                yield Finding("ranking-silent", {"id": option.id}, at, "note")

    def guesses(self, step: Step) -> Mapping[str, Sequence[Json]]:
        """The order shown, its reverse, the author's with every weight ticked, orders at random with one weight."""
        assert isinstance(step, RankingStep)  # noqa: S101 — as above
        shown, authored = step.shown({}), [one.id for one in step.options]
        choices = [*(one.id for one in step.criteria), HOLDS]
        drawn = []
        for turn in range(DRAWS):
            order = sorted(shown, key=lambda name: digest("lazy", step.id, str(turn), name))
            tick = choices[int(len(choices) * uniform("lazy", step.id, str(turn)))]
            drawn.append(_answer(step, order, [tick]))
        return {
            "first": [_answer(step, shown, choices[:1])],
            "last": [_answer(step, shown[::-1], choices[-1:])],
            "everything": [_answer(step, authored if step.mode == "criteria" else shown, choices)],
            "random": drawn,
        }

    def answer_of(self, step: Step, text: str) -> Json:
        """`b a c`; with criteria also `b a c / cost`, the weights that decide after the stroke, `-` where none does."""
        assert isinstance(step, RankingStep)  # noqa: S101 — as above
        before, stroke, after = text.partition("/")
        order, ticked = before.split(), after.split()
        names = {one.id for one in step.options}
        choices = {*(one.id for one in step.criteria), HOLDS} if step.shift else set()
        for read in order:
            if read not in names:
                raise Problem("test-names", read=read)
        for read in ticked or [stroke] * bool(stroke):
            if read not in choices:
                raise Problem("test-names", read=read)
        return _answer(step, order, ticked)


def _shown(figure: Figure, decimals: int | None, context: Context) -> str:
    return cell_text(figure_of(figure, context.values), decimals, context.figures)


def _state(answered: bool, share: float) -> str:
    return "blank" if not answered else "right" if share == 1 else "part" if share > 0 else "wrong"


def _asked(step: RankingStep, right: Ranking) -> list[str]:
    """The right answer about the weights."""
    if not step.shift:
        return []
    return [one.id for one in step.criteria if one.id in right.sensitive] or [HOLDS]


def _answer(step: RankingStep, order: Sequence[str], ticked: Sequence[str]) -> Json:
    if step.mode == "order":
        return list(order)
    return {"order": list(order), "sensitive": list(ticked)} if step.shift else {"order": list(order)}


def _given(step: RankingStep, answer: Json) -> tuple[list[str], list[str]]:
    """The order and the weights ticked; whatever the step does not have does not count, nor a second time."""
    by_criteria = step.mode == "criteria"
    told = answer.get("order") if by_criteria and isinstance(answer, dict) else None if by_criteria else answer
    ticks = answer.get("sensitive") if step.shift and isinstance(answer, dict) else None
    names = {one.id for one in step.options}
    choices = [*(one.id for one in step.criteria), HOLDS]
    order = [one for one in told if isinstance(one, str) and one in names] if isinstance(told, list) else []
    ticked = {one for one in ticks if isinstance(one, str)} if isinstance(ticks, list) else set()
    return list(dict.fromkeys(order)), [one for one in choices if one in ticked]


def _ticked_share(step: RankingStep, ticked: Sequence[str], right: Ranking) -> float:
    """The share of the right ones ticked less that of the wrong ones, never below 0."""
    asked, choices = _asked(step, right), len(step.criteria) + 1
    hits = sum(one in asked for one in ticked)
    return max(0.0, hits / len(asked) - (len(ticked) - hits) / (choices - len(asked)))
