"""Teams in the ledger: who is in which, one draft by versions, lists that replace one another."""

from datetime import UTC, datetime

import pytest

from epm_xblocks.registrar import api

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
WHO = api.Learner("team:1", "course-v1:a+b+c", "block", "case")
pytestmark = pytest.mark.django_db


def test_an_older_version_is_not_kept():
    assert api.draft(WHO) == {}
    assert api.keep_draft(WHO, {"a": 1}, version=1, now=NOW, by="awa")
    assert not api.keep_draft(WHO, {"a": 2}, version=1, now=NOW, by="kofi")
    assert api.draft(WHO)["answers"] == {"a": 1}
    assert api.keep_draft(WHO, {"a": 3}, version=2, now=NOW, by="kofi")
    assert (api.draft(WHO)["by"], api.draft(WHO)["version"]) == ("kofi", 2)


def test_a_list_takes_the_place_of_the_one_before_and_teams_keep_their_names():
    first = api.set_teams("c", {"North": ["awa", "kofi"], "South": ["linda"]})
    assert [team.name for team in first] == ["North", "South"]
    again = api.set_teams("c", {"North": ["linda"]})
    assert [(team.id, team.members) for team in again] == [(first[0].id, ("linda",))]
    assert api.team_of("c", "awa") is None
    assert api.team_of("c", "LINDA").name == "North"
    assert api.team_of("other", "linda") is None
    assert api.team_names("c")[first[1].id] == "South"


def test_a_team_of_the_platform_follows_its_members():
    one = api.put_team("c", "topic", "t-1", "Team", ["awa", "kofi"])
    two = api.put_team("c", "topic", "t-2", "Other", ["kofi", "linda"])
    assert api.members(two.id) == ("kofi", "linda")
    assert api.members(one.id) == ("awa",)
    assert api.put_team("c", "topic", "t-1", "Renamed", ["awa"]).name == "Renamed"
    assert api.members("somebody") == ()
