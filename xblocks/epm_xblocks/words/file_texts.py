"""What is said of a workbook that a learner uploads and that is not read. words room (GROUND)."""

from __future__ import annotations

from epm_xblocks.words.text import N_

__all__ = ["FILES"]

_XLSX = N_(
    "In your spreadsheet choose Save as, Excel workbook (.xlsx), and upload that file. Nothing was changed here."
)
_OWN = N_("Download the file of this case, copy your answers into it and upload it. Nothing was changed here.")
_AGAIN = N_("Open it in your spreadsheet, save it again as .xlsx and upload it. Nothing was changed here.")
_SMALLER = N_("Take out what does not belong to the case: pictures, other sheets. Nothing was changed here.")

FILES: dict[str, tuple[str, str]] = {
    "file-csv": (N_("This is a text or CSV file; it cannot say which cell a figure stands in."), _OWN),
    "file-damaged": (N_("The file is damaged or cut off."), _AGAIN),
    "file-damaged-part": (N_("A part of the file cannot be read."), _AGAIN),
    "file-doctype": (N_("The file holds declarations that no spreadsheet writes."), _AGAIN),
    "file-document": (N_("This is a document or a presentation, not a workbook."), _OWN),
    "file-duplicate-part": (N_("Two parts of the file have one name."), _AGAIN),
    "file-empty": (N_("The file is empty."), _OWN),
    "file-encrypted": (
        N_("The file is protected by a password."),
        N_("Save it without a password and upload it again. Nothing was changed here."),
    ),
    "file-macros": (N_("The file holds macros, which are not taken."), _XLSX),
    "file-not-a-workbook": (N_("This is no Excel workbook."), _OWN),
    "file-numbers": (
        N_("This is a Numbers file."),
        N_("In Numbers choose Export to, Excel, and upload that file. Nothing was changed here."),
    ),
    "file-ods": (N_("This is a file in the format of LibreOffice (.ods)."), _XLSX),
    "file-pdf": (N_("This is a PDF, not a workbook."), _OWN),
    "file-ratio": (N_("A part of the file unpacks to more than {limit} times its size, as no workbook does."), _OWN),
    "file-too-large": (N_("The file has {size} bytes; at most {limit} are read."), _SMALLER),
    "file-too-large-unpacked": (N_("Unpacked, the file has more than {limit} bytes."), _SMALLER),
    "file-too-many-cells": (N_("The file holds more than {limit} cells."), _SMALLER),
    "file-too-many-names": (N_("The file holds more than {limit} names."), _SMALLER),
    "file-too-many-parts": (N_("The file has more than {limit} parts."), _SMALLER),
    "file-too-many-rows": (N_("A sheet of the file has more than {limit} rows."), _SMALLER),
    "file-too-many-strings": (N_("The file holds more than {limit} texts."), _SMALLER),
    "file-unsafe-name": (N_("A part of the file has a name that no spreadsheet writes."), _AGAIN),
    "file-web-page": (N_("This is a web page, not a workbook."), _OWN),
    "file-xls": (N_("This is a workbook in the old format (.xls)."), _XLSX),
    "file-xlsb": (N_("This is a workbook in the binary format (.xlsb)."), _XLSX),
}
