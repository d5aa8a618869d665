"""The case of a block: read once a text, and what may be said of it to everybody. blocks room.

The case room is imported at the first view, not with the blocks: a platform imports every block type at its start.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from epm_xblocks.case import Case

__all__ = ["attributes", "case_from", "case_of", "findings_of", "outline", "words"]

_TOLD = ("schema_version", "case_id", "display_name", "lang", "figures")


def attributes(block: Any) -> dict[str, str]:
    """The attributes of the element as far as the case reads them."""
    told = {name: str(value) for name in _TOLD if (value := getattr(block, name)) not in (None, "")}
    return {**{name: str(value) for name, value in (block.kept_attributes or {}).items()}, **told}


def case_of(block: Any) -> Case:
    """The block's case; a damaged one has findings, it never raises."""
    return case_from(block.source or "", attributes(block))


def case_from(source: str, told: dict[str, str]) -> Case:
    """The case of a text and attributes."""
    return _read(source, tuple(sorted(told.items())))


@lru_cache(maxsize=64)
def _read(source: str, told: tuple[tuple[str, str], ...]) -> Case:
    from epm_xblocks.case import read

    return read(source, dict(told))


def findings_of(case: Case) -> list[Any]:
    """Everything an author should look at, worst first."""
    from epm_xblocks.case.check import check

    return check(case)


def outline(block: Any) -> dict[str, Any]:
    """Title, language, points and steps: nothing of the key, of any learner, or of what an answer would show."""
    case = case_of(block)
    steps = [_step(step) for step in case.steps]
    about = {"id": case.id, "title": case.title, "lang": case.lang, "revision": case.revision}
    return {"case": about, "points": case.out_of, "steps": steps}


def _step(step: Any) -> dict[str, Any]:
    from epm_xblocks.kinds.rich import plain_text

    told = {"id": step.id, "kind": step.kind, "title": step.title, "points": step.out_of}
    options = {option.id: plain_text(option.text) for option in getattr(step, "options", ())}
    return told | {"options": options} if options else told


def words(block: Any) -> str:
    """What a learner reads before answering, as plain words: brief, conventions, titles and prompts."""
    from epm_xblocks.kinds.rich import plain_text

    case = case_of(block)
    parts = [case.title, plain_text(case.brief)]
    parts += [f"{one.label} {plain_text(one.text)}" for one in case.conventions]
    parts += [table.table.caption for table in case.data]
    for step in case.steps:
        parts += [step.title, plain_text(getattr(step, "intro", None)), plain_text(getattr(step, "prompt", None))]
    return " ".join(" ".join(part for part in parts if part).split())
