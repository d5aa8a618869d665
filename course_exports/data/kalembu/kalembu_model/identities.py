"""The identities that hold in the files of Kalembu, checked on what is written (data pack). CHECKS.md names them.

Each check yields one line per failure: its code, where, and the figures that disagree. No line: it holds.
"""

from collections.abc import Callable, Iterator
from itertools import product

from . import indicators
from .pack import Pack

__all__ = ["CHECKS", "failures"]

LEVELS = {"primary": 6, "lower_secondary": 4}
SEXES = ("F", "M")
FIRST_AGE_MOVING = 16
_KEYS = frozenset(
    "code line region district sex level status area grade age age_group year partner nature indicator".split()
)
LOST, MISREAD = ("R5", 2022), ("R2", 2024)
LISTED = ("R1", 2024)  # the region and year whose schools are listed one by one
PLANTED = {  # where the returns of the district, as typed, differ from the schools
    1: {"teachers", "qualified"},
    4: {"repeaters", "class_groups"},
    5: {"girls", "boys", "pupils"},
    6: {"girls", "boys", "pupils"},
    8: {"teachers"},
    12: {"girls", "boys", "pupils", "repeaters"},
    13: {"teachers", "qualified"},
    16: {"pupils"},
    19: {"repeaters"},
    22: {"rooms"},
    23: {"girls"},
}
TWICE = {25: 18}
START = 2022  # of the plan whose targets the pack holds


def _unequal(code: str, left: dict[tuple[str, ...], int], right: dict[tuple[str, ...], int]) -> Iterator[str]:
    for key in sorted(left.keys() | right.keys()):
        if left.get(key, 0) != right.get(key, 0):
            yield f"{code} {' '.join(key)}: {left.get(key, 0)} is not {right.get(key, 0)}"


def _above(code: str, where: object, value: float, limit: float) -> Iterator[str]:
    if value > limit:
        yield f"{code} {where}: {value} is above {limit}"


def form(pack: Pack) -> Iterator[str]:
    """I1: no blank cell; no two rows with the same key (every column but the figures)."""
    for path in sorted(pack.folder.glob("*.csv")):
        seen = set()
        for number, row in enumerate(pack.rows(path.stem), 2):
            if None in row.values() or "" in row.values():
                yield f"I1 {path.name}:{number}: blank cell"
            key = tuple(row[k] for k in _keys(row))
            if key in seen:
                yield f"I1 {path.name}:{number}: {' '.join(key)} again"
            seen.add(key)


def _keys(row: dict[str, str]) -> list[str]:
    return [name for name in row if name in _KEYS]


def ageing(pack: Pack) -> Iterator[str]:
    """A1: a cohort never grows, in a region below the age of moving, in the country at any age shown."""
    for keys, oldest in ((("region", "sex", "age", "year"), FIRST_AGE_MOVING - 1), (("sex", "age", "year"), 24)):
        people = pack.sums("population", "population", *keys)
        for key, number in people.items():
            *place, age, year = key
            if int(age) > 0 and int(age) <= oldest and int(year) > pack.years[0]:
                before = people[(*place, str(int(age) - 1), str(int(year) - 1))]
                yield from _above("A1", key, number, before)


def balance(pack: Pack) -> Iterator[str]:
    """A2: people = people before + births − deaths + net migration. A3: moves between regions sum to 0."""
    for row in pack.rows("population_change"):
        n = {k: int(v) for k, v in row.items() if k not in ("region", "sex")}
        if n["population_before"] + n["births"] - n["deaths"] + n["net_migration"] != n["population"]:
            yield f"A2 {row['region']} {row['sex']} {row['year']}"
        if n["year"] > pack.years[0]:
            where = {"region": row["region"], "sex": row["sex"], "year": n["year"] - 1}
            if pack.total("population_change", "population", **where) != n["population_before"]:
                yield f"A2 {where}: the year before ends with another number"
    for key, net in pack.sums("population_change", "net_migration", "sex", "year").items():
        yield from _unequal("A3", {key: net}, {})


