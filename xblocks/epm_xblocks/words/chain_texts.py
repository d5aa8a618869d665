"""What is said of figures that a case takes from an earlier case. words room (GROUND)."""

from __future__ import annotations

from epm_xblocks.words.text import N_

__all__ = ["CHAINS"]

CHAINS: dict[str, tuple[str, str]] = {
    "chain-shape": (
        N_("“{cells}” and “{into}” have not the same rows and columns."),
        N_("Name as many given cells as answer cells, in the same shape, at most 2,000."),
    ),
    "chain-into": (
        N_("The chain “{id}” would fill {cell}, which is no given cell with a figure."),
        N_("Write the reference figure there, in a data table or a given; a formula cannot be replaced."),
    ),
    "chain-self": (
        N_("The chain “{id}” takes figures of “{case}”, which is this case itself."),
        N_("Name an earlier case; inside a case, formulas read the answers of earlier steps."),
    ),
    "chain-alone": (
        N_("The chain “{id}” takes figures of the case “{case}”, which is not in this course."),
        N_("Learners work with the reference figures. Put that case into the course to let them use their own."),
    ),
    "chain-cell": (
        N_("The chain “{id}” reads {cell} of the case “{case}”, which is no answer cell there."),
        N_("Name a step of that case and cells of it that learners answer."),
    ),
    "chain-stale": (
        N_("{into} holds {read} as the reference figure, but {cell} of the case “{case}” is now {key}."),
        N_("Write {key}, so that learners without results of their own get the same figures."),
    ),
}
