"""Every case we ship as a component of a content library: through a real backup and restore of openedx-core, then
parsed as the library runtime does, it shows the same exercise and gives every sample the same marks.
"""

import zipfile

import pytest

from tests.judges.samples import components, in_course, marks, samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def restored(package, tmp_path):
    """(components by name, library stored, library restored, report, zip)."""
    from tests.judges import library_runtime as library

    cases = components(package)
    before = library.stored(cases)
    path = library.backup(before, tmp_path / "cases.zip")
    after, report = library.restore(path)
    return cases, before, after, report, path


def test_every_case_comes_through_whole(restored, record_property):
    cases, before, after, report, path = restored
    assert cases
    record_property("cases", len(cases))
    assert report["num_components"] == len(cases)
    keys = after.keys()
    assert set(keys) == set(cases)
    for name, (_kind, title, olx) in cases.items():
        assert after.olx(keys[name]) == olx == before.olx(keys[name])
        block = after.block(keys[name])
        assert block.display_name == title
        assert not [finding for finding in _findings(block) if finding.severity in ("error", "blocking")]
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        assert "package.toml" in names
        assert all(f"entities/xblock.v1/epm_case/{name}/component_versions/v1/block.xml" in names for name in cases)


def _findings(block):
    from epm_xblocks.blocks.content import case_of

    return case_of(block).findings


def test_samples_earn_the_same_marks(restored, package, record_property):
    cases, _before, after, _report, _path = restored
    keys, course, count = after.keys(), in_course(package), 0
    for name in cases:
        earned = []
        in_library = dict(samples(after.block(keys[name], "awa")))
        for sample, answers in samples(course.block(name, "awa")):
            expected = marks(course.submit(name, f"{sample} {name}", answers))
            assert marks(after.submit(keys[name], f"{sample} {name}", answers)) == expected, (name, sample)
            assert in_library[sample] == answers, (name, sample)
            earned.append(expected["points"] / expected["out_of"])
            count += 1
            assert not sample.startswith("right") or earned[-1] == 1, (name, sample, expected)
            assert not sample.startswith("malformed") or earned[-1] < 1, (name, sample, expected)
        assert len(set(earned)) > 1, f"{name}: every sample earns the same"
    record_property("samples", count)


def test_a_library_refuses_children(restored):
    """The rules above bite: nested OLX read by the core's own parse_xml would be refused here."""
    from lxml import etree
    from xblock.core import XBlock
    from xblock.fields import ScopeIds

    from tests.judges.library_runtime import LibraryRuntime

    _cases, _before, after, _report, _path = restored
    key = next(iter(after.keys().values()))
    with pytest.raises(NotImplementedError):
        XBlock.parse_xml.__func__(
            XBlock, etree.fromstring("<a><step/></a>"), LibraryRuntime(after, "awa"), ScopeIds("awa", "a", None, key)
        )
