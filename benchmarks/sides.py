"""One side of the comparison, in a process of its own: `python -m benchmarks.sides ours|problem|problem-builder`.
benchmarks.

Prints JSON: version, marks obtained, times of render and submit, bytes. Each submission is the first one of a learner.
"""

from __future__ import annotations

import json
import sys
import warnings
from importlib.metadata import version
from typing import Any

from benchmarks import exercise
from benchmarks.clock import measure
from benchmarks.host import Host, settle_django, submission, view_of

__all__ = ["SIDES"]


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

    return _run("epm-xblocks", host, key, send, mark, n=200)


def problem() -> dict[str, Any]:
    """xblocks-contrib's `problem`, as released."""
    settle_django("xblocks_contrib.problem.capa")
    from xblocks_contrib import ProblemBlock

    host = Host(types={"problem": ProblemBlock})
    key = host.load(exercise.problem_olx())

    def send(learner: str, typed: list[str]) -> Any:
        form = {f"input_{key.html_id()}_{number + 2}_1": text for number, text in enumerate(typed)}
        return host.call(key, learner, "xmodule_handler/problem_check", form=form)

    return _run("xblocks-contrib", host, key, send, lambda response: float(response.json["current_score"]), n=30)


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

    return _run("xblock-problem-builder", host, key, send, mark, n=30)


def _run(package: str, host: Host, key: Any, send: Any, mark: Any, n: int) -> dict[str, Any]:
    page = host.render(key, "first")
    right, slip = send("right", exercise.TYPED), send("slip", exercise.SLIP)
    weight = host.weigh(page)
    return {
        "package": f"{package} {version(package)}",
        "right": mark(right),
        "slip": mark(slip),
        "grades": len(host.grades),
        "render": measure(lambda i: host.render(key, f"reader {i}"), n).told(),
        "submit": measure(lambda i: send(f"learner {i}", exercise.TYPED), n).told(),
        "submit_slip": measure(lambda i: send(f"slipping {i}", exercise.SLIP), n).told(),
        "response": len(right.body),
        "page": weight.page,
        "requests": weight.requests,
        "raw": weight.raw,
        "gzip": weight.gzip,
    }


SIDES = {"ours": ours, "problem": problem, "problem-builder": problem_builder}

if __name__ == "__main__":
    warnings.simplefilter("ignore")
    print(json.dumps(SIDES[sys.argv[1]]()))
