"""Figures as planners write them: read and written in the style a cell declares. GROUND, standard library only.

**The rule of reading.** A figure's structure decides first; only where it leaves two readings does the declared style
count, and where the style is silent the learner is asked.

1. Spaces of every width, apostrophes (`'`, `’`) and U+066C only ever group; U+066B is only ever the decimal mark.
   They are read in every style: `12 450,5`, `1’036.5`, `١٬٠٣٦٫٢`.
2. A point or comma that stands once is the decimal mark unless it *looks like* a group mark: one to three digits before
   it, not starting with 0, and exactly three after, without exponent. So `79,8`, `0,123`, `1234,567`, `.500` and
   `1,234E+05` have one reading everywhere (a mantissa is never grouped).
3. A mark that repeats with groups of three can only group: `1.234.567` (also `12,34,567`, the Indian way, where the
   comma is not the style's decimal mark). With two marks the last one is the decimal mark: `1.234,5`, `1,234.5`.
4. What is left is `1.234` or `1,234`. If the declared style gives that mark a meaning of its own, it has that meaning:
   in `en`, `1,234` is 1234 and `1.234` is 1.234; in `es` the other way round; in `fr`, `1,103` is 1.103.
   A mark foreign to the style is **ambiguous**: `1.103` in `fr`, `pt-MZ`, `pt-PT`; either mark in an unknown style; a
   Western mark between Arabic-Indic digits in a style that has marks of its own for these (`١,٢٣٤` in `ar-EG`).
   Both readings come back; `decide` is the learner's answer, which the caller remembers for the sheet. It settles
   ambiguous figures only and never overrules what stands above.
5. Anything else is unread, with a code and values for a sentence. Nothing is guessed, repaired or cut off.

Per cent: a cell whose unit is per cent holds 0-100, so `12,5 %` there (`percent=True`) is 12.5; elsewhere it is 0.125.
Typed figures are rounded figures: `half_unit` is half a unit of the last digit typed, in units of the value.

`write` shows a figure in a style, rounded half away from zero; what it writes, `read` reads back in the same style.
Its minus is U+2212; missing and undefined figures are "–", which is read as blank.
"""

from epm_xblocks.numerals.reading import Candidate, Reading, read
from epm_xblocks.numerals.rounding import round_half_away
from epm_xblocks.numerals.styles import Style, style_data, style_of
from epm_xblocks.numerals.writing import MISSING, write

__all__ = ["MISSING", "Candidate", "Reading", "Style", "read", "round_half_away", "style_data", "style_of", "write"]
