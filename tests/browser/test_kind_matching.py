"""The kind matching in Chromium: placed by keyboard, told item by item, read by axe, narrow and mirrored."""

# ruff: noqa: E501 — because a step is easier to read with one item a line
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.harness.kind import axe, hosted_kind
from tests.browser.harness.open import opened, until
from tests.browser.harness.server import Host

WORDS = {
    "en": ("Levels of the results chain", "At which level of the results chain does each statement of the sector plan stand?", "Statement", "Level",
           [("Activity", "what the programme does"), ("Output", "what it delivers"), ("Outcome", "what changes for pupils and schools"), ("Impact", "what changes for the country")],
           ["1,200 teachers hold the new certificate.", "More girls finish lower secondary school.", "Train 1,200 teachers in the regional institutes.", "Adult literacy rises and households grow less poor.", "The ministry’s building has four floors."],
           "Training is the activity; certified teachers are what it delivers."),
    "fr": ("Niveaux de la chaîne des résultats", "À quel niveau de la chaîne des résultats se situe chaque énoncé du plan sectoriel ?", "Énoncé", "Niveau",
           [("Activité", "ce que le programme fait"), ("Produit", "ce qu’il livre"), ("Effet", "ce qui change pour les élèves et les écoles"), ("Impact", "ce qui change pour le pays")],
           ["1 200 enseignants sont titulaires du nouveau certificat.", "Davantage de filles achèvent le premier cycle du secondaire.", "Former 1 200 enseignants dans les instituts régionaux.", "L’alphabétisation des adultes progresse et la pauvreté des ménages recule.", "Le bâtiment du ministère compte quatre étages."],
           "La formation est l’activité ; les enseignants certifiés sont ce qu’elle livre."),
    "ar": ("مستويات سلسلة النتائج", "في أي مستوى من سلسلة النتائج يقع كل بيان من بيانات الخطة القطاعية؟", "البيان", "المستوى",
           [("نشاط", "ما يقوم به البرنامج"), ("مخرج", "ما يقدمه"), ("نتيجة", "ما يتغير لدى التلاميذ والمدارس"), ("أثر", "ما يتغير في البلد")],
           ["حصل ١٢٠٠ معلم على الشهادة الجديدة.", "عدد أكبر من الفتيات يكملن المرحلة الإعدادية.", "تدريب ١٢٠٠ معلم في المعاهد الجهوية.", "ارتفاع نسبة تعليم الكبار وتراجع فقر الأسر.", "يتكون مبنى الوزارة من أربعة طوابق."],
           "التدريب هو النشاط؛ والمعلمون الحاصلون على الشهادة هم ما يقدمه."),
}  # fmt: skip
TARGETS = ("activity", "output", "outcome", "impact")
ANSWER = {"levels": {"i1": "activity", "i2": "outcome", "i3": "activity", "i5": "-"}}


def steps(lang: str) -> str:
    title, prompt, item, target, targets, items, feedback = WORDS[lang]
    places = "".join(
        f'<target id="{id_}" label="{label}">{text}</target>'
        for id_, (label, text) in zip(TARGETS, targets, strict=True)
    )
    rows = "".join(
        f'<item id="i{at}" to="{to}"><text>{text}</text><feedback><p>{feedback}</p></feedback></item>'
        for at, (to, text) in enumerate(
            zip(("output", "outcome impact", "activity", "impact", ""), items, strict=True), 1
        )
    )
    return f'<step kind="matching" id="levels" title="{title}" points="5" item_head="{item}" target_head="{target}"><prompt><p>{prompt}</p></prompt>{places}{rows}</step>'


@pytest.fixture
def host() -> Iterator[Host]:
    with hosted_kind("matching", steps, ANSWER) as host:
        yield host


def shown(context: Any, host: Host, query: str = "lang=en", width: int = 1024) -> Any:
    page = opened(context, host, query, step=None)
    page.set_viewport_size({"width": width, "height": 900})
    page.wait_for_selector(".pairs select")
    return page


def test_items_are_placed_by_keyboard_and_named_by_their_words(context: Any, host: Host) -> None:
    page = shown(context, host)
    box = page.get_by_role("combobox", name="1,200 teachers hold the new certificate. Level")
    box.focus()
    page.keyboard.press("O")
    page.keyboard.press("Tab")
    until(page, "page.session.answers.levels?.i1 === 'output'")
    box.select_option("")
    assert page.evaluate("page.session.answers.levels") == {}
    assert box.locator("option").all_inner_texts() == ["Choose…", "Activity", "Output", "Outcome", "Impact", "nowhere"]
    assert page.faults == []


def test_what_was_marked_is_told_until_it_is_changed(context: Any, host: Host) -> None:
    page = shown(context, host, "lang=en&state=marked")
    row = page.locator(".pairs li").filter(has_text="hold the new certificate")
    assert " ".join(row.locator(".why").inner_text().split()) == (
        "wrong · Training is the activity; certified teachers are what it delivers."
    )
    assert page.locator(".pairs .s-right .why").count() == 3
    row.locator("select").select_option("output")
    assert not row.locator(".why").is_visible()


def test_the_key_stands_under_each_once_it_may_be_shown(context: Any, host: Host) -> None:
    page = shown(context, host, "lang=fr&state=key")
    lines = [" ".join(text.split()) for text in page.locator(".key-line").all_inner_texts()]
    assert "Juste : Effet · Impact" in lines
    assert "Juste : Produit" in lines


@pytest.mark.parametrize(("query", "width"), [("lang=fr&state=marked", 360), ("lang=ar&state=key", 1024)])
def test_nothing_scrolls_sideways_and_axe_finds_nothing(context: Any, host: Host, query: str, width: int) -> None:
    page = shown(context, host, query, width)
    assert axe(page) == []
