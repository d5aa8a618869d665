"""The kind diagram: rules of form, what cards earn, what lazy arrangements earn, what authors are told."""

from itertools import pairwise

import pytest

from epm_xblocks.case import Attempt, gaming, marks_view
from epm_xblocks.findings import Problem
from epm_xblocks.kinds.base import Unreadable
from epm_xblocks.kinds.registry import KINDS
from epm_xblocks.words.text import ENGLISH
from tests.case.helpers import case_of
from tests.kinds.helpers import CONTEXT, REVEALED, step

DIAGRAM = KINDS["diagram"]
TREE = (
    'f place="focal"', 'c1 place="below" on="f"', 'c2 place="below" on="f"', 'c3 place="below" on="c1"',
    'c4 place="below" on="c1 c2"', 'e1 place="above" on="f"', 'e2 place="above" on="f"', 'e3 place="above" on="e1"',
    'x1 out="absence"', 'x2 out="outside"',
)  # fmt: skip
CHAIN = (
    'i place="outcome"', 'o1 place="output" on="i"', 'o2 place="output" on="i"',
    'a1 place="activity" on="o1"', 'a2 place="activity" on="o2"', 'x out="vague"',
)  # fmt: skip
LEVELS = "".join(f'<level id="{name}" label="L{name}"/>' for name in ("activity", "output", "outcome"))


def xml(cards=TREE, shape="problem", levels="", points="10"):
    inside = "".join(
        f'<card id="{name}" {more}><text>T{name}</text><feedback>F{name}</feedback></card>'
        for name, more in (card.split(" ", 1) for card in cards)
    )
    return f'<step kind="diagram" id="d" title="t" shape="{shape}" points="{points}">{levels}{inside}</step>'


STEP, CHAINED = step(xml()), step(xml(CHAIN, "chain", LEVELS))
ALL = "f=focal c1=below:f c2=below:f c3=below:c1 c4=below:c2 e1=above:f e2=above:f e3=above:e1 x1=- x2=-"


def marked(text, made=STEP):
    return DIAGRAM.grade(made, DIAGRAM.answer_of(made, text), CONTEXT)


def changed(**puts):
    pairs = dict(pair.split("=") for pair in ALL.split()) | puts
    return " ".join(f"{name}={put}" for name, put in pairs.items() if put)


def test_the_cost_makes_all_cards_alike_worth_nothing():
    # all below the focal one: f 1, c1 and c2 1 each, c3 and c4 a half each = 4; wrong: e1 e2 e3 x1 x2 = 5
    assert STEP.cost == pytest.approx(4 / 5)
    for alike in STEP.alike:
        assert STEP.share(alike) == pytest.approx(0)
    # chain, all outputs on i: i 1, o1 and o2 1 each; wrong: a1 a2 x; a whole card at most
    assert CHAINED.cost == 1


@pytest.mark.parametrize(
    ("text", "points", "state"),
    [
        (ALL, 10, "right"),
        (changed(c4="below:c1"), 10, "right"),
        (changed(c3="below:f"), 9.5, "part"),
        (changed(c3=""), 9, "part"),
        (changed(c3="above:f"), 9 - 0.8, "part"),
        (changed(x1="below:f"), 9 - 0.8, "part"),
        (changed(e3="-"), 9 - 0.8, "part"),
        (changed(c1=""), 8.5, "part"),  # c3 hangs on a card that does not stand: a half
        (changed(c1="above:f"), 9 - 0.8 - 0.5, "part"),
        ("f=focal", 1, "part"),
        ("f=below:c1", 0, "wrong"),
        ("x1=-", 1, "part"),
    ],
)
def test_points(text, points, state):
    mark = marked(text)
    assert mark.points == pytest.approx(points)
    assert (mark.out_of, mark.detail["state"]) == (10, state)


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        (ALL, []),
        ("", []),
        ("x1=-", []),
        ("c1=below:f", ["focal", "loose"]),
        (changed(c1="focal"), ["focal"]),
        (changed(c1="below:c3"), ["circle"]),
        (changed(c1="below:c3", c3="below:c4", c4="below:c1"), ["circle"]),
        (changed(c1="-"), ["loose"]),
        (changed(c1="below"), ["loose"]),
        (changed(e3="above:c1"), ["level"]),
        (changed(x2="below:f"), ["polarity"]),
    ],
)
def test_rules_that_an_answer_breaks(text, broken):
    assert marked(text).detail["broken"] == broken


