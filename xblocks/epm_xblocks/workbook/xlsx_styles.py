"""Formats of a downloaded workbook: numbers by unit and decimals, colours of cells. workbook room.

Colours are those of the page in its light theme; every state has a border or a word too, so that it prints in grey.
"""

from __future__ import annotations

from typing import Any

from epm_xblocks.grading.mark import State

__all__ = ["Formats", "number_format"]

_INK, _INK2, _EDGE = "#18222D", "#4A5561", "#78848F"
_ANSWER_FILL = "#E8F1F6"
_LINE = {"bottom": 1, "bottom_color": "#D8DDDF", "valign": "vcenter"}
_THIN, _MEDIUM, _DASHED = 1, 2, 3

_BOX = {"locked": False, "border": _THIN, "border_color": _EDGE, "font_color": _INK}
_BASE: dict[str, dict[str, Any]] = {
    "free": {"locked": False},
    "title": {"bold": True, "font_size": 16, "font_color": _INK, "text_wrap": True, "valign": "top"},
    "caption": {"bold": True, "font_size": 12, "font_color": _INK},
    "note": {"font_size": 9, "font_color": _INK2},
    "head": {
        "bold": True,
        "font_color": _INK2,
        "align": "right",
        "valign": "bottom",
        "text_wrap": True,
        "bottom": _MEDIUM,
    },
    "corner": {"bold": True, "font_color": _INK2, "valign": "bottom", "text_wrap": True, "bottom": _MEDIUM},
    "label": {**_LINE, "font_color": _INK},
    "total-label": {**_LINE, "font_color": _INK, "bold": True, "top": _MEDIUM},
    "given": {**_LINE, "font_color": _INK, "align": "right", "indent": 1},
    "total": {**_LINE, "font_color": _INK, "align": "right", "indent": 1, "bold": True, "top": _MEDIUM},
    "answer": {**_BOX, "align": "right", "indent": 1, "valign": "vcenter", "bg_color": _ANSWER_FILL},
    "line-title": {"bold": True, "font_size": 16, "font_color": _INK, "text_wrap": True, "valign": "top"},
    "line-head": {"bold": True, "font_color": _INK, "text_wrap": True, "valign": "top"},
    "line-text": {"font_color": _INK, "text_wrap": True, "valign": "top"},
    "line-given": {"font_color": _INK, "text_wrap": True, "valign": "top"},
    "line-answer": {**_BOX, "bg_color": _ANSWER_FILL, "text_wrap": True, "valign": "top"},
}
_STATES: dict[State, dict[str, Any]] = {
    "right": {"border_color": "#1A6A3A"},
    "consistent": {"border_color": "#0A5D75", "bg_color": "#E6F3F6"},
    "slip": {"border": _MEDIUM, "border_color": "#864A00", "bg_color": "#FDF2DF"},
    "wrong": {"border": _MEDIUM, "border_color": "#A3241B", "bg_color": "#FBECEA"},
    "unexplained": {"border_color": _EDGE, "bg_color": "#F1F3F4"},
    "blank": {"border": _DASHED, "border_color": "#55606B"},
    "unread": {"border": _MEDIUM, "border_color": "#66409A", "bg_color": "#F2EDF8"},
}


def number_format(unit: str, decimals: int | None) -> str:
    """The format of a figure: `0.0%` for per cent, `#,##0` and the like; shown in the language of the spreadsheet."""
    if decimals is None:
        return "0.0##%" if unit == "percent" else "General"
    places = "." + "0" * decimals if decimals > 0 else ""
    return f"0{places}%" if unit == "percent" else f"#,##0{places}"


class Formats:
    """The formats of one workbook, each made once, in the order of first use: the bytes are always the same."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, str, State | None], Any] = {}

    def __call__(self, role: str, shown: str = "", state: State | None = None) -> Any:
        """The format of a role, with a number format, coloured by the state of a marked cell."""
        key = (role, shown, state)
        if key not in self._made:
            properties = dict(_BASE[role])
            if state is not None:
                properties.pop("bg_color", None)
                properties.update(_STATES[state])
            if shown:
                properties["num_format"] = shown
            self._made[key] = self._workbook.add_format(properties)
        return self._made[key]
