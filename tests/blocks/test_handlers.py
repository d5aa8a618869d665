"""Who may call which handler, how: every cell of role × handler × method, from the class itself; hostile requests."""

import inspect
import io
import json

import pytest
from webob import Request

from epm_xblocks.blocks.case import CaseBlock
from epm_xblocks.registrar.models import Submission
from tests.blocks.cases import RIGHT, SOURCE
from tests.blocks.host_runtime import AS_AWA, AUTHOR, AWA, KOFI, STAFF, VISITOR

ROLES = {
    "visitor": (VISITOR, {}), "learner": (AWA, {}), "other learner": (KOFI, {}), "staff": (STAFF, {}),
    "staff as a learner": (AS_AWA, {}), "author in the LMS": (AUTHOR, {}),
    "author in Studio": (AUTHOR, {"studio": True}), "learner in Studio": (AWA, {"studio": True}),
    "staff in Studio without the right to write": (STAFF, {"studio": True}),
}  # fmt: skip
MARKERS = {"teams_list", "scripts", "script", "assess"}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
TABLE = {
    # handler: (method, for authors alone, a body it takes)
    "save_draft": ("POST", False, {"answers": RIGHT, "version": 0}),
    "submit": ("POST", False, {"answers": RIGHT, "key": "key-00001", "attempt": 1}),
    "chain": ("POST", False, {"answers": RIGHT, "version": 0}),
    "revise": ("POST", False, {"step": "memo", "text": "Autre texte.", "key": "key-00002"}),
    "scripts": ("POST", False, {}),
    "script": ("POST", False, {"step": "memo", "receipt": "K7QF-2M9D-V"}),
    "assess": ("POST", False, {"step": "memo", "receipt": "K7QF-2M9D-V", "outcome": "marked", "levels": {}}),
    "portfolio": ("POST", False, {"step": "memo"}),
    "portfolio_file": ("GET", False, None),
    "teams_list": ("POST", False, {"list": "Nord; awa"}),
    "download": ("GET", False, None),
    "marked_file": ("GET", False, None),
    "solved_file": ("GET", False, None),
    "upload": ("POST", False, None),
    "check": ("POST", True, {"source": SOURCE}),
    "preview": ("POST", True, {"source": SOURCE}),
    "store": ("POST", True, {"source": SOURCE}),
    "settings": ("POST", True, {"values": {"display_name": "Autre"}}),
}


def handlers():
    """Names of the handlers of the class, as the runtime finds them."""
    return {name for name, one in inspect.getmembers(CaseBlock) if getattr(one, "_is_xblock_handler", False)}


def test_every_handler_has_its_row():
    assert handlers() == {*TABLE, "fallback_handler"}
    for name, (method, authors, _body) in TABLE.items():
        made = getattr(CaseBlock, name)
        assert (made.method, made.authors, made.markers) == (method, authors, name in MARKERS)


def request(method, body=None, **more):
    data = json.dumps(body).encode() if isinstance(body, dict | list) else body or b""
    return Request.blank("/", method=method, body=data, **({"content_type": "application/json"} | more))


def expected(role, name, method):
    right, authors, _body = TABLE[name]
    if method != right:
        return 405
    if authors:
        return 200 if role == "author in Studio" else 403
    if name == "marked_file" and role != "visitor":
        return 409  # nothing was sent
    if name == "solved_file" and role not in ("visitor", "author in Studio"):
        return 403  # the key is not shown yet
    if role == "visitor":
        return 401
    if name in MARKERS and role not in ("staff", "author in the LMS"):
        return 403
    none = ("revise", "script", "assess", "portfolio", "portfolio_file", "teams_list")  # this case has none of these
    return 422 if name in none else 200


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", [*TABLE, "save"])
def test_role_and_method(host, key, role, name):
    person, options = ROLES[role]
    row = "save_draft" if name == "save" else name
    for method in METHODS:
        block = host.block(key, person, **options)
        body = TABLE[row][2]
        made = upload_of(host, key, person, options) if row == "upload" and method == "POST" else request(method, body)
        status, said = host.answer(block, name, made)
        assert status == expected(role, row, method), (method, said)
        if status != 200:
            assert set(said) == {"error"}
            assert all(said["error"][part] for part in ("code", "lead", "text"))


def upload_of(host, key, person, options):
    """A request that brings back the workbook the person was given."""
    _status, book = host.answer(
        host.block(key, person if person.signed_in else AWA, **options), "download", request("GET")
    )
    return form(book)


def form(book, name="file", **fields):
    """A multipart request with a file."""
    return Request.blank("/", method="POST", POST={**fields, name: ("taux.xlsx", io.BytesIO(book).read())})


def test_an_unknown_handler_is_unknown(host, key):
    from xblock.exceptions import NoSuchHandlerError

    for name in ("grade", "source", "draft", "max_score", "get_score"):
        with pytest.raises(NoSuchHandlerError):
            host.answer(host.block(key), name, request("POST", {}))


