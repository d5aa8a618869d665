"""What the mock plan of Kalembu prints: base year as in the packs, the seeded faults there, no other sum wrong."""

from __future__ import annotations

from itertools import pairwise

import pytest

from epm_xblocks.workbook.model import Given

from .by_case import plan_appraisal as plan
from .course import case, keys, total

K = "kalembu/"
REGIONS = {
    "Luvéka": ("R1",),
    "Côte de Samoré": ("R2",),
    "Plateau de Hakandi": ("R3",),
    "Forêt de Ngolué": ("R4",),
    "Savane d’Oubrani": ("R5",),
    "Désert de Tazmeur": ("R6",),
    "Kalembu": ("R1", "R2", "R3", "R4", "R5", "R6"),
}
SIXTH = ("2025", "2026", "2027", "2028", "2029", "2030")


def test_the_story() -> None:
    plan.story(keys("plan-appraisal"))


def given(cell: str) -> float:
    sheet, _, place = cell.partition("!")
    for one, figure in case("plan-appraisal").workbook.givens.items():
        if (one.sheet, one.a1) == (sheet, place):
            assert isinstance(figure, Given)
            assert isinstance(figure.value, float | int)
            return figure.value
    raise KeyError(cell)


def pupils(sex: tuple[str, ...], region: tuple[str, ...]) -> float:
    place = {"year": 2024, "sex": sex, "region": region}
    children = total(K + "population.csv", "population", school_age="primary", **place)
    return total(K + "enrolment.csv", "enrolment", level="primary", **place) / children * 100


def test_the_data_tables_of_the_case_are_those_of_the_pages() -> None:
    for row, grade in enumerate("123456", 4):
        assert [given(f"Tableaux!{column}{row}") for column in "BC"] == list(map(int, plan.table(4)[grade][2:]))
    for row, year in enumerate(SIXTH, 13):
        assert [given(f"Tableaux!{column}{row}") for column in "BCD"] == list(map(int, plan.table(6)[year]))
    for row, line in enumerate(plan.table(8), 33):
        assert given(f"Tableaux!B{row}") == plan.figure(8, line)
    for row, line in enumerate(list(plan.table(9))[1:], 44):
        assert given(f"Tableaux!B{row}") == plan.figure(9, line)
    assert "4,5 % par an, croissance composée" in plan.text(3)
    assert "9,5 millions de KLF" in plan.text(3)
    assert (given("Tableaux!B22"), given("Tableaux!B23")) == (4.5, 9.5)
    assert given("Tableaux!B27") == plan.figure(3, "Élèves par enseignant, public", 1)
    assert given("Tableaux!B28") == plan.figure(7, "Kalembu") == 6 * 900
    assert f"{given('Tableaux!B29'):.0f} sortants par an" in plan.text(1)


def test_base_year_figures_are_those_of_the_packs() -> None:
    base = plan.table(1)
    people = total(K + "population.csv", "population", school_age="primary", year=2024)
    everyone = total(K + "enrolment.csv", "enrolment", level="primary", year=2024)
    of_age = total(K + "enrolment_by_age.csv", "pupils", level="primary", school_age="primary", year=2024)
    public = plan.public("enrolment_by_status.csv", "enrolment", 2024)
    teachers = plan.public("teachers.csv", "teachers", 2024)
    rooms = plan.public("classrooms.csv", "permanent", 2024)
    shown = (
        everyone,
        people,
        everyone / people * 100,
        of_age / people * 100,
        public,
        teachers,
        public / teachers,
        rooms,
    )
    assert [int(row[0]) for row in base.values()] == [round(figure) for figure in shown]
    for name, region in REGIONS.items():
        by_sex = [pupils(sex, region) for sex in (("F",), ("M",), ("F", "M"))]
        assert list(map(int, plan.table(2)[name])) == [round(rate) for rate in by_sex], name
    signed = [plan.aid("promised", range(year, year + 1)) / 10**6 for year in range(2025, 2029)]
    assert [plan.figure(10, str(year), 3) for year in range(2025, 2031)] == [*signed, 0, 0]


