"""WCAG 2.2 A and AA by axe-core, on each page and state, in three languages, light and dark. tests/browser."""

# ruff: noqa: E501 — because scripts for the browser stand in it
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.harness.open import cell, hosted, opened, until
from tests.browser.harness.server import Host

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]


@pytest.fixture
def host() -> Iterator[Host]:
    with hosted() as host:
        yield host


def violations(page: Any) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]} {one['nodes'][0]['failureSummary'][:300]}" for one in found]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_each_step_before_and_after_marking(context: Any, host: Host, lang: str, theme: str) -> None:
    page = opened(context, host, f"lang={lang}&theme={theme}", step=0)
    seen = violations(page)
    page.get_by_role("tab").nth(2).click()
    seen += violations(page)
    page.goto(f"{host.url}/?lang={lang}&theme={theme}&state=marked")
    page.get_by_role("tab").nth(1).click()
    seen += violations(page)
    assert seen == []
    assert page.faults == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_messages_and_questions(context: Any, host: Host, theme: str) -> None:
    page = opened(context, host, f"lang=fr&theme={theme}")
    cell(page, "C11").fill("1.103")
    cell(page, "C9").fill("10.3.4")
    context.set_offline(True)
    cell(page, "B4").fill("87,3")
    page.wait_for_selector(".notices[role=alert] .msg")
    context.set_offline(False)
    page.get_by_role("button", name="Soumettre", exact=True).click()
    page.wait_for_selector(".asks .msg")
    assert violations(page) == []


def test_targets_are_large_enough_for_a_finger(browser: Any, host: Host) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800}, has_touch=True, is_mobile=True)
    page = opened(context, host, "lang=fr")
    small = page.evaluate("""() => [...document.querySelectorAll('.epm :is(button, input, summary, [role=tab])')]
      .map(one => [one.className || one.tagName, one.closest('.cell')?.getBoundingClientRect().height ?? one.getBoundingClientRect().height])
      .filter(([name, tall]) => tall && tall < 44 && name !== 'SUMMARY')""")
    context.close()
    assert small == []


def test_in_forced_colours_borders_and_icons_survive(context: Any, host: Host) -> None:
    page = opened(context, host, "lang=en&state=marked")
    page.emulate_media(forced_colors="active")
    borders = page.evaluate(
        "() => [...document.querySelectorAll('.cell')].every(c => parseFloat(getComputedStyle(c).borderTopWidth) >= 1)"
    )
    assert borders
    until(page, "document.querySelectorAll('.cell .sign svg').length === 32")
