"""Figures of an earlier case: the card beside the sheet, the choice, what stays when it cannot be made."""

from __future__ import annotations

from typing import Any

from tests.browser.harness.open import hosted, opened, until
from tests.browser.harness.views import answering

OWN = {"value": "K7QF-2M9D-V", "text": "Your results, attempt 1, received on 23 November"}
REFERENCE = {"value": "reference", "text": "The reference figures"}


def chain(chosen: str) -> list[dict[str, Any]]:
    return [{"case": "rates", "title": "Flow rates", "options": [OWN, REFERENCE], "chosen": chosen, "text": ""}]


def test_other_figures_are_taken_by_keyboard_and_the_answers_stay(context: Any) -> None:
    with hosted(chain=chain(OWN["value"])) as host:

        def taken(said: dict[str, Any]) -> tuple[int, dict[str, Any]]:
            view = {**answering("en"), "answers": said["answers"], "chain": chain(said["answers"]["@from"]["rates"])}
            view["data"][0]["rows"][0]["cells"][0] = "98 765"
            return 200, {"view": {**view, "draft": {"version": said["version"] + 1, "saved": None}}}

        host.handlers["chain"] = taken
        page = opened(context, host)
        card = page.locator(".chain")
        assert card.get_by_role("radio", name=OWN["text"]).is_checked()
        page.locator("[data-ref=B4] input").fill("87.3")
        card.get_by_role("radio").first.focus()
        page.keyboard.press("ArrowDown")
        until(page, "document.body.innerText.includes('98 765')")
        assert card.get_by_role("radio", name=REFERENCE["text"]).is_checked()
        assert card.count() == 1
        assert page.evaluate("document.activeElement.value") == "reference"
        assert page.locator("[data-ref=B4] input").input_value() == "87.3"
        sent = next(said for name, said in host.requests if name == "chain")
        assert sent["answers"]["@from"] == {"rates": "reference"}
        assert page.faults == []


def test_without_connection_the_figures_stay_and_the_page_says_so(context: Any) -> None:
    with hosted(chain=chain(OWN["value"])) as host:
        page = opened(context, host)
        host.fault = "502"
        page.locator(".chain").get_by_role("radio", name=REFERENCE["text"]).check(force=True, timeout=3000)
        until(page, "document.body.innerText.includes('The figures were not changed')")
        assert page.locator(".chain").get_by_role("radio", name=OWN["text"]).is_checked()


def test_reference_figures_alone_are_told_and_the_card_is_accessible(context: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    told = [{"case": "rates", "title": "Flow rates", "options": [], "chosen": "reference", "text": "Submit it first."}]
    with hosted(chain=told) as host:
        page = opened(context, host)
        assert "Submit it first." in page.locator(".chain").inner_text()
        assert page.locator(".chain input").count() == 0
    with hosted(chain=chain("reference")) as host:
        context.new_page().close()
        page = opened(context, host)
        page.set_viewport_size({"width": 360, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert Axe().run(page, context=".chain").violations_count == 0
