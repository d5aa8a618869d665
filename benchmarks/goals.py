"""The goals, and whether the figures meet them. benchmarks.

A row: {name, ours, peer, ratio, goal, met, unit, note}. `ratio` is how many times better ours is than the peer. Times
are the median of the processor's, for other programs lengthen those of the wall; end to end they are the wall's.
"""

from __future__ import annotations

from typing import Any

__all__ = ["Differs", "rows", "same_exercise"]

Row = dict[str, Any]


class Differs(Exception):
    """Two sides did not do the same exercise, so that their times cannot be compared."""


def same_exercise(figures: dict[str, Any]) -> None:
    """Raise Differs unless each side gave its all-right learner 20 of 20 and published the grades."""
    for name, side in figures.get("sides", {}).items():
        if side["right"] != 20 or side["grades"] < 2:
            raise Differs(f"{name}: {side['right']} of 20 for all right, {side['grades']} grades published")
    if "marking" in figures:
        right, slip, calc = (figures["marking"][one] for one in ("right", "slip", "calc"))
        if right["points"] != 240 or calc["agree"] != 240 or slip["points"] >= 240:
            raise Differs(f"240 cells: {right['points']} points, openedx-calc agrees on {calc['agree']}")


def rows(figures: dict[str, Any]) -> list[Row]:
    """Every goal whose figures were measured."""
    found: list[Row] = []
    if "sides" in figures:
        found += _blocks(*(figures["sides"][name] for name in ("ours", "problem", "problem-builder")))
    if "marking" in figures:
        found += _marking(figures["marking"])
    if "imports" in figures:
        found += _imports(figures["imports"])
    if "reading" in figures:
        found += _reading(figures["reading"])
    if "end_to_end" in figures:
        found += _crowd(figures["end_to_end"])
    if "repaint" in figures:
        found += _repaint(figures["repaint"])
    return found


def _than(name: str, ours: float, peer: float, times: float, unit: str, note: str = "") -> Row:
    """A goal of being so many times better than a peer: less is better."""
    ratio = peer / ours if ours else float("inf")
    return _row(name, ours, peer, ratio, f"≥ {times:g} × better", ratio >= times, unit, note)


def _most(name: str, ours: float, limit: float, unit: str, peer: float | None = None, note: str = "") -> Row:
    """A goal of being at most so much, a peer's figure beside it."""
    ratio = peer / ours if peer is not None and ours > 0 else None
    return _row(name, ours, peer, ratio, f"≤ {limit:g} {unit}", ours <= limit, unit, note)


def _row(
    name: str, ours: float | None, peer: float | None, ratio: float | None, goal: str, met: bool, unit: str, note: str
) -> Row:
    shown = [None if figure is None else float(f"{figure:.4g}") for figure in (ours, peer, ratio)]
    return dict(zip(("name", "ours", "peer", "ratio"), (name, *shown), strict=True)) | {
        "goal": goal, "met": bool(met), "unit": unit, "note": note,
    }  # fmt: skip


def _blocks(ours: Any, problem: Any, mentoring: Any) -> list[Row]:
    n = f"median of {ours['submit']['n']}, of {problem['submit']['n']} for the peer"
    other = f"{problem['package']} problem"
    nearest = f"{mentoring['package']}, multiple choice: it has no numeric type"

    def time(what: str) -> tuple[float, float]:
        return ours[what]["cpu"], problem[what]["cpu"]

    def beside(what: str) -> float:
        return float(mentoring[what]["cpu"])

    return [
        _than("submit 20 answers, all right", *time("submit"), 100, "ms", f"{other}; {n}"),
        _than("submit 20 answers, one early slip", *time("submit_slip"), 100, "ms", f"{other}; {n}; "
              f"marks {ours['slip']:g} and {problem['slip']:g} of 20"),
        _than("render 20 answers", *time("render"), 20, "ms", f"{other}; {n}"),
        _than("response of a submission", ours["response"], problem["response"], 10, "B",
              f"{other}; gzip {ours['response_gzip']:,} and {problem['response_gzip']:,}"),
        _most("JS and CSS of the first view, gzip", ours["gzip"] / 1000, 20, "kB", problem["gzip"] / 1000, other),
        _most("requests of the first view", ours["requests"], 3, "files", problem["requests"], other),
        _than("submit 20 answers, beside mentoring", ours["submit"]["cpu"], beside("submit"), 1, "ms", nearest),
        _than("render 20 answers, beside mentoring", ours["render"]["cpu"], beside("render"), 1, "ms", nearest),
    ]  # fmt: skip


def _marking(told: Any) -> list[Row]:
    calc = told["calc"]
    found = []
    for name, learner in (("right", "all right"), ("slip", "five early slips")):
        one, whole = told[name], told[f"{name}, whole"]
        note = f"{calc['package']} works 240 formulas out once, without marking; marks {one['points']:g} of 240; "
        note += f"median of {one['n']}; with the reading of what was typed and the details {whole['cpu']:.2f} ms"
        found.append(_most(f"240 linked answer cells marked, {learner}", one["cpu"], 2, "ms", calc["cpu"], note))
    return found


def _imports(told: Any) -> list[Row]:
    ours, problem = told["ours"], told["problem"]
    loaded = f"; loads {', '.join(ours['loaded'])}" if ours["loaded"] else ""
    note = f"{problem['package']} problem; beyond XBlock and Django, median of {ours['n']} processes{loaded}"
    return [
        _most("import of the blocks, time", ours["cpu"], 40, "ms", problem["cpu"], note),
        _most("import of the blocks, memory", ours["mib"], 6, "MiB", problem["mib"], note),
    ]


def _reading(told: Any) -> list[Row]:
    found = []
    for peer in ("babel", "calc"):
        ours, other = told["ours"], told[peer]
        note = f"{other['package']} reads {other['right']} rightly, of {ours['of']} typed in French"
        better = ours["right"] == ours["of"] and ours["wrong"] == 0 and ours["right"] >= other["right"]
        found.append(_row(f"figures read rightly, beside {peer}", ours["right"], other["right"], None,
                          f"all {ours['of']}", better, "of 20", note))  # fmt: skip
    return found


def _crowd(told: Any) -> list[Row]:
    found = []
    for name, trial in told.items():
        if "absent" in trial:
            found.append(_row(f"50 learners on {name}", None, None, None, "≤ 150 ms", False, "ms", trial["absent"]))
            continue
        people, at_once = trial["people"], trial["at once"]
        spent = f"; the server works {people['spent']:.0f} ms a request" if people["spent"] else ""
        page = (
            f"p95 of {people['n']} submissions; pages {people['page']:.0f} ms, drafts {people['draft']:.0f} ms{spent}"
        )
        lost = sum(one["lost"] + one["twice"] for one in (people, at_once))
        faults = "; ".join((*people["faults"], *at_once["faults"])) or "each receipt was found in the ledger, once"
        found += [
            _most(f"50 learners on {name}, submit, p95", people["p95"], 150, "ms", note=page),
            _row(f"50 learners on {name}, lost or doubled", lost, None, None, "0", lost == 0, "submissions", faults),
        ]
    return found


def _repaint(told: Any) -> list[Row]:
    note = f"{told['browser']}, {told['slowed']} times slowed: script, style and layout; half of them within "
    note += f"{told['p50']:.1f} ms (aim 16.7); {told['n']} repaints, median of {told['runs']} runs"
    return [_most("a lever of the laboratory repaints, p95", told["p95"], 50, "ms", note=note)]
