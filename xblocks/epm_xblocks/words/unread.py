"""Why a figure could not be read, and what to do: one sentence a code of `numerals`. words room (GROUND)."""

from __future__ import annotations

from epm_xblocks.words.text import N_

__all__ = ["UNREAD"]

_PLAIN = N_("Write one plain figure, as {example}.")

UNREAD: dict[str, tuple[str, str]] = {
    # code: (what was read, what to do); {typed} as typed, {example} a figure that is no answer, in the reader's way
    "ambiguous": (
        N_("“{typed}” can be read in two ways: {first} or {second}."),
        N_("Say which you mean, or write it without the separator."),
    ),
    "date-like": (N_("“{typed}” looks like a date or a time."), _PLAIN),
    "empty-after-minus": (N_("“{typed}” is a minus sign without a figure."), _PLAIN),
    "empty-after-plus": (N_("“{typed}” is a plus sign without a figure."), _PLAIN),
    "error-value": (
        N_("“{typed}” is an error of the spreadsheet."),
        N_("Look at the formula it came from and write the figure itself."),
    ),
    "exponent": (
        N_("The power of ten in “{typed}” is not complete."),
        N_("Write it as in 3.2E5, or write the figure out."),
    ),
    "formula": (
        N_("“{typed}” is a calculation; this cell takes its result."),
        N_("Work it out and write the figure, as {example}."),
    ),
    "fraction": (N_("“{typed}” is a fraction."), N_("Write it with decimals, as {example}.")),
    "group-size": (
        N_("The thousands in “{typed}” are not in groups of three digits."),
        N_("Check the digits, or write the figure without separators."),
    ),
    "infinite": (N_("“{typed}” is no figure."), _PLAIN),
    "leading-zero": (
        N_("“{typed}” begins with 0 and is grouped like thousands."),
        N_("Keep one separator, as in {example}."),
    ),
    "letter-l": (N_("“{typed}” contains the letter l or I where a 1 may be meant."), N_("Write it with digits alone.")),
    "letter-o": (N_("“{typed}” contains the letter O where a 0 may be meant."), N_("Write it with digits alone.")),
    "letters": (
        N_("“{typed}” contains letters (“{found}”)."),
        N_("Write the figure alone, without its unit, as {example}."),
    ),
    "mixed-separators": (
        N_("The separators in “{typed}” do not tell thousands from decimals."),
        N_("Keep one separator, as in {example}."),
    ),
    "no-digits": (N_("“{typed}” contains no digit."), _PLAIN),
    "not-a-figure": (N_("What was sent for this cell is no figure."), _PLAIN),
    "parenthesis": (N_("In “{typed}” a parenthesis stands alone."), _PLAIN),
    "per-mille": (
        N_("“{typed}” is in per mille."),
        N_("Write the figure in the unit of the cell, as {example}."),
    ),
    "percent-alone": (N_("“{typed}” is a per cent sign without a figure."), _PLAIN),
    "several-numbers": (N_("“{typed}” holds more than one figure."), N_("Keep one figure in the cell, as {example}.")),
    "stray-space": (
        N_("A space stands beside a separator in “{typed}”."),
        N_("Write the figure without that space, as {example}."),
    ),
    "symbols": (N_("“{typed}” contains the sign “{found}”."), N_("Write the figure alone, as {example}.")),
    "too-large": (N_("“{typed}” is larger than any figure this sheet can hold."), N_("Check the power of ten.")),
    "too-long": (N_("What was written is longer than {limit} characters."), _PLAIN),
    "too-small": (N_("“{typed}” is smaller than any figure this sheet can hold."), N_("Check the power of ten.")),
    "trailing-sign": (N_("In “{typed}” the sign stands after the figure."), N_("Write the sign before the figure.")),
    "two-decimal-commas": (
        N_("“{typed}” has more than one decimal comma."),
        N_("Keep one separator, as in {example}."),
    ),
    "two-decimal-points": (
        N_("“{typed}” has more than one decimal point."),
        N_("Keep one separator, as in {example}."),
    ),
    "two-percent-signs": (N_("“{typed}” has two per cent signs."), N_("Keep one, or none.")),
    "two-signs": (N_("“{typed}” has two signs before the figure."), N_("Keep one sign.")),
}
