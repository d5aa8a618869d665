"""Sign in, sign out, one's own account. campus room."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from epm_xblocks.campus.guards import public, signed_in
from epm_xblocks.campus.people import person_of

__all__ = ["account", "sign_in", "sign_out"]


class SignInForm(AuthenticationForm):
    """Name and password, with the refusal in our words."""

    error_messages: ClassVar = {
        "invalid_login": gettext_lazy(
            "This name and password do not belong together. Check capital letters in both, or ask for a new password."
        ),
        "inactive": gettext_lazy("This account is closed. Ask the person who manages accounts in your institution."),
    }

    def __init__(self, request: HttpRequest | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        self.fields["username"].label = _("Name of the account")
        self.fields["password"].label = _("Password")


@public
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form; afterwards the page that asked for it."""
    onward = request.POST.get("next") or request.GET.get("next") or ""
    if not url_has_allowed_host_and_scheme(
        onward, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        onward = reverse("home")
    if request.user.is_authenticated and request.method != "POST":
        return HttpResponseRedirect(onward)
    form = SignInForm(request, data=request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        login(request, form.get_user())
        person_of(form.get_user())
        return HttpResponseRedirect(onward)
    status = 422 if form.is_bound else 200
    return render(request, "campus/sign_in.html", {"form": form, "onward": onward}, status=status)


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("home")


class OwnPasswordForm(PasswordChangeForm):
    """The old password once, the new one twice."""

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        self.fields["old_password"].label = _("Present password")
        self.fields["new_password1"].label = _("New password")
        self.fields["new_password2"].label = _("New password, once more")
        for field in self.fields.values():
            field.help_text = ""
            field.widget = forms.PasswordInput(
                attrs={"autocomplete": field.widget.attrs.get("autocomplete", "new-password")}
            )


@signed_in
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Name, role and a form for a new password; a demonstration account keeps the one on the first page."""
    fixed = person_of(request.user).demonstration
    form = OwnPasswordForm(request.user, data=request.POST if request.method == "POST" and not fixed else None)
    if form.is_bound and form.is_valid():
        update_session_auth_hash(request, form.save())
        messages.success(request, _("Your password was changed."))
        return redirect("account")
    return render(request, "campus/account.html", {"form": form, "fixed": fixed}, status=422 if form.is_bound else 200)
