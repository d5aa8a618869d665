"""The catalogues: French whole and well set, places kept in every language, compiled files of today."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

from epm_xblocks.blocks.sentences import SENTENCES
from epm_xblocks.words.finding_texts import FINDINGS
from epm_xblocks.words.mark_texts import LEADS, PLURALS, SLIPS, TEXTS, WRITTEN
from epm_xblocks.words.unread import UNREAD
from epm_xblocks.words.value_texts import VALUES

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("fr", "ar")
PLACE = re.compile(r"%\(\w+\)[sd]|%%|\{\w*\}")
SIGN = re.compile(r"&#?\w+;")  # as &lt; in a sentence about XML
MARKUP = re.compile(r"<[^<>]*>|\w+=\"[^\"]*\"")
SCALED = re.compile(r"(?<=0.05 ou )1%|(?<=Écrivez )5%")
"""A tolerance and a variation as they are written in a case."""

THIN, FIXED = "\u202f", "\u00a0"
RULES = {
    "a plain space before ; : ! ? % or a guillemet": re.compile(r" [;:!?»]| %(?![(\w])|« "),
    "no thin space before ; ! ?": re.compile(rf"[^\W\d_][;!?](?=\s|$)|[^{THIN}\W][;!?](?=\s|$)"),
    "no fixed space before a colon": re.compile(rf"[^{FIXED}](?<!\d):(?=\s|$)"),
    "no thin space inside « »": re.compile(rf"«[^{THIN}]|[^{THIN}]»"),
    "no fixed space before %": re.compile(rf"[^{FIXED}%]%(?!%)"),
    "a straight apostrophe": re.compile("'"),
    "straight quotes": re.compile('"'),
    "three dots for an ellipsis": re.compile(r"\.\.\.(?!\d)"),
    "two spaces, or one at the end of a sentence": re.compile(r"  |[.] $"),
}


def catalogue(lang: str) -> polib.POFile:
    return polib.pofile(str(ROOT / "locale" / lang / "LC_MESSAGES" / "django.po"))


def said(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def broken_rules(text: str) -> list[str]:
    """The rules of French setting that a sentence breaks, places, markup and case text apart."""
    bare = SCALED.sub("0", MARKUP.sub("x", SIGN.sub("x", PLACE.sub("0", text))))
    return [rule for rule, wrong in RULES.items() if wrong.search(bare)]


def sentences_by_code() -> Iterator[tuple[str, str]]:
    for code, pair in {**FINDINGS, **UNREAD, **SENTENCES}.items():
        yield from ((code, text) for text in pair)
    for table in (LEADS, TEXTS, SLIPS, WRITTEN, VALUES):
        yield from table.items()


def test_french_is_complete():
    entries = catalogue("fr")
    assert [entry.msgid for entry in entries if not all(said(entry)) or entry.fuzzy] == []
    assert len(entries) > 900


def test_every_code_has_its_french():
    french = {entry.msgid: entry.msgstr for entry in catalogue("fr")}
    assert [(code, text) for code, text in sentences_by_code() if text and not french.get(text)] == []


def test_what_differs_with_a_number_is_one_entry_with_two_forms():
    plurals = {(entry.msgid, entry.msgid_plural) for entry in catalogue("fr") if entry.msgid_plural}
    assert set(PLURALS.values()) <= plurals


@pytest.mark.parametrize("lang", LANGUAGES)
def test_places_are_those_of_the_original(lang):
    """A form of a plural may spell its number out ("both answers"), but names no place that is not given."""
    wrong = []
    for entry in catalogue(lang):
        given = {one: set(PLACE.findall(one)) for one in (entry.msgid, entry.msgid_plural) if one}
        for text in filter(None, said(entry)):
            places = set(PLACE.findall(text))
            fits = places <= set().union(*given.values()) if entry.msgid_plural else places == given[entry.msgid]
            if not fits:
                wrong.append((entry.msgid, text))
    assert wrong == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tags_are_those_of_the_original(lang):
    def tags(text):
        return sorted(re.findall(r"</?[\w{][^<>]*>", text))

    assert [
        text for entry in catalogue(lang) if not entry.msgid_plural
        for text in filter(None, said(entry)) if tags(text) != tags(entry.msgid)
    ] == []  # fmt: skip


def test_french_is_set_as_french():
    wrong = [(rule, text) for entry in catalogue("fr") for text in said(entry) for rule in broken_rules(text)]
    assert wrong == []


@pytest.mark.parametrize(
    "text",
    ["Rien :", "Quoi?", "Fini ;", "l'essai", "50 %", "50%.", "« ici »", "«ici»", 'dit "non"', "Attendez...", "Oui."],
)
def test_the_rules_can_fail(text):
    assert bool(broken_rules(text)) == (text != "Oui.")


def test_french_blames_and_praises_nobody():
    shouted = re.compile(r"\b(bravo|félicitations|désolé|oups|invalide|erroné|incorrect|null|exception)\b|!$", re.I)
    assert [text for entry in catalogue("fr") for text in said(entry) if shouted.search(text)] == []


def test_compiled_files_and_texts_of_the_pages_are_of_today():
    told = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "catalogues.py"), "--check"], capture_output=True, text=True, cwd=ROOT
    )
    assert (told.returncode, told.stdout) == (0, ""), told.stderr


@pytest.mark.parametrize("lang", LANGUAGES)
def test_gettext_takes_the_catalogue(lang, tmp_path):
    msgfmt = shutil.which("msgfmt")
    if not msgfmt:
        if "gettext" in os.environ.get("EPM_REQUIRE", ""):
            pytest.fail("msgfmt is not installed, and EPM_REQUIRE asks for it")
        pytest.skip("msgfmt (package gettext) is not installed")
    path = ROOT / "locale" / lang / "LC_MESSAGES" / "django.po"
    told = subprocess.run([msgfmt, "-c", "-o", str(tmp_path / "x.mo"), str(path)], capture_output=True, text=True)
    assert told.returncode == 0, told.stderr
