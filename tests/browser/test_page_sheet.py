"""The sheet under the hands of somebody who lives in Excel: keys, echo, questions, paste, undo. tests/browser."""

# ruff: noqa: E501 — because scripts for the browser stand in it
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.harness.open import cell, hosted, opened, until
from tests.browser.harness.server import Host
from tests.browser.harness.views import answering


@pytest.fixture
def host() -> Iterator[Host]:
    with hosted() as host:
        yield host


def focused(page: Any) -> str:
    return page.evaluate("document.activeElement.closest('[data-ref]')?.dataset.ref || ''")


def test_each_answer_is_named_as_one_would_say_it(context: Any, host: Host) -> None:
    page = opened(context, host, "lang=fr")
    assert cell(page, "C5").get_attribute("aria-label") == "C5, Redoublement, Année d’études 2, %"
    table = page.get_by_role("table", name="Taux de flux, 2023 → 2024")
    assert table.get_by_role("columnheader").all_inner_texts()[1].replace("\u00ad", "") == "Promotion p"
    assert table.get_by_role("rowheader").count() == 6
    assert page.faults == []


@pytest.mark.parametrize(
    ("lang", "typed", "read"),
    [
        ("fr", "5,8", "lu\u00a0: 5,8\u202f%"),
        ("fr", "1 234,5", "lu\u00a0: 1\u202f234,5\u202f%"),
        ("en", "1,234.5", "read as: 1,234.5%"),
    ],
)
def test_the_echo_says_what_was_read(context: Any, host: Host, lang: str, typed: str, read: str) -> None:
    page = opened(context, host, f"lang={lang}")
    cell(page, "C8").click()
    page.keyboard.type(typed)
    echo = page.locator(".echo.on")
    assert echo.inner_text().replace("\u00a0%", "\u202f%") == read
    said = page.locator("p.sr[role=status]")
    until(page, "document.querySelector('p.sr[role=status]').textContent !== ''")
    assert said.text_content() == echo.text_content()


def test_arrows_enter_and_tab_go_as_in_a_spreadsheet(context: Any, host: Host) -> None:
    page = opened(context, host)
    cell(page, "B4").click()
    page.keyboard.type("87.3")
    for key, there in [
        ("Enter", "B5"),
        ("Shift+Enter", "B4"),
        ("ArrowRight", "C4"),
        ("ArrowDown", "C5"),
        ("ArrowLeft", "B5"),
        ("Tab", "C5"),
        ("ArrowUp", "C4"),
    ]:
        page.keyboard.press(key)
        assert focused(page) == there, key
    cell(page, "B4").click()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")  # inside the text: the caret moves, not the cell
    assert focused(page) == "B4"


def test_in_a_page_from_right_to_left_the_next_column_lies_left(context: Any, host: Host) -> None:
    page = opened(context, host, "lang=ar")
    cell(page, "B4").click()
    page.keyboard.press("ArrowLeft")
    assert focused(page) == "C4"


def test_f2_keeps_the_arrows_inside_and_escape_takes_back(context: Any, host: Host) -> None:
    page = opened(context, host)
    cell(page, "B4").click()
    page.keyboard.type("87.3")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("F2")
    for _ in range(6):
        page.keyboard.press("ArrowLeft")
    assert focused(page) == "B4"
    page.keyboard.type("1")
    assert cell(page, "B4").input_value() == "187.3"
    page.keyboard.press("Escape")
    assert cell(page, "B4").input_value() == "87.3"


