"""A folder, .tar.gz or .zip read into memory within bounds, and written back byte for byte. package room.

Nothing is ever unpacked to disk: Python's own `tarfile` filter lets absolute names, duplicate names, bidirectional
overrides, 400-deep paths and 1,000-fold bombs through, so members are read one by one and refused by name.
"""

from __future__ import annotations

import errno
import gzip
import io
import stat
import tarfile
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from epm_xblocks.findings import Place, Problem

__all__ = ["Limits", "PackageProblem", "Tree", "read_package", "why", "write_tar_gz"]

Tree = Mapping[str, bytes]
_CHUNK = 1 << 16
_REASONS = {
    errno.EACCES: "no-permission",
    errno.EPERM: "no-permission",
    errno.EROFS: "read-only-disk",
    errno.ENOSPC: "disk-full",
    errno.ENOTDIR: "file-in-the-way",
    errno.EEXIST: "file-in-the-way",
}
_MANY = 0xFFFF
"""What the end of a .zip says where the true number stands elsewhere."""


class PackageProblem(Problem):
    """The package cannot be used at all; nothing of it was kept."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of what is read: bytes, members, times the packed size, folders deep, characters of a name."""

    total: int = 200 << 20
    member: int = 50 << 20
    members: int = 5_000
    ratio: int = 200
    ratio_from: int = 1 << 20
    depth: int = 12
    name: int = 200


