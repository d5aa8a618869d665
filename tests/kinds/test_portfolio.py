"""The kind portfolio: what authors are told of it, and that it asks and earns nothing."""

import pytest

from epm_xblocks.kinds.base import Unreadable
from epm_xblocks.kinds.registry import KINDS
from tests.kinds.helpers import CONTEXT, step

HEAD = '<step kind="portfolio" id="p" title="t">'


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ("", "portfolio-empty"),
        ('<section id="a"/>', "attribute-missing"),
        ('<section id="a" case="x"/><section id="a" case="y"/>', "id-twice"),
        ('<section id="a" case="x"><chart id="c" step="s" caption="C"/></section>', "attribute-missing"),
        ('<section id="a" case="x"><chart id="c" step="s" cells="B" caption="C"/></section>', "portfolio-cells"),
        ('<section id="a" case="x"><chart id="c" step="s" cells="B1:C40" caption="C"/></section>', "portfolio-cells"),
    ],
)
def test_unreadable(inside, code):
    with pytest.raises(Unreadable) as caught:
        step(f"{HEAD}{inside}</step>")
    assert code in [finding.code for finding in caught.value.findings]


def test_it_asks_and_earns_nothing():
    made = step(f'{HEAD}<section id="a" case="x"/></step>')
    mark = KINDS["portfolio"].grade(made, {"a": 1}, CONTEXT)
    assert (mark.points, mark.out_of, mark.answered) == (0, 0, False)
    assert KINDS["portfolio"].show(made, None, CONTEXT)["sections"] == [{"id": "a", "title": "x"}]
