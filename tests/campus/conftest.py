"""People and a course for the tests of campus."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from epm_xblocks.campus.importing import import_course
from epm_xblocks.campus.models import Course, TeamMember
from epm_xblocks.campus.people import give_role
from epm_xblocks.campus.runtime import CampusRuntime
from tests.campus import sample


@pytest.fixture(autouse=True)
def _state(settings: Any, tmp_path: Path) -> None:
    settings.EPM_STATE = tmp_path


@pytest.fixture
def course(db: None) -> Course:
    """The sample course."""
    found = sample.report().course
    assert found is not None
    return import_course(found, name="epm-flow-1.0.0-en.tar.gz", body=sample.package()).course


@pytest.fixture
def person(db: None) -> Callable[..., User]:
    """Makes an account of a role, on the team of a course where one is given."""

    def make(name: str, role: str = "learner", course: Course | None = None, *, author: bool = False) -> User:
        user = User.objects.create_user(name, f"{name}@example.org", "a password", first_name=name.title())
        give_role(user, role)
        if course is not None:
            TeamMember.objects.create(course=course, user=user, author=author)
        return user

    return make


@pytest.fixture
def browser() -> Callable[..., Client]:
    """A client, signed in where a person is given, in a language."""

    def make(user: User | None = None, lang: str = "en", **options: Any) -> Client:
        client = Client(headers={"accept-language": lang}, **options)
        if user is not None:
            client.force_login(user)
        return client

    return make


@pytest.fixture
def runtime(course: Course) -> Callable[..., CampusRuntime]:
    """The runtime of the sample course for a person."""
    return lambda user: CampusRuntime(course, user)
