"""The block at work: drafts, attempts, marks, deadlines, staff, grades, as a host sees them."""

from datetime import UTC, datetime, timedelta

import pytest
from xblock.completable import XBlockCompletionMode
from xblock.scorable import Score

from epm_xblocks.blocks import host as door
from epm_xblocks.blocks.case import CaseBlock
from epm_xblocks.registrar import api
from epm_xblocks.registrar.models import Mark, Submission
from tests.blocks.cases import EARLY_SLIP, OUT_OF, RIGHT, SOURCE, WRONG, XML
from tests.blocks.host_runtime import AS_AWA, AUTHOR, AWA, COURSE, KOFI, STAFF, VISITOR

HOUR = timedelta(hours=1)


def page(host, key, person=AWA, view="student_view", **options):
    """The data a page starts from, rendered through the runtime."""
    block = host.block(key, person, **options)
    return block.runtime.render(block, view).json_init_args


def submit(host, key, answers=RIGHT, person=AWA, attempt=None, word="key-00001", **options):
    body = {"answers": answers, "key": word, "attempt": attempt}
    return host.call(key, "submit", body, person, **options)


def change(host, key, **fields):
    """What an author or the platform sets."""
    block = host.block(key, AUTHOR, studio=True)
    for name, value in fields.items():
        setattr(block, name, value)
    block.save()


def now():
    return datetime.now(UTC)


# The page


def test_the_first_page(host, key):
    view = page(host, key)
    assert view["case"]["title"] == "Taux de redoublement"
    assert [step["kind"] for step in view["steps"]] == ["worksheet", "choice", "written"]
    assert view["attempt"] | {"due": None} == view["attempt"]
    assert (view["attempt"]["number"], view["attempt"]["next"], view["attempt"]["left"]) == (1, 1, 3)
    assert (view["answers"], view["marks"], view["attempt"]["closed"]) == ({}, None, False)
    assert view["draft"] == {"version": 0, "saved": None}


def test_the_fragment_is_small_and_has_no_script_of_its_own(host, key):
    block = host.block(key)
    fragment = block.runtime.render(block, "student_view")
    assert fragment.js_init_fn == "EpmCase"
    assert "<script" not in fragment.content
    assert [each.data for each in fragment.resources if each.kind == "url"] == [
        "/resource/public/dist/case.css", "/resource/public/dist/case.js",
    ]  # fmt: skip


def test_a_reader_of_another_language_gets_its_words(host, key):
    from django.utils import translation

    with translation.override("fr"):
        block = host.block(key)
        urls = [each.data for each in block.student_view().resources if each.kind == "url"]
    assert len(urls) == (3 if door.has_resource("dist/text.fr.js") else 2)
    assert all(door.has_resource(url.removeprefix("/resource/public/")) for url in urls)


def test_pictures_of_the_course_are_addressed(host, key):
    assert "/asset-v1/carte.png" in page(host, key)["brief"]


def test_a_visitor_reads_and_nothing_else(host, key):
    submit(host, key)
    for view in (
        page(host, key, VISITOR),
        page(host, key, VISITOR, "public_view"),
        page(host, key, AWA, "public_view"),
    ):
        assert view["preview"]
        assert (view["answers"], view["marks"], view["who"], view["attempt"]["closed"]) == ({}, None, "", True)
        assert view["attempt"]["reason"]


# Drafts


def test_a_draft_is_there_in_the_next_request(host, key):
    status, said = host.call(key, "save", {"answers": WRONG, "version": 0})
    assert (status, said["version"]) == (200, 1)
    assert said["saved_text"].startswith("Saved at ")
    view = page(host, key)
    assert view["answers"] == WRONG
    assert (view["draft"]["version"], view["draft"]["saved"]) == (1, said["saved"])
    assert page(host, key, KOFI)["answers"] == {}


