"""After marking: states with icon and word, the first deviation, notes by cell name. tests/browser."""

# ruff: noqa: E501 — because scripts for the browser stand in it
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.harness.open import cell, hosted, opened, until
from tests.browser.harness.server import Host
from tests.browser.harness.views import marked

LANGUAGES = ("en", "fr", "ar")


@pytest.fixture
def host() -> Iterator[Host]:
    with hosted() as host:
        yield host


def test_counts_stand_in_the_order_of_attention_without_noughts(context: Any, host: Host) -> None:
    page = opened(context, host, "lang=fr&state=marked")
    items = [" ".join(text.split()) for text in page.locator(".summary li").all_inner_texts()]
    assert items == [
        "15 juste",
        "13 méthode juste, avec votre chiffre",
        "1 erreur reconnue",
        "1 faux",
        "1 sans réponse",
        "1 non lu",
    ]
    assert " ".join(page.locator(".points").inner_text().split()) == "28,5 sur 32 points"


def test_one_call_out_stands_under_the_row_of_the_first_wrong_cell(context: Any, host: Host) -> None:
    page = opened(context, host, "lang=en&state=marked")
    assert page.locator(".callout").count() == 1
    row = page.locator("tr.call").evaluate("row => row.previousElementSibling.querySelector('.first').dataset.ref")
    assert row == "C5"
    notch = page.evaluate("""() => {
      const box = document.querySelector('.first').getBoundingClientRect(), call = document.querySelector('.callout').getBoundingClientRect();
      return { within: box.left > call.left && box.right < call.right, gap: call.top - box.bottom };
    }""")
    assert notch["within"]
    assert 6 <= notch["gap"] <= 16  # the notch of 14 px reaches from one to the other
    assert cell(page, "C5").get_attribute("aria-describedby") == page.locator(".callout").get_attribute("id")


def test_each_state_has_its_word_for_who_cannot_see_it(context: Any, host: Host) -> None:
    page = opened(context, host, "lang=en&state=marked")
    said = {
        ref: cell(page, ref).get_attribute("aria-label").split(" – ")[1] for ref in ("B4", "D5", "C5", "B9", "D9", "C9")
    }
    assert said == {
        "B4": "right",
        "D5": "right method, with your figure",
        "C5": "known slip",
        "B9": "wrong",
        "D9": "not answered",
        "C9": "could not be read",
    }


def test_states_differ_by_shape_and_only_what_can_be_acted_on_is_filled(context: Any, host: Host) -> None:
    page = opened(context, host, "lang=en&state=marked")
    icons = page.evaluate("() => [...document.querySelectorAll('.summary li svg')].map(svg => svg.innerHTML)")
    assert len(set(icons)) == 6
    paper = page.evaluate("() => getComputedStyle(document.querySelector('.card')).backgroundColor")
    filled = page.evaluate(
        "() => [...document.querySelectorAll('.cell')].map(c => [c.className.match(/s-(\\w+)/)?.[1], getComputedStyle(c).backgroundColor])"
    )
    assert {state for state, colour in filled if colour != paper} == {"slip", "wrong", "unread", "blank"}


def test_correcting_a_cell_takes_its_state_off_and_names_the_next_attempt(context: Any, host: Host) -> None:
    page = opened(context, host, "lang=en&state=marked")
    page.get_by_role("button", name="Correct and submit attempt 2").click()
    assert "Nothing has changed since your last attempt." in page.locator(".asks").inner_text()
    page.get_by_role("button", name="Go to C5").click()
    page.keyboard.type("6.9")
    assert page.locator("[data-ref=C5]").get_attribute("class") == "cell first"
    assert page.get_by_role("button", name="Submit attempt 2").is_visible()


def test_a_draft_after_marking_shows_no_state_where_it_differs(context: Any) -> None:
    view = marked("en")
    view["marks"]["answers"] = marked("en")["answers"]
    view["answers"]["rates"]["cells"]["C5"] = "6.9"
    with hosted(marks=view["marks"], answers=view["answers"]) as host:
        page = opened(context, host, "lang=en&state=marked")
        assert "s-slip" not in page.locator("[data-ref=C5]").get_attribute("class")
        assert "s-wrong" in page.locator("[data-ref=B9]").get_attribute("class")


