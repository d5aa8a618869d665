"""One workbook for a team: who is in it, its draft, its marks for every member; the list that a trainer sends.
blocks room.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from epm_xblocks.blocks import host
from epm_xblocks.blocks.answering import Refused, field_of
from epm_xblocks.registrar.values import Learner
from epm_xblocks.words.text import ENGLISH, N_

__all__ = ["credit", "keep", "kept", "seated", "set_list", "told"]

LISTED = "list"
"""The setting `teams` where a trainer lists them; any other word is the platform's set of teams."""
LONGEST = 2_000
"""Lines of a list."""

_TOGETHER = N_("You work on one workbook with your team. Its marks count for every member.")
_ALONE = N_("You are in no team of this course yet, and work alone. Ask your trainer.")


def seated(visit: host.Visit) -> host.Visit:
    """The visit in the name of the person's team, where the case has teams and the person is in one."""
    rule = str(getattr(visit.block, "teams", "") or "")
    if not rule or visit.practice:
        return visit
    from epm_xblocks.registrar import api

    username = host.username(visit.block)
    team = api.team_of(visit.course, username) if rule == LISTED else _of_platform(visit, rule)
    if team is None:
        return visit
    return replace(visit, who=replace(visit.who, id=team.id), team=team)


def _of_platform(visit: host.Visit, topic: str) -> Any:
    from epm_xblocks.registrar import api

    found = host.platform_team(visit.block, visit.who.id, topic)
    return api.put_team(visit.course, topic, found.ident, found.name, found.usernames) if found else None


def told(visit: host.Visit) -> dict[str, Any] | None:
    """What the page says of teams: the person's own, or for trainers the list and the way to change it."""
    rule = str(getattr(visit.block, "teams", "") or "")
    if not rule:
        return None
    say = (host.translator(visit.block) or ENGLISH).gettext
    if visit.team:
        return {"name": visit.team.name, "members": list(visit.team.members), "text": say(_TOGETHER)}
    if rule == LISTED and host.may_mark(visit.block, visit.who):
        return {
            "name": "",
            "members": [],
            "text": "",
            "list": _written(visit),
            "url": host.handler_url(visit.block, "teams_list"),
        }
    return None if visit.practice else {"name": "", "members": [], "text": say(_ALONE)}


def kept(visit: host.Visit) -> dict[str, Any]:
    """The draft: the team's where there is one, with the member who wrote last, else the person's own."""
    own: dict[str, Any] = visit.block.draft or {}
    if not visit.team:
        return own
    from epm_xblocks.registrar import api

    return {**({"files": own["files"]} if "files" in own else {}), **api.draft(_learner(visit))}


def keep(visit: host.Visit, answers: Any, version: int, schema: int) -> dict[str, Any] | None:
    """Keep answers as a version of the draft; None where another member was first."""
    saved = visit.when.now.isoformat(timespec="seconds")
    draft = {"answers": answers, "version": version, "saved": saved, "schema": schema}
    if not visit.team:
        visit.block.draft = {**(visit.block.draft or {}), **draft}
        return dict(visit.block.draft)
    from epm_xblocks.registrar import api

    by = host.username(visit.block)
    return draft if api.keep_draft(_learner(visit), answers, version=version, now=visit.when.now, by=by) else None


def credit(visit: host.Visit, points: float, out_of: float) -> None:
    """The team's mark for every other member."""
    if visit.team:
        own = host.username(visit.block).casefold()
        for name in visit.team.members:
            if name.casefold() != own:
                host.publish_grade_to(visit.block, name, points, out_of)


def set_list(data: dict[str, Any], visit: host.Visit) -> dict[str, Any]:
    """Take a trainer's list, `team; username` a line, whole or not at all. Raises Refused with the line."""
    from epm_xblocks.registrar import api

    if getattr(visit.block, "teams", "") != LISTED:
        raise Refused(422, "teams-not-listed")
    listed: dict[str, list[str]] = {}
    seen: dict[str, int] = {}
    for line, (team, username) in _lines(field_of(data, "list", str)):
        if not host.is_account(visit.block, username):
            raise Refused(422, "team-unknown", line=line, read=username)
        if username.casefold() in seen:
            raise Refused(422, "team-twice", line=line, read=username, first=seen[username.casefold()])
        seen[username.casefold()] = line
        listed.setdefault(team, []).append(username)
    api.set_teams(visit.course, listed)
    return {"team": told(visit)}


def _lines(text: str) -> Iterator[tuple[int, tuple[str, str]]]:
    """Number, team and username of each line that is not empty."""
    for number, line in enumerate(text.splitlines()[:LONGEST], 1):
        if not line.strip():
            continue
        parts = [part.strip().strip('"') for part in re.split(r"[;\t,]", line)]
        if len(parts) != 2 or not all(parts) or len(parts[0]) > 255:
            raise Refused(422, "team-line", line=number, read=line.strip()[:80])
        yield number, (parts[0], parts[1])


def _written(visit: host.Visit) -> str:
    from epm_xblocks.registrar import api

    return "\n".join(f"{team.name}; {name}" for team in api.teams(visit.course) for name in team.members)


def _learner(visit: host.Visit) -> Learner:
    return Learner(visit.who.id, visit.course, visit.usage, visit.block.case_id or "")
