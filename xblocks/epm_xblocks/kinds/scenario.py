"""The step kind `scenario`: levers, a model written as a sheet, goals and constraints. kinds room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape
from itertools import product
from typing import TYPE_CHECKING

from lxml import etree

from epm_xblocks.findings import Finding, Place, Problem
from epm_xblocks.kinds.base import Context, Json, Kind, Sample, Step, StepMark, place_of
from epm_xblocks.kinds.cells import read_given
from epm_xblocks.kinds.figures import cell_text
from epm_xblocks.kinds.levers import Lever, Output, read_lever, read_output, read_rule
from epm_xblocks.kinds.reading import Reader, plain_number
from epm_xblocks.kinds.rich import Passage, html
from epm_xblocks.kinds.scenario_marks import mark_of, told
from epm_xblocks.kinds.scenario_model import Model
from epm_xblocks.kinds.scenario_step import ScenarioStep, build_step, check_step, model_cells, year_of
from epm_xblocks.kinds.scenario_view import model_view
from epm_xblocks.kinds.table import read_table
from epm_xblocks.safe_xml import outer, parse
from epm_xblocks.workbook.draws import uniform

if TYPE_CHECKING:  # because reading and showing a case load no sentences
    from epm_xblocks.kinds.saying import Saying

__all__ = ["Scenario", "ScenarioStep"]

DRAWS = 40
"""Policies drawn at random to see what answering without thinking earns."""
TAGS = ("table", "given", "lever", "output", "goal", "constraint")
NO_POLICY: tuple[Json, ...] = (
    None,
    7,
    "x",
    [],
    {"levers": 3},
    {"levers": []},
    {"levers": {"no-such": 1}},
    {"saved": 3},
)
ODD: tuple[Json, ...] = (True, "x", [], {}, float("nan"), 10**400)


class Scenario(Kind):
    """A simulation laboratory."""

    name = "scenario"
    bundle = "scenario"

    def read(self, element: etree._Element) -> ScenarioStep:
        """The step; Unreadable where a table, a lever, an output or a rule of it cannot be read."""
        reader = Reader(element.get("id", ""))
        reader.text(element, "kind")
        parts = {tag: reader.children(element, tag) for tag in TAGS}
        for alike in (["table"], ["given", "lever"], ["output"], ["goal", "constraint"]):
            reader.unique([one for tag in alike for one in parts[tag]])
        rules = reader.children(element, "goal", "constraint")
        step = ScenarioStep(
            id=reader.required(element, "id"),
            kind=self.name,
            title=reader.text(element, "title"),
            xml=outer(element),
            line=place_of(element).line,
            sheet=reader.required(element, "sheet"),
            first_year=year_of(element, reader),
            intro=reader.rich(reader.child(element, "intro")),
            tables=tuple(read_table(table, reader) for table in parts["table"]),
            givens=tuple(read_given(given, reader) for given in parts["given"]),
            levers=tuple(read_lever(lever, reader) for lever in parts["lever"]),
            outputs=tuple(read_output(output, reader) for output in parts["output"]),
            rules=tuple(read_rule(rule, reader) for rule in rules),
        )
        step = replace(step, cells=model_cells(step, parts, reader))
        check_step(step, element, parts, rules, reader)
        return replace(step, findings=reader.finish())

    def write(self, step: Step) -> etree._Element:
        """The element as it was written, or built from the fields where the step was made by hand."""
        assert isinstance(step, ScenarioStep)  # noqa: S101 — because the registry hands each kind its own steps
        return parse(step.xml) if step.xml else build_step(step)

    def show(self, step: Step, answer: Json, context: Context) -> dict[str, Json]:
        """Levers, the model as operations, outputs and rules; the policy of the key only where it may be shown."""
        assert isinstance(step, ScenarioStep)  # noqa: S101 — as above
        view = {"intro": html(step.intro, context, step.sheet), **model_view(Model(step, context))}
        if context.reveal:
            view["key"] = {"levers": step.solution}
        return view

    def grade(self, step: Step, answer: Json, context: Context) -> StepMark:
        """Every figure worked out anew from the levers alone; see scenario_marks for what counts."""
        assert isinstance(step, ScenarioStep)  # noqa: S101 — as above
        return mark_of(Model(step, context), answer)

    def samples(self, step: Step, context: Context) -> tuple[Sample, ...]:
        """The policy of the key, half of it, nothing moved, a lever beyond its end, and what no page sends."""
        assert isinstance(step, ScenarioStep)  # noqa: S101 — as above
        model, first = Model(step, context), step.levers[0]
        half = dict(list(step.solution.items())[: len(step.solution) // 2])
        return (
            Sample("right", {"levers": step.solution}, 1.0),
            Sample("partly-right", {"levers": half, "saved": [{"name": "A", "levers": half}]}, None),
            Sample("wrong", {"levers": model.starts}, 0.0),
            Sample("wrong", {}, 0.0),
            Sample("wrong", {"levers": {**step.solution, first.id: first.most + 1}}, 0.0),
            *(Sample("malformed", answer, 0.0) for answer in NO_POLICY),
            *(Sample("malformed", {"levers": {first.id: odd}}, 0.0) for odd in ODD),
        )

    def texts(self, step: Step) -> Iterator[Passage]:
        """The introduction."""
        assert isinstance(step, ScenarioStep)  # noqa: S101 — as above
        yield Passage(step.intro, "before", step.id, step.sheet)

    def tell(self, step: Step, mark: StepMark, say: Saying) -> dict[str, Json]:
        """A note a rule: what was reached, what was asked for, the first year that passes it."""
        assert isinstance(step, ScenarioStep)  # noqa: S101 — as above
        return told(step, mark, say)

    def solved(self, step: Step, context: Context) -> dict[str, Json]:
        """The policy of the key, lever by lever, and what it reaches, rule by rule."""
        assert isinstance(step, ScenarioStep)  # noqa: S101 — as above

        def shown(value: float | None, one: Lever | Output) -> str:
            return (
                f"<bdi>{escape(cell_text(value, one.decimals, context.figures, percent=one.unit == 'percent'))}</bdi>"
            )

        lines = [{"label": escape(lever.label), "html": shown(lever.key, lever)} for lever in step.levers]
        for verdict in Model(step, context).verdicts(step.solution):
            output, sign = step.output(verdict.rule.output), "≥" if verdict.rule.relation == "at-least" else "≤"
            reached = (
                f"{shown(verdict.value, output)} {sign} {shown(verdict.limit, output)} {'✓' if verdict.met else '✗'}"
            )
            lines.append({"label": escape(verdict.rule.label or output.label), "html": reached})
        return {"lines": lines}

    def advise(self, step: Step) -> Iterator[Finding]:
        """That the model can be read by all; no points."""
        assert isinstance(step, ScenarioStep)  # noqa: S101 — as above
        at = Place(line=step.line, step=step.id)
        yield Finding("scenario-public", {"id": step.id}, at, "note")
        if step.out_of <= 0:
            yield Finding("points-zero", {"id": step.id}, at, "warning")

    def guesses(self, step: Step) -> Mapping[str, Sequence[Json]]:
        """Every lever at its lower end, its upper, half-way; any ends; policies drawn at random."""
        assert isinstance(step, ScenarioStep)  # noqa: S101 — as above

        def policy(shares: Sequence[float]) -> Json:
            pairs = zip(step.levers, shares, strict=True)
            return {"levers": {one.id: one.least + (one.most - one.least) * share for one, share in pairs}}

        count = len(step.levers)
        drawn = [[uniform("lazy", step.id, str(n), one.id) for one in step.levers] for n in range(DRAWS)]
        corners = list(product((0.0, 1.0), repeat=min(count, 6)))
        return {
            "first": [policy([0.0] * count)],
            "last": [policy([1.0] * count)],
            "everything": [policy([0.5] * count)],
            "extremes": [policy([*ends, *[0.5] * (count - len(ends))]) for ends in corners],
            "random": [policy(shares) for shares in drawn],
        }

    def answer_of(self, step: Step, text: str) -> Json:
        """`promotion=92 class=45`: levers and their targets; those left out stand at their start."""
        assert isinstance(step, ScenarioStep)  # noqa: S101 — as above
        known = {lever.id for lever in step.levers}
        levers: dict[str, float] = {}
        for pair in text.split():
            name, _, written = pair.partition("=")
            value = plain_number(written.replace(",", "."))
            if name not in known or value is None:
                raise Problem("test-names", read=pair)
            levers[name] = value
        return {"levers": levers}
