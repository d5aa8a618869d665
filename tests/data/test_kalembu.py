"""The data of Kalembu: the same bytes anew, every identity, true to a demographer, and checks that can fail."""

import ast
import csv
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "course_exports" / "data" / "kalembu"
sys.path.insert(0, str(FOLDER))  # because the folder is a data pack, not a package of the suite

from kalembu_model import identities, indicators, picture, plausibility, tables  # noqa: E402 — after the path above
from kalembu_model.pack import Pack  # noqa: E402

Check = Callable[[Pack], Iterator[str]]


@pytest.fixture(scope="module")
def pack() -> Pack:
    return Pack(FOLDER)


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_generating_anew_gives_the_same_bytes(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-I", "-B", str(FOLDER / "generate.py"), "--out", str(tmp_path)],
        cwd=tmp_path,
        env={**os.environ, "LC_ALL": "C", "TZ": "Asia/Tokyo"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_bytes() for path in FOLDER.glob("*.csv")}
    assert set(made) == set(tables.FILES)


def test_generator_uses_the_standard_library_alone() -> None:
    for path in (FOLDER / "generate.py", *(FOLDER / "kalembu_model").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [str(node.module)]
            for name in names:
                assert name.split(".")[0] in {*sys.stdlib_module_names, "kalembu_model"}, (path.name, name)


def test_every_identity_holds(pack: Pack) -> None:
    assert identities.failures(pack) == []


def test_the_picture_is_true_to_a_demographer_and_a_planner(pack: Pack) -> None:
    assert plausibility.outside(pack) == []


def test_flow_identities_without_the_generators_own_code() -> None:
    table = {
        (r["region"], r["sex"], r["level"], int(r["grade"]), int(r["year"])): (
            int(r["enrolment"]), int(r["repeaters"]), int(r["new_entrants"]))
        for r in rows("enrolment")
    }  # fmt: skip
    graduates = {(r["region"], r["sex"], r["level"], int(r["year"])): int(r["graduates"]) for r in rows("graduates")}
    assert len(table) == 6 * 2 * (6 + 4) * 6
    for (region, sex, level, grade, year), (pupils, again, new) in table.items():
        assert pupils == again + new
        assert min(again, new) >= 0
        if year < 2024:
            last = 6 if level == "primary" else 4
            stay = table[region, sex, level, grade, year + 1][1]
            up = (graduates[region, sex, level, year] if grade == last
                  else table[region, sex, level, grade + 1, year + 1][2])  # fmt: skip
            assert 0 < stay + up < pupils


def test_pupils_by_age_without_the_generators_own_code() -> None:
    people = {(r["region"], r["sex"], r["age"], r["year"]): int(r["population"]) for r in rows("population")}
    by_grade: dict[tuple[str, ...], int] = {}
    by_age: dict[tuple[str, ...], int] = {}
    for r in rows("enrolment_by_age"):
        place = (r["region"], r["sex"])
        grade, age = (*place, r["level"], r["grade"], r["year"]), (*place, r["age"], r["year"])
        by_grade[grade] = by_grade.get(grade, 0) + int(r["pupils"])
        by_age[age] = by_age.get(age, 0) + int(r["pupils"])
    keys = ("region", "sex", "level", "grade", "year")
    enrolled = {tuple(r[k] for k in keys): int(r["enrolment"]) for r in rows("enrolment")}
    assert by_grade == enrolled
    assert all(pupils <= people[key] for key, pupils in by_age.items())


def test_age_structure_without_the_generators_own_code() -> None:
    everyone = sum(int(r["population"]) for r in rows("population_groups") if r["year"] == "2024")
    of_year = [r for r in rows("population") if r["year"] == "2024"]
    for ages, low, high in ((range(6, 12), 15, 17), (range(19), 47, 52), (range(1), 3.2, 3.6)):
        people = sum(int(r["population"]) for r in of_year if int(r["age"]) in ages)
        assert low <= 100 * people / everyone <= high
    before = sum(int(r["population"]) for r in rows("population_groups") if r["year"] == "2023")
    assert 2.4 <= 100 * (everyone / before - 1) <= 2.9


def test_a_case_can_ask_for_official_ages_by_equality(pack: Pack) -> None:
    where = dict(pair.split("=") for pair in "level=primary;school_age=primary;year=2024".split(";"))
    pupils = pack.total("enrolment_by_age", "pupils", **where)
    children = pack.total("population", "population", school_age="primary", year=2024)
    by_hand = sum(
        int(r["pupils"]) for r in rows("enrolment_by_age")
        if r["level"] == "primary" and r["year"] == "2024" and 6 <= int(r["age"]) <= 11
    )  # fmt: skip
    assert pupils == by_hand
    assert 100 * pupils / children == pytest.approx(indicators.ner(pack, 2024))


def test_figures_of_the_published_bad_years(pack: Pack) -> None:
    lost = indicators.flows(pack, 2022, "enrolment_reported", region="R5")
    assert [round(100 * rate.dropout, 1) for rate in lost] == [-8.2, -12.5, -12.4, -11.4, -10.6, -7.0]
    common = indicators.flows(pack, 2022, "enrolment_common_schools", region="R5")
    true = indicators.flows(pack, 2022, region="R5")
    for part, whole in zip(common, true, strict=True):
        assert 0.0005 < whole.dropout - part.dropout < 0.003
    misread = indicators.flow(pack, 1, 2023, "primary", "enrolment_reported", region="R2")
    assert (round(100 * misread.repetition, 1), round(100 * misread.dropout, 1)) == (22.8, -8.8)


def test_cohort_of_known_answer() -> None:
    result = indicators.cohort([indicators.Flow(0.8, 0.1)] * 2)
    assert result.survival == pytest.approx(100 * 0.8 / 0.9)
    assert result.efficiency / 100 * result.years_per_graduate == pytest.approx(2)


Place = dict[str, str]
R5F: Place = {"region": "R5", "sex": "F"}
DAMAGES: list[tuple[str, Check, str, Place, str, int | str]] = [
    ("I1", identities.form, "graduates", {}, "graduates", ""),
    ("I1", identities.form, "teachers", {"region": "R2"}, "region", "R1"),
    ("A1", identities.ageing, "population", {**R5F, "age": "9", "year": "2022"}, "population", 30000),
    ("A2", identities.balance, "population_change", R5F, "births", 1),
    ("A3", identities.balance, "population_change", R5F, "net_migration", 0),
    ("A4", identities.groups, "population_groups", {**R5F, "age_from": "10"}, "population", 1),
    ("A5", identities.groups, "population_groups", {**R5F, "age_from": "65"}, "population", 1),
    ("A5", identities.groups, "finance", {"year": "2021"}, "total_population", 1),
    ("B1", identities.enrolment, "enrolment", R5F, "new_entrants", 1),
    ("B1", identities.CHECKS[5], "enrolment_reported", R5F, "enrolment", 1),
    ("B2", identities.progress, "enrolment", {**R5F, "grade": "3", "year": "2022"}, "repeaters", 99999),
    ("B3", identities.progress, "enrolment", {**R5F, "grade": "3", "year": "2022"}, "new_entrants", 99999),
    ("B4", identities.progress, "graduates", {**R5F, "year": "2021"}, "graduates", 99999),
    ("B3", identities.CHECKS[7], "enrolment_common_schools", {"grade": "2", "year": "2022"}, "new_entrants", 99999),
    ("B5", identities.transition, "graduates", {**R5F, "year": "2021"}, "graduates", 1),
    ("C1", identities.by_age, "enrolment_by_age", R5F, "pupils", 1),
    ("C2", identities.by_age, "population", {**R5F, "age": "9", "year": "2022"}, "population", 1),
    ("C3", identities.by_age, "entrants_by_age", R5F, "entrants", 1),
    ("C4", identities.cohorts, "enrolment_by_age", {**R5F, "grade": "2", "age": "8", "year": "2021"}, "pupils", 99999),
    ("C5", identities.cohorts, "entrants_by_age", {**R5F, "age": "6"}, "entrants", 99999),
    ("D1", identities.order, "population", {**R5F, "age": "7"}, "population", -20000),
    ("D2", identities.order, "entrants_by_age", {**R5F, "age": "6"}, "entrants", 99999),
    ("E1", identities.shares, "enrolment_by_status", R5F, "enrolment", 1),
    ("E2", identities.shares, "enrolment_by_area", R5F, "pupils_of_age", 1),
    ("E3", identities.shares, "enrolment_by_area", R5F, "children_of_age", 1),
    ("F1", identities.staff, "teachers", {"region": "R5"}, "female", 1),
    ("F2", identities.staff, "teachers", {"region": "R5"}, "qualified", 99999),
    ("F3", identities.staff, "teachers", {"region": "R5", "year": "2021"}, "recruited_since_last_year", 99999),
    ("F4", identities.rooms, "classrooms", {"region": "R5"}, "temporary", 99999),
    ("F5", identities.rooms, "classrooms", {"region": "R5"}, "class_groups", 99999),
    ("G1", identities.finance, "finance", {"year": "2021"}, "primary_capital", 1),
    ("G2", identities.finance, "finance", {"year": "2021"}, "education_other_levels", 1),
    ("G3", identities.finance, "salaries", {"year": "2021"}, "average_salary", 1),
    ("G4", identities.finance, "external", {"year": "2023"}, "promised", 1),
    ("H1", identities.reported, "enrolment_reported", {"region": "R3"}, "repeaters", 1),
    ("H2", identities.common, "enrolment_common_schools", {"year": "2022"}, "enrolment", 1),
    ("E4", identities.listed, "schools", {"status": "private"}, "girls", 1),
    ("E4", identities.listed, "schools", {"status": "public"}, "repeaters", 1),
    ("E5", identities.each_school, "district_children", {"district": "D53"}, "children_of_age", 1),
    ("F6", identities.listed, "schools", {"status": "public"}, "rooms", 1),
    ("F7", identities.each_school, "schools", {"code": "D14-002"}, "qualified", 99),
    ("F7", identities.each_school, "schools", {"code": "D14-002"}, "district", "D21"),
    ("H3", identities.each_school, "schools", {"code": "D14-002"}, "pupils_2023", 0),
    ("H4", identities.typed, "district_returns", {"line": "2"}, "girls", 86),
    ("H4", identities.typed, "district_returns", {"line": "6"}, "girls", 63),
    ("E6", identities.review, "learning_results", {"region": "R5"}, "tested", 99999),
    ("E6", identities.review, "learning_results", {"region": "R5"}, "reached_minimum", 9999),
    ("G5", identities.review, "budget", {"year": "2023"}, "paid", 1),
    ("G6", identities.review, "budget", {"year": "2023"}, "committed", 1),
    ("G6", identities.review, "budget", {"year": "2023"}, "voted", 1),
    ("H5", identities.review, "targets", {"indicator": "repetition", "year": "2022"}, "target", "8.48"),
    ("P1", plausibility.structure, "population_groups", {"age_from": "30"}, "population", 500000),
    ("P2", plausibility.vital_rates, "population_change", R5F, "births", 99999),
    ("P3", plausibility.heaping, "population", {**R5F, "age": "10"}, "population", 99999),
    ("P4", plausibility.coverage, "enrolment", {"region": "R6", "year": "2024", "grade": "1"}, "enrolment", 1),
    ("P5", plausibility.efficiency, "enrolment", {**R5F, "grade": "3", "year": "2022"}, "repeaters", 9999),
    ("P6", plausibility.means, "teachers", {"region": "R5", "level": "primary"}, "teachers", 1),
    ("P7", plausibility.bad_years, "enrolment_reported", {"region": "R1", "year": "2021"}, "enrolment", 1),
    ("P8", plausibility.review, "learning_results", {"region": "R5", "year": "2023"}, "reached_minimum", 6000),
    ("P8", plausibility.review, "budget", {"year": "2023", "nature": "capital"}, "voted", 99999999999),
]


@pytest.mark.parametrize(("code", "check", "name", "where", "column", "value"), DAMAGES)
def test_each_check_sees_its_damage(
    code: str, check: Check, name: str, where: Place, column: str, value: int | str
) -> None:
    damaged = Pack(FOLDER)
    row = next(r for r in damaged.rows(name) if where.items() <= r.items())
    assert row[column] != str(value)
    row[column] = str(value)
    assert [line for line in check(damaged) if line.startswith(code)]


def test_every_check_named_in_the_page_has_its_damage() -> None:
    named = re.findall(r"^\| ([A-Z]\d)(?:–[A-Z](\d))? \|", (FOLDER / "CHECKS.md").read_text(encoding="utf-8"), re.M)
    codes = {f"{first[0]}{n}" for first, last in named for n in range(int(first[1]), int(last or first[1]) + 1)}
    in_code = {
        code for check in (*vars(identities).values(), *vars(plausibility).values())
        for code in re.findall(r"\b([A-IP]\d):", getattr(check, "__doc__", None) or "")
    }  # fmt: skip
    assert codes == in_code == {damage[0] for damage in DAMAGES}


def test_readme_tells_what_is_there(pack: Pack) -> None:
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    for name, (header, _) in tables.FILES.items():
        count = len(rows(name.removesuffix(".csv")))
        assert f"| {name} | {count:,} | `{header.replace(',', ', ')}` |" in text
    shown = text.split("--report --last -->\n")[1].split("<!-- end of picture -->")[0]
    assert shown == picture.picture(pack, whole=False)
    assert f"{sum(path.stat().st_size for path in FOLDER.glob('*.csv')):,} bytes" in text


def test_files_are_locale_neutral_and_small() -> None:
    for path in FOLDER.glob("*.csv"):
        data = path.read_bytes()
        assert b"\r" not in data
        assert b'"' not in data
        assert not data.startswith(b"\xef\xbb\xbf")
        assert data.endswith(b"\n")
        data.decode("utf-8")
        for cell in re.split(r"[,\n]", data.decode("utf-8")):
            assert not re.fullmatch(r"\d{1,2}[-/]\d{1,2}|-\D.*|[+=@].*", cell), (path.name, cell)
    files = [path for path in FOLDER.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    assert sum(path.stat().st_size for path in files) < 1_500_000


def test_regions_and_districts_are_named_in_both_languages() -> None:
    regions, districts = rows("regions"), rows("districts")
    assert [r["code"] for r in regions] == ["R1", "R2", "R3", "R4", "R5", "R6"]
    assert len(districts) == 24
    for r in (*regions, *districts):
        assert r["name_fr"]
        assert r["name_en"]
    for language in ("name_fr", "name_en"):
        assert len({r[language] for r in districts}) == 24
    assert {code: sum(d["region"] == code for d in districts) for code in {d["region"] for d in districts}} == {
        r["code"]: 4 for r in regions
    }
