"""Reads files of knowledge, those that ship and those of users, and says exactly what is wrong with one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

import tomli

from mtqc.errors import InputError, UnknownNameError
from mtqc.formats.input import Input
from mtqc.interference.knowledge.entry import CATEGORIES, KINDS, Entry, Strength
from mtqc.interference.knowledge.pattern import PatternParser, Patterns
from mtqc.languages import language
from mtqc.model import Category, Severity

Value = TypeVar("Value")
_LISTS = ("target", "fix", "near", "topic", "unless", "unless_topic", "bad", "good")
_TEXTS = ("id", "kind", "source", "why", "severity", "category", "evidence")
_PATTERNS = ("target", "near", "topic", "unless", "unless_topic")
_REQUIRED = ("id", "kind", "target", "source", "why")
_STRENGTHS = {strength.value: strength for strength in Strength}
_SEVERITIES = {severity.value: severity for severity in Severity}
_CATEGORIES = {category.value: category for category in Category}
_FILE_KEYS = frozenset({"source_language", "target_language", "words", "entry"})


@lru_cache(maxsize=16)
def shipped_entries(source: str, target: str) -> tuple[Entry, ...]:
    """The entries that ship for a pair of languages, by their codes; none for a pair that has none."""
    folder = files("mtqc").joinpath("data", "interference", "knowledge", f"{source}-{target}")
    if not folder.is_dir():
        return ()
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    texts = [(f"{folder.name}/{name}", folder.joinpath(name).read_text(encoding="utf-8")) for name in names]
    # Tests read every pattern that ships; here each is read when it is first needed.
    return _entries(texts)


def read_entries(texts: Iterable[tuple[str, str]]) -> tuple[Entry, ...]:
    """The entries of several files of one pair of languages or more, given as path and content.

    Word lists hold for all files of their pair among these.

    Raises:
        InputError: a file is no TOML, or an entry makes no sense; names the file and the entry.
    """
    return _entries(texts, check_patterns=True)


def _entries(texts: Iterable[tuple[str, str]], check_patterns: bool = False) -> tuple[Entry, ...]:
    tables = [(path, _table(path, text)) for path, text in texts]
    words: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}
    for path, table in tables:
        lists = _word_lists(path, table)
        words.setdefault(_pair(path, table), {}).update(lists)
    parsers = {pair: PatternParser(lists) for pair, lists in words.items()}
    entries = [
        _entry(path, pair, number, raw, parsers[pair], check_patterns)
        for path, table in tables
        for pair in [_pair(path, table)]
        for number, raw in enumerate(table.get("entry", ()), start=1)
    ]
    _require_unique(tables, entries)
    return tuple(entries)


def read_knowledge(paths: Sequence[Path]) -> tuple[Entry, ...]:
    """The entries in a user's own files.

    Raises:
        InputError: a file cannot be read, is no TOML, or an entry makes no sense; names the file and the entry.
    """
    return read_entries((str(path), Input.of_path(path).text()) for path in paths)


def _table(path: str, text: str) -> Mapping[str, Any]:
    try:
        table = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise InputError(path, f"is not TOML: {error}") from error
    for key in table:
        if key not in _FILE_KEYS:
            raise InputError(path, str(UnknownNameError("key", key, _FILE_KEYS)))
    if not isinstance(table.get("entry", []), list):
        raise InputError(path, "[[entry]] holds tables")
    return table


def _pair(path: str, table: Mapping[str, Any]) -> tuple[str, str]:
    return _code(path, table, "source_language"), _code(path, table, "target_language")


def _code(path: str, table: Mapping[str, Any], key: str) -> str:
    tag = table.get(key)
    if not isinstance(tag, str):
        raise InputError(path, f"needs {key}, a language such as 'es'")
    try:
        return language(tag).code
    except UnknownNameError as error:
        raise InputError(path, f"{key}: {error}") from error


def _word_lists(path: str, table: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    lists = table.get("words", {})
    if not isinstance(lists, dict) or not all(_is_texts(words) and words for words in lists.values()):
        raise InputError(path, "[words] holds lists of words by name")
    return {name: tuple(words) for name, words in lists.items()}


def _entry(
    path: str, pair: tuple[str, str], number: int, raw: Any, parser: PatternParser, check_patterns: bool
) -> Entry:
    name = f"entry {number}"
    try:
        if not isinstance(raw, dict):
            raise ValueError("is no table")
        name = f"entry '{raw.get('id', number)}'"
        _require_shape(raw)
        kind = _one_of("kind", raw["kind"], KINDS)
        category = raw.get("category")
        patterns = {key: Patterns(raw.get(key, ()), parser) for key in _PATTERNS}
        if check_patterns:
            for of_key in patterns.values():
                tuple(of_key)
        return Entry(
            id=raw["id"],
            pair=pair,
            kind=kind,
            source=tuple(part.strip() for part in raw["source"].split("|") if part.strip()),
            fix=tuple(raw.get("fix", ())),
            why=raw["why"],
            severity=_one_of("severity", raw.get("severity", "minor"), _SEVERITIES),
            category=_one_of("category", category, _CATEGORIES) if category else CATEGORIES[kind],
            strength=_one_of("evidence", raw.get("evidence", "weak"), _STRENGTHS),
            bad=tuple(raw.get("bad", ())),
            good=tuple(raw.get("good", ())),
            **patterns,
        )
    except (ValueError, UnknownNameError) as error:
        raise InputError(path, f"{name}: {error}") from error


def _require_shape(raw: Mapping[str, Any]) -> None:
    for key, value in raw.items():
        if key in _LISTS:
            if not _is_texts(value):
                raise ValueError(f"{key} has to be a list of texts")
        elif key in _TEXTS:
            if not isinstance(value, str):
                raise ValueError(f"{key} has to be a text")
        else:
            raise UnknownNameError("key", key, (*_LISTS, *_TEXTS))
    for key in _REQUIRED:
        if not raw.get(key):
            raise ValueError(f"needs {key}")


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _one_of(key: str, name: str, known: Mapping[str, Value]) -> Value:
    if name not in known:
        raise UnknownNameError(key, name, known)
    return known[name]


def _require_unique(tables: Iterable[tuple[str, Mapping[str, Any]]], entries: Iterable[Entry]) -> None:
    seen: set[str] = set()
    for entry in entries:
        if entry.name in seen:
            path = next(path for path, table in tables if any(raw["id"] == entry.id for raw in table.get("entry", ())))
            raise InputError(path, f"entry '{entry.id}' is there twice")
        seen.add(entry.name)