def groups(pack: Pack) -> Iterator[str]:
    """A4: single ages sum to the five-year groups. A5: the groups sum to all people, here and in finance."""
    singles: dict[tuple[str, ...], int] = {}
    for (region, sex, age, year), n in pack.sums("population", "population", "region", "sex", "age", "year").items():
        key = (region, sex, str(int(age) // 5 * 5), year)
        singles[key] = singles.get(key, 0) + n
    by_group = pack.sums("population_groups", "population", "region", "sex", "age_from", "year")
    yield from _unequal("A4", singles, {k: n for k, n in by_group.items() if int(k[2]) < 25})
    everyone = pack.sums("population_groups", "population", "region", "sex", "year")
    yield from _unequal("A5", everyone, pack.sums("population_change", "population", "region", "sex", "year"))
    everyone = pack.sums("population_groups", "population", "year")
    yield from _unequal("A5", everyone, pack.sums("finance", "total_population", "year"))


def enrolment(pack: Pack, source: str = "enrolment") -> Iterator[str]:
    """B1: enrolment = repeaters + new entrants, none negative."""
    for row in pack.rows(source):
        pupils, again, new = (int(row[k]) for k in ("enrolment", "repeaters", "new_entrants"))
        if pupils != again + new or again < 0 or new < 0:
            yield f"B1 {source} {' '.join(row.values())}"


def progress(pack: Pack, source: str = "enrolment", ends: str = "graduates") -> Iterator[str]:
    """B2: R(g,t+1) ≤ E(g,t). B3: N(g+1,t+1) + R(g,t+1) ≤ E(g,t). B4: the same with graduates in the last grade."""
    for row in pack.rows(source):
        where = {k: row[k] for k in ("region", "sex", "level")}
        grade, year, pupils = int(row["grade"]), int(row["year"]), int(row["enrolment"])
        again = pack.total(source, "repeaters", grade=grade, year=year + 1, **where)
        up = pack.total(source, "new_entrants", grade=grade + 1, year=year + 1, **where)
        label = (*where.values(), grade, year)
        yield from _above("B2", label, again, pupils)
        yield from _above("B3", label, again + up, pupils)
        if grade == LEVELS[row["level"]]:
            yield from _above("B4", label, again + pack.total(ends, "graduates", year=year, **where), pupils)


def transition(pack: Pack) -> Iterator[str]:
    """B5: new entrants to lower secondary ≤ those who graduated from primary the year before."""
    for region, sex, year in product(pack.regions, SEXES, pack.years[:-1]):
        where = {"region": region, "sex": sex}
        new = pack.total("enrolment", "new_entrants", level="lower_secondary", grade=1, year=year + 1, **where)
        graduates = pack.total("graduates", "graduates", level="primary", year=year, **where)
        yield from _above("B5", (region, sex, year), new, graduates)


def by_age(pack: Pack) -> Iterator[str]:
    """C1: ages sum to the enrolment of the grade. C2: pupils of an age ≤ people. C3: entrants by age sum to N(1)."""
    keys = ("region", "sex", "level", "grade", "year")
    enrolled = pack.sums("enrolment", "enrolment", *keys)
    yield from _unequal("C1", pack.sums("enrolment_by_age", "pupils", *keys), enrolled)
    people = pack.sums("population", "population", "region", "sex", "age", "year")
    for key, pupils in pack.sums("enrolment_by_age", "pupils", "region", "sex", "age", "year").items():
        yield from _above("C2", key, pupils, people[key])
    new = pack.sums("enrolment", "new_entrants", *keys)
    new = {(k[0], k[1], k[4]): n for k, n in new.items() if k[2:4] == ("primary", "1")}
    yield from _unequal("C3", pack.sums("entrants_by_age", "entrants", "region", "sex", "year"), new)


def cohorts(pack: Pack) -> Iterator[str]:
    """C4: pupils aged a+1 ≤ pupils aged a the year before + entrants. C5: entrants of an age ≤ grade-1 pupils of it."""
    keys = ("region", "sex", "age", "year")
    pupils, entrants = pack.sums("enrolment_by_age", "pupils", *keys), pack.sums("entrants_by_age", "entrants", *keys)
    for (region, sex, age, year), number in pupils.items():
        if int(year) > pack.years[0]:
            before = pupils.get((region, sex, str(int(age) - 1), str(int(year) - 1)), 0)
            new = entrants.get((region, sex, age, year), 0)
            yield from _above("C4", (region, sex, age, year), number, before + new)
    for (region, sex, age, year), new in entrants.items():
        where = {"region": region, "sex": sex, "age": age, "year": year}
        first = pack.total("enrolment_by_age", "pupils", level="primary", grade=1, **where)
        yield from _above("C5", where, new, first)


def order(pack: Pack) -> Iterator[str]:
    """D1: NER ≤ ANER ≤ 100 and NER ≤ GER. D2: NIR ≤ 100 and NIR ≤ GIR. By region, sex and year, and in all."""
    for region, sex, year in product((None, *pack.regions), (None, *SEXES), pack.years):
        place = {k: v for k, v in (("region", region), ("sex", sex)) if v}
        net, adjusted = indicators.ner(pack, year, **place), indicators.aner(pack, year, **place)
        intake = indicators.nir(pack, year, **place)
        yield from _above("D1", (region, sex, year), net, min(adjusted, indicators.ger(pack, year, "primary", **place)))
        yield from _above("D1", (region, sex, year), adjusted, 100)
        yield from _above("D2", (region, sex, year), intake, min(100, indicators.gir(pack, year, **place)))


def shares(pack: Pack) -> Iterator[str]:
    """E1: public + private = all. E2: urban + rural = all. E3: pupils of the age ≤ children of the age."""
    keys = ("region", "sex", "level", "year")
    total = pack.sums("enrolment", "enrolment", *keys)
    yield from _unequal("E1", pack.sums("enrolment_by_status", "enrolment", *keys), total)
    kept = ("region", "sex", "year")
    for column, (source, value, fixed) in {
        "children_of_age": ("population", "population", {"school_age": "primary"}),
        "enrolment": ("enrolment", "enrolment", {"level": "primary"}),
        "pupils_of_age": ("enrolment_by_age", "pupils", {"level": "primary", "school_age": "primary"}),
    }.items():
        for key, number in pack.sums("enrolment_by_area", column, *kept).items():
            right = pack.total(source, value, **fixed, **dict(zip(kept, key, strict=True)))
            yield from _unequal("E2", {key: number}, {key: right})
    for row in pack.rows("enrolment_by_area"):
        yield from _above("E3", row, int(row["pupils_of_age"]), min(int(row["children_of_age"]), int(row["enrolment"])))


def staff(pack: Pack) -> Iterator[str]:
    """F1: women + men. F2: qualified ≤ all. F3: stock = previous − leavers + recruits."""
    for row in pack.rows("teachers"):
        where = {k: row[k] for k in ("region", "level", "status")}
        n = {k: int(v) for k, v in row.items() if k not in where}
        if n["female"] + n["male"] != n["teachers"]:
            yield f"F1 {row}"
        if n["qualified"] > n["teachers"] or min(n.values()) < 0:
            yield f"F2 {row}"
        if n["year"] > pack.years[0]:
            before = pack.total("teachers", "teachers", year=n["year"] - 1, **where)
            if before - n["left_since_last_year"] + n["recruited_since_last_year"] != n["teachers"]:
                yield f"F3 {row}"


def rooms(pack: Pack) -> Iterator[str]:
    """F4: permanent + temporary = rooms = groups − half of those in double shift. F5: primary groups ≤ teachers."""
    for row in pack.rows("classrooms"):
        where = {k: row[k] for k in ("region", "level", "status", "year")}
        n = {k: int(v) for k, v in row.items() if k not in where}
        wanted = n["class_groups"] - n["groups_double_shift"] // 2
        if not n["permanent"] + n["temporary"] == n["rooms_used"] == wanted or n["groups_double_shift"] % 2:
            yield f"F4 {row}"
        if row["level"] == "primary":
            yield from _above("F5", where, n["class_groups"], pack.total("teachers", "teachers", **where))


def finance(pack: Pack) -> Iterator[str]:
    """G1: natures sum to primary. G2: levels sum to education. G3: public teachers × salary. G4: paid ≤ promised."""
    for row in pack.rows("finance"):
        year, n = row["year"], {k: int(v) for k, v in row.items() if k != "gdp_deflator"}
        for nature in ("teacher_salaries", "other_current", "capital"):
            amount = pack.total("expenditure", "amount", level="primary", nature=nature, year=year)
            yield from _unequal("G1", {(year, nature): n[f"primary_{nature}"]}, {(year, nature): amount})
        if n["primary_teacher_salaries"] + n["primary_other_current"] + n["primary_capital"] != n["primary_total"]:
            yield f"G1 {year}"
        spent = pack.total("expenditure", "amount", year=year)
        if not n["primary_total"] + n["education_other_levels"] == n["education_total"] == spent:
            yield f"G2 {year}"
        yield from _above("G2", year, n["education_total"], n["public_expenditure"])
    for row in pack.rows("salaries"):
        where = {"level": row["level"], "year": row["year"]}
        teachers = pack.total("teachers", "teachers", status="public", **where)
        salaries = pack.total("expenditure", "amount", nature="teacher_salaries", **where)
        if teachers * int(row["average_salary"]) != salaries:
            yield f"G3 {where}: {teachers} × {row['average_salary']} is not {salaries}"
    for row in pack.rows("external"):
        yield from _above("G4", row, int(row["paid"]), int(row["promised"]))


def reported(pack: Pack) -> Iterator[str]:
    """H1: the published census differs from the true one where CHECKS.md says and nowhere else."""
    truth = {tuple(r.values())[:5]: r for r in pack.rows("enrolment") if r["level"] == "primary"}
    changed = set()
    for row in pack.rows("enrolment_reported"):
        key = tuple(row.values())[:5]
        if row != truth.pop(key, None):
            changed.add((row["region"], int(row["year"]), int(row["grade"])))
    if truth or changed != {(*LOST, g) for g in range(1, 7)} | {(*MISREAD, 1)}:
        yield f"H1 {sorted(changed)} {len(truth)} missing"


def common(pack: Pack) -> Iterator[str]:
    """H2: schools common to 2021–2023 are part of all, and are all that was published for the lost year."""
    keys = ("region", "sex", "level", "grade", "year")
    for column in ("enrolment", "repeaters"):
        whole = pack.sums("enrolment", column, *keys)
        published = pack.sums("enrolment_reported", column, *keys)
        for key, number in pack.sums("enrolment_common_schools", column, *keys).items():
            yield from _above("H2", key, number, whole[key])
            if int(key[4]) == LOST[1]:
                yield from _unequal("H2", {key: number}, {key: published[key]})


def listed(pack: Pack) -> Iterator[str]:
    """E4: the pupils of the schools listed sum to their region by status and sex, those of the year before and the
    repeaters too. F6: so do teachers, class groups and rooms."""
    region, year = LISTED
    for status in pack.values("enrolment_by_status", "status"):
        where = {"region": region, "status": status}
        primary = {**where, "level": "primary"}
        for code, column, file, theirs, more in (
            ("E4", "girls", "enrolment_by_status", "enrolment", {"sex": "F", "year": year}),
            ("E4", "boys", "enrolment_by_status", "enrolment", {"sex": "M", "year": year}),
            ("E4", "pupils_2023", "enrolment_by_status", "enrolment", {"year": year - 1}),
            ("F6", "teachers", "teachers", "teachers", {"year": year}),
            ("F6", "qualified", "teachers", "qualified", {"year": year}),
            ("F6", "class_groups", "classrooms", "class_groups", {"year": year}),
            ("F6", "rooms", "classrooms", "rooms_used", {"year": year}),
        ):
            mine = pack.total("schools", column, **where)
            right = pack.total(file, theirs, **primary, **more)
            yield from _unequal(code, {(status, column): mine}, {(status, column): right})
    again = pack.total("enrolment", "repeaters", region=region, level="primary", year=year)
    yield from _unequal("E4", {("repeaters",): pack.total("schools", "repeaters")}, {("repeaters",): again})


def each_school(pack: Pack) -> Iterator[str]:
    """E5: children of the districts sum to the region. F7: in every school qualified ≤ teachers, class groups ≤
    teachers, rooms ≤ class groups, repeaters ≤ pupils, and its district lies in its region. H3: as many schools as the
    census counts, this year and the year before."""
    region, year = LISTED
    for key, number in pack.sums("district_children", "children_of_age", "region", "sex").items():
        where = dict(zip(("region", "sex"), key, strict=True))
        right = pack.total("population", "population", school_age="primary", year=year, **where)
        yield from _unequal("E5", {key: number}, {key: right})
    homes = {row["code"]: row["region"] for row in pack.rows("districts")}
    for row in pack.rows("schools"):
        n = {k: int(row[k]) for k in ("girls", "boys", "repeaters", "teachers", "qualified", "class_groups", "rooms")}
        sound = n["qualified"] <= n["teachers"] >= n["class_groups"] >= n["rooms"] > 0
        if not sound or n["repeaters"] > n["girls"] + n["boys"] or homes.get(row["district"]) != row["region"] != "":
            yield f"F7 {row}"
    there = [row for row in pack.rows("schools") if row["region"] == region]
    for when, number in ((year, len(there)), (year - 1, sum(row["pupils_2023"] != "0" for row in there))):
        counted = pack.total("census_returns", "schools", region=region, year=when)
        yield from _unequal("H3", {(str(when),): number}, {(str(when),): counted})


def typed(pack: Pack) -> Iterator[str]:
    """H4: the returns of the district, as typed, differ from its schools where CHECKS.md says and nowhere else."""
    truth = {row["code"]: row for row in pack.rows("schools")}
    forms = {int(row["line"]): row for row in pack.rows("district_returns")}
    district = next(iter(forms.values()))["district"]
    if len(forms) != sum(row["district"] == district for row in truth.values()) + len(TWICE):
        yield f"H4 {len(forms)} forms"
    figures = ("girls", "boys", "pupils", "pupils_2023", "repeaters", "teachers", "qualified", "class_groups", "rooms")
    for line, form in forms.items():
        school = dict(truth[forms[TWICE.get(line, line)]["code"]])
        school["pupils"] = str(int(school["girls"]) + int(school["boys"]))
        found = {column for column in figures if form[column] != school[column]}
        if found != PLANTED.get(line, set()):
            yield f"H4 {line}: {sorted(found)}"


def review(pack: Pack) -> Iterator[str]:
    """E6: pupils at the minimum ≤ tested ≤ pupils of grade 6. G5: paid of the budget is the expenditure. G6: paid ≤
    committed ≤ voted. H5: the starting point of the plan is what the other files give for its year."""
    for key, tested in pack.sums("learning_results", "tested", "region", "sex", "year").items():
        where = dict(zip(("region", "sex", "year"), key, strict=True))
        yield from _above("E6", key, pack.total("learning_results", "reached_minimum", **where), tested)
        yield from _above("E6", key, tested, pack.total("enrolment", "enrolment", level="primary", grade=6, **where))
    keys = ("year", "level", "nature")
    spent = pack.sums("expenditure", "amount", *keys)
    yield from _unequal("G5", pack.sums("budget", "paid", *keys), spent)
    for row in pack.rows("budget"):
        yield from _above("G6", row, int(row["paid"]), int(row["committed"]))
        yield from _above("G6", row, int(row["committed"]), int(row["voted"]))
    starts = {row["indicator"]: row["target"] for row in pack.rows("targets") if row["year"] == str(START)}
    for name, text in starts.items():
        found = indicators.TARGETED[name](pack, START)
        if f"{found:.{len(text.partition('.')[2])}f}" != text:
            yield f"H5 {name}: {text} is not {found:.5f}"


CHECKS: tuple[Callable[[Pack], Iterator[str]], ...] = (
    form, ageing, balance, groups, enrolment, lambda p: enrolment(p, "enrolment_reported"), progress,
    lambda p: progress(p, "enrolment_common_schools", "graduates_common_schools"), transition, by_age, cohorts, order,
    shares, staff, rooms, finance, reported, common, listed, each_school, typed, review,
)  # fmt: skip


def failures(pack: Pack) -> list[str]:
    """Every failure of every identity, as lines; empty when the pack is sound."""
    return [line for check in CHECKS for line in check(pack)]
