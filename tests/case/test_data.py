"""Filling data tables from CSV packs: sums by conditions, what stays, what is told, twice the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from epm_xblocks.case import fill
from epm_xblocks.case.data import packs_of
from epm_xblocks.safe_xml import inner, parse, same

PACKS = {
    "kalembu/enrolment.csv": "\ufeffregion,sex,grade,year,enrolment,repeaters\n"
    "R1,F,1,2023,100,10\nR1,M,1,2023,110,11\nR2,F,1,2023,5.5,\nR1,F,2,2023,90,9\nR1,F,1,2024,120,x\n",
    "kalembu/graduates.csv": "year,graduates\n2023,80307\n",
}
CASE = """<epm_case><!-- kept --><data id="flows" sheet="D" at="A3" from="kalembu/enrolment.csv" match="region=R1|R2">
  <column id="grade"/>
  <column id="e23" value="enrolment" where="year=2023"/>
  <column id="own"/>
  <row id="g1" key="grade=1">. 7</row>
  <row id="g2" key="grade=2"/>
  <row id="girls" key="grade=1;sex=F">3 8<!-- kept too --></row>
  <row id="total" role="total">=SUM(B4:B6) .</row>
  <row id="graduates" key="year=2023" match="" from="kalembu/graduates.csv" value="graduates">.</row>
</data></epm_case>"""


def rows(element):
    return {row.get("id"): row.text for row in element.iter("row")}


def test_figures_are_sums_of_the_rows_that_satisfy_every_condition():
    filled, findings = fill(parse(CASE), PACKS.get)
    assert rows(filled) == {
        "g1": "215.5 7",
        "g2": "90 .",
        "girls": "105.5 8",
        "total": "=SUM(B4:B6) .",
        "graduates": "80307",
    }
    assert findings == ()


TABLE = """<data id="d" sheet="D" at="A3" from="e.csv" match="level=primary">
  <column id="name"/>
  <column id="girls" value="pupils" where="sex=F"/>
  <column id="boys" value="pupils" where="sex=M"/>
  ROW
</data>"""
OWN_ROWS = {
    "the table's match and the columns' where hold for a row's own file": (
        '<row id="r" key="" from="o.csv"/>', "7 8", None),
    "and for its own value": ('<row id="r" key="year=2024" value="repeaters"/>', "10 20", None),
    "a match of its own in place of the table's": ('<row id="r" key="" from="o.csv" match=""/>', "107 208", None),
    "a file without the column of a condition is refused": (
        '<row id="r" key="" from="total.csv" value="pupils">. 3</row>', ". 3", "pack-column-missing"),
    "conditions that exclude each other are told": (
        '<row id="r" key="sex=M" from="o.csv">.</row>', ".", "pack-conditions-clash"),
    "a row without key that names a file": ('<row id="r" from="o.csv">5 6</row>', "5 6", "pack-key-missing"),
    "a value without a file": ('<row id="r" key="" from="">5 6</row>', "5 6", "pack-file-missing"),
    "as far as it has cells": ('<row id="r" key="year=2024" value="repeaters">.</row>', "10", None),
    "formulas stay": ('<row id="r" key="year=2024" value="repeaters">=B9 .</row>', "=B9 20", None),
}  # fmt: skip
OWN_PACKS = {
    "e.csv": "level,sex,year,pupils,repeaters\nprimary,F,2024,100,10\nprimary,M,2024,200,20\nsecondary,F,2024,50,5\n",
    "o.csv": "level,sex,pupils\nprimary,F,7\nprimary,M,8\nsecondary,F,100\nsecondary,M,200\n",
    "total.csv": "year,pupils\n2024,15\n",
}


@pytest.mark.parametrize("name", OWN_ROWS)
def test_a_row_with_sources_of_its_own(name):
    row, text, code = OWN_ROWS[name]
    filled, findings = fill(parse(TABLE.replace("ROW", row)), OWN_PACKS.get)
    assert rows(filled) == {"r": text}
    assert {finding.code for finding in findings} == ({code} if code else set())


def test_one_sum_in_two_columns_is_refused():
    table = TABLE.replace(' where="sex=F"', "").replace(' where="sex=M"', "")
    for row, code in (
        ("<row id='r' key='' value='repeaters'>. .</row>", "pack-cells-alike"),
        ("<row id='r' key='' value='repeaters'>.</row>", ""),
    ):
        filled, findings = fill(parse(table.replace("ROW", row)), OWN_PACKS.get)
        assert "".join(finding.code for finding in findings) == code
        assert rows(filled) == {"r": ". ." if code else "30"}


def test_a_column_with_a_match_of_its_own():
    table = TABLE.replace('value="pupils" where="sex=F"', 'from="total.csv" match="year=2024" value="pupils"')
    filled, findings = fill(parse(table.replace("ROW", "<row id='r' key=''/>")), OWN_PACKS.get)
    assert (rows(filled), findings) == ({"r": "15 200"}, ())


def test_filling_twice_changes_nothing_and_the_original_is_untouched():
    element = parse(CASE)
    once, _ = fill(element, PACKS.get)
    twice, _ = fill(once, PACKS.get)
    assert same(once, twice)
    assert same(element, parse(CASE))
    assert "<!-- kept too -->" in inner(once)


@pytest.mark.parametrize(
    ("old", "new", "code", "values"),
    [
        ("enrolment.csv", "nowhere.csv", "pack-missing", {"name": "kalembu/nowhere.csv"}),
        ('value="enrolment"', 'value="pupils"', "pack-column-missing", {"column": "pupils"}),
        ("year=2023", "year=1999", "pack-rows-missing", {"file": "kalembu/enrolment.csv"}),
        ('value="enrolment" where="year=2023"', 'value="repeaters" where="year=2024"', "pack-figure", {"read": "x"}),
        ('value="enrolment"', 'value="repeaters"', "pack-figures-missing", {"missing": 1, "rows": 3}),
    ],
)
def test_what_cannot_be_filled_is_told_with_its_line(old, new, code, values):
    _, findings = fill(parse(CASE.replace(old, new)), PACKS.get, file="flows.xml")
    found = next(finding for finding in findings if finding.code == code)
    assert values.items() <= dict(found.values).items()
    assert found.place.file == "flows.xml"
    assert found.place.line in (4, 5, 6)


def test_a_condition_named_twice_must_hold_twice():
    """The row's region is none of the table's: nothing is left, although R2 has figures of grade 1."""
    case = CASE.replace("region=R1|R2", "region=R1").replace('key="grade=2"', 'key="grade=1;region=R2"')
    _, findings = fill(parse(case), PACKS.get)
    assert "pack-conditions-clash" in [finding.code for finding in findings]


def test_the_packs_a_case_needs_are_named():
    assert packs_of(parse(CASE)) == ("kalembu/enrolment.csv", "kalembu/graduates.csv")


@given(st.text(max_size=200))
def test_any_csv_is_survived(text):
    fill(parse(CASE), lambda name: text)
