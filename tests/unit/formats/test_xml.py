from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.errors import InputError
from mtqc.formats import xml
from mtqc.formats.input import Input
from mtqc.formats.xml import Element, Text, read_xml, refuse_entities
from mtqc.model import Position
from tests.unit.formats.markup_files import BILLION_LAUGHS, EXTERNAL_ENTITY, PARAMETER_ENTITY

UNIT = frozenset({"unit"})
# What XML 1.0 allows in a text, without the carriage return, which it turns into a line feed.
CHARACTERS = st.characters(codec="utf-8", exclude_characters="\r\ufffe\uffff").filter(
    lambda character: character >= " " or character in "\t\n"
)


def file_of(content: str | bytes) -> Input:
    return Input.of_bytes("file.xml", content.encode() if isinstance(content, str) else content)


def units(content: str | bytes) -> list[Element]:
    return [event.element for event in read_xml(file_of(content), UNIT) if event.kind == "whole"]


def texts(element: Element) -> list[tuple[str, int, int]]:
    return [
        (child.content, child.position.line, child.position.column)
        for child in element.children
        if isinstance(child, Text)
    ]


def test_every_piece_of_text_knows_its_place() -> None:
    (unit,) = units("<a>\r\n <unit>Grün &amp; <b>x</b>\r\nzwei &#x41;b<!-- c -->d<![CDATA[<q>]]>z</unit></a>")
    assert unit.position == Position(2, 2)
    assert texts(unit) == [
        ("Grün &", 2, 8),
        (" ", 2, 18),
        ("\nzwei A", 2, 27),
        ("b", 3, 12),
        ("d", 3, 23),
        ("<q>", 3, 33),
        ("z", 3, 39),
    ]
    assert unit.text == "Grün & x\nzwei Abd<q>z"


def test_columns_count_characters_beyond_the_basic_plane_once() -> None:
    (unit,) = units("<unit>😀日é&lt;x</unit>")
    assert texts(unit) == [("😀日é<", 1, 7), ("x", 1, 14)]


def test_lines_are_exact_beyond_65535() -> None:
    (unit,) = units("<a>" + "\n" * 80_000 + "<unit>\nx</unit></a>")
    assert unit.position == Position(80_001, 1)
    assert texts(unit) == [("\nx", 80_001, 7)]


def test_names_lose_their_prefixes_and_namespaces_are_kept() -> None:
    (unit,) = units('<p:unit xmlns:p="urn:p" xml:lang="de" a="1" p:b="2"><p:c/><c xmlns="urn:q"/><p:c/></p:unit>')
    assert (unit.namespace, unit.name, unit.language) == ("urn:p", "unit", "de")
    assert (unit.attributes["a"], unit.attributes["urn:p b"]) == ("1", "2")
    assert len(list(unit.elements("c"))) == 2
    assert unit.first("d") is None


def test_xml_space_holds_for_what_is_inside_until_it_is_changed() -> None:
    content = '<a xml:space="preserve"><unit><b xml:space="default"><c/></b></unit><unit xml:space="default"/></a>'
    first, second = units(content)
    inner = first.first("b")
    assert inner is not None
    deepest = inner.first("c")
    assert deepest is not None
    assert [first.preserve, inner.preserve, deepest.preserve, second.preserve] == [True, False, False, False]


def test_elements_around_units_start_and_end() -> None:
    events = [(event.kind, event.element.name) for event in read_xml(file_of("<a><b>x</b><unit><b/></unit></a>"), UNIT)]
    assert events == [("start", "a"), ("start", "b"), ("end", "b"), ("whole", "unit"), ("end", "a")]


@given(st.text(CHARACTERS))
@settings(max_examples=100)
def test_text_comes_back_with_the_place_of_each_character(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    content = f"<unit>{escaped}</unit>"
    (unit,) = units(content)
    assert unit.text == text
    lines = content.split("\n")
    for child in unit.children:
        assert isinstance(child, Text)
        for offset, character in enumerate(child.content):
            position = child.position.after(child.content[:offset])
            assert (lines[position.line - 1] + "\n")[position.column - 1] == ("&" if character in "&<>" else character)


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
)
def test_unicode_is_read_with_and_without_byte_order_mark(encoding: str) -> None:
    (unit,) = units('<?xml version="1.0"?><unit>Grüße 😀</unit>'.encode(encoding))
    assert unit.text == "Grüße 😀"


@pytest.mark.parametrize("encoding", ["windows-1252", "iso-8859-15", "koi8-r", "shift_jis", "gb18030"])
def test_the_declared_encoding_holds(encoding: str) -> None:
    text = {"koi8-r": "Привет", "shift_jis": "日本", "gb18030": "中文"}.get(encoding, "Grüße €")
    text = text.replace(" €", "") if encoding == "iso-8859-15" else text
    (unit,) = units(f'<?xml version="1.0" encoding="{encoding}"?><unit>{text}</unit>'.encode(encoding))
    assert unit.text == text


def test_a_file_that_was_converted_since_its_declaration() -> None:
    (unit,) = units('<?xml version="1.0" encoding="UTF-16"?><unit>Grüße</unit>')
    assert unit.text == "Grüße"


