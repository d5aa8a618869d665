"""Formulas: read and written, filled down, in other languages, with sheets renamed."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from epm_xblocks.workbook.formula import (
    MAX_DEPTH,
    MAX_LENGTH,
    canonical,
    fill,
    localise,
    parse,
    precedents,
    rename_sheets,
    written,
)
from epm_xblocks.workbook.functions import FUNCTIONS, LANGUAGES, folded, function_named, local_name
from epm_xblocks.workbook.problems import GateProblem
from epm_xblocks.workbook.refs import MAX_COLUMN, MAX_ROW, Area
from epm_xblocks.workbook.tree import (
    Bool,
    Call,
    Chain,
    Group,
    Missing,
    Number,
    Percent,
    Prefix,
    Range,
    Ref,
    Text,
    parts,
)

SHEETS = st.sampled_from(["", "Calcul", "Données", "Ma feuille", "L'an 1", "A1"])
REFS = st.builds(Ref, SHEETS, st.integers(1, MAX_ROW), st.integers(1, MAX_COLUMN), st.booleans(), st.booleans())
RANGES = st.builds(lambda a, b: Range(a, Ref(a.sheet, b.row, b.column, b.row_fixed, b.column_fixed)), REFS, REFS)
NUMBERS = st.one_of(
    st.integers(0, 10**12).map(str),
    st.decimals(0, 10**6, places=4).map(lambda figure: f"{figure:f}"),
    st.sampled_from([".5", "1.", "1E5", "2.5E-3", "1E+10"]),
).map(Number)
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12).map(Text)
LEAVES = st.one_of(NUMBERS, REFS, RANGES, TEXTS, st.booleans().map(Bool))


def _call(arguments):
    names = [name for name, one in FUNCTIONS.items() if one.least <= len(arguments) <= one.most]
    return st.sampled_from(names).map(lambda name: Call(name, tuple(arguments)))


def _compound(inner):
    operand = st.one_of(
        LEAVES, inner.map(Group), st.lists(st.one_of(inner, st.just(Missing())), min_size=2, max_size=3).flatmap(_call)
    )
    power = st.builds(lambda a, b: Chain(a, (("^", b),)), operand, operand)
    signed = st.builds(Prefix, st.sampled_from(["-", "+", "--"]), operand)
    percent = st.builds(Percent, st.integers(1, 2), operand)
    term = st.one_of(operand, power, signed, percent)
    product = st.builds(
        lambda a, rest: Chain(a, tuple(rest)),
        term,
        st.lists(st.tuples(st.sampled_from("*/"), term), min_size=1, max_size=3),
    )
    total = st.builds(
        lambda a, rest: Chain(a, tuple(rest)),
        product,
        st.lists(st.tuples(st.sampled_from("+-"), product), min_size=1, max_size=2),
    )
    joined = st.builds(lambda a, b: Chain(a, (("&", b),)), total, total)
    compared = st.builds(
        lambda a, o, b: Chain(a, ((o, b),)), joined, st.sampled_from(["=", "<>", "<", ">", "<=", ">="]), total
    )
    return st.one_of(term, product, total, joined, compared)


def _levels(tree):
    """An upper bound of the levels the reader counts."""
    own = {Prefix: 2, Percent: 2, Group: 1, Call: 1, Chain: 1}.get(type(tree), 0)
    return own + max((_levels(part) for part in parts(tree)), default=0)


TREES = st.recursive(LEAVES, _compound, max_leaves=12)


@settings(max_examples=100, deadline=None)
@given(TREES)
def test_what_is_written_is_read_back(tree):
    text = written(tree)
    assume(len(text) <= MAX_LENGTH and _levels(tree) <= MAX_DEPTH)
    assert parse(text) == tree
    assert written(parse(text)) == text


@settings(max_examples=60, deadline=None)
@given(TREES, st.sampled_from(["fr", "es", "pt", "fr-CH", "en", "sw"]))
def test_every_language_is_read_back(tree, lang):
    text = written(tree)
    assume(len(text) <= MAX_LENGTH and _levels(tree) <= MAX_DEPTH)
    shown = localise(text, lang)
    assume(len(shown) <= MAX_LENGTH)
    assert canonical(shown, lang) == text


@pytest.mark.parametrize(
    ("typed", "lang", "stored"),
    [
        ("=SOMME(A1:A2;3,5)", "fr", "=SUM(A1:A2,3.5)"),
        ("= somme( a1:a2 ; 3,5 )", "fr", "=SUM(A1:A2,3.5)"),
        (
            '=SI(ET(B2>0;C2<>"oui");ARRONDI(B2/C2;1);NON(VRAI))',
            "fr",
            '=IF(AND(B2>0,C2<>"oui"),ROUND(B2/C2,1),NOT(TRUE))',
        ),
        ("=ROUND(B2/C2,1)", "fr", "=ROUND(B2/C2,1)"),
        ("=SUM(B2:B4)", "fr", "=SUM(B2:B4)"),
        ("=SOMME(1,5)", "fr", "=SUM(1.5)"),
        ('=SOMME.SI(A1:A9;">2";B1:B9)', "fr-FR", '=SUMIF(A1:A9,">2",B1:B9)'),
        ("=SOMME(A1;3.5)", "fr-CH", "=SUM(A1,3.5)"),
        ("=MÉDIA(A1:A3)", "pt", "=AVERAGE(A1:A3)"),
        ("=MEDIA(A1:A3)", "pt-MZ", "=AVERAGE(A1:A3)"),
        ("=PROMEDIO(A1:A3;2,5)", "es", "=AVERAGE(A1:A3,2.5)"),
        ("=B2 / C2 * 100", "sw", "=B2/C2*100"),
        ("=100−B2×C2÷D2", "fr", "=100-B2*C2/D2"),
        ("=B2\u00a0+\u202fC2", "fr", "=B2+C2"),
        ("='Ma feuille'!$B$4%", "fr", "='Ma feuille'!$B$4%"),
        ("=SOMME(Données!B4:B9)", "fr", "=SUM(Données!B4:B9)"),
        ("=IF(A1,,1)", "en", "=IF(A1,,1)"),
        ("=LOG10(A1)+LOG10", "en", "=LOG10(A1)+LOG10"),
        ("=VRAI()", "fr", "=TRUE"),
    ],
)
def test_a_learner_types_in_the_language_of_the_spreadsheet(typed, lang, stored):
    assert canonical(typed, lang) == stored


def test_french_is_shown_in_french():
    assert localise("=IF(A1>=2.5,ROUND(SUM(B1:B3),1),FALSE)", "fr") == "=SI(A1>=2,5;ARRONDI(SOMME(B1:B3);1);FAUX)"
    assert localise("=SUM(A1,2.5)", "ar") == "=SUM(A1,2.5)"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_of_a_language_are_its_own_and_read_back(lang):
    """No two functions share a name, and every written name is read as the function it is."""
    names = [folded(local_name(name, lang)) for name in FUNCTIONS]
    twice = {name for name in names if names.count(name) > 1}
    assert twice == set()
    assert all(function_named(local_name(name, lang), lang) == name for name in FUNCTIONS)


@pytest.mark.parametrize(
    ("formula", "rows", "columns", "filled"),
    [
        ("=B2/C2*100", 3, 0, "=B5/C5*100"),
        ("=B2/$C$2", 1, 1, "=C3/$C$2"),
        ("=$B2+B$2", 2, 2, "=$B4+D$2"),
        ("=SUM(B2:B$9)", 1, 1, "=SUM(C3:C$9)"),
        ("='Ma feuille'!A1-A1", 0, 25, "='Ma feuille'!Z1-Z1"),
    ],
)
def test_fills_as_excel_does(formula, rows, columns, filled):
    assert fill(formula, rows, columns) == filled


def test_filling_off_the_sheet_is_refused():
    with pytest.raises(GateProblem) as caught:
        fill("=A1", -1, 0)
    assert caught.value.code == "formula-off-sheet"


def test_precedents_are_rectangles_on_their_sheets():
    assert precedents("=B2/Données!C3+SUM(D5:C4)+B2", "Calcul") == (
        Area("Calcul", 2, 2, 2, 2),
        Area("Données", 3, 3, 3, 3),
        Area("Calcul", 4, 3, 5, 4),
    )


@pytest.mark.parametrize(
    ("text", "renamed"),
    [
        ("=Données!B4/2", "=Data!B4/2"),
        ("='Ma feuille'!B4+Calcul!C1", "='My sheet'!B4+Calcul!C1"),
        ('=IF(Données!B4>0,"Données!B4",1)', '=IF(Data!B4>0,"Données!B4",1)'),
        ("Données!B10", "Data!B10"),
        ("Données!B4:C9", "Data!B4:C9"),
        ("Ma feuille!B4", "'My sheet'!B4"),
        ("B4", "B4"),
        ("=Autre!B4 + +", "=Autre!B4 + +"),
        ("= Données!B4 /  2", "= Data!B4 /  2"),
        ("", ""),
    ],
)
def test_renames_sheets_and_touches_nothing_else(text, renamed):
    assert rename_sheets(text, {"Données": "Data", "Ma feuille": "My sheet"}) == renamed