def test_a_draft_of_another_window_is_given_back(host, key):
    host.call(key, "save", {"answers": WRONG, "version": 0})
    status, said = host.call(key, "save", {"answers": RIGHT, "version": 0})
    assert (status, said) == (409, {"version": 1, "answers": WRONG})
    assert host.call(key, "save", {"answers": RIGHT, "version": 1})[0] == 200


def test_a_submission_takes_the_place_of_the_draft(host, key):
    host.call(key, "save", {"answers": WRONG, "version": 0})
    view = submit(host, key)[1]["view"]
    assert view["answers"] == RIGHT
    assert view["draft"] == {"version": 2, "saved": None}
    assert host.call(key, "save", {"answers": WRONG, "version": 1})[0] == 409
    host.call(key, "save", {"answers": WRONG, "version": 2})
    assert page(host, key)["answers"] == WRONG
    assert page(host, key)["marks"]["answers"] == RIGHT


# Attempts


def test_marks_and_receipt(host, key):
    status, said = submit(host, key, attempt=1)
    marks = said["view"]["marks"]
    assert status == 200
    assert (marks["points"], marks["out_of"]) == (OUT_OF, OUT_OF)
    assert marks["receipt"] == api.last(api.Learner(AWA.anonymous, COURSE, str(key))).receipt
    assert marks["submitted_text"].startswith("Attempt 1 received on ")
    assert host.grades() == [{"value": OUT_OF, "max_value": OUT_OF, "only_if_higher": None}]
    assert ("awa", "completion", {"completion": 1.0}) in host.events
    assert page(host, key)["marks"] == marks


def test_a_page_that_has_the_case_is_told_what_changed_alone(host, key):
    before = page(host, key)
    body = {"answers": RIGHT, "key": "key-of-awa-1", "attempt": 1, "have": before["case"]["revision"]}
    told = host.call(key, "submit", body)[1]["view"]
    assert set(told) == {"attempt", "draft", "marks", "who"}
    assert before | told | {"answers": told["marks"]["answers"]} == page(host, key)
    host.call(key, "save", {"answers": WRONG, "version": told["draft"]["version"]})
    resent = host.call(key, "submit", body)[1]["view"]
    assert before | resent == page(host, key)
    assert resent["answers"] == WRONG
    assert "steps" in host.call(key, "submit", body | {"have": "another"})[1]["view"]


def test_the_last_attempt_brings_the_key_to_a_page_that_has_the_case(host, key):
    have = page(host, key)["case"]["revision"]
    for number in (1, 2, 3):
        body = {"answers": RIGHT, "key": f"key-of-awa-{number}", "attempt": number, "have": have}
        told = host.call(key, "submit", body)[1]["view"]
        assert ("steps" in told) == (number == 3)
    assert told == page(host, key)
    assert told["closing"]


def test_an_early_slip_costs_its_own_cell_alone(host, key):
    marks = submit(host, key, EARLY_SLIP)[1]["view"]["marks"]
    assert marks["points"] == OUT_OF - 1.0
    cells = marks["steps"]["rates"]["cells"]
    assert [cells[name]["state"] for name in ("B4", "B5", "B6")] == ["slip", "right", "consistent"]
    assert marks["first"] == {"step": "rates", "cell": "B4"}


def test_a_resend_is_answered_with_the_first_receipt(host, key):
    first = submit(host, key, attempt=1)[1]["view"]["marks"]["receipt"]
    status, said = submit(host, key, attempt=1)
    assert (status, said["view"]["marks"]["receipt"]) == (200, first)
    assert Submission.objects.count() == 1
    assert said["view"]["attempt"]["next"] == 2


def test_a_resend_does_not_touch_what_was_typed_since(host, key):
    submit(host, key)
    host.call(key, "save", {"answers": WRONG, "version": 1})
    submit(host, key)
    assert page(host, key)["answers"] == WRONG


def test_the_same_key_with_other_answers_is_a_conflict(host, key):
    submit(host, key)
    status, said = submit(host, key, WRONG)
    assert (status, said["error"]["code"]) == (409, "key-conflict")


