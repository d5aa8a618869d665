"""What the mark of a decision says, and what its author is told. words room (GROUND)."""

from __future__ import annotations

from epm_xblocks.words.text import N_

__all__ = ["DECISIONS", "SAID"]

SAID: dict[str, str] = {
    "right": N_("No path leads to a better result."),
    "part": N_("Other choices would have led to a better result."),
    "wrong": N_("These choices did not lead to a result that counts."),
    "open": N_("The path was not followed to its end: without an ending there is no result."),
    "blank": N_("No choice was made."),
}
"""By state."""

DECISIONS: dict[str, tuple[str, str]] = {
    "decision-circle": (
        N_("The choices run in a circle: {path}."),
        N_("Let a choice lead only to what comes later; write a second situation where one returns."),
    ),
    "decision-empty": (
        N_("The first situation has no choice."),
        N_("Add <situation> with <choice>; the first one is where learners begin."),
    ),
    "decision-figure": (
        N_("“{read}” of “{id}” gives no figure where {figures}."),
        N_("Look for a division by zero, or a comparison where a figure is due."),
    ),
    "decision-floor": (
        N_("The best path scores {best}, not more than the floor {floor}."),
        N_("Lower “floor”: it is the score that earns nothing."),
    ),
    "decision-guessable": (
        N_("A path at random earns {share} per cent of the points of “{id}”."),
        N_("Raise “floor”, or let more choices count."),
    ),
    "decision-large": (
        N_("The choices lead to more than {most} different states."),
        N_("Let paths meet again, or take a situation out."),
    ),
    "decision-name": (
        N_("“{id}” cannot be the name of a variable."),
        N_("Use small letters without accents, and _ between words."),
    ),
    "decision-set": (
        N_("“{read}” in “set” is no change of a variable."),
        N_("Write it as budget = budget - 200, several divided by semicolons."),
    ),
    "decision-silent": (
        N_("Nothing is said of what follows from the choice “{id}”."),
        N_("Add <feedback>."),
    ),
    "decision-stuck": (
        N_("In the situation “{id}” no choice is offered where {figures}."),
        N_("Let one choice be without a condition."),
    ),
    "decision-to": (N_("The choice “{id}” leads to “{read}”, which is no situation."), N_("Correct “to”.")),
    "decision-unknown": (
        N_("The states of “{id}” cannot be worked out: a variable starts from a cell without a figure."),
        N_("Look at “start” of the variables."),
    ),
    "decision-unmet": (N_("No path leads to the situation “{id}”."), N_("Lead a choice to it, or take it out.")),
    "decision-variable": (
        N_("“{id}” names “{read}”, which is no variable of the step."),
        N_("Add <variable>, or correct the name."),
    ),
}
"""(what was read and why not, what to do) by code."""
