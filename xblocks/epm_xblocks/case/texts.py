"""Every text of a case with its role: what a learner sees before the key, what after it. case room."""

from __future__ import annotations

from collections.abc import Iterator

from epm_xblocks.case.model import Case, Damaged
from epm_xblocks.kinds.registry import KINDS
from epm_xblocks.kinds.rich import Passage

__all__ = ["passages"]


def passages(case: Case) -> Iterator[Passage]:
    """The texts of a case in the order of the page."""
    yield Passage(case.brief, "before")
    for convention in case.conventions:
        yield Passage(convention.text, "before")
    yield Passage(case.formulas, "before")
    for step in case.steps:
        if not isinstance(step, Damaged):
            yield from KINDS[step.kind].texts(step)
    yield Passage(case.closing, "after")
    yield Passage(case.trainer_notes, "after")
