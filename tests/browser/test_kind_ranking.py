"""The kind ranking in Chromium: moved by keyboard and by buttons, told option by option, read by axe, narrow, mirrored."""

# ruff: noqa: E501 — because a step is easier to read with one option a line
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.harness.kind import axe, hosted_kind
from tests.browser.harness.open import opened
from tests.browser.harness.server import Host

WORDS = {
    "en": ("The planning cycle", "Put the stages of the planning cycle in order.", ("Sector diagnosis", "Policy priorities", "Programmes", "Costing and financing"), "It comes before every choice.",
           "Which district first?", "Put the districts in order by their weighted sums.", ("Children out of school", "Cost of a place", "Girls reached"), ("North", "Coast", "Lakes", "Plain")),
    "fr": ("Le cycle de planification", "Mettez dans l’ordre les étapes du cycle de planification.", ("Diagnostic sectoriel", "Priorités de politique", "Programmes", "Coûts et financement"), "Il précède tout choix.",
           "Quel district d’abord ?", "Classez les districts selon leur somme pondérée.", ("Enfants non scolarisés", "Coût d’une place", "Filles atteintes"), ("Nord", "Côte", "Lacs", "Plaine")),
    "ar": ("دورة التخطيط", "رتب مراحل دورة التخطيط.", ("تشخيص القطاع", "أولويات السياسة", "البرامج", "الكلفة والتمويل"), "يسبق كل اختيار.",
           "أي مقاطعة أولا؟", "رتب المقاطعات بحسب المجموع المرجح.", ("أطفال خارج المدرسة", "كلفة المقعد", "الفتيات"), ("الشمال", "الساحل", "البحيرات", "السهل")),
}  # fmt: skip
ANSWER = {"cycle": ["o2", "o1", "o3", "o4"], "sites": {"order": ["p1", "p2", "p3", "p4"], "sensitive": ["need"]}}


def steps(lang: str) -> str:
    title, prompt, stages, said, second, ask, criteria, places = WORDS[lang]
    options = "".join(
        f'<option id="o{at}" rank="{at}"><text>{text}</text><feedback><p>{said}</p></feedback></option>'
        for at, text in enumerate(stages, 1)
    )
    heads = "".join(
        f'<criterion id="{name}" label="{label}" weight="{weight}"{more}/>'
        for name, label, weight, more in zip(
            ("need", "cost", "reach"), criteria, (0.5, 0.3, 0.2), ("", ' direction="less-is-better"', ""), strict=True
        )
    )
    scores = ("420 1400 3", "380 900 5", "150 1100 4", "90 800 2")
    rows = "".join(
        f'<option id="p{at}" scores="{score}"><text>{text}</text></option>'
        for at, (text, score) in enumerate(zip(places, scores, strict=True), 1)
    )
    return (
        f'<step kind="ranking" id="cycle" title="{title}" points="3"><prompt><p>{prompt}</p></prompt>{options}</step>'
        f'<step kind="ranking" id="sites" title="{second}" mode="criteria" points="4" shift="0.1" shift_points="2" scaling="min-max"><prompt><p>{ask}</p></prompt>{heads}{rows}</step>'
    )


@pytest.fixture
def host() -> Iterator[Host]:
    with hosted_kind("ranking", steps, ANSWER) as host:
        yield host


def ready(context: Any, host: Host, query: str) -> Any:
    page = opened(context, host, query, step=None)
    page.wait_for_selector(".ranks li")
    return page


def shown(page: Any) -> list[str]:
    return page.locator(".ranks:visible .what").all_inner_texts()


def test_an_option_moves_by_keyboard_and_keeps_the_focus(context: Any, host: Host) -> None:
    page = ready(context, host, "lang=en")
    before = shown(page)
    page.locator(".ranks:visible li").nth(1).get_by_role("button").first.focus()
    page.keyboard.press("Alt+ArrowDown")
    after = shown(page)
    assert after == [before[0], before[2], before[1], before[3]]
    page.keyboard.press("Alt+ArrowDown")
    assert shown(page)[3] == before[1]
    assert page.evaluate("document.activeElement.getAttribute('aria-label')").endswith(before[1])
    assert "number 4 of 4" in page.locator(".epm-case > .sr[role=status]").inner_text()
    assert len(page.evaluate("page.session.answers.cycle")) == 4
    assert page.faults == []


def test_buttons_move_and_end_at_the_ends(context: Any, host: Host) -> None:
    page = ready(context, host, "lang=en")
    before = shown(page)
    last = page.locator(".ranks:visible li").last
    assert last.get_by_role("button", name="Move down").is_disabled()
    for _ in range(3):
        page.get_by_role("button", name=f"Move up : {before[3]}").click()
    assert shown(page) == [before[3], *before[:3]]
    assert page.locator(".ranks:visible li").first.get_by_role("button", name="Move up").is_disabled()


def test_weights_are_ticked_and_none_excludes_the_others(context: Any, host: Host) -> None:
    page = ready(context, host, "lang=en")
    page.get_by_role("tab").nth(1).click()
    assert page.locator(".ranking table:visible tfoot td").all_inner_texts() == ["0.5", "0.3", "0.2"]
    page.get_by_role("checkbox", name="Cost of a place").check()
    page.get_by_role("checkbox", name="Girls reached").check()
    assert page.evaluate("page.session.answers.sites.sensitive") == ["cost", "reach"]
    page.get_by_role("checkbox", name="With none").check()
    assert page.evaluate("page.session.answers.sites.sensitive") == ["-"]
    assert not page.get_by_role("checkbox", name="Cost of a place").is_checked()


def test_marks_stand_at_each_option_until_it_moves_and_the_key_when_it_may(context: Any, host: Host) -> None:
    page = ready(context, host, "lang=en&state=marked")
    assert [
        text.splitlines()[0].startswith("wrong") for text in page.locator(".ranks:visible .why").all_inner_texts()
    ] == [True, True, False, False]
    assert "It comes before every choice." in page.locator(".ranks:visible li").nth(1).inner_text()
    assert "Most pairs stand in the right order" in page.locator(".said-of:visible").inner_text()
    page.get_by_role("button", name="Move up : Sector diagnosis").click()
    assert page.locator(".ranks:visible .why:visible").count() == 2
    page = ready(context, host, "lang=en&state=key")
    page.get_by_role("tab").nth(1).click()
    assert "weighted sum" in page.locator(".ranks:visible .key-line").first.inner_text()


@pytest.mark.parametrize(("lang", "width"), [("en", 360), ("fr", 360), ("ar", 1024)])
@pytest.mark.parametrize("state", ["", "marked", "key"])
def test_nothing_scrolls_sideways_and_axe_finds_nothing(
    context: Any, host: Host, lang: str, width: int, state: str
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{host.url}/?lang={lang}&state={state}")
    page.wait_for_selector(".ranks li")
    assert axe(page) == []
    page.get_by_role("tab").nth(1).click()
    assert axe(page) == []
