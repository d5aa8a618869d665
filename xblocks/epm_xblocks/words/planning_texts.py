"""What is said of figures that make no sense to a planner. words room (GROUND)."""

from __future__ import annotations

from epm_xblocks.words.text import N_

__all__ = ["PLANNING"]

_CHECK = N_("Check the figures against their source.")

PLANNING: dict[str, tuple[str, str]] = {
    "bad-cap": (N_("The cap on repetition is {cap}; it can be 0 to {largest}, or none."), N_("Correct the cap.")),
    "bad-years": (N_("A cohort of {years} years cannot be followed; at most {largest} can."), N_("Take fewer years.")),
    "cohort-unfinished": (
        N_("{still_enrolled} pupils of the cohort are still enrolled."),
        N_("Follow the cohort for more years."),
    ),
    "decimals-out-of-range": (N_("Figures cannot be rounded to {decimals} decimals."), N_("Take fewer decimals.")),
    "endless-repetition": (
        N_("In grade {grade} every pupil repeats for ever."),
        N_("Check the repetition rate, or set a cap."),
    ),
    "inconsistent-rates": (
        N_("In grade {grade} promotion ({promotion}) and repetition ({repetition}) add up to more than 1."),
        _CHECK,
    ),
    "lengths-differ": (N_("Lists that belong together have different lengths: {lengths}."), _CHECK),
    "negative-dropout": (N_("The dropout rate is negative: more pupils go on than there were."), _CHECK),
    "negative-figure": (N_("{name} is {figure}, which is below 0."), _CHECK),
    "negative-promotion": (N_("The promotion rate is negative: there are more repeaters than pupils."), _CHECK),
    "no-common-schools": (N_("No school reported in both years."), N_("Compare the names of the schools.")),
    "no-entrants": (N_("The cohort has {entrants} entrants."), N_("Begin with more than 0.")),
    "no-grades": (N_("There is no grade to follow."), N_("Give the rates of one grade at least.")),
    "no-school-years": (N_("There is no school year to compare."), N_("Give two school years at least.")),
    "not-finite": (N_("{name} is no figure."), _CHECK),
    "promotion-above-one": (N_("The promotion rate is above 1: more new pupils than pupils who could come."), _CHECK),
    "repeaters-above-enrolment": (N_("There are more repeaters ({repeaters}) than pupils ({enrolment})."), _CHECK),
    "too-few-grades": (N_("Year {year} has {grades} grades; {needed} are needed."), N_("Add the missing grades.")),
    "too-few-years": (N_("{years} years are given; {needed} are needed."), N_("Add the missing years.")),
    "undefined-rate": (N_("A rate of grade {grade} is not defined."), N_("A rate needs pupils to divide by.")),
    "undefined-result": (N_("{term} is not defined ({reason})."), _CHECK),
    "years-needed": (N_("Without a cap on repetition the years to follow must be said."), N_("Say how many years.")),
}
