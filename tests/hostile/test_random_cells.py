"""Ten thousand random cells over HTTP: each is read, ambiguous or refused by name, and the ledger says the same."""

from __future__ import annotations

import json
import random
import sqlite3
from collections import Counter
from contextlib import closing

import pytest

from epm_xblocks.grading.mark import STATES
from tests.hostile import vectors
from tests.hostile.conftest import WIDE
from tests.hostile.course import key
from tests.hostile.site import Person, Site, handler

pytestmark = pytest.mark.fuzz
ADDRESS = handler(key("small"), "wide", "submit")
SIGNS = (
    "0123456789", "0123456789.,'’ \u00a0\u202f", "٠١٢٣٤٥٦٧٨٩٫٬", "०१२३４５６", "+-−–—*/^%‰=()<>&\"'!:;$#@",
    "eE∞½⅓²³", "abcXYZéàüñçß", "SUMIFGivenB2:3,",
    "\x00\x01\x1f\x7f\u0085\u200b\u200e\u202e\ufeff\ufffe\uffff", "\ud800\udfff😀𝟙",
)  # fmt: skip
KNOWN = ("2500", "2 500", "2.500", "2,500", "1.234", "12,5 %", "=Given!B2*2", "=B2", "1e3", "-0", "NaN", "inf", "")


def cell(chance: random.Random, hostile: tuple[str, ...]) -> str:
    """A string: of one alphabet, of several, known trouble, or hostile text."""
    match chance.randrange(8):
        case 0:
            return chance.choice(KNOWN)
        case 1:
            return chance.choice(hostile)[:2000]
        case 2:
            return "=" + "".join(chance.choice("GivenB2!+-*/^()SUM,:1 ") for _ in range(chance.randrange(60)))
        case 3:
            return "".join(chance.choice(SIGNS[1]) for _ in range(chance.randrange(1, 400)))
    alphabet = "".join(chance.sample(SIGNS, chance.randrange(1, 4)))
    return "".join(chance.choice(alphabet) for _ in range(chance.randrange(1, 30)))


def tally(site: Site, person: Person, count: int, seed: int) -> Counter[str]:
    """States of so many cells, a hundred a submission; every submission is looked up in the ledger."""
    chance, hostile, states = random.Random(seed), vectors.every(), Counter[str]()
    for number in range(count // WIDE):
        typed = {f"B{n + 2}": cell(chance, hostile) for n in range(WIDE)}
        decide = chance.choice((None, None, "decimal", "group"))
        answers = {"work": {"cells": typed, "decide": decide}}
        word = f"random-{seed:04}-{number:06}"
        said = person.post(ADDRESS, {"answers": answers, "key": word})
        assert said.status == 200, said.text[:500]
        marks = said.json["view"]["marks"]
        shown = marks["steps"]["work"]["cells"]
        for name, text in typed.items():
            state = shown[name]["state"]
            assert state in STATES, (text, shown[name])
            assert state != "unread" or shown[name]["text"], text
            states["ambiguous" if shown[name].get("readings") else state] += 1
        kept = json.loads(json.dumps(answers))  # because two halves of a sign become that sign on their way
        assert row_of(site, word) == (kept, marks["points"], marks["out_of"])
        assert (
            person.post(ADDRESS, {"answers": answers, "key": word}).json["view"]["marks"]["receipt"] == marks["receipt"]
        )
    return states


def row_of(site: Site, word: str) -> tuple[object, float, float]:
    """Answers and last mark of the one submission that has this key."""
    with closing(sqlite3.connect(site.database)) as database:
        rows = database.execute("SELECT * FROM epm_registrar_submission WHERE key = ?", (word,))
        names = [column[0] for column in rows.description]
        (found,) = [dict(zip(names, row, strict=True)) for row in rows]
        marks = database.execute(
            "SELECT points, out_of FROM epm_registrar_mark WHERE submission_id = ? ORDER BY id", (found["id"],)
        ).fetchall()
    return json.loads(found["answers"]), *marks[-1]


def test_a_thousand_random_cells(site: Site) -> None:
    states = tally(site, Person(site, "learner"), 1_000, seed=11)
    assert states["unread"] > 300
    assert states["ambiguous"] > 3
    assert states["wrong"] > 30


@pytest.mark.soak
def test_ten_thousand_random_cells(site: Site) -> None:
    states = tally(site, Person(site, "apprenant"), 10_000, seed=12)
    assert states.total() == 10_000
    assert min(states[name] for name in ("unread", "ambiguous", "wrong", "blank", "right")) > 10, states
