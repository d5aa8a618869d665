"""Access and participation: published figures, bounds that hold, and mistakes that must give another figure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from epm_xblocks.planning import indicators as ind
from epm_xblocks.planning.rounding import display
from epm_xblocks.planning.values import PlanningProblem, Reason, Result, Unit, weighted_mean
from tests.planning.golden_epm import golden

COUNTS = st.integers(0, 10**7)


@pytest.mark.parametrize("vector", ["g01", "g02"])
def test_published_gross_enrolment_ratios(vector: str) -> None:
    data = golden(vector)
    ratio = ind.gross_enrolment_ratio(data["inputs"]["enrolment"], data["inputs"]["population"])
    assert display(ratio, 0) == data["published"]["ger_pct"]
    assert ratio.unit is Unit.PER_CENT
    assert ratio.flags == ()  # 125 per cent is a valid gross ratio


OOS = golden("g10")
OOS_ROWS = list(zip(OOS["inputs"]["rows"], OOS["published"]["number"], OOS["published"]["rate_pct"], strict=True))


@pytest.mark.parametrize(("row", "number", "rate"), OOS_ROWS, ids=[f"{row[0]}{row[1]}" for row, _n, _r in OOS_ROWS])
def test_g10_out_of_school_totals_follow_from_the_sexes(row: list[float], number: float, rate: float) -> None:
    girls, boys, girls_rate, boys_rate = row[2:]
    assert ind.out_of_school_number_of_both_sexes(girls, boys).number == pytest.approx(number, abs=1.01)
    people = [ind.implied_population(n, r).number for n, r in ((girls, girls_rate), (boys, boys_rate))]
    total = ind.out_of_school_rate_of_both_sexes(girls, people[0], boys, people[1])
    assert total.number == pytest.approx(rate, abs=0.01)
    assert weighted_mean([girls_rate, boys_rate], people).number == pytest.approx(total.number, rel=1e-12)


def test_g10_the_simple_mean_of_the_two_rates_is_another_figure() -> None:
    gaps = [abs((row[4] + row[5]) / 2 - rate) for row, _number, rate in OOS_ROWS]
    assert sum(gap > 0.02 for gap in gaps) >= 15  # beyond the tolerance that every weighted total keeps


GIVEN33 = golden("g33")["inputs"]


@pytest.mark.parametrize("at", range(4), ids=GIVEN33["levels"])
def test_g33_published_rates_keep_their_order(at: int) -> None:
    assert ind.participation_findings(GIVEN33["GER"][at], GIVEN33["NER"][at], GIVEN33["ANER"][at]) == ()


def test_rates_out_of_order_are_found() -> None:
    found = ind.participation_findings(80, 90, 85)
    assert [finding.code for finding in found] == ["net-above-gross", "net-above-adjusted"]
    assert found[0].values == {"smaller": 90.0, "larger": 80.0}
    assert [f.code for f in ind.participation_findings(120, 90, 101)] == ["adjusted-above-100"]
    assert ind.participation_findings(None, 90, None) == ()


# A worked table: population of entry age 1,250, 1,400 pupils in grade 1 of whom 150 repeat, and so on.
WORKED = [
    (ind.gross_intake_ratio(ind.new_entrants(1400, 150), 1250), "gross-intake-ratio", 100.0),
    (ind.gross_intake_ratio(1250, 1000), "gross-intake-ratio", 125.0),
    (
        ind.gross_intake_ratio(1250, 1000, backlog="excluded", backlog_entrants=300),
        "gross-intake-ratio",
        95.0,
    ),
    (ind.net_intake_rate(900, 1250), "net-intake-rate", 72.0),
    (ind.net_enrolment_rate(6300, 7000), "net-enrolment-rate", 90.0),
    (ind.adjusted_net_enrolment_rate(6300, 350, 7000), "adjusted-net-enrolment-rate", 95.0),
    (ind.age_specific_enrolment_rate(455, 500), "age-specific-enrolment-rate", 91.0),
    (ind.gross_intake_ratio_to_last_grade(600, 960), "gross-intake-ratio-to-last-grade", 62.5),
    (ind.expected_intake_ratio_to_last_grade(110, 60), "expected-gross-intake-ratio-to-last-grade", 66.0),
    (ind.out_of_school_rate(7000, 6650), "out-of-school-rate", 5.0),
    (ind.transition_rate(450, 600), "transition-rate", 75.0),
    (ind.effective_transition_rate(450, 600, 100), "effective-transition-rate", 90.0),
]


@pytest.mark.parametrize(("result", "term", "value"), WORKED, ids=[f"{t}-{v}" for _r, t, v in WORKED])
def test_worked_values(result: Result, term: str, value: float) -> None:
    assert (result.term, result.unit, result.undefined) == (term, Unit.PER_CENT, None)
    assert result.number == pytest.approx(value, rel=1e-14)
    assert result.source


def test_g31_transition_to_the_sixth_form_leaves_its_repeaters_out() -> None:
    """98/99: 37.3 per cent; with the repeaters of 6e left in it would be 42.9."""
    data = golden("g31")["inputs"]
    entrants = ind.new_entrants(data["E"]["99/00"][7], data["R"]["99/00"][7])
    rate = ind.transition_rate(entrants, data["E"]["98/99"][5])
    assert str(display(rate)) == "37.3"
    assert str(display(ind.transition_rate(data["E"]["99/00"][7], data["E"]["98/99"][5]))) == "42.9"


def test_numbers_of_children_out_of_school() -> None:
    number = ind.out_of_school_number(7000, 6650)
    assert (number.value, number.unit) == (350.0, Unit.CHILDREN)
    assert ind.out_of_school_number(None, 1).undefined is Reason.MISSING_INPUT
    assert ind.out_of_school_number_of_both_sexes(1, None).undefined is Reason.MISSING_INPUT


TWO_ARGUMENTS = [
    ind.gross_intake_ratio,
    ind.net_intake_rate,
    ind.gross_enrolment_ratio,
    ind.net_enrolment_rate,
    ind.age_specific_enrolment_rate,
    ind.gross_intake_ratio_to_last_grade,
    ind.transition_rate,
    lambda a, b: ind.adjusted_net_enrolment_rate(a, 0, b),
    lambda a, b: ind.effective_transition_rate(a, b, 0),
    lambda a, b: ind.out_of_school_rate(b, a),
    lambda a, b: ind.out_of_school_rate_of_both_sexes(a, b, 0, 0),
    lambda a, b: ind.schooling_profile([a], [b])[0],
]


@pytest.mark.parametrize("rate", TWO_ARGUMENTS)
def test_without_denominator_undefined_with_a_reason_never_zero(rate) -> None:
    for above in (0, 5):
        assert (rate(above, 0).value, rate(above, 0).undefined) == (None, Reason.ZERO_DENOMINATOR)
        assert (rate(above, None).value, rate(above, None).undefined) == (None, Reason.MISSING_DENOMINATOR)
    assert rate(None, 5).undefined is Reason.MISSING_INPUT


@pytest.mark.parametrize("rate", TWO_ARGUMENTS)
def test_negative_figures_are_refused(rate) -> None:
    for above, below in ((-1, 5), (1, -5)):
        with pytest.raises(PlanningProblem, match="negative-figure"):
            rate(above, below)


@pytest.mark.parametrize(
    "rate",
    [
        ind.net_intake_rate(1100, 1000),
        ind.net_enrolment_rate(1100, 1000),
        ind.adjusted_net_enrolment_rate(1000, 100, 1000),
        ind.age_specific_enrolment_rate(1100, 1000),
        ind.transition_rate(1100, 1000),
    ],
    ids=lambda rate: rate.term,
)
def test_a_net_rate_above_100_stands_and_is_flagged(rate: Result) -> None:
    assert rate.number == pytest.approx(110)
    assert rate.flags == ("above-100",)


def test_exactly_100_is_not_flagged() -> None:
    assert ind.net_enrolment_rate(1000, 1000).flags == ()


def test_more_pupils_than_children_is_not_hidden() -> None:
    assert (ind.out_of_school_number(1000, 1010).value, ind.out_of_school_number(1000, 1010).flags) == (
        -10.0,
        ("below-0",),
    )
    assert ind.out_of_school_rate(1000, 1010).flags == ("below-0",)


def test_new_entrants() -> None:
    assert ind.new_entrants(479, 52) == 427
    assert ind.new_entrants(479, None) is None
    assert ind.new_entrants(None, 52) is None
    with pytest.raises(PlanningProblem) as refusal:
        ind.new_entrants(50, 52)
    assert refusal.value.code == "repeaters-above-enrolment"
    assert refusal.value.values == {"enrolment": 50.0, "repeaters": 52.0}


def test_backlog_excluded_needs_the_backlog() -> None:
    assert ind.gross_intake_ratio(1250, 1000, backlog="excluded").undefined is Reason.MISSING_INPUT


def test_the_profile_starts_at_the_intake_ratio_and_ends_at_the_last_grade() -> None:
    entrants, people = [1250, 900, 600], [1000, 980, 960]
    profile = ind.schooling_profile(entrants, people)
    assert profile[0].value == ind.gross_intake_ratio(1250, 1000).value
    assert profile[-1].value == ind.gross_intake_ratio_to_last_grade(600, 960).value
    assert len(profile) == 3
    with pytest.raises(PlanningProblem, match="lengths-differ"):
        ind.schooling_profile(entrants, people[:2])


@given(COUNTS, COUNTS, COUNTS, COUNTS, COUNTS)
def test_net_below_adjusted_below_100_and_net_below_gross(a: int, b: int, c: int, lower: int, over_age: int) -> None:
    """Children of official age are in the level (a), in a higher one (b), out (c) or in a lower one."""
    people = a + b + c + lower
    if not people:
        return
    net = ind.net_enrolment_rate(a, people).number
    adjusted = ind.adjusted_net_enrolment_rate(a, b, people).number
    gross = ind.gross_enrolment_ratio(a + over_age, people).number
    assert net <= adjusted <= 100
    assert net <= gross
    assert ind.participation_findings(gross, net, adjusted) == ()
    assert ind.out_of_school_rate(people, a + b).number == pytest.approx(100 - adjusted, abs=1e-9)


@given(COUNTS, COUNTS, st.integers(1, 10**7))
def test_net_intake_never_exceeds_gross_intake(official_age: int, others: int, people: int) -> None:
    gross = ind.gross_intake_ratio(official_age + others, people).number
    assert ind.net_intake_rate(official_age, people).number <= gross
    alone = ind.gross_intake_ratio(official_age + others, people, backlog="excluded", backlog_entrants=others)
    assert alone.number == ind.net_intake_rate(official_age, people).number


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
def test_the_rate_of_both_sexes_lies_between_theirs(girls: int, girls_in: int, boys: int, boys_in: int) -> None:
    if not girls + girls_in or not boys + boys_in:
        return
    one = ind.out_of_school_rate(girls + girls_in, girls_in).number
    two = ind.out_of_school_rate(boys + boys_in, boys_in).number
    both = ind.out_of_school_rate_of_both_sexes(girls, girls + girls_in, boys, boys + boys_in).number
    assert min(one, two) - 1e-9 <= both <= max(one, two) + 1e-9


def test_a_rate_of_zero_hides_its_population() -> None:
    assert ind.implied_population(0, 0).undefined is Reason.ZERO_DENOMINATOR
