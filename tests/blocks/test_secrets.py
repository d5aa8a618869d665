"""A secret mark in every field that must stay on the server is in nothing a learner can fetch before it may."""

import inspect
import json
import zipfile
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from webob import Request

from epm_xblocks.blocks.case import CaseBlock
from tests.blocks.cases import EARLY_SLIP, RIGHT, SECRETS, SOURCE, WRONG
from tests.blocks.host_runtime import AS_AWA, AUTHOR, AWA, STAFF, VISITOR
from tests.blocks.test_handlers import TABLE

AFTERWARDS = {"slip feedback", "right feedback", "wrong feedback"}
"""What one's own answer may bring up once it is marked."""
WITH_THE_KEY = {*AFTERWARDS, "model answer", "closing"}
"""What is shown with the key."""

KEY_FORMULAS = {"key formula", "second key formula"}
"""What the solved workbook holds, once the key is shown."""


def found(text):
    return {name for name, mark in SECRETS.items() if mark in text}


def everything(host, key, person):
    """All that a person can fetch of the block without submitting: every view, handler and catalogue."""
    block = host.block(key, person)
    for view in ("student_view", "public_view", "author_view", "studio_view"):
        fragment = block.runtime.render(block, view)
        yield view, json.dumps(fragment.to_dict()) + fragment.content + json.dumps(fragment.json_init_args)
    yield "student_view_data", json.dumps(block.student_view_data())
    yield "index_dictionary", json.dumps(block.index_dictionary())
    yield "max_score", repr((block.max_score(), block.get_score()))
    for name, (method, _authors, body) in TABLE.items():
        if name != "submit":
            yield name, fetched(host, key, person, name, method, body)


def fetched(host, key, person, name, method, body):
    status, said = host.call(key, name, body if body is not None else {}, person, method=method)
    assert status < 500
    return unzipped(said) if isinstance(said, bytes) else json.dumps(said, ensure_ascii=False)


def unzipped(data):
    """Every member of a workbook, as text."""
    with zipfile.ZipFile(BytesIO(data)) as book:
        return "\n".join(f"{name} {book.read(name).decode('utf-8', 'replace')}" for name in book.namelist())


def test_the_marks_are_there_to_be_found():
    assert found(SOURCE) == set(SECRETS)


def test_every_handler_is_looked_at():
    handlers = {name for name, one in inspect.getmembers(CaseBlock) if getattr(one, "_is_xblock_handler", False)}
    assert handlers - {"fallback_handler"} == set(TABLE)


@pytest.mark.parametrize("person", [VISITOR, AWA, STAFF, AS_AWA, AUTHOR], ids=lambda person: person.name or "visitor")
def test_before_submitting_nothing_is_out(host, key, person):
    for name, text in everything(host, key, person):
        assert found(text) == set(), name


@pytest.mark.parametrize("answers", [WRONG, EARLY_SLIP, {}, RIGHT], ids=["wrong", "slip", "blank", "right"])
def test_a_submission_brings_up_what_is_said_of_it_and_no_more(host, key, answers):
    status, said = host.call(key, "submit", {"answers": answers, "key": "key-00001", "attempt": 1})
    assert status == 200
    assert found(json.dumps(said, ensure_ascii=False)) <= AFTERWARDS
    for name, text in everything(host, key, AWA):
        assert found(text) <= AFTERWARDS, name


def test_a_blank_last_attempt_before_the_due_date_buys_no_key(host, key):
    author = host.block(key, AUTHOR, studio=True)
    author.due = datetime.now(UTC) + timedelta(hours=1)
    author.save()
    for number in (1, 2, 3):
        body = {"answers": {}, "key": f"key-0000{number}", "attempt": number}
        assert host.call(key, "submit", body)[0] == 200
    for name, text in everything(host, key, AWA):
        assert found(text) <= AFTERWARDS, name


def test_with_the_key_come_model_answers_and_closing_and_in_the_solved_workbook_formulas_never_notes(host, key):
    author = host.block(key, AUTHOR, studio=True)
    author.due = datetime.now(UTC) - timedelta(hours=1)
    author.save()
    view = host.block(key).student_view().json_init_args
    assert found(json.dumps(view, ensure_ascii=False)) == {"model answer", "closing"}
    for name, text in everything(host, key, AWA):
        assert found(text) <= (KEY_FORMULAS if name == "solved_file" else WITH_THE_KEY), name
    assert found(dict(everything(host, key, AWA))["solved_file"]) == KEY_FORMULAS
    assert found(dict(everything(host, key, VISITOR))["solved_file"]) == set()


def test_where_marks_are_hidden_nothing_is_said_of_answers(host, key):
    author = host.block(key, AUTHOR, studio=True)
    author.show_correctness = "never"
    author.save()
    status, said = host.call(key, "submit", {"answers": EARLY_SLIP, "key": "key-00001", "attempt": 1})
    assert status == 200
    assert said["view"]["marks"] is None
    assert found(json.dumps(said, ensure_ascii=False)) == set()


def test_nobody_reads_another_persons_answers(host, key):
    host.call(key, "save", {"answers": {"memo": "CANARY-AWA"}, "version": 0})
    host.call(key, "submit", {"answers": {"memo": "CANARY-AWA"}, "key": "key-00001", "attempt": 1})
    for person in (VISITOR, STAFF, AUTHOR):
        for name, text in everything(host, key, person):
            assert "CANARY-AWA" not in text, name


def test_the_trainers_copy_is_for_those_who_may_read_the_source(host, key):
    host.call(key, "submit", {"answers": EARLY_SLIP, "key": "key-00001", "attempt": 1}, AUTHOR, studio=True)
    fragment = host.block(key, AUTHOR, studio=True).author_view()
    assert fragment.js_init_fn == "EpmCaseAuthor"
    held = found(json.dumps(fragment.json_init_args, ensure_ascii=False))
    assert held >= set(SECRETS) - {"test", "tolerance", "option right", "band"}
    for person in (AWA, STAFF):
        shown = host.block(key, person, studio=True).author_view()
        assert shown.js_init_fn == "EpmCase"
        assert found(json.dumps(shown.to_dict()) + json.dumps(shown.json_init_args)) == set()


def test_the_editor_of_an_author_holds_the_source(host, key):
    block = host.block(key, AUTHOR, studio=True)
    assert found(json.dumps(block.studio_view().json_init_args, ensure_ascii=False)) >= {"key formula", "model answer"}


def test_a_request_for_a_workbook_with_more_words_is_still_a_request(host, key):
    request = Request.blank("/?more=x", method="GET")
    status, _book = host.answer(host.block(key), "download", request)
    assert status == 200
