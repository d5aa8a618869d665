"""Who may open what: every address × role, from the URL configuration; a new address without a row fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.urls import URLPattern, reverse
from django.utils import timezone

from epm_xblocks.campus import urls
from epm_xblocks.campus.models import Course, Edition, Upload

EVERYBODY = frozenset({"visitor", "learner", "stranger", "trainer", "author", "institution"})
INSIDE = EVERYBODY - {"visitor"}
STAFF = frozenset({"trainer", "author"})
WHO = {
    **dict.fromkeys(("home", "help", "accessibility", "language", "theme", "sign-in", "sign-out"), EVERYBODY),
    **dict.fromkeys(("handlers", "handler", "resource", "fragment"), EVERYBODY),
    **dict.fromkeys(("account", "courses", "outline", "progress", "unit", "course-file", "jump"), INSIDE),
    "teaching": {"stranger", "trainer", "author"},
    **dict.fromkeys(
        ("results", "results-file", "case", "case-file", "remark", "key", "answers", "extend", "reset"), STAFF
    ),
    "edit": {"author"},
    **dict.fromkeys(
        ("packages", "report", "report-file", "take", "package", "download", "edition"), frozenset({"institution"})
    ),
    **dict.fromkeys(("people", "person"), frozenset({"institution"})),
}


@pytest.fixture
def roles(course: Course, person: Callable[..., User]) -> dict[str, User | None]:
    other = Course.objects.create(key="course-v1:EPM+OTHER+r1", title="A course that others teach")
    return {
        "visitor": None,
        "learner": person("learner1"),
        "stranger": person("stranger1", "trainer", other, author=True),
        "trainer": person("trainer1", "trainer", course),
        "author": person("author1", "trainer", course, author=True),
        "institution": person("institution1", "institution"),
    }


def address(pattern: URLPattern, course: Course, roles: dict[str, User | None]) -> str:
    """An address of the pattern that leads somewhere."""
    learner = roles["learner"]
    assert learner is not None
    uploader = roles["institution"]
    upload = Upload.objects.get_or_create(name="x", sha="0" * 64, size=1, by=uploader, defaults={"at": timezone.now()})[
        0
    ]
    known: dict[str, Any] = {
        "course": course.short,
        "name": {"unit": "flows", "case": "drop", "handler": "student_view_user_state"}.get(str(pattern.name), "drop"),
        "path": "map.png",
        "form": "csv",
        "person": learner.pk,
        "upload": upload.pk,
        "edition": Edition.objects.get(course=course).pk,
        "usage": course.course_key.usage("drag-and-drop-v2", "drop"),
        "category": "drag-and-drop-v2",
        "suffix": "more",
    }
    wanted = pattern.pattern.converters
    return reverse(str(pattern.name), kwargs={name: known[name] for name in wanted})


def test_every_address_has_a_row_and_a_guard() -> None:
    names = {str(pattern.name) for pattern in urls.urlpatterns}
    assert names == set(WHO)
    assert all(hasattr(pattern.callback, "guard") for pattern in urls.urlpatterns)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("pattern", urls.urlpatterns, ids=lambda pattern: f"{pattern.name}-{len(str(pattern.pattern))}")
def test_address_by_role(
    pattern: URLPattern, method: str, course: Course, roles: dict[str, User | None], browser: Any
) -> None:
    place = address(pattern, course, roles)
    opened = set()
    for role, user in roles.items():
        client = browser(user, raise_request_exception=False)
        answer = getattr(client, method)(place)
        refused = answer.status_code in (401, 403) or answer.headers.get("Location", "").startswith("/sign-in/?next=")
        if not refused:
            opened.add(role)
    allowed = WHO[str(pattern.name)]
    if pattern.name == "handler":
        allowed = INSIDE  # because a script is told 401
    assert opened == allowed


def test_a_view_without_a_guard_is_closed(roles: dict[str, User | None], browser: Any, settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.campus.unguarded"
    assert browser(roles["institution"]).get("/open/").status_code == 403


def test_a_hidden_course_is_not_there_for_learners(course: Course, roles: dict[str, User | None], browser: Any) -> None:
    Course.objects.update(visible=False)
    place = reverse("outline", args=[course.short])
    seen = {role for role, user in roles.items() if user and browser(user).get(place).status_code == 200}
    assert seen == {"trainer", "author", "institution"}
    handler = reverse("handler", args=[course.course_key.usage("drag-and-drop-v2", "drop"), "student_view_user_state"])
    assert browser(roles["learner"]).get(handler).status_code == 404


def test_forms_need_their_token(roles: dict[str, User | None], browser: Any, course: Course) -> None:
    client = browser(roles["institution"], enforce_csrf_checks=True)
    answer = client.post(reverse("people"), {"new-username": "x"})
    assert answer.status_code == 403
    assert "too long" in answer.content.decode()
    handler = reverse("handler", args=[course.course_key.usage("drag-and-drop-v2", "drop"), "reset"])
    answer = client.post(handler, "{}", content_type="application/json")
    assert answer.status_code == 403
    assert "csrf" in answer.json()
    assert "error" not in answer.json()
