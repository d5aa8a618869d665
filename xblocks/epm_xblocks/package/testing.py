"""The question tests and lazy strategies of every case of a course folder, in one of its languages. package room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from epm_xblocks.case import Case, Lazy, TestResult, gaming, read, run_tests
from epm_xblocks.package.build import build
from epm_xblocks.package.course import read_course
from epm_xblocks.package.segments import OURS
from epm_xblocks.safe_xml import inner

__all__ = ["lazy_strategies", "question_tests"]


def question_tests(folder: Path, lang: str | None = None) -> Iterator[tuple[str, TestResult]]:
    """(case_id, result) of every question test, on the course as it is built."""
    for name, case in _cases(folder, lang):
        for result in run_tests(case):
            yield name, result


def lazy_strategies(folder: Path, lang: str | None = None) -> Iterator[tuple[str, list[Lazy]]]:
    """(case_id, what each way to answer without thinking earns, most first) of every case that gives points."""
    for name, case in _cases(folder, lang):
        if case.out_of:
            yield name, gaming(case)


def _cases(folder: Path, lang: str | None) -> Iterator[tuple[str, Case]]:
    """Every case of the course as it is built, with its name."""
    for node in read_course(build(folder, lang).files).blocks():
        if node.category == OURS:
            attributes = {str(name): str(value) for name, value in node.element.attrib.items()}
            case = read(inner(node.element), attributes=attributes, file=node.place.file)
            yield case.case_id or node.url_name, case
