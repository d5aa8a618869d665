"""What marks say: templates for leads, notes and points. words room (GROUND). They never hold a right value."""

from __future__ import annotations

from epm_xblocks.words.text import N_, NN_

__all__ = ["LEADS", "PEOPLE", "PLURALS", "SLIPS", "STATES", "TEXTS", "WRITTEN"]

STATES: dict[str, str] = {
    "right": N_("right"),
    "consistent": N_("right method"),
    "part": N_("partly right"),
    "slip": N_("known slip"),
    "wrong": N_("wrong"),
    "unexplained": N_("unexplained"),
    "blank": N_("not answered"),
    "unread": N_("could not be read"),
    "within": N_("within the limits"),
    "short": N_("too short"),
    "long": N_("too long"),
}
"""The state of an answer in a word."""

LEADS: dict[str, str] = {
    "method": N_("Right method."),
    "slip": N_("Known slip."),
    "wrong": N_("Wrong."),
    "unexplained": N_("Consistent with figures we cannot explain."),
    "blank": N_("Not answered."),
    "unread": N_("Could not be read."),
    "first": N_("This is where the path left the road."),
    "first-unread": N_("The path stops here."),
}
"""The bold beginning of a note, by state ("own" is below); `first` is that of the call-out at the first deviation."""

TEXTS: dict[str, str] = {
    "wrong": N_("You wrote {typed}. No known slip explains it."),
    "wrong-several": N_("You wrote {typed}. No known slip explains these figures."),
    "wrong-formula": N_("Your formula does not do what is asked for."),
    "unexplained-alone": N_("It follows from earlier figures that nothing explains, so it earns {points}."),
    "formula-wanted": N_("The figure fits, but here the method is asked for: write the formula that gives it."),
    "formula-method": N_("Your formula gives a fitting figure here, but not with other data."),
    "blank": N_("What follows is not held up by it."),
    "stood-in-other": N_("In place of {cells} the key stands in, without being shown."),
    "slip": N_("Your figure is what a known slip gives. Look at the method again."),
    "foot": N_("{state} · {points}"),
}
"""The sentences of notes."""

PLURALS: dict[str, tuple[str, str]] = {
    "points-of": NN_("{points} of {out_of} point", "{points} of {out_of} points"),
    "points": NN_("{points} point", "{points} points"),
    "words": NN_("{words} word.", "{words} words."),
    "own": NN_("Right method, with your {figures}.", "Right method, with your {figures}."),
    "unexplained": NN_(
        "It follows from your {figures}, but nothing explains that figure, so it earns {points}.",
        "It follows from your {figures}, but nothing explains them, so it earns {points}.",
    ),
    "stood-in-blank": NN_(
        "{cells} was not answered: the key stands in for it, without being shown.",
        "{cells} were not answered: the key stands in for them, without being shown.",
    ),
    "stood-in-unread": NN_(
        "{cells} could not be read: the key stands in for it, without being shown.",
        "{cells} could not be read: the key stands in for them, without being shown.",
    ),
}
"""Sentences that differ with a number, of points, words, figures or cells."""

SLIPS: dict[str, str] = {
    "times-100": N_(
        "Your figure is a hundred times what the method gives. This cell holds per cent, from 0 to 100: "
        "write {example} for {example} per cent."
    ),
    "divided-by-100": N_(
        "Your figure is a hundredth of what the method gives. This cell holds per cent, from 0 to 100: "
        "write {example}, not {share}."
    ),
}
"""The slips that every per cent cell knows."""

WRITTEN: dict[str, str] = {
    "within": N_("Your text is within the limits. People read it; it earns no points here."),
    "within-marked": N_("Your text is within the limits."),
    "short": N_("Your text is shorter than the {least} words asked for."),
    "long": N_("Your text is longer than the {most} words asked for."),
    "blank": N_("You wrote nothing here."),
}
"""What is said of a written answer, by its state; `within-marked` where it has a rubric."""

PEOPLE: dict[str, str] = {
    "waiting": N_("A trainer will read your text and mark it by the rubric, out of {out_of}."),
    "marked": N_("Marked by a trainer: {points}."),
    "returned": N_("A trainer returned your text: revise it and send it again. Until then it earns no points."),
    "blank": N_("There is no text to be marked."),
}
"""Where the marking of a text by people stands."""
