"""What a person does on the pages, by what the page shows: doors, cells, submitting, keys. tests/journeys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

COURSE = "EPM+INDICATORS+2026"
DOORS = ("learner", "trainer", "institution")
WORDS = {
    "fr": {
        "submit": re.compile("^(Soumettre$|Soumettre l’essai|Corriger et soumettre)"),
        "received": "Essai {} reçu",
        "anyway": "Soumettre quand même",
        "saved": re.compile("^Enregistré "),
        "points": re.compile(r"([\d,]+)\s+sur\s+(\d+)\s+points"),
        "account": "Nom du compte",
        "password": "Mot de passe",
        "sign in": "Se connecter",
        "sign out": "Se déconnecter",
    },
    "en": {
        "submit": re.compile("^(Submit$|Submit attempt|Correct and submit)"),
        "received": "Attempt {} received",
        "anyway": "Submit all the same",
        "saved": re.compile("^Saved "),
        "points": re.compile(r"([\d.]+)\s+out of\s+(\d+)\s+points"),
        "account": "Name of the account",
        "password": "Password",
        "sign in": "Sign in",
        "sign out": "Sign out",
    },
}
_numbers = count(1)


@dataclass(frozen=True)
class Account:
    """An account of the site and its first password."""

    name: str
    shown: str
    password: str


def through_the_door(page: Any, url: str, role: str) -> None:
    """In by one of the three doors of the first page."""
    page.goto(url)
    page.locator(".c-door").nth(DOORS.index(role)).get_by_role("button").click()
    page.wait_for_url(lambda there: there.rstrip("/") != url)


def sign_in(page: Any, url: str, account: Account, lang: str = "fr") -> None:
    """In by name and password."""
    page.goto(f"{url}/sign-in/")
    give_name(page, account, lang)
    page.wait_for_url(lambda there: "sign-in" not in there)


def give_name(page: Any, account: Account, lang: str = "fr") -> None:
    """Name and password, on the page that asks for them."""
    page.get_by_label(WORDS[lang]["account"]).fill(account.name)
    page.get_by_label(WORDS[lang]["password"]).fill(account.password)
    page.get_by_role("main").get_by_role("button", name=WORDS[lang]["sign in"]).click()


def new_account(page: Any, url: str, role: str = "Learner") -> Account:
    """An account that the institution makes, on its English page."""
    number = next(_numbers)
    page.goto(f"{url}/people/")
    page.get_by_label("Name of the account").fill(f"person{number:03}")
    page.get_by_label("First name").fill("Person")
    page.get_by_label("Family name").fill(f"Number {number:03}")
    page.get_by_label("Role").select_option(label=role)
    page.get_by_role("button", name="Make the account").click()
    page.get_by_role("link", name="Back to people").wait_for()
    name, password = page.locator("main dd").all_inner_texts()
    return Account(name, f"Person Number {number:03}", password)


def unit(url: str, case: str, lang: str = "fr") -> str:
    """Where the page of a case is."""
    return f"{url}/courses/{COURSE}-{lang}/unit/{case}-case/"


def cell(page: Any, name: str) -> Any:
    """An answer cell of the step that is shown, by the name it has on the page."""
    return page.locator(f'[role="tabpanel"]:not([hidden]) input[aria-label^="{name},"]')


def type_all(page: Any, figures: Mapping[str, str]) -> None:
    for name, text in figures.items():
        cell(page, name).fill(text)


def wait_until_saved(page: Any, lang: str = "fr") -> None:
    page.locator(".saved").get_by_text(WORDS[lang]["saved"]).wait_for()


def press_submit(page: Any, lang: str = "fr") -> None:
    """The one button, and "all the same" where it says that answers are blank."""
    page.get_by_role("button", name=WORDS[lang]["submit"]).click()
    page.get_by_role("button", name=WORDS[lang]["anyway"]).click()


def submit(page: Any, lang: str = "fr", attempt: int = 1) -> None:
    """Submit with blanks, and wait for the marks."""
    press_submit(page, lang)
    received(page, lang, attempt).wait_for()


def received(page: Any, lang: str = "fr", attempt: int = 1) -> Any:
    """What the page says of the attempt that was received."""
    return page.locator(".work > .notices").get_by_text(WORDS[lang]["received"].format(attempt))


def points(page: Any, lang: str = "fr") -> str:
    """The points of the attempt, as the page shows them."""
    found = re.search(WORDS[lang]["points"], page.locator(".summary").inner_text())
    assert found
    return found[1]


def typed(page: Any, names: Iterable[str]) -> dict[str, str]:
    """What stands in the cells."""
    return {name: cell(page, name).input_value() for name in names}


FOCUSED = """() => {
  const one = document.activeElement;
  if (one === document.body) return ["", true];
  const name = one.getAttribute("aria-label") || (one.labels?.[0] || one).innerText || one.value || "";
  const ringed = [one, one.closest(".cell")].some((each) => each && getComputedStyle(each).outlineStyle !== "none");
  return [name.replace(/\\s+/g, " ").trim(), ringed];
}"""


def tab_to(page: Any, name: str | re.Pattern[str], key: str = "Tab") -> None:
    """Press a key until the focus is on something of that name, seeing at each stop where the focus is."""
    stops: list[str] = []
    for _ in range(90):
        page.keyboard.press(key)
        stop, ringed = page.evaluate(FOCUSED)
        assert ringed, f"the focus cannot be seen on: {stop}"
        if re.search(name if isinstance(name, re.Pattern) else re.escape(name), stop):
            return
        stops.append(stop)
    raise AssertionError(f"{name} is not among the stops: {stops}")


def follow(page: Any, name: str) -> None:
    """Tab to a link or button that leads to another page, and take it."""
    tab_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")
