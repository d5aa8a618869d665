"""The runtime as blocks meet it: services, addresses, wrapping, what is missing, what fails."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import translation
from web_fragments.fragment import Fragment
from xblock.core import XBlock
from xblock.exceptions import NoSuchUsage

from epm_xblocks.campus.keys import CourseKey
from epm_xblocks.campus.people import anonymous_id
from epm_xblocks.campus.runtime import CampusRuntime, page_files, registry, resource


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Installs and removes block types."""
    types: dict[str, type[XBlock] | None] = {}
    load = XBlock.load_class

    def loaded(name: str, *more: Any, **options: Any) -> type[XBlock]:
        if name in types and types[name] is None:
            return load("no-such-type-anywhere", *more, **options)
        return types.get(name) or load(name, *more, **options)

    monkeypatch.setattr(XBlock, "load_class", loaded)
    registry.forget()
    yield lambda name, cls: (types.__setitem__(name, cls), registry.forget())
    registry.forget()


class Odd(XBlock):
    """Fails, or says dangerous things."""

    def student_view(self, _context: Any = None) -> Fragment:
        raise RuntimeError("odd")


class Talking(XBlock):
    """Hands over scripts and arguments."""

    def student_view(self, _context: Any = None) -> Fragment:
        fragment = Fragment("<p>talk</p>")
        fragment.add_css(".talk { color: red }")
        fragment.add_javascript("function Talk() {}")
        fragment.add_javascript_url("/static/other.js")
        fragment.initialize_js("Talk", {"text": "</script><script>alert(1)</script>"})
        return fragment


def unit(runtime: CampusRuntime, name: str = "others") -> Any:
    return runtime.get_block(runtime.course_key.usage("vertical", name))


def test_a_type_that_is_not_installed_says_so_and_the_rest_works(runtime: Callable, person: Callable) -> None:
    made = runtime(person("one"))
    shown = made.render(unit(made), "student_view").content
    assert "holo_map" in shown
    assert "not installed on this site" in shown
    assert "A film" in shown


def test_without_its_entry_point_the_case_is_said_to_be_missing(
    runtime: Callable, person: Callable, installed: Any
) -> None:
    installed("epm_case", None)
    made = runtime(person("one"))
    shown = made.render(unit(made, "flows"), "student_view").content
    assert "epm_case" in shown
    assert "not installed on this site" in shown
    assert "Read this." in shown


def test_a_type_that_is_installed_later_reads_what_was_kept(
    runtime: Callable, person: Callable, installed: Any
) -> None:
    installed("holo_map", Talking)
    made = runtime(person("one"))
    assert "talk" in made.render(unit(made), "student_view").content


def test_a_block_that_fails_leaves_the_rest_of_the_page(runtime: Callable, person: Callable, installed: Any) -> None:
    installed("holo_map", Odd)
    made = runtime(person("one"))
    shown = made.render(unit(made), "student_view").content
    assert "could not be shown" in shown
    assert "A film" in shown


def test_what_a_block_hands_over_as_text_is_served_as_files(
    runtime: Callable, person: Callable, installed: Any, browser: Callable
) -> None:
    installed("holo_map", Talking)
    made = runtime(person("one"))
    fragment = made.render(unit(made), "student_view")
    files = page_files(fragment)
    assert "/static/other.js" in files.scripts
    bodies = [
        browser().get(place).content.decode() for place in (*files.styles, *files.scripts) if "/fragment/" in place
    ]
    assert ".talk { color: red }" in bodies
    assert "function Talk() {}" in bodies
    assert "<script>alert" not in fragment.content
    assert "\\u003c/script" in fragment.content


def test_a_text_of_an_author_is_cleaned(runtime: Callable, person: Callable) -> None:
    made = runtime(person("one"))
    shown = made.render(made.get_block(made.course_key.usage("html", "intro")), "student_view").content
    assert "<script>" not in shown
    assert "/courses/EPM+FLOW+r1/file/map.png?v=" in shown


