"""How the course is written: French spacing, English spelling, no figure of a key in prose, figures from the packs."""

from __future__ import annotations

import re
from collections.abc import Iterator

import polib
import pytest
from lxml import etree

from epm_xblocks.case import check, fill
from epm_xblocks.kinds.choice import ChoiceStep
from epm_xblocks.kinds.written import WrittenStep, count_words
from epm_xblocks.package import build
from epm_xblocks.package import check as check_package
from epm_xblocks.package.segments import segments
from epm_xblocks.safe_xml import inside, parse, text_of

from .course import CASES, COURSES, DATA, LANGUAGES, ROOT, answers, case, computing, course_of, folder, most_cells

FAULTS_FR = {
    "a plain space, or none, before a double sign": re.compile(r"[^\u202f\s][;!?](?!\w)|[ \u00a0][;!?]"),
    "no no-break space before a colon": re.compile(r"[^\u00a0\d](?<!\w)?:(?=\s|$)|[^\u00a0]: "),
    "no no-break space before a per-cent sign": re.compile(r"[^\u00a0(]%"),
    "guillemets without narrow spaces": re.compile(r"«(?!\u202f)|(?<!\u202f)»"),
    "a straight apostrophe": re.compile("'"),
    "thousands without a narrow space": re.compile(r"\b\d{1,3} \d{3}\b|\b[1-9]\d{3}(?= (?:élèves|entrants|enfants))"),
}
FAULTS_EN = {
    "French spacing": re.compile(r"[\u00a0\u202f][;:!?%]|«|»"),
    "a straight apostrophe": re.compile(r"'"),
    "American spelling": re.compile(r"(?i)\b(enrollment|program|labor|color|center|analyze|organize[ds]?)\b"),
    "a space before a per-cent sign": re.compile(r"\d %"),
}
TOLD = frozenset({"scenario-public"})
"""What every author is told of a kind, whatever they do."""
TONE = re.compile(r"(?i)!|\b(bravo|oops|hélas|félicitations|well done|great job|unfortunately)\b")


def plain(text: str) -> str:
    return re.sub(r"<[^>]*>", "", text).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")


def faults(texts: Iterator[str], rules: dict[str, re.Pattern[str]]) -> list[tuple[str, str]]:
    return [(name, text) for text in texts for name, rule in rules.items() if rule.search(text)]


@pytest.mark.parametrize("course", COURSES)
def test_french_typography(course: str) -> None:
    texts = (plain(segment.text) for segment in segments(folder(course)) if "maisondelapresse" not in segment.text)
    assert faults(texts, FAULTS_FR) == []


@pytest.mark.parametrize("course", COURSES)
def test_english_typography_and_spelling(course: str) -> None:
    catalogue = polib.pofile(str(ROOT / course / "locale" / "en.po"))
    assert faults((plain(entry.msgstr) for entry in catalogue), FAULTS_EN) == []


@pytest.mark.parametrize("course", COURSES)
def test_the_tone_is_that_of_a_colleague(course: str) -> None:
    for lang in LANGUAGES:
        assert [segment.text for segment in segments(folder(course, lang)) if TONE.search(plain(segment.text))] == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_author_checks_find_nothing(name: str, lang: str) -> None:
    """Among them: no key in what a learner reads before it may be shown, figures typed where they should be named."""
    found = [finding for finding in check(case(name, lang)) if finding.code not in TOLD]
    assert [(finding.code, finding.values, str(finding.place)) for finding in found] == []


@pytest.mark.parametrize("name", CASES)
def test_written_figures_are_those_of_the_packs(name: str) -> None:
    element = parse((ROOT / course_of(name) / "epm_case" / f"{name}.xml").read_bytes(), file=name)
    filled, findings = fill(element, lambda file: (DATA / file).read_text("utf-8") if (DATA / file).is_file() else None)
    assert findings == ()
    assert etree.tostring(filled, method="c14n") == etree.tostring(element, method="c14n")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_every_option_and_slip_has_its_sentence(name: str, lang: str) -> None:
    one = case(name, lang)
    for step in one.steps:
        if isinstance(step, ChoiceStep):
            assert all(option.feedback for option in step.options)
    slips = [slip for answer in one.workbook.answers.values() for slip in answer.slips]
    assert all(len(plain(slip.feedback)) > 40 for slip in slips)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_model_answers_keep_the_limits_they_set(name: str, lang: str) -> None:
    """Counted as a learner's text is, each figure one word."""
    for step in case(name, lang).steps:
        if isinstance(step, WrittenStep):
            text = text_of(inside(re.sub(r"<fig [^>]*/>", "1", step.model_answer.xml), "text"))
            assert (step.min_words or 0) <= count_words(text) <= (step.max_words or 0), count_words(text)


@pytest.mark.parametrize("name", CASES)
def test_size_of_a_case_and_of_its_tables(name: str) -> None:
    """12 to 45 answer cells where it is one of calculation; no answer table wider than four columns, for phones."""
    one = case(name)
    assert (12 if computing(name) else 0) <= len(one.workbook.answers) <= most_cells(name)
    sheets = [step for step in one.steps if step.kind == "worksheet"]
    tables = [table for step in sheets for table in getattr(step, "tables", ())]
    assert tables or not computing(name)
    assert all(len(table.columns) <= 4 for table in tables)
    assert answers(name, lambda cell, answer: "1")


@pytest.mark.parametrize("course", COURSES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_package_is_built_without_a_finding(course: str, lang: str) -> None:
    assert build(ROOT / course, lang).findings == ()


@pytest.mark.soak  # because its parts are tested above, case by case
@pytest.mark.parametrize("course", COURSES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_package_is_clean(course: str, lang: str) -> None:
    built = build(ROOT / course, lang)
    report = check_package(built.body, name=built.name, trusted=True)
    assert (report.cases, report.exit_code) == (len(COURSES[course]), 0)
    assert {finding.code for finding in report.findings} <= TOLD
