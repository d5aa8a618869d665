"""Every key of the cases, computed again from the CSV files alone, by the mathematics of the planning room."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from epm_xblocks.planning.cohort import Cohort, reconstructed_cohort
from epm_xblocks.planning.efficiency import (
    coefficient_of_efficiency,
    input_output_ratio,
    pupil_years,
    survival_rate_to_last_grade,
    years_input_per_graduate,
)
from epm_xblocks.planning.equity import gini_coefficient, lorenz_curve
from epm_xblocks.planning.flows import FlowTable, SchoolYear, flow_rates, percentage_of_repeaters, summed
from epm_xblocks.planning.inconsistent_flows import rescale, smooth
from epm_xblocks.planning.indicators import (
    adjusted_net_enrolment_rate,
    gross_enrolment_ratio,
    gross_intake_ratio,
    net_enrolment_rate,
    net_intake_rate,
    out_of_school_number,
    out_of_school_rate,
    schooling_profile,
    transition_rate,
)
from epm_xblocks.planning.location import location_quotients
from epm_xblocks.planning.parity import adjusted_parity_index, parity_index
from epm_xblocks.planning.teachers import pupil_teacher_ratio

from .course import CASES, case, keys, module_of, total
from .projection_keys import PROJECTION

K = "kalembu/"
SEXES = {"B": ("F",), "C": ("M",), "D": ("F", "M")}
GRADES = range(1, 7)
ROWS = range(4, 10)
REGIONS = ("R1", "R2", "R3", "R4", "R5", "R6")


def coverage() -> dict[str, float]:
    found: dict[str, float] = {}
    for column, sex in SEXES.items():
        at_six = total(K + "population.csv", "population", year=2024, sex=sex, age=6)
        new = total(K + "enrolment.csv", "new_entrants", year=2024, sex=sex, level="primary", grade=1)
        six = total(K + "entrants_by_age.csv", "entrants", year=2024, sex=sex, age=6)
        found[f"Accès!{column}4"] = gross_intake_ratio(new, at_six).number
        found[f"Accès!{column}5"] = net_intake_rate(six, at_six).number
        found[f"Accès!{column}6"] = six / new * 100
        people, pupils, official, beyond = _school_age(sex=sex)
        found[f"Participation!{column}4"] = people
        found |= _participation(column, people, pupils, official, beyond)
    for row, region in zip(ROWS, ("R1", "R2", "R3", "R4", "R5", "R6"), strict=True):
        people, pupils, official, beyond = _school_age(region=region)
        found[f"Régions!B{row}"] = gross_enrolment_ratio(pupils, people).number
        found[f"Régions!D{row}"] = out_of_school_number(people, official + beyond).number
        found[f"Régions!C{row}"] = out_of_school_rate(people, official + beyond).number
    return found


def _school_age(**place: object) -> tuple[int, int, int, int]:
    """Children of 6-11; primary pupils of any age; those of 6-11; lower-secondary pupils of 6-11."""
    ages = tuple(range(6, 12))
    by_age = K + "enrolment_by_age.csv"
    return (
        total(K + "population.csv", "population", year=2024, age=ages, **place),
        total(K + "enrolment.csv", "enrolment", year=2024, level="primary", **place),
        total(by_age, "pupils", year=2024, level="primary", age=ages, **place),
        total(by_age, "pupils", year=2024, level="lower_secondary", age=ages, **place),
    )


def _participation(column: str, people: int, pupils: int, official: int, beyond: int) -> dict[str, float]:
    return {
        f"Participation!{column}5": gross_enrolment_ratio(pupils, people).number,
        f"Participation!{column}6": net_enrolment_rate(official, people).number,
        f"Participation!{column}7": adjusted_net_enrolment_rate(official, beyond, people).number,
        f"Participation!{column}11": out_of_school_number(people, official + beyond).number,
        f"Participation!{column}12": out_of_school_rate(people, official + beyond).number,
    }


def kalembu(year: int, file: str, graduates: str, **place: object) -> SchoolYear:
    where = {"year": year, "level": "primary", **place}
    return SchoolYear(
        tuple(total(K + file, "enrolment", grade=grade, **where) for grade in GRADES),
        tuple(total(K + file, "repeaters", grade=grade, **where) for grade in GRADES),
        total(K + graduates, "graduates", **where),
    )


def percent(table: FlowTable, columns: str, sheet: str) -> dict[str, float]:
    """The rates of a table in the columns of a sheet, rows 4 to 9."""
    found = {}
    for row, grade in zip(ROWS, table.grades, strict=True):
        for column, rate in zip(columns, (grade.promotion, grade.repetition, grade.dropout), strict=False):
            found[f"{sheet}!{column}{row}"] = rate.number * 100
    return found


def published(year: int) -> SchoolYear:
    return kalembu(year, "enrolment_reported.csv", "graduates.csv", region="R5")


def flows_of_a_bad_year() -> dict[str, float]:
    as_published = flow_rates(published(2022), published(2023), graduates_timing="same-year")
    common = [
        kalembu(year, "enrolment_common_schools.csv", "graduates_common_schools.csv", region="R5")
        for year in (2022, 2023)
    ]
    found = percent(as_published, "BCD", "Taux")
    found |= percent(flow_rates(*common, graduates_timing="same-year"), "BCD", "Traitement")
    third = rescale(as_published).grades[2]
    found |= {"Traitement!B13": third.promotion.number * 100, "Traitement!C13": third.repetition.number * 100}
    smoothed = smooth([published(year) for year in (2021, 2022, 2023)], graduates_timing="same-year").grades[2]
    rates = (smoothed.promotion, smoothed.repetition, smoothed.dropout)
    found |= {f"Traitement!{column}14": rate.number * 100 for column, rate in zip("BCD", rates, strict=True)}
    returned, register = (
        [total(K + "census_returns.csv", column, region="R5", year=year) for year in (2022, 2023)]
        for column in ("schools_returned", "schools")
    )
    return found | {
        "Contrôle!B4": sum(finding.code == "negative-dropout" for finding in as_published.findings),
        "Contrôle!B5": returned[0] / register[0] * 100,
        "Contrôle!B6": sum(int(pupils or 0) for pupils in published(2022).enrolment) / returned[0],
        "Contrôle!B7": sum(int(pupils or 0) for pupils in published(2023).enrolment) / returned[1],
    }


def cohort_of_kalembu() -> dict[str, float]:
    years = [kalembu(year, "enrolment.csv", "graduates.csv") for year in (2023, 2024)]
    table = flow_rates(*years, graduates_timing="same-year")
    free, capped = (_cohort(table, cap) for cap in (None, 2))
    found = percent(table, "BC", "Taux")
    found |= {f"Cohorte!B{row}": pupils for row, pupils in zip(ROWS, free.arrivals, strict=True) if row > 4}
    found |= {f"Cohorte!C{row}": years for row, years in zip(ROWS, free.pupil_years, strict=True)}
    found |= {f"Plafond!B{row}": years for row, years in zip(ROWS, capped.pupil_years, strict=True)}
    found |= {
        "Cohorte!B10": free.graduates,
        "Cohorte!B14": survival_rate_to_last_grade(free).number,
        "Cohorte!B15": years_input_per_graduate(free).number,
        "Cohorte!B16": coefficient_of_efficiency(free).number,
        "Cohorte!B17": input_output_ratio(free).number,
        "Plafond!B10": capped.graduates,
        "Plafond!B11": coefficient_of_efficiency(capped).number,
    }
    new = [total(K + "enrolment.csv", "new_entrants", year=2024, level="primary", grade=grade) for grade in GRADES]
    people = [total(K + "population.csv", "population", year=2024, age=5 + grade) for grade in GRADES]
    profile = schooling_profile(new, people)
    return found | {f"Profil!B{row}": rate.number for row, rate in zip(ROWS, profile, strict=True)}


def _cohort(table: FlowTable, cap: int | None) -> Cohort:
    rates = [[rate.number for rate in column] for column in (table.promotion, table.repetition)]
    return reconstructed_cohort(rates[0], rates[1], max_repetitions=cap)


def exam_year(year: str) -> SchoolYear:
    return SchoolYear(
        tuple(total("francophone-exam/enrolment.csv", "enrolment", grade_rank=grade, year=year) for grade in GRADES),
        tuple(total("francophone-exam/enrolment.csv", "repeaters", grade_rank=grade, year=year) for grade in GRADES),
        total("francophone-exam/diplomas.csv", "diplomas", year=year),
    )


def francophone_examination() -> dict[str, float]:
    years = exam_year("1998/99"), exam_year("1999/00")
    late = flow_rates(*years, graduates_timing="following-year")
    table = flow_rates(*years, graduates_timing="same-year")
    cohort = _cohort(table, 2)
    found = percent(late, "BCD", "Taux")
    sixth = [
        total("francophone-exam/enrolment.csv", column, grade="6e", year="1999/00")
        for column in ("enrolment", "repeaters")
    ]
    last = table.grades[-1]
    found |= {
        "Diplômes!B4": last.promotion.number * 100,
        "Diplômes!B5": last.dropout.number * 100,
        "Diplômes!B6": transition_rate(sixth[0] - sixth[1], years[0].enrolment[-1]).number,
        "Cohorte!B13": pupil_years(cohort),
        "Cohorte!B14": cohort.graduates,
        "Cohorte!B15": survival_rate_to_last_grade(cohort).number,
        "Cohorte!B16": coefficient_of_efficiency(cohort).number,
        "Cohorte!B17": years_input_per_graduate(cohort).number,
    }
    # In year t (from 0) a pupil of grade g (from 0) has repeated t - g times: the diagram read along its diagonals.
    for grade in range(6):
        for repeated in range(3):
            found[f"Cohorte!{'BCD'[repeated]}{4 + grade}"] = cohort.diagram[grade + repeated][grade]
    del found["Cohorte!B4"]
    return found


def equity() -> dict[str, float]:
    found: dict[str, float] = {}
    places: list[dict[str, object]] = [{"region": region} for region in REGIONS] + [{}]
    for row, place in enumerate(places, 4):
        rates = {}
        for column, sex in (("B", "F"), ("C", "M")):
            pupils = total(K + "enrolment.csv", "enrolment", year=2024, level="primary", sex=sex, **place)
            children = total(K + "population.csv", "population", year=2024, age=tuple(range(6, 12)), sex=sex, **place)
            rates[column] = gross_enrolment_ratio(pupils, children).number
        found[f"Parité!D{row}"] = parity_index(rates["B"], rates["C"]).number
    found |= {f"Parité!{column}10": rate for column, rate in rates.items()}
    area = [
        net_enrolment_rate(
            total(K + "enrolment_by_area.csv", "pupils_of_age", year=2024, area=name),
            total(K + "enrolment_by_area.csv", "children_of_age", year=2024, area=name),
        ).number
        for name in ("urban", "rural")
    ]
    found |= {"Parité!B14": area[0], "Parité!B15": area[1]}
    found["Parité!B16"] = parity_index(area[1], area[0]).number
    found["Parité!B17"] = parity_index(area[0], area[1]).number
    found["Parité!B18"] = adjusted_parity_index(area[0], area[1]).number
    return found | _shares_of_teachers()


def _shares_of_teachers() -> dict[str, float]:
    public = {"level": "primary", "status": "public", "year": 2024}
    pupils = [total(K + "enrolment_by_status.csv", "enrolment", region=region, **public) for region in REGIONS]
    teachers = [total(K + "teachers.csv", "teachers", region=region, **public) for region in REGIONS]
    both = zip([*pupils, sum(pupils)], [*teachers, sum(teachers)], strict=True)
    ratios = [pupil_teacher_ratio(many, few, counted="head-count") for many, few in both]
    found = {f"Enseignants!B{row}": ratio.number for row, ratio in enumerate(ratios, 4)}
    quotients = location_quotients(teachers, pupils)
    found |= {f"Enseignants!C{row}": quotient.number for row, quotient in enumerate(quotients, 4)}
    curve = lorenz_curve(teachers, pupils)
    for row in range(5):
        found[f"Lorenz!B{row + 4}"] = 100 * curve.people[row + 1]
        found[f"Lorenz!C{row + 4}"] = 100 * curve.resource[row + 1]
    return found | {"Lorenz!B13": gini_coefficient(teachers, pupils).number}


EXPECTED = {
    "cohort": cohort_of_kalembu,
    "coverage": coverage,
    "equity": equity,
    "flow-rates": flows_of_a_bad_year,
    "francophone-exam": francophone_examination,
}


@pytest.mark.parametrize("name", CASES)
def test_keys_follow_from_the_packs(name: str) -> None:
    module = module_of(name)
    expected: Mapping[str, float] = module.keys() if module else (EXPECTED | PROJECTION)[name]()
    found = keys(name)
    assert set(found) == set(expected)
    for cell, value in expected.items():
        assert found[cell] == pytest.approx(value, rel=1e-9), cell


@pytest.mark.parametrize(
    ("name", "sheet"), [("flow-rates", "Taux"), ("flow-rates", "Traitement"), ("francophone-exam", "Taux")]
)
def test_promotion_repetition_and_dropout_make_100(name: str, sheet: str) -> None:
    for row in ROWS:
        assert sum(keys(name)[f"{sheet}!{column}{row}"] for column in "BCD") == pytest.approx(100)


@pytest.mark.parametrize(("name", "ce", "yig"), [("cohort", "B16", "B15"), ("francophone-exam", "B16", "B17")])
def test_efficiency_times_years_per_graduate_is_600(name: str, ce: str, yig: str) -> None:
    assert keys(name)[f"Cohorte!{ce}"] * keys(name)[f"Cohorte!{yig}"] == pytest.approx(600)


@pytest.mark.parametrize("name", [name for name in CASES if hasattr(module_of(name), "story")])
def test_the_story_holds(name: str) -> None:
    """What texts, options and model answers of a later case say is so in its figures."""
    module = module_of(name)
    assert module is not None
    module.story(keys(name))


def test_what_the_story_needs_is_in_the_data() -> None:
    """The anomalies, orders and inequalities that the texts, choices and model answers speak of."""
    bad, good, exam, cover = keys("flow-rates"), keys("cohort"), keys("francophone-exam"), keys("coverage")
    assert all(bad[f"Taux!D{row}"] < 0 < bad[f"Traitement!D{row}"] for row in ROWS)
    assert bad["Taux!D5"] == min(bad[f"Taux!D{row}"] for row in ROWS)
    assert bad["Traitement!D6"] == min(bad[f"Traitement!D{row}"] for row in ROWS)
    assert bad["Traitement!D9"] == max(bad[f"Traitement!D{row}"] for row in ROWS)
    assert exam["Taux!D9"] < 0 < exam["Diplômes!B5"]
    assert all(exam[f"Taux!D{row}"] > 0 for row in range(4, 9))
    assert good["Plafond!B11"] < good["Cohorte!B16"]
    assert good["Plafond!B10"] < good["Cohorte!B10"]
    assert cover["Régions!B4"] > 100
    assert cover["Participation!B12"] > cover["Participation!C12"]
    numbers, rates = ([cover[f"Régions!{column}{row}"] for row in ROWS] for column in "DC")
    assert numbers.index(max(numbers)) == 4
    assert rates.index(max(rates)) == 5
    assert sum(numbers) == cover["Participation!D11"]
    fair = keys("equity")
    parity = [fair[f"Parité!D{row}"] for row in ROWS]
    assert parity.index(min(parity)) == 5
    assert fair["Parité!B16"] < fair["Parité!D10"] < 0.97
    assert 1 - min(parity) > 3 * (1 - fair["Parité!D10"])
    quotients = [fair[f"Enseignants!C{row}"] for row in ROWS]
    assert (quotients.index(min(quotients)), quotients.index(max(quotients))) == (4, 0)
    assert fair["Lorenz!B13"] < 0.1


def test_smoothing_leaves_the_last_grade_wrong() -> None:
    """As the closing says: graduates are complete while the enrolment of 2022 is not."""
    smoothed = smooth([published(year) for year in (2021, 2022, 2023)], graduates_timing="same-year")
    assert smoothed.dropout[5].number < 0.02 < 0.08 < keys("flow-rates")["Traitement!D9"] / 100


def test_the_other_anomaly_is_one_of_definition() -> None:
    """Samore Coast: dropout below 0 in grade 1 alone, its repeaters more than doubled, enrolment on its course."""
    years = [kalembu(year, "enrolment_reported.csv", "graduates.csv", region="R2") for year in (2023, 2024)]
    wrong = [
        grade.grade for grade in flow_rates(*years, graduates_timing="same-year").grades if grade.dropout.number < 0
    ]
    assert wrong == ["1"]
    repeaters = [percentage_of_repeaters(year.repeaters[0], year.enrolment[0]).number for year in years]
    assert repeaters[1] > 2 * repeaters[0]


def test_figures_of_the_trainer_note_on_caps() -> None:
    """57.9 % and 56.0 % without a cap, 55.2 % with three: written out in the notes of the examination."""
    table = flow_rates(exam_year("1998/99"), exam_year("1999/00"), graduates_timing="same-year")
    free, three = _cohort(table, None), _cohort(table, 3)
    said = [coefficient_of_efficiency(free), survival_rate_to_last_grade(free), coefficient_of_efficiency(three)]
    notes = case("francophone-exam").trainer_notes.xml
    for result in said:
        assert f"{result.number:.1f}".replace(".", ",") + "\u00a0%" in notes


def test_common_schools_are_the_schools_of_the_bad_year() -> None:
    """The enrolment of 2022 is the same in both tables, as the feedback on mixed schools supposes."""
    common = kalembu(2022, "enrolment_common_schools.csv", "graduates_common_schools.csv", region="R5")
    assert common.enrolment == published(2022).enrolment
    assert summed([common]).graduates != published(2022).graduates
