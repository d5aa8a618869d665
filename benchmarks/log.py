"""The figures for people: a table on the terminal, a page for docs/measured. benchmarks."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime
from typing import Any

__all__ = ["page", "table"]


def table(rows: list[dict[str, Any]], figures: dict[str, Any]) -> str:
    """Goals, then the raw times behind them."""
    lines = [f"{'':4}{'':50}{'ours':>10}{'peer':>10}{'ratio':>9}  goal"]
    for row in rows:
        met = "ok" if row["met"] else "NO"
        told = [_figure(row[name]) for name in ("ours", "peer", "ratio")]
        lines.append(f"{met:4}{row['name']:50}{told[0]:>10}{told[1]:>10}{told[2]:>9}  {row['goal']}  ({row['unit']})")
        lines += [f"{'':8}{row['note']}"] if row["note"] else []
    return "\n".join([*lines, "", "raw times", *raw(figures)])


def raw(figures: dict[str, Any]) -> list[str]:
    """One line a side: version, marks obtained, times in milliseconds, bytes."""
    lines = []
    for side in figures.get("sides", {}).values():
        times = "; ".join(f"{what} {_times(side[what])}" for what in ("render", "submit", "submit_slip"))
        size = f"response {side['response']} B ({side['response_gzip']} B gzip), page {side['page']} B"
        lines.append(
            f"{side['package']}: marks {side['right']:g} and with a slip {side['slip']:g} of 20; {times}; {size}, "
            f"JS+CSS {side['gzip']} B gzip in {side['requests']} files"
        )
    for name, side in figures.get("marking", {}).items():
        points = f"marks {side['points']:g} of {side['out_of']:g}; " if "points" in side else ""
        lines.append(f"{side['package']}, 240 cells, {name}: {points}{_times(side)}")
    for side in figures.get("imports", {}).values():
        lines.append(
            f"{side['package']}: import {side['cpu']:.1f} ms (wall {side['ms']:.1f}), {side['mib']:.1f} MiB, "
            f"median of {side['n']}"
        )
    for side in figures.get("reading", {}).values():
        lines.append(f"{side['package']}: {side['right']} of {side['of']} figures read rightly; all {_times(side)}")
    for name, trial in figures.get("end_to_end", {}).items():
        if "absent" in trial:
            lines.append(f"{name}: absent, {trial['absent']}")
            continue
        for pace in ("people", "at once"):
            one = trial[pace]
            lines.append(
                f"{name}, 50 learners, {pace}: submit median {one['median']:.0f}, p95 {one['p95']:.0f}, most "
                f"{one['most']:.0f} ms of {one['n']}; server {one['spent']:.1f} ms of processor a request; "
                f"lost {one['lost']}, doubled {one['twice']}; load before {one['load']:.1f}"
            )
        lines.append(f"{name}, the ledger alone: {_times(trial['ledger'])}")
    return lines


def page(rows: list[dict[str, Any]], figures: dict[str, Any], versions: dict[str, str], load: str) -> str:
    """The log of a run; `load`: what else kept the machine busy."""
    packages = ", ".join(f"{name} {number}" for name, number in versions.items())
    head = f"""# Benchmarks

Written by `make bench ARGS=--log` on {datetime.now(UTC):%Y-%m-%d}. {os.cpu_count()} cores, \
{platform.system()}, Python {platform.python_version()}. {load} {packages}.

Peers are the released wheels, every file as its RECORD says, each in a process of its own, by turns with ours. Every
block meets the same host (`benchmarks/host.py`: XBlock's runtime, fields in memory, one request at a time) and the same
20 figures, warm. Times are medians of the processor's time, which other programs on the machine hardly lengthen; the
wall's stand in the raw times, and end to end, where people wait, they are the wall's.
`problem` has 20 numericalresponse inputs. problem-builder has no numeric type: 20 questions of multiple choice among
four figures stand in. A crowd of people: 50 learners, each 4 drafts and 4 submissions, 0.5 to 3.5 s between two
requests, at `epm serve`; "at once": the same without any pause.

| | goal | ours | peer | ratio | goal | unit | measured beside |
|---|---|---|---|---|---|---|---|
"""
    body = "\n".join(
        f"| {'met' if row['met'] else '**not met**'} | {row['name']} | {_figure(row['ours'])} | {_figure(row['peer'])} "
        f"| {_figure(row['ratio'])} | {row['goal']} | {row['unit']} | {row['note']} |"
        for row in rows
    )
    return f"{head}{body}\n\n## Raw times\n" + "".join(f"- {line}\n" for line in raw(figures))


def _times(one: dict[str, Any]) -> str:
    rest = ", ".join(
        f"{name} {one[key]:.2f}" for name, key in (("least", "least"), ("wall", "median"), ("wall p95", "p95"))
    )
    return f"{one['cpu']:.2f} ms ({rest}, n {one['n']})"


def _figure(figure: float | None) -> str:
    if figure is None:
        return "–"
    return f"{figure:,.0f}" if abs(figure) >= 1000 else f"{figure:.4g}"
