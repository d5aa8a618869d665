"""The course's own block types, and the stand-in for a type that is not installed. campus room."""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import urlsplit

from django.template.loader import render_to_string
from lxml import etree
from web_fragments.fragment import Fragment
from xblock.core import XBlock
from xblock.fields import List, Scope, String

from epm_xblocks.campus.runtime.cleaning import clean_html

__all__ = ["BUILTIN", "CONTAINERS", "HtmlBlock", "UnknownBlock", "VideoBlock"]


log = logging.getLogger(__name__)


class _Plain(XBlock):
    """A block whose attributes are its fields; children are the runtime's business."""

    display_name = String(scope=Scope.settings, default="")

    @classmethod
    def parse_xml(cls, node: etree._Element, runtime: Any, keys: Any) -> XBlock:
        """Attributes that are fields of the block or of the inheritance, the rest left in the stored element."""
        block = runtime.construct_xblock_from_class(cls, keys)
        for name, value in node.items():
            if name in block.fields and block.fields[name].scope == Scope.settings:
                setattr(block, name, block.fields[name].from_string(value))
        return block


class _Container(_Plain):
    """A course, chapter, sequential or vertical: shows its children one under the other."""

    has_children = True

    def student_view(self, context: dict[str, Any] | None = None) -> Fragment:
        """The children's fragments in their order."""
        return self._children("student_view", context)

    def author_view(self, context: dict[str, Any] | None = None) -> Fragment:
        """The same, as authors see them."""
        return self._children("author_view", context)

    def _children(self, view: str, context: dict[str, Any] | None) -> Fragment:
        whole = Fragment()
        for child in self.runtime.visible_children(self):
            part = _whole(child, view, context)
            whole.add_content(part.content)
            whole.add_fragment_resources(part)
        return whole


def _whole(child: XBlock, view: str, context: dict[str, Any] | None) -> Fragment:
    """A child's view; one that fails is replaced by a message, and the rest of the page works."""
    try:
        return child.runtime.render(child, child.runtime.view_for(child, view), context)
    except Exception:
        log.exception("%s of %s failed", view, child.scope_ids.usage_id)
        title = getattr(child, "display_name", "") or child.scope_ids.block_type
        return Fragment(render_to_string("campus/block_failed.html", {"title": title}))


class CourseBlock(_Container):
    """The root of the tree."""


class ChapterBlock(_Container):
    """A section."""


class SequentialBlock(_Container):
    """A subsection."""


class VerticalBlock(_Container):
    """A unit: what stands on one page."""


@XBlock.wants("replace_urls")
class HtmlBlock(_Plain):
    """A text. It is cleaned whenever it is shown, because an import passes by every editor."""

    data = String(scope=Scope.content, default="")

    def student_view(self, _context: dict[str, Any] | None = None) -> Fragment:
        """The text, cleaned, with the course's own files addressed."""
        urls = self.runtime.service(self, "replace_urls")
        text = clean_html(self.data)
        return Fragment(f'<div class="c-prose">{urls.replace_urls(text) if urls else text}</div>')

    public_view = author_view = student_view


@XBlock.wants("replace_urls")
class VideoBlock(_Plain):
    """A film, as a link to where it lies: nothing of another host is loaded into the page."""

    youtube_id_1_0 = String(scope=Scope.settings, default="")
    html5_sources = List(scope=Scope.settings, default=[])
    sources = List(scope=Scope.content, default=[])

    @classmethod
    def parse_xml(cls, node: etree._Element, runtime: Any, keys: Any) -> XBlock:
        """Attributes, and the addresses in `source` children."""
        block = super().parse_xml(node, runtime, keys)
        block.sources = [child.get("src", "") for child in node.iter("source") if child.get("src")]
        return block

    def addresses(self) -> list[str]:
        """Where the film can be seen: web addresses and files of the course, each once."""
        found = [f"https://www.youtube.com/watch?v={self.youtube_id_1_0}"] if self.youtube_id_1_0 else []
        found += [str(each) for each in (*self.html5_sources, *self.sources)]
        return [
            each
            for each in dict.fromkeys(found)
            if urlsplit(each).scheme in ("http", "https") or each.startswith("/static/")
        ]

    def student_view(self, _context: dict[str, Any] | None = None) -> Fragment:
        """A title and links."""
        urls = self.runtime.service(self, "replace_urls")
        links = [
            (urls.address(each) if urls else each, urlsplit(each).netloc or each.rpartition("/")[2])
            for each in self.addresses()
        ]
        return Fragment(render_to_string("campus/block_video.html", {"title": self.display_name, "links": links}))

    public_view = author_view = student_view


class UnknownBlock(_Plain):
    """Stands where a block's type is not installed: says its name, and that nothing of it is lost."""

    def student_view(self, _context: dict[str, Any] | None = None) -> Fragment:
        """The sentence."""
        name = {"category": self.scope_ids.block_type, "title": self.display_name}
        return Fragment(render_to_string("campus/block_unknown.html", name))

    public_view = author_view = studio_view = student_view


CONTAINERS: dict[str, type[XBlock]] = {
    "course": CourseBlock,
    "chapter": ChapterBlock,
    "sequential": SequentialBlock,
    "vertical": VerticalBlock,
}
BUILTIN: dict[str, type[XBlock]] = {**CONTAINERS, "html": HtmlBlock, "video": VideoBlock}