def test_a_closed_case_is_text_with_its_reason(context: Any) -> None:
    attempt = {**marked("en")["attempt"], "closed": True, "left": 0, "reason": "This case is closed since 4 December."}
    with hosted(attempt=attempt) as host:
        page = opened(context, host, "lang=en&state=marked")
        assert page.locator(".cell input").count() == 0
        assert page.get_by_role("button", name="attempt").count() == 0
        assert "closed since" in page.locator(".head").inner_text()
        assert "known slip" in page.locator("[data-ref=C5]").inner_text()


def test_the_key_is_shown_where_the_view_has_it(context: Any) -> None:
    steps = marked("en")["steps"]
    steps[1]["key"] = {"C5": "6.9"}
    steps[0]["key"] = ["b"]
    with hosted(steps=steps, closing="<p>How it was done.</p>") as host:
        page = opened(context, host, "lang=en&state=marked")
        assert page.locator("td:has([data-ref=C5]) .key").inner_text() == "key: 6.9"
        assert page.locator(".key").count() == 1
        assert "How it was done." in page.locator(".work").inner_text()
        page.get_by_role("tab").nth(0).click()
        assert "the right one" in page.locator(".choice li.right").text_content()


def test_a_damaged_step_is_replaced_alone(context: Any) -> None:
    steps = marked("en")["steps"]
    steps[2] = {
        "id": "memo",
        "kind": "written",
        "title": "Interpret",
        "damaged": "Step 3 cannot be shown: cell B18 reads B21, which does not exist.",
    }
    with hosted(steps=steps) as host:
        page = opened(context, host, step=2)
        assert "cell B18 reads B21" in page.get_by_role("tabpanel").inner_text()
        page.get_by_role("tab").nth(1).click()
        cell(page, "B4").fill("87.3")
        until(page, "!window.page.session.dirty")


def test_words_are_counted_as_the_server_counts_them(context: Any, host: Host) -> None:
    from epm_xblocks.kinds.written import count_words

    page = opened(context, host, step=2)
    texts = (
        "",
        "Bonjour, peut-être : « 151 110 » élèves — soit 3,5 % !",
        "12 345 678 et 1\u202f103\u00a0; l’école\u00adprimaire",
        "\u0645\u0631\u062d\u0628\u0640\u0627 \u0628\u0643 \u0661\u0662 \u0663\u0664\u0665",
    )
    for text in texts:
        page.locator("textarea").fill(text)
        shown = page.locator(".count").inner_text().split(" ")[0]
        assert int(shown) == count_words(text), text


def test_choosing_is_kept_and_feedback_stays_with_the_option_that_was_marked(context: Any, host: Host) -> None:
    page = opened(context, host, "lang=en&state=marked", step=0)
    assert "The last grade loses most" in page.locator(".choice li").nth(1).inner_text()
    page.get_by_role("radio").nth(0).check()
    assert page.evaluate("window.page.session.answer('reading')") == ["a"]
    until(page, "!window.page.session.dirty")
    page.goto(f"{host.url}/?lang=en&state=marked")
    page.wait_for_selector(".choice li")
    assert page.get_by_role("radio").nth(0).is_checked()
    assert "The last grade loses most" in page.locator(".choice li").nth(1).inner_text()


def test_a_draft_that_differs_shows_what_was_marked_beside_it(context: Any, host: Host) -> None:
    page = opened(context, host, "lang=en&state=marked")
    cell(page, "C5").fill("6.9")
    until(page, "!window.page.session.dirty")
    page.goto(f"{host.url}/?lang=en&state=marked")
    page.get_by_role("tab").nth(1).click()
    spot = page.locator("td:has([data-ref=C5])")
    assert cell(page, "C5").input_value() == "6.9"
    assert spot.locator(".was").inner_text().split() == ["marked:", "7.1"]
    assert spot.locator(".was .i-slip").count() == 1
    assert spot.locator(".cell.s-slip").count() == 0
    assert cell(page, "C5").get_attribute("aria-label").endswith("marked: 7.1, known slip")
    assert page.locator(".bar .submit").inner_text() == "Submit attempt 2"
    cell(page, "C5").fill("7.1")  # the marked figure again: its mark holds, nothing is new to submit
    assert spot.locator(".cell.s-slip").count() == 1
    assert spot.locator(".was").inner_text() == ""
    assert page.locator(".bar .submit").inner_text() == "Correct and submit attempt 2"
    assert page.locator(".was:not(:empty)").count() == 0


