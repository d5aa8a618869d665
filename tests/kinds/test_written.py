"""The kind written: words counted as people count them, limits, the model answer."""

import pytest

from epm_xblocks.kinds.registry import KINDS
from epm_xblocks.kinds.written import count_words
from tests.kinds.helpers import CONTEXT, REVEALED, step

WORDS = {
    "Je ne l’ai pas vu depuis avant-hier": 7,  # the examination's own example (DELF, consignes de production écrite)
    "C’est-à-dire": 1,
    "Un bon sujet": 3,
    "L'école compte 151 110 élèves\u00a0; 9,4\u202f% redoublent.": 6,
    "L'école compte 151\u202f110 élèves ; 9,4 % redoublent.": 6,
    "« Bonjour ! » – dit-il…": 2,
    "the pupil–teacher ratio (PTR) is 40:1": 6,
    "one—two": 2,
    "يبلغ عدد التلاميذ ١٥١ ١١٠ تلميذًا، أي ٩٫٤٪": 7,
    "مُعَدَّلُ التَّرفِيع": 2,
    "التـــلاميذ": 1,
    " \n\t ; : ! ": 0,
    "": 0,
    "soft\u00adhyphen zero\u200bwidth": 2,
}


@pytest.mark.parametrize("text", WORDS)
def test_words(text):
    assert count_words(text) == WORDS[text]


def test_a_huge_text_is_counted_quickly():
    assert count_words("a " * 1_000_000) == 100_000


XML = (
    '<step kind="written" id="memo" title="t" min_words="3" max_words="4"><prompt><p>p</p></prompt>'
    "<guidance><p>g</p></guidance><model_answer><p>SECRET</p></model_answer></step>"
)


@pytest.mark.parametrize(
    ("answer", "state", "words"),
    [
        ("", "blank", 0),
        ("a b", "short", 2),
        ("a b c", "within", 3),
        ("a b c d", "within", 4),
        ("a b c d e", "long", 5),
        (None, "blank", 0),
        ([1], "blank", 0),
    ],
)
def test_limits(answer, state, words):
    mark = KINDS["written"].grade(step(XML), answer, CONTEXT)
    assert (mark.points, mark.out_of) == (0, 0)
    assert mark.detail == {"state": state, "words": words}
    assert mark.answered is (words > 0)


def test_the_model_answer_waits():
    kind = KINDS["written"]
    shown = kind.show(step(XML), "x", CONTEXT)
    assert shown == {"prompt": "<p>p</p>", "min_words": 3, "max_words": 4, "guidance": "<p>g</p>"}
    assert kind.show(step(XML), "x", REVEALED)["model_answer"] == "<p>SECRET</p>"
