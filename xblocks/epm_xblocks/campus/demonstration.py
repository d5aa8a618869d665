"""The three demonstration accounts: made on loopback only, and a reason to refuse any other address. campus room."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from epm_xblocks.campus.models import Course, Person, TeamMember
from epm_xblocks.campus.people import give_role, person_of

__all__ = ["PASSWORD", "Door", "doors", "make_accounts", "present", "remove_accounts"]

PASSWORD = "kalembu"  # noqa: S105 — because it is shown on the first page, on loopback only
_PEOPLE = {
    "learner": ("learner", "Amina", "Dorvo"),
    "apprenant": ("learner", "Awa", "Tindiri"),
    "trainer": ("trainer", "Sékou", "Balimé"),
    "formateur": ("trainer", "Mariam", "Okelo"),
    "institution": ("institution", "Joël", "Makande"),
}
_ACCOUNTS = {"learner": {"fr": "apprenant"}, "trainer": {"fr": "formateur"}, "institution": {}}


@dataclass(frozen=True, slots=True)
class Door:
    """One way in: the role, its name, what one does there, and the demonstration account where there is one."""

    role: str
    title: str
    who: str
    verbs: tuple[str, ...]
    account: str


def make_accounts() -> None:
    """Make the accounts with their password, and their trainers the trainers of every course."""
    for name, (role, first, last) in _PEOPLE.items():
        user, _new = User.objects.get_or_create(username=name, defaults={"first_name": first, "last_name": last})
        person = person_of(user)
        if not (person.demonstration and user.is_active):
            user.set_password(PASSWORD)
            user.is_active = True
            user.save(update_fields=["password", "is_active"])
            give_role(user, role)
            Person.objects.filter(pk=person.pk).update(demonstration=True)
        if role == "trainer":
            for course in Course.objects.exclude(team__user=user):
                TeamMember.objects.create(course=course, user=user, author=True)


def present() -> list[str]:
    """Names of the demonstration accounts that exist, and of any account that has their password."""
    marked = set(User.objects.filter(person__demonstration=True).values_list("username", flat=True))
    named = {user.username for user in User.objects.filter(username__in=_PEOPLE) if user.check_password(PASSWORD)}
    return sorted(marked | named)


def remove_accounts() -> int:
    """Close the demonstration accounts for good: no password opens them. How many there were."""
    found = User.objects.filter(username__in=present())
    for user in found:
        user.set_unusable_password()
        user.is_active = False
        user.save(update_fields=["password", "is_active"])
    return Person.objects.filter(user__in=found).update(demonstration=False)


def doors() -> list[Door]:
    """The three doors of the first page."""
    here = set(User.objects.filter(person__demonstration=True, is_active=True).values_list("username", flat=True))
    lang = (get_language() or "en").split("-")[0]

    def account(role: str) -> str:
        name = _ACCOUNTS[role].get(lang, role)
        return name if name in here else ""

    return [
        Door(
            "learner",
            _("Learner"),
            _("You plan in a ministry or a district."),
            (
                _("Work through cases on Kalembu"),
                _("See where the calculation went astray, and try again"),
                _("Follow your points and what comes next"),
            ),
            account("learner"),
        ),
        Door(
            "trainer",
            _("Trainer"),
            _("You teach, mark and adapt."),
            (
                _("Change a case and try it"),
                _("Read the results, learner by learner"),
                _("Mark again after correcting the key"),
            ),
            account("trainer"),
        ),
        Door(
            "institution",
            _("Institution"),
            _("You receive the courses and are responsible for them."),
            (
                _("Check a package before it is imported"),
                _("Import it, and keep every learner’s work"),
                _("Give trainers their courses, learners their accounts"),
            ),
            account("institution"),
        ),
    ]
