"""What is said of a package: whether it is what its manifest says, what a platform would lose of it, the exit code."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from epm_xblocks.package.build import MANIFEST, Built, build
from epm_xblocks.package.check import check, check_files

CASE = (Path(__file__).parents[1] / "case" / "samples" / "flow_rates.xml").read_bytes()
POINTER = b'<epm_case url_name="flow-rates"/>'
FOLDER = {
    "epm.toml": b'[package]\nname = "taux"\nversion = "1.0.0"\nlang = "fr"\n',
    "course.xml": b'<course org="EPM" course="T" url_name="r"/>',
    "course/r.xml": b'<course display_name="Cours"><chapter url_name="c"/></course>',
    "chapter/c.xml": b'<chapter display_name="Chapitre"><sequential url_name="s"/></chapter>',
    "sequential/s.xml": b'<sequential display_name="Cas"><vertical url_name="v"/></sequential>',
    "vertical/v.xml": b'<vertical display_name="Taux">' + POINTER + b"</vertical>",
    "epm_case/flow-rates.xml": CASE,
    "policies/r/policy.json": b'{"course/r": {"advanced_modules": ["epm_case"]}}',
    "policies/r/grading_policy.json": json.dumps({"GRADER": [{"type": "Case", "weight": 1}]}).encode(),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = tmp_path_factory.mktemp("courses") / "taux"
    for name, body in FOLDER.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(body)
    return build(root)


def codes(files: Mapping[str, bytes]) -> dict[str, str]:
    """Code and severity of each finding."""
    return {finding.code: finding.severity for finding in check_files(files, trusted=True).findings}


def test_the_manifest_names_every_file_by_its_hash(built: Built) -> None:
    files = {path: hashlib.sha256(body).hexdigest() for path, body in built.files.items() if path != MANIFEST}
    assert json.loads(built.files[MANIFEST])["files"] == files
    assert len(files) > 5


def test_a_built_package_is_what_its_manifest_says(built: Built) -> None:
    assert not [code for code in codes(built.files) if code.startswith("manifest")]


PAGE = "vertical/v.xml"
CHANGES: dict[str, Callable[[dict[str, bytes]], object]] = {
    "manifest-file-changed": lambda files: files.update({PAGE: files[PAGE] + b"\n"}),
    "manifest-file-missing": lambda files: files.pop("policies/r-fr/grading_policy.json"),
    "manifest-file-added": lambda files: files.update({"static/more.txt": b""}),
    "manifest-broken": lambda files: files.update({MANIFEST: b"[]"}),
}


@pytest.mark.parametrize("code", CHANGES)
def test_a_package_that_was_changed_on_its_way_is_told(built: Built, code: str) -> None:
    files = dict(built.files)
    CHANGES[code](files)
    assert codes(files)[code] in ("blocking", "warning")


def test_a_case_behind_a_pointer_would_be_imported_empty(built: Built) -> None:
    inlined = dict(built.files)
    pointing = {**inlined, PAGE: FOLDER[PAGE], "epm_case/flow-rates.xml": CASE}
    assert codes(pointing)["case-pointer"] == "blocking"
    assert "case-pointer" not in codes(inlined)
    assert "case-pointer" not in codes(FOLDER)  # in a source folder, where `epm build` follows it


def test_the_exit_code(built: Built) -> None:
    changed = {**built.files, PAGE: built.files[PAGE] + b"\n"}
    assert check(built.body, trusted=True).exit_code == 0
    assert check_files(changed, trusted=True).exit_code == 1
    assert check(b"no package").exit_code == 2
