from __future__ import annotations

import subprocess
import sys

import pytest

from mtqc.errors import UnknownNameError
from mtqc.formats.base import ReadOptions
from mtqc.formats.input import Input
from mtqc.formats.reading import read_documents


def test_named_format_overrules_content_and_name() -> None:
    file = Input.of_bytes("a.po", b'msgid ""\nmsgstr ""\n')
    (document,) = read_documents(file, ReadOptions(), "text")
    assert (document.path, document.format) == ("a.po", "text")
    assert [segment.target for segment in document.segments] == ['msgid ""', 'msgstr ""']


def test_recognised_format() -> None:
    (document,) = read_documents(Input.of_bytes("a.tsv", b"source\ttarget\na\tb\n"), ReadOptions())
    assert document.format == "tsv"


def test_unknown_format() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'text'"):
        read_documents(Input.of_bytes("a", b""), ReadOptions(), "txet")


def test_reading_text_loads_no_heavy_library() -> None:
    program = """
import sys
from mtqc.formats.base import ReadOptions
from mtqc.formats.input import Input
from mtqc.formats.reading import read_documents
for document in read_documents(Input.of_bytes("a.txt", b"Hallo"), ReadOptions()):
    list(document.segments)
heavy = {"lxml", "numpy", "polib", "babel", "docx", "pysubs2", "trafilatura", "translate", "transformers", "torch"}
sys.exit(" ".join(sorted(heavy & set(sys.modules))) or 0)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
