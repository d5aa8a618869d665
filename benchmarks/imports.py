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
    """Milliseconds (wall and processor) and MiB of one import in this process, after XBlock and Django are there."""
    import gc
    import importlib
    from time import perf_counter, process_time

    for name in ("xblock.core", "xblock.fields", "xblock.scorable", "xblock.completable", "xblock.runtime"):
        importlib.import_module(name)
    from benchmarks.host import settle_django

    if module.startswith("problem_builder"):
        sys.modules["submissions"] = sys.modules["workbench"] = None  # type: ignore[assignment]
        settle_django("django.contrib.auth")
    else:
        settle_django()
    gc.collect()
    before, start, busy = _resident(), perf_counter(), process_time()
    importlib.import_module(module)
    taken, worked = (perf_counter() - start) * 1000, (process_time() - busy) * 1000
    loaded = [name for name in UNWANTED if name in sys.modules]
    return {"ms": taken, "cpu": worked, "mib": _resident() - before, "loaded": loaded}


def _resident() -> float:
    """MiB of memory this process holds."""
    with open("/proc/self/status", encoding="ascii") as status:
        line = next(line for line in status if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def all_of_them() -> dict[str, Any]:
    """The median of RUNS processes a module, by turns; the first, which may compile, is not counted."""
    from importlib.metadata import version

    runs: dict[str, list[dict[str, Any]]] = {side: [] for side in MODULES}
    for _ in range(RUNS + 1):
        for side, (module, _package) in MODULES.items():
            command = (sys.executable, "-W", "ignore", "-m", "benchmarks.imports", module)
            runs[side].append(json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout))
    return {
        side: {
            "package": f"{package} {version(package)}",
            "n": RUNS,
            "loaded": runs[side][-1]["loaded"],
            **{name: statistics.median(run[name] for run in runs[side][1:]) for name in ("ms", "cpu", "mib")},
        }
        for side, (_module, package) in MODULES.items()
    }


if __name__ == "__main__":
    print(json.dumps(one(sys.argv[1]) if len(sys.argv) > 1 else all_of_them()))
