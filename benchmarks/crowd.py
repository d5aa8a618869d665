"""Fifty learners through HTTP: pages, drafts and submissions at a campus that `epm serve` runs. benchmarks."""

from __future__ import annotations

import http.client
import json
import random
import threading
from dataclasses import dataclass, field
from time import perf_counter, sleep
from typing import Any

from benchmarks.exercise import CELLS, SLIP, TYPED
from benchmarks.host import view_of
from benchmarks.site import COURSE, UNIT

__all__ = ["Crowd", "Pace"]

TOKEN = "b" * 32
BLOCK = "block-v1:EPM+BENCH+2026+type@epm_case+block@rates"


@dataclass(frozen=True)
class Pace:
    """What each learner does: `rounds` times one draft, a pause, one submission, a pause (seconds, at random)."""

    learners: int
    rounds: int
    pause: tuple[float, float]


@dataclass
class Crowd:
    """Times in milliseconds, receipts that were confirmed, refusals and faults."""

    port: int
    sessions: list[str]
    pages: list[float] = field(default_factory=list)
    drafts: list[float] = field(default_factory=list)
    submits: list[float] = field(default_factory=list)
    receipts: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def run(self, pace: Pace) -> Crowd:
        """Everybody at once, each in a thread with one connection; the first request of each is spread over a pause."""
        gate = threading.Barrier(pace.learners)
        threads = [
            threading.Thread(target=self._learner, args=(number, session, pace, gate), daemon=True)
            for number, session in enumerate(self.sessions[: pace.learners])
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=300)
        self.faults += ["a learner did not finish"] * sum(thread.is_alive() for thread in threads)
        return self

    def _learner(self, number: int, session: str, pace: Pace, gate: threading.Barrier) -> None:
        luck = random.Random(number)
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        link.connect()
        gate.wait()
        try:
            sleep(luck.uniform(0, pace.pause[1]))
            page = self._ask(link, session, "GET", f"/courses/{COURSE}/unit/{UNIT}/", None, self.pages)
            shown = view_of(page.decode())
            version, have = shown["draft"]["version"], shown["case"]["revision"]
            for turn in range(pace.rounds):
                sleep(luck.uniform(*pace.pause))
                typed = SLIP if turn % 2 else TYPED
                answers = {"work": {"cells": dict(zip(CELLS, typed, strict=True)), "decide": None}}
                told = {"answers": answers, "version": version}
                version = json.loads(self._ask(link, session, "POST", _address("save"), told, self.drafts))["version"]
                sleep(luck.uniform(*pace.pause))
                sent = {"answers": answers, "key": f"key-{number:03}-{turn:03}-{self.port}", "attempt": turn + 1}
                sent["have"] = have
                view = json.loads(self._ask(link, session, "POST", _address("submit"), sent, self.submits))["view"]
                version = view.get("draft", {}).get("version", version)
                with self.lock:
                    self.receipts.append(view["marks"]["receipt"])
        except Exception as fault:  # noqa: BLE001 — because whatever happens to a learner is a fault to report
            with self.lock:
                self.faults.append(f"{type(fault).__name__}: {fault}"[:200])

    def _ask(
        self, link: http.client.HTTPConnection, session: str, method: str, path: str, body: Any, into: list[float]
    ) -> bytes:
        headers = {"Cookie": f"sessionid={session}; csrftoken={TOKEN}", "X-CSRFToken": TOKEN, "Accept-Language": "en"}
        sent = None if body is None else json.dumps(body)
        start = perf_counter()
        link.request(method, path, body=sent, headers=headers | ({"Content-Type": "application/json"} if sent else {}))
        response = link.getresponse()
        said = response.read()
        taken = (perf_counter() - start) * 1000
        if response.status != 200:
            raise RuntimeError(f"{method} {path}: {response.status} {said[:120]!r}")
        with self.lock:
            into.append(taken)
        return said


def _address(handler: str) -> str:
    return f"/block/{BLOCK}/handlers/{handler}".replace("+", "%2B").replace("@", "%40")
