"""The pages of the block as fragments: a few bytes of HTML, URLs of the bundles, the view as data. blocks room."""

from __future__ import annotations

from html import escape
from typing import Any

from web_fragments.fragment import Fragment

from epm_xblocks.blocks import host
from epm_xblocks.words.text import ENGLISH, N_

__all__ = ["aids", "author_page", "case_page", "kind_files", "studio_page"]

_CASE = (
    '<div class="epm-case" lang="{lang}" dir="{dir}"><h2>{title}</h2>'
    '<noscript><p lang="{reader}">{noscript}</p></noscript></div>'
)
_NOSCRIPT = N_("This exercise needs JavaScript. Turn it on in your browser, then reload the page.")
_NOT_AN_AUTHOR = N_("Only authors of this course may edit this exercise, in the course editor.")


def case_page(block: Any, view: dict[str, Any]) -> Fragment:
    """The learner's page: its bundle draws the view into the element."""
    about = view["case"]
    translate = host.translator(block) or ENGLISH
    words = {
        "lang": about.get("lang") or "en",
        "dir": about.get("dir") or "ltr",
        "title": about.get("title") or "",
        "reader": host.language(block),
        "noscript": translate.gettext(_NOSCRIPT),
    }
    return _fragment(
        block, _CASE.format(**{name: escape(text) for name, text in words.items()}), "case", "EpmCase", view
    )


def studio_page(block: Any, args: dict[str, Any] | None) -> Fragment:
    """The author's page; a sentence for anybody else."""
    if args is None:
        translate = host.translator(block) or ENGLISH
        return Fragment(f'<p class="epm-refused">{escape(translate.gettext(_NOT_AN_AUTHOR))}</p>')
    return _fragment(block, '<div class="epm-case-studio"></div>', "studio", "EpmCaseStudio", args)


def author_page(block: Any, args: dict[str, Any]) -> Fragment:
    """The trainer's copy and the learner's page, for those who may read the source."""
    return _fragment(block, '<div class="epm-case-author"></div>', "studio", "EpmCaseAuthor", args)


def aids(block: Any) -> list[str]:
    """URLs of what the learner's page loads at the first touch: words before code."""
    names = [*_words("text-aids", host.language(block)), "dist/case-aids.js"]
    return [host.resource_url(block, name) for name in names]


def kind_files(block: Any, bundle: str) -> list[str]:
    """URLs of what draws a kind that the first view does not carry: words, style sheet, script."""
    names = [*_words(f"text-kind-{bundle}", host.language(block)), f"dist/kind-{bundle}.css", f"dist/kind-{bundle}.js"]
    return [host.resource_url(block, name) for name in names if host.has_resource(name)]


def _fragment(block: Any, html: str, bundle: str, start: str, args: dict[str, Any]) -> Fragment:
    """CSS, the words of the reader's language where English is not theirs, the bundle."""
    fragment = Fragment(html)
    fragment.add_css_url(host.resource_url(block, f"dist/{bundle}.css"))
    for name in _words("text" if bundle == "case" else f"text-{bundle}", host.language(block)):
        fragment.add_javascript_url(host.resource_url(block, name))
    fragment.add_javascript_url(host.resource_url(block, f"dist/{bundle}.js"))
    fragment.initialize_js(start, json_args=args)
    return fragment


def _words(bundle: str, language: str) -> list[str]:
    """The bundle of words of a language or of its base; none where the page speaks English."""
    tongue = language.replace("_", "-").lower()
    names = (f"dist/{bundle}.{one}.js" for one in dict.fromkeys((tongue, tongue.partition("-")[0])))
    return [name for name in names if host.has_resource(name)][:1]
