"""Marking a workbook: right, right method with own figures, known slip, wrong … workbook room."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from epm_xblocks.grading.mark import OFF_THE_ROAD, State, total
from epm_xblocks.grading.tolerance import within
from epm_xblocks.workbook.entries import CellMark, Entry, EntryKind, SheetMark
from epm_xblocks.workbook.figures import BLANK, Figures, figures_of
from epm_xblocks.workbook.followthrough import PERCENT_SLIPS, Judge, Match, is_scaled
from epm_xblocks.workbook.model import Answer, Cell, Workbook
from epm_xblocks.workbook.road import Ground, Road, ground_of
from epm_xblocks.workbook.structure import Structure, structure_of
from epm_xblocks.workbook.typed import Typed, read_formulas

__all__ = ["CellMark", "Entry", "EntryKind", "SheetMark", "mark"]


def mark(workbook: Workbook, entries: Mapping[Cell, Entry], *, lang: str | None = None) -> SheetMark:
    """The mark of every answer cell.

    entries: what was read from the learner's cells; missing ones are blank, others than answer cells are left out.
    lang: the language of typed formulas whose entry names none (default English).
    Raises GateProblem or EngineProblem only where the authored workbook itself cannot be worked out.
    """
    structure = structure_of(workbook)
    typed = read_formulas(workbook, entries, lang or "en")
    return _Marking(workbook, structure, ground_of(workbook), typed).sheet()


class _Marking:
    """One marking of one learner's figures."""

    def __init__(self, workbook: Workbook, structure: Structure, ground: Ground, typed: Typed) -> None:
        self._workbook = workbook
        self._structure = structure
        self._ground = ground
        self._typed = typed
        self._figures: Figures = figures_of(workbook, typed.entries)
        self._marks: dict[Cell, CellMark] = {}
        self._on_data: dict[Cell, str | None] = {}
        road = Road(ground, self._figures.typed, self._figures.half_units)
        self._judge = Judge(workbook, structure, ground, self._figures, self._marks, road)

    def sheet(self) -> SheetMark:
        on_data, marks, desks = self._on_data, self._marks, self._ground.desks
        on_data.update((cell, self._judged_on_data(cell, figure)) for cell, figure in self._figures.typed.items())
        plain = self._plain()
        for cell in self._structure.order:
            if cell not in plain:
                marks[cell] = self._mark(self._workbook.answers[cell])
            elif on_data[cell] == "right":
                marks[cell] = desks[cell].right
            else:
                marks[cell] = self._by_value(self._workbook.answers[cell], self._figures.typed[cell])
        first = next((cell for cell in self._structure.order if marks[cell].state in OFF_THE_ROAD), None)
        points = total(one.points for one in self._marks.values())
        return SheetMark(self._marks, points, self._workbook.out_of, first)

    def _plain(self) -> Collection[Cell]:
        """The cells whose figure alone is judged, however it was come by."""
        asked = {cell for cell, answer in self._workbook.answers.items() if answer.mode == "formula"}
        return self._figures.typed.keys() - asked - self._typed.methods.keys()

    def _mark(self, answer: Answer) -> CellMark:
        entry = self._typed.entries.get(answer.ref, BLANK)
        figure = self._figures.typed.get(answer.ref)
        method = self._typed.methods.get(answer.ref)
        if method is not None:
            return self._by_method(answer, figure, method)
        if figure is None:
            if entry.kind == "blank":
                return self._ground.desks[answer.ref].blank
            reason = entry.reason or {"ambiguous": "ambiguous", "number": "too-large"}.get(entry.kind, "")
            said = self._typed.said(answer.ref)
            return CellMark(answer.ref, "unread", 0.0, answer.points, reason=reason, values=said)
        found = self._by_value(answer, figure)
        return self._unexplained_method(answer, found) if answer.mode == "formula" else found

    def _by_value(self, answer: Answer, figure: float) -> CellMark:
        on_data = self._on_data[answer.ref]
        if on_data == "right":
            return self._ground.desks[answer.ref].right
        followed = self._judge.consistent(answer, figure)
        if followed and followed.sound:
            return self._consistent(answer, followed)
        if on_data is not None:
            return self._slip(answer, on_data)
        if followed:
            return self._give(answer, "unexplained", answer.unexplained_credit)
        slip = self._judge.slip(answer, figure)
        if slip and slip.slip:
            return self._slip(answer, slip.slip, slip.stood_in)
        return self._ground.desks[answer.ref].wrong

    def _judged_on_data(self, cell: Cell, figure: float) -> str | None:
        """`right`, the id of the slip that gives this figure on the data alone, or None."""
        for value, width in self._ground.desks[cell].targets:
            if within(figure, value, width):
                return "right"
        return self._slip_on_data(self._workbook.answers[cell], figure)

    def _slip_on_data(self, answer: Answer, figure: float) -> str | None:
        for name, value, width in self._ground.desks[answer.ref].slip_targets:
            if within(figure, value, width):
                return name
        if answer.unit == "percent":
            half = self._figures.half_units.get(answer.ref, 0.0)
            for way in self._structure.ways[answer.ref]:
                for built_in, factor in PERCENT_SLIPS:
                    if is_scaled(answer, figure, half, self._ground.on_data[way.number], factor):
                        return built_in
        return None

    def _give(self, answer: Answer, state: State, share: float) -> CellMark:
        return CellMark(answer.ref, state, round(answer.points * share, 9), answer.points)

    def _consistent(self, answer: Answer, match: Match) -> CellMark:
        own = self._judge.own(match, self._text)
        points = self._ground.desks[answer.ref].follow_points
        return CellMark(answer.ref, "consistent", points, answer.points, own, None, match.stood_in)

    def _text(self, cell: Cell) -> str:
        return self._typed.entries[cell].text

    def _slip(self, answer: Answer, name: str, stood_in: tuple[Cell, ...] = ()) -> CellMark:
        named = next((slip.credit for slip in answer.slips if slip.id == name), answer.percent_slip_credit)
        points = round(answer.points * named, 9)
        return CellMark(answer.ref, "slip", points, answer.points, slip=name, stood_in=stood_in)

    def _by_method(self, answer: Answer, figure: float | None, method: str) -> CellMark:
        """A formula judged by what it does: `method` is "" for a right way, else the id of a slip."""
        leaning = self._typed.leaning.get(answer.ref, ())
        if method:
            return self._slip(answer, method, leaning)
        if leaning:
            points = self._ground.desks[answer.ref].follow_points
            return CellMark(answer.ref, "consistent", points, answer.points, stood_in=leaning)
        right = self._ground.desks[answer.ref].right
        found = self._by_value(answer, figure) if figure is not None else right
        return found if found.state == "consistent" else right

    def _unexplained_method(self, answer: Answer, found: CellMark) -> CellMark:
        """Where the method is asked for, a fitting figure without it is not explained by anything."""
        if found.state not in ("right", "consistent"):
            return found
        reason = "formula-method" if answer.ref in self._typed.methods else "formula-wanted"
        points = round(answer.points * answer.unexplained_credit, 9)
        return CellMark(answer.ref, "unexplained", points, answer.points, reason=reason)
