"""Results of learners: one line a learner and case from the ledger, and the whole course. campus room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from epm_xblocks.campus.models import Course, FieldValue, Grade
from epm_xblocks.campus.outline import Task, tasks
from epm_xblocks.campus.people import anonymous_id, shown_name
from epm_xblocks.campus.runtime import CampusRuntime
from epm_xblocks.registrar import api
from epm_xblocks.words.mark_texts import STATES

__all__ = [
    "Answer",
    "CaseLine",
    "CourseLine",
    "answer_lines",
    "case_lines",
    "course_lines",
    "course_tasks",
    "history_of",
    "learner_of",
    "state_word",
    "told_steps",
]


@dataclass(frozen=True)
class CaseLine:
    """One learner, or team, at one case: attempts sent, marks of the last one, the mark that counts."""

    user: User | None
    name: str
    attempts: int
    points: float | None
    out_of: float | None
    counted: float | None
    possible: float | None
    at: datetime | None
    late: bool
    receipt: str
    learner: str = ""


@dataclass(frozen=True)
class CourseLine:
    """One learner in the course: a mark (or None) for each task, and their sum."""

    user: User
    name: str
    marks: tuple[float | None, ...]
    total: float


@dataclass(frozen=True)
class Answer:
    """One answer as it was typed, and what it earned."""

    step: str
    cell: str
    typed: str
    state: str
    points: float | None
    out_of: float | None


def course_tasks(course: Course, user: Any) -> list[Task]:
    """The blocks of a course that earn points, in order."""
    return tasks(CampusRuntime(course, user))


def course_lines(course: Course, found: list[Task]) -> list[CourseLine]:
    """Everybody who has begun something, by name, with weighted points."""
    grades: dict[int, dict[str, Grade]] = {}
    for row in Grade.objects.filter(course=course.key):
        grades.setdefault(row.user_id, {})[row.usage] = row
    usages = list(course.blocks.values_list("usage", flat=True))
    begun = {
        int(person)
        for person in FieldValue.objects.filter(block__in=usages)
        .exclude(person="")
        .values_list("person", flat=True)
        .distinct()
        if person.isdigit()
    }
    users = User.objects.filter(pk__in=begun | set(grades)).prefetch_related("groups")
    lines = [_course_line(user, grades.get(user.pk, {}), found) for user in users if _learns(user)]
    return sorted(lines, key=lambda line: line.name.casefold())


def _learns(user: User) -> bool:
    """Whether the account is a learner's: a trainer's own trials are not results."""
    return not any(group.name in ("trainer", "institution") for group in user.groups.all()) and not user.is_superuser


def _course_line(user: User, grades: dict[str, Grade], found: list[Task]) -> CourseLine:
    marks = tuple(
        task.possible * grades[task.usage].earned / grades[task.usage].possible if task.usage in grades else None
        for task in found
    )
    return CourseLine(user, shown_name(user), marks, sum(mark for mark in marks if mark is not None))


def case_lines(course: Course, usage: str) -> list[CaseLine]:
    """Every learner who sent something or has a mark, by name; a retired person has no name."""
    sent: dict[str, list[Any]] = {}
    for receipt in api.report(usage, course.key):
        sent.setdefault(receipt.learner, []).append(receipt)
    users = {
        user.person.anonymous: user
        for user in User.objects.filter(person__anonymous__in=sent).select_related("person").prefetch_related("groups")
    }
    grades = {row.user_id: row for row in Grade.objects.filter(usage=usage).select_related("user")}
    teams = api.team_names(course.key)
    lines = [
        _case_line(users.get(learner), receipts, grades, teams.get(learner, ""))
        for learner, receipts in sent.items()
        if learner not in users or _learns(users[learner])
    ]
    known = {user.pk for user in users.values()}
    lines += [
        _case_line(row.user, [], grades) for row in grades.values() if row.user_id not in known and _learns(row.user)
    ]
    return sorted(lines, key=lambda line: line.name.casefold())


def _case_line(user: User | None, receipts: list[Any], grades: dict[int, Grade], team: str = "") -> CaseLine:
    last = receipts[-1] if receipts else None
    grade = grades.get(user.pk) if user else None
    return CaseLine(
        user=user,
        name=shown_name(user) if user else team,
        attempts=len(receipts),
        points=last.points if last else None,
        out_of=last.out_of if last else None,
        counted=grade.earned if grade else None,
        possible=grade.possible if grade else None,
        at=last.at if last else grade.at if grade else None,
        late=bool(last and last.late),
        receipt=last.receipt if last else "",
        learner=last.learner if last else "",
    )


def learner_of(course: Course, usage: str, user: User) -> api.Learner:
    """The person at the case, as the ledger names them."""
    return api.Learner(anonymous_id(user), course.key, usage)


def history_of(course: Course, usage: str, user: User) -> tuple[Any, ...]:
    """Every submission of the person at the case, first to last."""
    return api.history(learner_of(course, usage, user))


def answer_lines(receipt: Any, steps: Mapping[str, Mapping[str, Any]] | None = None) -> list[Answer]:
    """The answers of a submission, cell by cell, with the marks kept beside them; steps and options in words where
    the block tells them (`told_steps`)."""
    detail = _dict(receipt.detail)
    marks, people = _dict(detail.get("steps")), _dict(detail.get("people"))
    answers = receipt.answers if isinstance(receipt.answers, dict) else {"": receipt.answers}
    told = steps or {}
    lines = (
        _step_lines(step, told.get(step, {}), answer, _with_people(_dict(marks.get(step)), _dict(people.get(step))))
        for step, answer in answers.items()
        if not step.startswith("@")  # what answers keep beside those of steps
    )
    return list(chain.from_iterable(lines))


def _with_people(mark: Mapping[str, Any], people: Mapping[str, Any]) -> Mapping[str, Any]:
    """The mark of a step with the points that a trainer gave."""
    given = _number(people.get("points"))
    return mark if given is None else {**mark, "points": (_number(mark.get("points")) or 0.0) + given}


def told_steps(block: Any) -> dict[str, Mapping[str, Any]]:
    """A block's steps by their id, as far as it tells them to apps: `title`, and `options` by their id."""
    ask = getattr(block, "student_view_data", None)
    steps = _dict(ask()).get("steps") if callable(ask) else None
    return {str(step["id"]): step for step in steps or () if isinstance(step, dict) and "id" in step}


