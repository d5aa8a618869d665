"""Chains between cases: what a case reads, what authors are told, figures taken."""

import pytest

from epm_xblocks.case import Attempt
from epm_xblocks.case.chains import check_course, chosen, figures_in, taken
from epm_xblocks.workbook.model import Cell
from tests.case.helpers import case_of

DATA = (
    '<data id="d" sheet="Data" at="A3" source="s"><column id="g"/><column id="v" decimals="1"/>'
    '<row id="r1">7.5</row><row id="r2">=B4*2</row><row id="r3">"text"</row></data>'
)
STEP = (
    '<step kind="worksheet" id="s" title="t" sheet="Calc"><table id="t" at="A3"><column id="a"/><column id="b"/>'
    '<row id="r" label="x"/></table><answers id="a" range="B4" formula="={}" decimals="1"/></step>'
)


def earlier(formula="15/2"):
    return case_of(f'<epm_case case_id="one" display_name="t" lang="en">{STEP.format(formula)}</epm_case>')


def later(chain='case="one" step="s" cells="B4" into="Data!B4"'):
    return case_of(
        f'<epm_case case_id="two" display_name="t" lang="en">{DATA}<chain id="c" {chain}/>'
        f"{STEP.format('Data!B4*10')}</epm_case>"
    )


def codes(case):
    return [finding.code for finding in case.findings if finding.severity == "error"]


def test_a_chain_is_read_and_its_figures_are_taken():
    case = later()
    assert codes(case) == []
    figures = taken(case, {"one": {"s": {"B4": 9.0, "B5": 1.0}}, "other": {"s": {"B4": 3.0}}})
    assert figures == {Cell("Data", "B4"): 9.0}
    answers = {"s": {"cells": {"B4": "90"}}}
    assert Attempt(case, None, answers, taken=figures).mark().points == 1
    assert Attempt(case, None, answers).mark().points == 0
    assert Attempt(case, None, answers, taken=figures).show()["data"][0]["rows"][0]["cells"] == ["9.0"]
    assert Attempt(case, None, answers).show()["data"][0]["rows"][0]["cells"] == ["7.5"]


@pytest.mark.parametrize(
    ("chain", "code"),
    [
        ('case="one" step="s" cells="B4:B5" into="Data!B4"', "chain-shape"),
        ('case="one" step="s" cells="A1:XFD1048576" into="Data!A1:XFD1048576"', "chain-shape"),
        ('case="one" step="s" cells="B4" into="Data!B5"', "chain-into"),
        ('case="one" step="s" cells="B4" into="Data!B6"', "chain-into"),
        ('case="one" step="s" cells="B4" into="Nowhere!B4"', "chain-into"),
        ('case="two" step="s" cells="B4" into="Data!B4"', "chain-self"),
        ('case="one" step="s" cells="4B" into="Data!B4"', "ref-unread"),
        ('case="one" step="s" cells="B4"', "attribute-missing"),
    ],
)
def test_a_chain_that_cannot_work_is_told_and_left_out(chain, code):
    case = later(chain)
    assert code in codes(case)
    answers = {"s": {"cells": {"B4": "75"}}}
    assert Attempt(case, None, answers, taken=taken(case, {"one": {"s": {"B4": 9.0}}})).mark().points == 1


def test_a_course_is_told_of_chains_that_lead_nowhere_or_hold_old_figures():
    def told(*cases):
        return [(finding.code, finding.severity) for _case, finding in check_course(cases)]

    assert told(earlier(), later()) == []
    assert told(later()) == [("chain-alone", "note")]
    assert told(earlier("16/2"), later()) == [("chain-stale", "warning")]
    assert told(earlier(), later('case="one" step="s" cells="B9" into="Data!B4"')) == [("chain-cell", "error")]
    assert told(earlier(), later('case="one" step="x" cells="B4" into="Data!B4"')) == [("chain-cell", "error")]


def test_only_receipts_of_chained_cases_are_read_from_answers():
    case = later()
    for answers in (None, 7, [], {"@from": 3}, {"@from": {"one": 7}}, {"@from": {"x": "r"}}, {"@from": {"one": ""}}):
        assert chosen(case, answers) == {}
        Attempt(case, None, answers).mark()
    assert chosen(case, {"@from": {"one": "K7QF", "x": "y"}}) == {"one": "K7QF"}


def test_only_figures_are_taken_from_stored_marks():
    for detail in (None, [], {"steps": 3}, {"steps": {"s": None}}, {"steps": {"s": {"detail": {"cells": []}}}}):
        assert figures_in(detail) == {}
    cells = {"B4": {"value": 2}, "B5": {"value": "x"}, "B6": {"value": True}, "B7": {}, "B8": {"value": None}}
    assert figures_in({"steps": {"s": {"detail": {"cells": cells}}}}) == {"s": {"B4": 2.0}}
    stored = Attempt(earlier(), None, {"s": {"cells": {"B4": "7.25"}}}).mark().detail
    assert figures_in(stored) == {"s": {"B4": 7.25}}


def test_the_revision_follows_the_chain_but_not_its_title():
    plain = later()
    assert later('case="one" step="s" cells="B4" into="Data!B4" title="One"').revision == plain.revision
    assert later('case="one" step="other" cells="B4" into="Data!B4"').revision != plain.revision
