"""The workbooks that do not come back: with the marks of the last attempt, with the key."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from webob import Request

from tests.blocks.cases import EARLY_SLIP, RIGHT
from tests.blocks.host_runtime import AS_AWA, AUTHOR, AWA, KOFI, STAFF
from tests.blocks.test_secrets import found, unzipped


def submitted(host, key, answers=EARLY_SLIP):
    assert host.call(key, "submit", {"answers": answers, "key": "key-00001", "attempt": 1})[0] == 200


def fetched(host, key, name, person=AWA, **more):
    """(status, file name, the members as text or the refusal)."""
    block = host.block(key, person, **more)
    response = block.runtime.handle(block, name, Request.blank("/", method="GET"))
    if response.status_int != 200:
        return response.status_int, "", response.json["error"]["code"]
    return 200, response.headers["Content-Disposition"], unzipped(response.body)


def due(host, key, hours):
    author = host.block(key, AUTHOR, studio=True)
    author.due = datetime.now(UTC) + timedelta(hours=hours)
    author.save()


def test_the_marked_workbook_says_what_the_page_says(host, key):
    submitted(host, key)
    status, name, text = fetched(host, key, "marked_file")
    assert status == 200
    assert 'filename="taux-1-Marks.xlsx"' in name
    comments = text.partition("\nxl/comments1.xml ")[2].partition("\nxl/")[0]
    assert "known slip · 1 of 2 points" in comments
    assert "This is where the path left the road. SECRET-SLIP" in comments
    assert "right method · 1 of 1 point" in comments
    for said in ("5 of 6 points", "Calculer les taux · 4 of 5 points", "Lire · 1 of 1 point", "B6: Right method"):
        assert said in text, said
    assert found(text) <= {"slip feedback", "right feedback"}


def test_it_is_no_submission(host, key):
    """Without a stamp it cannot come back as an answer."""
    submitted(host, key, RIGHT)
    book = host.call(key, "marked_file", method="GET")[1]
    made = Request.blank("/", method="POST", POST={"file": ("taux.xlsx", io.BytesIO(book).read())})
    status, said = host.answer(host.block(key), "upload", made)
    assert status == 422, said


def test_there_are_no_marks_before_an_attempt_nor_while_they_are_hidden(host, key):
    assert fetched(host, key, "marked_file")[::2] == (409, "nothing-sent")
    submitted(host, key)
    assert fetched(host, key, "marked_file", KOFI)[::2] == (409, "nothing-sent")
    author = host.block(key, AUTHOR, studio=True)
    author.show_correctness = "never"
    author.save()
    assert fetched(host, key, "marked_file")[::2] == (403, "marks-later")


def test_a_draft_after_the_attempt_is_not_in_its_marked_workbook(host, key):
    submitted(host, key)
    draft = {"rates": {"cells": {"B4": "63,25"}, "decide": None}}
    version = host.block(key).student_view().json_init_args["draft"]["version"]
    assert host.call(key, "save", {"answers": draft, "version": version})[0] == 200
    text = fetched(host, key, "marked_file")[2]
    assert "0.6325" not in text
    assert "<v>0.15</v>" in text


@pytest.mark.parametrize(
    ("person", "studio", "hours", "expected"),
    [
        (AWA, False, None, 403), (AWA, False, 1, 403), (AWA, False, -1, 200), (STAFF, False, 1, 403),
        (AS_AWA, False, 1, 403), (AS_AWA, False, -1, 200), (AUTHOR, True, 1, 200), (AUTHOR, False, 1, 403),
        (AWA, True, 1, 403),
    ],
)  # fmt: skip
def test_the_key_is_for_trainers_and_after_the_last_moment(host, key, person, studio, hours, expected):
    if hours is not None:
        due(host, key, hours)
    status, _name, text = fetched(host, key, "solved_file", person, studio=studio)
    assert status == expected
    if status == 200:
        assert "<v>0.155</v>" in text
        assert found(text) == {"key formula", "second key formula"}
    else:
        assert text == "key-later"


def test_a_spent_last_attempt_before_the_due_date_buys_no_workbook(host, key):
    due(host, key, 1)
    for number in (1, 2, 3):
        body = {"answers": {}, "key": f"key-0000{number}", "attempt": number}
        assert host.call(key, "submit", body)[0] == 200
    assert fetched(host, key, "solved_file")[::2] == (403, "key-later")
