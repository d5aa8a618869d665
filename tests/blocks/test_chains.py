"""A case that takes up the learner's own figures of an earlier case: offered, marked on, told, never another's."""

import pytest

from epm_xblocks.registrar import api
from epm_xblocks.registrar.models import Sitting
from tests.blocks.cases import EARLY_SLIP, HEAD, RIGHT, SOURCE
from tests.blocks.host_runtime import AS_AWA, AWA, COURSE, KOFI, VISITOR

LATER = """<epm_case schema_version="1" case_id="suite" display_name="Suite" lang="fr" figures="fr">
  <data id="rates" sheet="Données" at="A3" caption="Taux repris">
    <column id="g" label="Année"/><column id="r" label="Taux" unit="percent" decimals="1"/>
    <row id="g1" label="1">7.5</row><row id="g2" label="2">8.0</row>
  </data>
  <chain id="rates" case="taux" step="rates" cells="B4:B5" into="Données!B4:B5" title="Taux de redoublement"/>
  <step kind="worksheet" id="mean" title="Moyenne" sheet="Calcul">
    <table id="t" at="A3" caption="Moyenne"><column id="g" label=""/><column id="m" label="Moyenne"/>
      <row id="m" label="Moyenne"/></table>
    <answers id="m" range="B4" formula="=(Données!B4+Données!B5)/2" unit="percent" decimals="2"/>
  </step>
</epm_case>"""


def mean(text, **chosen):
    answers = {"mean": {"cells": {"B4": text}, "decide": None}}
    return answers | ({"@from": chosen} if chosen else {})


def view(host, key, person=AWA):
    return host.block(key, person).runtime.render(host.block(key, person), "student_view").json_init_args


def send(host, key, answers, person=AWA, name="key-00001"):
    return host.call(key, "submit", {"answers": answers, "key": name, "attempt": None}, person)


@pytest.fixture
def later(host, key):
    return host.load(LATER)


def receipt_of(host, key, answers, person=AWA, name="key-00001"):
    return send(host, key, answers, person, name)[1]["view"]["marks"]["receipt"]


def test_without_results_the_authored_figures_stand_and_the_page_says_so(host, key, later):
    told = view(host, later)
    assert told["chain"][0]["options"] == []
    assert "reference" in told["chain"][0]["text"]
    assert told["data"][0]["rows"][0]["cells"] == ["7,5"]
    assert "@from" not in told["answers"]
    assert send(host, later, mean("7,75"))[1]["view"]["marks"]["points"] == 1


def test_the_learner_s_own_early_error_is_followed_into_the_later_case(host, key, later):
    receipt = receipt_of(host, key, EARLY_SLIP)  # 15 for 7.5
    told = view(host, later)
    chain = told["chain"][0]
    assert (chain["title"], chain["chosen"]) == ("Taux de redoublement", receipt)
    assert [one["value"] for one in chain["options"]] == [receipt, "reference"]
    assert told["answers"] == {"@from": {"taux": receipt}}
    assert [row["cells"] for row in told["data"][0]["rows"]] == [["15,0"], ["8,0"]]
    marks = send(host, later, mean("11,5", taux=receipt))[1]["view"]["marks"]
    assert marks["points"] == 1
    assert send(host, later, mean("7,75", taux=receipt), name="key-00002")[1]["view"]["marks"]["points"] == 0


def test_the_reference_figures_can_be_chosen_and_own_ones_taken_again(host, key, later):
    receipt = receipt_of(host, key, EARLY_SLIP)
    status, said = host.call(later, "chain", {"answers": mean("7,75", taux="reference"), "version": 0})
    assert (status, said["view"]["chain"][0]["chosen"]) == (200, "reference")
    assert said["view"]["data"][0]["rows"][0]["cells"] == ["7,5"]
    status, said = host.call(later, "chain", {"answers": mean("7,75", taux=receipt), "version": 1})
    assert said["view"]["data"][0]["rows"][0]["cells"] == ["15,0"]
    assert host.call(later, "chain", {"answers": mean("7,75"), "version": 0})[0] == 409


def test_results_taken_stay_what_they_were_when_the_earlier_case_is_sent_again(host, key, later):
    first = receipt_of(host, key, EARLY_SLIP)
    send(host, later, mean("11,5", taux=first))
    second = receipt_of(host, key, RIGHT, name="key-00002")
    chain = view(host, later)["chain"][0]
    assert [one["value"] for one in chain["options"]] == [second, first, "reference"]
    assert chain["chosen"] == first
    assert view(host, later)["marks"]["points"] == 1


def test_marking_again_takes_the_same_results(host, key, later):
    receipt = receipt_of(host, key, EARLY_SLIP)
    send(host, later, mean("11,5", taux=receipt))
    host.block(later).rescore(only_if_higher=False)
    assert api.last(api.Learner(AWA.anonymous, COURSE, str(later))).points == 1


def test_results_of_somebody_else_are_refused_and_nothing_is_kept(host, key, later):
    theirs = receipt_of(host, key, EARLY_SLIP, KOFI)
    for handler, more in (
        ("submit", {"key": "key-00003", "attempt": 1}),
        ("save", {"version": 0}),
        ("chain", {"version": 0}),
    ):
        status, said = host.call(later, handler, {"answers": mean("11,5", taux=theirs), **more})
        assert (status, said["error"]["code"]) == (422, "not-your-results")
        assert theirs in said["error"]["lead"]
    assert view(host, later)["answers"] == {}
    assert host.call(later, "save", {"answers": mean("1", taux="no-such-receipt"), "version": 0})[0] == 422


def test_a_cell_without_a_figure_leaves_the_reference_and_is_told(host, key, later):
    part = {**RIGHT, "rates": {"cells": {"B4": "15"}, "decide": None}}
    receipt = receipt_of(host, key, part)
    told = view(host, later)
    assert [row["cells"] for row in told["data"][0]["rows"]] == [["15,0"], ["8,0"]]
    assert "missing" in told["chain"][0]["options"][0]["text"]
    assert told["chain"][0]["chosen"] == receipt


def test_two_blocks_of_one_name_are_taken_from_by_nobody(host, key, later):
    twin = host.load(f'<epm_case {HEAD} max_attempts="3">{SOURCE}</epm_case>')
    receipt_of(host, key, EARLY_SLIP)
    receipt_of(host, twin, RIGHT)
    assert Sitting.objects.filter(case="taux").count() == 2
    assert view(host, later)["chain"][0]["options"] == []


def test_visitors_and_staff_who_look_take_nothing(host, key, later):
    receipt_of(host, key, EARLY_SLIP)
    for person in (VISITOR, AS_AWA, KOFI):
        assert view(host, later, person)["data"][0]["rows"][0]["cells"] == ["7,5"]


def test_the_workbook_carries_the_own_figures_and_one_with_others_is_refused(host, key, later):
    receipt_of(host, key, EARLY_SLIP)
    own = view(host, later)["answers"]
    host.call(later, "save", {"answers": own, "version": 0})
    status, book = host.call(later, "download", method="GET")
    assert (status, book[:2]) == (200, b"PK")
    from tests.blocks.test_handlers import form

    assert host.answer(host.block(later), "upload", form(book))[0] == 200
    host.call(later, "save", {"answers": {"@from": {"taux": "reference"}}, "version": 1})
    status, said = host.answer(host.block(later), "upload", form(book))
    assert status == 422
    assert said["error"]["lead"]
