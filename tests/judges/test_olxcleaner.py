"""olxcleaner, the validator that Studio runs before an import, on every package we ship."""

import io
import tarfile
from importlib.metadata import entry_points

import pytest

OURS = sorted(point.name for point in entry_points(group="xblock.v1") if point.value.startswith("epm_xblocks."))
FIRST, LAST = 1, 8


def validate(folder, steps, allowed):
    from olxcleaner import validate

    _course, errors, _names = validate(str(folder), steps=steps, allowed_xblocks=allowed)
    return [(error.name, error.description) for error in errors.errors if error.level == "ERROR"]


@pytest.fixture
def unpacked(package, tmp_path):
    with tarfile.open(fileobj=io.BytesIO(package.body)) as archive:
        archive.extractall(tmp_path, filter="data")
    return next(tmp_path.glob("*/course.xml")).parent


@pytest.mark.parametrize("steps", [FIRST, LAST])
def test_no_error_in_a_package(unpacked, steps, record_property):
    assert OURS
    record_property("files", sum(path.is_file() for path in unpacked.rglob("*")))
    assert validate(unpacked, steps, OURS) == []


def test_it_reads_our_blocks(unpacked):
    """The judge looks: with our types not allowed it says so, and a broken file is an error."""
    names = {name for name, _text in validate(unpacked, FIRST, [])}
    assert "UnexpectedTag" in names
    next(unpacked.glob("vertical/*.xml")).write_text("<vertical>")
    assert "InvalidXML" in {name for name, _text in validate(unpacked, FIRST, OURS)}
