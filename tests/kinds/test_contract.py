"""One contract for every registered kind: its five verbs, its secrets, hostile answers, its page of documentation."""

import dataclasses
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from epm_xblocks.case import Attempt, marks_view
from epm_xblocks.kinds.registry import KINDS
from epm_xblocks.kinds.rich import plain_text
from epm_xblocks.safe_xml import parse, same
from epm_xblocks.words.text import ENGLISH
from tests.case.helpers import case_of
from tests.kinds.contract import contract

ROOT = Path(__file__).parents[2]
STEPS = {kind: contract(kind) for kind in KINDS}


def case_with(kind):
    return case_of(
        '<epm_case case_id="c" display_name="t" lang="fr"><data id="d" sheet="Data" at="A3" source="s">'
        '<column id="a"/><column id="b"/><row id="r">1000</row></data>'
        f"{STEPS[kind].step}<closing><p>SECRET-closing</p></closing><trainer_notes>SECRET-notes</trainer_notes></epm_case>"
    )


@pytest.mark.parametrize("kind", sorted(KINDS))
class TestEveryKind:
    def test_read_and_write_lose_nothing(self, kind):
        element = parse(STEPS[kind].step)
        step = KINDS[kind].read(element)
        assert same(KINDS[kind].write(step), element)
        assert KINDS[kind].read(KINDS[kind].write(step)) == step

    def test_a_step_made_by_hand_is_written_from_its_fields(self, kind):
        step = KINDS[kind].read(parse(STEPS[kind].step))
        made = KINDS[kind].write(dataclasses.replace(step, xml="", title="Autre"))
        assert KINDS[kind].read(made) == dataclasses.replace(step, title="Autre")
        assert made.get("title") == "Autre"

    def test_it_says_what_it_does_not_know(self, kind):
        element = parse(STEPS[kind].step)
        element.set("colour", "red")
        found = KINDS[kind].read(element).findings
        assert ("attribute-unknown", "colour") in [(finding.code, finding.values.get("name")) for finding in found]

    def test_samples_earn_what_they_promise(self, kind):
        case = case_with(kind)
        assert [finding.code for finding in case.findings if finding.severity == "error"] == []
        context = dataclasses.replace(Attempt(case).context, keys=Attempt(case).keys)
        samples = KINDS[kind].samples(case.step("s"), context)
        assert {sample.name for sample in samples} >= {"right", "partly-right", "wrong", "malformed"}
        for sample in samples:
            mark = Attempt(case, None, {"s": sample.answer}).mark()
            assert mark.out_of == case.out_of
            json.dumps(mark.detail)
            if sample.share is not None:
                assert mark.points == pytest.approx(sample.share * case.out_of), sample

    def test_a_view_holds_no_secret_before_the_key_may_be_shown(self, kind):
        case = case_with(kind)
        for answer in (None, *(sample.answer for sample in _samples(case, kind))):
            shown = Attempt(case, None, {"s": answer}).show()
            text = json.dumps({**shown, "style": ""}, ensure_ascii=False)
            assert [secret for secret in STEPS[kind].secrets if secret in text] == []
            assert text.count("SHOWN") == STEPS[kind].step.count("SHOWN")

    def test_a_revealed_view_holds_the_key(self, kind):
        text = json.dumps(Attempt(case_with(kind), None, {}, reveal=True).show(), ensure_ascii=False)
        assert STEPS[kind].revealed in text
        assert "SECRET-closing" in text
        assert "SECRET-notes" not in text

    def test_hostile_answers_earn_nothing_and_never_raise(self, kind):
        case = case_with(kind)
        deep: object = []
        for _ in range(500):
            deep = [deep]
        for answers in (
            None,
            3,
            "x",
            [],
            deep,
            {"s": deep},
            {"s": {"cells": deep}},
            {"nowhere": {}},
            {"s": {"cells": {"B5": deep}}},
            *({"s": json.loads(answer)} for answer in STEPS[kind].hostile),
        ):
            attempt = Attempt(case, None, answers)
            mark = attempt.mark()
            assert mark.points == 0
            attempt.show()
            json.dumps(marks_view(attempt, mark, ENGLISH))

    def test_marks_in_words_hold_no_key_before_it_may_be_shown(self, kind):
        case = case_with(kind)
        for sample in _samples(case, kind):
            if sample.name in ("wrong", "malformed"):
                attempt = Attempt(case, None, {"s": sample.answer})
                told = json.dumps(marks_view(attempt, attempt.mark(), ENGLISH), ensure_ascii=False)
                assert STEPS[kind].revealed not in told

    def test_its_texts_are_all_known_to_the_checks(self, kind):
        texts = list(KINDS[kind].texts(KINDS[kind].read(parse(STEPS[kind].step))))
        seen = " ".join(plain_text(one.text) for one in texts if one.role == "before")
        kept = " ".join(plain_text(one.text) for one in texts if one.role != "before")
        assert "SECRET" not in seen
        assert "SHOWN" not in kept
        assert (seen + kept).count("SHOWN-") > 0

    def test_lazy_guesses_are_answers(self, kind):
        case = case_with(kind)
        for answers in KINDS[kind].guesses(case.step("s")).values():
            assert answers
            assert max(Attempt(case, None, {"s": answer}).mark().points for answer in answers) <= case.out_of

    def test_it_has_its_page_of_documentation(self, kind):
        page = (ROOT / "docs" / "kinds" / f"{kind}.md").read_text("utf-8")
        assert f'kind="{kind}"' in page


def _samples(case, kind):
    context = dataclasses.replace(Attempt(case).context, keys=Attempt(case).keys)
    return [sample for sample in KINDS[kind].samples(case.step("s"), context) if "abc" not in str(sample.answer)]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["cells", "decide", "B5", "B6", "s", "value", "formula"]), inner)
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("kind", sorted(KINDS))
@settings(max_examples=60, deadline=None)
@given(answer=json_values)
def test_any_json_is_marked(kind, answer):
    case = case_with(kind)
    for answers in (answer, {"s": answer}, {"s": {"cells": answer}}, {"s": {"cells": {"B5": answer}}}):
        mark = Attempt(case, None, answers).mark()
        assert 0 <= mark.points <= mark.out_of
        assert mark == Attempt(case, None, answers).mark()
