"""What must look true to a demographer and to a planner, checked on what is written (data pack). CHECKS.md names it."""

from collections.abc import Callable, Iterator

from . import indicators
from .pack import Pack

__all__ = ["CHECKS", "outside"]


_PAID_OF_VOTED = {"teacher_salaries": (97, 100), "other_current": (70, 92), "capital": (50, 85), "": (80, 95)}
_MONEY = ("education_total", "gdp", "public_expenditure")


def _band(code: str, where: object, value: float, low: float, high: float) -> Iterator[str]:
    if not low <= value <= high:
        yield f"{code} {where}: {value:.3f} is not within {low}–{high}"


def _people(pack: Pack, year: int, ages: range) -> int:
    return sum(pack.total("population", "population", age=age, year=year) for age in ages)


def structure(pack: Pack) -> Iterator[str]:
    """P1: ages 6–11 15–17 %, 0–18 47–52 %, age 0 3.2–3.6 %, 65 and more 2–4 % of all people; growth 2.4–2.9 %."""
    for year in pack.years:
        everyone = pack.total("population_groups", "population", year=year)
        for ages, low, high in ((range(6, 12), 15, 17), (range(19), 47, 52), (range(1), 3.2, 3.6)):
            yield from _band("P1", (year, ages), 100 * _people(pack, year, ages) / everyone, low, high)
        old = pack.total("population_groups", "population", age_group="65_plus", year=year)
        yield from _band("P1", (year, "65+"), 100 * old / everyone, 2, 4)
        before = pack.total("population_change", "population_before", year=year)
        yield from _band("P1", (year, "growth"), 100 * (everyone / before - 1), 2.4, 2.9)


def vital_rates(pack: Pack) -> Iterator[str]:
    """P2: births 32–38 and deaths 7–10 per 1,000 people; 1.00–1.06 boys per girl at age 0."""
    for year in pack.years:
        everyone = pack.total("population_change", "population", year=year)
        births, deaths = (pack.total("population_change", k, year=year) for k in ("births", "deaths"))
        yield from _band("P2", (year, "births"), 1000 * births / everyone, 32, 38)
        yield from _band("P2", (year, "deaths"), 1000 * deaths / everyone, 7, 10)
        boys, girls = (pack.total("population", "population", age=0, sex=s, year=year) for s in "MF")
        yield from _band("P2", (year, "boys per girl"), boys / girls, 1.0, 1.06)


def heaping(pack: Pack) -> Iterator[str]:
    """P3: no age is preferred: each single age within 2 % of the mean of its neighbours, by region."""
    for region in pack.regions:
        for year in pack.years:
            people = [pack.total("population", "population", age=a, region=region, year=year) for a in range(25)]
            for age in range(1, 24):
                ratio = 200 * people[age] / (people[age - 1] + people[age + 1])
                yield from _band("P3", (region, year, age), ratio, 98, 102)


def coverage(pack: Pack) -> Iterator[str]:
    """P4: regions differ as regions do, in the last year; girls' parity below 0.97 in the country in every year."""
    last = pack.years[-1]
    bands = {"R1": (110, 118), "R2": (96, 106), "R3": (90, 100), "R4": (88, 98), "R5": (78, 90), "R6": (60, 65)}
    for region, (low, high) in bands.items():
        yield from _band("P4 GER", region, indicators.ger(pack, last, region=region), low, high)
    yield from _band("P4 GPI", "R1", indicators.gpi(pack, last, region="R1"), 0.97, 1.03)
    yield from _band("P4 GPI", "R6", indicators.gpi(pack, last, region="R6"), 0.70, 0.85)
    for year in pack.years:
        yield from _band("P4 GPI", year, indicators.gpi(pack, year), 0.90, 0.9699)
        yield from _band("P4 GER", year, indicators.ger(pack, year), 85, 100)


def efficiency(pack: Pack) -> Iterator[str]:
    """P5: country: repetition 5–12 %, dropout 2–8 %, survival 75–88 %; regions: 3–15 %, 0.5–14 %, 60–95 %."""
    for region in (None, *pack.regions):
        place = {"region": region} if region else {}
        limits = ((3, 15), (0.5, 14), (60, 95)) if region else ((5, 12), (2, 8), (75, 88))
        for year in pack.years[:-1]:
            rates = indicators.flows(pack, year, **place)
            for grade, rate in enumerate(rates, 1):
                yield from _band("P5 r", (region, grade, year), 100 * rate.repetition, *limits[0])
                yield from _band("P5 d", (region, grade, year), 100 * rate.dropout, *limits[1])
            result = indicators.cohort(rates)
            yield from _band("P5 survival", (region, year), result.survival, *limits[2])
            yield from _band("P5 CE", (region, year), result.efficiency, 60, 90)


