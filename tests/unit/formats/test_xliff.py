from __future__ import annotations

from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.errors import InputError
from mtqc.formats.base import ReadOptions
from mtqc.formats.input import Input
from mtqc.formats.xliff import Xliff
from mtqc.model import Document, InlineCode, Segment
from tests.unit.formats.markup_files import (
    BILLION_LAUGHS,
    EXTERNAL_ENTITY,
    misplaced,
    read_or_refuse,
    shown,
)
from tests.unit.formats.reading_formats import read_one, rest_of_line, segments_of, targets

NAMESPACE_1 = "urn:oasis:names:tc:xliff:document:1.2"
NAMESPACE_2 = "urn:oasis:names:tc:xliff:document:2.0"


def first_generation(*units: str) -> str:
    body = "\n".join(units)
    return (
        f'<xliff version="1.2" xmlns="{NAMESPACE_1}">\n'
        f'<file source-language="en" target-language="de" original="a.html"><body>\n{body}\n</body></file></xliff>'
    )


def second_generation(*units: str) -> str:
    body = "\n".join(units)
    return (
        f'<xliff version="2.0" srcLang="en" trgLang="de" xmlns="{NAMESPACE_2}">\n'
        f'<file id="f1">\n{body}\n</file></xliff>'
    )


def unit_1(
    source: str, target: str | None, name: str = "u", *, attributes: str = "", of_target: str = "", more: str = ""
) -> str:
    translated = "" if target is None else f"<target {of_target}>{target}</target>"
    return f'<trans-unit id="{name}" {attributes}><source>{source}</source>{translated}{more}</trans-unit>'


def unit_2(
    source: str, target: str | None, name: str = "u", *, attributes: str = "", of_segment: str = "", more: str = ""
) -> str:
    translated = "" if target is None else f"<target>{target}</target>"
    segment = f"<segment {of_segment}><source>{source}</source>{translated}</segment>"
    return f'<unit id="{name}" {attributes}>{more}{segment}</unit>'


def one(content: str) -> Segment:
    (segment,) = segments_of(Xliff(), content)
    return segment


def documents(content: str) -> list[Document]:
    return list(Xliff().read(Input.of_bytes("a.xlf", content.encode()), ReadOptions()))


def test_a_unit_is_a_segment_at_its_place_in_the_file() -> None:
    content = first_generation(unit_1("Save &amp; quit", "Sichern &amp; beenden", "save"))
    document = read_one(Xliff(), content)
    (segment,) = document.segments
    assert (document.source_language, document.target_language, document.format) == ("en", "de", "xliff")
    assert (segment.id, segment.source, segment.target) == ("save", "Save & quit", "Sichern & beenden")
    assert rest_of_line(content, segment).startswith("Sichern")
    assert rest_of_line(content, segment, segment.target.index("beenden")).startswith("beenden")
    assert misplaced(content, [segment]) == []


def test_the_second_generation_reads_alike() -> None:
    content = second_generation(unit_2("Save &amp; quit", "Sichern &amp; beenden", of_segment='state="reviewed"'))
    document = read_one(Xliff(), content)
    (segment,) = document.segments
    assert (document.source_language, document.target_language) == ("en", "de")
    assert (segment.id, segment.source, segment.state) == ("u", "Save & quit", "reviewed")
    assert misplaced(content, [segment]) == []


@pytest.mark.parametrize(
    "root",
    [
        '<xliff version="1.2">',
        '<xliff version="1.1" xmlns="urn:oasis:names:tc:xliff:document:1.1">',
        '<x:xliff version="1.2" xmlns:x="urn:oasis:names:tc:xliff:document:1.2">',
    ],
)
def test_older_and_sloppier_files(root: str) -> None:
    prefix = "x:" if root.startswith("<x:") else ""
    inner = (
        '<file source-language="en"><body><trans-unit><source>A</source><target>Ä</target></trans-unit></body></file>'
    )
    inner = inner.replace("</", f"</{prefix}") if prefix else inner
    for name in ("file", "body", "trans-unit", "source>", "target"):
        inner = inner.replace(f"<{name}", f"<{prefix}{name}") if prefix else inner
    document = read_one(Xliff(), f"{root}{inner}</{prefix}xliff>")
    assert document.target_language is None
    assert [(segment.id, segment.target) for segment in document.segments] == [("#1", "Ä")]


