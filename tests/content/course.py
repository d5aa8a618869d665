"""The shipped courses as their tests see them: cases in each language, and figures summed from the packs by hand."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

from epm_xblocks.case import Case, read
from epm_xblocks.case.attempt import Attempt
from epm_xblocks.kinds.base import Step
from epm_xblocks.kinds.choice import ChoiceStep
from epm_xblocks.package.archive import Tree, read_package
from epm_xblocks.package.language import in_language
from epm_xblocks.safe_xml import inner, parse
from epm_xblocks.workbook.model import Answer, Cell

ROOT = Path(__file__).resolve().parents[2] / "course_exports"
DATA = ROOT / "data"
COURSES: Mapping[str, tuple[str, ...]] = {
    course.name: tuple(sorted(path.stem for path in course.glob("epm_case/*.xml")))
    for course in sorted(ROOT.iterdir())
    if list(course.glob("epm_case/*.xml"))
}
CASES = tuple(name for cases in COURSES.values() for name in cases)
EARLY = frozenset({"cohort", "coverage", "equity", "flow-rates", "francophone-exam", "school-age"})
"""Cases whose independent keys stand in test_keys.py and projection_keys.py; later ones have a module in by_case/."""
LANGUAGES = ("fr", "en")
Typed = Callable[[Cell, Answer], str]
Picked = Callable[[ChoiceStep], list[str]]


def module_of(name: str) -> ModuleType | None:
    """What tests/content/by_case knows of a case: `keys()`, and where it differs `COMPUTING` and `CELLS`."""
    return None if name in EARLY else import_module(f"tests.content.by_case.{name.replace('-', '_')}")


def computing(name: str) -> bool:
    """Whether the case is one of calculation: then it has floors of cells, depth and slips."""
    return bool(getattr(module_of(name), "COMPUTING", True))


def fewest_cells(name: str) -> int:
    """Fewest answer cells of a computing case: 15, or what its module says (10 for cases 2, 6 and 10)."""
    return 10 if name in ("equity", "school-age") else int(getattr(module_of(name), "CELLS", 15))


def most_cells(name: str) -> int:
    """Most answer cells: 45, or what its module says where the case is a grid."""
    return int(getattr(module_of(name), "GRID", 45))


def course_of(name: str) -> str:
    """The course of a case."""
    return next(course for course, cases in COURSES.items() if name in cases)


@lru_cache
def folder(course: str, lang: str = "fr") -> Mapping[str, bytes]:
    """The files of a course folder, in a language."""
    files: Tree = read_package(ROOT / course)
    if lang == "fr":
        return dict(files)
    spoken, findings = in_language(files, lang, files[f"locale/{lang}.po"], f"locale/{lang}.po")
    assert not findings, [(finding.code, finding.values) for finding in findings]
    return spoken


@lru_cache
def case(name: str, lang: str = "fr") -> Case:
    """One case, read as a block on a platform reads it."""
    path = f"epm_case/{name}.xml"
    element = parse(folder(course_of(name), lang)[path], file=path)
    return read(inner(element), {str(key): str(value) for key, value in element.attrib.items()}, file=path)


@lru_cache
def keys(name: str, lang: str = "fr") -> Mapping[str, float]:
    """The right value of every answer cell, by `Sheet!A1`."""
    return {str(cell): value for cell, value in Attempt(case(name, lang)).keys.items()}


def answers(
    name: str, typed: Typed, picked: Picked | None = None, lang: str = "fr", text: str = "mot"
) -> dict[str, object]:
    """Answers to every step: what `typed` gives in each cell, what `picked` ticks, `text` in written steps."""
    return {step.id: _answer(step, typed, picked, text) for step in case(name, lang).steps}


def _answer(step: Step, typed: Typed, picked: Picked | None, text: str) -> object:
    if step.kind == "worksheet":
        return {"cells": {cell.a1: typed(cell, answer) for cell, answer in step.cells.answers.items()}}
    if isinstance(step, ChoiceStep):
        return picked(step) if picked else []
    return text


@lru_cache
def _rows(file: str) -> tuple[Mapping[str, str], ...]:
    with (DATA / file).open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


def total(file: str, column: str, **wanted: object) -> int:
    """Sum of a column over the rows of a pack with these values (a tuple: any of them); reads the CSV alone."""
    allowed = {
        key: {str(one) for one in (value if isinstance(value, tuple) else (value,))} for key, value in wanted.items()
    }
    found = [int(row[column]) for row in _rows(file) if all(row[key] in one for key, one in allowed.items())]
    assert found, (file, wanted)
    return sum(found)