JUNK = [
    b"", b"{", b"\xff\xfe", b"null", b"[]", b'"x"', b"7", b"[" * 100_000,
    b'{"a":' * 50_000, b"<xml/>", b"{}",
    b'{"answers": NaN}',
    b'{"answers": Infinity, "version": 0}',
    b'{"answers": []}',
    b'{"answers": "x"}',
    b'{"answers": null}',
    b'{"answers": {}, "version": "0"}',
    b'{"answers": {}, "version": true}',
    b'{"answers": {}, "version": 1.5}',
    b'{"answers": {}, "version": [], "key": {}}',
    b'{"answers": {}, "key": 1, "attempt": "1"}',
    b'{"source": 7}',
    b'{"source": "<a/>", "values": []}',
    b'{"values": "x"}',
    b'{"values": {"max_attempts": "3"}}',
    b'{"values": {"draft": {}}}',
    b'{"values": {"max_attempts": true}}',
    b'{"values": {"weight": -1}}',
    b'{"values": {"display_name": null}}',
    b'{"values": {"due": "2030-01-01"}}',
    b'{"source": "<brief>"}',
    b'{"source": "<!DOCTYPE a><a/>"}',
    b'{"answers": {}, "version": 9999999999999999999999}',
    b'{"answers": {}, "key": "semi;colon-1", "attempt": 1}',
]  # fmt: skip


@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if row[0] == "POST"])
@pytest.mark.parametrize("body", JUNK, ids=lambda body: body[:24].decode("latin-1"))
def test_junk_gets_a_sentence(host, key, name, body):
    author = TABLE[name][1]
    person, options = (AUTHOR, {"studio": True}) if author else (AWA, {})
    before = host.block(key).source
    status, said = host.answer(host.block(key, person, **options), name, request("POST", body))
    harmless = (name == "check" and b'"source": "<' in body) or (name == "preview" and b'"source": "<' in body)
    if harmless and b"values" not in body:
        assert status == 200
        assert said["findings"]
    else:
        assert 400 <= status < 500, said
        error = said.get("error") or {"code": "-", "lead": "-", "text": "-"} if status == 409 else said["error"]
        assert all(error[part] for part in ("code", "lead", "text"))
        assert "…" not in json.dumps(error, ensure_ascii=False)
    assert host.block(key).source == before
    assert Submission.objects.count() == 0


@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if row[0] == "POST"])
def test_what_is_too_large_is_not_read(host, key, name):
    person, options = (AUTHOR, {"studio": True}) if TABLE[name][1] else (STAFF if name in MARKERS else AWA, {})
    made = request("POST", b"x")
    made.content_length = 100_000_000
    status, said = host.answer(host.block(key, person, **options), name, made)
    assert (status, said["error"]["code"]) == (413, "too-large")


@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if row[0] == "GET"])
def test_a_page_of_another_person_fetches_nothing(host, key, name):
    theirs = host.block(key, KOFI).student_view().json_init_args["who"]
    made = Request.blank(f"/?who={theirs}", method="GET")
    status, said = host.answer(host.block(key, AWA), name, made)
    assert (status, said["error"]["code"]) == (409, "other-person")


def test_a_file_of_another_persons_page_is_not_read(host, key):
    _status, book = host.call(key, "download", method="GET")
    theirs = host.block(key, KOFI).student_view().json_init_args["who"]
    status, said = host.answer(host.block(key, AWA), "upload", form(book, who=theirs))
    assert (status, said["error"]["code"]) == (409, "other-person")
    assert not host.block(key, AWA).draft


@pytest.mark.parametrize("name", ["save_draft", "submit"])
def test_a_page_of_another_person_writes_nothing(host, key, name):
    theirs = host.block(key, KOFI).student_view().json_init_args["who"]
    mine = host.block(key, AWA).student_view().json_init_args["who"]
    body = TABLE[name][2]
    status, said = host.call(key, name, body | {"who": theirs}, AWA)
    assert (status, said["error"]["code"]) == (409, "other-person")
    assert not host.block(key, AWA).draft
    assert Submission.objects.count() == 0
    assert host.call(key, name, body | {"who": mine}, AWA)[0] == 200


def test_refusals_are_in_the_readers_language(host, key):
    host.words["You are not signed in."] = "Vous n’êtes pas connecté(e)."
    assert host.call(key, "submit", {}, VISITOR)[1]["error"]["lead"] == "Vous n’êtes pas connecté(e)."


def test_every_refusal_has_its_sentence():
    """Codes raised in this room and by the ledger are all in the table, and each names no place it is not given."""
    import re
    from pathlib import Path

    from epm_xblocks.blocks.sentences import SENTENCES

    raised = set()
    for room in ("blocks", "registrar"):
        for path in Path(inspect.getfile(CaseBlock)).parents[1].joinpath(room).glob("*.py"):
            raised |= set(re.findall(r'(?:Refused\(\d+, |Refusal\()"([a-z-]+)"', path.read_text()))
    assert raised
    assert raised <= set(SENTENCES)
