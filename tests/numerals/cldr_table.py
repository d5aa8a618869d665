"""Makes xblocks/epm_xblocks/numerals/cldr.py from the locale data that Babel carries (Unicode CLDR).

Run `python -m tests.numerals.cldr_table` after a new CLDR; tests/numerals/test_styles.py proves the table fresh.
Babel leaves out minimumGroupingDigits; the locales that have 2 are listed here from CLDR's own files
(common/main/*.xml, //numbers/minimumGroupingDigits, release 48).
"""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

from babel import Locale, localedata
from babel.core import get_cldr_version, get_global

TARGET = Path(__file__).parents[2] / "xblocks/epm_xblocks/numerals/cldr.py"
ZEROS = {
    "latn": "0", "arab": "٠", "arabext": "۰", "nkoo": "߀", "deva": "०", "beng": "০", "tibt": "༠", "mymr": "၀",
    "olck": "᱐", "mtei": "꯰", "cakm": "\U00011136", "hmnp": "\U0001e140", "adlm": "\U0001e950",
}  # fmt: skip
FOUR_DIGITS_TOGETHER = {"be", "bg", "ee", "es", "et", "hu", "hy", "it", "ka", "lv", "pl", "pt_PT", "sl", "sq"}
GROUPED_AT_FOUR = {"es_419"}  # and its children, where Spanish itself is in the set above
LEFT_OUT = {"en_US_POSIX", "tok"}  # a programming locale; a constructed language that groups by two

Shape = tuple[str, str, tuple[str, str], tuple[str, str], str, str, str, int, int]


def inherits_from(code: str, names: set[str]) -> bool:
    """Whether the nearest of the locale and its CLDR parents that speaks of minimum grouping is in `names`."""
    while code and code != "root":
        if code in names | FOUR_DIGITS_TOGETHER | GROUPED_AT_FOUR:
            return code in names
        parents = get_global("parent_exceptions")
        code = parents.get(code) or code.rpartition("_")[0]
    return False


def shape_of(code: str) -> Shape:
    """The fields of a Style, in order, as CLDR gives them."""
    locale = Locale.parse(code)
    system = locale.default_numbering_system
    latin = locale.number_symbols["latn"]
    # A system without symbols of its own takes those of Western digits (CLDR's alias), except where it has some.
    symbols = {**latin, **{name: mark for name, mark in (locale.number_symbols.get(system) or {}).items() if mark}}
    written = (symbols["decimal"], symbols["group"])
    western, native = ((own["decimal"], own["group"].replace("⹁", ",")) for own in (latin, symbols))  # as folded
    pattern = locale.percent_formats[None].pattern.split(";")[0]
    percent = re.sub("[#,0]+", "#", pattern).replace("%", symbols["percentSign"])
    further = 2 if locale.decimal_formats[None].pattern.startswith("#,##,") else 3
    minus = symbols["minusSign"].replace("-", "−")
    minimum = 2 if inherits_from(code, FOUR_DIGITS_TOGETHER) else 1
    return (*written, western, native, ZEROS[system], percent, minus, further, minimum)


def locales() -> dict[str, Shape]:
    """Locale code -> shape, leaving out those that look the same once their last tag is dropped."""
    every = {code: shape_of(code) for code in sorted(localedata.locale_identifiers()) if code not in LEFT_OUT}
    every = {code: shape for code, shape in every.items() if not code.startswith("tok_")}
    return {code: shape for code, shape in every.items() if every.get(nearest(code, every)) != shape}


def nearest(code: str, every: dict[str, Shape]) -> str:
    """The locale that the lookup would find without `code` itself."""
    code = code.rpartition("_")[0]
    while code and code not in every:
        code = code.rpartition("_")[0]
    return code


def source() -> str:
    """The text of cldr.py."""
    found = locales()
    shapes = sorted(set(found.values()), key=lambda shape: (-list(found.values()).count(shape), shape))
    names = [f"{code.replace('_', '-').lower()}={shapes.index(shape)}" for code, shape in found.items()]
    words = textwrap.fill(" ".join(names), 112, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False)
    rows = "".join(f"    {shape!a},\n" for shape in shapes).replace("'", '"')
    return f'''"""Marks, digits and signs by locale: CLDR {get_cldr_version()}, through Babel. Room: numerals (GROUND).

Made by tests/numerals/cldr_table.py; not to be edited. Licence of the data: Unicode-3.0.
"""

__all__ = ["LOCALES", "SHAPES"]

# decimal, group, (both, between Western digits), (both, between the locale's digits), zero, per cent, minus,
# digits of further groups, minimum digits before a group mark
SHAPES: tuple[tuple[str, str, tuple[str, str], tuple[str, str], str, str, str, int, int], ...] = (
{rows})  # fmt: skip

# locale=place in SHAPES; a locale that is not here is as its parent is
LOCALES = """
{words}
"""
'''


if __name__ == "__main__":
    TARGET.write_text(source(), encoding="utf-8")
