"""The step kind `map`: sites of schools chosen in a district, by coverage, cost and size. kinds room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from epm_xblocks.findings import Finding, Place, Problem
from epm_xblocks.kinds.base import Context, Json, Kind, Sample, Step, StepMark, place_of
from epm_xblocks.kinds.figures import cell_text
from epm_xblocks.kinds.map_step import MapStep, build_step, check_step, named_cells, read_site, read_village
from epm_xblocks.kinds.reading import Reader
from epm_xblocks.kinds.rich import Passage, html
from epm_xblocks.safe_xml import outer, parse
from epm_xblocks.workbook.draws import digest, uniform

if TYPE_CHECKING:  # because reading and showing a case load no sentences
    from epm_xblocks.kinds.saying import Saying

__all__ = ["Map", "MapStep"]

DRAWS = 40
"""Choices drawn at random to see what answering without thinking earns."""
GUESSABLE = 0.15
"""What a choice at random may earn before the author is told."""
MALFORMED: tuple[Json, ...] = (None, 7, "a b", {"sites": ["a"]}, [["a"], 3, None], ["zz"])


class Map(Kind):
    """Villages, schools and candidate sites; the page works out who walks where, the server does so again."""

    name = "map"
    bundle = "map"

    def read(self, element: etree._Element) -> MapStep:
        """The step; Unreadable where villages, sites and travel do not fit together."""
        reader = Reader(element.get("id", ""))
        reader.text(element, "kind")
        sites, villages = reader.children(element, "site"), reader.children(element, "village")
        reader.unique(sites)
        reader.unique(villages)
        reader.required(element, "limit")
        step = MapStep(
            id=reader.required(element, "id"),
            kind=self.name,
            title=reader.text(element, "title"),
            xml=outer(element),
            line=place_of(element).line,
            points=reader.number(element, "points", 1.0),
            limit=reader.number(element, "limit", 0.0),
            unit=reader.word(element, "unit", ("minutes", "kilometres"), "minutes"),
            ceiling=reader.number(element, "ceiling", 0.0, 0, 1e12),
            minimum=reader.number(element, "minimum", 0.0),
            floor=reader.number(element, "floor", 0.0, 0, 100),
            prompt=reader.rich(reader.child(element, "prompt")),
            sites=tuple(read_site(one, reader) for one in sites),
            villages=tuple(read_village(one, len(sites), reader) for one in villages),
        )
        check_step(step, element, reader)
        return replace(step, findings=reader.finish())

    def write(self, step: Step) -> etree._Element:
        """The element as it was written, or built from the fields where the step was made by hand."""
        assert isinstance(step, MapStep)  # noqa: S101 — because the registry hands each kind its own steps
        return parse(step.xml) if step.xml else build_step(step)

    def show(self, step: Step, answer: Json, context: Context) -> dict[str, Json]:
        """The district with its figures; the best choice only where it may be shown."""
        assert isinstance(step, MapStep)  # noqa: S101 — as above
        children = step.children(context.values)
        view: dict[str, Json] = {
            "prompt": html(step.prompt, context),
            "limit": step.limit,
            "unit": step.unit,
            "ceiling": step.ceiling,
            "minimum": step.minimum,
            "sites": [
                {"id": one.id, "label": one.label, "x": one.x, "y": one.y, "old": one.existing, "cost": one.cost}
                for one in step.sites
            ],
            "villages": [
                {
                    "label": one.label,
                    "x": one.x,
                    "y": one.y,
                    "children": children[at] if children else None,
                    "travel": list(one.travel),
                }
                for at, one in enumerate(step.villages)
            ],
        }
        if context.reveal and children:
            view["key"] = list(step.best(children).sites)
        return view

    def grade(self, step: Step, answer: Json, context: Context) -> StepMark:
        """The coverage beside the best one that is possible (MapStep.share); a rule that is broken leaves nothing."""
        assert isinstance(step, MapStep)  # noqa: S101 — as above
        children = step.children(context.values)
        chosen = [one for one in answer if one in step.candidates] if isinstance(answer, list) else []
        if not chosen or children is None:
            return StepMark(0.0, step.out_of, {"state": "blank"}, bool(chosen))
        plan = step.plan(chosen, children)
        share = step.share(plan, step.best(children))
        state = "right" if share == 1 else "part" if share > 0 else "wrong"
        return StepMark(
            share * step.points, step.out_of, {"state": state, "over": plan.over, "small": bool(plan.small)}
        )

    def samples(self, step: Step, context: Context) -> tuple[Sample, ...]:
        """The best choice, less one site, none, and what no page sends."""
        assert isinstance(step, MapStep)  # noqa: S101 — as above
        children = step.children(context.values)
        if children is None:
            return ()
        best = list(step.best(children).sites)
        broken = [one for one in [[name] for name in step.candidates] if not step.plan(one, children).holds]
        return (
            Sample("right", best, 1.0),
            Sample("partly-right", best[:-1], None),
            *(Sample("wrong", one, 0.0) for one in broken[:1]),
            Sample("wrong", [], 0.0),
            *(Sample("malformed", answer, 0.0) for answer in MALFORMED),
        )

    def texts(self, step: Step) -> Iterator[Passage]:
        """The prompt and the cells it reads."""
        assert isinstance(step, MapStep)  # noqa: S101 — as above
        yield Passage(step.prompt, "before", step.id)
        yield Passage(named_cells(step), "before", step.id)

    def tell(self, step: Step, mark: StepMark, say: Saying) -> dict[str, Json]:
        """`notes`: which rule is broken, or whether more children can be reached."""
        from epm_xblocks.words.map_texts import SAID  # because a page is shown without sentences

        detail = mark.detail if isinstance(mark.detail, dict) else {}
        state = detail.get("state")
        broken = [name for name in ("over", "small") if detail.get(name) is True]
        known = state if isinstance(state, str) and state in SAID else "blank"
        return {"notes": [say.translate.gettext(sentence) for sentence in (SAID[one] for one in broken or [known])]}

    def solved(self, step: Step, context: Context) -> dict[str, Json]:
        """The sites of the best choice, each with its cost, and the coverage. Raises Problem."""
        assert isinstance(step, MapStep)  # noqa: S101 — as above
        children = step.children(context.values)
        if children is None:
            raise Problem("map-unknown", id=step.id)
        best = step.best(children)
        costs = [(one.label, one.cost) for one in step.sites if one.id in best.sites]
        lines = [
            {"label": label, "html": f"<bdi>{cell_text(cost, None, context.figures)}</bdi>"} for label, cost in costs
        ]
        covered = cell_text(best.coverage, 1, context.figures, percent=True)
        return {"lines": [*lines, {"label": "Σ", "html": f"<bdi>{covered}</bdi>"}]}

    def advise(self, step: Step) -> Iterator[Finding]:
        """No points; a choice at random that earns much."""
        assert isinstance(step, MapStep)  # noqa: S101 — as above
        at = Place(line=step.line, step=step.id)
        if step.out_of <= 0:
            yield Finding("points-zero", {"id": step.id}, at, "warning")
        children = step.children({})
        if children is None:
            return
        best = step.best(children)
        drawn = [step.share(step.plan(one, children), best) for one in self._drawn(step)]
        chance = sum(drawn) / len(drawn)
        if chance > GUESSABLE:
            yield Finding("map-guessable", {"id": step.id, "share": round(100 * chance)}, at, "warning")

    def guesses(self, step: Step) -> Mapping[str, Sequence[Json]]:
        """The first site, the last one, all of them, some at random."""
        assert isinstance(step, MapStep)  # noqa: S101 — as above
        names = list(step.candidates)
        return {"first": [names[:1]], "last": [names[-1:]], "everything": [names], "random": self._drawn(step)}

    def answer_of(self, step: Step, text: str) -> Json:
        """`s4 s7`: the sites chosen, by id."""
        assert isinstance(step, MapStep)  # noqa: S101 — as above
        for read in text.split():
            if read not in step.candidates:
                raise Problem("test-names", read=read)
        return text.split()

    def _drawn(self, step: MapStep) -> list[list[str]]:
        """Sites at random, from one to half of them."""
        drawn = []
        for turn in range(DRAWS):
            size = 1 + int(len(step.candidates) / 2 * uniform("lazy", step.id, str(turn)))
            order = sorted(step.candidates, key=lambda one: digest("lazy", step.id, str(turn), one))
            drawn.append(order[:size])
        return drawn
