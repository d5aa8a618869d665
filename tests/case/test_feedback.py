"""Marks in words: notes gathered by cause, one call-out, figures that are never the expected ones."""

import gettext
import json
from pathlib import Path

import pytest

from epm_xblocks.case import Attempt, CaseMark, marks_view
from epm_xblocks.words.mark_texts import PLURALS
from epm_xblocks.words.text import ENGLISH
from epm_xblocks.workbook.values import key_values
from tests.case.helpers import case_of, sample, sample_text
from tests.case.test_attempt import GOLDEN

LOCALE = Path(__file__).parents[2] / "locale"


def view(answers, case=None, **more):
    attempt = Attempt(case or sample(), None, answers, **more)
    return marks_view(attempt, attempt.mark(), ENGLISH)


def notes(cells):
    return {note["label"]: note for note in view({"rates": {"cells": cells}})["steps"]["rates"]["notes"]}


class TestTheLearnerOfThePicture:
    marks = view(GOLDEN)
    step = marks["steps"]["rates"]

    def test_summary(self):
        assert self.marks["points_text"] == "28,5 of 32 points"
        assert self.marks["first"] == {"step": "rates", "cell": "C5"}
        assert self.marks["counts"][1] == ["consistent", 13]

    def test_call_out(self):
        call = self.step["callout"]
        assert (call["cell"], call["lead"], call["foot"]) == (
            "C5",
            "This is where the path left the road.",
            "Known slip · 0,5 of 1 point",
        )
        assert "<b>pourcentage de redoublants</b>" in call["html"]

    def test_notes_in_the_order_of_the_page(self):
        said = [(note["label"], note["state"], note["lead"]) for note in self.step["notes"]]
        assert said == [
            ("D5", "consistent", "Right method, with your 7,1 (C5)."),
            ("B9", "wrong", "Wrong."),
            ("C9", "unread", "Could not be read."),
            ("D9", "blank", "Not answered."),
            ("C12, B13 to C16", "consistent", "Right method, with your 7,1 (C5)."),
            ("B17 to B19", "consistent", "Right method, with your 83,1 (B9) and 7,1 (C5)."),
        ]

    def test_a_note_stands_under_one_table_only(self):
        rows = [{int(cell[1:]) > 9 for cell in note["cells"]} for note in self.step["notes"]]
        assert all(len(sides) == 1 for sides in rows)

    def test_sentences(self):
        html = {note["label"]: note["html"] for note in self.step["notes"]}
        assert html["B9"] == (
            "You wrote <bdi>83,1</bdi>. No known slip explains it. "
            "<p>Relisez la ligne « Diplômés à la fin de 2023 ».</p>"
        )
        assert html["C9"] == (
            "“<bdi>10.3.4</bdi>” has more than one decimal point. Keep one separator, as in <bdi>7,5</bdi>."
        )
        assert html["D9"] == "What follows is not held up by it."
        assert "<bdi>C9</bdi> could not be read: the key stands in for it" in html["C12, B13 to C16"]

    def test_cells(self):
        assert self.step["cells"]["C5"] == {"state": "slip", "points_text": "0,5 of 1 point", "text": "7,1"}
        assert len(self.step["cells"]) == 32

    def test_no_expected_figure_is_named(self):
        text = json.dumps(self.marks, ensure_ascii=False)
        for hidden in ("81,0", "81,03", "10,3 ", "10,34", "8,6", "6,9", "2,8"):
            assert hidden not in text

    def test_a_stored_mark_says_the_same(self):
        attempt = Attempt(sample(), None, GOLDEN)
        mark = attempt.mark()
        stored = CaseMark.of(mark.points, mark.out_of, json.loads(json.dumps(mark.detail)))
        assert marks_view(attempt, stored, ENGLISH) == self.marks


@pytest.mark.parametrize(
    ("typed", "lead", "part"),
    [
        ("1.103", "Could not be read.", "in two ways: <bdi>1\u202f103</bdi> or <bdi>1,103</bdi>."),
        ("<b>9</b>", "Could not be read.", "&lt;b&gt;"),
        ("=INDIRECT(1)", "Could not be read.", "The function <bdi>INDIRECT</bdi> cannot be used here."),
        ("=1+1", "Wrong.", "Your formula does not do what is asked for."),
        ("1O3", "Could not be read.", "the letter O"),
        ("12", "Wrong.", "You wrote <bdi>12</bdi>."),
    ],
)
def test_what_is_said_of_one_cell(typed, lead, part):
    found = notes({"C4": "12", "C11": typed})["C11"]
    assert found["lead"] == lead
    assert part in found["html"]
    assert "<b>9" not in found["html"]


def test_an_ambiguous_cell_carries_both_readings():
    cells = view({"rates": {"cells": {"C11": "1.103"}}})["steps"]["rates"]["cells"]
    assert cells["C11"]["readings"] == [
        {"meaning": "group", "text": "1\u202f103"},
        {"meaning": "decimal", "text": "1,103"},
    ]


def test_an_unread_cell_that_comes_first_gets_the_call_out_in_other_words():
    call = view({"rates": {"cells": {"B4": "abc"}}})["steps"]["rates"]["callout"]
    assert (call["cell"], call["lead"]) == ("B4", "The path stops here.")
    assert "You did" not in call["html"]


