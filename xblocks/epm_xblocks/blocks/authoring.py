"""What authors do: look at the source, check it, try it, keep it; settings. blocks room."""

from __future__ import annotations

from typing import Any

from epm_xblocks.blocks import content, host, view
from epm_xblocks.blocks.answering import Refused, field_of, reply, spoken
from epm_xblocks.words.text import ENGLISH, N_, Translate

__all__ = ["SETTINGS", "change_settings", "check", "editor", "findings_view", "preview", "store"]

SETTINGS: dict[str, tuple[type, ...]] = {
    "display_name": (str,),
    "case_id": (str,),
    "lang": (str,),
    "figures": (str,),
    "max_attempts": (int, type(None)),
    "weight": (int, float, type(None)),
    "teams": (str,),
}
"""The settings of the form and the kinds of values they take; the platform edits the others itself."""


def editor(block: Any) -> dict[str, Any]:
    """What the editor starts from: for authors alone, the source holds the key."""
    return {
        "source": block.source,
        "settings": {name: getattr(block, name) for name in SETTINGS},
        "findings": findings_view(block, content.case_of(block)),
        "lang": host.language(block),
        "urls": {},
    }


def check(block: Any, data: dict[str, Any]) -> dict[str, Any]:
    """Findings of a text, in order of lines, each in the author's language."""
    source, told = _sent(block, data)
    return {"findings": findings_view(block, content.case_from(source, told))}


def preview(data: dict[str, Any], visit: host.Visit) -> dict[str, Any]:
    """The text as a learner would see it who opens it now; nothing is kept."""
    source, told = _sent(visit.block, data)
    case = content.case_from(source, told)
    shown = view.for_public(visit.block) | view.case_view(visit.block, case, None, {}, reveal=False)
    return {"view": shown, "findings": findings_view(visit.block, case)}


def store(block: Any, data: dict[str, Any]) -> Any:
    """Keep a text as the source. One that is not well-formed is refused: it could not be exported as it stands."""
    source, told = _sent(block, data)
    findings = findings_view(block, content.case_from(source, told))
    if any(finding["severity"] == "blocking" for finding in findings):
        return reply({"error": spoken(block, Refused(422, "source-refused")), "findings": findings}, 422)
    block.source = source
    return {"ok": True, "findings": findings}


def change_settings(block: Any, data: dict[str, Any]) -> dict[str, Any]:
    """Change the settings that were sent; one wrong value changes none."""
    values = field_of(data, "values", dict)
    for name, value in values.items():
        if name not in SETTINGS:
            raise Refused(422, "setting-unknown", name=str(name)[:80])
        _refuse_value(name, value, host.translator(block) or ENGLISH)
    for name, value in values.items():
        setattr(block, name, value)
    return {"ok": True, "settings": {name: getattr(block, name) for name in SETTINGS}}


def _refuse_value(name: str, value: Any, translate: Translate) -> None:
    allowed = SETTINGS[name]
    wrong = not isinstance(value, allowed) or isinstance(value, bool)
    if (
        wrong
        or (isinstance(value, str) and len(value) > 500)
        or (isinstance(value, int | float) and not 0 <= value < 1e6)
    ):
        raise Refused(
            422, "setting-value", name=name, read=str(value)[:80], allowed=translate.gettext(_ALLOWED[allowed[0]])
        )


_ALLOWED = {str: N_("a text of at most 500 characters"), int: N_("a number from 0, or nothing")}


def findings_view(block: Any, case: Any) -> list[dict[str, Any]]:
    """Findings of a case as the editor shows them, by line."""
    from epm_xblocks.blocks.marking import finding_view

    translate = host.translator(block) or ENGLISH
    found = [finding_view(finding, translate) for finding in content.findings_of(case)]
    return sorted(found, key=lambda finding: finding["line"])


def _sent(block: Any, data: dict[str, Any]) -> tuple[str, dict[str, str]]:
    """The text that was sent, with the block's attributes and those sent beside it."""
    source = field_of(data, "source", str)
    values = field_of(data, "values", dict, {})
    told = {name: str(value) for name, value in values.items() if name in SETTINGS and value is not None}
    return source, content.attributes(block) | told
