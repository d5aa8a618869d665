"""A small, real host: XBlock's own runtime with fields in memory and services under the platform's names.

`Host` is the installation (fields, published events, clock-free); `host.block(xml, person)` is one request of a person.
The mixin has the platform's inherited fields, so that blocks meet them as they would there.
"""

import gettext
import io
import json
from dataclasses import dataclass, field

from lxml import etree
from webob import Request
from xblock.core import XBlock, XBlockMixin
from xblock.fields import Boolean, Date, Dict, Integer, List, Scope, ScopeIds, String, Timedelta
from xblock.runtime import DictKeyValueStore, IdGenerator, IdReader, KvsFieldData, Runtime

from epm_xblocks.blocks.case import CaseBlock

COURSE = "course-v1:IFPE+PLAN+2026"


class Key(str):
    """A usage key: text with the course it belongs to."""

    course_key = COURSE

    @property
    def block_id(self):
        return self.rpartition("@")[2]


class PlatformMixin(XBlockMixin):
    """Fields every block of a platform has."""

    due = Date(scope=Scope.settings, default=None)
    graceperiod = Timedelta(scope=Scope.settings, default=None)
    self_paced = Boolean(scope=Scope.settings, default=False)
    show_correctness = String(scope=Scope.settings, default="always")
    visible_to_staff_only = Boolean(scope=Scope.settings, default=False)
    group_access = Dict(scope=Scope.settings, default={})
    upstream = String(scope=Scope.settings, default=None)
    upstream_version = Integer(scope=Scope.settings, default=None)
    downstream_customized = List(scope=Scope.settings, default=[], xml_node=True)
    edited_note = String(scope=Scope.content, default="")
    bookmarked = Boolean(scope=Scope.user_state, default=False)
    format = String(scope=Scope.settings, default=None)


@dataclass
class Person:
    """Whom a request is for."""

    name: str = "awa"
    anonymous: str | None = "a" * 32
    staff: bool = False
    author: bool = False
    signed_in: bool = True
    real: str | None = None
    zone: str | None = None


AWA = Person()
KOFI = Person("kofi", "b" * 32)
VISITOR = Person("", None, signed_in=False)
STAFF = Person("mariam", "c" * 32, staff=True)
AUTHOR = Person("jean", "d" * 32, staff=True, author=True)
AS_AWA = Person("awa", "a" * 32, real="mariam")


class User:
    def __init__(self, person):
        self.full_name, self.emails = person.name, []
        told = {"is_authenticated": person.signed_in}
        if person.signed_in:
            told |= {"anonymous_user_id": person.anonymous, "user_is_staff": person.staff, "username": person.name}
            told["user_preferences"] = {"time_zone": person.zone} if person.zone else {}
        self.opt_attrs = {f"edx-platform.{name}": value for name, value in told.items()}


class DjangoUser:
    def __init__(self, person):
        self.username = person.name
        if person.real:
            self.real_user = object()


class UserService:
    def __init__(self, person):
        self.person, self._django_user = person, DjangoUser(person)

    def get_current_user(self):
        return User(self.person)

    def get_anonymous_user_id(self, username, course):
        return None if username.startswith("nobody") else "x"


class Permissions:
    def __init__(self, person):
        self.person = person

    def can_write(self, key):
        assert key == COURSE
        return self.person.author

    can_read = can_write


class GradesOfOthers:
    def __init__(self, installation):
        self.installation = installation

    def publish(self, learner, usage, earned, possible):
        self.installation.others.append((learner, earned, possible))

    def publish_to(self, username, usage, earned, possible):
        self.installation.others.append((username, earned, possible))


class Urls:
    def replace_urls(self, text, static_replace_only=False):
        return text.replace("/static/", "/asset-v1/")


class Words(gettext.NullTranslations):
    """The i18n service: no language attribute, as on the platform."""

    def __init__(self, table=None):
        super().__init__()
        self.table = table or {}

    def gettext(self, message):
        return self.table.get(message, message)


