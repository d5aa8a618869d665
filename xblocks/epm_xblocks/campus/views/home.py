"""The first page with its three doors, help, accessibility, language and theme. campus room."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.http import require_POST, require_safe

from epm_xblocks.campus.context import THEMES
from epm_xblocks.campus.demonstration import doors
from epm_xblocks.campus.guards import public
from epm_xblocks.campus.people import role_of

__all__ = ["FIRST_PAGE", "accessibility", "help_page", "home", "language", "theme"]

FIRST_PAGE = {"learner": "courses", "trainer": "teaching", "institution": "packages"}
"""Where each role begins."""


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The doors, for those who have not signed in; the others go where their work is."""
    role = role_of(request.user)
    if role:
        return redirect(FIRST_PAGE[role])
    return render(request, "campus/home.html", {"doors": doors()})


@public
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How to work here, in short."""
    return render(request, "campus/help.html")


@public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What holds for people who use a keyboard, a screen reader, large text or strong contrast."""
    return render(request, "campus/accessibility.html")


@public
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Change the language and stay on the page."""
    wanted = request.POST.get("language", "")
    answer = _back(request)
    if check_for_language(wanted) and wanted in dict(settings.LANGUAGES):
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, wanted, max_age=settings.LANGUAGE_COOKIE_AGE, samesite="Lax")
    return answer


@public
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Change between light and dark and stay on the page."""
    wanted = request.POST.get("theme", "")
    answer = _back(request)
    if wanted in THEMES:
        answer.set_cookie("epm_theme", wanted, max_age=settings.LANGUAGE_COOKIE_AGE, samesite="Lax")
    return answer


def _back(request: HttpRequest) -> HttpResponseRedirect:
    """To the page the form stood on, when it is one of ours."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(wanted if ours else reverse("home"))
