"""Rich text: kept as written, sanitised whenever it is shown, its figures taken from the workbook. kinds room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Literal

import nh3
from lxml import etree

from epm_xblocks.findings import Finding
from epm_xblocks.kinds.base import Context, place_of
from epm_xblocks.kinds.figures import Fig, figure
from epm_xblocks.safe_xml import XmlProblem, inside, text_of

__all__ = ["EMPTY", "TAGS", "Passage", "Rich", "add_rich", "figs", "html", "plain_text", "rich_faults", "words_of"]

TAGS = frozenset(
    (
        "p h3 h4 ul ol li table thead tbody tr th td caption b strong i em sub sup br a img "
        "dl dt dd blockquote code bdi span"
    ).split()
)
"""The elements an author may use."""

_EVERYWHERE = {"lang", "dir", "title"}
_ATTRIBUTES = {
    "*": _EVERYWHERE,
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start", "type"},
}
_KEPT = {"id"}  # for merging; dropped when shown, lest it meet an id of the page
_SCHEMES = {"http", "https", "mailto"}
_OPEN, _CLOSE = "\ue0f0", "\ue0f1"  # private use: mark the places of figures while the text is sanitised


@dataclass(frozen=True)
class Rich:
    """Rich text exactly as it stands between the tags of its element; `line` is where that element begins."""

    xml: str = ""
    line: int = 0

    def __bool__(self) -> bool:
        return bool(self.xml.strip())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rich) and other.xml == self.xml

    def __hash__(self) -> int:
        return hash(self.xml)


EMPTY = Rich()
"""No text."""


@dataclass(frozen=True)
class Passage:
    """A text: when it is seen (`before` an answer, as `feedback` to one, `after` the key may be shown); its step."""

    text: Rich
    role: Literal["before", "feedback", "after"]
    step: str = ""
    sheet: str = ""


def html(rich: Rich, context: Context, sheet: str = "") -> str:
    """The text as sanitised HTML, figures in the reader's way; `sheet` is where a bare `C5` lies.

    A figure of an answer cell is "–" unless `context.reveal`.
    """
    if not rich:
        return ""
    template, places = _template(rich.xml)
    for number, fig in enumerate(places):
        shown = f'<bdi class="epm-fig">{escape(figure(fig, context, sheet))}</bdi>'
        template = template.replace(f"{_OPEN}{number}{_CLOSE}", shown)
    return template


def plain_text(rich: Rich | None, context: Context | None = None, sheet: str = "") -> str:
    """The words alone; figures where a context gives them, else none."""
    if not rich:
        return ""
    try:
        root = inside(rich.xml, "rich")
    except XmlProblem:
        return ""
    for element in list(root.iter("fig")):
        _replace(element, figure(_fig(element, 0), context, sheet) if context else "…")
    return text_of(root)


def figs(rich: Rich) -> tuple[Fig, ...]:
    """The figures a text names, in order, each with its line."""
    if not rich:
        return ()
    root = inside(rich.xml, "rich", line=rich.line or 1)
    return tuple(_fig(element, rich.line) for element in root.iter("fig"))


def words_of(element: etree._Element) -> str:
    """The words of a rich element, or the names of its figures and images where it has none."""
    return text_of(element) or " ".join(str(node.tag) for node in element.iter("fig", "img"))


def add_rich(parent: etree._Element, tag: str, rich: Rich) -> None:
    """Adds a child that holds the text, where there is any."""
    if rich:
        parent.append(inside(rich.xml, tag))


def rich_faults(element: etree._Element, step: str = "") -> Iterator[Finding]:
    """What of a rich element would not be shown, or not be read by everyone."""
    for node in element.iterdescendants():
        if not isinstance(node.tag, str):
            continue
        place = place_of(node, step)
        if node.tag == "fig":
            if not (node.get("of") or node.get("own")):
                yield Finding("fig-empty", {}, place)
        elif node.tag not in TAGS:
            yield Finding("rich-element", {"element": node.tag}, place, "warning")
        if node.tag == "img" and node.get("alt") is None:
            yield Finding("image-alt", {"src": node.get("src", "")}, place, "warning")
        for name, value in node.attrib.items():
            if node.tag in TAGS and (
                str(name) not in _allowed(node.tag) or not _passes(node.tag, str(name), str(value))
            ):
                yield Finding("rich-attribute", {"element": node.tag, "name": str(name)}, place, "warning")


def _allowed(tag: str) -> set[str]:
    return _EVERYWHERE | _KEPT | _ATTRIBUTES.get(tag, set())


def _passes(tag: str, name: str, value: str) -> bool:
    """Whether an address may stand: pictures come from the course alone, links lead there, to http, https or mailto."""
    if name not in ("href", "src"):
        return True
    address = "".join(value.split()).lower().replace("\\", "/")
    scheme = address.partition(":")[0] if ":" in address.partition("/")[0] else ""
    if name == "src" or tag == "img":
        return not scheme and not address.startswith("//")
    return (not scheme or scheme in _SCHEMES) and not address.startswith("//")


def _filter(tag: str, name: str, value: str) -> str | None:
    return value if _passes(tag, name, value) else None


_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags={"script", "style"},
    attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
    attribute_filter=_filter,
    url_schemes=_SCHEMES,
    link_rel="noopener noreferrer",
)


@lru_cache(maxsize=2048)
def _template(xml: str) -> tuple[str, tuple[Fig, ...]]:
    """Sanitised HTML with numbered places for figures. Cached: the same text is shown to every learner."""
    try:
        root = inside(xml.replace(_OPEN, "").replace(_CLOSE, ""), "rich")
    except XmlProblem:
        return escape(xml), ()
    places = []
    for element in list(root.iter("fig")):
        places.append(_fig(element, 0))
        _replace(element, f"{_OPEN}{len(places) - 1}{_CLOSE}")
    for image in root.iter("img"):
        image.set("alt", image.get("alt") or "")
    raw = etree.tostring(root, encoding="unicode", method="html")
    return _CLEANER.clean(raw.removeprefix("<rich>").removesuffix("</rich>")), tuple(places)


def _replace(element: etree._Element, text: str) -> None:
    """Puts text in the place of an element, its tail kept."""
    parent, before = element.getparent(), element.getprevious()
    text += element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text
    if parent is not None:
        parent.remove(element)


def _fig(element: etree._Element, line: int) -> Fig:
    return Fig(
        of=(element.get("of") or "").strip(),
        own=(element.get("own") or "").strip(),
        decimals=element.get("decimals") or "",
        unit=element.get("unit") != "no",
        line=place_of(element).line + max(line - 1, 0),
    )
