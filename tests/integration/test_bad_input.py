"""Whatever is wrong with the input: one line that names it, exit status 2, no traceback, nothing written."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

from .conftest import Mtqc, Outcome

LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
XLIFF = (
    '<xliff version="1.2"><file source-language="en" target-language="de" original="a" datatype="x"><body>'
    '<trans-unit id="1"><source>{}</source><target>{}</target></trans-unit></body></file></xliff>'
)
PO = 'msgid ""\nmsgstr "Language: de\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'


def assert_error(outcome: Outcome, *parts: str) -> None:
    assert outcome.status == 2
    assert outcome.out == ""
    assert outcome.err.startswith("mtqc: error: ")
    assert outcome.err.count("\n") == 1
    assert "Traceback" not in outcome.err
    assert "internal error" not in outcome.err
    for part in parts:
        assert part in outcome.err


def zipped(name: str, content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "parts"),
    [
        pytest.param("a.txt", b"Gut.\nSch\xf6n.\n", ("a.txt:2", "0xf6", "offset 8", "--encoding"), id="wrong encoding"),
        pytest.param("a.txt", b"Gut.\nNo\0pe.\n", ("a.txt:2", "NUL"), id="NUL"),
        pytest.param("a.txt", "Gut.\n".encode("utf-16-le"), ("NUL", "--encoding utf-16"), id="UTF-16 without mark"),
        pytest.param("a.txt.gz", gzip.compress(b"Gut.\n" * 9999)[:-20], ("a.txt.gz", "cut off"), id="truncated gzip"),
        pytest.param("a.txt.gz", b"\x1f\x8b\x08\0rubbish", ("a.txt.gz",), id="broken gzip"),
        pytest.param("a.jsonl", b'{"source": "a", "target": "b"}\n{"source": "a", "tar', ("a.jsonl:2",), id="cut JSON"),
        pytest.param("a.jsonl", b'{"target": ' + b"[" * 100_000 + b"\n", ("a.jsonl:1",), id="deep JSON"),
        pytest.param("a.jsonl", b'{"target": 3}\n', ("a.jsonl:1",), id="JSON of another shape"),
        pytest.param("a.xliff", XLIFF.format("a", "b")[:150].encode(), ("a.xliff:1",), id="truncated XML"),
        pytest.param("a.xliff", (LAUGHS + XLIFF.format("&b;", "b")).encode(), ("a.xliff:1", "entit"), id="entity bomb"),
        pytest.param(
            "a.xliff",
            ('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + XLIFF.format("&e;", "b")).encode(),
            ("a.xliff:1", "entit"),
            id="external entity",
        ),
        pytest.param(
            "a.xliff", XLIFF.format("<g>" * 20_000, "b").encode(), ("a.xliff",), id="deep nesting of an XLIFF file"
        ),
        pytest.param(
            "a.xliff",
            XLIFF.replace("</body>", '<trans-unit id="1"><source>x</source></trans-unit></body>')
            .format("a", "b")
            .encode(),
            ("a.xliff:1", "id"),
            id="duplicate id",
        ),
        pytest.param(
            "a.tmx", b'<?xml version="1.0"?>\n<tmx version="1.4"><header/><body>\n<tu>', ("a.tmx:3",), id="cut TMX"
        ),
        pytest.param("a.tsv", b"source\tziel\tnote\na\tb\tc\n", ("a.tsv:1", "target"), id="no target column"),
        pytest.param("a.tsv", b"source\ttarget\tTarget\na\tb\tc\n", ("a.tsv:1", "two"), id="two target columns"),
        pytest.param("a.txt", "Schön.\n".encode("utf-16-le"), ("a.txt:1", "utf-16"), id="UTF-16 without mark"),
        pytest.param("a.po", (PO + 'msgid "a\nmsgstr "b"\n').encode(), ("a.po:4",), id="broken PO"),
        pytest.param("a.po", (PO + 'msgid "a"\nmsgstr "b"\n\n' * 2).encode(), ("a.po",), id="duplicate message"),
        pytest.param("a.docx", zipped("word/document.xml", b"<w")[:60], ("a.docx",), id="truncated docx"),
        pytest.param("a.docx", b"no zip at all", ("a.docx",), id="docx that is none"),
    ],
)
def test_broken_files(mtqc: Mtqc, folder: Path, name: str, content: bytes, parts: tuple[str, ...]) -> None:
    (folder / name).write_bytes(content)
    outcome = mtqc("check", name, "--source-lang", "en", "--target-lang", "de", "--output", "report")
    assert_error(outcome, name, *parts)
    assert [path.name for path in folder.iterdir()] == [name]


def test_a_missing_path(mtqc: Mtqc) -> None:
    assert_error(mtqc("check", "none.po"), "none.po: no such file")


def test_an_empty_path_is_not_this_folder(mtqc: Mtqc, folder: Path) -> None:
    (folder / "a.txt").write_text("Gut.\n", encoding="utf-8")
    assert_error(mtqc("check", ""), "'': no such file")


def test_an_unreadable_path(mtqc: Mtqc, folder: Path) -> None:
    (folder / "loop.txt").symlink_to("loop.txt")
    assert_error(mtqc("check", "loop.txt"), "loop.txt: ")


def test_a_folder_without_readable_files(mtqc: Mtqc, folder: Path) -> None:
    (folder / "inner").mkdir()
    (folder / "inner" / "photo.jpg").write_bytes(b"\xff\xd8")
    assert_error(mtqc("check", "inner"), "inner: holds no file that mtqc reads")


def test_a_zip_bomb(mtqc: Mtqc, folder: Path) -> None:
    (folder / "a.txt.gz").write_bytes(gzip.compress(b"Gut.\n" * 1_000_000))
    outcome = mtqc("check", "a.txt.gz", "--target-lang", "de", "--max-input-bytes", "100000")
    assert_error(outcome, "a.txt.gz", "100,000 bytes", "max-input-bytes")


def test_a_bomb_in_a_document(mtqc: Mtqc, folder: Path) -> None:
    (folder / "a.docx").write_bytes(zipped("word/document.xml", b" " * 10_000_000))
    outcome = mtqc("check", "a.docx", "--target-lang", "de", "--max-input-bytes", "100000")
    assert_error(outcome, "a.docx", "100,000", "max-input-bytes")


def test_unequal_parallel_files(mtqc: Mtqc, folder: Path) -> None:
    (folder / "en.txt").write_text("one\ntwo\nthree\n", encoding="utf-8")
    (folder / "de.txt").write_text("eins\nzwei\n", encoding="utf-8")
    assert_error(mtqc("check", "de.txt", "--source", "en.txt"), "de.txt", "en.txt", "2", "3")


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("--target-lang", "xx-xx"), "unknown language 'xx-xx'"),
        (("--target-lang", "German"), "unknown language 'German'; did you mean 'de'?"),
        (("--select", "accuracy/nubmer"), "did you mean 'accuracy/number'?"),
        (("--format", "htlm"), "did you mean 'html'?"),
        (("--input-format", "xlif"), "did you mean 'xliff'?"),
        (("--sevrity", "major"), "--severity"),
    ],
)
def test_unknown_names_name_the_nearest(mtqc: Mtqc, folder: Path, arguments: tuple[str, ...], hint: str) -> None:
    (folder / "a.txt").write_text("Gut.\n", encoding="utf-8")
    assert_error(mtqc("check", "a.txt", *arguments), hint)


def test_a_setting_that_does_not_exist(mtqc: Mtqc, folder: Path) -> None:
    (folder / "a.txt").write_text("Gut.\n", encoding="utf-8")
    (folder / "mtqc.toml").write_text('\nselcet = ["accuracy"]\n', encoding="utf-8")
    assert_error(mtqc("check", "a.txt"), "mtqc.toml:2: unknown setting 'selcet'; did you mean 'select'?")


def test_a_rule_in_a_settings_file_that_does_not_exist(mtqc: Mtqc, folder: Path) -> None:
    (folder / "a.txt").write_text("Gut.\n", encoding="utf-8")
    (folder / "mtqc.toml").write_text('ignore = ["acuracy"]\n', encoding="utf-8")
    assert_error(mtqc("check", "a.txt"), "mtqc.toml: unknown rule 'acuracy'; did you mean 'accuracy'?")


def test_a_rule_in_a_comment_that_does_not_exist(mtqc: Mtqc, folder: Path) -> None:
    (folder / "a.po").write_text(PO + '# mtqc: ignore acuracy\nmsgid "a"\nmsgstr "b"\n', encoding="utf-8")
    assert_error(
        mtqc("check", "a.po"), "a.po:6: a comment silences an unknown rule 'acuracy'; did you mean 'accuracy'?"
    )


def test_one_broken_file_among_good_ones_writes_nothing(mtqc: Mtqc, folder: Path) -> None:
    (folder / "a.txt").write_text("Gut.\n", encoding="utf-8")
    (folder / "b.txt").write_bytes(b"\xff")
    (folder / "report.json").write_text("of yesterday", encoding="utf-8")
    assert_error(mtqc("check", ".", "--format", "json", "--output", "report.json", "--target-lang", "de"), "b.txt:1")
    assert (folder / "report.json").read_text(encoding="utf-8") == "of yesterday"


def test_an_empty_file_is_no_error(mtqc: Mtqc, folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"")
    outcome = mtqc("check", "a.txt", "--target-lang", "de", "--format", "json")
    assert outcome.status == 0
    assert json.loads(outcome.out)["documents"][0]["segments"] == 0


def test_a_report_never_overwrites_the_baseline(mtqc: Mtqc, folder: Path) -> None:
    (folder / "a.txt").write_text("Das ist ist gut.\n", encoding="utf-8")
    assert mtqc("baseline", "create", "a.txt", "--target-lang", "de", "--baseline", "known.json").status == 0
    before = (folder / "known.json").read_bytes()
    assert_error(mtqc("check", "a.txt", "--baseline", "known.json", "--output", "known.json"), "is one of the inputs")
    assert (folder / "known.json").read_bytes() == before
