"""LibreOffice on the workbooks of every case we ship: it computes the figures our engine computes, and a workbook that
was solved, calculated and saved by it earns every point of its sheets when it comes back.
"""

import pytest
from lxml import etree

from tests.judges.samples import elements
from tests.workbook.office import computed, saved, without_results

pytestmark = pytest.mark.office


@pytest.fixture
def cases(package):
    """The package's cases that have a sheet to fill."""
    from epm_xblocks.case import read
    from epm_xblocks.safe_xml import inner, parse

    found = []
    for element in elements(package):
        element.tail = None
        root = parse(etree.tostring(element))
        found.append(read(inner(root), {str(name): str(value) for name, value in root.attrib.items()}))
    sheets = [case for case in found if case.workbook.answers]
    assert sheets
    return sheets


def solved(case):
    """The workbook with every right formula and no result: whoever opens it has to calculate."""
    from epm_xblocks.case.pages import solved_pages
    from epm_xblocks.workbook.xlsx_out import solved_file
    from epm_xblocks.workbook.xlsx_pages import Instructions

    words = Instructions("Instructions", (), case.lang, case.title)
    return without_results(solved_file(solved_pages(case, case.workbook), words))


def test_it_computes_what_we_compute(cases, record_property):
    from epm_xblocks.workbook.values import key_values

    for case in cases:
        sheets, keys = computed(solved(case)), key_values(case.workbook)
        assert keys.keys() == case.workbook.answers.keys()
        for cell, key in keys.items():
            shown = sheets[cell.sheet][cell.row - 1][cell.column - 1]
            assert float(shown.rstrip("%")) == pytest.approx(key, rel=1e-9, abs=1e-12), (case.id, cell)
    record_property("cells", sum(len(case.workbook.answers) for case in cases))


def test_what_it_saved_earns_every_point(cases, record_property):
    from epm_xblocks.case import Attempt
    from epm_xblocks.case.pages import places
    from epm_xblocks.workbook.xlsx_answers import answers_of
    from epm_xblocks.workbook.xlsx_in import read_file

    for case in cases:
        asked, givens = places(case.workbook)
        upload = read_file(saved(solved(case)), asked, givens=givens)
        found = answers_of(upload, asked, case.figures)
        assert found.keys() == asked.keys()
        steps = {}
        for cell, answer in found.items():
            step = case.steps_by_sheet[cell.sheet].id
            steps.setdefault(step, {"cells": {}})["cells"][cell.a1] = answer
        marks = Attempt(case, answers=steps).mark().steps
        assert {name: marks[name].points for name in steps} == {name: case.step(name).out_of for name in steps}, case.id
    record_property("cells", sum(len(case.workbook.answers) for case in cases))
