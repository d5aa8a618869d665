"""A learner's road: every way worked out with one set of own figures, when it is asked for. workbook room.

Plain arithmetic is worked out here, all else in one engine run. Arithmetic is trusted for a way only where it gave what
the engine gave on the data of the variant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from epm_xblocks.grading.tolerance import within
from epm_xblocks.workbook.arithmetic import Program, compiled, worked_out
from epm_xblocks.workbook.entries import CellMark
from epm_xblocks.workbook.model import Answer, Cell, Given, Workbook
from epm_xblocks.workbook.plan import Followed, Plan, follow, plan_of
from epm_xblocks.workbook.structure import Structure, Way, shared, structure_of
from epm_xblocks.workbook.values import Values, values_of

__all__ = ["Ground", "Road", "ground_of"]


@dataclass(frozen=True)
class Arithmetic:
    """A way as a function of the figures of `cells`: the answers it reads, then the given cells."""

    program: Program
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Ground:
    """What every road over a variant stands on: known figures (given and right ones), and the ways that need no engine.

    on_data: the value of each way on the data, by the way's number. desks: what is known of each answer cell before, in
    order of calculation.
    fixed: values of the ways that read no answer.
    """

    workbook: Workbook
    known: Mapping[Cell, float]
    on_data: Mapping[int, float | None]
    programs: Mapping[int, Arithmetic]
    desks: Mapping[Cell, Desk]
    fixed: Mapping[int, float | None]


@dataclass(frozen=True, slots=True)
class Desk:
    """What can be said of an answer cell before a learner comes: right values with their widths, and plain marks.

    width: that of the tolerance, None where it depends on the value. ways, slips: those that read answers. alike: the
    cells it reads that have its unit. slip_targets: id, value on the data, width.
    """

    answer: Answer
    width: float | None
    ways: tuple[Way, ...]
    slips: tuple[Way, ...]
    all_slips: tuple[Way, ...]
    alike: frozenset[Cell]
    targets: tuple[tuple[float, float], ...]
    right: CellMark
    wrong: CellMark
    blank: CellMark
    follow_points: float
    slip_targets: tuple[tuple[str, float, float], ...]


def ground_of(workbook: Workbook) -> Ground:
    """The ground of a variant, made at the first call. Raises GateProblem or EngineProblem."""
    if "ground" not in workbook.derived:
        workbook.derived["ground"] = _ground(workbook, structure_of(workbook), values_of(workbook))
    found: Ground = workbook.derived["ground"]
    return found


def _ground(workbook: Workbook, structure: Structure, values: Values) -> Ground:
    kept = shared(workbook)
    if "programs" not in kept:
        kept["programs"] = dict(_programs(workbook, structure))
    known = {cell: float(value) for cell, value in values.givens.items() if isinstance(value, float | int)}
    known.update(values.keys)
    on_data: dict[int, float | None] = {}
    for cell in structure.order:
        for ways, figures in ((structure.ways, values.ways), (structure.slips, values.slips)):
            on_data.update((way.number, value) for way, value in zip(ways[cell], figures[cell], strict=True))
    programs: dict[int, Arithmetic] = kept["programs"]
    agreeing = {way: one for way, one in programs.items() if _agrees(one, known, on_data[way])}
    desks = {cell: _desk(workbook, workbook.answers[cell], structure, on_data) for cell in structure.order}
    fixed = {way.number: on_data[way.number] for way in structure.all_ways() if not way.answers}
    return Ground(workbook, known, on_data, agreeing, desks, fixed)


def _desk(workbook: Workbook, answer: Answer, structure: Structure, on_data: Mapping[int, float | None]) -> Desk:
    ways, slips = structure.ways[answer.ref], structure.slips[answer.ref]
    values = [value for way in ways if (value := on_data[way.number]) is not None]
    relative = answer.tolerance.kind == "relative"
    return Desk(
        answer,
        None if relative else answer.tolerance.width(0.0, answer.decimals),
        tuple(way for way in ways if way.answers),
        tuple(way for way in slips if way.answers),
        slips,
        frozenset(cell for way in ways for cell in way.reads if _unit(workbook, cell) == answer.unit),
        tuple((value, answer.tolerance.width(value, answer.decimals)) for value in values),
        CellMark(answer.ref, "right", round(answer.points, 9), answer.points),
        CellMark(answer.ref, "wrong", 0.0, answer.points),
        CellMark(answer.ref, "blank", 0.0, answer.points),
        round(answer.points * answer.follow_credit, 9),
        tuple(
            (way.slip.id, value, answer.tolerance.width(value, answer.decimals))
            for way in slips
            if way.slip and (value := on_data[way.number]) is not None
        ),
    )


def _unit(workbook: Workbook, cell: Cell) -> str:
    of: Answer | Given = workbook.answers[cell] if cell in workbook.answers else workbook.givens[cell]
    return of.unit


def _programs(workbook: Workbook, structure: Structure) -> dict[int, Arithmetic]:
    """The ways over figures alone that are plain arithmetic."""
    found: dict[int, Arithmetic] = {}
    for way in structure.all_ways():
        givens = [cell for cell in way.givens if not _is_empty(workbook.givens[cell])]
        cells = (*way.answers, *givens)
        program = compiled(way.tree, way.cell.sheet, cells) if way.answers else None
        if program:
            found[way.number] = Arithmetic(program, cells)
    return found


def _is_empty(given: Given) -> bool:
    return given.value is None and not given.formula


def _agrees(one: Arithmetic, known: Mapping[Cell, float], engine: float | None) -> bool:
    """Whether arithmetic gives on the data what the engine gave, both having given something."""
    figures = [known.get(cell) for cell in one.cells]
    if engine is None or None in figures:
        return False
    found = worked_out(one.program, [figure for figure in figures if figure is not None])
    return found is not None and within(found, engine, 1e-9 * abs(engine))


class Road:
    """What every way gives with one learner's figures.

    figures: the learner's, right values where there are none, given ones.
    """

    def __init__(self, ground: Ground, typed: Mapping[Cell, float], half_units: Mapping[Cell, float]) -> None:
        self._ground = ground
        self.figures = {**ground.known, **typed}
        self._half_units = half_units
        self._values: dict[int, float | Road | None] = dict(ground.fixed)
        self._run: Mapping[int, Followed] | None = None

    def value(self, way: Way) -> float | None:
        """What the way gives on this road; on the data where it reads no answer."""
        known = self._values.get(way.number, self)
        if isinstance(known, Road):
            known = self._values[way.number] = self._worked_out(way)
        return known

    def allowance(self, way: Way) -> float:
        """By how much the rounding of the figures it reads can move what the way gives."""
        if not way.answers or not self._half_units:
            return 0.0
        one = self._ground.programs.get(way.number)
        if one is None:
            return self._engine(way).allowance
        value = self.value(way)
        return 0.0 if value is None else self._moved(one, way, value)

    def _worked_out(self, way: Way) -> float | None:
        one = self._ground.programs.get(way.number)
        if one is None:
            return self._engine(way).value
        figures = self.figures
        return worked_out(one.program, [figures[cell] for cell in one.cells])

    def _moved(self, one: Arithmetic, way: Way, value: float) -> float:
        """The sum over typed figures of the larger effect of half a unit up or down."""
        figures = [self.figures[cell] for cell in one.cells]
        total = 0.0
        for place, cell in enumerate(way.answers):
            half = self._half_units.get(cell)
            if half:
                typed = figures[place]
                effect = 0.0
                for moved in (typed + half, typed - half):
                    figures[place] = moved
                    found = worked_out(one.program, figures)
                    if found is not None:
                        effect = max(effect, abs(found - value))
                figures[place] = typed
                total += effect
        return total

    def _engine(self, way: Way) -> Followed:
        if self._run is None:
            plan: Plan = plan_of(self._ground.workbook, self._ground.programs)
            self._run = follow(plan, self._ground.workbook, self.figures, self._half_units)
        return self._run[way.number]
