"""What authors are told: one planted fault at a time in a case that has none."""

import re

import pytest

from epm_xblocks.case import check
from epm_xblocks.case.model import Case
from tests.case.helpers import case_of, sample, sample_text


def codes(case: Case) -> list[str]:
    return [finding.code for finding in check(case)]


def test_a_sound_case_has_no_finding():
    assert check(sample()) == []


FAULTS = {
    "figure of nothing": ('<fig of="Données!B10"/>', '<fig of="Données!Z10"/>', "fig-cell"),
    "figure of no cell": ('<fig of="Données!B10"/>', '<fig of="B"/>', "fig-cell"),
    "figure of an answer": ('<fig of="Données!B10"/>', '<fig of="Calcul!C4"/>', "fig-answer"),
    "own figure before": ('<fig of="Données!B10"/>', '<fig own="Calcul!C4"/>', "fig-own"),
    "empty figure": ('<fig of="Données!B10"/>', "<fig/>", "fig-empty"),
    "figure written out": ('<fig of="Données!B10"/>', "151 110", "fig-typed"),
    "figure written out with no-break space": ('<fig of="Données!B10"/>', "151\u202f110", "fig-typed"),
    "picture without words": ('<brief id="brief">', '<brief id="brief"><img src="/static/a.png"/>', "image-alt"),
    "script": ('<brief id="brief">', '<brief id="brief"><script>x</script>', "rich-element"),
    "no points": ('decimals="1" points="1"', 'decimals="1" points="0"', "points-zero"),
    "unseen cell": ('range="D4:D9"', 'range="D4:E9"', "cell-unseen"),
    "cell on a label": ('range="D4:D9"', 'range="A4:A9"', "cell-on-label"),
    "key without value": ('formula="=100-B4-C4"', 'formula="=100/(B4-B4)-C4"', "key-no-figure"),
    "constant key": ('formula="=100-B4-C4"', 'formula="=100-90"', "formula-reads-nothing"),
    "share in a per cent cell": (
        'formula="=Données!E4/Données!B4*100"',
        'formula="=Données!E4/Données!B4"',
        "percent-share",
    ),
    "slip like the key": (
        'formula="=Données!C4/Données!B4*100"',
        'formula="=Données!E4*100/Données!B4"',
        "slip-like-key",
    ),
    "slips alike": (
        '<slip id="same-year"',
        '<slip id="again" formula="=100*Données!C4/Données!B4"><p>x</p></slip><slip id="same-year"',
        "slips-alike",
    ),
    "silent slip": ("<p>Le rapport est renversé : l’idéal se divise par le réel.</p>", "", "slip-silent"),
    "slip without value": ('formula="=B11*(1+C4/100)"', 'formula="=B11/(C4-C4)"', "slip-no-figure"),
    "slip with full credit": ('credit="0.25"', 'credit="1"', "slip-full-credit"),
    "no decimals": ('unit="years" decimals="2"', 'unit="years"', "tolerance-without-decimals"),
    "identity that fails": ("Données!B4>=Données!C4", "Données!B4&lt;Données!C4", "identity-broken"),
    "given without value": ("=SUM(B4:B9)", "=B4/(B5-B5)", "given-no-value"),
    "accept without value": ("<hint>", '<accept formula="=B4/(B4-B4)"/><hint>', "accept-no-figure"),
    "test of nothing": ('cell="C12" state', 'cell="C99" state', "test-names"),
    "test of no slip": ('slip="same-year"/>', 'slip="nameless"/>', "test-names"),
    "test of no step": ('<expect step="rates" cell="C12"', '<expect step="ratios" cell="C12"', "test-names"),
    "test without expectation": ('<expect points="0"/>', "", "test-expects-nothing"),
    "odd id": ('id="p-all"', 'id="p all"', "id-form"),
    "no title": (' title="Interpréter"', "", "title-missing"),
    "no source": ('source="Annuaire', 'x="Annuaire', "data-source-missing"),
    "no language": (' lang="fr"', "", "case-language"),
    "no id": (' case_id="flow-rates"', "", "case-id-missing"),
    "no name": (' display_name="Taux de flux et cohorte reconstituée"', "", "case-title-missing"),
    "unknown attribute": ('<answers id="d"', '<answers id="d" tolerence="1"', "attribute-unknown"),
    "variants impossible": ('vary="5%"/>', 'vary="0..1"/>', "variant-not-found"),
    "variants and a bad spread": ('vary="5%"/>', 'vary="lots"/>', "vary-unread"),
    "gameable": ('formula="=100-B4-C4"', 'formula="=B4/B4" unexplained_credit="1"', "lazy-answers"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found(name):
    old, new, code = FAULTS[name]
    assert old in sample_text()
    case = case_of(sample_text().replace(old, new))
    assert code in codes(case)


@pytest.mark.parametrize(
    "name", ["figure of an answer", "unseen cell", "key without value", "slip like the key", "test of nothing"]
)
def test_findings_have_their_place(name):
    old, new, code = FAULTS[name]
    text = sample_text().replace(old, new)
    found = next(finding for finding in check(case_of(text)) if finding.code == code)
    line = text.splitlines()[found.place.line - 1]
    assert new in line or found.place.cell


def test_worst_first():
    case = case_of(sample_text().replace('range="D4:D9"', 'range="D4:D9" x="1"').replace("=100-B4-C4", "=100-Z4"))
    severities = [finding.severity for finding in check(case)]
    assert severities == sorted(severities, key=["blocking", "error", "warning", "note"].index)
    assert severities[0] == "error"


def test_a_blocked_case_says_why_and_no_more():
    assert codes(case_of(sample_text(), schema_version="9")) == ["schema-newer"]


def test_a_case_without_steps_points_or_tests():
    assert {"case-no-steps"} <= set(codes(case_of('<epm_case lang="en"/>')))
    written = '<epm_case lang="en"><step kind="written" id="a" title="t"><prompt>p</prompt></step></epm_case>'
    assert "case-points" in codes(case_of(written))
    assert "tests-missing" in codes(case_of(sample_text().replace("<tests>", "<x>").replace("</tests>", "</x>")))


def test_a_wrong_option_that_says_nothing():
    choice = (
        '<step kind="choice" id="q" title="t" points="0"><prompt>p</prompt>'
        '<option id="a" right="true"><text>A</text></option><option id="b"><text>B</text></option></step>'
    )
    assert {"feedback-missing", "points-zero"} <= set(
        codes(case_of(sample_text().replace("<closing", choice + "<closing")))
    )


ONE_FAULT = {
    "a step that cannot be read": ('<table id="cohort" at="A10"', '<table id="cohort" at="A"', "ref-unread"),
    "a key that reads nothing": ('formula="=100-B4-C4"', 'formula="=100-Z4"', "formula-empty-cell"),
    "a data formula that reads nothing": (">=SUM(B4:B9)", ">=SUM(Y4:Y9)", "formula-empty-cell"),
}


@pytest.mark.parametrize("name", ONE_FAULT)
def test_one_fault_is_one_finding(name):
    old, new, code = ONE_FAULT[name]
    text = sample_text().replace(old, new)
    assert text != sample_text()
    step = (
        '<step kind="worksheet" id="two" title="t" sheet="Deux"><table id="a" at="A3"><column id="x"/><column id="y"/>'
        '<row id="r"/></table><answers id="r" range="B4" formula="=Calcul!D4+Données!B10" decimals="0"/></step>'
    )
    closing = '<closing id="c2"><p><fig of="Calcul!D4"/> <fig of="Données!B10"/></p></closing>'
    text = re.sub("<closing.*</closing>", step + closing, text, flags=re.DOTALL)
    found = [finding for finding in check(case_of(text)) if finding.severity != "note"]
    assert [finding.code for finding in found] == [code]


def test_a_step_damaged_by_another_says_so_to_its_author():
    text = sample_text().replace('formula="=100-B4-C4"', 'formula="=100-Z4"')
    step = (
        '<step kind="worksheet" id="two" title="t" sheet="Deux"><table id="a" at="A3"><column id="x"/><column id="y"/>'
        '<row id="r"/></table><answers id="r" range="B4" formula="=Calcul!D4" decimals="0"/></step>'
    )
    case = case_of(text.replace("<closing", step + "<closing"))
    damaged = case.step("two")
    assert [finding.code for finding in damaged.findings] == ["formula-lost-cell"]


def test_two_steps_that_read_each_others_missing_cells_are_two_faults():
    text = sample_text().replace('formula="=100-B4-C4"', 'formula="=100-Deux!Z4"')
    step = (
        '<step kind="worksheet" id="two" title="t" sheet="Deux"><table id="a" at="A3"><column id="x"/><column id="y"/>'
        '<row id="r"/></table><answers id="r" range="B4" formula="=Calcul!Z4" decimals="0"/></step>'
    )
    case = case_of(text.replace("<closing", step + "<closing"))
    assert codes(case)[:2] == ["formula-empty-cell", "formula-empty-cell"]


def test_a_slip_that_meets_the_key_in_one_cell_is_chance_and_in_all_a_fault():
    chance = sample_text().replace("14340 155586 14160", "14160 155586 14160")
    found = [finding for finding in check(case_of(chance)) if finding.code == "slip-like-key"]
    assert [(finding.place.cell, finding.severity) for finding in found] == [("C4", "note")]
    old, new, _code = FAULTS["slip like the key"]
    found = [finding for finding in check(case_of(sample_text().replace(old, new))) if finding.code == "slip-like-key"]
    assert [finding.severity for finding in found] == ["error"] * 6


def test_two_steps_may_call_a_range_alike():
    step = (
        '<step kind="worksheet" id="two" title="t" sheet="Deux"><table id="a" at="A3"><column id="x"/><column id="y"/>'
        '<row id="r"/></table><answers id="r" range="B4" formula="=Données!B4/2" decimals="0"/></step>'
    )
    assert codes(case_of(sample_text().replace("<closing", step + "<closing"))) == []
