from __future__ import annotations

import gc
import gzip
import io
import os
import threading
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqc.errors import InputError, SettingsError
from mtqc.formats import input
from mtqc.formats.input import Input

TEXT = "Grüße aus Łódź\nzweite Zeile\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_mark_settles_the_encoding(encoding: str) -> None:
    file = Input.of_bytes("a.txt", TEXT.encode(encoding), encoding="latin-1" if encoding != "utf-8" else None)
    assert file.text() == TEXT
    assert list(file.lines()) == TEXT.splitlines(keepends=True)
    assert "".join(file.chunks()) == TEXT


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
def test_utf_16_lines_break_at_line_feeds_only(mark: bytes) -> None:
    encoding = "utf-16-le" if mark == b"\xff\xfe" else "utf-16-be"
    # U+0A0D and U+0D0A hold the bytes of a line feed without being one.
    text = "a\u0a0d\u0d0ab\nc\u2028d\r\n"
    assert list(Input.of_bytes("a", mark + text.encode(encoding)).lines()) == ["a\u0a0d\u0d0ab\n", "c\u2028d\r\n"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le"])
def test_utf_16_without_mark_when_the_user_says_so(encoding: str) -> None:
    stated = "utf-16" if "16" in encoding else "utf-32"
    file = Input.of_bytes("a.txt", TEXT.encode(encoding), encoding=stated)
    assert file.text() == TEXT
    assert "".join(file.lines()) == TEXT


def test_utf_16_without_mark_and_without_word_is_explained() -> None:
    with pytest.raises(InputError, match=r"a\.txt:1: every second byte is NUL.*--encoding utf-16"):
        Input.of_bytes("a.txt", b"a\0b\0\n\0").text()


def test_stated_encoding() -> None:
    file = Input.of_bytes("a.txt", TEXT.encode("latin2"), encoding="ISO_8859-2")
    assert file.text().startswith("Grüße aus Łódź")


@pytest.mark.parametrize("name", ["utf-9", "rot13", "hex", "unicode_escape", "utf-7", "a\0b", ""])
def test_unknown_encoding_is_refused(name: str) -> None:
    with pytest.raises(SettingsError, match="unknown encoding"):
        Input.of_bytes("a.txt", b"", encoding=name)


def test_assumed_encoding_yields_to_the_mark_and_to_the_user() -> None:
    assert Input.of_bytes("a", b"\xe4").assuming("latin-1").text() == "ä"
    assert Input.of_bytes("a", "ä".encode("utf-8-sig")).assuming("latin-1").text() == "ä"
    assert Input.of_bytes("a", b"\xb1", encoding="latin2").assuming("latin-1").text() == "ą"


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("before", [0, 3, 8_191, 1_048_570, 1_048_576, 2_500_000])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_wrong_byte_is_reported_with_its_offset_and_line(packed: bool, before: int, mark: bytes) -> None:
    content = mark + (b"abcdefg\n" * (before // 8)) + b"x" * (before % 8) + b"\xe4rger\nmore\n"
    file = Input.of_bytes("a.txt", gzip.compress(content, 1) if packed else content)
    offset = content.index(b"\xe4")
    line = content[:offset].count(b"\n") + 1
    for read in (file.text, lambda: list(file.lines()), lambda: list(file.chunks())):
        with pytest.raises(InputError) as caught:
            read()
        assert caught.value.line == line
        assert f"byte 0xe4 at offset {offset:,} is not UTF-8" in caught.value.problem
        assert "--encoding" in caught.value.problem


def test_wrong_byte_of_a_cut_off_character() -> None:
    with pytest.raises(InputError, match=r"a:2: byte 0xc3 at offset 3 is not UTF-8: unexpected end of data"):
        Input.of_bytes("a", b"ab\n\xc3").text()


def test_wrong_byte_in_the_encoding_that_the_user_named() -> None:
    with pytest.raises(InputError, match="byte 0xe4 at offset 1 is not ASCII") as caught:
        Input.of_bytes("a", b"a\xe4", encoding="ascii").text()
    assert "--encoding" not in caught.value.problem


def test_wrong_utf_16_names_the_line() -> None:
    content = "a\nbc\n".encode("utf-16") + b"\x00\xd8\n\x00"
    with pytest.raises(InputError, match=r"a:3: byte 0x00 at offset 12 is not UTF-16"):
        list(Input.of_bytes("a", content).lines())


def test_nul_is_no_text() -> None:
    file = Input.of_bytes("a.bin", b"abc\nd\0ef\n")
    for read in (file.text, lambda: list(file.lines()), lambda: list(file.chunks())):
        with pytest.raises(InputError, match=r"a\.bin:2: contains a NUL character"):
            read()


def test_gzip_is_unpacked_whatever_its_name() -> None:
    assert Input.of_bytes("a.txt", gzip.compress(TEXT.encode())).text() == TEXT
    assert Input.of_bytes("a.txt", gzip.compress(TEXT.encode("utf-16"))).text() == TEXT


def test_cut_off_gzip() -> None:
    content = gzip.compress(os.urandom(5000).hex().encode())
    with pytest.raises(InputError, match="cut off"):
        Input.of_bytes("a.gz", content[:-2000]).text()
    with pytest.raises(InputError, match="cut off"):
        Input.of_bytes("a.gz", content[:5]).text()


@pytest.mark.parametrize("place", [2, 30])
def test_broken_gzip(place: int) -> None:
    content = bytearray(gzip.compress(TEXT.encode() * 50))
    content[place] ^= 0xFF
    with pytest.raises(InputError, match="gzip data"):
        Input.of_bytes("a.gz", bytes(content)).text()


def test_gzip_bomb_stops_at_the_limit() -> None:
    file = Input.of_bytes("a.gz", gzip.compress(b"a\n" * 1_000_000), limit=100_000)
    with pytest.raises(InputError, match=r"unpacks to more than 100,000 bytes.*max-input-bytes"):
        file.text()
    with pytest.raises(InputError, match="unpacks to more"):
        list(file.lines())


def test_long_file_stops_at_the_limit() -> None:
    assert Input.of_bytes("a", b"a" * 10, limit=10).text() == "a" * 10
    with pytest.raises(InputError, match="is longer than 10 bytes"):
        Input.of_bytes("a", b"a" * 11, limit=10).text()


def test_line_that_is_no_line_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(input, "LONGEST_LINE", 5)
    assert list(Input.of_bytes("a", b"abcd\nabcde").lines()) == ["abcd\n", "abcde"]
    with pytest.raises(InputError, match="a:2: longer than 5 characters"):
        list(Input.of_bytes("a", b"abcd\nabcdef\n").lines())


def test_head_is_unpacked_and_bounded() -> None:
    file = Input.of_bytes("a.gz", gzip.compress(b"ab" * 10_000))
    assert file.head == b"ab" * 4096


@pytest.mark.parametrize(
    ("name", "suffixes"),
    [
        ("dir.d/a.PO.gz", (".po",)),
        ("a.po.txt", (".po.txt", ".txt")),
        ("README", ()),
        (".hidden", (".hidden",)),
        ("-", ()),
    ],
)
def test_suffixes(name: str, suffixes: tuple[str, ...]) -> None:
    assert Input.of_bytes(name, b"").suffixes == suffixes


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gone\.txt: no such file"):
        Input.of_path(tmp_path / "gone.txt").text()
    with pytest.raises(InputError, match="embedded null byte"):
        Input.of_path(Path("a\0b")).text()


def test_directory(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a directory"):
        Input.of_path(tmp_path).text()


def test_unreadable_file() -> None:
    def refuse() -> NoReturn:
        raise PermissionError(13, "Permission denied")

    with pytest.raises(InputError, match=r"a\.txt: permission denied"):
        Input("a.txt", refuse).text()


class _Broken(io.RawIOBase):
    def __init__(self, working_reads: int) -> None:
        self._working_reads = working_reads

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return offset

    def read(self, size: int = -1) -> bytes:
        self._working_reads -= 1
        if self._working_reads < 0:
            raise OSError(5, "Input/output error")
        return b"ab"


@pytest.mark.parametrize("working_reads", [0, 1, 2])
def test_failing_disk(working_reads: int) -> None:
    file = Input("a.txt", lambda: _Broken(working_reads))  # type: ignore[arg-type,return-value]
    with pytest.raises(InputError, match=r"a\.txt: input/output error"):
        file.text()


def test_failing_stream() -> None:
    with pytest.raises(InputError, match="standard input: input/output error"):
        Input.of_stream("standard input", _Broken(1))  # type: ignore[arg-type]


def test_stream_can_be_read_again_and_side_by_side() -> None:
    file = Input.of_stream("-", io.BytesIO(TEXT.encode() * 3))
    assert file.head == TEXT.encode() * 3
    first, second = file.lines(), file.lines()
    one, two = TEXT.splitlines(keepends=True)
    assert [next(first), next(second), next(first), next(second)] == [one, one, two, two]
    assert file.text() == TEXT * 3


def test_stream_of_gzip() -> None:
    assert Input.of_stream("-", io.BytesIO(gzip.compress(TEXT.encode()))).text() == TEXT


def test_long_stream_stops_at_the_limit() -> None:
    with pytest.raises(InputError, match="longer than the limit of 10 bytes"):
        Input.of_stream("-", io.BytesIO(b"a" * 11), limit=10)


def test_long_stream_goes_to_disk_and_is_gone_with_its_readers() -> None:
    file = Input.of_stream("-", io.BytesIO(b"abcdefg\n" * 2_200_000))
    with file.open() as stream:
        del file
        gc.collect()
        assert stream.read(8) == b"abcdefg\n"
    del stream
    gc.collect()


def test_spooled_bytes_can_be_sought() -> None:
    file = Input.of_stream("-", io.BytesIO(b"0123456789"))
    raw = file._opener()
    assert (raw.seek(4), raw.read(2), raw.seek(2, io.SEEK_CUR), raw.read(1)) == (4, b"45", 8, b"8")
    assert (raw.seek(-1, io.SEEK_END), raw.read()) == (9, b"9")


def test_named_pipe_is_read_once_and_used_often(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_bytes, args=(TEXT.encode(),))
    writer.start()
    file = Input.of_path(path)
    writer.join()
    assert file.head == TEXT.encode()
    assert file.text() == TEXT


def test_pipe_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)

    def refuse(self: Path, mode: str = "r") -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match="permission denied"):
        Input.of_path(path)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "utf-16", "utf-32", "cp1252", "shift_jis", "gb18030"]))
def test_any_bytes_give_text_or_an_input_error(content: bytes, encoding: str | None) -> None:
    file = Input.of_bytes("a", content, encoding)
    try:
        text = file.text()
    except InputError as error:
        assert "\n" not in str(error)
        with pytest.raises(InputError):
            list(file.lines())
    else:
        assert "".join(file.lines()) == text
        assert "".join(file.chunks()) == text
