"""The only place that knows the platform: who is here, when, in which course, what may be done. blocks room.

Every function takes the block and asks the services its runtime offers; whatever a host lacks has a safe answer.
"""

from __future__ import annotations

import hashlib
import hmac
import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from xblock.exceptions import NoSuchServiceError
from xblock.scorable import ShowCorrectness

__all__ = [
    "Person",
    "PlatformTeam",
    "Times",
    "Visit",
    "clear_of_version",
    "correctness_shown",
    "course_id",
    "handler_url",
    "has_registrar",
    "has_resource",
    "is_account",
    "language",
    "login_url",
    "may_mark",
    "may_read_source",
    "may_write_source",
    "named",
    "now",
    "opaque",
    "person",
    "platform_team",
    "practice_only",
    "publish_completion",
    "publish_grade",
    "publish_grade_of",
    "publish_grade_to",
    "replace_urls",
    "resource_url",
    "secrets",
    "service",
    "sibling",
    "times",
    "translator",
    "usage_id",
    "username",
    "visit",
    "zone",
]

_USER = "edx-platform."


@dataclass(frozen=True, slots=True)
class Person:
    """Who the block is shown to. `id` is the platform's anonymous id, "" for a visitor; `behind` is set when staff look
    at the course as this person."""

    id: str
    staff: bool = False
    behind: bool = False


@dataclass(frozen=True, slots=True)
class Times:
    """Server time and this learner's deadlines, extensions and grace included. `over`: no submission is taken now."""

    now: datetime
    due: datetime | None
    closes: datetime | None
    over: bool


@dataclass(frozen=True, slots=True)
class PlatformTeam:
    """A team as the platform has it: its id, its name, usernames of its members."""

    ident: str
    name: str
    usernames: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Visit:
    """One request at a block: who, when, where, and whether what is submitted is for practice only. `team`: the one in
    whose name the person works; `who.id` is then the team's."""

    block: Any
    who: Person
    when: Times
    course: str
    usage: str
    practice: bool
    team: Any = None


def visit(block: Any) -> Visit:
    """Ask the host everything once: some of its services read the database at each call."""
    from epm_xblocks.blocks import teams  # here: teams ask this module

    who = person(block)
    return teams.seated(Visit(block, who, times(block), course_id(block), usage_id(block), practice_only(block, who)))


def now() -> datetime:
    """Server time, aware."""
    return datetime.now(UTC)


def service(block: Any, name: str) -> Any:
    """A service of the host, or None where it has none."""
    try:
        return block.runtime.service(block, name)
    except NoSuchServiceError:
        return None


# Who


def person(block: Any) -> Person:
    """The person the block is bound to; staff who look as a learner are told apart by the real user behind."""
    users = service(block, "user")
    user = users.get_current_user() if users else None
    told: Mapping[str, Any] = getattr(user, "opt_attrs", None) or {}
    if told.get(_USER + "is_authenticated") is False:
        return Person("")
    name = told.get(_USER + "anonymous_user_id") or block.scope_ids.user_id
    behind = any(
        getattr(one, "real_user", None) is not None for one in (getattr(users, "_django_user", None), users, user)
    )
    return Person("" if name is None else str(name), bool(told.get(_USER + "user_is_staff")), behind)


def username(block: Any) -> str:
    """The name of the account the block is bound to."""
    users = service(block, "user")
    told: Mapping[str, Any] = getattr(users.get_current_user() if users else None, "opt_attrs", None) or {}
    return str(told.get(_USER + "username") or "")


def is_account(block: Any, name: str) -> bool:
    """Whether an account of this name is known; staff alone are told."""
    find = getattr(service(block, "user"), "get_anonymous_user_id", None)
    return find is None or find(name, course_id(block)) is not None


def platform_team(block: Any, learner: str, topic: str) -> PlatformTeam | None:
    """The person's team in one of the platform's sets of teams."""
    found, user = service(block, "teams"), named(block, learner)
    team = found.get_team(user, _context_key(block), topic) if found is not None and user is not None else None
    if team is None:
        return None
    return PlatformTeam(str(team.team_id), str(team.name), tuple(user.username for user in team.users.all()))


def may_write_source(block: Any) -> bool:
    """Whether the user is an author here: only where the host says so, whatever the role in the LMS."""
    return _permitted(block, "can_edit_content", "can_write")


def may_read_source(block: Any) -> bool:
    """Whether the user may read the source (and so the key) here."""
    return _permitted(block, "can_read_content", "can_read")


def _permitted(block: Any, *questions: str) -> bool:
    rights = service(block, "studio_user_permissions")
    ask = next((getattr(rights, name) for name in questions if hasattr(rights, name)), None)
    key = _context_key(block)
    return ask is not None and key is not None and bool(ask(key))


