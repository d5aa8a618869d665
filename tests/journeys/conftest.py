"""A campus as a newcomer has it: `make run` with the built wheel, in another folder; and browsers. tests/journeys."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.hands import Account, new_account, through_the_door

ROOT = Path(__file__).resolve().parents[2]
LOCALES = {"fr": "fr-FR", "en": "en-GB", "ar": "ar-MA"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every journey needs the browser."""
    for item in items:
        if "journeys" in str(item.path):
            item.add_marker(pytest.mark.browser)


@dataclass
class Campus:
    """What `make run` starts: where it answers, and how it is stopped and started again."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def venv(self) -> Path:
        return self.folder / "venv"

    @property
    def entry_points(self) -> Path:
        """Where the installed wheel says which blocks it has."""
        (found,) = self.venv.glob("lib/python3*/site-packages/epm_xblocks-*.dist-info/entry_points.txt")
        return found

    def start(self) -> None:
        """`make run`, until its first page answers."""
        command = ["make", "run", f"PORT={self.port}", f"VENV={self.venv}"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=self.folder, env=environment(), stdout=log, stderr=log, start_new_session=True
            )
        for _ in range(2400):
            with suppress(OSError):
                urllib.request.urlopen(f"{self.url}/help/", timeout=5).close()
                return
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.05)
        raise AssertionError(self.log.read_text())

    def signal(self, number: signal.Signals) -> None:
        """To make and the server it started: they are a group of their own."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, number)

    def stop(self) -> None:
        """End it as a power cut would."""
        self.signal(signal.SIGKILL)
        if self.process:
            self.process.wait()

    def epm(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The command of the installed wheel."""
        return subprocess.run(
            [self.venv / "bin" / "epm", *arguments],
            cwd=self.folder,
            env=environment(),
            check=False,
            capture_output=True,
            text=True,
        )

    @property
    def log(self) -> Path:
        return self.folder / "log.txt"


def environment() -> dict[str, str]:
    """Nothing of the source tree, nothing of the tests' settings."""
    strange = ("DJANGO_", "EPM_", "PYTHON", "DATABASE_URL", "MAKE", "MFLAGS")
    return {name: value for name, value in os.environ.items() if not name.startswith(strange)}


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what `make run` reads, and a virtual environment that holds the wheel."""
    folder, source = tmp_path_factory.mktemp("campus"), tmp_path_factory.mktemp("source")
    _copy(source, "xblocks", "static", "locale", "setup.py", "pyproject.toml", "README.md", "LICENSE")
    _copy(folder, "course_exports", "Makefile", "setup.py", "pyproject.toml")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    _run(*pip, "wheel", source, "--no-deps", "--no-index", "--no-build-isolation", "-w", source)
    (wheel,) = source.glob("*.whl")
    venv = folder / "venv"
    _run(sys.executable, "-m", "venv", "--without-pip", venv)
    _run(*pip, "--python", venv / "bin" / "python", "install", "--no-deps", "--no-index", wheel)
    (site,) = venv.glob("lib/python3*/site-packages")
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib"))  # Django and the others, from the tests' own
    (venv / ".run-ready").touch()  # the installing that `make run` would do is done
    said = subprocess.check_output(
        [venv / "bin" / "python", "-c", "import epm_xblocks; print(epm_xblocks.__file__)"], env=environment(), text=True
    )
    assert Path(said.strip()).is_relative_to(venv)
    return folder


def _copy(folder: Path, *names: str) -> None:
    """Files and folders of the repository, links as links, nothing that was built."""
    ignored = shutil.ignore_patterns("node_modules", "__pycache__", "*.egg-info")
    for name in names:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, symlinks=True, ignore=ignored)
        else:
            shutil.copy2(ROOT / name, folder / name)


def _run(*command: str | Path) -> None:
    done = subprocess.run(command, env=environment(), check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


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


Visit = Callable[..., Any]


@pytest.fixture
def visit(browser: Any) -> Iterator[Visit]:
    """A fresh browser at each call, in a language; an error of a script fails the test."""
    contexts, faults = [], []

    def begin(lang: str = "fr", **options: Any) -> Any:
        viewport = {"width": 1440, "height": 900}
        context = browser.new_context(
            **{"locale": LOCALES[lang], "viewport": viewport, "reduced_motion": "reduce", **options}
        )
        context.set_default_timeout(45_000)
        context.on("weberror", lambda fault: faults.append(str(fault.error)))
        context.on("console", lambda said: faults.append(said.text) if "Content Security" in said.text else None)
        contexts.append(context)
        return context.new_page()

    yield begin
    for context in contexts:
        context.close()
    assert not faults


@pytest.fixture(scope="session")
def newcomer(browser: Any, campus: Campus) -> Iterator[Callable[[str], Account]]:
    """Makes accounts through the institution's page, as an institution does."""
    context = browser.new_context(locale="en-GB")
    page = context.new_page()

    def make(role: str = "Learner") -> Account:
        if page.url == "about:blank":
            through_the_door(page, campus.url, "institution")
        return new_account(page, campus.url, role)

    yield make
    context.close()
