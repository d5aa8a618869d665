"""A trainer's journeys: answers read and taken to a spreadsheet, a key corrected and all marked again, the key page."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.journeys import hands
from tests.journeys.conftest import Campus, Visit
from tests.journeys.hands import Account, cell
from tests.workbook.office import computed

EXAM = "francophone-exam"
FORMULA = "=1+1"
Newcomer = Callable[..., Account]
SAID = {
    "fr": {
        "case": "Épreuve : une cohorte en chiffres réels",
        "decimal": "76,5",
        "separator": ";",
        "slip": "erreur reconnue",
        "half": "0,5",
        "typed": "Saisie",
        "key": re.compile("Corrigé"),
        "slip formula": "=Données!B14/Données!B9*100",
    },
    "en": {
        "case": "Examination: a cohort in real figures",
        "decimal": "76.5",
        "separator": ",",
        "slip": "known slip",
        "half": "0.5",
        "typed": "As typed",
        "key": re.compile("Key"),
        "slip formula": "=Data!B14/Data!B9*100",
    },
}


def sent(visit: Visit, campus: Campus, account: Account, lang: str) -> Any:
    """A learner's page after an attempt: one known slip, and a formula that nobody may run elsewhere."""
    page = visit(lang)
    hands.sign_in(page, campus.url, account, lang)
    page.goto(hands.unit(campus.url, EXAM, lang))
    hands.type_all(page, {"B9": SAID[lang]["decimal"], "C9": FORMULA})
    hands.submit(page, lang)
    assert hands.points(page, lang) == SAID[lang]["half"]
    return page


def at_the_case(visit: Visit, campus: Campus, lang: str) -> Any:
    """The trainer's page of the case, reached from the door by what stands there."""
    page = visit(lang)
    hands.through_the_door(page, campus.url, "trainer")
    page.get_by_role("link", name=SAID[lang]["case"], exact=True).click()
    page.get_by_role("heading", name=SAID[lang]["case"]).wait_for()
    return page


def downloaded(page: Any, link: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("link", name=link).click()
    return Path(download.value.path()).read_bytes()


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_answers_are_read_and_taken_to_a_spreadsheet(
    campus: Campus, visit: Visit, newcomer: Newcomer, lang: str
) -> None:
    said, account = SAID[lang], newcomer()
    sent(visit, campus, account, lang)
    page = at_the_case(visit, campus, lang)

    text = downloaded(page, ".csv").decode("utf-8-sig")
    rows = [row for row in csv.reader(io.StringIO(text), delimiter=said["separator"]) if account.name in row]
    assert {said["half"], said["decimal"]} < set(rows[0])
    assert {value for row in rows for value in row if FORMULA in value} == {f"'{FORMULA}"}
    sheets = computed(downloaded(page, ".xlsx"))  # what LibreOffice makes of it
    lines = [row for rows in sheets.values() for row in rows if account.name in row]
    assert any(FORMULA in value for row in lines for value in row)
    assert not any(value == "2" for row in lines for value in row)

    page.get_by_role("link", name=account.shown, exact=True).click()
    table = page.get_by_role("table")
    slip = table.get_by_role("row").filter(has=page.get_by_text("B9", exact=True))
    assert said["decimal"] in slip.inner_text()
    assert said["slip"] in slip.inner_text()
    assert FORMULA in table.inner_text()


def test_a_key_is_corrected_and_everybody_marked_again(campus: Campus, visit: Visit, newcomer: Newcomer) -> None:
    account = newcomer()
    learner = sent(visit, campus, account, "en")
    page = at_the_case(visit, campus, "en")
    corrected = ('id="p6" range="B9" formula="=Data!B15', 'id="p6" range="B9" formula="=Data!B14')
    for change, before, after in ((corrected, "0.50", "1.00"), (corrected[::-1], "1.00", "0.50")):
        page.get_by_role("link", name="Edit").click()
        source = page.get_by_label("The case as OLX")
        text = source.input_value()
        assert text.count(change[0]) == 1
        source.fill(text.replace(*change))
        page.get_by_role("button", name="Save").click()
        page.get_by_role("button", name="Mark all answers again").click()
        row = page.get_by_role("row").filter(has_text=account.shown)
        assert [row.get_by_role("cell").nth(at).inner_text() for at in (1, 2)] == [before, after]
        learner.reload()
        assert float(hands.points(learner, "en")) == float(after)
        page.get_by_role("link", name="Back to the results").click()
    page.get_by_role("button", name="Mark all answers again").click()
    page.get_by_text("No mark changed").wait_for()


def test_a_learner_may_begin_afresh_and_nothing_sent_is_lost(campus: Campus, visit: Visit, newcomer: Newcomer) -> None:
    account = newcomer()
    learner = sent(visit, campus, account, "en")
    page = at_the_case(visit, campus, "en")
    page.get_by_role("link", name=account.shown, exact=True).click()
    page.get_by_role("button", name="Put the attempts aside").click()
    page.get_by_text(f"{account.shown} can start again").wait_for()
    learner.reload()
    learner.get_by_text("Attempt 1 of 3").wait_for()
    assert learner.locator(".summary").count() == 0
    cell(learner, "B9").fill("82.9")
    hands.submit(learner, "en")
    assert hands.points(learner, "en") == "1"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_key_page_holds_the_key_the_slips_and_the_notes(campus: Campus, visit: Visit, lang: str) -> None:
    said = SAID[lang]
    page = at_the_case(visit, campus, lang)
    page.get_by_role("link", name=said["key"]).click()
    shown = page.locator(".blocks")
    shown.get_by_role("table").first.wait_for()
    text = shown.inner_text()
    assert said["decimal"] in text
    assert said["slip formula"] in text
    assert "%" in text


def test_a_learner_reaches_no_page_of_a_trainer(campus: Campus, visit: Visit, newcomer: Newcomer) -> None:
    trainer = at_the_case(visit, campus, "en")
    there = [link.evaluate("one => one.href") for link in trainer.locator("main a").all()]
    page = visit("en")
    hands.sign_in(page, campus.url, newcomer(), "en")
    for address in {each for each in there if "/teaching/" in each}:
        answer = page.request.get(address)
        assert answer.status == 403, address
        assert "not open to your account" in answer.text()
