"""Question tests: sample answers that live with a case, and the marks they must earn. case room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from epm_xblocks.case.attempt import Attempt
from epm_xblocks.case.filling import right_answers, with_sets
from epm_xblocks.case.mark import CaseMark
from epm_xblocks.case.model import Case, Expect, QuestionTest
from epm_xblocks.findings import Finding, Problem
from epm_xblocks.numerals import MISSING
from epm_xblocks.words.findings import sentence
from epm_xblocks.words.mark_texts import STATES
from epm_xblocks.words.text import ENGLISH, N_, Translate, fill

__all__ = ["Failure", "TestResult", "run_tests"]

_WHAT = {"points": N_("points"), "lost": N_("points lost")}


@dataclass(frozen=True)
class Failure:
    """A broken expectation: where (step, cell), of what (a state, `points`, `lost`), what was expected and found."""

    where: str
    what: str
    expected: str
    found: str

    def said(self, translate: Translate) -> str:
        """The failure with its states in words: `rates C4: right ≠ wrong`."""
        place = " ".join(filter(None, (self.where, translate.gettext(_WHAT[self.what]) if self.what else "")))
        told = {"where": place, "expected": _word(self.expected, translate), "found": _word(self.found, translate)}
        return fill(translate.gettext(N_("{where}: {expected} ≠ {found}")), told)


@dataclass(frozen=True)
class TestResult:
    """A question test that was run. failures: one a broken expectation. problem: why it could not be run."""

    __test__ = False  # because pytest takes classes of this name for tests

    id: str
    points: float
    out_of: float
    failures: tuple[Failure, ...] = ()
    problem: Finding | None = None

    @property
    def passed(self) -> bool:
        """Whether every expectation was met."""
        return not self.failures and self.problem is None

    def said(self, translate: Translate) -> str:
        """What was expected and not found, or why the test could not be run; empty where it passed."""
        if self.problem is not None:
            return sentence(self.problem, translate).what
        return "; ".join(failure.said(translate) for failure in self.failures)

    def __str__(self) -> str:
        """The same in English, for programs."""
        return self.said(ENGLISH)


def run_tests(case: Case) -> list[TestResult]:
    """Every question test of a case, run. A case that cannot be worked out fails each of them; nothing raises."""
    return [_run(case, test) for test in case.tests]


def _run(case: Case, test: QuestionTest) -> TestResult:
    try:
        start = {} if test.fill == "blank" else right_answers(case)
        answers = with_sets(case, start, test.sets, follow=test.fill == "follow")
        mark = Attempt(case, None, answers).mark()
    except Problem as problem:
        return TestResult(test.id, 0.0, case.worked_out, problem=problem.finding())
    failures = tuple(failure for expect in test.expects for failure in _failures(expect, mark, case))
    return TestResult(test.id, mark.points, case.worked_out, failures)


def _failures(expect: Expect, mark: CaseMark, case: Case) -> Iterator[Failure]:
    """Points are those that are worked out: what people will give is no test's matter."""
    step = mark.steps.get(expect.step)
    if expect.step and step is None:
        yield Failure(expect.step, "", expect.state or expect.points or expect.lost, MISSING)
        return
    points, out_of = mark.points, case.worked_out
    if step:
        people = sum(one.by_people for one in case.steps if one.id == expect.step)
        points, out_of = step.points, step.out_of - people
    if expect.state:
        found = _state(expect, mark)
        if found != expect.state:
            yield Failure(" ".join(filter(None, (expect.step, expect.cell))), "", expect.state, found)
    wanted = [("points", expect.points, points), ("lost", expect.lost, out_of - points)]
    for name, written, value in wanted:
        number = out_of if written == "all" else float(written or value)
        if abs(number - value) > 1e-6:
            yield Failure(expect.step, name, f"{number:g}", f"{value:g}")


def _word(state: str, translate: Translate) -> str:
    """A state in a word; a figure as it is."""
    return translate.gettext(STATES[state]) if state in STATES else state


def _state(expect: Expect, mark: CaseMark) -> str:
    step = mark.steps.get(expect.step)
    detail = step.detail if step and isinstance(step.detail, dict) else {}
    if not expect.cell:
        return str(detail.get("state", MISSING))
    return str(detail.get("cells", {}).get(expect.cell, {}).get("state", MISSING))
