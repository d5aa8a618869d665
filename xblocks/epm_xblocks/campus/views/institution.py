"""Pages of an institution: packages handed in, checked, imported, given back. campus room."""

from __future__ import annotations

import time

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from epm_xblocks.campus import files
from epm_xblocks.campus.checking import as_json, as_text, verdict
from epm_xblocks.campus.exporting import export_course, export_name
from epm_xblocks.campus.guards import course_of, institution
from epm_xblocks.campus.importing import import_course
from epm_xblocks.campus.models import Course, Edition, TeamMember, Upload
from epm_xblocks.campus.people import authors, is_trainer
from epm_xblocks.package import Report, check, course_root, read_course, read_package

__all__ = ["course", "download", "edition", "packages", "report", "report_file", "take"]


@institution
@require_http_methods(["GET", "HEAD", "POST"])
def packages(request: HttpRequest) -> HttpResponse:
    """The courses with their versions; a package that is sent is kept, checked and reported on."""
    refusal = ""
    if request.method == "POST":
        sent = request.FILES.get("package")
        if isinstance(sent, UploadedFile) and sent.size:
            return redirect("report", upload=_keep(request, sent).pk)
        refusal = (
            _("No file was chosen. Choose a package (.tar.gz or .zip).")
            if sent is None
            else _("The file is empty. Choose another one.")
        )
    rows = Course.objects.order_by("position", "title").prefetch_related("editions")
    context = {"rows": rows, "uploads": Upload.objects.filter(imported=None).order_by("-at")[:5], "refusal": refusal}
    return render(request, "campus/packages.html", context, status=422 if refusal else 200)


def _keep(request: HttpRequest, sent: UploadedFile) -> Upload:
    body = sent.read()
    return Upload.objects.create(
        name=(sent.name or "")[:255], sha=files.keep(body), size=len(body), at=timezone.now(), by=request.user
    )


def _checked(upload: Upload) -> Report:
    """The report on what was sent. The findings are kept for a while, since finding them runs the questions' tests."""
    body, name = files.fetch(upload.sha), f"findings-{upload.sha}"
    kept = cache.get(name)
    if kept is None:
        begun = time.perf_counter()
        found = check(body, name=upload.name)
        Upload.objects.filter(pk=upload.pk).update(seconds=time.perf_counter() - begun)
        cache.set(name, (found.blocks, found.cases, found.findings, found.unusable), 3600)
        return found
    blocks, cases, findings, unusable = kept
    read = None if unusable else read_course(course_root(read_package(body)))
    return Report(upload.name, blocks, cases, findings, read)


@institution
@require_safe
def report(request: HttpRequest, upload: int) -> HttpResponse:
    """The verdict, then every finding with place and remedy."""
    row = get_object_or_404(Upload, pk=upload)
    found = verdict(_checked(row))
    wanted = request.GET.get("show", "")
    lines = [line for line in found.lines if wanted in ("", line.severity)]
    return render(
        request,
        "campus/report.html",
        {"upload": row, "verdict": found, "lines": lines, "show": wanted},
        status=200 if found.importable else 422,
    )


@institution
@require_safe
def report_file(request: HttpRequest, upload: int, form: str) -> HttpResponse:
    """The report as .txt or .json."""
    row = get_object_or_404(Upload, pk=upload)
    raw = _checked(row)
    found = verdict(raw)
    if form not in ("txt", "json"):
        raise Http404(form)
    body = as_text(found) if form == "txt" else as_json(raw, found)
    kind = "text/plain" if form == "txt" else "application/json"
    return HttpResponse(
        body,
        content_type=f"{kind}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="report-{row.pk}.{form}"'},
    )


@institution
@require_POST
def take(request: HttpRequest, upload: int) -> HttpResponse:
    """Import what was checked, unless something blocks it."""
    row = get_object_or_404(Upload, pk=upload)
    raw = _checked(row)
    if not verdict(raw).importable or raw.course is None:
        return redirect("report", upload=row.pk)
    done = import_course(raw.course, name=row.name, body=files.fetch(row.sha), by=request.user)
    Upload.objects.filter(pk=row.pk).update(imported=timezone.now())
    messages.success(
        request,
        _("“%(title)s” was imported with %(count)d blocks.") % {"title": done.course.title, "count": done.blocks},
    )
    if done.unread:
        messages.warning(
            request,
            _("These blocks could not be read here and are kept as they are: %(names)s.")
            % {"names": ", ".join(done.unread)},
        )
    return redirect("package", course=done.course.short)


@institution
@require_http_methods(["GET", "HEAD", "POST"])
def course(request: HttpRequest, course: str) -> HttpResponse:
    """One course: its versions, who teaches it, whether learners see it."""
    found = course_of(course)
    if request.method == "POST":
        _change(request, found)
        return redirect("package", course=course)
    others = (
        User.objects.filter(groups__name="trainer", is_active=True)
        .exclude(teams__course=found)
        .order_by("last_name", "username")
    )
    context = {
        "course": found,
        "editions": found.editions.select_related("by"),
        "team": authors(found),
        "others": others,
    }
    return render(request, "campus/package.html", context)


def _change(request: HttpRequest, found: Course) -> None:
    """What the forms of the page ask for."""
    what, person = request.POST.get("what"), request.POST.get("person", "")
    user = User.objects.filter(pk=person).first() if person.isdecimal() else None
    if what == "visible":
        Course.objects.filter(pk=found.pk).update(visible=request.POST.get("visible") == "yes")
    elif what == "add" and user is not None and is_trainer(user):
        TeamMember.objects.get_or_create(
            course=found, user=user, defaults={"author": request.POST.get("author") == "yes"}
        )
    elif what == "remove" and user is not None:
        TeamMember.objects.filter(course=found, user=user).delete()
    else:
        messages.error(request, _("Nothing was changed: choose a trainer first."))


@institution
@require_safe
def download(_request: HttpRequest, course: str) -> HttpResponse:
    """The course as a package, with what was changed here."""
    found = course_of(course)
    return _archive(export_course(found), export_name(found))


@institution
@require_safe
def edition(_request: HttpRequest, course: str, edition: int) -> HttpResponse:
    """A package as it was once imported."""
    row = get_object_or_404(Edition, pk=edition, course__key=f"course-v1:{course}")
    return _archive(files.fetch(row.sha), row.name if row.name.endswith((".tar.gz", ".zip")) else f"{row.name}.tar.gz")


def _archive(body: bytes, name: str) -> HttpResponse:
    safe = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-._") else "-" for sign in name)
    kind = "application/zip" if body[:2] == b"PK" else "application/gzip"
    return HttpResponse(body, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{safe}"'})
