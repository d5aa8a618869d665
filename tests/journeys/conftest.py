"""A campus from the built wheel, in another folder, and a browser: what a newcomer would have. tests/journeys."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
COURSE = "EPM+INDICATORS+2026"
EPM = "import sys; from epm_xblocks.cli import main; sys.exit(main())"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every journey needs the browser."""
    for item in items:
        if "journeys" in str(item.path):
            item.add_marker(pytest.mark.browser)


@dataclass
class Campus:
    """A server of its own process: where it answers, and how it is stopped and started again."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait for its first page."""
        command = [sys.executable, "-c", EPM, "serve", "--demo", "--port", str(self.port)]
        command += ["--state", str(self.folder / "state"), "--packages", str(self.folder / "packages")]
        log = (self.folder / "log.txt").open("ab")
        self.process = subprocess.Popen(command, cwd=self.folder, env=self.environment(), stdout=log, stderr=log)
        self._wait()

    def environment(self) -> dict[str, str]:
        """The wheel's files before anything of the source tree."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "EPM_"))}
        return {**kept, "PYTHONPATH": str(self.folder / "site")}

    def stop(self) -> None:
        """End it as a power cut would."""
        if self.process:
            self.process.kill()
            self.process.wait()

    def unit(self, case: str, lang: str = "fr") -> str:
        return f"{self.url}/courses/{COURSE}-{lang}/unit/{case}-case/"

    def _wait(self) -> None:
        for _ in range(720):
            try:
                urllib.request.urlopen(self.url, timeout=5).close()
                return
            except OSError:
                assert self.process is not None
                assert self.process.poll() is None, (self.folder / "log.txt").read_text()
                time.sleep(0.25)
        raise AssertionError((self.folder / "log.txt").read_text())


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel installed in it and the packages it built."""
    folder = tmp_path_factory.mktemp("campus")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    built = [*pip, "wheel", str(ROOT), "--no-deps", "--no-build-isolation", "-w", str(folder)]
    subprocess.run(built, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", str(folder / "site"), str(wheel)], check=True)
    course = ROOT / "course_exports" / "epm-indicators"
    made = [sys.executable, "-c", EPM, "build", str(course), "--all", "-o", str(folder / "packages")]
    environment = {**os.environ, "PYTHONPATH": str(folder / "site")}
    subprocess.run(made, check=True, cwd=folder, env=environment, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def campus(installed: Path) -> Iterator[Campus]:
    """The server, running."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Campus(installed, port)
    server.start()
    yield server
    server.stop()


def enter(page: Any, campus: Campus, door: int) -> None:
    """Through one of the three doors of the first page: 0 learner, 1 trainer, 2 institution."""
    page.goto(campus.url)
    page.get_by_role("button", name="Entrer").nth(door).click()
    page.wait_for_load_state()


@pytest.fixture
def french(browser: Any) -> Iterator[Any]:
    """A French reader's page; an error of a script fails the test."""
    context = browser.new_context(locale="fr-FR", viewport={"width": 1440, "height": 900}, accept_downloads=True)
    context.set_default_timeout(45_000)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    yield page
    context.close()
    assert not faults
