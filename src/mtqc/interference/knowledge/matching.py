"""Finds all patterns of a knowledge base in a passage in one walk over its words."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from mtqc.interference.knowledge.pattern import Any, Choice, Element, Form, Mark, Mode, Pattern
from mtqc.interference.passages import Passage, Token, find_tokens
from mtqc.model import Span

_LONGEST_GAP = 4
"""Words that a gap may hold."""
_SENTENCE_ENDS = frozenset(".!?;:…")
_MOST_REMEMBERED = 100_000


class Match(NamedTuple):
    """Where a pattern matches: the tokens of the whole, and the characters that a finding marks."""

    first: int
    last: int
    marked: Span


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

    def add(self, form: Form) -> int:
        """The number of a form, which is new if the form is."""
        number = self._numbers.get(form)
        if number is None:
            number = self._numbers[form] = len(self._numbers)
            match form.mode:
                case Mode.EXACT:
                    self._exact[form.text].append(number)
                case Mode.INFLECTED:
                    self._stems[form.text].append(number)
                case Mode.BEGINNING:
                    self._beginnings.add(form.text, number)
                case Mode.HEAD:
                    self._heads.add(form.text[::-1], number)
                case Mode.INFLECTED_HEAD:
                    self._stem_heads.add(form.text[::-1], number)
        return number

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


class PatternIndex:
    """Patterns of one target language, ready to be found in passages; a pattern is named by its number."""

    def __init__(self, patterns: Iterable[Pattern], language: str) -> None:
        self._forms = FormIndex(endings(language))
        self.numbers: dict[Pattern, int] = {}
        self._patterns: list[_Ready] = []
        self._by_form: dict[int, list[int]] = defaultdict(list)
        self._candidates: dict[str, tuple[int, ...]] = {}
        for pattern in patterns:
            if pattern not in self.numbers:
                number = self.numbers[pattern] = len(self._patterns)
                ready = _Ready(pattern, [self._ready(element) for element in pattern.elements])
                self._patterns.append(ready)
                for form in ready.elements[pattern.key].any_case:
                    self._by_form[form].append(number)

    def candidates(self, text: str) -> set[int]:
        """The numbers of the patterns whose key word a text has: a first look that costs next to nothing."""
        known = self._candidates
        found: set[int] = set()
        for piece in text.lower().split():
            numbers = known.get(piece)
            if numbers is None:
                numbers = known[piece] = self._numbers_of(piece)
            if numbers:
                found.update(numbers)
        return found

    def _numbers_of(self, piece: str) -> tuple[int, ...]:
        if len(self._candidates) >= _MOST_REMEMBERED:
            self._candidates.clear()
        forms = (form for word in find_tokens(piece) if word.is_word for form in self._forms.forms(word.lower))
        return tuple(number for form in forms for number in self._by_form.get(form, ()))

    def matches(self, passage: Passage) -> dict[int, list[Match]]:
        """All matches in a passage, by the number of their pattern, in the order of their key words."""
        found: dict[int, list[Match]] = {}
        tokens = passage.tokens
        forms_of, by_form = self._forms.forms, self._by_form
        forms = [forms_of(token.lower) if token.is_word else _NONE for token in tokens]
        walk = None
        for place, of_token in enumerate(forms):
            if not of_token:
                continue
            for number in sorted({number for form in of_token for number in by_form.get(form, ())}):
                walk = walk or _Walk(passage, tokens, forms)
                match = walk.match(self._patterns[number], place)
                if match is not None:
                    found.setdefault(number, []).append(match)
        return found

    def _ready(self, element: Element) -> _ReadyElement:
        if not isinstance(element, Choice):
            return _ReadyElement(element, _NONE, _NONE, _NONE)
        numbers = [(self._forms.add(form), form) for form in element.forms]
        # A compound is written as its first part is: the end of a word says nothing of its capital.
        capital = frozenset(number for number, form in numbers if form.is_capital or form.mode in _HEADS)
        small = frozenset(number for number, form in numbers if not form.is_capital or form.mode in _HEADS)
        return _ReadyElement(element, capital, small, capital | small)


_NONE: frozenset[int] = frozenset()
_HEADS = (Mode.HEAD, Mode.INFLECTED_HEAD)


class _ReadyElement(NamedTuple):
    """An element with the numbers of its forms that are written with a capital, with a small letter, and all."""

    element: Element
    capital: frozenset[int]
    small: frozenset[int]
    any_case: frozenset[int]


class _Ready(NamedTuple):
    """A pattern with its elements made ready."""

    pattern: Pattern
    elements: list[_ReadyElement]


class _Walk:
    """The tokens of one passage, and what it takes to match a pattern around one of them."""

    def __init__(self, passage: Passage, tokens: Sequence[Token], forms: Sequence[frozenset[int]]) -> None:
        self._passage = passage
        self._tokens = tokens
        self._forms = forms
        self._starts = passage.sentence_starts

    def match(self, ready: _Ready, place: int) -> Match | None:
        """The match of a pattern whose key word is the token at ``place``; None if the rest does not fit."""
        pattern, elements = ready.pattern, ready.elements
        key = pattern.key
        if not self._fits(elements[key], place, pattern.ignores_case):
            return None
        after = self._follow(elements, key + 1, place + 1, 1, pattern.ignores_case)
        before = None if after is None else self._follow(elements, key - 1, place - 1, -1, pattern.ignores_case)
        if after is None or before is None:
            return None
        places = [*reversed(before), place, *after]
        if pattern.starts_sentence and self._tokens[places[0]].start not in self._starts:
            return None
        if pattern.ends_passage and any(token.is_word for token in self._tokens[places[-1] + 1 :]):
            return None
        start, end = pattern.marked
        marked = Span(self._tokens[places[start]].start, self._tokens[places[end - 1]].end)
        return Match(places[0], places[-1], marked)

    def _follow(
        self, elements: Sequence[_ReadyElement], index: int, place: int, step: int, ignores_case: bool
    ) -> list[int] | None:
        """The places of the elements from ``index`` on in the direction of ``step``; None if they do not fit there."""
        places: list[int] = []
        while 0 <= index < len(elements):
            if elements[index].element is Any.GAP:
                rest = self._over_gap(elements, index + step, place, step, ignores_case)
                return None if rest is None else [*places, place - step, *rest]
            if not self._fits(elements[index], place, ignores_case):
                return None
            places.append(place)
            index, place = index + step, place + step
        return places

    def _over_gap(
        self, elements: Sequence[_ReadyElement], index: int, place: int, step: int, ignores_case: bool
    ) -> list[int] | None:
        """The places of the elements after a gap, as short as it may be."""
        words = 0
        while 0 <= place < len(self._tokens):
            rest = self._follow(elements, index, place, step, ignores_case)
            if rest is not None:
                return rest
            token = self._tokens[place]
            words += token.is_word
            if words > _LONGEST_GAP or token.text in _SENTENCE_ENDS:
                return None
            place += step
        return None

    def _fits(self, ready: _ReadyElement, place: int, ignores_case: bool) -> bool:
        if not 0 <= place < len(self._tokens):
            return False
        token = self._tokens[place]
        match ready.element:
            case Choice():
                forms = self._forms[place]
                if not forms:
                    return False
                if ignores_case or token.start in self._starts:
                    wanted = ready.any_case
                else:
                    wanted = ready.capital if token.text[0].isupper() else ready.small
                return not wanted.isdisjoint(forms)
            case Mark(text):
                return token.text == text
            case Any.NUMBER:
                return token.text[0].isdigit()
            case _:
                return token.is_word


@cache
def endings(language: str) -> tuple[str, ...]:
    """The inflectional endings that ``~`` stands for in a language, none (the stem itself) among them."""
    text = files("mtqc").joinpath("data", "interference", "endings.toml").read_text(encoding="utf-8")
    return ("", *tomllib.loads(text).get(language, ()))
