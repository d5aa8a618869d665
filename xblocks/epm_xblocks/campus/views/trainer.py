"""Pages of a trainer over a whole course: what is taught, results, their files. campus room."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from epm_xblocks.campus.guards import course_of, trainer, trainers
from epm_xblocks.campus.outline import Task
from epm_xblocks.campus.people import courses_taught
from epm_xblocks.campus.results import CourseLine, course_lines, course_tasks
from epm_xblocks.campus.tables import csv_table, xlsx_table

__all__ = ["results", "results_file", "table_response", "teaching"]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@trainers
@require_safe
def teaching(request: HttpRequest) -> HttpResponse:
    """The courses of this trainer with their cases."""
    lang = (get_language() or "en").split("-")[0]
    found = sorted(courses_taught(request.user), key=lambda course: course.language.split("-")[0] != lang)
    rows = [{"course": course, "tasks": course_tasks(course, request.user)} for course in found]
    return render(request, "campus/teaching.html", {"rows": rows})


@trainer
@require_safe
def results(request: HttpRequest, course: str) -> HttpResponse:
    """Learners by cases."""
    found = course_of(course)
    rows = course_tasks(found, request.user)
    lines = course_lines(found, rows)
    context = {
        "course": found,
        "tasks": rows,
        "lines": lines,
        "possible": sum(task.possible for task in rows),
        "means": _means(rows, lines),
    }
    return render(request, "campus/results.html", context)


def _means(rows: list[Task], lines: list[CourseLine]) -> list[float | None]:
    """Mean points of those who have a mark, task by task."""
    means: list[float | None] = []
    for at in range(len(rows)):
        marks = [mark for line in lines if (mark := line.marks[at]) is not None]
        means.append(sum(marks) / len(marks) if marks else None)
    return means


@trainer
@require_safe
def results_file(request: HttpRequest, course: str, form: str) -> HttpResponse:
    """The same as a file for a spreadsheet."""
    found = course_of(course)
    rows = course_tasks(found, request.user)
    return table_response(_table(rows, course_lines(found, rows)), form, f"{found.short}-results", found.title)


def _table(rows: list[Task], lines: list[CourseLine]) -> Iterator[list[Any]]:
    yield [_("Account"), _("Name"), *(task.title for task in rows), _("Total")]
    yield ["", _("Possible points"), *(task.possible for task in rows), sum(task.possible for task in rows)]
    for line in lines:
        yield [line.user.get_username(), line.name, *line.marks, line.total]


def table_response(rows: Iterator[list[Any]], form: str, name: str, title: str) -> HttpResponse:
    """A table as .csv or .xlsx; raises Http404 for any other form."""
    if form == "csv":
        body, kind = csv_table(rows, lang=get_language() or "en"), "text/csv; charset=utf-8"
    elif form == "xlsx":
        body, kind = xlsx_table(rows, title=title), XLSX
    else:
        raise Http404(form)
    stamp = timezone.localtime().strftime("%Y-%m-%d")
    name = "".join(sign if sign.isalnum() or sign in "-._" else "-" for sign in name)
    return HttpResponse(
        body, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}-{stamp}.{form}"'}
    )
