"""Runs the page's own script for operation lists in Node. tests/workbook."""

import json
import subprocess
from pathlib import Path

MACHINE = Path(__file__).parents[2] / "static" / "js" / "lazy" / "parts" / "machine.js"
_RUN = """
import { readFileSync } from "node:fs";
const { machine } = await import(process.argv[1]);
const { steps, starts } = JSON.parse(readFileSync(0, "utf8"));
const run = machine(steps);
process.stdout.write(JSON.stringify(starts.map((values) => run(values))));
"""


def in_node(program, starts):
    """What the page works out from each list of values; an error is None."""
    told = json.dumps({"steps": program.steps, "starts": starts})
    done = subprocess.run(
        ["node", "--input-type=module", "-e", _RUN, f"{MACHINE.as_uri()}"],
        input=told,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