def test_a_block_from_excel_fills_cells_and_ctrl_z_takes_it_back(context: Any, host: Host) -> None:
    page = opened(context, host)
    cell(page, "B4").click()
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    page.evaluate("navigator.clipboard.writeText('87.3\\t9.4\\t3.3\\tbeside\\r\\n90.3\\t\"7.1\"\\t2.6\\r\\n')")
    cell(page, "B4").click()
    page.keyboard.press("Control+v")
    values = [cell(page, ref).input_value() for ref in ("B4", "C4", "D4", "B5", "C5", "D5", "B6")]
    assert values == ["87.3", "9.4", "3.3", "90.3", "7.1", "2.6", ""]
    assert "6 cells filled. 1 figure fell beside them" in page.locator("p.sr[role=status]").text_content()
    page.keyboard.press("Control+z")
    assert [cell(page, ref).input_value() for ref in ("B4", "C4", "D5")] == ["1", "", ""]
    page.keyboard.press("Control+z")
    assert cell(page, "B4").input_value() == ""
    page.keyboard.press("Control+y")
    page.keyboard.press("Control+y")
    assert cell(page, "D5").input_value() == "2.6"


def test_an_unclear_figure_is_asked_back_once_for_the_sheet(context: Any, host: Host) -> None:
    page = opened(context, host, "lang=fr")
    for ref, text in (("C11", "1.103"), ("C12", "1.036")):
        cell(page, ref).fill(text)
    cell(page, "B4").click()
    rows = page.locator("tr.ask")
    assert rows.count() == 2
    assert "C11\u00a0: «\u202f1.103\u202f» se lit de deux façons." in rows.first.inner_text()
    assert [text.split("(")[0].strip() for text in rows.first.get_by_role("button").all_inner_texts()] == [
        "1\u202f103",
        "1,103",
    ]
    above = rows.first.evaluate(
        "row => row.previousElementSibling.querySelector('[data-ref]:last-of-type').closest('tr').textContent.includes('11')"
    )
    assert above
    rows.first.get_by_role("button").first.click()
    assert page.locator("tr.ask").count() == 0
    assert page.evaluate("window.page.session.answers.rates.decide") == "group"
    assert cell(page, "C12").input_value() == "1.036"  # as typed, whatever it is read as
    assert page.locator(".echo.on").inner_text() == "lu\u00a0: 1\u202f103"


def test_a_figure_that_cannot_be_read_is_said_under_its_row(context: Any, host: Host) -> None:
    page = opened(context, host)
    cell(page, "C9").fill("10.3.4")
    cell(page, "B4").click()
    assert "C9: “10.3.4” cannot be read as a figure." in page.locator("tr.ask").inner_text()
    assert "s-unread" in page.locator("[data-ref=C9]").get_attribute("class")


@pytest.mark.parametrize("lang", ["fr", "en", "ar"])
@pytest.mark.parametrize("width", [360, 1280])
def test_figures_stand_under_each_other_to_the_pixel(context: Any, host: Host, lang: str, width: int) -> None:
    page = opened(context, host, f"lang={lang}&state=marked")
    page.set_viewport_size({"width": width, "height": 900})
    edges = page.evaluate("""() => [...document.querySelectorAll('table.sheet')].map(table => {
      const right = (node) => { const r = document.createRange(); r.selectNodeContents(node); return r.getBoundingClientRect().right; };
      const text = (box) => { const s = getComputedStyle(box); return box.getBoundingClientRect().right - parseFloat(s.paddingRight) - parseFloat(s.borderRightWidth); };
      const columns = {};
      for (const row of table.tBodies[0].rows) [...row.children].forEach((td, at) => {
        const input = td.querySelector('input');
        const edge = input ? text(input) : td.classList.contains('f') ? right(td) : null;
        if (edge) (columns[at] ||= []).push(edge);
      });
      [...table.tHead.rows[1].children].forEach((th, at) => { if (at > 1) columns[at].push(text(th)); });
      return Object.values(columns);
    })""")
    for column in [column for table in edges for column in table]:
        assert max(column) - min(column) <= 0.5, column
    assert page.evaluate("document.documentElement.scrollWidth") <= width  # nothing scrolls sideways


BROKEN = """() => [...document.querySelectorAll('table thead th')].flatMap(th => {
  const found = [], walk = document.createTreeWalker(th, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode())
    for (const word of node.data.matchAll(/[^\\s-]+/g)) {
      const range = document.createRange();
      range.setStart(node, word.index); range.setEnd(node, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) found.push(word[0]);
      if (range.getBoundingClientRect().width > th.getBoundingClientRect().width + 1) found.push(`${word[0]} (too wide)`);
    }
  return found;
})"""
"""Words of heads that stand on two lines, or reach beyond their cell."""


