"""Secrets of one installation: made at first use, kept in files that only their owner reads. campus room."""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path

__all__ = ["LooseSecret", "installation_secret", "private_folder"]


class LooseSecret(Exception):
    """A secret file that others can read or write; the sentence says which and what to type."""


def private_folder(path: Path) -> Path:
    """The folder, made with mode 0700 where it is missing."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def installation_secret(folder: Path, name: str) -> str:
    """The secret `name` of this installation, 64 hexadecimal signs; made (mode 0600) where it is missing.

    Two processes that start together agree: the file is linked into place, and the first one wins.
    Raises LooseSecret when the file may be read by others.
    """
    target = private_folder(folder) / name
    if not target.exists():
        _make(target)
    mode = stat.S_IMODE(target.stat().st_mode)
    if os.name == "posix" and mode & 0o077:
        raise LooseSecret(f"{target} can be read by other accounts (mode {mode:o}). Type: chmod 600 {target}")
    return target.read_text(encoding="ascii").strip()


def _make(target: Path) -> None:
    """Write a new secret beside its place, then link it there unless another process was first."""
    draft = target.with_name(f".{target.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(secrets.token_hex(32) + "\n")
        try:
            os.link(draft, target)
        except FileExistsError:
            return
    finally:
        draft.unlink(missing_ok=True)
