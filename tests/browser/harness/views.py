"""Views of the harness case, as docs/architecture.md has them: Kalembu's flow rates, before and after marking. tests/browser.

The figures are those of the flow-rate case on Kalembu (enrolment and repeaters 2023 and 2024, rates, cohort of 1,000).
"""

from __future__ import annotations

import copy
from typing import Any

from epm_xblocks.numerals import style_data, write
from tests.browser.harness.words import WORDS

__all__ = ["ANSWERS", "answering", "marked"]

FIGURES = {"fr": "fr", "en": "en", "ar": "ar-EG"}
GIVEN = [
    (151110, 14340, 155586, 14160), (137198, 9673, 141331, 9416), (127434, 7727, 131337, 7466),
    (118835, 6551, 122694, 6358), (109950, 6280, 114928, 6422), (99103, 9686, 108482, 10248),
    (743630, 54257, 774358, 54070),
]  # fmt: skip
RATES = {
    "B4": 87.3, "C4": 9.4, "D4": 3.3, "B5": 90.3, "C5": 7.1, "D5": 2.6, "B6": 91.3, "C6": 5.9, "D6": 2.9,
    "B7": 91.3, "C7": 5.4, "D7": 3.3, "B8": 89.3, "C8": 5.8, "D8": 4.8, "B9": 83.1,
}  # fmt: skip
COHORT = {
    "C11": (1103, 0), "B12": (963, 0), "C12": (1036, 0), "B13": (936, 0), "C13": (994, 0), "B14": (907, 0), "C14": (959, 0),
    "B15": (875, 0), "C15": (930, 0), "B16": (831, 0), "C16": (926, 0), "B17": (770, 0), "B18": (77.6, 1), "B19": (7.73, 2),
}  # fmt: skip
STATES = {
    "C5": "slip",
    "D5": "consistent",
    "B9": "wrong",
    "C9": "unread",
    "D9": "blank",
    "C11": "right",
    "B12": "right",
}


def answering(lang: str = "fr", **more: Any) -> dict[str, Any]:
    """The view of a learner at work on the second step."""
    words, figures = WORDS[lang], FIGURES[lang]
    view = {
        "case": {"id": "flow-rates", "title": words["title"], "lang": lang, "dir": "rtl" if lang == "ar" else "ltr", "revision": "r1"},
        "style": style_data(figures),
        "attempt": {"number": 1, "max": 3, "left": 3, "closed": False, "reason": None, "due": "2026-12-04T22:59:00Z", "due_text": words["due"],
                    "late_allowed": False, "late_text": "", "submitted_text": ""},
        "brief": words["brief"],
        "formulas": words["formulas"],
        "closing": None,
        "data": [_data(words, figures)],
        "conventions": [{"label": label, "text": text} for label, text in words["conventions"]],
        "steps": _steps(words, figures),
        "answers": {},
        "draft": {"version": 0, "saved": None},
        "marks": None,
        "who": "person-1.block-1",
        "urls": {},
    }  # fmt: skip
    return {**view, **more}


def _data(words: dict[str, Any], figures: str) -> dict[str, Any]:
    labels = ["1", "2", "3", "4", "5", "6"]
    rows = [
        {"n": 4 + at, "label": _number(label, figures), "role": "", "cells": [write(value, figures) for value in row]}
        for at, (label, row) in enumerate(zip(labels, GIVEN, strict=False))
    ]
    rows.append(
        {"n": 10, "label": words["total"], "role": "total", "cells": [write(value, figures) for value in GIVEN[-1]]}
    )
    columns = [
        {"col": col, "label": label, "unit": "", "decimals": 0, "text": False}
        for col, label in zip("ABCDE", words["columns"], strict=True)
    ]
    caption, note = words["data"]
    return {
        "id": "flows",
        "sheet": "Data",
        "at": "A3",
        "caption": caption,
        "note": note,
        "source": words["source"],
        "columns": columns,
        "rows": rows,
    }


def _number(label: str, figures: str) -> str:
    return write(int(label), figures)


def _answer(ref: str, unit: str, decimals: int) -> dict[str, Any]:
    return {"ref": ref, "type": "answer", "unit": unit, "decimals": decimals, "points": 1, "mode": "value"}


