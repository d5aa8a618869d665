"""Field values: kept by person and scope, inherited, written by those who may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from epm_xblocks.campus.models import Block, Extension, FieldValue
from epm_xblocks.campus.runtime import CampusRuntime

DROP = ("drag-and-drop-v2", "drop")


def block_of(runtime: CampusRuntime, category: str = DROP[0], name: str = DROP[1]) -> Any:
    return runtime.get_block(runtime.course_key.usage(category, name))


def set_on(course: Any, category: str, name: str, field: str, value: str) -> None:
    usage = course.course_key.usage(category, name)
    FieldValue.objects.create(block=usage, scope="settings", field=field, value=value)


def test_each_person_has_a_state_of_their_own(runtime: Callable, person: Callable) -> None:
    pytest.importorskip("drag_and_drop_v2")
    one, other = person("one"), person("other")
    block = block_of(runtime(one))
    block.attempts = 3
    block.save()
    assert block_of(runtime(one)).attempts == 3
    assert block_of(runtime(other)).attempts == 0
    assert block_of(runtime(AnonymousUser())).attempts == 0


def test_a_visitor_leaves_nothing(runtime: Callable) -> None:
    pytest.importorskip("drag_and_drop_v2")
    block = block_of(runtime(AnonymousUser()))
    block.attempts = 3
    block.save()
    assert not FieldValue.objects.filter(field="attempts").exists()


def test_settings_come_from_above_and_an_own_one_wins(course: Any, runtime: Callable, person: Callable) -> None:
    user = person("one")
    set_on(course, "course", "r1", "due", '"2026-12-01T00:00:00Z"')
    set_on(course, "course", "r1", "max_attempts", "5")
    block = block_of(runtime(user), "epm_case", "flow-rates")
    assert block.due == datetime(2026, 12, 1, tzinfo=UTC)
    set_on(course, "sequential", "seq", "due", '"2026-12-24T00:00:00Z"')
    set_on(course, "sequential", "seq", "graceperiod", '"2 days"')
    block = block_of(runtime(user), "epm_case", "flow-rates")
    assert block.due == datetime(2026, 12, 24, tzinfo=UTC)
    assert block.close_date == datetime(2026, 12, 26, tzinfo=UTC)
    assert block_of(runtime(user), "vertical", "others").max_attempts == 5
    assert block.graded is True  # from the policy of the subsection


def test_a_weight_is_a_block_s_own(course: Any, runtime: Callable, person: Callable) -> None:
    set_on(course, "course", "r1", "weight", "9")
    assert block_of(runtime(person("one")), "html", "intro").weight is None


def test_an_extension_is_of_one_learner_and_never_of_the_course(
    course: Any, runtime: Callable, person: Callable
) -> None:
    one, other = person("one"), person("other")
    set_on(course, "sequential", "seq", "due", '"2026-01-01T00:00:00Z"')
    later = timezone.now() + timedelta(days=3)
    usage = course.course_key.usage("epm_case", "flow-rates")
    Extension.objects.create(user=one, usage=usage, due=later)
    block = block_of(runtime(one), "epm_case", "flow-rates")
    assert block.due == later
    assert not block.has_deadline_passed()
    assert not block.fields["due"].is_set_on(block)
    assert block_of(runtime(other), "epm_case", "flow-rates").has_deadline_passed()


def test_a_handler_cannot_change_the_source_for_a_learner(course: Any, runtime: Callable, person: Callable) -> None:
    made = runtime(person("one"))
    made.store.strict = True
    block = block_of(made, "html", "intro")
    block.data = "<p>mine</p>"
    with pytest.raises(PermissionDenied):
        block.save()
    assert "mine" not in block_of(runtime(person("two")), "html", "intro").data


def test_a_view_that_writes_content_is_not_kept(runtime: Callable, person: Callable) -> None:
    block = block_of(runtime(person("one")), "html", "intro")
    block.display_name = "Mine"
    block.save()
    assert block_of(runtime(person("two")), "html", "intro").display_name == "Introduction"


def test_an_author_s_change_is_noted(course: Any, runtime: Callable, person: Callable) -> None:
    author = person("author", "trainer", course, author=True)
    block = block_of(runtime(author), "html", "intro")
    block.data = "<p>New</p>"
    block.save()
    row = Block.objects.get(usage=block.scope_ids.usage_id)
    assert row.edited is not None
    assert row.edited_by == author
    assert block_of(runtime(person("one")), "html", "intro").data == "<p>New</p>"


def test_a_page_reads_its_fields_with_few_queries(
    runtime: Callable, person: Callable, django_assert_max_num_queries: Any
) -> None:
    made = runtime(person("one"))
    made.store.prefetch(made.tree.rows)
    made.data.extensions  # noqa: B018 — because reading it is the query
    with django_assert_max_num_queries(0):
        for key in made.tree.rows:
            block = made.get_block(key)
            assert block.due is None
