"""Django of the judges: the workbench of xblock-sdk and the content core of Open edX, in one memory database."""

from openedx_content.settings_api import openedx_content_backcompat_apps_to_install
from workbench.settings import *  # noqa: F403 — because a workbench is configured by its own module
from workbench.settings import INSTALLED_APPS as WORKBENCH_APPS

INSTALLED_APPS = [
    *WORKBENCH_APPS,
    "organizations",
    "openedx_tagging",
    "openedx_catalog",
    "openedx_content",
    *openedx_content_backcompat_apps_to_install(),
]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
OPENEDX_LEARNING = {"MEDIA": {"BACKEND": "django.core.files.storage.InMemoryStorage", "OPTIONS": {"location": "media"}}}
LOGGING = {"version": 1, "disable_existing_loggers": False}
DEBUG = False