def _step_lines(name: str, told: Mapping[str, Any], answer: Any, mark: Mapping[str, Any]) -> Iterable[Answer]:
    step, options = str(told.get("title") or name), _dict(told.get("options"))
    if isinstance(answer, dict) and isinstance(answer.get("cells"), dict):
        judged = _dict(_dict(mark.get("detail")).get("cells"))
        for cell, typed in answer["cells"].items():
            found = _dict(judged.get(cell))
            state, points, out_of = str(found.get("state", "")), found.get("points"), found.get("out_of")
            yield Answer(step, cell, _typed(typed), state, _number(points), _number(out_of))
        return
    if isinstance(answer, list):
        answer = "; ".join(str(options.get(str(each), each)) for each in answer)
    state = str(_dict(mark.get("detail")).get("state", ""))
    yield Answer(step, "", _typed(answer), state, _number(mark.get("points")), _number(mark.get("out_of")))


def state_word(state: str) -> str:
    """The state of an answer in a word; an unknown one as it is."""
    return _(STATES[state]) if state in STATES else state


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _typed(value: Any) -> str:
    """What was typed, as text; a figure that came from a file is shown with its formula."""
    if isinstance(value, dict) and "value" in value:
        formula = value.get("formula")
        return f"{value['value']} ({formula})" if formula else str(value["value"])
    return "" if value is None else str(value)


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
