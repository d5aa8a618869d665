"""Whatever JSON is sent as answers, it is stored as it came, marked or refused with a sentence, and shown again."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from epm_xblocks.registrar import api
from tests.blocks.cases import OUT_OF, RIGHT
from tests.blocks.host_runtime import AWA, COURSE

LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=30), st.sampled_from(
        ["=1/0", "=B4", "='Calcul'!B6", "1.234", "٨٧٫٣", "\x00", "\ud800", "9" * 400, "=" * 50, "<b>x</b>"]),
)  # fmt: skip
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
CELLS = st.dictionaries(st.sampled_from(["B4", "B5", "B6", "Z99", "b4", ""]), VALUES, max_size=4)
STEPS = st.one_of(VALUES, st.fixed_dictionaries({"cells": CELLS | VALUES}, optional={"decide": VALUES}))
ANSWERS = st.dictionaries(st.sampled_from(["rates", "reading", "memo", "unknown", ""]), STEPS, max_size=4)

RELAXED = [HealthCheck.function_scoped_fixture]  # because the host is emptied by hand between examples


def journey(host, key, answers):
    """Save, submit, look again; the marks."""
    version = host.block(key).draft.get("version", 0)
    status, said = host.call(key, "save", {"answers": answers, "version": version})
    assert status == 200, said
    word = f"key-{host.block(key).sent:08}"
    status, said = host.call(key, "submit", {"answers": answers, "key": word})
    assert status == 200, said
    view = host.block(key).student_view().json_init_args
    json.dumps(view, allow_nan=False)
    assert json.dumps(view["answers"]) == json.dumps(answers)
    kept = api.last(api.Learner(AWA.anonymous, COURSE, str(key)))
    assert json.dumps(kept.answers) == json.dumps(answers)
    return view["marks"]


@pytest.fixture
def open_case(host, key):
    block = host.block(key)
    block.max_attempts = None
    block.save()
    return key


@pytest.mark.fuzz
@settings(max_examples=60, deadline=None, suppress_health_check=RELAXED)
@given(answers=ANSWERS)
def test_any_answers(host, open_case, answers):
    marks = journey(host, open_case, answers)
    assert 0 <= marks["points"] <= marks["out_of"] == OUT_OF


@pytest.mark.fuzz
@settings(max_examples=20, deadline=None, suppress_health_check=RELAXED)
@given(odd=VALUES)
def test_one_odd_step_costs_no_other_step(host, open_case, odd):
    answers = {"rates": RIGHT["rates"], "memo": RIGHT["memo"], "reading": odd}
    marks = journey(host, open_case, answers)
    assert marks["points"] >= OUT_OF - 1


def test_a_very_long_answer_is_kept_and_one_that_is_too_long_refused(host, open_case):
    journey(host, open_case, {"memo": "mot " * 50_000})
    status, said = host.call(open_case, "submit", {"answers": {"memo": "x" * 2_000_000}, "key": "key-99999999"})
    assert (status, said["error"]["code"]) == (413, "too-large")


def test_deep_answers(host, open_case):
    deep = "x"
    for _ in range(300):
        deep = [deep]
    journey(host, open_case, {"rates": deep, "reading": {"cells": deep}})
