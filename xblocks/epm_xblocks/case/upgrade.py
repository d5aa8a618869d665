"""Older versions of the format, made into the present one step at a time. case room."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lxml import etree

from epm_xblocks.case.model import SCHEMA_VERSION
from epm_xblocks.findings import Finding, Place

__all__ = ["UPGRADES", "upgraded", "version_of"]

UPGRADES: dict[int, Callable[[etree._Element], None]] = {}
"""By the version it starts from: what to change in the tree. A sample of each version lies in tests/case/samples/."""


def version_of(attributes: Mapping[str, str], file: str = "") -> tuple[int, tuple[Finding, ...]]:
    """The version a case says it has (1 where it says none), and what is wrong with it."""
    written = str(attributes.get("schema_version", "")).strip()
    if not written:
        return 1, ()
    if not (written.isascii() and written.isdigit()) or not int(written[:9]) > 0:
        return 1, (Finding("schema-version", {"read": written}, Place(file=file)),)
    version = int(written[:9])
    if version > SCHEMA_VERSION:
        known = {"read": version, "known": SCHEMA_VERSION}
        return version, (Finding("schema-newer", known, Place(file=file), "blocking"),)
    return version, ()


def upgraded(root: etree._Element, version: int) -> etree._Element:
    """The tree in the present version."""
    for step in range(version, SCHEMA_VERSION):
        UPGRADES[step](root)
    return root