def test_an_encoding_by_the_user_is_stronger_than_the_declaration() -> None:
    content = '<?xml version="1.0" encoding="utf-8"?><unit>Grüße</unit>'.encode("latin-1")
    (event,) = read_xml(Input.of_bytes("a", content, "latin-1"), UNIT)
    assert event.element.text == "Grüße"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('<?xml version="1.0" encoding="klingon"?><a/>', "file.xml:1: the file declares an unknown encoding 'klingon'"),
        (b"<a>\n\xff</a>", "file.xml:2: byte 0xff at offset 4 is not UTF-8"),
        ("<a>\n\n\0</a>", "file.xml:3: contains a NUL character"),
        ("", "file.xml:1: holds no XML element"),
        (" \n<!-- -->", "file.xml:2: holds no XML element"),
        ("Hallo", "file.xml:1: is not well-formed XML"),
        ("<a>\n<unit>\n", "file.xml:3: is cut off: <unit> of line 2 is not closed"),
        ("<a>\n<unit", "file.xml:2: is cut off: <a> of line 1 is not closed"),
        ("<a><![CDATA[x", "file.xml:1: is cut off: <a> of line 1 is not closed"),
        ("<a>\n<unit></a>", "file.xml:2: is not well-formed XML: another end tag stands where <unit> of line 2"),
        ("<a>\n<unit a=1/></a>", "file.xml:2: is not well-formed XML: not well-formed"),
        ("<a>\n&foo;</a>", "file.xml:2: is not well-formed XML: undefined entity"),
        ('<!DOCTYPE a SYSTEM "a.dtd">\n<a>&nbsp;</a>', "file.xml:2: refers to the entity '&nbsp;'"),
    ],
)
def test_broken_files_are_refused_with_their_line(content: str | bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        units(content)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("bomb", [BILLION_LAUGHS, EXTERNAL_ENTITY, PARAMETER_ENTITY])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_entities_are_never_expanded_nor_fetched(bomb: str, encoding: str) -> None:
    content = bomb.format(root="unit").encode(encoding)
    with pytest.raises(InputError, match="declares the entity"):
        units(content)
    with pytest.raises(InputError, match="declares the entity"):
        refuse_entities(file_of(content))


def test_a_document_type_without_entities_is_accepted_and_not_fetched() -> None:
    content = '<!DOCTYPE unit SYSTEM "http://example.invalid/a.dtd" [<!ATTLIST unit a CDATA "default">]><unit/>'
    (unit,) = units(content)
    assert unit.attributes == {}
    refuse_entities(file_of(content))


def test_nesting_has_a_limit() -> None:
    assert units("<a>" * 255 + "<unit/>" + "</a>" * 255)
    with pytest.raises(InputError, match=r"file.xml:1: elements are nested more than 256 deep"):
        units("<a>" * 10_000)


@pytest.mark.parametrize("start", ["<unit a='", "<unit><!--", "<unit><?x "])
def test_one_tag_or_comment_without_end_is_refused_in_linear_time(start: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "_LARGEST_TOKEN", 500_000)
    began = time.process_time()
    with pytest.raises(InputError, match="one tag or comment goes on for"):
        units(start + "x" * 2_000_000)
    assert time.process_time() - began < 10


@pytest.mark.parametrize("content", ["x" * 2_000, "<b/>" * 30, "&amp;" * 30, "<b>" + "x" * 2_000 + "</b>"])
def test_a_unit_has_a_limit(content: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "LARGEST_UNIT", 1_000)
    with pytest.raises(InputError, match=r"file\.xml:2: <unit> is larger than any honest unit: more than 1,000"):
        units(f"<a>\n<unit>{content}</unit></a>")


def test_long_text_outside_of_units_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "_LARGEST_TOKEN", 100_000)
    assert len(units("<a><b>" + "x" * 300_000 + "</b><unit/></a>")) == 1


def test_hostile_bytes_are_refused() -> None:
    with pytest.raises(InputError):
        units("<" * 1_000_000)


@pytest.mark.parametrize(
    "content",
    [
        "<a>fine &amp; well</a>",
        "no XML at all",
        "<!ENTITY save 'Speichern'>\n<!ENTITY quit 'Beenden'>\n",
        "<html><body>&nbsp;<br></body>",
        "",
    ],
)
def test_files_without_entities_of_their_own_pass(content: str) -> None:
    refuse_entities(file_of(content))


def test_broken_xml_with_entities_is_refused_too() -> None:
    with pytest.raises(InputError):
        refuse_entities(file_of("<a/ <!DOCTYPE a [<!ENTITY x 'y'>]>"))


def test_exotic_encodings_cannot_hide_entities() -> None:
    with pytest.raises(InputError, match="EBCDIC"):
        refuse_entities(file_of('<?xml version="1.0" encoding="cp037"?><a/>'.encode("cp037")))
    with pytest.raises(InputError, match="unknown encoding"):
        refuse_entities(file_of('<?xml version="1.0" encoding="utf-7"?>+ADw-a/+AD4-'))


@given(st.binary(max_size=60))
@settings(max_examples=100)
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    for start in (b"", b"<unit>"):
        try:
            list(read_xml(file_of(start + content), UNIT))
            refuse_entities(file_of(start + content))
        except InputError:
            pass
