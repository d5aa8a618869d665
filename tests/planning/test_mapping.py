"""School mapping: coverage and the choice of sites against brute force, and the ways to count a child twice."""

import math
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from epm_xblocks.planning import mapping as m
from epm_xblocks.planning.values import PlanningProblem, Reason

SITES = 4
DISTRICTS = st.lists(
    st.tuples(st.lists(st.one_of(st.none(), st.integers(0, 90)), min_size=SITES, max_size=SITES), st.integers(0, 500)),
    min_size=1,
    max_size=7,
)
LIMIT = 30
HAND = [[10, 40, None, 25], [35, 5, 50, 25], [None, 30, 60, 80], [80, 31, 20, 26]]
CHILDREN = [100, 60, 40, 200]


def near(row: list[int | None], sites: tuple[int, ...], limit: float = LIMIT) -> bool:
    return any(row[site] is not None and row[site] <= limit for site in sites)


@given(DISTRICTS, st.sets(st.integers(0, SITES - 1)))
def test_coverage_is_the_union_of_the_catchments(
    district: list[tuple[list[int | None], int]], chosen: set[int]
) -> None:
    travel, children = [row for row, _count in district], [count for _row, count in district]
    sites = tuple(sorted(chosen))
    found = m.catchments(travel, children, limit=LIMIT, open_sites=sites)
    covered = sum(count for row, count in district if near(row, sites))
    if sum(children):
        assert found.coverage.number == pytest.approx(covered / sum(children) * 100)
    else:
        assert found.coverage.undefined is Reason.ZERO_DENOMINATOR
    assert math.fsum(found.pupils) == covered  # no child goes to two schools
    for (row, _count), school in zip(district, found.school, strict=True):
        assert (school is not None) == near(row, sites)
        if school is not None:
            assert row[school] == min(row[site] for site in sites if row[site] is not None)
    assert all(pupils == 0 for site, pupils in enumerate(found.pupils) if site not in chosen)


@given(DISTRICTS, st.sets(st.integers(0, SITES - 1), max_size=1), st.integers(0, SITES))
def test_best_sites_against_every_subset(
    district: list[tuple[list[int | None], int]], existing: set[int], number: int
) -> None:
    travel, children = [row for row, _count in district], [count for _row, count in district]
    old = tuple(sorted(existing))
    free = [site for site in range(SITES) if site not in existing]
    found = m.best_sites(travel, children, limit=LIMIT, existing=old, candidates=free, number=number)
    reached = {}
    for switches in product((False, True), repeat=len(free)):
        chosen = tuple(site for site, on in zip(free, switches, strict=True) if on)
        if len(chosen) == number:
            reached[chosen] = sum(count for row, count in district if near(row, old + chosen))
    most = max(reached.values(), default=None)
    assert set(found) == {chosen for chosen, count in reached.items() if count == most}


@given(DISTRICTS, st.sets(st.integers(0, SITES - 1)), st.integers(0, SITES - 1))
def test_one_more_school_never_covers_fewer(
    district: list[tuple[list[int | None], int]], chosen: set[int], more: int
) -> None:
    travel, children = [row for row, _count in district], [count for _row, count in district]
    before, after = (
        math.fsum(m.catchments(travel, children, limit=LIMIT, open_sites=sorted(sites)).pupils)
        for sites in (chosen, chosen | {more})
    )
    assert after >= before


def test_by_hand() -> None:
    found = m.catchments(HAND, CHILDREN, limit=LIMIT, open_sites=[0, 1])
    assert found.school == (0, 1, 1, None)
    assert found.pupils == (100, 100, 0, 0)
    assert found.coverage.number == 50
    assert found.mean_travel.number == pytest.approx((100 * 10 + 60 * 5 + 40 * 30) / 200)
    assert m.best_sites(HAND, CHILDREN, limit=LIMIT, existing=[0, 1], candidates=[2, 3], number=1) == ((2,), (3,))
    shut = m.catchments(HAND, CHILDREN, limit=LIMIT, open_sites=[])
    assert (shut.coverage.value, shut.mean_travel.undefined) == (0, Reason.ZERO_DENOMINATOR)


def test_the_norm_itself_is_near_enough_and_a_minute_more_is_not() -> None:
    assert m.catchments([[30]], [10], limit=30, open_sites=[0]).coverage.number == 100
    assert m.catchments([[31]], [10], limit=30, open_sites=[0]).coverage.number == 0


def test_counting_catchments_one_by_one_counts_children_twice() -> None:
    """Villages 0 and 1 lie near two schools each."""
    alone = [m.catchments(HAND, CHILDREN, limit=LIMIT, open_sites=[site]).coverage.number for site in (0, 1, 3)]
    together = m.catchments(HAND, CHILDREN, limit=LIMIT, open_sites=[0, 1, 3]).coverage.number
    assert together == 100 < sum(alone)


