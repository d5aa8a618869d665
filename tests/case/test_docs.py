"""docs/olx.md says what is so: its examples are sound cases, its lists are those of the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from epm_xblocks.case import Case, check, fill, read, run_tests
from epm_xblocks.case.parts import CHILDREN, EXPECTED
from epm_xblocks.grading.tolerance import parse_tolerance
from epm_xblocks.kinds.cells import AnswerRange
from epm_xblocks.kinds.rich import TAGS
from epm_xblocks.safe_xml import inner, parse, same
from epm_xblocks.workbook.model import parse_band, parse_vary

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs/olx.md").read_text("utf-8")
SNIPPETS = re.findall(r"^```xml\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)


def pack(name: str) -> str | None:
    path = ROOT / "course_exports/data" / name
    return path.read_text("utf-8") if path.is_file() else None


def whole(snippet: str) -> str:
    """A snippet as a case: a data table gets a case around it."""
    if snippet.startswith("<epm_case"):
        return snippet
    step = '<step kind="written" id="w" title="t"><prompt><p>p</p></prompt></step>'
    return f'<epm_case case_id="c" display_name="c" lang="fr">{snippet}{step}</epm_case>'


def case_of(snippet: str) -> tuple[Case, tuple[object, ...]]:
    filled, told = fill(parse(whole(snippet)), pack)
    return read(inner(filled), dict(filled.attrib.items())), told


def test_there_are_snippets() -> None:
    assert len(SNIPPETS) == TEXT.count("```xml") >= 2


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda snippet: snippet[:30])
def test_every_snippet_is_filled_read_and_checked_without_a_finding(snippet: str) -> None:
    case, told = case_of(snippet)
    assert told == ()
    allowed = {"case-points"} if not snippet.startswith("<epm_case") else set()
    assert {finding.code for finding in check(case)} == allowed
    assert [(result.id, str(result)) for result in run_tests(case) if not result.passed] == []


def test_the_figures_of_the_example_are_those_of_the_pack() -> None:
    element = parse(SNIPPETS[0])
    assert same(fill(element, pack)[0], element)


@pytest.mark.parametrize("tag", re.findall(r"`(<[a-z][^`]*/>)`", TEXT))
def test_every_element_in_a_sentence_is_well_formed(tag: str) -> None:
    parse(tag)


def test_the_lists_are_those_of_the_code() -> None:
    assert set(re.search(r"`(p h3 [^`]+)`", TEXT)[1].split()) == TAGS
    children = re.search(r"Children, each optional, in this order: ([^.]+)\.", TEXT)[1]
    assert tuple(re.findall(r"`(\w+)`", children)) == CHILDREN
    rows = TEXT[TEXT.index("| state |") :].split("\n\n")[0].splitlines()[2:]
    assert {word for row in rows for word in re.findall(r"`(\w+)`", row.split("|")[1])} == set(EXPECTED)


def _shown(value: object) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def test_the_defaults_are_those_of_the_code() -> None:
    table = TEXT[TEXT.index("| attribute of `answers` |") :].split("\n\n")[0]
    rows = {cells[1].strip(" `"): cells[3].strip(" `") for cells in (row.split("|") for row in table.splitlines()[2:])}
    made = AnswerRange("", "", "", band="10")
    assert rows == {name: _shown(getattr(made, name)) for name in rows}
    assert parse_band("10") == parse_band("")


@pytest.mark.parametrize("text", ["5%", "±5%", "±20", "20", "900..1200"])
def test_every_spread_it_names_is_read(text: str) -> None:
    assert f"`{text}`" in TEXT
    assert parse_vary(text) is not None


@pytest.mark.parametrize("text", ["last-digit", "2 last-digits", "0.05", "1%"])
def test_every_tolerance_it_names_is_read(text: str) -> None:
    assert f"`{text}`" in TEXT
    assert parse_tolerance(text).size > 0


def test_the_bands_are_as_it_says() -> None:
    ten, any_sign = parse_band("10"), parse_band("100 any-sign")
    assert [ten.holds(value, 5) for value in (0.5, 50, 0.49, 51, -5, 0)] == [True, True, False, False, False, False]
    assert [any_sign.holds(value, 5) for value in (-500, 0.05, 501)] == [True, True, False]
    assert [ten.holds(value, 0) for value in (0, 0.001)] == [True, False]
