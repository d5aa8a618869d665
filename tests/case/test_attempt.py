"""An attempt: the golden learner of the picture, the view, what is read of answers, variants, secrets."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from epm_xblocks.case import Attempt, CaseMark, corrige
from epm_xblocks.workbook.refs import Cell
from tests.case.helpers import case_of, sample, sample_text

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "flow_rates_answers.json").read_text("utf-8"))["answers"]
CONSISTENT = ["D5", "C12", "B13", "C13", "B14", "C14", "B15", "C15", "B16", "C16", "B17", "B18", "B19"]
STATES = {"C5": "slip", "B9": "wrong", "C9": "unread", "D9": "blank", **dict.fromkeys(CONSISTENT, "consistent")}


def marked(cells, **more):
    return Attempt(sample(), None, {"rates": {"cells": cells, **more}}).mark()


def cell(mark, name):
    return mark.steps["rates"].detail["cells"][name]


def test_the_learner_of_the_picture():
    mark = Attempt(sample(), None, GOLDEN).mark()
    assert (mark.points, mark.out_of, mark.first) == (28.5, 32.0, ("rates", "C5"))
    counts = [("right", 15), ("consistent", 13), ("slip", 1), ("wrong", 1), ("blank", 1), ("unread", 1)]
    assert list(mark.counts) == counts
    cells = mark.steps["rates"].detail["cells"]
    assert {name: one["state"] for name, one in cells.items() if one["state"] != "right"} == STATES
    assert cells["B17"]["own"] == [["Calcul", "B9", "83,1"], ["Calcul", "C5", "7,1"]]
    assert cells["C16"]["stood_in"] == [["Calcul", "C9"]]
    assert mark.steps["memo"].detail == {"state": "blank", "words": 0}


def test_a_mark_can_be_stored_and_read_back():
    mark = Attempt(sample(), None, GOLDEN).mark()
    assert CaseMark.of(mark.points, mark.out_of, json.loads(json.dumps(mark.detail))) == CaseMark.of(
        28.5, 32.0, mark.detail
    )
    assert CaseMark.of(1, 2, None).steps == {}
    assert CaseMark.of(mark.points, mark.out_of, mark.detail).first == ("rates", "C5")


def test_marks_are_the_same_again():
    assert Attempt(sample(), None, GOLDEN).mark() == Attempt(case_of(sample_text() + " "), None, GOLDEN).mark()


def test_no_mark_holds_a_right_value_that_was_not_typed():
    text = json.dumps(Attempt(sample(), None, GOLDEN).mark().detail)
    for hidden in ("81.0", "81,0", "10.34", "10,3", "8.6", "=100-", "Données!", "7.5" * 0 + "formula"):
        assert hidden not in text.replace("10.3.4", "")


READ = {
    "as shown": ("9,4", "right"),
    "with per cent": ("9,4\u202f%", "right"),
    "spaces": ("  9,4 ", "right"),
    "Arabic-Indic": ("٩٫٤", "right"),
    "more digits": ("9,3707", "right"),
    "a number": (9.3707, "right"),
    "from a file": ({"value": 9.370657, "formula": None}, "right"),
    "with its formula": ({"value": 9.370657, "formula": "=Données!E4/Données!B4*100"}, "right"),
    "a formula typed in French": ("=ARRONDI(Données!E4/Données!B4*100;1)", "right"),
    "the slip": ("9,5", "slip"),
    "a hundredth": ("0,0937", "slip"),
    "something else": ("12", "wrong"),
    "empty": ("", "blank"),
    "white space": (" \t", "blank"),
    "a dash": ("–", "blank"),
    "null": (None, "blank"),
    "a file's empty cell": ({"value": None}, "blank"),
    "letters": ("neuf", "unread"),
    "a list": ([9.4], "unread"),
    "true": (True, "unread"),
    "a file's text": ({"value": "9,4"}, "unread"),
    "infinite": (float("inf"), "unread"),
    "huge": (10**400, "unread"),
    "a formula that reads the key": ("=Clé!B5", "unread"),
    "a formula that reads itself": ("=C4", "unread"),
    "a formula with a forbidden function": ('=INDIRECT("C4")', "unread"),
    "a long formula": ("=" + "1+" * 5000 + "1", "unread"),
    "a long text": ("9" * 100_000, "unread"),
}


@pytest.mark.parametrize("name", READ)
def test_what_is_read_of_a_cell(name):
    given_, state = READ[name]
    found = cell(marked({"C4": given_}), "C4")
    assert found["state"] == state
    assert len(found.get("text", "")) <= 60


def test_an_ambiguous_figure_is_unread_with_both_readings_until_decided():
    found = cell(marked({"C11": "1.103"}), "C11")
    assert (found["state"], found["reason"]) == ("unread", "ambiguous")
    assert found["readings"] == [["group", 1103.0], ["decimal", 1.103]]
    assert cell(marked({"C11": "1.103"}, decide="group"), "C11")["state"] == "right"
    assert cell(marked({"C11": "1.103"}, decide="decimal"), "C11")["state"] == "wrong"
    assert cell(marked({"C11": "1.103"}, decide=["group"]), "C11")["state"] == "unread"
    assert cell(marked({"C11": "1,103"}, decide="group"), "C11")["state"] == "wrong"  # a comma is decimal in French


def test_unknown_steps_and_cells_change_nothing():
    plain = marked({"C4": "9,4"})
    answers = {"rates": {"cells": {"C4": "9,4", "A1": "1", "C10": "2", "Z99": "3"}}, "nowhere": ["x"], "memo": 7}
    assert Attempt(sample(), None, answers).mark().steps["rates"] == plain.steps["rates"]


class TestView:
    def test_shape(self):
        view = Attempt(sample(), None, GOLDEN).show()
        assert view["case"] == {
            "id": "flow-rates",
            "title": "Taux de flux et cohorte reconstituée",
            "lang": "fr",
            "dir": "ltr",
            "revision": sample().revision,
        }
        data = view["data"][0]
        assert [column["col"] for column in data["columns"]] == list("ABCDE")
        assert [column["text"] for column in data["columns"]] == [True, False, False, False, False]
        assert data["rows"][0] == {
            "n": 4,
            "label": "1",
            "role": "",
            "cells": _spaced("151 110", "14 340", "155 586", "14 160"),
        }
        assert data["rows"][6]["cells"] == _spaced("743 630", "54 257", "774 358", "54 070")
        assert data["rows"][7]["cells"] == _spaced("80 307", "", "", "")
        assert view["conventions"][2] == {"label": "Diplômés", "text": "comptés à la fin de 2023"}
        assert view["closing"] is None
        json.dumps(view)

    def test_the_sheet(self):
        step = Attempt(sample()).show()["steps"][0]
        flow, cohort = step["tables"]
        answer = {"type": "answer", "unit": "percent", "decimals": 1, "points": 1.0, "mode": "value"}
        assert flow["rows"][0]["cells"] == [{"ref": f"{letter}4", **answer} for letter in "BCD"]
        assert flow["columns"][1] == {"col": "B", "label": "Promotion", "symbol": "p", "unit": "", "decimals": None}
        assert cohort["rows"][0]["cells"][0] == {"ref": "B11", "type": "given", "text": "1\u202f000"}
        assert cohort["rows"][6]["cells"][1] is None

    def test_figures_in_prose_follow_the_data(self):
        assert "743\u202f630" in Attempt(sample()).show()["brief"]
        assert "743\u202f631" in Attempt(case_of(sample_text().replace("151110", "151111"))).show()["brief"]

    def test_the_key_waits(self):
        hidden = json.dumps(Attempt(sample(), None, GOLDEN).show(), ensure_ascii=False)
        assert '"key"' not in hidden
        view = Attempt(sample(), None, GOLDEN, reveal=True).show()
        assert view["steps"][0]["key"]["C9"] == "10,3"
        assert "8,6\u00a0%" in view["closing"]
        assert view["steps"][1]["model_answer"]

    def test_a_key_figure_in_a_text_before_the_key_is_a_dash(self):
        text = sample_text().replace('<fig of="Données!B10"/>', '<fig of="Calcul!C4"/>')
        assert ">–</bdi>" in Attempt(case_of(text)).show()["brief"]

    def test_right_to_left(self):
        assert Attempt(case_of(sample_text(), lang="ar", figures="ar-EG")).show()["case"]["dir"] == "rtl"

    def test_a_damaged_step_is_named_and_nothing_of_its_formula_shown(self):
        case = case_of(sample_text().replace("=100-B4-C4", "=100-B4-C4*H77"))
        view = Attempt(case, None, GOLDEN).show()
        assert view["steps"][0] == {
            "id": "rates",
            "kind": "worksheet",
            "title": "Calculer les taux et la cohorte",
            "damaged": True,
        }
        assert Attempt(case, None, GOLDEN).mark().points == 0
        assert "H77" not in json.dumps(view)


def _spaced(*texts):
    return [text.replace(" ", "\u202f") for text in texts]


class TestVariants:
    def test_each_seed_has_its_figures_and_keeps_them(self):
        one, two = Attempt(sample(), 1), Attempt(sample(), 2)
        cells = [attempt.show()["data"][0]["rows"][0]["cells"][0] for attempt in (one, two, Attempt(sample(), 1))]
        assert cells[0] == cells[2] != cells[1]
        assert one.show()["data"][0]["rows"][6]["cells"][0] != two.show()["data"][0]["rows"][6]["cells"][0]

    def test_totals_and_prose_follow(self):
        attempt = Attempt(sample(), 7)
        total = sum(attempt.context.values[Cell("Données", f"B{row}")] for row in range(4, 10))
        assert attempt.context.values[Cell("Données", "B10")] == total
        view = attempt.show()
        shown = view["data"][0]["rows"][6]["cells"][0]
        assert shown in view["brief"]
        assert shown != "743\u202f630"  # the authored total

    def test_right_answers_of_a_variant_are_right(self):
        solved = corrige(sample(), 7)
        cells = {one["cell"]: one["text"] for one in solved["steps"][0]["cells"]}
        assert Attempt(sample(), 7, {"rates": {"cells": cells}}).mark().points == 32
        assert Attempt(sample(), 8, {"rates": {"cells": cells}}).mark().points < 32

    def test_the_example_of_a_sentence_is_near_no_answer(self):
        for seed in range(8):
            attempt = Attempt(sample(), seed)
            assert all(abs(attempt.example - key) > 0.05 for key in attempt.keys.values())

    def test_an_example_that_is_an_answer_makes_room_for_another(self):
        usual = Attempt(sample()).example
        meeting = case_of(sample_text().replace("=100-B4-C4", f"={usual}+0*B4"))
        assert abs(Attempt(meeting).example - usual) > 1


class TestSecrets:
    """Unique tokens in every place a learner may not read yet."""

    TEXT = (
        sample_text()
        .replace("=100-B4-C4", "=100-B4-C4+0.000000731902")
        .replace("<p>Vous avez promu", "<p>TOKEN-feedback Vous avez promu")
        .replace("<hint><p>", "<hint><p>TOKEN-hint ")
        .replace('id="same-year"', 'id="TOKEN-slip"')
        .replace('slip="same-year"', 'slip="TOKEN-slip"')
        .replace("<model_answer><p>", "<model_answer><p>TOKEN-model ")
        .replace('<closing id="closing"><p>', '<closing id="closing"><p>TOKEN-closing ')
        .replace("<p>Insistez", "<p>TOKEN-notes Insistez")
        .replace('id="nonsense"', 'id="TOKEN-test"')
        .replace('range="D4:D9"', 'range="D4:D9" tolerance="0.05731902" band="57.31902"')
        .replace("<brief ", "<!-- TOKEN-comment --><brief ")
    )

    @pytest.mark.parametrize("answers", [{}, GOLDEN, {"rates": {"cells": {"C4": "=Calcul!C5", "D4": "=Clé!A1"}}}])
    @pytest.mark.parametrize("seed", [None, 3])
    def test_nothing_of_the_key_is_in_the_view(self, answers, seed):
        case = case_of(self.TEXT)
        assert [finding.code for finding in case.findings if finding.severity == "error"] == []
        assert self.TEXT.count("TOKEN") == 9
        shown = json.dumps(Attempt(case, seed, answers).show(), ensure_ascii=False)
        assert "TOKEN" not in shown
        assert "731902" not in shown

    def test_a_view_does_not_depend_on_the_key(self):
        other = sample_text().replace("=100-B4-C4", "=99-B4-C4").replace('tolerance="last-digit"', "")
        one, two = Attempt(sample(), 5, GOLDEN).show(), Attempt(case_of(other), 5, GOLDEN).show()
        assert one["case"].pop("revision") != two["case"].pop("revision")
        assert one == two


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(st.sampled_from(["B4", "C5", "B9", "C11", "B19"]), st.text(max_size=30)))
def test_any_text_is_marked(cells):
    mark = marked(cells)
    assert 0 <= mark.points <= len(cells)
    assert sum(number for _state, number in mark.counts) == 32


def test_the_marks_of_a_convention_stay_and_nothing_else_does():
    text = sample_text().replace(
        "comptés à la fin de 2023", '<i>D</i><sub>t</sub> = <fig of="Données!B11"/><script>x</script>'
    )
    shown = Attempt(case_of(text)).show()["conventions"][2]["text"]
    assert shown == '<i>D</i><sub>t</sub> = <bdi class="epm-fig">80\u202f307</bdi>'
