"""Malformed, huge, cyclic and entity-laden OLX by import, editor and `epm check`: a sentence with its place, nothing
saved changes."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from epm_xblocks.cli import main
from tests.hostile.conftest import SMALL as SMALL_CASE
from tests.hostile.course import course_files, key, packed, unit
from tests.hostile.site import Answer, Person, Site, handler
from tests.hostile.test_killers import checked

SMALL = key("small")
RUN = "olx"
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
DOCTYPES = {
    "billion laughs": f'<!DOCTYPE course [<!ENTITY a0 "ha">{LAUGHS}]>',
    "laughs in an attribute": f'<!DOCTYPE course [<!ENTITY a0 "ha">{LAUGHS}<!ATTLIST course x CDATA "&a9;">]>',
    "one large entity": f'<!DOCTYPE course [<!ENTITY a11 "{"a" * 500_000}">]>',
    "external file": '<!DOCTYPE course [<!ENTITY a11 SYSTEM "file:///etc/passwd">]>',
    "external address": '<!DOCTYPE course [<!ENTITY a11 SYSTEM "http://127.0.0.1:9/a">]>',
    "parameter entity": '<!DOCTYPE course [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]>',
    "external subset": '<!DOCTYPE course SYSTEM "http://127.0.0.1:9/course.dtd">',
    "entity in a circle": '<!DOCTYPE course [<!ENTITY a11 "&a12;"><!ENTITY a12 "&a11;">]>',
}
CASE = SMALL_CASE.strip()


def body(inside: str, head: str = "") -> str:
    """A course whose one case holds this besides what it needs."""
    return head + unit(CASE.replace("<step ", f"{inside}<step ", 1))


BROKEN: dict[str, Callable[[], bytes]] = {
    **{name: lambda head=head: body("<brief id='b'>&a11;</brief>", head).encode() for name, head in DOCTYPES.items()},  # type: ignore[misc] # because the default binds each
    "utf-16 with a doctype": lambda: body("", DOCTYPES["external file"]).encode("utf-16"),
    "utf-16 without a mark": lambda: body("").encode("utf-16-le"),
    "utf-7 with a doctype": lambda: (
        b'<?xml version="1.0" encoding="UTF-7"?>' + body("", DOCTYPES["external file"]).encode("utf-7")
    ),
    "an encoding nobody knows": lambda: b'<?xml version="1.0" encoding="KLINGON"?>' + body("").encode(),
    "ebcdic that says utf-8": lambda: body("").encode("cp037"),
    "nul": lambda: body("<brief id='b'>\x00</brief>").encode(),
    "nul as a reference": lambda: body("<brief id='b'>&#0;</brief>").encode(),
    "half a sign": lambda: body("<brief id='b'>\ud800</brief>").encode("utf-8", "surrogatepass"),
    "half a sign as a reference": lambda: body("<brief id='b'>&#xD800;</brief>").encode(),
    "overlong": lambda: body("<brief id='b'>X</brief>").encode().replace(b"X", b"\xc0\xbcscript\xc0\xbe"),
    "no sign of unicode": lambda: body("<brief id='b'>\uffff</brief>").encode(),
    "a hundred thousand levels": lambda: body("<p>" * 100_000 + "</p>" * 100_000).encode(),
    "two hundred levels": lambda: body("<brief id='b'>" + "<b>" * 200 + "</b>" * 200 + "</brief>").encode(),
    "a million attributes": lambda: body("<b " + " ".join(f'a{n}=""' for n in range(1_000_000)) + "/>").encode(),
    "twenty megabytes": lambda: body("<brief id='b'>" + "x" * 20_000_000 + "</brief>").encode(),
    "an attribute of twelve megabytes": lambda: body(f"<b a='{'x' * 12_000_000}'/>").encode(),
    "a name of a megabyte": lambda: body(f"<{'b' * 1_000_000}/>").encode(),
    "an instruction": lambda: body("<?php system('id') ?>").encode(),
    "a style sheet": lambda: body("", '<?xml-stylesheet href="x.xsl" type="text/xsl"?>').encode(),
    "the same attribute twice": lambda: body("<b a='1' a='2'/>").encode(),
    "an entity nobody declared": lambda: body("<brief id='b'>&nbsp;</brief>").encode(),
    "cut off": lambda: body("").encode()[:400],
    "nothing": lambda: b"",
    "json": lambda: b'{"course": 1}',
    "a zip": lambda: b"PK\x03\x04" + b"\x00" * 100,
}
"""Name → the bytes of course/RUN.xml, which cannot be read at all."""

ODD: dict[str, Callable[[], str]] = {
    "twenty thousand elements": lambda: "<b/>" * 20_000,
    "a hundred thousand attributes": lambda: "<b " + " ".join(f'a{n}=""' for n in range(100_000)) + "/>",
    "ninety thousand namespaces": lambda: "<b " + " ".join(f'xmlns:a{n}="u"' for n in range(90_000)) + "/>",
    "ten thousand rows": lambda: (
        '<data id="x" sheet="X" at="A1" caption="x"><column id="a" label="a"/><column id="b" label="b"/>'
        + "".join(f'<row id="r{n}" label="1">1</row>' for n in range(10_000))
        + '<row id="last" label="1">x</row></data>'
    ),
    "a table outside every sheet": lambda: (
        '<data id="x" sheet="X" at="XFD1048576" caption="x"><column id="a" label="a"/></data>'
    ),
    "a sheet without end": lambda: (
        '<step kind="worksheet" id="w" title="w" sheet="X"><table id="t" at="A1"/>'
        '<answers id="a" range="A1:XFD1048576" formula="=1+1"/></step>'
    ),
    "an answer of every row": lambda: (
        '<step kind="worksheet" id="w" title="w" sheet="X"><table id="t" at="A1"/>'
        '<answers id="a" range="B2:B1000000" formula="=Given!B2"/></step>'
    ),
    "cells in a circle": lambda: (
        '<step kind="worksheet" id="w" title="w" sheet="X"><table id="t" at="A1"/>'
        '<answers id="a" range="B2" formula="=B3"/><answers id="b" range="B3" formula="=B4"/>'
        '<answers id="c" range="B4" formula="=B2"/></step>'
    ),
    "steps in a circle": lambda: (
        '<step kind="worksheet" id="w" title="w" sheet="X"><table id="t" at="A1"/>'
        '<answers id="a" range="B2" formula="=Y!B2"/></step><step kind="worksheet" id="v" title="v" sheet="Y">'
        '<table id="t" at="A1"/><answers id="a" range="B2" formula="=X!B2"/></step>'
    ),
    "the same step twice": lambda: '<step kind="written" id="memo" title="x"><prompt><p>x</p></prompt></step>' * 2,
    "a kind nobody has": lambda: '<step kind="../../etc/passwd" id="x" title="x"/>',
    "xinclude": lambda: (
        '<brief id="b"><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd"/></brief>'
    ),
    "names with signs": lambda: '<step kind="written" id="&#x202e;=1+1&#10;" title="&#x202e;x"><prompt/></step>',
    "figures without end": lambda: (
        f'<data id="x" sheet="X" at="A1" caption="x"><column id="a" label="a"/>'
        f'<column id="b" label="b" decimals="999999999"/><row id="r" label="1">{"9" * 100_000}</row></data>'
    ),
    "points without end": lambda: (
        '<step kind="choice" id="x" title="x" points="1e999"><option id="a" right="true">'
        '<text>a</text></option><option id="b"><text>b</text></option></step>'
    ),
    "a pattern that backtracks": lambda: f'<data id="x" sheet="{"a" * 50_000}!" at="{"A" * 50_000}1" caption="x"/>',
}
"""Name → what a well-formed case may hold, though no author means it."""


@pytest.fixture(scope="module")
def trainer(site: Site) -> Person:
    return Person(site, "trainer")


@pytest.fixture(scope="module")
def institution(site: Site) -> Person:
    return Person(site, "institution")


def handed_in(institution: Person, content: bytes, more: dict[str, bytes] | None = None) -> Answer:
    """The report on a package with this for its course file."""
    files = {**course_files(RUN, ""), f"course/{RUN}.xml": content, **(more or {})}
    report = institution.file("/packages/", "olx.tar.gz", packed(files), "package")
    assert report.seconds < 60
    return report


def findings(report: Answer) -> list[str]:
    """Place and sentence of each finding of a report."""
    found = re.findall(r'class="c-place">(.*?)</p>.*?class="c-what"><p>(.*?)</p>', report.text, re.S)
    return [re.sub(r"<[^>]*>", "", f"{place} · {said}") for place, said in found]


def says(code: int, said: str) -> None:
    """What `epm check` must end with."""
    assert code in (1, 2), said
    assert "Traceback" not in said, said
    assert re.search(r"\w[^\n]*\.(\n|$)", said), said


@pytest.mark.parametrize("name", BROKEN)
def test_a_course_file_that_cannot_be_read(site: Site, institution: Person, tmp_path: Path, name: str) -> None:
    content, before = BROKEN[name](), site.saved()
    report = handed_in(institution, content)
    assert report.status == 422, findings(report)
    assert "import/" not in report.text
    (said,) = findings(report)
    assert f"course/{RUN}.xml" in said, said
    assert "passwd" not in said
    assert "root:" not in report.text
    assert site.saved() == before
    (tmp_path / "x.tar.gz").write_bytes(packed({**course_files(RUN, ""), f"course/{RUN}.xml": content}))
    done = CliRunner().invoke(main, ["check", str(tmp_path / "x.tar.gz")])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    says(done.exit_code, done.stderr)


@pytest.mark.parametrize("name", sorted(set(BROKEN) - {"nothing", "json"}))  # because these are a case without steps
def test_the_same_by_the_editor(site: Site, trainer: Person, name: str) -> None:
    text, before = BROKEN[name]().decode("utf-8", "surrogateescape"), site.saved()
    for action in ("check", "preview", "store"):
        said = trainer.post(handler(SMALL, "small", action), {"source": text, "values": {}})
        assert said.seconds < 20
        if said.status == 413:
            continue  # because so much is not read at all
        assert said.status == (422 if action == "store" else 200), said.text[:300]
        assert any(one["severity"] == "blocking" and one["lead"] for one in said.json["findings"]), said.text[:300]
    assert site.saved() == before


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[] if turn % 4 == 3 else pytest.mark.soak) for turn, name in enumerate(ODD)]
)
def test_a_case_that_no_author_means(
    site: Site, institution: Person, trainer: Person, tmp_path: Path, name: str
) -> None:
    inside, before = ODD[name](), site.saved()
    for action in ("check", "preview"):
        said = trainer.post(handler(SMALL, "small", action), {"source": inside, "values": {}})
        assert said.status == 200, said.text[:300]
        assert said.seconds < 20
        assert said.json["findings"], name
        assert all(one["lead"] and "…" not in one["lead"][:1] for one in said.json["findings"])
    report = handed_in(institution, body(inside).encode())
    assert report.status in (200, 422)
    assert any("course/olx.xml" in said for said in findings(report)), findings(report)
    assert site.saved() == before
    (tmp_path / "x.tar.gz").write_bytes(packed(course_files(RUN, body(inside))))
    done = checked(tmp_path / "x.tar.gz", site)
    says(done.returncode, done.stderr)


def test_pointers_in_a_circle(site: Site, institution: Person, tmp_path: Path) -> None:
    before = site.saved()
    more = {
        "chapter/one.xml": b'<chapter><sequential url_name="one"/></chapter>',
        "sequential/one.xml": b'<sequential><vertical url_name="one"/></sequential>',
        "vertical/one.xml": b'<vertical><chapter url_name="one"/><vertical url_name="one"/></vertical>',
    }
    report = handed_in(institution, b'<course><chapter url_name="one"/></course>', more)
    assert any("one" in said for said in findings(report))
    assert site.saved() == before


@pytest.mark.parametrize("name", ["policy.json", "grading_policy.json", "manifest"])
@pytest.mark.parametrize(
    "content", [b"[" * 100_000, b"\x00", b'{"a": 1e999999}', b'{"\xff": 1}', b"null", b"9" * 100_000]
)
def test_hostile_json(site: Site, institution: Person, name: str, content: bytes) -> None:
    path = "epm-package.json" if name == "manifest" else f"policies/{RUN}/{name}"
    before = site.saved()
    report = handed_in(institution, unit(CASE).encode(), {path: content})
    assert report.status in (200, 422)
    assert any(path in said for said in findings(report)), findings(report)
    assert site.saved() == before
