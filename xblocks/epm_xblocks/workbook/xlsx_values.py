"""What a cell of a file says: figure, text, error, and how it is shown. workbook room."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from epm_xblocks.workbook.refs import Cell
from epm_xblocks.workbook.xlsx_book import Shown
from epm_xblocks.workbook.xlsx_scale import shift
from epm_xblocks.workbook.xlsx_sheet import Raw

__all__ = ["Value", "figure_of", "value_of"]

_FIGURE = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,4})?", re.ASCII)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Value:
    """An answer cell as the file holds it.

    value: figure as stored (0.873 for 87.3 %), text, TRUE or FALSE, None where empty. formula: canonical with `=`, or
    as written where it cannot be read here. percent_format, date_format: how the figure is shown. cached: whether the
    file holds the formula's result (always true without a formula). error: `#DIV/0!` and its like. at: where the cell
    was found, which is elsewhere if the learner moved it; None if it was found nowhere.
    """

    value: float | str | bool | None = None
    formula: str | None = None
    percent_format: bool = False
    cached: bool = True
    error: str = ""
    date_format: bool = False
    at: Cell | None = None

    @property
    def blank(self) -> bool:
        """Whether nothing was written here."""
        return self.formula is None and not self.error and (self.value is None or self.value == "")

    def figure(self, unit: str) -> float | None:
        """The figure in the cell's unit, as it shows: 87.3 for 0.873 in a per-cent format where per cent is asked.

        None where the cell holds no figure.
        """
        if self.error or self.date_format or isinstance(self.value, bool) or not isinstance(self.value, float):
            return None
        return shift(self.value, 2) if unit == "percent" and self.percent_format else self.value

    def date_text(self, *, date1904: bool = False) -> str:
        """The date that the cell shows, as 2026-05-12."""
        days = self.value if isinstance(self.value, float) and abs(self.value) < 2_900_000 else 0.0
        start = datetime(1904, 1, 1) if date1904 else datetime(1899, 12, 30)  # noqa: DTZ001 — a cell has no zone
        try:
            return f"{start + timedelta(days=days):%Y-%m-%d}"
        except OverflowError:
            return "0000-00-00"


def figure_of(text: str | None) -> float | None:
    """A finite figure as files write it; None for anything else."""
    if text is None or len(text) > 64 or not _FIGURE.fullmatch(text.strip()):
        return None
    figure = float(text)
    return figure if math.isfinite(figure) else None


def value_of(raw: Raw, formula: str | None, shown: Shown, at: Cell, shared: dict[int, str]) -> Value:
    """The value of a cell; `shared` holds the texts that several cells share."""
    value: float | str | bool | None = None
    error, text = "", raw.text
    if raw.kind == "b":
        value = None if text is None else text.strip() in ("1", "true")
    elif raw.kind == "e":
        error = (text or "#VALUE!").strip()[:32]
    elif raw.kind == "s":
        value = shared.get(raw.shared_text) if raw.shared_text is not None else None
    elif raw.kind == "n":
        value = figure_of(text)
        if value is None and text and text.strip():
            value = text.strip()
    else:
        value = text
    if isinstance(value, str):
        value = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
    cached = formula is None or bool(error) or value is not None
    return Value(value, formula, shown == "percent", cached, error, shown == "date", at)
