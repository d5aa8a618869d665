"""The tree of one course, read once a request. campus room."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from epm_xblocks.campus.keys import UsageKey
from epm_xblocks.campus.models import Block, Course

__all__ = ["Tree"]


class Tree:
    """Parents and children of a course's blocks, by usage key, without their contents."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self._rows: dict[str, Any] | None = None
        self._below: dict[int | None, list[Any]] = {}

    @property
    def rows(self) -> dict[str, Any]:
        """Every block by its key: pk, usage, category, url_name, parent_id, position, parsed."""
        if self._rows is None:
            names = ("pk", "usage", "category", "url_name", "parent_id", "position", "parsed", "file", "edited")
            found = list(
                Block.objects.filter(course=self.course).order_by("position", "pk").values_list(*names, named=True)
            )
            self._rows = {row.usage: row for row in found}
            self._below = {}
            for row in found:
                self._below.setdefault(row.parent_id, []).append(row)
            self._by_pk = {row.pk: row for row in found}
        return self._rows

    def forget(self) -> None:
        """Read the rows again at the next question (an import adds some)."""
        self._rows = None

    def root(self) -> UsageKey | None:
        """The course block."""
        _rows = self.rows
        top = self._below.get(None, [])
        return UsageKey(top[0].usage) if top else None

    def children(self, usage: str) -> list[UsageKey]:
        """The blocks directly below, in order."""
        row = self.rows.get(usage)
        return [UsageKey(child.usage) for child in self._below.get(row.pk, [])] if row else []

    def parent(self, usage: str) -> UsageKey | None:
        """The block directly above."""
        row = self.rows.get(usage)
        return UsageKey(self._by_pk[row.parent_id].usage) if row and row.parent_id else None

    def above(self, usage: str) -> Iterator[UsageKey]:
        """The blocks above, nearest first."""
        parent = self.parent(usage)
        while parent is not None:
            yield parent
            parent = self.parent(parent)

    def below(self, usage: str) -> Iterator[UsageKey]:
        """The blocks below at any depth, in the order a learner meets them."""
        for child in self.children(usage):
            yield child
            yield from self.below(child)

    def category(self, usage: str) -> str:
        """The type of a block, empty where it is not in this course."""
        row = self.rows.get(usage)
        return row.category if row else ""
