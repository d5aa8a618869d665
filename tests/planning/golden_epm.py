"""The published figures of tests/golden/epm, read by their short id; each file names its source."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "golden" / "epm"


def golden(short_id: str) -> dict[str, Any]:
    """The one file whose name starts with `short_id` ("g31")."""
    (path,) = FOLDER.glob(f"{short_id}_*.json")
    return json.loads(path.read_text(encoding="utf-8"))
