"""Every text of a case with its role: what a learner sees before the key, what after it. case room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from epm_xblocks.case.model import Case
from epm_xblocks.kinds.choice import ChoiceStep
from epm_xblocks.kinds.rich import Rich
from epm_xblocks.kinds.worksheet import WorksheetStep
from epm_xblocks.kinds.written import WrittenStep

__all__ = ["Passage", "passages"]

Role = Literal["before", "feedback", "after"]


@dataclass(frozen=True)
class Passage:
    """A text: when it is seen (`before` an answer, as `feedback` to one, `after` the key may be shown); its step."""

    text: Rich
    role: Role
    step: str = ""
    sheet: str = ""


def passages(case: Case) -> Iterator[Passage]:
    """The texts of a case in the order of the page."""
    yield Passage(case.brief, "before")
    for convention in case.conventions:
        yield Passage(convention.text, "before")
    yield Passage(case.formulas, "before")
    for step in case.steps:
        if isinstance(step, WorksheetStep):
            yield from _of_worksheet(step)
        elif isinstance(step, ChoiceStep):
            yield from _of_choice(step)
        elif isinstance(step, WrittenStep):
            yield Passage(step.prompt, "before", step.id)
            yield Passage(step.guidance, "before", step.id)
            yield Passage(step.model_answer, "after", step.id)
    yield Passage(case.closing, "after")
    yield Passage(case.trainer_notes, "after")


def _of_worksheet(step: WorksheetStep) -> Iterator[Passage]:
    yield Passage(step.intro, "before", step.id, step.sheet)
    for answers in step.answers:
        for slip in answers.slips:
            yield Passage(slip.feedback, "feedback", step.id, step.sheet)
        yield Passage(answers.hint, "feedback", step.id, step.sheet)


def _of_choice(step: ChoiceStep) -> Iterator[Passage]:
    yield Passage(step.prompt, "before", step.id)
    for option in step.options:
        yield Passage(option.text, "before", step.id)
        yield Passage(option.feedback, "feedback", step.id)
