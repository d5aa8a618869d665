"""Wheel, sdist and editable install: each brings the pages' files, the templates and French, whole.

They are built by `build` and installed by pip, without the network; the interpreter of an environment of its own, away
from the checkout, says what it finds.
"""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path
from sysconfig import get_path

import pytest

ROOT = Path(__file__).parents[2]
PARTS = ("setup.py", "pyproject.toml", "README.md", "LICENSE", "MANIFEST.in", "xblocks", "static", "locale")
LEFT = shutil.ignore_patterns("__pycache__", "*.egg-info", "node_modules", "*.pyc")

PROBE = """
import gettext, hashlib, importlib.metadata, json, pathlib, sys
import django.conf; django.conf.settings.configure()
import epm_xblocks
from epm_xblocks.blocks.case import CaseBlock
root = pathlib.Path(epm_xblocks.__file__).parent
def read(uri):
    with CaseBlock.open_local_resource(uri) as stream:
        return hashlib.sha256(stream.read()).hexdigest()
def said(domain, folder):
    found = gettext.translation(domain, root / folder, ["fr"])
    return found.gettext("This exercise needs JavaScript. Turn it on in your browser, then reload the page.")
def below(folder):
    return sorted(str(path.relative_to(root / folder)) for path in (root / folder).rglob("*") if path.is_file())
dist = importlib.metadata.distribution("epm-xblocks")
json.dump({
    "where": str(root),
    "public": {uri: read(uri) for uri in sys.argv[1:]},
    "text": said("text", "translations"), "django": said("django", "locale"),
    "campus": below("campus/templates") + below("campus/static"),
    "all": [str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()],
    "typed": (root / "py.typed").is_file(),
    "points": sorted(f"{point.group}: {point.name}" for point in dist.entry_points),
    "loaded": [point.name for point in dist.entry_points if callable(point.load())],
}, sys.stdout)
"""


def run(*command, cwd, env=None):
    done = subprocess.run(list(map(str, command)), cwd=cwd, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    return done.stdout


def public_files():
    """What a page may ask for: every file below static that is no build tool."""
    return {
        f"public/{path.relative_to(ROOT / 'static')}": path.read_bytes()
        for folder in ("dist", "css", "js")
        for path in (ROOT / "static" / folder).rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A copy of what is packed, with modules of the build tools beside it as on a maintainer's machine."""
    copy = tmp_path_factory.mktemp("checkout")
    for name in PARTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, symlinks=True, ignore=LEFT)
        elif source.exists():
            shutil.copy(source, copy / name)
    tool = copy / "static/node_modules/tool/index.js"
    tool.parent.mkdir(parents=True)
    tool.write_text("// a build tool\n")
    return copy


@pytest.fixture(scope="module")
def built(checkout):
    """A folder with the sdist, and the wheel made from the checkout."""
    run(sys.executable, "-m", "build", "--no-isolation", "--sdist", "--wheel", ".", cwd=checkout)
    return checkout / "dist"


class Place:
    """A virtual environment with what the judges' own has, but not with its epm-xblocks."""

    def __init__(self, folder):
        self.folder = folder
        run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder.parent)
        (packages,) = folder.glob("lib/python*/site-packages")
        (packages / "judges.pth").write_text(get_path("purelib") + "\n")  # a path; its own .pth files are not read

    def install(self, *what):
        pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "-q", "--python", self.folder)
        run(*pip, "install", "--no-deps", "--no-index", "--no-build-isolation", *what, cwd=self.folder)

    def look(self):
        """What its interpreter sees."""
        env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "DJANGO"))}
        python = self.folder / "bin/python"
        return json.loads(run(python, "-W", "ignore", "-c", PROBE, *public_files(), cwd=self.folder, env=env))


@pytest.fixture(scope="module", params=["wheel", "sdist", "editable"])
def seen(request, checkout, built, tmp_path_factory):
    """What is seen of the installed package."""
    place = Place(tmp_path_factory.mktemp(request.param) / "place")
    if request.param == "editable":
        place.install("--editable", checkout)
    else:
        place.install(*built.glob("*.whl" if request.param == "wheel" else "*.tar.gz"))
    found = place.look()
    home = checkout / "xblocks" if request.param == "editable" else place.folder
    assert Path(found["where"]).is_relative_to(home)
    return found


def test_pages_find_their_files(seen, record_property):
    files = public_files()
    record_property("files", len(files))
    assert {"public/dist/case.js", "public/dist/case.css", "public/dist/text.fr.js"} <= set(files)
    assert seen["public"] == {uri: sha256(body).hexdigest() for uri, body in files.items()}


def test_french_is_there_for_platform_and_campus(seen):
    assert seen["text"] == seen["django"]
    assert "JavaScript" in seen["text"]
    assert not seen["text"].startswith("This exercise")


def test_campus_brings_its_pages(seen):
    campus = ROOT / "xblocks/epm_xblocks/campus"
    have = {
        str(path.relative_to(campus / folder))
        for folder in ("templates", "static")
        for path in (campus / folder).rglob("*")
        if path.is_file()
    }
    assert len(have) > 10
    assert set(seen["campus"]) == have


def test_entry_points_load(seen):
    assert "xblock.v1: epm_case" in seen["points"]
    assert {"cms.djangoapp: epm_registrar", "lms.djangoapp: epm_registrar", "console_scripts: epm"} <= set(
        seen["points"]
    )
    assert {"epm_case", "epm", "epm_registrar"} == set(seen["loaded"])
    assert seen["typed"]


def test_build_tools_stay_at_home(built):
    """What npm puts below static for the bundles is nobody's to install."""
    (wheel,) = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "epm_xblocks/blocks/public/dist/case.js" in names
    assert not [name for name in names if "node_modules" in name]


@pytest.mark.parametrize("link", ["locale", "translations", "blocks/public"])
def test_links_checked_out_as_text_are_refused_in_a_sentence(link, checkout, tmp_path):
    """Git writes them so where the file system, or its settings, know no links."""
    copy = tmp_path / "checkout"
    shutil.copytree(checkout, copy, symlinks=True, ignore=shutil.ignore_patterns("build", "dist", "node_modules"))
    path = copy / "xblocks/epm_xblocks" / link
    target = os.readlink(path)
    path.unlink()
    path.write_text(target)
    command = (sys.executable, "-m", "build", "--no-isolation", "--wheel", ".")
    done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    said = " ".join((done.stdout + done.stderr).split())
    assert f"xblocks/epm_xblocks/{link} should be a link to a folder, and is none." in said
    assert "git config core.symlinks true" in said
