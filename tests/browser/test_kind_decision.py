"""The kind decision in Chromium: two paths to two endings by keyboard, undo as allowed, the story, axe, narrow, mirrored."""

# ruff: noqa: E501 — because a step is easier to read with one element a line
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.harness.kind import axe, hosted_kind
from tests.browser.harness.open import opened
from tests.browser.harness.server import Host

WORDS = {
    "en": ("A crisis year", "You decide for the district of Lukolo.", ("Budget (millions)", "Pupils at school"), ("The schools are closed", "The year after", "The schools are full again", "Schools stay closed"), ("Put up tents", "Rebuild the rooms", "Wait", "Grants for the poorest", "No new measure"), "Lessons start again in three weeks.", "There is no money left for grants."),
    "fr": ("Une année de crise", "Vous décidez pour le district de Lukolo.", ("Budget (millions)", "Élèves scolarisés"), ("Les écoles sont fermées", "L’année suivante", "Les écoles se remplissent", "Des écoles restent fermées"), ("Dresser des tentes", "Reconstruire les salles", "Attendre", "Subventions aux plus pauvres", "Ne rien changer"), "Les cours reprennent dans trois semaines.", "Plus rien pour des subventions."),
    "ar": ("سنة أزمة", "أنت تقرر لمقاطعة لوكولو.", ("الميزانية", "التلاميذ"), ("المدارس مغلقة", "السنة التالية", "امتلأت المدارس", "مدارس بقيت مغلقة"), ("نصب خيام", "إعادة بناء القاعات", "الانتظار", "منح للأشد فقرا", "لا إجراء جديد"), "تستأنف الدروس بعد ثلاثة أسابيع.", "لم يبق مال للمنح."),
}  # fmt: skip
ANSWER = {"crisis": ["rooms", "nothing"]}


def steps(lang: str, undo: str = "last") -> str:
    title, prompt, variables, titles, choices, then, poor = WORDS[lang]
    tents, rooms, wait, grants, nothing = choices
    return f"""<step kind="decision" id="crisis" title="{title}" points="6" score="pupils" floor="900" undo="{undo}"><prompt><p>{prompt}</p></prompt>
<variable id="budget" label="{variables[0]}" start="500"/><variable id="pupils" label="{variables[1]}" start="1000"/>
<situation id="one" title="{titles[0]}"><choice id="tents" to="two" set="budget = budget - 100; pupils = pupils - 50"><text>{tents}</text><feedback><p>{then}</p></feedback></choice><choice id="rooms" to="two" when="budget >= 400" set="budget = budget - 400"><text>{rooms}</text></choice><choice id="wait" to="two" set="pupils = pupils * 0.8"><text>{wait}</text></choice></situation>
<situation id="two" title="{titles[1]}"><text when="budget &lt; 200">{poor}</text><choice id="grants" to="end" when="budget >= 300" set="budget = budget - 300; pupils = pupils + 80"><text>{grants}</text></choice><choice id="nothing" to="end"><text>{nothing}</text><go to="shut" when="pupils &lt; 850"/></choice></situation>
<situation id="end" title="{titles[2]}"/><situation id="shut" title="{titles[3]}"/></step>"""


@pytest.fixture
def host() -> Iterator[Host]:
    with hosted_kind("decision", steps, ANSWER) as host:
        yield host


def ready(context: Any, host: Host, query: str) -> Any:
    page = opened(context, host, query, step=None)
    page.wait_for_selector(".decision h4")
    return page


def title(page: Any) -> str:
    return str(page.locator(".decision h4").first.inner_text())


def choose(page: Any, *names: str) -> None:
    for name in names:
        page.get_by_role("button", name=name).focus()
        page.keyboard.press("Enter")


def test_two_paths_lead_to_two_endings_by_keyboard(context: Any, host: Host) -> None:
    page = ready(context, host, "lang=en")
    choose(page, "Put up tents")
    assert "Lessons start again in three weeks." in page.locator(".decision .then").inner_text()
    assert page.evaluate("document.activeElement.textContent") == "The year after"
    assert page.locator(".decision .figures .changed").count() == 2
    choose(page, "Grants for the poorest")
    assert title(page) == "The schools are full again"
    assert page.locator(".decision .story tbody tr").count() == 3
    assert page.locator(".decision .story tbody tr").last.locator("td").all_inner_texts() == ["100", "1,030"]
    assert page.faults == []


def test_other_choices_lead_to_another_ending(context: Any, host: Host) -> None:
    page = ready(context, host, "lang=en")
    choose(page, "Wait", "No new measure")
    assert title(page) == "Schools stay closed"
    assert page.evaluate("page.session.answers.crisis") == ["wait", "nothing"]
    assert page.faults == []


def test_a_choice_that_cannot_be_paid_is_not_offered_and_the_text_says_why(context: Any, host: Host) -> None:
    page = ready(context, host, "lang=en")
    choose(page, "Rebuild the rooms")
    assert page.locator(".decision .way").all_inner_texts() == ["No new measure"]
    assert "There is no money left for grants." in page.locator(".decision .card").first.inner_text()


def test_one_choice_is_taken_back_and_not_two(context: Any, host: Host) -> None:
    page = ready(context, host, "lang=en")
    choose(page, "Wait", "No new measure", "Take the last choice back")
    assert title(page) == "The year after"
    assert page.get_by_role("button", name="Take the last choice back").count() == 0
    choose(page, "Grants for the poorest")
    assert page.get_by_role("button", name="Take the last choice back").count() == 1


def test_the_mark_stands_at_the_ending_and_the_best_path_when_it_may(context: Any, host: Host) -> None:
    page = ready(context, host, "lang=en&state=marked")
    assert "Other choices would have led to a better result." in page.locator(".said-of").inner_text()
    assert page.locator(".decision-key").count() == 0
    page = ready(context, host, "lang=en&state=key")
    assert page.locator(".decision-key li").all_inner_texts() == [
        "The schools are closed · Put up tents",
        "The year after · Grants for the poorest",
    ]


@pytest.mark.parametrize(("lang", "width"), [("en", 360), ("fr", 360), ("ar", 1024)])
@pytest.mark.parametrize("state", ["", "marked", "key"])
def test_nothing_scrolls_sideways_and_axe_finds_nothing(
    context: Any, host: Host, lang: str, width: int, state: str
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{host.url}/?lang={lang}&state={state}")
    page.wait_for_selector(".decision h4")
    assert axe(page) == []