def test_no_more_attempts_than_allowed(host, key):
    for number in (1, 2, 3):
        assert submit(host, key, WRONG, attempt=number, word=f"key-0000{number}")[0] == 200
    view = page(host, key)
    assert (view["attempt"]["closed"], view["attempt"]["left"], view["attempt"]["number"]) == (True, 0, 3)
    assert view["attempt"]["reason"] == "You have used all 3 attempts."
    status, said = submit(host, key, attempt=4, word="key-00004")
    assert (status, said["error"]["code"]) == (409, "no-attempt-left")
    assert len(host.grades()) == 3


def test_two_windows_are_one_attempt(host, key):
    submit(host, key, attempt=1)
    status, said = submit(host, key, WRONG, attempt=1, word="key-00002")
    assert (status, said["error"]["code"]) == (409, "attempt-taken")
    assert "attempt 2" in said["error"]["text"]


def test_too_late_is_refused_by_the_server(host, key):
    before = page(host, key)
    change(host, key, due=now() - HOUR)
    status, said = submit(host, key)
    assert (status, said["error"]["code"]) == (409, "closed")
    assert str(now().year) in said["error"]["lead"]
    assert before["attempt"]["closed"] is False
    assert page(host, key)["attempt"]["closed"]
    assert host.grades() == []


def test_late_within_the_grace_is_taken_and_noted(host, key):
    change(host, key, due=now() - HOUR, graceperiod=2 * HOUR)
    view = page(host, key)
    assert view["attempt"]["late_allowed"]
    assert view["attempt"]["late_text"]
    marks = submit(host, key)[1]["view"]["marks"]
    assert "late" in marks["submitted_text"]
    assert Submission.objects.get().late


def test_a_case_without_steps_takes_no_attempt(host):
    key = host.load("<epm_case><brief><p>x</p></brief></epm_case>")
    status, said = submit(host, key)
    assert (status, said["error"]["code"]) == (422, "nothing-to-mark")


# What may be seen


@pytest.mark.parametrize(
    ("rule", "due", "shown"),
    [("always", None, True), ("never", None, False), ("past_due", HOUR, False), ("past_due", None, True)],
)
def test_marks_only_where_they_may_be_seen(host, key, rule, due, shown):
    change(host, key, show_correctness=rule, due=now() + due if due else None)
    marks = submit(host, key)[1]["view"]["marks"]
    assert (marks is not None) == shown
    assert host.grades()[-1]["value"] == OUT_OF


def has_key(view):
    return any("key" in step or "model_answer" in step for step in view["steps"]) or bool(view["closing"])


@pytest.mark.parametrize(
    ("used", "fields", "shown"),
    [
        (0, {}, False),
        (1, {}, False),
        (3, {}, True),
        (3, {"due": HOUR}, False),
        (3, {"due": -HOUR}, True),
        (0, {"due": -HOUR}, True),
        (3, {"due": -HOUR, "graceperiod": 2 * HOUR}, False),
        (3, {"show_correctness": "never"}, False),
        (3, {"due": -HOUR, "show_correctness": "never"}, False),
        (1, {"max_attempts": None}, False),
        (3, {"due": -HOUR, "self_paced": True}, False),
    ],
)
def test_the_key_appears_when_nothing_can_be_sent_any_more(host, key, used, fields, shown):
    for number in range(used):
        submit(host, key, WRONG, word=f"key-0000{number}")
    due = fields.get("due")
    change(host, key, **(fields | ({"due": now() + due} if due else {})))
    assert has_key(page(host, key)) == shown


def test_an_extension_closes_the_key_again_for_the_one_who_has_it(host, key):
    change(host, key, due=now() - HOUR)
    assert has_key(page(host, key))
    change(host, key, due=now() + HOUR)
    assert not has_key(page(host, key))


# Staff


