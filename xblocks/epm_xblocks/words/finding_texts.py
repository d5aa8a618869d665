"""What each finding says to an author, and what to do about it. words room (GROUND).

One entry a code; a test compares this table with every code raised in the source. Places in braces are the values of
the finding.
"""

from __future__ import annotations

from epm_xblocks.words.census_texts import CENSUSES
from epm_xblocks.words.chain_texts import CHAINS
from epm_xblocks.words.data_texts import DATA
from epm_xblocks.words.decision_texts import DECISIONS
from epm_xblocks.words.diagram_texts import DIAGRAMS
from epm_xblocks.words.file_texts import FILES
from epm_xblocks.words.formula_texts import FORMULAS
from epm_xblocks.words.map_texts import MAPS
from epm_xblocks.words.matching_texts import MATCHINGS
from epm_xblocks.words.package_texts import PACKAGES
from epm_xblocks.words.planning_texts import PLANNING
from epm_xblocks.words.portfolio_texts import PORTFOLIOS
from epm_xblocks.words.ranking_texts import RANKINGS
from epm_xblocks.words.rubric_texts import RUBRICS
from epm_xblocks.words.scenario_texts import SCENARIOS
from epm_xblocks.words.stamp_texts import STAMPS
from epm_xblocks.words.text import N_
from epm_xblocks.words.upload_texts import UPLOADS

__all__ = ["FINDINGS"]

