"""Simultaneous submissions: none lost, none counted twice, none over the limit, on each database within reach."""

import json
import os
import subprocess
import sys

import pytest

from tests.registrar.databases import fresh

DATABASES = [
    "sqlite",
    pytest.param("mariadb", marks=pytest.mark.database),
    pytest.param("postgresql", marks=pytest.mark.database),
]


def run(url, *words):
    done = subprocess.run(
        [sys.executable, "-m", "tests.registrar.storm", *map(str, words)],
        env=os.environ | {"DATABASE_URL": url}, capture_output=True, text=True, timeout=3600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def blow(kind, folder, learners, rounds):
    with fresh(kind, folder) as url:
        if url is None:
            pytest.skip(f"no {kind} on the standard local port")
        run(url, "migrate")
        found = json.loads(run(url, learners, rounds))
    print(found)
    distinct, doubled = (rounds + 1) // 2, rounds // 2
    assert found["sent"] == learners * rounds * 6
    wrong = {name: found[name] for name in ("lost", "twice", "over", "short", "miscounted", "marks_missing")}
    assert not any(wrong.values()), found
    expected = {
        "accepted": learners * rounds * 3,
        "no-attempt-left": learners * distinct * 3,
        "repeated": learners * doubled * 3,
    }
    assert found["told"] == {name: count for name, count in expected.items() if count}


@pytest.mark.parametrize("kind", DATABASES)
def test_twenty_learners_in_a_storm(kind, tmp_path):
    blow(kind, tmp_path, learners=20, rounds=2)


@pytest.mark.soak
@pytest.mark.parametrize("kind", DATABASES)
def test_two_hundred_learners_and_twenty_rounds(kind, tmp_path):
    blow(kind, tmp_path, learners=200, rounds=20)
