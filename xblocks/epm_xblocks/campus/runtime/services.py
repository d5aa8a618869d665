"""Services under the platform's names, for whoever a block is shown to. campus room."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.cache import caches
from django.urls import reverse
from django.utils import timezone

from epm_xblocks.campus.keys import CourseKey, UsageKey
from epm_xblocks.campus.models import Completion, CourseFile, FieldValue, Grade, Person, put
from epm_xblocks.campus.people import anonymous_id, is_institution, may_author, shown_name, teaches
from epm_xblocks.registrar import api

__all__ = [
    "CacheService", "CompletionService", "GradesOfOthers", "Permissions", "PublishService", "ReplaceUrls",
    "SettingsService", "TeamsService", "UserService", "UserStateService", "XBlockUser",
]  # fmt: skip


class XBlockUser:
    """A person as blocks see one: `is_current_user`, `emails`, `full_name`, `opt_attrs`."""

    def __init__(self, user: Any, course: str, *, current: bool) -> None:
        self.is_current_user = current
        signed_in = bool(user.is_authenticated)
        self.emails = [user.email] if signed_in and user.email else []
        self.full_name = shown_name(user) if signed_in else ""
        self.display_name = self.full_name
        staff = signed_in and (teaches(user, course) or is_institution(user))
        self.opt_attrs: dict[str, Any] = {
            "edx-platform.is_authenticated": signed_in,
            "edx-platform.user_id": user.pk,
            "edx-platform.username": user.get_username() if signed_in else None,
            "edx-platform.anonymous_user_id": anonymous_id(user) or None,
            "edx-platform.deprecated_anonymous_user_id": anonymous_id(user) or None,
            "edx-platform.user_is_staff": staff,
            "edx-platform.user_is_global_staff": False,
            "edx-platform.user_is_beta_tester": False,
            "edx-platform.user_role": "instructor" if staff else "student",
            "edx-platform.user_preferences": {},
            "edx-platform.request_country_code": None,
        }


class UserService:
    """Who is here, and the names blocks know people by."""

    def __init__(self, user: Any, course: str) -> None:
        self._user, self._course = user, course

    def get_current_user(self) -> XBlockUser:
        """The person the block is shown to."""
        return XBlockUser(self._user, self._course, current=True)

    def get_anonymous_user_id(self, username: str, course_id: str) -> str | None:
        """The anonymous name of an account, for staff of the course only."""
        staff = teaches(self._user, str(course_id)) or is_institution(self._user)
        if not (staff or self._user.get_username() == username):
            return None
        user = User.objects.filter(username=username).first()
        return anonymous_id(user) if user else None

    def get_user_by_anonymous_id(self, uid: str | None = None) -> User | None:
        """The account behind an anonymous name."""
        person = Person.objects.filter(anonymous=uid or anonymous_id(self._user)).select_related("user").first()
        return person.user if person else None


class ReplaceUrls:
    """Addresses of the course's own files: `/static/map.png` in what an author wrote."""

    _PATTERN = re.compile(r"(?P<quote>\\?[\"'])/static/(?P<path>[^\"'\\]+)(?P=quote)")

    def __init__(self, course: CourseKey) -> None:
        self.course = course

    def replace_urls(self, text: str, static_replace_only: bool = False) -> str:
        """The text with every quoted `/static/…` and `/jump_to_id/…` addressed."""
        found = self._PATTERN.sub(
            lambda hit: hit["quote"] + self.address("/static/" + hit["path"]) + hit["quote"], text
        )
        return found if static_replace_only else re.sub(r"(?<=[\"'])/jump_to_id/([\w.-]+)", self._jump, found)

    def address(self, path: str) -> str:
        """Where one file of the course is served; any other address as it is."""
        if not path.startswith("/static/"):
            return path
        name, _, query = path.removeprefix("/").partition("?")
        row = CourseFile.objects.filter(course__key=self.course, path=name).values_list("sha", flat=True).first()
        base = reverse("course-file", args=[self.course.short, name.removeprefix("static/")])
        return f"{base}?v={row[:12]}" if row else base + (f"?{query}" if query else "")

    def _jump(self, hit: re.Match[str]) -> str:
        return reverse("jump", args=[self.course.short, hit[1]])


