"""One file of each format goes in, a finding at its place comes out."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from .conftest import Mtqc

XLIFF_1 = """\
<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file source-language="en" target-language="de" original="a" datatype="plaintext"><body>
<trans-unit id="one"><source>Delete 3 files?</source><target>4 Dateien löschen?</target></trans-unit>
</body></file></xliff>
"""
XLIFF_2 = """\
<?xml version="1.0"?>
<xliff version="2.0" srcLang="en" trgLang="de" xmlns="urn:oasis:names:tc:xliff:document:2.0">
<file id="f"><unit id="one"><segment>
<source>Delete 3 files?</source><target>4 Dateien löschen?</target>
</segment></unit></file></xliff>
"""
TMX = """\
<?xml version="1.0"?>
<tmx version="1.4"><header srclang="en" segtype="sentence" datatype="plaintext" adminlang="en" o-tmf="x"
creationtool="x" creationtoolversion="1"/><body><tu>
<tuv xml:lang="en"><seg>Delete 3 files?</seg></tuv><tuv xml:lang="de"><seg>4 Dateien löschen?</seg></tuv>
</tu></body></tmx>
"""
PO = """\
msgid ""
msgstr "Language: de\\nContent-Type: text/plain; charset=UTF-8\\n"

msgid "Delete 3 files?"
msgstr "4 Dateien löschen?"
"""
BILINGUAL = {
    "a.tsv": "source\ttarget\nDelete 3 files?\t4 Dateien löschen?\n",
    "a.csv": 'source,target\n"Delete 3 files?","4 Dateien löschen?"\n',
    "a.jsonl": '{"source": "Delete 3 files?", "target": "4 Dateien löschen?"}\n',
    "a.po": PO,
    "a.xliff": XLIFF_1,
    "b.xlf": XLIFF_2,
    "a.tmx": TMX,
}
MONOLINGUAL = {
    "a.txt": "Alles gut.\nEs steht auf auf dem Dach.\n",
    "a.md": "# Titel\n\nEs steht *oben* auf auf dem Dach.\n",
    "a.html": "<!DOCTYPE html><html><body><p>Alles gut.</p>\n<p>Es steht auf auf dem Dach.</p></body></html>\n",
    "a.srt": "1\n00:00:01,000 --> 00:00:02,000\nEs steht auf auf dem Dach.\n",
    "a.vtt": "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nEs steht auf auf dem Dach.\n",
}


def findings(mtqc: Mtqc, *arguments: str) -> list[dict[str, Any]]:
    outcome = mtqc("check", *arguments, "--source-lang", "en", "--target-lang", "de", "--format", "json")
    assert outcome.status == 1, outcome.err
    return [finding for document in json.loads(outcome.out)["documents"] for finding in document["findings"]]


@pytest.mark.parametrize("name", BILINGUAL)
def test_bilingual_files(mtqc: Mtqc, folder: Path, name: str) -> None:
    (folder / name).write_text(BILINGUAL[name], encoding="utf-8")
    (finding,) = findings(mtqc, name, "--select", "accuracy/number")
    assert finding["target"]["text"] == "4"
    line = BILINGUAL[name].splitlines()[finding["line"] - 1]
    assert "4 Dateien" in line
    if finding["column"] is not None:
        assert line[finding["column"] - 1] == "4"


@pytest.mark.parametrize("name", MONOLINGUAL)
def test_texts_without_source(mtqc: Mtqc, folder: Path, name: str) -> None:
    (folder / name).write_text(MONOLINGUAL[name], encoding="utf-8")
    (finding,) = findings(mtqc, name, "--select", "conventions/doubled-word")
    assert finding["target"]["text"] == "auf auf"
    line = MONOLINGUAL[name].splitlines()[finding["line"] - 1]
    assert line[finding["column"] - 1 :].startswith("auf auf")


def test_a_word_document(mtqc: Mtqc, folder: Path) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph("Es steht auf auf dem Dach.")
    document.save(str(folder / "a.docx"))
    (finding,) = findings(mtqc, "a.docx", "--select", "conventions/doubled-word")
    assert finding["target"]["text"] == "auf auf"


def test_what_translate_toolkit_reads(mtqc: Mtqc, folder: Path) -> None:
    pytest.importorskip("translate")
    (folder / "de.strings").write_text('"key" = "Es steht auf auf dem Dach.";\n', encoding="utf-8")
    (finding,) = findings(mtqc, "de.strings", "--select", "conventions/doubled-word")
    assert finding["target"]["text"] == "auf auf"


@pytest.mark.parametrize("name", ["a.po", "a.tsv", "a.tmx"])
def test_gzip_of_any(mtqc: Mtqc, folder: Path, name: str) -> None:
    with gzip.open(folder / f"{name}.gz", "wt", encoding="utf-8") as stream:
        stream.write(BILINGUAL[name])
    (finding,) = findings(mtqc, f"{name}.gz", "--select", "accuracy/number")
    assert finding["target"]["text"] == "4"


def test_two_parallel_files(mtqc: Mtqc, folder: Path) -> None:
    (folder / "en.txt").write_text("Fine.\nDelete 3 files?\n", encoding="utf-8")
    (folder / "de.txt").write_text("Gut.\n4 Dateien löschen?\n", encoding="utf-8")
    (finding,) = findings(mtqc, "de.txt", "--source", "en.txt", "--select", "accuracy/number")
    assert (finding["line"], finding["column"]) == (2, 1)


def test_utf_16_with_a_mark_just_works(mtqc: Mtqc, folder: Path) -> None:
    (folder / "a.txt").write_text(MONOLINGUAL["a.txt"], encoding="utf-16")
    assert findings(mtqc, "a.txt", "--select", "conventions/doubled-word")


def test_another_encoding_by_name(mtqc: Mtqc, folder: Path) -> None:
    (folder / "a.txt").write_bytes("Schön, es steht auf auf dem Dach.\n".encode("latin-1"))
    assert findings(mtqc, "a.txt", "--encoding", "latin-1", "--select", "conventions/doubled-word")


def test_a_name_that_says_nothing(mtqc: Mtqc, folder: Path) -> None:
    (folder / "strings").write_text(PO, encoding="utf-8")
    (finding,) = findings(mtqc, "strings", "--select", "accuracy/number")
    assert finding["line"] == 5


def test_sentences_are_split_on_demand(mtqc: Mtqc, folder: Path) -> None:
    (folder / "a.txt").write_text("Am 3. Mai ist z. B. alles gut. Es steht auf auf dem Dach.", encoding="utf-8")
    (finding,) = findings(mtqc, "a.txt", "--segmentation", "sentence", "--select", "conventions/doubled-word")
    assert (finding["segment"], finding["column"]) == ("2", 41)


def test_a_plain_zip_is_no_document(mtqc: Mtqc, folder: Path) -> None:
    with zipfile.ZipFile(folder / "a.docx", "w") as archive:
        archive.writestr("readme", "nothing")
    outcome = mtqc("check", "a.docx", "--target-lang", "de")
    assert outcome.status == 2
    assert outcome.err.startswith("mtqc: error: a.docx: ")
    assert outcome.err.count("\n") == 1
