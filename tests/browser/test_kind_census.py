"""The kind census in Chromium: cells marked by keyboard and touch, the decision log, axe, narrow, mirrored."""

# ruff: noqa: E501 — because a step is easier to read with one element a line
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.harness.kind import axe, hosted_kind
from tests.browser.harness.open import opened
from tests.browser.harness.server import Host

WORDS = {
    "en": ("Control the returns", "Mark every figure that cannot stand.", ("Girls", "Boys", "Pupils", "Repeaters"), ("Mbala", "Kasenga", "Lukolo", "Sanza"), ("Girls and boys do not add up", "A part is greater than the whole"), ("Ask the school again", "Correct from the form"), "98 + 101 = 199."),
    "fr": ("Contrôler les fiches", "Signalez chaque chiffre qui ne peut être exact.", ("Filles", "Garçons", "Élèves", "Redoublants"), ("Mbala", "Kasenga", "Lukolo", "Sanza"), ("Filles et garçons ne font pas le total", "Une partie dépasse le tout"), ("Interroger l’école", "Corriger d’après la fiche"), "98 + 101 = 199."),
    "ar": ("مراقبة الاستمارات", "ضع علامة على كل رقم لا يصح.", ("إناث", "ذكور", "تلاميذ", "معيدون"), ("مبالا", "كاسنغا", "لوكولو", "سانزا"), ("المجموع لا يساوي الإناث والذكور", "الجزء أكبر من الكل"), ("اسأل المدرسة", "صحح من الاستمارة"), "98 + 101 = 199."),
}  # fmt: skip
FIGURES = ("120 131 251 20", "98 101 299 17", "75 80 155 180", "64 61 125 9")
ANSWER = {
    "returns": {
        "s2/total": {"rule": "sum", "treatment": "correct", "note": "199"},
        "s1/girls": {"rule": "over", "treatment": "ask", "note": ""},
    }
}


def steps(lang: str) -> str:
    title, prompt, columns, schools, rules, treatments, said = WORDS[lang]
    inside = "".join(
        f'<column id="{one}" label="{label}"/>'
        for one, label in zip(("girls", "boys", "total", "rep"), columns, strict=True)
    )
    inside += "".join(
        f'<record id="s{at}" label="{name}">{row}</record>'
        for at, (name, row) in enumerate(zip(schools, FIGURES, strict=True), 1)
    )
    inside += "".join(f'<rule id="{one}" label="{label}"/>' for one, label in zip(("sum", "over"), rules, strict=True))
    inside += "".join(
        f'<treatment id="{one}" label="{label}"/>' for one, label in zip(("ask", "correct"), treatments, strict=True)
    )
    inside += f'<error id="e1" at="s2/total s2/girls" rule="sum" treatment="correct"><feedback><p>{said}</p></feedback></error><error id="e2" at="s3/rep" rule="over" treatment="ask"/>'
    return (
        f'<step kind="census" id="returns" title="{title}" points="6"><prompt><p>{prompt}</p></prompt>{inside}</step>'
    )


@pytest.fixture
def host() -> Iterator[Host]:
    with hosted_kind("census", steps, ANSWER) as host:
        yield host


def ready(context: Any, host: Host, query: str) -> Any:
    page = opened(context, host, query, step=None)
    page.wait_for_selector(".returns td button")
    return page


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.getAttribute('aria-label')"))


def test_cells_are_walked_and_marked_by_keyboard_alone(context: Any, host: Host) -> None:
    page = ready(context, host, "lang=en")
    page.locator(".returns td button").first.focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    assert focused(page) == "Kasenga, Pupils: 299"
    page.keyboard.press("Enter")
    assert page.locator(".returns [aria-pressed=true]").count() == 1
    assert focused(page) == "Kasenga, Pupils: 299"
    page.get_by_label("Rule that it breaks").select_option(label="Girls and boys do not add up")
    page.get_by_label("What you do").select_option(label="Correct from the form")
    page.get_by_label("Remark").fill("A digit.")
    page.get_by_label("Remark").blur()
    assert page.evaluate("page.session.answers.returns") == {
        "s2/total": {"rule": "sum", "treatment": "correct", "note": "A digit."}
    }
    page.get_by_role("button", name="Take the mark away").click()
    assert page.evaluate("page.session.answers.returns") == {}
    assert focused(page) == "Kasenga, Pupils: 299"
    for key in ("End", "ArrowRight", "Home", "ArrowLeft", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
    assert focused(page) == "Mbala, Girls: 120"
    assert page.locator(".returns button[tabindex='0']").count() == 1
    assert page.faults == []


def test_marks_stand_at_each_cell_until_it_changes_and_the_key_when_it_may(context: Any, host: Host) -> None:
    page = ready(context, host, "lang=en&state=marked")
    assert page.locator(".returns .s-right").inner_text() == "299"
    assert page.locator(".returns .s-wrong").inner_text() == "120"
    assert "98 + 101 = 199." in page.locator(".log li").first.inner_text()
    assert "Errors found: 1 of 2." in page.locator(".census-log").inner_text()
    assert page.locator(".census-key").count() == 0
    page.get_by_label("Rule that it breaks").first.select_option(index=2)
    assert page.locator(".returns .s-right").count() == 0
    assert page.locator(".log .why:visible").count() == 1
    page = ready(context, host, "lang=en&state=key")
    assert page.locator(".census-key li").count() == 2


def test_a_touch_marks_and_the_next_takes_it_away(context: Any, host: Host) -> None:
    page = ready(context, host, "lang=ar")
    cell = page.locator(".returns td button").nth(5)
    cell.click()
    assert cell.get_attribute("aria-pressed") == "true"
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement === document.querySelectorAll('.returns td button')[6]")
    cell.click()
    assert page.locator(".log li").count() == 0


@pytest.mark.parametrize(("lang", "width"), [("en", 360), ("fr", 360), ("ar", 1024)])
@pytest.mark.parametrize("state", ["", "marked", "key"])
def test_nothing_scrolls_sideways_and_axe_finds_nothing(
    context: Any, host: Host, lang: str, width: int, state: str
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{host.url}/?lang={lang}&state={state}")
    page.wait_for_selector(".returns td button")
    assert axe(page) == []
