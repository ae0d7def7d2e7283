"""JSON Lines: one JSON object a line, with texts under the names of the columns."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from mtqc.errors import InputError
from mtqc.formats.base import Format, ReadOptions
from mtqc.formats.columns import wanted_columns
from mtqc.formats.flags import split_flags
from mtqc.formats.identifiers import Identifiers
from mtqc.formats.input import Input
from mtqc.model import Document, Segment

REFERENCES = "references"


class Jsonl(Format):
    """One object a line; blank lines are left out. Segments stream."""

    name = "jsonl"
    summary = "JSON Lines: one JSON object a line"
    suffixes = (".jsonl", ".ndjson")

    def recognises(self, head: bytes) -> bool:
        """Whether the first line is an object with a target."""
        if not head.lstrip().startswith(b"{"):
            return False
        try:
            first = json.loads(head.lstrip().partition(b"\n")[0])
        except (ValueError, RecursionError):
            return False
        return isinstance(first, dict) and "target" in first

    def read(self, file: Input, options: ReadOptions) -> Iterator[Document]:
        """One document; a target of null is an empty one."""
        yield Document(file.name, _segments(file, wanted_columns(options)), format=self.name)


def _segments(file: Input, columns: Mapping[str, str]) -> Iterator[Segment]:
    identifiers = Identifiers(file.name)
    for number, line in enumerate(file.lines(), start=1):
        if not line.strip():
            continue
        record = Record(json_object(line, file.name, number), file.name, number)
        target = record.required_text(columns["target"])
        identifier = record.identifier(columns["id"])
        if identifier:
            identifiers.add(identifier, number)
        yield Segment(
            identifier or str(number),
            target or "",
            source=record.text(columns["source"]),
            references=record.texts(columns["reference"]) or record.texts(REFERENCES),
            flags=record.flags(columns["flags"]),
            line=number,
        )


class Record:
    """The object of one line; what is asked for raises InputError where it has another type."""

    def __init__(self, values: Mapping[str, Any], path: str, line: int) -> None:
        self.values = values
        self._path = path
        self._line = line

    def text(self, name: str) -> str | None:
        """The text under a name; None if it is null or missing."""
        value = self.values.get(name)
        return None if value is None else self._require_text(value, name)

    def required_text(self, name: str) -> str | None:
        """The text under the name of the target column, which has to be there, though it may be null."""
        if name not in self.values:
            there = ", ".join(f"'{key[:40]}'" for key in list(self.values)[:12]) or "nothing"
            raise self.error(f"no key '{name}' among {there}: name the target column (setting columns)")
        return self.text(name)

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts under a name that may hold one or a list of them."""
        value = self.values.get(name)
        if isinstance(value, list):
            return tuple(self._require_text(part, name) for part in value)
        return () if value is None else (self._require_text(value, name),)

    def flags(self, name: str) -> frozenset[str]:
        """The flags under a name: a list, or a text with commas."""
        return frozenset().union(*(split_flags(part) for part in self.texts(name)))

    def identifier(self, name: str) -> str | None:
        """The id under a name, which may be a whole number."""
        value = self.values.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return None if value is None else self._require_text(value, name)

    def _require_text(self, value: Any, name: str) -> str:
        if not isinstance(value, str):
            raise self.error(f"'{name}' should be a text, not {_kind(value)}")
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise self.error(f"'{name}' holds half a character (\\u{ord(value[error.start]):04x})") from error
        return value

    def error(self, problem: str) -> InputError:
        """An error that names the file and the line of this object."""
        return InputError(self._path, problem, self._line)


def json_object(line: str, path: str, number: int) -> Mapping[str, Any]:
    """The JSON object in a line of a file.

    Raises:
        InputError: the line holds something else; says what and where.
    """
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        what = f"is not JSON: {error.msg[:1].lower()}{error.msg[1:]} (column {error.pos + 1})"
        raise InputError(path, what, number) from error
    except RecursionError as error:
        raise InputError(path, "the JSON is nested too deeply", number) from error
    except ValueError as error:
        raise InputError(path, f"is not JSON that can be read: {error}", number) from error
    if not isinstance(value, dict):
        hint = "; JSON Lines have one object a line" if isinstance(value, list) else ""
        raise InputError(path, f"should be a JSON object, not {_kind(value)}{hint}", number)
    return value


def _kind(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "a text"
        case list():
            return "a list"
        case _:
            return "an object"
