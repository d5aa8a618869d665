"""A learner's pages: find the way, work, see marks."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from epm_xblocks.campus.models import Course, Extension, FieldValue, Grade
from tests.campus import sample

CELLS = {"B4": "1", "C4": "2"}


def handler(course: Course, name: str) -> str:
    return reverse("handler", args=[course.course_key.usage("epm_case", "flow-rates"), name])


def send(client: Client, course: Course, key: str = "k" * 12, attempt: int = 1, cells: dict[str, str] = CELLS) -> Any:
    body = {"answers": {"rates": {"cells": cells}}, "key": key, "attempt": attempt}
    return client.post(handler(course, "submit"), json.dumps(body), content_type="application/json")


def set_due(course: Course, moment: Any) -> None:
    usage = course.course_key.usage("sequential", "seq")
    value = json.dumps(moment.isoformat())
    FieldValue.objects.update_or_create(
        block=usage, scope="settings", field="due", person="", defaults={"value": value}
    )


def test_from_the_doors_to_a_mark(course: Course, person: Callable, browser: Callable) -> None:
    client = browser(person("one"))
    assert client.get("/").headers["Location"] == "/courses/"
    assert "Flow rates" in client.get("/courses/").content.decode()
    outline = client.get(reverse("outline", args=[course.short])).content.decode()
    assert "Internal efficiency" in outline
    unit = client.get(reverse("unit", args=[course.short, "flows"])).content.decode()
    assert 'data-init="EpmCase"' in unit
    assert "<script>alert" not in unit
    answer = send(client, course)
    assert answer.status_code == 200, answer.content
    assert answer.json()["view"]["marks"]["receipt"]
    grade = Grade.objects.get()
    assert grade.user.username == "one"
    assert grade.possible > 0
    page = client.get(reverse("progress", args=[course.short])).content.decode()
    assert "1 of 3" in page
    assert "Done" in page


def test_the_same_submission_twice_counts_once(course: Course, person: Callable, browser: Callable) -> None:
    client = browser(person("one"))
    one, two = send(client, course).json(), send(client, course).json()
    assert one["view"]["marks"]["receipt"] == two["view"]["marks"]["receipt"]
    assert send(client, course, attempt=2, cells={"B4": "9"}).status_code == 409


def test_a_late_submission_is_refused_unless_the_learner_has_more_time(
    course: Course, person: Callable, browser: Callable
) -> None:
    user = person("one")
    set_due(course, timezone.now() - timedelta(minutes=1))
    answer = send(browser(user), course)
    assert answer.status_code == 409
    assert answer.json()["error"]["code"] == "closed"
    usage = course.course_key.usage("epm_case", "flow-rates")
    Extension.objects.create(user=user, usage=usage, due=timezone.now() + timedelta(days=1))
    assert send(browser(user), course).status_code == 200


def test_marks_that_are_not_shown_yet_are_not_in_the_progress_page(
    course: Course, person: Callable, browser: Callable
) -> None:
    client = browser(person("one"))
    assert send(client, course).status_code == 200
    set_due(course, timezone.now() + timedelta(days=1))
    usage = course.course_key.usage("sequential", "seq")
    FieldValue.objects.create(block=usage, scope="settings", field="show_correctness", value='"past_due"')
    page = client.get(reverse("progress", args=[course.short])).content.decode()
    assert "shown later" in page
    set_due(course, timezone.now() - timedelta(days=1))
    assert "shown later" not in client.get(reverse("progress", args=[course.short])).content.decode()


def test_signed_out_in_the_middle_a_script_is_told_so(course: Course, browser: Callable) -> None:
    answer = send(browser(), course)
    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "signed-out"
    page = browser().get(reverse("unit", args=[course.short, "flows"]))
    assert page.headers["Location"].startswith("/sign-in/?next=/courses/")


def test_what_is_too_large_is_refused_before_it_is_read(course: Course, person: Callable, browser: Callable) -> None:
    client = browser(person("one"))
    answer = client.post(handler(course, "upload"), b"x" * (4 << 20 | 1), content_type="application/octet-stream")
    assert answer.status_code == 413
    assert answer.json()["error"]["code"] == "too-large"
    answer = client.post("/sign-in/", b"x" * (1 << 20 | 1), content_type="application/octet-stream")
    assert answer.status_code == 413
    assert "too large" in answer.content.decode()


def test_a_workbook_goes_out_and_comes_back(course: Course, person: Callable, browser: Callable) -> None:
    client = browser(person("one"))
    book = client.get(handler(course, "download"))
    assert book.status_code == 200
    assert book.content[:2] == b"PK"
    from django.core.files.uploadedfile import SimpleUploadedFile

    answer = client.post(handler(course, "upload"), {"file": SimpleUploadedFile("case.xlsx", book.content)})
    assert answer.status_code == 200, answer.content
    assert "answers" in answer.json()


@pytest.mark.parametrize(("lang", "said"), [("en", "There is no page"), ("fr", "Il n’y a pas de page")])
def test_pages_that_are_not_there(course: Course, person: Callable, browser: Callable, lang: str, said: str) -> None:
    client = browser(person("one"), lang)
    for place in ("/nowhere/", reverse("outline", args=["A+B+C"]), reverse("unit", args=[course.short, "none"])):
        answer = client.get(place)
        assert answer.status_code == 404
        assert said in answer.content.decode()


def test_courses_in_the_reader_s_language_come_first(course: Course, person: Callable, browser: Callable) -> None:
    from epm_xblocks.campus.importing import import_course

    found = sample.report(run="r1-fr", lang="fr", title="Taux de flux").course
    assert found is not None
    import_course(found, name="fr", body=b"fr")
    user = person("one")
    for lang, first, second in (("en", "Flow rates", "Taux de flux"), ("fr", "Taux de flux", "Flow rates")):
        page = browser(user, lang).get("/courses/").content.decode()
        assert page.index(first) < page.index(second)


def test_every_page_has_its_headers_and_nothing_inline(course: Course, person: Callable, browser: Callable) -> None:
    client = browser(person("one"))
    for place in (
        "/help/",
        "/courses/",
        reverse("unit", args=[course.short, "flows"]),
        reverse("unit", args=[course.short, "others"]),
        "/none/",
    ):
        answer = client.get(place)
        assert answer["Content-Security-Policy"].startswith("default-src 'self';")
        assert "unsafe" not in answer["Content-Security-Policy"]
        assert answer["X-Frame-Options"] == "DENY"
        assert answer["X-Content-Type-Options"] == "nosniff"
        page = answer.content.decode()
        assert "<style" not in page
        scripts = [part for part in page.split("<script")[1:] if "src=" not in part.partition(">")[0]]
        assert all('type="json/xblock-args"' in part for part in scripts)


def test_a_drag_and_drop_of_another_maker_works_unmodified(course: Course, person: Callable, browser: Callable) -> None:
    pytest.importorskip("drag_and_drop_v2", reason="xblock-drag-and-drop-v2 is not installed")
    client, usage = browser(person("one")), course.course_key.usage("drag-and-drop-v2", "drop")
    page = client.get(reverse("unit", args=[course.short, "others"])).content.decode()
    assert "jquery/jquery.min.js" in page
    assert 'data-init="DragAndDropBlock"' in page
    state = client.get(reverse("handler", args=[usage, "student_view_user_state"])).json()
    assert state["items"] == {}
    drop = client.post(
        reverse("handler", args=[usage, "drop_item"]),
        json.dumps({"val": 0, "zone": "top", "x_percent": "0%", "y_percent": "0%"}),
        content_type="application/json",
    )
    assert drop.json()["correct"] is True
    assert Grade.objects.get(usage=usage).earned > 0
    other = browser(person("two")).get(reverse("handler", args=[usage, "student_view_user_state"])).json()
    assert other["items"] == {}


def test_an_author_s_page_of_another_maker_is_closed_to_learners(
    course: Course, person: Callable, browser: Callable
) -> None:
    pytest.importorskip("drag_and_drop_v2", reason="xblock-drag-and-drop-v2 is not installed")
    usage = course.course_key.usage("drag-and-drop-v2", "drop")
    body = {
        "display_name": "Mine", "mode": "standard", "max_attempts": None, "showanswer": "finished", "show_title": True,
        "problem_text": "", "show_problem_header": True, "weight": 1, "item_background_color": "",
        "item_text_color": "",
        "max_items_per_zone": None, "data": sample.DROP,
    }  # fmt: skip
    place = reverse("handler", args=[usage, "studio_submit"])
    learner, author = person("one"), person("a", "trainer", course, author=True)
    refused = browser(learner).post(place, json.dumps(body), content_type="application/json")
    assert refused.status_code == 403
    assert browser(author).post(place, json.dumps(body), content_type="application/json").json() == {
        "result": "success"
    }
    assert "Mine" in browser(learner).get(reverse("unit", args=[course.short, "others"])).content.decode()


def test_files_of_a_course_run_nothing(course: Course, person: Callable, browser: Callable) -> None:
    answer = browser(person("one")).get(reverse("course-file", args=[course.short, "map.png"]))
    assert answer.content.startswith(b"\x89PNG")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert browser().get(reverse("course-file", args=[course.short, "map.png"])).status_code == 302


def test_a_link_to_a_block_leads_to_its_unit(course: Course, person: Callable, browser: Callable) -> None:
    answer = browser(person("one")).get(reverse("jump", args=[course.short, "film"]))
    assert answer.headers["Location"] == reverse("unit", args=[course.short, "others"])


def test_language_and_theme_stay_on_the_page(browser: Callable, db: None) -> None:
    client = browser()
    answer = client.post("/language/", {"language": "fr", "next": "/help/"})
    assert answer.headers["Location"] == "/help/"
    assert "Travailler un cas" in client.get("/help/").content.decode()
    client.post("/theme/", {"theme": "dark", "next": "/help/"})
    assert 'data-epm-theme="dark"' in client.get("/help/").content.decode()
    assert client.post("/language/", {"language": "fr", "next": "//evil.example/"}).headers["Location"] == "/"
    client.post("/theme/", {"theme": '"><script>', "next": "/"})
    assert 'data-epm-theme="dark"' in client.get("/help/").content.decode()
