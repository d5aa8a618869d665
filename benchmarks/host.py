"""The one host of the benchmarks: XBlock's own runtime, fields in memory, services under the platform's names.

Every block, ours or a peer's, meets it in the same way: `load` once, then each request builds a runtime and the block
anew, as a platform does, and enters by `render` or `call`. Nothing is written to a disk or a database.
"""

from __future__ import annotations

import gettext
import importlib.resources
import json
import re
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from lxml import etree
from opaque_keys.edx.keys import CourseKey
from opaque_keys.edx.locator import BlockUsageLocator
from web_fragments.fragment import Fragment
from webob import Request, Response
from xblock.core import XBlock, XBlockMixin
from xblock.fields import Boolean, Date, Dict, Scope, ScopeIds, String, Timedelta
from xblock.runtime import DictKeyValueStore, IdGenerator, IdReader, KvsFieldData, Runtime

__all__ = ["Host", "Weight", "settle_django", "submission", "view_of"]

COURSE = CourseKey.from_string("course-v1:EPM+BENCH+2026")


def submission(learner: str, answers: Any, have: str | None = None) -> dict[str, Any]:
    """What the page of `epm_case` sends as a learner's first attempt; `have`: revision of the case that it shows."""
    told = {"answers": answers, "key": "key-" + sha256(learner.encode()).hexdigest()[:20], "attempt": 1}
    return told | {"have": have} if have else told


def view_of(html: str) -> Any:
    """The view that a page gave to the start-up of its first case; raises ValueError where it holds none."""
    found = re.search(r'<script type="json/xblock-args"[^>]*>(.*?)</script>', html, re.DOTALL)
    if found is None:
        raise ValueError("the page holds no case")
    return json.loads(found[1])


def settle_django(*apps: str) -> None:
    """Configure Django as far as templates need it: compiled once and kept, as in production; no database."""
    import django
    from django.conf import settings

    settings.configure(
        INSTALLED_APPS=["django.contrib.contenttypes", *apps],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
        STATIC_URL="/static/",
        USE_TZ=True,
        USE_I18N=True,
        LANGUAGE_CODE="en",
        SECRET_KEY="bench",
        CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
    )
    django.setup()


class PlatformFields(XBlockMixin):
    """Fields that a platform gives every block."""

    due = Date(scope=Scope.settings, default=None)
    graceperiod = Timedelta(scope=Scope.settings, default=None)
    self_paced = Boolean(scope=Scope.settings, default=False)
    graded = Boolean(scope=Scope.settings, default=False)
    show_correctness = String(scope=Scope.settings, default="always")
    xml_attributes = Dict(scope=Scope.settings, default={})


class User:
    """What the user service tells of a learner."""

    def __init__(self, name: str) -> None:
        self.full_name, self.emails = name, [f"{name}@example.org"]
        told = {"user_id": 7, "anonymous_user_id": name, "deprecated_anonymous_user_id": name, "username": name}
        told |= {"is_authenticated": True, "user_is_staff": False}
        self.opt_attrs = {f"edx-platform.{key}": value for key, value in told.items()}


class Words(gettext.NullTranslations):
    """The i18n service: English; older blocks ask it by the older name."""

    ugettext = gettext.NullTranslations.gettext


class Service:
    """A service that offers what it was given."""

    def __init__(self, **offers: Any) -> None:
        self.__dict__.update(offers)


class Ids(IdReader, IdGenerator):
    """Real usage keys; a definition is its usage."""

    count = 0

    def get_definition_id(self, usage_id: Any) -> Any:
        return usage_id

    def get_block_type(self, def_id: Any) -> str:
        return str(def_id.block_type)

    def create_definition(self, block_type: str, slug: str | None = None) -> Any:
        self.count += 1
        return BlockUsageLocator(COURSE, block_type, slug or f"{block_type}{self.count}")

    def create_usage(self, def_id: Any) -> Any:
        return def_id

    create_aside = get_usage_id_from_aside = get_definition_id_from_aside = None
    get_aside_type_from_usage = get_aside_type_from_definition = None


