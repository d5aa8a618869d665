"""Chromium as the judge: did anything run, ask another host, or stand ready to run? tests/hostile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.hostile.site import Person

HERE = Path(__file__).parent
NOWHERE = "http://127.0.0.1:9"
"""What is asked of another host goes to a proxy that is not there; the site itself is asked directly."""

_TRIPWIRE = (HERE / "tripwire.js").read_text()

_READY = (HERE / "ready.js").read_text()


@dataclass
class Judge:
    """A browser of one person with tripwires: what ran is in `tripped` as (frame, what), then in `ran`."""

    context: Any
    origin: str
    tripped: list[tuple[str, str]] = field(default_factory=list)
    ran: set[tuple[str, str]] = field(default_factory=set)
    page: Any = None

    def open(self, path: str) -> Any:
        """A page of the site, loaded."""
        self.page.goto(f"{self.origin}{path}", wait_until="load")
        return self.page

    def look(self, where: str, *, act: bool = False) -> list[str]:
        """What the page ran or has ready, in words; it is judged as it stands, and may not have gone elsewhere."""
        address = self.page.url
        ready = self.page.evaluate(_READY, act)
        self.page.wait_for_timeout(20)  # because events of pictures that fail come after the page's own
        if self.page.url != address:
            self.tripped.append(("", f"went to {self.page.url}"))
        ran, self.tripped = self.tripped, []
        self.ran.update(ran)
        return [f"{where}: {what}" for _frame, what in ran] + [f"{where}: ready: {what}" for what in ready]

    def seen(self, path: str) -> list[str]:
        """What a page of the site runs or has ready."""
        self.open(path)
        return self.look(path)


@contextmanager
def judging(browser: Any, person: Person | None, origin: str, *, policy: bool) -> Iterator[Judge]:
    """A judge that goes on as the person; with `policy` the site's content policy holds, without it is switched off."""
    context = browser.new_context(
        bypass_csp=not policy, locale="en-GB", proxy={"server": NOWHERE, "bypass": "127.0.0.1"}
    )
    context.set_default_timeout(30_000)
    judge = Judge(context, origin)
    judge.page = context.new_page()

    def asked(request: Any) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob", "about") and not request.url.startswith(origin):
            judge.tripped.append((request.frame.name, f"asked {request.url[:100]}"))

    def dialog(shown: Any) -> None:
        if shown.type == "beforeunload":  # the editor's own, over changes that are not saved
            return shown.accept()
        judge.tripped.append(("", f"dialog {shown.message}"))
        return shown.dismiss()

    context.expose_binding("__tripped", lambda source, what: judge.tripped.append((source["frame"].name, what)))
    context.add_init_script(_TRIPWIRE)
    context.on("request", asked)
    context.on("dialog", dialog)
    if person is not None:
        context.add_cookies(person.cookies())
    try:
        yield judge
    finally:
        context.close()
