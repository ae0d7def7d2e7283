"""Settings from mtqc.toml or ``[tool.mtqc]`` of pyproject.toml: found, read, typed, each with its origin."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from mtqc.errors import InputError, SettingsError, UnknownNameError
from mtqc.settings import Settings
from mtqc.settings_values import InvalidValueError, Place, read_value

SETTINGS_FILE = "mtqc.toml"
PROJECT_FILE = "pyproject.toml"
_PROJECT_TABLE = ("tool", "mtqc")
_TOML_LINE = re.compile(r" \(at line (\d{1,9}), column \d{1,9}\)$")
_HEADER = re.compile(r"\s*+(\[\[?)([^\[\]#]+)\]")
_PART = re.compile(r"\"[^\"]*+\"|'[^']*+'|[^.\s\"']++")
_KEY = re.compile(r"\s*+([^\s=#\[][^=#]*)=")


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """Settings, and where each key that is not at its default was set, by its hyphenated name."""

    settings: Settings = field(default_factory=Settings)
    origins: Mapping[str, str] = field(default_factory=dict)

    def overridden(self, values: Mapping[str, Any], origin: str, folder: Path | None = None) -> LoadedSettings:
        """These settings with some values replaced; keys may be written with hyphens or underscores.

        Relative paths are relative to ``folder``, or to the working directory.

        Raises:
            SettingsError: an unknown key, or a value that a key cannot have; says ``origin``.
        """
        changed = {}
        for name, value in values.items():
            key = name.replace("_", "-")
            try:
                changed[key] = read_value(key, value, folder or Path())
            except (UnknownNameError, InvalidValueError) as error:
                raise SettingsError(f"{origin}: {error}") from error
        return self.with_values(changed, origin)

    def with_values(self, values: Mapping[str, Any], origin: str) -> LoadedSettings:
        """These settings with some typed values replaced, by their hyphenated keys."""
        settings = replace(self.settings, **{key.replace("-", "_"): value for key, value in values.items()})
        return LoadedSettings(settings, {**self.origins, **dict.fromkeys(values, origin)})

    def require_known_names(self) -> None:
        """Makes sure that the rules, languages and formats named exist.

        Raises:
            SettingsError: one does not; says where it was set, and the nearest that exists.
        """
        from mtqc.settings_names import unknown_names

        for key, error in unknown_names(self.settings):
            raise SettingsError(f"{self.origins.get(key, 'default')}: {error}") from error


def load_settings(path: Path | None, start: Path, isolated: bool) -> LoadedSettings:
    """The settings in ``path``, or in the nearest settings file from ``start`` upward, or the defaults.

    ``isolated`` reads no file. In one folder mtqc.toml is stronger than pyproject.toml; a pyproject.toml without
    ``[tool.mtqc]`` is passed over. Relative paths in a file are relative to that file.

    Raises:
        InputError: the file cannot be read.
        SettingsError: it is no TOML, has an unknown key or a value that makes no sense; names file, line and key.
    """
    if path is not None:
        return _read(path, _table_of(path))
    if not isolated:
        for folder in (start.absolute(), *start.absolute().parents):
            for name in (SETTINGS_FILE, PROJECT_FILE):
                candidate = folder / name
                if candidate.is_file() and (name == SETTINGS_FILE or _has_settings(candidate)):
                    return _read(candidate, _table_of(candidate))
    return LoadedSettings()


def _table_of(path: Path) -> tuple[str, ...]:
    return _PROJECT_TABLE if path.name == PROJECT_FILE else ()


def _has_settings(path: Path) -> bool:
    return _inner(_parse(path, _text(path)), _PROJECT_TABLE) is not None


def _read(path: Path, table: tuple[str, ...]) -> LoadedSettings:
    text = _text(path)
    values = _inner(_parse(path, text), table)
    if values is None:
        raise SettingsError(f"{path}: has no table [{'.'.join(table)}]")
    if not isinstance(values, dict):
        raise SettingsError(f"{path}: [{'.'.join(table)}] must be a table")
    typed = {}
    for key, value in values.items():
        try:
            typed[key] = read_value(key, value, path.parent)
        except UnknownNameError as error:
            raise SettingsError(f"{_place(path, text, (*table, key))}: {error}") from error
        except InvalidValueError as error:
            raise SettingsError(f"{_place(path, text, (*table, *error.place))}: {error}") from error
    return LoadedSettings().with_values(typed, str(path))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(str(path), f"the settings cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(str(path), f"byte {error.start} of the settings is not utf-8") from error


def _parse(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problem = str(error)
        found = _TOML_LINE.search(problem)
        place = f"{path}:{found[1]}" if found else str(path)
        raise SettingsError(f"{place}: {_TOML_LINE.sub('', problem)}") from error
    except RecursionError as error:
        raise SettingsError(f"{path}: nested too deep") from error


def _inner(values: Any, table: Sequence[str]) -> Any:
    for name in table:
        if not isinstance(values, dict):
            return None
        values = values.get(name)
    return values


def _place(path: Path, text: str, key: Place) -> str:
    """The file, and the line that writes the key or else its table, if a plain look at the lines shows one."""
    lines = _written_keys(text)
    for length in range(len(key), 0, -1):
        for number, written in lines:
            if written[:length] == key[:length]:
                return f"{path}:{number}"
    return str(path)


def _written_keys(text: str) -> list[tuple[int, Place]]:
    """Each line that writes a key or the head of a table, with the way to it."""
    lines: list[tuple[int, Place]] = []
    table: Place = ()
    tables: Counter[Place] = Counter()
    for number, line in enumerate(text.split("\n"), start=1):
        if header := _HEADER.match(line):
            table = _parts(header[2])
            if header[1] == "[[":
                tables[table] += 1
                table = (*table, tables[table] - 1)
            lines.append((number, table))
        elif entry := _KEY.match(line):
            lines.append((number, (*table, *_parts(entry[1]))))
    return lines


def _parts(dotted: str) -> Place:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))
