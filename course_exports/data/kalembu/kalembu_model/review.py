"""What a yearly review needs: targets of the plan, the budget from vote to payment, learning results (data pack)."""

from functools import cache

from .money import NATURES, budget
from .numbers import between, noise, whole
from .places import YEARS
from .pupils import AGES, rolls

__all__ = ["ASSESSED", "learning", "stages", "targets"]

ASSESSED = (2022, 2023, 2024)
_TARGET_YEARS = range(2022, 2027)
_TARGETS = {  # indicator: the starting point measured in 2022, then the targets of 2023 to 2026
    "gross_enrolment": ("90.63", "91.40", "92.30", "93.40", "94.50"),
    "gender_parity": ("0.9432", "0.9465", "0.9500", "0.9600", "0.9700"),
    "repetition": ("8.49", "8.35", "8.20", "8.00", "7.80"),
    "survival": ("79.26", "80.20", "81.40", "82.70", "84.00"),
    "pupils_per_teacher": ("43.79", "43.00", "42.00", "41.00", "40.00"),
    "education_share": ("21.00", "21.10", "21.20", "21.30", "21.40"),
    "reading": ("48.57", "49.50", "50.50", "52.00", "53.50"),
}
_COMMITTED = {  # of what was voted
    "teacher_salaries": ((2019, 0.992), (2024, 0.990)),
    "other_current": ((2019, 0.955), (2022, 0.950), (2024, 0.940)),
    "capital": ((2019, 0.860), (2022, 0.850), (2023, 0.780), (2024, 0.640)),
}
_PAID = {  # of what was committed
    "teacher_salaries": ((2019, 0.997), (2024, 0.996)),
    "other_current": ((2019, 0.925), (2022, 0.920), (2023, 0.880), (2024, 0.800)),
    "capital": ((2019, 0.940), (2024, 0.925)),
}
_PRESENT = {"R1": 0.972, "R2": 0.965, "R3": 0.958, "R4": 0.950, "R5": 0.936, "R6": 0.915}
_READS = {"R1": 0.652, "R2": 0.546, "R3": 0.468, "R4": 0.418, "R5": 0.362, "R6": 0.318}
_GIRLS = {"R1": 0.021, "R2": 0.016, "R3": 0.008, "R4": -0.004, "R5": -0.015, "R6": -0.024}
_BY_YEAR = {2022: 0.0, 2023: -0.004, 2024: -0.011}
_GRADE = 5  # grade 6, counted from 0


def targets() -> list[tuple[str, int, str]]:
    """Indicator, year and target, as the plan writes them."""
    return [(name, year, value) for name, of in _TARGETS.items() for year, value in zip(_TARGET_YEARS, of, strict=True)]


def stages(year: int, level: str) -> list[tuple[str, int, int, int]]:
    """Nature, voted, committed and paid of a level in a year, in KLF; what is paid is its expenditure."""
    return [(nature, *_stages(year, level, nature, paid))
            for nature, paid in zip(NATURES, budget(year).education[level], strict=True)]  # fmt: skip


def _stages(year: int, level: str, nature: str, paid: int) -> tuple[int, int, int]:
    spread = 0.002 if nature == "teacher_salaries" else 0.02
    paid_share = between(_PAID[nature], year) * (1 + spread * noise("paid share", year, level, nature))
    share = between(_COMMITTED[nature], year) * (1 + spread * noise("committed share", year, level, nature))
    committed = max(paid, whole(paid / min(paid_share, 1.0) / 10**6) * 10**6)
    return max(committed, whole(committed / min(share, 1.0) / 10**6) * 10**6), committed, paid


@cache
def learning(region: str, sex: str, year: int) -> tuple[int, int]:
    """Pupils of grade 6 present at the reading test of the end of the year, and those at the minimum level or above."""
    schools = rolls(YEARS[-1])[region, sex][year]
    pupils = sum(schools.pupils(_GRADE, age) for age in AGES)
    present = _PRESENT[region] + 0.004 * noise("present", region, sex, year)
    reads = _READS[region] + _BY_YEAR[year] + 0.003 * noise("reads", region, sex, year)
    reads += _GIRLS[region] if sex == "F" else 0.0
    tested = whole(pupils * present)
    return tested, whole(tested * reads)
