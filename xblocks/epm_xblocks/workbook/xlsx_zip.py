"""A learner's file as a bounded archive: what it is, what it holds, its parts in chunks. workbook room.

Nothing is unpacked to a disk, and no part is read that the workbook does not need.
"""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from epm_xblocks.findings import Place, Problem

__all__ = ["Archive", "FileProblem", "Limits", "open_archive"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one upload. size: bytes of the file (the platform refuses 4 MB and more). members, unpacked: of the
    archive; ratio counts above `small` bytes. rows, cells, strings: of the sheets that are read; text: signs of a cell.
    names: defined names. formulas: those that may be evaluated for one upload, and read: the cells they may read."""

    size: int = 4_000_000
    members: int = 500
    unpacked: int = 32_000_000
    small: int = 1_000_000
    ratio: int = 200
    rows: int = 50_000
    cells: int = 100_000
    strings: int = 200_000
    text: int = 32_767
    names: int = 20_000
    formulas: int = 5_000
    read: int = 20_000


class FileProblem(Problem):
    """A file that is not read, and why; `place.file` names the part where one is at fault.

    What it is: file-empty · file-too-large (`size`, `limit`) · file-xls · file-xlsb · file-macros · file-encrypted ·
    file-ods · file-numbers · file-csv · file-pdf · file-document (Word, PowerPoint) · file-web-page ·
    file-not-a-workbook. How it is made: file-damaged · file-damaged-part · file-too-many-parts (`limit`) ·
    file-duplicate-part · file-unsafe-name · file-too-large-unpacked (`limit`) · file-ratio (`limit`) · file-doctype ·
    file-too-many-rows (`limit`) · file-too-many-cells (`limit`) · file-too-many-strings (`limit`) ·
    file-too-many-names (`limit`).
    """


_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
    LookupError,
)
_CHUNK = 65_536
_KINDS = {
    "mimetype": "file-ods",
    "Index/Document.iwa": "file-numbers",
    "Index.zip": "file-numbers",
    "word/document.xml": "file-document",
    "ppt/presentation.xml": "file-document",
    "xl/workbook.bin": "file-xlsb",
    "xl/vbaProject.bin": "file-macros",
}


class Archive:
    """The parts of an .xlsx by name; names are compared as Excel does, without case."""

    def __init__(self, data: bytes, archive: zipfile.ZipFile, limits: Limits) -> None:
        self.data = data
        self.limits = limits
        self._archive = archive
        self._parts = {info.filename.casefold(): info for info in archive.infolist() if not info.is_dir()}
        self._left = limits.unpacked

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._parts

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part in pieces; raises FileProblem where it is missing, damaged, or beyond the bounds of the whole file."""
        info = self._parts.get(name.casefold())
        if info is None:
            raise FileProblem("file-damaged-part", place=Place(file=name), reason="missing")
        taken = 0
        try:
            with self._archive.open(info) as part:
                while piece := part.read(_CHUNK):
                    taken += len(piece)
                    self._count(len(piece), taken, info)
                    yield piece
        except _DAMAGE as fault:
            raise FileProblem("file-damaged-part", place=Place(file=name), reason=type(fault).__name__) from None

    def read(self, name: str) -> bytes:
        """A whole part; raises FileProblem as `chunks` does."""
        return b"".join(self.chunks(name))

    def _count(self, size: int, taken: int, info: zipfile.ZipInfo) -> None:
        self._left -= size
        if self._left < 0:
            raise FileProblem("file-too-large-unpacked", place=Place(file=info.filename), limit=self.limits.unpacked)
        if taken > self.limits.small and taken > self.limits.ratio * max(1, info.compress_size):
            raise FileProblem("file-ratio", place=Place(file=info.filename), limit=self.limits.ratio)


def open_archive(data: bytes, limits: Limits) -> Archive:
    """The archive of an .xlsx, its directory checked. Raises FileProblem, which says what the file is instead."""
    if not data:
        raise FileProblem("file-empty")
    if len(data) > limits.size:
        raise FileProblem("file-too-large", size=len(data), limit=limits.size)
    if not data.startswith(b"PK\x03\x04"):
        raise FileProblem(_foreign(data))
    if data.count(b"PK\x01\x02") > limits.members:
        raise FileProblem("file-too-many-parts", limit=limits.members)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        found = archive.infolist()
    except _DAMAGE as fault:
        raise FileProblem("file-damaged", reason=type(fault).__name__) from None
    _check_directory(found, limits)
    return Archive(data, archive, limits)


def _check_directory(found: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(found) > limits.members:
        raise FileProblem("file-too-many-parts", limit=limits.members)
    seen: set[str] = set()
    for info in found:
        place = Place(file=info.filename[:120])
        name = info.filename.casefold()
        if name in seen:
            raise FileProblem("file-duplicate-part", place=place)
        seen.add(name)
        if not _is_safe(info.filename):
            raise FileProblem("file-unsafe-name", place=place)
        if info.flag_bits & 0x1:
            raise FileProblem("file-encrypted", place=place)
    for name, code in _KINDS.items():
        if name.casefold() in seen:
            raise FileProblem(code, place=Place(file=name))
    if sum(info.file_size for info in found) > 8 * limits.unpacked:
        raise FileProblem("file-too-large-unpacked", limit=limits.unpacked)


def _is_safe(name: str) -> bool:
    parts = name.split("/")
    return (
        0 < len(name) <= 250
        and len(parts) <= 12
        and ".." not in parts
        and not name.startswith("/")
        and not any(sign in name for sign in "\\:\0")
        and name.isprintable()
    )


def _foreign(data: bytes) -> str:
    """What a file is that is no archive, by its first bytes."""
    head = data[:4096]
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "file-encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "file-xls"
    if head.startswith(b"%PDF"):
        return "file-pdf"
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith((b"<html", b"<!doctype html", b"<table")):
        return "file-web-page"
    return "file-csv" if _looks_like_csv(head) else "file-not-a-workbook"


def _looks_like_csv(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head[: len(head) // 2 * 2].decode("utf-16", "replace")
    else:
        text = head.decode("latin-1")
    plain = all(sign >= " " or sign in "\t\r\n" for sign in text)
    return plain and not text.lstrip().startswith("<") and any(mark in text for mark in ",;\t")