def test_codes_of_the_first_generation_take_no_characters() -> None:
    content = first_generation(
        unit_1(
            "x",
            'Ein <g id="1">fetter</g> <x id="2" equiv-text="{n}"/>'
            '<bpt id="3">&lt;b></bpt>T<ept id="4" rid="3">&lt;/b></ept>'
            '<bx id="5"/>e<ex id="5"/><ph id="6">%s<sub>nicht</sub></ph><it id="7" pos="open">&lt;i></it>'
            '<it id="8" pos="close">&lt;/i></it><it id="9"/><mrk mtype="term">Wort</mrk>',
        )
    )
    segment = one(content)
    assert segment.target == "Ein fetter TeWort"
    assert shown(segment.target_codes) == [
        (4, "open", "1"),
        (10, "close", "1"),
        (11, "standalone", "2"),
        (11, "open", "3"),
        (12, "close", "3"),
        (12, "open", "5"),
        (13, "close", "5"),
        (13, "standalone", "6"),
        (13, "open", "7"),
        (13, "close", "8"),
        (13, "standalone", "9"),
    ]
    assert [code.content for code in segment.target_codes][:5] == ['<g id="1">', "</g>", "{n}", "<b>", "</b>"]
    assert misplaced(content, [segment]) == []


def test_html_that_nobody_escaped_is_markup() -> None:
    segment = one(first_generation(unit_1("x", "Ein <b>Wort</b><br/><g/>")))
    assert segment.target == "Ein Wort"
    assert shown(segment.target_codes) == [
        (4, "open", "b"),
        (8, "close", "b"),
        (8, "standalone", "br"),
        (8, "open", "g"),
        (8, "close", "g"),
    ]


def test_line_breaks_as_codes_part_words() -> None:
    first = one(first_generation(unit_1("x", 'Eins<x id="1" ctype="lb"/>zwei')))
    second = one(second_generation(unit_2("x", 'Eins<ph id="1" subType="xlf:lb"/>zwei')))
    assert first.target == second.target == "Eins\nzwei"


def test_codes_of_the_second_generation_take_no_characters() -> None:
    data = '<originalData><data id="d1">&lt;b></data><data id="d2">&lt;/b></data></originalData>'
    content = second_generation(
        unit_2(
            "x",
            'Ein <pc id="1" dataRefStart="d1" dataRefEnd="d2">fetter</pc> <ph id="2" equiv="{n}"/>'
            '<sc id="3" disp="["/>Te<ec startRef="3"/><ec id="4"/><pc id="5">xt</pc>'
            '<mrk id="m" type="term">!</mrk><sm id="s"/>?<em startRef="s"/>',
            more=data,
        )
    )
    segment = one(content)
    assert segment.target == "Ein fetter Text!?"
    assert segment.target_codes == (
        InlineCode(4, "open", "1", "<b>"),
        InlineCode(10, "close", "1", "</b>"),
        InlineCode(11, "standalone", "2", "{n}"),
        InlineCode(11, "open", "3", "["),
        InlineCode(13, "close", "3", '<ec startRef="3"/>'),
        InlineCode(13, "close", "4", '<ec id="4"/>'),
        InlineCode(13, "open", "5", '<pc id="5">'),
        InlineCode(15, "close", "5", "</pc>"),
    )
    assert misplaced(content, [segment]) == []


@pytest.mark.parametrize(
    ("hexadecimal", "character"),
    [("0007", "\x07"), ("1F600", "😀"), ("D800", "\ufffd"), ("0", "\ufffd"), ("110000", "\ufffd"), ("x", "\ufffd")],
)
def test_characters_that_xml_cannot_hold(hexadecimal: str, character: str) -> None:
    segment = one(second_generation(unit_2("x", f'a<cp hex="{hexadecimal}"/>b')))
    assert segment.target == f"a{character}b"


