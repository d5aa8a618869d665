"""Parts of a workbook as streams of XML: events to a reader, no tree, no DOCTYPE, no entities. workbook room."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from lxml import etree

from epm_xblocks.findings import Place
from epm_xblocks.workbook.xlsx_zip import Archive, FileProblem

__all__ = ["Reader", "stream"]


class Reader(Protocol):
    """Takes what a part holds; names come without their namespace (Excel's two dialects differ in nothing else)."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element opens."""
        ...

    def text(self, text: str) -> None:
        """Text inside the innermost element."""
        ...

    def end(self, name: str) -> None:
        """An element closes."""
        ...


class _Target:
    """Hands lxml's events on; a DOCTYPE is refused where it stands."""

    def __init__(self, reader: Reader, part: str) -> None:
        self._reader = reader
        self._part = part

    def start(self, tag: Any, attributes: Any) -> None:
        self._reader.start(tag.rpartition("}")[2], attributes)

    def end(self, tag: Any) -> None:
        self._reader.end(tag.rpartition("}")[2])

    def data(self, data: Any) -> None:
        self._reader.text(data)

    def comment(self, text: Any) -> None:
        """Comments say nothing here."""

    def doctype(self, name: Any, public: Any, system: Any) -> None:
        raise FileProblem("file-doctype", place=Place(file=self._part))

    def close(self) -> None:
        """Nothing is left to give."""


def stream(archive: Archive, part: str, reader: Reader) -> None:
    """Reads a part through; raises FileProblem where it is damaged, has a DOCTYPE, or goes beyond the bounds."""
    target = _Target(reader, part)
    parser = etree.XMLParser(
        target=target, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True
    )
    try:
        for piece in archive.chunks(part):
            parser.feed(piece)
        parser.close()
    except etree.LxmlError as fault:
        raise FileProblem("file-damaged-part", place=Place(file=part), reason=str(fault)[:120]) from None
