"""The kind diagram in Chromium: a tree built by keyboard and by mouse, its rules said at once, axe, narrow, mirrored."""

# ruff: noqa: E501 — because a step is easier to read with one element a line
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.harness.kind import axe, hosted_kind
from tests.browser.harness.open import opened
from tests.browser.harness.server import Host

KEY = {
    "f": ("focal", ""),
    "dist": ("below", "f"),
    "cost": ("below", "f"),
    "few": ("below", "dist"),
    "illit": ("above", "f"),
    "work": ("above", "illit"),
    "x": ("-", ""),
}
WORDS = {
    "en": ("Why girls leave", "Arrange the cards.", ("Girls leave school before grade 5", "Schools stand too far from villages", "Schooling costs poor families too much", "Small villages were left out of the school map", "Women in the district cannot read", "Women earn less than men", "No dormitories")),
    "fr": ("Pourquoi les filles quittent l’école", "Disposez les cartes.", ("Les filles quittent l’école avant la 5e année", "Les écoles sont trop loin des villages", "L’école coûte trop cher aux familles pauvres", "La carte scolaire a oublié les petits villages", "Les femmes du district ne savent pas lire", "Les femmes gagnent moins que les hommes", "Absence d’internats")),
    "ar": ("لماذا تترك الفتيات المدرسة", "رتّب البطاقات.", ("تترك الفتيات المدرسة قبل الصف الخامس", "المدارس بعيدة عن القرى", "كلفة الدراسة تثقل على الأسر الفقيرة", "أُغفلت القرى الصغيرة في الخريطة المدرسية", "نساء المقاطعة لا يقرأن", "تكسب النساء أقل من الرجال", "لا توجد مساكن للطالبات")),
}  # fmt: skip
ANSWER = {
    "tree": {name: {"place": place, "on": on} for name, (place, on) in KEY.items()}
    | {"few": {"place": "below", "on": "f"}, "x": {"place": "above", "on": "f"}, "work": {"place": "above", "on": "x"}}
}


def steps(lang: str) -> str:
    title, prompt, words = WORDS[lang]
    cards = "".join(
        f'<card id="{name}" {"out=" + chr(34) + "absence" + chr(34) if place == "-" else f"place={chr(34)}{place}{chr(34)}"}{f" on={chr(34)}{on}{chr(34)}" if on else ""}><text>{text}</text></card>'
        for (name, (place, on)), text in zip(KEY.items(), words, strict=True)
    )
    return f'<step kind="diagram" id="tree" title="{title}" points="7"><prompt><p>{prompt}</p></prompt>{cards}</step>'


@pytest.fixture
def host() -> Iterator[Host]:
    with hosted_kind("diagram", steps, ANSWER) as host:
        yield host


def ready(context: Any, host: Host, query: str) -> Any:
    page = opened(context, host, query, step=None)
    page.wait_for_selector(".diagram .cards")
    return page


def row(page: Any, name: str) -> Any:
    words = WORDS["en"][2][list(KEY).index(name)]
    return page.locator(".diagram .cards > li").filter(has=page.locator(".what", has_text=words))


def answer(page: Any) -> Any:
    return page.evaluate("page.session.answers.tree")


def broken(page: Any) -> list[str]:
    return [str(text) for text in page.locator(".diagram .rules .s-part").all_inner_texts()]


def test_a_tree_is_built_by_keyboard(context: Any, host: Host) -> None:
    page = ready(context, host, "lang=en")
    assert "first card" in page.locator(".stage").inner_text()
    place, on = row(page, "dist").locator("select").all()
    place.focus()
    page.keyboard.press("C")  # Cause of
    page.keyboard.press("Tab")
    assert on.evaluate("e => e === document.activeElement")
    page.keyboard.type("Girls")
    assert answer(page)["dist"] == {"place": "below", "on": "f"}
    assert broken(page) == ["No card at the centre yet", "Some cards hang on nothing"]
    row(page, "f").locator("select").first.focus()
    page.keyboard.press("F")  # Focal problem
    assert broken(page) == []
    assert page.locator(".tree > .down > li > .box").inner_text() == "Cause\nSchools stand too far from villages"
    row(page, "few").locator("select").first.focus()
    page.keyboard.press("E")  # Effect of: hangs at once on the only card it may
    assert answer(page)["few"] == {"place": "above", "on": "f"}
    row(page, "x").locator("select").first.focus()
    page.keyboard.press("S")  # Stays out
    assert answer(page)["x"] == {"place": "-", "on": ""}
    assert page.locator(".bin .box").count() == 1
    row(page, "f").locator("select").first.focus()
    page.keyboard.press("C")
    row(page, "f").locator("select").last.select_option("dist")
    assert "Some cards lead back to themselves" in broken(page)
    assert page.locator(".loose .box").count() == 3
    assert page.faults == []


def test_a_card_is_dragged_onto_another(context: Any, host: Host) -> None:
    page = ready(context, host, "lang=en")
    row(page, "f").locator(".what").drag_to(page.locator(".stage"))
    assert answer(page) == {"f": {"place": "focal", "on": ""}}
    box = page.locator('.box[data-card="f"]')
    size = box.bounding_box()
    row(page, "dist").locator(".what").drag_to(box, target_position={"x": 40, "y": size["height"] - 4})
    row(page, "illit").locator(".what").drag_to(page.locator('.box[data-card="f"]'), target_position={"x": 40, "y": 4})
    row(page, "x").locator(".what").drag_to(page.locator(".bin"))
    assert {name: put["place"] for name, put in answer(page).items()} == {
        "f": "focal",
        "dist": "below",
        "illit": "above",
        "x": "-",
    }
    page.locator('.box[data-card="x"]').drag_to(page.locator('.box[data-card="dist"]'))
    assert answer(page)["x"] == {"place": "below", "on": "dist"}
    assert page.faults == []


def test_marks_stand_at_the_cards_until_they_are_moved(context: Any, host: Host) -> None:
    page = ready(context, host, "lang=en&state=marked")
    assert "names a missing remedy" in row(page, "x").locator(".why").inner_text()
    assert "hangs on another card" in row(page, "few").locator(".why").inner_text()
    assert "half right 2, wrong 1" in page.locator(".said-of").inner_text()
    assert page.locator(".diagram .key-line").count() == 0
    row(page, "x").locator("select").first.select_option("-")
    assert row(page, "x").locator(".why").is_hidden()
    assert page.locator(".said-of").is_hidden()
    page = ready(context.browser.new_context(), host, "lang=en&state=key")
    assert row(page, "few").locator(".key-line").inner_text().strip() == "Cause of Schools stand too far from villages"
    page.context.close()


@pytest.mark.parametrize(("lang", "width"), [("en", 360), ("fr", 360), ("ar", 1440)])
@pytest.mark.parametrize("state", ["", "marked", "key"])
def test_nothing_scrolls_sideways_and_axe_finds_nothing(
    context: Any, host: Host, lang: str, width: int, state: str
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{host.url}/?lang={lang}&state={state}")
    page.wait_for_selector(".diagram .cards")
    assert axe(page) == []
