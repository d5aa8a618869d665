"""The picture of Kalembu in Markdown tables, from the files (data pack)."""

from collections.abc import Iterable

from . import indicators as ind
from .pack import Pack
from .plausibility import unit_cost

__all__ = ["picture"]


def _table(head: str, rows: Iterable[Iterable[object]]) -> str:
    names = head.split(" | ")
    lines = [f"| {head} |", "|" + "---|" * len(names)]
    return "\n".join([*lines, *("| " + " | ".join(map(str, row)) + " |" for row in rows)])


def _places(pack: Pack) -> list[tuple[str, dict[str, str]]]:
    named = [(f"{row['code']} {row['name_en']}", {"region": row["code"]}) for row in pack.rows("regions")]
    return [("Kalembu", {}), *named]


def _coverage(pack: Pack, year: int) -> str:
    rows = []
    for name, place in _places(pack):
        values = (
            ind.ger(pack, year, **place), ind.ner(pack, year, **place), ind.aner(pack, year, **place),
            ind.gir(pack, year, **place), ind.nir(pack, year, **place), ind.out_of_school(pack, year, **place),
        )  # fmt: skip
        low = (ind.ger(pack, year, "lower_secondary", **place), ind.gpi(pack, year, "lower_secondary", **place))
        parity = f"{ind.gpi(pack, year, **place):.3f}"
        rows.append((name, *(f"{v:.1f}" for v in values), parity, f"{low[0]:.1f}", f"{low[1]:.3f}"))
    head = f"{year} | GER | NER | ANER | GIR | NIR | out of school | GPI (GER) | GER lower sec. | GPI lower sec."
    return _table(head, rows)


def _flows(pack: Pack, year: int, source: str = "enrolment", only: tuple[str, ...] = ()) -> str:
    rows = []
    for name, place in _places(pack):
        if not only or place.get("region", "") in only:
            rates = ind.flows(pack, year, source, **place)
            cells = (f"{100 * r.promotion:.1f} / {100 * r.repetition:.1f} / {100 * r.dropout:.1f}" for r in rates)
            rows.append((name, *cells))
    head = f"p / r / d {year}→{year + 1} | grade 1 | 2 | 3 | 4 | 5 | 6 (p: graduates)"
    return _table(head, rows)


def _cohorts(pack: Pack, year: int) -> str:
    rows = []
    for name, place in _places(pack):
        result = ind.cohort(ind.flows(pack, year, **place))
        go_on = ind.transition(pack, year, **place)
        rows.append((name, f"{result.survival:.1f}", f"{result.efficiency:.1f}",
                     f"{result.years_per_graduate:.2f}", f"{go_on:.1f}"))  # fmt: skip
    return _table(f"{year}→{year + 1} | survival to grade 6 | CE | YIG | transition to lower sec.", rows)


def _grades(pack: Pack, years: tuple[int, int]) -> str:
    rows = []
    for grade in range(1, 7):
        row: list[object] = [grade]
        for year in years:
            where = {"level": "primary", "grade": grade, "year": year}
            row += [f"{pack.total('enrolment', k, **where):,}" for k in ("enrolment", "repeaters", "new_entrants")]
            graduates = pack.total("graduates", "graduates", level="primary", year=year)
            row.append(f"{graduates:,}" if grade == 6 else "")
        rows.append(row)
    sums: list[object] = ["all"]
    for year in years:
        columns = ("enrolment", "repeaters", "new_entrants")
        sums += [f"{pack.total('enrolment', k, level='primary', year=year):,}" for k in columns] + [""]
    head = " | ".join(f"E {y} | R {y} | N {y} | graduates {y}" for y in years)
    return _table(f"primary grade | {head}", [*rows, sums])


def _people_and_means(pack: Pack) -> str:
    rows = []
    for year in pack.years:
        everyone = pack.total("population_groups", "population", year=year)
        ages = [pack.total("population", "population", age=a, year=year) for a in range(19)]
        growth = everyone / pack.total("population_change", "population_before", year=year) - 1
        pupils = pack.total("enrolment", "enrolment", level="primary", year=year)
        private = pack.total("enrolment_by_status", "enrolment", level="primary", status="private", year=year)
        ratio = pupils / pack.total("teachers", "teachers", level="primary", year=year)
        spent = pack.total("finance", "education_total", year=year) / pack.total("finance", "gdp", year=year)
        rows.append((year, f"{everyone:,}", f"{100 * growth:.2f}", f"{100 * ages[0] / everyone:.2f}",
                     f"{100 * sum(ages[6:12]) / everyone:.1f}", f"{100 * sum(ages) / everyone:.1f}", f"{pupils:,}",
                     f"{100 * private / pupils:.1f}", f"{ratio:.1f}", f"{unit_cost(pack, year):.1f}",
                     f"{100 * spent:.2f}"))  # fmt: skip
    head = ("year | people | growth % | age 0 % | ages 6–11 % | ages 0–18 % | primary pupils | private % | PTR |"
            " unit cost, % of GDP per head | education, % of GDP")  # fmt: skip
    return _table(head, rows)


def _bad_years(pack: Pack) -> str:
    parts = [
        _flows(pack, 2021, "enrolment_reported", ("", "R5")), _flows(pack, 2022, "enrolment_reported", ("", "R5")),
        _flows(pack, 2022, "enrolment_common_schools", ("R5",)), _flows(pack, 2022, "enrolment", ("", "R5")),
        _flows(pack, 2023, "enrolment_reported", ("", "R2")),
    ]  # fmt: skip
    titles = ("as published", "as published", "common schools", "true", "as published")
    return "\n\n".join(f"{title}:\n\n{part}" for title, part in zip(titles, parts, strict=True))


def picture(pack: Pack, whole: bool = True) -> str:
    """The last pair of years, or with `whole` every year, as Markdown."""
    years, pairs = (pack.years, pack.years[:-1]) if whole else (pack.years[-1:], pack.years[-2:-1])
    parts = [_people_and_means(pack), *(_coverage(pack, year) for year in years)]
    for year in pairs:
        parts += [_flows(pack, year), _cohorts(pack, year)]
    return "\n\n".join([*parts, _grades(pack, (pack.years[-2], pack.years[-1])), _bad_years(pack)]) + "\n"
