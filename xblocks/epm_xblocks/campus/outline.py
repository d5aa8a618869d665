"""A course as a learner walks through it: sections, units, what is done and what is next. campus room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from xblock.core import XBlock
from xblock.scorable import ShowCorrectness

from epm_xblocks.campus.models import Completion, Grade
from epm_xblocks.campus.people import anonymous_id
from epm_xblocks.campus.runtime import CampusRuntime, is_installed
from epm_xblocks.registrar import api

__all__ = [
    "Part",
    "Task",
    "Unit",
    "correctness_shown",
    "max_score",
    "missing_types",
    "points",
    "tasks",
    "title_of",
    "units_of",
    "walk",
]


@dataclass
class Unit:
    """One page of a course: its name in addresses, its title, how far the person is (None, 0 to 1)."""

    name: str
    title: str
    usage: str
    done: float | None
    started: bool
    section: str
    part: str
    scored: bool


@dataclass
class Part:
    """A section or a subsection with what is in it."""

    title: str
    due: datetime | None = None
    parts: list[Part] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)


@dataclass(frozen=True)
class Task:
    """One block that earns points, with the person's mark."""

    usage: str
    name: str
    title: str
    unit: str
    possible: float
    earned: float | None
    share: float
    due: datetime | None
    at: datetime | None
    state: str
    shown: bool
    attempts: int
    limit: int | None


def walk(runtime: CampusRuntime) -> list[Part]:
    """Sections with their subsections and units, as far as the person may see them."""
    root = runtime.tree.root()
    if root is None:
        return []
    runtime.store.prefetch(runtime.tree.rows)
    done = _completions(runtime)
    chapters = runtime.visible_children(runtime.get_block(root))
    return [_chapter(runtime, chapter, done) for chapter in chapters if chapter.scope_ids.block_type == "chapter"]


def _chapter(runtime: CampusRuntime, chapter: XBlock, done: dict[str, float]) -> Part:
    part = Part(title_of(chapter))
    for sequential in runtime.visible_children(chapter):
        if not sequential.has_children:
            continue
        below = Part(title_of(sequential), None if sequential.self_paced else sequential.due)
        for unit in runtime.visible_children(sequential):
            below.units.append(_unit(runtime, unit, part.title, below.title, done))
        part.parts.append(below)
    return part


def _unit(runtime: CampusRuntime, unit: XBlock, section: str, part: str, done: dict[str, float]) -> Unit:
    leaves = [block for block in _leaves(runtime, unit) if counts(block)]
    shares = [done.get(str(block.scope_ids.usage_id), 0.0) for block in leaves]
    share = sum(shares) / len(shares) if shares else None
    key = unit.scope_ids.usage_id
    scored = any(getattr(block, "has_score", False) for block in leaves)
    return Unit(key.block_id, title_of(unit), str(key), share, any(shares), section, part, scored)


def title_of(block: XBlock) -> str:
    """The block's title, else its name."""
    return getattr(block, "display_name", "") or str(block.scope_ids.usage_id.block_id).replace("_", " ")


def counts(block: XBlock) -> bool:
    """Whether there is something to do in the block that can be completed."""
    return bool(getattr(block, "has_score", False) or getattr(block, "has_custom_completion", False))


def _leaves(runtime: CampusRuntime, block: XBlock) -> Iterator[XBlock]:
    for child in runtime.visible_children(block):
        if child.has_children:
            yield from _leaves(runtime, child)
        else:
            yield child


def units_of(parts: list[Part]) -> list[Unit]:
    """Every unit, in order."""
    return [unit for part in parts for below in part.parts for unit in below.units]


def _completions(runtime: CampusRuntime) -> dict[str, float]:
    if not runtime.user.pk:
        return {}
    rows = Completion.objects.filter(user=runtime.user, course=runtime.course.key)
    return dict(rows.values_list("usage", "share"))


def missing_types(runtime: CampusRuntime) -> list[str]:
    """Block types of the course that are not installed here."""
    return sorted({row.category for row in runtime.tree.rows.values() if not is_installed(row.category)})


def tasks(runtime: CampusRuntime) -> list[Task]:
    """Every block that earns points, in order, with the person's mark where it may be shown."""
    root = runtime.tree.root()
    if root is None:
        return []
    runtime.store.prefetch(runtime.tree.rows)
    grades = {row.usage: row for row in Grade.objects.filter(user_id=runtime.user.pk, course=runtime.course.key)}
    done = _completions(runtime)
    found = []
    for unit in _verticals(runtime, runtime.get_block(root)):
        for block in _leaves(runtime, unit):
            if getattr(block, "has_score", False) and max_score(block):
                found.append(_task(runtime, unit, block, grades.get(str(block.scope_ids.usage_id)), done))
    return found


def _verticals(runtime: CampusRuntime, block: XBlock) -> Iterator[XBlock]:
    for child in runtime.visible_children(block):
        if child.scope_ids.block_type == "vertical":
            yield child
        elif child.has_children:
            yield from _verticals(runtime, child)


def max_score(block: XBlock) -> float:
    """What can be earned, 0 where the block does not say."""
    ask = getattr(block, "max_score", None)
    return float(ask() or 0) if callable(ask) else 0.0


def _task(runtime: CampusRuntime, unit: XBlock, block: XBlock, grade: Grade | None, done: dict[str, float]) -> Task:
    """The weight, where an author set one, is what the block counts for; else its own points."""
    key = block.scope_ids.usage_id
    raw = max_score(block)
    weight = float(block.weight) if block.weight is not None else raw
    shown = correctness_shown(runtime, block)
    share = grade.earned / grade.possible if grade and shown else 0.0
    state = "done" if done.get(str(key), 0) >= 1 or grade else "going" if _touched(runtime, str(key)) else "todo"
    return Task(
        usage=str(key),
        name=key.block_id,
        title=title_of(block),
        unit=unit.scope_ids.usage_id.block_id,
        possible=weight,
        earned=weight * share if grade and shown else None,
        share=share,
        due=None if block.self_paced else block.due,
        at=grade.at if grade else None,
        state=state,
        shown=shown,
        attempts=_attempts(runtime, block),
        limit=block.max_attempts or None,
    )


def _attempts(runtime: CampusRuntime, block: XBlock) -> int:
    """How often the person has sent the block: what the ledger says, else what the block says."""
    if not runtime.user.pk:
        return 0
    who = api.Learner(anonymous_id(runtime.user), runtime.course.key, str(block.scope_ids.usage_id))
    standing = api.standing(who)
    return standing.used if standing else int(getattr(block, "attempts", None) or 0)


def correctness_shown(runtime: CampusRuntime, block: XBlock) -> bool:
    """Whether marks of the block may be shown to the person now."""
    return bool(ShowCorrectness.correctness_available(block.show_correctness, block.close_date, runtime.staff))


def _touched(runtime: CampusRuntime, usage: str) -> bool:
    """Whether the person has saved anything in the block."""
    return any(slot[0] == usage and slot[1] for slot in runtime.store.values_read())


def points(found: list[Task]) -> tuple[float, float]:
    """Points earned and points there are."""
    return sum(task.earned or 0.0 for task in found), sum(task.possible for task in found)
