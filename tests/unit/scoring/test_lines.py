"""Plain text is read as sacreBLEU reads it, so that scores are the same."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sacrebleu.utils import smart_open

from mtqc.formats.input import Input
from mtqc.scoring.lines import has_counted_mark, segment_lines


def as_sacrebleu_reads(path: Path) -> tuple[str, ...]:
    with smart_open(str(path)) as stream:  # type: ignore[no-untyped-call]  # sacreBLEU has no types here
        return tuple(line.rstrip() for line in stream)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "\n",
        "one\ntwo\n",
        "one\ntwo",
        "one\n\n\n",
        "  indented \t\r\nnext\r\n",
        "old\rmac\rlines\n",
        "\ufeffmarked\n\ufeffagain\n",
        "line\u2028separator\x85next\x0bline\x0cfeed\n",
        "no-break space\u00a0\n",
    ],
)
def test_lines_are_those_of_sacrebleu(tmp_path: Path, content: str) -> None:
    path = tmp_path / "hyp.de"
    path.write_bytes(content.encode())
    assert segment_lines(Input.of_path(path)) == as_sacrebleu_reads(path)


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60))
@settings(max_examples=50, deadline=None)
def test_any_text_is_read_alike(tmp_path_factory: pytest.TempPathFactory, content: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_bytes(content.encode())
    assert segment_lines(Input.of_path(path)) == as_sacrebleu_reads(path)


def test_gzip(tmp_path: Path) -> None:
    path = tmp_path / "hyp.gz"
    path.write_bytes(gzip.compress(b"one \n\ntwo\n"))
    assert segment_lines(Input.of_path(path)) == as_sacrebleu_reads(path) == ("one", "", "two")


def test_a_mark_of_utf_16_is_no_text() -> None:
    file = Input.of_bytes("hyp.txt", "eins\nzwei\n".encode("utf-16"))
    assert segment_lines(file) == ("eins", "zwei")
    assert not has_counted_mark(file)
