"""What the author of a portfolio is told. words room (GROUND)."""

from __future__ import annotations

from epm_xblocks.words.text import N_

__all__ = ["PORTFOLIOS"]

PORTFOLIOS: dict[str, tuple[str, str]] = {
    "portfolio-cells": (
        N_("“{read}” names no cells for a chart."),
        N_("Write a range such as B4:B12, of {most} cells at most."),
    ),
    "portfolio-empty": (
        N_("The portfolio takes nothing."),
        N_('Add <section case="…"/> for each case it gathers.'),
    ),
}
"""(what was read and why not, what to do) by code."""
