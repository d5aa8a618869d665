"""Pages and messages for what went wrong, in plain words. campus room."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

__all__ = ["bad_request", "csrf_failure", "forbidden", "not_found", "refusal", "server_error", "too_large"]


def refusal(status: int, code: str, lead: str, text: str) -> JsonResponse:
    """A refusal for a page's script, in the shape every handler uses."""
    return JsonResponse({"error": {"code": code, "lead": lead, "text": text}}, status=status)


def _page(request: HttpRequest, status: int, code: str, lead: str, text: str, **more: Any) -> HttpResponse:
    """The page of an error, or its JSON where a script asked."""
    if request.path_info.startswith("/block/"):
        return refusal(status, code, lead, text)
    return render(request, "campus/error.html", {"status": status, "lead": lead, "text": text, **more}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    text = _(
        "The request could not be read. Go back, load the page again and repeat what you did. Nothing was changed."
    )
    return _page(request, 400, "bad-request", _("This request was not understood"), text)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    text = _(
        "Your account may not open this page. If you need it for your work, ask the person who manages courses and "
        "accounts in your institution."
    )
    return _page(request, 403, "forbidden", _("This page is not open to your account"), text)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    text = _("The address may be mistyped, or the page may have been moved or removed. Start from the list of courses.")
    return _page(request, 404, "not-found", _("There is no page at this address"), text)


def too_large(request: HttpRequest, limit: int) -> HttpResponse:
    """413: what was sent is larger than what is read here."""
    lead = _("This file is too large")
    text = _("Up to %(limit)s MB are accepted here. Send a smaller file. Nothing was changed.") % {"limit": limit >> 20}
    return _page(request, 413, "too-large", lead, text)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: nothing of Django is asked for more than it must give, since anything may be broken."""
    lead = _("Something failed on this server")
    text = _(
        "What you had saved before is safe. Load the page again; if it fails once more, tell the person who runs "
        "this site at what time it happened."
    )
    if request.path_info.startswith("/block/"):
        return refusal(500, "server-error", lead, text)
    return HttpResponse(render_to_string("campus/error_bare.html", {"lead": lead, "text": text}), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the page was open for too long, or its cookies are off. A page's script fetches a new token and repeats."""
    lead = _("This page was open for too long")
    text = _(
        "For your safety it was not sent. Go back, load the page again and repeat what you did. If it happens again, "
        "allow cookies for this site."
    )
    if request.path_info.startswith("/block/"):
        return JsonResponse({"csrf": "token", "lead": lead, "text": text}, status=403)
    return _page(request, 403, "csrf", lead, text)
