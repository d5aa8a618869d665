"""The i18n service: a block's own catalogue first, then the site's. campus room."""

from __future__ import annotations

import gettext
import importlib.util
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils import formats, translation
from django.utils.translation import to_locale

__all__ = ["I18nService"]


@lru_cache(maxsize=256)
def _catalogue(root: str, language: str) -> gettext.NullTranslations:
    """The catalogue `text` that a block's package carries for a language; an empty one where there is none."""
    spec = importlib.util.find_spec(root)
    folders = list(spec.submodule_search_locations or []) if spec else []
    for folder in folders:
        place = Path(folder) / "translations"
        for locale in dict.fromkeys((to_locale(language), to_locale(language).split("_")[0])):
            found = gettext.find("text", str(place), [locale])
            if found:
                with open(found, "rb") as file:
                    return gettext.GNUTranslations(file)
    return gettext.NullTranslations()


class I18nService:
    """The names blocks ask for: gettext, ngettext, their names with `u`, strftime and the JavaScript catalogue."""

    def __init__(self, block: Any) -> None:
        cls = getattr(type(block), "unmixed_class", type(block))
        language = translation.get_language() or "en"
        self.language = language
        self._own = _catalogue(cls.__module__.partition(".")[0], language)

    def gettext(self, text: str) -> str:
        """The text in the reader's language."""
        own = self._own.gettext(text) if text else text
        return own if own != text else str(translation.gettext(text)) if text else text

    def ngettext(self, one: str, many: str, number: int) -> str:
        """The same for a number of things."""
        own = self._own.ngettext(one, many, number)
        return own if own not in (one, many) else str(translation.ngettext(one, many, number))

    ugettext, ungettext = gettext, ngettext

    def pgettext(self, context: str, text: str) -> str:
        """The same for a text that needs its context."""
        own = self._own.pgettext(context, text)
        return own if own != text else str(translation.pgettext(context, text))

    def strftime(self, moment: datetime, form: str) -> str:
        """A moment by one of the platform's names of a form, or by a strftime pattern."""
        names = {
            "SHORT_DATE": "SHORT_DATE_FORMAT",
            "LONG_DATE": "DATE_FORMAT",
            "TIME": "TIME_FORMAT",
            "DATE_TIME": "DATETIME_FORMAT",
        }
        return str(formats.date_format(moment, names[form])) if form in names else moment.strftime(form)

    def get_javascript_i18n_catalog_url(self, _block: Any) -> None:
        """None: campus compiles no catalogue of a block's scripts; blocks then use their own file."""
        return None

    def get_javascript_locale(self) -> str:
        """The name of the reader's locale."""
        return str(to_locale(self.language))
