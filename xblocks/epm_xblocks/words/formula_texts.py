"""What is said of formulas and cells, to authors and to learners who answer with a formula. words room (GROUND)."""

from __future__ import annotations

from epm_xblocks.words.text import N_

__all__ = ["FORMULAS"]

_LIST = N_("Use one of the functions of the list; planners' usual ones are all there.")
_SHORTER = N_("Work on fewer cells, or divide the calculation over several cells.")

FORMULAS: dict[str, tuple[str, str]] = {
    "accept-no-figure": (
        N_("The formula {formula}, accepted beside the key, gives no figure."),
        N_("Check it on the data of the case."),
    ),
    "answer-id-twice": (N_("The id “{id}” is used twice ({other})."), N_("Give each range an id of its own.")),
    "band-unread": (
        N_("The plausibility band “{read}” cannot be read."),
        N_("Write a factor, as 10, or a factor and any-sign."),
    ),
    "cell-twice": (N_("The cell {cell} is claimed twice."), N_("Change one of the two ranges.")),
    "engine-failed": (
        N_("The calculation could not be carried out ({said})."),
        N_("Simplify the formulas of the case; the learners' answers are kept."),
    ),
    "figure-unread": (
        N_("“{read}” in {cell} is no figure, no text in quotes and no formula."),
        N_("Write figures with a decimal point and without spaces, texts in quotes, formulas without spaces."),
    ),
    "formula-area": (N_("The formula works on {cells} cells; at most {limit} are admitted."), _SHORTER),
    "formula-arguments": (
        N_("{read} has {found} arguments; it takes {least} to {most}."),
        N_("Check the commas and parentheses."),
    ),
    "formula-array": (N_("The formula holds a list in braces."), N_("Put the figures in cells and read these.")),
    "formula-cycle": (N_("The formula reads itself: {path}."), N_("Take the cell out of its own calculation.")),
    "formula-empty-cell": (
        N_("The formula {formula} reads {reads}, which does not exist."),
        N_("Name a given or an answer cell, or add the missing one."),
    ),
    "formula-ends-early": (
        N_("The formula ends too early."),
        N_("Complete it; look for a missing parenthesis or figure."),
    ),
    "formula-error-value": (N_("The formula holds an error of the spreadsheet ({read})."), N_("Name the cell again.")),
    "formula-external": (
        N_("The formula reads another file or a table by its name ({read})."),
        N_("Name cells of this workbook."),
    ),
    "formula-function": (N_("The function {read} cannot be used here."), _LIST),
    "formula-lost-cell": (
        N_("{reads} cannot be read, since what it belongs to is damaged."),
        N_("Correct that first."),
    ),
    "formula-name": (N_("“{read}” is no cell and no function."), N_("Name a cell, as C5, or check the spelling.")),
    "formula-no-equals": (N_("The formula does not begin with the sign =."), N_("Begin with =.")),
    "formula-no-figure": (
        N_("Your formula gives no figure."),
        N_("Look for a division by zero, or an empty cell that it reads."),
    ),
    "formula-number": (N_("The figure {read} in the formula is too large."), N_("Check its digits.")),
    "formula-off-sheet": (
        N_("Filled {rows} rows down and {columns} columns to the right, {read} would lie outside the sheet."),
        N_("Check the range and the first formula."),
    ),
    "formula-operators": (
        N_("The formula has too many operators (at most {limit})."),
        N_("Divide it over several cells."),
    ),
    "formula-outside": (
        N_("The formula reads {read}, which is no cell of this case."),
        N_("Read given and answer cells of this case alone."),
    ),
    "formula-quote": (N_("A quotation mark in the formula is not closed."), N_("Close it, or take it out.")),
    "formula-one-value": (
        N_("{read} takes one value as its argument {argument}; the formula gives it {cells} cells."),
        N_("Calculate in a column, one row at a time, and add up its results."),
    ),
    "formula-range": (N_("The formula holds a range without its second corner."), N_("Write both corners, as B4:B9.")),
    "formula-reads-nothing": (
        N_("The key {formula} reads no cell."),
        N_("Let it read the data, so that it follows them."),
    ),
    "formula-reference": (N_("{read} lies outside the sheet."), N_("Check the name of the cell.")),
    "formula-sheet-name": (N_("“{read}” can be no name of a sheet."), N_("Check the name of the sheet.")),
    "formula-sheet-unknown": (N_("The sheet “{read}” does not exist."), N_("Check the name of the sheet.")),
    "formula-sign": (N_("The sign “{read}” has no meaning in a formula."), N_("Take it out.")),
    "formula-table": (
        N_("The result is a table of {rows} × {columns}, not one figure."),
        N_("Use a function that gives one figure, as SUM or SUMPRODUCT."),
    ),
    "formula-text": (
        N_("The result is a text of {length} characters; at most {limit} are admitted."),
        N_("Shorten it."),
    ),
    "formula-too-deep": (N_("The formula is nested more than {limit} deep."), N_("Divide it over several cells.")),
    "formula-too-long": (
        N_("The formula has {length} characters; at most {limit} are admitted."),
        N_("Divide it over several cells."),
    ),
    "formula-unexpected": (N_("“{read}” is not expected here (character {at})."), N_("Check what stands before it.")),
    "formula-whole-column": (N_("The formula reads a whole column ({read})."), N_("Name the rows, as B4:B9.")),
    "formula-whole-row": (N_("The formula reads a whole row ({read})."), N_("Name the columns, as B4:F4.")),
    "formula-work": (N_("The formula visits {cells} cells; at most {limit} are admitted."), _SHORTER),
    "given-count": (
        N_("The range {range} has {cells} cells, but {values} values are given."),
        N_("Write one value for each cell, row by row, or one for all."),
    ),
    "given-reads-answer": (
        N_("The formula {formula} of a given cell reads {reads}, which learners have to find."),
        N_("Read given cells alone."),
    ),
    "identity-broken": (
        N_("The identity {formula} does not hold for the data of the case."),
        N_("Correct the identity, or the data."),
    ),
    "identity-cell": (
        N_("The identity “{id}” reads {reads}, which is no given cell."),
        N_("Name given cells, each with its sheet, as Data!B4."),
    ),
    "key-copies": (
        N_("The key {formula} copies one answer; following it cannot be told from copying."),
        N_("Show the figure as given, or ask for something of its own."),
    ),
    "key-no-figure": (
        N_("The key {formula} gives no figure on the data of the case; whatever is written there is wrong."),
        N_("Check it: a division by zero, a text among figures."),
    ),
    "range-large": (N_("The range {range} has {cells} cells; at most {limit} are admitted."), N_("Divide the range.")),
    "range-sheet": (N_("The range {range} does not lie on the sheet {sheet} of its step."), N_("Leave the sheet out.")),
    "ref-unread": (N_("“{read}” is no name of a cell or range."), N_("Write it as C5, or B4:C9.")),
    "sheet-name": (
        N_("“{read}” can be no name of a sheet."),
        N_("Use at most 31 characters, none of them [ ] : * ? / \\ or !."),
    ),
    "sheet-name-twice": (
        N_("The sheets “{read}” and “{other}” differ in capitals alone."),
        N_("Give one of them another name."),
    ),
    "sheet-undeclared": (N_("The sheet “{read}” does not exist."), N_("Check the name of the sheet.")),
    "sheet-twice": (
        N_("The sheet {sheet} belongs to the step “{other}” already."),
        N_("Give each worksheet step a sheet of its own."),
    ),
    "slip-id-twice": (N_("Two slips of a cell have one id ({ids})."), N_("Give each an id of its own.")),
    "slip-like-key": (
        N_("The slip “{id}” ({formula}) gives what the key gives, or nearly; it cannot be told from it."),
        N_("Change the data or the slip, or narrow the tolerance."),
    ),
    "slip-like-key-in-variant": (
        N_("For some learners the slip “{id}” ({formula}) gives nearly what the key gives."),
        N_("Vary less, or narrow the tolerance."),
    ),
    "slip-no-figure": (N_("The slip “{id}” ({formula}) gives no figure."), N_("Check its formula.")),
    "tolerance-without-decimals": (
        N_("The cell is marked by its last digit, but does not say how many decimals."),
        N_("Add “decimals”, or a tolerance such as 0.05 or 1%."),
    ),
    "tolerance-unread": (
        N_("The tolerance “{read}” cannot be read."),
        N_("Write last-digit, 2 last-digits, 0.05 or 1%."),
    ),
    "variant-not-found": (
        N_("With “vary”, {draws} draws gave no figures that satisfy the identities and give each key a figure."),
        N_("Vary less, or loosen the identities."),
    ),
    "vary-unread": (N_("The variation “{read}” cannot be read."), N_("Write 5%, 20 or 900..1200.")),
    "workbook-too-wide": (
        N_("The sheets of the case are too wide together ({columns} columns; at most {limit})."),
        N_("Lay the tables below each other."),
    ),
    "workbook-work": (N_("All formulas together visit {cells} cells; at most {limit} are admitted."), _SHORTER),
}
