"""Formulas that a file brings without their results, evaluated among the file's own cells. workbook room.

Programs that write workbooks without calculating (and some phones) leave results out. The answer cells' formulas, and
what they read on any sheet of the learner's file, pass the gate and are evaluated in a workbook that holds no key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from epm_xblocks.findings import Finding, Place
from epm_xblocks.workbook.engine import CellError, Content, Formula, evaluate, formula_of
from epm_xblocks.workbook.gate import MAX_AREA, MAX_WORK_IN_ALL, bound_texts, weigh
from epm_xblocks.workbook.graph import in_order
from epm_xblocks.workbook.problems import EngineProblem, GateProblem
from epm_xblocks.workbook.refs import Area, Cell, a1_of, position
from epm_xblocks.workbook.tree import Node, areas, mapped
from epm_xblocks.workbook.values import inside
from epm_xblocks.workbook.xlsx_in import Upload, Value, WorkFile, with_values
from epm_xblocks.workbook.xlsx_sheet import Raw
from epm_xblocks.workbook.xlsx_zip import FileProblem

__all__ = ["evaluate_missing"]

_Result = float | str | bool | CellError | None
_TRIES = 4
_ERROR = Formula("=NA()")
_ENGINE = Finding("upload-formula-engine")


def evaluate_missing(upload: Upload) -> Upload:
    """The upload with every formula evaluated whose result the file lacks; never raises.

    Cells that cannot be evaluated stay without value; a note says why: a refusal of the gate, with its values and the
    cell of the file at fault · a code of FileProblem · upload-formula-limit (`limit`) · upload-formula-engine.
    """
    missing = {cell: value for cell, value in upload.cells.items() if value.formula and not value.cached and value.at}
    if not missing:
        return upload
    run = _Run(upload.file)
    for value in missing.values():
        if value.at is not None:
            run.collect(value.at)
    found = run.evaluated()
    cells: dict[Cell, Value] = {}
    notes: list[Finding] = []
    for cell, value in missing.items():
        at = value.at or cell
        if at in found:
            cells[cell] = _with_result(value, found[at])
        else:
            why = run.refused.get(at, _ENGINE)
            notes.append(replace(why, place=Place(sheet=cell.sheet, cell=cell.a1), severity="warning"))
    return with_values(upload, cells, tuple(notes))


def _with_result(value: Value, result: _Result) -> Value:
    if isinstance(result, CellError):
        return replace(value, cached=True, error=result.code)
    return replace(value, cached=True, value=0.0 if result is None else result)


@dataclass
class _Run:
    """The cells that an evaluation needs: formulas without result, and what they read."""

    file: WorkFile
    trees: dict[Cell, Node] = field(default_factory=dict)
    reads: dict[Cell, list[Cell]] = field(default_factory=dict)
    contents: dict[Cell, Raw] = field(default_factory=dict)
    refused: dict[Cell, Finding] = field(default_factory=dict)
    work: int = 0

    def collect(self, start: Cell) -> None:
        """Adds a cell and all it reads."""
        limits = self.file.archive.limits
        waiting = [start]
        while waiting:
            cell = waiting.pop()
            if cell in self.trees or cell in self.contents or cell in self.refused:
                continue
            too_many = len(self.trees) >= limits.formulas or len(self.contents) >= limits.read
            if too_many or self.work > MAX_WORK_IN_ALL:
                self.refused[start] = Finding("upload-formula-limit", {"limit": limits.formulas})
                self.trees.pop(start, None)
                return
            waiting.extend(self._add(cell))

    def _add(self, cell: Cell) -> list[Cell]:
        """Takes a cell in; gives the cells that it reads."""
        sheet = self.file.sheet(cell.sheet)
        raw = sheet.cells.get(position(cell.a1))
        if raw is None or raw.formula is None or raw.text:
            if raw is not None:
                self.contents[cell] = raw
            return []
        try:
            tree = _spelled(sheet.tree(position(cell.a1)), self.file)
            self.work += weigh(tree, cell.sheet, tuple(self.file.book.sheets))
            if self.work > MAX_WORK_IN_ALL:
                return []
            found = [spot for area in areas(tree, cell.sheet) for spot in self._cells(area)]
        except (GateProblem, FileProblem) as refusal:
            self.refused[cell] = refusal.finding()
            return []
        self.trees[cell] = tree
        self.reads[cell] = found
        return found

    def _cells(self, area: Area) -> list[Cell]:
        """The cells of a rectangle that hold something; the smaller of the two is searched."""
        cells = self.file.sheet(area.sheet).cells
        if area.size <= min(MAX_AREA, len(cells)):
            spots = [
                (row, column) for row in range(area.top, area.bottom + 1) for column in range(area.left, area.right + 1)
            ]
            return [Cell(area.sheet, a1_of(*spot)) for spot in spots if spot in cells]
        return [
            Cell(area.sheet, a1_of(row, column))
            for row, column in cells
            if area.top <= row <= area.bottom and area.left <= column <= area.right
        ]

    def evaluated(self) -> dict[Cell, _Result]:
        """The results; what was refused, and whatever reads it, is left out."""
        sheets = tuple(self.file.book.sheets)
        names = {sheet: f"W{number}" for number, sheet in enumerate(sheets)}
        inputs = self._inputs()
        texts = {cell: content for cell, content in inputs.items() if isinstance(content, str)}
        for _ in range(_TRIES):
            self._drop_readers()
            reads = {cell: [one for one in self.reads[cell] if one in self.trees] for cell in self.trees}
            try:
                order = in_order(reads, sheets)
                bound_texts(self.trees, order, texts)
            except GateProblem as refusal:
                cell = Cell(refusal.place.sheet, refusal.place.cell)
                self._refuse(cell, refusal.finding())
                continue
            grid: dict[str, dict[str, Content]] = {name: {} for name in names.values()}
            for cell, content in inputs.items():
                grid[names[cell.sheet]][cell.a1] = content
            for cell in order:
                grid[names[cell.sheet]][cell.a1] = formula_of(inside(self.trees[cell], cell.sheet, names))
            return self._results(grid, names)
        return {}

    def _refuse(self, cell: Cell, why: Finding) -> None:
        """Takes out the formula at fault; all of them where it cannot be told which."""
        for one in [cell] if cell in self.trees else list(self.trees):
            self.refused[one] = why
            self.trees.pop(one)

    def _results(self, grid: dict[str, dict[str, Content]], names: Mapping[str, str]) -> dict[Cell, _Result]:
        try:
            found = evaluate(grid)
        except EngineProblem:
            self.refused.update((cell, _ENGINE) for cell in self.trees)
            return {}
        return {cell: found[names[cell.sheet]][cell.a1] for cell in self.trees}

    def _inputs(self) -> dict[Cell, Content]:
        inputs: dict[Cell, Content] = {}
        for cell, value in self.file.values(self.contents).items():
            if value.error:
                inputs[cell] = _ERROR
            elif value.value is not None:
                inputs[cell] = value.value
        return inputs

    def _drop_readers(self) -> None:
        """Takes out every formula that reads a refused one, however far away."""
        readers: dict[Cell, list[Cell]] = {}
        for cell in self.trees:
            for source in self.reads[cell]:
                readers.setdefault(source, []).append(cell)
        waiting = list(self.refused)
        while waiting:
            source = waiting.pop()
            for cell in readers.get(source, ()):
                if self.trees.pop(cell, None) is not None:
                    self.refused[cell] = self.refused[source]
                    waiting.append(cell)


def _spelled(tree: Node, file: WorkFile) -> Node:
    """The formula with sheets as the file spells them."""
    return mapped(tree, lambda ref: replace(ref, sheet=file.book.sheet(ref.sheet) or ref.sheet) if ref.sheet else ref)
