"""The two ledgers answer alike; the practice one leaves no record."""

from datetime import UTC, datetime, timedelta

import pytest

from epm_xblocks.blocks import host as door
from epm_xblocks.blocks.ledger import PracticeLedger, RecordLedger, open_ledger, seed_of
from epm_xblocks.registrar.models import Submission
from epm_xblocks.registrar.values import Marked, Refusal
from tests.blocks.host_runtime import AS_AWA, AUTHOR, AWA, KOFI

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def mark(answers, seed):
    return Marked(float(answers["n"]), 6.0, {"seed": seed}, "r1")


@pytest.fixture(params=["record", "practice"])
def ledger(request, host, key):
    """A function that opens the ledger in a new request, with fields of the block set."""

    def opened(**fields):
        block = host.block(key, AWA if request.param == "record" else AUTHOR, studio=request.param == "practice")
        for name, value in fields.items():
            setattr(block, name, value)
        block.save()
        made = open_ledger(door.visit(block))
        assert isinstance(made, RecordLedger if request.param == "record" else PracticeLedger)
        return made

    return opened


def take(ledger, key="key-00001", n=1, **more):
    try:
        return ledger.submit(key, {"n": n}, **({"attempt": None, "limit": None, "mark": mark} | more))
    finally:
        ledger.visit.block.save()


def test_a_submission_is_there_in_the_next_request(ledger):
    assert ledger().standing().last is None
    given = take(ledger(), n=4)
    standing = ledger().standing()
    assert standing.used == 1
    assert (standing.last.receipt, standing.last.answers, standing.last.points) == (given.receipt, {"n": 4}, 4.0)
    assert standing.last.detail == {"seed": standing.seed}


def test_a_resend_and_a_conflict(ledger):
    first = take(ledger())
    again = take(ledger(), limit=1)
    assert (again.receipt, again.repeated) == (first.receipt, True)
    with pytest.raises(Refusal, match="key-conflict"):
        take(ledger(), n=2)
    assert ledger().standing().used == 1


def test_limit_attempt_and_time(ledger):
    take(ledger(), "key-00001", limit=2, attempt=1)
    with pytest.raises(Refusal, match="attempt-taken"):
        take(ledger(), "key-00002", limit=2, attempt=1)
    take(ledger(), "key-00002", limit=2, attempt=2)
    with pytest.raises(Refusal, match="no-attempt-left"):
        take(ledger(), "key-00003", limit=2, attempt=3)
    with pytest.raises(Refusal, match="closed"):
        take(ledger(due=datetime.now(UTC) - HOUR), "key-00004")
    late = take(ledger(due=datetime.now(UTC) - HOUR, graceperiod=2 * HOUR), "key-00004")
    assert late.late


def test_the_host_may_close_without_a_date(ledger):
    opened = ledger()
    opened.visit.block.has_deadline_passed = lambda: True
    with pytest.raises(Refusal, match="closed"):
        take(open_ledger(door.visit(opened.visit.block)))


@pytest.mark.parametrize("word", [None, "short", 7, "x" * 65])
def test_a_key_must_be_one(ledger, word):
    with pytest.raises(Refusal, match="key-malformed"):
        take(ledger(), word)


def test_marks_change(ledger):
    take(ledger(), n=1)
    opened = ledger()
    assert opened.mark_again(lambda answers, seed: Marked(5.0, 6.0, None, "r2"), "r2").points == 5.0
    opened.visit.block.save()
    assert ledger().standing().last.points == 5.0
    opened = ledger()
    opened.set_marks(6.0, 6.0)
    opened.visit.block.save()
    assert ledger().standing().last.points == 6.0


def test_nothing_to_mark(ledger):
    opened = ledger()
    assert opened.mark_again(mark, "r2") is None
    opened.set_marks(1.0, 2.0)
    assert ledger().standing().last is None


def test_seeds_follow_from_person_and_block(host, key):
    seeds = {seed_of(door.visit(host.block(key, person))) for person in (AWA, KOFI)}
    assert len(seeds) == 2
    assert seed_of(door.visit(host.block(key, AWA))) in seeds
    assert all(0 <= seed < 2**62 for seed in seeds)


def test_the_seed_is_kept_from_the_first_seat(host, key, monkeypatch):
    kept = open_ledger(door.visit(host.block(key))).seat()
    monkeypatch.setattr("epm_xblocks.blocks.ledger.seed_of", lambda visit: 7)
    assert open_ledger(door.visit(host.block(key))).seat() == kept
    assert open_ledger(door.visit(host.block(key))).standing().seed == kept


def test_practice_leaves_no_record(host, key):
    block = host.block(key, AUTHOR, studio=True)
    take(open_ledger(door.visit(block)))
    assert Submission.objects.count() == 0


def test_staff_who_look_as_a_learner_see_the_record_and_change_nothing_of_it(host, key):
    take(open_ledger(door.visit(host.block(key, AWA))), n=4)
    looked = open_ledger(door.visit(host.block(key, AS_AWA)))
    assert looked.standing().last.points == 4.0
    assert take(looked, "key-00009", n=1, attempt=2).number == 2
    assert looked.standing().last.points == 1.0
    assert Submission.objects.count() == 1
    assert open_ledger(door.visit(host.block(key, AWA))).standing().last.points == 4.0


def test_a_practice_ledger_forgets_old_ones(host, key):
    block = host.block(key, AUTHOR, studio=True)
    for n in range(8):
        take(open_ledger(door.visit(block)), f"key-{n:05}", n=n)
    assert len(block.practice["sent"]) == 5
    assert open_ledger(door.visit(block)).standing().used == 8


def test_damaged_practice_is_no_practice(host, key):
    block = host.block(key, AUTHOR, studio=True)
    block.practice = {"sent": "?"}
    assert open_ledger(door.visit(block)).standing().last is None