# Where


def usage_id(block: Any) -> str:
    """The usage key as text, the same in every request."""
    return str(clear_of_version(block.scope_ids.usage_id))


def course_id(block: Any) -> str:
    """The course (or library) key as text; "" on a host without courses."""
    key = _context_key(block)
    return "" if key is None else str(clear_of_version(key))


def clear_of_version(key: Any) -> Any:
    """A key without branch and version: those change with each publication, the block does not."""
    if getattr(key, "branch", None) is not None or getattr(key, "version_guid", None) is not None:
        return key.for_branch(None).version_agnostic()
    return key


def sibling(block: Any, usage: str) -> Any:
    """The block of the same type with this usage key (as text) in the block's own course; None where it is gone."""
    own = block.scope_ids.usage_id
    made = getattr(type(own), "from_string", type(own))
    try:
        key = made(usage)
        course = _context_key(block)
        found = block.runtime.get_block(key.map_into_course(course) if hasattr(key, "map_into_course") else key)
    except Exception:  # noqa: BLE001 — because each host says in its own way that a block is not there
        return None
    return found if getattr(found, "category", "epm_case") == "epm_case" and hasattr(found, "source") else None


def _context_key(block: Any) -> Any:
    key = block.scope_ids.usage_id
    return getattr(key, "context_key", None) or getattr(key, "course_key", None)


# When


def times(block: Any) -> Times:
    """This learner's due date and close as they are now; extensions arrive through the fields, read at each call.

    Only a field counts: a host without due dates may set an attribute of that name (xblock-sdk's workbench sets "now").
    """
    moment = now()
    due = _aware(block.due) if "due" in block.fields else None
    if getattr(block, "self_paced", False):
        return Times(moment, due, None, over=False)
    grace = getattr(block, "graceperiod", None)
    closes = due + grace if due is not None and grace else due
    passed = getattr(block, "has_deadline_passed", None)
    over = bool(passed()) if callable(passed) else closes is not None and moment > closes
    return Times(moment, due, closes, over or (closes is not None and moment > closes))


