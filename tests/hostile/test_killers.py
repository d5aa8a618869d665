"""Formulas that end, fill or hold an unguarded engine, through every door: the server and the others go on."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.course import course_files, key, packed, unit
from tests.hostile.site import EPM, Neighbour, Person, Site, environment, give_package, handler
from tests.hostile.vectors import plain
from tests.workbook.office import filled
from tests.workbook.test_gate import KILLERS

GATED = tuple(dict.fromkeys(text for text, _code in KILLERS))
"""What the gate refuses."""
CIRCLES = {"B2": "=B3", "B3": "=B2+1"}
RUNNING = (
    "1E308^1E308", "9^9^9^9^9^9", "1E308*10", "-1E308*1E308", "1/0", "EXP(1E308)", "0^0", "(-8)^(1/3)",
    "SUM(Given!A1:B20000)", "ROUND(1E308,-308)", "ROUND(1,1E308)", "MOD(1E308,3)", "LN(0)", "SQRT(-1)",
    "1E308&1E308&1E308", "POWER(10,308)*POWER(10,308)", "ATAN2(0,0)", "INT(-1E308)",
)  # fmt: skip
"""What the gate may admit, and the engine must come out of."""
SMALL = key("small")
ANSWERS = {"work": {"cells": {"B2": "7.5", "B3": "=Given!B2-Given!B3"}, "decide": None}}


def submit(name: str = "small") -> str:
    return handler(SMALL, name, "submit")


@pytest.fixture(scope="module")
def learner(site: Site) -> Person:
    return Person(site, "learner")


@pytest.fixture(scope="module")
def neighbour(site: Site) -> Person:
    return Person(site, "apprenant")


def state_of(person: Person, formula: str, number: int) -> tuple[dict[str, Any], float]:
    """What becomes of a formula in both cells: saved, submitted, marked."""
    cells = CIRCLES if formula == "circle" else {"B2": f"={formula}", "B3": f"={formula}"}
    answers = {"work": {"cells": cells, "decide": None}}
    version = 0
    for _ in range(2):
        saved = person.post(handler(SMALL, "small", "save"), {"answers": answers, "version": version})
        version = saved.json["version"]
    assert saved.status == 200 or version
    said = person.post(submit(), {"answers": answers, "key": f"killer-{number:08}"})
    assert said.status == 200, said.text[:500]
    return said.json["view"]["marks"]["steps"]["work"]["cells"], said.seconds


def test_a_learners_cell(learner: Person, neighbour: Person) -> None:
    with Neighbour(neighbour, submit(), ANSWERS):
        for number, formula in enumerate([*GATED, *RUNNING, "circle", "B2", "SUM(B2:B3)"]):
            cells, seconds = state_of(learner, formula, number)
            states = {cell["state"] for cell in cells.values()}
            assert seconds < 2, formula
            assert not states & {"right", "consistent"}, (formula, cells)
            if formula in GATED:
                assert states == {"unread"}, (formula, cells)
                assert all(cell["text"] for cell in cells.values()), (formula, cells)


def test_an_uploaded_workbook(learner: Person, neighbour: Person) -> None:
    download = learner.get(handler(SMALL, "small", "download"))
    assert download.status == 200
    with Neighbour(neighbour, submit(), ANSWERS):
        for number, formula in enumerate(filter(str.isprintable, [*GATED, *RUNNING])):
            body = filled(download.body, {("Work", "B2"): f"={formula}", ("Work", "B3"): f"={formula}"})
            said = learner.file(handler(SMALL, "small", "upload"), "work.xlsx", body)
            assert said.status in (200, 422), said.text[:500]
            assert said.seconds < 3, formula
            if said.status == 422:
                assert said.json["error"]["lead"]
                continue
            assert said.json["answers"] or said.json["notes"], formula
            marked = learner.post(submit(), {"answers": said.json["answers"], "key": f"upload-{number:08}"})
            assert marked.status == 200, marked.text[:500]
            cells = marked.json["view"]["marks"]["steps"]["work"]["cells"]
            assert not {cell["state"] for cell in cells.values()} & {"right", "consistent"}, (formula, cells)


def hostile_case(formulas: Sequence[str], name: str = "killers") -> str:
    """A case whose keys, slips, given cells and identity are the formulas, each in a step of its own, and a circle."""
    steps = "".join(
        f'<step kind="worksheet" id="s{n}" title="{n}" sheet="W{n}"><table id="t" at="A1" caption="x">'
        '<column id="a" label="A"/><column id="b" label="B"/><row id="r" label="1"/><row id="q" label="2"/></table>'
        f'<answers id="x" range="B2" formula="={plain(one)}" decimals="0">'
        f'<slip id="s" formula="={plain(one)}"><p>x</p></slip><accept formula="={plain(one)}"/></answers></step>'
        for n, one in enumerate(formulas)
    )
    circle = (
        '<step kind="worksheet" id="circle" title="circle" sheet="C"><table id="t" at="A1" caption="x">'
        '<column id="a" label="A"/><column id="b" label="B"/><row id="r" label="1"/><row id="q" label="2"/></table>'
        '<answers id="x" range="B2" formula="=B3" decimals="0"/><answers id="y" range="B3" formula="=B2"/></step>'
    )
    rows = "".join(f'<row id="r{n}" label="1">"={plain(one)}" 5</row>' for n, one in enumerate(formulas))
    return (
        f'<epm_case url_name="{name}" schema_version="1" case_id="{name}" display_name="Killers" lang="en">'
        '<data id="d" sheet="Given" at="A1" caption="Given"><column id="a" label="A"/><column id="b" label="B"/>'
        f'<column id="c" label="C"/>{rows}<row id="last" label="1">={plain(formulas[0])} =C2</row></data>'
        f'<identity id="i" formula="={plain(formulas[-1])}"/>{steps}{circle}</epm_case>'
    )


BY_CASE = [*(GATED[start : start + 24] for start in range(0, len(GATED), 24)), RUNNING]


def test_a_package_and_the_editor(site: Site, learner: Person, neighbour: Person) -> None:
    institution, trainer = Person(site, "institution"), Person(site, "trainer")
    with Neighbour(neighbour, submit(), ANSWERS):
        for number, formulas in enumerate(BY_CASE):
            source = hostile_case(formulas)
            inside = source.partition(">")[2].removesuffix("</epm_case>")
            for name in ("check", "preview"):
                said = trainer.post(handler(SMALL, "small", name), {"source": inside, "values": {}})
                assert said.status == 200, said.text[:500]
                assert said.seconds < 5, formulas
                assert len(said.json["findings"]) >= len(formulas), said.json["findings"]
                assert all(finding["lead"] for finding in said.json["findings"])
            run = f"killers{number}"
            report, done = give_package(institution, "k.tar.gz", packed(course_files(run, unit(source))))
            assert report.status in (200, 422)
            assert re.findall(r'class="c-is-(?:blocking|warning)"', report.text)
            if done is not None:
                page = learner.get(f"/courses/{key(run)}/unit/unit/")
                assert page.status == 200
                said = learner.post(handler(key(run), "killers", "submit"), {"answers": {}, "key": "killers-00000001"})
                assert said.status in (200, 422), said.text[:300]


@pytest.mark.parametrize("packing", ["folder", "archive"])
def test_epm_check(site: Site, neighbour: Person, tmp_path: Path, packing: str) -> None:
    cases = "".join(hostile_case(formulas, f"k{n}") for n, formulas in enumerate(BY_CASE))
    files = course_files("k", unit(cases))
    target = tmp_path / "course"
    if packing == "folder":
        for path, body in files.items():
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            (target / path).write_bytes(body)
    else:
        target = tmp_path / "k.tar.gz"
        target.write_bytes(packed(files))
    with Neighbour(neighbour, submit(), ANSWERS) if packing == "archive" else nullcontext():
        done = checked(target, site)
    assert done.returncode in (1, 2), done.stdout + done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    assert done.stderr.count("→") >= len(BY_CASE)
    assert re.search(r"course/k\.xml:\d+.*B2", done.stderr), done.stderr[:2000]


def checked(target: Path, site: Site) -> subprocess.CompletedProcess[str]:
    """`epm check`, which must end in time."""
    command = [sys.executable, "-c", EPM, "check", str(target)]
    return subprocess.run(
        command, env=environment(site.folder), capture_output=True, text=True, timeout=90, check=False
    )
