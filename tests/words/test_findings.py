"""Every code has its sentence, every sentence its code, and sentences never fail."""

import re
import string

from hypothesis import given
from hypothesis import strategies as st

from epm_xblocks.findings import Finding
from epm_xblocks.words.finding_texts import FINDINGS
from epm_xblocks.words.findings import sentence
from epm_xblocks.words.text import ENGLISH, cell_ranges, fill, joined, marked
from epm_xblocks.words.unread import UNREAD
from tests.words.codes import codes_in_source


def test_every_code_that_is_raised_has_a_sentence():
    silent = {code: where for code, where in codes_in_source().items() if code not in FINDINGS and code not in UNREAD}
    assert silent == {}


def test_the_search_finds_codes_of_every_room():
    found = codes_in_source()
    for code in (
        "xml-broken",
        "formula-array",
        "choice-right",
        "pack-missing",
        "vary-unread",
        "group-size",
        "cell-twice",
    ):
        assert code in found


def test_templates_are_well_formed_and_end_as_sentences():
    for code, pair in {**FINDINGS, **UNREAD}.items():
        for template in pair:
            list(string.Formatter().parse(template))
            assert template.endswith("."), code
            assert not re.search("Oops|nvalid|please|null|exception", template), code


def test_a_finding_in_words():
    said = sentence(Finding("formula-cycle", {"path": ("H9", "H9")}), ENGLISH)
    assert said.what == "The formula reads itself: H9 → H9."
    assert said.remedy == "Take the cell out of its own calculation."


def test_an_unknown_code_is_still_a_sentence():
    assert "no-such-code" in sentence(Finding("no-such-code"), ENGLISH).what


@given(st.text(), st.dictionaries(st.text(), st.text()))
def test_no_template_fails(template, values):
    fill(template, values)


def test_values_are_escaped_and_isolated_in_html():
    assert marked("a < {x}", {"x": "<b>"}) == "a &lt; <bdi>&lt;b&gt;</bdi>"


def test_lists():
    assert [joined(["a", "b", "c"][:n], ENGLISH) for n in range(4)] == ["", "a", "a and b", "a, b and c"]


def test_blocks_of_cells_are_gathered():
    def named(*names):
        return [(ord(name[0]) - 64, int(name[1:]), name) for name in names]

    assert cell_ranges(named("B13", "B14", "C13", "C14"), ENGLISH) == "B13 to C14"
    assert cell_ranges(named("B13", "B14", "B15", "C12", "C13", "C14", "C15"), ENGLISH) == "C12, B13 to C15"
    assert cell_ranges(named("B4", "D9", "B5"), ENGLISH) == "B4 to B5, D9"
    assert cell_ranges(named("C5"), ENGLISH) == "C5"
