"""Rates for property tests, and a second, independent way to follow a cohort: every path of a pupil, in fractions."""

from dataclasses import dataclass, field
from fractions import Fraction

from hypothesis import strategies as st


@st.composite
def grade_counts(draw: st.DrawFn, largest: int = 100_000) -> tuple[int, int, int]:
    """(pupils, promoted, repeating) of one grade: promoted + repeating <= pupils, and not everybody repeats."""
    pupils = draw(st.integers(1, largest))
    promoted = draw(st.integers(0, pupils))
    repeating = draw(st.integers(0, min(pupils - promoted, pupils - 1)))
    return pupils, promoted, repeating


def rates(grades: list[tuple[int, int, int]]) -> tuple[list[float], list[float]]:
    """Promotion and repetition rates of such grades."""
    return [p / pupils for pupils, p, _r in grades], [r / pupils for pupils, _p, r in grades]


@dataclass
class Paths:
    """What the paths of one pupil add up to; by grade where a list."""

    arrivals: list[Fraction]
    pupil_years: list[Fraction]
    graduate_years: list[Fraction]
    graduates: Fraction = Fraction(0)
    by_year: dict[int, Fraction] = field(default_factory=dict)


def all_paths(grades: list[tuple[int, int, int]], cap: int | None, cap_per_grade: int | None) -> Paths:
    """Follow every sequence of promotions and repetitions to its end. One cap at least, else it never ends."""
    n = len(grades)
    found = Paths([Fraction(0)] * n, [Fraction(0)] * n, [Fraction(0)] * n)

    def follow(weight: Fraction, spent: list[int]) -> None:
        grade = len(spent) - 1
        if spent[grade] == 1:
            found.arrivals[grade] += weight
        found.pupil_years[grade] += weight
        pupils, promoted, repeating = grades[grade]
        up = weight * Fraction(promoted, pupils)
        if up and grade + 1 < n:
            follow(up, [*spent, 1])
        elif up:
            found.graduates += up
            found.by_year[sum(spent)] = found.by_year.get(sum(spent), Fraction(0)) + up
            for g, years in enumerate(spent):
                found.graduate_years[g] += up * years
        repeated_in_all = sum(spent) - len(spent)
        allowed = (cap is None or repeated_in_all < cap) and (cap_per_grade is None or spent[grade] <= cap_per_grade)
        if allowed and repeating:
            follow(weight * Fraction(repeating, pupils), [*spent[:-1], spent[grade] + 1])

    follow(Fraction(1), [1])
    return found
