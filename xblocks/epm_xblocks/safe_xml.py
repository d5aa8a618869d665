"""The one XML parser of the house: bounded, without DTD, entities, network or processing instructions. GROUND."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator

from lxml import etree

from epm_xblocks.findings import Place, Problem

__all__ = ["DEPTH", "LIMIT", "SPACE", "XmlProblem", "document", "inner", "inside", "outer", "parse", "same", "text_of"]

LIMIT = 2_000_000
"""Bytes of one document."""
DEPTH = 100
"""Levels of nested elements."""
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
"""`xml:space`: with the value "preserve", readers that drop blanks between elements keep them."""

_KINDS = {
    r"tag mismatch: (?P<open>\S+) line (?P<opened>\d+) and (?P<close>\S+)": "xml-mismatch",
    r"end of data in tag (?P<open>\S+) line (?P<opened>\d+)": "xml-unclosed",
    r"Entity '(?P<name>[^']+)' not defined": "xml-entity",
    r"EntityRef": "xml-ampersand",
    r"Attribute (?P<name>\S+) redefined": "xml-attribute-twice",
    r"mandates value for attribute (?P<name>\S+)": "xml-attribute-value",
    r"AttValue: \" or ' expected|attributes construct error": "xml-quotes",
    r"'<' not allowed in attributes": "xml-less-than",
    r"invalid element name": "xml-tag-name",
    r"expected '>'|end of Start Tag|parsing attribute name": "xml-tag-open",
    r"Extra content": "xml-extra",
    r"Start tag expected|Document is empty": "xml-empty",
    r"[Cc]omment": "xml-comment",
    r"prefix (?P<name>\S+)": "xml-prefix",
    r"encoding": "xml-encoding",
    r"invalid (xmlChar|Char)|Char 0x": "xml-not-text",
    r"Excessive depth": "xml-too-deep",
}
"""What libxml2 says of the usual faults, by a part of its message; any other is `xml-broken` with what it says."""
_WHITE = re.compile(r"[ \t\r\n\f]+")


class XmlProblem(Problem):
    """The text is not XML that this house reads; `place` says where.

    Codes: xml-too-large, xml-too-deep, xml-doctype, xml-instruction, xml-not-text, those of the usual slips of the pen
    (xml-mismatch, xml-unclosed, xml-quotes …), and xml-broken for the rest.
    """


def parse(source: str | bytes, *, file: str = "", limit: int = LIMIT, depth: int = DEPTH) -> etree._Element:
    """The root element of a document, line numbers and comments kept.

    Raises XmlProblem for anything that is not plain, bounded XML. Entities other than the five of XML itself are
    refused with the DOCTYPE that would declare them: libxml2 expands them inside attributes whatever its options.
    """
    data = _bytes(source, file)
    if len(data) > limit:
        raise XmlProblem("xml-too-large", place=Place(file=file), bytes=len(data), limit=limit)
    if b"<!DOCTYPE" in data and _has_doctype(data):
        raise XmlProblem("xml-doctype", place=Place(file=file, line=_line(data, b"<!DOCTYPE")))
    root = _read(data, file)
    if root.getroottree().docinfo.internalDTD is not None:
        raise XmlProblem("xml-doctype", place=Place(file=file))
    _refuse_instructions(root, file)
    _refuse_depth(root, depth, file)
    return root


def inside(source: str, tag: str, *, file: str = "", line: int = 1, limit: int = LIMIT) -> etree._Element:
    """An element `tag` that holds `source` (what stands between its tags); `line` is the line where `source` begins.

    Raises XmlProblem like `parse`; its line counts from `line`, so that it is the line of the file.
    """
    try:
        return parse(f"<{tag}>{source}</{tag}>", file=file, limit=limit)
    except XmlProblem as problem:
        spot = problem.place
        before = len(tag) + 2 if spot.line == 1 else 0
        if spot.line:
            problem.place = Place(file, spot.line + line - 1, column=max(0, spot.column - before))
        if isinstance(opened := problem.values.get("opened"), int):
            problem.values["opened"] = opened + line - 1
        raise


def inner(element: etree._Element) -> str:
    """What stands between the tags of an element, as text; the inverse of `inside`."""
    return _escape(element.text or "") + "".join(outer(child, tail=True) for child in element)


def outer(element: etree._Element, *, tail: bool = False) -> str:
    """An element with its tags, as text; with `tail`, what follows it too.

    Written from a copy, the root of a document of its own: libxml2 before 2.13 writes é as &#xE9; in the attributes of
    any other element.
    """
    return etree.tostring(copy.deepcopy(element), encoding="unicode", with_tail=tail)


def document(root: etree._Element) -> bytes:
    """A root element as a file of ours: UTF-8, without declaration, one line end after it."""
    return outer(root).encode("utf-8") + b"\n"


def text_of(element: etree._Element) -> str:
    """The words of an element and its children, comments left out, white space folded (not what does not break)."""
    return _WHITE.sub(" ", "".join(_words(element))).strip(" ")


def same(one: etree._Element, other: etree._Element) -> bool:
    """Whether two elements are equal as canonical XML, comments included."""
    return etree.tostring(one, method="c14n", with_tail=False) == etree.tostring(other, method="c14n", with_tail=False)


def _words(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _words(child)
        yield child.tail or ""


def _bytes(source: str | bytes, file: str) -> bytes:
    if isinstance(source, bytes):
        return source
    try:
        return source.encode("utf-8")
    except UnicodeEncodeError as fault:
        line = source.count("\n", 0, fault.start) + 1
        raise XmlProblem("xml-not-text", place=Place(file=file, line=line)) from None


def _read(data: bytes, file: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        raise _problem(fault, file) from None
    except (ValueError, LookupError) as fault:
        raise XmlProblem("xml-broken", place=Place(file=file), said=str(fault)) from None


def _problem(fault: etree.XMLSyntaxError, file: str) -> XmlProblem:
    """A fault in our own words as far as we have them, with its line and column."""
    said = (fault.msg or "").rsplit(", line ", 1)[0].strip()
    place = Place(file, fault.lineno or 0, column=fault.position[1])
    for part, code in _KINDS.items():
        found = re.search(part, said)
        if found:
            values = {name: int(text) if name == "opened" else text for name, text in found.groupdict().items()}
            return XmlProblem(code, place=place, **{"limit": DEPTH} if code == "xml-too-deep" else values)
    return XmlProblem("xml-broken", place=place, said=said)


def _has_doctype(data: bytes) -> bool:
    """Whether a DOCTYPE stands before the root element (elsewhere it is text of a comment or a syntax error)."""
    at = 0
    while True:
        at = data.find(b"<", at)
        if data.startswith(b"<!--", at):
            end = data.find(b"-->", at)
        elif data.startswith(b"<?", at):
            end = data.find(b"?>", at)
        else:
            return data.startswith(b"<!DOCTYPE", at)
        if end < 0:
            return False
        at = end + 2


def _line(data: bytes, mark: bytes) -> int:
    return data.count(b"\n", 0, data.find(mark)) + 1


def _refuse_instructions(root: etree._Element, file: str) -> None:
    found = root.getroottree().xpath("//processing-instruction()")
    for node in found if isinstance(found, list) else ():
        if isinstance(node, etree._ProcessingInstruction):
            raise XmlProblem("xml-instruction", place=_place(node, file), name=node.target)
    if next(root.iter(etree.Entity), None) is not None:
        raise XmlProblem("xml-doctype", place=Place(file=file))


def _refuse_depth(root: etree._Element, depth: int, file: str) -> None:
    level = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        level += 1 if event == "start" else -1
        if level > depth:
            raise XmlProblem("xml-too-deep", place=_place(node, file), limit=depth)


def _place(node: etree._Element, file: str) -> Place:
    line = node.sourceline
    return Place(file=file, line=line if isinstance(line, int) else 0)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