@pytest.mark.parametrize(
    ("text", "points", "broken"),
    [
        ("i=outcome o1=output:i o2=output:i a1=activity:o1 a2=activity:o2 x=-", 10, []),
        ("i=outcome o1=output:i o2=output:i a1=activity:o2 a2=activity:o2 x=-", 10 * 5.5 / 6, []),
        ("i=outcome o1=output:i o2=output:i a1=activity:i a2=activity:o2 x=-", 10 * 5.5 / 6, ["level"]),
        ("i=outcome o1=output:i o2=output:i a1=output:i a2=activity:o2 x=-", 10 * 4 / 6, []),
        ("o1=output:i a1=activity:o1", 10 * 1.5 / 6, ["loose"]),
    ],
)
def test_a_chain_goes_up_level_by_level(text, points, broken):
    mark = marked(text, CHAINED)
    assert mark.points == pytest.approx(points)
    assert mark.detail["broken"] == broken


def told(answer, made=None):
    case = case_of(f'<epm_case case_id="c" display_name="t">{made or xml()}</epm_case>')
    attempt = Attempt(case, None, {"d": answer})
    return marks_view(attempt, attempt.mark(), ENGLISH)["steps"]["d"]


def test_each_card_and_the_counting_are_told():
    said = told(DIAGRAM.answer_of(STEP, changed(c3="below:f", x1="below:f", e3="-", e2="")))
    assert said["cards"]["c3"] == {"state": "part", "html": "It is on the right side, but hangs on another card. Fc3"}
    assert said["cards"]["x1"]["html"].startswith("It names a missing remedy")
    assert said["cards"]["e3"]["html"] == "It belongs in the diagram. Fe3"
    assert said["cards"]["f"] == {"state": "right", "html": ""}
    assert "e2" not in said["cards"]
    assert said["notes"][0] == "Some cards that should stay out stand in the diagram."
    assert said["notes"][-1].startswith("Of 10 cards: right 6, half right 1, wrong 2.")
    assert said["notes"][-1].endswith("takes away 0.8.")
    both = told({"f": {"place": "focal"}, "c1": {"place": "focal"}})
    assert both["notes"][0] == "A problem tree has one focal problem, and only one."
    goal = told({"c1": {"place": "below", "on": "f"}}, xml(shape="objective"))
    assert goal["notes"][0] == "An objective tree has one central objective, and only one."


def test_old_or_odd_marks_are_told_without_fault():
    case = case_of(f'<epm_case case_id="c" display_name="t">{xml()}</epm_case>')
    attempt = Attempt(case, None, {})
    for detail in (
        None,
        [],
        {"parts": 3, "broken": 4},
        {"parts": {"f": 7, "c1": {"state": []}}, "broken": [None, "x"]},
    ):
        mark = attempt.mark()
        mark.steps["d"] = type(mark.steps["d"])(0.0, 10.0, detail)
        assert marks_view(attempt, mark, ENGLISH)["steps"]["d"]["cards"] == {}


def test_what_a_page_never_sends_does_not_count():
    for answer in ({"c1": {"place": "below", "on": "c1"}}, {"c1": {"place": "below", "on": "zz"}}):
        assert DIAGRAM.grade(STEP, answer, CONTEXT).points == pytest.approx(0.5)
    assert DIAGRAM.grade(STEP, {"zz": {"place": "focal"}, "f": 3}, CONTEXT).answered is False


