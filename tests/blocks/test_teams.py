"""One workbook a team: one draft, one submission, marks for every member; the list a trainer sends."""

import pytest

from epm_xblocks.registrar import api
from tests.blocks.cases import EARLY_SLIP, RIGHT, XML
from tests.blocks.host_runtime import AS_AWA, AWA, COURSE, KOFI, STAFF, Person

LINDA = Person("linda", "e" * 32)
LIST = "Nord; awa\nNord; kofi\n\nSud,linda"


@pytest.fixture
def together(host):
    return host.load(XML.replace("<epm_case ", '<epm_case teams="list" ', 1))


@pytest.fixture
def listed(host, together):
    assert host.call(together, "teams_list", {"list": LIST}, STAFF)[0] == 200
    return together


def view(host, key, person):
    return host.block(key, person).runtime.render(host.block(key, person), "student_view").json_init_args


def save(host, key, person, answers, version):
    return host.call(key, "save_draft", {"answers": answers, "version": version}, person)


def submit(host, key, person, answers=RIGHT, name="key-00001"):
    return host.call(key, "submit", {"answers": answers, "key": name, "attempt": None}, person)


def grades(host):
    """The last mark of each person, by whichever way it went."""
    own = {who: told["value"] for who, kind, told in host.events if kind == "grade"}
    return {who: earned for who, earned, _of in host.others} | own


def test_what_one_types_the_others_see(host, listed):
    assert save(host, listed, AWA, EARLY_SLIP, 0)[1]["version"] == 1
    told = view(host, listed, KOFI)
    assert (told["answers"], told["draft"]["version"]) == (EARLY_SLIP, 1)
    assert told["team"]["name"] == "Nord"
    assert told["team"]["members"] == ["awa", "kofi"]
    assert view(host, listed, LINDA)["answers"] == {}


def test_two_who_type_at_once_lose_nothing(host, listed):
    assert save(host, listed, AWA, EARLY_SLIP, 0)[0] == 200
    status, said = save(host, listed, KOFI, RIGHT, 0)
    assert (status, said["version"], said["answers"]) == (409, 1, EARLY_SLIP)
    assert save(host, listed, KOFI, RIGHT, 1)[0] == 200
    assert view(host, listed, AWA)["answers"] == RIGHT


def test_one_submission_counts_for_every_member(host, listed):
    told = submit(host, listed, AWA)[1]["view"]
    assert told["marks"]["points"] == 6
    assert grades(host) == {"awa": 6, "kofi": 6}
    seen = view(host, listed, KOFI)
    assert (seen["marks"]["receipt"], seen["attempt"]["number"]) == (told["marks"]["receipt"], 1)
    assert view(host, listed, LINDA)["marks"] is None
    assert submit(host, listed, KOFI, EARLY_SLIP, "key-00002")[1]["view"]["attempt"]["number"] == 2
    assert host.others[-1] == ("awa", 5, 6)
    assert grades(host)["kofi"] == 5


def test_who_joins_later_is_credited_on_coming(host, listed):
    submit(host, listed, AWA)
    host.call(listed, "teams_list", {"list": LIST + "\nNord;yao"}, STAFF)
    yao = Person("yao", "f" * 32)
    assert "yao" not in grades(host)
    assert view(host, listed, yao)["marks"]["points"] == 6
    assert grades(host)["yao"] == 6


def test_in_no_team_one_works_alone_and_is_told(host, together):
    assert "in no team" in view(host, together, AWA)["team"]["text"]
    submit(host, together, AWA)
    assert grades(host) == {"awa": 6}


def test_without_the_setting_a_list_changes_nothing(host, key, listed):
    assert "team" not in view(host, key, AWA)
    submit(host, key, AWA)
    assert grades(host) == {"awa": 6}
    assert view(host, key, KOFI)["marks"] is None


def test_staff_who_look_as_a_member_write_nothing_for_the_team(host, listed):
    submit(host, listed, AS_AWA)
    assert view(host, listed, KOFI)["marks"] is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Nord; awa\nSud", "team-line"),
        ("Nord; awa; kofi", "team-line"),
        ("; awa", "team-line"),
        ("Nord; awa\nSud; AWA", "team-twice"),
        ("Nord; nobody-here", "team-unknown"),
    ],
)
def test_a_list_with_a_fault_is_refused_whole_with_its_line(host, listed, text, code):
    status, said = host.call(listed, "teams_list", {"list": text}, STAFF)
    assert (status, said["error"]["code"]) == (422, code)
    assert str(text.count("\n") + 1) in said["error"]["lead"]
    assert [team.name for team in api.teams(COURSE)] == ["Nord", "Sud"]


def test_a_trainer_sees_the_list_and_no_learner_may_change_it(host, listed):
    told = view(host, listed, STAFF)["team"]
    assert told["list"] == "Nord; awa\nNord; kofi\nSud; linda"
    assert host.call(listed, "teams_list", {"list": "Nord; awa"}, AWA)[1]["error"]["code"] == "not-a-marker"


def test_a_case_without_a_list_takes_none(host, key):
    assert host.call(key, "teams_list", {"list": LIST}, STAFF)[1]["error"]["code"] == "teams-not-listed"


def test_a_team_that_changes_hands_keeps_what_it_sent(host, listed):
    receipt = submit(host, listed, AWA)[1]["view"]["marks"]["receipt"]
    host.call(listed, "teams_list", {"list": "Nord; linda"}, STAFF)
    assert view(host, listed, LINDA)["marks"]["receipt"] == receipt
    assert view(host, listed, AWA)["marks"] is None


class _Users(list):
    def all(self):
        return self


class _Team:
    team_id, name = "nord-1", "Équipe Nord"
    users = _Users([Person("awa"), Person("kofi")])

    def __init__(self):
        self.users = _Users(type("U", (), {"username": name}) for name in ("awa", "kofi"))


class PlatformTeams:
    """As the platform's service: by account, course and set of teams."""

    def get_team(self, user, course, topic):
        assert course == COURSE
        return _Team() if topic == "pays" and user in ("awa", "kofi") else None


def test_the_platform_s_teams_are_taken_as_they_are(host, monkeypatch):
    from tests.blocks import host_runtime

    names = {AWA.anonymous: "awa", KOFI.anonymous: "kofi", LINDA.anonymous: "linda"}
    monkeypatch.setattr(
        host_runtime.UserService, "get_user_by_anonymous_id", lambda self, uid: names.get(uid), raising=False
    )
    made = host_runtime.HostRuntime.__init__

    def with_teams(self, *args, **more):
        made(self, *args, **more)
        self._services["teams"] = PlatformTeams()

    monkeypatch.setattr(host_runtime.HostRuntime, "__init__", with_teams)
    key = host.load(XML.replace("<epm_case ", '<epm_case teams="pays" ', 1))
    assert save(host, key, AWA, EARLY_SLIP, 0)[0] == 200
    told = view(host, key, KOFI)
    assert (told["team"]["name"], told["answers"]) == ("Équipe Nord", EARLY_SLIP)
    assert "in no team" in view(host, key, LINDA)["team"]["text"]
    assert "list" not in view(host, key, STAFF)["team"]
