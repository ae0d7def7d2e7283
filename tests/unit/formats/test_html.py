from __future__ import annotations

import time
from html import escape
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.errors import InputError
from mtqc.formats.base import ReadOptions
from mtqc.formats.html import Html
from mtqc.formats.html_tokens import Token, tokenize
from mtqc.formats.input import Input
from mtqc.formats.reading import read_documents
from mtqc.model import InlineCode
from tests.unit.formats.markup_files import misplaced, read_or_refuse, shown
from tests.unit.formats.reading_formats import read_one, rest_of_line, segments_of, targets


def read(content: str) -> list[str]:
    return targets(segments_of(Html(), content))


def test_blocks_are_segments_at_their_place_in_the_file() -> None:
    content = (
        "<!DOCTYPE html>\n<html lang='de'><head><title>Über &amp; uns</title></head>\n<body class=x>\n"
        "<h1>Willkommen,\n   liebe   <b>Gäste</b>!</h1>\n<ul><li>Eins<li>Zwei</ul>\n"
        "<div>Vor <p>in <i>p</i></p> nach</div><table><tr><td>A<td>B</table>Ende</body></html>"
    )
    document = read_one(Html(), content)
    segments = list(document.segments)
    assert (document.target_language, document.format, document.notices) == ("de", "html", ())
    assert targets(segments) == [
        "Über & uns",
        "Willkommen, liebe Gäste!",
        "Eins",
        "Zwei",
        "Vor",
        "in p",
        "nach",
        "A",
        "B",
        "Ende",
    ]
    assert [segment.id for segment in segments] == [str(number) for number in range(1, 11)]
    assert rest_of_line(content, segments[1], segments[1].target.index("Gäste")) == "Gäste</b>!</h1>"
    assert misplaced(content, segments, besides=" ") == []


def test_inline_markup_becomes_codes() -> None:
    (segment,) = segments_of(Html(), '<p><b>Fett</b>: <a href="x">hier</a><img src="y">.</p>')
    assert segment.target == "Fett: hier."
    assert segment.target_codes == (
        InlineCode(0, "open", "b", "<b>"),
        InlineCode(4, "close", "b", "</b>"),
        InlineCode(6, "open", "a", '<a href="x">'),
        InlineCode(10, "close", "a", "</a>"),
        InlineCode(10, "standalone", "img", '<img src="y">'),
    )


def test_parallel_pages_are_paired_with_their_codes() -> None:
    target = Input.of_bytes("de.html", b"<html lang=de><p>Ein <b>Wort</b>.")
    source = Input.of_bytes("en.html", b"<html lang=en><p>One <i>word</i>.")
    (document,) = read_documents(target, ReadOptions(), "html", source)
    (segment,) = document.segments
    assert (document.source_language, document.target_language) == ("en", "de")
    assert segment.source == "One word."
    assert shown(segment.source_codes) == [(4, "open", "i"), (8, "close", "i")]


def test_line_breaks_are_text() -> None:
    content = "<p>Eins <br> zwei<br/>drei</br>vier</p>"
    (segment,) = segments_of(Html(), content)
    assert segment.target == "Eins\nzwei\ndrei\nvier"
    assert [code.name for code in segment.target_codes] == ["br", "br", "br"]
    assert misplaced(content, [segment], besides="\n") == []


def test_references_are_read_and_keep_their_place() -> None:
    content = "<p>&Uuml;ber&nbsp;5&#8239;&#x20AC; &amp &notit; &unknown; & so</p>"
    (segment,) = segments_of(Html(), content)
    assert segment.target == "Über\u00a05\u202f€ & ¬it; &unknown; & so"
    assert rest_of_line(content, segment, segment.target.index("&unknown")) == "&unknown; & so</p>"
    assert rest_of_line(content, segment, 2) == "er&nbsp;5&#8239;&#x20AC; &amp &notit; &unknown; & so</p>"


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>if (a < b) '<p>nein</p>'</script>",
        "<SCRIPT>x</scripty></SCRIPT>",
        "<style>p { }</style>",
        "<pre>nein <b>nein</b></pre>",
        "<svg><text>nein</text></svg>",
        "<math><mi>n</mi></math>",
        "<p translate=no>nein</p>",
        "<div class='x notranslate'>nein<p>nein</div>",
        "<!-- nein -->",
        "<!doctype nein>",
        "<?nein?>",
        "</ nein>",
        "<!-->",
        "<br class=x>",
        "<link title=nein hidden><pre><br></br><img alt=nein></pre>",
    ],
)
def test_what_nobody_reads_is_left_out(hidden: str) -> None:
    assert [text for text in read(f"{hidden}<p>ja</p>") if text != "nein"] == ["ja"]
    assert "nein" not in read(f"{hidden.replace('<link title=nein hidden>', '')}<p>ja</p>")


