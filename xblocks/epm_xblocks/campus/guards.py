"""Who may open a page: each view names its guard, and a view without one is closed to everybody. campus room."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from epm_xblocks.campus.models import Course
from epm_xblocks.campus.people import is_institution, is_trainer, may_author, teaches

__all__ = ["author", "course_of", "institution", "member", "public", "signed_in", "trainer", "trainers"]

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Anybody."""
    return _mark(view, "public")


def signed_in(view: View) -> View:
    """Anybody who has signed in."""
    return _guard(view, "signed_in", lambda _request, _kwargs: True)


def member(view: View) -> View:
    """Whoever may see the course named by `course`: everybody signed in where it is shown, else its staff."""

    def allowed(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
        course = course_of(kwargs["course"])
        if course.visible or teaches(request.user, course.key) or is_institution(request.user):
            return True
        raise Http404

    return _guard(view, "member", allowed)


def trainers(view: View) -> View:
    """Trainers, whatever they teach."""
    return _guard(view, "trainers", lambda request, _kwargs: is_trainer(request.user))


def trainer(view: View) -> View:
    """Trainers of the course named by `course`."""
    return _guard(view, "trainer", lambda request, kwargs: teaches(request.user, course_of(kwargs["course"]).key))


def author(view: View) -> View:
    """Trainers who may change the course named by `course`."""
    return _guard(view, "author", lambda request, kwargs: may_author(request.user, course_of(kwargs["course"]).key))


def institution(view: View) -> View:
    """The institution."""
    return _guard(view, "institution", lambda request, _kwargs: is_institution(request.user))


def course_of(short: str) -> Course:
    """The course of an address; raises Http404 where there is none."""
    return get_object_or_404(Course, key=f"course-v1:{short}")


def _guard(view: View, name: str, allowed: Callable[[HttpRequest, dict[str, Any]], bool]) -> View:
    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not allowed(request, kwargs):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return _mark(guarded, name)


def _mark(view: View, name: str) -> View:
    view.guard = name  # type: ignore[attr-defined] # because a function may carry what the middleware reads
    return view
