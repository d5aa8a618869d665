"""What every page of campus has around it: name, languages, theme, ways to go. campus room."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_bidi

from epm_xblocks.campus.people import role_of, shown_name

__all__ = ["THEMES", "frame"]

THEMES = ("light", "dark")


def frame(request: HttpRequest) -> dict[str, Any]:
    """The frame's values: `site` (name, languages, lang, dir, theme, role, person)."""
    user = getattr(request, "user", None)
    theme = request.COOKIES.get("epm_theme", "light")
    return {
        "site": {
            "name": settings.EPM_SITE_NAME,
            "languages": settings.LANGUAGES,
            "lang": get_language() or "en",
            "dir": "rtl" if get_language_bidi() else "ltr",
            "theme": theme if theme in THEMES else "light",
            "role": role_of(user) if user is not None else "",
            "person": shown_name(user) if user is not None and user.is_authenticated else "",
            "path": request.get_full_path(),
            "section": request.path_info.split("/")[1],
        }
    }
