"""What the platform tells the ledger: a person is retired. registrar room."""

from __future__ import annotations

import importlib
from typing import Any

from epm_xblocks.registrar import api

__all__ = ["anonymous_ids", "connect", "retire_person"]


def connect() -> bool:
    """Listen to USER_RETIRE_LMS_MISC where the host is Open edX; false elsewhere."""
    try:
        signals = importlib.import_module("openedx.core.djangoapps.user_api.accounts.signals")
    except ImportError:
        return False
    signals.USER_RETIRE_LMS_MISC.connect(retire_person, dispatch_uid="epm_registrar_retire")
    return True


def retire_person(sender: object, user: Any = None, **_more: object) -> None:
    """Make the ledger rows of a retired person anonymous for good."""
    if user is not None:
        api.retire(anonymous_ids(user))


def anonymous_ids(user: Any) -> list[str]:
    """Every anonymous id the platform has given to a person, one a course."""
    student = importlib.import_module("common.djangoapps.student.models")
    rows = student.AnonymousUserId.objects.filter(user=user)
    return list(rows.values_list("anonymous_user_id", flat=True))
