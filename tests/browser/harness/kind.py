"""A case of steps of one kind, shown and marked by the server's own code. tests/browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from epm_xblocks.case import Attempt, marks_view
from epm_xblocks.words.text import ENGLISH
from tests.browser.harness.open import until
from tests.browser.harness.server import Host
from tests.browser.harness.views import answering
from tests.browser.test_page_access import violations
from tests.case.helpers import case_of

__all__ = ["axe", "hosted_kind"]


@contextmanager
def hosted_kind(kind: str, steps: Callable[[str], str], answer: Mapping[str, Any]) -> Iterator[Host]:
    """`steps(lang)` is the OLX of the steps; ?state=marked shows them with `answer` marked, =key with the key too."""

    def view(query: dict[str, str]) -> dict[str, Any]:
        lang, state = query.get("lang", "en"), query.get("state", "")
        figures = "ar-EG" if lang == "ar" else lang
        case = case_of(
            f'<epm_case case_id="c" display_name="t" lang="{lang}" figures="{figures}">{steps(lang)}</epm_case>'
        )
        attempt = Attempt(case, None, dict(answer) if state else {}, reveal=state == "key")
        shown = attempt.show()
        words = [] if lang == "en" else [f"/dist/text-kind-{kind}.{lang}.js"]
        made = {
            **answering(lang), "brief": "", "formulas": "", "data": [], "conventions": [],
            "steps": shown["steps"], "style": shown["style"],
            "urls": {"kinds": {kind: [*words, f"/dist/kind-{kind}.css", f"/dist/kind-{kind}.js"]}},
        }  # fmt: skip
        if state:
            marks = {**marks_view(attempt, attempt.mark(), ENGLISH), "answers": dict(answer)}
            made |= {"answers": dict(answer), "marks": {**marks, "receipt": "", "submitted_text": ""}}
        return made

    host = Host(view)
    try:
        yield host
    finally:
        host.close()


def axe(page: Any) -> list[str]:
    """What axe finds on the page, and that nothing scrolls it sideways."""
    until(page, "document.documentElement.scrollWidth <= innerWidth")
    return violations(page)
