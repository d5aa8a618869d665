"""The door of campus: what is prepared, what is refused, demonstration accounts."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User

from epm_xblocks.campus import demonstration, serve
from epm_xblocks.campus.models import Course, Edition, TeamMember
from epm_xblocks.campus.stock import packed, stock
from tests.campus import sample


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("::1", True),
        ("[::1]", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("192.168.1.2", False),
        ("::", False),
        ("campus.example", False),
        ("", False),
    ],
)
def test_which_addresses_are_this_machine_s(host: str, own: bool) -> None:
    assert serve.is_loopback(host) is own


def test_demonstration_accounts_go_with_loopback_only(tmp_path: Path) -> None:
    with pytest.raises(serve.Refused, match="this computer only"):
        serve.prepare("0.0.0.0", demo=True, state=tmp_path)


def test_accounts_of_the_demonstration(db: None, course: Course, browser: Callable) -> None:
    demonstration.make_accounts()
    demonstration.make_accounts()
    assert len(demonstration.present()) == 5
    assert TeamMember.objects.filter(course=course).count() == 2
    page = browser(lang="fr").get("/").content.decode()
    assert "apprenant" in page
    assert "kalembu" in page
    for name in demonstration.present():
        signed = browser().post("/sign-in/", {"username": name, "password": demonstration.PASSWORD})
        assert signed.status_code == 302
    assert demonstration.remove_accounts() == 5
    assert demonstration.present() == []
    refused = browser().post("/sign-in/", {"username": "learner", "password": demonstration.PASSWORD})
    assert refused.status_code == 422
    page = browser(lang="fr").get("/").content.decode()
    assert "kalembu" not in page


def test_an_account_made_by_hand_with_the_known_password_counts(db: None) -> None:
    User.objects.create_user("trainer", password=demonstration.PASSWORD)
    assert demonstration.present() == ["trainer"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "EPM_HOSTS"),
        ({"ALLOWED_HOSTS": ["campus.example"], "DEBUG": True}, "EPM_DEBUG"),
        ({"ALLOWED_HOSTS": ["campus.example"], "SECRET_KEY": "simple"}, "too simple"),
    ],
)
def test_an_open_address_refuses_what_only_a_demonstration_may_have(
    db: None, settings: Any, change: dict[str, Any], said: str
) -> None:
    settings.SECRET_KEY = "0123456789abcdef" * 4
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
    for name, value in change.items():
        setattr(settings, name, value)
    with pytest.raises(serve.Refused, match=said):
        serve._refuse_unsafe("0.0.0.0")


def test_an_open_address_refuses_while_an_account_remains(db: None, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["campus.example"]
    settings.SECRET_KEY = "0123456789abcdef" * 4
    demonstration.make_accounts()
    with pytest.raises(serve.Refused, match="apprenant"):
        serve._refuse_unsafe("0.0.0.0")
    demonstration.remove_accounts()
    serve._refuse_unsafe("0.0.0.0")


def test_what_is_shipped_is_imported_once_for_each_content(db: None, tmp_path: Path) -> None:
    (tmp_path / "a.tar.gz").write_bytes(sample.package())
    (tmp_path / "notes.txt").write_text("no package")
    lines = list(stock([tmp_path, ("again.tar.gz", sample.package())]))
    assert lines == ["a.tar.gz: imported, 10 blocks"]
    assert list(stock([tmp_path])) == []
    assert [line.partition(":")[0] for line in stock([("b.tar.gz", sample.package(version="2"))])] == ["b.tar.gz"]
    assert Edition.objects.count() == 2


def test_what_cannot_be_imported_is_told(db: None) -> None:
    (line,) = stock([("bad.tar.gz", b"nothing")])
    assert line.startswith("bad.tar.gz was not imported")
    assert not Course.objects.exists()


def test_archives_are_found_in_folders(tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_bytes(b"b")
    (tmp_path / "a.tar.gz").write_bytes(b"a")
    assert list(packed([tmp_path])) == [("a.tar.gz", b"a"), ("b.zip", b"b")]


def test_a_new_installation_starts_and_answers(tmp_path: Path) -> None:
    (tmp_path / "p.tar.gz").write_bytes(sample.package())
    code = """
import sys
from pathlib import Path
from epm_xblocks.campus.serve import prepare
app = prepare("127.0.0.1", demo=False, state=Path(sys.argv[1]) / "state", packages=[Path(sys.argv[1]) / "p.tar.gz"])
from wsgiref.util import setup_testing_defaults
environ = {"HTTP_HOST": "localhost", "HTTP_ACCEPT_LANGUAGE": "fr"}
setup_testing_defaults(environ)
told = []
body = b"".join(app(environ, lambda status, headers: told.append((status, dict(headers)))))
print(told[0][0], "Se connecter" in body.decode(), "kalembu" in body.decode(), "static/campus/campus." in body.decode())
"""
    environ = {
        name: value for name, value in os.environ.items() if name not in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL")
    }
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, env=environ, timeout=120
    )
    assert done.stdout.splitlines()[-1] == "200 OK True False True", done.stderr
    secrets = tmp_path / "state" / "secrets"
    assert {path.stat().st_mode & 0o777 for path in secrets.iterdir()} == {0o600}
    assert (tmp_path / "state" / "campus.sqlite3").exists()
