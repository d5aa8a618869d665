"""A map step's values: villages, sites, travel; what a choice covers and costs, and the best one. kinds room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from xml.sax.saxutils import quoteattr

from lxml import etree

from epm_xblocks.kinds.base import Json, Step
from epm_xblocks.kinds.ranking_step import Figure, figure_of, read_figures
from epm_xblocks.kinds.reading import Reader, plain, plain_number
from epm_xblocks.kinds.rich import EMPTY, Rich, add_rich
from epm_xblocks.planning.mapping import catchments
from epm_xblocks.workbook.refs import Cell

__all__ = [
    "Best",
    "MapStep",
    "Plan",
    "Site",
    "Village",
    "build_step",
    "check_step",
    "named_cells",
    "read_site",
    "read_village",
]

MOST = 12
"""Candidate sites: every choice of them is tried."""
KEPT = 32
"""Best choices kept for the learners' different figures."""
NO_WAY = "-"

Values = Mapping[Cell, float | str | None]


@dataclass(frozen=True)
class Site:
    """Where a school stands (`existing`) or may be built, at a cost; x, y on the map in kilometres or any unit."""

    id: str
    label: str
    x: float
    y: float
    existing: bool = False
    cost: float = 0.0


@dataclass(frozen=True)
class Village:
    """Children of school age (a figure or a given cell), and the travel to each site, None where there is no way."""

    id: str
    label: str
    x: float
    y: float
    children: Figure
    travel: tuple[float | None, ...]
    written: str = ""
    heads: str = ""


@dataclass(frozen=True)
class Plan:
    """What a choice of sites comes to. small: new schools with fewer pupils than the minimum."""

    coverage: float
    cost: float
    small: tuple[str, ...]
    over: bool

    @property
    def holds(self) -> bool:
        """Whether it keeps to the ceiling and to the minimum size."""
        return not self.over and not self.small


@dataclass(frozen=True)
class Best:
    """The first of the choices that cover most among those that hold, and its coverage."""

    sites: tuple[str, ...]
    coverage: float


@dataclass(frozen=True)
class MapStep(Step):
    """A district to map. limit: the norm of travel. ceiling: of the costs. minimum: pupils of a new school.

    floor: coverage in per cent that earns nothing.
    """

    points: float = 1.0
    limit: float = 0.0
    unit: str = "minutes"
    ceiling: float = 0.0
    minimum: float = 0.0
    floor: float = 0.0
    prompt: Rich = EMPTY
    sites: tuple[Site, ...] = ()
    villages: tuple[Village, ...] = ()

    @property
    def out_of(self) -> float:
        """Points of the step."""
        return self.points

    @property
    def key(self) -> Json:
        """The rules of marking, without words."""
        sites = [[one.id, one.existing, one.cost] for one in self.sites]
        villages = [[one.id, str(one.children), one.travel] for one in self.villages]
        return [self.points, self.limit, self.ceiling, self.minimum, self.floor, sites, villages]

    @cached_property
    def candidates(self) -> tuple[str, ...]:
        """Sites without a school, by id."""
        return tuple(one.id for one in self.sites if not one.existing)

    def children(self, values: Values) -> tuple[float, ...] | None:
        """Children by village; None where a cell holds no figure."""
        found = [figure_of(one.children, values) for one in self.villages]
        return tuple(one for one in found if one is not None) if None not in found else None

    def plan(self, chosen: Sequence[str], children: Sequence[float]) -> Plan:
        """What the existing schools and the chosen sites come to together."""
        existing = [at for at, one in enumerate(self.sites) if one.existing]
        new = [at for at, one in enumerate(self.sites) if one.id in chosen and not one.existing]
        travel = [list(one.travel) for one in self.villages]
        made = catchments(travel, list(children), limit=self.limit, open_sites=[*existing, *new])
        cost = sum(self.sites[at].cost for at in new)
        small = tuple(self.sites[at].id for at in new if made.pupils[at] < self.minimum)
        return Plan(float(made.coverage.value or 0.0), cost, small, bool(self.ceiling) and cost > self.ceiling)

    def best(self, children: tuple[float, ...]) -> Best:
        """Every choice of candidates is tried, so the answer is certain; fewer sites come first."""
        if children not in self._found:
            if len(self._found) >= KEPT:
                self._found.clear()
            self._found[children] = self._search(children)
        return self._found[children]

    def share(self, plan: Plan, best: Best) -> float:
        """(coverage - floor) / (best - floor) of a plan that holds, from 0 to 1."""
        if not plan.holds or best.coverage <= self.floor:
            return 0.0
        return min(1.0, max(0.0, (plan.coverage - self.floor) / (best.coverage - self.floor)))

    @cached_property
    def _found(self) -> dict[tuple[float, ...], Best]:
        return {}

    def _search(self, children: tuple[float, ...]) -> Best:
        best = Best((), -1.0)
        costs = {one.id: one.cost for one in self.sites}
        for size in range(len(self.candidates) + 1):
            for chosen in combinations(self.candidates, size):
                if self.ceiling and sum(costs[one] for one in chosen) > self.ceiling:
                    continue
                plan = self.plan(chosen, children)
                if plan.holds and plan.coverage > best.coverage:
                    best = Best(chosen, plan.coverage)
        return best


