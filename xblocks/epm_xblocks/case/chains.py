"""Figures that a case takes from the learner's own results of an earlier case. case room.

`<chain case="flow-rates" step="rates" cells="B4:D9" into="Data!B4:D9"/>` names answer cells of the earlier case and the
given cells they replace. What a learner takes is named in the answers, `{"@from": {"flow-rates": receipt}}`: a receipt
is a submission that never changes, so that marks stay recomputable. Without one the authored figures stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from epm_xblocks import numerals
from epm_xblocks.case.model import Case, Chain
from epm_xblocks.findings import Finding, Place, Problem
from epm_xblocks.workbook.model import Cell, Workbook
from epm_xblocks.workbook.refs import parse_area
from epm_xblocks.workbook.values import key_values

__all__ = ["FROM", "check_chains", "check_course", "chosen", "figures_in", "pairs", "taken", "with_figures"]

FROM = "@from"
"""The member of the answers that names receipts; no step can have this id."""
LARGEST = 2_000
"""Cells of one chain."""
KEPT = 256
"""Workbooks with figures of earlier cases that are kept ready, a case."""


def chosen(case: Case, answers: object) -> dict[str, str]:
    """Earlier cases and the receipts the answers name for them; what this case does not chain is left out."""
    told = answers.get(FROM) if isinstance(answers, Mapping) else None
    if not isinstance(told, Mapping):
        return {}
    known = {chain.case for chain in case.chains}
    return {str(name): text for name, text in told.items() if name in known and isinstance(text, str) and text}


def pairs(chain: Chain) -> Iterable[tuple[str, Cell]]:
    """The earlier case's cells (A1) and the given cells they replace, in reading order. Raises Problem."""
    source, into = parse_area(chain.cells, "Sheet"), parse_area(chain.into, "")
    if (source.bottom - source.top, source.right - source.left) != (into.bottom - into.top, into.right - into.left):
        raise Problem("chain-shape", cells=chain.cells, into=chain.into)
    if source.size > LARGEST:
        raise Problem("chain-shape", cells=chain.cells, into=chain.into)
    return zip((cell.a1 for cell in source.cells()), into.cells(), strict=True)


def figures_in(detail: object) -> dict[str, dict[str, float]]:
    """The learner's figures in a mark's stored detail, by step and cell; cells that hold none are left out."""
    steps = detail.get("steps") if isinstance(detail, Mapping) else None
    found: dict[str, dict[str, float]] = {}
    for name, step in steps.items() if isinstance(steps, Mapping) else ():
        told = step.get("detail") if isinstance(step, Mapping) else None
        cells = told.get("cells") if isinstance(told, Mapping) else None
        for a1, cell in cells.items() if isinstance(cells, Mapping) else ():
            value = cell.get("value") if isinstance(cell, Mapping) else None
            if isinstance(value, float | int) and not isinstance(value, bool):
                found.setdefault(str(name), {})[str(a1)] = float(value)
    return found


def taken(case: Case, figures: Mapping[str, Mapping[str, Mapping[str, float]]]) -> dict[Cell, float]:
    """The given cells that hold figures of earlier cases: `figures` by case, step and cell."""
    found: dict[Cell, float] = {}
    for chain in case.chains:
        own = figures.get(chain.case, {}).get(chain.step, {})
        found |= {into: own[a1] for a1, into in pairs(chain) if a1 in own}
    return found


def with_figures(workbook: Workbook, figures: Mapping[Cell, float]) -> Workbook:
    """The workbook with these given figures, kept beside the one they replace."""
    if not figures:
        return workbook
    kept: dict[object, Workbook] = workbook.derived.setdefault("chained", {})
    name = tuple(sorted((str(cell), value) for cell, value in figures.items()))
    if name not in kept:
        if len(kept) >= KEPT:
            kept.clear()
        own = {cell: replace(workbook.givens[cell], value=value) for cell, value in figures.items()}
        kept[name] = replace(workbook, givens={**workbook.givens, **own})
    return kept[name]


def check_chains(chains: tuple[Chain, ...], workbook: Workbook, own: str) -> Iterator[Finding]:
    """Chains that cannot work; they are left out, and the authored figures stand."""
    for chain in chains:
        place = Place(line=chain.line)
        try:
            cells = [into for _name, into in pairs(chain)]
        except Problem as problem:
            yield Finding(problem.code, problem.values, place)
            continue
        wrong = [cell for cell in cells if not isinstance(_value(workbook, cell), float)]
        if wrong:
            yield Finding("chain-into", {"id": chain.id, "cell": str(wrong[0])}, place)
        elif chain.case == own:
            yield Finding("chain-self", {"id": chain.id, "case": own}, place)


def _value(workbook: Workbook, cell: Cell) -> object:
    given = workbook.givens.get(cell)
    return given.value if given and not given.formula else None


def check_course(cases: Sequence[Case]) -> Iterator[tuple[Case, Finding]]:
    """Chains of a course that lead nowhere, or whose authored figures are not the earlier case's right values."""
    known = {case.id: case for case in cases if case.id}
    for case in cases:
        for chain in case.chains:
            earlier = known.get(chain.case)
            values = {"id": chain.id, "case": chain.case}
            place = Place(line=chain.line)
            if earlier is None:
                yield case, Finding("chain-alone", values, place, "note")
            else:
                yield from ((case, replace(finding, place=place)) for finding in _between(chain, case, earlier))


def _between(chain: Chain, case: Case, earlier: Case) -> Iterator[Finding]:
    step = earlier.step(chain.step)
    answers = {cell.a1: answer for cell, answer in step.cells.answers.items()} if step else {}
    try:
        keys = key_values(earlier.workbook)
    except Problem:
        return  # told by the earlier case's own check
    for a1, into in pairs(chain):
        answer, given = answers.get(a1), case.workbook.givens[into]
        named = {"id": chain.id, "case": chain.case, "cell": f"{chain.step} {a1}", "into": str(into)}
        if answer is None:
            yield Finding("chain-cell", named)
            return
        key = keys.get(answer.ref)
        decimals = given.decimals if given.decimals is not None else answer.decimals
        if key is None or not isinstance(given.value, float) or decimals is None:
            continue
        if abs(given.value - key) > 0.5 * 10.0**-decimals + 1e-9:
            written = numerals.write(key, case.figures, decimals=decimals)
            yield Finding("chain-stale", {**named, "read": given.value, "key": written}, severity="warning")
            return
