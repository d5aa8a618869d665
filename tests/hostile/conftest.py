"""One campus for the hostile tests, with two blocks of theirs that clean nothing. tests/hostile."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.course import course_files, packed, unit
from tests.hostile.site import Site

HERE = Path(__file__).parent
SMALL = """
<epm_case url_name="small" schema_version="1" case_id="small" display_name="Small" lang="en" figures="en">
<data id="d" sheet="Given" at="A1" caption="Given"><column id="a" label="A"/><column id="b" label="B" decimals="0"/>
<row id="r1" label="1">2000</row><row id="r2" label="2">150</row></data>
<step kind="worksheet" id="work" title="Work" sheet="Work"><table id="t" at="A1" caption="Work">
<column id="a" label="A"/><column id="b" label="B"/><row id="r1" label="1"/><row id="r2" label="2"/></table>
<answers id="x" range="B2" formula="=Given!B3/Given!B2*100" unit="percent" decimals="1"/>
<answers id="y" range="B3" formula="=Given!B2-Given!B3" decimals="0" mode="formula"/></step>
<step kind="written" id="memo" title="Memo"><prompt><p>Say.</p></prompt></step></epm_case>
"""
"""A case with a figure and a formula to answer, and a text."""


WIDE = 100


def wide_case() -> str:
    """A case of a hundred figures."""
    rows = "".join(f'<row id="r{n}" label="{n}"/>' for n in range(WIDE))
    return (
        '<epm_case url_name="wide" schema_version="1" case_id="wide" display_name="Wide" lang="fr" figures="fr">'
        '<data id="d" sheet="Given" at="A1" caption="Given"><column id="a" label="A"/>'
        '<column id="b" label="B" decimals="0"/><row id="r" label="1">1250</row></data>'
        '<step kind="worksheet" id="work" title="Work" sheet="Work"><table id="t" at="A1" caption="Work">'
        f'<column id="a" label="A"/><column id="b" label="B"/>{rows}</table>'
        f'<answers id="x" range="B2:B{WIDE + 1}" formula="=Given!$B$2*2" decimals="0"/></step></epm_case>'
    )


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The server, running, with two cases in the course `small`."""
    folder = tmp_path_factory.mktemp("hostile")
    plugin = folder / "site" / "hostile_blocks-1.dist-info"
    plugin.mkdir(parents=True)
    shutil.copy(HERE / "unclean.py", folder / "site" / "hostile_unclean.py")
    (plugin / "METADATA").write_text("Metadata-Version: 2.1\nName: hostile-blocks\nVersion: 1\n")
    (plugin / "entry_points.txt").write_text("[xblock.v1]\nhostile_unclean = hostile_unclean:UncleanBlock\n")
    (folder / "packages").mkdir()
    small = unit(SMALL + wide_case() + '<hostile_unclean url_name="unclean" display_name="Unclean"/>')
    (folder / "packages" / "small.tar.gz").write_bytes(packed(course_files("small", small)))
    server = Site(folder)
    server.start()
    yield server
    server.stop()


@pytest.fixture(autouse=True)
def unshaken(request: pytest.FixtureRequest) -> Iterator[None]:
    """The server that a test used is the one that was started, and met nothing that it had not foreseen."""
    running = request.getfixturevalue("site") if "site" in request.fixturenames else None
    before = len(running.log) if running else 0
    yield
    if running:
        assert running.alive, running.log[-3000:]
        said = running.log[before:]
        fault = re.search(r"^\S+ \S+ (?:ERROR|CRITICAL) .*", said, re.M)
        assert fault is None, said[fault.start() :][:3000]