def read_package(source: Path | bytes, limits: Limits | None = None, *, name: str = "") -> dict[str, bytes]:
    """Every regular file of a folder, .tar.gz or .zip as `{path: bytes}`, paths with `/`, sorted.

    Raises PackageProblem with a code and the member's name for anything out of bounds or out of place.
    """
    limits = limits or Limits()
    if isinstance(source, Path):
        name = name or source.name
        try:
            if source.is_dir():
                return _collect(_folder(source, limits), limits, packed=None)
            source = _file(source, limits)
        except OSError as fault:
            at = Path(fault.filename or source)
            raise PackageProblem("package-unreadable", name=str(at), said=why(fault)) from fault
    if source[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _collect(_zip(source), limits, packed=len(source))
    if source[:2] == b"\x1f\x8b":
        return _collect(_tar(source, limits), limits, packed=len(source))
    raise PackageProblem("package-unknown-format", name=name)


def why(fault: OSError) -> str:
    """Why a file cannot be read or written: a code for the usual reasons, else what the system says."""
    return _REASONS.get(fault.errno or 0, fault.strerror or "")


def _file(path: Path, limits: Limits) -> bytes:
    if not path.exists():
        raise PackageProblem("package-not-found", name=str(path))
    if not path.is_file():
        raise PackageProblem("package-not-a-file", place=Place(file=str(path)))
    if path.stat().st_size > limits.total:
        raise PackageProblem("package-too-large", size=path.stat().st_size, limit=limits.total)
    return path.read_bytes()


def write_tar_gz(tree: Tree, top: str) -> bytes:
    """The files below one top folder as .tar.gz; the tar inside depends on nothing but names and bytes."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for path in sorted(tree):
            member = tarfile.TarInfo(f"{top}/{path}")
            member.size, member.mode, member.mtime = len(tree[path]), 0o644, 0
            tar.addfile(member, io.BytesIO(tree[path]))
    zipped = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=zipped, mtime=0, compresslevel=9) as out:
        out.write(packed.getvalue())
    return zipped.getvalue()


Member = tuple[str, int, IO[bytes]]


def _collect(members: Iterator[Member], limits: Limits, packed: int | None) -> dict[str, bytes]:
    """Members within the bounds; stops at the first one that is not."""
    tree: dict[str, bytes] = {}
    folded: dict[str, str] = {}
    total = 0
    for count, (path, size, stream) in enumerate(members, start=1):
        if count > limits.members:
            raise PackageProblem("package-too-many-members", limit=limits.members)
        _check_name(path, limits)
        key = unicodedata.normalize("NFC", path).casefold()
        if key in folded:
            raise PackageProblem("package-duplicate-member", place=Place(file=path), other=folded[key])
        folded[key] = path
        if size > limits.member:
            raise PackageProblem("package-member-too-large", place=Place(file=path), size=size, limit=limits.member)
        body = _bounded(stream, min(limits.member, limits.total - total), path)
        total += len(body)
        if packed is not None and total > limits.ratio_from and total > packed * limits.ratio:
            raise PackageProblem("package-ratio", place=Place(file=path), ratio=limits.ratio)
        tree[path] = body
    return dict(sorted(tree.items()))


def _bounded(stream: IO[bytes], room: int, path: str) -> bytes:
    """What the stream really holds, whatever its header said, up to `room` bytes."""
    parts, got = [], 0
    try:
        while chunk := stream.read(_CHUNK):
            got += len(chunk)
            if got > room:
                raise PackageProblem("package-too-large-unpacked", place=Place(file=path), limit=room)
            parts.append(chunk)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, tarfile.TarError, NotImplementedError) as fault:
        raise PackageProblem("package-damaged-member", place=Place(file=path)) from fault
    return b"".join(parts)


def _check_name(path: str, limits: Limits) -> None:
    """A name that every system reads alike: relative, no `..`, no control or direction signs."""
    place = Place(file=ascii(path)[1:-1][: limits.name])
    parts = path.split("/")
    if (
        not path
        or path.startswith("/")
        or "\\" in path
        or ":" in parts[0]
        or any(part in ("", ".", "..") for part in parts)
    ):
        raise PackageProblem("package-unsafe-name", place=place)
    if len(path) > limits.name or len(parts) > limits.depth:
        raise PackageProblem("package-long-name", place=place, limit=limits.name, depth=limits.depth)
    if any(unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") for sign in path):
        raise PackageProblem("package-unsafe-name", place=place)


def _folder(root: Path, limits: Limits) -> Iterator[Member]:
    """The files of a folder; links that lead outside it are refused, hidden files and build leftovers left out."""
    base = root.resolve()
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        if any(part.startswith(".") or part == "__pycache__" for part in inside.parts) or path.is_dir():
            continue
        if not path.resolve().is_relative_to(base):
            raise PackageProblem("package-link", place=Place(file=inside.as_posix()))
        if not stat.S_ISREG(path.stat().st_mode):
            raise PackageProblem("package-not-a-file", place=Place(file=inside.as_posix()))
        with path.open("rb") as stream:
            yield inside.as_posix(), path.stat().st_size, stream


def _zip(packed: bytes) -> Iterator[Member]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(packed))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as fault:
        raise PackageProblem("package-damaged") from fault
    if _promised(packed) not in (len(archive.infolist()), _MANY):
        raise PackageProblem("package-damaged")
    for member in archive.infolist():
        if member.is_dir() and not member.file_size:
            continue
        mode = member.external_attr >> 16
        if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
            raise PackageProblem("package-link", place=Place(file=member.filename))
        if member.flag_bits & 1:
            raise PackageProblem("package-encrypted", place=Place(file=member.filename))
        try:
            stream = archive.open(member)
        except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, ValueError) as fault:
            raise PackageProblem("package-damaged-member", place=Place(file=ascii(member.filename))) from fault
        with stream:
            yield member.filename, member.file_size, stream


def _promised(packed: bytes) -> int:
    """How many members the end of a .zip says there are: where a length in the list is damaged, some go unread."""
    end = packed.rfind(b"PK\x05\x06")
    return int.from_bytes(packed[end + 10 : end + 12], "little")


def _tar(packed: bytes, limits: Limits) -> Iterator[Member]:
    """Members of a .tar.gz, streamed, so that a bomb is met before it is unpacked."""
    unpacked = _Counting(gzip.GzipFile(fileobj=io.BytesIO(packed)), limits.total + (limits.members << 12))
    try:
        with tarfile.open(fileobj=unpacked, mode="r|") as archive:  # type: ignore[call-overload] # because typeshed wants a full IO
            for member in archive:
                if member.isdir():
                    continue
                if not member.isreg():
                    raise PackageProblem("package-link", place=Place(file=ascii(member.name)[1:-1]))
                stream = archive.extractfile(member)
                if stream is not None:
                    yield member.name.removeprefix("./"), member.size, stream
        while unpacked.read(_CHUNK):
            pass  # to the end, where the sum of the whole stands: a change in the last blocks shows only there
    except (tarfile.TarError, OSError, EOFError, zlib.error, ValueError) as fault:
        raise PackageProblem("package-damaged") from fault


class _Counting:
    """A stream that refuses to give more than its bound."""

    def __init__(self, stream: gzip.GzipFile, bound: int) -> None:
        self.stream, self.left, self.bound = stream, bound, bound

    def read(self, size: int = -1) -> bytes:
        body = self.stream.read(size if size >= 0 else _CHUNK)
        self.left -= len(body)
        if self.left < 0:
            raise PackageProblem("package-too-large-unpacked", limit=self.bound)
        return body
