"""Written work marked by people: listed without names, marked by the rubric, returned, revised; the total follows."""

import json

import pytest

from epm_xblocks.registrar import api
from epm_xblocks.registrar.models import Assessment, Mark, Sitting
from tests.blocks.cases import HEAD, SOURCE
from tests.blocks.host_runtime import AS_AWA, AUTHOR, AWA, COURSE, KOFI, STAFF

RUBRIC = """<rubric self_assessment="yes">
  <criterion id="evidence" title="Preuves">
    <level id="none" points="0">Aucun chiffre.</level>
    <level id="some" points="1">Un chiffre, sans source.</level>
    <level id="full" points="3">Chaque affirmation a son chiffre.</level>
  </criterion>
  <criterion id="clarity" title="Clarté">
    <level id="low" points="0">Confus.</level>
    <level id="high" points="1">Un directeur pressé comprend.</level>
  </criterion>
</rubric>"""
MARKED = SOURCE.replace("<model_answer>", RUBRIC + "<model_answer>")
OTHER = STAFF.__class__("marta", "e" * 32, staff=True)
FULL = {"evidence": "full", "clarity": "high"}
TEXT = "Le redoublement recule."
ANSWERS = {
    "rates": {"cells": {"B4": "7,5", "B5": "8,0", "B6": "15,5"}, "decide": None},
    "reading": ["a"], "memo": TEXT, "@self": {"memo": {"evidence": "some"}},
}  # fmt: skip


@pytest.fixture
def case(host, db):
    return host.load(f'<epm_case {HEAD} max_attempts="1">{MARKED}</epm_case>')


def send(host, case, person=AWA, answers=ANSWERS, key="key-00001"):
    status, said = host.call(case, "submit", {"answers": answers, "key": key, "attempt": None}, person)
    assert status == 200, said
    return said["view"]["marks"]


def assess(host, case, receipt, person=STAFF, **more):
    given = {"step": "memo", "receipt": receipt, "outcome": "marked", "levels": FULL, "comments": {}, "seen": 0}
    return host.call(case, "assess", given | more, person)


def view(host, case, person=AWA):
    block = host.block(case, person)
    return block.runtime.render(block, "student_view").json_init_args


def test_until_it_is_marked_the_text_waits_and_the_points_are_out_of_all(host, case):
    marks = send(host, case)
    assert (marks["points"], marks["out_of"]) == (6, 10)
    step = marks["steps"]["memo"]
    assert step["people"] == {"outcome": "waiting", "levels": {}}
    assert "out of 4 points" in step["stands"]


def test_the_list_names_nobody_and_the_script_says_how_its_writer_rates_it(host, case):
    receipt = send(host, case)["receipt"]
    send(host, case, KOFI, {**ANSWERS, "memo": "  "})
    status, said = host.call(case, "scripts", {}, STAFF)
    assert status == 200
    assert [(row["receipt"], row["outcome"]) for row in said["rows"]] == [(receipt, "waiting")]
    assert said["counts"] == {"waiting": 1, "returned": 0, "marked": 0}
    assert AWA.anonymous not in json.dumps(said)
    assert AWA.name not in json.dumps(said)
    _status, script = host.call(case, "script", {"step": "memo", "receipt": receipt}, STAFF)
    assert (script["text"], script["self"], script["seen"]) == (TEXT, {"evidence": "some"}, 0)


def test_a_mark_adds_its_points_is_published_and_told_with_its_comments(host, case):
    receipt = send(host, case)["receipt"]
    status, said = assess(host, case, receipt, comments={"evidence": "Bien.", "": "Continuez.", "other": "x"})
    assert (status, said["counts"]["marked"]) == (200, 1)
    assert host.others == [(AWA.anonymous, 10, 10)]
    marks = view(host, case)["marks"]
    assert (marks["points"], marks["steps"]["memo"]["points"]) == (10, 4)
    people = marks["steps"]["memo"]["people"]
    assert (people["outcome"], people["levels"]) == ("marked", FULL)
    assert people["comments"] == {"evidence": "Bien.", "": "Continuez."}
    assert host.block(case, AWA).get_score().raw_earned == 10
    assert view(host, case, STAFF)["marker"]
    assert "marker" not in view(host, case)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"levels": {"evidence": "full"}}, "levels-missing"),
        ({"levels": {**FULL, "clarity": "no-such"}}, "levels-missing"),
        ({"levels": {"evidence": ["full"], "clarity": "high"}}, "levels-missing"),
        ({"outcome": "returned", "comments": {"": "  "}}, "return-without-words"),
        ({"outcome": "burnt"}, "not-an-object"),
        ({"step": "rates"}, "not-marked-here"),
        ({"receipt": "K7QF-2M9D-V"}, "no-such-receipt"),
        ({"comments": "Bien"}, "not-an-object"),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_is(host, case, more, code):
    receipt = send(host, case)["receipt"]
    status, said = assess(host, case, **{"receipt": receipt, **more})
    assert (status, said["error"]["code"]) == (422, code)
    assert all(said["error"][part] for part in ("lead", "text"))
    assert not Assessment.objects.exists()
    assert host.others == []


def test_a_receipt_of_another_block_is_not_marked_from_here(host, case):
    receipt = send(host, case)["receipt"]
    twin = host.load(f'<epm_case {HEAD.replace("taux", "autre")} max_attempts="1">{MARKED}</epm_case>')
    assert assess(host, twin, receipt)[1]["error"]["code"] == "no-such-receipt"


