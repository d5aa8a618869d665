"""The rules of a school census: what they find, and what they let pass."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from epm_xblocks.planning import emis
from epm_xblocks.planning.flows import SchoolYear
from epm_xblocks.planning.values import PlanningProblem, Reason

A, B, C = ("R1", "2024"), ("R2", "2024"), ("R3", "2024")


def test_completeness() -> None:
    assert emis.completeness_rate(90, 120).number == 75
    assert emis.completeness_rate(130, 120).flags == ("above-100",)
    assert emis.completeness_rate(90, 0).undefined is Reason.ZERO_DENOMINATOR
    assert emis.item_response_rate([1, None, 0, 4]).number == 75  # a zero is an answer
    assert emis.item_response_rate([]).undefined is Reason.ZERO_DENOMINATOR


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=8), st.integers(-50, 50), st.integers(0, 20))
def test_a_total_is_the_sum_of_its_parts_or_found(parts: list[int], slip: int, tolerance: int) -> None:
    total = max(0, sum(parts) + slip)
    found = emis.sum_findings(A, {str(n): part for n, part in enumerate(parts)}, total, tolerance=tolerance)
    assert bool(found) == (abs(total - sum(parts)) > tolerance)
    for one in found:
        assert (one.code, one.values["key"], one.values["sum"], one.values["total"]) == (
            "sum-differs",
            A,
            sum(parts),
            total,
        )


def test_a_missing_part_is_no_wrong_sum() -> None:
    assert emis.sum_findings(A, {"F": 10, "M": None}, 30) == ()
    assert emis.sum_findings(A, {"F": 10, "M": 12}, None) == ()


def test_ranges_and_ratios() -> None:
    ages = {A: 3, B: 25, C: 26, ("R4", "2024"): None, ("R5", "2024"): -6}
    found = emis.range_findings(ages, least=3, most=25, item="age")
    assert [(one.values["key"], one.values["figure"]) for one in found] == [(C, 26), (("R5", "2024"), -6)]
    ratios = emis.ratio_findings(
        {A: 400, B: 400, C: 400}, {A: 10, B: 2, C: 0}, least=5, most=150, item="pupils per teacher"
    )
    assert [(one.code, one.values["record"], one.values["figure"]) for one in ratios] == [
        ("outside-range", "R2 · 2024", 200)
    ]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (100, 120, False),
        (100, 121, True),
        (100, 79, True),
        (0, 0, False),
        (0, 1, True),
        (None, 5, False),
        (5, None, False),
    ],
)
def test_change_from_year_to_year(before: int | None, after: int | None, found: bool) -> None:
    findings = emis.change_findings({A: before, B: 7}, {A: after}, most=0.2, item="pupils")
    assert [one.values["key"] for one in findings] == ([A] if found else [])


def test_two_years_of_a_cycle() -> None:
    """More repeaters than pupils who could repeat, and more promoted than there were."""
    found = emis.cross_year_findings(
        SchoolYear((100, 80), (10, 8), 60), SchoolYear((90, 130), (110, 9)), graduates_timing="same-year"
    )
    codes = {one.code for one in found}
    assert {"repeaters-above-previous-enrolment", "promotion-above-one", "negative-dropout"} <= codes
    clean = emis.cross_year_findings(
        SchoolYear((100, 80), (10, 8), 60), SchoolYear((95, 85), (10, 8)), graduates_timing="same-year"
    )
    assert clean == ()


@given(st.lists(st.sampled_from([A, B, C]), max_size=12))
def test_duplicates(records: list[tuple[str, str]]) -> None:
    found = {one.values["key"]: one.values["count"] for one in emis.duplicate_findings(records)}
    assert found == {record: records.count(record) for record in records if records.count(record) > 1}


def test_unknown_codes() -> None:
    found = emis.unknown_code_findings({A: "R1", B: "R9"}, {"R1", "R2"}, item="region")
    assert [(one.code, one.values["key"], one.values["written"]) for one in found] == [("unknown-code", B, "R9")]


@given(st.integers(1, 10**6))
def test_whipple_of_even_ages_is_100_and_of_round_ages_500(each: int) -> None:
    assert emis.whipple_index(dict.fromkeys(range(100), each)).number == pytest.approx(100)
    round_ages = {age: each if age % 5 == 0 else 0 for age in range(100)}
    assert emis.whipple_index(round_ages).number == pytest.approx(500)
    tens = {age: each if age % 10 == 0 else 0 for age in range(100)}
    assert emis.whipple_index(tens, digits=(0,)).number == pytest.approx(1000)


def test_whipple_without_its_ages() -> None:
    assert emis.whipple_index(dict.fromkeys(range(23, 62), 5)).undefined is Reason.MISSING_INPUT
    assert emis.whipple_index(dict.fromkeys(range(100), 0)).undefined is Reason.ZERO_DENOMINATOR
    assert emis.whipple_index(dict.fromkeys(range(100), 1), last=60).undefined is Reason.MISSING_INPUT


def test_digit_preference() -> None:
    assert emis.digit_preference_index(range(10, 1010)).number == pytest.approx(0)
    assert emis.digit_preference_index(range(10, 1010, 10)).number == pytest.approx(90)
    half = emis.digit_preference_index([*range(10, 110), *range(10, 1010, 10)])
    assert half.number == pytest.approx(45)
    assert emis.digit_preference_index([3, 7, None]).undefined is Reason.ZERO_DENOMINATOR
    rng = random.Random(3)
    assert emis.digit_preference_index(rng.randrange(10, 10**5) for _ in range(5000)).number < 3
    with pytest.raises(PlanningProblem, match="negative-figure"):
        emis.digit_preference_index([-12])


def test_imputations_count_once() -> None:
    line = emis.Imputation(A, "pupils", None, 250, "last year's figure", "school closed")
    again = emis.Imputation(A, "pupils", 250, 260, "mean of neighbours", "corrected")
    other = emis.Imputation(B, "teachers", None, 5, "ratio", "no return")
    assert emis.imputation_rate([line, again, other], 40).number == 5
    assert emis.imputation_rate([line], 0).undefined is Reason.ZERO_DENOMINATOR
