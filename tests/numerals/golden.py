"""Makes tests/golden/numerals/cases.json: what Python reads and writes, for the browser twin to agree with.

Run `python -m tests.numerals.golden` after a change of the rule; test_browser_twin.py proves every row true.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from epm_xblocks.numerals import Reading, read, style_data, write
from tests.numerals import cldr_cases, traps

TARGET = Path(__file__).parents[1] / "golden/numerals/cases.json"
FIGURE_LIKE = "0123456789٠١٢۵,.٫٬،' \u202f’-−+()%٪eEoOl/=;:\n\u200e½²#₣é９𞥐"
VALUES = [0.0, -0.0, 0.5, -0.5, 2.5, 2.675, 1.005, 0.04, -0.04, 9.96, 99.95, 999.5, 1036.0, -12450.5, 87.3, 743630.0]
VALUES += [0.1 + 0.2, 1 / 3, 123456789.125, 1e15, 1e20, 1e21, 1.5e300, 2.5e-9, 1e-7, 5e-324, 1.7976931348623157e308]
STYLES = [*cldr_cases.LOCALES, "de-CH", "en-IN", "fa", "tr", "ne", "nqo", "ff-Adlm", "xx"]

Row = list[Any]


def texts() -> Iterator[tuple[str, str]]:
    """(style, text): all traps, a slice of CLDR's cases, random strings near figures."""
    for table in (traps.READ, traps.ASKED, traps.REFUSED):
        yield from ((row[0], row[1]) for row in table)
    yield from (("fr", text) for text in traps.BLANK)
    every = list(dict.fromkeys((case.style, case.text) for case in cldr_cases.cases()))
    yield from every[::25]
    random = Random(7)
    for _ in range(900):
        yield random.choice(STYLES), "".join(random.choices(FIGURE_LIKE, k=random.randint(1, 9)))
        yield random.choice(STYLES), "".join(random.choices("123٤.,،' ", k=random.randint(3, 9)))


def read_row(style: str, text: str, percent: bool, decide: Any) -> Row:
    """[style, text, percent, decide, what the browser must give]."""
    return [style, text, percent, decide, plain(read(text, style, percent=percent, decide=decide))]


def plain(reading: Reading) -> dict[str, Any]:
    """A reading with the browser's names and numbers; what is empty is left out."""
    every = {
        "kind": reading.kind,
        "value": reading.value,
        "halfUnit": None if reading.half_unit is None else float(reading.half_unit),
        "percentSign": reading.percent_sign,
        "readings": [[found.meaning, found.value, float(found.half_unit)] for found in reading.readings],
        "reason": reading.reason,
        "detail": dict(reading.detail),
    }
    return {name: value for name, value in every.items() if value or (value == 0 and value is not False)}


def reads() -> list[Row]:
    """Each string plain; ambiguous and per cent ones also decided and in a per cent cell."""
    rows = []
    for style, text in dict.fromkeys(texts()):
        rows.append(read_row(style, text, False, None))
        if rows[-1][4]["kind"] == "ambiguous":
            rows += [read_row(style, text, False, decide) for decide in ("group", "decimal")]
        if "%" in text or "٪" in text:
            rows.append(read_row(style, text, True, "group"))
    return rows


def writes() -> list[Row]:
    """[style, value, options, text]."""
    random = Random(11)
    values = [*VALUES, *(random.uniform(-1, 1) * 10 ** random.randint(-6, 18) for _ in range(60))]
    rows: list[Row] = [[style, None, {}, "–"] for style in STYLES]
    for style in STYLES:
        for value in values:
            options = {
                "decimals": random.choice([None, 0, 1, 2, 5, -1, -3]),
                "percent": random.random() < 0.3,
                "grouping": random.random() < 0.8,
            }
            rows.append([style, value, options, write(value, style, **options)])
    return rows


def source() -> str:
    """The text of cases.json: one case a line."""
    lines = {"reads": reads(), "writes": writes()}
    styles = {style: style_data(style) for style in sorted({row[0] for rows in lines.values() for row in rows})}
    parts = [f'"styles": {json.dumps(styles)}']
    parts += [
        f'"{name}": [\n' + ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows) + "\n]"
        for name, rows in lines.items()
    ]
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(source(), encoding="utf-8")
