"""What a package would do to the platform that imports it: every finding with place and severity. package room.

The rules are those of the platform's importer: one course.xml, pointers that lead somewhere, leaf blocks inline with an
attribute besides `url_name`, stable unique names, types that are installed. Our own cases are read whole and tested.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from epm_xblocks.findings import Finding, Place
from epm_xblocks.package.archive import PackageProblem, Tree, read_package
from epm_xblocks.package.build import MANIFEST, block_types, course_id
from epm_xblocks.package.cases import check_cases
from epm_xblocks.package.course import CONTAINERS, Course, Node, course_root, read_course
from epm_xblocks.package.segments import OURS
from epm_xblocks.safe_xml import XmlProblem, inside, outer
from epm_xblocks.words.findings import Clause

__all__ = ["Report", "check", "check_files"]

KNOWN = frozenset(CONTAINERS) | set(
    "epm_case html problem video discussion library_content split_test conditional about poll_question word_cloud lti "
    "lti_consumer annotatable openassessment itembank wiki drag-and-drop-v2 done survey poll edx_sga staffgradedxblock "
    "randomize textbook".split()
)
"""Types that an ordinary platform has; another one is a warning, since one missing type can break the whole course."""
_LINK = re.compile(r"""(?:src|href)\s*=\s*["'](/static/[^"'#?]+)""")
_ACTIVE = (".html", ".htm", ".xhtml", ".js", ".swf", ".xml")


@dataclass(frozen=True, slots=True)
class Report:
    """The verdict: what was read, and the findings, gravest first."""

    name: str
    blocks: int
    cases: int
    findings: tuple[Finding, ...]
    course: Course | None = None

    @property
    def unusable(self) -> bool:
        """Whether nothing can be imported."""
        return self.course is None

    @property
    def exit_code(self) -> int:
        """0 clean, 1 findings, 2 unusable."""
        return 2 if self.unusable else int(any(finding.severity != "note" for finding in self.findings))


_ORDER = {"blocking": 0, "error": 1, "warning": 2, "note": 3}


def check(source: Path | bytes, *, name: str = "", trusted: bool = False) -> Report:
    """The report on a folder, .tar.gz or .zip; formulas of one that is not `trusted` run in a limited child process."""
    name = name or (source.name if isinstance(source, Path) else "")
    try:
        files = course_root(read_package(source, name=name))
    except PackageProblem as problem:
        return Report(name, 0, 0, (problem.finding("blocking"),))
    return check_files(files, name=name, trusted=trusted)


def check_files(files: Tree, *, name: str = "", trusted: bool = False) -> Report:
    """The same for files already read, paths relative to the course root."""
    try:
        course = read_course(files)
    except PackageProblem as problem:
        return Report(name, 0, 0, (problem.finding("blocking"),))
    blocks = list(course.blocks())
    cases = [node for node in blocks if node.category == OURS]
    structure = [
        *course.findings,
        *_names(blocks),
        *_leaves(blocks, source_folder="epm.toml" in files),
        *_types(blocks),
        *_policies(course, cases),
        *_links(course, blocks),
        *_static(files),
        *_manifest(course, blocks),
    ]
    findings = [*map(_stopping, structure), *check_cases(cases, trusted=trusted)]
    findings.sort(key=lambda finding: (_ORDER[finding.severity], finding.place.file, finding.place.line))
    return Report(name, len(blocks), len(cases), tuple(findings), course)


def _stopping(finding: Finding) -> Finding:
    """An error of the structure stops the import, since the platform would drop something in silence."""
    return replace(finding, severity="blocking") if finding.severity == "error" else finding


def _names(blocks: Iterable[Node]) -> Iterator[Finding]:
    """Names: present (an invented one changes with the content and orphans answers) and unique in their type."""
    seen: dict[tuple[str, str], Node] = {}
    for node in blocks:
        if not node.url_name:
            yield Finding("url-name-missing", {"category": node.category}, node.place)
        elif not re.fullmatch(r"[\w.~:-]{1,200}", node.url_name):
            yield Finding("url-name-odd", {"category": node.category, "name": node.url_name}, node.place)
        other = seen.setdefault((node.category, node.url_name), node)
        if other is not node and node.url_name:
            values = {"category": node.category, "name": node.url_name, "other": str(other.place)}
            yield Finding("url-name-twice", values, node.place)


def _leaves(blocks: Iterable[Node], *, source_folder: bool) -> Iterator[Finding]:
    """Blocks of ours must be inline with an attribute of their own: a pointer imports empty, silently."""
    for node in blocks:
        if not node.category.startswith("epm_"):
            continue
        if node.pointer and not source_folder:
            yield Finding("case-pointer", {"name": node.url_name}, node.place)
        elif set(node.element.attrib) <= {"url_name"}:
            yield Finding("case-only-url-name", {"name": node.url_name}, node.place)


def _types(blocks: Iterable[Node]) -> Iterator[Finding]:
    """Types that an ordinary platform lacks, and ours, which the site must install first."""
    told: set[str] = set()
    for node in blocks:
        if node.category in told:
            continue
        told.add(node.category)
        if node.category not in KNOWN:
            yield Finding("block-type-unknown", {"category": node.category}, node.place, "warning")
        if node.category == "problem" and "loncapa/python" in (node.element.get("type", "") or outer(node.element)):
            yield Finding("problem-runs-python", {"name": node.url_name}, node.place, "warning")


def _policies(course: Course, cases: list[Node]) -> Iterator[Finding]:
    """Policy files: readable, for this run, `advanced_modules` naming our types, weights that sum to one."""
    path = f"policies/{course.run}/policy.json"
    policy = _json(course.files, path)
    if policy is None:
        yield Finding("policy-missing", {"name": path}, Place(file=path), "warning")
        return
    if isinstance(policy, Finding):
        yield policy
        return
    own = policy.get(f"course/{course.run}") if isinstance(policy, dict) else None
    if not isinstance(own, dict):
        yield Finding("policy-other-run", {"run": course.run}, Place(file=path))
    elif cases and OURS not in (own.get("advanced_modules") or []):
        yield Finding("policy-advanced-modules", {"category": OURS}, Place(file=path), "warning")
    yield from _grading(course)


def _grading(course: Course) -> Iterator[Finding]:
    path = f"policies/{course.run}/grading_policy.json"
    grading = _json(course.files, path)
    if isinstance(grading, Finding):
        yield grading
        return
    graders = grading.get("GRADER") if isinstance(grading, dict) else None
    if not isinstance(graders, list) or not graders:
        yield Finding("grading-missing", {"name": path}, Place(file=path), "warning")
        return
    weights = [grader.get("weight", 0) for grader in graders if isinstance(grader, dict)]
    if abs(sum(weight for weight in weights if isinstance(weight, int | float)) - 1) > 1e-6:
        yield Finding("grading-weights", {"sum": sum(weights)}, Place(file=path), "warning")


def _json(files: Tree, path: str) -> object | Finding | None:
    if path not in files:
        return None
    try:
        return json.loads(files[path])
    except (ValueError, RecursionError) as fault:
        line = getattr(fault, "lineno", 0)
        return Finding("json-broken", {"said": getattr(fault, "msg", "")}, Place(file=path, line=line))


def _links(course: Course, blocks: Iterable[Node]) -> Iterator[Finding]:
    """Pages: well formed, each picture with its words, each file they name in the package."""
    for node in blocks:
        if node.category != "html" or node.body is None:
            continue
        for name in sorted(set(_LINK.findall(node.body))):
            if name.removeprefix("/") not in course.files:
                yield Finding("static-missing", {"name": name}, node.place, "warning")
        try:
            root = inside(node.body, "div", file=node.place.file)
        except XmlProblem as fault:
            yield Finding("html-not-xhtml", {"said": Clause(fault.finding())}, node.place, "note")
            continue
        if any(picture.get("alt") is None for picture in root.iter("img")):
            yield Finding("picture-without-alt", {}, node.place, "warning")
        if root.find(".//script") is not None:
            yield Finding("html-script", {}, node.place, "warning")


def _static(files: Tree) -> Iterator[Finding]:
    for path in files:
        if path.startswith("static/") and path.lower().endswith(_ACTIVE):
            yield Finding("static-active", {"name": path}, Place(file=path), "warning")
        elif path.startswith("static/") and path.lower().endswith(".svg") and b"<script" in files[path].lower():
            yield Finding("static-active", {"name": path}, Place(file=path), "error")


def _manifest(course: Course, blocks: Iterable[Node]) -> Iterator[Finding]:
    """A built package is what its manifest says, byte for byte, and the manifest speaks of this course."""
    files = course.files
    if MANIFEST not in files:
        return
    manifest = _json(files, MANIFEST)
    hashes = manifest.get("files") if isinstance(manifest, dict) else None
    if not isinstance(manifest, dict) or not isinstance(hashes, dict):
        yield Finding("manifest-broken", {}, Place(file=MANIFEST))
        return
    for path, digest in hashes.items():
        if path not in files:
            yield Finding("manifest-file-missing", {"name": str(path)}, Place(file=MANIFEST))
        elif hashlib.sha256(files[path]).hexdigest() != digest:
            yield Finding("manifest-file-changed", {"name": path}, Place(file=path))
    known = {"course": course_id(course), "blocks": block_types(blocks)}
    for name, value in known.items():
        if manifest.get(name, value) != value:
            yield Finding("manifest-differs", {"name": name}, Place(file=MANIFEST))
    for path in sorted(set(files) - set(hashes) - {MANIFEST}):
        yield Finding("manifest-file-added", {"name": path}, Place(file=path), "warning")
