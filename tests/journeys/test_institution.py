"""An institution's journeys: a package checked, read about, imported; damaged, foreign and repeated ones."""

from __future__ import annotations

import gzip
import io
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.journeys import hands
from tests.journeys.conftest import Campus, Visit
from tests.journeys.hands import Account

Newcomer = Callable[..., Account]


@pytest.fixture(scope="module")
def package(campus: Campus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course that the site does not have yet, built by the command of the wheel."""
    folder = tmp_path_factory.mktemp("own")
    shutil.copytree(campus.folder / "course_exports", folder / "courses")
    course = folder / "courses" / "epm-indicators"
    root = course / "course.xml"
    root.write_text(root.read_text().replace('course="INDICATORS"', 'course="OWN"'))
    done = campus.epm("build", str(course), "--lang", "fr", "-o", str(folder))
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.tar.gz")
    return built


@pytest.fixture
def desk(campus: Campus, visit: Visit) -> Any:
    """The institution's page of packages."""
    page = visit("fr")
    hands.through_the_door(page, campus.url, "institution")
    return page


def hand_in(page: Any, name: str, body: bytes) -> str:
    """Send a file for a check; what the page then says."""
    page.get_by_role("link", name="Paquets").first.click()
    page.get_by_label("Paquet (").set_input_files({"name": name, "mimeType": "application/gzip", "buffer": body})
    page.get_by_role("button", name="Contrôler le paquet").click()
    page.get_by_role("heading", name="Contrôle du paquet").wait_for()
    return str(page.get_by_role("main").inner_text()).replace("\u00a0", " ")


def importable(page: Any) -> bool:
    return bool(page.get_by_role("button", name="Importer ce paquet").count())


def own_courses(page: Any) -> list[str]:
    """What stands in the table of courses."""
    page.get_by_role("link", name="Paquets").first.click()
    return list(page.locator("table tbody tr").all_inner_texts())


def changed_inside(body: bytes) -> bytes:
    """The package with one byte of one file changed, and everything around it in order."""
    out = io.BytesIO()
    with tarfile.open(fileobj=io.BytesIO(body)) as old, tarfile.open(fileobj=out, mode="w") as new:
        for member in old:
            data = old.extractfile(member).read() if member.isfile() else b""  # type: ignore[union-attr]
            if member.name.endswith("welcome-page.html"):
                data = data.replace(b"e", b"a", 1)
            new.addfile(member, io.BytesIO(data))
    return gzip.compress(out.getvalue())


def test_a_package_is_checked_imported_and_worked_on(
    campus: Campus, visit: Visit, newcomer: Newcomer, desk: Any, package: Path
) -> None:
    said = hand_in(desk, package.name, package.read_bytes())
    assert "Prêt à importer" in said
    assert "course-v1:EPM+OWN+2026-fr" in said
    shipped = campus.folder / "course_exports" / "epm-indicators" / "epm_case"
    assert f"{len(list(shipped.glob('*.xml')))} cas" in said
    assert "Rien n’a encore été écrit" in said
    desk.get_by_role("button", name="Importer ce paquet").click()
    desk.get_by_text("a été importé").wait_for()
    desk.get_by_role("link", name="Ouvrir le cours").click()
    cases = ["la couverture", "une mauvaise année", "1 000 entrants", "diplômes et plafond"]
    outline = desk.get_by_role("main").inner_text().replace("\u202f", " ").replace("\u00a0", " ")
    assert [each for each in cases if each not in outline] == []

    learner = visit("fr")
    hands.sign_in(learner, campus.url, newcomer())
    learner.locator(".c-tile a[href*='+OWN+']").first.click()
    learner.get_by_role("link", name="une mauvaise année").click()
    hands.cell(learner, "B4").fill("96,2")
    hands.submit(learner)
    assert hands.points(learner) == "1"

    said = hand_in(desk, package.name, package.read_bytes())  # the same again
    assert "Indicateurs et diagnostic" in said  # the course that it would bring up to date
    desk.get_by_role("button", name="Importer ce paquet").click()
    desk.get_by_text("a été importé").wait_for()
    learner.reload()
    assert hands.points(learner) == "1"
    assert hands.cell(learner, "B4").input_value() == "96,2"


def test_a_damaged_package_is_refused_and_nothing_changes(desk: Any, package: Path) -> None:
    before, body = own_courses(desk), package.read_bytes()
    middle = len(body) // 2
    said = hand_in(desk, package.name, body[:middle] + bytes([body[middle] ^ 1]) + body[middle + 1 :])
    assert "Rien n’en a été" in said
    assert not importable(desk)
    said = hand_in(desk, package.name, changed_inside(body))
    assert "welcome-page.html" in said
    assert "1 point" in said
    assert not importable(desk)
    with desk.expect_download() as download:
        desk.get_by_role("link", name="(.txt)").click()
    assert "welcome-page.html" in Path(download.value.path()).read_text()
    assert own_courses(desk) == before


def test_a_file_of_another_kind_is_named_for_what_it_is(desk: Any) -> None:
    before = own_courses(desk)
    said = hand_in(desk, "annuaire.pdf", b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\n" + b"0" * 2000)
    assert "annuaire.pdf ne se lit" in said
    assert not importable(desk)
    for name, body in (("vide.tar.gz", gzip.compress(b"")), ("texte.tar.gz", b"Bonjour"), ("x.zip", b"PK\x03\x04")):
        said = hand_in(desk, name, body)
        assert "À faire" in said
        assert not importable(desk)
    assert own_courses(desk) == before
