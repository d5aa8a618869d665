"""The sentences of a course that someone reads: found once, each with its place, and put back. package room.

A segment is the inside of the smallest block of text (a paragraph, a list item, a table cell …) or one attribute.
Figures, formulas, tables of data and keys are never offered as prose.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from epm_xblocks.package.archive import Tree
from epm_xblocks.safe_xml import XmlProblem, document, inner, inside, parse

__all__ = ["Segment", "segments", "translated"]

Translate = Callable[[str, str], str]
"""From (context, source text) to the text to put in its place."""

ATTRIBUTES = frozenset(
    {
        *("display_name", "title", "caption", "note", "source", "label", "symbol", "alt", "sheet", "format"),
        *("item_head", "target_head"),
    }
)
"""`format` of a subsection names a kind of assignment: it must follow the grading policy into another language."""
RICH = frozenset(
    {"brief", "formulas", "intro", "prompt", "feedback", "slip", "hint", "model_answer", "guidance", "closing"}
)
RICH_ONE = frozenset({"text", "convention", "target", "level"})
BLOCKS = frozenset(
    {
        "p",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "td",
        "th",
        "caption",
        "dt",
        "dd",
        "figcaption",
        "blockquote",
        "div",
    }
)
TRAINER = frozenset({"trainer_notes"})
POLICY_KEYS = frozenset({"display_name", "name", "short_label", "type", "display_organization", "display_coursenumber"})
OURS = "epm_case"
_LAYOUT = re.compile(r"[ \t\r\n]+")  # not the no-break spaces of French, which are part of the text


@dataclass(frozen=True, slots=True)
class Segment:
    """One text to translate: where (file#path of ids), the text as inner XML, and the line it begins on."""

    context: str
    text: str
    line: int


def segments(files: Tree) -> list[Segment]:
    """Every segment of a course folder, in the order of its files."""
    found: list[Segment] = []
    for path in sorted(files):

        def note(context: str, text: str) -> str:
            found.append(Segment(context, text, 0))
            return text

        _translate_file(path, files[path], note)
    return found


def translated(files: Tree, translate: Translate) -> dict[str, bytes]:
    """The folder with every segment replaced by what `translate` gives; files without one keep their bytes."""
    return {path: _translate_file(path, body, translate) for path, body in files.items()}


def _translate_file(path: str, body: bytes, translate: Translate) -> bytes:
    if path.startswith("policies/") and path.endswith(".json") and not path.endswith("assets.json"):
        return _json(path, body, translate)
    if path.endswith(".html") and path.split("/")[0] in ("html", "about", "info", "tabs"):
        return _html(path, body, translate)
    if path.endswith(".xml") and path.split("/")[0] != "static":
        return _xml(path, body, translate)
    return body


def _json(path: str, body: bytes, translate: Translate) -> bytes:
    """The names in a policy file: tabs, course name, kinds of assignment."""
    try:
        value = json.loads(body)
    except ValueError:
        return body
    touched = _names(value, path, translate)
    return body if touched == value else (json.dumps(touched, ensure_ascii=False, indent=2) + "\n").encode()


def _names(value: object, context: str, translate: Translate) -> object:
    if isinstance(value, list):
        return [_names(item, f"{context}[{index}]", translate) for index, item in enumerate(value)]
    if not isinstance(value, dict):
        return value
    spoken = {}
    for key, item in value.items():
        here = f"{context}#{key}" if "#" not in context else f"{context}.{key}"
        name = key in POLICY_KEYS and isinstance(item, str) and item.strip() and not _is_tab_type(key, value)
        spoken[key] = translate(here, item) if name else _names(item, here, translate)
    return spoken


def _is_tab_type(key: str, value: Mapping[str, object]) -> bool:
    """`type` names a kind of assignment in a grading policy, but a machine's word in a tab."""
    return key == "type" and "weight" not in value


def _html(path: str, body: bytes, translate: Translate) -> bytes:
    text = body.decode("utf-8", "replace")
    try:
        root = inside(text, "div", file=path)
    except XmlProblem:
        return body  # not XHTML: `epm check` says so, and the text stays as it is
    before = inner(root)
    _rich(root, path + "#", translate)
    return body if inner(root) == before else inner(root).encode()


def _xml(path: str, body: bytes, translate: Translate) -> bytes:
    try:
        root = parse(body, file=path)
    except XmlProblem:
        return body
    before = etree.tostring(root, method="c14n")
    _walk(root, f"{path}#", translate)
    if etree.tostring(root, method="c14n") == before:
        return body
    return document(root)


def _walk(element: etree._Element, context: str, translate: Translate) -> None:
    for name in sorted(set(element.attrib) & ATTRIBUTES):
        text = element.get(name, "")
        if any(sign.isalpha() for sign in text) and not _is_machine(element, name):
            element.set(name, translate(f"{context}@{name}", text))
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag in RICH_ONE:
        _inner(element, context, translate)
    elif tag in RICH or tag in TRAINER:
        _rich(element, context, translate)
    elif tag not in ("tests", "script"):
        for step, child in _steps(element):
            _walk(child, f"{context}/{step}", translate)


def _is_machine(element: etree._Element, name: str) -> bool:
    """`source` is a sentence in a data table of ours, an address elsewhere."""
    return name == "source" and element.tag != "data"


def _steps(element: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Children with a name that stays when others are added: by id, else by place among those of the same tag."""
    seen: dict[str, int] = {}
    for child in element:
        if not isinstance(child.tag, str):
            continue
        mark = child.get("id") or child.get("url_name") or ""
        seen[child.tag] = seen.get(child.tag, 0) + 1
        yield (f"{child.tag}:{mark}" if mark else f"{child.tag}[{seen[child.tag]}]"), child


def _rich(element: etree._Element, context: str, translate: Translate) -> None:
    """Segments of a piece of rich text: blocks without blocks inside, or the whole where there are none."""
    if not any(isinstance(child.tag, str) and _has_block(child) for child in element):
        _inner(element, context, translate)
        return
    for step, child in _steps(element):
        _rich(child, f"{context}/{step}", translate)


def _has_block(element: etree._Element) -> bool:
    return any(
        node.tag in BLOCKS or node.tag in ("ul", "ol", "dl", "table", "tr", "tbody", "thead") for node in element.iter()
    )


def _inner(element: etree._Element, context: str, translate: Translate) -> None:
    text = inner(element)
    if not any(sign.isalpha() for sign in "".join(str(part) for part in element.itertext())):
        for node in element.iter("img"):  # a picture alone: its words are the alternative text
            if node.get("alt"):
                node.set("alt", translate(f"{context}@alt", node.get("alt", "")))
        return
    plain = _LAYOUT.sub(" ", text).strip(" ")
    said = translate(context, plain)
    if said == plain:
        return
    tail, attributes = element.tail, dict(element.attrib)
    fresh = inside(said, str(element.tag))
    for child in list(element):
        element.remove(child)
    element.text = fresh.text
    element.extend(list(fresh))
    element.tail = tail
    element.attrib.update(attributes)
