"""Packages kept between starts: built again where something changed, and only there."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from epm_xblocks.package import build, built_once
from epm_xblocks.package.kept import SUMS, _sum
from tests.package.small import folder


def planted(kept: Path) -> Path:
    """Another package in the place of the French one, sums and all: given back only where nothing was built."""
    sums = next(kept.rglob(SUMS))
    (sums.parent / "small-1.0-fr.tar.gz").write_bytes(b"kept")
    sums.write_text(json.dumps({**json.loads(sums.read_text()), "small-1.0-fr.tar.gz": _sum(b"kept")}))
    return sums.parent


def test_each_language_is_built_as_build_does(tmp_path: Path) -> None:
    course = folder(tmp_path)
    wanted = [(one.name, one.body) for one in (build(course, "fr"), build(course, "en"))]
    assert built_once(course, tmp_path / "kept") == wanted
    assert built_once(course, tmp_path / "kept") == wanted


def test_what_has_not_changed_is_not_built_again(tmp_path: Path) -> None:
    course, kept = folder(tmp_path), tmp_path / "kept"
    built_once(course, kept)
    planted(kept)
    assert dict(built_once(course, kept))["small-1.0-fr.tar.gz"] == b"kept"


CHANGES: dict[str, Callable[[Path, Path], object]] = {
    "a page": lambda course, place: (course / "html/h.html").write_text("<p>Bonsoir.</p>"),
    "the catalogue": lambda course, place: (course / "locale/en.po").write_text(""),
    "a data pack": lambda course, place: (course.parent / "data/land/pupils.csv").write_text(
        "grade,enrolment,repeaters\n1,1,1\n2,2,2\n"
    ),
    "a new file": lambda course, place: (course / "static").mkdir() or (course / "static/a.txt").write_text("a"),
    "a package cut short": lambda course, place: (place / "small-1.0-en.tar.gz").write_bytes(b""),
    "a package that is gone": lambda course, place: (place / "small-1.0-en.tar.gz").unlink(),
    "sums cut short": lambda course, place: (place / SUMS).write_text('{"small'),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_has_changed_is_built_again(name: str, tmp_path: Path) -> None:
    course, kept = folder(tmp_path), tmp_path / "kept"
    built_once(course, kept)
    CHANGES[name](course, planted(kept))
    assert dict(built_once(course, kept)) == {
        f"small-1.0-{lang}.tar.gz": build(course, lang).body for lang in ("fr", "en")
    }
    assert len(list((kept / "small").iterdir())) == 1  # earlier states do not pile up
