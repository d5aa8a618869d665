"""Rates within one school year: a national variant, accepted only where it is declared. planning, GROUND.

They are not the flow rates of two years (`flows`): transfers and summer leavers are left out. Standard library only.
"""

from __future__ import annotations

from dataclasses import dataclass

from epm_xblocks.planning.values import Number, Reason, Result, Unit, checked, quotient, undefined

__all__ = ["WithinYearRates", "simple_dropout_rate", "within_year_rates"]

SOURCE = "within-year variant (final roll)"


@dataclass(frozen=True, slots=True)
class WithinYearRates:
    """Passed and failed over the final roll, per cent 0-100."""

    passed: Result
    failed: Result


def within_year_rates(passed: Number, failed: Number, final_roll: Number, *, tolerance: float = 2.0) -> WithinYearRates:
    """Pass and fail rate over the pupils on the final roll of the same year, per cent 0-100.

    tolerance: where |passed + failed - final roll| exceeds so many per cent of the final roll, both rates are
    undefined ("inconsistent-data"). Source: a rule seen in the Global Education Observatory's data set.
    """
    above, below, roll = checked(passed, "passed"), checked(failed, "failed"), checked(final_roll, "final_roll")
    rates = WithinYearRates(
        quotient("pass-rate-within-year", above, roll, Unit.PER_CENT, SOURCE, scale=100),
        quotient("fail-rate-within-year", below, roll, Unit.PER_CENT, SOURCE, scale=100),
    )
    if above is None or below is None or not roll or abs(above + below - roll) * 100 <= tolerance * roll:
        return rates
    return WithinYearRates(*(_inconsistent(rate) for rate in (rates.passed, rates.failed)))


def simple_dropout_rate(dropouts: Number, enrolment_at_start: Number) -> Result:
    """Pupils who left during the year / enrolment at its beginning, per cent 0-100; not d of the flow rates.

    Source: DepEd key performance indicators, simple dropout rate.
    """
    source = "DepEd key performance indicators: simple dropout rate"
    above, below = checked(dropouts, "dropouts"), checked(enrolment_at_start, "enrolment_at_start")
    return quotient("simple-dropout-rate", above, below, Unit.PER_CENT, source, scale=100)


def _inconsistent(rate: Result) -> Result:
    return undefined(rate.term, Reason.INCONSISTENT_DATA, rate.unit, rate.source)
