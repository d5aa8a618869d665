"""The workbook that comes back: answers found by name, then by address; values and formulas. workbook room.

Answer cells are found by their hidden names, so that rows and columns inserted by the learner do no harm; where a
program dropped the names, by sheet and address. No formula is evaluated here (see xlsx_missing) and none reaches the
engine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from epm_xblocks.findings import Finding, Place
from epm_xblocks.workbook.refs import Cell, a1_of, position
from epm_xblocks.workbook.xlsx_book import Book, read_book, texts
from epm_xblocks.workbook.xlsx_names import NAMED_STAMP, STAMP_SHEET
from epm_xblocks.workbook.xlsx_sheet import Raw, Sheet, read_sheet
from epm_xblocks.workbook.xlsx_values import Value, value_of
from epm_xblocks.workbook.xlsx_zip import Archive, FileProblem, Limits, open_archive

__all__ = ["AnswerPlace", "FileProblem", "Limits", "Upload", "Value", "WorkFile", "read_file"]


@dataclass(frozen=True, slots=True)
class AnswerPlace:
    """A cell of the case in a file: its hidden name (see `cell_names`) and its unit."""

    name: str
    unit: str = ""


class WorkFile:
    """An open file: its skeleton, and its sheets, each read when first asked for."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.book: Book = read_book(archive)
        self._sheets: dict[str, Sheet] = {}

    def sheet(self, name: str, wanted: frozenset[tuple[int, int]] = frozenset()) -> Sheet:
        """A sheet by its name in the file. Raises FileProblem."""
        if name not in self._sheets:
            self._sheets[name] = read_sheet(self.archive, self.book.sheets[name], wanted)
        return self._sheets[name]

    def percent_shown(self, cell: Cell) -> bool:
        """Whether a cell is shown as per cent. Raises FileProblem."""
        raw = self.sheet(cell.sheet).cells.get(position(cell.a1)) if cell.sheet in self.book.sheets else None
        return raw is not None and self.book.shown(raw.style) == "percent"

    def values(self, cells: Mapping[Cell, Raw]) -> dict[Cell, Value]:
        """What these cells say, shared texts looked up together. Raises FileProblem."""
        numbers = {number for raw in cells.values() if (number := raw.shared_text) is not None}
        shared = texts(self.archive, self.book, numbers)
        return {
            cell: value_of(
                raw, self.sheet(cell.sheet).formula(position(cell.a1)), self.book.shown(raw.style), cell, shared
            )
            for cell, raw in cells.items()
        }


@dataclass(frozen=True)
class Upload:
    """What was read. cells: every answer cell asked for. stamps: texts of the stamp, from each place that has one.

    notes: codes upload-sheet-missing (`sheet`) · upload-cell-gone (the learner deleted it) ·
    and those of xlsx_missing. moved: cells of the file to the cells of the case they stand for, given cells included.
    units: of the given cells.
    """

    cells: Mapping[Cell, Value]
    stamps: tuple[str, ...]
    notes: tuple[Finding, ...]
    moved: Mapping[Cell, Cell]
    units: Mapping[Cell, str]
    file: WorkFile = field(repr=False, compare=False)


def read_file(
    data: bytes,
    answers: Mapping[Cell, AnswerPlace],
    limits: Limits | None = None,
    *,
    givens: Mapping[Cell, AnswerPlace] | None = None,
) -> Upload:
    """Reads an uploaded workbook; raises FileProblem for every file that cannot be one, and nothing else.

    givens: the case's given cells, needed only to carry formulas back to the case's own addresses (`xlsx_answers`).
    """
    file = WorkFile(open_archive(data, limits or Limits()))
    notes: list[Finding] = []
    spots = _located(file.book, answers, notes)
    cells = _read(file, spots)
    moved = {spot: cell for cell, spot in spots.items()}
    moved |= {spot: cell for cell, spot in _located(file.book, givens or {}, []).items() if spot not in moved}
    units = {cell: place.unit for cell, place in (givens or {}).items()}
    found = {cell: cells.get(spots[cell], Value(at=spots[cell])) if cell in spots else Value() for cell in answers}
    return Upload(found, _stamps(file), tuple(notes), moved, units, file)


def _located(book: Book, answers: Mapping[Cell, AnswerPlace], notes: list[Finding]) -> dict[Cell, Cell]:
    """Where each cell of the case lies in the file."""
    spots: dict[Cell, Cell] = {}
    taken: set[Cell] = set()
    missing: set[str] = set()
    for cell, place in answers.items():
        spot = _spot(book, cell, place, notes)
        if spot is None or book.sheet(spot.sheet) is None:
            if spot is not None and cell.sheet not in missing:
                missing.add(cell.sheet)
                notes.append(Finding("upload-sheet-missing", {"sheet": cell.sheet}, Place(sheet=cell.sheet), "warning"))
            continue
        spot = _spelled(spot, book)
        if spot in taken:
            notes.append(Finding("upload-cell-gone", {}, Place(sheet=cell.sheet, cell=cell.a1), "warning"))
            continue
        taken.add(spot)
        spots[cell] = spot
    return spots


def _spot(book: Book, cell: Cell, place: AnswerPlace, notes: list[Finding]) -> Cell | None:
    name = place.name.casefold()
    if name not in book.names:
        return cell
    spot = book.names[name]
    if spot is None:
        notes.append(Finding("upload-cell-gone", {}, Place(sheet=cell.sheet, cell=cell.a1), "warning"))
    return spot


def _spelled(cell: Cell, book: Book) -> Cell:
    """The cell with its sheet as the file spells it."""
    return Cell(book.sheet(cell.sheet) or cell.sheet, cell.a1)


def _read(file: WorkFile, spots: Mapping[Cell, Cell]) -> dict[Cell, Value]:
    wanted: dict[str, set[tuple[int, int]]] = {}
    for spot in spots.values():
        wanted.setdefault(spot.sheet, set()).add(position(spot.a1))
    raws: dict[Cell, Raw] = {}
    for name, places in wanted.items():
        sheet = file.sheet(name, frozenset(places))
        raws |= {Cell(name, a1_of(*place)): sheet.cells[place] for place in sorted(places) if place in sheet.cells}
    return file.values(raws)


def _stamps(file: WorkFile) -> tuple[str, ...]:
    """The stamp's text from the hidden cell and from the document property, as far as they are there."""
    spot = file.book.names.get(NAMED_STAMP) or Cell(STAMP_SHEET, "A1")
    spot = _spelled(spot, file.book)
    hidden = ""
    if spot.sheet in file.book.sheets:
        raw = file.sheet(spot.sheet).cells.get(position(spot.a1))
        said = file.values({spot: raw})[spot].value if raw else None
        hidden = said.strip()[:1024] if isinstance(said, str) else ""
    return tuple(text for text in (hidden, file.book.stamp) if text)


def with_values(upload: Upload, cells: Mapping[Cell, Value], notes: tuple[Finding, ...]) -> Upload:
    """The upload with some cells replaced and notes added."""
    return replace(upload, cells={**upload.cells, **cells}, notes=(*upload.notes, *notes))
