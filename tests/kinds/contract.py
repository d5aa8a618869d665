"""Samples of the contract test: tests/kinds/contract/<kind>.xml holds a step, its secrets, and what the key shows.

`<sample><step …/><secret>31.7501</secret>…<revealed>"B5": "31,75"</revealed><hostile>{"cells": {}}</hostile></sample>`
Texts that a learner may read hold SHOWN, those of the key SECRET.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from epm_xblocks.safe_xml import outer, parse

FOLDER = Path(__file__).parent / "contract"
ALWAYS = ("SECRET", "credit", "slip", "tolerance")
"""What no view holds, whatever the kind."""


@dataclass(frozen=True)
class Contract:
    """A step as OLX, texts of its key, what of them a revealed view holds, JSON that its answers may look like."""

    step: str
    secrets: tuple[str, ...]
    revealed: str
    hostile: tuple[str, ...]


def contract(kind: str) -> Contract:
    """The sample of a kind."""
    root = parse((FOLDER / f"{kind}.xml").read_bytes(), file=f"{kind}.xml")
    told = {tag: tuple(str(node.text) for node in root.iter(tag)) for tag in ("secret", "revealed", "hostile")}
    return Contract(outer(root.find("step")), (*ALWAYS, *told["secret"]), told["revealed"][0], told["hostile"])
