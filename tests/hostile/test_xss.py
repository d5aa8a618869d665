"""Hostile text through three doors, Chromium the judge: nothing runs, nothing is asked of another host."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from tests.hostile import doors, vectors
from tests.hostile.course import key
from tests.hostile.judge import Judge, judging
from tests.hostile.site import Person, Site, handler

pytestmark = pytest.mark.browser
BATCH = 90
SLICE = vectors.sliced(60)
UNCLEAN = f"/courses/{doors.SMALL}/unit/unit/"


@dataclass
class Court:
    """The people of the site, and a judge for each with the policy on or off."""

    site: Site
    browser: Any
    people: dict[str, Person]

    @contextmanager
    def judges(self, name: str) -> Iterator[tuple[Judge, Judge]]:
        """Without the content policy, and with it as deployed."""
        with ExitStack() as stack:
            off, on = (
                stack.enter_context(judging(self.browser, self.people[name], self.site.url, policy=policy))
                for policy in (False, True)
            )
            yield off, on


@pytest.fixture(scope="module")
def court(site: Site, browser: Any) -> Court:
    return Court(site, browser, {name: Person(site, name) for name in ("learner", "trainer", "institution")})


def by_editor(court: Court, texts: Sequence[str]) -> list[str]:
    found = []
    with court.judges("trainer") as judges:
        for batch in vectors.batches(texts, BATCH):
            for judge in judges:
                found += doors.in_preview(judge, batch)
        for batch in vectors.batches(texts, 6 * BATCH):
            found += doors.in_findings(judges[0], court.people["trainer"], batch)
    return found


def by_package(court: Court, texts: Sequence[str], stem: str) -> list[str]:
    found = []
    with court.judges("learner") as learners, court.judges("institution") as institutions:
        for number, batch in enumerate(vectors.batches(texts, BATCH)):
            run = f"{stem}{number}"
            report = doors.brought_in(court.people["institution"], run, batch)
            for judge in institutions:
                found += [one for path in (report, f"/packages/{key(run)}/", "/packages/") for one in judge.seen(path)]
            for judge in learners:
                found += [one for path in doors.LEARNER for one in judge.seen(f"/courses/{key(run)}/{path}")]
        found += [one for judge in learners for one in judge.seen("/courses/")]
    return found


def by_answers(court: Court, texts: Sequence[str], stem: str) -> list[str]:
    """After by_package: the same courses."""
    found = []
    learner, trainer = court.people["learner"], court.people["trainer"]
    with court.judges("learner") as learners, court.judges("trainer") as trainers:
        for number, batch in enumerate(vectors.batches(texts, BATCH)):
            run = f"{stem}{number}"
            for attempt in (1, 2):
                doors.sent(learner, run, batch, attempt)
                for judge in learners:
                    found += judge.seen(f"/courses/{key(run)}/unit/work/") + doors.on_paper(judge)
                found += doors.tables(trainer, run, batch)
            pages = [f"/teaching/{key(run)}/{path}" for path in doors.STAFF]
            for judge in trainers:
                found += [one for path in pages for one in judge.seen(path)]
                found += judge.seen(doors.staff_answers("learner", run, trainer)) + doors.on_paper(judge)
            found += doors.file_names(learners[0], run, batch)
        found += [one for judge in trainers for one in judge.seen("/teaching/")]
    return found


def caught(court: Court, texts: Sequence[str]) -> tuple[int, int]:
    """How many texts the judge catches on a block that cleans nothing: without the policy, and running under it."""
    told = []
    address = handler(doors.SMALL, "unclean", "say", "hostile_unclean")
    with court.judges("learner") as judges:
        for judge in judges:
            count = 0
            for batch in vectors.batches(texts, 60):
                assert court.people["learner"].post(address, {"said": list(batch)}).status == 200
                judge.ran.clear()
                judge.open(UNCLEAN)
                judge.look("unclean", act=True)
                count += len(
                    {
                        frame
                        for frame, what in judge.ran
                        if frame and not (judge is judges[1] and what.startswith("asked"))
                    }
                )
            told.append(count)
    return told[0], told[1]


def test_the_sets_are_large_and_free() -> None:
    sets = vectors.public()
    assert sum(len(texts) for texts in sets.values()) >= 800
    assert {"dompurify", "blns", "bleach"} <= set(sets)


def test_a_block_that_cleans_nothing_is_caught(court: Court) -> None:
    without, running_with = caught(court, SLICE)
    assert without >= len(SLICE) // 4
    assert running_with == 0, "the content policy is the second wall"


def test_slice_by_the_editor(court: Court) -> None:
    assert by_editor(court, SLICE) == []


def test_slice_by_a_package(court: Court) -> None:
    assert by_package(court, SLICE, "slice") == []


def test_slice_by_answers(court: Court) -> None:
    assert by_answers(court, SLICE, "slice") == []


@pytest.mark.soak
def test_every_vector_by_the_editor(court: Court) -> None:
    assert by_editor(court, vectors.every()) == []


@pytest.mark.soak
def test_every_vector_by_a_package_and_by_answers(court: Court) -> None:
    assert by_package(court, vectors.every(), "whole") == []
    assert by_answers(court, vectors.every(), "whole") == []


@pytest.mark.soak
def test_the_judge_over_every_vector(court: Court) -> None:
    without, running_with = caught(court, vectors.every())
    assert without >= 450
    assert running_with == 0
