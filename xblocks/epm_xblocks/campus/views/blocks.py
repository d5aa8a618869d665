"""What pages ask of blocks: handlers, files of blocks and of courses, script and style texts. campus room."""

from __future__ import annotations

import io
import mimetypes

import webob
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from xblock.exceptions import NoSuchHandlerError, NoSuchUsage

from epm_xblocks.campus import errors, files
from epm_xblocks.campus.access import course_for, visible_block
from epm_xblocks.campus.guards import member, public, signed_in
from epm_xblocks.campus.keys import UsageKey
from epm_xblocks.campus.models import Block, CourseFile, FragmentText
from epm_xblocks.campus.runtime import CampusRuntime, resource

__all__ = ["course_file", "fragment", "handler", "handlers", "jump", "resource_file"]

FOREVER = "public, max-age=31536000, immutable"
_SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@public
def handlers(_request: HttpRequest, usage: str) -> HttpResponse:
    """The address below which a block's handlers answer; nothing is there itself."""
    raise Http404(usage)


@public
def handler(request: HttpRequest, usage: str, name: str, suffix: str = "") -> HttpResponse:
    """A handler of a block, for who is signed in. Public as a page, because a script wants 401 and not a form."""
    if not request.user.is_authenticated:
        lead, text = (
            _("You are signed out"),
            _("Sign in again in another tab; what you typed stays here and is sent then."),
        )
        return errors.refusal(401, "signed-out", lead, text)
    key = UsageKey(usage)
    course = course_for(request.user, key.course_key)
    runtime = CampusRuntime(course, request.user)
    try:
        block = visible_block(runtime, key)
        answer = runtime.handle(block, name, _webob(request), suffix)
    except (NoSuchUsage, NoSuchHandlerError) as fault:
        raise Http404(str(fault)) from fault
    except PermissionDenied:
        return errors.forbidden(request)
    return _django(answer)


def _webob(request: HttpRequest) -> webob.Request:
    """The request as blocks read it."""
    environ = {**request.META, "wsgi.input": io.BytesIO(request.body), "CONTENT_LENGTH": str(len(request.body))}
    environ.pop("webob.adhoc_attrs", None)
    return webob.Request(environ)


def _django(answer: webob.Response) -> HttpResponse:
    """The response as Django sends it; what a block serves as a page of its own may not run here."""
    response = HttpResponse(b"".join(answer.app_iter), status=answer.status_code)
    for name, value in answer.headerlist:
        if name.lower() not in ("content-length", "connection", "transfer-encoding", "content-security-policy"):
            response[name] = value
    response.headers.setdefault("Cache-Control", "no-store")
    if not response["Content-Type"].startswith("application/json"):
        response["Content-Security-Policy"] = _SANDBOX
    return response


@public
def resource_file(request: HttpRequest, category: str, path: str) -> HttpResponse:
    """A public file of an installed block's package."""
    try:
        found = resource(category, path)
    except FileNotFoundError as fault:
        raise Http404(path) from fault
    packed = found.packed is not None and "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(found.packed if packed else found.body, content_type=_typed(found.kind))
    if packed:
        response["Content-Encoding"] = "gzip"
    response["Vary"] = "Accept-Encoding"
    response["Cache-Control"] = FOREVER if request.GET.get("v") == found.tag else "public, max-age=60"
    if found.kind in ("text/html", "image/svg+xml", "application/xhtml+xml", "text/xml", "application/xml"):
        response["Content-Security-Policy"] = _SANDBOX
    return response


@public
def fragment(_request: HttpRequest, name: str) -> HttpResponse:
    """A script or style that a block gave as text."""
    row = FragmentText.objects.filter(name=name).first()
    if row is None:
        raise Http404(name)
    kind = "text/css" if name.endswith(".css") else "text/javascript"
    return HttpResponse(row.text, content_type=f"{kind}; charset=utf-8", headers={"Cache-Control": FOREVER})


@member
def course_file(request: HttpRequest, course: str, path: str) -> HttpResponse:
    """A file of the course's `static` folder; nothing in it runs."""
    row = CourseFile.objects.filter(course__key=f"course-v1:{course}", path=f"static/{path}").first()
    if row is None:
        raise Http404(path)
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    kept = "private, max-age=31536000, immutable" if request.GET.get("v") == row.sha[:12] else "private, max-age=60"
    response = HttpResponse(files.fetch(row.sha), content_type=_typed(kind), headers={"Cache-Control": kept})
    response["Content-Security-Policy"] = _SANDBOX
    if not kind.startswith(("image/", "text/plain", "application/pdf", "audio/", "video/")):
        response["Content-Disposition"] = "attachment"
    return response


def _typed(kind: str) -> str:
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind == "image/svg+xml" else kind


@signed_in
def jump(request: HttpRequest, course: str, name: str) -> HttpResponse:
    """From a block's name to the unit it stands in, for links that authors write as `/jump_to_id/NAME`."""
    found = course_for(request.user, f"course-v1:{course}")
    row = Block.objects.filter(course=found, url_name=name).first()
    while row is not None and row.category != "vertical":
        row = row.parent
    return redirect(reverse("unit", args=[course, row.url_name]) if row else reverse("outline", args=[course]))
