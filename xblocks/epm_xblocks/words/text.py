"""Sentences as English templates with named places, filled in the reader's language. words room (GROUND)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Protocol, runtime_checkable

__all__ = ["ENGLISH", "NN_", "N_", "English", "Phrase", "Translate", "cell_ranges", "fill", "joined", "marked"]


class Translate(Protocol):
    """What the words need of a catalogue; gettext.GNUTranslations and the host's i18n service both have it."""

    def gettext(self, message: str, /) -> str:
        """The sentence in the reader's language."""
        ...

    def ngettext(self, singular: str, plural: str, n: int, /) -> str:
        """The sentence for n things."""
        ...


@runtime_checkable
class Phrase(Protocol):
    """A value of a sentence that is itself said in words."""

    def said(self, translate: Translate, /) -> str:
        """The value in the reader's language."""
        ...


class English:
    """The templates as they are."""

    def gettext(self, message: str, /) -> str:
        """The message itself."""
        return message

    def ngettext(self, singular: str, plural: str, n: int, /) -> str:
        """English plural."""
        return singular if n == 1 else plural


ENGLISH = English()


def N_(message: str) -> str:
    """Marks a template for translation; it is translated where it is filled."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:
    """Marks a template that differs with a number; ngettext finds it only where both stand in one entry."""
    return one, many


class _Lenient(dict[str, object]):
    """A place whose value is not known shows an ellipsis, so that a sentence never fails."""

    def __missing__(self, key: str) -> object:
        return "…"


def fill(template: str, values: Mapping[str, object]) -> str:
    """The template with its places filled; a faulty translation falls back to what can be shown."""
    try:
        return template.format_map(_Lenient(values))
    except (ValueError, IndexError, AttributeError, KeyError):
        return template


def marked(template: str, values: Mapping[str, object]) -> str:
    """The template filled for HTML: every value escaped and isolated from the direction of the text around it."""
    shown = {
        name: value if isinstance(value, Html) else Html(f"<bdi>{escape(str(value))}</bdi>")
        for name, value in values.items()
    }
    return fill(escape(template, quote=False), shown)


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def joined(parts: Sequence[str], translate: Translate) -> str:
    """a · a and b · a, b and c."""
    if len(parts) < 2:
        return "".join(parts)
    head = translate.gettext(N_(", ")).join(parts[:-1])
    return fill(translate.gettext(N_("{first} and {last}")), {"first": head, "last": parts[-1]})


def cell_ranges(cells: Sequence[tuple[int, int, str]], translate: Translate) -> str:
    """Cell names with blocks gathered: "B13 to C16, D5". Each cell is (column, row, name)."""
    left = sorted(cells)
    parts = []
    while left:
        block = _block(left)
        left = [cell for cell in left if cell not in block]
        first, last = block[0][2], block[-1][2]
        said = fill(translate.gettext(N_("{first} to {last}")), {"first": first, "last": last})
        parts.append((block[0][1], block[0][0], first if len(block) == 1 else said))
    return translate.gettext(N_(", ")).join(part[2] for part in sorted(parts))


def _block(cells: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The largest full rectangle that begins at the first cell, in column order."""
    known = {(column, row): name for column, row, name in cells}
    column, row, _name = cells[0]
    best: list[tuple[int, int, str]] = []
    width, limit = 0, 10**6
    while (column + width, row) in known:
        height = 0
        while height < limit and (column + width, row + height) in known:
            height += 1
        limit, width = min(limit, height), width + 1
        if width * limit > len(best):
            best = [(c, r, known[c, r]) for c in range(column, column + width) for r in range(row, row + limit)]
    return best
