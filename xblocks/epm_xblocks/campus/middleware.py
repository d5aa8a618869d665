"""What holds for every request: headers, bounds of what is sent, and no page without a guard. campus room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import HttpRequest, HttpResponse

from epm_xblocks.campus import errors

__all__ = ["CSP", "HANDLER_LIMIT", "PACKAGE_LIMIT", "Guarded", "bounds", "headers"]

CSP = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
"""No inline script or style, nothing from another host, nothing framed."""
HANDLER_LIMIT = 4 << 20
"""Bytes of a request to a block: what the platform's proxy lets through."""
PACKAGE_LIMIT = 200 << 20
"""Bytes of a package."""
FORM_LIMIT = 1 << 20
Answer = Callable[[HttpRequest], HttpResponse]


def headers(answer: Answer) -> Answer:
    """Security headers on every response that has not set its own."""

    def with_headers(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Content-Security-Policy", CSP)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        response.headers.setdefault("X-Frame-Options", "DENY")
        return response

    return with_headers


def limit_of(path: str) -> int:
    """How many bytes may be sent to an address."""
    if path.startswith("/block/"):
        return HANDLER_LIMIT
    return PACKAGE_LIMIT if path == "/packages/" else FORM_LIMIT


def bounds(answer: Answer) -> Answer:
    """Refuse what is too large before it is read; read a block's request whole, since its handler wants the bytes."""

    def bounded(request: HttpRequest) -> HttpResponse:
        if request.method in ("GET", "HEAD"):
            return answer(request)
        limit = limit_of(request.path_info)
        length = str(request.META.get("CONTENT_LENGTH") or "0")
        if not length.isdecimal():
            return errors.bad_request(request)
        if int(length) > limit:
            return errors.too_large(request, limit)
        try:
            if request.path_info.startswith("/block/"):
                request.body  # noqa: B018 — because a form read first would leave nothing for the handler
            return answer(request)
        except RequestDataTooBig:
            return errors.too_large(request, limit)

    return bounded


class Guarded:
    """A view that names no guard is closed: forgetting one shows as a page nobody can open."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any) -> None:
        """Raise PermissionDenied for a view without a guard."""
        if not hasattr(view, "guard"):
            raise PermissionDenied(f"unguarded: {request.path}")
