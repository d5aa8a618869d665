"""Archives: what is read, what is refused and by which name; written twice gives the same bytes."""

from __future__ import annotations

import io
import random
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from epm_xblocks.package.archive import Limits, PackageProblem, read_package, write_tar_gz

GOOD = {"course.xml": b"<course/>", "static/a b.txt": b"x" * 100, "html/é.html": b"<p/>"}


def tar_of(*members: tuple[tarfile.TarInfo, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as tar:
        for member, body in members:
            member.size = len(body) if member.isreg() else 0
            tar.addfile(member, io.BytesIO(body))
    return out.getvalue()


def tar_named(*names: str, body: bytes = b"x") -> bytes:
    return tar_of(*[(tarfile.TarInfo(name), body) for name in names])


def zip_named(*names: str, body: bytes = b"x") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, body)
    return out.getvalue()


def special(kind: bytes, target: str = "") -> bytes:
    member = tarfile.TarInfo("course/odd")
    member.type, member.linkname = kind, target
    return tar_of((member, b""))


def test_a_tree_comes_back_as_it_was_written() -> None:
    packed = write_tar_gz(GOOD, "course")
    assert read_package(packed) == {f"course/{name}": body for name, body in GOOD.items()}


def test_writing_twice_gives_the_same_bytes_whatever_the_order() -> None:
    once = write_tar_gz(GOOD, "course")
    assert once == write_tar_gz(dict(reversed(GOOD.items())), "course")
    assert once[4:8] == bytes(4)  # the time that gzip would note


def test_a_folder_and_a_zip_are_read_alike(tmp_path: Path) -> None:
    for name, body in GOOD.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(body)
    (tmp_path / ".hidden").write_bytes(b"not read")
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        for name, body in GOOD.items():
            archive.writestr(name, body)
    assert read_package(tmp_path) == read_package(zipped.getvalue()) == dict(sorted(GOOD.items()))


NAMES = {
    "/etc/passwd": "package-unsafe-name",
    "../evil": "package-unsafe-name",
    "course/../../evil": "package-unsafe-name",
    "course//x": "package-unsafe-name",
    "course\\..\\evil": "package-unsafe-name",
    "C:/windows": "package-unsafe-name",
    "course/\u202egnp.xml": "package-unsafe-name",
    "course/\x07": "package-unsafe-name",
    "/".join("d" * 14): "package-long-name",
    "n" * 201: "package-long-name",
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("make", [tar_named, zip_named])
def test_a_name_out_of_place_is_refused(name: str, make: Callable[[str], bytes]) -> None:
    with pytest.raises(PackageProblem) as refused:
        read_package(make(name))
    assert refused.value.code == NAMES[name]


@pytest.mark.parametrize(
    "kind",
    [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE],
    ids=lambda kind: kind.decode(),
)
def test_a_link_or_device_is_refused(kind: bytes) -> None:
    with pytest.raises(PackageProblem) as refused:
        read_package(special(kind, "/etc/passwd"))
    assert refused.value.code == "package-link"


def test_a_link_out_of_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "course").mkdir()
    (tmp_path / "secret").write_text("x")
    (tmp_path / "course" / "link").symlink_to(tmp_path / "secret")
    with pytest.raises(PackageProblem) as refused:
        read_package(tmp_path / "course")
    assert refused.value.code == "package-link"


@pytest.mark.parametrize("make", [tar_named, zip_named])
@pytest.mark.parametrize("names", [("a.xml", "A.XML"), ("e\u0301.xml", "é.xml")])
def test_names_that_many_systems_take_for_one_are_refused(make: Callable[..., bytes], names: tuple[str, str]) -> None:
    with pytest.raises(PackageProblem) as refused:
        read_package(make(*names))
    assert refused.value.code == "package-duplicate-member"


@pytest.mark.parametrize("make", [tar_named, zip_named])
def test_bombs_stop_at_their_bound(make: Callable[..., bytes]) -> None:
    limits = Limits(total=4 << 20, member=3 << 20, ratio_from=1 << 20)
    with pytest.raises(PackageProblem) as refused:
        read_package(make("big", body=bytes(2 << 20)), limits)
    assert refused.value.code == "package-ratio"
    with pytest.raises(PackageProblem) as refused:
        read_package(make("big", body=bytes(5 << 20)), limits)
    assert refused.value.code in ("package-member-too-large", "package-too-large-unpacked")


@pytest.mark.parametrize("make", [tar_named, zip_named])
def test_too_many_members_are_refused(make: Callable[..., bytes]) -> None:
    with pytest.raises(PackageProblem) as refused:
        read_package(make(*[f"f{number}" for number in range(12)]), Limits(members=10))
    assert refused.value.code == "package-too-many-members"


def test_a_header_that_lies_about_its_size_is_met_by_the_bound() -> None:
    packed = bytearray(zip_named("a", body=bytes(range(256)) * 64))
    at = packed.rindex(b"PK\x01\x02") + 24
    packed[at : at + 4] = (10).to_bytes(4, "little")
    with pytest.raises(PackageProblem):
        read_package(bytes(packed))


@pytest.mark.parametrize(
    "body", [b"", b"PK", b"hello", b"\x1f\x8b", b"PK\x03\x04 no", b"\x1f\x8b\x08\x00" + b"\0" * 40]
)
def test_what_is_no_archive_is_refused(body: bytes) -> None:
    with pytest.raises(PackageProblem):
        read_package(body)


def read_or_code(body: bytes) -> dict[str, bytes] | str:
    try:
        return read_package(body)
    except PackageProblem as problem:
        return problem.code


def changed(packed: bytes, place: int, change: int) -> bytes:
    return packed[:place] + bytes([packed[place] ^ change]) + packed[place + 1 :]


@pytest.mark.parametrize("change", [0x01, 0x80, 0xFF])
def test_every_changed_byte_of_a_tar_gz_is_refused_or_changes_nothing(change: int) -> None:
    packed = write_tar_gz(GOOD, "course")
    whole, unseen = read_package(packed), []
    for place in range(len(packed)):
        found = read_or_code(changed(packed, place, change))
        if not isinstance(found, str):
            assert found == whole, place
            unseen.append(place)
    # Time, effort and system of the packer say nothing, a blank may be copied from elsewhere; the rest is summed up.
    assert not set(unseen) & set(range(len(packed) - 8, len(packed)))
    assert len(unseen) < 0.06 * len(packed)


@pytest.mark.parametrize("make", [write_tar_gz, lambda tree, top: zip_named(*tree, body=bytes(300))])
def test_every_changed_byte_never_changes_a_file_in_silence(make: Callable[..., bytes]) -> None:
    packed = make(GOOD, "course")
    whole = read_package(packed)
    for place in range(len(packed)):
        found = read_or_code(changed(packed, place, 0x10))
        assert isinstance(found, str) or found == whole, place


@pytest.mark.parametrize("kept", [1, 4, 8, 9])
def test_a_tar_gz_without_its_end_is_refused(kept: int) -> None:
    packed = write_tar_gz(GOOD, "course")
    for cut in (packed[:-kept], packed + b"x"):
        with pytest.raises(PackageProblem) as refused:
            read_package(cut)
        assert refused.value.code == "package-damaged"


@pytest.mark.fuzz
@pytest.mark.parametrize("make", [write_tar_gz, lambda tree, top: zip_named(*[f"{top}/{name}" for name in tree])])
def test_a_changed_byte_is_read_or_refused_never_a_crash(make: Callable[..., bytes]) -> None:
    packed, chance = make(GOOD, "course"), random.Random(7)
    outcomes = {"read": 0, "refused": 0}
    for _ in range(400):
        body = bytearray(packed)
        body[chance.randrange(len(body))] = chance.randrange(256)
        try:
            read_package(bytes(body))
            outcomes["read"] += 1
        except PackageProblem:
            outcomes["refused"] += 1
    assert outcomes["refused"] > 50
