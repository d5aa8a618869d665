"""The kind ranking in its order mode: any order is marked, the right one in full."""

from itertools import permutations

import pytest

from epm_xblocks.kinds.registry import KINDS
from tests.kinds.helpers import CONTEXT, step

RANKING = KINDS["ranking"]
STEP = step(
    '<step kind="ranking" id="cycle" title="t" points="3"><prompt>p</prompt>'
    + "".join(f'<option id="{name}" rank="{rank}"><text>{name}</text></option>' for rank, name in enumerate("abcd", 1))
    + "</step>"
)


@pytest.mark.parametrize("order", [list(one) for one in permutations("abcd")])
def test_every_order_is_marked(order):
    mark = RANKING.grade(STEP, order, CONTEXT)
    assert 0 <= mark.points <= 3
    assert (mark.points == 3) == (order == list("abcd"))


def test_the_samples_earn_what_they_promise():
    for sample in RANKING.samples(STEP, CONTEXT):
        mark = RANKING.grade(STEP, sample.answer, CONTEXT)
        if sample.share is not None:
            assert mark.points == pytest.approx(sample.share * mark.out_of), sample


def test_ticks_of_weights_count_nothing_where_none_are_asked():
    assert RANKING.grade(STEP, {"order": list("abcd"), "sensitive": ["-"]}, CONTEXT).points == 0