@given(DISTRICTS, st.sets(st.integers(0, SITES - 1)), st.lists(st.integers(1, 95), max_size=4, unique=True))
def test_bands_hold_every_child_once(
    district: list[tuple[list[int | None], int]], chosen: set[int], limits: list[int]
) -> None:
    travel, children = [row for row, _count in district], [count for _row, count in district]
    limits, sites = sorted(limits), sorted(chosen)
    bands = m.people_by_band(travel, children, limits=limits, open_sites=sites)
    assert len(bands) == len(limits) + 1
    assert math.fsum(bands) == sum(children)
    for number, limit in enumerate(limits, 1):
        within = m.catchments(travel, children, limit=limit, open_sites=sites)
        assert math.fsum(bands[:number]) == math.fsum(within.pupils)


def test_a_band_ends_with_its_limit() -> None:
    assert m.people_by_band([[15], [16], [30], [None]], [1, 2, 4, 8], limits=[15, 30], open_sites=[0]) == (1, 6, 8)


def test_norms() -> None:
    threshold = m.catchment_threshold(120, share_of_school_age=0.16, enrolment_ratio=0.75)
    assert threshold.number == pytest.approx(1000)
    assert m.catchment_threshold(120, share_of_school_age=0, enrolment_ratio=1).undefined is Reason.ZERO_DENOMINATOR
    with pytest.raises(PlanningProblem, match="not-a-fraction"):
        m.catchment_threshold(120, share_of_school_age=16, enrolment_ratio=1)
    assert m.smallest_viable_school(6, 20).number == 120
    assert m.smallest_viable_school(6, 20, grades_per_group=2).number == 60
    assert m.smallest_viable_school(5, 20, grades_per_group=2).number == 60
    assert m.smallest_viable_school(6, None).undefined is Reason.MISSING_INPUT
    with pytest.raises(PlanningProblem, match="no-grades"):
        m.smallest_viable_school(0, 20)


def test_sizes() -> None:
    plan = m.catchments(HAND, CHILDREN, limit=LIMIT, open_sites=[0, 1, 3])
    assert plan.pupils == (100, 100, 0, 200)
    found = m.size_findings(plan, open_sites=[0, 1, 3], minimum=100, maximum=199)
    assert [(one.code, one.values["site"]) for one in found] == [("school-too-large", 3)]
    assert m.size_findings(plan, open_sites=[0], minimum=101)[0].code == "school-too-small"


def test_a_new_school_where_seats_are_free() -> None:
    """Site 0 is nearer to village 0 than site 3, which has its seats; village 3 has no other school."""
    ask = {"limit": LIMIT, "existing": [1, 3], "proposed": [0]}
    before = m.catchments(HAND, CHILDREN, limit=LIMIT, open_sites=[1, 3])
    assert before.pupils == (0, 100, 0, 300)
    (found,) = m.new_school_findings(HAND, CHILDREN, seats=[0, 100, 0, 350], **ask)
    assert (found.code, found.values) == ("seats-nearby", {"site": 0, "pupils": 100, "seats": 50})
    assert m.new_school_findings(HAND, CHILDREN, seats=[0, 100, 0, 250], **ask) == ()  # it relieves a full school
    one_is_full = m.new_school_findings(
        [[5, 10, 90], [5, 90, 10]], [100, 100], limit=LIMIT, existing=[1, 2], proposed=[0], seats=[0, 500, 90]
    )
    assert one_is_full == ()
    reaches = {"limit": LIMIT, "existing": [0, 1], "proposed": [2]}
    assert m.new_school_findings(HAND, CHILDREN, seats=[500] * 4, **reaches) == ()  # nobody was near village 3


def test_costs_of_sites() -> None:
    assert m.site_cost([0, 2], [10, None, 30]).number == 40
    assert m.site_cost([], [10]).number == 0
    assert m.site_cost([1], [10, None]).undefined is Reason.MISSING_INPUT
    with pytest.raises(PlanningProblem, match="unknown-site"):
        m.site_cost([3], [10])


def test_maps_that_do_not_do() -> None:
    with pytest.raises(PlanningProblem, match="unknown-site"):
        m.catchments(HAND, CHILDREN, limit=LIMIT, open_sites=[4])
    with pytest.raises(PlanningProblem, match="unknown-site"):
        m.people_by_band(HAND, CHILDREN, limits=[10], open_sites=[-1])
    with pytest.raises(PlanningProblem, match="lengths-differ"):
        m.catchments([[1, 2], [1]], [5, 5], limit=LIMIT, open_sites=[0])
    with pytest.raises(PlanningProblem, match="lengths-differ"):
        m.catchments(HAND, [1], limit=LIMIT, open_sites=[0])
    with pytest.raises(PlanningProblem, match="missing-figure"):
        m.catchments([[1]], [None], limit=LIMIT, open_sites=[0])
    with pytest.raises(PlanningProblem, match="limits-not-ascending"):
        m.people_by_band(HAND, CHILDREN, limits=[20, 20], open_sites=[0])
    with pytest.raises(PlanningProblem, match="too-many-plans"):
        m.best_sites([[1] * 40], [5], limit=LIMIT, existing=[], candidates=range(40), number=20)
    assert m.best_sites(HAND, CHILDREN, limit=LIMIT, existing=[], candidates=[0], number=2) == ()
