"""A text marked by a rubric: learners rate themselves, read their marks, revise; trainers mark at the desk by keyboard."""

# ruff: noqa: E501 — because a text is easier to read in one line
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from epm_xblocks.case import Attempt, CaseMark, marks_view
from epm_xblocks.words.text import ENGLISH
from tests.browser.harness.kind import axe
from tests.browser.harness.open import opened, until
from tests.browser.harness.server import Host
from tests.browser.harness.views import answering
from tests.case.helpers import case_of

WORDS = {
    "en": ("Memo to the director", "Where does the system lose most pupils?", "Evidence", "Clarity",
           ("No figure is quoted.", "Figures are quoted, some without a year.", "Each claim has its figure and its year."),
           ("The director must read it twice.", "A busy director understands it at first reading.")),
    "fr": ("Note au directeur", "Où le système perd-il le plus d’élèves ?", "Preuves", "Clarté",
           ("Aucun chiffre n’est cité.", "Des chiffres sont cités, certains sans année.", "Chaque affirmation a son chiffre et son année."),
           ("Le directeur doit la relire.", "Un directeur pressé la comprend à la première lecture.")),
    "ar": ("مذكرة إلى المدير", "أين يفقد النظام أكثر التلاميذ؟", "الأدلة", "الوضوح",
           ("لا رقم فيها.", "فيها أرقام، بعضها بلا سنة.", "لكل قول رقمه وسنته."),
           ("يحتاج المدير إلى قراءتها مرتين.", "يفهمها المدير من القراءة الأولى.")),
}  # fmt: skip
TEXT = "Grade 6 loses 12.3 per cent of its pupils in 2023; no other grade loses more than 7.1."
ANSWERS = {"memo": TEXT, "@self": {"memo": {"evidence": "some"}}}
GIVEN = {"evidence": "full", "clarity": "low"}


def olx(lang: str) -> str:
    title, prompt, evidence, clarity, low, high = WORDS[lang]
    levels = "".join(
        f'<level id="{name}" points="{at}">{text}</level>'
        for at, (name, text) in enumerate(zip(("none", "some", "full"), low, strict=True))
    )
    more = "".join(
        f'<level id="{name}" points="{at}">{text}</level>'
        for at, (name, text) in enumerate(zip(("low", "high"), high, strict=True))
    )
    return (
        f'<step kind="written" id="memo" title="{title}" max_words="80"><prompt><p>{prompt}</p></prompt>'
        f'<rubric self_assessment="yes"><criterion id="evidence" title="{evidence}">{levels}</criterion>'
        f'<criterion id="clarity" title="{clarity}">{more}</criterion></rubric></step>'
    )


