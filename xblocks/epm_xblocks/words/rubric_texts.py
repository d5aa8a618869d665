"""What the author of a rubric is told. words room (GROUND)."""

from __future__ import annotations

from epm_xblocks.words.text import N_

__all__ = ["RUBRICS"]

RUBRICS: dict[str, tuple[str, str]] = {
    "rubric-empty": (
        N_("This rubric has no criterion: nothing can be marked by it."),
        N_("Add a <criterion> with its levels, or take the <rubric> out."),
    ),
    "rubric-levels": (
        N_("The levels of the criterion “{id}” are worth {points}."),
        N_("Write two levels at least, from the lowest to the highest, each worth more than the one before."),
    ),
    "rubric-undescribed": (
        N_("The level “{level}” of the criterion “{id}” does not say how such work looks."),
        N_("Describe it in words that two people would read alike."),
    ),
}
"""(what was read and why not, what to do) by code."""
