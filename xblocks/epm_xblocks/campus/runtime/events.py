"""What blocks publish: marks, completion, progress. campus room."""

from __future__ import annotations

import logging
import math
from typing import Any

from django.utils import timezone
from xblock.scorable import ScorableXBlockMixin, Score

from epm_xblocks.campus.models import Completion, Grade, put

__all__ = ["publish"]

log = logging.getLogger(__name__)


def publish(runtime: Any, block: Any, kind: str, data: dict[str, Any]) -> None:
    """Keep a mark or a completion of the person who is signed in; any other event is for the log.

    The person is the runtime's, whatever the event says: no block can mark somebody else.
    """
    if not runtime.user.is_authenticated:
        return
    if kind == "grade":
        _grade(runtime, block, data)
    elif kind == "completion":
        _completion(runtime, block, data.get("completion"))
    elif kind == "progress":
        _completion(runtime, block, 1.0)
    else:
        log.info("event %s of %s", kind, block.scope_ids.usage_id)


def _grade(runtime: Any, block: Any, data: dict[str, Any]) -> None:
    """The mark, the block's own record of it where the block keeps one, and completion where it keeps none itself."""
    earned, possible = _number(data.get("value")), _number(data.get("max_value"))
    if earned is None or possible is None or possible <= 0:
        log.warning("%s published no usable mark: %r", block.scope_ids.usage_id, data)
        return
    where = {"user": runtime.user, "usage": str(block.scope_ids.usage_id)}
    kept = Grade.objects.filter(**where).first() if data.get("only_if_higher") else None
    if kept and earned / possible <= kept.earned / kept.possible:
        return
    put(
        Grade(**where, course=str(runtime.course_key), earned=earned, possible=possible, at=timezone.now()),
        unique=("user", "usage"),
    )
    if isinstance(block, ScorableXBlockMixin):
        block.set_score(Score(raw_earned=earned, raw_possible=possible))
    if not getattr(block, "has_custom_completion", False):
        _completion(runtime, block, 1.0)


def _completion(runtime: Any, block: Any, share: Any) -> None:
    number = _number(share)
    if number is None:
        return
    where = {"user": runtime.user, "usage": str(block.scope_ids.usage_id), "course": str(runtime.course_key)}
    put(Completion(**where, share=min(1.0, max(0.0, number)), at=timezone.now()), unique=("user", "usage"))


def _number(value: Any) -> float | None:
    """A finite number, or None."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None
