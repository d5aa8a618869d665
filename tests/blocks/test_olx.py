"""Import and export through XBlock's own runtime: nothing lost, nothing raised, the same bytes twice."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from xblock.fields import Scope, ScopeIds

from tests.blocks.host_runtime import AUTHOR, Host, Key

CASE = (
    '<epm_case schema_version="1" case_id="taux" display_name="Taux &amp; flux" lang="fr" figures="fr" max_attempts="3"'
    ' weight="10.0">\n  <brief id="b"><!-- à relire --><p>x &lt; y, <b>a</b> <i>b</i>&#160;:</p></brief>\n'
    '  <step kind="written" id="m" title="Lire"><prompt><p>Dites.</p></prompt></step>\n</epm_case>'
)
WRITTEN = CASE.replace('weight="10.0"', 'weight="10.0" xml:space="preserve"').replace("&#160;", "\u00a0")
INNER = CASE[CASE.index("\n") : CASE.rindex("</epm_case>")].replace("&#160;", "\u00a0")


@pytest.fixture
def host():
    return Host()


def out(host, key):
    """The element of a block as its parent writes it."""
    parent = etree.Element("vertical")
    host.runtime(AUTHOR).add_block_as_child_node(host.block(key, AUTHOR), parent)
    return parent[0]


def text(element):
    return etree.tostring(element, encoding="unicode")


def test_attributes_and_children_come_in_and_go_out_as_they_were(host):
    key = host.load(CASE)
    block = host.block(key)
    assert (block.case_id, block.display_name, block.lang, block.max_attempts) == ("taux", "Taux & flux", "fr", 3)
    assert block.weight == 10.0
    assert block.source == INNER
    element = out(host, key)
    assert list(element.attrib) == [
        "url_name", "schema_version", "case_id", "display_name", "lang", "figures", "max_attempts", "weight",
        "{http://www.w3.org/XML/1998/namespace}space",
    ]  # fmt: skip
    assert text(element) == WRITTEN.replace("<epm_case", '<epm_case url_name="1"')


def test_writing_twice_gives_the_same_bytes(host):
    once = host.export(host.load(CASE))
    assert host.export(host.load(once)) == once


# What the platform does with each of these is in the table of negative cases: dropped, empty, or overwritten.
NEGATIVE = {
    "attributes": ('<epm_case display_name="A"/>', {"display_name": "A", "source": ""}),
    "url_name only": ('<epm_case url_name="x"/>', {"display_name": "Case exercise", "source": ""}),
    "nothing at all": ("<epm_case/>", {"source": ""}),
    "nested elements": ("<epm_case><brief><p>x</p></brief></epm_case>", {"source": "<brief><p>x</p></brief>"}),
    "an unknown nested block": ("<epm_case><quiz_of_mars/></epm_case>", {"source": "<quiz_of_mars/>"}),
    "a known block inside": ("<epm_case><vertical/></epm_case>", {"source": "<vertical/>"}),
    "text alone": ("<epm_case>stray &amp; text</epm_case>", {"source": "stray &amp; text"}),
    "CDATA": ("<epm_case><brief><![CDATA[a < b]]></brief></epm_case>", {"source": "<brief>a &lt; b</brief>"}),
    "a comment inside": ("<epm_case><brief><!-- c --></brief></epm_case>", {"source": "<brief><!-- c --></brief>"}),
    "an instruction inside": ("<epm_case><brief><?x y?></brief></epm_case>", {"source": "<brief><?x y?></brief>"}),
    "a newer version": ('<epm_case schema_version="99"><new/></epm_case>', {"schema_version": 99, "source": "<new/>"}),
    "family": ('<epm_case xblock-family="xblock.v1"/>', {"kept_attributes": {}}),
    "paste": ('<epm_case x-is-pointer-node="no" tags-v1="a:b"/>', {"kept_attributes": {}}),
    "unknown attributes": (
        '<epm_case colour="red" x:y="z" xmlns:x="urn:x"/>',
        {"kept_attributes": {"colour": "red", "{urn:x}y": "z"}},
    ),
    "a number that is none": (
        '<epm_case max_attempts="three"/>',
        {"max_attempts": None, "kept_attributes": {"max_attempts": "three"}},
    ),
    "a version that is none": (
        '<epm_case schema_version="x"/>',
        {"schema_version": 1, "kept_attributes": {"schema_version": "x"}},
    ),
    "a mixin's nonsense": ('<epm_case due="soon"/>', {"due": None, "kept_attributes": {"due": "soon"}}),
    "learner state": (
        '<epm_case draft="{}" sent="7" bookmarked="true"/>',
        {"sent": 0, "bookmarked": False, "draft": {}},
    ),
    "names of our own fields": ('<epm_case source="&lt;a/&gt;" kept_attributes="{}"/>', {"source": ""}),
    "structure": ('<epm_case parent="x" children="[]"/>', {"parent": None, "source": ""}),
}  # fmt: skip


@pytest.mark.parametrize("name", NEGATIVE)
def test_whatever_stands_there_the_block_is_imported_and_goes_out_again(host, name):
    xml, expected = NEGATIVE[name]
    key = host.load(xml)
    block = host.block(key)
    assert {field: getattr(block, field) for field in expected} == expected
    first = text(out(host, key))
    assert 'schema_version="' in first
    again = host.load(first)
    assert text(out(host, again)).replace('url_name="2"', 'url_name="1"') == first
    assert {field: getattr(host.block(again), field) for field in expected} == expected


@pytest.mark.parametrize(
    "attribute", ['max_attempts="three"', 'colour="red"', 'draft="{}"', 'sent="7"', 'schema_version="x"']
)
def test_an_attribute_that_is_not_understood_goes_out_as_it_came(host, attribute):
    assert attribute.encode() in host.export(host.load(f"<epm_case {attribute}/>"))


def test_learner_state_is_never_written(host):
    key = host.load(CASE)
    block = host.block(key, AUTHOR)  # who exports, and may have tried the case
    block.draft, block.sent, block.seat, block.practice = {"answers": {"canary": "1"}}, 3, "canary", {"canary": 1}
    block.bookmarked = True
    block.save()
    assert b"canary" not in host.export(key)
    assert b"bookmarked" not in host.export(key)


def test_every_setting_of_the_platform_survives(host):
    key = host.load("<epm_case/>")
    block = host.block(key, AUTHOR)
    due = datetime(2026, 12, 1, 12, tzinfo=UTC)
    values = {
        "due": due, "graceperiod": timedelta(hours=36), "visible_to_staff_only": True, "group_access": {"7": [1, 2]},
        "show_correctness": "past_due", "upstream": "lb:IFPE:BANK:epm_case:taux", "upstream_version": 4, "weight": 2.5,
        "edited_note": "à l’essai\nici", "tags": ["a", "b"], "name": "n", "max_attempts": None, "format": None,
        "downstream_customized": ["display_name"], "display_name": "«\u202fA\u00a0»\n\"'<&>\t",
    }  # fmt: skip
    for name, value in values.items():
        setattr(block, name, value)
    block.source = INNER
    block.save()
    first = text(out(host, key))
    again = host.block(host.load(first))
    assert {name: getattr(again, name) for name in values} == values
    assert again.source == INNER
    assert text(out(host, again.scope_ids.usage_id)).replace('url_name="2"', 'url_name="1"') == first


def test_blanks_between_words_survive_the_platforms_parser_and_its_pretty_writer(host):
    """Studio reads with remove_blank_text and exports with pretty_print, each of which would change what is read."""
    source = "\n<brief><p><b>a</b> <i>b</i></p><p><b>c</b><i>d</i></p></brief>"
    key = host.load(f"<epm_case>{source}</epm_case>")
    parser = etree.XMLParser(remove_blank_text=True)
    parent = etree.fromstring(f"<vertical>\n{text(out(host, key))}\n</vertical>", parser)
    pretty = etree.tostring(parent, pretty_print=True)
    again = host.children(host.load(etree.tostring(etree.fromstring(pretty, parser))))[0]
    assert host.block(again).source == source


def test_unset_fields_are_not_written(host):
    assert set(out(host, host.load("<epm_case/>")).attrib) == {"url_name", "schema_version"}


def test_a_paste_or_a_copy_is_the_same_case_under_another_name(host):
    element = out(host, host.load(CASE))
    element.set("x-is-pointer-node", "no")
    copy = host.load(text(element).replace('url_name="1"', 'url_name="9"'))
    block = host.block(copy)
    assert (block.case_id, block.source) == ("taux", INNER)
    first = Key("block-v1:IFPE+PLAN+2026+type@epm_case+block@1")
    assert text(out(host, copy)).replace('url_name="2"', 'url_name="1"') == text(out(host, first))


def test_in_a_unit_siblings_keep_their_places(host):
    unit = host.load(f"<vertical>{CASE}<epm_case case_id='other'/>{CASE}</vertical>")
    assert [host.block(key).case_id for key in host.children(unit)] == ["taux", "other", "taux"]


def test_a_library_without_url_name_or_children_scopes(host):
    """openedx-core parses `block.xml` with plain parse_xml on a runtime that refuses children."""
    runtime = host.runtime(AUTHOR)
    runtime.add_node_as_child = None
    cls = runtime.mixologist.mix(runtime.load_block_type("epm_case"))
    key = Key("lb:IFPE:BANK:epm_case:taux")
    block = cls.parse_xml(etree.fromstring(CASE), runtime, ScopeIds(None, "epm_case", key, key))
    assert block.source == INNER
    assert not block.has_children
    assert "children" not in block.fields
    node = etree.Element("unknown")
    block.add_xml_to_node(node)
    assert text(node) == WRITTEN


def test_namespaces_of_the_document_do_not_creep_into_the_source(host):
    xml = f'<vertical xmlns:option="http://code.edx.org/xblock/option" xmlns:z="urn:z">{CASE}</vertical>'
    assert host.block(host.children(host.load(xml))[0]).source == INNER


@pytest.mark.parametrize("source", ["<brief><p>open", "a & b", "</epm_case><script/>", "<!DOCTYPE a>"])
def test_a_source_that_is_no_xml_is_kept_whole(host, source):
    key = host.load("<epm_case/>")
    block = host.block(key, AUTHOR)
    block.source = source
    block.save()
    first = text(out(host, key))
    again = host.load(first)
    assert host.block(again).source == source
    assert text(out(host, again)).replace('url_name="2"', 'url_name="1"') == first


def test_a_title_with_signs_that_xml_cannot_hold_does_not_stop_the_export(host):
    key = host.load("<epm_case/>")
    block = host.block(key, AUTHOR)
    block.display_name = "a\x00b\ud800c"
    block.save()
    assert b'display_name="abc"' in host.export(key)


def test_faults_are_logged(host, caplog):
    with caplog.at_level(logging.WARNING):
        host.load('<epm_case max_attempts="three"/>')
    assert "max_attempts" in caplog.text


NAMES = st.sampled_from(["p", "brief", "step", "b", "table", "unknown"])
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=20
)


def element(name, words, children, tail):
    node = etree.Element(name, {"id": words[:5]})
    node.text, node.tail = words, tail
    node.extend(children)
    return node


TREES = st.recursive(
    st.builds(element, NAMES, TEXTS, st.just([]), TEXTS),
    lambda inner: st.builds(element, NAMES, TEXTS, st.lists(inner, max_size=3), TEXTS),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(TREES, max_size=3), TEXTS)
def test_any_tree_goes_in_and_out(children, words):
    host = Host()
    root = etree.Element("epm_case", {"case_id": "x"})
    root.text = words
    root.extend(children)
    key = host.load(text(root))
    first = text(out(host, key))
    again = out(host, host.load(first))
    again.set("url_name", "1")
    assert text(again) == first
    written = etree.fromstring(first)
    for name in ("url_name", "schema_version", "{http://www.w3.org/XML/1998/namespace}space"):
        written.attrib.pop(name, None)
    assert etree.tostring(written, method="c14n") == etree.tostring(root, method="c14n")


def test_only_settings_and_content_have_attributes(host):
    block = host.block(host.load("<epm_case/>"))
    block.seat = "x"
    node = etree.Element("unknown")
    block.add_xml_to_node(node)
    scopes = {block.fields[name].scope for name in node.attrib if name in block.fields}
    assert scopes <= {Scope.settings, Scope.content}
