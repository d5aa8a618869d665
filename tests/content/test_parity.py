"""French and English are equals: the same figures, formulas, options and points; no sentence is left behind."""

from __future__ import annotations

import re

import polib
import pytest
from lxml import etree

from epm_xblocks.package.segments import segments
from epm_xblocks.safe_xml import parse
from epm_xblocks.workbook.formula import rename_sheets

from .course import CASES, COURSES, ROOT, case, course_of, folder, keys

SPOKEN = frozenset(
    {
        *("display_name", "title", "caption", "note", "source", "label", "symbol", "alt", "sheet", "lang", "figures"),
        *("item_head", "target_head"),
    }
)
FORMULAS = frozenset({"formula", "of", "own"})
SAME = re.compile(r"(?:[ER] (?:\d{4}|\d{4}/\d{2})|C[PEM]\d|[prdey]|<i>[prd]</i>|[12]\u00a0h(?:\u00a030)?|3\u00a0h)")
"""What is written alike in both languages."""
ALIKE = frozenset(
    {
        "Entrants",
        "Horizon",
        "Kalembu",
        "Lorenz",
        "Rural",
        "Total",
        "Participation",
        "Population",
        "Promotion",
        "Question",
    }
)
FRENCH = re.compile(
    r"(?i)\b(le|la|les|des|une|du|au|aux|est|sont|pour|avec|dans|vous|votre|qui|élèves?|année|taux|et|où|sur|par)\b"
)


def sheets(name: str) -> dict[str, str]:
    """French sheet name to English sheet name."""
    both = (case(name, lang).workbook.sheets for lang in ("fr", "en"))
    return dict(zip(*both, strict=True))


def elements(name: str, lang: str) -> list[etree._Element]:
    path = f"epm_case/{name}.xml"
    return [node for node in parse(folder(course_of(name), lang)[path], file=path).iter() if isinstance(node.tag, str)]


@pytest.mark.parametrize("name", CASES)
def test_same_elements_ids_numbers_and_formulas(name: str) -> None:
    known = sheets(name)
    french, english = ([_bones(node) for node in elements(name, lang) if _is_bone(node)] for lang in ("fr", "en"))
    assert len(french) == len(english) > 60
    for one, two in zip(french, english, strict=True):
        formulas = {key: rename_sheets(text, known) for key, text in one[2].items()}
        assert (one[0], one[1], formulas) == two


def _is_bone(node: etree._Element) -> bool:
    """Everything but the words' own elements, whose order a language may change."""
    return node.get("id") is not None or node.tag in ("step", "set", "expect", "accept", "answers", "given")


def _bones(node: etree._Element) -> tuple[str, dict[str, str], dict[str, str]]:
    plain = {key: text for key, text in node.attrib.items() if key not in SPOKEN | FORMULAS}
    if node.tag == "given" and (node.text or "").startswith("="):
        return str(node.tag), plain, {"text": str(node.text)}
    if node.tag in ("given", "set") or (node.tag == "row" and "!" not in (node.text or "")):
        plain["text"] = (node.text or "").strip()
    return str(node.tag), plain, {key: node.get(key, "") for key in FORMULAS if node.get(key)}


@pytest.mark.parametrize("name", CASES)
def test_same_figures_named_in_every_passage(name: str) -> None:
    known = sheets(name)
    for one, two in zip(elements(name, "fr"), elements(name, "en"), strict=False):
        if one.tag in ("p", "li", "td", "slip", "text"):
            assert sorted(rename_sheets(fig.get("of", ""), known) for fig in one.iter("fig")) == sorted(
                fig.get("of", "") for fig in two.iter("fig")
            )


@pytest.mark.parametrize("name", CASES)
def test_same_keys_points_and_options(name: str) -> None:
    french, english, known = case(name, "fr"), case(name, "en"), sheets(name)
    assert french.out_of == english.out_of
    renamed = {rename_sheets(cell, known): value for cell, value in keys(name, "fr").items()}
    assert renamed == dict(keys(name, "en"))
    assert [(step.id, step.out_of) for step in french.steps] == [(step.id, step.out_of) for step in english.steps]
    assert (french.lang, french.figures, english.lang, english.figures) == ("fr", "fr", "en", "en")


@pytest.mark.parametrize("course", COURSES)
def test_every_text_is_translated_and_nothing_else_is_in_the_catalogue(course: str) -> None:
    catalogue = polib.pofile(str(ROOT / course / "locale" / "en.po"))
    texts = {(segment.context, segment.text) for segment in segments(folder(course))}
    assert {(entry.msgctxt, entry.msgid) for entry in catalogue} == texts
    assert [entry.msgid for entry in catalogue if not entry.msgstr or entry.fuzzy or entry.obsolete] == []


@pytest.mark.parametrize("course", COURSES)
def test_no_french_is_left_in_the_english_course(course: str) -> None:
    catalogue = polib.pofile(str(ROOT / course / "locale" / "en.po"))
    alike = {entry.msgid for entry in catalogue if entry.msgid == entry.msgstr}
    assert {text for text in alike if not SAME.fullmatch(text)} <= ALIKE
    french = [entry.msgstr for entry in catalogue if FRENCH.search(_quoted_out(entry.msgstr))]
    assert french == []


def _quoted_out(text: str) -> str:
    """Without markup, and without the title of the examination, which is quoted in French in both."""
    return re.sub(r"<[^>]*>|“Énoncé[^”]*”", " ", text)


@pytest.mark.parametrize("course", COURSES)
def test_the_kind_of_assignment_is_one_word_in_policy_and_subsections(course: str) -> None:
    for lang in ("fr", "en"):
        files = folder(course, lang)
        formats = {
            parse(body, file=path).get("format") for path, body in files.items() if path.startswith("sequential/")
        } - {None}
        policy = files["policies/2026/grading_policy.json"].decode()
        assert formats
        assert all(f'"type": "{kind}"' in policy for kind in formats)
