"""A course folder made into the package that Studio imports: inlined, in one language, the same bytes. package room."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any

from lxml import etree

from epm_xblocks.case import fill
from epm_xblocks.findings import Finding, Place
from epm_xblocks.package.archive import PackageProblem, Tree, read_package, write_tar_gz
from epm_xblocks.package.course import Course, Node, course_root, read_course
from epm_xblocks.package.language import in_language
from epm_xblocks.package.segments import OURS
from epm_xblocks.safe_xml import SPACE, document, parse

__all__ = ["MANIFEST", "Built", "Meta", "block_types", "build", "course_id", "read_meta"]

MANIFEST = "epm-package.json"
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,79}")
_SOURCE_ONLY = (f"{OURS}/", "locale/", "epm.toml", "README")
_CORE = {"course", "chapter", "sequential", "vertical", "html", "problem", "video", "about", "discussion"}


@dataclass(frozen=True, slots=True)
class Meta:
    """What `epm.toml` says: name of the package, version, language of the source, further languages, licence."""

    name: str
    version: str
    lang: str
    languages: tuple[str, ...] = ()
    licence: str = "CC-BY-4.0"


@dataclass(frozen=True)
class Built:
    """One package: its file name and bytes, the files inside, the manifest, and what the builder has to say."""

    name: str
    body: bytes
    files: Tree
    manifest: Mapping[str, Any]
    findings: tuple[Finding, ...]


def read_meta(files: Tree) -> Meta:
    """The `epm.toml` of a course folder; raises PackageProblem where it is absent, or lacks or misspells something."""
    place = Place(file="epm.toml")
    if "epm.toml" not in files:
        raise PackageProblem("meta-missing", place=place)
    try:
        table = tomllib.loads(files["epm.toml"].decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise PackageProblem("meta-broken", place=place, said=str(fault)) from fault
    meta = table.get("package")
    if not isinstance(meta, dict):
        raise PackageProblem("meta-wants", place=place, name="[package]")
    languages = meta.get("languages", [])
    others = [_word({"languages": one}, "languages") for one in (languages if isinstance(languages, list) else [""])]
    name, version, lang = (_word(meta, wanted) for wanted in ("name", "version", "lang"))
    return Meta(name, version, lang, tuple(others), str(meta.get("licence", "CC-BY-4.0")))


def _word(meta: Mapping[str, object], name: str) -> str:
    """An entry of epm.toml that becomes part of a file name."""
    if name not in meta:
        raise PackageProblem("meta-wants", place=Place(file="epm.toml"), name=name)
    if not _WORD.fullmatch(str(meta[name])):
        raise PackageProblem("meta-word", place=Place(file="epm.toml"), name=name, read=str(meta[name])[:80])
    return str(meta[name])


def build(folder: Path, lang: str | None = None, *, data: Path | None = None) -> Built:
    """The package of a course folder in `lang` (its own language if None); `data` holds the packs its cases read.

    Raises PackageProblem where nothing can be built; smaller faults come back as findings.
    """
    files = course_root(read_package(folder))
    meta = read_meta(files)
    lang = lang or meta.lang
    findings: list[Finding] = []
    if lang != meta.lang:
        po = f"locale/{lang}.po"
        if po not in files:
            raise PackageProblem(
                "language-missing", place=Place(file=po), lang=lang, have=", ".join((meta.lang, *meta.languages))
            )
        files, findings = in_language(files, lang, files[po], po)
    packs = _Packs(data or folder.parent / "data")
    out = _assembled(files, lang, packs, findings)
    course = read_course(out)
    manifest = _manifest(meta, lang, course, out)
    out[MANIFEST] = (json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
    name = f"{meta.name}-{meta.version}-{lang}.tar.gz"
    return Built(name, write_tar_gz(out, "course"), out, manifest, (*findings, *course.findings))


class _Packs:
    """The data packs of a course: CSV text by the name a case gives it, read once."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.texts: dict[str, str | None] = {}

    def __call__(self, name: str) -> str | None:
        """The text of a CSV below the packs' folder; None where there is none."""
        if name not in self.texts:
            path = (self.root / name).resolve()
            inside = path.is_relative_to(self.root) and path.suffix == ".csv" and path.is_file()
            self.texts[name] = path.read_text("utf-8") if inside else None
        return self.texts[name]


