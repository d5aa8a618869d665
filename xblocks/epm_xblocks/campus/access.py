"""Courses and blocks as one person may see them. campus room."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from xblock.core import XBlock
from xblock.exceptions import NoSuchUsage

from epm_xblocks.campus.models import Course
from epm_xblocks.campus.people import is_institution, teaches
from epm_xblocks.campus.runtime import CampusRuntime

__all__ = ["course_for", "courses_for", "visible_block"]


def courses_for(user: Any) -> QuerySet[Course]:
    """The courses a person may open, in the institution's order."""
    courses = Course.objects.order_by("position", "title", "pk")
    return courses if is_institution(user) else courses.filter(Q(visible=True) | Q(team__user=user)).distinct()


def course_for(user: Any, key: str) -> Course:
    """The course of a key; raises Http404 where there is none that the person may open."""
    course = Course.objects.filter(key=str(key)).first()
    if course is None or not (course.visible or teaches(user, course.key) or is_institution(user)):
        raise Http404(str(key))
    return course


def visible_block(runtime: CampusRuntime, key: str) -> XBlock:
    """The block; raises NoSuchUsage where there is none, or none that the person may see now."""
    block = runtime.get_block(key)
    for above in (key, *runtime.tree.above(key)):
        if not runtime.may_see(runtime.get_block(above)):
            raise NoSuchUsage(str(key))
    return block
