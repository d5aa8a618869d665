"""Rich text: what is shown of it, its figures, and what an author is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from epm_xblocks.kinds.rich import Rich, figs, html, plain_text, rich_faults
from epm_xblocks.safe_xml import parse
from tests.kinds.helpers import CONTEXT, REVEALED

NNBSP, NBSP = "\u202f", "\u00a0"

SHOWN = {
    "plain": ("<p>a &amp; <b>b</b></p>", "<p>a &amp; <b>b</b></p>"),
    "empty elements close": ("<p><b/>x<br/></p>", "<p><b></b>x<br></p>"),
    "script goes with its words": ("<p>a<script>alert(1)</script></p>", "<p>a</p>"),
    "style element": ("<style>p{}</style><p>a</p>", "<p>a</p>"),
    "handler": ('<p onclick="x()">a</p>', "<p>a</p>"),
    "style attribute": ('<p style="color:red">a</p>', "<p>a</p>"),
    "id is not shown": ('<p id="save">a</p>', "<p>a</p>"),
    "class is not shown": ('<span class="epm-bar">a</span>', "<span>a</span>"),
    "unknown element keeps words": ("<section><p>a</p></section>", "<p>a</p>"),
    "javascript": ('<a href="javascript:x()">a</a>', '<a rel="noopener noreferrer">a</a>'),
    "javascript in pieces": ('<a href=" java&#10;script:x()">a</a>', '<a rel="noopener noreferrer">a</a>'),
    "data": ('<a href="data:text/html,x">a</a>', '<a rel="noopener noreferrer">a</a>'),
    "protocol-relative": ('<a href="//evil.example">a</a>', '<a rel="noopener noreferrer">a</a>'),
    "link": (
        '<a href="https://iiep.example/x">a</a>',
        '<a href="https://iiep.example/x" rel="noopener noreferrer">a</a>',
    ),
    "picture of the course": ('<img src="/static/a.png" alt="b"/>', '<img src="/static/a.png" alt="b">'),
    "picture without words": ('<img src="/static/a.png"/>', '<img src="/static/a.png" alt="">'),
    "picture from elsewhere": ('<img src="https://evil.example/a.png" alt="b"/>', '<img alt="b">'),
    "picture from elsewhere, hidden": ('<img src="/\\evil.example/a.png" alt="b"/>', '<img alt="b">'),
    "comment": ("<p>a<!-- secret --></p>", "<p>a</p>"),
}


@pytest.mark.parametrize("name", SHOWN)
def test_shown(name):
    written, shown = SHOWN[name]
    assert html(Rich(written), CONTEXT) == shown


FIGURES = {
    '<fig of="Données!B4"/>': f"151{NNBSP}110",
    "<fig of=\"'Données'!$B$4\"/>": f"151{NNBSP}110",
    '<fig of="Données!B5"/>': f"87,3{NBSP}%",
    '<fig of="Données!B5" unit="no"/>': "87,3",
    '<fig of="Données!B5" decimals="0"/>': f"87{NBSP}%",
    '<fig of="Données!Z9"/>': "–",
    '<fig of="nonsense"/>': "–",
    '<fig of="Calcul!C4"/>': "–",
    '<fig of="C4"/>': "–",
    '<fig own="C4"/>': "75 &lt;b&gt;",
    '<fig own="C5"/>': "–",
    "<fig/>": "–",
}


@pytest.mark.parametrize("written", FIGURES)
def test_figures_in_prose(written):
    assert html(Rich(f"<p>a {written} b {written}</p>"), CONTEXT, "Calcul") == (
        "<p>a {0} b {0}</p>".format(f'<bdi class="epm-fig">{FIGURES[written]}</bdi>')
    )


def test_a_key_figure_shows_once_it_may():
    assert f"75{NNBSP}555" in html(Rich('<fig of="Calcul!C4"/>'), REVEALED)
    assert plain_text(Rich('x <fig of="C4"/>'), REVEALED, "Calcul") == f"x 75{NNBSP}555"


def test_places_of_figures_cannot_be_forged():
    assert html(Rich("<p>\ue0f00\ue0f1</p>"), CONTEXT) == "<p>0</p>"


def test_figures_know_their_lines():
    assert [(fig.of, fig.line) for fig in figs(Rich('a\n<fig of="A1"/>\n<p><fig of="A2"/></p>', 7))] == [
        ("A1", 8),
        ("A2", 9),
    ]


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ('<p><b>a</b><a href="/x">b</a></p>', []),
        ('<p id="a" lang="fr">a</p>', []),
        ("<script>a</script>", ["rich-element"]),
        ('<p style="a">a</p>', ["rich-attribute"]),
        ('<a href="javascript:a">b</a>', ["rich-attribute"]),
        ('<img src="/static/a.png"/>', ["image-alt"]),
        ('<img src="http://elsewhere/a.png" alt=""/>', ["rich-attribute"]),
        ("<p><fig/></p>", ["fig-empty"]),
    ],
)
def test_authors_are_told(written, codes):
    found = list(rich_faults(parse(f"<brief>\n{written}</brief>")))
    assert [finding.code for finding in found] == codes
    assert all(finding.place.line == 2 for finding in found)


@given(st.text(max_size=60))
def test_any_text_is_shown_as_text(text):
    shown = html(Rich(text), CONTEXT)
    assert "<script" not in shown.lower()
    assert plain_text(Rich(text), CONTEXT) is not None


@given(st.text("<>/&;='\" scriptonerlimgahfyle:", max_size=80))
def test_nothing_dangerous_passes(text):
    shown = html(Rich(text), CONTEXT).lower()
    assert "<script" not in shown
    assert "javascript:" not in shown or "<a" not in shown
