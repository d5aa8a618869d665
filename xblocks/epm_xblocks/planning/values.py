"""Results with unit, source and, where there is none, the reason. planning, GROUND, standard library only."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from epm_xblocks.findings import Problem

__all__ = [
    "Number",
    "PlanningProblem",
    "Reason",
    "Result",
    "Unit",
    "checked",
    "complete",
    "defined",
    "finite",
    "fraction",
    "quotient",
    "required",
    "same_length",
    "undefined",
    "weighted_mean",
]

Number: TypeAlias = float | int | None
"""A figure of the data; None is a figure that is missing, never a zero."""


LARGEST = 1e100


class PlanningProblem(Problem):
    """A figure that no method can accept: code, values for the sentence, place."""


class Unit(StrEnum):
    """What a value counts; written out so that 0.873 and 87.3 are never confused."""

    PER_CENT = "per cent 0-100"
    FRACTION = "fraction 0-1"
    INDEX = "index"
    CHILDREN = "children"
    PUPILS = "pupils"
    YEARS = "years"
    PUPIL_YEARS = "pupil-years"
    PUPIL_YEARS_PER_GRADUATE = "pupil-years per graduate"
    PEOPLE = "people"
    TEACHERS = "teachers"
    CLASS_GROUPS = "class groups"
    ROOMS = "rooms"
    PERIODS = "periods a week"
    PUPILS_PER_TEACHER = "pupils per teacher"
    PUPILS_PER_CLASS = "pupils per class group"
    MONEY = "currency"
    MONEY_PER_PUPIL = "currency per pupil"
    TRAVEL = "travel, in the unit of the matrix"
    SCORE = "score"


class Reason(StrEnum):
    """Why a result has no value."""

    MISSING_INPUT = "missing-input"
    MISSING_DENOMINATOR = "missing-denominator"
    ZERO_DENOMINATOR = "zero-denominator"
    ZERO_OVER_ZERO = "zero-over-zero"
    NO_GRADUATES = "no-graduates"
    INCONSISTENT_DATA = "inconsistent-data"
    TOO_FEW_SCHOOLS = "too-few-schools"


@dataclass(frozen=True, slots=True)
class Result:
    """One computed figure.

    term: key of the term in the glossary ("gross-intake-ratio"). value: unrounded, or None. unit: what it counts.
    source: where the definition was read. undefined: the reason, exactly where value is None.
    flags: what a reader must be told though the value stands ("above-100").
    """

    term: str
    value: float | None
    unit: Unit
    source: str = ""
    undefined: Reason | None = None
    flags: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.value is None) == (self.undefined is None):
            raise ValueError("a result has either a value or a reason for having none")
        if self.value is not None and not math.isfinite(self.value):
            raise PlanningProblem("not-finite", term=self.term)

    @property
    def number(self) -> float:
        """The value; raises PlanningProblem "undefined-result" with term and reason where there is none."""
        if self.value is None:
            raise PlanningProblem("undefined-result", term=self.term, reason=str(self.undefined))
        return self.value

    def in_per_cent(self) -> Result:
        """The same figure in per cent 0-100; only a fraction changes."""
        if self.unit is not Unit.FRACTION:
            return self
        value = None if self.value is None else self.value * 100
        return Result(self.term, value, Unit.PER_CENT, self.source, self.undefined, self.flags)


def defined(term: str, value: float, unit: Unit, source: str = "", flags: Sequence[str] = ()) -> Result:
    """A result with a value."""
    return Result(term, value, unit, source, None, tuple(flags))


def undefined(term: str, reason: Reason, unit: Unit, source: str = "", flags: Sequence[str] = ()) -> Result:
    """A result without value, and why."""
    return Result(term, None, unit, source, reason, tuple(flags))


def finite(number: Number, name: str) -> float | None:
    """A figure that may be below zero (a growth rate, a gap) as a float, None where missing.

    Raises PlanningProblem "not-finite" for NaN, infinities and figures beyond 1e100 (whose sums and products could
    overflow).
    """
    if number is None:
        return None
    try:
        figure = float(number)
    except OverflowError:
        raise PlanningProblem("not-finite", name=name) from None
    if not abs(figure) <= LARGEST:
        raise PlanningProblem("not-finite", name=name)
    return figure


def checked(number: Number, name: str) -> float | None:
    """A count or a rate of the data as a float, None where missing.

    Raises PlanningProblem "not-finite" (see `finite`), "negative-figure" below zero.
    """
    figure = finite(number, name)
    if figure is not None and figure < 0:
        raise PlanningProblem("negative-figure", name=name, figure=figure)
    return figure


def fraction(number: Number, name: str) -> float | None:
    """A share 0-1 as a float, None where missing. Raises PlanningProblem "not-a-fraction" above 1: 10 is no share."""
    figure = checked(number, name)
    if figure is not None and figure > 1:
        raise PlanningProblem("not-a-fraction", name=name, figure=figure)
    return figure


def complete(numbers: Sequence[Number], name: str) -> tuple[float, ...] | None:
    """All figures as floats, or None where one is missing. Raises as `checked`."""
    known = [figure for figure in (checked(number, name) for number in numbers) if figure is not None]
    return tuple(known) if len(known) == len(numbers) else None


def required(numbers: Sequence[Number], name: str) -> tuple[float, ...]:
    """All figures as floats, for models that cannot go on without one.

    Raises PlanningProblem "missing-figure" with the name and the place from 1; otherwise as `checked`.
    """
    figures: list[float] = []
    for place, number in enumerate(numbers, 1):
        figure = checked(number, name)
        if figure is None:
            raise PlanningProblem("missing-figure", name=name, at=place)
        figures.append(figure)
    return tuple(figures)


def quotient(
    term: str, above: float | None, below: float | None, unit: Unit, source: str = "", *, scale: float = 1.0
) -> Result:
    """above / below * scale; undefined, never 0, where a part is missing or the denominator is zero."""
    if below is None:
        return undefined(term, Reason.MISSING_DENOMINATOR, unit, source)
    if above is None:
        return undefined(term, Reason.MISSING_INPUT, unit, source)
    if below == 0:
        return undefined(term, Reason.ZERO_DENOMINATOR, unit, source)
    return defined(term, above / below * scale, unit, source)


def same_length(**sequences: Sequence[object]) -> None:
    """Raises PlanningProblem "lengths-differ", with the lengths by name, unless all sequences are equally long."""
    lengths = {name: len(sequence) for name, sequence in sequences.items()}
    if len(set(lengths.values())) > 1:
        raise PlanningProblem("lengths-differ", lengths=lengths)


def weighted_mean(
    rates: Sequence[Number], weights: Sequence[Number], *, term: str = "weighted-mean", unit: Unit = Unit.PER_CENT
) -> Result:
    """Mean of rates weighted by their own denominators: the rate of the whole, in the rates' unit.

    The simple mean of two rates is not the rate of the two together. Undefined where a rate of a part with weight, or
    a weight, is missing, or where all weights are zero. Raises PlanningProblem "lengths-differ", "negative-figure".
    """
    same_length(rates=rates, weights=weights)
    values = [checked(rate, "rate") for rate in rates]
    shares = [checked(weight, "weight") for weight in weights]
    known = [weight for weight in shares if weight is not None]
    if len(known) < len(shares):
        return undefined(term, Reason.MISSING_DENOMINATOR, unit)
    pairs = [(value, weight) for value, weight in zip(values, known, strict=True) if weight]
    products = [value * weight for value, weight in pairs if value is not None]
    total = math.fsum(products) if len(products) == len(pairs) else None
    return quotient(term, total, math.fsum(known), unit)
