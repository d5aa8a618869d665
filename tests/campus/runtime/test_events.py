"""What blocks publish."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from epm_xblocks.campus.models import Completion, Grade


@pytest.fixture
def publish(runtime: Callable, person: Callable) -> Callable[..., None]:
    user = person("one")

    def make(kind: str, who: Any = user, **data: Any) -> None:
        made = runtime(who)
        made.publish(made.get_block(made.course_key.usage("html", "intro")), kind, data)

    return make


def test_the_last_mark_counts_unless_only_a_higher_one_is_asked_for(publish: Callable) -> None:
    publish("grade", value=3, max_value=4)
    publish("grade", value=2, max_value=4)
    assert Grade.objects.get().earned == 2
    publish("grade", value=1, max_value=4, only_if_higher=True)
    assert Grade.objects.get().earned == 2
    publish("grade", value=4, max_value=4, only_if_higher=True)
    assert Grade.objects.get().earned == 4


def test_a_mark_completes_a_block_that_does_not_say_so_itself(publish: Callable) -> None:
    publish("grade", value=0, max_value=4)
    assert Completion.objects.get().share == 1


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"value": 1},
        {"value": 1, "max_value": 0},
        {"value": float("nan"), "max_value": 1},
        {"value": "x", "max_value": 1},
    ],
)
def test_what_is_no_mark_is_not_kept(publish: Callable, data: dict[str, Any]) -> None:
    publish("grade", **data)
    assert not Grade.objects.exists()


def test_completion_stays_between_nothing_and_all(publish: Callable) -> None:
    publish("completion", completion=7)
    assert Completion.objects.get().share == 1
    publish("completion", completion=0.25)
    assert Completion.objects.get().share == 0.25
    publish("completion", completion=None)
    assert Completion.objects.get().share == 0.25


def test_a_visitor_and_another_s_id_leave_nothing(publish: Callable, person: Callable) -> None:
    publish("grade", AnonymousUser(), value=1, max_value=1)
    assert not Grade.objects.exists()
    victim = person("victim")
    publish("grade", value=1, max_value=1, user_id=victim.pk)
    assert Grade.objects.get().user.username == "one"