def _steps(words: dict[str, Any], figures: str) -> list[dict[str, Any]]:
    first, second, third = words["steps"]
    corner = words["columns"][0]
    rates = {
        "id": "flow", "caption": words["rates"][0], "note": words["rates"][1], "at": "A3",
        "columns": [{"col": "A", "label": corner, "symbol": ""}]
        + [{"col": col, "label": label, "symbol": symbol} for col, label, symbol in zip("BCD", words["heads"], "prd", strict=True)],
        "rows": [
            {"n": 4 + at, "label": _number(str(at + 1), figures), "role": "", "cells": [_answer(f"{col}{4 + at}", "percent", 1) for col in "BCD"]}
            for at in range(6)
        ],
    }  # fmt: skip

    def line(n: int, label: str, *cells: Any) -> dict[str, Any]:
        return {"n": n, "label": label, "role": "", "cells": list(cells)}

    body = [
        line(
            11,
            _number("1", figures),
            {"ref": "B11", "type": "given", "text": write(1000, figures)},
            _answer("C11", "pupils", 0),
        )
    ]
    body += [
        line(
            11 + at,
            _number(str(at + 1), figures),
            _answer(f"B{11 + at}", "pupils", 0),
            _answer(f"C{11 + at}", "pupils", 0),
        )
        for at in range(1, 6)
    ]
    units = (("pupils", 0), ("percent", 1), ("years", 2))
    body += [line(17 + at, label, _answer(f"B{17 + at}", *units[at]), None) for at, label in enumerate(words["last"])]
    cohort = {
        "id": "cohort", "caption": words["cohort"][0], "note": words["cohort"][1], "at": "A10",
        "columns": [{"col": "A", "label": corner, "symbol": ""}, *({"col": col, "label": label, "symbol": ""} for col, label in zip("BC", words["flow"], strict=True))],
        "rows": body,
    }  # fmt: skip
    return [
        {"id": "reading", "kind": "choice", "title": first, "mode": "one", "prompt": words["choice"], "points": 0,
         "options": [{"id": id_, "text": text} for id_, text in zip("abc", words["options"], strict=True)]},
        {"id": "rates", "kind": "worksheet", "title": second, "sheet": "Work", "intro": "", "tables": [rates, cohort]},
        {"id": "memo", "kind": "written", "title": third, "prompt": words["memo"], "min_words": 80, "max_words": 120, "guidance": words["guidance"]},
    ]  # fmt: skip


def _typed(lang: str) -> dict[str, str]:
    figures = FIGURES[lang]
    cells = {ref: write(value, figures, decimals=1) for ref, value in RATES.items()}
    cells |= {ref: write(value, figures, decimals=decimals) for ref, (value, decimals) in COHORT.items()}
    return {**cells, "C9": "10.3.4"}


ANSWERS = {lang: {"reading": ["b"], "rates": {"cells": _typed(lang), "decide": None}} for lang in WORDS}


def marked(lang: str = "fr", **more: Any) -> dict[str, Any]:
    """The view after the first attempt: six states, one call-out, notes."""
    words = WORDS[lang]
    view = answering(lang, answers=copy.deepcopy(ANSWERS[lang]))
    view["attempt"] |= {"left": 2, "reason": words["reason"], "submitted_text": words["submitted"]}
    states = {**dict.fromkeys(RATES, "right"), **dict.fromkeys(COHORT, "consistent"), **STATES}
    notes = []
    for label, (lead, html) in words["notes"].items():
        first = label.replace(":", " ").split()[0]
        notes.append({"cells": [first], "label": label, "state": states[first], "lead": lead, "html": html})
    counts = [
        (state, list(states.values()).count(state))
        for state in ("right", "consistent", "slip", "wrong", "blank", "unread")
    ]
    view["marks"] = {
        "points": 28.5, "out_of": 32, "points_text": "", "counts": counts, "first": {"step": "rates", "cell": "C5"},
        "receipt": "7F3-0184", "submitted_text": words["submitted"], "answers": copy.deepcopy(ANSWERS[lang]),
        "steps": {
            "rates": {"points": 28.5, "out_of": 32, "points_text": "", "cells": {ref: {"state": state, "points_text": "", "text": ""} for ref, state in states.items()},
                      "notes": notes, "callout": {"cell": "C5", "lead": words["lead"], "html": words["slip"], "foot": words["foot"]}},
            "reading": {"points": 0, "out_of": 0, "points_text": "", "options": {"b": {"html": words["why"][1], "right": True}}},
        },
    }  # fmt: skip
    return {**view, **more}
