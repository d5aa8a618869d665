"""Light to carry: bytes and requests of the first view; bundles and catalogues are fresh. tests/browser."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.browser.harness.open import hosted

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "static"
DIST = STATIC / "dist"


def weight(*names: str) -> int:
    return sum(len(gzip.compress((DIST / name).read_bytes(), 9)) for name in names)


@pytest.mark.parametrize("lang", ["fr", "ar", "en"])
def test_the_first_view_weighs_at_most_20_kb_in_three_requests(context: Any, lang: str) -> None:
    with hosted() as host:
        page = context.new_page()
        fetched: list[str] = []
        page.on("request", lambda request: fetched.append(request.url))
        page.goto(f"{host.url}/?lang={lang}")
        page.wait_for_selector(".epm-case .bar")
        page.wait_for_load_state("networkidle")
        ours = [url.rsplit("/", 1)[1] for url in fetched if "/dist/" in url]
        assert len(ours) <= 3, ours
        assert weight(*ours) <= 20_000
        assert all(url.startswith((host.url, "data:")) for url in fetched)  # no other host


def test_no_bundle_registers_with_a_module_loader_or_evaluates_text() -> None:
    for bundle in DIST.glob("*.js"):
        text = bundle.read_text(encoding="utf-8")
        assert "define.amd" not in text
        assert not re.search(r"\beval\(|new Function\(|\bimport\(", text), bundle.name


def test_widths_are_the_container_s_and_nothing_hangs_on_the_window() -> None:
    for sheet in STATIC.glob("css/*.css"):
        text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.S)
        assert not re.search(r"\d(vh|vw|dvh|svh)\b|position:\s*fixed|@media[^{]*(width|height)", text), sheet.name


@pytest.mark.skipif(
    not shutil.which("node") or not (STATIC / "node_modules").is_dir(),
    reason="Node or esbuild is not installed here: the bundles cannot be built again",
)
def test_the_bundles_are_fresh(tmp_path: Path) -> None:
    subprocess.run(["node", "build.mjs", "--out", str(tmp_path)], cwd=STATIC, check=True)
    for built in tmp_path.iterdir():
        assert built.read_bytes() == (DIST / built.name).read_bytes(), f"{built.name}: run `make static`"


def test_catalogues_and_page_texts_are_fresh_and_whole() -> None:
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        import catalogues
    finally:
        sys.path.pop(0)
    for lang in catalogues.LANGUAGES:
        po = catalogues.merged(
            catalogues.template(catalogues.found()), ROOT / "locale" / lang / "LC_MESSAGES" / "django.po", lang
        )
        for name, text in catalogues.page_texts(po, lang).items():
            assert text == (DIST / name).read_text(encoding="utf-8"), f"{name}: run `make catalogues`"
        pages = [entry for entry in po if any(place.endswith(".js") for place, _ in entry.occurrences)]
        assert [entry.msgid for entry in pages if not entry.translated()] == []
        for entry in pages:
            for said in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
                places = set(re.findall(r"\{\w+\}", said))
                assert places <= set(re.findall(r"\{\w+\}", entry.msgid)), entry.msgid


def test_french_is_set_as_french_is() -> None:
    """U+202F before ; ! ? and inside « », U+00A0 before : and %, typographic apostrophes (LOOK, section 10)."""
    for name in ("text.fr.js", "text-aids.fr.js", "text-studio.fr.js"):
        text = (DIST / name).read_text(encoding="utf-8")
        words = json.loads(re.search(r"T\.words\|\|\{\},(\{.*\})\)\}\)\(globalThis", text, re.S)[1])
        assert len(words) > 20
        for said in words.values():
            for form in said if isinstance(said, list) else [said]:
                assert not re.search(
                    r"[^\u202f][;!?](?!\w)|[^\u00a0]:(?!\S)|[^\u00a0]%|'|«[^\u202f]|[^\u202f]»", form
                ), form
