"""What is said of figures that make no sense to a planner. words room (GROUND)."""

from __future__ import annotations

from epm_xblocks.words.text import N_

__all__ = ["PLANNING"]

_CHECK = N_("Check the figures against their source.")

PLANNING: dict[str, tuple[str, str]] = {
    "ages-not-covered": (
        N_("Ages {first} to {last} are asked for; the groups give ages {from_age} to {to_age}."),
        N_("Add the missing age groups."),
    ),
    "backlog-overdrawn": (
        N_("By year {year} more children have entered ({wanted}) than there were to enter ({children})."),
        N_("Lower the intake ratio, or count the children who still wait."),
    ),
    "bad-cap": (N_("The cap on repetition is {cap}; it can be 0 to {largest}, or none."), N_("Correct the cap.")),
    "bad-lead": (
        N_("Rooms are paid {lead} years before they are needed, which is below 0."),
        N_("Give 0 or more years."),
    ),
    "bad-life": (
        N_("A room would last {life} years."),
        N_("Give the years a room lasts, or none where nothing is replaced."),
    ),
    "bad-shifts": (N_("{shifts} groups would take turns in a room."), N_("Give 1 or more.")),
    "bad-years": (N_("A cohort of {years} years cannot be followed; at most {largest} can."), N_("Take fewer years.")),
    "changed-too-much": (
        N_("{record}: {item} went from {before} to {after} in one year."),
        N_("Ask the school, or find what happened there."),
    ),
    "cohort-unfinished": (
        N_("{still_enrolled} pupils of the cohort are still enrolled."),
        N_("Follow the cohort for more years."),
    ),
    "decimals-out-of-range": (N_("Figures cannot be rounded to {decimals} decimals."), N_("Take fewer decimals.")),
    "different-outputs": (
        N_("The two scenarios do not give the same results: {outputs}."),
        N_("Run both with the same model."),
    ),
    "different-years": (
        N_("{one} and {other} do not cover the same years."),
        N_("Compare scenarios of the same years."),
    ),
    "endless-repetition": (
        N_("In grade {grade} every pupil repeats for ever."),
        N_("Check the repetition rate, or set a cap."),
    ),
    "growth-out-of-range": (
        N_("A growth rate of {rate} over {years} years cannot be followed."),
        N_("Write the rate as a fraction: 0.022 for 2.2 per cent."),
    ),
    "inconsistent-rates": (
        N_("In grade {grade} promotion ({promotion}) and repetition ({repetition}) add up to more than 1."),
        _CHECK,
    ),
    "intake-limited": (
        N_("In year {year} {wanted} pupils would enter, but only {children} children are there."),
        N_("Lower the intake ratio of that year."),
    ),
    "lengths-differ": (N_("Lists that belong together have different lengths: {lengths}."), _CHECK),
    "limits-not-ascending": (
        N_("The limits of the bands do not rise: {limits}."),
        N_("Write them from the nearest to the farthest."),
    ),
    "missing-figure": (N_("{name}: figure {at} is missing."), N_("Fill it in, or leave the case out.")),
    "negative-dropout": (N_("The dropout rate is negative: more pupils go on than there were."), _CHECK),
    "negative-figure": (N_("{name} is {figure}, which is below 0."), _CHECK),
    "negative-promotion": (N_("The promotion rate is negative: there are more repeaters than pupils."), _CHECK),
    "no-common-schools": (N_("No school reported in both years."), N_("Compare the names of the schools.")),
    "no-entrants": (N_("The cohort has {entrants} entrants."), N_("Begin with more than 0.")),
    "no-grades": (N_("There is no grade to follow."), N_("Give the rates of one grade at least.")),
    "no-school-years": (N_("There is no school year to compare."), N_("Give two school years at least.")),
    "no-schools": (N_("There is no school to count."), N_("Give one school at least.")),
    "no-spread": (
        N_("All {points} points have the same first figure, so no line goes through them."),
        N_("Give points that differ."),
    ),
    "no-weight": (N_("All weights are 0."), N_("Give one criterion a weight at least.")),
    "not-a-fraction": (N_("{name} is {figure}; a share goes from 0 to 1."), N_("Divide a figure in per cent by 100.")),
    "not-finite": (N_("{name} is no figure."), _CHECK),
    "nothing-to-rescale": (N_("The figures add up to 0 and cannot be brought to {total}."), _CHECK),
    "nothing-to-share": (N_("There are {people} people and {resource} of the resource: nothing to share."), _CHECK),
    "outside-benchmark": (
        N_("{name} is {share}; between {low} and {high} is usual."),
        N_("Say why the country differs, or correct the share."),
    ),
    "outside-ceiling": (
        N_("A curve from 0 to {ceiling} cannot go through {value}."),
        N_("Choose a linear path, or another ceiling."),
    ),
    "outside-range": (
        N_("{record}: {item} is {figure}, outside {least} to {most}."),
        N_("Ask the school, or correct the figure."),
    ),
    "part-above-whole": (N_("{name} is {part}, more than the whole ({whole})."), _CHECK),
    "path-too-long": (
        N_("The path goes from {first} to {last}; at most {largest} years can be followed."),
        N_("Check the years."),
    ),
    "prices-mixed": (
        N_("Costs are at {cost} prices, resources at {resources} prices."),
        N_("Bring both to the prices of one year."),
    ),
    "promoted-and-repeating": (
        N_("In year {year}, grade {grade}: promotion ({promotion}) and repetition ({repetition}) exceed 1 together."),
        N_("Lower one of the two targets."),
    ),
    "promotion-above-one": (N_("The promotion rate is above 1: more new pupils than pupils who could come."), _CHECK),
    "record-twice": (N_("{record} stands {count} times."), N_("Keep the record that the school confirms.")),
    "repeaters-above-enrolment": (N_("There are more repeaters ({repeaters}) than pupils ({enrolment})."), _CHECK),
    "school-too-large": (
        N_("Site {site} would have {pupils} pupils, above the maximum of {maximum}."),
        N_("Open another school nearby, or enlarge this one."),
    ),
    "school-too-small": (
        N_("Site {site} would have {pupils} pupils, below the minimum of {minimum}."),
        N_("Teach several grades together, or serve these villages from elsewhere."),
    ),
    "seats-nearby": (
        N_("A school at site {site} would only take {pupils} pupils from schools that have {seats} seats free."),
        N_("Fill the seats that are there first."),
    ),
    "several-changes": (
        N_("The scenarios differ in more than one assumption: {levers}."),
        N_("Change one at a time to see what each does."),
    ),
    "sum-differs": (
        N_("{record}: the parts add up to {sum}, the total says {total}."),
        N_("Find which figure was copied wrongly."),
    ),
    "too-few-grades": (N_("Year {year} has {grades} grades; {needed} are needed."), N_("Add the missing grades.")),
    "too-few-groups": (N_("{groups} age groups are given; {needed} are needed."), N_("Add the missing age groups.")),
    "too-few-points": (
        N_("{points} points are given; {needed} are needed."),
        N_("Give a base year and a target year."),
    ),
    "too-few-years": (N_("{years} years are given; {needed} are needed."), N_("Add the missing years.")),
    "too-many-plans": (
        N_("{plans} choices of sites would have to be tried; at most {largest} are."),
        N_("Take fewer candidates, or fewer new schools."),
    ),
    "undefined-rate": (N_("A rate of grade {grade} is not defined."), N_("A rate needs pupils to divide by.")),
    "undefined-result": (N_("{term} is not defined ({reason})."), _CHECK),
    "units-differ": (
        N_("Needs in different units cannot be added: {units}."),
        N_("Add teachers to teachers, rooms to rooms."),
    ),
    "unknown-code": (
        N_("{record}: {item} has the code {written}, which is not in the list."),
        N_("Correct the code, or add it to the list."),
    ),
    "unknown-site": (N_("There is no site {site} among {sites}."), N_("Choose a site of the map.")),
    "weights-not-one": (N_("The weights add up to {total}, not to 1."), N_("Divide each weight by their sum.")),
    "years-needed": (N_("Without a cap on repetition the years to follow must be said."), N_("Say how many years.")),
}
