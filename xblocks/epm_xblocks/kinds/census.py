"""The step kind `census`: errors found in the returns of a school census, and what is decided. kinds room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from lxml import etree

from epm_xblocks.findings import Finding, Place, Problem
from epm_xblocks.kinds.base import Context, Json, Kind, Sample, Step, StepMark, place_of
from epm_xblocks.kinds.census_step import (
    CensusStep,
    Planted,
    build_step,
    check_step,
    read_choice,
    read_column,
    read_planted,
    read_record,
)
from epm_xblocks.kinds.figures import cell_text
from epm_xblocks.kinds.reading import Reader
from epm_xblocks.kinds.rich import Passage, html
from epm_xblocks.safe_xml import outer, parse
from epm_xblocks.workbook.draws import digest, uniform

if TYPE_CHECKING:  # because reading and showing a case load no sentences
    from epm_xblocks.kinds.saying import Saying

__all__ = ["Census", "CensusStep"]

DRAWS = 40
"""Ways to mark cells at random, to see what answering without thinking earns."""
GUESSABLE = 0.15
"""What marking every cell may earn before the author is told."""
MALFORMED: tuple[Json, ...] = (None, 7, "a/b", ["a/b"], {"a/b": 3}, {"zz/zz": {"rule": "sum"}}, {"a": {"b": {}}})

Flags = dict[str, dict[str, str]]


class Census(Kind):
    """Returns of schools as a table; cells are marked as errors, with the rule they break and what is done."""

    name = "census"
    bundle = "census"

    def read(self, element: etree._Element) -> CensusStep:
        """The step; Unreadable where records, rules and errors do not fit together."""
        reader = Reader(element.get("id", ""))
        reader.text(element, "kind")
        found = {tag: reader.children(element, tag) for tag in ("column", "record", "rule", "treatment", "error")}
        for children in found.values():
            reader.unique(children)
        columns = tuple(read_column(one, reader) for one in found["column"])
        step = CensusStep(
            id=reader.required(element, "id"),
            kind=self.name,
            title=reader.text(element, "title"),
            xml=outer(element),
            line=place_of(element).line,
            points=reader.number(element, "points", 1.0),
            prompt=reader.rich(reader.child(element, "prompt")),
            head=reader.text(element, "head"),
            columns=columns,
            records=tuple(read_record(one, columns, reader) for one in found["record"]),
            rules=tuple(read_choice(one, reader) for one in found["rule"]),
            treatments=tuple(read_choice(one, reader) for one in found["treatment"]),
            errors=tuple(read_planted(one, reader) for one in found["error"]),
        )
        check_step(step, element, found["error"], reader)
        return replace(step, findings=reader.finish())

    def write(self, step: Step) -> etree._Element:
        """The element as it was written, or built from the fields where the step was made by hand."""
        assert isinstance(step, CensusStep)  # noqa: S101 — because the registry hands each kind its own steps
        return parse(step.xml) if step.xml else build_step(step)

    def show(self, step: Step, answer: Json, context: Context) -> dict[str, Json]:
        """The returns and what may be said of a cell; the errors only where they may be shown."""
        assert isinstance(step, CensusStep)  # noqa: S101 — as above
        view: dict[str, Json] = {
            "prompt": html(step.prompt, context),
            "head": step.head,
            "columns": [{"id": one.id, "label": one.label} for one in step.columns],
            "records": [
                {
                    "id": record.id,
                    "label": record.label,
                    "cells": [
                        cell_text(figure, column.decimals, context.figures)
                        for column, figure in zip(step.columns, record.figures, strict=True)
                    ],
                }
                for record in step.records
            ],
            "rules": [{"id": one.id, "label": one.label} for one in step.rules],
            "treatments": [{"id": one.id, "label": one.label} for one in step.treatments],
        }
        if context.reveal:
            view["key"] = [
                {"at": list(one.at), "text": _remedy(step, one), "html": html(one.feedback, context)}
                for one in step.errors
            ]
        return view

    def grade(self, step: Step, answer: Json, context: Context) -> StepMark:
        """Precision and recall as one share (CensusStep.earned); the notes of the log are not marked."""
        assert isinstance(step, CensusStep)  # noqa: S101 — as above
        flags = _given(step, answer)
        found = step.judged(flags)
        share = step.earned(found)
        parts = {
            cell: {"state": _state(one.share), "error": one.error.id if one.error else ""}
            for cell, one in found.items()
        }
        state = "blank" if not flags else _state(share)
        counted = [one for one in found.values() if not one.again]
        detail = {
            "state": state,
            "parts": parts,
            "hits": sum(one.error is not None for one in counted),
            "marked": len(counted),
            "errors": len(step.errors),
        }
        return StepMark(share * step.points, step.out_of, detail, bool(flags))

    def samples(self, step: Step, context: Context) -> tuple[Sample, ...]:
        """Every error with its rule and treatment, all but the last, a sound cell, and what no page sends."""
        assert isinstance(step, CensusStep)  # noqa: S101 — as above
        right = {one.at[0]: _said(one) for one in step.errors}
        wrong = {cell for one in step.errors for cell in one.at}
        sound = next((cell for cell in step.places if cell not in wrong), None)
        fewer = dict(list(right.items())[:-1]) if len(right) > 1 else {cell: {} for cell in right}
        return (
            Sample("right", right, 1.0),
            Sample("partly-right", fewer, None),
            *([Sample("wrong", {sound: _said(step.errors[0])}, 0.0)] if sound else []),
            Sample("wrong", {}, 0.0),
            *(Sample("malformed", answer, 0.0) for answer in MALFORMED),
        )

    def texts(self, step: Step) -> Iterator[Passage]:
        """The prompt, and what is said of each error."""
        assert isinstance(step, CensusStep)  # noqa: S101 — as above
        yield Passage(step.prompt, "before", step.id)
        for error in step.errors:
            yield Passage(error.feedback, "feedback", step.id)

    def tell(self, step: Step, mark: StepMark, say: Saying) -> dict[str, Json]:
        """`cells`: state of each marked cell with what is said of its error; `notes`: both counts."""
        assert isinstance(step, CensusStep)  # noqa: S101 — as above
        from epm_xblocks.words.census_texts import SAID  # because a page is shown without sentences

        detail = mark.detail if isinstance(mark.detail, dict) else {}
        known = detail.get("parts")
        errors = {one.id: one for one in step.errors}
        told: dict[str, Json] = {}
        for cell, part in known.items() if isinstance(known, dict) else ():
            if cell not in step.places or not isinstance(part, dict) or part.get("state") not in SAID:
                continue
            error, said = errors.get(str(part.get("error"))), SAID[part["state"]]
            told[cell] = {
                "state": part["state"],
                "text": say.translate.gettext(said),
                "html": html(error.feedback, say.context) if error else "",
            }
        counts = {name: detail.get(name) for name in ("hits", "marked", "errors")}
        if detail.get("state") == "blank" or not all(isinstance(count, int) for count in counts.values()):
            blank = SAID["blank"]
            return {"cells": told, "notes": [say.translate.gettext(blank)]}
        shown = {name: cell_text(float(count or 0), 0, say.context.figures) for name, count in counts.items()}
        notes = [say.translate.gettext(SAID[name]).format(**shown) for name in ("recall", "precision")]
        return {"cells": told, "notes": notes}

    def solved(self, step: Step, context: Context) -> dict[str, Json]:
        """Error by error: where it stands, its rule, its treatment, what is said of it."""
        assert isinstance(step, CensusStep)  # noqa: S101 — as above
        records = {one.id: one.label for one in step.records}
        columns = {one.id: one.label for one in step.columns}
        lines = []
        for error in step.errors:
            record, _stroke, column = error.at[0].partition("/")
            said = f"<p>{escape(_remedy(step, error))}</p>{html(error.feedback, context)}"
            lines.append({"label": f"{records.get(record, record)} · {columns.get(column, column)}", "html": said})
        return {"lines": lines}

    def advise(self, step: Step) -> Iterator[Finding]:
        """No points; so many errors that marking everything pays; an error of which nothing is said."""
        assert isinstance(step, CensusStep)  # noqa: S101 — as above
        at = Place(line=step.line, step=step.id)
        if step.out_of <= 0:
            yield Finding("points-zero", {"id": step.id}, at, "warning")
        chance = max((step.earned(step.judged(one)) for one in _everything(step)), default=0.0)
        if chance > GUESSABLE:
            yield Finding("census-guessable", {"id": step.id, "share": round(100 * chance)}, at, "warning")
        for error in step.errors:
            if not error.feedback:
                yield Finding("census-silent", {"id": error.id}, at, "note")

    def guesses(self, step: Step) -> Mapping[str, Sequence[Json]]:
        """Every cell with one rule, the first column, the last record, as many cells as there are errors at random."""
        assert isinstance(step, CensusStep)  # noqa: S101 — as above
        cells, said = list(step.places), _everything(step)[0]
        drawn = []
        for turn in range(DRAWS):
            some = sorted(cells, key=lambda cell: digest("lazy", step.id, str(turn), cell))[: len(step.errors)]
            rule = step.rules[int(len(step.rules) * uniform("lazy", step.id, str(turn)))].id
            drawn.append({cell: {"rule": rule, "treatment": said[cell]["treatment"]} for cell in some})
        return {
            "everything": _everything(step),
            "first": [{cell: said[cell] for cell in cells if cell.endswith(f"/{step.columns[0].id}")}],
            "last": [{cell: said[cell] for cell in cells if cell.startswith(f"{step.records[-1].id}/")}],
            "random": drawn,
        }

    def answer_of(self, step: Step, text: str) -> Json:
        """`s07/total sum ask; s12/pupils twice`: cells, each with its rule and its treatment, divided by semicolons."""
        assert isinstance(step, CensusStep)  # noqa: S101 — as above
        rules, treatments = {one.id for one in step.rules}, {one.id for one in step.treatments}
        flags: Flags = {}
        for part in filter(None, (one.split() for one in text.split(";"))):
            said: dict[str, str] = {}
            for name, word, known in zip(("rule", "treatment"), part[1:], (rules, treatments), strict=False):
                if word not in known:
                    raise Problem("test-names", read=word)
                said[name] = word
            if part[0] not in step.places or len(part) > 3:
                raise Problem("test-names", read=" ".join(part))
            flags[part[0]] = said
        return flags


def _given(step: CensusStep, answer: Json) -> Flags:
    """The cells marked, with rule and treatment; whatever the step does not have does not count."""
    if not isinstance(answer, dict):
        return {}
    flags: Flags = {}
    for cell, said in answer.items():
        if cell in step.places and isinstance(said, dict):
            told = {name: said.get(name) for name in ("rule", "treatment")}
            flags[cell] = {name: word for name, word in told.items() if isinstance(word, str)}
    return flags


def _state(share: float) -> str:
    return "right" if share == 1 else "part" if share > 0 else "wrong"


def _said(error: Planted) -> dict[str, str]:
    return {"rule": error.rule, "treatment": error.treatments[0] if error.treatments else ""}


def _remedy(step: CensusStep, error: Planted) -> str:
    """The rule it breaks and the treatments that fit, in the author's words."""
    rules = [one.label for one in step.rules if one.id == error.rule]
    fit = [one.label for one in step.treatments if one.id in error.treatments]
    return " → ".join(filter(None, [*rules, " / ".join(fit)]))


def _everything(step: CensusStep) -> list[Flags]:
    """Every cell marked with one rule and one treatment: an answer for each pair."""
    ways = [(rule.id, one) for rule in step.rules for one in ([two.id for two in step.treatments] or [""])]
    return [{cell: {"rule": rule, "treatment": treatment} for cell in step.places} for rule, treatment in ways]
