"""The question tests of every case of a course folder, in one of its languages. package room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from epm_xblocks.case import TestResult, read, run_tests
from epm_xblocks.package.build import build
from epm_xblocks.package.course import read_course
from epm_xblocks.package.segments import OURS
from epm_xblocks.safe_xml import inner

__all__ = ["question_tests"]


def question_tests(folder: Path, lang: str | None = None) -> Iterator[tuple[str, TestResult]]:
    """(case_id, result) of every question test, on the course as it is built."""
    course = read_course(build(folder, lang).files)
    for node in course.blocks():
        if node.category == OURS:
            attributes = {str(name): str(value) for name, value in node.element.attrib.items()}
            case = read(inner(node.element), attributes=attributes, file=node.place.file)
            for result in run_tests(case):
                yield case.case_id or node.url_name, result
