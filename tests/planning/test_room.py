"""The room as a whole: it stands on the standard library alone, its doors open, its golden files are whole."""

import inspect
import json
import os
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

from epm_xblocks import planning
from tests.planning.golden_epm import FOLDER, golden

PAGE = Path(__file__).parents[2] / "docs" / "planning.md"
MODULES = sorted(module.name for module in pkgutil.iter_modules(planning.__path__))
ALONE = """
import importlib, sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"django", "xblock", "webob", "web_fragments", "lxml", "ironcalc"}:
            raise ImportError(name + " is absent")

sys.meta_path.insert(0, Absent())
before = set(sys.modules)
for name in sys.argv[1:]:
    importlib.import_module("epm_xblocks.planning." + name)
tops = {name.partition(".")[0] for name in set(sys.modules) - before}
print(sorted(tops - set(sys.stdlib_module_names) - {"epm_xblocks"}))
"""


def test_the_room_needs_the_standard_library_alone() -> None:
    root = Path(planning.__path__[0]).parent.parent  # the child must test this copy of the room, not another
    environment = {**os.environ, "PYTHONPATH": str(root)}
    done = subprocess.run(
        [sys.executable, "-c", ALONE, *MODULES], capture_output=True, text=True, check=False, env=environment
    )
    assert (done.stdout.strip(), done.returncode) == ("[]", 0), done.stderr


@pytest.mark.parametrize("name", MODULES)
def test_every_module_says_its_room_and_has_a_door(name: str) -> None:
    module = __import__(f"epm_xblocks.planning.{name}", fromlist=["__all__"])
    assert "planning, GROUND" in module.__doc__
    assert list(module.__all__) == sorted(module.__all__, key=str)
    said = [getattr(module, public) for public in module.__all__]
    assert all(thing.__doc__ for thing in said if inspect.isfunction(thing) or inspect.isclass(thing))


def test_the_page_of_methods_names_every_function_and_every_golden_file() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name in set(MODULES) - {"values", "rounding"}:
        module = __import__(f"epm_xblocks.planning.{name}", fromlist=["__all__"])
        functions = [public for public in module.__all__ if inspect.isfunction(getattr(module, public))]
        assert [public for public in functions if f"`{public}`" not in page] == []
    assert [path.stem for path in FOLDER.glob("*.json") if not re.search(rf"\b{path.stem[:3]}\b", page)] == []


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.json")), ids=lambda path: path.stem)
def test_every_golden_file_names_its_source_and_is_used(path: Path) -> None:
    vector = json.loads(path.read_text(encoding="utf-8"))
    short_id = path.stem.partition("_")[0]
    assert golden(short_id) == vector
    assert vector["source"]["url"]
    assert vector["source"]["title"]
    tests = "".join(test.read_text(encoding="utf-8") for test in Path(__file__).parent.glob("*.py"))
    assert f'"{short_id}"' in tests
