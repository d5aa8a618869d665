"""Question tests: sample answers that live with a case, and the marks they must earn. case room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from epm_xblocks.case.attempt import Attempt
from epm_xblocks.case.filling import right_answers, with_sets
from epm_xblocks.case.mark import CaseMark
from epm_xblocks.case.model import Case, Expect, QuestionTest
from epm_xblocks.findings import Problem

__all__ = ["TestResult", "run_tests"]


@dataclass(frozen=True)
class TestResult:
    """A question test that was run. failures: `place: expected ≠ found`, one a broken expectation."""

    __test__ = False  # because pytest takes classes of this name for tests

    id: str
    points: float
    out_of: float
    failures: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether every expectation was met."""
        return not self.failures


def run_tests(case: Case) -> list[TestResult]:
    """Every question test of a case, run. A case that cannot be worked out fails each of them; nothing raises."""
    return [_run(case, test) for test in case.tests]


def _run(case: Case, test: QuestionTest) -> TestResult:
    try:
        start = {} if test.fill == "blank" else right_answers(case)
        answers = with_sets(case, start, test.sets, follow=test.fill == "follow")
        mark = Attempt(case, None, answers).mark()
    except Problem as problem:
        return TestResult(test.id, 0.0, case.out_of, (str(problem),))
    failures = tuple(failure for expect in test.expects for failure in _failures(expect, mark))
    return TestResult(test.id, mark.points, mark.out_of, failures)


def _failures(expect: Expect, mark: CaseMark) -> Iterator[str]:
    step = mark.steps.get(expect.step)
    if expect.step and step is None:
        yield f"{expect.step}: ≠ –"
        return
    points, out_of = (step.points, step.out_of) if step else (mark.points, mark.out_of)
    where = f"{expect.step} " if expect.step else ""
    if expect.state:
        found = _state(expect, mark)
        if found != expect.state:
            yield f"{where}{expect.cell}: {expect.state} ≠ {found}"
    wanted = [("points", expect.points, points), ("lost", expect.lost, out_of - points)]
    for name, written, value in wanted:
        number = out_of if written == "all" else float(written or value)
        if abs(number - value) > 1e-6:
            yield f"{where}{name}: {number:g} ≠ {value:g}"


def _state(expect: Expect, mark: CaseMark) -> str:
    step = mark.steps.get(expect.step)
    detail = step.detail if step and isinstance(step.detail, dict) else {}
    if not expect.cell:
        return str(detail.get("state", "–"))
    return str(detail.get("cells", {}).get(expect.cell, {}).get("state", "–"))