class HostRuntime(Runtime):
    """One request of one learner."""

    resources_fs = None
    suppports_state_for_anonymous_users = True

    def __init__(self, host: Host, learner: str) -> None:
        self.host = host
        services = {
            "field-data": KvsFieldData(host.store),
            "i18n": Words(),
            "user": Service(get_current_user=lambda: User(learner)),
            "replace_urls": Service(replace_urls=lambda text, static_replace_only=False: text),
            "sandbox": Service(can_execute_unsafe_code=lambda: True, get_python_lib_zip=lambda: None),
            "settings": Service(get_settings_bucket=lambda block, default=None: default or {}),
            "cache": host.cache,
            "xqueue": None,
            "call_to_action": None,
            "publish": object(),
            "completion": None,
        }
        super().__init__(host.ids, services=services, id_generator=host.ids, mixins=(PlatformFields,))
        self.user_id = learner  # after Runtime.__init__, which resets it

    def _usage_id_from_node(self, node: etree._Element, parent_id: Any) -> Any:
        """As the core, with the url_name for a name: keys must be the same in every run."""
        usage = self.host.ids.create_usage(self.host.ids.create_definition(node.tag, node.attrib.pop("url_name", None)))
        block_class = self.mixologist.mix(self.load_block_type(node.tag))
        block = block_class.parse_xml(node, self, ScopeIds(self.user_id, node.tag, usage, usage))
        block.parent = parent_id
        block.save()
        return usage

    def load_block_type(self, block_type: str) -> Any:
        named = self.host.types.get(block_type)
        return named or super().load_block_type(block_type)

    def service(self, block: Any, service_name: str) -> Any:
        """Any service, declared or not: hosts differ in that, and it is not what is measured."""
        return self._services.get(service_name)

    def applicable_aside_types(self, block: Any) -> list[str]:
        return []

    def get_policy(self, usage_id: Any) -> dict[str, Any]:
        return {}

    def handler_url(
        self, block: Any, handler_name: str, suffix: str = "", query: str = "", thirdparty: bool = False
    ) -> str:
        return f"/xblock/{block.scope_ids.usage_id}/handler/{handler_name}/{suffix}"

    def local_resource_url(self, block: Any, uri: str) -> str:
        url = f"/xblock/resource/{block.scope_ids.block_type}/{uri}"
        self.host.served[url] = (type(block).unmixed_class.__module__.partition(".")[0], uri)
        return url

    def resource_url(self, resource: str) -> str:
        raise NotImplementedError("blocks ask for local_resource_url")

    def publish(self, block: Any, event_type: str, event_data: dict[str, Any]) -> None:
        if event_type == "grade":
            self.host.grades.append((self.user_id, event_data))

    def get_block(self, usage_id: Any, for_parent: Any = None) -> Any:
        kind = usage_id.block_type
        return self.construct_xblock(kind, ScopeIds(self.user_id, kind, usage_id, usage_id), for_parent=for_parent)

    def render_template(self, *_args: Any, **_more: Any) -> str:
        raise NotImplementedError("blocks bring their templates")


@dataclass(frozen=True)
class Weight:
    """What a browser fetches for a view: files, bytes of JS and CSS raw and gzip, bytes of the HTML and its data."""

    requests: int
    raw: int
    gzip: int
    page: int


@dataclass
class Host:
    """An installation: what outlives a request."""

    types: dict[str, type[XBlock]] = field(default_factory=dict)
    store: DictKeyValueStore = field(default_factory=DictKeyValueStore)
    ids: Ids = field(default_factory=Ids)
    grades: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    served: dict[str, tuple[str, str]] = field(default_factory=dict)
    cache: Any = None

    def load(self, olx: str) -> Any:
        """Import a block and its children; its usage key."""
        return HostRuntime(self, "author").parse_xml_string(olx)

    def block(self, key: Any, learner: str) -> Any:
        """The block, bound to a learner, of a new request."""
        return HostRuntime(self, learner).get_block(key)

    def render(self, key: Any, learner: str) -> Fragment:
        """The learner's page."""
        block = self.block(key, learner)
        fragment = block.runtime.render(block, "student_view", {})
        block.save()
        return fragment

    def call(self, key: Any, learner: str, handler: str, *, form: Any = None, json_body: Any = None) -> Response:
        """A handler, by the request that a browser would send; `handler` may carry a suffix after a slash."""
        name, _, suffix = handler.partition("/")
        body, kind = (urlencode(form), "application/x-www-form-urlencoded") if form is not None else (
            json.dumps(json_body), "application/json")  # fmt: skip
        request = Request.blank("/", method="POST", body=body.encode(), content_type=kind)
        block = self.block(key, learner)
        response = block.runtime.handle(block, name, request, suffix)
        if response.status_int != 200:
            raise RuntimeError(f"{handler}: {response.status} {response.body[:300]!r}")
        return response

    def weigh(self, fragment: Fragment) -> Weight:
        """The page's own JS and CSS; what it takes from the host (jQuery, MathJax, RequireJS) is not counted."""
        import gzip

        page = len(fragment.content.encode())
        raw = packed = count = 0
        for one in fragment.resources:
            if one.kind == "url":
                data, count = self.file(one.data), count + 1
            elif "javascript" in one.mimetype or "css" in one.mimetype:
                data = one.data.encode()
            else:
                page += len(one.data.encode())
                continue
            raw, packed = raw + len(data), packed + len(gzip.compress(data, 9))
        return Weight(count, raw, packed, page)

    def file(self, url: str) -> bytes:
        """The bytes behind a URL that local_resource_url gave."""
        package, uri = self.served[url]
        root = importlib.resources.files(package)
        for place in (uri, f"blocks/{uri}"):
            found = Path(str(root.joinpath(place)))
            if found.is_file():
                return found.read_bytes()
        raise FileNotFoundError(f"{package}: {uri}")
