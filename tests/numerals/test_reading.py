"""Reading by hand-made tables: traps, questions, refusals, per cent, the learner's earlier answer."""

from __future__ import annotations

import time
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from epm_xblocks.numerals import read
from tests.numerals.traps import ASKED, BLANK, READ, REFUSED

HOSTILE = ["1" * 10**6, " " * 10**6 + "1", "(" * 64, "1 " * 32, "1%" * 32, " " * 4000 + "x", "e" * 63, "1" * 63 + "x"]
FIGURE_LIKE = "0123456789٠١٢۵,.٫٬،' \u202f’-−+()%٪eEoOl/=;:\n\u200e½²#₣é"


@pytest.mark.parametrize(("style", "text", "value", "half"), READ)
def test_read(style: str, text: str, value: str, half: str) -> None:
    reading = read(text, style)
    assert (reading.kind, reading.text) == ("number", text)
    assert reading.decimal == Decimal(value)
    assert reading.half_unit == Decimal(half)
    assert reading.value == float(value)


@pytest.mark.parametrize(("style", "text", "group", "decimal"), ASKED)
def test_asked_back(style: str, text: str, group: str, decimal: str) -> None:
    reading = read(text, style)
    assert (reading.kind, reading.value, reading.half_unit) == ("ambiguous", None, None)
    assert [(found.meaning, found.decimal) for found in reading.readings] == [
        ("group", Decimal(group)),
        ("decimal", Decimal(decimal)),
    ]
    assert reading.readings[0].half_unit == 1000 * reading.readings[1].half_unit


@pytest.mark.parametrize(("style", "text", "group", "decimal"), ASKED)
def test_the_learner_decides(style: str, text: str, group: str, decimal: str) -> None:
    assert read(text, style, decide="group").decimal == Decimal(group)
    assert read(text, style, decide="decimal").decimal == Decimal(decimal)


@pytest.mark.parametrize(("style", "text", "value", "half"), READ)
def test_a_decision_never_overrules_what_has_one_reading(style: str, text: str, value: str, half: str) -> None:
    assert read(text, style, decide="group") == read(text, style, decide="decimal") == read(text, style)


@pytest.mark.parametrize(("style", "text", "code", "values"), REFUSED)
def test_refused_with_a_code(style: str, text: str, code: str, values: dict[str, object]) -> None:
    reading = read(text, style)
    assert (reading.kind, reading.reason, dict(reading.detail)) == ("unread", code, values)
    assert (reading.value, reading.decimal, reading.half_unit, reading.readings) == (None, None, None, ())


@pytest.mark.parametrize("text", BLANK)
def test_blank(text: str) -> None:
    assert read(text, "fr").kind == "blank"


@pytest.mark.parametrize(("text", "percent", "value", "half"), [
    ("12,5 %", True, "12.5", "0.05"),
    ("12,5 %", False, "0.125", "0.0005"),
    ("12,5", True, "12.5", "0.05"),
    ("0,125", True, "0.125", "0.0005"),
    ("%12", True, "12", "0.5"),
])  # fmt: skip
def test_per_cent_cells_hold_0_to_100(text: str, percent: bool, value: str, half: str) -> None:
    reading = read(text, "fr", percent=percent)
    assert (reading.decimal, reading.half_unit) == (Decimal(value), Decimal(half))
    assert reading.percent_sign is ("%" in text)


@pytest.mark.parametrize("space", "\u0020\u00a0\u2007\u2009\u200a\u202f\u3000")
def test_every_space_groups(space: str) -> None:
    assert read(f"1{space}234{space}567,5", "fr").value == 1234567.5


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=80), st.text(FIGURE_LIKE, max_size=24)), st.sampled_from(["fr", "en", "ar-EG", "xx"]))
def test_any_text_is_one_of_four_kinds(text: str, style: str) -> None:
    reading = read(text, style)
    assert reading.kind in ("number", "ambiguous", "blank", "unread")
    assert (reading.kind == "unread") == bool(reading.reason)
    assert (reading.kind == "ambiguous") == (len(reading.readings) == 2)
    assert (reading.kind == "number") == (reading.value is not None)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_strings_are_answered_at_once(text: str) -> None:
    start = time.perf_counter()
    assert read(text, "fr").kind == "unread"
    assert time.perf_counter() - start < 0.05


@pytest.mark.parametrize("style", ["fr", "en", "ar-EG"])
def test_ten_thousand_random_strings_are_answered(style: str) -> None:
    random = Random(20)
    texts = ["".join(random.choices(FIGURE_LIKE, k=random.randint(0, 30))) for _ in range(9_000)]
    texts += ["".join(random.choices("123٤.,،", k=random.randint(4, 7))) for _ in range(1_000)]
    start = time.perf_counter()
    kinds = {read(text, style).kind for text in texts}
    assert kinds == {"number", "blank", "unread", "ambiguous"}
    assert time.perf_counter() - start < 5
