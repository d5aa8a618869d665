"""Accounts, for the institution: make one, close one, give a new password. campus room."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from epm_xblocks.campus.guards import institution
from epm_xblocks.campus.people import give_role, person_of, role_of, shown_name

__all__ = ["people", "person"]

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # no letter or digit that looks like another one on paper


class AccountForm(forms.ModelForm):  # type: ignore[type-arg] # because Django's forms are generic in its stubs only
    """A new account."""

    role = forms.ChoiceField(
        label=gettext_lazy("Role"),
        choices=[
            ("learner", gettext_lazy("Learner")),
            ("trainer", gettext_lazy("Trainer")),
            ("institution", gettext_lazy("Institution")),
        ],
    )

    class Meta:
        model = User
        fields = ("username", "first_name", "last_name", "email")
        labels: ClassVar = {
            "username": gettext_lazy("Name of the account"),
            "first_name": gettext_lazy("First name"),
            "last_name": gettext_lazy("Family name"),
            "email": gettext_lazy("E-mail (optional)"),
        }
        help_texts: ClassVar = {"username": gettext_lazy("Letters, digits and @ . + - _")}


def new_password() -> str:
    """Twelve letters and digits in three groups, easy to read out and to copy."""
    return "-".join("".join(secrets.choice(_LETTERS) for _sign in range(4)) for _group in range(3))


@institution
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """Every account, and a form for a new one; its first password is shown once."""
    form = AccountForm(request.POST if request.method == "POST" else None, prefix="new")
    if form.is_bound and form.is_valid():
        user = form.save(commit=False)
        password = new_password()
        user.set_password(password)
        user.save()
        person_of(user)
        give_role(user, form.cleaned_data["role"])
        return render(
            request,
            "campus/password.html",
            {"person_name": shown_name(user), "account": user.get_username(), "password": password},
        )
    users = (
        User.objects.prefetch_related("groups").select_related("person").order_by("last_name", "first_name", "username")
    )
    rows = [{"user": user, "name": shown_name(user), "role": role_of(user), "fixed": _fixed(user)} for user in users]
    return render(request, "campus/people.html", {"rows": rows, "form": form}, status=422 if form.is_bound else 200)


def _fixed(user: User) -> bool:
    """Whether an account is not changed here: the operator's, and those of a demonstration."""
    return user.is_superuser or person_of(user).demonstration


@institution
@require_http_methods(["POST"])
def person(request: HttpRequest, person: int) -> HttpResponse:
    """Close, open or give a new password to one account; nobody closes their own."""
    user = get_object_or_404(User, pk=person)
    what = request.POST.get("what")
    if user == request.user or _fixed(user):
        messages.error(request, _("This account cannot be changed here. Nothing was changed."))
    elif what == "password":
        password = new_password()
        user.set_password(password)
        user.save(update_fields=["password"])
        return render(
            request,
            "campus/password.html",
            {"person_name": shown_name(user), "account": user.get_username(), "password": password},
        )
    elif what in ("close", "open"):
        user.is_active = what == "open"
        user.save(update_fields=["is_active"])
        messages.success(request, _("The account was closed.") if what == "close" else _("The account is open again."))
    return redirect("people")
