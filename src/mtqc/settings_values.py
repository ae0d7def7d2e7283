"""Values of settings, from TOML, the command line or Python: checked against the types of :class:`Settings`."""

from __future__ import annotations

import enum
import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache, reduce
from math import isnan
from operator import or_
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from mtqc.checks.options import Pattern
from mtqc.errors import MtqcError, UnknownNameError
from mtqc.formats.base import DEFAULT_COLUMNS
from mtqc.settings import Settings, key_names

Place = tuple[str | int, ...]
"""The way to a value: a key, then keys of tables in it and numbers from 0 in its lists."""


class InvalidValueError(MtqcError):
    """A value that a setting cannot have; ``place`` is the way to it."""

    def __init__(self, place: Place, problem: str) -> None:
        self.place = place
        name = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)
        super().__init__(f"setting '{name.removeprefix('.')}' {problem}")


def read_value(key: str, value: Any, folder: Path) -> Any:
    """The typed value of the setting with that hyphenated key; relative paths are relative to ``folder``.

    Raises:
        UnknownNameError: there is no such setting.
        InvalidValueError: it cannot have that value.
    """
    if key not in key_names():
        raise UnknownNameError("setting", key, key_names())
    if key == "columns":
        value = _with_default_columns(value)
    return _read(_types(Settings)[key.replace("-", "_")], value, (key,), folder)


def key_type(key: str) -> Any:
    """The type of the setting with that hyphenated key, without None."""
    wanted = _types(Settings)[key.replace("-", "_")]
    left = [alternative for alternative in _alternatives(wanted) if alternative is not type(None)]
    return reduce(or_, left)


def choices(key: str) -> tuple[str, ...]:
    """The words that a setting of few values can have; nothing for all other settings."""
    return tuple(_choices(_types(Settings)[key.replace("-", "_")]))


def type_name(key: str) -> str:
    """What values the setting takes, in words."""
    return _name(key_type(key))


def _name(wanted: Any) -> str:
    words = _choices(wanted)
    if words:
        return f"one of {', '.join(words)}"
    origin = get_origin(wanted)
    if origin is tuple:
        return f"a list of {_plural(get_args(wanted)[0])}"
    if origin is not None:
        return f"a table of {_plural(get_args(wanted)[1])}"
    return "a table" if is_dataclass(wanted) else _EXPECTED[wanted]


def _plural(wanted: Any) -> str:
    words = _choices(wanted)
    if words:
        return f"words out of {', '.join(words)}"
    if get_origin(wanted) is tuple:
        return f"lists of {_plural(get_args(wanted)[0])}"
    return "tables" if is_dataclass(wanted) else _PLURALS[wanted]


@cache
def _types(record: type) -> Mapping[str, Any]:
    return get_type_hints(record)


def _with_default_columns(value: Any) -> Any:
    """The columns with those not named at their defaults; numbers, which count columns, as text."""
    if not isinstance(value, Mapping):
        return value
    for name in value:
        if name not in DEFAULT_COLUMNS:
            raise InvalidValueError(("columns",), f"has an {UnknownNameError('column', str(name), DEFAULT_COLUMNS)}")
    numbered = {name: str(column) if type(column) is int else column for name, column in value.items()}
    return {**DEFAULT_COLUMNS, **numbered}


def _read(wanted: Any, value: Any, place: Place, folder: Path) -> Any:
    if get_origin(wanted) in (Union, types.UnionType) and (value is None) and type(None) in get_args(wanted):
        return None
    choices = _choices(wanted)
    if choices:
        return _choose(choices, value, place)
    (wanted,) = (type_ for type_ in _alternatives(wanted) if type_ is not type(None))
    origin = get_origin(wanted)
    if origin is tuple:
        return _read_list(get_args(wanted)[0], value, place, folder)
    if origin is not None:
        return _read_table(get_args(wanted)[1], value, place, folder)
    if is_dataclass(wanted):
        return _read_record(wanted, value, place, folder)
    if wanted is Path and isinstance(value, (str, Path)):
        return folder / value
    if wanted is float and type(value) is int:
        return float(value)
    if type(value) is not wanted or (wanted is float and isnan(value)):
        raise InvalidValueError(place, f"must be {_EXPECTED[wanted]}, not {_shown(value)}")
    if wanted is int and value < 0:
        raise InvalidValueError(place, f"must be 0 or more, not {value}")
    return value


_EXPECTED = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    Path: "the path of a file",
}

_PLURALS = {str: "texts", Path: "paths of files"}


def _alternatives(wanted: Any) -> tuple[Any, ...]:
    return get_args(wanted) if get_origin(wanted) in (Union, types.UnionType) else (wanted,)


def _choices(wanted: Any) -> dict[str, Any]:
    """The words that a closed type admits, with what they mean; nothing for an open type."""
    choices: dict[str, Any] = {}
    for alternative in _alternatives(wanted):
        if get_origin(alternative) is Literal:
            choices |= {word: word for word in get_args(alternative)}
        elif isinstance(alternative, type) and issubclass(alternative, enum.Enum):
            choices |= {member.value: member for member in alternative}
    return choices


def _choose(choices: Mapping[str, Any], value: Any, place: Place) -> Any:
    if isinstance(value, enum.Enum) and value in choices.values():
        return value
    if not isinstance(value, str) or value not in choices:
        raise InvalidValueError(place, f"must be one of {', '.join(choices)}, not {_shown(value)}")
    return choices[value]


def _read_list(item: Any, value: Any, place: Place, folder: Path) -> tuple[Any, ...]:
    if not isinstance(value, (list, tuple)):
        raise InvalidValueError(place, f"must be a list, not {_shown(value)}")
    return tuple(_read(item, part, (*place, number), folder) for number, part in enumerate(value))


def _read_table(item: Any, value: Any, place: Place, folder: Path) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise InvalidValueError(place, f"must be a table, not {_shown(value)}")
    return {name: _read(item, part, (*place, name), folder) for name, part in value.items()}


def _read_record(record: Any, value: Any, place: Place, folder: Path) -> Any:
    if isinstance(value, record):
        return value
    if not isinstance(value, Mapping):
        raise InvalidValueError(place, f"must be a table, not {_shown(value)}")
    columns = {field.name.replace("_", "-"): field for field in fields(record)}
    for name in value:
        if name not in columns:
            raise InvalidValueError(place, f"has an {UnknownNameError('key', str(name), columns)}")
    for name, field in columns.items():
        if name not in value and field.default is MISSING and field.default_factory is MISSING:
            raise InvalidValueError(place, f"lacks the key '{name}'")
    parts = {
        name.replace("-", "_"): _read(_types(record)[name.replace("-", "_")], part, (*place, name), folder)
        for name, part in value.items()
    }
    made = record(**parts)
    if isinstance(made, Pattern):
        _require_linear_patterns(made, place)
    return made


def _require_linear_patterns(pattern: Pattern, place: Place) -> None:
    import re2

    options = re2.Options()
    options.log_errors = False
    for name in ("target", "source"):
        expression = getattr(pattern, name)
        if expression is not None:
            try:
                re2.compile(expression, options)
            except re2.error as error:
                reason = error.args[0].decode() if isinstance(error.args[0], bytes) else error
                raise InvalidValueError(
                    (*place, name), f"of pattern '{pattern.name}' is no RE2 expression: {reason}"
                ) from error


def _shown(value: Any) -> str:
    """A value as TOML would write it, near enough for a message."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f"'{value}'"
        case int() | float():
            return str(value)
        case list() | tuple():
            return "a list"
        case Mapping():
            return "a table"
        case _:
            return f"a value of type {type(value).__name__}"
