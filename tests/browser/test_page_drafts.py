"""No answer is lost: drafts, cut connections, sessions that end, submissions that count once. tests/browser."""

# ruff: noqa: E501 — because scripts for the browser stand in it
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.harness.open import cell, hosted, opened, until
from tests.browser.harness.server import Host


@pytest.fixture
def host() -> Iterator[Host]:
    with hosted() as host:
        yield host


def fill(page: Any, ref: str, text: str) -> None:
    cell(page, ref).fill(text)


def kept(page: Any) -> Any:
    """What the browser keeps for anybody."""
    return page.evaluate("""() => new Promise((done) => {
      const request = indexedDB.open("epm-drafts", 1);
      request.onupgradeneeded = () => request.result.createObjectStore("kept");
      request.onsuccess = () => { const all = request.result.transaction("kept").objectStore("kept").getAllKeys(); all.onsuccess = () => done(all.result); };
    })""")


def notice(page: Any) -> str:
    page.wait_for_selector(".notices[role=alert] .msg")
    return page.locator(".notices[role=alert]").inner_text()


def submit(page: Any) -> None:
    page.get_by_role("button", name="Submit", exact=True).click()
    page.get_by_role("button", name="Submit all the same").click()


def test_a_draft_is_saved_as_one_types_and_then_forgotten_here(context: Any, host: Host) -> None:
    page = opened(context, host)
    fill(page, "B4", "87.3")
    fill(page, "C4", "9.4")
    until(page, "window.page.session.kept === 2")
    until(page, "!window.page.session.dirty")
    assert host.answers == {"rates": {"decide": None, "cells": {"B4": "87.3", "C4": "9.4"}}}
    assert [name for name, _ in host.requests] == ["save"]  # one request for both
    assert page.locator(".saved").inner_text().startswith("Saved ")  # at an hour, or on a day where that was not today
    assert kept(page) == []


@pytest.mark.parametrize(
    ("fault", "said", "action"),
    [
        ("offline", "No connection. Your 1 answer is kept on this computer.", "Try again now"),
        ("502", "The server cannot answer just now. Your 1 answer is kept on this computer.", "Try again now"),
        ("login", "Nothing is lost.", "Sign in"),
        ("unauthenticated", "You were signed out at", "Sign in"),
        ("csrf", "This page has been open too long", "Reload the page"),
    ],
)
def test_each_trouble_is_told_apart_and_nothing_is_lost(
    context: Any, host: Host, fault: str, said: str, action: str
) -> None:
    page = opened(context, host)
    context.set_offline(fault == "offline")
    host.fault = "" if fault == "offline" else fault
    fill(page, "B4", "87.3")
    assert said in notice(page)
    assert page.locator(".notices[role=alert]").get_by_text(action, exact=True).is_visible()
    assert kept(page) == ["person-1.block-1"]
    host.fault = ""
    context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    until(page, "!window.page.session.dirty")
    assert host.answers["rates"]["cells"] == {"B4": "87.3"}
    until(page, "document.querySelector('.notices[role=alert]').innerText === ''")
    assert kept(page) == []


def test_a_server_that_never_answers_is_given_up_after_30_seconds(context: Any, host: Host) -> None:
    page = context.new_page()
    page.clock.install()
    page.goto(f"{host.url}/?lang=en")
    page.wait_for_selector(".epm-case .bar")
    page.get_by_role("tab").nth(1).click()
    until(page, "!!window.page.aids")
    host.fault = "hang"
    fill(page, "B4", "87.3")
    page.clock.run_for(2000)
    until(page, "!!window.page.sync.saving")
    page.clock.run_for(29000)
    assert page.locator(".notices[role=alert]").inner_text() == ""
    page.clock.run_for(2000)
    assert "The server has not answered for 30 seconds." in notice(page)
    host.fault = ""
    page.clock.run_for(6000)
    until(page, "!window.page.session.dirty")
    assert host.answers["rates"]["cells"] == {"B4": "87.3"}


def test_what_was_not_saved_comes_back_to_the_same_person_only(context: Any, host: Host) -> None:
    page = opened(context, host)
    host.fault = "502"
    fill(page, "B4", "87.3")
    notice(page)
    page.close()
    other = opened(context, host, "lang=en&who=person-2.block-1")
    assert cell(other, "B4").input_value() == ""
    assert "87.3" not in other.content()
    other.close()
    assert host.answers is None
    host.fault = ""  # not before: the page that closed may still be sending
    again = opened(context, host)
    until(again, "!window.page.session.dirty && window.page.session.typed > 0")
    assert cell(again, "B4").input_value() == "87.3"
    assert host.answers["rates"]["cells"] == {"B4": "87.3"}
    assert kept(again) == []


