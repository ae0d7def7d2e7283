from __future__ import annotations

import pytest

from mtqc.errors import InputError
from mtqc.formats.base import ReadOptions
from mtqc.formats.input import Input
from mtqc.formats.reading import read_documents
from mtqc.model import Document


def read(
    name: str,
    target: str,
    source: str | None = None,
    references: tuple[str, ...] = (),
    options: ReadOptions | None = None,
) -> Document:
    """The document of a translation with its source and references, all under names of their own."""
    (document,) = read_documents(
        Input.of_bytes(f"target{name}", target.encode()),
        options or ReadOptions(),
        source=None if source is None else Input.of_bytes(f"source{name}", source.encode()),
        references=[
            Input.of_bytes(f"reference{number}{name}", reference.encode())
            for number, reference in enumerate(references, start=1)
        ],
    )
    return document


def pairs(document: Document) -> list[tuple[str, str | None]]:
    return [(segment.target, segment.source) for segment in document.segments]


def test_lines_are_paired_by_number_and_blank_ones_count() -> None:
    document = read(".txt", "Hallo\n\n\nTschüss\r\n", "Hello\n\nLost\nBye\n", ("Hi\n\n\nCiao\n", "Na\n\nx\nAde"))
    segments = list(document.segments)
    assert pairs(document) == []  # the segments stream: they are gone
    assert [(segment.target, segment.source, segment.line) for segment in segments] == [
        ("Hallo", "Hello", 1),
        ("", "Lost", 3),
        ("Tschüss", "Bye", 4),
    ]
    assert [segment.references for segment in segments] == [("Hi", "Na"), ("", "x"), ("Ciao", "Ade")]


def test_references_without_source() -> None:
    (segment,) = read(".txt", "Hallo\n", references=("Hi\n",)).segments
    assert (segment.source, segment.references) == (None, ("Hi",))


@pytest.mark.parametrize(
    ("target", "source"), [("a\nb\n", "a\nb\n\n\n"), ("a\nb", "a\nb\n"), ("a\nb\n \n", "a\nb"), ("", "\n")]
)
def test_blank_lines_at_the_end_do_not_matter(target: str, source: str) -> None:
    read(".txt", target, source)


@pytest.mark.parametrize(
    ("target", "source", "problem"),
    [
        ("a\nb\n", "a\nb\nc\n", "target.txt: has 2 lines, but source.txt has 3: 1 more"),
        ("a\n\n\nb\nc", "a\n", "target.txt: has 5 lines, but source.txt has 1: 4 less"),
    ],
)
def test_unequal_lines_say_both_counts(target: str, source: str, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        read(".txt", target, source)
    assert str(caught.value) == problem


def test_unequal_reference_is_named() -> None:
    with pytest.raises(InputError, match=r"has 1 line, but reference2\.txt has 2"):
        read(".txt", "a", "a", ("b", "c\nd"))


def test_paragraphs_are_paired_in_order() -> None:
    options = ReadOptions(segmentation="paragraph")
    assert pairs(read(".txt", "Eins\nzwei\n\nDrei", "\nOne two\n\n\n\nThree\n", options=options)) == [
        ("Eins\nzwei", "One two"),
        ("Drei", "Three"),
    ]


def test_unequal_paragraphs_say_both_counts() -> None:
    with pytest.raises(InputError, match=r"has 2 paragraphs, but source\.txt has 1: 1 less"):
        read(".txt", "a\n\nb", "a", options=ReadOptions(segmentation="paragraph"))


def test_table_rows_without_ids_are_paired_in_order() -> None:
    document = read(".tsv", "target\nHallo\nTschüss\n", "target\nHello\nBye\n")
    assert pairs(document) == [("Hallo", "Hello"), ("Tschüss", "Bye")]
    with pytest.raises(InputError, match=r"has 2 segments, but source\.tsv has 1"):
        read(".tsv", "target\nHallo\nTschüss\n", "target\nHello\n")


def test_rows_are_paired_by_their_ids() -> None:
    document = read(".tsv", "id\ttarget\na\tHallo\nb\tTschüss\nc\tNeu\n", "id\ttarget\nb\tBye\na\tHello\nd\tOld\n")
    assert pairs(document) == [("Hallo", "Hello"), ("Tschüss", "Bye"), ("Neu", None)]
    assert document.notices == ("1 of 3 segments have no counterpart in source.tsv",)


def test_files_without_a_common_id_do_not_belong_together() -> None:
    with pytest.raises(InputError, match=r"target\.tsv: has no segment in common with source\.tsv"):
        read(".tsv", "id\ttarget\na\tHallo\n", "id\ttarget\nb\tHello\n")


def _catalogue(*texts: tuple[str, str], language: str) -> str:
    header = f'msgid ""\nmsgstr "Language: {language}\\n"\n'
    return header + "".join(f'\nmsgid "{source}"\nmsgstr "{target}"\n' for source, target in texts)


def test_catalogues_are_paired_by_their_messages() -> None:
    target = _catalogue(("menu.open", "Öffnen"), ("menu.close", "Schließen"), language="de")
    source = _catalogue(("menu.close", "Close"), ("menu.open", "Open"), language="en")
    document = read(".po", target, source, (target,))
    assert pairs(document) == [("Öffnen", "Open"), ("Schließen", "Close")]
    assert (document.source_language, document.target_language) == ("en", "de")
    assert [segment.references for segment in document.segments] == [("Öffnen",), ("Schließen",)]


def test_plural_forms_are_told_apart() -> None:
    forms = '\nmsgid "f"\nmsgid_plural "fs"\nmsgstr[0] "{}"\nmsgstr[1] "{}"\n'
    document = read(".po", forms.format("Datei", "Dateien"), forms.format("file", "files"))
    assert pairs(document) == [("Datei", "file"), ("Dateien", "files")]


def test_documents_must_be_as_many() -> None:
    unit = '<file original="{}" source-language="en" target-language="de"><body/></file>'
    frame = '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">{}</xliff>'
    pytest.importorskip("mtqc.formats.xliff")
    with pytest.raises(InputError, match=r"has 2 documents, but source\.xlf has 1"):
        list(
            read_documents(
                Input.of_bytes("target.xlf", frame.format(unit.format("a") + unit.format("b")).encode()),
                ReadOptions(),
                source=Input.of_bytes("source.xlf", frame.format(unit.format("a")).encode()),
            )
        )