def test_staff_who_look_as_a_learner_change_nothing(host, key):
    submit(host, key, WRONG)
    events = list(host.events)
    view = page(host, key, AS_AWA)
    assert view["marks"]["points"] < OUT_OF
    assert view["attempt"]["practice"]
    status, said = submit(host, key, RIGHT, AS_AWA, attempt=2, word="key-00002")
    assert (status, said["view"]["marks"]["points"]) == (200, OUT_OF)
    assert host.events == events
    assert Submission.objects.count() == 1


def test_authors_in_studio_practise(host, key):
    status, said = submit(host, key, RIGHT, AUTHOR, studio=True)
    assert (status, said["view"]["marks"]["points"]) == (200, OUT_OF)
    assert Submission.objects.count() == 0


def test_a_reset_gives_the_attempts_back_and_keeps_the_rows(host, key):
    submit(host, key, WRONG)
    submit(host, key, RIGHT, KOFI)
    host.block(key, STAFF).clear_student_state(AWA.anonymous, COURSE, str(key), STAFF.anonymous)
    assert not host.block(key).has_submitted_answer()
    assert page(host, key)["marks"] is None
    assert host.block(key, KOFI).has_submitted_answer()
    assert Submission.objects.count() == 2
    assert submit(host, key, attempt=1)[0] == 200


def test_retirement(host, key):
    submit(host, key)
    api.retire([AWA.anonymous])
    assert page(host, key)["marks"] is None
    assert [row.answers["memo"] for row in api.report(str(key))] == ["[retired]"]


# Grades


def test_max_score_needs_nobody(host, key):
    assert host.block(key, VISITOR, without=("user", "publish", "completion")).max_score() == OUT_OF
    assert host.block(host.load("<epm_case><broken</epm_case>".replace("<broken", "&lt;broken"))).max_score() == 0


def test_scorable(host, key):
    block = host.block(key)
    assert not block.has_submitted_answer()
    assert block.get_score() == Score(0.0, OUT_OF)
    with pytest.raises(ValueError, match="nothing"):
        block.rescore(only_if_higher=False)
    submit(host, key, WRONG)
    block = host.block(key)
    assert block.has_submitted_answer()
    assert block.calculate_score() == block.get_score()
    block.set_score(block.get_score())
    assert Mark.objects.count() == 1
    block.set_score(Score(5.5, OUT_OF))
    assert host.block(key).get_score() == Score(5.5, OUT_OF)
    assert Mark.objects.count() == 2


def fix_the_key(host, key):
    """The author finds that the answers taken for wrong were right."""
    change(
        host,
        key,
        source=SOURCE.replace('id="b"><text>', 'id="b" right="true"><text>').replace('id="a" right="true"', 'id="a"'),
    )


def test_rescore_after_a_key_fix(host, key):
    submit(host, key, WRONG)
    before = host.block(key).get_score().raw_earned
    fix_the_key(host, key)
    assert host.block(key).get_score().raw_earned == before
    host.block(key).rescore(only_if_higher=False)
    assert host.block(key).get_score().raw_earned == before + 1
    assert host.grades()[-1]["value"] == before + 1
    assert [mark.cause for mark in Mark.objects.order_by("pk")] == ["submit", "remark"]
    assert len({mark.revision for mark in Mark.objects.all()}) == 2


def test_rescore_only_if_higher(host, key):
    submit(host, key, RIGHT)
    fix_the_key(host, key)
    host.block(key).rescore(only_if_higher=True)
    assert host.block(key).get_score().raw_earned == OUT_OF
    host.block(key).rescore(only_if_higher=False)
    assert host.block(key).get_score().raw_earned == OUT_OF - 1


def test_completion_is_its_own(host, key):
    assert CaseBlock.has_custom_completion
    assert CaseBlock.completion_mode == XBlockCompletionMode.COMPLETABLE
    host.call(key, "save", {"answers": RIGHT, "version": 0})
    assert host.events == []


