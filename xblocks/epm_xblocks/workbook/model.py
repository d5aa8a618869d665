"""The workbook of a case: given cells, answer cells, slips, and how figures vary. Frozen values. workbook room."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from epm_xblocks.findings import Problem
from epm_xblocks.grading.tolerance import LAST_DIGIT, Tolerance
from epm_xblocks.workbook.refs import Cell

__all__ = [
    "Answer",
    "Band",
    "Cell",
    "Given",
    "Mode",
    "ModelProblem",
    "Slip",
    "Vary",
    "Workbook",
    "parse_band",
    "parse_vary",
]

Mode = Literal["value", "formula"]

_NUMBER = r"[-+]?\d{1,15}(?:\.\d{1,15})?"
_SPREAD = re.compile(r"(?:±|\+-|\+/-)?\s*(?P<size>\d{1,12}(?:\.\d{1,12})?)\s*(?P<share>%)?", re.ASCII)
_BOUNDS = re.compile(rf"(?P<low>{_NUMBER})\s*(?:\.\.|…)\s*(?P<high>{_NUMBER})", re.ASCII)


class ModelProblem(Problem):
    """An attribute of a cell that cannot be read: `vary-unread` or `band-unread`, value `read`."""


@dataclass(frozen=True)
class Vary:
    """How far each learner's figure may lie from the authored one.

    `low` and `high` bound a factor (0.95 to 1.05 for ±5 %) if `relative`, what is added if `added`, and the figure
    itself if `absolute`.
    """

    low: float
    high: float
    kind: Literal["relative", "added", "absolute"] = "relative"


def parse_vary(text: str) -> Vary | None:
    """`5%` or `±5%` (of the figure), `±20` or `20` (added), `900..1200` (the figure itself); empty: None.

    Raises ModelProblem `vary-unread`.
    """
    text = text.strip()
    if not text:
        return None
    spread, bounds = _SPREAD.fullmatch(text[:64]), _BOUNDS.fullmatch(text[:64])
    if bounds and float(bounds["low"]) <= float(bounds["high"]):
        return Vary(float(bounds["low"]), float(bounds["high"]), "absolute")
    if spread and len(text) <= 64:
        size = float(spread["size"])
        if spread["share"] and size < 100:
            return Vary(1 - size / 100, 1 + size / 100)
        if not spread["share"]:
            return Vary(-size, size, "added")
    raise ModelProblem("vary-unread", read=text[:64])


@dataclass(frozen=True)
class Band:
    """Where a learner's own upstream figure is plausible: within `factor` of the key, of its sign if `same_sign`."""

    factor: float = 10.0
    same_sign: bool = True

    def holds(self, value: float, key: float) -> bool:
        """Whether `value` is plausible beside `key`; beside a key of 0 nothing but 0 is."""
        if key == 0 or value == 0:
            return value == key
        if self.same_sign and (value > 0) != (key > 0):
            return False
        return 1 / self.factor <= abs(value / key) <= self.factor


def parse_band(text: str) -> Band:
    """`10` (factor 10, same sign), `100 any-sign`; empty: the default. Raises ModelProblem `band-unread`."""
    parts = text.split()
    if not parts:
        return Band()
    if len(parts) <= 2 and re.fullmatch(r"\d{1,9}(\.\d{1,9})?", parts[0], re.ASCII) and parts[1:] in ([], ["any-sign"]):
        factor = float(parts[0])
        if factor >= 1:
            return Band(factor, same_sign=len(parts) == 1)
    raise ModelProblem("band-unread", read=text[:64])


@dataclass(frozen=True)
class Given:
    """A cell shown to the learner: a figure, a text, or a formula over given cells.

    unit: code of the unit (`percent` holds 0-100). decimals: as shown. vary: how far each learner's figure may differ.
    """

    ref: Cell
    value: float | str | None = None
    formula: str | None = None
    unit: str = ""
    decimals: int | None = None
    vary: Vary | None = None


@dataclass(frozen=True)
class Slip:
    """A wrong formula that learners are known to use; `credit` is a share of the points, `feedback` rich text."""

    id: str
    formula: str
    credit: float = 0.0
    feedback: str = ""


@dataclass(frozen=True)
class Answer:
    """A cell that the learner fills.

    formula: the key, over given and answer cells, canonical (`=B2/C2*100`). accept: formulas that are right too under
    a declared convention. points: of this cell. follow_credit, unexplained_credit: shares of the points for a figure
    that follows from the learner's own figures, explained or not. percent_slip_credit: share for ×100 or ÷100 in a
    per-cent cell. mode "formula": the method itself is asked for.
    """

    ref: Cell
    formula: str
    id: str = ""
    unit: str = ""
    decimals: int | None = None
    tolerance: Tolerance = LAST_DIGIT
    points: float = 1.0
    slips: tuple[Slip, ...] = ()
    accept: tuple[str, ...] = ()
    follow_credit: float = 1.0
    unexplained_credit: float = 0.0
    percent_slip_credit: float = 0.0
    band: Band = Band()
    mode: Mode = "value"


@dataclass(frozen=True)
class Workbook:
    """Every given and answer cell of a case.

    sheets: declared sheets in reading order. identities: conditions (formulas that are TRUE) which every learner's
    figures must meet. derived: what was computed from this very workbook (right values …), kept beside it.
    """

    sheets: tuple[str, ...] = ()
    givens: Mapping[Cell, Given] = field(default_factory=dict)
    answers: Mapping[Cell, Answer] = field(default_factory=dict)
    identities: tuple[str, ...] = ()
    derived: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def out_of(self) -> float:
        """The points that can be earned; authored content only."""
        return round(sum(answer.points for answer in self.answers.values()), 9)
