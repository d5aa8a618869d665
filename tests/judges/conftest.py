"""The judges: programs of others that say whether ours are right. They run in .venv-judges (`make judges`).

A judge that is missing makes its test fail: without any of them, do not select the marker `judge`.
"""

import importlib.util
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
JUDGES = ("olxcleaner", "workbench", "openedx_content")
collect_ignore_glob = [] if any(map(importlib.util.find_spec, JUDGES)) else ["test_*.py"]
"""In an environment without any judge nothing is collected; in theirs, one that is missing fails."""
COURSES = sorted(path.parent for path in ROOT.glob("course_exports/*/epm.toml"))


def pytest_collection_modifyitems(items):
    """Whatever stands in this folder is a judge."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("judge")


def languages(folder):
    """The languages in which a course is built, its own first."""
    meta = tomllib.loads((folder / "epm.toml").read_text("utf-8"))["package"]
    return [meta["lang"], *meta.get("languages", ())]


def packages():
    """(folder, language) of every package we ship."""
    return [pytest.param(folder, lang, id=f"{folder.name}-{lang}") for folder in COURSES for lang in languages(folder)]


def pytest_generate_tests(metafunc):
    if {"course", "lang"} <= set(metafunc.fixturenames):
        metafunc.parametrize(("course", "lang"), packages())


@pytest.fixture
def package(course, lang):
    """A package as shipped."""
    from epm_xblocks.package import build

    return build(course, lang)
