"""The trainer's copy: key, formulas, slips, notes; the learner's page beside it. tests/browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.harness.server import Host
from tests.browser.harness.views import answering
from tests.browser.test_page_access import violations

RANGE = {
    "label": "C4 to C5", "first": "C4", "formula": "=Data!E4/Data!B4*100", "method": False, "accept": ["=D4/B4"],
    "tolerance": "the right value, rounded", "points": 1,
    "slips": [{"formula": "=Data!C4/Data!B4*100", "credit": 0.5, "html": "<p>That is the percentage of repeaters.</p>",
               "caught": [{"cell": "C4", "text": "9.6"}, {"cell": "C5", "text": "7.1"}]}],
}  # fmt: skip


def args(lang: str, **more: Any) -> dict[str, Any]:
    view = answering(lang)
    solved = answering(lang, closing="<p>How it was done.</p>")
    solved["steps"][0]["key"] = ["b"]
    solved["steps"][1]["key"] = {"B4": "87.3", "C4": "9.4"}
    solved["steps"][2]["model_answer"] = "<p>The rates fell.</p>"
    corrige = {
        "out_of": 32, "notes": "<h3>The session</h3><p>Take two hours.</p>",
        "steps": {"reading": {"points": 1, "feedback": {"b": "<p>The last grade loses most.</p>"}},
                  "rates": {"points": 32, "ranges": [RANGE]}, "memo": {"points": 0}},
        "tests": {"count": 4, "failed": []},
    }  # fmt: skip
    return {"view": view, "solved": solved, "findings": [], "corrige": corrige | more, "lang": lang}


@pytest.fixture
def host() -> Iterator[Host]:
    host = Host(lambda query: args(query.get("lang", "en")))
    yield host
    host.close()


def opened(context: Any, host: Host, query: str = "lang=en") -> Any:
    page = context.new_page()
    page.goto(f"{host.url}/?{query}&script=EpmCaseAuthor")
    page.wait_for_selector(".epm-corrige .key-step")
    return page


def test_key_formulas_slips_and_notes_are_there(context: Any, host: Host) -> None:
    page = opened(context, host)
    text = page.locator(".epm-corrige").inner_text()
    for said in (
        "4 question tests give the marks they expect.", "Take two hours.", "87.3", "9.4", "=Data!E4/Data!B4*100",
        "=D4/B4", "the right value, rounded · 1 point each", "That is the percentage of repeaters.", "C4 9.6 · C5 7.1",
        "earns 50% of the points", "The last grade loses most.", "The rates fell.", "How it was done.",
    ):  # fmt: skip
        assert said in text, said
    assert page.locator(".options .i-right").count() == 1


def test_the_learners_page_stands_beside_it_and_works(context: Any, host: Host) -> None:
    page = opened(context, host)
    page.get_by_role("button", name="As a learner sees it").click()
    page.wait_for_selector(".epm-case .bar")
    assert not page.locator(".epm-corrige").is_visible()
    page.get_by_role("button", name="As a learner sees it").click()
    assert page.locator(".epm-corrige").is_visible()
    assert not page.locator(".epm-case").is_visible()


def test_tests_that_fail_are_named(context: Any) -> None:
    failed = [{"id": "early-slip", "said": "rates C4: right ≠ wrong"}]
    host = Host(lambda query: args("en", tests={"count": 4, "failed": failed}))
    try:
        text = opened(context, host).locator(".msg").inner_text()
        assert "1 question test of 4 does not give what it expects." in text
        assert "early-slip – rates C4: right ≠ wrong" in text
    finally:
        host.close()


def test_the_key_comes_as_a_workbook(context: Any, host: Host) -> None:
    page = opened(context, host)
    with page.expect_download() as download:
        page.get_by_role("button", name="Key as .xlsx").click()
    assert download.value.suggested_filename == "case.xlsx"
    assert host.requests[-1][0] == "solved_file"
    host.fault = "closed"
    page.get_by_role("button", name="Key as .xlsx").click()
    page.get_by_text("The case closed at 23:59.").wait_for()


def test_on_paper_everything_is_shown_and_nothing_is_to_be_pressed(context: Any, host: Host) -> None:
    page = opened(context, host)
    page.emulate_media(media="print")
    assert page.get_by_role("button", name="Print").count() == 0
    assert page.locator(".epm-corrige .rule").first.is_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
def test_axe_finds_nothing(context: Any, host: Host, lang: str, theme: str) -> None:
    page = opened(context, host, f"lang={lang}&theme={theme}")
    assert violations(page) == []
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 360
