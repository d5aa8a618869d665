"""`make bench`: every goal figure beside its peer, as a table and as build/bench.json. benchmarks.

A list of {name, ours, peer, ratio, goal, met} with unit and note. A peer that is not installed or not as released, or a
side that fails or marks otherwise than its own key, ends the run with exit code 1. A goal that is not met is printed as
such; with `--strict` it too gives exit code 1. `--log` writes docs/measured/bench.md; names after it choose parts.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import os
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, files, version
from pathlib import Path
from typing import Any

from benchmarks import goals, log

__all__ = ["PEERS", "main"]

ROOT = Path(__file__).resolve().parents[1]
PEERS = ("xblocks-contrib", "xblock-problem-builder", "openedx-calc", "Babel", "XBlock", "Django", "lxml")
PARTS = {
    "blocks": ("sides",),
    "marking": ("marking",),
    "imports": ("imports",),
    "reading": ("reading",),
    "crowd": ("end_to_end",),
    "laboratory": ("repaint",),
}


class Failed(Exception):
    """A part of the run did not give its figures."""


def measured(part: str) -> dict[str, Any]:
    """The figures of one program, run by this interpreter in a process of its own."""
    command = (sys.executable, "-W", "ignore", "-m", f"benchmarks.{part}")
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
            _unpatched(name)
        except PackageNotFoundError:
            raise Failed(
                f"{name} is not installed: run `make judges`. An absent peer is an error, not a pass."
            ) from None
    return told


def _unpatched(name: str) -> None:
    """Raise Failed where a file of an installed package is not the one that was released."""
    for file in files(name) or ():
        if file.hash is not None and file.suffix == ".py" and not file.name.startswith("__editable__"):
            digest = hashlib.new(file.hash.mode, Path(str(file.locate())).read_bytes()).digest()
            if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != file.hash.value:
                raise Failed(f"{file} of {name} was changed after its release: make the environment again.")


def _load() -> float:
    """How many processes wanted a processor during the last minute."""
    return os.getloadavg()[0]


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
        compared, before = versions(), _load()
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
    load = f"Processes that wanted a processor: {before:.1f} before, {_load():.1f} at the end."
    print(log.table(rows, figures), load, sep="\n")
    if chosen.log:
        (ROOT / "docs/measured/bench.md").write_text(log.page(rows, figures, compared, load), "utf-8")
    missed = [row["name"] for row in rows if not row["met"]]
    print(f"{len(rows) - len(missed)} of {len(rows)} goals met." + ("".join(f"\n  not met: {name}" for name in missed)))
    return int(bool(missed) and chosen.strict)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
