"""A portfolio gathers the learner's own submissions, as a page and as a workbook, and never another's."""

import pytest
from webob import Request

from tests.blocks.cases import EARLY_SLIP, RIGHT
from tests.blocks.host_runtime import AS_AWA, AWA, KOFI
from tests.blocks.test_secrets import unzipped

PORTFOLIO = """<epm_case schema_version="1" case_id="dossier" display_name="Annexe" lang="fr" figures="fr">
  <step kind="portfolio" id="annex" title="Annexe chiffrée">
    <section id="rates" case="taux" title="Taux de redoublement">
      <chart id="c" step="rates" cells="B4:B5" caption="Taux"/>
      <chart id="gone" step="rates" cells="Z1:Z2" caption="Rien"/>
    </section>
    <section id="none" case="absent"/>
  </step>
</epm_case>"""


@pytest.fixture
def gathered(host, key):
    return host.load(PORTFOLIO)


def submitted(host, key, answers, person=AWA):
    told = host.call(key, "submit", {"answers": answers, "key": "key-00001", "attempt": None}, person)
    return told[1]["view"]["marks"]["receipt"]


def report(host, gathered, person=AWA, step="annex"):
    return host.call(gathered, "portfolio", {"step": step}, person)


def test_before_anything_is_submitted_each_section_says_so(host, gathered):
    status, told = report(host, gathered)
    assert status == 200
    assert [one["title"] for one in told["sections"]] == ["Taux de redoublement", "absent"]
    assert {one["said"] for one in told["sections"]} == {"Nothing was submitted here yet."}
    assert all(not one["tables"] and not one["charts"] for one in told["sections"])


def test_own_figures_stand_in_the_tables_as_submitted(host, key, gathered):
    receipt = submitted(host, key, EARLY_SLIP)
    section = report(host, gathered)[1]["sections"][0]
    assert receipt in section["said"]
    table = section["tables"][0]
    assert table["rows"][0]["cells"][0] == "15,0\u00a0%"
    assert [chart["caption"] for chart in section["charts"]] == ["Taux"]
    assert section["charts"][0]["values"][0] == pytest.approx(15)
    assert len(section["charts"][0]["labels"]) == 2


def test_nobody_gets_another_s(host, key, gathered):
    submitted(host, key, RIGHT)
    assert not report(host, gathered, KOFI)[1]["sections"][0]["tables"]
    assert not report(host, gathered, AS_AWA)[1]["sections"][0]["tables"]


def test_a_step_that_is_none_is_refused(host, gathered):
    assert report(host, gathered, step="rates")[0] == 422
    assert host.call(gathered, "portfolio", {})[0] == 422


def test_a_case_that_was_taken_out_is_said_to_be_gone(host, key, gathered, monkeypatch):
    submitted(host, key, RIGHT)
    monkeypatch.setattr("epm_xblocks.blocks.host.sibling", lambda block, usage: None)
    assert report(host, gathered)[1]["sections"][0]["said"] == "This case is no longer in the course."


def test_the_workbook_holds_sheets_and_figures(host, key, gathered):
    submitted(host, key, EARLY_SLIP)
    block = host.block(gathered, AWA)
    response = block.runtime.handle(block, "portfolio_file", Request.blank("/?step=annex"))
    assert response.status_int == 200
    assert 'filename="Annex.xlsx"' in response.headers["Content-Disposition"]
    text = unzipped(response.body)
    assert text.count('<sheet name="1 ') >= 2
    assert "Taux de redoublement" in text
    assert "Nothing was submitted here yet." in text
    assert "<v>0.15</v>" in text
    assert "<f>" not in text


def test_the_workbook_of_no_portfolio_is_refused(host, gathered):
    block = host.block(gathered, AWA)
    assert block.runtime.handle(block, "portfolio_file", Request.blank("/?step=x")).status_int == 422
