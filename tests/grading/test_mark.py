"""States in the order of a summary, points without dust."""

from epm_xblocks.grading.mark import EXPLAINED, OFF_THE_ROAD, STATES, counts, total


def test_counts_come_in_the_order_of_a_summary_and_leave_out_what_is_not_there():
    assert counts(["blank", "right", "wrong", "right", "slip"]) == (
        ("right", 2),
        ("slip", 1),
        ("wrong", 1),
        ("blank", 1),
    )
    assert counts([]) == ()


def test_every_state_is_listed_once_and_sorted_into_its_sets():
    assert STATES == ("right", "consistent", "slip", "wrong", "unexplained", "blank", "unread")
    assert {"right", "consistent", "slip"} == EXPLAINED
    assert "blank" not in OFF_THE_ROAD
    assert "right" not in OFF_THE_ROAD
    assert "consistent" not in OFF_THE_ROAD


def test_tenths_add_up():
    assert total([0.1] * 10) == 1.0
    assert total([1, 0.5, 0.25]) == 1.75
