"""How a policy is marked, and the mark in words. kinds room.

A broken constraint voids every goal. A *target* is a goal that the start does not meet: met targets earn their points
once they hold more than half of the points of all targets (one lever turned to its end meets one target somewhere).
A goal that the start meets already, usually a ceiling, earns its points only where every target is met.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from epm_xblocks import numerals
from epm_xblocks.kinds.base import Json, StepMark
from epm_xblocks.kinds.figures import cell_text
from epm_xblocks.kinds.scenario_model import Model, Policy, Verdict

if TYPE_CHECKING:
    from epm_xblocks.kinds.saying import Saying
    from epm_xblocks.kinds.scenario_step import ScenarioStep

__all__ = ["Read", "mark_of", "policy_in", "told"]


class Read(NamedTuple):
    """The policy of an answer, and the lever whose value could not be taken, if any, with that value."""

    policy: dict[str, float]
    fault: tuple[str, str] | None = None


def policy_in(step: ScenarioStep, answer: Json) -> Read:
    """The levers of an answer; what names no lever does not count. Never raises."""
    told_levers = answer.get("levers") if isinstance(answer, dict) else None
    levers = told_levers if isinstance(told_levers, dict) else {}
    found: dict[str, float] = {}
    for lever in step.levers:
        value = levers.get(lever.id)
        if value is None:
            continue
        slack = 1e-9 * max(1.0, abs(lever.least), abs(lever.most))
        if isinstance(value, bool) or not isinstance(value, int | float):
            return Read({}, (lever.id, str(value)[:40]))
        if not lever.least - slack <= value <= lever.most + slack:
            return Read({}, (lever.id, f"{float(value):g}" if abs(value) < 1e15 else "…"))
        found[lever.id] = float(value)
    return Read(found)


def mark_of(model: Model, answer: Json) -> StepMark:
    """Points and standing, goal by goal. Never raises."""
    step = model.step
    policy, fault = policy_in(step, answer)
    if fault:
        return StepMark(0.0, step.out_of, {"state": "unread", "lever": fault[0], "read": fault[1], "parts": {}})
    if all(abs(value - model.starts[lever]) <= 1e-9 * max(1.0, abs(value)) for lever, value in policy.items()):
        return StepMark(0.0, step.out_of, {"state": "blank", "parts": {}}, answered=False)
    parts = _parts(model, policy)
    points = sum(part["points"] for part in parts.values())
    state = "right" if points >= step.out_of - 1e-9 else "part" if points else "wrong"
    return StepMark(points, step.out_of, {"state": state, "parts": parts})


def _parts(model: Model, policy: Policy) -> dict[str, dict[str, Json]]:
    now = model.verdicts(policy)
    held = {one.rule.id for one in model.verdicts({}) if one.met}
    void = any(not one.met for one in now if one.rule.tag == "constraint")
    goals = [one for one in now if one.rule.tag == "goal"]
    targets = [one for one in goals if one.rule.id not in held]
    met = sum(one.rule.points for one in targets if one.met)
    whole = bool(targets) and all(one.met for one in targets)
    enough = 2 * met > sum(one.rule.points for one in targets) + 1e-9
    parts = {}
    for one in now:
        counts = whole if one.rule.id in held else enough
        if one.rule.tag == "constraint":
            why = "kept" if one.met else "broken"
        else:
            why = "missed" if not one.met else "void" if void else "met" if counts else _lacking(one, held)
        state = {"met": "right", "kept": "right", "missed": "wrong", "broken": "wrong"}.get(why, "part")
        parts[one.rule.id] = {
            "state": state,
            "why": why,
            "points": one.rule.points if why == "met" else 0.0,
            "value": one.value,
            "limit": one.limit,
            "year": model.year_of(one),
        }
    return parts


def _lacking(one: Verdict, held: set[str]) -> str:
    return "held" if one.rule.id in held else "alone"


def told(step: ScenarioStep, mark: StepMark, say: Saying) -> dict[str, Json]:
    """`notes`: a line a rule, broken constraints first. Nothing is taken for granted: it may be an old mark."""
    from epm_xblocks.words.scenario_texts import SAID  # because a page is shown without sentences
    from epm_xblocks.words.text import fill

    detail = mark.detail if isinstance(mark.detail, dict) else {}
    if detail.get("state") in ("unread", "blank"):
        lever = next((one for one in step.levers if one.id == detail.get("lever")), None)
        values = {"read": detail.get("read", "")}
        if lever:
            values |= {name: say.figure(figure) for name, figure in (("least", lever.least), ("most", lever.most))}
        lead, text = SAID[str(detail["state"])]
        label = lever.label if lever else step.title
        return {"notes": [_note(label, str(detail["state"]), say.translate.gettext(lead), text, values, say)]}
    parts = detail.get("parts") or {}
    notes = []
    for rule in sorted(step.rules, key=lambda one: one.tag):
        part = parts.get(rule.id)
        if not isinstance(part, dict) or part.get("why") not in SAID or part["why"] == "kept":
            continue
        output = step.output(rule.output)

        def shown(value: Json, decimals: int | None = output.decimals, percent: bool = output.unit == "percent") -> str:
            return cell_text(
                value if isinstance(value, float) else None, decimals, say.context.figures, percent=percent
            )

        lead, text = SAID[part["why"]]
        sign = "≥" if rule.relation == "at-least" else "≤"
        values = {
            "value": shown(part.get("value")),
            "limit": f"{sign} {shown(part.get('limit'))}",
            "year": _year(part.get("year"), say),
            "points": say.points(part.get("points", 0.0), rule.points),
        }
        first = part["why"] in ("missed", "broken") and rule.year == "every"
        text = SAID["first"][1] if first else text
        lead = fill(say.translate.gettext(lead), values)
        notes.append(_note(rule.label or output.label, part["state"], lead, text, values, say))
    return {"notes": notes}


def _year(year: Json, say: Saying) -> str:
    """A year in the digits of the case, without marks between thousands."""
    return numerals.write(year, say.context.figures, grouping=False) if isinstance(year, int) else ""


def _note(label: str, state: str, lead: str, text: str, values: dict[str, object], say: Saying) -> dict[str, Json]:
    from epm_xblocks.words.text import marked

    html = marked(say.translate.gettext(text), values) if text else ""
    return {"cells": [], "label": label, "state": state, "lead": lead, "html": html}
