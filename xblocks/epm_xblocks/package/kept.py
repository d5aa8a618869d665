"""Packages built once for each state of their course, data and code, and kept between starts. package room."""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import epm_xblocks
from epm_xblocks.package.archive import Tree, read_package
from epm_xblocks.package.build import build, read_meta
from epm_xblocks.package.course import course_root

__all__ = ["built_once"]

SUMS = "sums.json"


def built_once(folder: Path, kept: Path) -> list[tuple[str, bytes]]:
    """The packages of a course folder, one a language, as (file name, bytes); built anew only where something changed.

    kept: where they stay from one start to the next. Raises Problem like `build`.
    """
    files = read_package(folder)
    place = kept / folder.resolve().name / _mark(files, folder.parent / "data")
    found = _kept(place)
    if found is None:
        meta = read_meta(course_root(files))
        built = [build(folder, lang) for lang in dict.fromkeys((meta.lang, *meta.languages))]
        found = [(one.name, one.body) for one in built]
        _keep(place, found)
    return found


def _mark(files: Tree, data: Path) -> str:
    """A name for all that goes into a build: the course, the data packs beside it, our own code."""
    code = Path(epm_xblocks.__file__).parent
    sums = hashlib.sha256()
    for name, body in (*files.items(), *_texts(data, "*.csv"), *_texts(code, "*.py")):
        sums.update(f"{name}\0{len(body)}\0".encode() + body)
    return sums.hexdigest()[:32]


def _texts(root: Path, pattern: str) -> Iterator[tuple[str, bytes]]:
    for path in sorted(root.rglob(pattern)):
        yield path.relative_to(root).as_posix(), path.read_bytes()


def _kept(place: Path) -> list[tuple[str, bytes]] | None:
    """What was kept, if all of it is still what it was; a cut of power may have left less."""
    try:
        sums = json.loads((place / SUMS).read_bytes())
        found = [(name, (place / name).read_bytes()) for name in sums]
    except (OSError, ValueError):
        return None
    return found if all(_sum(body) == sums[name] for name, body in found) else None


def _keep(place: Path, packages: list[tuple[str, bytes]]) -> None:
    """Put the packages in their place at once, and take away those of earlier states."""
    draft = place.with_name(f".{secrets.token_hex(8)}")
    draft.mkdir(parents=True, mode=0o700)
    for name, body in packages:
        (draft / name).write_bytes(body)
    (draft / SUMS).write_text(json.dumps({name: _sum(body) for name, body in packages}), "ascii")
    for old in place.parent.iterdir():
        if old != draft:
            shutil.rmtree(old, ignore_errors=True)
    draft.replace(place)


def _sum(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
