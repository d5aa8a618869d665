"""A case from its OLX: the sample, losslessness, damage that stays where it is, hostile text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from epm_xblocks.case import SCHEMA_VERSION, Damaged, read, write
from epm_xblocks.case.upgrade import UPGRADES
from epm_xblocks.safe_xml import inner, inside, parse, same
from tests.case.helpers import HERE, case_of, sample, sample_text


def codes(case):
    return [finding.code for finding in case.findings]


def test_the_sample_is_read_without_a_finding():
    case = sample()
    assert case.findings == ()
    assert (case.id, case.lang, case.figures, case.out_of) == ("flow-rates", "fr", "fr", 32.0)
    assert [(step.id, step.kind) for step in case.steps] == [("rates", "worksheet"), ("memo", "written")]
    assert case.workbook.sheets == ("Données", "Calcul")
    assert len(case.workbook.givens) == 30
    assert len(case.workbook.answers) == 32


def test_ranges_are_filled_as_excel_fills_them():
    cells = {str(cell): answer for cell, answer in sample().workbook.answers.items()}
    assert cells["Calcul!B8"].formula == "=(Données!D9-Données!E9)/Données!B8*100"
    assert cells["Calcul!C9"].formula == "=Données!E9/Données!B9*100"
    assert cells["Calcul!C9"].slips[0].formula == "=Données!C9/Données!B9*100"
    assert cells["Calcul!C9"].id == "r.C9"


def test_lines_are_those_of_the_file():
    root = parse(sample_text())
    case = read(inner(root).replace('range="B11"', 'range="B11x"'), root.attrib, file="flow_rates.xml", line=1)
    found = next(finding for finding in case.findings if finding.code == "ref-unread")
    lines = sample_text().splitlines()
    assert 'id="cohort-size"' in lines[found.place.line - 1]
    assert (found.place.file, found.place.step) == ("flow_rates.xml", "rates")


@pytest.mark.parametrize("name", sorted(path.stem for path in HERE.glob("*.xml")))
def test_nothing_is_lost_and_writing_twice_gives_the_same_bytes(name):
    root = parse(sample_text(name))
    case = sample(name)
    once = write(case)
    assert same(inside(once, "epm_case"), inside(inner(root), "epm_case"))
    again = read(once, case.attributes)
    assert write(again) == once
    assert again.revision == case.revision


def test_comments_unknown_elements_and_attributes_are_kept_and_told():
    text = sample_text().replace("<brief ", "<!-- a --><banner colour='red'>x</banner><brief tone='dry' ")
    case = case_of(text)
    assert {("element-unknown", "banner"), ("attribute-unknown", "brief")} == {
        (finding.code, finding.values["element"]) for finding in case.findings
    }
    assert '<banner colour="red">x</banner>' in write(case)
    assert "<!-- a -->" in write(case)


DAMAGE = {
    "reads what is not there": ('formula="=100-B4-C4"', 'formula="=100-B4-H4"', "formula-empty-cell"),
    "unknown sheet": ('formula="=100-B4-C4"', 'formula="=100-Rien!B4"', "formula-sheet-unknown"),
    "reads itself": ('formula="=100-B4-C4"', 'formula="=100-B4-D4"', "formula-cycle"),
    "circle": ('formula="=B11/(1-C4/100)"', 'formula="=B12/(1-C4/100)"', "formula-cycle"),
    "no formula": ('formula="=100-B4-C4"', 'formula="100-B4-C4"', "formula-no-equals"),
    "forbidden function": ('formula="=100-B4-C4"', 'formula="=RAND()*B4"', "formula-function"),
    "too deep": ('formula="=100-B4-C4"', f'formula="={"(" * 50}B4{")" * 50}"', "formula-too-deep"),
    "far": ('range="D4:D9"', 'range="D4:XFD9"', "range-large"),
    "other sheet": ('range="D4:D9"', 'range="Données!G4:G9"', "range-sheet"),
    "twice": ('range="D4:D9"', 'range="C4:C9"', "cell-twice"),
    "tolerance": ('range="D4:D9"', 'range="D4:D9" tolerance="about"', "tolerance-unread"),
    "band": ('range="D4:D9"', 'range="D4:D9" band="wide"', "band-unread"),
    "given count": ('range="B11"', 'range="B11:C11"', "cell-twice"),
    "given unread": (">1000</given>", ">1 000,5</given>", "given-count"),
    "table corner": ('at="A10"', 'at="10A"', "ref-unread"),
    "same id": ('<answers id="d"', '<answers id="r"', "id-twice"),
    "sheet name": ('sheet="Calcul"', 'sheet="Cal[cul]"', "sheet-name"),
    "unknown kind": ('kind="worksheet"', 'kind="oral"', "step-kind"),
    "no id": ('id="rates"', 'id=""', "attribute-missing"),
    "figure": ("151110 14340", "151,110 14340", "figure-unread"),
    "figure to fill": ("151110 14340", ". 14340", "figure-unfilled"),
    "row too long": ("80307</row>", "1 2 3 4 5</row>", "row-long"),
    "data sheet unknown": ('sheet="Données"', 'sheet=""', "formula-sheet-unknown"),
    "identity": ('formula="=Données!B4', 'formula="=Données!Z4', "identity-cell"),
    "given reads answer": (">1000</given>", ">=C4</given>", "given-reads-answer"),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_told_and_the_written_step_works_on(name):
    old, new, code = DAMAGE[name]
    assert old in sample_text()
    case = case_of(sample_text().replace(old, new))
    assert code in codes(case)
    assert all(finding.place.line or finding.place.cell for finding in case.findings)
    memo = case.step("memo")
    assert type(memo).__name__ == "WrittenStep"
    assert same(inside(write(case), "c"), inside(case.source, "c"))


def test_a_damaged_step_takes_no_other_with_it_but_those_that_need_it():
    sheet = '<step kind="worksheet" id="{0}" title="t" sheet="{0}"><answers id="a" range="B4" formula="{1}"/></step>'
    second = sheet.format("two", "=Calcul!B4") + sheet.format("three", "=Données!B4/2")
    text = sample_text().replace("<closing", second + "<closing").replace('formula="=100-B4-C4"', 'formula="=100-Q1"')
    case = case_of(text)
    assert [type(step).__name__ for step in case.steps] == ["Damaged", "WrittenStep", "Damaged", "WorksheetStep"]
    assert case.steps[2].findings[0].values["reads"] == "Calcul!B4"
    assert case.out_of == 1


def test_two_steps_with_one_id_or_one_sheet():
    step = '<step kind="worksheet" id="rates" sheet="X"><answers id="a" range="B4" formula="=Données!B4"/></step>'
    assert "step-id-twice" in codes(case_of(sample_text().replace("<closing", step + "<closing")))
    other = step.replace('"rates"', '"other"').replace('"X"', '"Calcul"')
    case = case_of(sample_text().replace("<closing", other + "<closing"))
    assert "sheet-twice" in codes(case)
    assert not isinstance(case.steps[0], Damaged)


@pytest.mark.parametrize(
    "source", ["<step", "</epm_case>", "<!DOCTYPE a>", "<?php ?>", "&nbsp;", "\x00", "\ud800", "<a>" * 200]
)
def test_a_damaged_whole_is_a_case_without_steps(source):
    case = read(source, {"case_id": "x"})
    assert case.steps == ()
    assert [finding.severity for finding in case.findings] == ["blocking"]
    assert write(case) == source


def test_a_newer_version_is_told_and_left_alone():
    case = case_of(sample_text(), schema_version="99")
    assert codes(case) == ["schema-newer"]
    assert case.steps == ()
    assert write(case) == write(sample())


@pytest.mark.parametrize("version", ["", "1", " 1 "])
def test_versions_that_are_read(version):
    assert case_of(sample_text(), schema_version=version).out_of == 32


@pytest.mark.parametrize("version", ["one", "-1", "0", "1.5", "²"])
def test_a_version_that_is_no_number_is_told(version):
    case = case_of(sample_text(), schema_version=version)
    assert codes(case) == ["schema-version"]
    assert case.out_of == 32


def test_every_older_version_has_its_upgrade_and_its_frozen_sample():
    assert sorted(UPGRADES) == list(range(1, SCHEMA_VERSION))
    for version in range(1, SCHEMA_VERSION + 1):
        assert (HERE / f"version_{version}.xml").exists()


def test_the_revision_changes_with_the_key_and_not_with_prose():
    assert case_of(sample_text().replace("décrochent", "partent")).revision == sample().revision
    assert case_of(sample_text().replace("pourcentage", "part")).revision == sample().revision
    assert case_of(sample_text().replace("=100-B4-C4", "=100-C4-B4")).revision != sample().revision
    assert case_of(sample_text().replace("151110", "151111")).revision != sample().revision
    assert (
        case_of(sample_text().replace('decimals="1" points="1"', 'decimals="1" points="2"')).revision
        != sample().revision
    )


pieces = st.sampled_from(sample_text().replace("<", "\x00<").split("\x00"))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(pieces, max_size=30).map("".join),
    st.dictionaries(st.sampled_from(["lang", "schema_version", "figures"]), st.text()),
)
def test_reading_never_raises(source, attributes):
    case = read(source, attributes)
    assert write(read(write(case), attributes)) == write(case)