class Ids(IdReader, IdGenerator):
    def __init__(self):
        self.count = 0

    def get_definition_id(self, usage_id):
        return usage_id

    def get_block_type(self, def_id):
        return "epm_case"

    def create_definition(self, block_type, slug=None):
        self.count += 1
        return Key(f"block-v1:IFPE+PLAN+2026+type@{block_type}+block@{slug or self.count}")

    def create_usage(self, def_id):
        return def_id

    create_aside = get_usage_id_from_aside = get_definition_id_from_aside = None
    get_aside_type_from_usage = get_aside_type_from_definition = None


class VerticalBlock(XBlock):
    """A container, so that our block is a child in its parent's file."""

    has_children = True
    display_name = String(scope=Scope.settings)


class HostRuntime(Runtime):
    """One request: the host's storage and one person's services."""

    def __init__(self, installation, person, *, studio=False, without=()):
        self.installation, self.person, self.studio = installation, person, studio
        services = {"field-data": KvsFieldData(installation.store), "i18n": Words(installation.words)}
        services |= {"user": UserService(person), "replace_urls": Urls()}
        if studio:
            services["studio_user_permissions"] = Permissions(person)
        else:
            services |= {"publish": object(), "completion": object(), "grades_of_others": GradesOfOthers(installation)}
        for name in without:
            services.pop(name, None)
        super().__init__(installation.ids, services=services, id_generator=installation.ids, mixins=(PlatformMixin,))
        self.user = person.name or None

    def load_block_type(self, block_type):
        return {"epm_case": CaseBlock, "vertical": VerticalBlock}.get(block_type) or super().load_block_type(block_type)

    def applicable_aside_types(self, block):
        return []

    def handler_url(self, block, handler_name, suffix="", query="", thirdparty=False):
        return f"/handler/{block.scope_ids.usage_id}/{handler_name}"

    def local_resource_url(self, block, uri):
        return f"/resource/{uri}"

    def resource_url(self, resource):
        raise NotImplementedError

    def wrap_xblock(self, block, view, frag, context):
        return frag

    def publish(self, block, event_type, event_data):
        self.installation.events.append((self.person.name, event_type, event_data))
        if event_type == "grade" and hasattr(block, "set_score"):
            from xblock.scorable import Score

            block.set_score(Score(event_data["value"], event_data["max_value"]))

    def get_block(self, usage_id, for_parent=None):
        kind = usage_id.partition("type@")[2].partition("+")[0]
        return self.construct_xblock(kind, ScopeIds(self.user, kind, usage_id, usage_id), for_parent=for_parent)

    def add_block_as_child_node(self, block, node):
        child = etree.SubElement(node, "unknown")
        child.set("url_name", block.scope_ids.usage_id.block_id)
        block.add_xml_to_node(child)


@dataclass
class Host:
    """An installation: what is stored and published outlives each request."""

    words: dict = field(default_factory=dict)
    store: DictKeyValueStore = field(default_factory=DictKeyValueStore)
    events: list = field(default_factory=list)
    others: list = field(default_factory=list)
    ids: Ids = field(default_factory=Ids)

    def runtime(self, person=AWA, **more):
        return HostRuntime(self, person, **more)

    def load(self, xml):
        """Import a block (or a unit of blocks) by the core's own way; its usage key."""
        return self.runtime(AUTHOR).parse_xml_string(xml)

    def children(self, key):
        return self.block(key).children

    def block(self, key, person=AWA, **more):
        return self.runtime(person, **more).get_block(key)

    def export(self, key):
        file = io.BytesIO()
        runtime = self.runtime(AUTHOR)
        runtime.export_to_xml(runtime.get_block(key), file)
        return file.getvalue()

    def call(self, key, handler, body=None, person=AWA, method="POST", **more):
        """(status, JSON or bytes) of a handler, through the runtime; a new request each time."""
        block = self.block(key, person, **more)
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        request = Request.blank(
            "/", method=method, body=data if method != "GET" else b"", content_type="application/json"
        )
        return self.answer(block, handler, request)

    def answer(self, block, handler, request):
        response = block.runtime.handle(block, handler, request)
        if response.content_type == "application/json":
            return response.status_int, json.loads(response.body)
        return response.status_int, response.body

    def grades(self, person=AWA):
        return [data for name, kind, data in self.events if kind == "grade" and name == person.name]
