"""Handlers around their ten lines: who may call them, how, with what; refusals as sentences. blocks room."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from webob import Response
from xblock.core import XBlock

from epm_xblocks.blocks import host, moments
from epm_xblocks.blocks.sentences import SENTENCES, say
from epm_xblocks.findings import Problem
from epm_xblocks.registrar.values import Refusal
from epm_xblocks.words.text import ENGLISH

__all__ = ["ANSWERS_LIMIT", "FILE_LIMIT", "SOURCE_LIMIT", "Refused", "field_of", "handler", "reply", "spoken"]

ANSWERS_LIMIT = 1_000_000
"""Bytes of answers in one request."""
SOURCE_LIMIT = 3_000_000
"""Bytes of an author's request."""
FILE_LIMIT = 4_000_000
"""Bytes of an uploaded workbook with its envelope: what a platform lets through to a handler."""

_STATUS = {"key-malformed": 400, "answers-malformed": 400, "busy": 503}


class Refused(Problem):
    """A request that is not done; `status` is that of the response."""

    def __init__(self, status: int, code: str, **values: object) -> None:
        super().__init__(code, **values)
        self.status = status


def reply(data: Any, status: int = 200) -> Response:
    """JSON that no cache keeps."""
    body = json.dumps(data, ensure_ascii=True, default=str, separators=(",", ":"))
    return Response(body, status=status, content_type="application/json", charset="utf-8", cache_control="no-store")


def handler(
    method: str, *, authors: bool = False, markers: bool = False, limit: int = ANSWERS_LIMIT, raw: bool = False
) -> Callable[..., Any]:
    """Make a handler of `func(block, data, visit)`: `data` is the JSON object sent, or the request itself where `raw`.

    The checks stand here and nowhere else: method, rights of authors and of markers, somebody signed in, size, JSON,
    the person.
    """

    def wrap(func: Callable[..., Any]) -> Any:
        @XBlock.handler
        @functools.wraps(func)
        def handle(self: Any, request: Any, suffix: str = "") -> Response:
            try:
                _admit(self, request, method, authors)
                visit = host.visit(self)
                if not authors and not visit.who.id:
                    raise Refused(401, "signed-out")
                if markers and not host.may_mark(self, visit.who):
                    raise Refused(403, "not-a-marker")
                _bound(request, limit)
                data = request if raw else _json(request)
                _same_person(request.GET if raw else data, visit)
                result = func(self, data, visit)
            except Problem as problem:
                return _refusal(self, problem)
            return result if isinstance(result, Response) else reply(result)

        handle.method, handle.authors, handle.raw, handle.limit = method, authors, raw, limit
        handle.markers = markers
        return handle

    return wrap


def spoken(block: Any, problem: Problem) -> dict[str, str]:
    """The sentence of a refusal, moments written as the reader writes them."""
    translate, values = host.translator(block) or ENGLISH, dict(problem.values)
    for name, value in problem.values.items():
        if isinstance(value, datetime):
            values[f"{name}_text"] = moments.full(value, host.language(block), host.zone(block))
    code = problem.code
    if code == "closed" and getattr(values.get("closes"), "year", 1) == 1:
        code = "closed-now"
    if code in SENTENCES:
        return say(code, values, translate)
    from epm_xblocks.words.findings import sentence

    said = sentence(problem.finding(), translate)
    return {"code": code, "lead": said.what, "text": said.remedy}


def field_of(data: dict[str, Any], name: str, kind: type | tuple[type, ...], default: Any = ...) -> Any:
    """A member of what was sent; raises Refused where it is missing or of another kind. True is no number."""
    value = data.get(name, default)
    if (
        value is ...
        or not (isinstance(value, kind) or (default is not ... and value == default))
        or (isinstance(value, bool) and kind is int)
    ):
        raise Refused(422, "not-an-object", name=name)
    return value


def _admit(block: Any, request: Any, method: str, authors: bool) -> None:
    if request.method != method:
        raise Refused(405, "method", wanted=method, read=request.method)
    if authors and not host.may_write_source(block):
        raise Refused(403, "not-an-author")


def _bound(request: Any, limit: int) -> None:
    length = request.content_length
    if length is not None and length > limit:
        raise Refused(413, "too-large", bytes=length, limit=limit)


def _json(request: Any) -> dict[str, Any]:
    try:
        data = json.loads(request.body.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as fault:
        raise Refused(400, "not-json") from fault
    if not isinstance(data, dict):
        raise Refused(422, "not-an-object", name="{}")
    return data


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _same_person(data: Mapping[str, Any], visit: host.Visit) -> None:
    """A page left open while another person signed in must not read or write in that person's name."""
    if data.get("who") and data["who"] != host.opaque(visit):
        raise Refused(409, "other-person")


def _refusal(block: Any, problem: Problem) -> Response:
    if isinstance(problem, Refused):
        status = problem.status
    else:
        status = _STATUS.get(problem.code, 409) if isinstance(problem, Refusal) else 422
    response = reply({"error": spoken(block, problem)}, status)
    if status == 405:
        response.allow = [str(problem.values["wanted"])]
    return response
