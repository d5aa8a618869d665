"""The Django settings of a campus, from its state folder and a few words of the environment. campus room."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import django.contrib.admin

from epm_xblocks.campus.database import database
from epm_xblocks.campus.secrets import installation_secret, private_folder

__all__ = ["LOOPBACK", "languages", "site_settings", "state_folder"]

ROOM = Path(__file__).resolve().parent
PACKAGE = ROOM.parent
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_ENDONYMS = {"ar": "العربية", "en": "English", "es": "Español", "fr": "Français", "pt": "Português", "sw": "Kiswahili"}


def state_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where this campus keeps its database, files and secrets: EPM_STATE, else ~/.local/share/epm-campus."""
    named = environ.get("EPM_STATE")
    return Path(named).resolve() if named else Path.home() / ".local" / "share" / "epm-campus"


def languages(locale: Path = PACKAGE / "locale") -> list[tuple[str, str]]:
    """English, French, Arabic and every other language that has a catalogue, each by its own name."""
    found = {path.parent.parent.name for path in locale.glob("*/LC_MESSAGES/django.mo")} | {"en", "fr", "ar"}
    codes = sorted(
        (code.replace("_", "-").lower() for code in found), key=lambda code: (code not in ("fr", "en"), code)
    )
    return [(code, _ENDONYMS.get(code, code)) for code in sorted(codes, key=lambda code: code != "fr")]


def site_settings(state: Path, environ: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Every Django setting of a campus that keeps its state in `state`.

    Read from the environment: DATABASE_URL, EPM_HOSTS (names the site answers to, comma-separated),
    EPM_HTTPS=1 (behind a proxy that speaks HTTPS), EPM_TIME_ZONE, EPM_SITE_NAME, EPM_DEBUG=1 (loopback only).
    """
    private_folder(state)
    https = environ.get("EPM_HTTPS") == "1"
    hosts = [name.strip() for name in environ.get("EPM_HOSTS", "").split(",") if name.strip()]
    return {
        "EPM_STATE": state,
        "EPM_SITE_NAME": environ.get("EPM_SITE_NAME", ""),
        "SECRET_KEY": installation_secret(state / "secrets", "django"),
        "EPM_SECRET": installation_secret(state / "secrets", "stamp"),
        "DEBUG": environ.get("EPM_DEBUG") == "1",
        "ALLOWED_HOSTS": [*LOOPBACK, *hosts],
        "CSRF_TRUSTED_ORIGINS": [f"https://{name}" for name in hosts] if https else [],
        "ROOT_URLCONF": "epm_xblocks.campus.urls",
        "WSGI_APPLICATION": "epm_xblocks.campus.wsgi.application",
        "DATABASES": {"default": database(state, environ.get("DATABASE_URL", ""))},
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "LOGIN_URL": "sign-in",
        "LOGIN_REDIRECT_URL": "home",
        "LOGOUT_REDIRECT_URL": "home",
        "USE_TZ": True,
        "TIME_ZONE": environ.get("EPM_TIME_ZONE", "UTC"),
        "MESSAGE_STORAGE": "django.contrib.messages.storage.session.SessionStorage",
        "LOGGING": _logging(),
        "XBLOCK_SETTINGS": {},
        **_apps(),
        **_language(),
        **_static(state),
        **_security(https),
    }


def _apps() -> dict[str, Any]:
    return {
        "INSTALLED_APPS": [
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "django.contrib.staticfiles",
            "epm_xblocks.registrar.apps.RegistrarConfig",
            "epm_xblocks.campus.apps.CampusConfig",
        ],
        "MIDDLEWARE": [
            "django.middleware.security.SecurityMiddleware",
            "epm_xblocks.campus.middleware.headers",
            "whitenoise.middleware.WhiteNoiseMiddleware",
            "django.middleware.gzip.GZipMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.locale.LocaleMiddleware",
            "epm_xblocks.campus.middleware.bounds",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "epm_xblocks.campus.middleware.Guarded",
        ],
        "TEMPLATES": [
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [ROOM / "templates"],
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                        "epm_xblocks.campus.context.frame",
                    ],
                    "loaders": [
                        ("django.template.loaders.cached.Loader", ["django.template.loaders.filesystem.Loader"])
                    ],
                    "builtins": [
                        "django.templatetags.i18n",
                        "django.templatetags.static",
                        "epm_xblocks.campus.templatetags.campus",
                    ],
                },
            }
        ],
        "AUTH_PASSWORD_VALIDATORS": [
            {"NAME": f"django.contrib.auth.password_validation.{name}"}
            for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
        ],
    }


def _language() -> dict[str, Any]:
    return {
        "LANGUAGE_CODE": "en",
        "LANGUAGES": languages(),
        "LOCALE_PATHS": [PACKAGE / "locale"],
        "LANGUAGE_COOKIE_SAMESITE": "Lax",
        "LANGUAGE_COOKIE_AGE": 31_536_000,
        "USE_I18N": True,
    }


def _static(state: Path) -> dict[str, Any]:
    """Static files are collected once into the state folder, hashed and compressed; jQuery is there for the blocks
    of others, from Django's own copy."""
    jquery = Path(django.contrib.admin.__file__).parent / "static" / "admin" / "js" / "vendor" / "jquery"
    return {
        "STATIC_URL": "/static/",
        "STATIC_ROOT": state / "static",
        "STATICFILES_DIRS": [ROOM / "static", ("jquery", jquery)],
        "STATICFILES_FINDERS": ["django.contrib.staticfiles.finders.FileSystemFinder"],
        "STORAGES": {
            "default": {
                "BACKEND": "django.core.files.storage.FileSystemStorage",
                "OPTIONS": {"location": state / "files"},
            },
            "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
        },
        "WHITENOISE_KEEP_ONLY_HASHED_FILES": True,
    }


def _security(https: bool) -> dict[str, Any]:
    return {
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": https,
        "CSRF_COOKIE_SECURE": https,
        "CSRF_COOKIE_SAMESITE": "Lax",
        "CSRF_FAILURE_VIEW": "epm_xblocks.campus.errors.csrf_failure",
        "SECURE_CONTENT_TYPE_NOSNIFF": True,
        "SECURE_REFERRER_POLICY": "same-origin",
        "SECURE_CROSS_ORIGIN_OPENER_POLICY": "same-origin",
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https") if https else None,
        "SECURE_HSTS_SECONDS": 31_536_000 if https else 0,
        "X_FRAME_OPTIONS": "DENY",
        "DATA_UPLOAD_MAX_MEMORY_SIZE": 4 << 20,
        "FILE_UPLOAD_MAX_MEMORY_SIZE": 4 << 20,
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 2_000,
        "FILE_UPLOAD_PERMISSIONS": 0o600,
    }


def _logging() -> dict[str, Any]:
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
    }
