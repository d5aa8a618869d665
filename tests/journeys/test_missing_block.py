"""A site whose wheel has lost its block: every page of the course says so, and what was saved comes back with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.journeys import hands
from tests.journeys.conftest import Campus, Visit
from tests.journeys.hands import Account

Newcomer = Callable[..., Account]
LINE = re.compile(r"^epm_case\s*=.*$", re.M)


@dataclass
class Wheel:
    """The installed wheel, with or without its block."""

    campus: Campus
    whole: str

    def restart(self, text: str) -> None:
        if self.campus.entry_points.read_text() != text:
            self.campus.stop()
            self.campus.entry_points.write_text(text)
            self.campus.start()

    def without_the_block(self) -> None:
        assert LINE.search(self.whole)
        self.restart(LINE.sub("", self.whole))

    def with_the_block(self) -> None:
        self.restart(self.whole)


@pytest.fixture
def wheel(campus: Campus) -> Iterator[Wheel]:
    """Whole again afterwards, whatever happened."""
    found = Wheel(campus, campus.entry_points.read_text())
    yield found
    found.with_the_block()


def pages_of_the_course(page: Any, start: str) -> dict[str, str]:
    """The text of every page of a course that links of its pages lead to."""
    found: dict[str, str] = {}
    course = start.split("/courses/")[1].split("/")[0]
    waiting = [start]
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        answer = page.goto(address)
        assert answer.status == 200, address
        found[address] = page.get_by_role("main").inner_text()
        links = page.evaluate("() => [...document.links].map(one => one.href.split('#')[0])")
        waiting += [link for link in links if f"/courses/{course}/" in link]
    return found


def test_every_page_says_which_block_is_missing_and_nothing_saved_is_lost(
    campus: Campus, visit: Visit, newcomer: Newcomer, wheel: Wheel
) -> None:
    page = visit("fr")
    hands.sign_in(page, campus.url, newcomer())
    page.goto(hands.unit(campus.url, "cohort"))
    hands.cell(page, "B4").fill("1 000")
    hands.wait_until_saved(page)
    page.goto(hands.unit(campus.url, "flow-rates"))
    hands.cell(page, "B4").fill("96,2")
    hands.submit(page)

    wheel.without_the_block()
    pages = pages_of_the_course(page, f"{campus.url}/courses/{hands.COURSE}-fr/")
    assert len(pages) > 12  # the outline, the progress, every unit
    silent = [address for address, text in pages.items() if "epm_case" not in text or "pas install" not in text]
    assert silent == []
    assert all(re.search("Parlez|Dites|Prévenez|Signalez", text) for text in pages.values())
    assert hands.unit(campus.url, "flow-rates") in pages
    trainer = visit("fr")
    hands.through_the_door(trainer, campus.url, "trainer")
    for link in trainer.locator("main a").all():
        address = link.evaluate("one => one.href")
        assert trainer.request.get(address).status == 200, address

    wheel.with_the_block()
    page.goto(hands.unit(campus.url, "flow-rates"))
    assert hands.points(page) == "1"
    assert hands.cell(page, "B4").input_value() == "96,2"
    page.goto(hands.unit(campus.url, "cohort"))
    assert hands.cell(page, "B4").input_value() == "1 000"
