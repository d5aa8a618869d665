"""The CSV files of Kalembu, row by row (data pack): UTF-8, comma, dot decimal, one header line, LF."""

import csv
import io
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

from . import census, money, review, schools, staff
from .people import censuses
from .places import AGES_SHOWN, DISTRICTS, LEVELS, REGIONS, SEXES, YEARS, school_age
from .pupils import AGES, Schools, rolls

__all__ = ["FILES", "age_group", "rendered", "write"]

Row = tuple[object, ...]
Made = tuple[str, Callable[[], Iterator[Row]]]
_CODES = [place.code for place in REGIONS]
_PRIMARY = LEVELS[0]


def age_group(age: int) -> str:
    """The five-year group of an age, as `00_04` (never `5-9`, which a spreadsheet reads as a date)."""
    first = age - age % 5
    return "65_plus" if age >= 65 else f"{first:02d}_{first + 4:02d}"


def _people(region: str, sex: str, year: int) -> tuple[int, ...]:
    return censuses(YEARS[-1])[year][region, sex].people


def _schools(region: str, sex: str, year: int) -> Schools:
    return rolls(YEARS[-1])[region, sex][year]


def _regions() -> Iterator[Row]:
    yield from ((p.code, p.name_fr, p.name_en, p.kind) for p in REGIONS)


def _districts() -> Iterator[Row]:
    yield from ((d.code, d.region, d.name_fr, d.name_en) for d in DISTRICTS)


def _population() -> Iterator[Row]:
    for region, sex, year, age in product(_CODES, SEXES, YEARS, AGES_SHOWN):
        yield region, sex, age, school_age(age), year, _people(region, sex, year)[age]


def _population_groups() -> Iterator[Row]:
    for region, sex, year in product(_CODES, SEXES, YEARS):
        people = _people(region, sex, year)
        for first in range(0, 70, 5):
            number = sum(people[first:] if first == 65 else people[first : first + 5])
            yield region, sex, age_group(first), first, year, number


def _population_change() -> Iterator[Row]:
    for region, sex, year in product(_CODES, SEXES, YEARS):
        now = censuses(YEARS[-1])[year][region, sex]
        before = sum(_people(region, sex, year - 1))
        yield region, sex, year, before, now.births, now.deaths, now.net_migration, sum(now.people)


def _grades() -> Iterator[tuple[str, str, str, int, int, int]]:
    """Region, sex, level, grade from 1 in its level, grade from 0 through both, year."""
    for region, sex, level in product(_CODES, SEXES, LEVELS):
        for grade, year in product(range(level.grades), YEARS):
            yield region, sex, level.code, grade + 1, level.first + grade, year


def _enrolment() -> Iterator[Row]:
    for region, sex, level, grade, index, year in _grades():
        schools = _schools(region, sex, year)
        pupils, repeaters = sum(schools.pupils(index, age) for age in AGES), schools.repeaters(index)
        yield region, sex, level, grade, year, pupils, repeaters, pupils - repeaters


def _enrolment_by_age() -> Iterator[Row]:
    for region, sex, level, grade, index, year in _grades():
        for age in AGES:
            if pupils := _schools(region, sex, year).pupils(index, age):
                yield region, sex, level, grade, age, school_age(age), year, pupils


def _entrants_by_age() -> Iterator[Row]:
    for region, sex, year in product(_CODES, SEXES, YEARS):
        rows = [roll.new_entrants(0) for roll in _schools(region, sex, year).rolls]
        for age, numbers in enumerate(zip(*rows, strict=True)):
            if sum(numbers):
                yield region, sex, age, year, sum(numbers)


def _graduates() -> Iterator[Row]:
    for region, sex, (index, level), year in product(_CODES, SEXES, enumerate(LEVELS), YEARS):
        yield region, sex, level.code, year, sum(g[index] for g in _schools(region, sex, year).graduates)


def _by_status() -> Iterator[Row]:
    for region, sex, level, year in product(_CODES, SEXES, LEVELS, YEARS):
        for status, pupils in staff.by_status(region, sex, level, year).items():
            yield region, sex, level.code, status, year, pupils


def _by_area() -> Iterator[Row]:
    for region, sex, year in product(_CODES, SEXES, YEARS):
        for area, numbers in staff.by_area(region, sex, year).items():
            yield region, sex, area, year, *numbers


def _teachers() -> Iterator[Row]:
    for region, level, status, year in product(_CODES, LEVELS, staff.STATUSES, YEARS):
        t = staff.teachers(region, level, status)[year]
        yield (region, level.code, status, year, t.teachers, t.female, t.teachers - t.female, t.qualified,
               t.left, t.recruited)  # fmt: skip


def _classrooms() -> Iterator[Row]:
    for region, level, status, year in product(_CODES, LEVELS, staff.STATUSES, YEARS):
        r = staff.classrooms(region, level, status, year)
        yield (region, level.code, status, year, r.groups, r.double_shift, r.rooms, r.permanent,
               r.rooms - r.permanent)  # fmt: skip


def _finance() -> Iterator[Row]:
    for year in YEARS:
        b = money.budget(year)
        primary = b.total("primary")
        yield (year, b.gdp, f"{b.deflator:.2f}", b.revenue, b.spending, b.total(), b.total() - primary, primary,
               *b.education["primary"], b.population)  # fmt: skip


def _expenditure() -> Iterator[Row]:
    for year in YEARS:
        for level, amounts in money.budget(year).education.items():
            yield from ((year, level, n, a) for n, a in zip(money.NATURES, amounts, strict=True))


def _salaries() -> Iterator[Row]:
    yield from ((y, level.code, money.average_salary(level.code, y)) for y, level in product(YEARS, LEVELS))


