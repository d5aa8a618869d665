"""What is said of a country's data: schema, tables, identities. words room (GROUND)."""

from __future__ import annotations

from epm_xblocks.words.text import N_

__all__ = ["DATA"]

_FIGURES = N_("Data files write figures with a dot for the decimals and nothing between thousands, as in 1234.5.")

DATA: dict[str, tuple[str, str]] = {
    "pack-no-schema": (
        N_("There is no pack.toml: nothing says what the tables of this folder hold."),
        N_("Name the folder of a data pack, or describe its tables in a pack.toml."),
    ),
    "pack-schema": (N_("pack.toml cannot be read. The reader says: {said}."), N_("Repair that line and check again.")),
    "pack-about": (
        N_("“{name}” is missing under [pack]."),
        N_("Give the name of the country, the licence of the figures and the line that names their source."),
    ),
    "pack-table": (
        N_("The table “{name}” is not described as a table is."),
        N_("Give it keys, a list of column names, and figures, a unit for each column of figures."),
    ),
    "pack-unnamed": (
        N_("No table of pack.toml is this file."),
        N_("Describe it there, or take the file out of the pack."),
    ),
    "pack-identity": (
        N_("The identity “{rule}” has no code of its own, no rule, or nothing to compare by."),
        N_("Give it code, rule and by; each code once."),
    ),
    "rule-form": (
        N_("The identity {rule} cannot be read at “{read}”."),
        N_("Write sums of table.column on both sides of = or <=, as in enrolment.pupils[year+1]."),
    ),
    "rule-long": (N_("The identity {rule} has {characters} characters; at most {limit} are read."), N_("Shorten it.")),
    "rule-column": (
        N_("The identity {rule} names {read}, which no table of pack.toml has."),
        N_("Name a table, a column of its figures, and keys of that table."),
    ),
    "table-missing": (
        N_("pack.toml describes this table, but the file is not there."),
        N_("Put the file beside pack.toml, or take its description out."),
    ),
    "table-unreadable": (N_("The file cannot be read: {said}."), N_("Check its name and its rights.")),
    "table-large": (N_("The file has {bytes} bytes; at most {limit} are read."), N_("Split it by year or by level.")),
    "table-encoding": (N_("The file is not in UTF-8."), N_("Save it as “CSV UTF-8”.")),
    "table-semicolons": (
        N_("The columns are separated by semicolons."),
        N_("Save the file with commas between columns and a dot for decimals."),
    ),
    "table-form": (N_("The line is not one of a CSV file. The reader says: {said}."), N_("Look for a quote too many.")),
    "table-column": (
        N_("There is no column “{name}”; the first line reads: {read}."),
        N_("Name the columns as pack.toml does."),
    ),
    "table-cells": (
        N_("The line has more cells than the first line has names: {more} too many."),
        N_("Look for a comma inside a figure."),
    ),
    "table-short": (N_("The line has fewer cells than the first line has names."), N_("Complete it, or take it out.")),
    "table-blank": (
        N_("The column “{name}” is blank here."),
        N_("Write the figure; where it is not known, list the column under blank in pack.toml."),
    ),
    "table-row-twice": (N_("{row} stands here again; it is in line {first} too."), N_("Keep one of the two.")),
    "table-figure": (N_("“{read}” in the column “{name}” is no figure."), _FIGURES),
    "table-figure-as": (
        N_("“{read}” in the column “{name}” is no figure of a data file; {meant} may be meant."),
        _FIGURES,
    ),
    "table-below-0": (
        N_("{read} in the column “{name}” is below 0."),
        N_("Correct it; a column that may be negative is listed under signed in pack.toml."),
    ),
    "data-identity": (
        N_("{rule}, {where}: {left} {sign} {right}. What must hold: {says}."),
        N_("Look at this row and at those it is compared with; correct the figure that is wrong, not the rule."),
    ),
    "data-identities": (
        N_("{rule} does not hold in {more} more places."),
        N_("Correct the first ones and check again: one wrong figure often breaks many sums."),
    ),
}