def test_a_film_is_links_to_web_addresses_only(runtime: Callable, person: Callable) -> None:
    made = runtime(person("one"))
    film = made.get_block(made.course_key.usage("video", "film"))
    assert film.addresses() == ["https://www.youtube.com/watch?v=abcdefghijk", "https://example.org/film.mp4"]
    film.sources = ["javascript:alert(1)", "data:text/html,x", "/static/film.mp4"]
    assert film.addresses()[1:] == ["/static/film.mp4"]


def test_services_under_the_platform_s_names(runtime: Callable, person: Callable, course: Any) -> None:
    user, trainer = person("one"), person("t", "trainer", course, author=True)
    made = runtime(user)
    block = made.get_block(made.course_key.usage("epm_case", "flow-rates"))
    told = made.service(block, "user").get_current_user()
    assert told.opt_attrs["edx-platform.anonymous_user_id"] == anonymous_id(user)
    assert told.opt_attrs["edx-platform.user_is_staff"] is False
    assert not made.service(block, "studio_user_permissions").can_write(CourseKey(course.key))
    assert made.service(block, "user").get_anonymous_user_id("t", course.key) is None
    staff = CampusRuntime(course, trainer)
    block = staff.get_block(block.scope_ids.usage_id)
    assert staff.service(block, "user").get_current_user().opt_attrs["edx-platform.user_is_staff"] is True
    assert staff.service(block, "studio_user_permissions").can_write(CourseKey(course.key))
    assert not staff.service(block, "studio_user_permissions").can_write(CourseKey("course-v1:EPM+OTHER+r1"))
    assert staff.service(block, "teams").get_team("t", course.key, "x") is None
    assert staff.service(block, "publish") is not None


def test_words_come_from_the_block_s_own_catalogue(runtime: Callable, person: Callable) -> None:
    made = runtime(person("one"))
    block = made.get_block(made.course_key.usage("epm_case", "flow-rates"))
    with translation.override("fr"):
        words = made.service(block, "i18n")
        assert words.language == "fr"
        assert words.ugettext("Go on working") == "Continuer le travail"
        assert words.gettext("no such sentence") == "no such sentence"
        assert words.gettext("") == ""


def test_only_blocks_of_the_course_are_given(runtime: Callable, person: Callable) -> None:
    made = runtime(person("one"))
    with pytest.raises(NoSuchUsage):
        made.get_block("block-v1:EPM+OTHER+r1+type@html+block@intro")


def test_what_is_for_staff_or_later_is_not_shown(runtime: Callable, person: Callable, course: Any) -> None:
    from epm_xblocks.campus.models import FieldValue

    usage = course.course_key.usage("html", "intro")
    FieldValue.objects.create(block=usage, scope="settings", field="visible_to_staff_only", value="true")
    made = runtime(person("one"))
    assert "Read this." not in made.render(unit(made, "flows"), "student_view").content
    staff = CampusRuntime(course, person("t", "trainer", course))
    assert "Read this." in staff.render(unit(staff, "flows"), "student_view").content
    FieldValue.objects.filter(field="visible_to_staff_only").update(field="start", value='"2999-01-01T00:00:00Z"')
    made = runtime(person("two"))
    assert "Read this." not in made.render(unit(made, "flows"), "student_view").content


def test_no_aside_decorates_a_block(runtime: Callable) -> None:
    made = runtime(AnonymousUser())
    assert made.get_asides(unit(made)) == []


def test_files_outside_the_public_folder_are_not_served() -> None:
    for path in ("../setup.py", "public/../case.py", "case.py", "public/./../x", "public/none.js"):
        with pytest.raises(FileNotFoundError):
            resource("epm_case", path)


def test_arguments_are_json(runtime: Callable, person: Callable, installed: Any) -> None:
    installed("holo_map", Talking)
    made = runtime(person("one"))
    shown = made.render(made.get_block(made.course_key.usage("holo_map", "holo")), "student_view").content
    data = shown.partition('class="xblock_json_init_args">')[2].partition("</script>")[0]
    assert json.loads(data) == {"text": "</script><script>alert(1)</script>"}
