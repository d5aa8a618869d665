"""Bombs, foreign and damaged workbooks by HTTP upload: refused in a sentence, nothing saved changes."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.hostile.conftest import WIDE
from tests.hostile.course import key
from tests.hostile.site import Neighbour, Person, Site, handler
from tests.workbook.office import filled, members, packed, sheet_parts
from tests.workbook.test_xlsx_hostile import DOCTYPES, rows_of
from tests.workbook.xlsx_fixtures import cells, one, sheet, workbook

SMALL = key("small")
UPLOAD, DOWNLOAD = handler(SMALL, "small", "upload"), handler(SMALL, "small", "download")
ANSWERS = {"work": {"cells": {"B2": "7.5"}, "decide": None}}
Change = Callable[[bytes], bytes]


def in_part(part: str, change: Callable[[str], str]) -> Change:
    """One part of the downloaded file changed; `sheet` is the one with the answers."""

    def made(data: bytes) -> bytes:
        parts = members(data)
        name = sheet_parts(parts)["Work"] if part == "sheet" else part
        return packed({**parts, name: change(parts[name].decode())})

    return made


def restamped(data: bytes) -> bytes:
    """Every part with one sign of its stamp changed."""
    change = re.compile(rb"(epm1\.[\w-]{40})(.)")
    return packed(
        {
            name: change.sub(lambda found: found[1] + (b"A" if found[2] != b"A" else b"B"), body)
            for name, body in members(data).items()
        }
    )


def doctype(text: str) -> Callable[[str], str]:
    return lambda body: body.replace("?>", f"?>{text}", 1)


REFUSED: dict[str, Change] = {
    "empty": lambda _: b"",
    "cut off": lambda data: data[: len(data) // 2],
    "an old workbook": lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "csv": lambda _: b"a;b\n1;2\n",
    "a web page": lambda _: b"<html><script>alert(1)</script></html>",
    "pdf": lambda _: b"%PDF-1.7",
    "macros": lambda data: packed({**members(data), "xl/vbaProject.bin": "x"}),
    "six hundred members": lambda data: packed({**members(data), **{f"x{n}": "" for n in range(600)}}),
    "sixty thousand members": lambda _: packed({f"x{n}": "" for n in range(30_000)}),
    "names that lead out": lambda data: packed({**members(data), "../../etc/passwd": "x"}),
    "ratio": in_part("sheet", lambda text: text.replace("<sheetData>", " " * 60_000_000 + "<sheetData>")),
    "shared texts": lambda _: one({"B2": 't="s"|<v>0</v>'}, shared=["<t>" + "ab" * 12_000_000 + "</t>"]),
    "many shared texts": lambda _: workbook(
        {"Work": sheet(cells({"B2": 't="s"|<v>9</v>'}))}, shared=[f"<t>{n:x}</t>" for n in range(300_000)]
    ),
    "rows": lambda _: workbook({"Work": sheet(rows_of(300_000))}),
    "a wide row": lambda _: workbook({"Work": sheet("<row>" + "<c><v>1</v></c>" * 300_000 + "</row>")}),
    "names": lambda _: one({}, names={f"epm_{n}": "Work!$A$1" for n in range(60_000)}),
    "levels": in_part("sheet", lambda text: text.replace("<sheetData>", "<sheetData>" + "<c>" * 100_000)),
    "a foreign workbook": lambda _: one({"B2": "<v>1</v>"}, name="Work"),
    "a huge dimension": lambda _: workbook({"Work": sheet(cells({"B2": "<v>1</v>"}), dimension="A1:XFD1048576")}),
    "links to other files": lambda _: one(
        {"B2": "<f>[1]Other!A1</f><v>1</v>"},
        name="Work",
        more={"xl/externalLinks/externalLink1.xml": '<externalLink><externalBook r:id="rId1"/></externalLink>'},
    ),
    **{f"doctype {n}": in_part("sheet", doctype(text)) for n, text in enumerate(DOCTYPES)},
    **{f"doctype {n} of the book": in_part("xl/workbook.xml", doctype(text)) for n, text in enumerate(DOCTYPES)},
    "five megabytes": lambda data: data + b"\0" * 4_500_000,
    "its stamp changed": restamped,
}  # fmt: skip


@pytest.fixture(scope="module")
def learner(site: Site) -> Person:
    return Person(site, "learner")


@pytest.fixture(scope="module")
def neighbour(site: Site) -> Person:
    return Person(site, "apprenant")


def refused(site: Site, person: Person, body: bytes) -> str:
    """The sentence of a refusal; it may change nothing."""
    before = site.saved()
    said = person.file(UPLOAD, "work.xlsx", body)
    assert said.seconds < 5
    assert said.status in (413, 422), said.text[:300]
    error = said.json["error"]
    assert error["code"]
    assert error["lead"], error
    assert error["text"].endswith("."), error
    assert "…" not in error["lead"] + error["text"], error
    assert "no sentence" not in error["lead"], error
    assert site.saved() == before
    return str(error["code"])


@pytest.mark.parametrize("name", REFUSED)
def test_a_workbook_that_is_not_ours(site: Site, learner: Person, name: str) -> None:
    answers = {"work": {"cells": {"B2": "7.5"}, "decide": None}}
    kept = learner.post(handler(SMALL, "small", "save"), {"answers": answers, "version": -1}).json
    learner.post(handler(SMALL, "small", "save"), {"answers": answers, "version": kept["version"]})
    assert refused(site, learner, REFUSED[name](learner.get(DOWNLOAD).body))


def test_somebody_elses_file(site: Site, learner: Person, neighbour: Person) -> None:
    assert refused(site, learner, neighbour.get(DOWNLOAD).body).startswith("stamp")
    assert refused(site, learner, learner.get(handler(SMALL, "wide", "download")).body).startswith("stamp")


def test_others_are_answered_while_bombs_are_read(site: Site, learner: Person, neighbour: Person) -> None:
    ours = learner.get(DOWNLOAD).body
    bombs = [REFUSED[name](ours) for name in ("ratio", "many shared texts", "rows", "a wide row", "names", "levels")]
    with Neighbour(neighbour, handler(SMALL, "small", "submit"), ANSWERS):
        for bomb in bombs:
            assert learner.file(UPLOAD, "work.xlsx", bomb).status in (413, 422)


def test_strange_cells_of_ones_own_file_are_read_or_noted(site: Site, learner: Person) -> None:
    address = handler(SMALL, "wide", "download")
    strange = ["=[1]Other!A1", "=B2", "=1E308^1E308", "=cmd|'/c calc'!A0", "1e999", "x" * 40_000, "<script>", "=" * 900]
    typed: dict[tuple[str, str], float | str] = {("Work", f"B{n + 2}"): text for n, text in enumerate(strange)}
    said = learner.file(handler(SMALL, "wide", "upload"), "w.xlsx", filled(learner.get(address).body, typed))
    assert said.status == 200, said.text[:300]
    assert len(said.json["answers"]["work"]["cells"]) <= WIDE
