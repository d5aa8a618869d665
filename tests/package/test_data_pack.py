"""Data packs: what is told of a schema, a table, an identity that does not hold; the packs of the suite are clean."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from epm_xblocks.cli import main
from epm_xblocks.findings import Problem
from epm_xblocks.package.data_pack import check_data
from epm_xblocks.package.data_rules import Row, broken, read_rule

DATA = Path(__file__).resolve().parents[2] / "course_exports" / "data"
SCHEMA = """
[pack]
name = "Here"
licence = "CC-BY-4.0"
source = "Ours"
[tables.pupils]
keys = ["grade", "year"]
figures = { enrolment = "pupils", repeaters = "pupils" }
[tables.change]
keys = ["year"]
figures = { net = "people", note = "people" }
signed = ["net"]
blank = ["note"]
[[identity]]
code = "B2"
says = "repeaters of the next year are pupils of this one"
rule = "pupils.repeaters[year+1] <= pupils.enrolment"
by = ["grade", "year"]
"""
PUPILS = "grade,year,enrolment,repeaters\n1,2023,100,9\n2,2023,80,8\n1,2024,110,10\n2,2024,90,7\n"
LONG = " + ".join(["pupils.enrolment"] * 99)
CHANGE = "year,net,note\n2023,-5,\n2024,3,1.5\n"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    for name, text in (("pack.toml", SCHEMA), ("pupils.csv", PUPILS), ("change.csv", CHANGE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def told(pack: Path) -> list[tuple[str, str]]:
    return [(finding.code, str(finding.place)) for finding in check_data(pack)[1]]


def test_a_sound_pack_is_clean(pack: Path) -> None:
    assert told(pack) == []
    found, _ = check_data(pack)
    assert (found.name, len(found.tables), sum(map(len, found.rows.values())), len(found.rules)) == ("Here", 2, 6, 1)


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "place"),
    [
        ("pupils.csv", "1,2024,110,10", "1,2024,110,101", "data-identity", "pupils.csv:4"),
        ("pupils.csv", "2,2024,90,7", "1,2024,90,7", "table-row-twice", "pupils.csv:5"),
        ("pupils.csv", "2,2024,90,7", "2,2024,,7", "table-blank", "pupils.csv:5"),
        ("pupils.csv", "2,2024,90,7", ",2024,90,7", "table-blank", "pupils.csv:5"),
        ("pupils.csv", "2,2024,90,7", "2,2024,90", "table-short", "pupils.csv:5"),
        ("pupils.csv", "2,2024,90,7", "2,2024,1,090,7", "table-cells", "pupils.csv:5"),
        ("pupils.csv", "2,2024,90,7", "2,2024,1 090,7", "table-figure-as", "pupils.csv:5"),
        ("pupils.csv", "2,2024,90,7", '2,2024,"90,5",7', "table-figure-as", "pupils.csv:5"),
        ("pupils.csv", "2,2024,90,7", "2,2024,many,7", "table-figure", "pupils.csv:5"),
        ("pupils.csv", "2,2024,90,7", "2,2024,nan,7", "table-figure", "pupils.csv:5"),
        ("pupils.csv", "2,2024,90,7", "2,2024,90,-7", "table-below-0", "pupils.csv:5"),
        ("pupils.csv", "2,2024,90,7", '2,2024,"90"x,7', "table-form", "pupils.csv:5"),
        ("pupils.csv", "repeaters", "again", "table-column", "pupils.csv:1"),
        ("pupils.csv", PUPILS, PUPILS.replace(",", ";"), "table-semicolons", "pupils.csv:1"),
        ("pack.toml", 'licence = "CC-BY-4.0"', "", "pack-about", "pack.toml"),
        ("pack.toml", 'keys = ["year"]\nfig', 'keys = "year"\nfig', "pack-table", "pack.toml"),
        ("pack.toml", 'by = ["grade", "year"]\n', "", "pack-identity", "pack.toml"),
        ("pack.toml", "[year+1] <=", "[year+x] <=", "rule-form", "pack.toml"),
        ("pack.toml", "<= pupils.enrolment", "pupils.enrolment", "rule-form", "pack.toml"),
        ("pack.toml", "<= pupils.enrolment", "<= pupils.boys", "rule-column", "pack.toml"),
        ("pack.toml", "<= pupils.enrolment", f"<= {LONG}", "rule-long", "pack.toml"),
    ],
)  # fmt: skip
def test_one_fault_is_told_with_its_place(pack: Path, file: str, old: str, new: str, code: str, place: str) -> None:
    change(pack / file, old, new)
    assert (code, place) in told(pack)


def test_files_that_are_missing_unnamed_or_not_text(pack: Path) -> None:
    (pack / "pupils.csv").unlink()
    (pack / "more.csv").write_text("a\n1\n")
    (pack / "change.csv").write_bytes(CHANGE.encode().replace(b"1.5", b"\xff\xfe"))
    assert told(pack) == [
        ("table-missing", "pupils.csv"),
        ("table-encoding", "change.csv:3"),
        ("pack-unnamed", "more.csv"),
    ]


@pytest.mark.parametrize(("text", "code"), [(None, "pack-no-schema"), ("[pack", "pack-schema")])
def test_without_a_schema_there_is_no_pack(pack: Path, text: str | None, code: str) -> None:
    (pack / "pack.toml").unlink() if text is None else (pack / "pack.toml").write_text(text)
    with pytest.raises(Problem) as refused:
        check_data(pack)
    assert refused.value.code == code


def test_a_fault_that_runs_through_a_table_is_told_some_times_and_counted(pack: Path) -> None:
    years = range(2000, 2100)
    (pack / "pupils.csv").write_text("grade,year,enrolment,repeaters\n" + "".join(f"1,{y},5,9\n" for y in years))
    codes = [code for code, _place in told(pack)]
    assert codes == ["data-identity"] * 20 + ["data-identities"]


def rows(*told: tuple[str, str, float | None]) -> list[Row]:
    return [Row(n, {"sex": sex, "year": year}, {"e": e}) for n, (sex, year, e) in enumerate(told, 2)]


def test_sums_are_taken_over_what_is_not_compared_by() -> None:
    table = {"a": rows(("F", "1", 2), ("M", "1", 3), ("F", "2", 4)), "b": [Row(2, {"year": "1"}, {"t": 5})]}
    assert list(broken(read_rule("x", "a.e = b.t", ["year"]), table)) == []
    table["b"][0] = Row(2, {"year": "1"}, {"t": 6.0})
    (one,) = broken(read_rule("x", "a.e = b.t", ["year"]), table)
    assert (one.place, one.left, one.right, one.table, one.line) == ({"year": "1"}, 5, 6, "a", 2)


def test_conditions_shifts_signs_tolerance_and_what_is_missing() -> None:
    table = {"a": rows(("F", "1", 2), ("M", "1", 3), ("F", "2", 4), ("M", "2", None))}

    def places(text: str, **more: object) -> list[str]:
        return [one.place["year"] for one in broken(read_rule("x", text, ["year"], **more), table)]

    assert places("a.e{sex=F} <= a.e{sex=M}") == []  # 2 ≤ 3; in year 2 a blank figure is not compared
    assert places("a.e[year+1]{sex=F} <= a.e{sex=F}") == ["1"]
    assert places("a.e{sex=M} - a.e{sex=F} = a.e{sex=F}") == ["1"]
    assert places("a.e{sex=M} - a.e{sex=F} = a.e{sex=F}", tolerance=1.0) == []
    assert places("a.e[year+1]{sex=F} = a.e{sex=F|M}", missing=0.0) == ["0", "1"]


@pytest.mark.parametrize("name", sorted(path.parent.name for path in DATA.glob("*/pack.toml")))
def test_the_packs_of_the_suite_are_clean(name: str) -> None:
    assert told(DATA / name) == []


def test_every_pack_of_the_suite_has_a_schema() -> None:
    assert all((folder / "pack.toml").is_file() for folder in DATA.iterdir() if folder.is_dir())


def test_one_wrong_figure_of_kalembu_is_found_where_it_stands(tmp_path: Path) -> None:
    folder = tmp_path / "kalembu"
    shutil.copytree(DATA / "kalembu", folder, ignore=shutil.ignore_patterns("*.py", "kalembu_model"))
    change(folder / "enrolment.csv", "R3,F,primary,2,2023,", "R3,F,primary,2,2023,9")
    found = check_data(folder)[1]
    line = next(
        n
        for n, one in enumerate((folder / "enrolment.csv").read_text().splitlines(), 1)
        if "R3,F,primary,2,2023" in one
    )
    assert ("B1", f"enrolment.csv:{line}") in {(one.values["rule"], str(one.place)) for one in found}
    assert {"B1", "C1", "E1", "E2"} <= {one.values["rule"] for one in found}


def test_the_command_says_it_in_words_and_as_json(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EPM_LANG", "fr")
    run = CliRunner()
    assert run.invoke(main, ["data", "check", str(pack)]).exit_code == 0
    change(pack / "pupils.csv", "1,2024,110,10", "1,2024,110,101")
    done = run.invoke(main, ["data", "check", str(pack)])
    assert done.exit_code == 1
    assert "pupils.csv:4" in done.output
    assert "101 > 100" in done.output
    assert "constats\u00a0: 1" in done.output
    data = json.loads(run.invoke(main, ["data", "check", str(pack), "--format", "json"]).stdout)
    assert (data["name"], [one["code"] for one in data["findings"]]) == ("Here", ["data-identity"])
    lost = run.invoke(main, ["data", "check", str(pack / "nowhere")])
    assert lost.exit_code == 2
    assert "pack.toml" in lost.output
