"""A course given back as a package: what was imported, with what was changed here written in. campus room."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from lxml import etree

from epm_xblocks.campus import files as store
from epm_xblocks.campus.importing import manifest_of
from epm_xblocks.campus.models import Block, Course
from epm_xblocks.campus.runtime import CampusRuntime
from epm_xblocks.package import write_tar_gz
from epm_xblocks.package.build import MANIFEST
from epm_xblocks.safe_xml import parse

__all__ = ["export_course", "export_name"]


def export_name(course: Course) -> str:
    """The file name of the package."""
    name = "-".join(part for part in (course.package or course.short.replace("+", "-"), course.version) if part)
    edited = "-local" if course.blocks.filter(edited__isnull=False).exists() else ""
    return f"{name}{edited}-{course.language}.tar.gz"


def export_course(course: Course) -> bytes:
    """The .tar.gz of the course; equal to the imported files where nothing was changed here."""
    tree = {row.path: store.fetch(row.sha) for row in course.files.all()}
    edited = list(course.blocks.filter(edited__isnull=False))
    for path in sorted({row.file for row in edited}):
        tree[path] = _rewritten(course, tree[path], path, [row for row in edited if row.file == path])
    if edited and MANIFEST in tree:
        tree[MANIFEST] = _manifest(tree)
    return write_tar_gz(tree, "course")


def _rewritten(course: Course, data: bytes, path: str, rows: Iterable[Block]) -> bytes:
    """A file with the elements of changed blocks as they are now, and every other sign as it was read."""
    root = parse(data, file=path)
    runtime = CampusRuntime(course, AnonymousUser())
    for row in rows:
        old = _element(root, row)
        new = etree.Element("unknown")
        runtime.get_block(row.usage).add_xml_to_node(new)
        new.attrib.pop("xblock-family", None)
        if new.get("url_name") is None and (old is None or old.get("url_name") is not None):
            new.set("url_name", row.url_name)
        if old is None:
            continue
        new.tail = old.tail
        if old.getparent() is None:
            root = new
        else:
            old.getparent().replace(old, new)
    return etree.tostring(root, encoding="utf-8", xml_declaration=data.lstrip().startswith(b"<?xml")) + b"\n"


def _element(root: etree._Element, row: Block) -> etree._Element | None:
    """Where a block stands in its file: by its name, else the root of a file that holds nothing but the block."""
    named = next((node for node in root.iter(row.category) if node.get("url_name") == row.url_name), None)
    return root if named is None and root.tag == row.category else named


def _manifest(tree: dict[str, bytes]) -> bytes:
    """The manifest with the hashes of the files as they are now."""
    manifest = manifest_of(tree)
    others = {path: hashlib.sha256(body).hexdigest() for path, body in sorted(tree.items()) if path != MANIFEST}
    return (json.dumps({**manifest, "files": others}, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
