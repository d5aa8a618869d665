"""The file store: bytes under their own SHA-256, in the state folder. campus room.

A name is never part of a path on disk, so nothing that a package is called can lead outside the store.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from pathlib import Path

from django.conf import settings

__all__ = ["fetch", "keep"]

_SHA = re.compile(r"[0-9a-f]{64}")


def keep(data: bytes) -> str:
    """Keep the bytes; the name to fetch them by. Keeping the same bytes twice costs nothing."""
    sha = hashlib.sha256(data).hexdigest()
    target = _place(sha)
    if not target.exists():
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = target.with_name(f".{sha}.{secrets.token_hex(8)}")
        draft.write_bytes(data)
        draft.replace(target)
    return sha


def fetch(sha: str) -> bytes:
    """The bytes kept under a name; raises FileNotFoundError where there are none."""
    return _place(sha).read_bytes()


def _place(sha: str) -> Path:
    if not _SHA.fullmatch(sha):
        raise FileNotFoundError(sha)
    return Path(settings.EPM_STATE) / "kept" / sha[:2] / sha
