"""The Django app of the ledger, and how the platform finds it. registrar room."""

from typing import ClassVar

from django.apps import AppConfig

__all__ = ["RegistrarConfig"]


class RegistrarConfig(AppConfig):
    """A plugin app of the LMS and of Studio, and an ordinary app of campus."""

    name = "epm_xblocks.registrar"
    label = "epm_registrar"
    verbose_name = "EPM registrar"
    default_auto_field = "django.db.models.BigAutoField"
    # Read by edx-django-utils' plugin loader: no settings of its own, no URLs; the signal is connected in ready().
    plugin_app: ClassVar[dict[str, dict[str, object]]] = {"settings_config": {}, "url_config": {}, "signals_config": {}}

    def ready(self) -> None:
        """Listen for the retirement of a person, where the platform announces it."""
        from epm_xblocks.registrar import signals

        signals.connect()
