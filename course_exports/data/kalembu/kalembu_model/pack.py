"""A data pack as read back from its CSV files, and sums over it (data pack)."""

import csv
from functools import cached_property
from pathlib import Path

__all__ = ["Pack"]

Rows = list[dict[str, str]]


class Pack:
    """The files of a folder; `total` sums a column over the rows that match, as the tables of a case do."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._rows: dict[str, Rows] = {}
        self._sums: dict[tuple[str, str, tuple[str, ...]], dict[tuple[str, ...], int]] = {}

    def rows(self, name: str) -> Rows:
        """The rows of `name`.csv, as text."""
        if name not in self._rows:
            with (self.folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
                self._rows[name] = list(csv.DictReader(file))
        return self._rows[name]

    def sums(self, name: str, column: str, *keys: str) -> dict[tuple[str, ...], int]:
        """Sums of a column by every combination of the keys."""
        if (name, column, keys) not in self._sums:
            result: dict[tuple[str, ...], int] = {}
            for row in self.rows(name):
                key = tuple(row[k] for k in keys)
                result[key] = result.get(key, 0) + int(row[column])
            self._sums[name, column, keys] = result
        return self._sums[name, column, keys]

    def total(self, name: str, column: str, **where: object) -> int:
        """Sum of a column over the rows where every named column has the given value; 0 where none has."""
        keys = tuple(sorted(where))
        return self.sums(name, column, *keys).get(tuple(str(where[k]) for k in keys), 0)

    def values(self, name: str, column: str) -> list[str]:
        """The different values of a column, in order of appearance."""
        return list(dict.fromkeys(row[column] for row in self.rows(name)))

    @cached_property
    def years(self) -> list[int]:
        return [int(year) for year in self.values("enrolment", "year")]

    @cached_property
    def regions(self) -> list[str]:
        return self.values("regions", "code")
