"""Our own cases of a package, read and tested; those of a stranger in a child process with limits. package room."""

from __future__ import annotations

import multiprocessing
import resource
from collections.abc import Iterable, Iterator
from dataclasses import replace
from multiprocessing.connection import Connection

from epm_xblocks.case import Damaged, check, read, run_tests
from epm_xblocks.case.chains import check_course
from epm_xblocks.findings import Finding, Place
from epm_xblocks.package.course import Node
from epm_xblocks.safe_xml import inner

__all__ = ["check_cases"]

CPU_SECONDS = 20
MEMORY = 1 << 30
WALL_SECONDS = 60

_Work = tuple[str, dict[str, str], str, int]


def check_cases(nodes: Iterable[Node], *, trusted: bool) -> Iterator[Finding]:
    """Findings of every case: reading, author's checks, question tests; and names used by two cases."""
    nodes = list(nodes)
    seen: dict[str, Node] = {}
    for node in nodes:
        case_id = node.element.get("case_id", "")
        if case_id and seen.setdefault(case_id, node) is not node:
            yield Finding("case-id-twice", {"name": case_id, "other": str(seen[case_id].place)}, node.place, "blocking")
    work = [
        (
            inner(node.element),
            {str(k): str(v) for k, v in node.element.attrib.items()},
            node.place.file,
            node.place.line,
        )
        for node in nodes
    ]
    yield from _all(work) if trusted else _in_child(work)


def _all(work: list[_Work]) -> Iterator[Finding]:
    for source, attributes, file, line in work:
        for finding in _one(source, attributes, file):
            yield _placed(finding, file, line)
    cases = [read(source, attributes=attributes, file=file) for source, attributes, file, _line in work]
    lines = {id(case): one for case, one in zip(cases, work, strict=True)}
    for case, finding in check_course(cases):
        yield _placed(finding, lines[id(case)][2], lines[id(case)][3])


def _one(source: str, attributes: dict[str, str], file: str) -> Iterator[Finding]:
    case = read(source, attributes=attributes, file=file)
    yield from check(case)
    if any(isinstance(step, Damaged) for step in case.steps):
        return  # its tests would fail for what was said already
    for test in run_tests(case):
        if not test.passed:
            place = Place(file=file, step=attributes.get("case_id", ""))
            yield Finding("question-test-failed", {"test": test.id, "said": test}, place, "warning")


def _placed(finding: Finding, file: str, line: int) -> Finding:
    """The finding with its file, and its line counted from the top of that file."""
    place = finding.place
    at = replace(place, file=place.file or file, line=place.line + line - 1 if place.line else line)
    return replace(finding, place=at)


def _in_child(work: list[_Work]) -> list[Finding]:
    """The same in a process of its own, since the engine's worst faults end the process they happen in."""
    if not work:
        return []
    ours, theirs = multiprocessing.Pipe(duplex=False)
    child = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs, work), daemon=True)
    child.start()
    theirs.close()
    found: list[Finding] = []
    try:
        while ours.poll(WALL_SECONDS):
            part = ours.recv()
            if part is None:
                return found
            found.extend(part)
    except EOFError:
        pass
    finally:
        child.kill()
        child.join()
    ended = Finding("case-check-ended", {"seconds": WALL_SECONDS}, Place(file=work[0][2]), "blocking")
    return [*found, ended]


def _serve(pipe: Connection, work: list[_Work]) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for item in work:
        pipe.send(list(_all([item])))
    pipe.send(None)
