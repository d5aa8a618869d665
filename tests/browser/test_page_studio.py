"""The author's page: faults by line, its own undo, preview as a learner, saving, leaving. tests/browser."""

# ruff: noqa: E501 — because a text as an author writes it stand in it
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.harness.open import until
from tests.browser.harness.server import Host
from tests.browser.harness.views import answering

SOURCE = '<brief id="brief"><p>Kalembu</p></brief>\n<step kind="written" id="memo" title="Memo">\n  <prompt><p>Why?</p></prompt>\n</step>'
FAULT = {"line": 2, "severity": "error", "text": "The step has no limits.", "where": "memo"}
SETTINGS = {
    "display_name": "Flow rates",
    "case_id": "flow-rates",
    "lang": "en",
    "figures": "en",
    "max_attempts": 3,
    "weight": None,
}


@pytest.fixture
def host() -> Iterator[Host]:
    host = Host(lambda query: {"source": SOURCE, "settings": SETTINGS, "lang": query.get("lang", "en"), "findings": []})
    host.handlers = {
        "check": lambda said: (200, {"findings": [] if "min_words" in said["source"] else [FAULT]}),
        "preview": lambda said: (200, {"view": answering("en"), "findings": []}),
        "store": lambda said: (200, {"ok": True, "findings": []}),
        "settings": lambda said: (200, {"ok": True, "settings": said["values"]}),
    }
    yield host
    host.close()


@pytest.fixture
def page(context: Any, host: Host) -> Any:
    page = context.new_page()
    page.goto(f"{host.url}/?lang=en&script=EpmCaseStudio")
    page.wait_for_selector(".epm-case-studio .bar")
    return page


def sent(host: Host, name: str) -> list[dict[str, Any]]:
    return [said for one, said in host.requests if one == name]


def test_the_text_is_checked_as_it_is_typed_and_faults_lead_to_their_line(page: Any, host: Host) -> None:
    area = page.get_by_role("textbox", name="The case as OLX")
    area.press("Control+Home")
    page.keyboard.type("<!-- a -->\n")
    page.get_by_text("1 error").wait_for()
    assert len(sent(host, "check")) == 1  # after the pause, not at each key
    assert page.locator(".gutter .faulty").inner_text() == "2"
    page.get_by_role("button", name="Go to the line 2").click()
    assert (
        area.evaluate("a => a.value.slice(a.selectionStart, a.selectionEnd)")
        == '<brief id="brief"><p>Kalembu</p></brief>'
    )


def test_undo_and_redo_go_beyond_one_edit(page: Any) -> None:
    area = page.get_by_role("textbox", name="The case as OLX")
    area.press("Control+Home")
    page.keyboard.type("one ")
    page.wait_for_timeout(700)
    page.keyboard.type("two ")
    assert area.input_value().startswith("one two <brief")
    page.keyboard.press("Control+z")
    assert area.input_value().startswith("one <brief")
    page.get_by_role("button", name="Undo").click()
    assert area.input_value() == SOURCE
    page.keyboard.press("Control+y")
    page.keyboard.press("Control+Shift+z")
    assert area.input_value().startswith("one two <brief")


def test_the_preview_is_the_learner_s_page_and_keeps_nothing(page: Any, host: Host) -> None:
    page.get_by_role("button", name="Preview as learner").click()
    page.wait_for_selector(".frame .epm-case")
    page.get_by_role("tab").nth(1).click()
    page.locator("[data-ref=B4] input").fill("87.3")
    until(page, "document.querySelector('.echo.on')?.textContent === 'read as: 87.3%'")
    assert page.get_by_role("button", name="Submit").count() == 0
    page.wait_for_timeout(1800)
    assert {name for name, _ in host.requests} == {"preview"}
    page.get_by_role("button", name="Back to the text").click()
    assert page.get_by_role("textbox", name="The case as OLX").is_visible()


def test_only_what_changed_is_saved_and_the_dialog_is_told(page: Any, host: Host) -> None:
    page.get_by_label("Attempts allowed").fill("")
    page.get_by_role("button", name="Save", exact=True).click()
    until(page, "(window.notified || []).some(([name, state]) => name === 'save' && state === 'end')")
    assert sent(host, "settings") == [{"values": {"max_attempts": None}}]
    assert sent(host, "store") == []
    page.get_by_role("textbox", name="The case as OLX").fill("<brief id='b'/>")
    page.get_by_role("button", name="Save", exact=True).click()
    until(page, "window.notified.length === 4")
    assert sent(host, "store")[0]["source"] == "<brief id='b'/>"


def test_a_refused_text_stays_with_its_faults(page: Any, host: Host) -> None:
    host.handlers["store"] = lambda said: (
        422,
        {"error": {"code": "source-refused", "lead": "The text was not saved.", "text": ""}, "findings": [FAULT]},
    )
    area = page.get_by_role("textbox", name="The case as OLX")
    area.fill("<brief")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("The text was not saved.").wait_for()
    assert area.input_value() == "<brief"
    assert page.locator(".findings li").count() == 1
    assert ["save", "end"] not in page.evaluate("window.notified")


def test_leaving_with_changes_asks_first(page: Any) -> None:
    page.get_by_role("textbox", name="The case as OLX").fill("changed")
    page.get_by_role("button", name="Leave the editor").click()
    assert page.evaluate("window.notified || []") == []
    page.get_by_role("button", name="Leave without saving").click()
    assert page.evaluate("window.notified.map(([name]) => name)") == ["cancel"]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_axe_finds_nothing(context: Any, host: Host, lang: str, theme: str) -> None:
    from tests.browser.test_page_access import violations

    page = context.new_page()
    page.goto(f"{host.url}/?lang={lang}&script=EpmCaseStudio&theme={theme}")
    page.wait_for_selector(".epm-case-studio .bar")
    page.locator("textarea").fill("x")
    page.wait_for_selector(".findings li")
    assert violations(page) == []