def test_inline_text_that_is_protected_stays_as_context() -> None:
    assert read("<p>Mit <code>ls -l</code> und <span translate=no>Name</span></p>") == ["Mit ls -l und Name"]


def test_attributes_that_people_read_are_segments_behind_their_block() -> None:
    content = (
        '<meta name="description" content="Alles &quot;hier&quot;"><meta name="x" content="nein">'
        "<p>Ein <img alt='Bild'> <a title=\"Zum\n Ziel\" aria-label='Zum\n Ziel' href=nein>Link</a>.</p>"
        "<input type=submit value=Senden><input value=nein placeholder=Name><img alt='' title=' '>"
    )
    segments = segments_of(Html(), content)
    assert targets(segments) == ['Alles "hier"', "Ein Link.", "Bild", "Zum Ziel", "Senden", "Name"]
    assert rest_of_line(content, segments[3], 4).startswith("Ziel")
    assert misplaced(content, segments, besides='" ') == []


def test_text_of_title_and_textarea_holds_no_tags() -> None:
    assert read("<title>A <b> &lt;</title><textarea>x </b> </textareas> y</textarea><p>z") == [
        "A <b> <",
        "x </b> </textareas> y",
        "z",
    ]
    assert read("<title>offen <p>bis zum Ende") == ["offen <p>bis zum Ende"]


def test_comments_silence_the_next_block() -> None:
    content = (
        "<!-- mtqc: ignore accuracy/number --><div><p title='Zwei'>Eins</p></div>"
        "<p>Drei <!-- mtqc: ignore markup --> vier</p><p>Fünf</p><p>Sechs</p>"
    )
    assert [(segment.target, *segment.flags) for segment in segments_of(Html(), content)] == [
        ("Eins", "ignore:accuracy/number"),
        ("Zwei", "ignore:accuracy/number"),
        ("Drei vier",),
        ("Fünf", "ignore:markup"),
        ("Sechs",),
    ]


def test_blocks_in_another_language_are_left_out_with_a_notice() -> None:
    content = "<html lang=de-DE><body lang=en><p>Ja <i lang=fr>merci</i></p><p lang=fr>Non</p><p lang=de-AT>Ja</p>"
    document = read_one(Html(), content)
    assert targets(list(document.segments)) == ["Ja merci", "Ja"]
    assert document.notices == ("left out blocks marked as another language (fr: 1)",)
    unnamed = "<p lang=fr>Non</p><p lang=de>Ja</p>"
    assert read(unnamed) == ["Non", "Ja"]
    assert targets(list(read_one(Html(), unnamed, ReadOptions(target_language="de")).segments)) == ["Ja"]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("<meta charset=windows-1251>", "windows-1251"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=KOI8-R">', "koi8-r"),
        ('<?xml version="1.0" encoding="windows-1251"?>', "windows-1251"),
        ("<meta charset='utf-16'>", "utf-8"),
        ("<meta charset='klingon'>", "utf-8"),
        ("", "utf-8"),
        ("<meta charset=koi8-r>", "utf-16"),
    ],
)
def test_the_encoding_that_the_page_declares(head: str, encoding: str) -> None:
    document = read_one(Html(), f"{head}<p>Привет</p>".encode(encoding))
    assert targets(list(document.segments)) == ["Привет"]


def test_latin_1_is_read_as_browsers_do() -> None:
    document = read_one(Html(), "<meta charset='ISO-8859-1'><p>„5 €“</p>".encode("windows-1252"))
    assert targets(list(document.segments)) == ["„5 €“"]