# Reports and catalogues


class State:
    def __init__(self, username, state):
        self.username, self.state = username, state


def states(host, key, *people):
    return [
        State(person.name, {"seat": host.block(key, person).seat, "sent": host.block(key, person).sent})
        for person in people
    ]


def test_each_submission_leaves_a_trace_in_the_fields(host, key):
    submit(host, key)
    submit(host, key, WRONG, word="key-00002")
    assert (host.block(key).sent, host.block(key).seat) == (2, AWA.anonymous)


def test_the_instructors_report(host, key):
    cells = {"B4": "-3,5", "B5": "+cmd", "B6": {"value": 7, "formula": "=1+6"}}
    submit(host, key, WRONG | {"memo": '=HYPERLINK("http://x")', "rates": {"cells": cells}})
    submit(host, key, RIGHT, KOFI)
    rows = list(host.block(key, STAFF).generate_report_data(states(host, key, AWA, KOFI)))
    assert [name for name, _row in rows] == ["awa", "kofi"]
    first = rows[0][1]
    assert (first["memo"], first["rates!B4"], first["rates!B5"]) == ('\'=HYPERLINK("http://x")', "-3,5", "'+cmd")
    assert first["rates!B6"] == "'=1+6"
    assert (first["Attempt"], first["Late"], rows[1][1]["Points"]) == (1, 0, OUT_OF)
    assert len(list(host.block(key, STAFF).generate_report_data([], 1))) == 1
    assert list(host.block(key, STAFF).generate_report_data(iter(states(host, key, AWA)), 0)) == []
    pairs = [(state.username, {"seat": f'"{state.state["seat"]}"'}) for state in states(host, key, AWA)]
    assert [name for name, _row in host.block(key, STAFF).generate_report_data(pairs)] == ["awa", KOFI.anonymous]


def test_words_for_a_search(host, key):
    index = host.block(key, without=("user",)).index_dictionary()
    assert index["content_type"] == "Case exercise"
    assert index["content"]["display_name"] == "Taux de redoublement"
    for word in ("primaire", "Effectifs et redoublants", "Calculer les taux", "Que lire"):
        assert word in index["content"]["case"]


def test_what_an_app_may_show(host, key):
    data = host.block(key, without=("user",)).student_view_data()
    assert (data["points"], [step["id"] for step in data["steps"]]) == (OUT_OF, ["rates", "reading", "memo"])
    block = host.block(key)
    assert block.has_support(block.student_view, "multi_device")


# Authors


def test_the_editor_is_for_authors(host, key):
    for person, options in ((AWA, {}), (STAFF, {}), (AUTHOR, {}), (STAFF, {"studio": True})):
        block = host.block(key, person, **options)
        fragment = block.runtime.render(block, "studio_view")
        assert fragment.json_init_args is None
        assert "SECRET" not in fragment.content
    view = page(host, key, AUTHOR, "studio_view", studio=True)
    assert view["source"].strip() == SOURCE.strip()
    assert view["settings"]["max_attempts"] == 3


def test_check_preview_store(host, key):
    options = {"person": AUTHOR, "studio": True}
    wrong = SOURCE.replace('kind="choice"', 'kind="chioce"')
    status, said = host.call(key, "check", {"source": wrong}, **options)
    assert status == 200
    finding = next(one for one in said["findings"] if one["code"] == "step-kind")
    assert finding["line"] == wrong[: wrong.index("chioce")].count("\n") + 1
    assert "chioce" in finding["lead"]
    status, said = host.call(key, "preview", {"source": wrong}, **options)
    assert [bool(step.get("damaged")) for step in said["view"]["steps"]] == [False, True, False]
    assert host.call(key, "store", {"source": wrong}, **options)[0] == 200
    assert host.block(key).source == wrong
    assert [bool(step.get("damaged")) for step in page(host, key)["steps"]] == [False, True, False]
    status, said = host.call(key, "store", {"source": "<brief>"}, **options)
    assert (status, said["error"]["code"]) == (422, "source-refused")
    assert said["findings"]
    assert host.block(key).source == wrong


