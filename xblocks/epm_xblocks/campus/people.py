"""Accounts, groups and who may do what: the one page where authority is decided. campus room."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, User
from django.db.models import QuerySet

from epm_xblocks.campus.models import Course, Person, TeamMember

__all__ = [
    "ROLES", "anonymous_id", "authors", "courses_taught", "give_role", "is_institution", "is_trainer", "may_author",
    "person_of",
    "role_of", "shown_name", "teaches",
]  # fmt: skip

ROLES = ("learner", "trainer", "institution")


def give_role(user: User, role: str) -> None:
    """Put the account in the group of a role, and in no other role's."""
    user.groups.remove(*Group.objects.filter(name__in=ROLES))
    user.groups.add(Group.objects.get_or_create(name=role)[0])
    user.__dict__.pop("_campus_roles", None)


def _roles(user: Any) -> frozenset[str]:
    """Names of the account's groups, read once a request."""
    if not user.is_authenticated:
        return frozenset()
    if "_campus_roles" not in user.__dict__:
        user.__dict__["_campus_roles"] = frozenset(user.groups.values_list("name", flat=True))
    return frozenset(user.__dict__["_campus_roles"])


def role_of(user: Any) -> str:
    """`institution`, `trainer`, `learner` or, for nobody, an empty text; a superuser is the institution."""
    if not user.is_authenticated:
        return ""
    if user.is_superuser or "institution" in _roles(user):
        return "institution"
    return "trainer" if "trainer" in _roles(user) else "learner"


def is_institution(user: Any) -> bool:
    """Whether the account answers for the installation's courses and people."""
    return role_of(user) == "institution"


def is_trainer(user: Any) -> bool:
    """Whether the account is a trainer's."""
    return role_of(user) == "trainer"


def teaches(user: Any, course: str) -> bool:
    """Whether the account is a trainer of this very course (by its key)."""
    return is_trainer(user) and TeamMember.objects.filter(user=user, course__key=course).exists()


def may_author(user: Any, course: str) -> bool:
    """Whether the account may change the cases of this very course."""
    return is_trainer(user) and TeamMember.objects.filter(user=user, course__key=course, author=True).exists()


def courses_taught(user: Any) -> QuerySet[Course]:
    """The courses whose trainer the account is."""
    return (
        Course.objects.filter(team__user=user).order_by("position", "title")
        if is_trainer(user)
        else Course.objects.none()
    )


def authors(course: Course) -> QuerySet[TeamMember]:
    """The trainers of a course."""
    return TeamMember.objects.filter(course=course).select_related("user").order_by("user__last_name", "user__username")


def person_of(user: Any) -> Person:
    """The campus row of an account, made at first use."""
    try:
        return user.person
    except Person.DoesNotExist:
        return Person.objects.get_or_create(user=user)[0]


def anonymous_id(user: Any) -> str:
    """The name under which the ledger and the blocks know the account; empty for nobody."""
    if not user.is_authenticated:
        return ""
    if "_campus_anonymous" not in user.__dict__:
        user.__dict__["_campus_anonymous"] = person_of(user).anonymous
    return str(user.__dict__["_campus_anonymous"])


def shown_name(user: Any) -> str:
    """The person's name, or the name of the account."""
    return user.get_full_name() or user.get_username()
