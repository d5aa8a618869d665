"""WCAG 2.2 A and AA by axe-core, and no sideways scrolling, on every page that links lead to, for every role.

A plain run looks at the first and the fullest page of each kind, in French on light and in English on dark pages;
a soak looks at all of them in every language and theme.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any
from urllib.parse import urljoin

import pytest

from tests.journeys import hands
from tests.journeys.conftest import Campus, Visit
from tests.journeys.hands import Account

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
WIDTHS = (360, 720)  # a phone, and 1440 px at a zoom of 200 %
Newcomer = Callable[..., Account]
DARK = {"fr": "Page sombre", "en": "Dark page"}


def linked(page: Any, start: str) -> dict[str, str]:
    """Every page of this site that links lead to from `start`, with its HTML; files are left out."""
    site = "/".join(start.split("/")[:3])
    found: dict[str, str] = {}
    seen, waiting = {start}, [start]
    for address in waiting:
        answer = page.request.get(address)
        if "text/html" not in answer.headers["content-type"]:
            continue
        assert answer.status in (200, 422), f"{answer.status} {address}"  # 422: a report that forbids the import
        found[address] = answer.text()
        links = re.findall(r'<a\b[^>]*\bhref="([^"#]+)', found[address])
        there = [urljoin(address, unescape(link)) for link in links]
        waiting += [one for one in dict.fromkeys(there) if one.startswith(site) and one not in seen]
        seen |= set(there)
    return found


def kind(address: str, html: str) -> str:
    """What stays of an address without its names; a text is not a case, and a case not one with marks."""
    path = re.sub(r"(unit|case)/(?:[^/]*?(-case|-method)|[^/]*)/", r"\1/*\2/", address.split("/", 3)[3])
    path = re.sub(r"[^/?]*\+[^/]*|\d+", "*", path)
    return f"{path} marked" if '"marks": {' in html else path


def chosen(pages: dict[str, str], whole: bool, done: set[str]) -> list[str]:
    """All of them; or of each kind that was not yet seen, the first and the fullest."""
    if whole:
        return list(pages)
    kinds: dict[str, list[str]] = {}
    for address, html in pages.items():
        kinds.setdefault(kind(address, html), []).append(address)
    new = [some for name, some in kinds.items() if name not in done]
    done |= set(kinds)
    return [each for some in new for each in dict.fromkeys((some[0], max(some, key=lambda one: len(pages[one]))))]


def faults(page: Any) -> Iterator[str]:
    """What axe-core finds on the page as it stands, and the widths at which it scrolls sideways."""
    from axe_playwright_python.sync_playwright import Axe

    where = page.url
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    for one in Axe().run(page, options=options).response["violations"]:
        yield f"{where} {one['id']}: {one['nodes'][0]['html'][:200]} {one['nodes'][0]['failureSummary'][:300]}"
    before = page.viewport_size
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        wide = page.evaluate("() => document.documentElement.scrollWidth")
        if wide > width:
            yield f"{where} is {wide} px wide where the window has {width}"
    page.set_viewport_size(before)


def steps(page: Any) -> Iterator[None]:
    """Each step of a case in turn; any other page once."""
    for tab in page.get_by_role("tab").all() or [None]:
        if tab:
            tab.click()
        yield


def enter(page: Any, campus: Campus, role: str, account: Account, lang: str, theme: str) -> None:
    """In by the door of a role, on pages of that theme; nobody stays outside."""
    page.goto(campus.url)
    if theme == "dark":
        page.get_by_role("button", name=DARK[lang]).click()
    if role == "learner":
        hands.sign_in(page, campus.url, account, lang)
    elif role:
        hands.through_the_door(page, campus.url, role)
    assert page.evaluate("() => document.documentElement.dataset.epmTheme") == theme


def prepared(page: Any, campus: Campus, account: Account, lang: str) -> None:
    """Something to see for everybody: an attempt with marks, a report with findings."""
    hands.sign_in(page, campus.url, account, lang)
    page.goto(hands.unit(campus.url, "flow-rates", lang))
    hands.type_all(page, {"B4": "96.2", "B5": "10.3.4", "C4": "44", "D4": "-40.2"})
    hands.submit(page, lang)
    desk = page.context.browser.new_page(locale="en-GB")
    hands.through_the_door(desk, campus.url, "institution")
    desk.get_by_label("Package (").set_input_files({"name": "x.zip", "mimeType": "application/zip", "buffer": b"x"})
    desk.get_by_role("button", name="Check the package").click()
    desk.get_by_role("heading", name="Check of the package").wait_for()
    desk.close()


SOAK = [pytest.param(lang, theme, True, marks=pytest.mark.soak) for lang in ("fr", "en") for theme in ("light", "dark")]


@pytest.mark.parametrize(("lang", "theme", "whole"), [("fr", "light", False), ("en", "dark", False), *SOAK])
def test_every_page_of_every_role(
    campus: Campus, visit: Visit, newcomer: Newcomer, lang: str, theme: str, whole: bool
) -> None:
    account = newcomer()
    prepared(visit(lang), campus, account, lang)
    found: list[str] = []
    done: set[str] = set()
    count = 0
    for role in ("", "learner", "trainer", "institution"):
        page = visit(lang)
        enter(page, campus, role, account, lang, theme)
        for address in chosen(linked(page, page.url), whole, done):
            page.goto(address)
            count += 1
            for _ in steps(page) if whole else [None]:
                found += faults(page)
    assert found == []
    assert count > (100 if whole else 20)


def test_a_dark_page_is_printed_in_ink_with_every_step(campus: Campus, visit: Visit) -> None:
    page = visit("fr")
    enter(page, campus, "trainer", Account("", "", ""), "fr", "dark")
    page.goto(hands.unit(campus.url, "flow-rates"))
    page.locator(".bar").wait_for()
    page.emulate_media(media="print")
    colours = page.evaluate(
        "() => [...document.querySelectorAll('h1, h2, h3, p, td')].filter(one => one.checkVisibility())"
        ".map(one => getComputedStyle(one).color.match(/[0-9]+/g).slice(0, 3).map(Number))"
    )
    assert max(max(colour) for colour in colours) < 128
    titles = page.locator(".step-title")
    assert titles.count() == page.locator('[role="tab"]').count() == 7
    assert min(title.bounding_box()["width"] for title in titles.all()) > 100
