"""A package's course made into rows: the one way in, for institutions and for what is shipped. campus room."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone
from lxml import etree

from epm_xblocks import safe_xml
from epm_xblocks.campus import files as store
from epm_xblocks.campus.keys import CourseKey
from epm_xblocks.campus.models import Block, Course, CourseFile, Edition, FieldValue
from epm_xblocks.campus.runtime import CONTAINERS, CampusRuntime, is_installed
from epm_xblocks.package import Course as PackageCourse
from epm_xblocks.package import Node
from epm_xblocks.package.build import MANIFEST

__all__ = ["Imported", "edited_cases", "import_course", "key_of", "manifest_of"]

_POLICIED = frozenset((*CONTAINERS, "html", "video", "problem"))
"""Types whose attributes policy.json may set, as on the platform; a pure XBlock takes nothing from it."""
_AUTHORED = ("content", "settings")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: the course, its blocks, types that are not installed here, blocks that could not be read."""

    course: Course
    blocks: int
    missing: tuple[str, ...]
    unread: tuple[str, ...]


def key_of(course: PackageCourse) -> CourseKey:
    """The key a package's course gets here."""
    return CourseKey.of(course.org, course.course, course.run)


def manifest_of(files: Mapping[str, bytes]) -> dict[str, Any]:
    """The package's manifest, empty where it has none that can be read."""
    return _json(files, MANIFEST)


def edited_cases(key: str) -> list[str]:
    """Names of the blocks of a course that were changed on this site and that an import would replace."""
    rows = Block.objects.filter(course__key=key, edited__isnull=False).order_by("position")
    return [row.url_name for row in rows]


def import_course(found: PackageCourse, *, name: str, body: bytes, by: Any = None) -> Imported:
    """Put the course of a package in place of the one with its key, or beside the others: all of it or nothing.

    Learners' answers, drafts, marks and completions stay: they belong to block names, and an update keeps those.
    """
    sha = store.keep(body)
    kept = {path: (store.keep(data), len(data)) for path, data in found.files.items()}
    with transaction.atomic():
        course = _course(found)
        _replace_files(course, kept)
        nodes = _replace_blocks(course, found)
        unread = _parse(course, nodes, _policy(found))
        Edition.objects.create(
            course=course, version=course.version, name=name[:255], sha=sha, size=len(body), blocks=len(nodes),
            at=timezone.now(), by=by,
        )  # fmt: skip
    missing = sorted({node.category for node in nodes.values() if not is_installed(node.category)})
    return Imported(course, len(nodes), tuple(missing), tuple(unread))


def _json(files: Mapping[str, bytes], path: str) -> dict[str, Any]:
    try:
        found = json.loads(files[path])
    except (KeyError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _policy(found: PackageCourse) -> dict[str, Any]:
    """Attributes set by policy, by `category/url_name`."""
    return _json(found.files, f"policies/{found.run}/policy.json") or _json(found.files, f"policies/{found.run}.json")


def _course(found: PackageCourse) -> Course:
    """The row of the course with what the package says of itself."""
    manifest, own = manifest_of(found.files), _policy(found).get(f"course/{found.run}")
    own = own if isinstance(own, dict) else {}
    title = own.get("display_name") or found.root.element.get("display_name") or found.course
    language = manifest.get("language") or own.get("language") or found.root.element.get("language") or "en"
    values = {
        "title": str(title)[:255],
        "language": str(language)[:16],
        "package": str(manifest.get("package", ""))[:200],
        "version": str(manifest.get("version", ""))[:64],
        "threshold": _threshold(_json(found.files, f"policies/{found.run}/grading_policy.json")),
    }
    return Course.objects.update_or_create(key=key_of(found), defaults=values)[0]


def _threshold(policy: Mapping[str, Any]) -> float:
    """The lowest cut-off of the grading policy, as a share of the points; 0 where there is none."""
    cutoffs = policy.get("GRADE_CUTOFFS")
    shares = (
        [share for share in cutoffs.values() if isinstance(share, int | float)] if isinstance(cutoffs, dict) else []
    )
    return min(shares, default=0.0) if all(0 <= share <= 1 for share in shares) else 0.0


def _replace_files(course: Course, kept: Mapping[str, tuple[str, int]]) -> None:
    course.files.all().delete()
    CourseFile.objects.bulk_create(
        [CourseFile(course=course, path=path, sha=sha, size=size) for path, (sha, size) in kept.items()], batch_size=500
    )


def _replace_blocks(course: Course, found: PackageCourse) -> dict[str, Node]:
    """Rows for the tree as it is now; what is no longer in it goes, and so do all authored values."""
    old = set(Block.objects.filter(course=course).values_list("usage", flat=True))
    Block.objects.filter(course=course).delete()
    nodes: dict[str, Node] = {}
    _rows(course, [found.root], None, 0, nodes)
    for some in _batches(sorted(old | set(nodes))):
        FieldValue.objects.filter(block__in=some, person="", scope__in=_AUTHORED).delete()
    return nodes


def _rows(course: Course, siblings: Iterable[Node], parent: Block | None, depth: int, nodes: dict[str, Node]) -> None:
    for position, node in enumerate(siblings):
        url_name = node.url_name or f"{node.category}-{depth}-{position}"
        key = course.course_key.usage(node.category, url_name)
        if key in nodes:
            continue  # because the check has told of the second one, and two blocks cannot share learners' answers
        shell = etree.Element(node.category, dict(node.element.attrib)) if node.category in CONTAINERS else node.element
        row = Block.objects.create(
            course=course, usage=key, category=node.category, url_name=url_name, parent=parent, position=position,
            depth=depth,
            xml=safe_xml.outer(shell), file=node.place.file,
        )  # fmt: skip
        nodes[key] = node
        _rows(course, node.children, row, depth + 1, nodes)


def _parse(course: Course, nodes: Mapping[str, Node], policy: Mapping[str, Any]) -> list[str]:
    """Let the installed classes read their elements; the names of those that could not."""
    runtime = CampusRuntime(course, AnonymousUser(), author=True)
    rows = {row.usage: row for row in Block.objects.filter(course=course)}
    unread = []
    for key, node in nodes.items():
        if not is_installed(node.category):
            continue
        element = (
            copy.deepcopy(node.element)
            if node.category not in CONTAINERS
            else etree.Element(node.category, dict(node.element.attrib))
        )
        _apply(element, policy.get(f"{node.category}/{node.url_name}") if node.category in _POLICIED else None)
        values = {"data": node.body or ""} if node.category == "html" else {}
        if not runtime.parse(rows[key], element, **values):
            unread.append(node.url_name)
    return unread


def _apply(element: etree._Element, policy: Any) -> None:
    """Attributes of the policy written on the element, where they can be attributes."""
    for name, value in policy.items() if isinstance(policy, dict) else ():
        if isinstance(name, str) and name.isidentifier():
            element.set(name, value if isinstance(value, str) else json.dumps(value))


def _batches(names: list[str]) -> Iterable[list[str]]:
    return (names[start : start + 500] for start in range(0, len(names), 500))
