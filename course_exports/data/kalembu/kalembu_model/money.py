"""Public finance and education spending of Kalembu (data pack). Amounts in Kalembu francs (KLF), current prices."""

from dataclasses import dataclass
from functools import cache

from .numbers import noise, share, whole
from .people import censuses
from .places import LEVELS, REGIONS, YEARS
from .staff import teachers

__all__ = ["PARTNERS", "Budget", "average_salary", "budget", "external", "population"]

PARTNERS = ("global_fund", "development_bank", "bilateral")
_GDP_PER_HEAD_2019 = 412_000
_REAL_GROWTH = {2020: 0.018, 2021: 0.041, 2022: 0.046, 2023: 0.049, 2024: 0.052}
_INFLATION = {2020: 0.021, 2021: 0.028, 2022: 0.047, 2023: 0.038, 2024: 0.029}
_REVENUE, _SPENDING = 0.172, 0.206  # of GDP
_SALARY = {"primary": 3.35, "lower_secondary": 4.6}  # times GDP per head
_OTHER_CURRENT = {"primary": 0.0052, "lower_secondary": 0.0029}  # of GDP
_CAPITAL = {"primary": 0.0021, "lower_secondary": 0.0012}
_OTHER_LEVELS = {  # of GDP: teachers' salaries, other current, capital
    "pre_primary": (0.0005, 0.0003, 0.0001),
    "upper_secondary": (0.0026, 0.0017, 0.0005),
    "technical": (0.0007, 0.0007, 0.0003),
    "tertiary": (0.0024, 0.0043, 0.0007),
    "administration": (0.0, 0.0024, 0.0002),
}
_EXTERNAL = {  # million KLF a year promised to primary education, by nature
    "global_fund": (2022, 2027, 2_600, 1_900),
    "development_bank": (2023, 2028, 700, 3_400),
    "bilateral": (2021, 2026, 1_100, 500),
}
NATURES = ("teacher_salaries", "other_current", "capital")


@dataclass(frozen=True)
class Budget:
    """A year's public finance: the economy, and spending by level and nature."""

    gdp: int
    deflator: float  # 2019 = 100
    revenue: int
    spending: int
    population: int
    education: dict[str, tuple[int, int, int]]

    def total(self, *levels: str) -> int:
        return sum(sum(self.education[level]) for level in levels or self.education)


def population(year: int) -> int:
    """All people of the country on 1 October."""
    return sum(sum(census.people) for census in censuses(YEARS[-1])[year].values())


@cache
def _economy(year: int) -> tuple[int, float]:
    """GDP in KLF at current prices and its deflator."""
    if year == YEARS[0]:
        return whole(_GDP_PER_HEAD_2019 * population(year) / 10**6) * 10**6, 100.0
    gdp, deflator = _economy(year - 1)
    now = gdp * (1 + _REAL_GROWTH[year]) * (1 + _INFLATION[year])
    return whole(now / 10**6) * 10**6, deflator * (1 + _INFLATION[year])


def average_salary(level: str, year: int) -> int:
    """Average yearly cost of a public teacher, in KLF, to the nearest 500."""
    gdp, _ = _economy(year)
    return whole(gdp / population(year) * (_SALARY[level] + 0.03 * noise("salary", level, year)) / 500) * 500


def _on_level(code: str, year: int) -> tuple[int, int, int]:
    gdp, _ = _economy(year)
    level = next(level for level in LEVELS if level.code == code)
    staff = sum(teachers(place.code, level, "public")[year].teachers for place in REGIONS)
    other = gdp * _OTHER_CURRENT[code] * (1 + 0.02 * noise("current", code, year))
    capital = gdp * _CAPITAL[code] * (1 + 0.10 * noise("capital", code, year))
    return staff * average_salary(code, year), whole(other / 10**6) * 10**6, whole(capital / 10**6) * 10**6


def _elsewhere(code: str, year: int) -> tuple[int, int, int]:
    gdp, _ = _economy(year)
    drift = 1 + 0.03 * noise("level", code, year)
    salaries, other, capital = (whole(gdp * rate * drift / 10**6) * 10**6 for rate in _OTHER_LEVELS[code])
    return salaries, other, capital


@cache
def budget(year: int) -> Budget:
    """The finance of a year; public teachers × average salary give the salaries of primary and lower secondary."""
    gdp, deflator = _economy(year)
    levels = {level.code: _on_level(level.code, year) for level in LEVELS}
    levels |= {code: _elsewhere(code, year) for code in _OTHER_LEVELS}
    income = whole(gdp * (_REVENUE + 0.002 * (year - 2019) + 0.002 * noise("revenue", year)) / 10**6) * 10**6
    spent = whole(gdp * (_SPENDING + 0.003 * noise("spending", year)) / 10**6) * 10**6
    return Budget(gdp, deflator, income, spent, population(year), levels)


def external(partner: str, year: int) -> dict[str, tuple[int, int]]:
    """Promised and paid to primary education in a year, by nature, in KLF; paid is 0 after the last year shown."""
    first, last, *millions = _EXTERNAL[partner]
    if not first <= year <= last:
        return {}
    paid_share = 0.86 + 0.08 * noise("paid", partner, year) if year <= YEARS[-1] else 0.0
    result = {}
    for nature, amount in zip(("current", "capital"), millions, strict=True):
        paid = share(amount, [paid_share, 1 - paid_share])[0]
        result[nature] = (amount * 10**6, paid * 10**6)
    return result
