"""A pytest plugin that writes docs/measured/NAME.md: what ran, how often, how long, on what. benchmarks.

`pytest -p benchmarks.measured --measured NAME`. Full sets (marker `soak`) and judges (marker `judge`) get a line each,
with the sums of what they recorded by `record_property`; all else is counted by folder.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

__all__ = ["Measured"]

ROOT = Path(__file__).resolve().parents[1]
TITLES = {"soak": "Every figure in full", "judges": "Before the judges of others"}
PACKAGES = ("epm-xblocks", "Django", "XBlock", "lxml", "ironcalc", "XlsxWriter", "pytest", "hypothesis", "playwright",
            "olxcleaner", "xblock-sdk", "openedx-core")  # fmt: skip
PROGRAMS = ("chromium", "soffice", "node", "mariadbd", "psql")
OUTCOMES = ("passed", "failed", "skipped")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--measured NAME`."""
    parser.addoption("--measured", choices=sorted(TITLES), help="write docs/measured/NAME.md")


def pytest_configure(config: pytest.Config) -> None:
    """Listen where all reports arrive: not in a worker of xdist."""
    name = config.getoption("--measured")
    if name and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Measured(name))


@dataclass
class Line:
    """What is said of some tests together."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(OUTCOMES, 0))
    seconds: float = 0.0
    told: dict[str, Any] = field(default_factory=dict)

    def add(self, report: pytest.TestReport) -> None:
        """A phase of one test; a set-up that fails or skips counts as the test, a passed one only by its time."""
        self.seconds += report.duration
        if report.when == "call" or report.outcome != "passed":
            self.counts[report.outcome] += 1
        if report.when == "call":
            for name, value in report.user_properties:
                self.told[name] = self.told.get(name, 0) + value if isinstance(value, int) else value

    def cells(self) -> str:
        """As cells of a table."""
        return " | ".join([*(str(self.counts[name] or "") for name in OUTCOMES), f"{self.seconds:.0f}"])


class Measured:
    """Gathers the reports of a run; writes the page when it ends."""

    def __init__(self, name: str) -> None:
        self.name, self.began, self.clock = name, datetime.now(UTC), monotonic()
        self.load = os.getloadavg()[0]
        self.full: dict[str, Line] = {}
        self.folders: dict[str, Line] = {}
        self.whole = Line()
        self.skips: dict[str, int] = {}
        self.failed: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Every phase of every test."""
        path, _, test = report.nodeid.partition("::")
        if {"soak", "judge"} & set(report.keywords):
            self.full.setdefault(f"{path}::{test.partition('[')[0]}", Line()).add(report)
        else:
            self.folders.setdefault(str(Path(path).parent), Line()).add(report)
        self.whole.add(report)
        if report.failed:
            self.failed.append(report.nodeid)
        if report.skipped and isinstance(report.longrepr, tuple):
            reason = str(report.longrepr[2]).removeprefix("Skipped: ").replace(f"{ROOT}/", "")
            self.skips[reason] = self.skips.get(reason, 0) + 1

    def pytest_sessionfinish(self) -> None:
        """The page."""
        (ROOT / f"docs/measured/{self.name}.md").write_text("\n".join(self._page()) + "\n", "utf-8")

    def _page(self) -> Iterable[str]:
        minutes = (monotonic() - self.clock) / 60
        yield f"# {TITLES[self.name]}\n"
        yield f"Written by `make {self.name}` on {self.began:%Y-%m-%d %H:%M} UTC at {_commit()}: {minutes:.0f} minutes."
        yield f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}."
        yield f"Processes that wanted a processor: {self.load:.1f} before, {os.getloadavg()[0]:.1f} at the end."
        yield f"{', '.join(_versions())}.\n"
        head = "passed | failed | skipped | seconds |"
        if self.full:
            yield f"| in full | {head} counted |\n|---|---:|---:|---:|---:|---|"
            for name, line in sorted(self.full.items()):
                told = ", ".join(f"{key} {value:,}" if isinstance(value, int) else f"{key} {value}"
                                 for key, value in line.told.items())  # fmt: skip
                yield f"| {name.removeprefix('tests/')} | {line.cells()} | {told} |"
            yield ""
        yield f"| folder | {head}\n|---|---:|---:|---:|---:|"
        for name, line in sorted(self.folders.items()):
            yield f"| {name} | {line.cells()} |"
        yield f"| all of it | {self.whole.cells()} |"
        yield from _section("Failed", sorted(set(self.failed)))
        yield from _section("Skipped", [f"{reason} ({count})" for reason, count in sorted(self.skips.items())])


def _section(title: str, lines: list[str]) -> Iterable[str]:
    if lines:
        yield f"\n## {title}"
        yield from (f"- {line}" for line in lines)


def _commit() -> str:
    """The commit that is checked out, and whether the files differ from it."""
    said = subprocess.run(
        ("git", "describe", "--always", "--dirty"), cwd=ROOT, capture_output=True, text=True, check=False
    )
    return said.stdout.strip() or "a state without history"


def _versions() -> Iterable[str]:
    for name in PACKAGES:
        with suppress(PackageNotFoundError):
            yield f"{name} {version(name)}"
    for name in PROGRAMS:
        program = shutil.which(name)
        if program:
            said = subprocess.run((program, "--version"), capture_output=True, text=True, check=False).stdout
            found = re.search(r"\d+(\.\d+)+", said)
            yield f"{name} {found[0] if found else '?'}"
