"""Results: a value or a reason, never both; missing is not zero."""

import dataclasses
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from epm_xblocks.planning.rounding import round_half_away
from epm_xblocks.planning.values import (
    PlanningProblem,
    Reason,
    Result,
    Unit,
    checked,
    defined,
    quotient,
    same_length,
    undefined,
    weighted_mean,
)
from tests.planning.golden_epm import golden

COUNTS = st.floats(0, 1e12)


def test_a_result_has_a_value_or_a_reason() -> None:
    with pytest.raises(ValueError, match="either a value or a reason"):
        Result("x", None, Unit.PER_CENT)
    with pytest.raises(ValueError, match="either a value or a reason"):
        Result("x", 1.0, Unit.PER_CENT, undefined=Reason.MISSING_INPUT)


def test_a_result_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        defined("x", 1.0, Unit.PER_CENT).value = 2.0  # type: ignore[misc] — because that is what must fail


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_result_is_finite(value: float) -> None:
    with pytest.raises(PlanningProblem) as refusal:
        defined("gross-enrolment-ratio", value, Unit.PER_CENT)
    assert (refusal.value.code, refusal.value.values) == ("not-finite", {"term": "gross-enrolment-ratio"})


def test_asking_an_undefined_result_for_its_number_says_why() -> None:
    with pytest.raises(PlanningProblem) as refusal:
        undefined("x", Reason.ZERO_DENOMINATOR, Unit.PER_CENT).number  # noqa: B018 — because the property raises
    assert refusal.value.code == "undefined-result"
    assert refusal.value.values == {"term": "x", "reason": "zero-denominator"}


def test_a_fraction_in_per_cent() -> None:
    result = defined("repetition-rate", 0.125, Unit.FRACTION, "s", ("rescaled",)).in_per_cent()
    assert result == Result("repetition-rate", 12.5, Unit.PER_CENT, "s", None, ("rescaled",))
    assert result.in_per_cent() is result
    missing = undefined("repetition-rate", Reason.MISSING_INPUT, Unit.FRACTION).in_per_cent()
    assert (missing.value, missing.undefined, missing.unit) == (None, Reason.MISSING_INPUT, Unit.PER_CENT)


@pytest.mark.parametrize(
    ("figure", "code"),
    [
        (math.nan, "not-finite"),
        (math.inf, "not-finite"),
        (-math.inf, "not-finite"),
        (10**400, "not-finite"),
        (1e101, "not-finite"),
        (-1, "negative-figure"),
        (-1e-300, "negative-figure"),
    ],
)
def test_figures_that_cannot_be_counts(figure: float, code: str) -> None:
    with pytest.raises(PlanningProblem) as refusal:
        checked(figure, "enrolment")
    assert refusal.value.code == code
    assert refusal.value.values["name"] == "enrolment"


def test_missing_stays_missing() -> None:
    assert checked(None, "x") is None
    assert checked(0, "x") == 0.0


@pytest.mark.parametrize(
    ("above", "below", "reason"),
    [
        (1.0, 0.0, Reason.ZERO_DENOMINATOR),
        (0.0, 0.0, Reason.ZERO_DENOMINATOR),
        (1.0, None, Reason.MISSING_DENOMINATOR),
        (None, None, Reason.MISSING_DENOMINATOR),
        (None, 5.0, Reason.MISSING_INPUT),
        (None, 0.0, Reason.MISSING_INPUT),
    ],
)
def test_a_quotient_without_denominator_is_undefined_never_zero(
    above: float | None, below: float | None, reason: Reason
) -> None:
    result = quotient("x", above, below, Unit.PER_CENT)
    assert (result.value, result.undefined) == (None, reason)


def test_a_true_zero_is_a_value() -> None:
    assert quotient("x", 0.0, 5.0, Unit.PER_CENT).value == 0.0


@given(COUNTS, st.floats(1e-3, 1e12))
def test_a_quotient_is_not_rounded(above: float, below: float) -> None:
    assert quotient("x", above, below, Unit.FRACTION).value == above / below


def test_sequences_of_unequal_length() -> None:
    same_length(one=[1, 2], two="ab")
    with pytest.raises(PlanningProblem) as refusal:
        same_length(one=[1, 2], two=[1])
    assert (refusal.value.code, refusal.value.values) == ("lengths-differ", {"lengths": {"one": 2, "two": 1}})


@given(st.lists(st.tuples(st.floats(0, 200), st.floats(1, 1e6)), min_size=1))
def test_a_weighted_mean_lies_between_its_parts(parts: list[tuple[float, float]]) -> None:
    values = [value for value, _weight in parts]
    mean = weighted_mean(values, [weight for _value, weight in parts]).number
    assert min(values) * (1 - 1e-12) <= mean <= max(values) * (1 + 1e-12)


def test_weighted_means_without_weights_or_values() -> None:
    assert weighted_mean([50, None], [1, 0]).value == 50  # a part without weight says nothing
    assert weighted_mean([50, None], [1, 1]).undefined is Reason.MISSING_INPUT
    assert weighted_mean([50, 60], [1, None]).undefined is Reason.MISSING_DENOMINATOR
    assert weighted_mean([50, 60], [0, 0]).undefined is Reason.ZERO_DENOMINATOR
    assert weighted_mean([], []).undefined is Reason.ZERO_DENOMINATOR


def test_g18_printed_means_do_not_follow_and_why() -> None:
    """The source cuts digits off instead of rounding, and one of its two figures has a wrong digit besides."""
    vector = golden("g18")
    given_, printed = vector["inputs"], vector["published"]
    assert vector["expect"] == "does-not-reproduce"
    a = weighted_mean(given_["a"], given_["weights"]).number
    b = weighted_mean(given_["b"], given_["weights"]).number
    assert (a, b) == (pytest.approx(28.1725), pytest.approx(5.7688))
    assert [float(round_half_away(x, 1)) for x in (a, b)] == [28.2, 5.8] != [printed["a"], printed["b"]]
    cut = [math.floor(x * 10) / 10 for x in (a, b)]
    assert cut == [28.1, printed["b"]]
    assert cut[0] - printed["a"] == pytest.approx(1.0)  # 27.1 printed for 28.1