@contextmanager
def hosting() -> Iterator[Host]:
    """?state=marked, returned, closed (returned, no attempt left), marker."""

    def view(query: dict[str, str]) -> dict[str, Any]:
        lang, state = query.get("lang", "en"), query.get("state", "")
        case = case_of(f'<epm_case case_id="c" display_name="t" lang="{lang}" figures="{lang}">{olx(lang)}</epm_case>')
        attempt = Attempt(case, None, ANSWERS if state in ("marked", "returned", "closed") else {})
        shown = attempt.show()
        words = [] if lang == "en" else [f"/dist/text-kind-rubric.{lang}.js"]
        urls = {"kinds": {"rubric": [*words, "/dist/kind-rubric.css", "/dist/kind-rubric.js"]}}
        urls |= {name: f"/{name}" for name in ("revise", "scripts", "script", "assess")}
        made = {**answering(lang), "brief": "", "formulas": "", "data": [], "conventions": [], "steps": shown["steps"],
                "style": shown["style"], "urls": urls}  # fmt: skip
        if state == "marker":
            return made | {"marker": True}
        if not state:
            return made
        outcome = "marked" if state == "marked" else "returned"
        people = {"memo": {"outcome": outcome, "levels": GIVEN, "points": 2 if state == "marked" else 0, "out_of": 3}}
        mark = attempt.mark()
        told = marks_view(attempt, CaseMark.of(mark.points, mark.out_of, {**mark.detail, "people": people}), ENGLISH)
        comments = {"": "Say what you would check first.", "evidence": "Every figure has its year: good."}
        told["steps"]["memo"]["people"] |= {"comments": comments, "day": "24 November 2026"}
        made |= {
            "answers": ANSWERS,
            "marks": {**told, "answers": ANSWERS, "receipt": "K7QF-2M9D-V", "submitted_text": ""},
        }
        if state == "closed":
            made["attempt"] = {**made["attempt"], "left": 0, "closed": True}
        return made

    host = Host(view)
    rows = [row("K7QF-2M9D-V"), row("3XB1-88TA-0")]

    def scripts(_body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        counts = {name: sum(one["outcome"] == name for one in rows) for name in ("waiting", "returned", "marked")}
        return 200, {"rows": sorted(rows, key=lambda one: one["outcome"] != "waiting"), "counts": counts}

    def script(body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        return 200, {"text": TEXT, "self": {"evidence": "some"}, "levels": {}, "comments": {}, "seen": 0, **body}

    def assess(body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if body["outcome"] == "marked" and len(body["levels"]) < 2:
            return 422, {
                "error": {"code": "levels-missing", "lead": "No level was chosen for: Clarity.", "text": "Choose one."}
            }
        one = next(one for one in rows if one["receipt"] == body["receipt"])
        one |= {"outcome": body["outcome"], "points": 2}
        return scripts(body)

    host.handlers |= {"scripts": scripts, "script": script, "assess": assess}
    try:
        yield host
    finally:
        host.close()


def row(receipt: str) -> dict[str, Any]:
    return {"receipt": receipt, "step": "memo", "title": "Memo", "number": 1, "late": False, "day": "24 November",
            "time": "10:12", "outcome": "waiting", "points": None, "out_of": 3}  # fmt: skip


@pytest.fixture
def host() -> Iterator[Host]:
    with hosting() as one:
        yield one


def shown(context: Any, host: Host, query: str) -> Any:
    page = opened(context, host, query, step=None)
    page.wait_for_selector(".rubric .criterion")
    return page


def test_the_rubric_stands_before_one_writes_and_one_rates_oneself_by_keyboard(context: Any, host: Host) -> None:
    page = shown(context, host, "lang=en")
    assert page.locator(".rubric .criterion").count() == 2
    assert page.locator(".rubric .criterion li").count() == 5
    page.get_by_label("At most 80 words").or_(page.locator(".written textarea")).first.fill(TEXT)
    page.get_by_role("radio", name="Figures are quoted").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("page.session.answers['@self']") == {"memo": {"evidence": "full"}}
    assert page.evaluate("page.session.answers.memo") == TEXT
    assert page.locator(".desk").count() == 0


def test_marks_and_comments_stand_at_the_levels(context: Any, host: Host) -> None:
    page = shown(context, host, "lang=en&state=marked")
    told = page.locator(".rubric li.told").all_inner_texts()
    assert [text.splitlines()[0] for text in told] == ["2", "0"]
    assert all("Trainer" in text for text in told)
    assert "Marked by a trainer: 2 of 3 points." in page.locator(".rubric .stands").inner_text()
    assert page.locator(".rubric .said").all_inner_texts() == [
        "Say what you would check first.",
        "Every figure has its year: good.",
    ]


def test_a_returned_text_is_sent_again_though_the_case_is_closed(context: Any, host: Host) -> None:
    page = shown(context, host, "lang=en&state=closed")
    assert "Say what you would check first." in page.locator(".returned").inner_text()
    sent: list[dict[str, Any]] = []

    def revise(body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        sent.append(body)
        if len(sent) == 1:
            return 503, {}
        return 200, {"view": {**host.view({"state": "returned"}), "marks": None}}

    host.handlers["revise"] = revise
    area = page.locator(".written textarea")
    area.fill("Grade 6 first.")
    page.get_by_role("button", name="Send the revised text").click()
    page.get_by_text("Your revised text is still on this page.").wait_for()
    page.get_by_role("button", name="Send the revised text").click()
    page.get_by_text("Your revised text was received.").wait_for()
    assert [one["text"] for one in sent] == ["Grade 6 first."] * 2
    assert sent[0]["key"] == sent[1]["key"]
    assert page.faults == []


def test_a_trainer_marks_two_texts_by_keyboard_and_loses_nothing_on_a_refusal(context: Any, host: Host) -> None:
    page = shown(context, host, "lang=en&state=marker")
    page.get_by_role("button", name="Show the texts").press("Enter")
    page.get_by_text("2 texts wait for a mark.").wait_for()
    page.get_by_role("button", name="K7QF-2M9D-V").press("Enter")
    page.locator(".script").wait_for()
    assert page.locator(".script .text").inner_text() == TEXT
    assert "The learner’s own rating" in page.locator(".script li", has_text="Figures are quoted").inner_text()
    page.locator(".script").get_by_role("radio", name="Each claim").press("Space")
    page.get_by_label("Comment on the whole").fill("Good.")
    assert page.locator(".script .sum").inner_text() == "2 of 3"
    page.get_by_role("button", name="Keep the mark").press("Enter")
    page.get_by_text("No level was chosen for: Clarity.").wait_for()
    assert page.get_by_label("Comment on the whole").input_value() == "Good."
    page.locator(".script").get_by_role("radio", name="The director must").press("Space")
    page.get_by_role("button", name="Keep the mark").press("Enter")
    page.get_by_text("1 text waits for a mark.").wait_for()
    until(page, "document.querySelector('.script h5').textContent.includes('3XB1-88TA-0')")
    page.get_by_label("Comment on the whole").fill("Which year?")
    page.get_by_role("button", name="Return for revision").press("Enter")
    page.get_by_text("No text waits any more.").wait_for()
    bodies = [body for path, body in host.requests if path == "assess"]
    assert [one["outcome"] for one in bodies] == ["marked", "marked", "returned"]
    assert page.faults == []


@pytest.mark.parametrize(("lang", "width"), [("en", 360), ("fr", 360), ("ar", 1024)])
@pytest.mark.parametrize("state", ["", "marked", "closed", "marker"])
def test_nothing_scrolls_sideways_and_axe_finds_nothing(
    context: Any, host: Host, lang: str, width: int, state: str
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{host.url}/?lang={lang}&state={state}")
    page.wait_for_selector(".rubric .criterion")
    if state == "marker":
        page.locator(".desk .btn.main").click()
        page.locator(".desk tbody button").first.click()
        page.locator(".script").wait_for()
    assert axe(page) == []
