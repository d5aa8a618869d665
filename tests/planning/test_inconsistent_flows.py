"""The four declared answers to inconsistent data: none is silent, each keeps what it must keep."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from epm_xblocks.planning.flows import SchoolYear, flow_rates, summed
from epm_xblocks.planning.inconsistent_flows import on_common_schools, report_and_stop, rescale, smooth
from epm_xblocks.planning.values import PlanningProblem, Reason
from tests.planning.francophone_table import GRADES, YEARS, school_year

BAD = flow_rates(school_year("98/99"), school_year("99/00"), graduates_timing="following-year", grades=GRADES)


def test_report_and_stop_leaves_no_rate_where_the_data_are_wrong() -> None:
    table = report_and_stop(BAD)
    assert (table.treatment, table.findings) == ("report-and-stop", BAD.findings)
    assert table.grades[:5] == BAD.grades[:5]
    for rate in (table.promotion[5], table.repetition[5], table.dropout[5]):
        assert (rate.value, rate.undefined) == (None, Reason.INCONSISTENT_DATA)


def test_report_and_stop_keeps_sound_rates() -> None:
    sound = flow_rates(school_year("98/99"), school_year("99/00"), graduates_timing="same-year")
    assert report_and_stop(sound).grades == sound.grades


def test_rescaling_by_hand() -> None:
    """CM2: 180 and 49 of 217 become 180 and 49 of 229."""
    table = rescale(BAD)
    assert (table.treatment, table.findings) == ("rescale", BAD.findings)
    assert table.grades[:5] == BAD.grades[:5]
    assert table.promotion[5].number == pytest.approx(180 / 229)
    assert table.repetition[5].number == pytest.approx(49 / 229)
    assert (table.dropout[5].value, table.dropout[5].flags) == (0.0, ("rescaled",))


@given(st.integers(1, 1000), st.integers(0, 2000), st.integers(0, 1000))
def test_rescaled_rates_add_up_and_keep_their_proportion(pupils: int, promoted: int, repeating: int) -> None:
    year, following = SchoolYear((pupils,), (0,), promoted), SchoolYear((repeating,), (repeating,))
    raw = flow_rates(year, following, graduates_timing="same-year")
    (row,) = rescale(raw).grades
    p, r, d = row.promotion.number, row.repetition.number, row.dropout.number
    assert p + r + d == pytest.approx(1)
    assert d >= 0
    assert p * repeating == pytest.approx(r * promoted)
    if promoted + repeating <= pupils:
        assert row.promotion == raw.promotion[0]


def test_a_negative_promotion_cannot_be_rescaled() -> None:
    year, following = SchoolYear((100, 90), (5, 5), 60), SchoolYear((100, 80), (5, 85))
    table = rescale(flow_rates(year, following, graduates_timing="same-year"))
    assert table.promotion[0].undefined is Reason.INCONSISTENT_DATA
    assert table.dropout[1].value == 0.0


# School C answers only in the second year: on all schools grade 1 promotes more pupils than it had.
FIRST = {"A": SchoolYear((100, 80), (10, 8), 60), "B": SchoolYear((50, 40), (5, 4), 30)}
SECOND = {
    "A": SchoolYear((100, 88), (12, 6), 62),
    "B": SchoolYear((52, 43), (6, 3), 31),
    "C": SchoolYear((90, 70), (9, 7), 50),
}


def test_common_schools_by_hand() -> None:
    """On A and B: p1 = (88 + 43 - 6 - 3) / 150 = 122 / 150, r1 = 18 / 150, p2 = 90 / 120, r2 = 9 / 120."""
    common = on_common_schools(FIRST, SECOND, graduates_timing="same-year")
    assert common.kept == ("A", "B")
    assert (common.table.treatment, common.table.findings) == ("common-schools", ())
    assert [rate.number for rate in common.table.promotion] == [122 / 150, 90 / 120]
    assert [rate.number for rate in common.table.repetition] == [18 / 150, 9 / 120]
    assert common.enrolment_share.number == pytest.approx(100)


def test_on_all_schools_the_same_data_are_absurd() -> None:
    table = flow_rates(summed([*FIRST.values()]), summed([*SECOND.values()]), graduates_timing="same-year")
    assert "negative-dropout" in {finding.code for finding in table.findings}


def test_what_the_common_schools_leave_out_is_said() -> None:
    common = on_common_schools(SECOND, FIRST, graduates_timing="same-year")
    assert common.enrolment_share.number == pytest.approx((100 + 88 + 52 + 43) / (283 + 160) * 100)
    with pytest.raises(PlanningProblem, match="no-common-schools"):
        on_common_schools({"A": FIRST["A"]}, {"C": SECOND["C"]}, graduates_timing="same-year")


def test_the_share_of_common_schools_undefined() -> None:
    unknown = {"A": SchoolYear((None,), (None,))}
    empty = {"A": SchoolYear((0,), (0,))}
    share = on_common_schools(unknown, unknown, graduates_timing="same-year").enrolment_share
    assert share.undefined is Reason.MISSING_INPUT
    share = on_common_schools(empty, empty, graduates_timing="same-year").enrolment_share
    assert share.undefined is Reason.ZERO_DENOMINATOR


def test_smoothing_by_hand() -> None:
    """97/98 to 99/00, CM2: pooled (133 + 166) / (188 + 217); the simple mean of the two rates is another figure."""
    years = [school_year(label) for label in YEARS[:3]]
    pooled = smooth(years, graduates_timing="same-year", grades=GRADES)
    simple = smooth(years, graduates_timing="same-year", mean="simple", grades=GRADES)
    assert (pooled.treatment, simple.treatment) == ("smooth", "smooth")
    assert pooled.promotion[5].number == pytest.approx((133 + 166) / (188 + 217))
    assert simple.promotion[5].number == pytest.approx((133 / 188 + 166 / 217) / 2)
    assert pooled.repetition[0].number == pytest.approx((52 + 48) / (472 + 479))
    assert simple.repetition[0].number == pytest.approx((52 / 472 + 48 / 479) / 2)
    for row in (*pooled.grades, *simple.grades):
        assert row.promotion.number + row.repetition.number + row.dropout.number == pytest.approx(1)


@pytest.mark.parametrize("mean", ["pooled", "simple"])
def test_smoothing_says_when_it_was_not_enough(mean) -> None:
    """Grade 6 with the diplomas of the following year stays negative over 97/98 to 99/00."""
    years = [school_year(label) for label in YEARS[:3]]
    table = smooth(years, graduates_timing="following-year", mean=mean, grades=GRADES)
    assert [(finding.code, finding.values["grade"]) for finding in table.findings] == [("negative-dropout", "CM2")]


def test_smoothing_with_a_missing_year_is_undefined() -> None:
    years = [SchoolYear((100,), (5,), 80), SchoolYear((100,), (None,), 80), SchoolYear((100,), (5,), 80)]
    for mean in ("pooled", "simple"):
        table = smooth(years, graduates_timing="same-year", mean=mean)
        assert table.repetition[0].undefined is Reason.MISSING_INPUT
        assert table.dropout[0].undefined is Reason.MISSING_INPUT


def test_two_years_cannot_be_smoothed() -> None:
    with pytest.raises(PlanningProblem) as refusal:
        smooth([school_year("97/98"), school_year("98/99")], graduates_timing="same-year")
    assert (refusal.value.code, refusal.value.values) == ("too-few-years", {"years": 2, "needed": 3})
