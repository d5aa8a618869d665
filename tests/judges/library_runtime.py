"""A content library (v2) as the platform runs it: components kept by openedx-core, blocks parsed from their block.xml.

openedx-core is the real one. The runtime of the LMS cannot be installed without the platform: here are its rules, as
`openedx/core/djangoapps/xblock/runtime` states them (openedx-platform, 2026): the root is parsed by plain `parse_xml`
with no definition id; authored fields are of scope content or settings, anything else raises; children are refused;
a service that the class did not ask for is refused; asides are off.
"""

import gettext
import json
from collections import defaultdict
from datetime import UTC, datetime
from types import SimpleNamespace

from lxml import etree
from opaque_keys.edx.keys import UsageKey
from webob import Request
from xblock.exceptions import NoSuchServiceError
from xblock.field_data import FieldData, SplitFieldData
from xblock.fields import Scope, ScopeIds
from xblock.runtime import DictKeyValueStore, KvsFieldData, MemoryIdManager, Runtime

from benchmarks.host import submission

__all__ = ["Library", "backup", "restore", "stored"]


class AuthoredFields(FieldData):
    """What was parsed in this request: content and settings, nothing else."""

    def __init__(self):
        self.values = defaultdict(dict)

    def _of(self, block, name):
        field = getattr(type(block), name, None)
        if getattr(field, "scope", None) not in (Scope.content, Scope.settings):
            raise NotImplementedError(f"scope of {name} is unsupported in a library")
        return self.values[block.scope_ids.usage_id]

    def get(self, block, name):
        return self._of(block, name)[name]

    def set(self, block, name, value):
        self._of(block, name)[name] = value

    def delete(self, block, name):
        del self._of(block, name)[name]


class LibraryRuntime(Runtime):
    """One request of one learner at blocks of a library."""

    def __init__(self, library, learner):
        super().__init__(id_reader=MemoryIdManager(), id_generator=MemoryIdManager())
        self.library, self.user_id = library, learner
        self.authored = AuthoredFields()
        state = KvsFieldData(library.state)
        scopes = dict.fromkeys((Scope.user_state, Scope.user_state_summary, Scope.preferences, Scope.user_info), state)
        self.fields = SplitFieldData({Scope.content: self.authored, Scope.settings: self.authored, **scopes})

    def get_block(self, usage_id, for_parent=None):
        node = etree.fromstring(self.library.olx(usage_id))
        assert "url_name" not in node.attrib, "a component must not carry an old-style url_name"
        keys = ScopeIds(self.user_id, usage_id.block_type, None, usage_id)
        block_class = self.mixologist.mix(self.load_block_type(usage_id.block_type))
        parse = getattr(block_class, "parse_xml_new_runtime", block_class.parse_xml)
        block = parse(node, runtime=self, keys=keys)
        block.force_save_fields(block._get_fields_to_save())
        return block

    def service(self, block, service_name):
        if block.service_declaration(service_name) is None:
            raise NoSuchServiceError(f"service {service_name!r} was not requested")
        if service_name == "user":
            told = {"edx-platform.is_authenticated": True, "edx-platform.anonymous_user_id": str(self.user_id)}
            return SimpleNamespace(get_current_user=lambda: SimpleNamespace(opt_attrs=told, emails=[], full_name=""))
        offered = {
            "field-data": self.fields,
            "i18n": gettext.NullTranslations(),
            "replace_urls": SimpleNamespace(replace_urls=lambda text, static_replace_only=False: text),
            "publish": object(),
            "completion": object(),
        }
        return offered.get(service_name)

    def add_node_as_child(self, block, node):
        raise NotImplementedError("no children in a library")

    def parse_xml_file(self, fileobj):
        raise NotImplementedError("a library reads block.xml itself")

    def applicable_aside_types(self, block):
        return []

    def handler_url(self, block, handler_name, suffix="", query="", thirdparty=False):
        return f"/handler/{block.scope_ids.usage_id}/{handler_name}/{suffix}?{query}"

    def local_resource_url(self, block, uri):
        return f"/resource/{uri}"

    def resource_url(self, resource):
        raise NotImplementedError("resource_url is not supported by Open edX")

    def publish(self, block, event_type, event_data):
        if event_type == "grade":
            self.library.grades.append((self.user_id, event_data))


class Library:
    """A learning package of openedx-core, and what its learners did."""

    def __init__(self, package):
        self.package, self.state, self.grades = package, DictKeyValueStore(), []

    def keys(self):
        """Usage keys of its components."""
        from openedx_content import api

        found = api.get_components(self.package.pk, published=True)
        return {
            component.local_key: UsageKey.from_string(
                f"lb:IFPE:CASES:{component.component_type.name}:{component.local_key}"
            )
            for component in found
        }

    def olx(self, usage_id):
        """The published block.xml of a component."""
        from openedx_content import api

        component = api.get_component_by_key(
            self.package.pk, namespace="xblock.v1", type_name=usage_id.block_type, local_key=usage_id.block_id
        )
        return component.versioning.published.media.get(componentversionmedia__key="block.xml").text

    def block(self, usage_id, learner="awa"):
        return LibraryRuntime(self, learner).get_block(usage_id)

    def submit(self, usage_id, learner, answers):
        """The view that a first submission of a learner gives."""
        body = json.dumps(submission(learner, answers)).encode()
        request = Request.blank("/", method="POST", body=body, content_type="application/json")
        block = self.block(usage_id, learner)
        response = block.runtime.handle(block, "submit", request)
        assert response.status_int == 200, response.json
        return response.json["view"]


def stored(components):
    """A new learning package with {local key: (type, title, block.xml)}, published."""
    from openedx_content import api

    now = datetime.now(UTC)
    package = api.create_learning_package(key="lib:IFPE:CASES", title="Cases", created=now)
    for local_key, (kind, title, olx) in components.items():
        component_type = api.get_or_create_component_type("xblock.v1", kind)
        _component, version = api.create_component_and_version(
            package.pk, component_type, local_key, title, created=now, created_by=None
        )
        media_type = api.get_or_create_media_type(f"application/vnd.openedx.xblock.v1.{kind}+xml")
        media = api.get_or_create_text_media(package.pk, media_type.id, text=olx, created=now)
        api.create_component_version_media(version.pk, media.pk, key="block.xml")
    api.publish_all_drafts(package.pk)
    return Library(package)


def backup(library, path):
    """The zip that a platform's own dump makes."""
    from openedx_content.applets.backup_restore.api import create_zip_file

    create_zip_file(library.package.key, str(path))
    return path


def restore(path, key="lib:IFPE:RESTORED"):
    """A library from such a zip; the report of the restore must say success."""
    from openedx_content import api
    from openedx_content.applets.backup_restore.api import load_learning_package

    result = load_learning_package(str(path), key=key)
    assert result["status"] == "success", result["log_file_error"].getvalue()
    return Library(api.get_learning_package_by_key(key)), result["lp_restored_data"]