class CompletionService:
    """How far the person has come, as blocks ask for it."""

    def __init__(self, user: Any, course: str) -> None:
        self._user, self._course = user, course

    def completion_tracking_enabled(self) -> bool:
        """Whether completion is kept: it is, for people who are signed in."""
        return bool(self._user.is_authenticated)

    def get_completions(self, candidates: list[str]) -> dict[str, float]:
        """How far each of these blocks is done, 0 to 1."""
        rows = Completion.objects.filter(user_id=self._user.pk, usage__in=[str(key) for key in candidates])
        done = dict(rows.values_list("usage", "share")) if self._user.pk else {}
        return {key: done.get(str(key), 0.0) for key in candidates}

    def vertical_is_complete(self, item: Any) -> bool:
        """Whether every block of a unit is done."""
        return all(share >= 1.0 for share in self.get_completions(list(item.children)).values())

    def can_mark_block_complete_on_view(self, block: Any) -> bool:
        """Whether seeing the block is all there is to do."""
        return not getattr(block, "has_score", False) and not getattr(block, "has_custom_completion", False)


class Permissions:
    """`studio_user_permissions`: what the person may do to the source of the course."""

    def __init__(self, user: Any) -> None:
        self._user = user

    def can_write(self, course_key: Any) -> bool:
        """Whether the person is an author of the course."""
        return may_author(self._user, str(course_key))

    def can_read(self, course_key: Any) -> bool:
        """Whether the person is a trainer or an author of the course."""
        return teaches(self._user, str(course_key))


class UserStateService:
    """`user_state`: stored states of people at a block, for reports of the course's staff."""

    def __init__(self, user: Any) -> None:
        self._user = user

    def get(self, username: str, block_key: Any) -> dict[str, str]:
        """The state of one person, as JSON texts by field."""
        return dict(self._states(block_key, username=username)).get(username, {})

    def iter_all_for_block(self, block_key: Any) -> Iterator[tuple[str, dict[str, str]]]:
        """(username, state) of everybody who has one."""
        yield from self._states(block_key)

    def _states(self, block_key: Any, **only: str) -> Iterator[tuple[str, dict[str, str]]]:
        if not teaches(self._user, UsageKey(block_key).course_key):
            return
        names = {str(user.pk): user.get_username() for user in User.objects.filter(**only)}
        states: dict[str, dict[str, str]] = {}
        rows = FieldValue.objects.filter(block=str(block_key), scope="user_state").order_by("person", "field")
        for person, field, value in rows.values_list("person", "field", "value"):
            if person in names:
                states.setdefault(names[person], {})[field] = value
        yield from states.items()


class GradesOfOthers:
    """`grades_of_others`: marks that trainers of the course give to learners."""

    def __init__(self, runtime: Any) -> None:
        self._runtime = runtime

    def publish(self, learner: str, usage: Any, earned: float, possible: float) -> None:
        """Keep the mark of the learner with this anonymous name, where the person at work teaches the course."""
        runtime = self._runtime
        person = Person.objects.filter(anonymous=learner).select_related("user").first()
        if person is None or possible <= 0 or not teaches(runtime.user, str(runtime.course_key)):
            return
        where = {"user": person.user, "usage": str(usage), "course": str(runtime.course_key)}
        put(Grade(**where, earned=earned, possible=possible, at=timezone.now()), unique=("user", "usage"))

    def publish_to(self, username: str, usage: Any, earned: float, possible: float) -> None:
        """Keep a team's mark for the member of this name: the person at work is of the same team, or teaches."""
        runtime, course = self._runtime, str(self._runtime.course_key)
        team = api.team_of(course, username)
        mine = team is not None and runtime.user.get_username().casefold() in map(str.casefold, team.members)
        user = User.objects.filter(username=username).first()
        if user is None or possible <= 0 or not (mine or teaches(runtime.user, course)):
            return
        where = {"user": user, "usage": str(usage), "course": course}
        put(Grade(**where, earned=earned, possible=possible, at=timezone.now()), unique=("user", "usage"))


class SettingsService:
    """`settings`: what the operator set for a block type in XBLOCK_SETTINGS."""

    def get_settings_bucket(self, block: Any, default: Any = None) -> Any:
        """The settings under the block's key or class name."""
        cls = getattr(type(block), "unmixed_class", type(block))
        name = getattr(block, "block_settings_key", None) or cls.__name__
        return settings.XBLOCK_SETTINGS.get(name, {} if default is None else default)


class TeamsService:
    """`teams`: campus has none."""

    def get_team(self, _user: Any, _course_id: Any, _topic_id: Any) -> None:
        """None: nobody is in a team."""
        return None


class CacheService:
    """`cache`: Django's caches by name."""

    def get_cache(self, name: str) -> Any:
        """The cache of that name, or the default one."""
        return caches[name if name in settings.CACHES else "default"]


class PublishService:
    """`publish`: the runtime's own way to publish."""

    def __init__(self, runtime: Any) -> None:
        self._runtime = runtime

    def publish(self, block: Any, event_type: str, event: dict[str, Any]) -> None:
        """Publish an event of a block."""
        self._runtime.publish(block, event_type, event)
