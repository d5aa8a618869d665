"""Pages of a trainer at one case: results, a learner's answers, key, re-marking, editing. campus room."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from xblock.core import XBlock

from epm_xblocks.campus.guards import author, course_of, trainer
from epm_xblocks.campus.models import Block, Course, Extension, put
from epm_xblocks.campus.outline import title_of
from epm_xblocks.campus.people import may_author, shown_name
from epm_xblocks.campus.remarking import mark_again, start_again
from epm_xblocks.campus.results import CaseLine, answer_lines, case_lines, history_of, state_word, told_steps
from epm_xblocks.campus.runtime import CampusRuntime
from epm_xblocks.campus.views.learner import rendered
from epm_xblocks.campus.views.trainer import table_response
from epm_xblocks.registrar import api

__all__ = ["answers", "case", "case_file", "edit", "extend", "key", "remark", "reset"]


def _case(request: HttpRequest, course: str, name: str) -> tuple[Course, CampusRuntime, XBlock]:
    """The case of an address: the block that earns points and bears this name; raises Http404 where there is none."""
    found = course_of(course)
    rows = Block.objects.filter(course=found, url_name=name).exclude(
        category__in=("course", "chapter", "sequential", "vertical")
    )
    runtime = CampusRuntime(found, request.user)
    for row in rows:
        block = runtime.get_block(row.usage)
        if getattr(block, "has_score", False):
            return found, runtime, block
    raise Http404(name)


def _frame(request: HttpRequest, found: Course, block: XBlock) -> dict[str, Any]:
    key = block.scope_ids.usage_id
    tabs = {"edit": may_author(request.user, found.key) and hasattr(block, "studio_view")}
    return {"course": found, "name": key.block_id, "title": title_of(block), "block": block, "tabs": tabs}


@trainer
@require_safe
def case(request: HttpRequest, course: str, name: str) -> HttpResponse:
    """Everybody's marks at one case."""
    found, _runtime, block = _case(request, course, name)
    lines = case_lines(found, block.scope_ids.usage_id)
    marks = [line.counted / line.possible for line in lines if line.counted is not None and line.possible]
    context = {
        **_frame(request, found, block),
        "lines": lines,
        "mean": sum(marks) / len(marks) if marks else None,
        "here": "results",
    }
    return render(request, "campus/case.html", context)


@trainer
@require_safe
def case_file(request: HttpRequest, course: str, name: str, form: str) -> HttpResponse:
    """The same as a file, one line an answer of the last attempt."""
    found, _runtime, block = _case(request, course, name)
    return table_response(
        _table(found, block, case_lines(found, block.scope_ids.usage_id)),
        form,
        f"{found.short}-{name}",
        title_of(block),
    )


def _table(found: Course, block: XBlock, lines: list[CaseLine]) -> Iterator[list[Any]]:
    yield [
        _("Account"), _("Name"), _("Attempts"), _("Points"), _("Out of"), _("Sent"), _("Late"), _("Receipt"),
        _("Step"), _("Cell"), _("As typed"), _("State"), _("Points of the answer"),
    ]  # fmt: skip
    steps = told_steps(block)
    for line in lines:
        head = [
            line.user.get_username() if line.user else "", line.name, line.attempts, line.counted, line.possible,
            timezone.localtime(line.at) if line.at else None, _("yes") if line.late else "", line.receipt,
        ]  # fmt: skip
        sent = api.history(api.Learner(line.learner, found.key, str(block.scope_ids.usage_id))) if line.name else ()
        told = answer_lines(sent[-1], steps) if sent else []
        if not told:
            yield [*head, None, None, None, None, None]
        for answer in told:
            yield [*head, answer.step, answer.cell, answer.typed, state_word(answer.state), answer.points]


@trainer
@require_safe
def answers(request: HttpRequest, course: str, name: str, person: int) -> HttpResponse:
    """What one learner typed, attempt by attempt, newest first."""
    found, _runtime, block = _case(request, course, name)
    user = get_object_or_404(User, pk=person)
    sent = history_of(found, block.scope_ids.usage_id, user)
    if not sent and not any(line.user == user for line in case_lines(found, block.scope_ids.usage_id)):
        raise Http404(str(person))
    extension = Extension.objects.filter(user=user, usage=block.scope_ids.usage_id).first()
    context = {
        **_frame(request, found, block),
        "user_shown": user,
        "person_name": shown_name(user),
        "sent": [{"receipt": each, "lines": answer_lines(each, told_steps(block))} for each in reversed(sent)],
        "due": block.close_date,
        "extension": extension.due if extension else None,
        "here": "results",
    }
    return render(request, "campus/answers.html", context)


@trainer
@require_safe
def key(request: HttpRequest, course: str, name: str) -> HttpResponse:
    """The case with its key, its slips and the notes for trainers."""
    found, runtime, block = _case(request, course, name)
    view = runtime.view_for(block, "author_view")
    return render(
        request, "campus/key.html", {**_frame(request, found, block), **rendered(runtime, block, view), "here": "key"}
    )


@author
@require_safe
def edit(request: HttpRequest, course: str, name: str) -> HttpResponse:
    """The block's own editor, as Studio shows it."""
    found, runtime, block = _case(request, course, name)
    if not hasattr(block, "studio_view"):
        raise Http404(name)
    return render(
        request,
        "campus/edit.html",
        {**_frame(request, found, block), **rendered(runtime, block, "studio_view"), "here": "edit"},
    )


@trainer
@require_POST
def remark(request: HttpRequest, course: str, name: str) -> HttpResponse:
    """Mark everybody's answers again with the key as it is now, and say what changed."""
    found, _runtime, block = _case(request, course, name)
    if not hasattr(block, "rescore"):
        raise Http404(name)
    done = mark_again(found, block.scope_ids.usage_id)
    return render(request, "campus/remarked.html", {**_frame(request, found, block), "done": done, "here": "results"})


@trainer
@require_POST
def extend(request: HttpRequest, course: str, name: str, person: int) -> HttpResponse:
    """Give one learner a later due date, or take it back."""
    found, _runtime, block = _case(request, course, name)
    user = get_object_or_404(User, pk=person)
    until = _moment(request.POST.get("due", ""))
    if request.POST.get("remove"):
        Extension.objects.filter(user=user, usage=block.scope_ids.usage_id).delete()
        messages.success(request, _("The due date of the course holds again."))
    elif until is None:
        messages.error(request, _("No date was read. Choose a day and a time. Nothing was changed."))
    else:
        put(
            Extension(user=user, usage=str(block.scope_ids.usage_id), due=until, by=request.user),
            unique=("user", "usage"),
        )
        messages.success(request, _("The later due date was saved."))
    return redirect("answers", course=found.short, name=name, person=person)


def _moment(text: str) -> datetime | None:
    """A day and time of a form, in the site's zone; None where it is neither."""
    try:
        value = parse_datetime(text)
    except ValueError:
        return None
    return timezone.make_aware(value) if value and timezone.is_naive(value) else value


@trainer
@require_POST
def reset(request: HttpRequest, course: str, name: str, person: int) -> HttpResponse:
    """Let one learner start afresh."""
    found, _runtime, block = _case(request, course, name)
    user = get_object_or_404(User, pk=person)
    count = start_again(found, block.scope_ids.usage_id, user, request.user)
    said = ngettext("%(count)d attempt was put aside.", "%(count)d attempts were put aside.", count) % {"count": count}
    messages.success(request, said + " " + _("%(name)s can start again.") % {"name": shown_name(user)})
    return redirect("case", course=found.short, name=name)
