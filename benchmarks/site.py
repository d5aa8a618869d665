"""A campus with the benchmark's case and learners who are signed in: `python -m benchmarks.site ACTION …`. benchmarks.

`make STATE N` prepares an installation as `epm serve` does and prints the sessions of N learners; `count STATE` prints
what the ledger holds; `ledger STATE N` times the ledger alone. The database is the one DATABASE_URL names, else
SQLite in STATE. The server itself is `epm serve`, unchanged.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.exercise import CELLS, TYPED, case_olx

__all__ = ["COURSE", "UNIT"]

COURSE, UNIT = "EPM+BENCH+2026", "work"
_POLICY = {"course/2026": {"display_name": "Bench", "start": "2020-01-01T00:00:00Z", "graceperiod": ""}}


def package() -> bytes:
    """A course of one unit with the case of the benchmarks."""
    from epm_xblocks.package import write_tar_gz

    files = {
        "course.xml": '<course org="EPM" course="BENCH" url_name="2026"/>',
        "course/2026.xml": '<course display_name="Bench" language="en"><chapter url_name="one"/></course>',
        "chapter/one.xml": '<chapter display_name="One"><sequential url_name="first"/></chapter>',
        "sequential/first.xml": f'<sequential display_name="First"><vertical url_name="{UNIT}"/></sequential>',
        f"vertical/{UNIT}.xml": f'<vertical display_name="Work">{case_olx()}</vertical>',
        "policies/2026/policy.json": json.dumps(_POLICY),
    }
    return write_tar_gz({name: text.encode() for name, text in files.items()}, "course")


def ready(state: Path, packages: Any = ()) -> None:
    """Django of the installation, its tables made."""
    from epm_xblocks.campus.serve import prepare

    prepare("127.0.0.1", demo=False, state=state, packages=packages, say=lambda _line: None)


def learners(count: int) -> list[str]:
    """Session keys of new learners."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User
    from django.contrib.sessions.backends.db import SessionStore

    from epm_xblocks.campus.people import give_role

    keys = []
    for number in range(count):
        user = User.objects.create_user(f"learner{number}", password=None)
        give_role(user, "learner")
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        keys.append(session.session_key)
    return keys


def count() -> dict[str, Any]:
    """Submissions and marks the database holds: receipts by learner, so that each confirmed one can be looked up."""
    from epm_xblocks.registrar.models import Mark, Sitting, Submission

    rows = Submission.objects.values_list("receipt", "sitting__learner", "number")
    used = sum(Sitting.objects.values_list("used", flat=True))
    return {"receipts": [row[0] for row in rows], "used": used, "marks": Mark.objects.count()}


def ledger(times: int) -> dict[str, Any]:
    """The ledger alone: a submission of 20 answers, marks given; each of a new learner, committed."""
    from datetime import UTC, datetime

    from benchmarks.clock import Clock, warm
    from epm_xblocks.registrar import api
    from epm_xblocks.registrar.values import Learner, Marked

    answers = {"work": {"cells": dict(zip(CELLS, TYPED, strict=True)), "decide": None}}
    marked = Marked(20.0, 20.0, {"steps": {}}, "revision")

    def submit(number: int) -> None:
        who = Learner(f"ledger{number}", "course-v1:EPM+LEDGER+2026", "block-v1:EPM+LEDGER+2026+type@epm_case+block@a")
        api.submit(
            who, f"key-of-{number:06}", answers, attempt=1, limit=None, closes=None, now=datetime.now(UTC),
            mark=lambda _answers, _seed: marked, seed=1,
        )  # fmt: skip

    warm(submit)
    return Clock().run(submit, times).told()


def main(action: str, state: str, *more: str) -> Any:
    """Do what the command line says."""
    ready(Path(state), [("bench.tar.gz", package())] if action == "make" else ())
    if action == "make":
        return learners(int(more[0]))
    return ledger(int(more[0])) if action == "ledger" else count()


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
