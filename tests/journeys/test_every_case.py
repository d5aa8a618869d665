"""Every shipped case worked by a learner on the page, all right, to the mark that its key promises. tests/journeys."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from epm_xblocks import numerals
from epm_xblocks.case import Case, Set
from epm_xblocks.case.attempt import Attempt
from epm_xblocks.case.chains import taken, with_figures
from epm_xblocks.case.filling import right_answers, with_sets
from epm_xblocks.safe_xml import parse
from tests.content.course import CASES, case, course_of, folder
from tests.journeys import hands
from tests.journeys.conftest import Campus, Visit
from tests.journeys.test_learner import Newcomer

Shown = Mapping[str, Any]
POINTS = {"fr": re.compile(r"([\d,]+)\s+sur\s+([\d,]+)\s+points"), "en": re.compile(r"([\d.]+)\s+out of\s+([\d.]+)")}


def plain(text: str) -> str:
    """Words alone: no tags, any blank as one."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split())


def row_of(panel: Any, rows: str, words: str) -> Any:
    """The row of a list whose `.what` says this."""
    for row in panel.locator(rows).all():
        if plain(row.locator(".what").first.inner_text()) == plain(words):
            return row
    raise AssertionError(f"no row says: {words}")


def worksheet(panel: Any, step: Shown, answer: Any, lang: str) -> None:
    for name, text in answer["cells"].items():
        panel.locator(f'input[aria-label^="{name},"]').fill(text)


def choice(panel: Any, step: Shown, answer: Any, lang: str) -> None:
    for name in answer:
        panel.locator(f'input[value="{name}"]').check()


def written(panel: Any, step: Shown, answer: Any, lang: str) -> None:
    panel.locator("textarea").first.fill(answer)


def matching(panel: Any, step: Shown, answer: Any, lang: str) -> None:
    for item in step["items"]:
        row_of(panel, ".pairs li", item["text"]).locator("select").select_option(answer[item["id"]])


def ranking(panel: Any, step: Shown, answer: Any, lang: str) -> None:
    """By keyboard: Alt and an arrow on a button of the row."""
    words = {plain(option["text"]): option["id"] for option in step["options"]}
    order = answer if isinstance(answer, list) else answer["order"]
    for place, name in enumerate(order):
        now = [words[plain(text)] for text in panel.locator(".ranks .what").all_inner_texts()]
        panel.locator(".ranks li").nth(now.index(name)).locator("button:not([disabled])").first.focus()
        for _ in range(now.index(name) - place):
            panel.page.keyboard.press("Alt+ArrowUp")
    for name in answer.get("sensitive", []) if isinstance(answer, dict) else []:
        place = [criterion["id"] for criterion in step["criteria"]].index(name) if name != "-" else -1
        panel.locator(".weights input").nth(place).check()


def census(panel: Any, step: Shown, answer: Any, lang: str) -> None:
    records, columns = ([one["id"] for one in step[part]] for part in ("records", "columns"))
    for at, said in answer.items():
        record, column = at.split("/")
        place = records.index(record) * len(columns) + columns.index(column)
        panel.locator(".returns td button").nth(place).click()
        lists = panel.locator(".log li").last.locator("select")
        lists.first.select_option(said["rule"])
        if said.get("treatment"):
            lists.last.select_option(said["treatment"])


def decision(panel: Any, step: Shown, answer: Any, lang: str) -> None:
    said = [one for situation in step["situations"] for one in situation["choices"]]
    for name in answer:
        words = {plain(one["text"]) for one in said if one["id"] == name}
        next(way for way in panel.locator(".way").all() if plain(way.inner_text()) in words).click()


def school_map(panel: Any, step: Shown, answer: Any, lang: str) -> None:
    for name in answer:
        panel.get_by_role("checkbox", name=named(step, name), exact=True).check()


def named(step: Shown, site: str) -> str:
    return next(str(one["label"]) for one in step["sites"] if one["id"] == site)


def diagram(panel: Any, step: Shown, answer: Any, lang: str) -> None:
    """Places first: what a card may hang on depends on them."""
    rows = {card["id"]: row_of(panel, ".cards > li", card["text"]) for card in step["cards"]}
    for name, said in answer.items():
        rows[name].locator("select").first.select_option(said["place"])
    for name, said in answer.items():
        if said.get("on"):
            rows[name].locator("select").last.select_option(said["on"])


def scenario(panel: Any, step: Shown, answer: Any, lang: str) -> None:
    for lever in step["levers"]:
        if lever["id"] in answer["levers"]:
            box = panel.locator(".lever").nth(step["levers"].index(lever)).locator("input.fig")
            box.fill(numerals.write(answer["levers"][lever["id"]], lang))
            box.blur()