def test_the_marked_copy_can_be_downloaded_once_there_are_marks(context: Any, host: Host) -> None:
    page = opened(context, host, "lang=en")
    assert page.get_by_role("button", name="Download the marked copy").count() == 0
    page.goto(f"{host.url}/?lang=en&state=marked")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the marked copy").click()
    assert download.value.suggested_filename == "case.xlsx"
    assert ("marked_file", "person-1.block-1") in [(name, said.get("who")) for name, said in host.requests if said]
    assert page.get_by_role("button", name="Download the key").count() == 0


def test_the_key_as_a_workbook_is_offered_with_the_key(context: Any) -> None:
    steps = marked("en")["steps"]
    steps[1]["key"] = {"C5": "6.9"}
    with hosted(steps=steps) as host:
        page = opened(context, host, "lang=en&state=marked")
        with page.expect_download():
            page.get_by_role("button", name="Download the key").click()
        assert host.requests[-1][0] == "solved_file"


def test_tabs_go_by_arrows_and_mirror_from_right_to_left(context: Any, host: Host) -> None:
    page = opened(context, host, "lang=ar", step=0)
    page.get_by_role("tab").nth(0).focus()
    page.keyboard.press("ArrowLeft")
    assert page.get_by_role("tab").nth(1).get_attribute("aria-selected") == "true"
    page.keyboard.press("Home")
    assert page.get_by_role("tab").nth(0).evaluate("tab => tab === document.activeElement")


def test_on_a_phone_data_fold_after_marking_and_stand_first_before(context: Any, host: Host) -> None:
    page = opened(context, host)
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.locator(".beside table").is_visible()
    assert page.locator(".bar").bounding_box()["height"] <= 112
    page.goto(f"{host.url}/?lang=en&state=marked")
    page.wait_for_selector(".summary")
    assert not page.locator(".beside table").is_visible()
    page.get_by_text("Data, conventions and formulas").click()
    assert page.locator(".beside table").is_visible()


def test_colours_of_a_host_that_cannot_be_read_fall_back(context: Any, host: Host) -> None:
    page = opened(context, host)
    ink = page.evaluate("getComputedStyle(document.querySelector('.epm')).color")
    page.evaluate("document.body.style.setProperty('--epm-acc', '#123456')")
    assert (
        page.evaluate(
            "(window.page.aids.ownColours(window.page.root), getComputedStyle(document.querySelector('.submit')).backgroundColor)"
        )
        == "rgb(18, 52, 86)"
    )
    page.evaluate("document.body.style.setProperty('--epm-ink', '#cccccc')")
    page.evaluate("window.page.aids.ownColours(window.page.root)")
    assert page.evaluate("getComputedStyle(document.querySelector('.epm')).color") == ink


def test_an_element_wrapped_by_jquery_starts_as_well(context: Any, host: Host) -> None:
    page = opened(context, host, "lang=en&jquery=1")
    assert page.locator(".epm-case").count() == 1


def test_paper_shows_every_step_states_in_words_and_no_buttons(context: Any, host: Host) -> None:
    page = opened(context, host, "lang=en&state=marked")
    page.emulate_media(media="print")
    assert page.locator(".btn:visible").count() == 0
    assert page.locator(".panel:visible").count() == 3
    assert page.locator(".cell .word:visible").count() > 0


def test_many_steps_and_tables_still_fit_and_fold(context: Any) -> None:
    view = marked("en")
    steps = [
        {**view["steps"][at % 3], "id": f"s{at}", "title": f"A rather long title of step {at + 1}"} for at in range(7)
    ]
    data = [{**view["data"][0], "id": f"d{at}"} for at in range(3)]
    with hosted(steps=steps, data=data, answers={}, marks=None) as host:
        page = opened(context, host, step=1)
        assert page.locator(".leaf[open]").count() == 3
        for width in (1280, 768, 360):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        until(page, "document.querySelectorAll('.leaf[open]').length === 1")
        assert page.get_by_role("heading", name="A rather long title of step 2").is_visible()