@pytest.mark.parametrize("lang", ["fr", "en", "ar"])
def test_no_word_of_a_head_is_broken_on_a_phone_but_where_french_divides_it(
    context: Any, host: Host, lang: str
) -> None:
    page = opened(context, host, f"lang={lang}&state=marked")
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate(BROKEN) == ([] if lang != "fr" else ["Redou\u00adble\u00adment"])
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    box = "document.querySelector('.sheet .scroll')"
    assert page.evaluate(f"{box}.scrollWidth === {box}.clientWidth")  # four columns fit


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_more_columns_scroll_in_their_box_behind_the_first(context: Any, lang: str) -> None:
    step = answering(lang)["steps"][1]
    table = step["tables"][0]
    table["columns"] += [{"col": col, "label": "Wahrscheinlichkeit", "symbol": ""} for col in "EF"]
    for row in table["rows"]:
        row["cells"] += [{**row["cells"][0], "ref": f"{col}{row['n']}"} for col in "EF"]
    with hosted(steps=[step]) as host:
        page = opened(context, host, f"lang={lang}", step=None)
        page.set_viewport_size({"width": 360, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        assert page.evaluate(BROKEN) == []
        far = page.evaluate("""() => {
          const box = document.querySelector('.sheet .scroll'), head = box.querySelector('tbody th');
          const before = box.querySelector('tbody th').getBoundingClientRect().left;
          box.scrollLeft = getComputedStyle(box).direction === 'rtl' ? -120 : 120;
          const there = head.getBoundingClientRect();
          return { scrolled: Math.abs(box.scrollLeft), moved: Math.abs(there.left - before), width: box.clientWidth };
        }""")
        assert far["scrolled"] == 120
        assert far["moved"] <= 30  # what the number of the row had taken


def test_what_is_typed_before_the_aids_arrive_is_kept(context: Any, host: Host) -> None:
    context.route("**/case-aids.js", lambda route: route.abort())
    page = opened(context, host, step=None)
    page.get_by_role("tab").nth(1).click()
    cell(page, "B4").fill("87.3")
    until(page, "window.page.session.kept > 0")
    context.unroute("**/case-aids.js")
    cell(page, "C4").click()
    assert host.answers["rates"]["cells"]["B4"] == "87.3"
    host.answers, host.version = None, 0


def test_a_block_pasted_before_the_aids_have_come_fills_the_cells_once(context: Any) -> None:
    with hosted() as host:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        waiting: list[Any] = []
        context.route("**/case-aids.js*", lambda route: waiting.append(route))
        page = opened(context, host, step=None)
        page.get_by_role("tab").nth(1).click()
        page.evaluate("text => navigator.clipboard.writeText(text)", "87.3\t9.4\r\n90.3\t7.1\r\n")
        cell(page, "B4").hover()
        cell(page, "B4").click()
        page.keyboard.press("Control+V")
        assert cell(page, "B4").input_value() == ""
        for route in waiting:
            route.continue_()
        until(page, "!!window.page.aids")
        until(page, "document.querySelector('[data-ref=C5] input').value === '7.1'")
        assert [cell(page, ref).input_value() for ref in ("B4", "C4", "B5", "C5")] == ["87.3", "9.4", "90.3", "7.1"]
        assert len(waiting) == 1
        assert page.locator("[data-ref=B4] ~ .echo").count() <= 1
        assert page.locator(".echo.on").count() == 1
        cell(page, "B4").press("Control+z")
        assert [cell(page, ref).input_value() for ref in ("B4", "C4", "B5", "C5")] == [""] * 4
        cell(page, "B4").press("Control+y")
        assert cell(page, "C5").input_value() == "7.1"
        cell(page, "B4").press("Enter")
        assert page.evaluate("document.activeElement.closest('[data-ref]').dataset.ref") == "B5"
        assert page.faults == []
