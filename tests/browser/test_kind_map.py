"""The kind map in Chromium: a plan made by keyboard from the tables alone, its sums as the server's, axe, narrow, mirrored."""

# ruff: noqa: E501 — because a step is easier to read with one element a line
from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest

from tests.browser.harness.kind import axe, hosted_kind
from tests.browser.harness.open import opened
from tests.browser.harness.server import Host
from tests.kinds.helpers import step

WORDS = {
    "en": ("Where to build", "Choose the sites of new schools.", ("Mbala primary", "Hill", "River", "Crossroads", "Market"), ("Mbala", "Kasenga", "Lukolo", "Sanza", "Tiri")),
    "fr": ("Où construire", "Choisissez les sites des nouvelles écoles.", ("EP Mbala", "Colline", "Rivière", "Carrefour", "Marché"), ("Mbala", "Kasenga", "Lukolo", "Sanza", "Tiri")),
    "ar": ("أين نبني", "اختر مواقع المدارس الجديدة.", ("مدرسة مبالا", "التل", "النهر", "التقاطع", "السوق"), ("مبالا", "كاسنغا", "لوكولو", "سانزا", "تيري")),
}  # fmt: skip
PLACES = ((10, 10), (40, 20), (70, 60), (30, 80), (80, 10))
VILLAGES = (
    (12, 12, 200, "10 70 - - -"),
    (45, 25, 240, "80 15 90 - 70"),
    (72, 65, 130, "- 85 60 75 -"),
    (28, 85, 90, "- - 80 25 -"),
    (82, 12, 40, "- 90 - - 12"),
)
COSTS = (0, 300, 350, 400, 500)
ANSWER = {"sites": ["hill", "market"]}


def steps(lang: str) -> str:
    title, prompt, names, villages = WORDS[lang]
    inside = "".join(
        f'<site id="{name}" label="{label}" x="{x}" y="{y}" {f"""cost="{cost}" """ if cost else """existing="yes" """}/>'
        for name, label, (x, y), cost in zip(
            ("old", "hill", "river", "cross", "market"), names, PLACES, COSTS, strict=True
        )
    )
    inside += "".join(
        f'<village id="v{x}" label="{label}" x="{x}" y="{y}" children="{n}">{far}</village>'
        for label, (x, y, n, far) in zip(villages, VILLAGES, strict=True)
    )
    return f'<step kind="map" id="sites" title="{title}" points="6" limit="60" ceiling="700" minimum="60" floor="40"><prompt><p>{prompt}</p></prompt>{inside}</step>'


@pytest.fixture
def host() -> Iterator[Host]:
    with hosted_kind("map", steps, ANSWER) as host:
        yield host


def ready(context: Any, host: Host, query: str) -> Any:
    page = opened(context, host, query, step=None)
    page.wait_for_selector(".map table")
    return page


def sums(page: Any) -> list[str]:
    return [str(text) for text in page.locator(".map .figures dd .fig").all_inner_texts()]


def test_a_plan_is_made_by_keyboard_from_the_table(context: Any, host: Host) -> None:
    page = ready(context, host, "lang=en")
    assert sums(page) == ["28.6 %", "10 min", "0"]
    page.get_by_role("checkbox", name="Hill").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.evaluate("page.session.answers.sites") == ["hill", "river"]
    assert sums(page)[0] == "81.4 %"
    assert sums(page)[2] == "650"
    assert page.locator(".travel tbody tr").nth(2).locator("td").last.inner_text() == "River"
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert "above the ceiling of 700" in page.locator(".map .figures").inner_text()
    assert page.locator(".map svg[aria-hidden=true] rect").count() == 5
    assert page.faults == []


def test_page_and_server_agree_on_every_plan(context: Any, host: Host) -> None:
    page = ready(context, host, "lang=en")
    made = step(steps("en"))
    children = made.children({})
    assert children is not None
    for size in range(5):
        for chosen in combinations(made.candidates, size):
            for name, box in zip(made.candidates, page.locator(".map input").all(), strict=True):
                box.set_checked(name in chosen)
            plan = made.plan(chosen, children)
            assert sums(page)[0] == f"{round(plan.coverage, 1):g} %"
            assert sums(page)[2].replace(",", "") == f"{plan.cost:g}"
            assert page.locator(".map td.s-wrong").count() == len(plan.small)


def test_marks_say_which_rule_is_broken_until_the_plan_changes(context: Any, host: Host) -> None:
    page = ready(context, host, "lang=en&state=marked")
    assert "cost more than the ceiling" in page.locator(".said-of").inner_text()
    assert page.locator(".map .key-line").count() == 0
    page.get_by_role("checkbox", name="Market").uncheck()
    assert page.locator(".said-of").is_hidden()
    page = ready(context, host, "lang=en&state=key")
    assert page.locator(".map .key-line").count() == 2


@pytest.mark.parametrize(("lang", "width"), [("en", 360), ("fr", 360), ("ar", 1024)])
@pytest.mark.parametrize("state", ["", "marked", "key"])
def test_nothing_scrolls_sideways_and_axe_finds_nothing(
    context: Any, host: Host, lang: str, width: int, state: str
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{host.url}/?lang={lang}&state={state}")
    page.wait_for_selector(".map table")
    assert axe(page) == []
