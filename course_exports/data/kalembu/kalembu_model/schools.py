"""The primary schools of the capital region, one by one, and the returns of one of its districts as typed (data pack).

Every column sums to what the region publishes: pupils by sex and status, repeaters, teachers, class groups, rooms.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

from . import staff
from .numbers import noise, share, whole
from .people import censuses
from .places import DISTRICTS, LEVELS, SEXES, YEARS
from .pupils import rolls

__all__ = ["DISTRICT", "REGION", "Return", "School", "children", "returns", "schools"]

REGION, DISTRICT, YEAR = "R1", "D14", YEARS[-1]
PRIMARY = LEVELS[0]
_TWICE, _AGAIN = 18, "Kassoto"  # the form that was sent twice, and how its name was spelt the second time
_CHILDREN = {"D11": 0.414, "D12": 0.345, "D13": 0.189, "D14": 0.052}  # of primary age; other regions are about even


@dataclass(frozen=True)
class Quarter:
    """What the schools of a district have in common: number by status, size, shape of the land, in km."""

    public: int
    private: int
    size: float
    centre: tuple[float, float]
    reach: float
    sharing: float  # inclination to double shift
    unqualified: float


_QUARTERS = {
    "D11": Quarter(58, 60, 1.16, (21.0, 18.0), 6.0, 1.25, 0.8),
    "D12": Quarter(54, 43, 1.06, (23.0, 31.0), 7.5, 1.15, 0.9),
    "D13": Quarter(37, 21, 0.88, (36.0, 12.0), 9.0, 0.75, 1.2),
    "D14": Quarter(24, 0, 0.52, (56.0, 27.0), 13.0, 0.2, 2.0),
}


@dataclass(frozen=True)
class School:
    """A primary school in the last year."""

    code: str
    district: str
    name: str
    status: str
    x_km: float
    y_km: float
    girls: int
    boys: int
    pupils_2023: int
    repeaters: int
    teachers: int
    qualified: int
    class_groups: int
    rooms: int

    @property
    def pupils(self) -> int:
        return self.girls + self.boys


_HEADS = tuple("Ka Ki Lu Ma Mbo Ndo Nza Sa Ta Zi Ngo Mu Li Wa Be Yo Dje So".split())
_HEARTS = ("be", "lo", "ndi", "ri", "mba", "so", "ka", "ta", "le", "va", "nzo", "du", "mi", "ra", "ye")
_TAILS = ("ni", "ya", "la", "do", "ko", "ra", "mbe", "si", "ga", "vo", "wé", "lé", "nda", "zé", "to")


@cache
def _names(count: int) -> tuple[str, ...]:
    """Invented names, each once, in an order that the seed gives."""
    every = ["".join(parts) for parts in product(_HEADS, _HEARTS, _TAILS)]
    return tuple(sorted(every, key=lambda name: noise("school name", name))[:count])


@dataclass(frozen=True)
class _Site:
    code: str
    district: str
    status: str

    @property
    def quarter(self) -> Quarter:
        return _QUARTERS[self.district]

    def drawn(self, *what: str) -> float:
        return noise("school", *what, self.code)

    def weight(self) -> float:
        """Schools differ by more than half about the mean of their district; a few are large."""
        bump = max(0.0, self.drawn("large")) * max(0.0, self.drawn("larger"))
        return self.quarter.size * (1 + 0.42 * self.drawn("size") + 1.1 * bump)


@cache
def _sites() -> tuple[_Site, ...]:
    found = []
    for district, quarter in _QUARTERS.items():
        total = quarter.public + quarter.private
        order = sorted(range(1, total + 1), key=lambda number: noise("status", district, number))
        private = set(order[: quarter.private])
        found += [
            _Site(f"{district}-{number:03d}", district, staff.STATUSES[number in private])
            for number in range(1, total + 1)
        ]
    return tuple(found)


def _new(site: _Site) -> bool:
    """One public school a district opened at the start of the last year."""
    candidates = [one.code for one in _sites() if one.district == site.district and one.status == "public"]
    return site.code == min(candidates, key=lambda code: noise("opened", code))


def _capped(total: int, weights: Sequence[float], caps: Sequence[int]) -> list[int]:
    """A total split by weights, none above its cap: what exceeds one goes to the next with room."""
    parts = share(total, weights)
    over = sum(max(0, part - cap) for part, cap in zip(parts, caps, strict=True))
    parts = [min(part, cap) for part, cap in zip(parts, caps, strict=True)]
    for index in sorted(range(len(parts)), key=lambda i: (-weights[i], i)):
        taken = min(over, caps[index] - parts[index])
        parts[index], over = parts[index] + taken, over - taken
    return parts


@cache
def _by_status(status: str) -> dict[str, School]:
    sites = [site for site in _sites() if site.status == status]
    girls_all, all_2024, all_2023 = (
        staff.by_status(REGION, "F", PRIMARY, YEAR)[status],
        sum(staff.by_status(REGION, sex, PRIMARY, YEAR)[status] for sex in SEXES),
        sum(staff.by_status(REGION, sex, PRIMARY, YEAR - 1)[status] for sex in SEXES),
    )
    pupils = share(all_2024, [site.weight() * (0.45 if _new(site) else 1.0) for site in sites])
    girls = share(girls_all, [p * (1 + 0.06 * s.drawn("girls")) for p, s in zip(pupils, sites, strict=True)])
    before = share(
        all_2023,
        [0.0 if _new(s) else p * (1 + 0.09 * s.drawn("before")) for p, s in zip(pupils, sites, strict=True)],
    )
    stock = staff.teachers(REGION, PRIMARY, status)[YEAR]
    teachers = share(stock.teachers, [p * (1 + 0.14 * s.drawn("staff")) for p, s in zip(pupils, sites, strict=True)])
    unqualified = _capped(
        stock.teachers - stock.qualified,
        [t * s.quarter.unqualified * (1 + 0.4 * s.drawn("unqualified")) for t, s in zip(teachers, sites, strict=True)],
        [max(0, t - 1) for t in teachers],
    )
    rooms = staff.classrooms(REGION, PRIMARY, status, YEAR)
    # The heads of the largest schools teach no class: a class group fewer than teachers there.
    heads = sorted(range(len(sites)), key=lambda i: (-teachers[i], i))[: stock.teachers - rooms.groups]
    groups = [t - (i in set(heads)) for i, t in enumerate(teachers)]
    shared = _capped(
        rooms.double_shift // 2,
        [g * s.quarter.sharing * (1 + 0.5 * s.drawn("sharing")) for g, s in zip(groups, sites, strict=True)],
        [g // 2 for g in groups],
    )
    repeaters = _repeaters(status, pupils, sites)
    found = {}
    for i, site in enumerate(sites):
        x, y = (_at(site, axis) for axis in (0, 1))
        found[site.code] = School(
            site.code, site.district, _name(site), status, x, y, girls[i], pupils[i] - girls[i], before[i],
            repeaters[i], teachers[i], teachers[i] - unqualified[i], groups[i], groups[i] - shared[i],
        )  # fmt: skip
    return found


def _repeaters(status: str, pupils: Sequence[int], sites: Sequence[_Site]) -> list[int]:
    """Repeaters of the region, a smaller share of them in private schools; the two statuses sum to all."""
    every = sum(rolls(YEAR)[REGION, sex][YEAR].repeaters(grade) for sex in SEXES for grade in range(PRIMARY.grades))
    numbers = {s: sum(staff.by_status(REGION, sex, PRIMARY, YEAR)[s] for sex in SEXES) for s in staff.STATUSES}
    totals = share(every, [numbers["public"], 0.7 * numbers["private"]])
    total = totals[staff.STATUSES.index(status)]
    return share(total, [p * (1 + 0.3 * s.drawn("repeaters")) for p, s in zip(pupils, sites, strict=True)])


def _at(site: _Site, axis: int) -> float:
    """East and north of the south-west corner of the region, in km: denser towards the centre of the district."""
    spread = (site.drawn("place", str(axis)) + site.drawn("place again", str(axis))) / 2
    return whole(10 * (site.quarter.centre[axis] + site.quarter.reach * spread)) / 10


def _name(site: _Site) -> str:
    return _names(len(_sites()))[[one.code for one in _sites()].index(site.code)]


@cache
def schools() -> tuple[School, ...]:
    """Every primary school of the region, in the order of its codes."""
    both = {code: school for status in staff.STATUSES for code, school in _by_status(status).items()}
    return tuple(both[site.code] for site in _sites())


def children(district: str, sex: str) -> int:
    """Children of primary age in a district in the last year; the districts of a region sum to it."""
    region = next(one.region for one in DISTRICTS if one.code == district)
    people = censuses(YEAR)[YEAR][region, sex].people
    codes = [one.code for one in DISTRICTS if one.region == region]
    weights = [_CHILDREN.get(code, 1 + 0.35 * noise("children", code)) for code in codes]
    return share(sum(people[age] for age in PRIMARY.official_ages), weights)[codes.index(district)]


@dataclass(frozen=True)
class Return:
    """A form as it was typed: what the school wrote, errors of the school and of the keyboard included."""

    line: int
    code: str
    name: str
    girls: int
    boys: int
    pupils: int
    pupils_2023: int
    repeaters: int
    teachers: int
    qualified: int
    class_groups: int
    rooms: int


def _form(line: int, school: School) -> Return:
    return Return(
        line, school.code, school.name, school.girls, school.boys, school.pupils, school.pupils_2023, school.repeaters,
        school.teachers, school.qualified, school.class_groups, school.rooms,
    )  # fmt: skip


def _damaged(form: Return) -> Return:
    """The errors planted in the returns of the district, one a form; CHECKS.md lists them."""
    match form.line:
        case 1:  # a question left out, typed as zero
            return replace(form, teachers=0, qualified=0)
        case 4:  # two columns exchanged
            return replace(form, repeaters=form.class_groups, class_groups=form.repeaters)
        case 5:  # the figures of another school: more than 40 per cent above the year before
            return replace(form, girls=form.girls + 75, boys=form.boys + 74, pupils=form.pupils + 149)
        case 6:  # a zero too many, in all three figures
            return replace(form, girls=10 * form.girls, boys=10 * form.boys, pupils=10 * form.pupils)
        case 8:
            return replace(form, teachers=10 * form.teachers)
        case 12:  # no pupils were written in: typed as zero
            return replace(form, girls=0, boys=0, pupils=0, repeaters=0)
        case 13:  # two columns exchanged
            return replace(form, teachers=form.qualified, qualified=form.teachers)
        case 16:  # two digits exchanged
            return replace(form, pupils=_exchanged(form.pupils))
        case 19:
            return replace(form, repeaters=10 * form.repeaters)
        case 22:
            return replace(form, rooms=0)
        case 23:
            return replace(form, girls=10 * form.girls)
    return form


def _exchanged(number: int) -> int:
    """The last two digits the other way round."""
    return number - number % 100 + number % 10 * 10 + number // 10 % 10


@cache
def returns() -> tuple[Return, ...]:
    """The forms of the district in the order they were typed; one school stands twice, under a code of its own."""
    forms = [_form(line, one) for line, one in enumerate((s for s in schools() if s.district == DISTRICT), 1)]
    twice = forms[_TWICE - 1]
    again = replace(twice, line=len(forms) + 1, code=f"{DISTRICT}-{len(forms) + 1:03d}", name=_AGAIN)
    return (*map(_damaged, forms), again)
