"""A team of three on one workbook: the trainer lists it, one types, another goes on, one submits, all are credited."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys import hands
from tests.journeys.conftest import Campus, Visit
from tests.journeys.hands import Account, cell

CASE = "equity"
TITLE = "Is it fair?"
Newcomer = Callable[..., Account]


def test_a_team_of_three_works_on_one_workbook(campus: Campus, visit: Visit, newcomer: Newcomer) -> None:
    accounts = [newcomer() for _ in range(3)]
    trainer = visit("en")
    hands.through_the_door(trainer, campus.url, "trainer")
    trainer.get_by_role("link", name=TITLE, exact=True).click()
    trainer.get_by_role("link", name="Edit").click()
    trainer.get_by_label("Teams").fill("list")
    trainer.get_by_role("button", name="Save").click()
    trainer.wait_for_url(f"**/case/{CASE}/")
    trainer.goto(hands.unit(campus.url, CASE, "en"))
    card = trainer.locator(".team")
    card.get_by_role("textbox").fill("\n".join(f"North; {one.name}" for one in accounts) + "\nNorth; no-such-person")
    card.get_by_role("button", name="Keep the list").click()
    card.get_by_text("Line 4: there is no account named “no-such-person”.").wait_for()
    card.get_by_role("textbox").fill("\n".join(f"North; {one.name}" for one in accounts))
    card.get_by_role("button", name="Keep the list").click()
    card.get_by_text("3 people in it.").wait_for()

    pages = [visit("en") for _ in accounts]
    for page, account in zip(pages, accounts, strict=True):
        hands.sign_in(page, campus.url, account, "en")
    first, second, third = pages
    first.goto(hands.unit(campus.url, CASE, "en"))
    first.locator(".team").get_by_text("North").wait_for()
    cell(first, "D4").fill("0.985")
    hands.wait_until_saved(first, "en")
    second.goto(hands.unit(campus.url, CASE, "en"))
    assert cell(second, "D4").input_value() == "0.985"
    cell(second, "D5").fill("0.9")
    hands.wait_until_saved(second, "en")
    hands.submit(second, "en")
    earned = second.locator(".summary").inner_text()
    third.goto(hands.unit(campus.url, CASE, "en"))
    assert cell(third, "D5").input_value() == "0.9"
    assert third.locator(".summary").inner_text() == earned

    trainer.goto(campus.url)
    trainer.get_by_role("link", name=TITLE, exact=True).click()
    text = trainer.locator("main").inner_text()
    assert "North" in text
    assert all(account.shown in text for account in accounts)
