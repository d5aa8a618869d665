"""What the case on the school census says: its returns are those of the pack, its errors each break the rule named."""

from __future__ import annotations

import re

import pytest

from epm_xblocks.kinds.census_step import CensusStep
from epm_xblocks.planning.emis import change_findings, duplicate_findings, ratio_findings, sum_findings
from epm_xblocks.safe_xml import inside, text_of

from .by_case.school_census import ITEMS, gaps, returns, rows, schools, story
from .course import LANGUAGES, case, keys

NAME = "school-census"
LEAST, MOST, JUMP = 15, 80, 0.3
"""What the rules of the step say: pupils per teacher, and the change of a year."""
PARTS = (("repeaters", "pupils"), ("qualified", "teachers"))
COUNTED = ("teachers", "class_groups", "rooms", "pupils")
"""Items of which a school that is open cannot have none."""
Form = dict[str, int]


def step(lang: str = "fr") -> CensusStep:
    (found,) = (one for one in case(NAME, lang).steps if isinstance(one, CensusStep))
    return found


def broken(line: str, form: Form, everything: dict[str, Form]) -> list[str]:
    """The rules that a return breaks, in the order of the list, by the mathematics of the planning room."""
    at = (line,)
    same = [other for other in everything if everything[other] == form]
    found = {
        "twice": duplicate_findings([tuple(map(str, form.values())) for _other in same]),
        "zero": [item for item in COUNTED if form[item] == 0],
        "sum": sum_findings(at, {sex: form[sex] for sex in ("girls", "boys")}, form["pupils"]),
        "part": [part for part, whole in PARTS if form[part] > form[whole]],
        "ratio": ratio_findings(
            {at: form["pupils"]}, {at: form["teachers"]}, least=LEAST, most=MOST, item="pupils per teacher"
        ),
        "jump": form["pupils_2023"] and change_findings({at: form["pupils_2023"]}, {at: form["pupils"]}, most=JUMP),
        "groups": form["class_groups"] > form["teachers"],
    }
    return [rule for rule, what in found.items() if what]


def written() -> dict[str, Form]:
    """The returns that the learner sees, by the id of the record."""
    one = step()
    columns = [column.id.replace("-", "_") for column in one.columns]
    return {
        record.id: dict(zip(columns, (int(figure or 0) for figure in record.figures), strict=True))
        for record in one.records
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_returns_are_those_of_the_pack(lang: str) -> None:
    labels = [record.label.split() for record in step(lang).records]
    assert [int(label[0]) for label in labels] == [int(row["line"]) for row in rows("district_returns")]
    assert list(written().values()) == [
        {name: form[name] for name in next(iter(written().values()))} for _code, form in returns()
    ]
    if lang == "fr":
        assert [label[2] for label in labels] == [row["name"] for row in rows("district_returns")]


def test_what_is_not_planted_is_what_the_school_declared() -> None:
    """And every planted cell, but those of a sum and of a doubled return, differs from the school."""
    one, true = step(), schools()
    cells = {cell for error in one.errors for cell in error.at}
    for (record, form), (code, _typed) in zip(written().items(), returns(), strict=True):
        wrong = {item for item in form if code not in true or form[item] != true[code][item]}
        assert all(f"{record}/{item.replace('_', '-')}" in cells for item in wrong), (record, wrong)
    errors = {error.id: error for error in one.errors}
    assert len(errors) == 12
    for error in errors.values():
        record = error.at[0].split("/")[0]
        code = returns()[int(record[1:]) - 1][0]
        item = error.at[0].split("/")[1].replace("-", "_")
        assert code not in true or written()[record][item] != true[code][item], error.id


def test_each_error_breaks_its_rule_first_and_sound_returns_break_none() -> None:
    forms, one = written(), step()
    assert [rule.id for rule in one.rules] == ["twice", "zero", "sum", "part", "ratio", "jump", "groups"]
    planted = {error.at[0].split("/")[0]: error for error in one.errors}
    twin = "s18"
    for record, form in forms.items():
        found = broken(record, form, forms)
        if record in planted:
            assert found[0] == planted[record].rule, (record, found)
        else:
            assert found == (["twice"] if record == twin else []), record
    assert forms["s25"] == forms[twin]


def test_treatments_follow_the_conventions() -> None:
    """Pupils may be worked out at the desk or estimated; the rest is asked; a doubled return is set aside."""
    for error in step().errors:
        item = error.at[0].split("/")[1]
        if error.rule == "twice":
            assert error.treatments == ("drop",)
        elif item in ("pupils", "girls", "boys"):
            expected = {"zero": "estimate", "jump": "ask"}.get(error.rule, "derive")
            assert error.treatments == (expected,)
        else:
            assert error.treatments == ("ask",)


def test_the_desk_finds_the_figures_it_may_correct() -> None:
    """What the feedback gives as the right figure is what the school has."""
    true = list(schools().values())
    assert true[5]["pupils"] == 134 == written()["s06"]["pupils"] / 10
    assert abs(true[5]["pupils"] - true[5]["pupils_2023"]) < 10
    assert true[15]["pupils"] == 450 == true[15]["girls"] + true[15]["boys"]
    assert true[22]["girls"] == 84 == 180 - true[22]["boys"]
    assert written()["s05"]["pupils"] > 1.4 * written()["s05"]["pupils_2023"]
    assert written()["s21"]["pupils_2023"] == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_figures_of_the_feedback_stand_in_the_returns(lang: str) -> None:
    figures = {figure for form in written().values() for figure in form.values()} | {0, 24, 40, 84, 450, 2023, 18}
    for error in step(lang).errors:
        said = text_of(inside(error.feedback.xml, "feedback")).replace("\u202f", "").replace(",", "")
        assert {int(number) for number in re.findall(r"\d+", said)} <= figures, (error.id, said)


def test_the_given_gaps_are_those_of_the_returns() -> None:
    by_name = {str(cell): one.value for cell, one in case(NAME).workbook.givens.items()}
    found = [by_name[f"Données!B{row}"] for row in (35, 36, 37)]
    assert found == [gaps(item) for item in ("pupils", "repeaters", "teachers")]
    assert (by_name["Données!B14"], by_name["Données!B15"]) == (len(schools()), len(returns()))
    assert set(ITEMS) < set(returns()[0][1])


def test_all_schools_of_the_district_are_public() -> None:
    assert {row["status"] for row in rows("schools") if row["district"] == "D14"} == {"public"}


def test_the_story() -> None:
    story(keys(NAME))
