"""What the author of a matching step is told. words room (GROUND)."""

from __future__ import annotations

from epm_xblocks.words.text import N_

__all__ = ["MATCHINGS"]

MATCHINGS: dict[str, tuple[str, str]] = {
    "matching-empty": (
        N_("The {element} “{id}” of a matching step has no words."),
        N_("Write what learners read there."),
    ),
    "matching-few": (
        N_("A matching step needs two items and two targets at least; this one has {items} and {targets}."),
        N_("Add an <item> or a <target>."),
    ),
    "matching-guessable": (
        N_("Answers drawn at random earn {share} per cent of the points of “{id}”."),
        N_("Add items or targets; a target to which nothing belongs will do."),
    ),
    "matching-reserved": (
        N_("“{id}” cannot be the id of a target: it stands for “belongs nowhere”."),
        N_("Give the target another id."),
    ),
    "matching-same": (
        N_("All items belong to one and the same target: there is nothing to tell apart."),
        N_("Add items that belong elsewhere."),
    ),
    "matching-silent": (
        N_("The item “{id}” says nothing to those who place it wrongly."),
        N_("Add <feedback>."),
    ),
    "matching-target": (
        N_("The item “{id}” goes to “{read}”, which is no target of the step."),
        N_('Write ids of targets in “to”: {allowed}. Write to="" where it belongs nowhere.'),
    ),
}
"""(what was read and why not, what to do) by code."""
