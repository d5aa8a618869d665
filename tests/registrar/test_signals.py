"""Retirement as the platform announces it, and the app where there is no platform."""

import sys
import types
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.dispatch import Signal

from epm_xblocks.registrar import api, signals
from epm_xblocks.registrar.models import Sitting

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_the_app_starts_without_the_platform():
    assert apps.get_app_config("epm_registrar").name == "epm_xblocks.registrar"
    assert set(apps.get_app_config("epm_registrar").plugin_app) == {"settings_config", "url_config", "signals_config"}
    assert signals.connect() is False


@pytest.fixture
def platform(monkeypatch):
    """Modules under the platform's names, with its signal and its table of anonymous ids."""
    person = types.SimpleNamespace(username="awa")
    ids = types.SimpleNamespace(
        objects=types.SimpleNamespace(
            filter=lambda user: types.SimpleNamespace(
                values_list=lambda *_a, **_k: ["a" * 32, "b" * 32] if user is person else []
            )
        )
    )
    accounts = types.ModuleType("openedx.core.djangoapps.user_api.accounts.signals")
    accounts.USER_RETIRE_LMS_MISC = Signal()
    student = types.ModuleType("common.djangoapps.student.models")
    student.AnonymousUserId = ids
    for module in (accounts, student):
        parts = module.__name__.split(".")
        for end in range(1, len(parts)):
            monkeypatch.setitem(sys.modules, ".".join(parts[:end]), types.ModuleType(".".join(parts[:end])))
        monkeypatch.setitem(sys.modules, module.__name__, module)
    return accounts.USER_RETIRE_LMS_MISC, person


@pytest.mark.django_db
def test_a_retired_person_leaves_every_course(platform):
    signal, person = platform
    for name in ("a", "b", "c"):
        api.sit(api.Learner(name * 32, f"course-{name}", "block"), 1, NOON)
    assert signals.connect() is True
    assert signals.connect() is True
    signal.send(sender=None, user=person)
    assert len(signal.receivers) == 1
    assert sorted(row.learner[:8] for row in Sitting.objects.all()) == ["cccccccc", "retired-", "retired-"]
