"""Packages made into courses and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from epm_xblocks.campus.exporting import export_course, export_name
from epm_xblocks.campus.importing import edited_cases, import_course
from epm_xblocks.campus.models import Block, Course, Edition, FieldValue, Grade
from epm_xblocks.campus.runtime import CampusRuntime
from epm_xblocks.package import course_root, read_package
from tests.campus import sample


def again(**changes: str) -> Any:
    found = sample.report(**changes).course
    assert found is not None
    return import_course(found, name="again.tar.gz", body=sample.package(**changes))


def unpacked(course: Course) -> dict[str, bytes]:
    return dict(course_root(read_package(export_course(course))))


def test_the_course_says_what_its_package_says(course: Course) -> None:
    assert (course.key, course.title, course.language) == ("course-v1:EPM+FLOW+r1", "Flow rates", "en")
    assert (course.package, course.version, course.threshold) == ("epm-flow", "1.0.0", 0.7)
    assert Block.objects.filter(course=course).count() == 10
    assert [row.category for row in Block.objects.filter(course=course, parent__url_name="others")] == [
        "video",
        "drag-and-drop-v2",
        "holo_map",
    ]


def test_what_was_not_changed_comes_back_byte_for_byte(course: Course) -> None:
    assert unpacked(course) == sample.files()


def test_only_the_changed_element_differs_in_an_export(course: Course, person: Callable) -> None:
    author = person("a", "trainer", course, author=True)
    made = CampusRuntime(course, author)
    block = made.get_block(course.course_key.usage("epm_case", "flow-rates"))
    block.display_name = "Renamed"
    block.save()
    now, before = unpacked(course), sample.files()
    assert {path for path in before if now[path] != before[path]} == {"vertical/flows.xml", "epm-package.json"}
    assert b'display_name="Renamed"' in now["vertical/flows.xml"]
    assert edited_cases(course.key) == ["flow-rates"]
    assert export_name(course) == "epm-flow-1.0.0-local-en.tar.gz"
    found = sample.check(export_course(course), name="x", trusted=True)
    assert found.course is not None
    assert not [finding for finding in found.findings if finding.code.startswith("manifest")]


def test_an_update_keeps_what_learners_did(course: Course, person: Callable) -> None:
    user = person("one")
    usage = course.course_key.usage("epm_case", "flow-rates")
    FieldValue.objects.create(block=usage, person=str(user.pk), scope="user_state", field="draft", value="{}")
    Grade.objects.create(user=user, course=course.key, usage=usage, earned=1, possible=2, at="2026-01-01T00:00:00Z")
    done = again(version="1.1.0", title="Flow rates, revised")
    assert done.course.pk == course.pk
    assert Course.objects.get().title == "Flow rates, revised"
    assert FieldValue.objects.filter(block=usage, person=str(user.pk)).exists()
    assert Grade.objects.get().earned == 1
    assert [row.version for row in Edition.objects.all()] == ["1.1.0", "1.0.0"]


def test_an_update_leaves_no_authored_value_of_the_one_before(course: Course) -> None:
    usage = course.course_key.usage("html", "intro")
    FieldValue.objects.create(block=usage, scope="settings", field="due", value='"2026-01-01T00:00:00Z"')
    again(version="1.1.0")
    assert not FieldValue.objects.filter(block=usage, field="due").exists()


def test_a_second_language_stands_beside_the_first(course: Course) -> None:
    again(run="r1-fr", lang="fr")
    assert sorted(Course.objects.values_list("language", flat=True)) == ["en", "fr"]


def test_a_state_in_a_package_is_not_taken_for_a_learner_s(course: Course) -> None:
    pytest.importorskip("drag_and_drop_v2")
    rows = FieldValue.objects.filter(block=course.course_key.usage("drag-and-drop-v2", "drop"))
    assert set(rows.values_list("scope", flat=True)) <= {"content", "settings"}


def test_a_failing_import_changes_nothing(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Edition.objects, "create", lambda **_values: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        again(version="2.0.0", title="Half")
    assert Course.objects.get().title == "Flow rates"
    assert Block.objects.filter(course=course).count() == 10
