"""A course in another language: its .po file laid over the source, sheet names and formulas following. package room."""

from __future__ import annotations

import re
from collections.abc import Mapping

import polib
from lxml import etree

from epm_xblocks import numerals
from epm_xblocks.findings import Finding, Place, Problem
from epm_xblocks.kinds.table import map_cells
from epm_xblocks.package.archive import Tree
from epm_xblocks.package.segments import OURS, segments, translated
from epm_xblocks.safe_xml import XmlProblem, document, inside, parse
from epm_xblocks.words.findings import Clause
from epm_xblocks.workbook.formula import canonical, localise, rename_sheets
from epm_xblocks.workbook.problems import GateProblem

__all__ = ["catalogue", "in_language", "update_catalogue"]


def catalogue(body: bytes, file: str) -> dict[tuple[str, str], str]:
    """The translations of a .po file by (context, source text), fuzzy and empty ones left out; also by ("", text).

    Raises Problem `po-broken` where the file cannot be read.
    """
    try:
        entries = polib.pofile(body.decode("utf-8"))
    except (OSError, UnicodeDecodeError, ValueError) as fault:
        raise Problem("po-broken", place=Place(file=file), said=str(fault)) from fault
    said: dict[tuple[str, str], str] = {}
    for entry in entries:
        if entry.msgstr and not entry.fuzzy and not entry.obsolete:
            said[entry.msgctxt or "", entry.msgid] = entry.msgstr
            said.setdefault(("", entry.msgid), entry.msgstr)
    return said


def in_language(files: Tree, lang: str, po: bytes, po_name: str) -> tuple[dict[str, bytes], list[Finding]]:
    """The course folder in `lang`, and a finding for each text that has no translation (it stays as it was)."""
    said, findings = catalogue(po, po_name), []

    def say(context: str, text: str) -> str:
        spoken = said.get((context, text)) or said.get(("", text))
        if spoken is None:
            findings.append(Finding("text-untranslated", {"text": text[:80], "lang": lang}, _place(context), "warning"))
            return text
        try:
            inside(spoken, "text")
        except XmlProblem as fault:
            findings.append(
                Finding(
                    "translation-broken",
                    {"text": spoken[:80], "said": Clause(fault.finding())},
                    _place(context),
                )
            )
            return text
        return spoken

    spoken = translated(files, say)
    for path in files:
        if path.startswith(f"{OURS}/") and path.endswith(".xml"):
            spoken[path] = _case(files[path], spoken[path], lang, path)
    return spoken, findings


def update_catalogue(files: Tree, lang: str, po: bytes | None) -> bytes:
    """The .po file of a course with today's texts: what is known is kept, what left is marked obsolete."""
    old = polib.pofile(po.decode("utf-8")) if po else polib.POFile(wrapwidth=0)
    old.wrapwidth = 0
    said = {(entry.msgctxt or "", entry.msgid): entry for entry in old if not entry.obsolete}
    fresh = polib.POFile(wrapwidth=0)
    fresh.metadata = {
        **old.metadata,
        "Language": lang,
        "Content-Type": "text/plain; charset=UTF-8",
        "MIME-Version": "1.0",
    }
    fresh.metadata.setdefault("Content-Transfer-Encoding", "8bit")
    for segment in segments(files):
        known = said.pop((segment.context, segment.text), None)
        fresh.append(polib.POEntry(msgctxt=segment.context, msgid=segment.text, msgstr=known.msgstr if known else ""))
    for entry in said.values():
        entry.obsolete = True
        fresh.append(entry)
    return str(fresh).encode() + b"\n"


def _place(context: str) -> Place:
    file, _, path = context.partition("#")
    return Place(file=file, step=path.strip("/"))


def _case(before: bytes, after: bytes, lang: str, path: str) -> bytes:
    """A translated case: language attributes set, and formulas that name a translated sheet renamed with it."""
    try:
        old, new = parse(before, file=path), parse(after, file=path)
    except XmlProblem:
        return after
    names = {
        one.get("sheet", ""): two.get("sheet", "")
        for one, two in zip(old.iter(), new.iter(), strict=False)
        if isinstance(one.tag, str) and one.get("sheet") != two.get("sheet")
    }
    new.set("lang", lang)
    new.set("figures", lang)
    _rename(new, names)
    written_in = old.get("lang") or "en"
    for answer in new.iter("set"):
        if answer.get("cell") and answer.text:
            answer.text = _retyped(answer.text.strip(), written_in, old.get("figures") or written_in, lang, names)
    return document(new)


def _retyped(text: str, before: str, figures: str, lang: str, names: Mapping[str, str]) -> str:
    """What a question test types into a cell, as somebody types it in `lang`; what is no figure stays as it is."""
    if text.startswith("="):
        try:
            return rename_sheets(localise(canonical(text, before), lang), names)
        except GateProblem:
            return text
    read = numerals.read(text, figures)
    if read.kind != "number" or read.decimal is None:
        return text
    exponent = read.decimal.as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return numerals.write(read.decimal, lang, decimals=decimals, percent=read.percent_sign)


_CELLS = re.compile(r"(?:'[^']*'|[^\s'])+")
"""Figures and names of cells, divided by spaces."""
_PLACES = {
    "lever": ("start",),
    "goal": ("value",),
    "constraint": ("value",),
    "chain": ("into",),
    "village": ("children",),
    "variable": ("start",),
    "criterion": ("weight",),
}
"""Attributes that hold a cell's name in these elements alone."""


def _rename(root: etree._Element, names: Mapping[str, str]) -> None:
    """Every formula, figure reference and cell name of a case after its sheets were renamed."""

    def renamed(cell: str) -> str:
        return rename_sheets(cell, names) if cell.startswith("=") else cell

    for node in root.iter():
        if not isinstance(node.tag, str) or not names:
            continue
        for attribute in ("formula", "of", "own", "cell", "range", *_PLACES.get(node.tag, ())):
            text = node.get(attribute)
            if text and "!" in text:
                node.set(attribute, rename_sheets(text, names))
        if node.tag == "option" and "!" in node.get("scores", ""):
            node.set("scores", " ".join(rename_sheets(cell, names) for cell in _CELLS.findall(node.get("scores", ""))))
        if node.tag in ("row", "given") and node.text and "!" in node.text:
            node.text = map_cells(node.text, renamed)
