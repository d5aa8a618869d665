"""What is shipped, imported once for each content through the institution's own path. campus room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from epm_xblocks.campus.files import keep
from epm_xblocks.campus.importing import import_course
from epm_xblocks.campus.models import Edition
from epm_xblocks.findings import Problem
from epm_xblocks.package import build, check, course_root, read_meta, read_package

__all__ = ["packed", "stock"]


def stock(sources: Iterable[Path | tuple[str, bytes]]) -> Iterator[str]:
    """Import every package of `sources` (archives, course folders, or folders of them) that is not here yet.

    Gives a line for each one that was imported or could not be.
    """
    for name, body in packed(sources):
        if Edition.objects.filter(sha=keep(body)).exists():
            continue
        report = check(body, name=name, trusted=True)
        stops = [finding for finding in report.findings if finding.severity == "blocking"]
        if report.course is None or stops:
            yield f"{name} was not imported: {'; '.join(f'{each.code} {each.place}' for each in stops[:5])}"
            continue
        done = import_course(report.course, name=name, body=body)
        yield f"{name}: imported, {done.blocks} blocks"


def packed(sources: Iterable[Path | tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Packages by name: archives as they are, course folders built in each of their languages."""
    for source in sources:
        if isinstance(source, tuple):
            yield source
        elif source.is_file():
            yield source.name, source.read_bytes()
        elif (source / "course.xml").is_file():
            yield from _built(source)
        elif source.is_dir():
            inner = sorted(
                path
                for path in source.iterdir()
                if path.name.endswith((".tar.gz", ".zip")) or (path / "course.xml").is_file()
            )
            yield from packed(inner)


def _built(folder: Path) -> Iterator[tuple[str, bytes]]:
    try:
        meta = read_meta(course_root(read_package(folder)))
    except Problem:
        return
    for lang in dict.fromkeys((meta.lang, *meta.languages)):
        made = build(folder, lang)
        yield made.name, made.body