def means(pack: Pack) -> Iterator[str]:
    """P6: 25–55 pupils per primary teacher; education 3.5–5 % of GDP, 15–22 % of spending; unit cost 8–16 % of GDP."""
    for year in pack.years:
        for region in pack.regions:
            where = {"level": "primary", "region": region, "year": year}
            ratio = pack.total("enrolment", "enrolment", **where) / pack.total("teachers", "teachers", **where)
            yield from _band("P6 PTR", (region, year), ratio, 25, 55)
        education, gdp, spent = (pack.total("finance", k, year=year) for k in _MONEY)
        yield from _band("P6", (year, "of GDP"), 100 * education / gdp, 3.5, 5)
        yield from _band("P6", (year, "of spending"), 100 * education / spent, 15, 22)
        yield from _band("P6", (year, "unit cost"), unit_cost(pack, year), 8, 16)


def unit_cost(pack: Pack, year: int) -> float:
    """Current spending per public primary pupil, in per cent of GDP per head."""
    current = sum(pack.total("finance", f"primary_{k}", year=year) for k in ("teacher_salaries", "other_current"))
    pupils = pack.total("enrolment_by_status", "enrolment", level="primary", status="public", year=year)
    per_head = pack.total("finance", "gdp", year=year) / pack.total("finance", "total_population", year=year)
    return 100 * current / pupils / per_head


def _published(pack: Pack, year: int, region: str | None) -> list[indicators.Flow]:
    place = {"region": region} if region else {}
    return indicators.flows(pack, year, "enrolment_reported", **place)


def bad_years(pack: Pack) -> Iterator[str]:
    """P7: published figures give dropout below 0 in R5, 2022→2023, all grades, R2, 2023→2024, grade 1, and nowhere else
    but (by 0.1 point) grade 2 of the country in 2022→2023: the total hides most of what the region shows."""
    found = {
        (region, year, grade)
        for region in (None, *pack.regions)
        for year in pack.years[:-1]
        for grade, rate in enumerate(_published(pack, year, region), 1)
        if rate.dropout < 0
    }
    expected = {("R5", 2022, grade) for grade in range(1, 7)} | {("R2", 2023, 1), (None, 2022, 2)}
    if found != expected:
        yield f"P7: {sorted(map(str, found ^ expected))}"


def review(pack: Pack) -> Iterator[str]:
    """P8: 40–60 % of those tested read, fewer in every region from the capital to the desert, and 85–99 % of grade 6
    are tested; paid of voted: salaries 97–100 %, other current 70–92 %, capital 50–85 %, all 80–95 %."""
    for year in pack.values("learning_results", "year"):
        rates = [indicators.reading(pack, int(year), region=region) for region in pack.regions]
        yield from _band("P8 reading", year, indicators.reading(pack, int(year)), 40, 60)
        if rates != sorted(rates, reverse=True):
            yield f"P8 reading {year}: {rates}"
        tested = pack.total("learning_results", "tested", year=year)
        pupils = pack.total("enrolment", "enrolment", level="primary", grade=6, year=year)
        yield from _band("P8 tested", year, 100 * tested / pupils, 85, 99)
    for year in pack.years:
        for nature, (low, high) in _PAID_OF_VOTED.items():
            where = {"year": year} | ({"nature": nature} if nature else {})
            paid, voted = (pack.total("budget", k, **where) for k in ("paid", "voted"))
            yield from _band("P8 paid", (year, nature), 100 * paid / voted, low, high)


CHECKS: tuple[Callable[[Pack], Iterator[str]], ...] = (
    structure, vital_rates, heaping, coverage, efficiency, means, bad_years, review,
)  # fmt: skip


def outside(pack: Pack) -> list[str]:
    """Everything that lies outside the bands, as lines; empty when the picture is as wanted."""
    return [line for check in CHECKS for line in check(pack)]
