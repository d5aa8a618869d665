"""Pages of a learner: courses, outline, unit, progress. campus room."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from xblock.exceptions import NoSuchUsage

from epm_xblocks.campus.access import courses_for, visible_block
from epm_xblocks.campus.guards import course_of, member, signed_in
from epm_xblocks.campus.models import Course
from epm_xblocks.campus.outline import Task, Unit, missing_types, points, tasks, title_of, units_of, walk
from epm_xblocks.campus.runtime import CampusRuntime, page_files

__all__ = ["courses", "outline", "progress", "rendered", "unit"]


def rendered(runtime: CampusRuntime, block: Any, view: str) -> dict[str, Any]:
    """A view of a block as a page needs it: its HTML, styles, scripts, and whether jQuery comes with them."""
    fragment = runtime.render(block, view, {})
    files = page_files(fragment)
    # Safe because blocks clean what their authors and learners wrote, and no script of a page may be inline.
    return {"html": mark_safe(fragment.body_html()), "files": files, "jquery": runtime.third_party}  # noqa: S308


@signed_in
@require_safe
def courses(request: HttpRequest) -> HttpResponse:
    """The courses, those in the reader's language first."""
    lang = (get_language() or "en").split("-")[0]
    found = sorted(courses_for(request.user), key=lambda course: course.language.split("-")[0] != lang)
    return render(request, "campus/courses.html", {"rows": [_summary(request.user, course) for course in found]})


def _summary(user: Any, course: Course) -> dict[str, Any]:
    """A course with how far the person has come."""
    runtime = CampusRuntime(course, user)
    units = units_of(walk(runtime))
    todo = [each for each in units if each.done is not None]
    done = sum(1 for each in todo if (each.done or 0) >= 1)
    return {
        "course": course,
        "units": len(todo),
        "done": done,
        "next": _next(units),
        "begun": any(each.started for each in units),
    }


def _next(units: list[Unit]) -> Unit | None:
    """The first unit where something is left to do, else the first one."""
    return next((each for each in units if each.done is not None and each.done < 1), units[0] if units else None)


@member
@require_safe
def outline(request: HttpRequest, course: str) -> HttpResponse:
    """Sections and units of a course."""
    found = course_of(course)
    runtime = CampusRuntime(found, request.user)
    parts = walk(runtime)
    units = units_of(parts)
    context = {
        "course": found,
        "parts": parts,
        "next": _next(units),
        "begun": any(each.started for each in units),
        "missing": missing_types(runtime),
    }
    return render(request, "campus/outline.html", context)


@member
@require_safe
def unit(request: HttpRequest, course: str, name: str) -> HttpResponse:
    """One unit with its blocks."""
    found = course_of(course)
    runtime = CampusRuntime(found, request.user)
    try:
        block = visible_block(runtime, found.course_key.usage("vertical", name))
    except NoSuchUsage as fault:
        raise Http404(name) from fault
    units = units_of(walk(runtime))
    place = next((at for at, each in enumerate(units) if each.name == name), None)
    if place is None:
        raise Http404(name)
    inside = list(runtime.tree.below(block.scope_ids.usage_id))
    runtime.store.prefetch(inside)
    missing = missing_types(runtime)
    told = any(runtime.tree.category(each) in missing for each in inside)
    context = {
        "course": found,
        "unit": units[place],
        "title": title_of(block),
        "alone": _alone(runtime, block),
        "before": units[place - 1] if place else None,
        "after": units[place + 1] if place + 1 < len(units) else None,
        "number": place + 1,
        "count": len(units),
        "missing": [] if told else missing,  # because a note stands in the place of the part itself
        **rendered(runtime, block, "student_view"),
    }
    return render(request, "campus/unit.html", context)


def _alone(runtime: CampusRuntime, unit: Any) -> bool:
    """Whether the unit holds one block with a title of its own: the unit’s is then for screen readers only."""
    inside = list(runtime.visible_children(unit))
    return len(inside) == 1 and bool(getattr(inside[0], "has_score", False))


@member
@require_safe
def progress(request: HttpRequest, course: str) -> HttpResponse:
    """Points and marks, case by case, and the one thing to do next."""
    found = course_of(course)
    runtime = CampusRuntime(found, request.user)
    rows = tasks(runtime)
    earned, possible = points(rows)
    context = {
        "course": found,
        "rows": rows,
        "earned": earned,
        "possible": possible,
        "share": earned / possible if possible else None,
        "next": _next_task(rows),
        "missing": missing_types(runtime),
        "coming": sorted((row for row in rows if row.due and row.state != "done"), key=lambda row: row.due)[:3],
    }
    return render(request, "campus/progress.html", context)


def _next_task(rows: list[Task]) -> Task | None:
    """What was begun and is not done, else what was not begun."""
    order = ("going", "todo")
    return next((row for state in order for row in rows if row.state == state), None)
