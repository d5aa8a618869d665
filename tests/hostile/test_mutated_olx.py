"""Cases with something in them changed at random: read, checked, shown and marked, or refused in a sentence."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import lru_cache

import pytest
from lxml import etree

from epm_xblocks.case import Damaged, read, write
from epm_xblocks.case.attempt import Attempt
from epm_xblocks.case.check import check
from epm_xblocks.findings import Problem
from epm_xblocks.kinds.registry import KINDS
from epm_xblocks.safe_xml import inner, parse
from tests.kinds.contract import contract

pytestmark = pytest.mark.fuzz
ODD = (
    *("", " ", "-", "0", "-1", "nan", "inf", "1e999", "9" * 400, "0.5", "1,5", "½", "٤٥", "%", "±5%", "900..1"),
    *("=1/0", "=A1", "=B4", "=SUM(B4:ZZ99999)", "A1", "B4:A1", "XFD1048577", "Data!B4", "'", "''!A1", "a = a / 0"),
    *("x" * 70_000, "a b", "a b a b", "..", "\u202e", "true", "yes", "no", "all", "worksheet", "s", "t", "&lt;", "{x}"),
)
"""What an attribute or a text is changed to."""

DATA = (
    '<data id="d" sheet="Data" at="A3" source="s"><column id="a" label="a"/><column id="b" label="b" decimals="0"/>'
    '<row id="r1" label="r1">1000</row><row id="r2" label="r2">=B4*2</row></data>'
)


@lru_cache
def whole(kind: str) -> etree._Element:
    """A small case with a step of this kind, as its contract has it."""
    return parse(
        f'<epm_case case_id="c" display_name="t" lang="fr" figures="fr">{DATA}{contract(kind).step}</epm_case>'
    )


def elements(root: etree._Element) -> list[etree._Element]:
    return [one for one in root.iter() if isinstance(one.tag, str) and one is not root]


def dropped(root: etree._Element, chance: random.Random) -> None:
    one = chance.choice(elements(root))
    one.getparent().remove(one)  # type: ignore[union-attr] # because the root is not among them


def doubled(root: etree._Element, chance: random.Random) -> None:
    one = chance.choice(elements(root))
    one.addnext(deepcopy(one))


def moved(root: etree._Element, chance: random.Random) -> None:
    one, other = chance.choice(elements(root)), chance.choice(elements(root))
    if one not in other.iterancestors() and one is not other:
        other.append(one)


def renamed(root: etree._Element, chance: random.Random) -> None:
    one, other = chance.choice(elements(root)), chance.choice(elements(root))
    one.tag = other.tag


def attribute(root: etree._Element, chance: random.Random) -> None:
    one = chance.choice([each for each in elements(root) if each.attrib] or elements(root))
    names = sorted(map(str, one.attrib)) or ["id"]
    one.set(chance.choice(names), chance.choice(ODD))


def borrowed(root: etree._Element, chance: random.Random) -> None:
    """An attribute with the value of another one somewhere else."""
    one, other = chance.choice(elements(root)), chance.choice(elements(root))
    if one.attrib and other.attrib:
        one.set(chance.choice(sorted(map(str, one.attrib))), chance.choice(sorted(map(str, other.attrib.values()))))


def lost(root: etree._Element, chance: random.Random) -> None:
    one = chance.choice(elements(root))
    if one.attrib:
        del one.attrib[chance.choice(sorted(map(str, one.attrib)))]


def text(root: etree._Element, chance: random.Random) -> None:
    chance.choice(elements(root)).text = chance.choice(ODD)


WAYS: tuple[Callable[[etree._Element, random.Random], None], ...] = (
    dropped, doubled, moved, renamed, attribute, attribute, borrowed, lost, text,
)  # fmt: skip


def mutants(kind: str, many: int) -> Iterator[str]:
    """Sources of cases with one to four things changed; the same at each run."""
    chance = random.Random(f"mutants of {kind}")
    for _ in range(many):
        root = deepcopy(whole(kind))
        for _ in range(chance.randint(1, 4)):
            if elements(root):
                chance.choice(WAYS)(root, chance)
        yield inner(root)


def tried(source: str) -> bool:
    """Whether the case was read; read, it is checked, shown, marked and written without an error of ours."""
    try:
        case = read(source, {"case_id": "c", "display_name": "t", "lang": "fr", "figures": "fr"})
    except Problem:
        return False
    for finding in (*case.findings, *check(case)):
        assert finding.code
    attempt = Attempt(case)
    assert len(attempt.show()["steps"]) == len(case.steps)
    mark = attempt.mark()
    assert 0 <= mark.points <= mark.out_of
    for step in case.steps:
        odd = {step.id: "x"} if not isinstance(step, Damaged) else {}
        Attempt(case, answers=odd).mark()
    assert read(write(case), {"case_id": "c", "lang": "fr", "figures": "fr"})
    return True


@pytest.mark.parametrize("many", [25, pytest.param(1000, marks=pytest.mark.soak)])
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_case_with_something_changed_is_read_or_refused(kind: str, many: int) -> None:
    read_at_all = sum(tried(source) for source in mutants(kind, many))
    assert read_at_all > many // 4
