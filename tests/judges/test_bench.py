"""What the benchmarks compare: peers that are there, as they were released, doing the same exercise."""

import base64
import hashlib

import pytest

from benchmarks import goals, run


def test_an_absent_peer_is_an_error(monkeypatch, capsys):
    monkeypatch.setattr(run, "PEERS", (*run.PEERS, "no-such-peer"))
    assert run.main([]) == 1
    assert "no-such-peer is not installed" in capsys.readouterr().err


def test_a_changed_peer_is_an_error(monkeypatch, tmp_path):
    """A peer whose file is not the one its RECORD names."""
    module, info = tmp_path / "some_peer.py", tmp_path / "some_peer-1.0.dist-info"
    info.mkdir()
    module.write_text("slow = True\n")
    digest = base64.urlsafe_b64encode(hashlib.sha256(module.read_bytes()).digest()).rstrip(b"=").decode()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: some-peer\nVersion: 1.0\n")
    (info / "RECORD").write_text(f"some_peer.py,sha256={digest},12\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(run, "PEERS", ("some-peer",))
    assert run.versions()["some-peer"] == "1.0"
    module.write_text("slow = False\n")
    with pytest.raises(run.Failed, match=r"some_peer\.py of some-peer was changed after its release"):
        run.versions()


@pytest.mark.parametrize("peer", [{"right": 19, "grades": 3}, {"right": 20, "grades": 0}])
def test_a_side_that_does_another_exercise_is_an_error(peer):
    with pytest.raises(goals.Differs):
        goals.same_exercise({"sides": {"ours": {"right": 20, "grades": 3}, "problem": peer}})


def test_a_database_that_is_not_there_meets_no_goal():
    (row,) = goals.rows({"end_to_end": {"MariaDB": {"database": "MariaDB", "absent": "no server"}}})
    assert not row["met"]
    assert {"name", "ours", "peer", "ratio", "goal", "met"} <= set(row)
