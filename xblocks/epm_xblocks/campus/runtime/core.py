"""The XBlock runtime of campus: one course, one person, one request. campus room."""

from __future__ import annotations

import copy
import html
import json
import logging
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from lxml import etree
from web_fragments.fragment import Fragment
from xblock.core import XBlock
from xblock.exceptions import NoSuchUsage
from xblock.fields import ScopeIds
from xblock.runtime import IdGenerator, IdReader, Runtime

from epm_xblocks import safe_xml
from epm_xblocks.campus.keys import CourseKey, UsageKey
from epm_xblocks.campus.models import Block, Course
from epm_xblocks.campus.people import is_institution, may_author, teaches
from epm_xblocks.campus.runtime import services
from epm_xblocks.campus.runtime.events import publish
from epm_xblocks.campus.runtime.mixins import InheritanceMixin
from epm_xblocks.campus.runtime.registry import block_class, is_installed, is_ours
from epm_xblocks.campus.runtime.resources import resource_address
from epm_xblocks.campus.runtime.store import CampusFieldData, CampusStore
from epm_xblocks.campus.runtime.tree import Tree
from epm_xblocks.campus.runtime.words import I18nService

__all__ = ["CampusRuntime"]

log = logging.getLogger(__name__)


class CampusIds(IdReader, IdGenerator):
    """Usages and definitions of campus are one and the same key; there are no asides."""

    def get_definition_id(self, usage_id: str) -> str:
        return usage_id

    def get_block_type(self, def_id: str) -> str:
        return UsageKey(def_id).block_type

    def create_definition(self, block_type: str, slug: str | None = None) -> str:
        raise NotImplementedError("blocks of campus are made by an import")  # because the base class is abstract

    create_usage = create_aside = create_definition
    get_usage_id_from_aside = get_definition_id_from_aside = get_block_type
    get_aside_type_from_usage = get_aside_type_from_definition = get_block_type


