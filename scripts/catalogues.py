"""Collects the sentences of Python, templates and pages; updates and compiles the catalogues. `make catalogues`.

locale/epm.pot and locale/<lang>/LC_MESSAGES/django.po hold all of them. From these: django.mo and text.mo (the name
a platform asks for), and for the pages, which must be light, static/dist/text.<lang>.js (what the first view says),
text-aids.<lang>.js (what is said later), text-kind-<name>.<lang>.js (what a kind with a bundle of its own says) and
text-studio.<lang>.js (everything an author's page says).
A translation is edited in the .po; running this again changes nothing else. `--check` tells what would change.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib
from babel.messages.extract import extract

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "locale"
DIST = ROOT / "static" / "dist"
PACKAGE = ROOT / "xblocks" / "epm_xblocks"
SCRIPTS = ROOT / "static" / "js"

LANGUAGES = {
    "fr": "nplurals=2; plural=(n > 1);",
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
}
PYTHON_WORDS = {
    "_": None, "N_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "ugettext": None,
    "NN_": (1, 2), "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
SCRIPT_WORDS = {"t": None, "parts": None, "n": (1, 2)}

Sentence = tuple[str, str, str]
"""Context, the sentence, its plural ("" where there is none)."""


def found() -> dict[Sentence, list[str]]:
    """Every sentence, with the files it stands in."""
    places: dict[Sentence, list[str]] = {}
    for file, sentence in (*_python(), *_templates(), *_scripts()):
        name = file.relative_to(ROOT).as_posix()
        if name not in places.setdefault(sentence, []):
            places[sentence].append(name)
    return places


def _python() -> Iterator[tuple[Path, Sentence]]:
    for file in sorted(PACKAGE.rglob("*.py")):
        yield from _extracted(file, "python", file.read_bytes(), PYTHON_WORDS)


def _templates() -> Iterator[tuple[Path, Sentence]]:
    files = sorted(PACKAGE.glob("*/templates/**/*.html"))
    if not files:
        return
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure()
    for file in files:
        code = templatize(file.read_text(encoding="utf-8"), origin=str(file))
        yield from _extracted(file, "python", code.encode(), PYTHON_WORDS)


def _scripts() -> Iterator[tuple[Path, Sentence]]:
    for file in sorted(SCRIPTS.rglob("*.js")):
        yield from _extracted(file, "javascript", file.read_bytes(), SCRIPT_WORDS)


def _extracted(file: Path, kind: str, code: bytes, words: dict) -> Iterator[tuple[Path, Sentence]]:
    for _line, message, _comments, context in extract(
        kind, io.BytesIO(code), keywords=words, options={"encoding": "utf-8", "parse_template_string": True}
    ):
        one, many = message if isinstance(message, tuple) else (message, "")
        if one:
            yield file, (context or "", one, many)


def template(places: dict[Sentence, list[str]]) -> polib.POFile:
    """The catalogue of untranslated sentences, in the order of their files."""
    pot = polib.POFile(wrapwidth=100)
    pot.metadata = {
        "Project-Id-Version": "epm-xblocks",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for (context, one, many), files in sorted(places.items(), key=lambda item: (item[1][0], item[0])):
        plural = {"msgid_plural": many, "msgstr_plural": {0: "", 1: ""}} if many else {}
        pot.append(
            polib.POEntry(msgid=one, msgctxt=context or None, occurrences=[(name, "") for name in files], **plural)
        )
    return pot


def merged(pot: polib.POFile, path: Path, lang: str) -> polib.POFile:
    """The catalogue of a language: translations kept, new sentences empty, those that are gone left out."""
    old = {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(str(path))} if path.exists() else {}
    new = polib.POFile(wrapwidth=100)
    new.metadata = {**pot.metadata, "Language": lang, "Plural-Forms": LANGUAGES[lang]}
    for entry in pot:
        known = old.get((entry.msgctxt, entry.msgid))
        copy = polib.POEntry(
            msgid=entry.msgid, msgid_plural=entry.msgid_plural, msgctxt=entry.msgctxt, occurrences=entry.occurrences
        )
        if entry.msgid_plural:
            forms = int(re.search(r"nplurals=(\d)", LANGUAGES[lang])[1])  # type: ignore[index] — because each of ours has it
            told = known.msgstr_plural if known else {}
            copy.msgstr_plural = {form: told.get(form, "") for form in range(forms)}
        else:
            copy.msgstr = known.msgstr if known else ""
        copy.tcomment = known.tcomment if known else ""
        new.append(copy)
    return new


def page_texts(po: polib.POFile, lang: str) -> dict[str, str]:
    """The sentences of the pages as scripts, by file name."""
    lazy = sorted(file.stem for file in (SCRIPTS / "lazy").glob("*.js"))
    groups: dict[str, dict[str, object]] = {
        name: {} for name in ("text", "text-aids", "text-studio", *(f"text-kind-{kind}" for kind in lazy))
    }
    for entry in po:
        files = [name for name, _ in entry.occurrences if name.endswith(".js")]
        said = list(entry.msgstr_plural.values()) if entry.msgid_plural else entry.msgstr
        if not files or not (all(said) if entry.msgid_plural else said):
            continue
        groups["text-studio"][entry.msgid] = said
        for group in _groups(files, lazy):
            groups[group][entry.msgid] = said
    plural = re.search(r"plural=(.*?);?$", LANGUAGES[lang])[1]  # type: ignore[index] — because each of ours has it
    head = f'(T=>{{T.lang="{lang}";T.plural=n=>+({plural});T.words=Object.assign(T.words||{{}},'
    foot = ")})(globalThis.EpmText=globalThis.EpmText||{});\n"
    return {f"{name}.{lang}.js": head + _json(dict(sorted(words.items()))) + foot for name, words in groups.items()}


def _groups(files: list[str], lazy: list[str]) -> list[str]:
    """Beside the author's page: the first view, else what is loaded at the first touch, else bundles of kinds.

    What stands in js/lazy/parts is in each of these bundles.
    """
    shared = [name.partition("/js/")[2] for name in files if "/js/studio/" not in name]
    if any(not name.startswith(("aids/", "lazy/")) for name in shared):
        return ["text"]
    if any(name.startswith("aids/") for name in shared):
        return ["text-aids"]
    owners = {name.split("/")[1].removesuffix(".js") for name in shared}
    return [f"text-kind-{kind}" for kind in (lazy if "parts" in owners else owners)]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def compiled(po: polib.POFile) -> bytes:
    """The .mo of a catalogue."""
    with tempfile.NamedTemporaryFile(suffix=".mo") as file:
        po.save_as_mofile(file.name)
        return Path(file.name).read_bytes()


def outputs() -> dict[Path, bytes]:
    """Every file this writes, with its content."""
    pot = template(found())
    files: dict[Path, bytes] = {LOCALE / "epm.pot": str(pot).encode()}
    for lang in LANGUAGES:
        folder = LOCALE / lang / "LC_MESSAGES"
        po = merged(pot, folder / "django.po", lang)
        files[folder / "django.po"] = str(po).encode()
        files[folder / "django.mo"] = files[folder / "text.mo"] = compiled(po)
        files |= {DIST / name: text.encode() for name, text in page_texts(po, lang).items()}
    return files


def missing() -> Iterator[str]:
    """Sentences without a translation, one a line."""
    for lang in LANGUAGES:
        for entry in polib.pofile(str(LOCALE / lang / "LC_MESSAGES" / "django.po")):
            if not entry.translated():
                yield f"{lang}: {entry.occurrences[0][0]}: {entry.msgid}"


def main() -> int:
    """0 where everything is up to date (or was written), 1 where `--check` found a difference."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; 1 where a file would change")
    parser.add_argument("--missing", action="store_true", help="list what is not translated")
    options = parser.parse_args()
    stale = [path for path, content in outputs().items() if not path.exists() or path.read_bytes() != content]
    if options.check:
        sys.stdout.writelines(f"stale: {path.relative_to(ROOT)}\n" for path in stale)
        return 1 if stale else 0
    contents = outputs()
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(contents[path])
    if options.missing:
        sys.stdout.writelines(f"{line}\n" for line in missing())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
