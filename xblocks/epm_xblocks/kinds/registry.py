"""The step kinds, one line each. kinds room."""

from __future__ import annotations

from collections.abc import Mapping

from epm_xblocks.kinds.base import Kind
from epm_xblocks.kinds.census import Census
from epm_xblocks.kinds.choice import Choice
from epm_xblocks.kinds.decision import Decision
from epm_xblocks.kinds.diagram import Diagram
from epm_xblocks.kinds.map import Map
from epm_xblocks.kinds.matching import Matching
from epm_xblocks.kinds.portfolio import Portfolio
from epm_xblocks.kinds.ranking import RankingKind
from epm_xblocks.kinds.scenario import Scenario
from epm_xblocks.kinds.worksheet import Worksheet
from epm_xblocks.kinds.written import Written

__all__ = ["KINDS"]

KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Worksheet(),
        Choice(),
        Written(),
        Scenario(),
        Matching(),
        RankingKind(),
        Census(),
        Decision(),
        Map(),
        Diagram(),
        Portfolio(),
    )
}
"""By the word in `<step kind="…">`."""