def test_segments_within_a_unit_of_the_first_generation() -> None:
    content = first_generation(
        '<trans-unit id="u"><source>One. Two. Three.</source>'
        '<seg-source><mrk mtype="seg" mid="0">One.</mrk> <g id="1"><mrk mtype="seg" mid="1">Two.</mrk></g>'
        '<mrk mtype="seg" mid="2">Three.</mrk></seg-source>'
        '<target><mrk mtype="seg" mid="0">Eins.</mrk> <g id="1"><mrk mtype="seg" mid="1">Zw</mrk></g>'
        '<mrk mtype="seg" mid="1">ei.</mrk><mrk mtype="seg">Mehr.</mrk></target></trans-unit>'
    )
    segments = segments_of(Xliff(), content)
    assert [(segment.id, segment.source, segment.target) for segment in segments] == [
        ("u/0", "One.", "Eins."),
        ("u/1", "Two.", "Zwei."),
        ("u/2", "Three.", ""),
        ("u/3", "", "Mehr."),
    ]
    assert misplaced(content, segments) == []


def test_a_segmented_source_without_segments_in_the_target_is_one_segment() -> None:
    content = first_generation(
        '<trans-unit id="u"><source>One. Two.</source><seg-source><mrk mtype="seg" mid="0">One.</mrk> '
        '<mrk mtype="seg" mid="1">Two.</mrk></seg-source><target>Eins. Zwei.</target></trans-unit>',
        '<trans-unit id="v"><source>One.</source><seg-source>'
        '<mrk mtype="seg" mid="0">One.</mrk></seg-source></trans-unit>',
        "<trans-unit id='w'><target>Ohne Quelle</target></trans-unit>",
    )
    assert [(segment.id, segment.source, segment.target) for segment in segments_of(Xliff(), content)] == [
        ("u", "One. Two.", "Eins. Zwei."),
        ("v/0", "One.", ""),
        ("w", "", "Ohne Quelle"),
    ]


def test_segments_within_a_unit_of_the_second_generation() -> None:
    content = second_generation(
        '<unit id="u"><segment id="s1"><source>One.</source><target order="3">Eins.</target></segment>'
        "<ignorable><source> </source></ignorable>"
        "<segment><source>Two.</source><target>Zwei.</target></segment><segment/></unit>"
    )
    assert [(segment.id, segment.source, segment.target) for segment in segments_of(Xliff(), content)] == [
        ("u/s1", "One.", "Eins."),
        ("u/2", "Two.", "Zwei."),
    ]


def test_proposals_are_no_translations() -> None:
    proposal = "<alt-trans><source>Old</source><target>Alt</target></alt-trans>"
    assert one(first_generation(unit_1("New", "Neu", more=proposal))).target == "Neu"


def test_the_header_of_a_catalogue_is_no_translation() -> None:
    header = unit_1("Language: en", "Language: de", attributes='restype="x-gettext-domain-header"')
    assert segments_of(Xliff(), first_generation(header)) == []


def test_a_missing_target_is_an_empty_translation() -> None:
    for content in (
        first_generation(unit_1("One", "Eins", "a"), unit_1("Two", None, "b")),
        second_generation(unit_2("One", "Eins", "a"), unit_2("Two", None, "b")),
    ):
        segments = segments_of(Xliff(), content)
        assert targets(segments) == ["Eins", ""]
        assert rest_of_line(content, segments[1]).startswith(("<trans-unit", "<segment"))


def test_a_file_without_any_target_has_nothing_to_check() -> None:
    document = read_one(Xliff(), first_generation(unit_1("One", None), unit_1("Two", "", "b")))
    assert document.segments == ()
    assert document.notices == ("nothing is translated yet; units without a target: 2",)


def test_units_without_any_text_are_passed_over() -> None:
    assert segments_of(Xliff(), first_generation(unit_1('<x id="1"/>', ""), unit_1(" ", None, "b"))) == []


