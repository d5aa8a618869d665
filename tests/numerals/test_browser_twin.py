"""static/js/numerals.js reads and writes as Python does, over the golden cases, run by Node."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from epm_xblocks.numerals import style_data, write
from tests.numerals.golden import TARGET, read_row

ROOT = Path(__file__).parents[2]
MODULE = ROOT / "static/js/numerals.js"
ESBUILD = ROOT / "static/node_modules/.bin/esbuild"
NODE = shutil.which("node")


def test_the_golden_cases_are_what_python_gives() -> None:
    golden = json.loads(TARGET.read_text(encoding="utf-8"))
    remedy = "run python -m tests.numerals.golden and read the difference"
    assert golden["styles"] == {style: style_data(style) for style in golden["styles"]}, remedy
    assert [row for row in golden["reads"] if read_row(*row[:4]) != row] == [], remedy
    assert [row for row in golden["writes"] if write(row[1], row[0], **row[2]) != row[3]] == [], remedy


def test_the_golden_cases_hold_every_kind() -> None:
    reads = json.loads(TARGET.read_text(encoding="utf-8"))["reads"]
    assert len(reads) >= 3000
    for kind in ("number", "ambiguous", "blank", "unread"):
        assert sum(row[4]["kind"] == kind for row in reads) >= 7
    assert len({row[4].get("reason") for row in reads}) >= 30


@pytest.mark.skipif(NODE is None, reason="Node is not installed: the browser twin cannot be run")
def test_the_browser_agrees() -> None:
    command = [str(NODE), str(Path(__file__).with_name("twin.mjs")), str(MODULE), str(TARGET)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    result = json.loads(done.stdout)
    assert result["faults"] == []
    assert result["reads"] >= 3000
    assert result["writes"] >= 1000


@pytest.mark.skipif(not ESBUILD.exists(), reason="esbuild is not installed: the bundle cannot be measured")
def test_small_enough_for_a_slow_line() -> None:
    built = subprocess.run([str(ESBUILD), "--minify", str(MODULE)], capture_output=True, timeout=60, check=True)
    assert len(gzip.compress(built.stdout, 9, mtime=0)) <= 3000