def test_flows_and_shares_of_the_diagnosis() -> None:
    def grade(column: str, year: int, number: int) -> int:
        return total(K + "enrolment.csv", column, level="primary", year=year, grade=number)

    dropout = []
    for number in range(1, 7):
        before = grade("enrolment", 2023, number)
        up = (
            grade("new_entrants", 2024, number + 1)
            if number < 6
            else total(K + "graduates.csv", "graduates", level="primary", year=2023)
        )
        rates = up / before * 100, grade("repeaters", 2024, number) / before * 100
        assert list(map(int, plan.table(4)[str(number)][:2])) == [round(rate) for rate in rates]
        dropout.append(100 - sum(rates))
    assert sorted(range(6), key=dropout.__getitem__)[-2:] == [0, 5]
    assert dropout[0] == pytest.approx(5.6, abs=0.1)
    repeaters = total(K + "enrolment.csv", "repeaters", level="primary", year=2024)
    before, now = (total(K + "enrolment.csv", "enrolment", level="primary", year=year) for year in (2023, 2024))
    assert (round(repeaters / before * 100, 1), round(repeaters / now * 100, 1)) == (8.2, 8.0)
    at_six = total(K + "entrants_by_age.csv", "entrants", year=2024, age=6)
    assert 0.4 < 1 - at_six / total(K + "entrants_by_age.csv", "entrants", year=2024) < 0.5


def test_the_trends_that_the_plan_tells() -> None:
    growth = [plan.public("enrolment_by_status.csv", "enrolment", year) for year in (2021, 2024)]
    assert (growth[1] / growth[0]) ** (1 / 3) - 1 < 0.03
    recruited, left = (
        sum(plan.public("teachers.csv", column, year) for year in (2022, 2023, 2024))
        for column in ("recruited_since_last_year", "left_since_last_year")
    )
    assert 1000 < recruited / 3 < 1100
    assert left > recruited / 2
    ages = [total(K + "population.csv", "population", school_age="primary", year=year) for year in (2023, 2024)]
    people = [total(K + "finance.csv", "total_population", year=year) for year in (2023, 2024)]
    assert ages[1] / ages[0] < people[1] / people[0] < 1.0275


def test_faults_are_there_and_decoys_are_none() -> None:
    assert plan.figure(3, "Taux net de scolarisation (%)", 1) > 100
    steps = [int(plan.table(6)[year][0]) for year in ("2024", *SIXTH)]
    assert {after - before for before, after in pairwise(steps)} == {28620}
    stock = [int(plan.table(6)[year][2]) for year in ("2024", *SIXTH)]
    assert {after - before for before, after in pairwise(stock)} == {950}
    rooms = [plan.figure(7, name) for name in REGIONS]
    assert sum(rooms[:-1]) == rooms[-1]
    assert rooms[:-1] == sorted(rooms[:-1], reverse=True)
    assert plan.figure(9, "Ressources extérieures") == 6 * plan.figure(10, "2025", 3)
    assert plan.figure(9, "Ressources de l’État") == 6 * 36000
    resources = plan.figure(9, "Ressources de l’État") + plan.figure(9, "Ressources extérieures")
    assert plan.figure(9, "Total des ressources") == resources
    assert not any("onstruction" in line for line in plan.table(8))
    assert {row[0] for row in plan.table(11).values()} == {"1-1", "1-2", "2-1", "2-2", "2-3", "3-1", "3-2"}
    assert [head[:2] for head, row in plan.table(11).items() if row[2] == "–"] == ["A4"]
    assert [head for head, row in plan.table(12).items() if row[0] == "–"] == [
        "Élèves de fin de 2e année qui lisent et comprennent un texte court"
    ]
    assert plan.table(12)["Élèves par enseignant, public"][1].endswith("2028")
    assert plan.figure(3, "Enseignants en poste formés au nouveau programme", 1) == 6 * 600
