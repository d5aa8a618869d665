"""Location quotients: published ones, one that its own figures refute, and the weighted mean of 1."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from epm_xblocks.planning.location import (
    dissimilarity_index,
    location_quotient,
    location_quotients,
    representation_index,
)
from epm_xblocks.planning.rounding import round_half_away
from epm_xblocks.planning.values import PlanningProblem, Reason
from tests.planning.golden_epm import golden

AREAS = st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 10**6)), min_size=1, max_size=12).filter(
    lambda areas: any(part for part, _base in areas)
)


def test_g23_published_quotient() -> None:
    data = golden("g23")
    index = representation_index(data["inputs"]["share_i"], data["inputs"]["share_total"])
    assert float(round_half_away(index.number, 3)) == data["published"]["lq"]


def test_g25_the_second_quotient_belongs_to_another_figure() -> None:
    """1.35 printed; 2,220,000 of 3,250,000 gives 1.37. The printed share of 67.7 per cent is that of 2,200,000."""
    data = golden("g25")
    first, second = ([part, base, total, base_total] for part, base, total, base_total in data["inputs"]["a"])
    quotients = [location_quotient(part, base, total, base_total) for part, base, total, base_total in (first, second)]
    assert [float(round_half_away(one.number, 2)) for one in quotients] == [data["published"]["lq"][0], 1.37]
    assert data["published"]["lq"][1] == 1.35
    repaired = location_quotient(2_200_000, *second[1:])
    assert float(round_half_away(repaired.number, 2)) == 1.35


@given(AREAS)
def test_the_weighted_mean_of_the_quotients_is_one(areas: list[tuple[int, int]]) -> None:
    parts, base = [area[0] for area in areas], [area[1] for area in areas]
    quotients = [one.number for one in location_quotients(parts, base)]
    mean = math.fsum(one * count for one, count in zip(quotients, base, strict=True)) / sum(base)
    assert mean == pytest.approx(1)


@given(AREAS, st.integers(1, 1000), st.integers(1, 1000))
def test_quotients_have_no_unit(areas: list[tuple[int, int]], one: int, other: int) -> None:
    parts, base = [area[0] for area in areas], [area[1] for area in areas]
    before = location_quotients(parts, base)
    after = location_quotients([part * one for part in parts], [count * other for count in base])
    assert [q.number for q in after] == pytest.approx([q.number for q in before])


@given(AREAS)
def test_dissimilarity_is_what_must_move(areas: list[tuple[int, int]]) -> None:
    """The same from the quotients: half the base-weighted distance from 1; and from those over-represented alone."""
    parts, base = [area[0] for area in areas], [area[1] for area in areas]
    index = dissimilarity_index(parts, base).number
    quotients = [one.number for one in location_quotients(parts, base)]
    apart = math.fsum(abs(q - 1) * count for q, count in zip(quotients, base, strict=True)) / sum(base) / 2
    above = math.fsum(max(0, q - 1) * count for q, count in zip(quotients, base, strict=True)) / sum(base)
    assert index == pytest.approx(apart, abs=1e-9)
    assert index == pytest.approx(above, abs=1e-9)
    assert -1e-12 <= index <= 1
    assert dissimilarity_index(base, base).number == 0


def test_areas_without_their_figures() -> None:
    assert {q.undefined for q in location_quotients([1, None], [2, 3])} == {Reason.MISSING_INPUT}
    assert location_quotient(1, 0, 2, 5).undefined is Reason.ZERO_DENOMINATOR
    assert location_quotient(1, 5, 0, 5).undefined is Reason.ZERO_DENOMINATOR
    assert location_quotient(1, None, 2, 5).undefined is Reason.MISSING_DENOMINATOR
    assert dissimilarity_index([0, 0], [1, 2]).undefined is Reason.ZERO_DENOMINATOR
    assert dissimilarity_index([None, 0], [1, 2]).undefined is Reason.MISSING_INPUT
    with pytest.raises(PlanningProblem, match="lengths-differ"):
        location_quotients([1], [2, 3])
