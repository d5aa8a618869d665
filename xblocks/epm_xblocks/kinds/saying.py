"""What kinds need to put a mark into words: the reader's language and figures, and what the case knows. kinds room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from epm_xblocks import numerals
from epm_xblocks.kinds.base import Context
from epm_xblocks.words.mark_texts import LEADS, PLURALS, TEXTS
from epm_xblocks.words.text import Translate, fill, marked

__all__ = ["Saying"]


@dataclass(frozen=True)
class Saying:
    """The words of one mark. Sentences are named, templates stand in the words room; none holds a right value.

    context: as shown; its `typed` is what was marked. example: a figure that is near no answer of the case.
    first: (step, cell) where the path left the road, if anywhere.
    """

    translate: Translate
    context: Context
    example: float
    first: tuple[str, str] | None = None
    said: dict[tuple[float, float], str] = field(default_factory=dict)

    def figure(self, value: float, decimals: int | None = None) -> str:
        """A figure in the reader's way."""
        return numerals.write(round(value, 6), self.context.figures, decimals=decimals)

    def points(self, points: float, out_of: float) -> str:
        """ "0.5 of 1 point"; empty where nothing can be earned."""
        if not out_of:
            return ""
        if (points, out_of) not in self.said:
            told = {"points": self.figure(round(points, 2)), "out_of": self.figure(round(out_of, 2))}
            self.said[points, out_of] = fill(self.plural("points-of", out_of), told)
        return self.said[points, out_of]

    def plural(self, name: str, number: float) -> str:
        """A template of PLURALS in the form this number takes: 1.5 goes as 0 (English plural, French singular)."""
        whole = int(number) if number == int(number) or number > 2 else 0
        return self.translate.ngettext(*PLURALS[name], whole)

    def text(self, name: str, values: Mapping[str, object]) -> str:
        """A sentence of TEXTS as HTML."""
        return marked(self.translate.gettext(TEXTS[name]), values)

    def lead(self, name: str, **values: object) -> str:
        """The bold beginning of a note, of LEADS."""
        return fill(self.translate.gettext(LEADS[name]), values)