def test_closing_the_page_at_once_loses_nothing(context: Any, host: Host) -> None:
    page = opened(context, host)
    fill(page, "B4", "87.3")
    page.close(run_before_unload=True)
    again = opened(context, host)
    until(again, "!window.page.session.dirty")
    assert cell(again, "B4").input_value() == "87.3"


def test_what_was_typed_last_leaves_with_the_page(context: Any, host: Host) -> None:
    """The server has it before anybody opens the page again, perhaps on another machine."""
    page, beside = opened(context, host), context.new_page()
    fill(page, "B4", "87.3")
    page.close(run_before_unload=True)
    for _ in range(250):
        if host.answers:
            break
        beside.wait_for_timeout(20)
    assert host.answers == {"rates": {"decide": None, "cells": {"B4": "87.3"}}}


def test_two_windows_are_never_merged_in_silence(context: Any, host: Host) -> None:
    first, second = opened(context, host), opened(context, host)
    fill(first, "B4", "1")
    until(first, "!window.page.session.dirty")
    fill(second, "B4", "2")
    assert "Your answers were changed in another window" in notice(second)
    fill(second, "C4", "3")
    second.wait_for_timeout(1700)
    assert host.answers["rates"]["cells"] == {"B4": "1"}  # nothing goes before the choice
    second.get_by_role("button", name="Keep what is on this page").click()
    until(second, "!window.page.session.dirty")
    assert host.answers["rates"]["cells"] == {"B4": "2", "C4": "3"}
    fill(first, "D4", "4")
    notice(first)
    first.get_by_role("button", name="Take the other version").click()
    until(first, "!window.page.session.dirty")
    assert [cell(first, ref).input_value() for ref in ("B4", "C4", "D4")] == ["2", "3", ""]


def test_blanks_are_said_in_place_before_anything_is_submitted(context: Any, host: Host) -> None:
    page = opened(context, host)
    fill(page, "B4", "87.3")
    page.get_by_role("button", name="Submit", exact=True).click()
    box = page.locator(".asks .msg")
    assert "33 answers are blank and will earn nothing." in box.inner_text()
    assert host.submissions == {}
    box.get_by_role("button", name="Go to the first").click()
    assert page.get_by_role("tab").nth(0).get_attribute("aria-selected") == "true"


def test_a_submission_is_marked_and_its_receipt_shown(context: Any, host: Host) -> None:
    page = opened(context, host)
    fill(page, "B4", "87.3")
    submit(page)
    page.wait_for_selector(".summary")
    assert "7F3-0184" in page.locator(".work > .notices").inner_text()
    assert len(host.submissions) == 1
    assert page.evaluate("document.activeElement.className.includes('summary')")
    assert page.get_by_role("button", name="Correct and submit attempt 2").is_visible()


@pytest.mark.parametrize("fault", ["502", "lost-answer"])
def test_a_submission_cut_in_the_middle_counts_once(context: Any, host: Host, fault: str) -> None:
    page = opened(context, host)
    fill(page, "B4", "87.3")
    until(page, "!window.page.session.dirty")
    host.fault = fault
    submit(page)
    assert "Your attempt is ready: it leaves once" in notice(page)
    assert page.locator("[data-ref=B4] input").count() == 0  # what was submitted stays as it is until it arrived
    keys = {said["key"] for name, said in host.requests if name == "submit"}
    page.close()
    host.fault = ""
    again = opened(context, host, step=None)
    until(again, "!window.page.session.pending")
    again.wait_for_selector(".summary")
    keys |= {said["key"] for name, said in host.requests if name == "submit"}
    assert len(keys) == 1
    assert list(host.submissions) == list(keys)
    for _ in range(200):  # the browser forgets after the page has turned
        if not kept(again):
            break
        again.wait_for_timeout(20)
    assert kept(again) == []


def test_retries_carry_the_same_key(context: Any, host: Host) -> None:
    page = opened(context, host)
    fill(page, "B4", "87.3")
    host.fault = "502"
    submit(page)
    notice(page)
    page.get_by_role("button", name="Try again now").click()
    until(page, "!window.page.sync.delivering")
    host.fault = ""
    page.get_by_role("button", name="Try again now").click()
    page.wait_for_selector(".summary")
    sent = [said for name, said in host.requests if name == "submit"]
    assert len(sent) == 3
    assert len({said["key"] for said in sent}) == 1
    assert all(
        said["answers"] == sent[0]["answers"] and said["attempt"] == 1 and said["who"] == "person-1.block-1"
        for said in sent
    )