def test_two_trainers_at_once_are_told_and_both_marks_are_kept(host, case):
    receipt = send(host, case)["receipt"]
    assert assess(host, case, receipt)[0] == 200
    status, said = assess(host, case, receipt, OTHER, levels={"evidence": "none", "clarity": "low"})
    assert (status, said["error"]["code"]) == (409, "marked-meanwhile")
    seen = host.call(case, "script", {"step": "memo", "receipt": receipt}, OTHER)[1]["seen"]
    assert assess(host, case, receipt, OTHER, levels={"evidence": "none", "clarity": "high"}, seen=seen)[0] == 200
    assert [row.marker for row in Assessment.objects.order_by("pk")] == [STAFF.anonymous, OTHER.anonymous]
    assert view(host, case)["marks"]["points"] == 7
    assert Mark.objects.count() == 3


def test_a_returned_text_is_revised_beyond_limit_and_date_and_the_rest_stays(host, case):
    receipt = send(host, case)["receipt"]
    assert (
        host.call(case, "revise", {"step": "memo", "text": "x", "key": "key-00002"})[1]["error"]["code"]
        == "not-returned"
    )
    assert assess(host, case, receipt, outcome="returned", levels={}, comments={"": "Citez un chiffre."})[0] == 200
    marks = view(host, case)["marks"]
    assert (marks["points"], marks["steps"]["memo"]["people"]["outcome"]) == (6, "returned")
    host.call(case, "save", {"answers": {**ANSWERS, "memo": "Il recule de 8"}, "version": 1}, AWA)
    status, said = host.call(case, "revise", {"step": "memo", "text": "Il recule de 8 %.", "key": "key-00002"})
    assert status == 200, said
    new = said["view"]["marks"]
    assert new["answers"] == {**ANSWERS, "memo": "Il recule de 8 %."}
    assert said["view"]["draft"]["saved"] is None
    assert (new["points"], new["steps"]["memo"]["people"]["outcome"]) == (6, "waiting")
    assert said["view"]["attempt"]["left"] == 0
    again = host.call(case, "revise", {"step": "memo", "text": "Il recule de 8 %.", "key": "key-00002"})
    assert again[0] == 200
    assert again[1]["view"]["marks"]["receipt"] == new["receipt"]
    row = Sitting.objects.get()
    assert (row.used, row.revisions) == (2, 1)
    assert host.call(case, "revise", {"step": "memo", "text": "Encore.", "key": "key-00003"})[0] == 409
    assert assess(host, case, receipt)[1]["error"]["code"] == "superseded"
    assert assess(host, case, new["receipt"])[0] == 200
    assert view(host, case)["marks"]["points"] == 10


def test_a_mark_stands_where_the_text_is_the_same_and_waits_again_where_it_changed(host, db):
    case = host.load(f"<epm_case {HEAD}>{MARKED}</epm_case>")
    assert assess(host, case, send(host, case)["receipt"])[0] == 200
    wrong = {**ANSWERS, "reading": ["b"]}
    marks = send(host, case, answers=wrong, key="key-00002")
    assert (marks["points"], marks["steps"]["memo"]["people"]["outcome"]) == (9, "marked")
    marks = send(host, case, answers={**wrong, "memo": "Autre."}, key="key-00003")
    assert (marks["points"], marks["steps"]["memo"]["people"]["outcome"]) == (5, "waiting")


def test_marking_again_keeps_what_people_gave(host, case):
    receipt = send(host, case)["receipt"]
    assess(host, case, receipt)
    host.block(case, AWA).rescore()
    assert api.last(api.Learner(AWA.anonymous, str(COURSE), case_of(host, case))).points == 10
    block = host.block(case, AUTHOR)
    block.source = MARKED.replace('id="a" right="true"', 'id="a"').replace('id="b"', 'id="b" right="true"')
    block.save()
    host.block(case, AWA).rescore()
    assert view(host, case)["marks"]["points"] == 9


def case_of(host, case):
    from epm_xblocks.blocks import host as platform

    return platform.usage_id(host.block(case, AWA))


def test_a_mark_set_by_hand_stands_and_a_retired_person_leaves_no_words(host, case):
    receipt = send(host, case)["receipt"]
    assess(host, case, receipt, comments={"": "Bien, Awa."})
    api.retire([AWA.anonymous])
    assert Assessment.objects.get().comments == "{}"
    api.retire([STAFF.anonymous])
    assert Assessment.objects.get().marker == "retired"
    other = send(host, case, KOFI)["receipt"]
    api.override(
        api.Learner(KOFI.anonymous, str(COURSE), case_of(host, case)), 3, 10, now=Sitting.objects.first().created
    )
    assess(host, case, other)
    assert view(host, case, KOFI)["marks"]["points"] == 3


@pytest.mark.parametrize("person", [AWA, KOFI, AS_AWA])
@pytest.mark.parametrize("name", ["scripts", "script", "assess"])
def test_nobody_else_sees_or_marks_a_text(host, case, person, name):
    receipt = send(host, case)["receipt"]
    status, said = host.call(
        case, name, {"step": "memo", "receipt": receipt, "outcome": "marked", "levels": FULL, "comments": {}}, person
    )
    assert (status, said["error"]["code"]) == (403, "not-a-marker")
    assert TEXT not in json.dumps(said)
    assert not Assessment.objects.exists()
