"""How far teachers follow pupils: R² by school and the degree of randomness. planning, GROUND.

A description, not a cause: a low R² says that something else than pupils decides where teachers go. Standard library
only. Source: practice of the Pôle de Dakar (IIEP) country status reports; the text itself was not read again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from epm_xblocks.planning.regression import Line, least_squares
from epm_xblocks.planning.values import Number, Result, Unit, defined, required, undefined

__all__ = ["Deployment", "teacher_deployment"]

SOURCE = "Pôle de Dakar, country status reports: teacher deployment"


@dataclass(frozen=True, slots=True)
class Deployment:
    """Teachers on pupils, school by school.

    line: teachers expected for pupils. r_squared, degree_of_randomness: fractions 0-1 that add up to 1; both undefined
    where every school has as many teachers. surplus: teachers of each school above what the line expects (below: a
    minus sign); they add up to nothing.
    """

    line: Line
    r_squared: Result
    degree_of_randomness: Result
    surplus: tuple[float, ...]


def teacher_deployment(pupils: Sequence[Number], teachers: Sequence[Number]) -> Deployment:
    """R² of teachers on pupils by school, and 1 - R², the degree of randomness (*degré d'aléa*).

    pupils, teachers: one figure a school, head-count. Raises PlanningProblem "lengths-differ", "missing-figure",
    "no-spread" where all schools have as many pupils.
    """
    line = least_squares(pupils, teachers)
    pairs = zip(required(pupils, "pupils"), required(teachers, "teachers"), strict=True)
    surplus = tuple(staff - line.at(learners) for learners, staff in pairs)
    return Deployment(line, line.r_squared, _randomness(line.r_squared), surplus)


def _randomness(r_squared: Result) -> Result:
    term = "degree-of-randomness"
    if r_squared.undefined is not None:
        return undefined(term, r_squared.undefined, Unit.FRACTION, SOURCE)
    return defined(term, 1 - r_squared.number, Unit.FRACTION, SOURCE)
