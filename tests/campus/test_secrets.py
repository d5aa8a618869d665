"""Secrets of an installation."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from epm_xblocks.campus import files
from epm_xblocks.campus.configuration import languages, site_settings, state_folder
from epm_xblocks.campus.secrets import LooseSecret, installation_secret


def test_a_secret_is_made_once_and_read_by_its_owner_alone(tmp_path: Path) -> None:
    first = installation_secret(tmp_path / "s", "django")
    assert len(first) == 64
    assert installation_secret(tmp_path / "s", "django") == first
    assert (tmp_path / "s" / "django").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "s").stat().st_mode & 0o777 == 0o700
    assert installation_secret(tmp_path / "s", "stamp") != first


@pytest.mark.parametrize("mode", [0o604, 0o640, 0o644])
def test_a_secret_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    installation_secret(tmp_path, "django")
    (tmp_path / "django").chmod(mode)
    with pytest.raises(LooseSecret, match="chmod 600"):
        installation_secret(tmp_path, "django")


def test_what_is_kept_lies_in_a_folder_of_its_owner_alone(tmp_path: Path) -> None:
    name = files.keep(b"a package")
    found = next(tmp_path.rglob(name))
    assert found.parent.stat().st_mode & 0o777 == 0o700


def test_processes_that_start_together_agree(tmp_path: Path) -> None:
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(installation_secret(tmp_path, "x"))) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 16
    assert len(set(found)) == 1


def test_two_installations_share_no_secret(tmp_path: Path) -> None:
    one, other = site_settings(tmp_path / "a", {}), site_settings(tmp_path / "b", {})
    assert one["SECRET_KEY"] != other["SECRET_KEY"]
    assert one["EPM_SECRET"] != one["SECRET_KEY"]
    assert one["DEBUG"] is False
    assert one["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]


def test_the_environment_names_hosts_and_database(tmp_path: Path) -> None:
    told = {"EPM_HOSTS": "campus.example.org, b.example.org", "EPM_HTTPS": "1", "DATABASE_URL": "mysql://u:p@h:3306/d"}
    made = site_settings(tmp_path, told)
    assert "campus.example.org" in made["ALLOWED_HOSTS"]
    assert made["SESSION_COOKIE_SECURE"]
    assert made["DATABASES"]["default"]["ENGINE"] == "django.db.backends.mysql"
    assert made["DATABASES"]["default"]["OPTIONS"]["charset"] == "utf8mb4"


def test_languages_are_those_with_a_catalogue_and_three_more(tmp_path: Path) -> None:
    (tmp_path / "pt_BR" / "LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "pt_BR" / "LC_MESSAGES" / "django.mo").touch()
    codes = [code for code, _label in languages(tmp_path)]
    assert codes[:2] == ["fr", "en"]
    assert sorted(codes) == ["ar", "en", "fr", "pt-br"]


def test_the_state_folder() -> None:
    assert state_folder({"EPM_STATE": "/srv/campus"}) == Path("/srv/campus")
    assert state_folder({}).name == "epm-campus"
