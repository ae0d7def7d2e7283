from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.errors import InputError
from mtqc.formats.base import ReadOptions
from mtqc.formats.docx import Docx
from mtqc.formats.input import Input
from tests.unit.formats.markup_files import BILLION_LAUGHS, EXTERNAL_ENTITY, read_or_refuse
from tests.unit.formats.reading_formats import segments_of, targets

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def part(inner: str, root: str = "document", namespace: str = WORD) -> str:
    return f'<w:{root} xmlns:w="{namespace}" xmlns:o="urn:o"><w:body>{inner}</w:body></w:{root}>'


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def archive(**parts: str) -> bytes:
    """A .docx file of parts by their names, with ``__`` for the slash."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(f"{name.replace('__', '/')}.xml".replace("rels.xml", ".rels"), text)
    return content.getvalue()


def document(inner: str) -> bytes:
    return archive(word__document=part(inner))


def refusal(content: bytes) -> str:
    error = read_or_refuse(Docx(), content)
    assert isinstance(error, InputError)
    return str(error)


def test_runs_are_joined_into_paragraphs() -> None:
    runs = "<w:r><w:t>Ein fet</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>tes</w:t>"
    runs += "<w:t xml:space='preserve'> Wort</w:t></w:r>"
    link = "<w:hyperlink><w:r><w:t>.</w:t></w:r></w:hyperlink>"
    content = document(f"<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>{runs}{link}</w:p><w:p/>{paragraph('Zwei')}")
    segments = segments_of(Docx(), content)
    assert [(segment.id, segment.target, segment.line) for segment in segments] == [
        ("1", "Ein fettes Wort.", None),
        ("3", "Zwei", None),
    ]


def test_characters_that_are_elements() -> None:
    inner = (
        "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:br w:type='page'/><w:cr/>"
        "<w:t>d</w:t><w:noBreakHyphen/><w:t>e</w:t></w:r></w:p>"
    )
    assert targets(segments_of(Docx(), document(inner))) == ["a\tb\nc\nd\u2011e"]


def test_tables_text_boxes_and_content_controls() -> None:
    table = f"<w:tbl><w:tr><w:tc>{paragraph('Zelle')}</w:tc></w:tr></w:tbl>"
    choice = f"<o:choice><w:txbxContent>{paragraph('Kasten')}</w:txbxContent></o:choice>"
    older = f"<o:Fallback><w:txbxContent>{paragraph('Kasten')}</w:txbxContent></o:Fallback>"
    boxed = f"<w:p><w:r><w:t>Vor</w:t>{choice}{older}</w:r><w:r><w:t>nach</w:t></w:r></w:p>"
    control = f"<w:sdt><w:sdtContent>{paragraph('Feld')}</w:sdtContent></w:sdt>"
    assert targets(segments_of(Docx(), document(table + boxed + control))) == ["Zelle", "Vornach", "Kasten", "Feld"]


def test_tracked_changes_count_as_accepted() -> None:
    inner = (
        "<w:p><w:del><w:r><w:delText>alt</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>weg</w:t></w:r></w:moveFrom>"
        "<w:ins><w:r><w:t>neu</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText></w:r><o:t>fremd</o:t></w:p><o:p/>"
    )
    assert targets(segments_of(Docx(), document(inner))) == ["neu"]


def test_headers_footers_and_notes_come_behind_the_body() -> None:
    content = archive(
        word__footnotes=part(paragraph("Fußnote"), "footnotes"),
        word__header2=part(paragraph("Kopf"), "hdr"),
        word__document=part(paragraph("Text")),
        word__styles=part(paragraph("nein"), "styles"),
        other__header1=part(paragraph("nein"), "hdr"),
    )
    assert [(segment.id, segment.target) for segment in segments_of(Docx(), content)] == [
        ("1", "Text"),
        ("footnotes/1", "Fußnote"),
        ("header2/1", "Kopf"),
    ]


def test_the_body_is_where_the_archive_says() -> None:
    relationships = '<Relationships><Relationship Type="x"/>'
    relationships += '<Relationship Type="a/officeDocument" Target="/w/d.xml"/></Relationships>'
    content = archive(_rels__rels=relationships, w__d=part(paragraph("Text"), namespace=STRICT))
    assert targets(segments_of(Docx(), content)) == ["Text"]
    content = archive(_rels__rels="<Relationships/>", word__document=part(paragraph("Text")))
    assert targets(segments_of(Docx(), content)) == ["Text"]


def test_documents_of_python_docx() -> None:
    docx: Any = pytest.importorskip("docx")
    made = docx.Document()
    made.add_heading("Überschrift", 1)
    written = made.add_paragraph("Ein ")
    written.add_run("fett").bold = True
    written.add_run("er Text\nund mehr.")
    made.add_table(1, 1).cell(0, 0).text = "Zelle"
    made.sections[0].footer.paragraphs[0].text = "Fuß"
    content = BytesIO()
    made.save(content)
    assert targets(segments_of(Docx(), content.getvalue())) == [
        "Überschrift",
        "Ein fetter Text\nund mehr.",
        "Zelle",
        "Fuß",
    ]
    assert Docx().recognises(content.getvalue()[:8192])


def test_recognition() -> None:
    assert Docx().recognises(document(""))
    assert not Docx().recognises(archive(xl__workbook="<a/>"))
    assert not Docx().recognises(b"word/")


def test_archives_that_are_no_documents() -> None:
    assert refusal(b"PK\x03\x04") == "file: is no readable .docx file: File is not a zip file"
    assert refusal(archive(xl__workbook="<a/>")) == "file: is no .docx file: the archive holds no Word document"
    assert refusal(archive(word__document="<a>")).startswith("file/word/document.xml:1: is cut off: <a> of line 1")


def test_more_than_the_limit_is_not_unpacked() -> None:
    content = document(" " * 100_000)
    file = Input.of_bytes("a.docx", content, limit=50_000)
    with pytest.raises(
        InputError, match=r"a\.docx: unpacks to 100,1\d\d bytes, more than 50,000 \(setting max-input-b"
    ):
        list(Docx().read(file, ReadOptions()))


@pytest.mark.parametrize("bomb", [BILLION_LAUGHS, EXTERNAL_ENTITY])
def test_entities_are_refused(bomb: str) -> None:
    assert "declares the entity" in refusal(archive(word__document=bomb.format(root="document")))


def test_deep_nesting_is_refused() -> None:
    assert "nested more than 256 deep" in refusal(document("<w:p>" * 10_000))


def test_truncated_anywhere_it_is_refused() -> None:
    content = document(paragraph("Grün"))
    for length in range(len(content)):
        assert refusal(content[:length])


@given(st.integers(0, 10_000), st.integers(0, 255))
@settings(max_examples=100)
def test_a_changed_byte_is_read_or_refused(place: int, byte: int) -> None:
    content = bytearray(archive(_rels__rels="<Relationships/>", word__document=part(paragraph("Grün"))))
    content[place % len(content)] = byte
    read_or_refuse(Docx(), bytes(content))