def test_settings_change_together_or_not_at_all(host, key):
    options = {"person": AUTHOR, "studio": True}
    values = {"display_name": "Autre", "max_attempts": 5, "weight": 2.5, "lang": "en", "figures": "", "case_id": "z"}
    assert host.call(key, "settings", {"values": values}, **options)[0] == 200
    block = host.block(key)
    assert {name: getattr(block, name) for name in values} == values
    assert host.call(key, "settings", {"values": {"lang": "fr", "weight": "x"}}, **options)[0] == 422
    assert host.block(key).lang == "en"
    assert host.call(key, "settings", {"values": {"max_attempts": None}}, **options)[0] == 200
    assert host.block(key).max_attempts is None


def test_findings_come_first_in_the_authors_view(host):
    key = host.load(XML.replace('kind="choice"', 'kind="chioce"'))
    assert page(host, key, AUTHOR, "author_view", studio=True)["findings"]
    assert "findings" not in page(host, key, STAFF, "author_view", studio=True)


def test_a_damaged_step_is_named_to_learners_and_the_others_are_marked(host):
    key = host.load(XML.replace('kind="choice"', 'kind="chioce"'))
    damaged = page(host, key)["steps"][1]
    assert damaged["damaged"]
    assert "SECRET" not in str(damaged)
    assert submit(host, key)[1]["view"]["marks"]["points"] == OUT_OF - 1


def test_a_newer_version_is_said_and_kept(host):
    key = host.load(XML.replace('schema_version="1"', 'schema_version="99"'))
    view = page(host, key, AUTHOR, "author_view", studio=True)
    assert view["findings"][0]["severity"] == "blocking"
    assert page(host, key)["steps"] == []
    assert b'schema_version="99"' in host.export(key)


GARBAGE = {
    "not xml": "<brief><p>open",
    "a doctype": '<!DOCTYPE a [<!ENTITY b "c">]><brief/>',
    "an instruction": "<brief><?php x?></brief>",
    "deep": "<p>" * 300 + "</p>" * 300,
    "large": "<brief>" + "<p>x</p>" * 300_000 + "</brief>",
    "other things": "<quiz/>text<step/><step kind='worksheet'/><data/><answers/>",
    "steps that lack everything": "<step kind='worksheet' id='a'/><step kind='choice' id='a'/><step id='b'/>",
    "a killer formula": SOURCE.replace("=B4+B5", "=" + "(" * 5000 + "1" + ")" * 5000),
    "a huge range": SOURCE.replace("=B4+B5", "=SUM(A1:XFD1048576)"),
    "a cycle": SOURCE.replace("=B4+B5", "=B6+B5"),
    "a script": "<brief><script>alert(1)</script><p onclick='x'>y</p></brief>",
}


@pytest.mark.parametrize("name", GARBAGE)
def test_any_source_can_be_shown_checked_and_exported(host, key, name):
    change(host, key, source=GARBAGE[name])
    for person, view, options in (
        (AWA, "student_view", {}), (VISITOR, "public_view", {}), (AUTHOR, "author_view", {"studio": True}),
        (AUTHOR, "studio_view", {"studio": True}),
    ):  # fmt: skip
        shown = page(host, key, person, view, **options)
        assert "<script" not in str(shown.get("brief")) + str(shown.get("steps"))
    block = host.block(key, without=("user",))
    assert block.max_score() >= 0
    assert block.student_view_data()["points"] >= 0
    assert block.index_dictionary()
    assert page(host, key, AUTHOR, "studio_view", studio=True)["findings"]
    first = host.export(key)
    assert host.export(host.load(first)) == first
    status, said = submit(host, key)
    assert status == 200 or said["error"]["lead"]
