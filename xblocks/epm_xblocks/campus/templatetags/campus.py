"""Figures, dates and icons for the templates of campus. campus room."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from epm_xblocks.campus import results, shown

register = template.Library()

_TICK = '<path class="c-cut" d="M4.6 8.3 7 10.7l4.5-5"/>'
_DISC = "M8 .8a7.2 7.2 0 1 1 0 14.4A7.2 7.2 0 0 1 8 .8"
_SQUARE = "M2.5 1.5h11a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1"
_RING = "M8 1.6a6.4 6.4 0 1 1 0 12.8A6.4 6.4 0 0 1 8 1.6"
_SHAPES = {
    "done": f'<path d="{_DISC}"/>{_TICK}',
    "going": f'<path class="c-line" d="{_RING}M8 4.3V8l2.6 1.6"/>',
    "todo": '<circle class="c-line" cx="8" cy="8" r="6.4" stroke-dasharray="2.4 2.1"/>',
    "blocking": f'<path d="{_SQUARE}"/><path class="c-cut" d="m5.2 5.2 5.6 5.6m0-5.6-5.6 5.6"/>',
    "warning": '<path d="M8 1.2 15.4 14.4H.6Z"/><path class="c-cut" d="M8 5.8v4M8 11.9v.4"/>',
    "note": f'<path d="{_DISC}"/><path class="c-cut" d="M8 7.2v4.4M8 4.4v.4"/>',
    "clock": f'<path class="c-line" d="{_RING}M8 4.3V8l2.6 1.6"/>',
    "down": '<path class="c-line" d="M8 1.5v8.8M4.3 6.8 8 10.5l3.7-3.7M1.8 14.2h12.4"/>',
    "up": '<path class="c-line" d="M8 10.6V1.8M4.3 5.4 8 1.7l3.7 3.7M1.8 14.2h12.4"/>',
    "chevron": '<path class="c-line" d="m5.5 2.5 5.5 5.5-5.5 5.5"/>',
    "lock": '<path class="c-line" d="M3 7.2h10v7.3H3ZM5 7V4.6a3 3 0 0 1 6 0V7"/>',
}  # fmt: skip


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of 16 px in the colour of the text; a word always stands beside it."""
    shape = _SHAPES[name]
    turn = " c-turns" if name == "chevron" else ""
    svg = f'<svg class="c-i c-i-{name}{turn}" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{shape}</svg>'
    return mark_safe(svg)  # noqa: S308 — because the shapes are ours


def _lang() -> str:
    return translation.get_language() or "en"


def _local(value: datetime) -> datetime:
    return timezone.localtime(value)


@register.filter
def figure(value: Any, decimals: int | None = None) -> str:
    """A figure in the reader's way; an empty one is a dash."""
    return "–" if value is None or value == "" else shown.figure(float(value), _lang(), decimals)


@register.filter
def share(value: Any) -> str:
    """A share (0-1) in per cent with one decimal."""
    return "–" if value is None else shown.share(float(value), _lang())


@register.filter
def moment(value: datetime | None) -> SafeString | str:
    """A date and time, marked up for machines."""
    return "–" if value is None else _timed(value, shown.moment(_local(value), _lang()))


@register.filter
def deadline(value: datetime | None) -> SafeString | str:
    """A date and time with its day of the week."""
    return "–" if value is None else _timed(value, shown.moment(_local(value), _lang(), weekday=True))


@register.filter
def day(value: datetime | None) -> SafeString | str:
    """A date."""
    return "–" if value is None else _timed(value, shown.day(_local(value), _lang()))


@register.filter
def state_word(state: str) -> str:
    """The state of an answer in a word."""
    return results.state_word(state)


@register.filter
def size(value: int) -> str:
    """A number of bytes."""
    return shown.size(int(value), _lang())


def _timed(value: datetime, text: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), text)


@register.filter
def direction(lang: str) -> str:
    """`rtl` or `ltr`, of a language."""
    return "rtl" if lang.split("-")[0] in ("ar", "fa", "he", "ur") else "ltr"


@register.filter
def percent_width(value: Any) -> int:
    """A share as a whole number of per cent, for a bar of 0 to 100."""
    return min(100, max(0, round(100 * float(value or 0))))