def read_site(element: etree._Element, reader: Reader) -> Site:
    """A `<site>`."""
    existing = reader.word(element, "existing", ("yes", "no"), "no") == "yes"
    cost = 0.0 if existing else reader.number(element, "cost", 0.0, 0, 1e12)
    return Site(reader.text(element, "id"), reader.required(element, "label"), *_place(element, reader), existing, cost)


def read_village(element: etree._Element, sites: int, reader: Reader) -> Village:
    """A `<village>`: its travel to each site as text, `-` where there is no way."""
    heads = read_figures(element, "children", reader)
    written = " ".join((element.text or "").split())
    travel = [plain_number(token) for token in written.split()]
    name = reader.text(element, "id")
    for token, figure in zip(written.split(), travel, strict=True):
        if figure is None and token != NO_WAY:
            reader.say("map-travel", element, id=name, read=token)
    if len(travel) != sites:
        reader.say("map-lengths", element, id=name, figures=len(travel), sites=sites)
    if len(heads) != 1:
        reader.say("attribute-missing", element, name="children", element="village")
    said = reader.text(element, "children")
    place = _place(element, reader)
    return Village(
        name, reader.required(element, "label"), *place, heads[0] if heads else 0.0, tuple(travel), written, said
    )


def _place(element: etree._Element, reader: Reader) -> tuple[float, float]:
    for name in ("x", "y"):
        reader.required(element, name)
    return reader.number(element, "x", 0.0, -1e6, 1e6), reader.number(element, "y", 0.0, -1e6, 1e6)


def check_step(step: MapStep, element: etree._Element, reader: Reader) -> None:
    """Says where there is nothing to choose, too much to try, or nothing to gain."""
    if len(step.candidates) < 2 or len(step.candidates) > MOST:
        reader.say("map-candidates", element, candidates=len(step.candidates), most=MOST)
    if len(step.villages) < 2:
        reader.say("map-villages", element, villages=len(step.villages))
    if any(finding.severity == "error" for finding in reader.findings):
        return
    children = step.children({})
    if children is not None and step.best(children).coverage <= step.floor:
        reader.say("map-floor", element, best=plain(round(step.best(children).coverage, 2)), floor=plain(step.floor))


def named_cells(step: MapStep) -> Rich:
    """The cells it takes figures from, as a text that names them: so author checks look at them as at any other."""
    cells = [one.children for one in step.villages if isinstance(one.children, Cell)]
    names = [quoteattr(f"'{cell.sheet}'!{cell.a1}") for cell in cells]
    named = "".join(f"<fig of={name}/>" for name in names)
    return Rich(named, step.line) if named else EMPTY


def build_step(step: MapStep) -> etree._Element:
    """The element of a step made by hand."""
    settings = {"kind": step.kind, "id": step.id, "title": step.title, "unit": step.unit}
    for name in ("points", "limit", "ceiling", "minimum", "floor"):
        settings[name] = plain(getattr(step, name))
    element = etree.Element("step", settings)
    add_rich(element, "prompt", step.prompt)
    for one in step.sites:
        told = {"id": one.id, "label": one.label, "x": plain(one.x), "y": plain(one.y)}
        etree.SubElement(element, "site", told | ({"existing": "yes"} if one.existing else {"cost": plain(one.cost)}))
    for village in step.villages:
        told = {"id": village.id, "label": village.label, "x": plain(village.x), "y": plain(village.y)}
        etree.SubElement(element, "village", told | {"children": village.heads}).text = village.written
    return element
