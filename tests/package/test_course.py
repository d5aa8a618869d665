"""The course tree: pointers, roots, and the faults that a platform would pass over in silence."""

from __future__ import annotations

import pytest

from epm_xblocks.package.archive import PackageProblem
from epm_xblocks.package.course import course_root, read_course
from epm_xblocks.package.segments import segments, translated

PAGE = '<p>Bonjour <b>à</b> tous.</p><ul><li>un <i>deux</i></li></ul><img src="/static/x.png" alt="Carte"/>'


def course(**changed: bytes) -> dict[str, bytes]:
    files = {
        "course.xml": b'<course org="EPM" course="T" url_name="r"/>',
        "course/r.xml": b'<course display_name="Cours"><chapter url_name="c"/></course>',
        "chapter/c.xml": b'<chapter display_name="Chapitre"><sequential url_name="s"/></chapter>',
        "sequential/s.xml": b'<sequential><vertical url_name="v"/></sequential>',
        "vertical/v.xml": b'<vertical><html url_name="h"/><video url_name="w" display_name="Film"/></vertical>',
        "html/h.xml": b'<html filename="h" display_name="Page"/>',
        "html/h.html": PAGE.encode(),
    }
    return {**files, **{name.replace("__", "/"): body for name, body in changed.items()}}


def test_every_block_is_met_in_order() -> None:
    assert [node.category for node in read_course(course()).blocks()] == [
        "course", "chapter", "sequential", "vertical", "html", "video",
    ]  # fmt: skip


def test_the_root_is_the_folder_of_the_one_course_xml() -> None:
    assert set(course_root({"x/y/course.xml": b"", "x/y/a": b"", "x/b": b""})) == {"course.xml", "a"}
    for names, code in (
        (["a"], "package-no-course-xml"),
        (["a/course.xml", "b/course.xml"], "package-many-course-xml"),
    ):
        with pytest.raises(PackageProblem) as refused:
            course_root(dict.fromkeys(names, b""))
        assert refused.value.code == code


def test_a_pointer_that_leads_nowhere_is_told_with_its_line_and_the_rest_is_read() -> None:
    files = course()
    files["course/r.xml"] = b'<course>\n<chapter url_name="gone"/>\n<chapter url_name="c"/></course>'
    found = read_course(files)
    assert [(finding.code, finding.place.line) for finding in found.findings] == [("pointer-file-missing", 2)]
    assert "video" in {node.category for node in found.blocks()}


def test_a_circle_ends() -> None:
    files = course()
    files["vertical/v.xml"] = b'<vertical><vertical url_name="v"/></vertical>'
    assert "block-circle" in {finding.code for finding in read_course(files).findings}


def test_a_broken_file_is_told_and_a_doctype_refused() -> None:
    files = course()
    files["chapter/c.xml"] = b'<!DOCTYPE x [<!ENTITY a "b">]><chapter/>'
    assert {finding.code for finding in read_course(files).findings} == {"xml-doctype"}
    with pytest.raises(PackageProblem):
        read_course({"course.xml": b"<course"})


def test_segments_are_found_once_and_identity_changes_no_byte() -> None:
    files = course()
    texts = [segment.text for segment in segments(files)]
    assert texts == ["Chapitre", "Cours", "Bonjour <b>à</b> tous.", "un <i>deux</i>", "Carte", "Page", "Film"]
    assert translated(files, lambda _context, text: text) == files


def test_a_translation_replaces_its_segment_alone() -> None:
    files = course()
    spoken = translated(files, lambda _context, text: "Hello <b>you</b>." if text.startswith("Bonjour") else text)
    assert spoken["html/h.html"] == files["html/h.html"].replace(
        "Bonjour <b>à</b> tous.".encode(), b"Hello <b>you</b>."
    )
    assert {name for name in files if spoken[name] != files[name]} == {"html/h.html"}
