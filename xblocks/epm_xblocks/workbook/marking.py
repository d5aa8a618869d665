"""Marking a workbook: right, right method with own figures, known slip, wrong … workbook room."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from epm_xblocks.grading.mark import OFF_THE_ROAD, State, total
from epm_xblocks.grading.tolerance import within
from epm_xblocks.workbook.entries import CellMark, Entry, EntryKind, SheetMark
from epm_xblocks.workbook.figures import BLANK, Figures, figures_of
from epm_xblocks.workbook.followthrough import PERCENT_SLIPS, Judge, Match, is_scaled
from epm_xblocks.workbook.model import Answer, Cell, Workbook
from epm_xblocks.workbook.road import Desk, Ground, Road, ground_of
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
        road = Road(ground, self._figures.typed, self._figures.half_units)
        self._judge = Judge(workbook, structure, ground, self._figures, self._marks, road)

    def sheet(self) -> SheetMark:
        marks, figures, plain = self._marks, self._figures.typed, self._plain()
        for cell, desk in self._ground.desks.items():
            marks[cell] = self._by_value(desk, figures[cell]) if cell in plain else self._mark(desk)
        first = next((cell for cell, one in marks.items() if one.state in OFF_THE_ROAD), None)
        points = total(one.points for one in marks.values())
        return SheetMark(marks, points, self._workbook.out_of, first)

    def _plain(self) -> Collection[Cell]:
        """The cells whose figure alone is judged, however it was come by."""
        asked = {cell for cell, answer in self._workbook.answers.items() if answer.mode == "formula"}
        return self._figures.typed.keys() - asked - self._typed.methods.keys()

    def _mark(self, desk: Desk) -> CellMark:
        answer = desk.answer
        entry = self._typed.entries.get(answer.ref, BLANK)
        figure = self._figures.typed.get(answer.ref)
        method = self._typed.methods.get(answer.ref)
        if method is not None:
            return self._by_method(desk, figure, method)
        if figure is None:
            if entry.kind == "blank":
                return desk.blank
            reason = entry.reason or {"ambiguous": "ambiguous", "number": "too-large"}.get(entry.kind, "")
            said = self._typed.said(answer.ref)
            return CellMark(answer.ref, "unread", 0.0, answer.points, reason=reason, values=said)
        found = self._by_value(desk, figure)
        return self._unexplained_method(answer, found) if answer.mode == "formula" else found

    def _by_value(self, desk: Desk, figure: float) -> CellMark:
        for value, width in desk.targets:
            if within(figure, value, width):
                return desk.right
        on_data = self._slip_on_data(desk, figure)
        followed = self._judge.consistent(desk, figure)
        if followed and followed.sound:
            return self._consistent(desk, followed)
        if on_data is not None:
            return self._slip(desk.answer, on_data)
        if followed:
            return self._give(desk.answer, "unexplained", desk.answer.unexplained_credit)
        slip = self._judge.slip(desk, figure)
        if slip and slip.slip:
            return self._slip(desk.answer, slip.slip, slip.stood_in)
        return desk.wrong

    def _slip_on_data(self, desk: Desk, figure: float) -> str | None:
        """The id of the slip that gives this figure on the data alone."""
        for name, value, width in desk.slip_targets:
            if within(figure, value, width):
                return name
        if desk.answer.unit == "percent":
            half = self._figures.half_units.get(desk.answer.ref, 0.0)
            for way in self._structure.ways[desk.answer.ref]:
                for built_in, factor in PERCENT_SLIPS:
                    if is_scaled(desk.answer, figure, half, self._ground.on_data[way.number], factor):
                        return built_in
        return None

    def _give(self, answer: Answer, state: State, share: float) -> CellMark:
        return CellMark(answer.ref, state, round(answer.points * share, 9), answer.points)

    def _consistent(self, desk: Desk, match: Match) -> CellMark:
        own, answer = self._judge.own(match, self._text), desk.answer
        return CellMark(answer.ref, "consistent", desk.follow_points, answer.points, own, None, match.stood_in)

    def _text(self, cell: Cell) -> str:
        return self._typed.entries[cell].text

    def _slip(self, answer: Answer, name: str, stood_in: tuple[Cell, ...] = ()) -> CellMark:
        named = next((slip.credit for slip in answer.slips if slip.id == name), answer.percent_slip_credit)
        points = round(answer.points * named, 9)
        return CellMark(answer.ref, "slip", points, answer.points, slip=name, stood_in=stood_in)

    def _by_method(self, desk: Desk, figure: float | None, method: str) -> CellMark:
        """A formula judged by what it does: `method` is "" for a right way, else the id of a slip."""
        answer = desk.answer
        leaning = self._typed.leaning.get(answer.ref, ())
        if method:
            return self._slip(answer, method, leaning)
        if leaning:
            return CellMark(answer.ref, "consistent", desk.follow_points, answer.points, stood_in=leaning)
        found = self._by_value(desk, figure) if figure is not None else desk.right
        return found if found.state == "consistent" else desk.right

    def _unexplained_method(self, answer: Answer, found: CellMark) -> CellMark:
        """Where the method is asked for, a fitting figure without it is not explained by anything."""
        if found.state not in ("right", "consistent"):
            return found
        reason = "formula-method" if answer.ref in self._typed.methods else "formula-wanted"
        points = round(answer.points * answer.unexplained_credit, 9)
        return CellMark(answer.ref, "unexplained", points, answer.points, reason=reason)
