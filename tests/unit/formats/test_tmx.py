from __future__ import annotations

import tracemalloc
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.errors import InputError
from mtqc.formats.base import ReadOptions
from mtqc.formats.input import Input
from mtqc.formats.tmx import Tmx
from mtqc.model import Document
from tests.unit.formats.markup_files import (
    BILLION_LAUGHS,
    EXTERNAL_ENTITY,
    misplaced,
    read_or_refuse,
    shown,
)
from tests.unit.formats.reading_formats import read_one, rest_of_line, segments_of, targets


def memory(*units: str, source: str = "en") -> str:
    return f'<tmx version="1.4"><header srclang="{source}"/><body>\n' + "\n".join(units) + "\n</body></tmx>"


def unit(attributes: str = "", more: str = "", **texts: str) -> str:
    variants = "".join(
        f'<tuv xml:lang="{language.replace("_", "-")}"><seg>{text}</seg></tuv>' for language, text in texts.items()
    )
    return f"<tu {attributes}>{more}{variants}</tu>"


def documents(content: str | bytes, **options: str) -> list[Document]:
    raw = content.encode() if isinstance(content, str) else content
    return list(Tmx().read(Input.of_bytes("a.tmx", raw), ReadOptions(**options)))  # type: ignore[arg-type]  # names only


def test_a_unit_is_a_segment_at_its_place_in_the_file() -> None:
    content = memory(unit('tuid="7"', en="Save &amp; quit", de="Sichern &amp; beenden"), unit(en="One", de="Eins"))
    document = read_one(Tmx(), content)
    segments = list(document.segments)
    assert (document.source_language, document.target_language, document.format) == ("en", "de", "tmx")
    assert [(segment.id, segment.source, segment.target) for segment in segments] == [
        ("7", "Save & quit", "Sichern & beenden"),
        ("2", "One", "Eins"),
    ]
    assert rest_of_line(content, segments[0], 10).startswith("beenden")
    assert misplaced(content, segments) == []


def test_utf_16_with_a_document_type_is_usual() -> None:
    content = '<?xml version="1.0" encoding="UTF-16"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n' + memory(
        unit(en="A", de="Ä")
    )
    (document,) = documents(content.encode("utf-16"))
    assert targets(list(document.segments)) == ["Ä"]


def test_a_document_for_each_target_language() -> None:
    content = memory(unit(en="One", de="Eins", fr="Un"), unit(en="Two", fr="Deux"), unit(de="Drei"))
    read = {document.target_language: list(document.segments) for document in documents(content)}
    assert {language: targets(segments) for language, segments in read.items()} == {
        "de": ["Eins", "Drei"],
        "fr": ["Un", "Deux"],
    }
    assert read["de"][1].source is None


def test_languages_that_are_asked_for_stand_for_their_variants() -> None:
    content = memory(unit(en_GB="Colour", de_AT="Jänner", de_DE="Januar", fr="Un"), source="*all*")
    (document,) = documents(content, source_language="en", target_language="de")
    assert [(segment.id, segment.source, segment.target) for segment in document.segments] == [
        ("1", "Colour", "Jänner"),
        ("1/2", "Colour", "Januar"),
    ]
    (document,) = documents(content, source_language="en-GB", target_language="de-AT")
    assert targets(list(document.segments)) == ["Jänner"]
    (document,) = documents(memory(unit(en="A", de="Ä")), source_language="en-US", target_language="de-CH")
    assert (document.source_language, document.target_language) == ("en-US", "de-CH")
    assert targets(list(document.segments)) == ["Ä"]


def test_the_source_is_what_the_header_says_or_else_what_comes_first() -> None:
    (document,) = documents(memory(unit(de="Eins", en="One"), source="EN"))
    assert (document.source_language, document.target_language) == ("en", "de")
    (document,) = documents(memory(unit(de="Eins", en="One"), source="*all*"))
    assert (document.source_language, document.target_language) == ("de", "en")


def test_a_unit_may_have_a_source_of_its_own() -> None:
    content = memory(unit('srclang="fr"', en="One", de="Eins", fr="Un"))
    document = documents(content)[0]
    assert [(segment.source, segment.target) for segment in document.segments] == [("Un", "Eins")]


def test_languages_are_equal_in_any_spelling() -> None:
    content = memory(
        unit(en_us="One", DE="Eins"), '<tu><tuv lang="en_US"><seg>A</seg></tuv><tuv lang="de"/></tu>', source="EN-US"
    )
    (document,) = documents(content)
    assert (document.source_language, document.target_language) == ("en-US", "de")
    assert [(segment.source, segment.target) for segment in document.segments] == [("One", "Eins"), ("A", "")]


