"""The command `epm` as an institution meets it: exit codes, both languages, a sentence for everything that is wrong."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from epm_xblocks.cli import main
from epm_xblocks.package import build
from tests.package.small import CASE, folder

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"


def epm(*words: object, lang: str = "en") -> Result:
    result = CliRunner().invoke(main, [str(word) for word in words], env={"EPM_LANG": lang})
    assert not isinstance(result.exception, Exception), result.output
    return result


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return folder(tmp_path)


@pytest.fixture
def package(course: Path) -> Path:
    path = course.parent / "small.tar.gz"
    path.write_bytes(build(course).body)
    return path


def damaged(package: Path) -> Path:
    body = bytearray(package.read_bytes())
    body[len(body) // 2] ^= 0xFF
    path = package.with_name("damaged.tar.gz")
    path.write_bytes(body)
    return path


# check


def test_a_clean_package_is_exit_0_and_the_tally(package: Path) -> None:
    result = epm("check", package)
    assert result.exit_code == 0
    assert "small.tar.gz: 6 blocks, 1 cases, 0 errors, 0 warnings" in result.output
    assert "cas 1, erreurs 0" in epm("check", package, lang="fr").output


def test_a_course_folder_is_checked_like_its_package(course: Path) -> None:
    assert epm("check", course, "--trusted").exit_code == epm("check", course).exit_code == 1
    said = epm("check", course, "--trusted").output
    assert "The figure of column Effectifs in row 1 is not filled in." in said


def test_findings_are_exit_1_with_place_and_remedy(tmp_path: Path) -> None:
    course = folder(tmp_path, {"vertical/v.xml": "<vertical>\n  <html url_name='gone'/>\n</vertical>"})
    result = epm("check", course)
    assert result.exit_code == 1
    assert "vertical/v.xml:2: stops the import: The course names a block of type html" in result.output
    assert "    → Export the course again and compare" in result.output


WRONG = {
    "no such file": ("package-not-found", "There is no file or folder", "Il n’y a ni fichier ni dossier"),
    "a PDF": ("package-unknown-format", "cannot be read as .tar.gz or .zip", "ne se lit ni comme"),
    "an empty folder": ("package-no-course-xml", "There is no course.xml", "course.xml"),
    "one byte changed": ("package-damaged", "damaged or cut off", "abîmé"),
    "cut off": ("package-damaged", "damaged or cut off", "abîmé"),
    "a device": ("package-not-a-file", "neither file nor folder", "ni un fichier ni un dossier"),
    "a disk that fails": ("package-unreadable", "cannot be read (Input/output error)", "ne peut pas être lu"),
}


def wrong(name: str, package: Path) -> Path:
    root = package.parent
    (root / "empty").mkdir()
    (root / "report.pdf").write_bytes(PDF)
    (root / "cut.tar.gz").write_bytes(package.read_bytes()[:-12])
    return {
        "no such file": root / "absent.tar.gz",
        "a PDF": root / "report.pdf",
        "an empty folder": root / "empty",
        "one byte changed": damaged(package),
        "cut off": root / "cut.tar.gz",
        "a device": Path("/dev/null"),
        "a disk that fails": Path("/proc/self/mem"),
    }[name]


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_used_is_exit_2_with_a_sentence(name: str, package: Path) -> None:
    code, english, french = WRONG[name]
    path = wrong(name, package)
    for lang, sentence in (("en", english), ("fr", french)):
        result = epm("check", path, lang=lang)
        assert (result.exit_code, "Traceback" in result.output) == (2, False)
        assert sentence in result.output
    told = json.loads(epm("check", path, "--format", "json").stdout)
    assert [one["code"] for one in told["findings"]] == [code]
    assert told["usable"] is False


@pytest.mark.skipif(os.geteuid() == 0 and not shutil.which("setpriv"), reason="root reads everything, and no setpriv")
def test_a_file_without_rights_is_exit_2_with_a_sentence(package: Path) -> None:
    package.chmod(0)
    powers = "-dac_override,-dac_read_search"
    without = ["setpriv", f"--inh-caps={powers}", f"--bounding-set={powers}"] if os.geteuid() == 0 else []
    command = [*without, sys.executable, "-c", "from epm_xblocks.cli import main; main()", "check", str(package)]
    said = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "EPM_LANG": "fr"}, check=False)
    assert said.returncode == 2
    assert f"{package} ne peut pas être lu (vous n’en avez pas le droit)." in said.stderr
    assert "Traceback" not in said.stderr


def test_json_names_place_values_and_text(tmp_path: Path) -> None:
    course = folder(tmp_path, {"epm_case/rates.xml": CASE.replace("</brief>", "</brie>")})
    told = json.loads(epm("check", course, "--format", "json", lang="fr").stdout)
    assert set(told) == {"name", "blocks", "cases", "usable", "findings"}
    found = next(one for one in told["findings"] if one["code"] == "xml-mismatch")
    assert (found["file"], found["line"], found["severity"]) == ("epm_case/rates.xml", 2, "blocking")
    assert found["column"] > 80
    assert found["values"] == {"open": "brief", "opened": 2, "close": "brie"}
    assert found["text"] == "<brief>, ouvert à la ligne 2, est fermé par </brie>."


# build


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_build_writes_one_package_and_says_where(course: Path, lang: str) -> None:
    out = course.parent / "out" / "deep"
    result = epm("build", course, "--lang", lang, "-o", out)
    assert result.exit_code == 0
    assert [path.name for path in out.iterdir()] == [f"small-1.0-{lang}.tar.gz"]
    assert str(out / f"small-1.0-{lang}.tar.gz") in result.output
    assert (out / f"small-1.0-{lang}.tar.gz").read_bytes() == build(course, lang).body


def test_build_all_makes_every_language(course: Path) -> None:
    assert epm("build", course, "--all", "-o", course.parent / "out").exit_code == 0
    assert sorted(path.name for path in (course.parent / "out").iterdir()) == [
        "small-1.0-en.tar.gz",
        "small-1.0-fr.tar.gz",
    ]


def test_build_takes_its_data_from_elsewhere(course: Path) -> None:
    data = course.parent / "data"
    other = data.rename(course.parent / "elsewhere")
    assert epm("build", course, "-o", course.parent / "out").exit_code == 1
    assert epm("build", course, "--data", other, "-o", course.parent / "out").exit_code == 0


REFUSED = {
    "no course": ("There is no course.xml in the package.", "Il n’y a pas de course.xml"),
    "no folder": ("There is no file or folder", "Il n’y a ni fichier ni dossier"),
    "no translation": ("The course has no translation into pt; it has fr, en.", "n’a pas de traduction"),
    "no room to write": (
        "cannot be written (a file stands in the way).",
        "ne peut pas être écrit (un fichier occupe la place).",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_build_refuses_with_a_sentence(name: str, course: Path) -> None:
    root = course.parent
    (root / "file").write_text("not a folder")
    (root / "empty").mkdir()
    words: list[object] = {
        "no course": [root / "empty"],
        "no folder": [root / "absent"],
        "no translation": [course, "--lang", "pt"],
        "no room to write": [course, "-o", root / "file" / "out"],
    }[name]
    for lang, sentence in zip(("en", "fr"), REFUSED[name], strict=True):
        result = epm("build", *words, lang=lang)
        assert (result.exit_code, sentence in result.output) == (2, True), result.output


# test


def test_question_tests_that_hold_are_exit_0(course: Path) -> None:
    result = epm("test", course)
    assert (result.exit_code, result.output) == (0, "2 question tests, 0 failed.\n")
    assert epm("test", course, "--lang", "en").exit_code == 0
    assert epm("test", course, lang="fr").output.startswith("Essais de questions\u00a0: 2, dont 0 ")


def test_a_question_test_that_fails_is_exit_1_and_named(tmp_path: Path) -> None:
    course = folder(tmp_path, {"epm_case/rates.xml": CASE.replace('points="all"', 'points="1"')})
    result = epm("test", course)
    assert result.exit_code == 1
    assert result.output.startswith("rates · right: points: 1 ≠ 2\n")
    assert result.output.endswith("2 question tests, 1 failed.\n")


def test_a_course_without_question_tests_is_exit_1(tmp_path: Path) -> None:
    bare = CASE[: CASE.index("  <tests>")] + "</epm_case>"
    assert epm("test", folder(tmp_path, {"epm_case/rates.xml": bare})).exit_code == 1


def test_gaming_says_what_each_lazy_strategy_earns(tmp_path: Path) -> None:
    result = epm("test", folder(tmp_path / "sound"), "--gaming")
    assert result.exit_code == 0
    assert "rates ·   0.0% · 1 everywhere" in result.output
    assert "Answering without thinking earns at most 0.0% of a case; 15% are allowed." in result.output
    easy = CASE.replace("=Données!C4/Données!B4*100", "=Données!B4/Données!B4*100")
    easy = easy[: easy.index('    <test id="typed"')] + "  </tests></epm_case>"
    assert epm("test", folder(tmp_path / "easy", {"epm_case/rates.xml": easy})).exit_code == 0
    gamed = epm("test", folder(tmp_path / "easy", {"epm_case/rates.xml": easy}), "--gaming", lang="fr")
    assert gamed.exit_code == 1
    assert "rates · 100.0% · 100 partout" in gamed.output


# translate


def test_translate_update_keeps_what_is_known(course: Path) -> None:
    before = (course / "locale/en.po").read_text("utf-8")
    assert epm("translate", "update", course, "--to", "en").exit_code == 0
    assert '"School data"' in (course / "locale/en.po").read_text("utf-8")
    assert epm("translate", "update", course, "--to", "pt").exit_code == 0
    assert (course / "locale/pt.po").is_file()
    assert before.count("msgid") == (course / "locale/pt.po").read_text("utf-8").count("msgid")