def _assembled(files: Tree, lang: str, packs: _Packs, findings: list[Finding]) -> dict[str, bytes]:
    """The files of the package: cases inlined with their figures, the run named by its language."""
    cases = {path.split("/")[1].removesuffix(".xml"): path for path in files if path.startswith(f"{OURS}/")}
    out: dict[str, bytes] = {}
    for path, body in files.items():
        if path.startswith(_SOURCE_ONLY):
            continue
        out[path] = _inlined(path, body, files, cases, packs, findings) if path.startswith("vertical/") else body
    return _named(out, lang)


def _inlined(
    path: str, body: bytes, files: Tree, cases: Mapping[str, str], packs: _Packs, findings: list[Finding]
) -> bytes:
    """A vertical with each of its cases written in place: a platform ignores the file a pointer of ours names."""
    root = parse(body, file=path)
    changed = False
    for element in list(root.iter(OURS)):
        source = cases.get(element.get("url_name", ""))
        whole = element if len(element) else None
        if whole is None and source is None:
            findings.append(Finding("case-file-missing", {"name": element.get("url_name", "")}, _at(path, element)))
            continue
        whole = parse(files[source], file=source) if whole is None and source else element
        filled, found = fill(whole, packs, file=source or path)
        findings.extend(found)
        filled.set("url_name", element.get("url_name", ""))
        filled.set(SPACE, "preserve")  # because platforms read without blanks, and would join the words of our prose
        filled.tail = element.tail
        parent = element.getparent()
        if parent is not None:
            parent.replace(element, filled)
            changed = True
    return document(root) if changed else body


def _at(path: str, element: etree._Element) -> Place:
    return Place(file=path, line=element.sourceline or 0)


def _named(files: dict[str, bytes], lang: str) -> dict[str, bytes]:
    """The run of the course with its language, so that two languages can stand side by side on one site."""
    pointer = parse(files["course.xml"], file="course.xml")
    run = pointer.get("url_name", "")
    fresh = f"{run}-{lang}"
    pointer.set("url_name", fresh)
    out = {"course.xml": document(pointer)}
    for path, body in files.items():
        if path == f"course/{run}.xml":
            root = parse(body, file=path)
            root.set("language", lang)
            out[f"course/{fresh}.xml"] = document(root)
        elif path.startswith(f"policies/{run}/"):
            out[path.replace(f"policies/{run}/", f"policies/{fresh}/")] = body.replace(
                f'"course/{run}"'.encode(), f'"course/{fresh}"'.encode()
            )
        elif path != "course.xml":
            out[path] = body
    return out


def course_id(course: Course) -> dict[str, str]:
    """The three names of a course, as the manifest holds them."""
    return {"org": course.org, "course": course.course, "run": course.run}


def block_types(blocks: Iterable[Node]) -> dict[str, int]:
    """How many blocks of each type there are, as the manifest holds them."""
    return dict(sorted(Counter(node.category for node in blocks).items()))


def _manifest(meta: Meta, lang: str, course: Course, files: Tree) -> dict[str, Any]:
    """What a site must know before it imports: identity, block types and versions, a hash a file."""
    types = block_types(course.blocks())
    own = {kind: installed("epm-xblocks") for kind in types if kind.startswith("epm_")}
    return {
        "format": 1,
        "package": meta.name,
        "version": meta.version,
        "language": lang,
        "source_language": meta.lang,
        "licence": meta.licence,
        "course": course_id(course),
        "blocks": types,
        "requires": {"epm-xblocks": own} if own else {},
        "needs_installed": sorted(kind for kind in types if kind not in _CORE),
        "files": {path: hashlib.sha256(body).hexdigest() for path, body in sorted(files.items())},
    }
