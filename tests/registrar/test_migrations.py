"""Migrations as MySQL wants them: one operation each, indexes that fit, nothing conditional, models in step."""

import importlib
import pkgutil

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from epm_xblocks.registrar import migrations

NAMES = sorted(name for _f, name, _p in pkgutil.iter_modules(migrations.__path__))
MODELS = list(apps.get_app_config("epm_registrar").get_models())


@pytest.mark.parametrize("name", NAMES)
def test_one_operation_a_migration(name):
    assert len(importlib.import_module(f"{migrations.__name__}.{name}").Migration.operations) == 1


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", "epm_registrar", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("model", MODELS)
def test_indexes_fit_and_constraints_hold_everywhere(model):
    assert all(constraint.condition is None for constraint in model._meta.constraints)
    for field in model._meta.get_fields():
        if isinstance(field, models.CharField) and (field.db_index or field.unique):
            assert field.max_length * 4 <= 3072  # InnoDB's longest key in bytes, utf8mb4
    assert not any(isinstance(field, models.JSONField) for field in model._meta.get_fields())
