"""A real campus, from nothing, on SQLite and on MariaDB, with fifty learners: `python -m benchmarks.end_to_end`.
benchmarks.

Each database: an installation of its own, `epm serve` as a process of its own on a free port, learners with sessions.
After a few learners who warm it up come two crowds, one at the pace of people and one where everybody submits without a
pause. Every receipt a learner was shown is then looked up in the ledger.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from benchmarks.crowd import Crowd, Pace

__all__ = ["LEARNERS", "PACES"]

LEARNERS = 50
WARM = Pace(8, 1, (0.0, 0.0))
PACES = {"people": Pace(LEARNERS, 4, (0.5, 3.5)), "at once": Pace(LEARNERS, 4, (0.0, 0.0))}
MARIADB = {"host": "127.0.0.1", "port": 3306, "user": "root", "password": ""}


def trial(name: str, url: str) -> dict[str, Any]:
    """Both crowds at one database, and the ledger alone."""
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder, "state")
        env = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "EPM_STATE")}
        env |= {"DATABASE_URL": url} if url else {}
        sessions = _site(env, "make", state, str(WARM.learners + LEARNERS * len(PACES)))
        told: dict[str, Any] = {"database": name}
        with _server(state, env) as (port, server):
            Crowd(port, sessions).run(WARM)
            for number, (pace_name, pace) in enumerate(PACES.items()):
                load, before = os.getloadavg()[0], _worked(server)
                crowd = Crowd(port, sessions[WARM.learners + number * LEARNERS :]).run(pace)
                asked = len(crowd.pages) + len(crowd.drafts) + len(crowd.submits)
                spent = 1000 * (_worked(server) - before) / max(1, asked)
                told[pace_name] = _told(crowd, pace, _site(env, "count", state)) | {"load": load, "spent": spent}
        told["ledger"] = _site(env, "ledger", state, "100")
        return told


def _told(crowd: Crowd, pace: Pace, kept: dict[str, Any]) -> dict[str, Any]:
    confirmed, wanted = set(crowd.receipts), pace.learners * pace.rounds
    return {
        "n": len(crowd.submits),
        "median": _part(crowd.submits, 0.5),
        "p95": _part(crowd.submits, 0.95),
        "most": max(crowd.submits, default=0.0),
        "page": _part(crowd.pages, 0.95),
        "draft": _part(crowd.drafts, 0.95),
        "lost": len(confirmed - set(kept["receipts"])) + wanted - len(confirmed),
        "twice": len(kept["receipts"]) - len(set(kept["receipts"])) + len(crowd.receipts) - len(confirmed),
        "faults": sorted(set(crowd.faults))[:5],
    }


def _worked(server: subprocess.Popen[bytes]) -> float:
    """Seconds the server has kept a processor busy."""
    told = Path(f"/proc/{server.pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def _part(times: list[float], share: float) -> float:
    ranked = sorted(times)
    return ranked[min(len(ranked) - 1, int(len(ranked) * share))] if ranked else 0.0


def _site(env: dict[str, str], action: str, state: Path, *more: str) -> Any:
    command = (sys.executable, "-W", "ignore", "-m", "benchmarks.site", action, str(state), *more)
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{action}: {done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


@contextmanager
def _server(state: Path, env: dict[str, str]) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """`epm serve` until it answers, then its port and process; stopped afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = (str(Path(sys.executable).with_name("epm")), "serve", "--port", str(port), "--state", str(state))
    server = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _await(port, server)
        yield port, server
    finally:
        server.terminate()
        server.wait(timeout=30)


def _await(port: int, server: subprocess.Popen[bytes]) -> None:
    end = monotonic() + 60
    while monotonic() < end:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5)
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            if server.poll() is not None:
                raise RuntimeError("epm serve ended before it answered") from None
            sleep(0.1)
    raise RuntimeError("epm serve did not answer within a minute")


@contextmanager
def mariadb() -> Iterator[str]:
    """The URL of a new database on the local MariaDB; dropped afterwards. Raises OSError where there is none."""
    import pymysql

    name = f"epm_bench_{os.getpid()}"
    try:
        link = pymysql.connect(**MARIADB)
    except pymysql.err.OperationalError as fault:
        raise OSError(str(fault)) from fault
    with link, link.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")
        try:
            yield f"mysql://root@127.0.0.1:3306/{name}"
        finally:
            cursor.execute(f"DROP DATABASE {name}")


def trials() -> dict[str, Any]:
    """Both databases; one that is not there says so."""
    told = {"SQLite": trial("SQLite", "")}
    try:
        with mariadb() as url:
            told["MariaDB"] = trial("MariaDB", url)
    except OSError as fault:
        told["MariaDB"] = {"database": "MariaDB", "absent": str(fault)}
    return told


if __name__ == "__main__":
    print(json.dumps(trials()))
