"""A finding in words: what was read and why not, what to do. words room (GROUND)."""

from __future__ import annotations

from dataclasses import dataclass

from epm_xblocks.findings import Finding
from epm_xblocks.words.finding_texts import FINDINGS
from epm_xblocks.words.text import ENGLISH, N_, Phrase, Translate, fill
from epm_xblocks.words.unread import UNREAD
from epm_xblocks.words.value_texts import VALUES

__all__ = ["Clause", "Said", "sentence"]

_CODED = frozenset({"reason", "said", "strategy"})
"""Places of a sentence that may hold a code in turn."""

_UNKNOWN = (N_("Something was found that this release has no sentence for: {code}."), "")


@dataclass(frozen=True)
class Said:
    """A finding for people."""

    what: str
    remedy: str


def sentence(finding: Finding, translate: Translate) -> Said:
    """The finding in the reader's language; its place is data and stays with the finding."""
    what, remedy = FINDINGS.get(finding.code) or UNREAD.get(finding.code) or _UNKNOWN
    values = {
        name: _coded(value, finding, translate) if name in _CODED else _shown(value)
        for name, value in finding.values.items()
    } | {"code": finding.code}
    return Said(*(fill(translate.gettext(part), values) if part else "" for part in (what, remedy)))


@dataclass(frozen=True)
class Clause:
    """A finding as part of another sentence."""

    finding: Finding

    def said(self, translate: Translate) -> str:
        """What was found, without capital and full stop."""
        what = sentence(self.finding, translate).what.rstrip(".")
        return what[:1].lower() + what[1:]

    def __str__(self) -> str:
        """The same in English, for programs."""
        return self.said(ENGLISH)


def _coded(value: object, finding: Finding, translate: Translate) -> object:
    """A value that is a code, in words, as part of another sentence; anything else as it is."""
    if isinstance(value, Phrase):
        return value.said(translate)
    if isinstance(value, str) and value != finding.code:
        if value in VALUES:
            return translate.gettext(VALUES[value])
        if value in FINDINGS:
            return Clause(Finding(value)).said(translate)
    return _shown(value)


def _shown(value: object) -> object:
    """Figures without a needless `.0`, lists as they are read aloud."""
    if isinstance(value, float) and value == int(value):
        return int(value)
    if isinstance(value, tuple | list):
        return " → ".join(map(str, value))
    return value