@pytest.mark.parametrize("state", ["new", "needs-translation", "needs-adaptation", "needs-l10n"])
def test_unfinished_targets_are_left_out_unless_asked_for(state: str) -> None:
    content = first_generation(
        unit_1("One", "One", "a", of_target=f'state="{state}"'),
        unit_1("Two", "Zwei", "b", of_target='state="needs-review-translation"'),
        unit_1("Three", "", "c", of_target=f'state="{state}"'),
    )
    document = read_one(Xliff(), content)
    assert [segment.id for segment in document.segments] == ["b", "c"]
    assert document.notices == (f"left out as unfinished: 1 ({state}); the setting include-fuzzy checks them too",)
    everything = read_one(Xliff(), content, ReadOptions(include_fuzzy=True))
    assert [(segment.id, "fuzzy" in segment.flags) for segment in everything.segments] == [
        ("a", True),
        ("b", False),
        ("c", True),
    ]


def test_the_initial_state_of_the_second_generation_is_checked() -> None:
    assert one(second_generation(unit_2("One", "Eins", of_segment='state="initial"'))).state == "initial"


def test_protected_units_are_left_out() -> None:
    content = first_generation(
        unit_1("One", "One", "a", attributes='translate="no"'),
        '<group translate="no">',
        unit_1("Two", "Two", "b"),
        unit_1("Three", "Drei", "c", attributes='translate="yes"'),
        "</group>",
        unit_1("Four", "Vier", "d"),
    )
    assert [segment.id for segment in segments_of(Xliff(), content)] == ["c", "d"]


@pytest.mark.parametrize("comment", ["mtqc: ignore accuracy/number", "mtqc: ignore=accuracy/number"])
def test_notes_are_kept_and_silence_rules(comment: str) -> None:
    notes = f"<note>{comment}</note><note> For the button </note><note/>"
    first = one(first_generation(unit_1("x", "y", more=notes)))
    second = one(second_generation(unit_2("x", "y", more=f"<notes>{notes}</notes>")))
    assert first.notes == second.notes == (comment, "For the button")
    assert first.flags == second.flags == {"ignore:accuracy/number"}


@pytest.mark.parametrize(
    ("attributes", "flags"),
    [
        ('maxwidth="20" size-unit="char"', {"max-length:20"}),
        ('maxwidth="20" size-unit="pixel"', set()),
        ('maxwidth="20"', set()),
        ('maxwidth="x" size-unit="char"', set()),
    ],
)
def test_length_limits_in_characters(attributes: str, flags: set[str]) -> None:
    assert one(first_generation(unit_1("x", "y", attributes=attributes))).flags == flags


@pytest.mark.parametrize(
    ("profile", "restriction", "flags"),
    [
        ("xliff:codepoints", "20", {"max-length:20"}),
        ("xliff:codepoints", "0,20", {"max-length:20"}),
        ("xliff:codepoints", "5,*", set()),
        ("xliff:utf8", "20", set()),
    ],
)
def test_size_restrictions_in_code_points(profile: str, restriction: str, flags: set[str]) -> None:
    slr = 'xmlns:s="urn:oasis:names:tc:xliff:sizerestriction:2.0"'
    profiles = f'<s:profiles {slr} generalProfile="{profile}"/>'
    of_unit = second_generation(profiles, unit_2("x", "y", attributes=f'{slr} s:sizeRestriction="{restriction}"'))
    of_segment = second_generation(profiles, unit_2("x", "y", of_segment=f'{slr} s:sizeRestriction="{restriction}"'))
    assert one(of_unit).flags == one(of_segment).flags == flags


def test_layout_of_the_file_is_no_text_unless_it_is_to_be_preserved() -> None:
    layout = "\n    Zwei  Wörter\n    <x id='1'/>\n  "
    content = first_generation(unit_1("x", layout))
    segment = one(content)
    assert segment.target == "Zwei  Wörter"
    assert misplaced(content, [segment]) == []
    preserved = first_generation(unit_1("x", layout, attributes='xml:space="preserve"'))
    assert one(preserved).target == "\n    Zwei  Wörter\n    \n  "


def test_cdata_keeps_its_place() -> None:
    content = first_generation(unit_1("x", "&#x201E;A“ <![CDATA[<b>fett</b> & mehr]]> Ende"))
    segment = one(content)
    assert segment.target == "„A“ <b>fett</b> & mehr Ende"
    assert misplaced(content, [segment], besides="„") == []


