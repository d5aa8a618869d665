"""The simulation laboratory in Chromium: levers by keyboard, charts and their tables, scenarios compared, speed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.harness.lab import laboratory, marked_laboratory
from tests.browser.harness.open import opened, until
from tests.browser.harness.repaint import best_repaint
from tests.browser.harness.server import Host
from tests.browser.test_page_access import violations

GOOD = {"rep": 4.4, "drop": 2.0, "class": 34.0, "pay": 0.3}
KEPT = [{"name": "Fewer repeaters", "levers": {"rep": 4.4, "drop": 2.5, "class": 34.9, "pay": 0}}]


@pytest.fixture
def host() -> Iterator[Host]:
    def view(query: dict[str, str]) -> dict[str, Any]:
        lang, state = query.get("lang", "en"), query.get("state")
        if state == "marked":
            return marked_laboratory(lang, {"levers": {**GOOD, "class": 31.0}, "saved": KEPT})
        return laboratory(lang, levers=GOOD, saved=KEPT) if state == "kept" else laboratory(lang)

    host = Host(view, lambda query: marked_laboratory(query.get("lang", "en"), {"levers": GOOD}))
    yield host
    host.close()


def lab(context: Any, host: Host, query: str = "lang=en") -> Any:
    page = opened(context, host, query, step=None)
    page.wait_for_selector(".lab .chart svg")
    return page


def row(page: Any, name: str) -> list[str]:
    found = page.locator(".compared tr").filter(has=page.get_by_role("rowheader", name=name))
    return [" ".join(text.split()) for text in found.locator("td").all_inner_texts()]


def test_a_lever_moves_by_keyboard_and_everything_follows(context: Any, host: Host) -> None:
    page = lab(context, host)
    slider = page.get_by_role("slider", name="Repetition rate in 2034")
    slider.focus()
    for _ in range(29):
        page.keyboard.press("ArrowLeft")
    assert slider.get_attribute("aria-valuetext") == "4.4%"
    assert row(page, "Survival to grade 6") == ["≥ 88.0%", "79.8% not met", "80.3% not met"]
    until(page, "Object.keys(page.session.answers).length === 1")
    assert page.evaluate("page.session.answers.policy.levers") == {"rep": 4.4, "drop": 4.1, "class": 34.9, "pay": 0}
    assert page.faults == []


def test_a_figure_is_typed_as_the_reader_writes_it_and_refused_in_a_sentence(context: Any, host: Host) -> None:
    page = lab(context, host, "lang=fr")
    box = page.get_by_role("textbox", name="Élèves par enseignant en 2034, en chiffres")
    box.fill("33,5")
    box.press("Enter")
    assert row(page, "Élèves par enseignant")[2].startswith("33,5")
    box.fill("99")
    box.press("Enter")
    said = " ".join(page.locator(".said .msg").inner_text().split())
    assert said == "« 99 » n’a pas été retenu. Ce levier va de 28,0 à 44,0."
    assert box.input_value() == "33,5"


def test_the_first_year_that_passes_the_ceiling_is_said_at_the_lever_and_on_the_chart(context: Any, host: Host) -> None:
    page = lab(context, host)
    box = page.get_by_role("textbox", name="Pupils per teacher in 2034, as a figure")
    box.fill("30")
    box.press("Enter")
    assert " ".join(page.locator(".alarms").inner_text().split()) == (
        "Budget ceiling First passed in 2028: 6.54 for a limit of 6.47."
    )
    assert page.locator(".breach text").inner_html() == "2028: This policy first passes the limit"
    chart = page.get_by_role("img", name="Current expenditure on primary education")
    assert chart.get_attribute("aria-label").endswith("2028: This policy first passes the limit.")


def test_scenarios_are_kept_compared_opened_and_removed(context: Any, host: Host) -> None:
    page = lab(context, host, "lang=en&state=kept")
    assert row(page, "Pupils per teacher")[1:] == ["34.9 not met", "34.0 met", "34.9 not met"]
    page.get_by_role("textbox", name="Name of the scenario").fill("All three")
    page.get_by_role("button", name="Save scenario").click()
    assert [one["name"] for one in page.evaluate("page.session.answers.policy.saved")] == [
        "Fewer repeaters",
        "All three",
    ]
    page.get_by_role("button", name="Set the levers as in “Fewer repeaters”").click()
    assert page.evaluate("page.session.answers.policy.levers.class") == 34.9
    page.get_by_role("button", name="Remove “All three”").click()
    assert len(page.evaluate("page.session.answers.policy.saved")) == 1
    page.get_by_role("button", name="Reset").click()
    assert page.evaluate("page.session.answers.policy.levers.rep") == 7.3


def test_a_fifth_scenario_is_refused_in_a_sentence(context: Any, host: Host) -> None:
    page = lab(context, host, "lang=en&state=kept")
    for _ in range(4):
        page.get_by_role("button", name="Save scenario").click()
    assert "Not kept: 4 scenarios stand here already." in page.locator(".keep .msg").inner_text()
    names = [one["name"] for one in page.evaluate("page.session.answers.policy.saved")]
    assert names == ["Fewer repeaters", "Scenario 1", "Scenario 2", "Scenario 3"]


def test_the_table_of_a_chart_says_the_same_figures(context: Any, host: Host) -> None:
    page = lab(context, host, "lang=en&state=kept")
    chart = page.locator(".chart").first
    chart.locator("summary").click()
    chart.locator("tbody td").first.wait_for()
    last = chart.locator("tbody tr").last.locator("td").all_inner_texts()
    ends = [text.split()[-1] for text in chart.locator(".ends text").all_text_contents()]
    assert sorted(last) == sorted(ends)


def test_marks_stand_rule_by_rule_and_the_model_is_open(context: Any, host: Host) -> None:
    page = lab(context, host, "lang=en&state=marked")
    notes = [" ".join(text.split()) for text in page.locator(".compared .notes li").all_inner_texts()]
    assert notes[0].startswith("Budget ceiling Constraint broken: no goal counts. First passed in")
    page.locator(".model summary").click()
    assert "=SUM(L10:L15)" in page.locator(".model").inner_text()


@pytest.mark.parametrize(("lang", "width"), [("en", 360), ("fr", 360), ("ar", 1024)])
def test_nothing_scrolls_sideways_and_axe_finds_nothing(context: Any, host: Host, lang: str, width: int) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{host.url}/?lang={lang}&state=kept")
    page.wait_for_selector(".lab .chart svg")
    until(page, "document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []
    page.goto(f"{host.url}/?lang={lang}&state=marked")
    page.wait_for_selector(".lab .chart svg")
    assert violations(page) == []


def test_time_runs_from_the_left_in_arabic_too(context: Any, host: Host) -> None:
    page = lab(context, host, "lang=ar")
    years = page.locator(".chart").first.locator(".year")
    first, last = years.first.bounding_box(), years.last.bounding_box()
    assert first["x"] < last["x"]
    assert page.locator(".lab").evaluate("lab => getComputedStyle(lab).direction") == "rtl"


def test_a_lever_repaints_swiftly_on_a_slow_machine(context: Any, host: Host) -> None:
    """Script, style and layout of the whole laboratory, six times slower than here. The goal, 50 ms, is measured by
    `make bench` on a quiet machine; here other tests run beside, so that only a repaint twice as dear is found out."""
    page = lab(context, host, "lang=en&state=kept")
    assert best_repaint(page, goal=100) <= 100
