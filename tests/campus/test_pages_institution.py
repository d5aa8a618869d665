"""An institution's pages: check, import, give back, people."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from epm_xblocks.campus.models import Course, Edition, Person, TeamMember, Upload
from epm_xblocks.campus.people import role_of
from epm_xblocks.package import course_root, read_package, write_tar_gz
from tests.campus import sample


@pytest.fixture
def client(person: Callable, browser: Callable) -> Client:
    return browser(person("institution1", "institution"))


def upload(client: Client, body: bytes, name: str = "p.tar.gz") -> Any:
    return client.post("/packages/", {"package": SimpleUploadedFile(name, body)}, follow=True)


def test_check_then_import_then_give_back(client: Client, db: None) -> None:
    report = upload(client, sample.package())
    told = report.content.decode()
    assert report.status_code == 200
    assert "Ready to import" in told
    assert "holo_map" in told
    assert not Course.objects.exists()
    row = Upload.objects.get()
    done = client.post(reverse("take", args=[row.pk]), follow=True)
    assert "was imported with 10 blocks" in done.content.decode()
    course = Course.objects.get()
    given = client.get(reverse("download", args=[course.short]))
    assert given["Content-Disposition"] == 'attachment; filename="epm-flow-1.0.0-en.tar.gz"'
    assert course_root(read_package(given.content)) == sample.files()
    same = client.get(reverse("edition", args=[course.short, Edition.objects.get().pk]))
    assert same.content == sample.package()


@pytest.mark.parametrize(
    "body",
    [b"not a package", b"\x1f\x8b broken", write_tar_gz({"readme.txt": b"x"}, "course"), b"PK\x03\x04 broken"],
    ids=["text", "gzip", "no-course", "zip"],
)
def test_what_is_no_package_is_refused_in_words(client: Client, body: bytes) -> None:
    answer = upload(client, body)
    told = answer.content.decode()
    assert answer.status_code == 422
    assert "This file cannot be read as a package" in told
    assert "To do:" in told
    assert "no sentence for" not in told
    row = Upload.objects.get()
    client.post(reverse("take", args=[row.pk]))
    assert not Course.objects.exists()


def test_a_blocking_fault_keeps_the_import_closed(client: Client) -> None:
    tree = sample.files()
    tree["vertical/flows.xml"] = b"<vertical><oops></vertical>"
    answer = upload(client, write_tar_gz(tree, "course"))
    assert answer.status_code == 422
    assert "vertical/flows.xml" in answer.content.decode()
    assert "Import this package" not in answer.content.decode()
    client.post(reverse("take", args=[Upload.objects.get().pk]))
    assert not Course.objects.exists()


def test_an_update_says_what_it_replaces(client: Client, course: Course, person: Callable) -> None:
    course.blocks.filter(url_name="flow-rates").update(edited="2026-01-01T00:00:00Z")
    told = upload(client, sample.package(version="1.1.0")).content.decode()
    assert "is here already and is updated" in told
    assert "changed on this site" in told
    assert "flow-rates" in told


def test_the_report_can_be_taken_along(client: Client) -> None:
    upload(client, sample.package())
    row = Upload.objects.get()
    text = client.get(reverse("report-file", args=[row.pk, "txt"])).content.decode()
    assert "→" in text
    told = json.loads(client.get(reverse("report-file", args=[row.pk, "json"])).content)
    assert told["importable"] is True
    assert {"severity", "place", "text", "remedy", "code"} <= set(told["findings"][0])
    assert client.get(reverse("report-file", args=[row.pk, "exe"])).status_code == 404


def test_the_report_speaks_french(client: Client, browser: Callable) -> None:
    french = browser(User.objects.get(username="institution1"), "fr")
    told = upload(french, sample.package()).content.decode()
    assert "Prêt à importer" in told
    assert "ne sont pas installés ici" in told


def test_findings_can_be_narrowed(client: Client) -> None:
    upload(client, sample.package())
    place = reverse("report", args=[Upload.objects.get().pk])
    assert client.get(place + "?show=blocking").content.decode().count("c-is-warning") == 0
    assert client.get(place + "?show=warning").content.decode().count("c-is-warning") > 0


@pytest.mark.parametrize("files", [{}, {"package": SimpleUploadedFile("x.tar.gz", b"")}])
def test_no_file_or_an_empty_one_is_told(client: Client, files: dict[str, Any]) -> None:
    answer = client.post("/packages/", files)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_trainers_of_a_course(client: Client, course: Course, person: Callable) -> None:
    trainer, learner = person("t", "trainer"), person("l")
    place = reverse("package", args=[course.short])
    client.post(place, {"what": "add", "person": trainer.pk, "author": "yes"})
    assert TeamMember.objects.get().author is True
    for wrong in (learner.pk, 99_999, "x", ""):
        client.post(place, {"what": "add", "person": wrong})
    assert TeamMember.objects.count() == 1
    client.post(place, {"what": "remove", "person": trainer.pk})
    assert not TeamMember.objects.exists()
    client.post(place, {"what": "visible", "visible": "no"})
    assert Course.objects.get().visible is False


def test_accounts_are_made_with_a_password_shown_once(client: Client, browser: Callable) -> None:
    data = {
        "new-username": "awa",
        "new-first_name": "Awa",
        "new-last_name": "T",
        "new-email": "",
        "new-role": "trainer",
    }
    told = client.post("/people/", data).content.decode()
    password = told.partition("<dt>Password</dt><dd><code>")[2].partition("</code>")[0]
    user = User.objects.get(username="awa")
    assert role_of(user) == "trainer"
    assert user.check_password(password)
    assert password not in client.get("/people/").content.decode()
    assert client.post("/people/", data).status_code == 422
    signed = browser().post("/sign-in/", {"username": "awa", "password": password})
    assert signed.status_code == 302


def test_accounts_are_closed_and_opened_but_not_one_s_own(client: Client, person: Callable, browser: Callable) -> None:
    user = person("l")
    client.post(reverse("person", args=[user.pk]), {"what": "close"})
    user.refresh_from_db()
    assert not user.is_active
    refused = browser().post("/sign-in/", {"username": "l", "password": "a password"})
    assert refused.status_code == 422
    client.post(reverse("person", args=[user.pk]), {"what": "open"})
    user.refresh_from_db()
    assert user.is_active
    me = User.objects.get(username="institution1")
    client.post(reverse("person", args=[me.pk]), {"what": "close"})
    me.refresh_from_db()
    assert me.is_active
    told = client.post(reverse("person", args=[user.pk]), {"what": "password"}).content.decode()
    assert "shown again" in told
    user.refresh_from_db()
    assert not user.check_password("a password")


def test_demonstration_accounts_are_not_changed(client: Client, person: Callable) -> None:
    user = person("d")
    Person.objects.update_or_create(user=user, defaults={"demonstration": True})
    client.post(reverse("person", args=[user.pk]), {"what": "close"})
    user.refresh_from_db()
    assert user.is_active


def test_one_s_own_password(person: Callable, browser: Callable) -> None:
    user = person("l")
    client = browser(user)
    wrong = {"old_password": "no", "new_password1": "aseljrhv-92", "new_password2": "aseljrhv-92"}
    assert client.post("/account/", wrong).status_code == 422
    assert client.post("/account/", wrong | {"old_password": "a password"}).status_code == 302
    user.refresh_from_db()
    assert user.check_password("aseljrhv-92")
    assert client.get("/account/").status_code == 200