def test_codes_take_no_characters_and_pair_by_x() -> None:
    content = memory(
        unit(
            en='Press <bpt i="1" x="3">&lt;b></bpt>Start<ept i="1">&lt;/b></ept><ph x="2">%s</ph>.',
            de='<ph x="2">%s</ph><bpt i="2" x="3">&lt;b></bpt>Start<ept i="2">&lt;/b></ept> '
            '&lt;<hi>drücken</hi><ut/><bpt i="9"/>.',
        )
    )
    (segment,) = segments_of(Tmx(), content)
    assert (segment.source, segment.target) == ("Press Start.", "Start <drücken.")
    assert shown(segment.source_codes) == [(6, "open", "3"), (11, "close", "3"), (11, "standalone", "2")]
    assert shown(segment.target_codes) == [
        (0, "standalone", "2"),
        (0, "open", "3"),
        (5, "close", "3"),
        (14, "standalone", "ut"),
        (14, "open", "9"),
    ]
    assert [code.content for code in segment.target_codes] == ["%s", "<b>", "</b>", "<ut/>", "<bpt/>"]
    assert misplaced(content, [segment], besides="<") == []


def test_white_space_is_text() -> None:
    (segment,) = segments_of(Tmx(), memory(unit(en="A", de=" Eins\n  zwei ")))
    assert segment.target == " Eins\n  zwei "


def test_notes_are_kept_and_silence_rules() -> None:
    note = "<note>mtqc: ignore accuracy/number</note><note> </note><note>Button</note>"
    (segment,) = segments_of(Tmx(), memory(unit(more=note, en="A", de="Ä")))
    assert segment.notes == ("mtqc: ignore accuracy/number", "Button")
    assert segment.flags == {"ignore:accuracy/number"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<html/>", "a.tmx:1: is no TMX: its first element is <html>"),
        ("<tmx/>", "a.tmx: holds no translation units"),
        (memory(unit(en="A")), "a.tmx: has no translations into a language besides 'en'; its languages are en"),
        (memory("<tu>\n<tuv><seg>A</seg></tuv></tu>"), "a.tmx:3: a <tuv> does not say its language"),
    ],
)
def test_what_is_refused(content: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        documents(content)
    assert str(caught.value) == message


def test_a_language_that_is_not_there() -> None:
    with pytest.raises(InputError, match="has no translations into 'fr'; its languages are en, de"):
        documents(memory(unit(en="A", de="Ä")), target_language="fr")


def test_recognition() -> None:
    assert Tmx().recognises(memory().encode())
    assert Tmx().recognises(memory().encode("utf-16-le"))
    assert not Tmx().recognises(b"<xliff>")


@pytest.mark.parametrize("bomb", [BILLION_LAUGHS, EXTERNAL_ENTITY])
def test_entities_are_refused(bomb: str) -> None:
    error = read_or_refuse(Tmx(), bomb.format(root="tmx").encode("utf-16"))
    assert isinstance(error, InputError)
    assert "declares the entity" in str(error)


def test_truncated_anywhere_it_is_refused() -> None:
    content = memory(unit(en='Gr<ph x="1">ü</ph>n', de="&amp;")).encode()
    for length in range(len(content)):
        assert isinstance(read_or_refuse(Tmx(), content[:length]), InputError)


def test_memory_is_constant_in_the_number_of_units() -> None:
    assert peak_of_reading(4_000) < 1.5 * peak_of_reading(2_000)


def peak_of_reading(number: int) -> int:
    """The bytes that reading so many units takes at most, besides the file."""
    content = memory(*(unit(en=f"This is sentence {place}", de=f"Das ist Satz {place}") for place in range(number)))
    file = Input.of_bytes("a.tmx", content.encode())
    tracemalloc.start()
    (document,) = Tmx().read(file, ReadOptions())
    read = sum(1 for _ in document.segments)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert read == number
    return peak


@given(st.lists(st.text(st.sampled_from("aä <>&;\"'\n日😀"), max_size=20), min_size=1, max_size=5))
@settings(max_examples=60)
def test_what_was_written_is_read_with_the_place_of_each_character(texts: list[str]) -> None:
    content = memory(*(unit(en=escape(text), de=escape(text)) for text in texts))
    segments = segments_of(Tmx(), content)
    assert targets(segments) == texts
    assert [segment.source for segment in segments] == texts
    assert misplaced(content, segments, besides="<>") == []
