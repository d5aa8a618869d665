"""Names of courses and blocks, in the platform's own form. campus room, standard library only."""

from __future__ import annotations

import re
from typing import Any

__all__ = ["CourseKey", "UsageKey", "clean_name"]

_USAGE = re.compile(r"block-v1:(?P<course>[^+@]+\+[^+@]+\+[^+@]+)\+type@(?P<type>[^+@]+)\+block@(?P<name>[^+@]+)")
_PART = re.compile(r"[^\w\-.~]+")


class CourseKey(str):
    """`course-v1:ORG+COURSE+RUN`; a str, so that blocks may store, compare and print it as they like."""

    __slots__ = ()

    @classmethod
    def of(cls, org: str, course: str, run: str) -> CourseKey:
        """The key of a course from its three names, signs that would break a URL replaced by `_`."""
        return cls("course-v1:" + "+".join(clean_name(part) for part in (org, course, run)))

    @property
    def short(self) -> str:
        """`ORG+COURSE+RUN`, as it stands in the addresses of campus."""
        return self.removeprefix("course-v1:")

    def usage(self, category: str, url_name: str) -> UsageKey:
        """The key of a block of this course."""
        return UsageKey(f"block-v1:{self.short}+type@{category}+block@{clean_name(url_name)}")


class UsageKey(str):
    """`block-v1:ORG+COURSE+RUN+type@CATEGORY+block@NAME`; a str with the parts that blocks ask a platform key for."""

    __slots__ = ()

    @property
    def course_key(self) -> CourseKey:
        """The course the block stands in."""
        return CourseKey(f"course-v1:{self._part('course')}")

    @property
    def context_key(self) -> CourseKey:
        """The same, under the newer name."""
        return self.course_key

    @property
    def block_type(self) -> str:
        """The type of the block, as `epm_case`."""
        return self._part("type")

    @property
    def block_id(self) -> str:
        """The name of the block in its course."""
        return self._part("name")

    def html_id(self) -> str:
        """A name for HTML id attributes."""
        return re.sub(r"[^\w-]", "_", self)

    def _part(self, name: str) -> str:
        found = _USAGE.fullmatch(self)
        return found[name] if found else ""

    def __deepcopy__(self, _memo: Any) -> UsageKey:
        return self


def clean_name(name: str) -> str:
    """A name without signs that have a meaning in keys or addresses; never empty."""
    return _PART.sub("_", name.strip()) or "_"