def test_a_refusal_says_the_server_s_sentence_and_work_goes_on(context: Any, host: Host) -> None:
    page = opened(context, host)
    fill(page, "B4", "87.3")
    until(page, "!window.page.session.dirty")
    host.fault = "closed"
    submit(page)
    assert "The case closed at 23:59." in notice(page)
    assert cell(page, "B4").input_value() == "87.3"
    host.fault = ""
    fill(page, "C4", "9.4")
    until(page, "!window.page.session.dirty")
    assert host.answers["rates"]["cells"] == {"B4": "87.3", "C4": "9.4"}


def test_answers_can_be_carried_off_without_a_connection(context: Any, host: Host) -> None:
    page = opened(context, host)
    fill(page, "B4", "87.3")
    context.set_offline(True)
    notice(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download my answers").click()
    with open(download.value.path(), encoding="utf-8-sig") as file:
        assert file.read() == '"Work out the rates and the cohort";"B4";"87.3"'


@pytest.mark.parametrize(
    ("fault", "words"),
    [("closed", "The case closed at 23:59."), ("login", "You were signed out."), ("502", "did not get through")],
)
def test_a_download_that_fails_says_why(context: Any, host: Host, fault: str, words: str) -> None:
    page = opened(context, host)
    host.fault = fault
    page.locator(".excel").get_by_role("button", name="Download as .xlsx").click()
    page.wait_for_selector(".work > .notices .msg")
    assert words in page.locator(".work > .notices").inner_text()
    host.fault = ""
    with page.expect_download() as download:
        page.locator(".excel").get_by_role("button", name="Download as .xlsx").click()
    assert download.value.suggested_filename == "case.xlsx"


def test_signing_in_again_opens_the_hosts_door_and_loses_nothing(context: Any) -> None:
    with hosted(urls={"login": "/login"}) as host:
        page = opened(context, host)
        host.fault = "login"
        fill(page, "B4", "87.3")
        assert "Nothing is lost" in notice(page)
        link = page.get_by_role("link", name="Sign in")
        assert link.get_attribute("href") == "/login"
        with context.expect_page() as door:
            link.click()
        host.fault = ""
        door.value.close()
        page.bring_to_front()
        page.evaluate("window.dispatchEvent(new Event('focus'))")
        until(page, "!window.page.session.dirty")
        assert host.answers["rates"]["cells"] == {"B4": "87.3"}


def test_a_file_becomes_a_draft_with_a_report(context: Any, host: Host) -> None:
    note = {"cells": ["C9"], "label": "C9", "state": "unread", "lead": "Could not be read.", "html": "<p>“10.3.4”</p>"}
    host.upload = (
        200,
        {
            "answers": {
                "rates": {"cells": {"B4": {"value": 87.31234, "formula": "=1"}, "C9": "10.3.4"}, "decide": None}
            },
            "notes": [note],
        },
    )
    page = opened(context, host)
    page.locator("input[type=file]").set_input_files(
        {"name": "case.xlsx", "mimeType": "application/zip", "buffer": b"PK"}
    )
    page.wait_for_selector(".work > .notices .t-ok")
    assert "2 answers were read from the file." in page.locator(".work > .notices").inner_text()
    assert cell(page, "B4").input_value() == "87.3"
    until(page, "!window.page.session.dirty")
    assert host.answers["rates"]["cells"]["B4"] == {"value": 87.31234, "formula": "=1"}  # in full, not as shown
    assert host.submissions == {}


def test_a_refused_file_changes_nothing(context: Any, host: Host) -> None:
    host.upload = (
        422,
        {
            "error": {
                "code": "attempt",
                "lead": "This file is from attempt 1; you are on attempt 2.",
                "text": "Nothing was changed here.",
            }
        },
    )
    page = opened(context, host)
    page.locator("input[type=file]").set_input_files(
        {"name": "case.xlsx", "mimeType": "application/zip", "buffer": b"PK"}
    )
    page.wait_for_selector(".work > .notices .t-bad")
    assert "This file is from attempt 1" in page.locator(".work > .notices").inner_text()
    assert page.evaluate("window.page.session.typed") == 0
