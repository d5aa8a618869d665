"""How long the scenario laboratory takes to draw itself anew when a lever moves, in Debian's Chromium with the
processor slowed six times: script, style and layout of the whole step: `python -m benchmarks.repaint`. benchmarks.
"""

from __future__ import annotations

import json
import shutil
import statistics
from typing import Any

from playwright.sync_api import sync_playwright

from tests.browser.harness.lab import laboratory
from tests.browser.harness.open import opened
from tests.browser.harness.repaint import SLOWED, repaint_times
from tests.browser.harness.server import Host

__all__ = ["repaints"]

RUNS = 5
LEVERS = {"rep": 4.4, "drop": 2.0, "class": 34.0, "pay": 0.3}
KEPT = [{"name": "Fewer repeaters", "levers": {"rep": 4.4, "drop": 2.5, "class": 34.9, "pay": 0}}]


def repaints() -> dict[str, Any]:
    """Milliseconds: the median of some runs' 95th and 50th of 100."""
    host = Host(lambda _query: laboratory("en", levers=LEVERS, saved=KEPT))
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = opened(chromium.new_context(), host, "lang=en", step=None)
        page.wait_for_selector(".lab .chart svg")
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        runs = [repaint_times(page) for _ in range(RUNS)]
        version = chromium.version
        chromium.close()
    host.close()
    return {
        "p95": statistics.median(run[47] for run in runs),
        "p50": statistics.median(run[25] for run in runs),
        "n": len(runs[0]), "runs": RUNS, "slowed": SLOWED, "browser": f"Chromium {version}",
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(repaints()))
