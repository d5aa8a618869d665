"""The rules of follow-through, one by one."""

import pytest

from epm_xblocks.workbook.model import Band, Cell, Given
from tests.workbook.small import ask, book, figure, marked, slip

DATA = {"A1": 100.0, "A2": 40.0, "A3": 3.0}
CHAIN = book(
    DATA,
    {
        "B1": ask("=A1*2", slip("half", "=A1/2")),
        "B2": ask("=A2*3"),
        "B3": ask("=B1+B2*A3"),
        "B4": ask("=B3-B1*0.99"),
        "B5": ask("=B1*1.5", slip("forgot", "=B1*1.2", 0.25)),
    },
)


def test_the_states_of_a_chain():
    found = marked(CHAIN, B1=50.0, B2=120.0, B3=410.0, B4=360.5, B5=75.0)
    assert [found[at].state for at in ("B1", "B2", "B3", "B4", "B5")] == [
        "slip",
        "right",
        "consistent",
        "consistent",
        "consistent",
    ]
    assert [found[at].points for at in ("B1", "B2", "B3", "B4", "B5")] == [0.5, 1.0, 1.0, 1.0, 1.0]
    assert found["B3"].own == ((Cell("S", "B1"), "50"),)
    assert found["B4"].own == ((Cell("S", "B1"), "50"),)


def test_right_comes_before_consistent():
    assert marked(CHAIN, B1=50.0, B2=120.0, B3=560.0)["B3"].state == "right"


def test_a_slip_on_own_figures_is_named():
    found = marked(CHAIN, B1=50.0, B5=60.0)["B5"]
    assert (found.state, found.slip, found.points) == ("slip", "forgot", 0.25)


def test_a_slip_on_the_data_is_named_whatever_stands_upstream():
    found = marked(CHAIN, B1=7.0, B5=240.0)["B5"]
    assert (found.state, found.slip) == ("slip", "forgot")


def test_a_slip_on_the_data_comes_before_figures_that_nobody_can_explain():
    """240 is both 1.5 × an own figure out of the air and the slip on the data; with an own figure that can be explained
    it is the right method."""
    found = marked(CHAIN, B1=160.0, B5=240.0)["B5"]
    assert (found.state, found.slip) == ("slip", "forgot")
    explained = book(
        DATA, {"B1": ask("=A1*2", slip("less", "=A1*1.6")), "B5": ask("=B1*1.5", slip("forgot", "=B1*1.2"))}
    )
    assert marked(explained, B1=160.0, B5=240.0)["B5"].state == "consistent"


def test_no_slip_is_credited_on_figures_that_nobody_can_explain():
    assert marked(CHAIN, B1=70.0, B5=84.0)["B5"].state == "wrong"


def test_half_of_what_is_read_must_be_explained():
    """B3 reads B1 and B2; one wrong is borne, two are not."""
    assert marked(CHAIN, B1=201.0, B2=120.0, B3=561.0)["B3"].state == "consistent"
    found = marked(CHAIN, B1=201.0, B2=121.0, B3=564.0)["B3"]
    assert (found.state, found.points) == ("unexplained", 0.0)


def test_a_figure_worked_out_from_one_wrong_figure_alone_is_unexplained():
    assert marked(CHAIN, B1=210.0, B5=315.0)["B5"].state == "unexplained"


@pytest.mark.parametrize(
    ("value", "state"),
    [
        (20.0, "consistent"),
        (2000.0, "consistent"),
        (19.0, "unexplained"),
        (2001.0, "unexplained"),
        (-200.0, "unexplained"),
        (0.0, "unexplained"),
    ],
)
def test_own_figures_count_within_a_factor_of_ten_and_on_the_same_side(value, state):
    assert marked(CHAIN, B1=value, B2=120.0, B3=value + 360)["B3"].state == state


def test_an_author_sets_the_band():
    def with_band(band):
        return book(DATA, {"B1": ask("=A1*2", band=band), "B2": ask("=A2*3"), "B3": ask("=B1+B2*A3")})

    assert marked(with_band(Band(2.0)), B1=500.0, B2=120.0, B3=860.0)["B3"].state == "unexplained"
    assert marked(with_band(Band(100.0)), B1=15000.0, B2=120.0, B3=15360.0)["B3"].state == "consistent"
    assert marked(with_band(Band(2.0, same_sign=False)), B1=-200.0, B2=120.0, B3=160.0)["B3"].state == "consistent"


def test_a_named_slip_counts_however_far_it_lies():
    far = book(DATA, {"B1": ask("=A1*2", slip("times", "=A1*2000")), "B2": ask("=A2*3"), "B3": ask("=B1+B2*A3")})
    assert marked(far, B1=200000.0, B2=120.0, B3=200360.0)["B3"].state == "consistent"


def test_a_copy_of_what_is_read_shows_no_method():
    """A rate of 1: the product is its factor."""
    copying = book(
        {"A1": 1000.0, "A2": 0.9, "A3": 50.0},
        {"B1": ask("=A1*2"), "B2": ask("=A2*1"), "B3": ask("=B1*B2"), "B4": ask("=A3+1")},
    )
    assert marked(copying, B1=2000.0, B2=0.8, B3=1600.0)["B3"].state == "consistent"
    assert marked(copying, B1=2000.0, B2=1.0, B3=2000.0)["B3"].state == "unexplained"


