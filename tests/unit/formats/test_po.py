from __future__ import annotations

import gzip
import struct
from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.errors import InputError
from mtqc.formats.base import ReadOptions
from mtqc.formats.po import Po
from tests.unit.formats.reading_formats import read_one, rest_of_line, segments_of, targets

HEADER = """# Somebody, 2026.
msgid ""
msgstr ""
"Language: de_AT\\n"
"X-Source-Language: en\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
CATALOGUE = (
    HEADER
    + """# A note.
# mtqc: ignore accuracy/number, markup/tag
#. Extracted. mtqc: ignore is not meant here
#. mtqc: ignore=style
#: src/a.c:12
#, c-format, range: 0..10
#| msgid "Before"
msgctxt "menu"
msgid "Open %s"
msgstr "%s öffnen"

#, fuzzy
msgid "Close"
msgstr "Zu"

msgid "%d file"
msgid_plural "%d files"
msgstr[0] "Eine Datei"
msgstr[1] "%d Dateien"

msgid ""
"First\\n"
"Second \\"x\\""
msgstr ""
"Erst\\tens\\n"
""
"Zwei\\"tens\\""

msgid "Untranslated"
msgstr ""

#~ msgid "Gone"
#~ msgstr "Fort"

#~| msgid "Older"
#~ msgid "Gone too"
#~ msgid_plural "Gone all"
#~ msgstr[0] "Fort"
#~ "gegangen"
#~ msgstr[1] "Alle fort"

