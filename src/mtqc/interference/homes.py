"""Names in a text and the languages whose texts are at home with them, as French ones are with Lyon and Macron.

A translated text is mostly about, and written for readers of, the place that its source comes from. So what it mentions
says something of the source language *given that it is translated*, and nothing of whether it is: natives write about
other countries as well. No finding and no other probability may rest on it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import Any

import regex

from mtqc.interference.prose import Prose
from mtqc.interference.support import supported_sources

_JOINTS = regex.compile(r"[’'\-‐‑·]")
_WORD = regex.compile(r"[^\W_]+(?:[’'\-.][^\W_]+)*")
_SHORTEST_PART = 3
_SHORTEST_SPELT = 4
_TOWNSPEOPLE = "er"
_GENITIVE = "s"
_INFLECTING = "de"


class NameKind(Enum):
    """What a name is the name of: a country or its people, a place in it, an institution, a medium of news, a person.

    ``SPELLING`` is a name that no table knows, told by its letters alone.
    """

    COUNTRY = "country"
    PLACE = "place"
    INSTITUTION = "institution"
    MEDIUM = "medium"
    PERSON = "person"
    SPELLING = "spelling"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name and how often a text has it.

    ``languages`` are those at home with it, without the text's own; their shares sum to 1 at most.
    """

    form: str
    kind: NameKind
    count: int
    languages: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Home:
    kind: NameKind
    languages: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Table:
    """The names of one word, and those of several by their first word."""

    words: Mapping[str, _Home]
    phrases: Mapping[str, tuple[tuple[str, _Home], ...]]
    spellings: regex.Pattern[str]
    by_spelling: Sequence[_Home]

    def spelled(self, word: str) -> _Home | None:
        """The home of a name that only its letters tell; None for most words."""
        if not word[0].isupper() or len(word) < _SHORTEST_SPELT or (match := self.spellings.fullmatch(word)) is None:
            return None
        return self.by_spelling[(match.lastindex or 1) - 1]


def find_mentions(prose: Prose) -> tuple[Mention, ...]:
    """The names in a text that speak of other languages than its own; empty where there is no table."""
    target = prose.language.code
    if not supported_sources("home", target):
        return ()
    table = _table(target)
    found: dict[str, tuple[_Home, int]] = {}
    for form, home, count in (*_words(prose, table), *_phrases(prose, table)):
        before = found[form][1] if form in found else 0
        found[form] = home, before + count
    mentions = (
        Mention(form, home.kind, count, {code: share for code, share in home.languages.items() if code != target})
        for form, (home, count) in found.items()
    )
    return tuple(mention for mention in mentions if mention.languages)


def _words(prose: Prose, table: _Table) -> Iterator[tuple[str, _Home, int]]:
    lookup = _inflected if prose.language.code == _INFLECTING else _plain
    for word, count in prose.vocabulary.items():
        if (found := lookup(word, table.words)) is not None:
            yield *found, count
        elif len(parts := _JOINTS.split(word)) > 1:
            # France's, l’Espagne, Trump-Anhänger.
            known = [found for part in parts if len(part) >= _SHORTEST_PART and (found := lookup(part, table.words))]
            for found in known:
                yield *found, count
            if not known and (home := table.spelled(word)) is not None:
                yield word, home, count
        elif (home := table.spelled(word)) is not None:
            yield word, home, count


def _plain(word: str, words: Mapping[str, _Home]) -> tuple[str, _Home] | None:
    home = words.get(word)
    return (word, home) if home is not None else None


def _inflected(word: str, words: Mapping[str, _Home]) -> tuple[str, _Home] | None:
    """A German name with or without the genitive's ending, or that of a town's people: Macrons, Pariser."""
    if (home := words.get(word)) is not None:
        return word, home
    if not word[:1].isupper():
        return None
    if word.endswith(_GENITIVE) and (home := words.get(word[:-1])) is not None:
        return word[:-1], home
    if word.endswith(_TOWNSPEOPLE) and (home := words.get(word[:-2])) is not None and home.kind is NameKind.PLACE:
        return word[:-2], home
    return None


def _phrases(prose: Prose, table: _Table) -> Iterator[tuple[str, _Home, int]]:
    """Names of several words, as far as they stand in the text word for word."""
    candidates = [phrase for first in table.phrases.keys() & prose.vocabulary.keys() for phrase in table.phrases[first]]
    for form, home in sorted(candidates, key=lambda candidate: candidate[0]):
        if count := sum(passage.text.count(form) for passage in prose.passages):
            yield form, home, count


@cache
def _table(target: str) -> _Table:
    path = files("mtqc").joinpath("data", "interference", "homes", f"{target}.tsv")
    words: dict[str, _Home] = {}
    phrases: dict[str, list[tuple[str, _Home]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        kind, languages, *forms = line.split("\t")
        shares = (share.partition("=") for share in languages.split())
        home = _Home(NameKind(kind), {code: float(share) for code, _, share in shares})
        for form in forms:
            if " " in form and (first := _WORD.search(form)) is not None:
                phrases.setdefault(first[0], []).append((form, home))
            else:
                words[form] = home
    patterns = [entry for entry in spellings() if target in entry["targets"]]
    return _Table(
        words,
        {first: tuple(of_first) for first, of_first in phrases.items()},
        # No pattern has groups of its own, so that the group's number is the pattern's.
        regex.compile("|".join(f"({entry['pattern']})" for entry in patterns)),
        [_Home(NameKind.SPELLING, entry["languages"]) for entry in patterns],
    )


@cache
def spellings() -> list[dict[str, Any]]:
    """The spellings that tell a language: each a ``pattern``, ``targets``, and ``languages`` with their shares."""
    path = files("mtqc").joinpath("data", "interference", "homes", "spellings.toml")
    found: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["spelling"]
    return found
