"""A campus server in a process of its own, and people who speak HTTP to it. tests/hostile."""

from __future__ import annotations

import http.client
import http.cookiejar
import json
import os
import re
import secrets
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

PASSWORD = "kalembu"
PROMPT = 1.0
"""Seconds within which another learner is answered, whatever happens."""
EPM = "import sys; from epm_xblocks.cli import main; sys.exit(main())"
_TABLES = (
    *(f"campus_{name}" for name in ("course", "block", "coursefile", "edition", "fieldvalue", "grade", "completion")),
    *(f"epm_registrar_{name}" for name in ("sitting", "submission", "mark")),
)
_BOUNDARY = "hostile-boundary-7d1f"


@dataclass
class Site:
    """`epm serve --demo`: its folder, its port, its process."""

    folder: Path
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def database(self) -> Path:
        (found,) = (self.folder / "state").glob("*.sqlite3")
        return found

    def saved(self) -> dict[str, list[Any]]:
        """Every row of what people and authors saved; not sessions, not the packages that wait to be decided on."""
        with closing(sqlite3.connect(self.database)) as database:
            return {name: database.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall() for name in _TABLES}

    @property
    def log(self) -> str:
        return (self.folder / "log.txt").read_text(encoding="utf-8", errors="replace")

    def start(self) -> None:
        """Start it on a free port and wait for its first page."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [sys.executable, "-c", EPM, "serve", "--demo", "--port", str(self.port)]
        command += ["--state", str(self.folder / "state"), "--packages", str(self.folder / "packages")]
        with (self.folder / "log.txt").open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=self.folder, env=environment(self.folder), stdout=log, stderr=log
            )
        for _ in range(1200):
            with suppress(OSError):
                urllib.request.urlopen(f"{self.url}/help/", timeout=5).close()
                return
            assert self.alive, self.log
            time.sleep(0.05)
        raise AssertionError(self.log)

    def stop(self) -> None:
        """End it."""
        if self.process:
            self.process.kill()
            self.process.wait()

    @property
    def alive(self) -> bool:
        """Whether the process that was started still runs: nobody starts another one in its place."""
        return self.process is not None and self.process.poll() is None


def environment(folder: Path) -> dict[str, str]:
    """The tests' blocks beside what is installed; nothing of the tests' settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "EPM_", "DATABASE_"))}
    return {**kept, "PYTHONPATH": os.pathsep.join(filter(None, (str(folder / "site"), kept.get("PYTHONPATH"))))}


@dataclass
class Answer:
    """What the server said."""

    status: int
    body: bytes
    url: str
    seconds: float
    headers: Any = None

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


@dataclass
class Person:
    """Somebody with cookies; each request is timed."""

    site: Site
    name: str
    jar: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)

    def __post_init__(self) -> None:
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        self.get("/sign-in/")
        assert self.form("/sign-in/", username=self.name, password=PASSWORD).status == 200
        assert "sessionid" in {cookie.name for cookie in self.jar}, self.name

    @property
    def token(self) -> str:
        return next(str(cookie.value) for cookie in self.jar if cookie.name == "csrftoken")

    def get(self, path: str) -> Answer:
        return self._send(path, None, {})

    def form(self, path: str, **values: str) -> Answer:
        body = urlencode({**values, "csrfmiddlewaretoken": self.token}).encode()
        return self._send(path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def post(self, path: str, data: Any) -> Answer:
        """JSON, or bytes as they are."""
        body = data if isinstance(data, bytes) else json.dumps(data).encode()
        return self._send(path, body, {"Content-Type": "application/json"})

    def file(self, path: str, name: str, body: bytes, field_name: str = "file") -> Answer:
        """One file in a form, its name escaped as browsers escape it."""
        shown = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A").encode("utf-8", "replace")
        head = f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{field_name}"; filename="'.encode()
        whole = head + shown + b'"\r\nContent-Type: application/octet-stream\r\n\r\n' + body
        kind = f"multipart/form-data; boundary={_BOUNDARY}"
        return self._send(path, whole + f"\r\n--{_BOUNDARY}--\r\n".encode(), {"Content-Type": kind})

    def cookies(self) -> list[dict[str, Any]]:
        """For a browser that goes on as this person."""
        return [{"name": one.name, "value": one.value, "url": self.site.url} for one in self.jar]

    def _send(self, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        if body is not None:
            headers = {**headers, "X-CSRFToken": self.token, "Referer": self.site.url, "Origin": self.site.url}
        url = path if path.startswith("http") else f"{self.site.url}{path}"
        request = urllib.request.Request(url, data=body, headers={"Accept-Language": "en", **headers})
        begun = time.perf_counter()
        try:
            with self.opener.open(request, timeout=120) as said:
                return Answer(said.status, said.read(), said.url, time.perf_counter() - begun, said.headers)
        except urllib.error.HTTPError as said:
            return Answer(said.code, said.read(), said.url or url, time.perf_counter() - begun, said.headers)
        except (http.client.HTTPException, urllib.error.URLError) as fault:
            raise AssertionError(f"the server broke off: {fault!r}\n{self.site.log[-3000:]}") from fault


def handler(course: str, case: str, name: str, category: str = "epm_case") -> str:
    """The address of a handler of a block."""
    return f"/block/block-v1:{course}+type@{category}+block@{case}/handlers/{name}"


def give_package(person: Person, name: str, body: bytes) -> tuple[Answer, Answer | None]:
    """Hand a package in as an institution does: the report, and the import where it is offered."""
    report = person.file("/packages/", name, body, "package")
    offered = re.search(r'action="(/packages/check/\d+/import/)"', report.text)
    return report, person.form(offered[1]) if offered else None


class Neighbour(threading.Thread):
    """Another learner, who goes on submitting while something happens to the server."""

    def __init__(self, person: Person, address: str, answers: Any) -> None:
        super().__init__(daemon=True)
        self.person, self.address, self.answers = person, address, answers
        self.seconds: list[float] = []
        self.wrong: list[str] = []
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.wait(0.1):
            self.seconds.append(self.submit())

    def submit(self) -> float:
        """One submission; the seconds it took."""
        answer = self.person.post(self.address, {"answers": self.answers, "key": f"key-{secrets.token_hex(8)}"})
        if answer.status != 200:
            self.wrong.append(answer.text[:300])
        return answer.seconds

    def __enter__(self) -> Neighbour:
        self.allowed = max(PROMPT, 10 * max(self.submit() for _ in range(5)))  # the latter where the machine is laden
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.join()
        assert not self.wrong
        assert self.seconds
        assert max(self.seconds) <= self.allowed, max(self.seconds)
