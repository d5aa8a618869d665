"""A trainer's pages: results, answers, re-marking, dates, fresh starts, editing."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from epm_xblocks.campus.models import Block, Course, Extension, Grade
from epm_xblocks.campus.people import anonymous_id
from epm_xblocks.campus.results import answer_lines
from epm_xblocks.campus.runtime import CampusRuntime
from epm_xblocks.registrar.models import Mark, Submission
from tests.campus import sample
from tests.campus.test_pages_learner import handler, send

OPTION_KEY = "a"


@pytest.fixture
def author(course: Course, person: Callable) -> User:
    return person("author", "trainer", course, author=True)


@pytest.fixture
def learner(course: Course, person: Callable, browser: Callable) -> User:
    user = person("one")
    assert send(browser(user), course, cells={"B4": "=1+1|calc", "C4": "12,5"}).status_code == 200
    return user


def page(client: Client, name: str, course: Course, *more: Any) -> str:
    answer = client.get(reverse(name, args=[course.short, *more]))
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_results_show_learners_and_no_trial_of_a_trainer(
    course: Course, author: User, learner: User, browser: Callable
) -> None:
    client = browser(author)
    assert send(client, course).status_code == 200
    assert "One" in page(client, "results", course)
    told = page(client, "case", course, "flow-rates")
    assert "One" in told
    assert f"/learner/{author.pk}/" not in told


def test_answers_as_typed_with_their_states(course: Course, author: User, learner: User, browser: Callable) -> None:
    told = page(browser(author), "answers", course, "flow-rates", learner.pk)
    assert "=1+1|calc" in told
    assert "12,5" in told
    assert "B4" in told
    assert "could not be read" in told


def test_options_stand_in_their_words_and_choices_have_a_state() -> None:
    class Receipt:
        answers: Any = {"cause": ["a", "b", "gone"], "memo": "A text"}  # noqa: RUF012 — because it stands for a row
        detail: Any = {"steps": {"cause": {"points": 1, "out_of": 2, "detail": {"state": "part"}}}}  # noqa: RUF012

    steps = {"cause": {"id": "cause", "title": "The cause", "options": {"a": "Repeaters", "b": "Graduates"}}}
    choice, memo = answer_lines(Receipt, steps)
    assert (choice.step, choice.typed, choice.state) == ("The cause", "Repeaters; Graduates; gone", "part")
    assert (memo.step, memo.typed, memo.state) == ("memo", "A text", "")


def test_points_that_people_gave_stand_at_their_step_and_what_is_no_step_is_left_out() -> None:
    class Receipt:
        answers: Any = {"memo": "A text", "@self": {"memo": {"evidence": "full"}}}  # noqa: RUF012
        detail: Any = {  # noqa: RUF012
            "steps": {"memo": {"points": 0, "out_of": 4, "detail": {"state": "within"}}},
            "people": {"memo": {"outcome": "marked", "points": 3, "out_of": 4, "levels": {}}},
        }

    (memo,) = answer_lines(Receipt)
    assert (memo.typed, memo.points, memo.out_of) == ("A text", 3.0, 4.0)


def test_a_trainer_of_the_course_alone_gives_marks_to_others(
    course: Course, author: User, learner: User, person: Callable
) -> None:
    name = anonymous_id(learner)
    usage = course.blocks.filter(category="epm_case").first().usage
    stranger = person("otto", "trainer")
    for user, kept in ((learner, []), (stranger, []), (author, [(learner.pk, 7.5, 10.0)])):
        Grade.objects.filter(usage=usage).delete()
        runtime = CampusRuntime(course, user)
        runtime.service(runtime.get_block(usage), "grades_of_others").publish(name, usage, 7.5, 10.0)
        assert list(Grade.objects.filter(usage=usage).values_list("user_id", "earned", "possible")) == kept


def test_key_and_notes_are_for_the_trainers_of_the_course_alone(
    course: Course, author: User, learner: User, person: Callable, browser: Callable
) -> None:
    place = reverse("key", args=[course.short, "flow-rates"])
    told = browser(author).get(place).content.decode()
    secret = "=100-B4-C4"
    assert "EpmCaseAuthor" in told
    assert secret in told
    only_results = person("second", "trainer", course, author=False)
    assert secret in browser(only_results).get(place).content.decode()
    for other in (learner, person("elsewhere", "trainer"), person("head", "institution")):
        answer = browser(other).get(place)
        assert answer.status_code == 403
        assert secret not in answer.content.decode()


def test_the_key_as_a_workbook_follows_the_same_rule(
    course: Course, author: User, learner: User, browser: Callable
) -> None:
    assert browser(author).get(handler(course, "solved_file")).content[:2] == b"PK"
    assert browser(learner).get(handler(course, "solved_file")).status_code == 403
    assert browser(learner).get(handler(course, "marked_file")).content[:2] == b"PK"
    assert browser(author).get(handler(course, "marked_file")).status_code == 409


def test_the_files_neutralise_what_was_typed(course: Course, author: User, learner: User, browser: Callable) -> None:
    client = browser(author)
    body = client.get(reverse("case-file", args=[course.short, "flow-rates", "csv"])).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(body)))
    typed = {row["Cell"]: row["As typed"] for row in rows}
    assert typed["B4"] == "'=1+1|calc"
    assert typed["C4"] == "12,5"
    for name, args in (("case-file", ["flow-rates"]), ("results-file", [])):
        answer = client.get(reverse(name, args=[course.short, *args, "xlsx"]))
        assert answer.content[:2] == b"PK"
        assert client.get(reverse(name, args=[course.short, *args, "exe"])).status_code == 404


def test_marking_again_after_a_correction_of_the_key(
    course: Course, author: User, learner: User, browser: Callable
) -> None:
    client = browser(author)
    before = Grade.objects.get(user=learner).earned
    block = Block.objects.get(usage=course.course_key.usage("epm_case", "flow-rates"))
    source = sample.CASE.partition(">")[2].rpartition("</epm_case>")[0]
    formula = source.partition('range="B4')[2].partition('formula="')[2].partition('"')[0]
    changed = source.replace(f'formula="{formula}"', f'formula="{formula}*0+12.5"', 1).replace(
        'range="B4', 'range="B4', 1
    )
    stored = client.post(handler(course, "store"), json.dumps({"source": changed}), content_type="application/json")
    assert stored.status_code == 200, stored.content
    block.refresh_from_db()
    assert block.edited_by == author
    told = client.post(reverse("remark", args=[course.short, "flow-rates"])).content.decode()
    assert "1 submission was marked again" in told
    assert Mark.objects.filter(submission__sitting__learner=learner.person.anonymous).count() == 2
    assert Grade.objects.get(user=learner).earned >= before


def test_marking_again_reports_the_name_of_whoever_changed(
    course: Course, author: User, learner: User, browser: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    from epm_xblocks.campus import remarking

    submission = Submission.objects.get()
    Mark.objects.filter(submission=submission).update(points=11.5)
    told = browser(author).post(reverse("remark", args=[course.short, "flow-rates"])).content.decode()
    assert "1 mark changed" in told
    assert "One" in told
    assert remarking.mark_again(course, course.course_key.usage("epm_case", "flow-rates")).changes == ()


def test_a_later_date_for_one_learner(course: Course, author: User, learner: User, browser: Callable) -> None:
    client = browser(author)
    place = reverse("extend", args=[course.short, "flow-rates", learner.pk])
    client.post(place, {"due": "2030-05-06T12:30"})
    assert Extension.objects.get().due.year == 2030
    assert "6\u00a0May 2030" in page(client, "answers", course, "flow-rates", learner.pk)
    for wrong in ("", "tomorrow", "2030-99-99T00:00"):
        client.post(place, {"due": wrong})
        assert Extension.objects.get().due.year == 2030
    client.post(place, {"remove": "1"})
    assert not Extension.objects.exists()


def test_a_fresh_start_puts_the_attempts_aside_and_destroys_nothing(
    course: Course, author: User, learner: User, browser: Callable
) -> None:
    browser(author).post(reverse("reset", args=[course.short, "flow-rates", learner.pk]))
    assert Submission.objects.count() == 1
    assert not Grade.objects.filter(user=learner).exists()
    answer = send(browser(learner), course, key="n" * 12, attempt=1)
    assert answer.status_code == 200, answer.content


def test_learners_cannot_store_or_read_the_source(course: Course, learner: User, browser: Callable) -> None:
    client = browser(learner)
    for name in ("store", "check", "preview", "settings"):
        answer = client.post(
            handler(course, name), json.dumps({"source": "<x/>", "values": {}}), content_type="application/json"
        )
        assert answer.status_code == 403, name
    assert client.get(reverse("edit", args=[course.short, "flow-rates"])).status_code == 403


def test_the_editor_opens_for_authors(course: Course, author: User, browser: Callable) -> None:
    told = page(browser(author), "edit", course, "flow-rates")
    assert "data-editor-return" in told
    assert 'data-init="EpmStudio"' in told or "data-init=" in told


def test_a_trainer_who_teaches_nothing_is_told_so(person: Callable, browser: Callable) -> None:
    told = browser(person("t", "trainer")).get("/teaching/").content.decode()
    assert "You are not the trainer of a course yet." in told
