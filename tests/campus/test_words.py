"""The sentences of campus: all of them in French and Arabic, with the typography of each."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest

LOCALE = Path(__file__).parents[2] / "locale"


def entries(lang: str) -> list[polib.POEntry]:
    catalogue = polib.pofile(str(LOCALE / lang / "LC_MESSAGES" / "django.po"))
    return [entry for entry in catalogue if any("/campus/" in name for name, _line in entry.occurrences)]


def said(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_every_sentence_is_translated(lang: str) -> None:
    found = entries(lang)
    assert len(found) > 250
    assert [entry.msgid for entry in found if not all(said(entry))] == []


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_no_place_for_a_value_is_lost_or_invented(lang: str) -> None:
    places = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
    for entry in entries(lang):
        known = set(places.findall(entry.msgid + entry.msgid_plural))
        assert all(set(places.findall(text)) <= known for text in said(entry)), entry.msgid
        if not entry.msgid_plural:
            assert set(places.findall(entry.msgstr)) == known, entry.msgid


def test_french_spaces_and_apostrophes() -> None:
    for entry in entries("fr"):
        for text in said(entry):
            assert not re.search(r"(?<![\u202f])[;!?»](?!\w)", text), text
            assert not re.search(r"«(?!\u202f)", text), text
            assert not re.search(r"(?<![\u00a0\d]):(?!//)", text), text
            assert "'" not in text, text