def test_hundredfold_slips_show_a_figure_that_is_no_answer():
    found = notes({"B4": "12", "C4": "0,0937"})["C4"]
    assert found["lead"] == "Known slip."
    assert "write <bdi>7,5</bdi>, not <bdi>0,075</bdi>" in found["html"]


def test_wrong_cells_of_one_range_are_gathered():
    found = notes({"D4": "77", "C4": "55", "C6": "56", "C7": "57"})
    assert found["C6 to C7"]["html"].startswith("You wrote <bdi>56 and 57</bdi>. No known slip explains these figures.")


def test_unexplained_figures_say_what_they_earn():
    cells = {"B4": "50", "C4": "40", "D4": "10"}
    states = view({"rates": {"cells": cells}})["steps"]["rates"]["cells"]
    assert states["D4"]["state"] == "unexplained"
    assert "it earns <bdi>0 points</bdi>" in notes(cells)["D4"]["html"]


CHOICE = (
    '<step kind="choice" id="q" title="t" points="2"><prompt>p</prompt>'
    '<option id="a" right="true"><text>A</text><feedback>yes</feedback></option>'
    '<option id="b"><text>B</text><feedback>no</feedback></option></step>'
)


def test_feedback_of_a_choice_is_that_of_what_was_picked():
    case = case_of(sample_text().replace("<closing", CHOICE + "<closing"))
    assert view({"q": ["b"]}, case)["steps"]["q"]["options"] == {"b": {"html": "no", "right": False}}
    assert view({"q": []}, case)["steps"]["q"]["options"] == {}
    assert set(view({"q": ["b"]}, case, reveal=True)["steps"]["q"]["options"]) == {"a", "b"}
    assert view({"q": ["a"]}, case)["steps"]["q"]["points_text"] == "2 of 2 points"


def test_written_work_is_told_its_length():
    said = view({"memo": "un deux trois"})["steps"]["memo"]
    assert (said["state"], said["text"]) == ("short", "3 words. Your text is shorter than the 80 words asked for.")
    assert said["points_text"] == ""


class TestInFrench:
    """What differs with the number of figures or cells, as the catalogue has it."""

    french = gettext.translation("django", LOCALE, ["fr"])

    def notes(self, cells):
        attempt = Attempt(sample(), None, {"rates": {"cells": cells}})
        found = marks_view(attempt, attempt.mark(), self.french)["steps"]["rates"]["notes"]
        return {note["cells"][0]: note for note in found}

    def test_one_figure_and_several(self):
        attempt = Attempt(sample(), None, GOLDEN)
        found = marks_view(attempt, attempt.mark(), self.french)["steps"]["rates"]["notes"]
        leads = {note["cells"][0]: note["lead"] for note in found}
        assert leads["D5"] == "Méthode juste, avec votre 7,1 (C5)."
        assert leads["B17"] == "Méthode juste, avec vos 83,1 (B9) et 7,1 (C5)."

    def test_figures_that_nothing_explains(self):
        said = [self.french.ngettext(*PLURALS["unexplained"], number) for number in (1, 2)]
        assert said[0].startswith("Ce résultat découle de votre {figures}, mais rien n’explique ce chiffre")
        assert said[1].startswith("Ce résultat découle de vos {figures}, mais rien n’explique ces chiffres")

    def test_one_cell_and_several_for_which_the_key_stands_in(self):
        one = self.notes({"B4": "12", "D4": "78,6"})["D4"]["html"]
        assert "La cellule <bdi>C4</bdi> est sans réponse" in one
        keys = {cell.a1: key for cell, key in key_values(sample().workbook).items()}
        share = 900 * 6 / sum(keys[f"C{row}"] for row in range(11, 17)) * 100
        several = self.notes({"B17": "900", "B18": f"{share:.1f}".replace(".", ",")})["B18"]
        assert several["lead"] == "Méthode juste, avec votre 900 (B17)."
        assert "Les cellules <bdi>C11, C12, C13, C14, C15 et C16</bdi> sont sans réponse" in several["html"]

    def test_one_figure_typed_in_several_cells_is_one_figure(self):
        found = self.notes({"D4": "77", "C6": "56", "C7": "56"})["C6"]["html"]
        assert found.startswith("Vous avez écrit <bdi>56</bdi>. Aucune erreur connue ne l’explique.")


class Upside:
    """A catalogue that shows that every sentence goes through it."""

    def gettext(self, message):
        return message.swapcase() if "{" not in message else f"¡{message}"

    def ngettext(self, singular, plural, n):
        return f"¡{plural}"


def test_every_sentence_is_translated():
    attempt = Attempt(sample(), None, GOLDEN)
    found = marks_view(attempt, attempt.mark(), Upside())
    assert found["points_text"].startswith("¡")
    for note in found["steps"]["rates"]["notes"]:
        assert note["lead"].startswith("¡") or note["lead"].isupper() or note["lead"][0].islower()


def test_marks_of_a_case_that_has_changed_since_are_still_shown():
    attempt = Attempt(sample(), None, GOLDEN)
    mark = attempt.mark()
    changed = case_of(sample_text().replace('range="D4:D9"', 'range="D4:D8"').replace("same-year", "other-year"))
    found = marks_view(Attempt(changed, None, GOLDEN), mark, ENGLISH)["steps"]["rates"]
    assert "D9" not in found["cells"]
    assert found["callout"]["html"] == "Your figure is what a known slip gives. Look at the method again."
