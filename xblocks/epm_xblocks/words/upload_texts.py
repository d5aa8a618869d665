"""What is said of single cells of an uploaded workbook. words room (GROUND)."""

from __future__ import annotations

from epm_xblocks.words.text import N_

__all__ = ["UPLOADS"]

UPLOADS: dict[str, tuple[str, str]] = {
    "upload-cell-gone": (
        N_("This cell was deleted from the file."),
        N_("Write the answer on the page, or download the file again."),
    ),
    "upload-formula-engine": (
        N_("The formula could not be worked out, and the file does not hold its result."),
        N_("Open the file in a spreadsheet, save it there and upload it again, or write the figure."),
    ),
    "upload-formula-limit": (
        N_("The file does not hold the result of this formula, and it leads through more than {limit} others."),
        N_("Open the file in a spreadsheet, save it there and upload it again, or write the figure."),
    ),
    "upload-sheet-missing": (
        N_("The sheet “{sheet}” is not in the file; its answers were not read."),
        N_("Keep the sheets of the downloaded file and add your own beside them."),
    ),
}