def test_a_document_for_each_file() -> None:
    content = (
        f'<xliff version="2.0" srcLang="en" trgLang="de" xmlns="{NAMESPACE_2}">'
        f'<file id="f1">{unit_2("A", "Ä")}</file><file id="f2" original="b.html">{unit_2("B", None)}</file></xliff>'
    )
    first, second = documents(content)
    assert (first.path, [segment.id for segment in first.segments], first.notices) == (
        "a.xlf",
        ["f1/u"],
        ("this is the part 'f1'",),
    )
    assert (second.path, second.segments) == ("a.xlf", ())
    assert second.notices[0] == "this is the part 'b.html'"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<html/>", "a.xlf:1: is no XLIFF: its first element is <html>"),
        ('<xliff xmlns="urn:other"/>', "a.xlf:1: is no XLIFF that mtqc knows: its namespace is 'urn:other'"),
        ("<xliff/>", "a.xlf: holds no <file> element"),
        ("<unit/>", "a.xlf:1: is no XLIFF: its first element is <unit>"),
        (
            first_generation(unit_1("A", "Ä"), unit_1("B", "B")),
            "a.xlf:4: the id 'u' is already that of line 3",
        ),
        (
            second_generation(unit_2("A", "Ä"), "", unit_2("B", "B")),
            "a.xlf:5: the id 'u' is already that of line 3",
        ),
        (
            second_generation(
                '<unit id="u"><segment id="s"><source>A</source></segment>\n'
                '<segment id="s"><source>B</source></segment></unit>'
            ),
            "a.xlf:4: the id 'u/s' is already that of line 3",
        ),
    ],
)
def test_what_is_refused(content: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        documents(content)
    assert str(caught.value).startswith(message)


def test_units_outside_of_files_and_of_other_namespaces_are_passed_over() -> None:
    content = (
        f'<xliff xmlns="{NAMESPACE_1}">{unit_1("A", "A")}<file><body><o:trans-unit xmlns:o="urn:o" id="u"/>'
        f"{unit_1('B', 'B', 'b')}</body></file></xliff>"
    )
    assert [segment.id for segment in segments_of(Xliff(), content)] == ["b"]


def test_recognition() -> None:
    content = first_generation(unit_1("A", "Ä"))
    assert Xliff().recognises(content.encode())
    assert Xliff().recognises(content.encode("utf-16-le"))
    assert not Xliff().recognises(b"A text about <xliff")


@pytest.mark.parametrize("bomb", [BILLION_LAUGHS, EXTERNAL_ENTITY])
def test_entities_are_refused(bomb: str) -> None:
    error = read_or_refuse(Xliff(), bomb.format(root="xliff").encode())
    assert isinstance(error, InputError)
    assert "declares the entity" in str(error)


def test_deep_nesting_is_refused() -> None:
    error = read_or_refuse(Xliff(), first_generation(unit_1("A", "<g>" * 10_000)).encode())
    assert "nested more than 256 deep" in str(error)


def test_truncated_anywhere_it_is_refused() -> None:
    first = first_generation(unit_1("Grün", 'Gr<g id="1">ü</g>n', more="<note>mtqc: ignore</note>"))
    second = second_generation(unit_2("Grün", 'Gr<pc id="1">ü</pc>n'))
    for content in (first.encode(), second.encode()):
        for length in range(len(content)):
            assert isinstance(read_or_refuse(Xliff(), content[:length]), InputError)


@given(
    st.lists(
        st.text(st.sampled_from("aä <>&;\"'\n日😀\u00a0"), min_size=1, max_size=20).filter(lambda text: text.strip()),
        min_size=1,
        max_size=5,
    ),
    st.booleans(),
)
@settings(max_examples=100)
def test_what_was_written_is_read_with_the_place_of_each_character(texts: list[str], is_second: bool) -> None:
    units = [
        (unit_2 if is_second else unit_1)(escape(text), escape(text), str(number), attributes='xml:space="preserve"')
        for number, text in enumerate(texts)
    ]
    content = (second_generation if is_second else first_generation)(*units)
    segments = segments_of(Xliff(), content)
    assert targets(segments) == texts
    assert [segment.source for segment in segments] == texts
    assert misplaced(content, segments, besides="<>") == []