def test_where_all_it_reads_is_explained_a_copy_is_chance():
    answers = {"B1": ask("=A1*2"), "B2": ask("=A2*1", slip("a-tenth-more", "=A2+0.1")), "B3": ask("=B1*B2")}
    slipped = book({"A1": 1000.0, "A2": 0.9}, answers)
    assert marked(slipped, B1=2000.0, B2=1.0, B3=2000.0)["B3"].state == "consistent"
    assert marked(slipped, B1=2500.0, B2=1.0, B3=2500.0)["B3"].state == "unexplained"  # B1 is nobody's figure
    assert marked(slipped, B2=1.0, B3=2000.0)["B3"].state == "unexplained"  # nor is a key that stands in


def test_where_all_it_reads_is_explained_a_slip_may_give_the_same():
    slips = (slip("minus", "=B2-B1"),)
    alike = book(
        {"A1": 100.0, "A2": 4.0},
        {"B1": ask("=A2*3", slip("none", "=A2-4")), "B2": ask("=A1+5"), "B3": ask("=B2+B1", *slips)},
    )
    assert marked(alike, B1=0.0, B2=105.0, B3=105.0)["B3"].state == "consistent"


def test_a_copy_of_a_given_figure_shows_no_method_either():
    zero = book({"A1": 1000.0, "A2": 5.0}, {"B1": ask("=A2*2"), "B2": ask("=A2+1"), "B3": ask("=A1+(B1-B2)*2")})
    assert marked(zero, B1=8.0, B2=6.0, B3=1004.0)["B3"].state == "consistent"
    assert marked(zero, B1=6.0, B2=6.0, B3=1000.0)["B3"].state == "unexplained"


def test_another_unit_is_no_copy():
    units = {
        "B1": ask("=A1/10", unit="pupils", decimals=0, tolerance="last-digit"),
        "B2": ask("=A2/10", unit="percent", decimals=1, tolerance="last-digit"),
    }
    mixed = book(
        {"A1": 100.0, "A2": 112.0}, units | {"B3": ask("=B1*B2/10", unit="pupils", decimals=0, tolerance="last-digit")}
    )
    assert marked(mixed, B1=9.0, B2=11.2, B3=10.0)["B3"].state == "consistent"
    assert marked(mixed, B1=10.0, B2=10.3, B3=10.0)["B3"].state == "unexplained"  # a copy of B1, in pupils


def test_where_a_slip_gives_the_same_the_method_cannot_be_told():
    alike = book(
        {"A1": 100.0, "A2": 4.0}, {"B1": ask("=A2*3"), "B2": ask("=A1+5"), "B3": ask("=B2+B1", slip("minus", "=B2-B1"))}
    )
    assert marked(alike, B1=7.0, B2=105.0, B3=112.0)["B3"].state == "consistent"
    tiny = book(
        {"A1": 100.0, "A2": 0.001},
        {"B1": ask("=A2*3"), "B2": ask("=A1+5"), "B3": ask("=B2*2+B1", slip("minus", "=B2*2-B1"))},
    )
    assert marked(tiny, B1=0.002, B2=106.0, B3=212.002)["B3"].state == "unexplained"


def test_rounding_that_reaches_the_right_way_does_not_hide_a_slip():
    """f(own) = 20.4 ± 1, slip = 19.6: a learner who typed 19.6 has slipped."""
    close = book(
        {"A1": 204.0, "A2": 10.0},
        {
            "B1": ask("=A1/A2", decimals=0, tolerance="last-digit"),
            "B2": ask("=B1*2.04", slip("two", "=B1*1.96"), tolerance="0.05"),
        },
    )
    assert marked(close, B1=figure(20.0, 0.5), B2=39.2)["B2"].slip == "two"
    assert marked(close, B1=figure(20.0, 0.5), B2=41.6)["B2"].state == "right"
    assert marked(close, B1=figure(20.0, 0.5), B2=41.0)["B2"].state == "consistent"


def test_rounding_makes_no_right_way_of_a_slip():
    """20 typed for 20.4: 40 lies within what rounding explains of 2.04 times it, and is twice the figure typed."""
    near = book(
        {"A1": 204.0, "A2": 10.0},
        {
            "B1": ask("=A1/A2", decimals=0, tolerance="last-digit"),
            "B2": ask("=B1*2.04", slip("twice", "=B1*2"), tolerance="0.05"),
        },
    )
    assert marked(near, B1=figure(20.0, 0.5), B2=40.0)["B2"].slip == "twice"
    assert marked(near, B1=figure(20.0, 0.5), B2=40.2)["B2"].state == "consistent"


@pytest.mark.parametrize(
    ("b2", "state"),
    [(30.0, "consistent"), (30.74, "consistent"), (30.77, "wrong"), (29.26, "consistent"), (29.2, "wrong")],
)
def test_the_allowance_is_the_effect_of_half_a_unit(b2, state):
    half = book({"A1": 17.9}, {"B1": ask("=A1*2-16", decimals=0, tolerance="last-digit"), "B2": ask("=B1*1.5")})
    assert marked(half, B1=figure(20.0, 0.5), B2=b2)["B2"].state == state


