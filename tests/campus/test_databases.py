"""Names that differ in a capital or an accent stay apart, and every sign comes back, on each database within reach."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.campus.exactness import BLOCKS, FILES, NAMES, SIGNS
from tests.registrar.databases import fresh


def run(kind: str, folder: Path, charset: str, *words: str) -> dict[str, Any]:
    with fresh(kind, folder, charset) as url:
        if url is None:
            pytest.skip(f"no {kind} on the standard local port")
        named = {"DATABASE_URL": url, "EPM_STATE": str(folder / "state")}
        done = subprocess.run(
            [sys.executable, "-m", "tests.campus.exactness", *words],
            env=os.environ | named | {"DJANGO_SETTINGS_MODULE": "epm_xblocks.campus.settings"},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    assert done.returncode == 0, done.stderr[-3000:]
    return dict(json.loads(done.stdout))


def of_the_ledger(found: dict[str, Any]) -> None:
    for block, (report, last, detail) in zip(BLOCKS, found["ledger"], strict=True):
        assert report == [SIGNS + block]
        assert last == SIGNS + block
        assert detail == SIGNS


@pytest.mark.parametrize(
    ("kind", "charset"),
    [
        ("sqlite", ""),
        pytest.param("mariadb", "latin1", marks=pytest.mark.database),
        pytest.param("postgresql", "", marks=pytest.mark.database),
    ],
)
def test_what_is_nearly_the_same_is_not_the_same(kind: str, charset: str, tmp_path: Path) -> None:
    found = run(kind, tmp_path, charset)
    assert found["accounts"] == [[name, f"{name} 😀"] for name in NAMES]
    assert found["files"] == list(FILES)
    of_the_ledger(found)


@pytest.mark.database
def test_the_ledger_does_not_hang_on_the_collation_of_a_platforms_database(tmp_path: Path) -> None:
    of_the_ledger(run("mariadb", tmp_path, "utf8mb3", "utf8mb3"))
