"""Tolerances: what authors write, and where the bounds lie."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from epm_xblocks.grading.tolerance import LAST_DIGIT, Tolerance, ToleranceProblem, parse_tolerance


@pytest.mark.parametrize(
    ("text", "kind", "size", "again"),
    [
        ("", "last-digit", 0.5, "last-digit"),
        ("last-digit", "last-digit", 0.5, "last-digit"),
        ("2 last-digits", "last-digit", 2.0, "2 last-digits"),
        ("1 last-digit", "last-digit", 1.0, "1 last-digits"),
        ("0.05", "absolute", 0.05, "0.05"),
        (".5", "absolute", 0.5, "0.5"),
        ("3", "absolute", 3.0, "3"),
        ("1%", "relative", 0.01, "1%"),
        ("0.1 %", "relative", 0.001, "0.1%"),
        ("0", "absolute", 0.0, "0"),
    ],
)
def test_reads_what_authors_write(text, kind, size, again):
    read = parse_tolerance(text)
    assert (read.kind, read.size) == (kind, size)
    assert str(read) == again
    assert parse_tolerance(again) == read


@pytest.mark.parametrize(
    "text", ["-1", "1,5", "five", "1e3", "last digit", "%", "1 %%", "٣", "9" * 40, "0.05 %x", "nan"]
)
def test_refuses_everything_else(text):
    with pytest.raises(ToleranceProblem) as caught:
        parse_tolerance(text)
    assert caught.value.code == "tolerance-unread"
    assert caught.value.values["read"] == text


@pytest.mark.parametrize(
    ("tolerance", "right", "decimals", "inside", "outside"),
    [
        (LAST_DIGIT, 87.25, 1, (87.2, 87.3, 87.25), (87.19, 87.31)),
        (LAST_DIGIT, 0.15, 1, (0.1, 0.2), (0.09, 0.21)),
        (LAST_DIGIT, 1036.49, 0, (1036.0, 1036.99), (1035.98, 1037.0)),
        (LAST_DIGIT, 743630.0, -3, (744000.0, 743130.0, 744130.0), (743129.0, 744131.0)),
        (Tolerance("absolute", 0.05), 0.3, None, (0.25, 0.35), (0.2499, 0.3501)),
        (Tolerance("relative", 0.01), -200.0, 0, (-198.0, -202.0), (-197.9, -202.1)),
        (Tolerance("last-digit", 2.0), 5.0, 1, (4.8, 5.2), (4.79, 5.21)),
        (Tolerance("absolute", 0.0), 0.1 + 0.2, None, (0.3,), (0.30001,)),
    ],
)
def test_bounds_are_inside_and_nothing_beyond(tolerance, right, decimals, inside, outside):
    assert all(tolerance.accepts(value, right, decimals) for value in inside)
    assert not any(tolerance.accepts(value, right, decimals) for value in outside)


@given(st.integers(-(10**9), 10**9), st.integers(0, 4))
def test_the_rounded_figure_is_always_accepted_and_its_neighbour_never(scaled, decimals):
    """Half a unit of the last decimal: exactly what rounding to it can change."""
    typed = scaled / 10**decimals
    for offset in (-0.5, -0.4999, 0.0, 0.4999, 0.5):
        right = (scaled + offset) / 10**decimals
        assert LAST_DIGIT.accepts(typed, right, decimals)
    assert not LAST_DIGIT.accepts(typed, (scaled + 0.501) / 10**decimals, decimals)


def test_an_allowance_widens_it():
    assert not LAST_DIGIT.accepts(2.7, 2.6, 1)
    assert LAST_DIGIT.accepts(2.7, 2.6, 1, allowance=0.05)


def test_without_decimals_the_last_digit_has_no_width():
    assert LAST_DIGIT.width(12.3, None) == 0.0
