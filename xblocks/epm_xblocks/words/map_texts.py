"""What the mark of a school map says, and what its author is told. words room (GROUND)."""

from __future__ import annotations

from epm_xblocks.words.text import N_

__all__ = ["MAPS", "SAID"]

SAID: dict[str, str] = {
    "right": N_("No choice of sites within these rules reaches more children."),
    "part": N_("Another choice of sites within these rules reaches more children."),
    "wrong": N_("This choice reaches too few children to count."),
    "over": N_("The sites cost more than the ceiling: the plan does not count."),
    "small": N_("A new school would have fewer pupils than the minimum: the plan does not count."),
    "blank": N_("No site was chosen."),
}
"""By state, and by the rule that is broken."""

MAPS: dict[str, tuple[str, str]] = {
    "map-candidates": (
        N_("The map has {candidates} sites without a school."),
        N_("Give it from 2 to {most}: every choice of them is tried."),
    ),
    "map-floor": (
        N_("The best choice covers {best} per cent, not more than the floor {floor}."),
        N_("Lower “floor”: it is the coverage that earns nothing."),
    ),
    "map-guessable": (
        N_("Sites chosen at random earn {share} per cent of the points of “{id}”."),
        N_("Raise “floor”, add sites, or lower the ceiling."),
    ),
    "map-lengths": (
        N_("The village “{id}” has {figures} travel figures for {sites} sites."),
        N_("Write one for each site, in their order; - where there is no way."),
    ),
    "map-travel": (
        N_("“{read}” in the village “{id}” is no figure."),
        N_("Write figures with a dot, or - where there is no way."),
    ),
    "map-unknown": (
        N_("The plans of “{id}” cannot be worked out: a village takes its children from a cell without a figure."),
        N_("Look at “children” of the villages."),
    ),
    "map-villages": (N_("The map has {villages} villages."), N_("Give it two at least.")),
}
"""(what was read and why not, what to do) by code."""
