"""The table of locales is CLDR's, and the nearest locale is found."""

from __future__ import annotations

import json

import pytest
from babel.core import get_cldr_version

from epm_xblocks.numerals import Style, cldr, style_data, style_of
from tests.numerals.cldr_table import TARGET, source


def test_the_table_is_fresh() -> None:
    committed = TARGET.read_text(encoding="utf-8")
    if f"CLDR {get_cldr_version()}," not in committed:
        pytest.skip(f"the table was made from another CLDR than this Babel's {get_cldr_version()}")
    assert source() == committed


@pytest.mark.parametrize(("code", "like"), [
    ("fr-BF", "fr"), ("fr_SN", "fr"), ("FR", "fr"), ("pt_MZ", "pt-PT"), ("pt-AO", "pt-MZ"), ("pt-BR", "pt"),
    ("en-GB", "en"), ("ar-SD", "ar-EG"), ("ar-TN", "ar-MA"), ("zh-Hant-TW", "zh"), ("fr-x-unknown", "fr"),
])  # fmt: skip
def test_nearest(code: str, like: str) -> None:
    assert style_of(code) == style_of(like)


def test_a_language_nobody_knows_has_no_marks_of_its_own() -> None:
    assert style_of("xx") == style_of("") == style_of("zz-ZZ-" * 50)
    assert style_of("xx").western == ("", "")


def test_a_style_stands_for_itself() -> None:
    style = Style(".", ",", (".", ","), (".", ","))
    assert style_of(style) is style


def test_data_for_the_page() -> None:
    assert json.loads(json.dumps(style_data("fr"))) == {
        "decimal": ",",
        "group": ["\u202f"],
        "percentPattern": "#\u00a0%",
        "digits": "0123456789",
        "minus": "−",
        "exponent": "E",
        "grouping": [3, 1],
        "western": [",", "\u202f"],
        "native": [",", "\u202f"],
    }
    assert style_data("ar-EG")["digits"] == "٠١٢٣٤٥٦٧٨٩"


def test_every_locale_names_a_shape() -> None:
    places = {int(word.partition("=")[2]) for word in cldr.LOCALES.split()}
    assert places == set(range(len(cldr.SHAPES)))
