"""What is said of a workbook that comes back. words room (GROUND)."""

from __future__ import annotations

from epm_xblocks.words.text import N_

__all__ = ["STAMPS"]

_YOURS = N_("Download your own file here and copy your answers into it. Nothing was changed here.")

STAMPS: dict[str, tuple[str, str]] = {
    "stamp-broken": (N_("The part of the file that says whose it is was changed."), _YOURS),
    "stamp-missing": (N_("This file was not downloaded here, or it was saved without the part that says so."), _YOURS),
    "stamp-older-revision": (
        N_("The case was changed after this file was downloaded."),
        N_("Download the file again and copy your answers into it. Nothing was changed here."),
    ),
    "stamp-other-attempt": (
        N_("This file is from attempt {read}; you are on attempt {expected}."),
        N_("Download the file of attempt {expected} and copy your answers into it. Nothing was changed here."),
    ),
    "stamp-other-case": (N_("This file belongs to another case."), _YOURS),
    "stamp-other-learner": (N_("This file was downloaded by another learner."), _YOURS),
    "stamp-other-variant": (N_("This file holds other figures than yours."), _YOURS),
}
