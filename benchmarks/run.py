"""`make bench`: every goal figure beside its peer, as a table and as build/bench.json. benchmarks.

A list of {name, ours, peer, ratio, goal, met} with unit and note. A peer that is not installed, or a side that fails or
marks otherwise than its own key, ends the run with exit code 1. A goal that is not met is printed as such; with
`--strict` it too gives exit code 1. `--log` writes docs/measured/bench.md; names after it choose parts of the run.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from benchmarks import goals, log

__all__ = ["PEERS", "main"]

ROOT = Path(__file__).resolve().parents[1]
PEERS = ("xblocks-contrib", "xblock-problem-builder", "openedx-calc", "Babel", "XBlock", "Django", "lxml")
PARTS = {
    "blocks": ("sides ours", "sides problem", "sides problem-builder"),
    "marking": ("marking",),
    "imports": ("imports",),
    "reading": ("reading",),
    "crowd": ("end_to_end",),
}


class Failed(Exception):
    """A part of the run did not give its figures."""


def measured(part: str) -> dict[str, Any]:
    """The figures of one program, run by this interpreter in a process of its own."""
    command = (sys.executable, "-W", "ignore", "-m", *f"benchmarks.{part}".split())
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(f"{part}:\n{done.stderr[-3000:]}")
    return dict(json.loads(done.stdout.splitlines()[-1]))


def versions() -> dict[str, str]:
    """What is compared; raises Failed where a peer is not installed."""
    told = {}
    for name in ("epm-xblocks", *PEERS):
        try:
            told[name] = version(name)
        except PackageNotFoundError:
            raise Failed(
                f"{name} is not installed: run `make judges`. An absent peer is an error, not a pass."
            ) from None
    return told


def main(arguments: list[str]) -> int:
    """Run, print, write; the exit code."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("parts", nargs="*", metavar="part", help=f"of {', '.join(PARTS)}; all of them if none is named")
    parser.add_argument("--strict", action="store_true", help="a goal that is not met gives exit code 1")
    parser.add_argument("--log", action="store_true", help="write docs/measured/bench.md")
    chosen = parser.parse_args(arguments)
    if set(chosen.parts) - set(PARTS):
        parser.error(f"parts are {', '.join(PARTS)}")
    try:
        compared = versions()
        figures: dict[str, Any] = {}
        for part in chosen.parts or PARTS:
            for program in PARTS[part]:
                print(f"  measuring {program} …", file=sys.stderr, flush=True)
                figures[program] = measured(program)
        goals.same_exercise(figures)
        rows = goals.rows(figures)
    except (Failed, goals.Differs) as fault:
        print(f"bench: {fault}", file=sys.stderr)
        return 1
    build = ROOT / "build"
    build.mkdir(exist_ok=True)
    (build / "bench.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(log.table(rows, figures))
    if chosen.log:
        (ROOT / "docs/measured/bench.md").write_text(log.page(rows, figures, compared), "utf-8")
    missed = [row["name"] for row in rows if not row["met"]]
    print(f"{len(rows) - len(missed)} of {len(rows)} goals met." + ("".join(f"\n  not met: {name}" for name in missed)))
    return int(bool(missed) and chosen.strict)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
