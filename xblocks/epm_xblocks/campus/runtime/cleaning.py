"""Text of an author made safe to show. campus room."""

from __future__ import annotations

import nh3

__all__ = ["clean_html"]

_TAGS = nh3.ALLOWED_TAGS | {
    "section",
    "main",
    "picture",
    "u",
    "figure",
    "figcaption",
    "details",
    "summary",
    "kbd",
    "samp",
    "var",
}
_ATTRIBUTES = {
    **{tag: set(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items()},
    "*": {"dir", "lang", "title", "class"},
    "a": {"href", "hreflang", "title"},
    "img": {"src", "alt", "width", "height", "title"},
    "th": {"scope", "colspan", "rowspan", "headers", "abbr"},
    "td": {"colspan", "rowspan", "headers"},
    "ol": {"start", "reversed", "type"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}


def clean_html(text: str) -> str:
    """The text with nothing in it that runs, frames, submits or styles; links name no opener."""
    return nh3.clean(
        text, tags=set(_TAGS), attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel="noopener noreferrer"
    )
