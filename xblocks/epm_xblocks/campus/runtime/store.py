"""Field values of blocks in the database, and what a block inherits from above. campus room."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from xblock.fields import Scope, UserScope
from xblock.runtime import KeyValueStore, KvsFieldData

from epm_xblocks.campus.models import Extension, FieldValue, put
from epm_xblocks.campus.runtime.mixins import INHERITED
from epm_xblocks.campus.runtime.tree import Tree

__all__ = ["CampusFieldData", "CampusStore"]

log = logging.getLogger(__name__)
Slot = tuple[str, str, str, str]  # block, person, scope, field
_AUTHORED = (Scope.content, Scope.settings)


class CampusStore(KeyValueStore):
    """Values of fields, one row each, read a whole block at a time.

    A person's values are written under their account's number. Content and settings are written by authors only:
    a handler that tries it for anyone else is refused, whatever its name. Without a person (import, a visitor),
    values of persons are not kept.
    """

    def __init__(self, person: str, tree: Tree, *, author: bool = False) -> None:
        self.person, self.tree, self.author = person, tree, author
        self.strict = False
        """Whether a forbidden write is refused (in a handler) or left out with a line in the log (in a view)."""
        self.importing = False
        """Whether values come from a package, and are not a change made here."""
        self.authored: set[str] = set()
        """Blocks whose content or settings were written."""
        self._read: set[str] = set()
        self._values: dict[Slot, str] = {}

    def prefetch(self, blocks: Iterable[str]) -> None:
        """Read every value of these blocks, and of the types and persons above them, with one query."""
        wanted = [block for block in dict.fromkeys(("", *blocks)) if block not in self._read]
        if not wanted:
            return
        persons = ("", self.person) if self.person else ("",)
        rows = FieldValue.objects.filter(block__in=wanted, person__in=persons)
        for row in rows.values_list("block", "person", "scope", "field", "value"):
            self._values[row[:4]] = row[4]
        self._read.update(wanted)

    def stored(self, block: str, field: str) -> Any:
        """A settings value that stands on a block itself; raises KeyError where there is none."""
        self.prefetch([block])
        return json.loads(self._values[(block, "", Scope.settings.name, field)])

    def values_read(self) -> Iterable[Slot]:
        """Which values are known so far: (block, person, scope, field)."""
        return self._values.keys()

    def get(self, key: Any) -> Any:
        """The value; raises KeyError where none is stored."""
        if key.scope == Scope.children:
            return self.tree.children(str(key.block_scope_id))
        if key.scope == Scope.parent:
            return self.tree.parent(str(key.block_scope_id))
        self.prefetch([str(key.block_scope_id or "")])
        return json.loads(self._values[self._slot(key)])

    def has(self, key: Any) -> bool:
        """Whether a value is stored."""
        if key.scope in (Scope.children, Scope.parent):
            return True
        self.prefetch([str(key.block_scope_id or "")])
        return self._slot(key) in self._values

    def set(self, key: Any, value: Any) -> None:
        """Store one value."""
        self.set_many({key: value})

    def set_many(self, update_dict: dict[Any, Any]) -> None:
        """Store several values with one statement."""
        slots = {self._slot(key): json.dumps(value) for key, value in update_dict.items() if self._may_write(key)}
        if not slots:
            return
        rows = [FieldValue(block=b, person=p, scope=s, field=f, value=value) for (b, p, s, f), value in slots.items()]
        put(*rows, unique=("block", "person", "scope", "field"))
        self._values.update(slots)
        if not self.importing:
            self.authored.update(block for block, _person, scope, _field in slots if scope in ("content", "settings"))

    def delete(self, key: Any) -> None:
        """Forget one value."""
        if self._may_write(key):
            block, person, scope, field = self._slot(key)
            FieldValue.objects.filter(block=block, person=person, scope=scope, field=field).delete()
            self._values.pop((block, person, scope, field), None)

    def _may_write(self, key: Any) -> bool:
        """Whether a write to this scope is kept; raises PermissionDenied for a handler's forbidden one."""
        if key.scope in (Scope.children, Scope.parent):
            return False  # because the tree of a course is rows of its own, never a field
        if key.scope.user == UserScope.ONE:
            return bool(self.person)
        if key.scope not in _AUTHORED or self.author:
            return self.author or bool(self.person)
        if self.strict:
            raise PermissionDenied(f"author-rights: {key.field_name}")
        log.warning("A view wrote %s of %s without author rights; not kept", key.field_name, key.block_scope_id)
        return False

    def _slot(self, key: Any) -> Slot:
        person = self.person if key.scope.user == UserScope.ONE else ""
        return str(key.block_scope_id or ""), person, _scope_name(key.scope), key.field_name


def _scope_name(scope: Any) -> str:
    return str(getattr(scope, "name", None) or f"{scope.user}-{scope.block}")[:32]


class CampusFieldData(KvsFieldData):
    """Field values of blocks: a learner's own due date first, then what is stored, then what stands above."""

    def __init__(self, store: CampusStore, user: Any) -> None:
        super().__init__(store)
        self.store, self.user = store, user
        self._extensions: dict[str, Any] | None = None

    def get(self, block: Any, name: str) -> Any:
        """The value, a later due date of this person before all."""
        if name == "due" and str(block.scope_ids.usage_id) in self.extensions:
            return self.extensions[str(block.scope_ids.usage_id)]
        return super().get(block, name)

    def has(self, block: Any, name: str) -> bool:
        """Whether a value is stored on the block itself: an extension is never written into the course."""
        return bool(super().has(block, name))

    def default(self, block: Any, name: str) -> Any:
        """What the nearest block above says, for inherited fields; raises KeyError where none does."""
        if name == "due" and str(block.scope_ids.usage_id) in self.extensions:
            return self.extensions[str(block.scope_ids.usage_id)]
        if name not in INHERITED:
            raise KeyError(name)
        for above in self.store.tree.above(str(block.scope_ids.usage_id)):
            try:
                return self.store.stored(above, name)
            except KeyError:
                continue
        raise KeyError(name)

    @property
    def extensions(self) -> dict[str, Any]:
        """Later due dates of this person, by block."""
        if self._extensions is None:
            rows = Extension.objects.filter(user_id=self.user.pk).values_list("usage", "due") if self.user.pk else ()
            self._extensions = {usage: due.isoformat() for usage, due in rows}
        return self._extensions