def nothing(panel: Any, step: Shown, answer: Any, lang: str) -> None:
    """A portfolio is put together from what was sent elsewhere."""


HANDS: Mapping[str, Callable[[Any, Shown, Any, str], None]] = {
    "worksheet": worksheet, "choice": choice, "written": written, "rubric": written, "matching": matching,
    "ranking": ranking, "census": census, "decision": decision, "map": school_map, "diagram": diagram,
    "scenario": scenario, "portfolio": nothing,
}  # fmt: skip


def work(page: Any, one: Case, lang: str, answers: dict[str, Any] | None = None) -> dict[str, Any]:
    """All steps answered, each by what its page offers; right where nothing else is said."""
    answers, shown = answers or right_answers(one), Attempt(one).show()["steps"]
    for at, step in enumerate(shown):
        page.get_by_role("tab").nth(at).click()
        HANDS[step["kind"]](page.locator('[role="tabpanel"]:not([hidden])'), step, answers[step["id"]], lang)
    return answers


def earned(page: Any, lang: str) -> str:
    """Submit, with blanks if there are any; the points as the page then says them."""
    page.get_by_role("button", name=hands.WORDS[lang]["submit"]).click()
    anyway, received = page.get_by_role("button", name=hands.WORDS[lang]["anyway"]), hands.received(page, lang)
    anyway.or_(received).first.wait_for()
    if anyway.is_visible():
        anyway.click()
    received.wait_for()
    found = POINTS[lang].search(page.locator(".summary").inner_text())
    assert found, page.locator(".summary").inner_text()
    return found[1]


def unit(url: str, name: str, lang: str) -> str:
    """Where the page of a case of any course is."""
    course = parse(folder(course_of(name))["course.xml"], file="course.xml")
    key = "+".join((course.get("org", ""), course.get("course", ""), f"{course.get('url_name')}-{lang}"))
    holds = f'<epm_case url_name="{name}"'.encode()
    (place,) = (path for path, body in folder(course_of(name)).items() if path[:9] == "vertical/" and holds in body)
    return f"{url}/courses/{key}/unit/{place.removeprefix('vertical/').removesuffix('.xml')}/"


@pytest.mark.parametrize("name", CASES)
def test_a_case_worked_right_earns_what_its_key_promises(
    campus: Campus, visit: Visit, newcomer: Newcomer, name: str
) -> None:
    """French and English by turns, so that each page is worked in one and both languages are worked."""
    lang = "en" if CASES.index(name) % 2 else "fr"
    one, page = case(name, lang), visit(lang)
    hands.sign_in(page, campus.url, newcomer(), lang)
    page.goto(unit(campus.url, name, lang))
    page.get_by_role("tab").first.wait_for()
    mark = Attempt(one, answers=work(page, one, lang)).mark()
    assert earned(page, lang) == numerals.write(mark.points, lang)


def sent(page: Any, url: str, one: Case, lang: str) -> tuple[str, dict[str, Any]]:
    """Work a case right on the figures that it has, submit it; the points shown and what was typed."""
    page.goto(unit(url, one.id, lang))
    page.get_by_role("tab").first.wait_for()
    answers = work(page, one, lang)
    return earned(page, lang), answers


def figures(one: Case, answers: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    """What a learner typed in the worksheets of a case, by step and cell."""
    return {
        step.id: {
            name: value
            for name, text in answers[step.id]["cells"].items()
            if (value := numerals.read(text, one.figures).value) is not None
        }
        for step in one.steps
        if step.kind == "worksheet"
    }


def test_an_error_of_an_early_case_is_paid_once_and_carried_through_the_chain(
    campus: Campus, visit: Visit, newcomer: Newcomer
) -> None:
    """School-age population, enrolment, teachers: a wrong growth rate in the first; the others are right on it."""
    page, lang = visit("fr"), "fr"
    hands.sign_in(page, campus.url, newcomer(), lang)
    first, second, third = (case(name) for name in ("school-age", "enrolment-projection", "teachers"))
    slipped = with_sets(first, right_answers(first), (Set("horizon", "B5", slip="extended"),), follow=True)
    page.goto(unit(campus.url, first.id, lang))
    page.get_by_role("tab").first.wait_for()
    work(page, first, lang, slipped)
    right = Attempt(first, answers=right_answers(first)).mark().points
    assert earned(page, lang) == numerals.write(right - 0.5, lang)

    known = {first.id: figures(first, slipped)}
    for one in (second, third):
        own = replace(one, workbook=with_figures(one.workbook, taken(one, known)))
        assert right_answers(own) != right_answers(one)
        points, answers = sent(page, campus.url, own, lang)
        assert points == numerals.write(Attempt(one, answers=right_answers(one)).mark().points, lang)
        assert "Vos résultats" in page.locator(".chain").inner_text()
        known[one.id] = figures(one, answers)
