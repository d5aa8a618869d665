"""The planted faults as data: one TOML a room in `faults/`. tests/mutants."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

__all__ = ["FAULTS", "Fault", "Moved"]

HERE = Path(__file__).parent
JUDGE = re.compile(r"(?P<file>tests/[\w/]+\.py)(?:::\w+)*?(?:::(?P<name>\w+))?(?:\[.*\])?")
"""The node of a test: its file, and the name of the class or function where one is named."""


class Moved(Exception):
    """The text that a fault replaces is not there once: the sentence says what to correct."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A small change of our code that must make a test fail.

    id: room and name. breaks: what goes wrong, in a sentence. file: from the root of the repository. old, new: a text
    that occurs there exactly once, and what is planted in its place. test: the node that must fail. quick: whether
    `make test` plants it too.
    """

    id: str
    breaks: str
    file: str
    old: str
    new: str
    test: str
    quick: bool = False

    def planted(self, text: str) -> str:
        """The text of the file with the fault in it. Raises Moved."""
        count = text.count(self.old)
        if count != 1:
            room = self.id.partition(".")[0]
            raise Moved(
                f"{self.id}: {self.file} has {count} places that read {self.old!r}, wanted is 1. "
                f"The code has changed: correct `old` and `new` in tests/mutants/faults/{room}.toml."
            )
        return text.replace(self.old, self.new)

    def judged_by(self, node: str) -> bool:
        """Whether a test is the judge of this fault, or one case of it."""
        return node == self.test or node.startswith((f"{self.test}[", f"{self.test}::"))


def _table() -> tuple[Fault, ...]:
    found = []
    for path in sorted((HERE / "faults").glob("*.toml")):
        for name, row in tomllib.loads(path.read_text("utf-8")).items():
            found.append(Fault(id=f"{path.stem}.{name}", **row))
    return tuple(found)


FAULTS = _table()
"""Every planted fault, by room."""
