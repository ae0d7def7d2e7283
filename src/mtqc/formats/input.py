"""Bytes and text of a file or of standard input: unpacked, decoded, limited, and with errors that say where."""

from __future__ import annotations

import codecs
import gzip
import io
import stat
import weakref
import zlib
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, BinaryIO

from mtqc.errors import InputError, SettingsError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

HEAD_BYTES = 8192
DEFAULT_LIMIT = 4 * 1024**3
"""How many bytes a file may unpack to: far above any honest file, far below what fills a disk."""
LONGEST_LINE = 10_000_000
"""Characters of a line in files that are read line by line: more than any text, and little enough to hold."""
_SPOOL_BYTES = 16 * 1024**2
_CHUNK_BYTES = 1024**2
_CHUNK_CHARACTERS = 2**16
_GZIP_MAGIC = b"\x1f\x8b"
# UTF-32 first: its little-endian mark begins with that of UTF-16.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Python knows these as encodings of text, but they are ways to write text in other text, and may give half characters.
_NO_ENCODINGS = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"})


class Input:
    """One thing to read; it can be opened any number of times."""

    def __init__(
        self, name: str, opener: Callable[[], BinaryIO], encoding: str | None = None, limit: int = DEFAULT_LIMIT
    ) -> None:
        self.name = name
        self.limit = limit
        self._opener = opener
        self._stated_encoding = None if encoding is None else known_encoding(encoding)

    @classmethod
    def of_path(cls, path: Path, encoding: str | None = None, limit: int = DEFAULT_LIMIT) -> Input:
        """A file by its path, which becomes its name; pipes are read to their end at once.

        Raises:
            InputError: a pipe cannot be read; other files say so when they are opened.
        """
        if _can_be_read_once(path):
            try:
                with path.open("rb") as stream:
                    return cls.of_stream(str(path), stream, encoding, limit)
            except OSError as error:
                raise InputError(str(path), reason(error)) from error
        return cls(str(path), lambda: path.open("rb"), encoding, limit)

    @classmethod
    def of_bytes(cls, name: str, content: bytes, encoding: str | None = None, limit: int = DEFAULT_LIMIT) -> Input:
        """Bytes at hand, under the name that messages will use."""
        return cls(name, lambda: io.BytesIO(content), encoding, limit)

    @classmethod
    def of_stream(cls, name: str, stream: IO[bytes], encoding: str | None = None, limit: int = DEFAULT_LIMIT) -> Input:
        """A stream that can be read once, such as standard input; kept on disk when it is long.

        Raises:
            InputError: the stream breaks off, or is longer than the limit.
        """
        spool = _Spool()
        try:
            while chunk := stream.read(_CHUNK_BYTES):
                spool.file.write(chunk)
                if spool.file.tell() > limit:
                    raise InputError(name, f"longer than the limit of {limit:,} bytes (setting max-input-bytes)")
        except OSError as error:
            raise InputError(name, reason(error)) from error
        return cls(name, lambda: io.BufferedReader(_SpoolReader(spool)), encoding, limit)

    def assuming(self, encoding: str) -> Input:
        """The same input, read in this encoding unless a byte order mark or the user names another."""
        return Input(self.name, self._opener, self._stated_encoding or encoding, self.limit)

    def open(self) -> BinaryIO:
        """The bytes, unpacked if they are gzip.

        Raises:
            InputError: the file is missing or unreadable; on reading, that it is cut off, broken or over the limit.
        """
        try:
            raw = self._opener()
        except OSError as error:
            raise InputError(self.name, reason(error)) from error
        except ValueError as error:
            raise InputError(self.name, f"is no path: {error}") from error
        try:
            packed = raw.read(2) == _GZIP_MAGIC
            raw.seek(0)
        except OSError as error:
            raw.close()
            raise InputError(self.name, reason(error)) from error
        return io.BufferedReader(_Limited(raw, packed, self.name, self.limit), _CHUNK_BYTES)

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

    @property
    def has_byte_order_mark(self) -> bool:
        """Whether the file begins with a byte order mark, which settles its encoding."""
        return any(self.head.startswith(mark) for mark, _ in _BYTE_ORDER_MARKS)

    @cached_property
    def encoding(self) -> str:
        """The encoding of the text: that of the byte order mark, else as stated, else UTF-8."""
        for mark, name in _BYTE_ORDER_MARKS:
            if self.head.startswith(mark):
                return name
        stated = self._stated_encoding or "utf-8"
        if stated in ("utf-16", "utf-32"):
            # Without a mark the order shows in the zero bytes of the first Latin letter.
            return stated + ("-be" if self.head[:1] == b"\0" else "-le")
        return stated

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
            InputError: as for :meth:`text`, or for a line of more than :data:`LONGEST_LINE` characters.
        """
        with self.open() as stream, io.TextIOWrapper(stream, self.encoding, newline="\n") as reader:
            number = 0
            try:
                while line := reader.readline(LONGEST_LINE + 1):
                    number += 1
                    if len(line) > LONGEST_LINE:
                        raise InputError(self.name, f"longer than {LONGEST_LINE:,} characters", number)
                    if "\0" in line:
                        raise self._binary(number)
                    yield line
            except UnicodeDecodeError as error:
                raise self._undecodable() from error

    def chunks(self) -> Iterator[str]:
        """The text in pieces of some ten thousand characters, with its line ends as they are.

        Raises:
            InputError: as for :meth:`text`.
        """
        with self.open() as stream, io.TextIOWrapper(stream, self.encoding, newline="") as reader:
            line = 1
            try:
                while chunk := reader.read(_CHUNK_CHARACTERS):
                    if "\0" in chunk:
                        raise self._binary(line + chunk.count("\n", 0, chunk.index("\0")))
                    line += chunk.count("\n")
                    yield chunk
            except UnicodeDecodeError as error:
                raise self._undecodable() from error

    def _binary(self, line: int) -> InputError:
        problem = "contains a NUL character: this is no text file"
        if self._looks_like_utf16:
            problem = "every second byte is NUL: if this is UTF-16, say so with --encoding utf-16"
        return InputError(self.name, problem, line)

    @property
    def _looks_like_utf16(self) -> bool:
        head = self.head[:-1] if len(self.head) % 2 else self.head
        return b"\0" in head and (not any(head[::2]) or not any(head[1::2]))

    def _undecodable(self) -> InputError:
        """The error for the first undecodable byte, found by decoding again from the start."""
        encoding = self.encoding
        decoder = codecs.getincrementaldecoder(encoding)()
        passed = 0
        line = 1
        with self.open() as stream:
            while True:
                chunk = stream.read(_CHUNK_BYTES)
                passed += len(chunk)
                try:
                    line += decoder.decode(chunk, final=not chunk).count("\n")
                except UnicodeDecodeError as error:
                    # What the decoder was given ends where the chunk ends, but may begin before it.
                    offset = passed - len(error.object) + error.start
                    line += error.object[: error.start].decode(error.encoding, "replace").count("\n")
                    return self._wrong_byte(offset, error, line)
                if not chunk:
                    return InputError(self.name, f"is not {_shown(encoding)}")

    def _wrong_byte(self, offset: int, error: UnicodeDecodeError, line: int) -> InputError:
        hint = "" if self._stated_encoding else "; name its encoding with --encoding"
        if hint and self._looks_like_utf16:
            hint += " (utf-16, perhaps: every second byte is NUL)"
        byte = error.object[error.start]
        problem = f"byte 0x{byte:02x} at offset {offset:,} is not {_shown(self.encoding)}: {error.reason}{hint}"
        return InputError(self.name, problem, line)


class _Spool:
    """A temporary file that is gone when nobody can read it any more."""

    def __init__(self) -> None:
        self.file = SpooledTemporaryFile(max_size=_SPOOL_BYTES)  # noqa: SIM115 - lives as long as its readers
        weakref.finalize(self, self.file.close)


class _SpoolReader(io.RawIOBase):
    """One reading of a spool, with a place of its own."""

    def __init__(self, spool: _Spool) -> None:
        self._spool = spool
        self._offset = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence == io.SEEK_CUR:
            offset, whence = self._offset + offset, io.SEEK_SET
        self._offset = self._spool.file.seek(offset, whence)
        return self._offset

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        self._spool.file.seek(self._offset)
        chunk = self._spool.file.read(len(view))
        view[: len(chunk)] = chunk
        self._offset += len(chunk)
        return len(chunk)


class _Limited(io.RawIOBase):
    """Passes bytes on, and raises InputError at the limit, at the end of a cut-off file and at broken data."""

    def __init__(self, raw: BinaryIO, packed: bool, name: str, limit: int) -> None:
        self._raw = raw
        self._stream: io.BufferedIOBase | BinaryIO = gzip.GzipFile(fileobj=raw) if packed else raw
        self._packed = packed
        self._name = name
        self._limit = limit
        self._passed = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        try:
            chunk = self._stream.read(len(view))
        except EOFError as error:
            raise InputError(self._name, "the gzip data end too early: the file is cut off") from error
        except (gzip.BadGzipFile, zlib.error) as error:
            raise InputError(self._name, f"broken gzip data: {error}") from error
        except OSError as error:
            raise InputError(self._name, reason(error)) from error
        self._passed += len(chunk)
        if self._passed > self._limit:
            what = "unpacks to more than" if self._packed else "is longer than"
            raise InputError(self._name, f"{what} {self._limit:,} bytes (setting max-input-bytes)")
        view[: len(chunk)] = chunk
        return len(chunk)

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
            self._raw.close()
        super().close()


def _can_be_read_once(path: Path) -> bool:
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def known_encoding(name: str) -> str:
    """Python's own name of an encoding.

    Raises:
        SettingsError: there is no such encoding of text.
    """
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        found = None
    if found is None or not found._is_text_encoding or found.name.replace("_", "-") in _NO_ENCODINGS:
        raise SettingsError(f"unknown encoding '{name}'")
    return found.name


def _shown(encoding: str) -> str:
    return encoding.removesuffix("-sig").upper()


def reason(error: OSError) -> str:
    """Why a file cannot be opened or read, in lower case for the end of a message."""
    match error:
        case FileNotFoundError():
            return "no such file"
        case IsADirectoryError():
            return "is a directory"
        case PermissionError():
            return "permission denied"
        case _:
            return (error.strerror or str(error)).lower()
