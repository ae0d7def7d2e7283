"""Bytes and text of a file or of standard input: unpacked, decoded, limited, and with errors that say where."""

from __future__ import annotations

import codecs
import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO

from mtqc.errors import InputError, SettingsError

HEAD_BYTES = 8192
DEFAULT_LIMIT = 4 * 1024**3
"""How many bytes a file may unpack to: far above any honest file, far below what fills a disk."""
_SPOOL_BYTES = 16 * 1024**2
_CHUNK_BYTES = 1024**2
_GZIP_MAGIC = b"\x1f\x8b"
# UTF-32 first: its little-endian mark begins with that of UTF-16.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Input:
    """One thing to read; it can be opened any number of times."""

    def __init__(
        self, name: str, opener: Callable[[], BinaryIO], encoding: str | None = None, limit: int = DEFAULT_LIMIT
    ) -> None:
        self.name = name
        self.limit = limit
        self._opener = opener
        self._stated_encoding = encoding
        if encoding is not None:
            _require_text_encoding(encoding)

    @classmethod
    def of_path(cls, path: Path, encoding: str | None = None, limit: int = DEFAULT_LIMIT) -> Input:
        """A file by its path, which becomes its name."""
        return cls(str(path), lambda: path.open("rb"), encoding, limit)

    @classmethod
    def of_bytes(cls, name: str, content: bytes, encoding: str | None = None, limit: int = DEFAULT_LIMIT) -> Input:
        """Bytes at hand, under the name that messages will use."""
        return cls(name, lambda: io.BytesIO(content), encoding, limit)

    @classmethod
    def of_stream(cls, name: str, stream: IO[bytes], encoding: str | None = None, limit: int = DEFAULT_LIMIT) -> Input:
        """A stream that can be read once, such as standard input; kept on disk when it is long."""
        # Closed with the process: the input may be opened again as long as it lives.
        spool = SpooledTemporaryFile(max_size=_SPOOL_BYTES)  # noqa: SIM115
        while chunk := stream.read(_CHUNK_BYTES):
            spool.write(chunk)
            if spool.tell() > limit:
                raise InputError(name, f"longer than the limit of {limit:,} bytes (setting max-input-bytes)")

        def reopen() -> BinaryIO:
            spool.seek(0)
            return _Unclosed(spool)

        return cls(name, reopen, encoding, limit)

    def open(self) -> BinaryIO:
        """The bytes, unpacked if they are gzip.

        Raises:
            InputError: the file is missing or unreadable; on reading, that it is cut off, broken or over the limit.
        """
        try:
            raw = self._opener()
        except OSError as error:
            raise InputError(self.name, _reason(error)) from error
        packed = raw.read(2) == _GZIP_MAGIC
        raw.seek(0)
        stream: io.BufferedIOBase | BinaryIO = gzip.GzipFile(fileobj=raw) if packed else raw
        return io.BufferedReader(_Limited(stream, self.name, self.limit), _CHUNK_BYTES)

    def read_bytes(self) -> bytes:
        """All bytes, unpacked."""
        with self.open() as stream:
            return stream.read()

    @cached_property
    def head(self) -> bytes:
        """The first bytes, unpacked: enough to recognise a format by."""
        with self.open() as stream:
            return stream.read(HEAD_BYTES)

    @cached_property
    def suffixes(self) -> tuple[str, ...]:
        """The lower-case suffixes of the name without ``.gz``, longest first: ``.po.txt``, ``.txt``."""
        parts = Path(self.name).name.lower().removesuffix(".gz").split(".")[1:]
        return tuple("." + ".".join(parts[start:]) for start in range(len(parts)))

    @cached_property
    def encoding(self) -> str:
        """The encoding of the text: that of the byte order mark, else as stated, else UTF-8."""
        for mark, name in _BYTE_ORDER_MARKS:
            if self.head.startswith(mark):
                return name
        return self._stated_encoding or "utf-8"

    def text(self) -> str:
        """The whole text with its line ends as they are, without byte order mark.

        Raises:
            InputError: the bytes are not of the encoding (says which byte), or contain NUL.
        """
        content = self.read_bytes()
        try:
            text = content.decode(self.encoding)
        except UnicodeDecodeError as error:
            raise self._undecodable() from error
        if "\0" in text:
            raise self._binary(text.count("\n", 0, text.index("\0")) + 1)
        return text

    def lines(self) -> Iterator[str]:
        r"""The lines with their line ends; lines end at ``\n`` alone, as everywhere in mtqc.

        Raises:
            InputError: as for :meth:`text`.
        """
        with self.open() as stream, io.TextIOWrapper(stream, self.encoding, newline="\n") as reader:
            number = 0
            try:
                for number, line in enumerate(reader, start=1):
                    if "\0" in line:
                        raise self._binary(number)
                    yield line
            except UnicodeDecodeError as error:
                raise self._undecodable() from error

    def _binary(self, line: int) -> InputError:
        return InputError(self.name, "contains a NUL character: this is no text file", line)

    def _undecodable(self) -> InputError:
        """The error for the first undecodable byte, found by decoding again from the start."""
        decoder = codecs.getincrementaldecoder(self.encoding)()
        passed = 0
        line = 1
        with self.open() as stream:
            while True:
                chunk = stream.read(_CHUNK_BYTES)
                pending = len(decoder.getstate()[0])
                try:
                    line += decoder.decode(chunk, final=not chunk).count("\n")
                except UnicodeDecodeError as error:
                    offset = passed - pending + error.start
                    line += error.object[: error.start].count(b"\n")
                    hint = "" if self._stated_encoding else "; name its encoding with --encoding"
                    what = f"byte {offset} (0x{error.object[error.start]:02x}) is not {self.encoding}: {error.reason}"
                    return InputError(self.name, what + hint, line)
                if not chunk:
                    return InputError(self.name, f"is not {self.encoding}")
                passed += len(chunk)


class _Unclosed(io.RawIOBase, BinaryIO):  # type: ignore[misc]
    """A reader over a spool that outlives it."""

    def __init__(self, spool: SpooledTemporaryFile[bytes]) -> None:
        self._spool = spool

    def read(self, size: int = -1) -> bytes:
        return self._spool.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._spool.seek(offset, whence)

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True


class _Limited(io.RawIOBase):
    """Passes bytes on, and raises InputError at the limit, at the end of a cut-off file and at broken data."""

    def __init__(self, stream: io.BufferedIOBase | BinaryIO, name: str, limit: int) -> None:
        self._stream = stream
        self._name = name
        self._limit = limit
        self._passed = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:
        try:
            chunk = self._stream.read(len(buffer))
        except EOFError as error:
            raise InputError(self._name, "the gzip data end too early: the file is cut off") from error
        except (gzip.BadGzipFile, zlib.error) as error:
            raise InputError(self._name, f"broken gzip data: {error}") from error
        except OSError as error:
            raise InputError(self._name, _reason(error)) from error
        self._passed += len(chunk)
        if self._passed > self._limit:
            raise InputError(self._name, f"unpacks to more than {self._limit:,} bytes (setting max-input-bytes)")
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
        super().close()


def _require_text_encoding(name: str) -> None:
    try:
        known = codecs.lookup(name)._is_text_encoding
    except LookupError:
        known = False
    if not known:
        raise SettingsError(f"unknown encoding '{name}'")


def _reason(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "no such file"
        case IsADirectoryError():
            return "is a directory"
        case PermissionError():
            return "permission denied"
        case _:
            return (error.strerror or str(error)).lower()
