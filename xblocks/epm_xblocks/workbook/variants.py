"""Figures of one's own: a seeded variant of a workbook, the same for ever. workbook room."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from epm_xblocks.findings import Problem
from epm_xblocks.workbook.draws import digest, uniform
from epm_xblocks.workbook.model import Given, Workbook
from epm_xblocks.workbook.structure import shared
from epm_xblocks.workbook.values import Values, values_of

__all__ = ["MOST_DRAWS", "VariantProblem", "seed_for", "variant"]

MOST_DRAWS = 200
"""Draws until the identities must hold."""


class VariantProblem(Problem):
    """No figures could be drawn: `variant-not-found`, values `draws` and `seed`."""


def seed_for(anonymous_id: str, usage_id: str, number: int) -> str:
    """The seed of a learner's variant of a block, 32 hexadecimal digits; exam seeds are random and stored instead."""
    return digest("variant", anonymous_id, usage_id, str(number))[:32]


def variant(workbook: Workbook, seed: str) -> Workbook:
    """The workbook with every figure that has `vary` drawn anew from the seed; formulas follow.

    Integers stay integers, others keep their decimals. Figures are drawn again until every declared identity holds and
    every key gives a figure. Raises VariantProblem `variant-not-found` after MOST_DRAWS, or Problem as marking does.
    """
    if not any(given.vary for given in workbook.givens.values()):
        return workbook
    for draw in range(MOST_DRAWS):
        givens = {cell: _drawn(given, seed, draw) for cell, given in workbook.givens.items()}
        drawn = replace(workbook, givens=givens)
        drawn.derived["shared"] = shared(workbook)
        if _holds(drawn, values_of(drawn)):
            return drawn
    raise VariantProblem("variant-not-found", draws=MOST_DRAWS, seed=seed)


def _holds(workbook: Workbook, values: Values) -> bool:
    return all(values.identities) and len(values.keys) == len(workbook.answers)


def _drawn(given: Given, seed: str, draw: int) -> Given:
    """One figure, drawn by its own name: cells added later do not change those that were there."""
    vary, value = given.vary, given.value
    if vary is None or given.formula or isinstance(value, str) or value is None:
        return given
    part = uniform("given", seed, str(draw), given.ref.sheet, given.ref.a1)
    spread = vary.low + (vary.high - vary.low) * part
    moved = {"relative": value * spread, "added": value + spread, "absolute": spread}[vary.kind]
    return replace(given, value=_rounded(moved, _places(float(value), given.decimals)))


def _places(value: float, decimals: int | None) -> int:
    """Decimals a drawn figure has: those of the authored one, or as shown if that is more; integers none."""
    if value.is_integer() and not decimals:
        return 0
    written = max(0, -int(Decimal(repr(value)).normalize().as_tuple().exponent))
    return min(12, max(written, decimals or 0))


def _rounded(value: float, places: int) -> float:
    """Half away from zero, on the exact decimal of the double: the same on every machine."""
    return float(Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))
