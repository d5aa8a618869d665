"""What an author is told."""

import pytest

from epm_xblocks.workbook.check import check
from epm_xblocks.workbook.model import Answer, Cell, Given, Slip, Workbook, parse_vary
from tests.workbook.cohort import cohort
from tests.workbook.small import ask, book, slip

DATA = {"A1": 100.0, "A2": 40.0}


def told(workbook):
    return [(finding.code, finding.place.cell, finding.severity) for finding in check(workbook)]


def test_a_sound_workbook_has_no_findings():
    assert told(cohort()) == []
    assert told(book(DATA, {"B1": ask("=A1*2"), "B2": ask("=B1/A2", slip("sum", "=B1+A2"))})) == []


@pytest.mark.parametrize(
    ("answers", "code", "severity"),
    [
        ({"B1": ask("=RAND()*A1")}, "formula-function", "error"),
        ({"B1": ask("=A1*")}, "formula-ends-early", "error"),
        ({"B1": ask("=Z9+1")}, "formula-empty-cell", "error"),
        ({"B1": ask("=SUM(X1:Z9)")}, "formula-empty-cell", "error"),
        ({"B1": ask("=Other!A1")}, "formula-sheet-unknown", "error"),
        ({"B1": ask("=B1+A1")}, "formula-cycle", "error"),
        ({"B1": ask("=A1/(A2-40)")}, "key-no-figure", "error"),
        ({"B1": ask('="text"&A1')}, "key-no-figure", "error"),
        ({"B1": ask("=42")}, "formula-reads-nothing", "warning"),
        ({"B1": ask("=A1*2", slip("same", "=A1+A1"))}, "slip-like-key", "error"),
        ({"B1": ask("=A1*2", slip("none", "=A1/0"))}, "slip-no-figure", "warning"),
        ({"B1": ask("=A1*2", slip("bad", "=A1*"))}, "formula-ends-early", "error"),
        ({"B1": ask("=A1*2", slip("one", "=A1*3"), slip("one", "=A1*4"))}, "slip-id-twice", "error"),
        ({"B1": ask("=A1*2", accept=("=A1/0",))}, "accept-no-figure", "warning"),
        ({"B1": ask("=A1*2", tolerance="last-digit")}, "tolerance-without-decimals", "error"),
        ({"B1": ask("=A1*2"), "A2": ask("=A1*3")}, "cell-twice", "error"),
    ],
)
def test_each_fault_has_a_code_and_its_cell(answers, code, severity):
    found = told(book(DATA, answers))
    assert (code, "A2" if code == "cell-twice" else "B1", severity) in found


def test_a_circle_over_several_cells_is_told_with_its_path():
    found = check(book(DATA, {"B1": ask("=B3+A1"), "B2": ask("=B1*2"), "B3": ask("=B2-A2")}))
    assert [finding.code for finding in found] == ["formula-cycle"]
    assert found[0].values["path"] == ("S!B1", "S!B3", "S!B2", "S!B1")


def test_a_key_that_only_copies_is_doubtful():
    assert ("key-copies", "B2", "warning") in told(book(DATA, {"B1": ask("=A1*2"), "B2": ask("=B1")}))


def test_given_cells_may_not_read_answers():
    givens = {"A1": 5.0, "A2": Given(Cell("S", "A2"), formula="=B1+1")}
    assert ("given-reads-answer", "A2", "error") in told(book(givens, {"B1": ask("=A1*2")}))


def test_ids_and_sheets_are_declared_once():
    cells = {Cell("S", at): Answer(Cell("S", at), "=A1", "same", "", 1) for at in ("B1", "B2")}
    doubled = Workbook(
        ("S", "s"), {Cell("S", "A1"): Given(Cell("S", "A1"), 1.0), Cell("T", "A1"): Given(Cell("T", "A1"), 1.0)}, cells
    )
    codes = {code for code, _, _ in told(doubled)}
    assert {"answer-id-twice", "sheet-name-twice", "sheet-undeclared"} <= codes


def test_identities_are_checked_on_the_data():
    assert ("identity-broken", "", "error") in told(book(DATA, {"B1": ask("=A1*2")}, ("=S!A1<S!A2",)))
    assert ("formula-sheet-unknown", "", "error") in told(book(DATA, {"B1": ask("=A1*2")}, ("=A1>A2",)))


def test_variants_are_tried():
    varying = {"A1": Given(Cell("S", "A1"), 100.0, vary=parse_vary("50%"))}
    fixed = {"A1": Given(Cell("S", "A1"), 123456.789, vary=parse_vary("50%"))}
    kept = book(fixed, {"B1": ask("=A1*2")}, ("=S!A1=123456.789",))
    assert ("variant-not-found", "", "error") in told(kept)
    close = Slip("close", "=A1+99.5")
    near = book(varying | {"A2": 1.0}, {"B1": ask("=A1*2", close, tolerance="30")})
    assert "slip-like-key" in {code for code, _, _ in told(near)}
