"""Reading OLX elements with every fault gathered, each with its line. kinds room."""

from __future__ import annotations

import math
import re
from collections.abc import Collection

from lxml import etree

from epm_xblocks.findings import Finding, Problem, Severity
from epm_xblocks.kinds.base import Unreadable, place_of
from epm_xblocks.kinds.rich import Rich, rich_faults
from epm_xblocks.safe_xml import inner

__all__ = ["Reader", "plain", "plain_number"]

_ID = re.compile(r"[\w.-]+")


class Reader:
    """Reads the attributes and children of one element tree; what was never asked for is reported as unknown.

    Nothing raises while reading: a wrong value gives its default and a finding, so that the author sees all at once.
    """

    def __init__(self, step: str = "") -> None:
        self.step = step
        self.findings: list[Finding] = []
        self._asked: dict[etree._Element, set[str]] = {}
        self._children: dict[etree._Element, set[str]] = {}

    def say(self, code: str, at: etree._Element, severity: Severity = "error", /, **values: object) -> None:
        """Adds a finding at an element."""
        self.findings.append(Finding(code, values, place_of(at, self.step), severity))

    def pass_on(self, problem: Problem, at: etree._Element) -> None:
        """Adds what another room refused, at the element where it was written."""
        self.findings.append(Finding(problem.code, problem.values, place_of(at, self.step)))

    def text(self, element: etree._Element, name: str, default: str = "") -> str:
        """An attribute as written, white space trimmed."""
        self._asked.setdefault(element, set()).add(name)
        return (element.get(name) or default).strip()

    def required(self, element: etree._Element, name: str) -> str:
        """An attribute that must be there; its lack is a finding."""
        value = self.text(element, name)
        if not value:
            self.say("attribute-missing", element, name=name, element=_tag(element))
        elif name == "id" and not _ID.fullmatch(value):
            self.say("id-form", element, "warning", id=value)
        return value

    def word(self, element: etree._Element, name: str, allowed: Collection[str], default: str) -> str:
        """An attribute that is one of a few words."""
        value = self.text(element, name, default)
        if value in allowed:
            return value
        self.say("attribute-word", element, name=name, read=value, allowed=", ".join(sorted(allowed)))
        return default

    def number(self, element: etree._Element, name: str, default: float, least: float = 0, most: float = 1e6) -> float:
        """An attribute that is a plain number from `least` to `most`."""
        written = self.text(element, name)
        if not written:
            return default
        value = plain_number(written)
        if value is None or not least <= value <= most:
            self.say("attribute-number", element, name=name, read=written, least=least, most=most)
            return default
        return value

    def whole(self, element: etree._Element, name: str, least: int = 0, most: int = 10**6) -> int | None:
        """An attribute that is a whole number, or None where it is not written."""
        written = self.text(element, name)
        if not written:
            return None
        if not written.isascii() or not written.isdigit() or not least <= int(written[:9]) <= most:
            self.say("attribute-number", element, name=name, read=written, least=least, most=most)
            return None
        return int(written)

    def rich(self, element: etree._Element | None) -> Rich:
        """The rich text inside an element (empty where there is none)."""
        if element is None:
            return Rich()
        self._asked.setdefault(element, set()).add("id")
        self._children[element] = {"*"}
        for fault in rich_faults(element, self.step):
            self.findings.append(fault)
        return Rich(inner(element), place_of(element).line)

    def children(self, element: etree._Element, *tags: str) -> list[etree._Element]:
        """The children with these tags, in order."""
        self._children.setdefault(element, set()).update(tags)
        return [child for child in element if child.tag in tags]

    def child(self, element: etree._Element, tag: str) -> etree._Element | None:
        """The one child with this tag; a second one is a finding."""
        found = self.children(element, tag)
        for extra in found[1:]:
            self.say("element-twice", extra, element=tag)
        return found[0] if found else None

    def unique(self, elements: Collection[etree._Element]) -> None:
        """Says which elements have no `id`, or one that a sister has."""
        met: set[str] = set()
        for element in elements:
            name = self.required(element, "id")
            if name in met:
                self.say("id-twice", element, id=name, element=_tag(element))
            met.add(name)

    def unknown(self) -> None:
        """Adds a warning for each attribute and child of the elements read that nobody asked for."""
        for element, asked in list(self._asked.items()):
            for name in element.attrib:
                if str(name) not in asked and not str(name).startswith("{"):
                    self.say("attribute-unknown", element, "warning", name=str(name), element=_tag(element))
        for element in list(dict.fromkeys([*self._asked, *self._children])):
            known = self._children.get(element, set())
            for child in element if "*" not in known else ():
                if isinstance(child.tag, str) and child.tag not in known:
                    self.say("element-unknown", child, "warning", element=_tag(child), parent=_tag(element))

    def finish(self) -> tuple[Finding, ...]:
        """The findings that leave the step usable; raises Unreadable if one does not."""
        self.unknown()
        if any(finding.severity in ("error", "blocking") for finding in self.findings):
            raise Unreadable(tuple(sorted(self.findings, key=_gravity)))
        return tuple(self.findings)


def plain(value: float) -> str:
    """A number as OLX writes it: the shortest text that reads back the same, without `.0`."""
    return repr(int(value)) if value == int(value) and abs(value) < 1e15 else repr(float(value))


def _gravity(finding: Finding) -> tuple[bool, int]:
    return finding.severity in ("warning", "note"), finding.place.line


def plain_number(written: str) -> float | None:
    """A figure as OLX writes it (dot decimal, no grouping), None for anything else."""
    try:
        value = float(written) if written.isascii() and "_" not in written else math.nan
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _tag(element: etree._Element) -> str:
    return element.tag if isinstance(element.tag, str) else ""
