"""The skeleton of a workbook file: sheets, names, formats, texts, properties. workbook room."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from epm_xblocks.workbook.refs import Cell, RefProblem, parse_cell
from epm_xblocks.workbook.xlsx_names import STAMP_PROPERTY
from epm_xblocks.workbook.xlsx_xml import stream
from epm_xblocks.workbook.xlsx_zip import Archive, FileProblem

__all__ = ["Book", "Shown", "read_book", "shown_as", "texts"]

Shown = Literal["", "percent", "date"]
"""How a number format shows a figure, as far as it changes what the figure means."""

_GONE = "#REF!"
_BUILT_IN: dict[int, Shown] = {9: "percent", 10: "percent"}
_BUILT_IN.update(dict.fromkeys((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)), "date"))
_LITERALS = re.compile(r'"[^"]*"|\\.|[_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]|General', re.IGNORECASE)
_EXPONENT = re.compile(r"[eE][+-]")


@dataclass
class Book:
    """sheets: name to part, in order. names: global names to the cell they stand for, None where it was deleted.
    formats: how each cell style shows a figure. strings: the part with shared texts. stamp: of the document property.
    """

    sheets: dict[str, str] = field(default_factory=dict)
    names: dict[str, Cell | None] = field(default_factory=dict)
    formats: list[Shown] = field(default_factory=list)
    strings: str = ""
    stamp: str = ""
    date1904: bool = False

    def shown(self, style: int) -> Shown:
        """How a cell of this style shows a figure."""
        return self.formats[style] if 0 <= style < len(self.formats) else ""

    def sheet(self, name: str) -> str | None:
        """The file's own spelling of a sheet's name; names are compared as Excel does, without case."""
        return next((one for one in self.sheets if one.casefold() == name.casefold()), None)


def read_book(archive: Archive) -> Book:
    """What every sheet shares. Raises FileProblem where the skeleton cannot be read."""
    roots = _relations(archive, "", "_rels/.rels")
    main = next((target for kind, target in roots.values() if kind == "officeDocument"), "xl/workbook.xml")
    if main not in archive:
        raise FileProblem("file-not-a-workbook")
    folder, name = posixpath.split(main)
    relations = _relations(archive, folder, f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
    skeleton = _Skeleton(archive.limits.names)
    stream(archive, main, skeleton)
    book = Book(names=skeleton.names, date1904=skeleton.date1904)
    for sheet, relation in skeleton.sheets:
        kind, target = relations.get(relation, ("", ""))
        if kind == "worksheet" and target in archive:
            book.sheets.setdefault(sheet, target)
    by_kind = {kind: target for kind, target in reversed(relations.values()) if target in archive}
    if "styles" in by_kind:
        styles = _Styles()
        stream(archive, by_kind["styles"], styles)
        book.formats = styles.formats()
    book.strings = by_kind.get("sharedStrings", "")
    custom = next((target for kind, target in roots.values() if kind == "custom-properties"), "docProps/custom.xml")
    if custom in archive:
        properties = _Properties()
        stream(archive, custom, properties)
        book.stamp = properties.stamp
    return book


def texts(archive: Archive, book: Book, wanted: set[int]) -> dict[int, str]:
    """The shared texts with these numbers. Raises FileProblem."""
    if not wanted or not book.strings:
        return {}
    reader = _Strings(wanted, archive.limits.strings, archive.limits.text)
    stream(archive, book.strings, reader)
    return reader.found


@lru_cache(maxsize=512)
def shown_as(code: str) -> Shown:
    """How a number format shows a figure: `0.0%`, `dd/mm/yyyy`; per-cent signs in quotes scale nothing."""
    first = _EXPONENT.sub("", _LITERALS.sub("", code[:512]).partition(";")[0])
    if "%" in first:
        return "percent"
    return "date" if re.search("[dmyhs]", first, re.IGNORECASE) else ""


def _relations(archive: Archive, folder: str, part: str) -> dict[str, tuple[str, str]]:
    """Relation id to (kind, part)."""
    if part not in archive:
        return {}
    reader = _Relations(folder)
    stream(archive, part, reader)
    return reader.found


class _Relations:
    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.found: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name != "Relationship" or attributes.get("TargetMode") == "External" or len(self.found) > 5000:
            return
        target = attributes.get("Target", "")
        target = target[1:] if target.startswith("/") else posixpath.join(self._folder, target)
        kind = attributes.get("Type", "").rpartition("/")[2]
        self.found[attributes.get("Id", "")] = (kind, posixpath.normpath(target))

    def text(self, text: str) -> None:
        """Relations hold none."""

    def end(self, name: str) -> None:
        """Nothing to do."""


class _Skeleton:
    """workbook.xml: sheets in order, global names, the date system."""

    def __init__(self, most_names: int) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.names: dict[str, Cell | None] = {}
        self.date1904 = False
        self._most = most_names
        self._seen = 0
        self._name = ""
        self._words: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet" and len(self.sheets) < 1000:
            relation = next((value for key, value in attributes.items() if key.endswith("}id")), "")
            self.sheets.append((attributes.get("name", ""), relation))
        elif name == "workbookPr":
            self.date1904 = attributes.get("date1904", "") in ("1", "true")
        elif name == "definedName":
            self._seen += 1
            if self._seen > self._most:
                raise FileProblem("file-too-many-names", limit=self._most)
            self._name = "" if "localSheetId" in attributes else attributes.get("name", "")
            self._words = []

    def text(self, text: str) -> None:
        if self._name and len(self._words) < 64:
            self._words.append(text)

    def end(self, name: str) -> None:
        if name == "definedName" and self._name.startswith("epm_"):
            self._keep("".join(self._words).strip().removeprefix("="))
        if name == "definedName":
            self._name = ""

    def _keep(self, target: str) -> None:
        if _GONE in target:
            self.names[self._name.casefold()] = None
            return
        try:
            self.names[self._name.casefold()] = parse_cell(target.replace("$", ""))
        except RefProblem:
            return


class _Styles:
    """styles.xml: the number format of every cell style."""

    def __init__(self) -> None:
        self._codes: dict[int, Shown] = {}
        self._used: list[int] = []
        self._inside = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in ("cellXfs", "cellStyleXfs", "dxfs"):
            self._inside = name
        elif name == "numFmt" and self._inside != "dxfs":
            self._codes[_whole(attributes.get("numFmtId"))] = shown_as(attributes.get("formatCode", ""))
        elif name == "xf" and self._inside == "cellXfs" and len(self._used) < 100_000:
            self._used.append(_whole(attributes.get("numFmtId")))

    def text(self, text: str) -> None:
        """Styles hold none."""

    def end(self, name: str) -> None:
        if name == self._inside:
            self._inside = ""

    def formats(self) -> list[Shown]:
        return [self._codes.get(number, _BUILT_IN.get(number, "")) for number in self._used]


class _Strings:
    """sharedStrings.xml: the wanted texts, without the readings that Japanese and Chinese files carry."""

    def __init__(self, wanted: set[int], most: int, longest: int) -> None:
        self.found: dict[int, str] = {}
        self._wanted = wanted
        self._most = most
        self._longest = longest
        self._number = -1
        self._words: list[str] = []
        self._taking = self._reading = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "si":
            self._number += 1
            if self._number >= self._most:
                raise FileProblem("file-too-many-strings", limit=self._most)
            self._words = []
        elif name == "rPh":
            self._reading = True
        elif name == "t":
            self._taking = not self._reading and self._number in self._wanted

    def text(self, text: str) -> None:
        if self._taking:
            self._words.append(text)

    def end(self, name: str) -> None:
        if name == "t":
            self._taking = False
        elif name == "rPh":
            self._reading = False
        elif name == "si" and self._number in self._wanted:
            self.found[self._number] = "".join(self._words)[: self._longest]


class _Properties:
    """docProps/custom.xml: the text of our property."""

    def __init__(self) -> None:
        self.stamp = ""
        self._ours = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "property":
            self._ours = attributes.get("name") == STAMP_PROPERTY

    def text(self, text: str) -> None:
        if self._ours and len(self.stamp) < 1024:
            self.stamp += text.strip()

    def end(self, name: str) -> None:
        if name == "property":
            self._ours = False


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
