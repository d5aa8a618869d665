"""Ours beside the peers, each in a process of its own, by turns: `python -m benchmarks.sides`. benchmarks.

Prints JSON of each side: version, marks obtained, times of render and submit, bytes. Each submission is the first one
of a learner. A round is some renders and submissions of one side, then of the next: whatever slows the machine down
for a while slows them all.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import warnings
from importlib.metadata import version
from typing import Any

from benchmarks import exercise
from benchmarks.clock import Clock, warm
from benchmarks.host import Host, settle_django, submission, view_of

__all__ = ["SIDES"]

ROUNDS = 10


def ours() -> dict[str, Any]:
    """epm_case; without its Django app, so that the ledger, too, is kept in fields."""
    settle_django()
    host = Host()
    key = host.load(exercise.case_olx())
    shown = view_of(host.render(key, "first").content)["case"]["revision"]

    def send(learner: str, typed: list[str]) -> Any:
        cells = dict(zip(exercise.CELLS, typed, strict=True))
        body = submission(learner, {"work": {"cells": cells, "decide": None}}, have=shown)
        return host.call(key, learner, "submit", json_body=body)

    def mark(response: Any) -> float:
        marks = response.json["view"]["marks"]
        return float(20 * marks["points"] / marks["out_of"])

    return _run("epm-xblocks", host, key, send, mark, n=20)


def problem() -> dict[str, Any]:
    """xblocks-contrib's `problem`, as released."""
    settle_django("xblocks_contrib.problem.capa")
    from xblocks_contrib import ProblemBlock

    host = Host(types={"problem": ProblemBlock})
    key = host.load(exercise.problem_olx())

    def send(learner: str, typed: list[str]) -> Any:
        form = {f"input_{key.html_id()}_{number + 2}_1": text for number, text in enumerate(typed)}
        return host.call(key, learner, "xmodule_handler/problem_check", form=form)

    return _run("xblocks-contrib", host, key, send, lambda response: float(response.json["current_score"]), n=3)


def problem_builder() -> dict[str, Any]:
    """problem-builder, as released, on a host without edx-submissions: its answers, too, are kept in fields alone."""
    sys.modules["submissions"] = sys.modules["workbench"] = None  # type: ignore[assignment]
    settle_django("django.contrib.auth", "problem_builder")
    host = Host()
    key = host.load(exercise.mentoring_olx())

    def send(learner: str, typed: list[str]) -> Any:
        chosen = ("c0" if text == right else "c1" for text, right in zip(typed, exercise.TYPED, strict=True))
        body = {f"q{number}": {"value": choice} for number, choice in enumerate(chosen)}
        return host.call(key, learner, "submit", json_body=body)

    def mark(response: Any) -> float:
        return float(sum(result["score"] for _name, result in response.json["results"]))

    return _run("xblock-problem-builder", host, key, send, mark, n=3)


def _run(package: str, host: Host, key: Any, send: Any, mark: Any, n: int) -> dict[str, Any]:
    """The figures of a side: warm, then n renders and n submissions of each sort at every line of the input."""
    page = host.render(key, "first")
    right, slip = send("right", exercise.TYPED), send("slip", exercise.SLIP)
    weight = host.weigh(page)
    works = {
        "render": lambda i: host.render(key, f"reader {i}"),
        "submit": lambda i: send(f"learner {i}", exercise.TYPED),
        "submit_slip": lambda i: send(f"slipping {i}", exercise.SLIP),
    }
    clocks = {name: Clock() for name in works}
    for work in works.values():
        warm(work)
    print("ready", flush=True)
    for _round in sys.stdin:
        for name, work in works.items():
            clocks[name].run(work, n)
        print("done", flush=True)
    return {
        "package": f"{package} {version(package)}",
        "right": mark(right),
        "slip": mark(slip),
        "grades": len(host.grades),
        "response": len(right.body),
        "response_gzip": len(gzip.compress(right.body, 9)),
        "page": weight.page,
        "requests": weight.requests,
        "raw": weight.raw,
        "gzip": weight.gzip,
    } | {name: clock.told() for name, clock in clocks.items()}


SIDES = {"ours": ours, "problem": problem, "problem-builder": problem_builder}


def by_turns() -> dict[str, Any]:
    """Every side's figures; raises RuntimeError where a side fails."""
    running = {
        name: subprocess.Popen(
            (sys.executable, "-W", "ignore", "-m", "benchmarks.sides", name),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in SIDES
    }
    try:
        for name, side in running.items():
            _hear(name, side, "ready")
        for _round in range(ROUNDS):
            for name, side in running.items():
                print("go", file=side.stdin, flush=True)
                _hear(name, side, "done")
        return {name: json.loads(side.communicate()[0]) for name, side in running.items()}
    finally:
        for side in running.values():
            side.kill()


def _hear(name: str, side: Any, word: str) -> None:
    if side.stdout.readline().strip() != word:
        raise RuntimeError(f"{name} did not say that it is {word}")


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    print(json.dumps(SIDES[sys.argv[1]]() if len(sys.argv) > 1 else by_turns()))
