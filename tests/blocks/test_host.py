"""What the block asks of its host: person, rights, deadlines, places, secrets; and hosts that lack something."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import override_settings

from epm_xblocks.blocks import host as door
from tests.blocks.host_runtime import AS_AWA, AUTHOR, AWA, COURSE, KOFI, STAFF, VISITOR, Host, Key

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def key():
    return Key("block-v1:IFPE+PLAN+2026+type@epm_case+block@x")


@pytest.fixture
def noon(monkeypatch):
    monkeypatch.setattr(door, "now", lambda: NOON)


def block(key, person=AWA, host=None, **fields):
    made = (host or Host()).block(key, person)
    for name, value in fields.items():
        setattr(made, name, value)
    return made


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (AWA, door.Person("a" * 32)),
        (STAFF, door.Person("c" * 32, staff=True)),
        (VISITOR, door.Person("")),
        (AS_AWA, door.Person("a" * 32, behind=True)),
    ],
)
def test_who_is_here(key, person, expected):
    assert door.person(block(key, person)) == expected


def test_a_host_without_a_user_service_knows_people_by_their_user_id(key):
    host = Host()
    assert door.person(host.block(key, AWA, without=("user",))) == door.Person("awa")
    assert door.person(host.block(key, VISITOR, without=("user",))) == door.Person("")


@pytest.mark.parametrize("person", [AWA, KOFI, VISITOR, STAFF, AS_AWA, AUTHOR])
@pytest.mark.parametrize("studio", [True, False])
def test_only_authors_in_the_editor_may_write_the_source(key, person, studio):
    made = Host().block(key, person, studio=studio)
    assert door.may_write_source(made) == (person is AUTHOR and studio)


def test_newer_names_of_the_rights_are_asked_first(key):
    host = Host()
    made = host.block(key, AUTHOR, studio=True)
    rights = type("Rights", (), {"can_edit_content": lambda self, key: False, "can_write": lambda self, key: True})()
    made.runtime._services["studio_user_permissions"] = rights
    assert not door.may_write_source(made)


@pytest.mark.parametrize(
    ("person", "options", "practice"),
    [
        (AWA, {}, False), (STAFF, {}, False), (AS_AWA, {}, True), (VISITOR, {}, True),
        (AUTHOR, {"studio": True}, True), (AUTHOR, {}, False),
    ],
)  # fmt: skip
def test_what_reaches_a_record(key, person, options, practice):
    assert door.visit(Host().block(key, person, **options)).practice == practice


def test_without_the_app_everything_is_practice(key, monkeypatch):
    monkeypatch.setattr(door, "has_registrar", lambda: False)
    assert door.visit(block(key)).practice


GRACE = timedelta(hours=1)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("fields", "closes", "over"),
    [
        ({}, None, False),
        ({"due": NOON}, NOON, False),
        ({"due": NOON - HOUR}, NOON - HOUR, True),
        ({"due": NOON - HOUR, "graceperiod": GRACE}, NOON, False),
        ({"due": NOON - 2 * HOUR, "graceperiod": GRACE}, NOON - HOUR, True),
        ({"due": NOON - HOUR, "self_paced": True}, None, False),
        ({"graceperiod": GRACE}, None, False),
    ],
)
def test_deadlines(key, noon, fields, closes, over):
    found = door.times(block(key, **fields))
    assert (found.closes, found.over) == (closes, over)


def test_an_extension_is_read_at_each_request(key, noon):
    made = block(key, due=NOON - HOUR)
    assert door.times(made).over
    made.due = NOON + HOUR
    assert not door.times(made).over


def test_the_platforms_own_judgement_of_the_deadline_is_heard(key, noon):
    made = block(key, due=NOON + HOUR)
    made.has_deadline_passed = lambda: True
    assert door.times(made).over


@pytest.mark.parametrize(
    ("rule", "due", "staff", "shown"),
    [
        ("always", NOON + HOUR, False, True), ("never", NOON - HOUR, True, False),
        ("past_due", NOON + 365 * 24 * HOUR, False, False), ("past_due", datetime(2000, 1, 1, tzinfo=UTC), False, True),
        ("past_due", NOON + 365 * 24 * HOUR, True, True), ("past_due", None, False, True), (None, None, False, True),
    ],
)  # fmt: skip
def test_whether_marks_may_be_seen(key, rule, due, staff, shown):
    made = block(key, STAFF if staff else AWA, show_correctness=rule, due=due)
    assert door.correctness_shown(door.visit(made)) == shown


def test_staff_who_look_as_a_learner_see_what_the_learner_sees(key):
    made = block(key, AS_AWA, show_correctness="past_due", due=NOON + 365 * 24 * HOUR)
    assert not door.correctness_shown(door.visit(made))


class Versioned:
    """A usage key of the split store, as it appears while a course is being published."""

    def __init__(self, branch="published-branch", version="5f"):
        self.branch, self.version_guid = branch, version
        self.course_key = self

    def for_branch(self, branch):
        return Versioned(branch, self.version_guid)

    def version_agnostic(self):
        return Versioned(self.branch, None)

    def __str__(self):
        return f"block{'+' + self.branch if self.branch else ''}{'+' + self.version_guid if self.version_guid else ''}"


def test_a_block_has_one_name_whatever_is_published():
    made = Host().runtime().construct_xblock("epm_case", _ids(Versioned()))
    assert (door.usage_id(made), door.course_id(made)) == ("block", "block")


def _ids(key):
    from xblock.fields import ScopeIds

    return ScopeIds("awa", "epm_case", key, key)


def test_names_of_places(key):
    made = block(key)
    assert (door.usage_id(made), door.course_id(made)) == (str(key), COURSE)
    bare = Host().block("type@epm_case+without-a-course", AWA)
    assert door.course_id(bare) == ""


def test_names_for_the_browser_tell_nothing_and_differ(key):
    names = {door.opaque(door.visit(block(key, person))) for person in (AWA, KOFI, STAFF)}
    other = Key(key + "2")
    names.add(door.opaque(door.visit(block(other))))
    assert len(names) == 4
    assert all("a" * 8 not in name and "x" not in name for name in names)
    assert door.opaque(door.visit(block(key, VISITOR))) == ""


def test_secrets_of_the_installation():
    derived = door.secrets()
    assert len(derived) == 1
    assert b"secret of the test suite" not in derived[0]
    with override_settings(EPM_SECRET="new", EPM_SECRETS_BEFORE=["old"]):
        assert door.secrets() == (b"new", b"old")


def test_events_of_somebody_else_are_not_published(key):
    host = Host()
    door.publish_grade(door.visit(host.block(key, AS_AWA)), 1.0, 2.0)
    door.publish_completion(door.visit(host.block(key, AS_AWA)))
    door.publish_grade(door.visit(host.block(key, AWA)), 0.0, 0.0)
    assert host.events == []


def test_a_host_with_nothing_but_the_core_still_answers(key):
    bare = Host().block(key, AWA, without=("user", "publish", "completion", "replace_urls"))
    visit = door.visit(bare)
    assert visit.who.id == "awa"
    assert door.replace_urls(bare, "/static/x") == "/static/x"
    assert not door.may_write_source(bare)
    assert door.language(bare) == "en"
