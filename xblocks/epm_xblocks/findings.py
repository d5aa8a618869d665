"""Findings and problems: what was read, where, and a code for what to do. GROUND, standard library only.

Pure rooms say *what* is wrong as a code with values; the shells put it into the reader's words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

__all__ = ["Finding", "Place", "Problem", "Severity"]

Severity = Literal["blocking", "error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was read; every part that is not known stays empty."""

    file: str = ""
    line: int = 0
    step: str = ""
    sheet: str = ""
    cell: str = ""
    column: int = 0

    def __str__(self) -> str:
        """`file:line:column`, then step, then `sheet!cell`, as far as known."""
        at = f"{self.line}:{self.column}" if self.line and self.column else str(self.line or "")
        spot = f"{self.file}:{at}" if at and self.file else self.file or (f"line {at}" if at else "")
        cell = f"{self.sheet}!{self.cell}" if self.sheet and self.cell else self.cell or self.sheet
        return " · ".join(part for part in (spot, self.step, cell) if part)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to tell an author or an institution: code, values for the sentence, place, severity."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    place: Place = field(default_factory=Place)
    severity: Severity = "error"


class Problem(Exception):
    """A refusal with a code, values for the sentence and a place; the base of every typed error of the pure rooms."""

    def __init__(self, code: str, *, place: Place | None = None, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values
        self.place = place or Place()

    def __str__(self) -> str:
        said = ", ".join(f"{name}={value!r}" for name, value in self.values.items())
        where = str(self.place)
        return f"{self.code}({said})" + (f" at {where}" if where else "")

    def finding(self, severity: Severity = "error") -> Finding:
        """The same as a finding, for reports that go on after the first fault."""
        return Finding(self.code, self.values, self.place, severity)
