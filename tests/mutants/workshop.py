"""A copy of the project in which faults are planted, one at a time, and tests run in a child process. tests/mutants."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import cache_from_source
from pathlib import Path

import pytest

from tests.mutants.table import Fault

__all__ = ["ROOT", "Run", "Workshop"]

ROOT = Path(__file__).resolve().parents[2]
PARTS = "xblocks static locale tests course_exports docs scripts benchmarks README.md setup.py pyproject.toml".split()
LEFT_OUT = shutil.ignore_patterns("node_modules", "__pycache__", "*.egg-info", "mutants")
SAID = re.compile(r"^(tests/.+?) (PASSED|FAILED|ERROR|SKIPPED|XFAIL|XPASS)\b", re.MULTILINE)
PLAIN = "-p no:cacheprovider -p no:xdist -p no:hypothesispytest".split()  # because a run is short: half of it is start
PATIENCE = 300


@dataclass(frozen=True, slots=True)
class Run:
    """What pytest said: its exit code, the outcome of each test, the end of its output."""

    code: int
    outcomes: Mapping[str, str]
    end: str

    @property
    def caught(self) -> bool:
        """Whether a test failed; a test that could not be collected, or was not there, has caught nothing."""
        return self.code == pytest.ExitCode.TESTS_FAILED and "FAILED" in self.outcomes.values()


class Workshop:
    """The copy; its links are relative, so that they lead to the copy's own locale and static files."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for part in PARTS:
            source, target = ROOT / part, root / part
            if source.is_dir():
                shutil.copytree(source, target, symlinks=True, ignore=LEFT_OUT)
            else:
                shutil.copy(source, target)
        tools = ROOT / "static" / "node_modules"
        if tools.is_dir():
            (root / "static" / "node_modules").symlink_to(tools)

    @property
    def bundles(self) -> bool:
        """Whether the bundles of the pages can be built here."""
        return shutil.which("node") is not None and (self.root / "static" / "node_modules").is_dir()

    @contextmanager
    def planted(self, fault: Fault) -> Iterator[None]:
        """The copy with the fault in it."""
        path = self.root / fault.file
        text = path.read_text("utf-8")
        try:
            self._put(path, fault.planted(text))
            yield
        finally:
            self._put(path, text)

    def _put(self, path: Path, text: str) -> None:
        path.write_text(text, "utf-8")
        if path.suffix == ".py":  # because a compiled file is known by the second of its source, and we are quicker
            Path(cache_from_source(str(path))).unlink(missing_ok=True)
        elif path.is_relative_to(self.root / "static" / "js"):
            subprocess.run(["node", "build.mjs"], cwd=self.root / "static", check=True)

    def run(self, *words: str) -> Run:
        """pytest in the copy, whose package comes first on the path."""
        command = [sys.executable, "-m", "pytest", "-v", "--tb=short", *PLAIN, *words]
        env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "DATABASE_"))}
        env["PYTHONPATH"] = str(self.root / "xblocks")
        done = subprocess.run(
            command, cwd=self.root, env=env, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
        return Run(done.returncode, dict(SAID.findall(done.stdout)), (done.stdout + done.stderr)[-4000:])