def test_allowances_add_up_over_what_is_read():
    """Three figures typed as whole ones: half a unit each, at the worst all in one direction."""
    total = book(
        {"A1": 10.2, "A2": 20.2, "A3": 30.2},
        {f"B{n}": ask(f"=A{n}", decimals=0, tolerance="last-digit") for n in (1, 2, 3)}
        | {"B4": ask("=SUM(B1:B3)*2", tolerance="0.1")},
    )
    typed = {"B1": figure(10.0, 0.5), "B2": figure(20.0, 0.5), "B3": figure(30.0, 0.5)}
    assert marked(total, **typed, B4=123.09)["B4"].state == "consistent"
    assert marked(total, **typed, B4=123.2)["B4"].state == "wrong"
    exact = {name: figure(entry.value) for name, entry in typed.items()}
    assert marked(total, **exact, B4=123.0)["B4"].state == "wrong"
    assert marked(total, **exact, B4=120.0)["B4"].state == "consistent"


def test_functions_beyond_arithmetic_have_allowances_too():
    """IF and ROUND go through the engine, with the same rules."""
    rounded = book(
        {"A1": 17.9},
        {"B1": ask("=A1*2-16", decimals=0, tolerance="last-digit"), "B2": ask("=IF(B1>0,ROUND(B1*1.5,2),0)")},
    )
    assert marked(rounded, B1=figure(20.0, 0.5), B2=30.74)["B2"].state == "consistent"
    assert marked(rounded, B1=figure(20.0, 0.5), B2=30.77)["B2"].state == "wrong"
    assert marked(rounded, B1=figure(20.0), B2=30.0)["B2"].state == "consistent"
    assert marked(rounded, B1=figure(20.0), B2=30.2)["B2"].state == "wrong"


def test_a_blank_upstream_leaves_the_key_in_its_place():
    found = marked(CHAIN, B1=50.0, B3=410.0)["B3"]
    assert (found.state, found.stood_in, found.own) == ("consistent", (Cell("S", "B2"),), ((Cell("S", "B1"), "50"),))


def test_an_accepted_formula_is_right_and_followed():
    both = book({"A1": 100.0}, {"B1": ask("=A1*2"), "B2": ask("=B1*1.5+1", accept=("=B1*1.5-1",)), "B3": ask("=B2+B1")})
    assert marked(both, B1=200.0, B2=299.0)["B2"].state == "right"
    assert marked(both, B1=200.0, B2=301.0)["B2"].state == "right"
    assert marked(both, B1=200.0, B2=299.0, B3=499.0)["B3"].state == "consistent"


def test_an_author_sets_what_following_earns():
    half = book(
        DATA,
        {
            "B1": ask("=A1*2", slip("half", "=A1/2")),
            "B2": ask("=A2*3"),
            "B3": ask("=B1+B2", follow_credit=0.5, points=4.0),
        },
    )
    assert marked(half, B1=50.0, B2=120.0, B3=170.0)["B3"].points == 2.0


def test_percent_slips_are_built_in_and_followed():
    rate = {"unit": "percent", "decimals": 1, "tolerance": "last-digit"}
    rates = book(
        {"A1": 873.0, "A2": 1000.0},
        {
            "B1": ask("=A1/A2*100", **rate),
            "B2": ask("=100-B1", **rate),
            "B3": ask("=B2*2+B1", percent_slip_credit=0.5, **rate),
        },
    )
    found = marked(rates, B1=0.873, B2=99.127, B3=199.127)
    assert [found[at].slip for at in ("B1", "B2", "B3")] == ["divided-by-100", None, None]
    assert [found[at].state for at in ("B1", "B2", "B3")] == ["slip", "consistent", "consistent"]
    own = marked(rates, B1=0.873, B2=99.127, B3=1.99127)
    assert (own["B3"].state, own["B3"].slip, own["B3"].points) == ("slip", "divided-by-100", 0.5)


def test_a_key_without_figure_is_never_right_and_never_raises():
    broken = book({"A1": 0.0}, {"B1": ask("=1/A1"), "B2": ask("=B1+1")})
    found = marked(broken, B1=5.0, B2=6.0)
    assert {one.state for one in found.values()} <= {"wrong", "unexplained"}


def test_texts_and_empty_cells_among_what_is_read():
    texts = book(
        {"A1": "Total", "A2": 5.0, "A3": Given(Cell("S", "A3"))},
        {"B1": ask("=SUM(A1:A9)"), "B2": ask("=SUM(A1:B1)+B1*2"), "B3": ask('=IF(A1="Total",B1*3,0)')},
    )
    found = marked(texts, B1=6.0, B2=18.0, B3=18.0)
    assert found["B1"].state == "wrong"
    assert {found["B2"].state, found["B3"].state} == {"unexplained"}
    right = marked(texts, B1=5.0, B2=15.0, B3=15.0)
    assert {one.state for one in right.values()} == {"right"}
