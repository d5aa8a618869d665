"""The Django app of campus. campus room."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate

__all__ = ["CampusConfig"]


class CampusConfig(AppConfig):
    """Courses, blocks, states and people of one installation."""

    name = "epm_xblocks.campus"
    label = "campus"
    verbose_name = "EPM campus"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """After every migration the tables are looked at: new ones are made as the database is."""
        post_migrate.connect(_keep_text_exact, sender=self)


def _keep_text_exact(using: str, **_said: Any) -> None:
    from django.db import connections

    from epm_xblocks.campus.collation import keep_text_exact

    keep_text_exact(connections[using])
