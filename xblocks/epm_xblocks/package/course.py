"""A course folder as a tree of blocks, read by the platform's rules for root, pointers and inline. package room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from lxml import etree

from epm_xblocks.findings import Finding, Place
from epm_xblocks.package.archive import PackageProblem, Tree
from epm_xblocks.safe_xml import XmlProblem, inner, parse
from epm_xblocks.words.findings import Clause

__all__ = ["CONTAINERS", "Course", "Node", "course_root", "read_course"]

CONTAINERS = ("course", "chapter", "sequential", "vertical")
"""Types whose children are blocks of their own; everything else is a leaf for us."""
POINTED = (
    *CONTAINERS,
    "html",
    "problem",
    "video",
    "about",
    "library_content",
    "split_test",
    "lti",
    "annotatable",
    "epm_case",
)
"""Types that may stand as `<type url_name="x"/>` for the file `type/x.xml`; for `epm_case` in a source folder only."""


@dataclass
class Node:
    """One block: its type, stable name, element, and where it was read."""

    category: str
    url_name: str
    element: etree._Element
    place: Place
    children: list[Node] = field(default_factory=list)
    body: str | None = None
    pointer: bool = False

    def walk(self) -> Iterator[Node]:
        """The block and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass
class Course:
    """The whole course: identity, tree of blocks, the folder's other files, and what was found while reading."""

    org: str
    course: str
    run: str
    root: Node
    files: Mapping[str, bytes]
    findings: list[Finding]

    def blocks(self) -> Iterator[Node]:
        """Every block, in the order a learner meets it."""
        return self.root.walk()


def course_root(tree: Tree) -> dict[str, bytes]:
    """The files below the one folder that holds `course.xml`, paths relative to it.

    Raises PackageProblem where there is none or more than one: the platform takes the first it happens to meet.
    """
    roots = sorted(path for path in tree if PurePosixPath(path).name == "course.xml" and not _generated(path))
    if not roots:
        raise PackageProblem("package-no-course-xml")
    if len(roots) > 1:
        raise PackageProblem("package-many-course-xml", names=", ".join(roots[:5]), place=Place(file=roots[1]))
    top = roots[0].removesuffix("course.xml")
    return {path.removeprefix(top): body for path, body in tree.items() if path.startswith(top)}


def read_course(files: Tree) -> Course:
    """The course of a folder whose root is at hand; a fault in one file is a finding, and the rest is read."""
    findings: list[Finding] = []
    try:
        pointer = parse(files["course.xml"], file="course.xml")
    except XmlProblem as fault:
        raise PackageProblem("package-course-xml", place=fault.place, reason=Clause(fault.finding())) from fault
    if pointer.tag != "course":
        raise PackageProblem("package-course-xml", place=Place(file="course.xml", line=1), reason="root")
    for wanted in ("org", "course", "url_name"):
        if not pointer.get(wanted):
            findings.append(_finding("course-attribute-missing", "course.xml", 1, name=wanted))
    reader = _Reader(files, findings)
    root = reader.node(pointer, "course.xml", depth=0)
    if root is None and findings and findings[-1].code != "pointer-file-missing":
        raise PackageProblem("package-course-xml", place=findings[-1].place, reason=Clause(findings[-1]))
    if root is None:
        raise PackageProblem("package-course-file-missing", name=f"course/{pointer.get('url_name', '')}.xml")
    run = pointer.get("url_name", "")
    return Course(pointer.get("org", ""), pointer.get("course", ""), run, root, files, findings)


def _generated(path: str) -> bool:
    """Whether `course.xml` at this path cannot be a course root (a static file that bears the name)."""
    return "/static/" in f"/{path}"


def _finding(code: str, file: str, line: int, severity: str = "error", **values: object) -> Finding:
    return Finding(code, values, Place(file=file, line=line), severity)  # type: ignore[arg-type] # because the literal passes through


class _Reader:
    """Follows pointers; remembers what was read, so that a circle or a second parent is told."""

    def __init__(self, files: Tree, findings: list[Finding]) -> None:
        self.files, self.findings = files, findings
        self.open: set[tuple[str, str]] = set()

    def node(self, element: etree._Element, file: str, depth: int) -> Node | None:
        """The block of an element, its pointer followed, its children read; None where it cannot be."""
        category, url_name = str(element.tag), element.get("url_name", "")
        pointed = self._pointed(element, category, url_name, file)
        if pointed is None:
            return None
        body_element, body_file, pointer = pointed
        node = Node(
            category, url_name, body_element, Place(file=body_file, line=body_element.sourceline or 0), pointer=pointer
        )
        if (category, url_name) in self.open or depth > 8:
            self.findings.append(
                _finding("block-circle", file, element.sourceline or 0, category=category, name=url_name)
            )
            return None
        if category in CONTAINERS:
            self.open.add((category, url_name))
            node.children = list(self._children(body_element, body_file, depth))
            self.open.discard((category, url_name))
        elif category == "html":
            node.body = self._html(body_element, body_file)
        return node

    def _children(self, element: etree._Element, file: str, depth: int) -> Iterator[Node]:
        for child in element:
            if not isinstance(child.tag, str) or (element.tag == "course" and child.tag == "wiki"):
                continue
            node = self.node(child, file, depth + 1)
            if node is not None:
                yield node

    def _pointed(
        self, element: etree._Element, category: str, url_name: str, file: str
    ) -> tuple[etree._Element, str, bool] | None:
        """The element to read: itself when written inline, else the root of the file it points to."""
        line = element.sourceline or 0
        is_pointer = (
            set(element.attrib) <= {"url_name", "org", "course"}
            and len(element) == 0
            and not (element.text or "").strip()
        )
        if not (is_pointer and url_name and category in POINTED):
            return element, file, False
        target = f"{category}/{url_name.replace(':', '/')}.xml"
        if target not in self.files:
            severity = "error" if category in (*CONTAINERS, "html", "problem") else "warning"
            self.findings.append(_finding("pointer-file-missing", file, line, severity, name=target, category=category))
            return None if category in CONTAINERS else (element, file, False)
        try:
            return parse(self.files[target], file=target), target, True
        except XmlProblem as fault:
            self.findings.append(fault.finding())
            return None

    def _html(self, element: etree._Element, file: str) -> str:
        """The text of an `html` block: from its file where it names one, else what stands inside."""
        name = element.get("filename", "")
        if not name:
            return inner(element)
        target = f"html/{name}.html"
        if target not in self.files:
            self.findings.append(_finding("html-file-missing", file, element.sourceline or 0, name=target))
            return ""
        return self.files[target].decode("utf-8", "replace")