#~ msgid "Gone without a word"
#~
"""
)


def test_a_catalogue() -> None:
    document = read_one(Po(), CATALOGUE)
    assert (document.source_language, document.target_language, document.format) == ("en", "de-AT", "po")
    assert document.notices == ("1 fuzzy message was not checked (setting include-fuzzy)",)
    segments = list(document.segments)
    assert [segment.id for segment in segments] == ["1", "3[0]", "3[1]", "4", "5"]
    assert targets(segments) == ["%s öffnen", "Eine Datei", "%d Dateien", 'Erst\tens\nZwei"tens"', ""]
    assert [segment.source for segment in segments] == [
        "Open %s",
        "%d file",
        "%d files",
        'First\nSecond "x"',
        "Untranslated",
    ]


def test_comments_flags_and_context() -> None:
    segment = segments_of(Po(), CATALOGUE)[0]
    assert segment.context == "menu"
    assert segment.flags == {
        "c-format",
        "range: 0..10",
        "ignore:accuracy/number",
        "ignore:markup/tag",
        "ignore:style",
    }
    assert segment.notes == ("A note.", "Extracted. mtqc: ignore is not meant here")


def test_fuzzy_messages_on_demand() -> None:
    document = read_one(Po(), CATALOGUE, ReadOptions(include_fuzzy=True))
    segment = list(document.segments)[1]
    assert (segment.id, segment.target) == ("2", "Zu")
    assert "fuzzy" in segment.flags
    assert document.notices == ()


def test_plural_forms_face_the_source_that_they_translate() -> None:
    one, many = segments_of(Po(), CATALOGUE)[1:3]
    assert one.flags == {"plural:0", "single-number"}
    assert many.flags == {"plural:1"}


@pytest.mark.parametrize(
    ("header", "sources", "single"),
    [
        ("nplurals=1; plural=0;", ["files"], []),
        ("nplurals=3; plural=n==1 ? 1 : n==2 ? 2 : 0;", ["files", "file", "files"], [1, 2]),
        ("nplurals=2; plural=n>1;", ["file", "files"], []),
    ],
)
def test_languages_with_other_plurals(header: str, sources: list[str], single: list[int]) -> None:
    forms = "".join(f'msgstr[{form}] "x{form}"\n' for form in range(len(sources)))
    content = f'msgid ""\nmsgstr "Plural-Forms: {header}\\n"\n\nmsgid "file"\nmsgid_plural "files"\n{forms}'
    segments = segments_of(Po(), content)
    assert [segment.source for segment in segments] == sources
    assert [form for form, segment in enumerate(segments) if "single-number" in segment.flags] == single


def test_plural_header_that_makes_no_sense_is_said() -> None:
    content = 'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=x;\\n"\nmsgid "a"\nmsgstr "b"\n'
    assert "Plural-Forms makes no sense" in read_one(Po(), content).notices[0]


def test_every_character_knows_its_place() -> None:
    for segment in segments_of(Po(), CATALOGUE):
        for offset, character in enumerate(segment.target):
            rest = rest_of_line(CATALOGUE, segment, offset)
            assert rest.startswith("\\" if character in '\n\t"' else character)
    empty = segments_of(Po(), CATALOGUE)[-1]
    assert rest_of_line(CATALOGUE, empty) == '"'


def test_template_has_nothing_to_check() -> None:
    document = read_one(Po(), HEADER + 'msgid "a"\nmsgstr ""\n\nmsgid "b"\nmsgid_plural "c"\nmsgstr[0] ""\n')
    assert document.segments == ()
    assert document.notices == ("none of the 2 messages is translated",)


def test_file_with_a_header_alone() -> None:
    document = read_one(Po(), HEADER)
    assert (document.segments, document.notices, document.target_language) == ((), (), "de-AT")


def test_encoding_comes_from_the_header() -> None:
    content = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-2\\n"\n\nmsgid "a"\nmsgstr "Łódź"\n'
    assert targets(segments_of(Po(), content.encode("iso-8859-2"))) == ["Łódź"]
    assert targets(segments_of(Po(), content.encode("utf-16"))) == ["Łódź"]
    assert targets(list(read_one(Po(), content.encode("latin2"), encoding="latin1").segments)) == ["£ód¼"]


@pytest.mark.parametrize("charset", ["CHARSET", "no-such-encoding", "rot13", "utf-7"])
def test_unknown_charset_in_the_header_means_utf_8(charset: str) -> None:
    content = f'msgid ""\nmsgstr "charset={charset}\\n"\nmsgid "a"\nmsgstr "ä"\n'
    assert targets(segments_of(Po(), content)) == ["ä"]


@pytest.mark.parametrize(
    ("language", "tag"), [("pt_BR", "pt-BR"), ("sr@latin", "sr-Latn"), ("tlh_QO", "tlh-QO"), ("", None)]
)
def test_language_tags(language: str, tag: str | None) -> None:
    content = f'msgid ""\nmsgstr "Language: {language}\\n"\nmsgid "a"\nmsgstr "b"\n'
    assert read_one(Po(), content).target_language == tag


def test_unusual_but_sound_syntax() -> None:
    content = (
        'domain "other"\n'
        '#=flag\n##two\n#\nmsgid"a"\n  msgstr\t"b"  \r\n'
        "\x0c\n"
        'msgctxt ""\nmsgid ""\nmsgstr "x\\x41\\101\\q\\303"\n'
        'msgid "p"\nmsgid_plural "q"\nmsgstr[10] "ten\u2028\u0085!"\n'
        "# the end\n"
    )
    segments = segments_of(Po(), content)
    assert targets(segments) == ["b", "xAA\\q\\303", "ten\u2028\u0085!"]
    assert segments[1].context == ""
    assert segments[2].id == "3[10]"
    assert segments[0].flags == {"flag"}
    assert segments[0].notes == ("#two",)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ('msgid "a"\nmsgstr "b\n', "file:2: a string without closing quotation mark"),
        ('msgid "a"\nmsgstr "\n', "file:2: a string without closing quotation mark"),
        ('msgid "a"\nmsgstr "b\\"\n', "file:2: a string without closing quotation mark"),
        ('msgid "a"\nmsgstr "b"c"\n', 'file:2: text after the end of a string: c"'),
        ('msgid "a"\nmsgstr b\n', "file:2: this is no line of a PO file: msgstr b"),
        ('msgid "a"\nmsgid "b"\nmsgstr "c"\n', "file:1: msgid without msgstr"),
        ('msgid "a"\n', "file:1: msgid without msgstr"),
        ('msgstr "a"\n', "file:1: msgstr without msgid"),
        ('"a"\n', "file:1: a string that belongs to nothing"),
        ('msgid "a"\n# c\n"b"\n', "file:3: a string that belongs to nothing"),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', "file:3: a second msgstr of the message that begins in line 1"),
        ('msgid "a"\nmsgstr[0] "b"\n', "file:2: the message that begins in line 1 needs msgstr"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr "c"\n', "file:3: the message that begins in line 1 needs msgstr[0]"),
        ("<<<<<<< HEAD\n", "file:1: this is no line of a PO file: <<<<<<< HEAD"),
        ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', "file:4: the same message is already in line 1"),
        ("Just some text.\n", "file:1: this is no line of a PO file"),
    ],
)
def test_errors_say_where_and_what(content: str, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        segments_of(Po(), content)
    assert str(caught.value).startswith(problem)


@pytest.mark.parametrize(
    ("head", "known"),
    [
        (CATALOGUE.encode(), True),
        (b'msgid ""\nmsgstr "Language: de"\n', True),
        (b"\xde\x12\x04\x95\0\0", True),
        (b'He wrote msgid "" on the wall.\n', False),
        (b"", False),
    ],
)
def test_content_is_recognised_by_its_header(head: bytes, known: bool) -> None:
    assert Po().recognises(head) is known


TEXTS = st.text(st.sampled_from('aß "\\\n\t\u2028😀%d'), max_size=30)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(TEXTS.filter(bool), TEXTS), max_size=4, unique_by=lambda row: row[0]),
    st.sampled_from([0, 10, 30, 78]),
)
def test_reads_what_polib_writes(rows: list[tuple[str, str]], width: int) -> None:
    catalogue = polib.POFile(wrapwidth=width)
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    for source, target in rows:
        catalogue.append(polib.POEntry(msgid=source, msgstr=target))
        catalogue.append(polib.POEntry(msgid=source, msgctxt="c", msgid_plural="p", msgstr_plural={0: target, 1: "x"}))
    content = str(catalogue)
    segments = segments_of(Po(), content)
    read = [(segment.source, segment.target) for segment in segments if segment.context is None]
    assert read == rows
    for segment in segments:
        for offset, character in enumerate(segment.target):
            rest = rest_of_line(content, segment, offset)
            assert rest.startswith("\\" if character in '\n\t"\\' else character)


@settings(max_examples=100)
@given(
    st.lists(
        st.sampled_from(
            ["msgid", "msgstr", "msgid_plural", "msgstr[0]", ' "a"', ' ""', '"', "\\", "#", "#~ ", "\n", "#, x\n"]
        ),
        max_size=25,
    )
)
def test_any_lines_give_segments_or_an_input_error(parts: list[str]) -> None:
    try:
        segments_of(Po(), "".join(parts))
    except InputError as error:
        assert error.line


@pytest.mark.parametrize("unit", ['"', "\\", "(", "#", 'msgid "a', "msgid ", "x"])
def test_hostile_lines_take_no_time(unit: str) -> None:
    with pytest.raises(InputError):
        segments_of(Po(), 'msgid "' + unit * 100_000)


def _compiled(tmp_path: Path, charset: str = "utf-8") -> bytes:
    catalogue = polib.POFile(encoding=charset)
    catalogue.metadata = {
        "Language": "de",
        "Content-Type": f"text/plain; charset={charset}",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    catalogue.append(polib.POEntry(msgid="Open", msgstr="Öffnen", msgctxt="menu"))
    catalogue.append(polib.POEntry(msgid="file", msgid_plural="files", msgstr_plural={0: "Datei", 1: "Dateien"}))
    path = tmp_path / "a.mo"
    catalogue.save_as_mofile(str(path))
    return path.read_bytes()


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_compiled_catalogue(tmp_path: Path, charset: str) -> None:
    document = read_one(Po(), gzip.compress(_compiled(tmp_path, charset)))
    assert document.target_language == "de"
    segments = list(document.segments)
    assert {(segment.id[1:], segment.source, segment.target, segment.context) for segment in segments} == {
        ("", "Open", "Öffnen", "menu"),
        ("[0]", "file", "Datei", None),
        ("[1]", "files", "Dateien", None),
    }
    assert all(segment.line is None and segment.position(0) is None for segment in segments)


def test_compiled_catalogue_of_a_big_endian_machine() -> None:
    content = struct.pack(">7I", 0x950412DE, 0, 1, 28, 36, 0, 0) + struct.pack(">4I", 1, 44, 1, 46) + b"a\0b\0"
    assert [(segment.source, segment.target) for segment in segments_of(Po(), content)] == [("a", "b")]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda content: content[:30], "cut off"),
        (lambda content: content[:10], "cut off"),
        (lambda content: content[:-5], "cut off"),
        (lambda content: content[:4] + b"\0\0\7\0" + content[8:], "unknown revision 7"),
        (lambda content: content[:8] + b"\xff\xff\xff\x7f" + content[12:], "cut off"),
        (lambda content: content[:28] + b"\xff\xff\xff\x7f" + content[32:], "texts are longer than the file"),
        (lambda content: content.replace("Öffnen".encode(), b"\xff\xffffnen"), "is not UTF-8"),
    ],
)
def test_broken_compiled_catalogue(change: object, problem: str, tmp_path: Path) -> None:
    assert callable(change)
    with pytest.raises(InputError, match=problem):
        segments_of(Po(), change(_compiled(tmp_path)))


SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "ui_strings.en-de.po.gz"


@pytest.mark.skipif(not SHARED.exists(), reason="the shared data are not here")
def test_agrees_with_polib_on_a_large_catalogue(tmp_path: Path) -> None:
    content = gzip.decompress(SHARED.read_bytes())
    path = tmp_path / "a.po"
    path.write_bytes(content)
    expected = [(entry.msgid, entry.msgstr, entry.msgctxt) for entry in polib.pofile(str(path))]
    assert [(segment.source, segment.target, segment.context) for segment in segments_of(Po(), content)] == expected


def test_the_accelerator_marker_of_the_header_reaches_the_messages_that_have_it() -> None:
    content = (
        'msgid ""\nmsgstr "X-Accelerator-Marker: &\\n"\n\nmsgid "&Open"\nmsgstr "Öffnen"\n\nmsgid "A"\nmsgstr "B"\n'
    )
    assert [sorted(segment.flags) for segment in segments_of(Po(), content)] == [["accelerator:&"], []]
