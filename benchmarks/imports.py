"""What importing a block costs beyond XBlock and Django, each in a fresh process:
`python -m benchmarks.imports [module]`. benchmarks.

Without a module: JSON for ours and the peers, the median of several processes each.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from typing import Any

__all__ = ["MODULES"]

MODULES = {
    "ours": ("epm_xblocks.blocks.case", "epm-xblocks"),
    "problem": ("xblocks_contrib.problem", "xblocks-contrib"),
    "problem-builder": ("problem_builder.mentoring", "xblock-problem-builder"),
}
RUNS = 7
UNWANTED = ("ironcalc", "xlsxwriter", "babel")
"""Modules that a platform must not load when it starts, because it imports every block type."""


def one(module: str) -> dict[str, Any]:
    """Milliseconds and MiB of one import in this process, after XBlock and Django are there."""
    import gc
    import importlib
    from time import perf_counter

    for name in ("xblock.core", "xblock.fields", "xblock.scorable", "xblock.completable", "xblock.runtime"):
        importlib.import_module(name)
    from benchmarks.host import settle_django

    if module.startswith("problem_builder"):
        sys.modules["submissions"] = sys.modules["workbench"] = None  # type: ignore[assignment]
        settle_django("django.contrib.auth")
    else:
        settle_django()
    gc.collect()
    before, start = _resident(), perf_counter()
    importlib.import_module(module)
    taken = (perf_counter() - start) * 1000
    loaded = [name for name in UNWANTED if name in sys.modules]
    return {"ms": taken, "mib": _resident() - before, "loaded": loaded}


def _resident() -> float:
    """MiB of memory this process holds."""
    with open("/proc/self/status", encoding="ascii") as status:
        line = next(line for line in status if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def all_of_them() -> dict[str, Any]:
    """The median of RUNS processes a module; the first run, which may compile, is not counted."""
    from importlib.metadata import version

    told: dict[str, Any] = {}
    for side, (module, package) in MODULES.items():
        runs = []
        for _ in range(RUNS + 1):
            command = (sys.executable, "-W", "ignore", "-m", "benchmarks.imports", module)
            runs.append(json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout))
        told[side] = {
            "package": f"{package} {version(package)}",
            "n": RUNS,
            "ms": statistics.median(run["ms"] for run in runs[1:]),
            "mib": statistics.median(run["mib"] for run in runs[1:]),
            "loaded": runs[-1]["loaded"],
        }
    return told


if __name__ == "__main__":
    print(json.dumps(one(sys.argv[1]) if len(sys.argv) > 1 else all_of_them()))
