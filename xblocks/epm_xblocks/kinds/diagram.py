"""The step kind `diagram`: a problem tree, an objective tree or a results chain built from cards. kinds room."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from lxml import etree

from epm_xblocks.findings import Finding, Place, Problem
from epm_xblocks.kinds.base import Context, Json, Kind, Sample, Step, StepMark, place_of
from epm_xblocks.kinds.diagram_step import (
    ABOVE,
    BELOW,
    FOCAL,
    OUT,
    TREE,
    DiagramStep,
    Put,
    build_step,
    check_step,
    read_card,
    read_level,
)
from epm_xblocks.kinds.figures import cell_text
from epm_xblocks.kinds.reading import Reader
from epm_xblocks.kinds.rich import Passage, html, plain_text
from epm_xblocks.safe_xml import outer, parse
from epm_xblocks.workbook.draws import uniform

if TYPE_CHECKING:  # because reading and showing a case load no sentences
    from epm_xblocks.kinds.saying import Saying

__all__ = ["Diagram", "DiagramStep"]

DRAWS = 40
"""Arrangements drawn at random to see what answering without thinking earns."""
GUESSABLE = 0.15
"""What cards arranged at random may earn before the author is told."""
ABSENCE = re.compile(
    r"\s*(?:no\s|lack of|absence of|there (?:is|are) no\s"
    r"|(?:le |un )?manque d|l[’']absence d|(?:pas|absence) d|il n[’']y a pas)",
    re.IGNORECASE,
)
"""Words that name a missing remedy instead of a problem, in English and French (methods.md, I)."""
MALFORMED: tuple[Json, ...] = (None, 7, "a=focal", [["a", "focal"]], {"no-such": {"place": "focal", "on": ""}})
ODD: tuple[Json, ...] = (3, "focal", [], {"place": ["focal"]}, {"place": "focal", "on": {"a": 1}}, {"place": "roof"})


class Diagram(Kind):
    """Cards that hang on one another: causes below a problem, effects above; means and ends; levels of a chain."""

    name = "diagram"
    bundle = "diagram"

    def read(self, element: etree._Element) -> DiagramStep:
        """The step; Unreadable where its own key breaks a rule of the diagram."""
        reader = Reader(element.get("id", ""))
        reader.text(element, "kind")
        shape = reader.word(element, "shape", ("problem", "objective", "chain"), "problem")
        levels = reader.children(element, "level") if shape == "chain" else []
        cards = reader.children(element, "card")
        reader.unique(levels)
        reader.unique(cards)
        read_levels = tuple(read_level(one, reader) for one in levels)
        places = [one.id for one in read_levels] if shape == "chain" else TREE
        step = DiagramStep(
            id=reader.required(element, "id"),
            kind=self.name,
            title=reader.text(element, "title"),
            xml=outer(element),
            line=place_of(element).line,
            points=reader.number(element, "points", 1.0),
            shape=shape,
            prompt=reader.rich(reader.child(element, "prompt")),
            levels=read_levels,
            cards=tuple(read_card(one, reader, places) for one in cards),
        )
        check_step(step, element, cards, reader)
        return replace(step, findings=reader.finish())

    def write(self, step: Step) -> etree._Element:
        """The element as it was written, or built from the fields where the step was made by hand."""
        assert isinstance(step, DiagramStep)  # noqa: S101 — because the registry hands each kind its own steps
        return parse(step.xml) if step.xml else build_step(step)

    def show(self, step: Step, answer: Json, context: Context) -> dict[str, Json]:
        """Cards shuffled, places and what may hang where; the arrangement only where the key may be shown."""
        assert isinstance(step, DiagramStep)  # noqa: S101 — as above
        labels = {one.id: one.label for one in step.levels}
        view: dict[str, Json] = {
            "prompt": html(step.prompt, context),
            "shape": step.shape,
            "places": [
                {"id": place, "label": labels.get(place, ""), "on": list(step.bearers(place))} for place in step.places
            ],
            "cards": [{"id": card.id, "text": html(card.text, context)} for card in step.shown],
        }
        if context.reveal:
            view["key"] = {name: {"place": place, "on": on} for name, (place, on) in step.right.items()}
        return view

    def grade(self, step: Step, answer: Json, context: Context) -> StepMark:
        """Cards one by one (DiagramStep.credit) less the cost of the wrong ones; rules broken are told beside it."""
        assert isinstance(step, DiagramStep)  # noqa: S101 — as above
        placed = _placed(step, answer)
        share = step.share(placed)
        credits = {name: step.credit(name, placed) for name in placed}
        parts: dict[str, Json] = {
            name: {"state": "right" if one == 1 else "part" if one else "wrong", "place": placed[name][0]}
            for name, one in credits.items()
        }
        state = "blank" if not placed else "right" if share == 1 else "part" if share > 0 else "wrong"
        kept_in = [name for name in placed if step.by_id[name].out and placed[name][0] != OUT]
        broken = [*step.broken(placed), *(["polarity"] if kept_in else [])]
        return StepMark(
            share * step.points, step.points, {"state": state, "parts": parts, "broken": broken}, bool(placed)
        )

    def samples(self, step: Step, context: Context) -> tuple[Sample, ...]:
        """The right arrangement, half of it, all cards alike, and what no page sends."""
        assert isinstance(step, DiagramStep)  # noqa: S101 — as above
        names = list(step.right)
        half = {name: step.right[name] for name in names[: len(names) // 2]}
        return (
            Sample("right", _answer(step.right), 1.0),
            Sample("partly-right", _answer(half), None),
            Sample("wrong", _answer(dict.fromkeys(names, (step.places[0], names[0]))), None),
            Sample("wrong", {}, 0.0),
            *(Sample("malformed", answer, 0.0) for answer in MALFORMED),
            *(Sample("malformed", {names[0]: odd}, 0.0) for odd in ODD if not _hit(step, names[0], odd)),
        )

    def texts(self, step: Step) -> Iterator[Passage]:
        """The prompt, the cards, what is said of each."""
        assert isinstance(step, DiagramStep)  # noqa: S101 — as above
        yield Passage(step.prompt, "before", step.id)
        for card in step.cards:
            yield Passage(card.text, "before", step.id)
            yield Passage(card.feedback, "feedback", step.id)

    def tell(self, step: Step, mark: StepMark, say: Saying) -> dict[str, Json]:
        """`cards`: state of each and why; `notes`: the rules broken, then how the points were counted."""
        assert isinstance(step, DiagramStep)  # noqa: S101 — as above
        from epm_xblocks.words.diagram_texts import COUNTED, KEPT_IN, SAID, rule_of  # a page is shown without sentences

        detail = mark.detail if isinstance(mark.detail, dict) else {}
        known = detail.get("parts")
        parts: dict[str, Json] = known if isinstance(known, dict) else {}
        told: dict[str, Json] = {}
        sums = dict.fromkeys(("right", "part", "wrong"), 0)
        for card in step.cards:
            part = parts.get(card.id)
            state = part.get("state") if isinstance(part, dict) else None
            if not isinstance(part, dict) or not isinstance(state, str) or state not in sums:
                continue
            sums[state] += 1
            said = SAID["half-chain" if step.shape == "chain" else "half"] if state == "part" else ""
            if state == "wrong":
                left = part.get("place") == OUT
                said = SAID["left"] if left else KEPT_IN.get(card.out, "")
            more = html(card.feedback, say.context) if state != "right" else ""
            words = f"{escape(say.translate.gettext(said))} " if said else ""
            told[card.id] = {"state": state, "html": f"{words}{more}".strip()}
        broken = detail.get("broken")
        rules = (
            [rule_of(name, step.shape) for name in broken or () if isinstance(name, str)]
            if isinstance(broken, list)
            else []
        )
        notes = [say.translate.gettext(text) for text in rules if text]
        if told:
            cost = cell_text(round(step.cost, 2), None, say.context.figures)
            notes.append(say.translate.gettext(COUNTED).format(**sums, cards=len(step.cards), cost=cost))
        return {"cards": told, "notes": notes}

    def solved(self, step: Step, context: Context) -> dict[str, Json]:
        """Card by card: the level, and the card it hangs on; ★ the focal one, – those that stay out."""
        assert isinstance(step, DiagramStep)  # noqa: S101 — as above
        levels = {one.id: one.label for one in step.levels} | {FOCAL: "★", OUT: "–"}
        signs = {BELOW: "→", ABOVE: "←"}
        lines = []
        for card in step.cards:
            said = [escape(levels.get(card.place, ""))]
            if card.on:
                on = " · ".join(f"<b>{escape(plain_text(step.by_id[name].text, context))}</b>" for name in card.on)
                said.append(f"{signs.get(card.place, '→')} {on}")
            said.append(html(card.feedback, context))
            lines.append({"label": html(card.text, context), "html": " ".join(one for one in said if one)})
        return {"lines": lines}

    def advise(self, step: Step) -> Iterator[Finding]:
        """No points; arranging at random pays; nothing to leave out; a missing remedy among the problems."""
        assert isinstance(step, DiagramStep)  # noqa: S101 — as above
        at = Place(line=step.line, step=step.id)
        if step.out_of <= 0:
            yield Finding("points-zero", {"id": step.id}, at, "warning")
        drawn = [step.share(_placed(step, one)) for one in (*self._drawn(step), *map(_answer, step.alike))]
        chance = max(sum(drawn[:DRAWS]) / DRAWS, *drawn[DRAWS:])
        if chance > GUESSABLE:
            yield Finding("diagram-guessable", {"id": step.id, "share": round(100 * chance)}, at, "warning")
        if not any(card.out for card in step.cards):
            yield Finding("diagram-all-in", {"id": step.id}, at, "note")
        for card in step.cards:
            if step.shape == "problem" and not card.out and ABSENCE.match(plain_text(card.text)):
                yield Finding("diagram-absence", {"id": card.id}, at, "warning")

    def guesses(self, step: Step) -> Mapping[str, Sequence[Json]]:
        """All cards at the first place, at the last, each on the one before it, at random."""
        assert isinstance(step, DiagramStep)  # noqa: S101 — as above
        order = [card.id for card in step.shown]
        ladder = {order[0]: (step.places[0], "")}
        ladder |= {name: (step.places[1], before) for before, name in pairwise(order)}
        return {
            "first": [_answer(dict.fromkeys(order, (step.places[0], "")))],
            "last": [_answer(dict.fromkeys(order, (step.places[-1], order[0])))],
            "everything": [_answer(ladder)],
            "random": self._drawn(step),
        }

    def answer_of(self, step: Step, text: str) -> Json:
        """`c1=below:f f=focal x=-`: each card, its place, after a colon the card it hangs on."""
        assert isinstance(step, DiagramStep)  # noqa: S101 — as above
        answer: dict[str, Put] = {}
        for pair in text.split():
            name, _, put = pair.partition("=")
            place, _, on = put.partition(":")
            if name not in step.by_id or place not in (*step.places, OUT) or (on and on not in step.by_id):
                raise Problem("test-names", read=pair)
            answer[name] = (place, on)
        return _answer(answer)

    def _drawn(self, step: DiagramStep) -> list[Json]:
        """Every card at any place, on any card."""
        order = [card.id for card in step.shown]
        places = (*step.places, OUT)
        drawn = []
        for turn in range(DRAWS):
            pick = [uniform("lazy", step.id, str(turn), name) for name in order]
            hang = [uniform("hang", step.id, str(turn), name) for name in order]
            drawn.append(
                _answer(
                    {
                        name: (places[int(len(places) * a)], order[int(len(order) * b)])
                        for name, a, b in zip(order, pick, hang, strict=True)
                    }
                )
            )
        return drawn


def _answer(placed: Mapping[str, Put]) -> Json:
    return {name: {"place": place, "on": on} for name, (place, on) in placed.items()}


def _placed(step: DiagramStep, answer: Json) -> dict[str, Put]:
    """Cards with place and bearer; whatever the step does not have does not count, nor a card that hangs on itself."""
    if not isinstance(answer, dict):
        return {}
    placed: dict[str, Put] = {}
    for card in step.cards:
        put = answer.get(card.id)
        place, on = (put.get("place"), put.get("on")) if isinstance(put, dict) else (None, None)
        if isinstance(place, str) and place in (*step.places, OUT):
            may = place != OUT and step.bearers(place)
            hangs = on if may and isinstance(on, str) and on in step.by_id and on != card.id else ""
            placed[card.id] = (place, hangs)
    return placed


def _hit(step: DiagramStep, name: str, put: Json) -> bool:
    """Whether an odd answer happens to place a card rightly."""
    return step.share(_placed(step, {name: put})) > 0
