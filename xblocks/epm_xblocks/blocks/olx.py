"""Settings and content of a block to and from its XML element, losing nothing and never raising. blocks room.

The core's own reader drops unknown attributes, makes child blocks of nested elements and reads learner state from XML;
its writer exports learner state. Here: settings and content only, fields of mixins included; what is not known is kept.
"""

from __future__ import annotations

import copy
import logging
import re
from typing import Any

from lxml import etree
from xblock.core import XML_NAMESPACES
from xblock.fields import Scope

from epm_xblocks.safe_xml import XmlProblem, inner, inside

__all__ = ["FIRST", "read_into", "write_from"]

log = logging.getLogger(__name__)

FIRST = ("schema_version", "case_id", "display_name", "lang", "figures", "max_attempts", "weight", "teams")
"""Attributes that are written before the others, in this order."""
OWN = frozenset({"source", "kept_attributes"})
"""Fields that are the element's content and its unknown attributes, not attributes themselves."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
TRANSPORT = frozenset({"url_name", "xblock-family", "x-is-pointer-node", "tags-v1", _SPACE})
"""Attributes by which a block is moved about; they are written anew each time.

`xml:space="preserve"`: the platform reads with a parser that drops blanks between elements, so that `<b>a</b> <i>b</i>`
would come in as "ab", and writes pretty, which would put blanks where there are none. The parser honours the
attribute, and the writer leaves alone what begins with a blank.
"""
_OPTION = f"{{{XML_NAMESPACES['option']}}}"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # not [^…]: that compiles in 10 ms


def read_into(block: Any, node: etree._Element) -> None:
    """Fill the fields of a new block from its element; a value that cannot be read is kept as an unknown attribute."""
    kept = {}
    for name, value in node.items():
        if name not in TRANSPORT and not _set(block, name, value):
            kept[name] = value
    body = copy.deepcopy(node)
    for child in body.xpath(f"*[namespace-uri()='{_OPTION[1:-1]}']"):
        _set_option(block, child)
        _cut(child)
    if kept:
        block.kept_attributes = kept
    source = _source(body)
    if source:
        block.source = source


def write_from(block: Any, node: etree._Element) -> None:
    """Put a block into its element: attributes, then what stands between the tags. Attributes already there stay."""
    node.tag = block.xml_element_name()
    kept = block.kept_attributes or {}
    for name in _written(block):
        field = block.fields[name]
        if field.is_set_on(block) or (field.force_export and name not in kept):
            _add(block, node, name)
    for name, value in kept.items():
        if node.get(name) is None:
            node.set(name, _NOT_XML.sub("", str(value)))
    if block.source:
        _append(node, block.source)
        node.set(_SPACE, "preserve")


def _is_ours(field: Any) -> bool:
    return field.scope in (Scope.settings, Scope.content) and field.name not in OWN


def _set(block: Any, name: str, value: str) -> bool:
    """Set a settings or content field from text; False where there is none or the text is not for it."""
    field = block.fields.get(name)
    if field is None or not _is_ours(field):
        return False
    try:
        setattr(block, name, field.from_string(value))
    except Exception as fault:  # noqa: BLE001 — because a mixin's field may raise anything, and raising loses the block
        log.warning("epm_case: the attribute %s=%r could not be read and is kept as it is: %s", name, value[:80], fault)
        return False
    return True


def _set_option(block: Any, child: etree._Element) -> None:
    """A field written as `<option:NAME>`, as the core does for `xml_node` fields and for None."""
    name = etree.QName(child).localname
    field = block.fields.get(name)
    if field is not None and _is_ours(field) and child.get("none") == "true":
        setattr(block, name, None)
    elif not _set(block, name, child.text or ""):
        log.warning("epm_case: <option:%s> is not known and was left out", name)


def _cut(child: etree._Element) -> None:
    """Take an element out; the text after it stays."""
    parent, before = child.getparent(), child.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (child.tail or "")
    else:
        parent.text = (parent.text or "") + (child.tail or "")
    parent.remove(child)


def _source(body: etree._Element) -> str:
    """What stands between the tags, without namespaces that only the document around it declares."""
    unreadable = body.find("unreadable")
    if unreadable is not None and len(body) == 1:
        return unreadable.text or ""
    etree.cleanup_namespaces(body)
    for name in list(body.attrib):
        del body.attrib[name]
    return inner(body)


def _written(block: Any) -> list[str]:
    """Names of the fields that go into attributes, in the order they are written."""
    names = [name for name, field in block.fields.items() if _is_ours(field)]
    return [name for name in FIRST if name in names] + sorted(set(names) - set(FIRST))


def _add(block: Any, node: etree._Element, name: str) -> None:
    """Write one field as the core does; signs that XML cannot hold are left out rather than losing the export."""
    field = block.fields[name]
    try:
        block._add_field(node, name, field)
    except ValueError:
        node.set(name, _NOT_XML.sub("", field.to_string(field.read_from(block)) or ""))


def _append(node: etree._Element, source: str) -> None:
    """Put the source between the tags; one that is not well-formed is kept whole as a text."""
    try:
        body = inside(source, "epm_case")
    except XmlProblem:
        etree.SubElement(node, "unreadable").text = _NOT_XML.sub("", source)
        return
    options = list(node)
    if options:
        options[-1].tail = body.text
    else:
        node.text = body.text
    node.extend(list(body))