def test_wrong_bytes_are_refused() -> None:
    with pytest.raises(InputError, match="byte 0xfc at offset 5 is not UTF-8"):
        read_one(Html(), b"<p>Gr\xfcn</p>"[0:5] + b"\xfc")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"<!DOCTYPE html>", True),
        (b"\n <!-- a - b --> <HTML lang=de>", True),
        (b'<?xml version="1.0"?><!doctype  html>', True),
        (b"<p>Hallo</p>", False),
        (b"Text <html>", False),
        (b"<htmlx>", False),
    ],
)
def test_recognition(head: bytes, expected: bool) -> None:
    assert Html().recognises(head) is expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("1 < 2 <3 a<b", ["1 < 2 <3 a"]),
        ("<p a='1' b=\"2\" c=3/>x", ["x"]),
        ("<p title='offen>x</p>", ["x"]),
        ("<p title='Ja' title='nein'>x", ["x", "Ja", "nein"]),
        ("<p title=>x", ["x"]),
        ("</p>x</b></>y", ["xy"]),
        ("<b><i>x</b>y</i>", ["xy"]),
        ("<!-- offen x", []),
        ("<!-- a --> b -->", ["b -->"]),
        ("<!offen x", []),
        ("a<wbr>b&shy;c", ["ab\u00adc"]),
    ],
)
def test_broken_markup_is_read_as_browsers_do(content: str, expected: list[str]) -> None:
    assert read(content) == expected


HOSTILE = {
    "brackets": "<" * 1_000_000,
    "open tags": "<a " * 100_000,
    "joined tags": "<a" * 200_000,
    "open quotes": '<a b="' * 100_000,
    "mixed quotes": "<a b='\"" * 100_000,
    "open comments": "<!--" * 100_000,
    "half comments": "<!-- --" * 60_000,
    "crossed tags": "<b></i>" * 20_000,
    "unclosed tags": "<b>" * 20_000 + "</i>" * 20_000,
    "ampersands": "&a" * 200_000,
    "long reference": "&" + "a" * 500_000,
    "blanks": " \n" * 200_000,
    "titles": "<title></" * 50_000,
    "scripts": "<script></script" * 30_000,
    "silent breaks": "<br><!--mtqc: ignore-->" * 10_000,
    "attributes": "<a " + "b=c " * 100_000 + ">",
    "slashes": "<a" + "/" * 500_000,
    "equal signs": "<a" + "=" * 500_000,
    "blanks in a tag": "<a" + " " * 500_000,
    "deep blocks": "<div>" * 15_000 + "x",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_are_read_in_linear_time(name: str) -> None:
    began = time.process_time()
    read(HOSTILE[name])
    assert time.process_time() - began < 4


@given(st.text(st.sampled_from("<>/!?-='\"& \nabpt;#x"), max_size=60))
@settings(max_examples=100)
def test_any_text_is_read_and_keeps_its_places(content: str) -> None:
    segments = segments_of(Html(), content)
    for segment in segments:
        for offset in range(len(segment.target)):
            position = segment.position(offset)
            assert position is not None
            assert position.line <= content.count("\n") + 1
        assert all(0 <= code.offset <= len(segment.target) for code in segment.target_codes)
    tokens = list(tokenize(content))
    assert all(0 <= token.start <= token.end <= len(content) for token in tokens)
    assert all(before.end <= after.start for before, after in pairwise(tokens))


@given(st.binary(max_size=60))
@settings(max_examples=60)
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    read_or_refuse(Html(), content)


@given(
    st.lists(
        st.text(st.sampled_from("aä <>&\"'\n日😀\u00a0"), min_size=1, max_size=20).filter(str.strip),
        min_size=1,
        max_size=5,
    )
)
@settings(max_examples=100)
def test_what_was_written_is_read_with_the_place_of_each_character(texts: list[str]) -> None:
    content = "".join(f"<p>\n{escape(text)}</p>" for text in texts)
    segments = segments_of(Html(), content)
    expected = [text.replace("\u00a0", "x") for text in texts]
    assert [segment.target.replace("\u00a0", "x") for segment in segments] == [
        " ".join(text.split()) for text in expected
    ]
    assert misplaced(content, segments, besides=" <>\"'") == []


def test_tokens_say_where_they_stand() -> None:
    content = "a<B c=' d'>e</b><!--f-->"
    tokens = list(tokenize(content))
    assert [(token.kind, content[token.start : token.end], token.name) for token in tokens] == [
        ("text", "a", ""),
        ("open", "<B c=' d'>", "b"),
        ("text", "e", ""),
        ("close", "</b>", "b"),
        ("comment", "f", ""),
    ]
    (attribute,) = tokens[1].attributes
    assert (attribute.name, content[attribute.start : attribute.end]) == ("c", " d")
    assert list(tokenize("x")) == [Token("text", 0, 1)]