def _external() -> Iterator[Row]:
    for year, partner in product(range(2021, 2029), money.PARTNERS):
        for nature, (promised, paid) in money.external(partner, year).items():
            yield year, partner, nature, promised, paid


def _reported() -> Iterator[Row]:
    for region, sex, grade, year in product(_CODES, SEXES, range(_PRIMARY.grades), YEARS):
        pupils, repeaters = census.published(region, sex, grade, year)
        yield region, sex, _PRIMARY.code, grade + 1, year, pupils, repeaters, pupils - repeaters


def _common_schools() -> Iterator[Row]:
    for sex, grade, year in product(SEXES, range(_PRIMARY.grades), census.COMMON_YEARS):
        roll = census.common_roll(sex, year)
        pupils, repeaters = sum(roll.pupils[grade]), sum(roll.repeaters[grade])
        yield census.LOST[0], sex, _PRIMARY.code, grade + 1, year, pupils, repeaters, pupils - repeaters


def _common_graduates() -> Iterator[Row]:
    for sex, year in product(SEXES, census.COMMON_YEARS):
        yield census.LOST[0], sex, _PRIMARY.code, year, census.common_graduates(sex, year)


def _returns() -> Iterator[Row]:
    yield from ((region, year, *census.schools_returned(region, year)) for region, year in product(_CODES, YEARS))


def _every_school() -> Iterator[Row]:
    for s in schools.schools():
        yield (s.code, schools.REGION, s.district, s.name, s.status, f"{s.x_km:.1f}", f"{s.y_km:.1f}", s.girls, s.boys,
               s.pupils_2023, s.repeaters, s.teachers, s.qualified, s.class_groups, s.rooms)  # fmt: skip


def _district_children() -> Iterator[Row]:
    for district, sex in product(DISTRICTS, SEXES):
        yield district.region, district.code, sex, YEARS[-1], schools.children(district.code, sex)


def _district_returns() -> Iterator[Row]:
    for r in schools.returns():
        yield (r.line, r.code, schools.DISTRICT, r.name, r.girls, r.boys, r.pupils, r.pupils_2023, r.repeaters,
               r.teachers, r.qualified, r.class_groups, r.rooms)  # fmt: skip


def _targets() -> Iterator[Row]:
    yield from review.targets()


def _budget() -> Iterator[Row]:
    for year in YEARS:
        for level in money.budget(year).education:
            yield from ((year, level, *stages) for stages in review.stages(year, level))


def _learning() -> Iterator[Row]:
    for region, sex, year in product(_CODES, SEXES, review.ASSESSED):
        yield region, sex, year, *review.learning(region, sex, year)


_PUPILS = "region,sex,level,grade,year,enrolment,repeaters,new_entrants"
FILES: dict[str, Made] = {
    "regions.csv": ("code,name_fr,name_en,kind", _regions),
    "districts.csv": ("code,region,name_fr,name_en", _districts),
    "population.csv": ("region,sex,age,school_age,year,population", _population),
    "population_groups.csv": ("region,sex,age_group,age_from,year,population", _population_groups),
    "population_change.csv": (
        "region,sex,year,population_before,births,deaths,net_migration,population", _population_change),
    "enrolment.csv": (_PUPILS, _enrolment),
    "enrolment_by_age.csv": ("region,sex,level,grade,age,school_age,year,pupils", _enrolment_by_age),
    "entrants_by_age.csv": ("region,sex,age,year,entrants", _entrants_by_age),
    "graduates.csv": ("region,sex,level,year,graduates", _graduates),
    "enrolment_by_status.csv": ("region,sex,level,status,year,enrolment", _by_status),
    "enrolment_by_area.csv": ("region,sex,area,year,children_of_age,enrolment,pupils_of_age", _by_area),
    "teachers.csv": (
        "region,level,status,year,teachers,female,male,qualified,left_since_last_year,recruited_since_last_year",
        _teachers),
    "classrooms.csv": (
        "region,level,status,year,class_groups,groups_double_shift,rooms_used,permanent,temporary", _classrooms),
    "finance.csv": (
        "year,gdp,gdp_deflator,public_revenue,public_expenditure,education_total,education_other_levels,primary_total,"
        "primary_teacher_salaries,primary_other_current,primary_capital,total_population", _finance),
    "expenditure.csv": ("year,level,nature,amount", _expenditure),
    "salaries.csv": ("year,level,average_salary", _salaries),
    "external.csv": ("year,partner,nature,promised,paid", _external),
    "enrolment_reported.csv": (_PUPILS, _reported),
    "enrolment_common_schools.csv": (_PUPILS, _common_schools),
    "graduates_common_schools.csv": ("region,sex,level,year,graduates", _common_graduates),
    "census_returns.csv": ("region,year,schools,schools_returned", _returns),
    "schools.csv": (
        "code,region,district,name,status,x_km,y_km,girls,boys,pupils_2023,repeaters,teachers,qualified,class_groups,"
        "rooms", _every_school),
    "district_children.csv": ("region,district,sex,year,children_of_age", _district_children),
    "district_returns.csv": (
        "line,code,district,name,girls,boys,pupils,pupils_2023,repeaters,teachers,qualified,class_groups,rooms",
        _district_returns),
    "targets.csv": ("indicator,year,target", _targets),
    "budget.csv": ("year,level,nature,voted,committed,paid", _budget),
    "learning_results.csv": ("region,sex,year,tested,reached_minimum", _learning),
}  # fmt: skip


def rendered(name: str) -> str:
    """The whole text of one file."""
    header, rows = FILES[name]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header.split(","))
    writer.writerows(rows())
    return text.getvalue()


def write(folder: Path) -> None:
    """Writes every file into the folder."""
    for name in FILES:
        (folder / name).write_bytes(rendered(name).encode("utf-8"))
