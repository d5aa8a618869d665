"""What a scenario's mark says, and what its author is told. words room (GROUND)."""

from __future__ import annotations

from epm_xblocks.words.text import N_

__all__ = ["SAID", "SCENARIOS"]

SAID: dict[str, tuple[str, str]] = {
    "met": (N_("Met."), N_("{value} in {year}, asked for: {limit}. {points}.")),
    "missed": (N_("Not met."), N_("{value} in {year}, asked for: {limit}. {points}.")),
    "broken": (N_("Constraint broken: no goal counts."), N_("{value} in {year}, allowed: {limit}.")),
    "first": (N_("Not met."), N_("First passed in {year}: {value}, allowed: {limit}.")),
    "void": (N_("Met, but a constraint is broken."), N_("{value} in {year}, asked for: {limit}. {points}.")),
    "alone": (
        N_("Met, but too few targets are met together."),
        N_("{value} in {year}, asked for: {limit}. Targets count once they hold more than half of their points."),
    ),
    "held": (
        N_("Kept, as at the start."),
        N_("{value} in {year}, asked for: {limit}. It counts once every target is met."),
    ),
    "blank": (N_("Not answered."), N_("Every lever stands at its start.")),
    "unread": (
        N_("The policy could not be read."),
        N_("{read} does not lie between {least} and {most}. Set this lever again."),
    ),
    "kept": (N_("Kept."), N_("{value} in {year}, allowed: {limit}.")),
}
"""Lead and sentence of a rule's note by what became of it; `first` in place of the sentence where every year counts."""

SCENARIOS: dict[str, tuple[str, str]] = {
    "model-argument": (
        N_("A function of a model has an argument left empty."),
        N_("Write every argument of the function."),
    ),
    "model-function": (
        N_("The page of a scenario cannot work out {read}."),
        N_("Use other functions: {allowed}."),
    ),
    "model-range": (
        N_("The range {read} stands where a model needs one value."),
        N_("Work it out cell by cell, in a row of its own."),
    ),
    "model-shapes": (
        N_("The ranges that {read} multiplies differ in rows or columns."),
        N_("Give it ranges of the same rows and columns."),
    ),
    "model-text": (
        N_("The formula of a model holds a text ({read}); models work out figures alone."),
        N_("Use a figure, TRUE or FALSE."),
    ),
    "key-public": (
        N_("The answer {cell} can be read in a model that is public: {formula} stands at {model}."),
        N_("Ask for something else, give it no points, or keep it out of the model."),
    ),
    "lever-bounds": (
        N_("The lever “{id}” goes from {least} to {most}: there is nothing to move."),
        N_("Write “min” below “max”."),
    ),
    "lever-outside": (
        N_("The {name} of the lever “{id}”, {read}, is no figure from {least} to {most}."),
        N_("Write a figure within the lever's bounds."),
    ),
    "lever-years": (
        N_("The lever “{id}” runs from {first} to {to}; a path goes forwards, over 200 years at most."),
        N_("Write “from” before “to”, near the years of the model."),
    ),
    "rule-value": (
        N_("The value “{read}” of a goal or constraint is neither a figure nor a range of the model."),
        N_("Write a figure with a dot, or a range such as B9:L9."),
    ),
    "rule-year": (
        N_("The year {read} lies outside the output “{id}”, which covers {first} to {last}."),
        N_("Write a year of the output, “last” or “every”."),
    ),
    "rule-length": (
        N_("The limit {read} has {cells} cells, the output “{id}” {wanted}."),
        N_("Give a figure, one cell, or as many cells as the output has."),
    ),
    "scenario-cell": (
        N_("The range {range} names the cell {cell}, which the model does not have."),
        N_("Fill it with <given>, or correct the range."),
    ),
    "scenario-goals": (N_("A scenario has no goal."), N_("Add at least one <goal>.")),
    "scenario-levers": (N_("A scenario has no lever."), N_("Add at least one <lever>.")),
    "scenario-output": (
        N_("A goal or constraint names the output “{read}”, which the step does not have."),
        N_("Write the id of an <output>."),
    ),
    "scenario-public": (
        N_("The model of the scenario “{id}” is public: every formula of its sheet can be read by learners."),
        N_("Keep what is asked for elsewhere in the case out of this sheet."),
    ),
    "scenario-row": (
        N_("The range {range} has several rows and several columns."),
        N_("Name one row, or one column: a cell for each year."),
    ),
    "key-earns-less": (
        N_("The right answer of the step “{id}” earns {earned} of {points} points."),
        N_("Change the answer, or what it is held to, until it earns all."),
    ),
}
"""(what was read and why not, what to do) by code."""
