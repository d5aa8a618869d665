"""Building: the same bytes each time and on each Python, true to its manifest, prose that survives the platform."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from lxml import etree

from epm_xblocks.case import fill, read
from epm_xblocks.findings import Problem
from epm_xblocks.package import build, check, course_root, read_package, write_tar_gz
from epm_xblocks.package.build import MANIFEST
from epm_xblocks.safe_xml import SPACE, inner, parse
from tests.package.small import folder

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = sorted(path.parent for path in (ROOT / "course_exports").glob("*/epm.toml"))


def test_a_case_is_written_in_its_place_with_its_figures(tmp_path: Path) -> None:
    built = build(folder(tmp_path))
    case = parse(built.files["vertical/v.xml"]).find("epm_case")
    assert case is not None
    assert case.get("url_name") == "rates"
    assert [row.text for row in case.iter("row")][:2] == ["1250 100", "800 40"]
    assert built.findings == ()
    assert not [path for path in built.files if path.startswith(("epm_case/", "locale/")) or path == "epm.toml"]


@pytest.mark.parametrize("lang", [None, "en"])
def test_prose_keeps_its_spaces_where_a_platform_drops_blanks(tmp_path: Path, lang: str | None) -> None:
    body = build(folder(tmp_path), lang).files["vertical/v.xml"]
    kept = parse(body).find("epm_case")
    platform = etree.fromstring(body, etree.XMLParser(remove_blank_text=True)).find("epm_case")
    assert kept is not None
    assert platform is not None
    assert kept.get(SPACE) == "preserve"
    assert inner(platform) == inner(kept)
    again = etree.fromstring(etree.tostring(platform, pretty_print=True), etree.XMLParser(remove_blank_text=True))
    assert inner(again) == inner(kept)


def test_the_attribute_that_keeps_blanks_is_no_finding(tmp_path: Path) -> None:
    built = build(folder(tmp_path))
    assert check(built.body, trusted=True).findings == ()
    case = parse(built.files["vertical/v.xml"]).find("epm_case")
    assert case is not None
    assert read(inner(case), dict(case.attrib.items())).findings == ()
    assert fill(case, {}.get)[0].get(SPACE) == "preserve"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_file_is_what_the_manifest_says(tmp_path: Path, lang: str) -> None:
    files = course_root(read_package(build(folder(tmp_path), lang).body))
    manifest = json.loads(files.pop(MANIFEST))
    assert manifest["files"] == {path: hashlib.sha256(body).hexdigest() for path, body in files.items()}
    assert manifest["blocks"] == {
        "chapter": 1, "course": 1, "epm_case": 1, "html": 1, "sequential": 1, "vertical": 1,
    }  # fmt: skip
    assert manifest["course"] == {"org": "EPM", "course": "SMALL", "run": f"r-{lang}"}
    assert (manifest["language"], manifest["source_language"]) == (lang, "fr")
    assert manifest["needs_installed"] == ["epm_case"]


def test_the_run_bears_the_language_everywhere(tmp_path: Path) -> None:
    files = build(folder(tmp_path), "en").files
    assert b'url_name="r-en"' in files["course.xml"]
    assert b'language="en"' in files["course/r-en.xml"]
    assert b'"course/r-en"' in files["policies/r-en/policy.json"]
    assert not [path for path in files if "/r/" in path or path == "course/r.xml"]


def test_no_accent_becomes_a_character_reference(tmp_path: Path) -> None:
    for lang in ("fr", "en"):
        assert not [path for path, body in build(folder(tmp_path), lang).files.items() if b"&#x" in body]


NAMELESS = '[package]\nname = "../x"\nversion = "1"\nlang = "fr"\n'
REFUSED = {
    "no version": ("epm.toml", "[package]\nname = 'x'\n", "meta-wants"),
    "no table": ("epm.toml", "package = 3\n", "meta-wants"),
    "no toml": ("epm.toml", "[package\n", "meta-broken"),
    "a name that leads elsewhere": ("epm.toml", NAMELESS, "meta-word"),
    "a broken root": ("course.xml", "<course", "xml-tag-open"),
    "a broken case": ("epm_case/rates.xml", "<epm_case><p></epm_case>", "xml-mismatch"),
    "another root": ("course.xml", "<problem/>", "package-course-xml"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_course_that_cannot_be_built_is_refused(name: str, tmp_path: Path) -> None:
    file, text, code = REFUSED[name]
    with pytest.raises(Problem) as refused:
        build(folder(tmp_path, {file: text}))
    assert (refused.value.code, refused.value.place.file) == (code, file)


def test_a_folder_that_is_no_course_and_a_language_it_has_not_are_refused(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "absent", "package-not-found"), (tmp_path, "package-no-course-xml")):
        with pytest.raises(Problem) as refused:
            build(path)
        assert refused.value.code == code
    with pytest.raises(Problem) as refused:
        build(folder(tmp_path), "pt")
    assert (refused.value.code, refused.value.values["have"]) == ("language-missing", "fr, en")


def test_a_changed_byte_in_any_file_is_a_finding(tmp_path: Path) -> None:
    """Packed again with its sums, so that the archive is whole: the manifest is what tells."""
    built = build(folder(tmp_path))
    for path, body in built.files.items():
        if path == MANIFEST:
            continue
        for place in {0, len(body) // 2, len(body) - 1}:
            changed = body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :]
            report = check(write_tar_gz({**built.files, path: changed}, "course"), trusted=True)
            assert report.exit_code, (path, place)
            codes = {finding.code for finding in report.findings}
            assert codes & {"manifest-file-changed", "package-course-xml", "package-course-file-missing"}, (path, place)


@pytest.mark.parametrize("name", ["course", "blocks"])
def test_a_manifest_of_another_course_is_told(tmp_path: Path, name: str) -> None:
    built = build(folder(tmp_path))
    manifest = {**built.manifest, name: {}}
    files = {**built.files, MANIFEST: json.dumps(manifest).encode()}
    found = check(write_tar_gz(files, "course"), trusted=True).findings
    assert [(one.code, one.values) for one in found if one.severity != "note"] == [("manifest-differs", {"name": name})]


@pytest.mark.parametrize("course", SHIPPED, ids=lambda path: path.name)
def test_building_twice_gives_the_same_bytes(course: Path) -> None:
    assert build(course, "en").body == build(course, "en").body


def other_python() -> str | None:
    """An interpreter of the other minor version with the suite installed: EPM_OTHER_PYTHON, else .venv or .venv-312."""
    mine = f"{sys.version_info[0]}.{sys.version_info[1]}"
    named = [
        os.environ.get("EPM_OTHER_PYTHON", ""),
        *(str(ROOT / venv / "bin/python") for venv in (".venv-312", ".venv")),
    ]
    for python in named:
        if python and os.access(python, os.X_OK):
            said = subprocess.run(
                [python, "-c", "import sys, epm_xblocks.package; print('%d.%d' % sys.version_info[:2])"],
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            if said.returncode == 0 and said.stdout.strip() != mine:
                return python
    return None


BUILD = """
import gzip, hashlib, sys
from pathlib import Path
from epm_xblocks.package import build
for lang in ("fr", "en"):
    print(hashlib.sha256(gzip.decompress(build(Path(sys.argv[1]), lang).body)).hexdigest())
"""


@pytest.mark.parametrize("course", SHIPPED, ids=lambda path: path.name)
def test_both_pythons_build_the_same_tar(course: Path) -> None:
    python = other_python()
    if python is None:
        pytest.skip("no environment of the other Python (EPM_OTHER_PYTHON, .venv or .venv-312) has the suite")
    said = subprocess.run([python, "-c", BUILD, str(course)], capture_output=True, text=True, check=True)
    mine = [hashlib.sha256(gzip.decompress(build(course, lang).body)).hexdigest() for lang in ("fr", "en")]
    assert said.stdout.split() == mine


def test_the_tar_holds_nothing_of_the_machine(tmp_path: Path) -> None:
    body = build(folder(tmp_path)).body
    with tarfile.open(fileobj=io.BytesIO(body)) as tar:
        members = tar.getmembers()
    assert {(m.uid, m.gid, m.uname, m.gname, m.mtime, m.mode) for m in members} == {(0, 0, "", "", 0, 0o644)}
    assert [m.name for m in members] == sorted(m.name for m in members)
