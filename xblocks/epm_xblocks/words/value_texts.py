"""Values that pure rooms give as a code, in words: why a rate is not defined, what was tried. words room (GROUND)."""

from __future__ import annotations

from epm_xblocks.words.text import N_

__all__ = ["VALUES"]

VALUES: dict[str, str] = {
    # why a result has no value (planning)
    "missing-input": N_("a figure is missing"),
    "missing-denominator": N_("the figure to divide by is missing"),
    "zero-denominator": N_("it would divide by zero"),
    "zero-over-zero": N_("it would divide zero by zero"),
    "no-graduates": N_("no pupil of the cohort graduates"),
    "inconsistent-data": N_("the data contradict each other"),
    "too-few-schools": N_("there are too few schools"),
    # ways of answering without thinking (case)
    "all-1": N_("1 everywhere"),
    "all-0": N_("0 everywhere"),
    "all-100": N_("100 everywhere"),
    "copy-first-given": N_("the first figure that each key reads"),
    "copy-last-given": N_("the last figure that each key reads"),
    "copy-precedent": N_("the answer before it, copied"),
    "key-times-9": N_("nine times the right figure"),
    "key-halved": N_("half the right figure"),
    "constant-a-range": N_("one figure for a whole range"),
    "invented-then-followed": N_("invented figures, then the right method"),
    "random-then-followed": N_("random figures, then the right method"),
    "all-1-then-followed": N_("1 everywhere, then the right method"),
    "guessed-choices": N_("guessed choices"),
    "nonsense": N_("signs instead of figures"),
    "blank": N_("nothing at all"),
    # why a file cannot be read or written (package, cli)
    "no-permission": N_("you have no right to it"),
    "read-only-disk": N_("its disk can only be read"),
    "disk-full": N_("the disk is full"),
    "file-in-the-way": N_("a file stands in the way"),
    # what stands where something else should (package)
    "root": N_("it does not begin with <course>"),
}
"""By code; a value that is not here is shown as it is."""
