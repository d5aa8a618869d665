"""Every code of a finding or problem that the source raises, found by reading its syntax trees."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import epm_xblocks

ROOT = Path(epm_xblocks.__file__).parent
ROOMS = ("findings.py", "safe_xml.py", "planning", "grading", "numerals", "workbook", "kinds", "case", "package")
CODE = re.compile(r"[a-z]+(-[a-z0-9]+)+")
CALLS = re.compile(r"Finding|\w*Problem|Refusal|say|once|_?refuse|_?fault|_finding|_damage|_found|_note|_tell")

HOLDERS = {"code", "_REFUSED", "_KINDS"}


def codes_in_source() -> dict[str, str]:
    """Each code with a module that raises it."""
    found: dict[str, str] = {}
    for room in ROOMS:
        path = ROOT / room
        for module in [path] if path.suffix else sorted(path.rglob("*.py")):
            for code in codes_of(ast.parse(module.read_text("utf-8"))):
                found.setdefault(code, str(module.relative_to(ROOT)))
    return found


def codes_of(tree: ast.AST) -> Iterator[str]:
    """Strings that look like a code where a code is expected."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and CALLS.fullmatch(_name(node.func)):
            for argument in node.args[:3]:
                yield from _texts(argument)
        elif isinstance(node, ast.Assign) and {_name(target) for target in node.targets} & HOLDERS:
            yield from _texts(node.value)


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _texts(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)
    elif isinstance(node, ast.Dict):
        for value in node.values:
            yield from _texts(value)
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
        for argument in node.args:
            yield from _texts(argument)
