"""A case back to the text that stands between its tags. case room."""

from __future__ import annotations

from lxml import etree

from epm_xblocks.case.model import Case, Damaged
from epm_xblocks.kinds.registry import KINDS
from epm_xblocks.safe_xml import XmlProblem, inner, inside, same

__all__ = ["write"]


def write(case: Case) -> str:
    """The text of a case, equal (as canonical XML) to what it was read from; writing what was written changes no byte.

    A step that is no longer what its XML says (made anew by an editor) is written from its fields in the place of the
    element with its id. A source that cannot be read comes back as it is.
    """
    try:
        root = inside(case.source, "epm_case")
    except XmlProblem:
        return case.source
    elements = {element.get("id"): element for element in root.iterchildren("step")}
    for step in case.steps:
        old = elements.get(step.id)
        if old is None or isinstance(step, Damaged):
            continue
        new = KINDS[step.kind].write(step)
        if not same(old, new):
            _put(new, old)
    return inner(root)


def _put(new: etree._Element, old: etree._Element) -> None:
    """Puts an element in the place of another, the white space after it kept."""
    parent = old.getparent()
    if parent is not None:
        new.tail = old.tail
        parent.replace(old, new)
