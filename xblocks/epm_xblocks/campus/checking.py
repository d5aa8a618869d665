"""The report on a package, in the reader's words. campus room."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from epm_xblocks.campus.importing import edited_cases, key_of, manifest_of
from epm_xblocks.campus.models import Course
from epm_xblocks.campus.runtime import is_installed
from epm_xblocks.findings import Finding
from epm_xblocks.package import Report
from epm_xblocks.words.findings import Said, sentence
from epm_xblocks.words.text import fill

__all__ = ["Line", "Verdict", "as_json", "as_text", "verdict"]

_SEVERITY = {"blocking": "blocking", "error": "warning", "warning": "warning", "note": "note"}
"""Three steps for people: what would keep learners from working, what to look at, what to know."""


@dataclass(frozen=True, slots=True)
class Line:
    """One finding: how grave, where, what, what to do."""

    severity: str
    word: str
    place: str
    spot: str
    text: str
    remedy: str
    code: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The report as the page shows it."""

    importable: bool
    lead: str
    text: str
    facts: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    counts: Mapping[str, int]


def verdict(report: Report) -> Verdict:
    """The verdict and its lines; findings of this installation (types that are missing, edits made here) are added."""
    lines = tuple(_line(finding) for finding in (*report.findings, *_here(report)))
    order = {"blocking": 0, "warning": 1, "note": 2}
    lines = tuple(sorted(lines, key=lambda line: order[line.severity]))
    counts = Counter(line.severity for line in lines)
    importable = not report.unusable and not counts["blocking"]
    lead, text = _said(report, counts)
    return Verdict(importable, lead, text, _facts(report), lines, dict(counts))


def _said(report: Report, counts: Mapping[str, int]) -> tuple[str, str]:
    if report.unusable:
        return _("This file cannot be read as a package"), _("Nothing of it was kept. The reason stands below.")
    if counts.get("blocking"):
        lead = translation.ngettext(
            "To correct before the import: %(count)d point",
            "To correct before the import: %(count)d points",
            counts["blocking"],
        )
        return lead % {"count": counts["blocking"]}, _(
            "The package can be read. What stands first below would keep learners from working."
        )
    if counts.get("warning"):
        return _("Ready to import"), _("Nothing keeps learners from working. Some points deserve a look.")
    return _("Ready to import"), _("Nothing was found that needs your attention.")


def _facts(report: Report) -> tuple[tuple[str, str], ...]:
    """What the package says it is."""
    if report.course is None:
        return ((_("File"), report.name),)
    manifest = manifest_of(report.course.files)
    name = " ".join(str(manifest[part]) for part in ("package", "version", "language") if part in manifest)
    blocks = translation.ngettext("%(count)d block", "%(count)d blocks", report.blocks) % {"count": report.blocks}
    cases = translation.ngettext("%(count)d case", "%(count)d cases", report.cases) % {"count": report.cases}
    return (
        (_("Package"), name or report.name),
        (_("Course"), key_of(report.course)),
        (_("Contents"), f"{cases}, {blocks}"),
    )


def _here(report: Report) -> list[Finding]:
    """What only this installation can tell."""
    if report.course is None:
        return []
    found = [
        Finding("campus-type-missing", {"category": category}, severity="warning")
        for category in sorted({node.category for node in report.course.blocks()})
        if not is_installed(category)
    ]
    key = key_of(report.course)
    known = Course.objects.filter(key=key).first()
    edited = edited_cases(key)
    if edited:
        found.append(Finding("campus-edits", {"names": ", ".join(edited)}, severity="warning"))
    if known is not None:
        found.append(Finding("campus-update", {"title": known.title, "version": known.version or "–"}, severity="note"))
    return found


_OWN = {
    "campus-type-missing": (
        gettext_noop(
            "Blocks of the type “{category}” are not installed here: learners would read a note in their place."
        ),
        gettext_noop(
            "Import all the same, nothing is lost and an export keeps them; or have the type installed first."
        ),
    ),
    "campus-edits": (
        gettext_noop("These cases were changed on this site, and the import would replace them: {names}."),
        gettext_noop("Download the course as it is now, so that you can write the changes in again."),
    ),
    "campus-update": (
        gettext_noop("The course “{title}”, version {version}, is here already and is updated by this import."),
        gettext_noop("Nothing: learners’ answers and marks stay."),
    ),
}
"""Sentences that only campus says, besides those of the words room."""


def _line(finding: Finding) -> Line:
    severity = _SEVERITY[finding.severity]
    own = _OWN.get(finding.code)
    said = Said(*(fill(_(part), finding.values) for part in own)) if own else sentence(finding, translation)
    place = finding.place
    where = place.file or (_("This installation") if finding.code.startswith("campus-") else _("Package"))
    if place.line:
        where = _("%(file)s, line %(line)d") % {"file": where, "line": place.line}
    spot = " · ".join(part for part in (place.step, place.sheet, place.cell) if part)
    return Line(severity, _word(severity), where, spot, said.what, said.remedy, finding.code)


def _word(severity: str) -> str:
    return {"blocking": _("Blocking"), "warning": _("To review"), "note": _("Information")}[severity]


def as_text(found: Verdict) -> str:
    """The report to keep or to send."""
    head = [found.lead, found.text, "", *(f"{name}: {value}" for name, value in found.facts), ""]
    body = [
        " · ".join(part for part in (line.word, line.place, line.spot) if part) + f"\n  {line.text}\n  → {line.remedy}"
        for line in found.lines
    ]
    return "\n".join([*head, *body]) + "\n"


def as_json(report: Report, found: Verdict) -> str:
    """The same for a program: codes and values besides the words."""
    raw = {finding.code: dict(finding.values) for finding in report.findings}
    lines: list[dict[str, Any]] = [
        {
            "severity": line.severity,
            "code": line.code,
            "place": line.place,
            "spot": line.spot,
            "text": line.text,
            "remedy": line.remedy,
            "values": raw.get(line.code, {}),
        }
        for line in found.lines
    ]
    return json.dumps(
        {"importable": found.importable, "facts": dict(found.facts), "findings": lines},
        ensure_ascii=False,
        indent=2,
        default=str,
    )
