"""No answer is lost: the network cut, the server killed in the middle of a submission, the session ended."""

from __future__ import annotations

import signal
from collections.abc import Callable
from typing import Any

import pytest

from tests.journeys import hands
from tests.journeys.conftest import Campus, Visit
from tests.journeys.hands import Account, cell

CASE = "flow-rates"
Newcomer = Callable[..., Account]


def at_work(page: Any, campus: Campus, account: Account) -> Any:
    """Signed in, on the page of the case."""
    hands.sign_in(page, campus.url, account)
    page.goto(hands.unit(campus.url, CASE))
    cell(page, "B4").wait_for()
    return page


def notice(page: Any) -> str:
    """What the page says stands between the answers and the server."""
    page.locator(".notices[role=alert] .msg").wait_for()
    return str(page.locator(".notices[role=alert]").inner_text()).replace("\u00a0", " ")


def all_is_well(page: Any) -> None:
    page.locator(".notices[role=alert] .msg").wait_for(state="detached")
    hands.wait_until_saved(page)


def sent(page: Any, handler: str) -> list[str]:
    """The requests to a handler from now on."""
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.post_data) if request.url.endswith(handler) else None)
    return seen


def attempts(campus: Campus, visit: Visit, account: Account) -> int:
    """How many attempts of somebody the trainer sees."""
    page = visit("fr")
    hands.through_the_door(page, campus.url, "trainer")
    page.goto(f"{campus.url}/teaching/{hands.COURSE}-fr/case/{CASE}/")
    row = page.get_by_role("row").filter(has_text=account.name)
    return int(row.get_by_role("cell").first.inner_text())


def test_with_the_network_cut_the_page_says_so_keeps_what_is_typed_and_sends_it_once(
    campus: Campus, visit: Visit, newcomer: Newcomer
) -> None:
    page = at_work(visit("fr"), campus, newcomer())
    cell(page, "B4").fill("96,2")
    hands.wait_until_saved(page)
    page.context.set_offline(True)
    cell(page, "C4").fill("11,9")
    said = notice(page)
    assert "Vos 2 réponses sont gardées sur cet ordinateur" in said
    cell(page, "D4").fill("-8,1")  # work goes on
    page.locator(".saved").get_by_text("Pas encore envoyé").wait_for()
    saved = sent(page, "/save")
    page.context.set_offline(False)
    all_is_well(page)
    assert len(saved) == 1
    page.reload()
    assert hands.typed(page, ("B4", "C4", "D4")) == {"B4": "96,2", "C4": "11,9", "D4": "-8,1"}


def test_a_page_closed_without_a_network_brings_its_answers_back(
    campus: Campus, visit: Visit, newcomer: Newcomer
) -> None:
    page = at_work(visit("fr"), campus, newcomer())
    page.context.set_offline(True)
    cell(page, "B4").fill("96,2")
    notice(page)
    page.close()
    page.context.set_offline(False)
    again = page.context.new_page()
    again.goto(hands.unit(campus.url, CASE))
    all_is_well(again)
    assert cell(again, "B4").input_value() == "96,2"


@pytest.mark.parametrize("milliseconds", [0, *(pytest.param(ms, marks=pytest.mark.soak) for ms in range(5, 125, 10))])
def test_a_server_killed_in_the_middle_of_a_submission_has_it_once(
    campus: Campus, visit: Visit, newcomer: Newcomer, milliseconds: int
) -> None:
    account = newcomer()
    page = at_work(visit("fr"), campus, account)
    cell(page, "B4").fill("96,2")
    hands.wait_until_saved(page)
    try:
        if not milliseconds:
            campus.signal(signal.SIGSTOP)  # the submission leaves, and nobody takes it
        with page.expect_request(lambda request: request.url.endswith("/submit")):
            hands.press_submit(page)
        page.wait_for_timeout(milliseconds)
        campus.stop()
        said = notice(page) if not milliseconds else ""
    finally:
        campus.stop()
        campus.start()
    assert milliseconds or "Votre essai est prêt : il partira une seule fois" in said
    again = page.get_by_role("button", name="Réessayer maintenant")
    hands.received(page).or_(again).first.wait_for()
    if again.count():
        again.click()
    hands.received(page).wait_for()
    assert hands.points(page) == "1"
    assert attempts(campus, visit, account) == 1
    page.reload()
    assert cell(page, "B4").input_value() == "96,2"


def test_signing_in_again_keeps_the_answers(campus: Campus, visit: Visit, newcomer: Newcomer) -> None:
    account = newcomer()
    page = at_work(visit("fr"), campus, account)
    other = page.context.new_page()
    other.goto(campus.url)
    other.get_by_role("button", name="Se déconnecter").click()  # the session ends elsewhere
    other.close()
    cell(page, "B4").fill("96,2")
    said = notice(page)
    assert "Votre session s’est fermée" in said
    assert "Rien n’est perdu" in said
    with page.context.expect_page() as opened:
        page.locator(".notices").get_by_role("link", name="Se connecter").click()
    hands.give_name(opened.value, account)
    opened.value.get_by_role("button", name="Se déconnecter").wait_for()
    opened.value.close()
    cell(page, "C4").fill("11,9")  # back at work
    all_is_well(page)
    page.reload()
    assert hands.typed(page, ("B4", "C4")) == {"B4": "96,2", "C4": "11,9"}


def test_answers_of_somebody_else_never_appear_on_the_same_computer(
    campus: Campus, visit: Visit, newcomer: Newcomer
) -> None:
    page = at_work(visit("fr"), campus, newcomer())
    page.context.set_offline(True)
    cell(page, "B4").fill("96,2")
    notice(page)
    page.close()
    page.context.set_offline(False)
    other = page.context.new_page()
    other.goto(campus.url)
    other.get_by_role("button", name="Se déconnecter").click()
    at_work(other, campus, newcomer())
    assert cell(other, "B4").input_value() == ""
    assert "96,2" not in other.content()
