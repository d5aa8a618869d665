"""Rules that a school census must satisfy. planning, GROUND, standard library only.

Each rule gives findings: the record (and its key), what was read, what it contradicts. A finding is a question to ask
the school, not yet an error. Rules across two years of a cycle are those of `flows`. Sources: UIS practice (coverage
and consistency before flow rates); Whipple's index: United Nations, Demographic Yearbook.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from epm_xblocks.findings import Finding
from epm_xblocks.planning.flows import GraduatesTiming, SchoolYear, flow_rates
from epm_xblocks.planning.values import (
    Number,
    Reason,
    Result,
    Unit,
    checked,
    complete,
    defined,
    finite,
    quotient,
    undefined,
)

__all__ = [
    "Imputation",
    "change_findings",
    "completeness_rate",
    "cross_year_findings",
    "digit_preference_index",
    "duplicate_findings",
    "imputation_rate",
    "item_response_rate",
    "range_findings",
    "ratio_findings",
    "sum_findings",
    "unknown_code_findings",
    "whipple_index",
]

UIS = "UIS practice: data quality before flow rates"
WHIPPLE = "United Nations, Demographic Yearbook: Whipple's index"
DIGITS = "digit preference: half the sum of |share - 10 %|"

Record = tuple[str, ...]
"""The key of a record: school, or region, sex, grade, year."""


@dataclass(frozen=True, slots=True)
class Imputation:
    """One line of the imputation log: which figure was replaced, by what, how and why."""

    record: Record
    item: str
    before: Number
    after: float
    method: str
    reason: str


def completeness_rate(returned: Number, registered: Number) -> Result:
    """Schools that returned the questionnaire / schools on the register, per cent; above 100 (a register too short)
    is flagged.
    """
    above, below = checked(returned, "returned"), checked(registered, "registered")
    rate = quotient("completeness-rate", above, below, Unit.PER_CENT, UIS, scale=100)
    if rate.value is not None and rate.value > 100:
        return defined(rate.term, rate.value, rate.unit, UIS, ("above-100",))
    return rate


def item_response_rate(figures: Sequence[Number]) -> Result:
    """Records in which an item is filled in / all records returned, per cent; a zero is an answer, None is not."""
    filled = sum(1 for figure in figures if figure is not None)
    return quotient("item-response-rate", filled, len(figures), Unit.PER_CENT, UIS, scale=100)


def sum_findings(
    record: Record, parts: Mapping[str, Number], total: Number, *, tolerance: float = 0.0
) -> tuple[Finding, ...]:
    """One total that its parts do not add up to (sexes, ages against grades, class groups times size).

    tolerance: difference that passes, in the figures' unit. A missing part is not judged here (`item_response_rate`).
    Code: "sum-differs" with record, parts by name, their sum and the total.
    """
    known, stated = complete(list(parts.values()), "part"), checked(total, "total")
    if known is None or stated is None or abs(math.fsum(known) - stated) <= tolerance:
        return ()
    values = {**_at(record), "parts": dict(parts), "sum": math.fsum(known), "total": stated}
    return (Finding("sum-differs", values),)


def range_findings(
    figures: Mapping[Record, Number], *, least: float, most: float, item: str = "figure"
) -> tuple[Finding, ...]:
    """Records whose figure lies outside a range, both ends included (age 3 to 25); signs are read as they stand.

    Code: "outside-range" with record, item, figure, least, most.
    """
    values = ((record, finite(figure, item)) for record, figure in figures.items())
    return tuple(
        Finding("outside-range", {**_at(record), "item": item, "figure": figure, "least": least, "most": most})
        for record, figure in values
        if figure is not None and not least <= figure <= most
    )


def ratio_findings(
    above: Mapping[Record, Number], below: Mapping[Record, Number], *, least: float, most: float, item: str
) -> tuple[Finding, ...]:
    """Records whose ratio of two figures lies outside a range (pupils per teacher 5 to 150); code "outside-range".

    A record without a denominator, or with a zero, is not judged.
    """
    ratios = {record: _ratio(above[record], below[record]) for record in above if record in below}
    return range_findings(ratios, least=least, most=most, item=item)


def change_findings(
    before: Mapping[Record, Number], after: Mapping[Record, Number], *, most: float, item: str = "figure"
) -> tuple[Finding, ...]:
    """Records that changed by more than `most` (a fraction) from one year to the next; of the records in both.

    From zero any pupil is a change without measure and is found. Code: "changed-too-much".
    """
    found: list[Finding] = []
    for record in before:
        old, new = checked(before[record], item), checked(after.get(record), item)
        if old is not None and new is not None and abs(new - old) > most * old:
            values = {**_at(record), "item": item, "before": old, "after": new, "most": most}
            found.append(Finding("changed-too-much", values))
    return tuple(found)


def cross_year_findings(
    year: SchoolYear, following: SchoolYear, *, graduates_timing: GraduatesTiming
) -> tuple[Finding, ...]:
    """What two years of one cycle contradict: R(t+1) <= E(t), N(g+1,t+1) <= E(g,t), p + r <= 1; codes as in `flows`."""
    return flow_rates(year, following, graduates_timing=graduates_timing).findings


def duplicate_findings(records: Iterable[Record]) -> tuple[Finding, ...]:
    """Keys that stand more than once. Code: "record-twice" with record and count."""
    counts = Counter(records)
    return tuple(
        Finding("record-twice", {**_at(record), "count": count}) for record, count in counts.items() if count > 1
    )


def unknown_code_findings(codes: Mapping[Record, str], known: Collection[str], *, item: str) -> tuple[Finding, ...]:
    """Records whose code is not in the list (a region that does not exist). Code: "unknown-code"."""
    return tuple(
        Finding("unknown-code", {**_at(record), "item": item, "written": code})
        for record, code in codes.items()
        if code not in known
    )


def whipple_index(
    people: Mapping[int, Number], *, first: int = 23, last: int = 62, digits: Collection[int] = (0, 5)
) -> Result:
    """Heaping of ages on some last digits: people of such ages / those expected without preference, 100 = none.

    people: by single age. first, last: ages judged, both included; a multiple of ten years. digits: 0 and 5 reach 500
    where nobody has another age. Undefined where an age is missing or nobody is there. Source: United Nations.
    """
    ages = range(first, last + 1)
    counts = complete([people.get(age) for age in ages], "people")
    if counts is None or len(ages) % 10 or not digits:
        return undefined("whipple-index", Reason.MISSING_INPUT, Unit.INDEX, WHIPPLE)
    heaped = math.fsum(count for age, count in zip(ages, counts, strict=True) if age % 10 in digits)
    expected = math.fsum(counts) * len(set(digits)) / 10
    return quotient("whipple-index", heaped, expected, Unit.INDEX, WHIPPLE, scale=100)


def digit_preference_index(figures: Iterable[Number]) -> Result:
    """How unevenly the last digits of whole figures are spread: 0 = a tenth each, 90 = one digit alone; per cent.

    Figures below 10 say nothing about preference and are left out, as are missing ones.
    """
    known = (checked(figure, "figure") for figure in figures)
    last = Counter(int(figure) % 10 for figure in known if figure is not None and figure >= 10)
    total = sum(last.values())
    if not total:
        return undefined("digit-preference-index", Reason.ZERO_DENOMINATOR, Unit.PER_CENT, DIGITS)
    uneven = math.fsum(abs(last[digit] / total - 0.1) for digit in range(10)) / 2
    return defined("digit-preference-index", uneven * 100, Unit.PER_CENT, DIGITS)


def imputation_rate(log: Sequence[Imputation], records: Number) -> Result:
    """Figures that were imputed / figures in the table, per cent; to be published beside every total.

    A figure that was replaced twice counts once.
    """
    figures = len({(line.record, line.item) for line in log})
    return quotient("imputation-rate", figures, checked(records, "records"), Unit.PER_CENT, UIS, scale=100)


def _at(record: Record) -> dict[str, object]:
    """The record for a sentence, and its key for whoever looks it up."""
    return {"record": " · ".join(record), "key": record}


def _ratio(above: Number, below: Number) -> float | None:
    top, bottom = checked(above, "above"), checked(below, "below")
    return None if top is None or not bottom else top / bottom