_CASES: dict[str, tuple[str, str]] = {
    # XML
    "xml-ampersand": (N_("There is an “&” that begins no sign."), N_("Write &amp; for the sign itself.")),
    "xml-attribute-twice": (N_("An element has its attribute “{name}” twice."), N_("Keep one of them.")),
    "xml-attribute-value": (N_("The attribute “{name}” has no value."), N_('Write {name}="…".')),
    "xml-broken": (
        N_("This cannot be read as XML. The reader says: {said}."),
        N_("Look at this line and the one before; each element that opens must close."),
    ),
    "xml-comment": (N_("A comment is not closed, or holds “--”."), N_("Close it with -->, without “--” before.")),
    "xml-empty": (N_("There is no element here."), N_("Restore the text from an earlier version.")),
    "xml-encoding": (N_("The text is not in UTF-8."), N_("Save it again in UTF-8.")),
    "xml-entity": (
        N_("“&{name};” is a sign that XML does not know."),
        N_("Type the sign itself; a no-break space is &#160;."),
    ),
    "xml-extra": (N_("Something stands after the end of the document."), N_("Take it out, or move it inside.")),
    "xml-less-than": (
        N_("A “<” stands inside the value of an attribute."),
        N_("Close the quotes before it, or write &lt; for the sign itself."),
    ),
    "xml-mismatch": (
        N_("<{open}>, opened in line {opened}, is closed by </{close}>."),
        N_("Close <{open}> first, or correct the name."),
    ),
    "xml-prefix": (N_("The prefix “{name}” is not declared."), N_("Take it out.")),
    "xml-quotes": (
        N_("The attributes of an element cannot be read here: a value lacks its quotes, or two stand without a blank."),
        N_('Write each as name="value", with a blank between two.'),
    ),
    "xml-tag-name": (N_("After “<” stands no name of an element."), N_("Write &lt; for the sign itself.")),
    "xml-tag-open": (N_("A tag is not closed with “>”."), N_("Add “>” where the tag ends.")),
    "xml-unclosed": (N_("<{open}>, opened in line {opened}, is never closed."), N_("Add </{open}>.")),
    "xml-doctype": (N_("There is a DOCTYPE or an entity declaration, which is never read."), N_("Take it out.")),
    "xml-instruction": (N_("There is a processing instruction “{name}”, which is never read."), N_("Take it out.")),
    "xml-not-text": (
        N_("There is a character that no XML text can hold."),
        N_("Delete the character and type it again."),
    ),
    "xml-too-deep": (N_("Elements are nested more than {limit} deep."), N_("Flatten the structure.")),
    "xml-too-large": (
        N_("The text has {bytes} bytes; at most {limit} are read."),
        N_("Move pictures and data out of it, or divide it."),
    ),
    # attributes and elements
    "attribute-missing": (N_("<{element}> lacks its attribute “{name}”."), N_("Add the attribute.")),
    "attribute-number": (
        N_("“{name}” is “{read}”; it must be a plain number from {least} to {most}."),
        N_("Write the number with a decimal point and without spaces."),
    ),
    "attribute-unknown": (
        N_("<{element}> has an attribute “{name}” that is not known; it is kept, but does nothing."),
        N_("Check the spelling, or take it out."),
    ),
    "attribute-word": (N_("“{name}” is “{read}”; it can be {allowed}."), N_("Write one of these words.")),
    "element-twice": (N_("<{element}> stands here a second time; only the first counts."), N_("Join the two.")),
    "element-unknown": (
        N_("<{element}> is not known inside <{parent}>; it is kept, but does nothing."),
        N_("Check the spelling, or take it out."),
    ),
    "id-form": (
        N_("The id “{id}” has signs that an id cannot have."),
        N_("Use letters, digits, hyphens, dots and underscores alone."),
    ),
    "id-twice": (N_("The id “{id}” is used twice."), N_("Give each element an id of its own and keep it for ever.")),
    # rich text and figures in it
    "fig-answer": (
        N_("The figure {cell} is an answer; in a text shown before the key it appears as “–”."),
        N_("Name a given cell, or move the sentence to the closing text."),
    ),
    "fig-cell": (
        N_("The figure {cell} is no given or answer cell of this case."),
        N_("Check the name of the sheet and the cell."),
    ),
    "fig-empty": (
        N_("This <fig> says neither whose figure it is (own) nor of which cell (of)."),
        N_("Add the attribute “of”."),
    ),
    "fig-own": (
        N_("<fig own> stands where the learner has no figure yet."),
        N_("Use it in the feedback of a slip, or in a hint."),
    ),
    "fig-typed": (
        N_("The text writes out “{read}”, which is the figure {cell}; it will be wrong when the data change."),
        N_('Write <fig of="{cell}"/> instead.'),
    ),
    "image-alt": (
        N_("The picture “{src}” has no words for those who cannot see it."),
        N_('Add “alt”: what the picture says, or alt="" if it only decorates.'),
    ),
    "rich-attribute": (
        N_("The attribute “{name}” of <{element}>, or its address, is not shown."),
        N_("Take it out; pictures come from the course's own files, links lead to http, https or mailto."),
    ),
    "rich-element": (N_("<{element}> is not shown; its words are."), N_("Use one of the elements of rich text.")),
    # the case
    "case-no-steps": (N_("The case has no step."), N_("Add a step.")),
    "case-points": (
        N_("No step of this case earns points."),
        N_("Give points to an answer, or leave the case ungraded."),
    ),
    "case-language": (N_("The case does not say its language."), N_("Add the attribute “lang”.")),
    "row-long": (
        N_("The row “{row}” has {figures} figures, but the table has {columns} columns for them."),
        N_("Take figures out, or add a column; a figure is written without spaces."),
    ),
    "schema-newer": (
        N_("The case is in version {read} of the format; this release reads up to {known}. Nothing was changed."),
        N_("Install a newer release of the suite."),
    ),
    "schema-version": (
        N_("The version of the format is “{read}”, which is no number."),
        N_('Write schema_version="1".'),
    ),
    # what an author should look at
    "case-id-missing": (N_("The case has no case_id."), N_("Give it one and keep it for ever.")),
    "case-title-missing": (N_("The case has no title."), N_("Add the attribute “display_name”.")),
    "cell-on-label": (N_("{cell} lies on the label of its row."), N_("Move the range one column to the right.")),
    "cell-unseen": (
        N_("{cell} lies in no table of its step; learners cannot see it."),
        N_("Add a row or column to a table, or change the range."),
    ),
    "data-source-missing": (N_("The table “{id}” does not say where its figures come from."), N_("Add “source”.")),
    "given-no-value": (N_("The formula of the given cell {cell} gives no figure."), N_("Check it on the data.")),
    "lazy-answers": (
        N_("Answering without thinking (“{strategy}”) earns {share}% of the points."),
        N_("Give more points to what follows from the data, or more wrong options to the choices."),
    ),
    "percent-share": (
        N_("{cell} is a per cent cell, which holds 0 to 100, but its key is below 1."),
        N_("Multiply the key by 100."),
    ),
    "points-zero": (N_("“{id}” earns no points."), N_("Give it points, or show the figure as given.")),
    "slip-full-credit": (N_("The slip “{id}” earns all points."), N_("Write <accept> where the method is right.")),
    "slip-silent": (N_("The slip “{id}” says nothing."), N_("Write what the learner did and what to look at.")),
    "slips-alike": (
        N_("The slips “{id}” and “{other}” give the same figure in {cell}."),
        N_("Keep one, or change the data."),
    ),
    "test-expects-nothing": (N_("The question test “{test}” expects nothing."), N_("Add <expect>.")),
    "test-names": (N_("The question test “{test}” speaks of “{read}”, which is not there."), N_("Check the name.")),
    "tests-missing": (N_("The case has no question test."), N_("Add one with every answer right, and one a slip.")),
    # steps
    "choice-one-right": (N_("Of one-answer options {right} are marked right."), N_('Keep one, or write mode="many".')),
    "choice-options": (N_("The question has {options} options."), N_("Give it two at least.")),
    "choice-right": (
        N_("{right} of {options} options are marked right, so that nothing can be told from a choice."),
        N_("Mark at least one option right and leave one wrong."),
    ),
    "feedback-missing": (
        N_("The option “{id}” is wrong and says nothing to those who pick it."),
        N_("Add <feedback>."),
    ),
    "option-empty": (N_("The option “{id}” has no text."), N_("Write it.")),
    "step-id-twice": (N_("Two steps have the id “{id}”."), N_("Give the second an id of its own.")),
    "step-kind": (
        N_("The step is of a kind “{read}” that is not known here; known are {allowed}."),
        N_("Check the spelling."),
    ),
    "step-unreadable": (N_("The step cannot be read."), N_("Restore it from an earlier version.")),
    "table-empty": (
        N_("The table has {columns} columns and {rows} rows."),
        N_("Give it one column and one row at least."),
    ),
    "title-missing": (N_("The step has no title."), N_("Add the attribute “title”.")),
    "written-limits": (
        N_("The text must have at least {least} and at most {most} words."),
        N_("Exchange the two limits."),
    ),
    # data packs
    "figure-unfilled": (
        N_("The figure of column {column} in row {row} is not filled in."),
        N_("Run epm build, or write the figure."),
    ),
    "pack-broken": (N_("{name} cannot be read as CSV: {said}."), N_("Save it again as CSV in UTF-8, with commas.")),
    "pack-cells-alike": (
        N_("The row “{row}” would hold the same sum of “{column}” twice."),
        N_("Give each of these columns a “where”, or end the row after the first."),
    ),
    "pack-column-missing": (
        N_("{file} has no column “{column}”."),
        N_('Check the name in the first line of the file; match="" on a row or column lifts the table\'s condition.'),
    ),
    "pack-conditions-clash": (
        N_("No row can satisfy what is asked of “{column}”: {wanted}."),
        N_("Take one of the conditions out."),
    ),
    "pack-file-missing": (
        N_("It is not said from which file “{column}” is taken."),
        N_("Add “from” to the table, the column or the row."),
    ),
    "pack-figure": (N_("{file} holds “{read}” in column {column}, which is no figure."), N_("Correct the file.")),
    "pack-figures-missing": (
        N_("{missing} of {rows} figures of {column} are missing in {file}; their sum would be wrong and is left out."),
        N_("Complete the file, or narrow the condition."),
    ),
    "pack-key-missing": (
        N_("The row “{row}” says where its figures come from, but not which rows of the file it sums up."),
        N_('Add “key”; key="" takes every row.'),
    ),
    "pack-missing": (N_("The data pack has no file {name}."), N_("Check the name, or choose another pack.")),
    "pack-rows-missing": (N_("{file} has no row with {wanted}."), N_("Check the condition.")),
}

FINDINGS = {
    **_CASES,
    **CHAINS,
    **DATA,
    **FILES,
    **FORMULAS,
    **MATCHINGS,
    **PACKAGES,
    **PLANNING,
    **RANKINGS,
    **CENSUSES,
    **DECISIONS,
    **MAPS,
    **DIAGRAMS,
    **PORTFOLIOS,
    **RUBRICS,
    **SCENARIOS,
    **STAMPS,
    **UPLOADS,
}
"""(what was read and why not, what to do) by code."""