def test_lazy_ways_earn_little():
    case = case_of(f'<epm_case case_id="c" display_name="t">{xml()}</epm_case>')
    assert gaming(case)[0].points / case.out_of <= 0.15
    assert [finding.code for finding in DIAGRAM.advise(STEP)] == []
    lopsided = step(xml(TREE[:5]))
    assert [finding.code for finding in DIAGRAM.advise(lopsided)] == ["diagram-guessable", "diagram-all-in"]


def test_the_authors_order_does_not_show():
    names = [card.id for card in STEP.cards]
    order = [card.id for card in STEP.shown]
    assert sorted(order) == sorted(names)
    assert sum(names.index(b) - names.index(a) == 1 for a, b in pairwise(order)) == 0


@pytest.mark.parametrize(
    ("words", "absent"),
    [
        ("Lack of textbooks", True),
        ("No textbooks in schools", True),
        ("Manque de manuels", True),
        ("L’absence d’enseignants", True),
        ("Il n’y a pas de manuels", True),
        ("Textbooks arrive late", False),
        ("Nobody inspects the schools", False),
        ("Pupils share one book among five", False),
    ],
)
def test_an_author_is_told_of_a_missing_remedy_among_problems(words, absent):
    made = step(xml().replace("Tc1", words))
    assert ("diagram-absence" in [finding.code for finding in DIAGRAM.advise(made)]) is absent


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (xml(TREE[:3]), "diagram-cards"),
        (xml(TREE[1:]), "diagram-focal"),
        (xml(("g place='focal'", *TREE)), "diagram-focal"),
        (xml((*TREE, 'y place="below" on="e1"')), "diagram-on"),
        (xml((*TREE, 'y place="above" on="zz"')), "diagram-on"),
        (xml((*TREE, 'y place="focus" on="f"')), "attribute-word"),
        (xml((*TREE, 'y place="above"')), "attribute-missing"),
        (xml((*TREE, 'y on="f"')), "attribute-missing"),
        (xml((*TREE, 'y place="above" on="f" out="vague"')), "diagram-both"),
        (xml((*TREE, 'y place="below" on="z"', 'z place="below" on="y"')), "diagram-circle"),
        (xml((*TREE, 'f place="below" on="c1"')), "id-twice"),
        (xml(CHAIN, "chain"), "diagram-levels"),
        (xml((*CHAIN, 'y place="activity" on="i"'), "chain", LEVELS), "diagram-on"),
        (xml(CHAIN, "chain", LEVELS.replace("activity", "-", 1)), "matching-reserved"),
        (xml().replace("<text>Tc1</text>", "<text> </text>"), "matching-empty"),
        (xml(points="-1"), "attribute-number"),
        ('<step kind="diagram" id="d" title="t"/>', "diagram-cards"),
    ],
)
def test_unreadable(written, code):
    with pytest.raises(Unreadable) as caught:
        step(written)
    assert code in [finding.code for finding in caught.value.findings]


def test_the_text_of_a_question_test():
    assert DIAGRAM.answer_of(STEP, "f=focal  x1=-")["x1"] == {"place": "-", "on": ""}
    for text in ("f=roof", "zz=focal", "c1=below:zz", "f"):
        with pytest.raises(Problem) as caught:
            DIAGRAM.answer_of(STEP, text)
        assert caught.value.values["read"] == text


def test_the_trainer_reads_what_hangs_on_what():
    lines = DIAGRAM.solved(STEP, REVEALED)["lines"]
    assert lines[0]["html"] == "★ Ff"
    assert lines[4] == {"label": "Tc4", "html": "→ <b>Tc1</b> · <b>Tc2</b> Fc4"}
    assert lines[5]["html"] == "← <b>Tf</b> Fe1"
    assert lines[8]["html"] == "– Fx1"
    assert DIAGRAM.solved(CHAINED, REVEALED)["lines"][1]["html"] == "Loutput → <b>Ti</b> Fo1"
