"""Tells which words of patterns a word of a text is, whatever its ending."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from mtqc.interference.knowledge.pattern import Form, Mode

_MOST_REMEMBERED = 100_000
_FIRST_LETTERS = 4
_SHORTEST_MODIFIER = 3
"""Letters that the first part of a compound has at least."""
_NO_COMPOUND = 1_000


class FormIndex:
    """Tells which forms of patterns a word is, by its letters alone; words are looked up once and remembered."""

    def __init__(self, endings: Sequence[str]) -> None:
        self._endings = frozenset(endings)
        self._longest_ending = max(map(len, endings), default=0)
        self._numbers: dict[Form, int] = {}
        self._exact: dict[str, list[int]] = defaultdict(list)
        self._stems: dict[str, list[int]] = defaultdict(list)
        self._beginnings = _Affixes()
        self._heads = _Affixes()
        self._stem_heads = _Affixes()
        self._known: dict[str, frozenset[int]] = {}
        self._first_letters: set[str] = set()
        self._shortest_compound = _NO_COMPOUND

    def add(self, form: Form) -> int:
        """The number of a form, which is new if the form is."""
        number = self._numbers.get(form)
        if number is None:
            number = self._numbers[form] = len(self._numbers)
            self._known.clear()
            self._first_letters.add(form.text[:_FIRST_LETTERS])
            match form.mode:
                case Mode.EXACT:
                    self._exact[form.text].append(number)
                case Mode.INFLECTED:
                    self._stems[form.text].append(number)
                case Mode.BEGINNING:
                    self._beginnings.add(form.text, number)
                case Mode.HEAD:
                    self._heads.add(form.text[::-1], number)
                    self._shortest_compound = min(self._shortest_compound, len(form.text) + _SHORTEST_MODIFIER)
                case Mode.INFLECTED_HEAD:
                    self._stem_heads.add(form.text[::-1], number)
                    self._shortest_compound = min(self._shortest_compound, len(form.text) + _SHORTEST_MODIFIER)
        return number

    def may_be_form(self, lower: str) -> bool:
        """Whether a word begins like a form, or may be a compound; most words are told apart by that."""
        letters = self._first_letters
        return (
            lower[:_FIRST_LETTERS] in letters
            or lower[:3] in letters
            or lower[:2] in letters
            or len(lower) >= self._shortest_compound
        )

    def forms(self, lower: str) -> frozenset[int]:
        """The numbers of the forms that a word in small letters is."""
        found = self._known.get(lower)
        if found is None:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            found = self._known[lower] = frozenset(self._look_up(lower))
        return found

    def _look_up(self, lower: str) -> Iterator[int]:
        yield from self._exact.get(lower, ())
        yield from self._beginnings.of(lower)
        yield from self._heads.of(lower[::-1])
        for length in range(max(1, len(lower) - self._longest_ending), len(lower) + 1):
            if lower[length:] in self._endings:
                stem = lower[:length]
                yield from self._stems.get(stem, ())
                yield from self._stem_heads.of(stem[::-1])


class _Affixes:
    """Beginnings of words, found by their first letters; ends of words are beginnings of words read backwards."""

    _LETTERS = 2

    def __init__(self) -> None:
        self._by_letters: dict[str, list[tuple[str, int]]] = defaultdict(list)

    def add(self, text: str, number: int) -> None:
        self._by_letters[text[: self._LETTERS]].append((text, number))

    def of(self, word: str) -> Iterator[int]:
        for text, number in self._by_letters.get(word[: self._LETTERS], ()):
            if word.startswith(text):
                yield number


@cache
def endings(language: str) -> tuple[str, ...]:
    """The inflectional endings that ``~`` stands for in a language, none (the stem itself) among them."""
    text = files("mtqc").joinpath("data", "interference", "endings.toml").read_text(encoding="utf-8")
    return ("", *tomllib.loads(text).get(language, ()))