def _aware(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment


def correctness_shown(visit: Visit) -> bool:
    """Whether marks may be seen now by this person, as the course's `show_correctness` says."""
    rule = getattr(visit.block, "show_correctness", None) or ShowCorrectness.ALWAYS
    staff = visit.who.staff and not visit.who.behind
    return bool(ShowCorrectness.correctness_available(rule, visit.when.closes, staff))


# Records


def may_mark(block: Any, who: Person) -> bool:
    """Whether this person marks the work of others here: staff of the course, where there is a record to mark."""
    return who.staff and not practice_only(block, who)


def named(block: Any, learner: str) -> Any:
    """The account behind an anonymous id; None where this host does not tell."""
    find = getattr(service(block, "user"), "get_user_by_anonymous_id", None)
    return find(learner) if find else None


def practice_only(block: Any, who: Person) -> bool:
    """Whether what is submitted here must not reach a learner's record.

    So in Studio (it offers author rights and publishes nothing), for staff who look as a learner, for visitors, and on
    a host that does not run the registrar.
    """
    studio = service(block, "studio_user_permissions") is not None and service(block, "publish") is None
    return studio or who.behind or not who.id or not has_registrar()


def has_registrar() -> bool:
    """Whether the Django app of the ledger is installed on this host."""
    try:
        from django.apps import apps

        return apps.is_installed("epm_xblocks.registrar")
    except Exception:  # noqa: BLE001 — because a host may run Django without settings or not at all
        return False


def publish_grade(visit: Visit, points: float, out_of: float, only_if_higher: bool | None = None) -> None:
    """Hand a mark to the host, in the learner's own request or bound to the learner: the block's one grade path."""
    if not visit.who.behind and out_of > 0:
        event = {"value": points, "max_value": out_of, "only_if_higher": only_if_higher}
        visit.block.runtime.publish(visit.block, "grade", event)


def publish_grade_of(block: Any, learner: str, points: float, out_of: float) -> None:
    """Hand a mark that people gave to the host, for a learner who is not here.

    `publish` is for the person the block is bound to; a platform takes marks of others by its signal, for which the
    block is named and not given: its own record, of the person bound to it, must not be touched.
    """
    own = service(block, "grades_of_others")
    if own is not None:
        own.publish(learner, block.scope_ids.usage_id, points, out_of)
        return
    user = named(block, learner)
    try:
        signals = importlib.import_module("lms.djangoapps.grades.signals.signals")
    except ImportError:
        return
    if user is not None and out_of > 0:
        about = SimpleNamespace(location=block.scope_ids.usage_id, weight=getattr(block, "weight", None))
        signals.SCORE_PUBLISHED.send(
            sender=None, block=about, user=user, raw_earned=points, raw_possible=out_of, only_if_higher=False
        )


def publish_grade_to(block: Any, name: str, points: float, out_of: float) -> None:
    """Hand a team's mark to the host for another member, by username."""
    own = service(block, "grades_of_others")
    if own is not None:
        own.publish_to(name, block.scope_ids.usage_id, points, out_of)
        return
    try:
        signals = importlib.import_module("lms.djangoapps.grades.signals.signals")
        accounts = importlib.import_module("django.contrib.auth").get_user_model()
    except ImportError:
        return
    user = accounts.objects.filter(username=name).first()
    if user is not None and out_of > 0:
        about = SimpleNamespace(location=block.scope_ids.usage_id, weight=getattr(block, "weight", None))
        signals.SCORE_PUBLISHED.send(
            sender=None, block=about, user=user, raw_earned=points, raw_possible=out_of, only_if_higher=False
        )


def publish_completion(visit: Visit) -> None:
    """Tell the host that the block is done."""
    if not visit.who.behind:
        visit.block.emit_completion(1.0)


# Words and files


def translator(block: Any) -> Any:
    """The i18n service: gettext and ngettext in the reader's language."""
    return service(block, "i18n")


def language(block: Any) -> str:
    """The reader's language as the host runs this request, as `fr` or `fr-ca`."""
    said = getattr(translator(block), "language", None)
    if isinstance(said, str) and said:
        return said
    try:
        translation = importlib.import_module("django.utils.translation")
        return translation.get_language() or "en"
    except Exception:  # noqa: BLE001 — because a host may run Django without settings or not at all
        return "en"


def resource_url(block: Any, path: str) -> str:
    """URL of a file of the package below `public/`."""
    return block.runtime.local_resource_url(block, f"public/{path}")


def handler_url(block: Any, name: str) -> str:
    """URL of a handler of the block; "" on a host that has none (an app's data, a preview)."""
    try:
        return str(block.runtime.handler_url(block, name))
    except NotImplementedError:
        return ""


@lru_cache(maxsize=64)
def has_resource(path: str) -> bool:
    """Whether the package carries a file below `public/`."""
    return (Path(__file__).parent / "public" / path).is_file()


def login_url() -> str:
    """Where one signs in again on this host; "" where it names no such page."""
    try:
        settings = importlib.import_module("django.conf").settings
        return str(importlib.import_module("django.shortcuts").resolve_url(settings.LOGIN_URL))
    except Exception:  # noqa: BLE001 — because a host may run Django without settings, or without a page to sign in
        return ""


def replace_urls(block: Any, html: str) -> str:
    """HTML with `/static/…` made into URLs of the course's own files."""
    if "/static/" not in html and "/jump_to_id/" not in html:
        return html
    replacer = service(block, "replace_urls")
    return replacer.replace_urls(html) if replacer else html


# Secrets


def secrets() -> tuple[bytes, ...]:
    """The installation's secrets for stamps, newest first: EPM_SECRET, else one from SECRET_KEY; EPM_SECRETS_BEFORE."""
    settings = importlib.import_module("django.conf").settings
    own = getattr(settings, "EPM_SECRET", None)
    before = tuple(getattr(settings, "EPM_SECRETS_BEFORE", ()))
    fallback = hmac.new(str(settings.SECRET_KEY).encode(), b"epm-xblocks stamp", hashlib.sha256).digest()
    return tuple(_bytes(one) for one in (own or fallback, *before))


def _bytes(secret: str | bytes) -> bytes:
    return secret.encode() if isinstance(secret, str) else bytes(secret)


def opaque(visit: Visit) -> str:
    """A name of (person, block) for drafts kept in a browser, from which neither can be read."""
    text = f"draft\0{visit.who.id}\0{visit.usage}"
    return hmac.new(secrets()[0], text.encode(), hashlib.sha256).hexdigest()[:24] if visit.who.id else ""


def zone(block: Any) -> str:
    """Name of the time zone moments are written in: the person's preference, else the installation's."""
    users = service(block, "user")
    told = getattr(users.get_current_user(), "opt_attrs", None) or {} if users else {}
    preferred = (told.get(_USER + "user_preferences") or {}).get("time_zone")
    if preferred:
        return str(preferred)
    try:
        return str(importlib.import_module("django.conf").settings.TIME_ZONE)
    except Exception:  # noqa: BLE001 — because a host may run Django without settings or not at all
        return "UTC"
