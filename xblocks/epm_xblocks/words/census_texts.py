"""What the mark of a census says, and what its author is told. words room (GROUND)."""

from __future__ import annotations

from epm_xblocks.words.text import N_

__all__ = ["CENSUSES", "SAID"]

SAID: dict[str, str] = {
    "right": N_("An error, with its rule and what is to be done."),
    "part": N_("There is an error here, but its rule or what is to be done is another."),
    "wrong": N_("This figure is sound."),
    "blank": N_("No figure was marked."),
    "recall": N_("Errors found: {hits} of {errors}."),
    "precision": N_("Figures marked that are errors: {hits} of {marked}."),
}
"""By state, and of the whole."""

CENSUSES: dict[str, tuple[str, str]] = {
    "census-cell": (
        N_("The error “{id}” stands at “{read}”, which is no figure of the table."),
        N_("Write the id of a record, a stroke, the id of a column, as in s07/total."),
    ),
    "census-choice": (
        N_("The error “{id}” names “{read}”, which is no rule or treatment of the step."),
        N_("Add it to the step, or name another."),
    ),
    "census-figure": (
        N_("“{read}” in the record “{id}” is no figure."),
        N_("Write figures with a dot, or - where the school gave none."),
    ),
    "census-guessable": (
        N_("Who marks every figure earns {share} per cent of the points of “{id}”."),
        N_("Add records without errors: ten figures or more for each error."),
    ),
    "census-record": (
        N_("The record “{id}” has {figures} figures for {columns} columns."),
        N_("Write one for each, separated by spaces; - where the school gave none."),
    ),
    "census-rules": (N_("The census has {rules} rules to choose from."), N_("Give it two at least.")),
    "census-silent": (N_("Nothing is said of the error “{id}”."), N_("Add <feedback>.")),
    "census-sound": (N_("The census has no error to find."), N_("Add an <error>.")),
    "census-twice": (N_("“{read}” belongs to two errors."), N_("Name it in one of them.")),
}
"""(what was read and why not, what to do) by code."""
