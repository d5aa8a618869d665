"""What the mark of a diagram says, and what its author is told. words room (GROUND)."""

from __future__ import annotations

from epm_xblocks.words.text import N_

__all__ = ["COUNTED", "DIAGRAMS", "KEPT_IN", "SAID", "rule_of"]

SAID: dict[str, str] = {
    "half": N_("It is on the right side, but hangs on another card."),
    "half-chain": N_("Its level is right, but it leads to another card."),
    "left": N_("It belongs in the diagram."),
}
"""By what became of a card."""

KEPT_IN: dict[str, str] = {
    "absence": N_("It names a missing remedy, which hides the problem itself; it stays out."),
    "solution": N_("It names something to be done; it stays out."),
    "problem": N_("It still says what is wrong, not what is wanted; it stays out."),
    "vague": N_("It says nothing that could be checked; it stays out."),
    "outside": N_("It does not belong to this chain of causes and effects; it stays out."),
}
"""By why a card stays out."""

COUNTED = N_(
    "Of {cards} cards: right {right}, half right {part}, wrong {wrong}. A half-right card counts one half; "
    "a wrong one takes away {cost}."
)

RULES: dict[str, str] = {
    "focal-problem": N_("A problem tree has one focal problem, and only one."),
    "focal-objective": N_("An objective tree has one central objective, and only one."),
    "circle": N_("Some cards lead back to themselves."),
    "loose": N_("Some cards hang on nothing that stands in the diagram."),
    "level-chain": N_("Some links skip a level: each card leads to one of the level just above."),
    "level": N_("Some cards hang on the wrong side: one side leads to the centre, the other follows from it."),
    "polarity": N_("Some cards that should stay out stand in the diagram."),
}


def rule_of(name: str, shape: str) -> str:
    """The sentence of a rule for a shape of diagram; "" where there is none."""
    return RULES.get(f"{name}-{shape}") or RULES.get(name, "")


DIAGRAMS: dict[str, tuple[str, str]] = {
    "diagram-absence": (
        N_("The card “{id}” names what is missing, not what is wrong."),
        N_('Say the problem itself, or mark the card out="absence".'),
    ),
    "diagram-all-in": (
        N_("Every card of “{id}” belongs in the diagram."),
        N_("Add cards that stay out: a missing remedy, a remedy, another subject."),
    ),
    "diagram-both": (
        N_("The card “{id}” has a place and stays out."),
        N_("Keep “place” and “on”, or “out”."),
    ),
    "diagram-cards": (
        N_("The diagram has {cards} cards."),
        N_("Give it from {fewest} to {most}."),
    ),
    "diagram-circle": (
        N_("The card “{id}” leads back to itself."),
        N_("Look at “on” of this card and of those it hangs on."),
    ),
    "diagram-focal": (
        N_("The tree has {cards} cards at its centre."),
        N_('Give place="focal" to one card.'),
    ),
    "diagram-guessable": (
        N_("Cards arranged without thinking earn {share} per cent of the points of “{id}”."),
        N_("Balance the sides or levels, or add cards that stay out."),
    ),
    "diagram-levels": (
        N_("A results chain needs two levels at least; this one has {levels}."),
        N_("Add <level id=… label=…/>, from the lowest up."),
    ),
    "diagram-on": (
        N_("The card “{id}” hangs on “{read}”, on which it cannot hang."),
        N_("A cause hangs on the focal card or a cause, an effect likewise; in a chain, a card on one level higher."),
    ),
}
"""(what was read and why not, what to do) by code."""
