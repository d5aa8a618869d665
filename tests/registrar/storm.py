"""A storm of simultaneous submissions against the real ledger, run as a program of its own.

`DATABASE_URL=… python -m tests.registrar.storm LEARNERS ROUNDS` migrates the (empty) database, then sends, for each
learner of each round, six submissions at the same instant from six processes, and prints a JSON line of counts.
Even rounds: six different answers where three attempts are allowed. Odd rounds: three answers, each sent twice.
"""

import json
import multiprocessing
import os
import sys
import threading
import time
from collections import Counter
from datetime import UTC, datetime

SENDERS = 6
LANES = 8  # threads a process; 48 connections in all, below the usual limit of a small database server
LIMIT = 3
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def prepare():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()


def content(turn, sender):
    """What a sender sends in a round: (idempotency key, answers)."""
    which = sender if turn % 2 == 0 else sender % LIMIT
    return f"storm-{turn}-{which}", {"cells": {"B4": str(which)}}


def send(turn, learner, sender):
    from epm_xblocks.registrar import api

    who = api.Learner(f"{learner:032}", "course", f"block-{turn}")
    key, answers = content(turn, sender)
    try:
        got = api.submit(
            who, key, answers, attempt=None, limit=LIMIT, closes=None, now=NOON,
            mark=lambda given, seed: api.Marked(1.0, 1.0, given, "r1"),
        )  # fmt: skip
    except api.Refusal as refusal:
        return turn, learner, refusal.code, None
    return turn, learner, "repeated" if got.repeated else "accepted", got.receipt


def lane(number, learners, rounds, sender, barrier, said):
    from django.db import connection

    for turn in range(rounds):
        for learner in range(number, learners, LANES):
            barrier.wait(timeout=300)
            said.append(send(turn, learner, sender))
    connection.close()


def sender_process(sender, learners, rounds, barriers, outcomes):
    said = []
    lanes = [
        threading.Thread(target=lane, args=(number, learners, rounds, sender, barriers[number], said))
        for number in range(LANES)
    ]
    for one in lanes:
        one.start()
    for one in lanes:
        one.join()
    outcomes.put(said)


def storm(learners, rounds):
    """Let it blow; every outcome as (round, learner, said, receipt)."""
    fork = multiprocessing.get_context("fork")
    barriers, outcomes = [fork.Barrier(SENDERS) for _ in range(LANES)], fork.Queue()
    people = [
        fork.Process(target=sender_process, args=(sender, learners, rounds, barriers, outcomes))
        for sender in range(SENDERS)
    ]
    for person in people:
        person.start()
    said = [line for _ in people for line in outcomes.get(timeout=3500)]
    for person in people:
        person.join()
    return said


def judge(said, learners, rounds):
    """Compare what senders were told with what the database holds, from the stored rows alone."""
    from epm_xblocks.registrar.models import Sitting, Submission

    rows = list(Submission.objects.values_list("receipt", "sitting__block", "sitting__learner", "digest", "number"))
    kept = Counter((block, learner) for _r, block, learner, _d, _n in rows)
    stored = {row[0] for row in rows}
    used = {(row.block, row.learner): row.used for row in Sitting.objects.all()}
    return {
        "sent": len(said),
        "told": dict(Counter(line[2] for line in said)),
        "kept": len(rows),
        "lost": sum(1 for line in said if line[3] is not None and line[3] not in stored),
        "twice": len(rows) - len({row[1:4] for row in rows}),
        "over": sum(1 for count in kept.values() if count > LIMIT),
        "short": learners * rounds - sum(1 for count in kept.values() if count == LIMIT),
        "miscounted": sum(1 for seat, count in used.items() if kept[seat] != count),
        "marks_missing": Submission.objects.filter(marks__isnull=True).count(),
    }


def main(learners, rounds):
    prepare()  # before the senders are forked: they share the imported code, and no connection is open yet
    said_at = time.perf_counter()
    said = storm(learners, rounds)
    seconds = time.perf_counter() - said_at
    from django.db import connection

    result = judge(said, learners, rounds) | {"seconds": round(seconds, 1), "database": connection.vendor}
    print(json.dumps(result))


def migrate():
    prepare()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


if __name__ == "__main__":
    if sys.argv[1] == "migrate":
        migrate()
    else:
        main(int(sys.argv[1]), int(sys.argv[2]))
