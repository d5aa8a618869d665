"""Flow rates: the examination table by hand, the law p + r + d = 1, and every inconsistency by its code."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from epm_xblocks.planning.flows import SchoolYear, flow_rates, percentage_of_repeaters, summed
from epm_xblocks.planning.rounding import display
from epm_xblocks.planning.values import PlanningProblem, Reason, Unit
from tests.planning.cohorts import grade_counts
from tests.planning.francophone_table import GRADES, YEARS, school_year

# Counts of 98/99 -> 99/00 worked by hand from the table: pupils, new pupils a grade above, repeaters.
BY_HAND = [
    ("CP1", 479, 519 - 112, 48),
    ("CP2", 484, 408 - 80, 112),
    ("CE1", 446, 382 - 48, 80),
    ("CE2", 364, 319 - 64, 48),
    ("CM1", 305, 269 - 49, 64),
]


def test_g31_rates_by_hand() -> None:
    table = flow_rates(school_year("98/99"), school_year("99/00"), graduates_timing="same-year", grades=GRADES)
    for row, (grade, pupils, promoted, repeating) in zip(table.grades, BY_HAND, strict=False):
        assert row.grade == grade
        assert row.promotion.number == promoted / pupils
        assert row.repetition.number == repeating / pupils
        assert row.dropout.number == pytest.approx((pupils - promoted - repeating) / pupils, abs=1e-15)
    assert table.grades[5].promotion.number == 166 / 217
    assert table.grades[5].repetition.number == 49 / 217
    assert all(row.promotion.unit is Unit.FRACTION for row in table.grades)
    assert (table.findings, table.treatment) == ((), "none")


@pytest.mark.parametrize(("timing", "printed"), [("following-year", "-5.5"), ("same-year", "0.9")])
def test_g31_the_timing_of_graduates_decides(timing, printed: str) -> None:
    """Grade 6 of 98/99: d = -5.5 % with the diplomas of the following year, +0.9 % with those of the same year."""
    table = flow_rates(school_year("98/99"), school_year("99/00"), graduates_timing=timing, grades=GRADES)
    assert str(display(table.dropout[5].in_per_cent())) == printed
    assert table.graduates_timing == timing
    assert [finding.code for finding in table.findings] == (["negative-dropout"] if printed < "0" else [])


def test_g31_the_finding_names_grade_and_rates() -> None:
    table = flow_rates(school_year("98/99"), school_year("99/00"), graduates_timing="following-year", grades=GRADES)
    (finding,) = table.findings
    assert finding.values["grade"] == "CM2"
    assert finding.values["promotion"] == 180 / 217
    assert finding.values["repetition"] == 49 / 217
    assert finding.values["dropout"] == pytest.approx(-12 / 217)


def test_g31_all_eight_year_pairs() -> None:
    """The same-year timing never contradicts itself on grade 6; the following-year timing does, and is found."""
    wrong = {"same-year": [], "following-year": []}
    for timing, found in wrong.items():
        for one, two in pairwise(YEARS):
            table = flow_rates(school_year(one), school_year(two), graduates_timing=timing, grades=GRADES)
            found += [(one, f.values["grade"]) for f in table.findings if f.code == "negative-dropout"]
    by_hand = []
    for one, two in pairwise(YEARS):
        pupils, following = school_year(one).enrolment[5], school_year(two)
        if following.graduates + following.repeaters[5] > pupils:
            by_hand.append((one, "CM2"))
    assert [found for found in wrong["following-year"] if found[1] == "CM2"] == by_hand
    assert ("98/99", "CM2") in by_hand
    assert [found for found in wrong["same-year"] if found[1] == "CM2"] == []


def test_the_percentage_of_repeaters_is_not_the_repetition_rate() -> None:
    """CP2 of 98/99: 92 of 484 pupils repeat (19.0 %); 112 of them repeat next year (23.1 %)."""
    year, following = school_year("98/99"), school_year("99/00")
    share = percentage_of_repeaters(year.repeaters[1], year.enrolment[1])
    rate = flow_rates(year, following, graduates_timing="same-year").repetition[1].in_per_cent()
    assert [str(display(figure)) for figure in (share, rate)] == ["19.0", "23.1"]
    assert percentage_of_repeaters(5, 0).undefined is Reason.ZERO_DENOMINATOR


@st.composite
def consistent_years(draw: st.DrawFn) -> tuple[SchoolYear, SchoolYear, list[tuple[int, int, int]]]:
    """Two years in which nobody is counted twice, and the counts of each grade they were made from."""
    grades = draw(st.lists(grade_counts(), min_size=1, max_size=8))
    entrants = draw(st.integers(0, 100_000))
    new = [entrants, *(promoted for _pupils, promoted, _r in grades[:-1])]
    repeating = [r for _pupils, _promoted, r in grades]
    year = SchoolYear(tuple(pupils for pupils, _p, _r in grades), (0,) * len(grades), grades[-1][1])
    following = SchoolYear(tuple(n + r for n, r in zip(new, repeating, strict=True)), tuple(repeating))
    return year, following, grades


@given(consistent_years())
def test_p_r_and_d_add_up_to_one_and_follow_the_counts(made) -> None:
    year, following, grades = made
    table = flow_rates(year, following, graduates_timing="same-year")
    assert table.findings == ()
    for row, (pupils, promoted, repeating) in zip(table.grades, grades, strict=True):
        p, r, d = row.promotion.number, row.repetition.number, row.dropout.number
        assert p + r + d == pytest.approx(1, abs=1e-12)
        assert (p, r) == (promoted / pupils, repeating / pupils)
        assert -1e-12 <= d <= 1


@given(consistent_years(), st.integers(1, 1000))
def test_pupils_too_many_are_always_found(made, too_many: int) -> None:
    year, following, grades = made
    pupils, _promoted, repeating = grades[-1]
    wrong = replace(year, graduates=pupils - repeating + too_many)
    codes = {
        finding.code
        for finding in flow_rates(wrong, following, graduates_timing="same-year").findings
        if finding.values["grade"] == str(len(grades))
    }
    assert "negative-dropout" in codes


@pytest.mark.parametrize(
    ("year", "following", "codes"),
    [
        (SchoolYear((100, 90), (5, 95), 60), SchoolYear((100, 90), (5, 5)), [("repeaters-above-enrolment", "2")]),
        (
            SchoolYear((100, 90), (5, 5), 60),
            SchoolYear((100, 80), (5, 85)),
            [("next-repeaters-above-next-enrolment", "2"), ("negative-promotion", "1"), ("negative-dropout", "2")],
        ),
        (
            SchoolYear((100, 90), (5, 5), 60),
            SchoolYear((200, 90), (120, 5)),
            [("repeaters-above-previous-enrolment", "1"), ("negative-dropout", "1")],
        ),
        (
            SchoolYear((100, 90), (5, 5), 60),
            SchoolYear((100, 130), (0, 5)),
            [("promotion-above-one", "1"), ("negative-dropout", "1")],
        ),
    ],
)
def test_inconsistencies_by_code_and_grade(year: SchoolYear, following: SchoolYear, codes) -> None:
    table = flow_rates(year, following, graduates_timing="same-year")
    assert [(finding.code, finding.values["grade"]) for finding in table.findings] == codes


def test_missing_figures_make_undefined_rates() -> None:
    year = SchoolYear((100, None, 0, 80), (5, 5, 0, 5), None)
    following = SchoolYear((100, 90, 80, 80), (5, 5, None, 5))
    one, two, three, four = flow_rates(year, following, graduates_timing="same-year").grades
    assert (one.promotion.number, one.dropout.undefined) == (0.85, None)
    assert (two.promotion.undefined, two.dropout.undefined) == (Reason.MISSING_DENOMINATOR, Reason.MISSING_DENOMINATOR)
    assert (three.promotion.undefined, three.repetition.undefined) == (Reason.ZERO_DENOMINATOR, Reason.MISSING_INPUT)
    assert (four.promotion.undefined, four.repetition.value) == (Reason.MISSING_INPUT, 5 / 80)
    assert four.dropout.undefined is Reason.MISSING_INPUT


def test_figures_that_cannot_be_school_years() -> None:
    for code, figures in {
        "lengths-differ": ((1, 2), (1,)),
        "no-grades": ((), ()),
        "negative-figure": ((1, -2), (0, 0)),
        "not-finite": ((1, float("nan")), (0, 0)),
    }.items():
        with pytest.raises(PlanningProblem, match=code):
            SchoolYear(*figures)
    with pytest.raises(PlanningProblem, match="negative-figure"):
        SchoolYear((1,), (0,), -1)
    with pytest.raises(PlanningProblem, match="lengths-differ"):
        flow_rates(SchoolYear((1,), (0,)), SchoolYear((1, 2), (0, 0)), graduates_timing="same-year")
    with pytest.raises(PlanningProblem, match="lengths-differ"):
        flow_rates(SchoolYear((1,), (0,)), SchoolYear((1,), (0,)), graduates_timing="same-year", grades=["a", "b"])


def test_sums_of_school_years() -> None:
    total = summed([SchoolYear((1, 2), (0, None), 5), SchoolYear((10, 20), (3, 4), 6)])
    assert total == SchoolYear((11, 22), (3, None), 11)
    with pytest.raises(PlanningProblem, match="no-school-years"):
        summed([])
    with pytest.raises(PlanningProblem, match="lengths-differ"):
        summed([SchoolYear((1,), (0,)), SchoolYear((1, 2), (0, 0))])
