"""Teams that share one workbook: who is in which, and their draft. A team is a learner of the ledger like any other.
registrar room.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from epm_xblocks.registrar.locking import database
from epm_xblocks.registrar.models import SharedDraft, Team, TeamSeat
from epm_xblocks.registrar.values import Learner, canonical, sitting_code

__all__ = [
    "LIST",
    "TeamValue",
    "draft",
    "keep_draft",
    "members",
    "put_team",
    "set_teams",
    "team_names",
    "team_of",
    "teams",
]

LIST = ""
"""The set of teams that a trainer lists for a course; a platform's own sets have their names."""


@dataclass(frozen=True, slots=True)
class TeamValue:
    """A team: its name in the ledger, its name for people, usernames of its members."""

    id: str
    name: str
    members: tuple[str, ...]


def team_of(course: str, username: str) -> TeamValue | None:
    """The listed team of a person in a course."""
    seat = TeamSeat.objects.using(database()).filter(code=_code(course, LIST, username.casefold())).first()
    return _value(seat.team) if seat is not None and username else None


def teams(course: str) -> tuple[TeamValue, ...]:
    """Every listed team of a course that has members, by name."""
    rows = Team.objects.using(database()).filter(course=course, topic=LIST).order_by("name", "pk")
    found = (_value(row) for row in rows if row.course == course)
    return tuple(team for team in found if team.members)


def members(learner: str) -> tuple[str, ...]:
    """Usernames of a team by its name in the ledger; none for a person."""
    pk = learner.removeprefix("team:")
    row = Team.objects.using(database()).filter(pk=int(pk)).first() if learner != pk and pk.isdecimal() else None
    return _value(row).members if row is not None else ()


def team_names(course: str) -> dict[str, str]:
    """Names for people of all teams of a course, by their names in the ledger."""
    rows = Team.objects.using(database()).filter(course=course)
    return {f"team:{row.pk}": row.name for row in rows}


def set_teams(course: str, listed: Mapping[str, Iterable[str]]) -> tuple[TeamValue, ...]:
    """Put a list in place of the one before: usernames by team. What teams submitted stays theirs."""
    with transaction.atomic(using=database()):
        TeamSeat.objects.using(database()).filter(team__course=course, team__topic=LIST).delete()
        for name, usernames in listed.items():
            _seat(_team(course, LIST, name, name), usernames)
    return teams(course)


def put_team(course: str, topic: str, ident: str, name: str, usernames: Iterable[str]) -> TeamValue:
    """A team of the platform as it is now."""
    usernames = sorted(set(usernames))
    row = _team(course, topic, ident, name)
    if row.name != name:
        row.name = name
        row.save(using=database(), update_fields=["name"])
    if sorted(_value(row).members) != usernames:
        with transaction.atomic(using=database()):
            codes = [_code(course, topic, one.casefold()) for one in usernames]
            TeamSeat.objects.using(database()).filter(code__in=codes).delete()
            TeamSeat.objects.using(database()).filter(team=row).delete()
            _seat(row, usernames)
    return _value(row)


def draft(who: Learner) -> dict[str, Any]:
    """What the team has typed and not submitted: {answers, version, saved, by}; {} before the first word."""
    row = SharedDraft.objects.using(database()).filter(code=sitting_code(who)).first()
    if row is None:
        return {}
    return {"answers": json.loads(row.answers), "version": row.version, "saved": row.at.isoformat(), "by": row.by}


def keep_draft(who: Learner, answers: Any, *, version: int, now: datetime, by: str) -> bool:
    """Keep answers as `version`; False where another member wrote that version, or a later one, first."""
    rows = SharedDraft.objects.using(database()).filter(code=sitting_code(who))
    told = {"answers": canonical(answers), "version": version, "at": now, "by": by[:150]}
    if rows.filter(version__lt=version).update(**told):
        return True
    if rows.exists():
        return False
    try:
        with transaction.atomic(using=database()):
            SharedDraft.objects.using(database()).create(code=sitting_code(who), **told)
    except IntegrityError:
        return False
    return True


def _team(course: str, topic: str, ident: str, name: str) -> Team:
    code = _code(course, topic, ident)
    rows = Team.objects.using(database())
    try:
        with transaction.atomic(using=database()):
            return rows.get_or_create(code=code, defaults={"course": course, "topic": topic, "name": name[:255]})[0]
    except IntegrityError:
        return rows.get(code=code)


def _seat(team: Team, usernames: Iterable[str]) -> None:
    rows = [
        TeamSeat(team=team, username=one[:150], code=_code(team.course, team.topic, one.casefold()))
        for one in usernames
    ]
    TeamSeat.objects.using(database()).bulk_create(rows)


def _value(row: Team) -> TeamValue:
    seats = TeamSeat.objects.using(database()).filter(team=row).order_by("username")
    return TeamValue(f"team:{row.pk}", row.name, tuple(seats.values_list("username", flat=True)))


def _code(course: str, topic: str, name: str) -> str:
    """Exact to the letter, because collations are not."""
    return hashlib.sha256(f"{course}\0{topic}\0{name}".encode()).hexdigest()