class CampusRuntime(Runtime):
    """Renders blocks and answers their handlers for one person in one course."""

    def __init__(self, course: Course, user: Any, *, author: bool | None = None) -> None:
        ids = CampusIds()
        super().__init__(id_reader=ids, id_generator=ids, mixins=(InheritanceMixin,))
        self.course, self.user, self.course_key = course, user, CourseKey(course.key)
        self._deprecated_per_instance_user_id = user.pk  # because setting `user_id` warns, and old blocks read it
        self.tree = Tree(course)
        self.author = may_author(user, course.key) if author is None else author
        self.store = CampusStore(str(user.pk or ""), self.tree, author=self.author)
        self.data = CampusFieldData(self.store, user)
        self.third_party = False
        """Whether a block of another suite with a script was rendered: the page then loads jQuery for it."""

    # Blocks

    def load_block_type(self, block_type: str) -> type[XBlock]:
        """The class of a type; a stand-in where none is installed, never an error."""
        return block_class(block_type)

    def get_block(self, usage_id: str, for_parent: XBlock | None = None) -> XBlock:
        """The block of this course; raises NoSuchUsage for any other key."""
        row = self.tree.rows.get(str(usage_id))
        if row is None:
            raise NoSuchUsage(str(usage_id))
        key = UsageKey(usage_id)
        self.store.prefetch([key, *self.tree.above(key)])
        if not row.parsed and is_installed(row.category):
            self.parse(Block.objects.get(pk=row.pk))
        return self.construct_xblock(
            row.category, ScopeIds(self.user.pk, row.category, key, key), for_parent=for_parent
        )

    def parse(self, row: Block, element: etree._Element | None = None, **values: Any) -> bool:
        """Let the class of the type read the stored element into fields, and set `values` on the block.

        False where it cannot: the element stays as it is.
        """
        cls = self.mixologist.mix(block_class(row.category))
        key = row.usage_key
        node = etree.fromstring(row.xml) if element is None else copy.deepcopy(element)
        node.attrib.pop("xblock-family", None)
        was = self.store.author, self.store.importing
        self.store.author = self.store.importing = True
        try:
            with transaction.atomic():
                block = cls.parse_xml(node, self, ScopeIds(None, row.category, key, key))
                for name, value in values.items():
                    setattr(block, name, value)
                block.save()
        except Exception:
            log.exception("The element of %s could not be read", key)
            return False
        finally:
            self.store.author, self.store.importing = was
        row.parsed = True
        row.save(update_fields=["parsed"])
        return True

    def add_node_as_child(self, block: XBlock, node: etree._Element) -> None:
        """A block inside a block of another suite: a row of its own, below it."""
        parent = Block.objects.get(usage=str(block.scope_ids.usage_id))
        position = parent.children.count()
        name = node.get("url_name") or f"{parent.url_name}-{position + 1}"
        key = self.course_key.usage(str(node.tag), name)
        text = safe_xml.outer(node)
        values = {
            "parent": parent,
            "category": node.tag,
            "url_name": name,
            "position": position,
            "depth": parent.depth + 1,
        }
        row, _new = Block.objects.update_or_create(
            usage=key, course=self.course, defaults={**values, "xml": text, "file": parent.file}
        )
        self.parse(row, node)

    def save_block(self, block: XBlock) -> None:
        """Note who changed the source of a block, and when: an export writes it anew, an import warns of it."""
        key = str(block.scope_ids.usage_id)
        if key in self.store.authored:
            by = self.user if self.user.is_authenticated else None
            Block.objects.filter(usage=key).update(edited=timezone.now(), edited_by=by)
            self.store.authored.discard(key)

    def applicable_aside_types(self, block: XBlock) -> list[str]:
        """None: what decorates a block elsewhere has no business here."""
        return []

    # Who may see what

    @cached_property
    def staff(self) -> bool:
        """Whether the person teaches this course or answers for it."""
        return teaches(self.user, self.course.key) or is_institution(self.user)

    def may_see(self, block: XBlock) -> bool:
        """Whether the person may see a block now: it has started, and is not for the course's staff alone."""
        return self.staff or (
            not block.visible_to_staff_only and (block.start is None or block.start <= timezone.now())
        )

    def visible_children(self, block: XBlock) -> Iterator[XBlock]:
        """The children the person may see, in order."""
        for key in block.children:
            child = self.get_block(key, for_parent=block)
            if self.may_see(child):
                yield child

    def view_for(self, block: XBlock, view: str) -> str:
        """The view, or student_view for a block that has no other."""
        return view if hasattr(block, view) else "student_view"

    # Addresses

    def handler_url(
        self, block: XBlock, handler_name: str, suffix: str = "", query: str = "", thirdparty: bool = False
    ) -> str:
        """Where a handler answers."""
        parts = [str(block.scope_ids.usage_id), handler_name]
        url = reverse("handler", args=[*parts, suffix]) if suffix else reverse("handler", args=parts)
        return f"{url}?{query}" if query else url

    def local_resource_url(self, block: XBlock, uri: str) -> str:
        """Where a file of the block's package is served, with its fingerprint."""
        return resource_address(block.scope_ids.block_type, uri)

    def resource_url(self, resource: str) -> str:
        """Not served: files belong to a block, see `local_resource_url`, as on the platform."""
        raise NotImplementedError("use local_resource_url")

    # Views

    def wrap_xblock(self, block: XBlock, view: str, frag: Fragment, context: Any) -> Fragment:
        """The block's own element: its key, its handlers' address, its start-up function and arguments."""
        data = {
            "usage-id": block.scope_ids.usage_id,
            "usage": block.scope_ids.usage_id,
            "block-type": block.scope_ids.block_type,
        }
        if not isinstance(block, InheritanceMixin) or not block.has_children:
            data["handlers"] = reverse("handlers", args=[str(block.scope_ids.usage_id)])
        arguments = ""
        if frag.js_init_fn:
            data |= {"init": frag.js_init_fn, "runtime-version": frag.js_init_version}
            self.third_party = self.third_party or not is_ours(block)
            arguments = _arguments(getattr(frag, "json_init_args", None))
        kind = html.escape(block.scope_ids.block_type)
        attributes = "".join(f' data-{name}="{html.escape(str(value))}"' for name, value in data.items())
        whole = Fragment(
            f'<div class="xblock xblock-{view} xblock-v1 xblock-v1-{view} is-{kind}"{attributes}>'
            f"{frag.body_html()}{arguments}</div>"
        )
        whole.add_fragment_resources(frag)
        return whole

    # Handlers

    def handle(self, block: XBlock, handler_name: str, request: Any, suffix: str = "") -> Any:
        """Let a handler answer; it may write content and settings for an author only.

        No transaction around it: the ledger tries again after a deadlock, which it cannot do inside another's
        transaction, and a page that saw no receipt sends the same submission again.
        """
        self.store.strict = True
        try:
            return super().handle(block, handler_name, request, suffix)
        finally:
            self.store.strict = False

    def publish(self, block: XBlock, event_type: str, event_data: dict[str, Any]) -> None:
        """Keep what the block says of the person who is signed in."""
        publish(self, block, event_type, event_data)

    # Services

    def service(self, block: XBlock, service_name: str) -> Any:
        """The service of that name, made at first use; the base class judges what the block declared."""
        if service_name == "i18n":
            self._services["i18n"] = I18nService(block)
        elif service_name in _SERVICES and service_name not in self._services:
            self._services[service_name] = _SERVICES[service_name](self)
        return super().service(block, service_name)


_SERVICES: dict[str, Callable[[CampusRuntime], Any]] = {
    "field-data": lambda runtime: runtime.data,
    "user": lambda runtime: services.UserService(runtime.user, runtime.course.key),
    "completion": lambda runtime: services.CompletionService(runtime.user, runtime.course.key),
    "replace_urls": lambda runtime: services.ReplaceUrls(runtime.course_key),
    "settings": lambda _runtime: services.SettingsService(),
    "user_state": lambda runtime: services.UserStateService(runtime.user),
    "studio_user_permissions": lambda runtime: services.Permissions(runtime.user),
    "teams": lambda _runtime: services.TeamsService(),
    "cache": lambda _runtime: services.CacheService(),
    "grades_of_others": lambda runtime: services.GradesOfOthers(runtime),
    "publish": lambda runtime: services.PublishService(runtime),
}


def _arguments(values: Any) -> str:
    """Start-up arguments as data: a script element of no script type, with no sign that could end it."""
    if values is None:
        return ""
    text = json.dumps(values).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return f'<script type="json/xblock-args" class="xblock_json_init_args">{text}</script>'
