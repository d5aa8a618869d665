"""What a ranking's mark says, and what its author is told. words room (GROUND)."""

from __future__ import annotations

from epm_xblocks.words.text import N_

__all__ = ["RANKINGS", "SAID"]

SAID: dict[str, str] = {
    "order-right": N_("The order is right."),
    "order-part": N_("Most pairs stand in the right order, not all."),
    "order-wrong": N_("No more pairs stand in the right order than in the wrong one."),
    "order-blank": N_("The options were left as they were shown."),
    "weights-right": N_("The weights that decide the first place are right."),
    "weights-part": N_("Of the weights that decide the first place, some are right."),
    "weights-wrong": N_("The weights that decide the first place are others."),
    "weights-blank": N_("Nothing was said of the weights."),
    "weights-idle": N_("What you say of the weights counts once the first place is right."),
}
"""By question and state."""

RANKINGS: dict[str, tuple[str, str]] = {
    "ranking-criteria": (
        N_("A ranking by criteria has {criteria} of them."),
        N_("Give it two at least."),
    ),
    "ranking-figure": (
        N_("“{read}” in “{name}” is neither a figure nor a cell."),
        N_("Write a figure with a dot, or a cell with its sheet, as in Data!B4."),
    ),
    "ranking-guessable": (
        N_("An order drawn at random earns {share} per cent of the points of “{id}”."),
        N_("Add options: four or more."),
    ),
    "ranking-options": (N_("The ranking has {options} options."), N_("Give it three at least.")),
    "ranking-reserved": (
        N_("“{id}” cannot be the id of a criterion: it stands for “the first place holds”."),
        N_("Give the criterion another id."),
    ),
    "ranking-same": (N_("All options have the same rank."), N_("Write 1 for the first, 2 for the second.")),
    "ranking-scores": (
        N_("The option “{id}” has {scores} scores for {criteria} criteria."),
        N_("Write one for each, separated by spaces."),
    ),
    "ranking-shift": (
        N_("One of “shift” and “shift_points” is missing."),
        N_("Write both to ask which weights decide the first place, or neither."),
    ),
    "ranking-silent": (N_("The option “{id}” says nothing to those who misplace it."), N_("Add <feedback>.")),
    "ranking-unknown": (
        N_("The ranks of “{id}” cannot be worked out: a figure is missing, or the weights do not add up to 1."),
        N_("Look at the cells that it names."),
    ),
    "ranking-weights": (
        N_("The weights add up to {total}, or one is below 0."),
        N_("Write weights from 0 that add up to 1."),
    ),
}
"""(what was read and why not, what to do) by code."""
