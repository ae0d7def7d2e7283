from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import ClassVar

import pytest

from mtqc import plugins
from mtqc.errors import InputError, UnknownNameError
from mtqc.formats import recognition
from mtqc.formats.base import Format, ReadOptions
from mtqc.formats.input import Input
from mtqc.formats.recognition import all_formats, format_named, format_of_suffix, recognise
from mtqc.model import Document

CATALOGUE = b'msgid ""\nmsgstr ""\n"Language: de\\n"\n'


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", b"Hallo", "text"),
        ("-", b"Hallo", "text"),
        ("a.unknown", b"", "text"),
        ("a.tsv", b"a\tb\tc", "tsv"),
        ("a.CSV", b"a,b", "csv"),
        ("a.jsonl.gz", b"{}", "jsonl"),
        ("a.po", b"", "po"),
        ("a.de.pot", b"#", "po"),
        # Content beats the name where it leaves no doubt.
        ("a.txt", CATALOGUE, "po"),
        ("-", CATALOGUE.decode().encode("utf-16"), "po"),
        ("-", b"\xef\xbb\xbf" + CATALOGUE, "po"),
        ("-", b"source\ttarget\n", "tsv"),
        ("-", b"source,target\n", "csv"),
        ("-", b'{"target": "a"}\n', "jsonl"),
        ("a.json", b'{"target": "a"}\n', "jsonl"),
        ("a.json", b'{"menu": "a"}\n', "localisation"),
        ("a.strings", b"", "localisation"),
        ("-", b"<?xml version='1.0'?>\n<!-- x --><!DOCTYPE TS>\n<TS version='2.1'>", "localisation"),
    ],
)
def test_content_then_name_then_text(name: str, content: bytes, expected: str) -> None:
    assert recognise(Input.of_bytes(name, content)).name == expected


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "a PNG image"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"PK\x03\x04rest", "a ZIP archive"),
        (b"\x7fELF\2\1", "a program"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "-", "a.bin"])
def test_binary_files_are_named_for_what_they_are(name: str, content: bytes, kind: str) -> None:
    with pytest.raises(InputError, match=f"{name}: looks like {kind}, which mtqc does not read"):
        recognise(Input.of_bytes(name, content))


def test_archives_under_a_suffix_of_their_own_are_left_to_their_format(monkeypatch: pytest.MonkeyPatch) -> None:
    class Bundle(Format):
        name = "bundle"
        summary = "texts in an archive"
        suffixes: ClassVar[tuple[str, ...]] = (".bundle",)

        def read(self, file: Input, options: ReadOptions) -> Iterator[Document]:
            raise NotImplementedError

    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("a", "b")
    monkeypatch.setattr(recognition, "all_formats", lambda: (Bundle(),))
    assert recognise(Input.of_bytes("a.bundle", content.getvalue())).name == "bundle"


def test_a_suffix_of_ones_own_beats_a_shared_one() -> None:
    found = format_of_suffix(".txt")
    assert found is not None
    assert found.name == "text"
    assert format_of_suffix(".json") is format_named("localisation")
    assert format_of_suffix(".nothing") is None


def test_unknown_format_names_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="unknown format 'jsnl'; did you mean 'jsonl'"):
        format_named("jsnl")


def test_a_format_that_cannot_be_loaded_does_not_disturb_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib.metadata import EntryPoint

    broken = plugins.Plugin("broken", "somebody", EntryPoint("broken", "no.such.module:Broken", "mtqc.formats"))
    monkeypatch.setattr(recognition, "plugins", lambda group: {**plugins.plugins(group), "broken": broken})
    monkeypatch.setattr(
        recognition, "plugin", lambda group, name: broken if name == "broken" else plugins.plugin(group, name)
    )
    all_formats.cache_clear()
    names = [each.name for each in all_formats()]
    all_formats.cache_clear()
    assert "text" in names
    assert "broken" not in names


def test_formats_keep_their_promises() -> None:
    for each in all_formats():
        assert each.summary
        assert not each.recognises(b"")
        assert not each.recognises(b"Just a line of text.\n")
        for suffix in (*each.suffixes, *each.shared_suffixes):
            assert suffix.startswith(".")
            assert suffix == suffix.lower()


def test_no_two_formats_own_one_suffix() -> None:
    owned = [suffix for each in all_formats() for suffix in each.suffixes]
    assert len(owned) == len(set(owned))
