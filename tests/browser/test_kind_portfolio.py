"""The kind portfolio in Chromium: put together on demand, printed alone, told where nothing is there, axe, narrow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.harness.kind import axe, hosted_kind
from tests.browser.harness.open import opened, until
from tests.browser.harness.server import Host

TITLES = {"en": "Annex of the plan", "fr": "Annexe du plan", "ar": "ملحق الخطة"}
REPORT = {
    "day": "24 November 2026",
    "sections": [
        {
            "title": "School-age population",
            "said": "Attempt 1, received on 23 November. Receipt K7QF-2M9D-V.",
            "tables": [
                {
                    "title": "Single ages",
                    "caption": "Population by age",
                    "note": "2024",
                    "heads": ["Age", "Population"],
                    "rows": [{"label": "6", "cells": ["148,120"]}, {"label": "7", "cells": ["–"]}],
                }
            ],
            "charts": [
                {"caption": "Children", "labels": ["6", "7", "8"], "values": [148120, None, 139000], "decimals": 0}
            ],
            "texts": [{"title": "Note", "text": "First line.\nSecond <b>line</b>."}],
        },
        {
            "title": "Enrolment",
            "said": "Nothing was submitted here yet.",
            "tables": [],
            "charts": [],
            "texts": [],
        },
    ],
}


def steps(lang: str) -> str:
    return (
        f'<step kind="portfolio" id="annex" title="{TITLES[lang]}"><prompt><p>{TITLES[lang]}</p></prompt>'
        f'<section id="a" case="school-age" title="{TITLES[lang]} 1"/><section id="b" case="x"/></step>'
    )


@pytest.fixture
def host() -> Iterator[Host]:
    with hosted_kind("portfolio", steps, {}) as host:
        view = host.view

        def with_urls(query: dict[str, str]) -> dict[str, Any]:
            made = view(query)
            return {**made, "urls": {**made["urls"], "portfolio": "/handler/portfolio", "portfolio_file": "/file"}}

        host.view = with_urls
        host.handlers["portfolio"] = lambda said: (200, REPORT)
        yield host


def ready(context: Any, host: Host, query: str) -> Any:
    page = opened(context, host, query, step=None)
    page.wait_for_selector(".annex .btn.main")
    return page


def test_the_report_is_put_together_by_keyboard(context: Any, host: Host) -> None:
    page = ready(context, host, "lang=en")
    page.locator(".annex .btn.main").focus()
    page.keyboard.press("Enter")
    until(page, "document.querySelectorAll('.report section').length === 2")
    assert page.evaluate("document.activeElement.tagName") == "H4"
    assert page.locator(".report td").all_inner_texts()[:2] == ["148,120", "–"]
    assert page.locator(".report .own").all_inner_texts() == ["First line.", "Second <b>line</b>."]
    assert page.locator(".report svg .column").count() == 2
    assert page.locator(".annex a.btn").get_attribute("href") == "/file?step=annex"
    page.evaluate("globalThis.print = () => { globalThis.printed = document.querySelector('.annex-only') !== null }")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("globalThis.printed")
    assert page.faults == []


def test_on_paper_the_report_stands_alone(context: Any, host: Host) -> None:
    page = ready(context, host, "lang=fr")
    page.locator(".annex .btn.main").click()
    until(page, "document.querySelectorAll('.report section').length === 2")
    page.evaluate("page.root.classList.add('annex-only')")
    page.emulate_media(media="print")
    assert page.locator(".report table").first.is_visible()
    assert page.locator(".annex > ol").is_hidden()
    assert page.locator(".annex .acts").first.is_hidden()


def test_where_nothing_was_submitted_the_page_says_so(context: Any, host: Host) -> None:
    host.handlers["portfolio"] = lambda said: (200, {"day": "x", "sections": [REPORT["sections"][1]]})  # type: ignore[index]
    page = ready(context, host, "lang=en")
    page.locator(".annex .btn.main").click()
    until(page, "document.body.innerText.includes('There is nothing to show yet')")
    assert page.locator(".annex a.btn").count() == 0


def test_without_connection_the_page_says_so(context: Any, host: Host) -> None:
    page = ready(context, host, "lang=en")
    host.fault = "502"
    page.locator(".annex .btn.main").click()
    until(page, "document.body.innerText.includes('try again')")
    assert page.locator(".report section").count() == 0


@pytest.mark.parametrize(("lang", "width"), [("en", 360), ("fr", 360), ("ar", 1024)])
def test_nothing_scrolls_sideways_and_axe_finds_nothing(context: Any, host: Host, lang: str, width: int) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{host.url}/?lang={lang}")
    page.wait_for_selector(".annex .btn.main")
    page.locator(".annex .btn.main").click()
    until(page, "document.querySelectorAll('.report section').length === 2")
    assert axe(page) == []
