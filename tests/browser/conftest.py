"""A fresh browser context for each test of the learner's page. tests/browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything that asks for the browser is marked so."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()) or "context" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def context(browser: Any) -> Iterator[Any]:
    """A browser of its own: no cookies, no drafts."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900},
        permissions=["clipboard-read", "clipboard-write"],
        reduced_motion="reduce",  # because colours are judged, and half a fade is no colour of ours
    )
    context.set_default_timeout(8000)
    yield context
    context.close()
