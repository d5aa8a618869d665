"""Opens the harness case in a browser and listens for what must not happen. tests/browser."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.browser.harness.server import Host
from tests.browser.harness.views import answering, marked

__all__ = ["cell", "hosted", "opened", "until"]


@contextmanager
def hosted(**more: Any) -> Iterator[Host]:
    """The case on loopback: at work first, marked once submitted (or by ?state=marked)."""

    def view(query: dict[str, str]) -> dict[str, Any]:
        made = (marked if query.get("state") == "marked" else answering)(query.get("lang", "en"))
        return {**made, **more}

    host = Host(view, lambda query: marked(query.get("lang", "en")))
    try:
        yield host
    finally:
        host.close()


def opened(context: Any, host: Host, query: str = "lang=en", step: int | None = 1) -> Any:
    """The page, at its second step; errors of scripts and of the content policy are gathered in `page.faults`."""
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda said: page.faults.append(said.text) if "Content Security Policy" in said.text else None)
    page.goto(f"{host.url}/?{query}")
    page.wait_for_selector(".epm-case .bar")
    if step is not None:
        page.get_by_role("tab").nth(step).click()
        until(page, "!!window.page.aids")
    return page


def cell(page: Any, ref: str) -> Any:
    """The input of a cell."""
    return page.locator(f"[data-ref={ref}] input")


def until(page: Any, expression: str, seconds: float = 8) -> None:
    """Waits until an expression holds; the driver's own way is eval, which the page's policy forbids."""
    end = time.monotonic() + seconds
    while not page.evaluate(expression):
        if time.monotonic() > end:
            raise AssertionError(f"never true: {expression}")
        page.wait_for_timeout(20)
