"""Fields that every block of a course has, inherited down its tree as on the platform. campus room."""

from __future__ import annotations

from datetime import UTC, datetime

from xblock.core import XBlockMixin
from xblock.fields import Boolean, Date, Dict, Float, Integer, Scope, String, Timedelta

__all__ = ["INHERITED", "InheritanceMixin"]


class InheritanceMixin(XBlockMixin):
    """The settings an author may give a course, a section or a block; a block without its own takes its parent's.

    Names and meaning are those of the platform's InheritanceMixin, so that a block needs no special case for campus.
    """

    start = Date(scope=Scope.settings, default=datetime(1970, 1, 1, tzinfo=UTC))
    due = Date(scope=Scope.settings, default=None)
    graceperiod = Timedelta(scope=Scope.settings, default=None)
    self_paced = Boolean(scope=Scope.settings, default=False)
    graded = Boolean(scope=Scope.settings, default=False)
    format = String(scope=Scope.settings, default=None)
    show_correctness = String(scope=Scope.settings, default="always")
    showanswer = String(scope=Scope.settings, default="finished")
    max_attempts = Integer(scope=Scope.settings, default=None)
    visible_to_staff_only = Boolean(scope=Scope.settings, default=False)
    group_access = Dict(scope=Scope.settings, default={})
    weight = Float(scope=Scope.settings, default=None)

    @property
    def close_date(self) -> datetime | None:
        """The due date with the grace after it; None where there is no due date."""
        if self.due is not None and self.graceperiod:
            return self.due + self.graceperiod
        return self.due

    def is_past_due(self) -> bool:
        """Whether the due date and its grace are over."""
        return self.close_date is not None and datetime.now(UTC) > self.close_date

    def has_deadline_passed(self) -> bool:
        """The same; in a self-paced course no deadline passes."""
        return False if self.self_paced else self.is_past_due()


INHERITED = frozenset(InheritanceMixin.fields) - {"weight"}
"""Fields a block takes from above; a weight is a block's own."""
