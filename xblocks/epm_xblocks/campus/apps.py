"""The Django app of campus. campus room."""

from django.apps import AppConfig

__all__ = ["CampusConfig"]


class CampusConfig(AppConfig):
    """Courses, blocks, states and people of one installation."""

    name = "epm_xblocks.campus"
    label = "campus"
    verbose_name = "EPM campus"
    default_auto_field = "django.db.models.BigAutoField"
