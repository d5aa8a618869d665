"""What a database makes of names that are nearly the same, and of signs outside the common ones, as a program.

`DATABASE_URL=… EPM_STATE=… python -m tests.campus.exactness [loose]` migrates the (empty) database and prints a JSON
line. `loose`: the ledger's tables compare text as the server does by default, as they do in a platform's database.
"""

import json
import os
import sys

NAMES = ("zoe", "Zoe", "zoé", "Zoé")
FILES = ("static/carte.png", "static/Carte.png", "static/cârte.png")
BLOCKS = ("block-v1:A+B+C+type@epm_case+block@flow", "block-v1:A+B+C+type@epm_case+block@Flow")
SIGNS = "Réponse 😀 ١٢ \u0000"
LEDGER = ("epm_registrar_sitting", "epm_registrar_submission", "epm_registrar_mark")


def main(loose):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "epm_xblocks.campus.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0, interactive=False)
    if loose:
        with connection.cursor() as cursor:
            for table in LEDGER:
                cursor.execute(f"ALTER TABLE {table} CONVERT TO CHARACTER SET {loose}")
    print(json.dumps({"accounts": accounts(), "files": files(), "ledger": [ledger(block) for block in BLOCKS]}))


def accounts():
    """(account, first name) of each, as it is found again by its own name."""
    from django.contrib.auth.models import User

    for name in NAMES:
        User.objects.create_user(name, first_name=f"{name} 😀")
    return [[user.username, user.first_name] for name in NAMES for user in User.objects.filter(username=name)]


def files():
    """Paths of a course, each found again."""
    from epm_xblocks.campus.models import Course, CourseFile

    course = Course.objects.create(key="course-v1:A+B+C", title="C")
    for path in FILES:
        CourseFile.objects.create(course=course, path=path, sha=path, size=1)
    return [row.sha for path in FILES for row in CourseFile.objects.filter(course=course, path=path)]


def ledger(block):
    """What one learner submitted at a block, as a report and the learner's own page have it."""
    from django.utils import timezone

    from epm_xblocks.registrar import api
    from epm_xblocks.registrar.values import Learner, Marked

    who = Learner("a" * 32, "course-v1:A+B+C", block)
    api.submit(
        who, "key-00001", {"memo": SIGNS + block}, attempt=1, limit=None, closes=None, now=timezone.now(),
        mark=lambda _answers, _seed: Marked(1, 1, {"text": SIGNS}, "r"), due=None, seed=1,
    )  # fmt: skip
    last = api.last(who)
    return [[row.answers["memo"] for row in api.report(block, who.course)], last.answers["memo"], last.detail["text"]]


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
