"""What the case on the annual review says beside the figures of its cells."""

from __future__ import annotations

import pytest

from .by_case import annual_review as review
from .course import case, keys, total

TESTS = "kalembu/learning_results.csv"


def test_the_story_is_in_the_data() -> None:
    review.story(keys("annual-review"))


def test_divided_by_its_target_every_result_is_above_90_even_without_a_plan() -> None:
    """As the brief says of the monitoring directorate's table, and of a country that stood still since 2022."""
    for name in review.INDICATORS:
        end = review.target(name, 2024)
        assert review.result(name, 2024) / end > 0.9
        assert review.target(name, review.START) / end > 0.9


@pytest.mark.parametrize("name", review.INDICATORS)
def test_the_starting_point_is_measured_with_the_same_definitions(name: str) -> None:
    unit = 5e-5 if name == "gender_parity" else 5e-3
    assert review.result(name, review.START) == pytest.approx(review.target(name, review.START), abs=unit * 1.01)


def test_falling_indicators_have_falling_targets() -> None:
    for name in review.INDICATORS:
        targets = [review.target(name, year) for year in range(2022, 2027)]
        assert targets == sorted(set(targets), reverse=name in review.FALLING)


def test_more_pupils_read_and_a_smaller_share_in_every_region() -> None:
    """A number that rises with a share that falls; no region lifts the others down, as one statement has it."""
    before, now = (total(TESTS, "reached_minimum", year=year) for year in review.YEARS)
    assert now > before
    for region in review.REGIONS:
        assert review.reading(2024, region=region) < review.reading(2023, region=region)
    tested = {region: total(TESTS, "tested", year=2024, region=region) for region in review.REGIONS}
    assert tested["R3"] > 2 * tested["R6"]


def test_a_path_is_the_same_for_a_rate_and_its_complement() -> None:
    """As the note says: 20 to 10 reached at 15 is half the way, and so is 80 to 90 reached at 85."""
    assert (15 - 20) / (10 - 20) == (85 - 80) / (90 - 80) == 0.5


def test_salaries_weigh_more_than_capital_and_capital_was_voted_up_most() -> None:
    """As the feedback on the mean of rates and the option on procurement say."""
    votes = {nature: [review.money("voted", year, nature) for year in review.YEARS] for nature in review.NATURES}
    assert votes["teacher_salaries"][1] > 2 * votes["capital"][1]
    assert votes["capital"][1] / votes["capital"][0] > 1.25
    assert votes["other_current"][1] / votes["other_current"][0] > 1.15
    committed = review.money("committed", 2024, "other_current") / votes["other_current"][1]
    assert 0.92 < committed < 0.97


def test_the_published_rate_is_that_of_the_brief() -> None:
    figures = case("annual-review").data
    assert any(table.id == "said" for table in figures)
    assert review.published() < keys("annual-review")["Exécution!B11"]
