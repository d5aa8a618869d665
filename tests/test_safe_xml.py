"""The one XML parser: what it refuses, and where it says the fault is."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import epm_xblocks
from epm_xblocks.safe_xml import LIMIT, XmlProblem, document, inner, inside, outer, parse, same, text_of

REFUSED = {
    "undeclared entity": ("<a>&x;</a>", "xml-entity", 1),
    "doctype": ("<!-- c -->\n<!DOCTYPE a>\n<a/>", "xml-doctype", 2),
    "entity in an attribute": ('<!DOCTYPE a [<!ENTITY x "y">]><a b="&x;"/>', "xml-doctype", 1),
    "doctype in utf-16": ('<!DOCTYPE a [<!ENTITY x "y">]><a b="&x;"/>'.encode("utf-16"), "xml-doctype", 0),
    "instruction before": ("<?x y?><a/>", "xml-instruction", 1),
    "instruction inside": ("<a>\n<?x y?></a>", "xml-instruction", 2),
    "instruction after": ("<a/><?x y?>", "xml-instruction", 1),
    "unclosed": ("<a>\n<b></a>", "xml-mismatch", 2),
    "deep": ("<a>" * 101 + "</a>" * 101, "xml-too-deep", 1),
    "very deep": ("<a>" * 5000 + "</a>" * 5000, "xml-too-deep", 1),
    "empty": ("", "xml-empty", 1),
    "lone surrogate": ("<a>\n\ud800</a>", "xml-not-text", 2),
    "nul": ("<a>\x00</a>", "xml-not-text", 1),
    "large": ("<a>" + "x" * LIMIT + "</a>", "xml-too-large", 0),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_its_place(name):
    source, code, line = REFUSED[name]
    with pytest.raises(XmlProblem) as caught:
        parse(source, file="case.xml")
    assert (caught.value.code, caught.value.place.line, caught.value.place.file) == (code, line, "case.xml")


SLIPS = {
    "<a>\n<b></c></a>": ("xml-mismatch", {"open": "b", "opened": 2, "close": "c"}, 2, 8),
    "<a>\n<b>": ("xml-unclosed", {"open": "b", "opened": 2}, 2, 4),
    "<a>\n&nbsp;</a>": ("xml-entity", {"name": "nbsp"}, 2, 7),
    "<a>b & c</a>": ("xml-ampersand", {}, 1, 7),
    '<a b="x&y"/>': ("xml-ampersand", {}, 1, 10),
    "<a>\x01</a>": ("xml-not-text", {}, 1, 4),
    "<a>&#1;</a>": ("xml-not-text", {}, 1, 8),
    "<a b=c/>": ("xml-quotes", {}, 1, 6),
    "<a b='1'c='2'/>": ("xml-quotes", {}, 1, 9),
    "<a b/>": ("xml-attribute-value", {"name": "b"}, 1, 5),
    '<a b="1" b="2"/>': ("xml-attribute-twice", {"name": "b"}, 1, 15),
    "<a/>\n<b/>": ("xml-extra", {}, 2, 1),
    '<a b="c></a>': ("xml-less-than", {}, 1, 9),
    "<a>1 < 2</a>": ("xml-tag-name", {}, 1, 7),
    "<a></a": ("xml-tag-open", {}, 1, 7),
    "text": ("xml-empty", {}, 1, 1),
    "<a><!-- x </a>": ("xml-comment", {}, 1, 15),
    "<a><!-- x -- y --></a>": ("xml-comment", {}, 1, 11),
    "<x:a/>": ("xml-prefix", {"name": "x"}, 1, 5),
    b"<a>\xff</a>": ("xml-encoding", {}, 1, 4),
    "<a>]]></a>": ("xml-broken", {"said": "Sequence ']]>' not allowed in content"}, 1, 4),
}


@pytest.mark.parametrize("source", SLIPS, ids=str)
def test_the_usual_slips_have_names_of_their_own(source):
    code, values, line, column = SLIPS[source]
    with pytest.raises(XmlProblem) as caught:
        parse(source)
    place = caught.value.place
    assert (caught.value.code, caught.value.values) == (code, values)
    assert (place.line, place.column) == (line, column)


def test_external_entities_are_never_fetched(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("token")
    with pytest.raises(XmlProblem):
        parse(f'<!DOCTYPE a [<!ENTITY x SYSTEM "file://{secret}">]><a>&x;</a>')


def test_a_comment_that_speaks_of_doctypes_is_no_doctype():
    assert parse("<!-- <!DOCTYPE a> --><a><!-- <!DOCTYPE b> --></a>").tag == "a"


def test_one_hundred_levels_are_read():
    assert parse("<a>" * 100 + "</a>" * 100).tag == "a"


def test_lines_of_a_fragment_are_those_of_the_file():
    with pytest.raises(XmlProblem) as caught:
        inside("\n<p>\n</q>", "epm_case", line=7)
    assert caught.value.place.line == 9
    assert caught.value.values == {"open": "p", "opened": 8, "close": "q"}


def test_columns_of_a_fragment_are_those_of_the_file():
    with pytest.raises(XmlProblem) as caught:
        inside("<p>a & b</p>", "epm_case")
    assert (caught.value.place.line, caught.value.place.column) == (1, 7)


@pytest.mark.parametrize("source", ["</r><r>", "</r>", "<![CDATA[", "<!--", "<a", "<?xml version='1.0'?><a/>"])
def test_a_fragment_cannot_leave_its_element(source):
    with pytest.raises(XmlProblem):
        inside(source, "r")


def test_words_without_comments():
    assert text_of(parse("<a> one <!-- no --> <b>two</b>\n three</a>")) == "one two three"


def test_an_element_is_written_with_its_letters_wherever_it_stands():
    part = '<b title="Données é"><i alt="œuvre">é</i></b>'
    root = parse(f'<a label="à">{part} tail</a>')
    assert outer(root[0]) == part
    assert outer(root[0], tail=True) == part + " tail"
    assert inner(root) == part + " tail"
    assert document(root).decode() == f'<a label="à">{part} tail</a>\n'


def test_nothing_else_in_the_house_writes_xml_by_itself():
    rooms = ("case", "kinds", "package")
    sources = [path for room in rooms for path in (Path(epm_xblocks.__file__).parent / room).rglob("*.py")]
    others = [path.name for path in sources if re.search(r"tostring\((?!.*method=)", path.read_text("utf-8"))]
    assert others == []


text = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), max_size=20
)
trees = st.recursive(
    text.map(lambda words: words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")),
    lambda inside_: st.lists(inside_, max_size=3).map(
        lambda parts: "".join(f"<b k='1'>{part}</b><!-- c -->" for part in parts)
    ),
    max_leaves=8,
)


@settings(deadline=None)  # because a busy machine is no fault
@given(trees)
def test_inner_is_the_inverse_of_inside(source):
    element = inside(source, "r")
    again = inside(inner(element), "r")
    assert same(element, again)
    assert inner(again) == inner(element)
